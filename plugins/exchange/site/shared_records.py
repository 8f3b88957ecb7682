"""Check the texts and diagrams that pages share, each in its record: also those that no page shows yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from exchange.authoring.diagrams.drawing import MOST_LINES, DiagramError
from exchange.authoring.fenced_code import DIAGRAMS, diagram
from exchange.authoring.shared_texts import SHARED_FOLDERS
from exchange.build.store import Store
from exchange.rules.checks.diagrams import diagram_problem
from exchange.safety.slow_work import too_slow
from exchange.safety.time_limit import in_time
from exchange.site.reading import Site
from exchange.text.documents import text_of
from exchange.text.fields import FieldReader
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import nearest
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Text
from exchange.training.questions import FOLDER as QUESTIONS

_KIND = "shared records"
_FIGURES = SHARED_FOLDERS[0]
_FIELD = re.compile(r"^([a-z_]+):", re.MULTILINE)
_LONGEST = 2000  # code points of a text or a label
_FIELDS = ("kind", "alt", "unit", "labels", "lines")


class _Record(NamedTuple):
    path: str
    locales: Sequence[str]
    problems: list[Problem]


def shared_record_problems(site: Site, *, store: Store | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the records in the folders that pages share; a faultless one is remembered."""
    locales = site.settings.content.locales
    for path in site.files.visible:
        if path.startswith(SHARED_FOLDERS) and path.endswith(".yml") and site.files.is_file(path):
            digest = f"{locales} {site.files.digest(path)}"
            if store and store.get(_KIND, path, digest) is not None:
                continue
            record = _Record(site.settings.display_path(path), locales, [])
            seconds = site.settings.limits.page_seconds
            slow = in_time(
                partial(_check, text_of(site.files.read(path)), record, is_figure=path.startswith(_FIGURES)),
                seconds,
                otherwise=partial(too_slow, record.path, seconds),
            )
            problems = [slow] if slow else record.problems
            if store and not problems:
                store.put(_KIND, path, digest, "")
            yield from problems


def records_elsewhere(site: Site) -> Iterator[Problem]:
    """Yield each record whose fields are those of another folder's records."""
    calls = f"{site.settings.calls.calls_folder}/"
    homes = {QUESTIONS: {"questions"}, _FIGURES: {"lines", "labels"}, calls: {"lifecycle", "stages"}}
    for path in site.files.visible:
        folder = path[: path.find("/") + 1]
        if folder in (*homes, *SHARED_FOLDERS) and path.endswith(".yml") and site.files.is_file(path):
            names = {*_FIELD.findall(site.files.read(path).decode("utf-8", errors="replace"))}
            home = next((home for home, signs in homes.items() if signs <= names), folder)
            if home != folder and homes.get(folder, set()).isdisjoint(names):
                better = site.settings.display_path(f"{home}{path.removeprefix(folder)}")
                values = {"name": ", ".join(sorted(homes[home])), "better": better}
                place = Place(path=site.settings.display_path(path))
                yield Problem(code="text/record-elsewhere", place=place, values=values)


def _check(text: str, record: _Record, *, is_figure: bool) -> None:
    root = read_rest(text, path=record.path, problems=record.problems)
    if root is None:
        return
    names = _FIELDS if is_figure else tuple(record.locales)
    reader = FieldReader(
        root if isinstance(root, Fields) else Fields(place=root.place, fields=()),
        names=names,
        problems=record.problems,
    )
    if not isinstance(root, Fields) and not is_figure:
        reader.report_language("text", root, record.locales)
    elif is_figure:
        _check_figure(reader, record)
    elif isinstance(root, Fields):
        reader.by_language("text", root, record.locales, longest=_LONGEST)


def _check_figure(reader: FieldReader, record: _Record) -> None:
    kind = reader.choice("kind", tuple(DIAGRAMS), required=True)
    reader.words("alt", record.locales, required=True, longest=_LONGEST)
    reader.words("unit", record.locales)
    labels = _labels(reader, record)
    lines = reader.node("lines", required=True)
    if isinstance(lines, Items):
        nodes = [node for node in lines.items if isinstance(node, Text)]
        if len(nodes) <= MOST_LINES:
            record.problems.extend(_label_problems(nodes, labels))
        if kind:
            record.problems.extend(_drawing_problems(kind, nodes, lines.place))
    elif lines is not None:
        reader.report("not-a-list", lines.place, name="lines")


def _labels(reader: FieldReader, record: _Record) -> tuple[str, ...]:
    node = reader.node("labels")
    if not isinstance(node, Fields):
        if node is not None:
            reader.report("fields-expected", node.place, name="labels", example="plan: {en: ..., ko: ...}")
        return ()
    names = tuple(field.key.value for field in node)
    labels = FieldReader(node, names=names, problems=record.problems)
    for name in names:
        labels.words(name, record.locales, longest=_LONGEST)
    return names


def _drawing_problems(kind: str, lines: Sequence[Text], place: Place) -> Iterator[Problem]:
    """Yield each line that cannot be read, or why all together cannot be drawn."""
    faults = [(node, _fault(kind, node.value)) for node in lines[:MOST_LINES]]
    wrong_lines = [(node, fault) for node, fault in faults if fault]
    for node, fault in wrong_lines:
        yield diagram_problem(fault, node.place, kind)
    whole = _fault(kind, "\n".join(node.value for node in lines))
    if whole and not wrong_lines:
        yield diagram_problem(whole, place, kind)


def _fault(kind: str, code: str) -> DiagramError | None:
    try:
        diagram(kind, 'alt="-"', code)
    except DiagramError as error:
        return error
    return None


def _label_problems(lines: Sequence[Text], labels: Sequence[str]) -> Iterator[Problem]:
    """Yield the parts of lines that are nearly the name of a label: they would be shown as they are."""
    for node in lines:
        for part in _parts(node.value):
            best = nearest(part, labels) if part not in labels else None
            if best:
                values = {"value": part, "best": best}
                yield Problem(code="pages/figure-label", place=node.place, values=values)


def _parts(line: str) -> Iterator[str]:
    """Yield the steps, lanes and words of a line."""
    for sign in ("->", "|", ":"):
        line = line.replace(sign, "\n")
    yield from (part.strip() for part in line.split("\n") if part.strip())
