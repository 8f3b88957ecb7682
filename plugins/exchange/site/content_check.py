"""Check a whole content folder: every page by itself, then all of them together."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from exchange.rules.checks import addresses, image_files, sources, twins
from exchange.rules.examination import Examined, PageRules, personal_problems
from exchange.rules.examination_cache import Kept, Remembered, read_kept, remembered, write_kept, written_line
from exchange.rules.page import found
from exchange.rules.page_facts import Facts
from exchange.rules.settings import Content, Limits, Settings
from exchange.terms.termbase import Term, read_terms
from exchange.text.content_folder import ContentFolder, look_at
from exchange.text.digest import digest
from exchange.text.documents import text_of
from exchange.text.problems import ContentProblems, Problem, in_order

Progress = Callable[[int, int], None]
"""Told now and then how many pages of how many were examined anew."""

KEPT = Path(".cache") / "content-check.json"
"""Where pages are remembered, below the folder of mkdocs.yml."""

_ALONE = 150  # as many pages as one process examines before helpers would have started
_READERS = ("Markdown", "codespell", "matchum", "ruamel.yaml")
PLAIN = (".yml", ".yaml", ".csv", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The outcome: everything that is wrong, and what is known of each page by its path in the content."""

    problems: tuple[Problem, ...]
    pages: Mapping[str, Facts]
    paths: tuple[str, ...]


def check_library(
    content: Content,
    settings: Settings,
    *,
    today: datetime.date,
    kept: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Checked:
    """Return everything that the rules of this package find, and the faults met while reading.

    `kept` is a file that remembers pages between two runs; `today` is the day for which content must hold.
    """
    files = look_at(content.folder)
    paths = tuple(path for path in files.visible if files.is_file(path))
    problems: list[Problem] = []
    glossary = read_glossary(files, content, settings, problems)
    examined = _examine_all(files, content, paths, glossary, kept, progress)
    pages = {path: one.facts for path, one in examined.items()}
    for one in examined.values():
        problems += one.problems
    problems += _together(files, content, settings, pages, paths, glossary, today)
    problems += _plain_files(files, content, paths)
    return Checked(problems=in_order(problems), pages=pages, paths=paths)


def read_glossary(
    files: ContentFolder, content: Content, settings: Settings, problems: list[Problem]
) -> tuple[Term, ...]:
    """Return the termbase, empty where none can be read; what is wrong is added to `problems`."""
    if not files.is_file(settings.glossary):
        return ()
    try:
        text = text_of(files.read(settings.glossary))
        return read_terms(text, path=f"{content.name}/{settings.glossary}", locales=content.locales)
    except UnicodeDecodeError:
        return ()
    except ContentProblems as faults:
        problems += faults.problems
        return ()


def _examine_all(
    files: ContentFolder,
    content: Content,
    paths: Sequence[str],
    terms: tuple[Term, ...],
    file: Path | None,
    progress: Progress,
) -> dict[str, Examined]:
    """Return every page examined, from memory where nothing has changed."""
    stamp = _stamp(content, terms)
    before = read_kept(file, stamp) if file else {}
    now: Kept = {}
    waiting: list[tuple[str, str, bytes]] = []
    for path in paths:
        if path.endswith(".md") and path.partition("/")[0] in content.locales and "/" in path:
            own = files.digest(path)
            shown = f"{content.name}/{path}"
            if shown in before and before[shown].digest == own:
                now[shown] = before[shown]
            else:
                waiting.append((path, own, files.read(path)))
    for done, (shown, one) in enumerate(examine_pages(content, terms, waiting), 1):
        now[shown] = one
        progress(done, len(waiting))
    if file and (waiting or now.keys() != before.keys()):
        write_kept(file, stamp, now)
    return {shown.removeprefix(f"{content.name}/"): now[shown].examined for shown in sorted(now)}


def examine_pages(
    content: Content,
    terms: tuple[Term, ...],
    waiting: Sequence[tuple[str, str, bytes]],
    *,
    errors_only: bool = False,
) -> Iterator[tuple[str, Remembered]]:
    """Examine pages, each by its path, digest and bytes, with helpers where there are many.

    Helpers answer in lines, which travel quickly.
    """
    if not waiting:
        return
    if len(waiting) <= _ALONE or (os.cpu_count() or 1) < 2:
        _prepare(content, terms, errors_only)
        yield from (_examine_one(item) for item in waiting)
        return
    from concurrent.futures import ProcessPoolExecutor  # here: most runs have no use for it

    with ProcessPoolExecutor(initializer=_prepare, initargs=(content, terms, errors_only)) as helpers:
        yield from map(remembered, helpers.map(_examine_to_line, waiting, chunksize=40))


_prepared: dict[str, tuple[Content, PageRules]] = {}  # of a process: what its pages have in common


def _prepare(content: Content, terms: tuple[Term, ...], errors_only: bool) -> None:
    rules = PageRules(locales=content.locales, terms=terms, errors_only=errors_only)
    _prepared["now"] = (content, rules)


def _examine_one(item: tuple[str, str, bytes]) -> tuple[str, Remembered]:
    path, own, written = item
    content, rules = _prepared["now"]
    locale, _, name = path.partition("/")
    shown = f"{content.name}/{path}"
    return shown, Remembered(own, rules.examine(written, path=shown, locale=locale, name=name))


def _examine_to_line(item: tuple[str, str, bytes]) -> str:
    return written_line(*_examine_one(item))


def _stamp(content: Content, terms: tuple[Term, ...]) -> str:
    """Return what a finding depends on besides its page: the rules, the readers, the termbase."""
    own = Path(__file__).parents[1]
    code = [file.read_bytes() for file in sorted(own.rglob("*.py"))]
    versions = [f"{name} {metadata.version(name)}" for name in _READERS]
    return digest(*code, repr((versions, content.name, content.locales, terms)).encode(), length=32)


def _together(
    files: ContentFolder,
    content: Content,
    settings: Settings,
    pages: Mapping[str, Facts],
    paths: Sequence[str],
    glossary: Sequence[Term],
    today: datetime.date,
) -> Iterator[Problem]:
    """Yield what only shows when all pages are known."""
    known = _known(content, settings, pages, paths, glossary)
    for facts in pages.values():
        if facts.readable:
            yield from addresses.check(facts, known)
            yield from sources.check(facts, today=today, oldest_days=settings.checked_days)
            yield from _pictures(facts, known, files, settings.limits)
    for languages in known.pages.values():
        yield from twins.check(tuple(languages.values()))
    yield from ids_twice(pages)


def _known(
    content: Content,
    settings: Settings,
    pages: Mapping[str, Facts],
    paths: Sequence[str],
    glossary: Sequence[Term],
) -> addresses.Known:
    by_name: dict[str, dict[str, Facts]] = {}
    for facts in pages.values():
        by_name.setdefault(facts.name, {})[facts.locale] = facts
    return addresses.Known(
        locales=content.locales,
        pages=by_name,
        generated=generated_names(settings, paths),
        files=frozenset(paths),
        terms=frozenset(term.id for term in glossary),
    )


def generated_names(settings: Settings, paths: Sequence[str]) -> frozenset[str]:
    """Return the names of pages that nobody wrote: those that plugins make, and one for each record."""
    records = (
        f"{path.rpartition('.')[0]}.md"
        for path in paths
        if path.partition("/")[0] in settings.records and path.endswith((".yml", ".yaml"))
    )
    return frozenset((*settings.generated, *records))


def _pictures(
    facts: Facts, known: addresses.Known, files: ContentFolder, limits: Limits
) -> Iterator[Problem]:
    for image in facts.images:
        local = addresses.local_path(facts, image.target)
        if local is not None and local in known.files:
            yield from image_files.check(facts, image, local, files.read(local), limits)


def ids_twice(pages: Mapping[str, Facts]) -> Iterator[Problem]:
    """Yield pages whose permanent id another page has; the languages of one page share theirs."""
    first: dict[str, Facts] = {}
    for facts in pages.values():
        if facts.id:
            other = first.setdefault(facts.id, facts)
            if other.name != facts.name:
                values = {"id": facts.id, "other": other.path}
                yield found("page-id-twice", facts.field_place("id"), None, values)


def _plain_files(files: ContentFolder, content: Content, paths: Sequence[str]) -> Iterator[Problem]:
    """Yield personal data in records and tables."""
    for path in paths:
        if path.endswith(PLAIN):
            text = files.read(path).decode("utf-8", errors="replace")
            yield from personal_problems(text.replace("\r\n", "\n"), f"{content.name}/{path}")
