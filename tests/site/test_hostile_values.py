"""Hostile values of every field of every record that are let pass do nothing in any file of the site."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import rispy
from icalendar import Calendar
from pybtex.database import parse_string
from ruamel.yaml import YAML
from tests.building import ROOT, Built, build
from tests.site.full_records import _BY_FORM, WORDS, Leaf, LeafTree, Tree, full_call, full_part, record_lines

from exchange.calls.model.call import Form
from exchange.pages.page_meta import PageMeta
from exchange.site.checking import check, checked_store
from exchange.site.partnership import Partnership
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at
from exchange.text.problems import Severity

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
MARK = "kxmark"
HOSTILE = {
    "equals": f"=HYPERLINK({MARK})",
    "plus": f"+{MARK}",
    "minus": f"-1+{MARK}|' /C calc'!A0",
    "at": f"@{MARK}(1)",
    "tab": f"\t={MARK}(1)",
    "full-width": f"＝{MARK}(1)",
    "expression": "{{ 7777*7777 }} " + MARK,
    "statement": "{% raw %}" + MARK,
    "property": f"{MARK}\r\nATTACH:https://{MARK}.invalid/",
    "property-without-end": f"{MARK}\\nATTACH:https://{MARK}.invalid/",
    "parameter": f'{MARK}";ALTREP="https://{MARK}.invalid/":x',
    "cells": f'{MARK}","=1+1","',
    "address": f"javascript:{MARK}(1)",
    "link": f"[{MARK}](javascript:{MARK}(1)) ![{MARK}](https://{MARK}.invalid/x.png)",
    "attribute": f'{MARK}" onmouseover="{MARK}(1)" x=\'',
    "tex": f"{MARK}}}, note = {{\\input{{/etc/passwd}} @comment{{",
    "record-end": f"{MARK}\nER  - \nTY  - {MARK}",
    "yaml": f"{MARK}: [&a *a, !!python/name:os.system x] #",
    "long": MARK * 90,
}
"""What is let pass in some field."""

REFUSED = (
    f"<img src={MARK} onerror={MARK}(1)>",
    f"&lt;img src={MARK} onerror={MARK}(1)&gt;",
    f"</script><script>{MARK}(1)</script>",
    f"]]><{MARK}/>",
    f"\u202e{MARK}\u202c",
    f"{MARK}\u200b{MARK}",
    f"\x1b]0;{MARK}\x07",
)
"""What is let pass in no field."""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site full of every hostile value that no check refuses."""
    work = tmp_path_factory.mktemp("hostile-values")
    files = dict(_records())
    content = work / "content"
    (work / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ntheme: {{name: exchange, custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    while _choose_again(work, files):
        pass
    built = build(content, work, environment={"SITE_URL": "https://smart-trials.example/"})
    assert built.status == 0, built.output[-3_000:]
    return built


def _records() -> Iterator[tuple[str, LeafTree]]:
    """Yield path and content of each record, full of one kind of hostile value each."""
    for number, (name, texts) in enumerate(_KINDS.items()):
        yield f"calls/{name}.yml", _leaves(full_call(("announced", "awarded")[number % 2]), name, *texts)
        yield f"questions/{name}-lesson.yml", _leaves(_QUESTIONS, name, *texts)
        yield f"figures/{name}.yml", _leaves(_FIGURE, name, *texts)
        snippet = "Plain." if name == "link" else texts[0]  # it is Markdown, and judged in its page
        yield f"snippets/{name}.yml", {"en": Leaf([snippet, "Plain."]), "ko": Leaf(["평범한 글."])}
        for locale in WORDS:
            folder = f"{locale}/training/{name}"
            yield f"{folder}/index.md", _leaves(_front_matter("course", name), name, *texts)
            yield f"{folder}/lesson.md", _leaves(_front_matter("lesson", f"{name}-lesson"), name, *texts)
    site = full_part(
        Partnership,
        languages=["en", "ko"],
        address="https://smart-trials.example/",
        domain="smart-trials.example",
        sides=_SIDES,
        folders=None,
    )
    yield "nav.yml", [Leaf(["glossary"])]
    yield "site.yml", _leaves(site, "site", *HOSTILE.values())
    numbers = itertools.count(1)
    rows = chain.from_iterable(_rows(text, numbers) for text in (*HOSTILE.values(), *REFUSED))
    yield "glossary.csv", [Leaf([_csv_line(row)]) for row in (_COLUMNS, *rows)]
    for locale in WORDS:
        for path, kind in (
            ("training/index", "page"),
            ("index", "home"),
            ("glossary", "glossary"),
            ("calls/index", "calls"),
        ):
            meta = {"title": "Title", "description": "Text", "kind": kind, "original": "en"}
            yield f"{locale}/{path}.md", {name: Leaf([value]) for name, value in meta.items()}


_IN_TURN = {
    "formulas": ("plus", "minus", "at", "tab", "full-width"),
    "quotes": ("parameter", "cells", "attribute"),
}
_KINDS: Mapping[str, tuple[str, ...]] = {
    **{name: (text,) for name, text in HOSTILE.items() if name not in chain(*_IN_TURN.values())},
    **{group: tuple(HOSTILE[name] for name in names) for group, names in _IN_TURN.items()},
    "refused": REFUSED,
}
_SIDES = [
    {"code": "GB", "zone": "Europe/London", "currency": "GBP", "name": {"en": "UK", "ko": "영국"}},
    {"code": "KR", "zone": "Asia/Seoul", "currency": "KRW", "name": {"en": "Korea", "ko": "한국"}},
]
_OPTIONS = [
    {"id": "a", "text": WORDS, "feedback": WORDS},
    *(
        {"id": name, "text": {"en": f"Choice {name}", "ko": f"보기 {name}"}, "feedback": WORDS}
        for name in "bc"
    ),
]
_QUESTIONS = {
    "questions": [
        {"id": "one", "kind": "single", "text": WORDS, "options": _OPTIONS, "answer": "a"},
        {"id": "two", "kind": "multiple", "text": WORDS, "options": _OPTIONS, "answer": ["a", "b"]},
        {
            "id": "three",
            "kind": "true-false",
            "text": WORDS,
            "options": [{"id": name, "feedback": WORDS} for name in ("true", "false")],
            "answer": "true",
        },
        {
            "id": "four",
            "kind": "short",
            "text": WORDS,
            "answer": {"en": ["x"], "ko": ["y"]},
            "feedback": WORDS,
        },
    ]
}
_FIGURE = {
    "kind": "timeline",
    "alt": WORDS,
    "unit": WORDS,
    "labels": {"uk": {"en": "UK", "ko": "영국"}, "first": WORDS},
    "lines": ["uk | 0-30 | first", "uk | 40 | first"],
}


def _leaves(tree: Tree, name: str, *texts: str) -> LeafTree:
    """Return a record whose texts, addresses and figures are hostile, of several kinds each in its turn.

    What is hostile stands in place of a text, or behind a value in the right form. Where it is refused, a
    plain value takes its place.
    """
    turn = itertools.count()

    def leaves(tree: Tree) -> LeafTree:
        if isinstance(tree, Mapping):
            return {name: leaves(value) for name, value in tree.items()}
        if not isinstance(tree, str):
            return [leaves(value) for value in tree]
        if tree not in _FREE:
            return Leaf([tree])
        number = next(turn)
        text = texts[number % len(texts)]
        if tree == WORDS["en"]:
            return Leaf([text, f"{tree} {name} {number}"])
        return Leaf([f"{tree}{text}" if "/" in tree else f"{tree} ({text})", tree])

    return leaves(tree)


_FREE = {WORDS["en"], "5000", *(_BY_FORM[form] for form in (Form.URL, Form.EMAIL, Form.PHONE, Form.SIZE))}
"""Values of fields that take more than some words."""


def _front_matter(kind: str, name: str) -> Tree:
    """Return all that a page of this kind may say of itself."""
    examples: Mapping[str, Tree] = {
        "kind": kind,
        "original": "en",
        "id": name,
        "minutes": "20",
        **dict.fromkeys(("published", "checked"), "2026-11-02"),
        **{key: ["Plain words"] for key in ("authors", "reviewers", "objectives", "prerequisites")},
    }
    names = (entry for entry in PageMeta.__dataclass_fields__.values() if entry.metadata)
    return {entry.name: examples.get(entry.name, "Plain words") for entry in names}


def _rows(text: str, numbers: Iterator[int]) -> Iterator[list[str]]:
    """Yield a row of the termbase for each column that a text can be in."""
    for place in range(1, len(_COLUMNS), len(WORDS)):
        number = next(numbers)
        row = [f"g{number:03}", *(name.format(number) for name in _TERMS), "", "", *WORDS.values()]
        row += [""] * (len(_COLUMNS) - len(row))
        row[place] = text
        yield row


_TERMS = ("word of number {}", "{}번 낱말")
_COLUMNS = ["id"] + [
    name.format(code)
    for name in (
        "{}",
        "abbr_{}",
        "definition_{}",
        "avoid_{}",
        "also_{}",
        "avoid_{}_unchecked",
        "avoid_{}_remark",
    )
    for code in WORDS
]


def _csv_line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _lines(path: str, tree: LeafTree) -> list[tuple[str, Leaf | None]]:
    """Return the lines of a file: of a page its front matter, and what shows figure and text."""
    if path.endswith(".csv"):
        rows = (leaf for leaf in tree if isinstance(leaf, Leaf) and leaf.choices)
        return [(line, leaf) for leaf in rows for line in leaf.choices[0].split("\n")]
    if not path.endswith(".md"):
        return [*record_lines(tree)]
    name = Path(path).parent.name
    shown = ("```figure", name, "```", "", "```snippet", name, "```") if path.endswith("lesson.md") else ()
    body = ("---", "", "Text.", "", *shown)
    return [("---", None), *record_lines(tree), *((line, None) for line in body)]


def _choose_again(project: Path, files: Mapping[str, LeafTree]) -> bool:
    """Write all files, and take away each value that is found wrong; return True if there was any."""
    leaves: dict[tuple[str, int], Leaf] = {}
    for path, tree in files.items():
        lines = _lines(path, tree)
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(line for line, _ in lines) + "\n", encoding="utf-8", newline="")
        leaves |= {(f"content/{path}", number): leaf for number, (_, leaf) in enumerate(lines, 1) if leaf}
    settings = read_settings(project / "mkdocs.yml")
    store = checked_store(settings)
    site = read_site(settings, look_at(settings.content.folder), now=NOW, store=store)
    problems = check(site, now=NOW, warnings=False, html=False, store=store)
    store.save()
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    wrong = {id(leaf): leaf for one in errors if (leaf := leaves.get((one.place.path, one.place.line or 0)))}
    for leaf in wrong.values():
        leaf.choices.pop(0)
    assert bool(wrong) == bool(errors), errors[:5]
    return bool(wrong)


class _Reader(HTMLParser):
    """Reads HTML as browsers do; `acts` is all in it that would do something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.acts: list[str] = []
        self._script = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._script = dict(attrs).get("type") or tag
        if MARK in tag:
            self.acts.append(tag)
        if "http-equiv" in dict(attrs) and MARK in str(attrs):
            self.acts.append(str(attrs))
        for name, value in attrs:
            if (
                name.startswith("on")
                or MARK in name
                or (name in ("style", "srcdoc") and MARK in (value or ""))
            ) or (name in _ADDRESSES and not _is_harmless(value or "", is_link=tag == "a")):
                self.acts.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if "json" in self._script:
            _read_json(data)
        elif self._script and MARK in data:
            self.acts.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._script = ""


_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")


def _is_harmless(address: str, *, is_link: bool) -> bool:
    """Return True if an address starts nothing; only links lead to other sites."""
    scheme, host = urlsplit(address.strip())[:2]
    return scheme.lower() in ("", "http", "https", "mailto", "tel", "data", "webcal") and (
        is_link or MARK not in host
    )


def _read_html(text: str) -> None:
    assert _Reader(text).acts == []


def _read_xml(text: str) -> None:
    """Read XML, and as HTML what its readers take for HTML."""
    for node in ElementTree.fromstring(text.encode()).iter():
        assert MARK not in f"{node.tag} {[*node.attrib]}"
        name = node.tag.rpartition("}")[2]
        if (
            node.get("type") == "html"
            or node.get("texttype") == "text/html"
            or name in ("title", "description")
        ):
            _read_html(node.text or "")
        for key in ("href", "src", "url"):
            assert _is_harmless(node.get(key, ""), is_link=True)


def _read_json(text: str) -> None:
    """Read JSON: no address starts anything, and what is HTML does nothing."""
    waiting = [("", json.loads(text))]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            assert not any(MARK in key and "<" in key for key in value)
            waiting += value.items()
        elif isinstance(value, list):
            waiting += ((name, item) for item in value)
        elif isinstance(value, str) and re.search(r"url|href|link|@id|address", name, re.IGNORECASE):
            assert _is_harmless(value, is_link=True), value
        elif isinstance(value, str) and "html" in name:
            _read_html(value)


def _read_calendar(text: str) -> None:
    calendar = Calendar.from_ical(text)
    assert len(calendar.walk("VEVENT")) == text.count("\r\nBEGIN:VEVENT\r\n")
    for part in calendar.walk():
        assert {*part} <= _PROPERTIES, {*part} - _PROPERTIES
        for value in part.values():
            assert "ALTREP" not in getattr(value, "params", {})


_PROPERTIES = set(
    "VERSION PRODID CALSCALE X-WR-CALDESC NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL TZID RRULE "
    "TZNAME TZOFFSETFROM TZOFFSETTO SUMMARY DTSTART DTEND DTSTAMP UID SEQUENCE CATEGORIES DESCRIPTION "
    "LOCATION STATUS LAST-MODIFIED TRANSP URL ACTION TRIGGER".split()
)


def _read_table(text: str) -> None:
    rows = [*csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = (cell.strip().removeprefix('"') for row in rows for cell in row)
    assert [cell for cell in cells if re.match(r"[=@＝＠]|[-+－＋](?![\d ]+$)", cell)] == []


def _read_bibtex(text: str) -> None:
    entries = parse_string(text, "bibtex").entries
    assert len(entries) == len(re.findall("^@", text, re.MULTILINE))
    assert not any("note" in entry.fields or "\\input" in str(entry.fields) for entry in entries.values())


def _read_ris(text: str) -> None:
    assert len(rispy.loads(text)) == text.count("TY  - ELEC\r\n")


def _read_cff(text: str) -> None:
    assert {*YAML(typ="safe").load(text)} >= {"cff-version", "message", "title"}


def _read_archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            _read(name, archive.read(name))


def _read_plain(text: str) -> None:
    """Nothing of a record is in it."""
    assert MARK not in text


_READERS: Mapping[str, Callable[[str], None]] = {
    "html": _read_html,
    "xhtml": _read_xml,
    "ics": _read_calendar,
    "csv": _read_table,
    "bib": _read_bibtex,
    **dict.fromkeys(("atom", "rss", "xml", "tbx", "opf", "ncx", "svg", "xlf"), _read_xml),
    **dict.fromkeys(("json", "jsonld"), _read_json),
    "ris": _read_ris,
    "cff": _read_cff,
    "txt": _read_html,  # pieces of pages, which a script puts into one
    **dict.fromkeys(("js", "css", "conf", "Caddyfile", "_headers", "_redirects", "mimetype"), _read_plain),
}
_ARCHIVES = ("imscc", "epub", "zip")
_PICTURES = ("png", "jpg", "woff2")


def _read(name: str, content: bytes) -> None:
    """Read a file of the site by a reader of its format; one of a format that is not known fails."""
    ending = PurePosixPath(name).name.rpartition(".")[2]
    if ending in _ARCHIVES:
        _read_archive(content)
    elif ending in _PICTURES:
        assert MARK.encode() not in content
    else:
        text = content.decode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x9b\u202a-\u202e]", text), name
        assert str(7777 * 7777) not in text or MARK not in text, name  # of an expression
        _READERS[ending](text)


def test_nothing_of_a_hostile_value_acts(hostile_site: Built) -> None:
    """In no file, read as its format is read."""
    paths = sorted(path for path in hostile_site.folder.rglob("*") if path.is_file())
    for path in paths:
        _read(path.name, path.read_bytes())


def test_what_is_always_refused_is_nowhere(hostile_site: Built) -> None:
    """In no field and no cell; of the rest each sort of field takes something."""
    content = hostile_site.folder.parent / "content"
    paths = sorted(path for path in content.rglob("*") if path.is_file())
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n")]
    assert [line for line in lines for text in REFUSED if text in line or json.dumps(text) in line] == []
    names = {line.split(":")[0].strip(" -") for line in lines if MARK in line}
    assert names >= {"en", "reference", "url", "about", "title", "description", "audience"}
