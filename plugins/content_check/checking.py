"""Check a whole content folder: every page by itself, then all of them together."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from content_check.examining import Examined, PageRules, personal_problems
from content_check.facts import Facts
from content_check.keeping import Kept, Remembered, read_kept, remembered, write_kept, written_line
from content_check.page import found
from content_check.rules import addresses, image_files, sources, twins
from content_check.rules.image_files import Limits
from sitekit.digest import digest
from sitekit.problems import ContentProblems, Problem, in_order
from sitekit.terms import Term, read_terms

Progress = Callable[[int, int], None]
"""Told now and then how many pages of how many were examined anew."""

KEPT = Path(".cache") / "content-check.json"
"""Where pages are remembered, below the folder of mkdocs.yml."""

_ALONE = 150  # as many pages as one process examines before helpers would have started
_READERS = ("Markdown", "codespell", "matchum", "ruamel.yaml")
_PLAIN = (".yml", ".yaml", ".csv", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Where the content is: its folder, how problems name that folder, and its languages."""

    folder: Path
    name: str
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a site decides about the check."""

    glossary: str = "glossary.csv"  # in the content folder
    generated: tuple[str, ...] = tuple(
        f"calls/{name}.md" for name in ("index", "calendar", "timeline", "past")
    )
    records: tuple[str, ...] = ("calls",)  # folders of records, each of which is a page too
    checked_days: int = 365  # facts not compared with their sources for longer than this are reported
    limits: Limits = field(default_factory=Limits)


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
    paths = _paths(content.folder)
    problems: list[Problem] = []
    glossary = _glossary(content, settings, paths, problems)
    examined = _examine_all(content, paths, glossary, kept, progress)
    pages = {path: one.facts for path, one in examined.items()}
    for one in examined.values():
        problems += one.problems
    problems += _together(content, settings, pages, paths, glossary, today)
    problems += _plain_files(content, paths)
    return Checked(problems=in_order(problems), pages=pages, paths=paths)


def _paths(folder: Path) -> tuple[str, ...]:
    """Return the paths of all files below a folder, without hidden ones and links."""
    found: list[str] = []
    for here, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(here).relative_to(folder).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        links = {entry.name for entry in os.scandir(here) if entry.is_symlink()}
        found += [f"{prefix}{name}" for name in files if not name.startswith(".") and name not in links]
    return tuple(sorted(found))


def _glossary(
    content: Content, settings: Settings, paths: Sequence[str], problems: list[Problem]
) -> tuple[Term, ...]:
    if settings.glossary not in paths:
        return ()
    try:
        text = (content.folder / settings.glossary).read_text(encoding="utf-8")
        return read_terms(text, path=f"{content.name}/{settings.glossary}", locales=content.locales)
    except UnicodeDecodeError:
        return ()
    except ContentProblems as faults:
        problems += faults.problems
        return ()


def _examine_all(
    content: Content, paths: Sequence[str], terms: tuple[Term, ...], file: Path | None, progress: Progress
) -> dict[str, Examined]:
    """Return every page examined, from memory where nothing has changed."""
    stamp = _stamp(content, terms)
    before = read_kept(file, stamp) if file else {}
    now: Kept = {}
    waiting: list[tuple[str, str, bytes]] = []
    for path in paths:
        if path.endswith(".md") and path.partition("/")[0] in content.locales and "/" in path:
            written = (content.folder / path).read_bytes()
            own = digest(written, length=32)
            shown = f"{content.name}/{path}"
            if shown in before and before[shown].digest == own:
                now[shown] = before[shown]
            else:
                waiting.append((path, own, written))
    for done, (shown, one) in enumerate(_examine(content, terms, waiting), 1):
        now[shown] = one
        progress(done, len(waiting))
    if file and (waiting or now.keys() != before.keys()):
        write_kept(file, stamp, now)
    return {shown.removeprefix(f"{content.name}/"): now[shown].examined for shown in sorted(now)}


def _examine(
    content: Content, terms: tuple[Term, ...], waiting: Sequence[tuple[str, str, bytes]]
) -> Iterator[tuple[str, Remembered]]:
    """Examine pages, with helpers where there are many; those answer in lines, which travel quickly."""
    if not waiting:
        return
    if len(waiting) <= _ALONE or (os.cpu_count() or 1) < 2:
        _prepare(content, terms)
        yield from (_examine_one(item) for item in waiting)
        return
    from concurrent.futures import ProcessPoolExecutor  # here: most runs have no use for it

    with ProcessPoolExecutor(initializer=_prepare, initargs=(content, terms)) as helpers:
        yield from map(remembered, helpers.map(_examine_to_line, waiting, chunksize=40))


_prepared: dict[str, tuple[Content, PageRules]] = {}  # of a process: what its pages have in common


def _prepare(content: Content, terms: tuple[Term, ...]) -> None:
    _prepared["now"] = (content, PageRules(locales=content.locales, terms=terms))


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
    own = Path(__file__).parent
    code = [
        file.read_bytes() for folder in (own, own.parent / "sitekit") for file in sorted(folder.rglob("*.py"))
    ]
    versions = [f"{name} {metadata.version(name)}" for name in _READERS]
    return digest(*code, repr((versions, content.name, content.locales, terms)).encode(), length=32)


def _together(
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
            yield from _pictures(facts, known, content.folder, settings.limits)
    for languages in known.pages.values():
        yield from twins.check(tuple(languages.values()))
    yield from _ids_twice(pages)


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


def _pictures(facts: Facts, known: addresses.Known, folder: Path, limits: Limits) -> Iterator[Problem]:
    for image in facts.images:
        local = addresses.local_path(facts, image.target)
        if local is not None and local in known.files:
            yield from image_files.check(facts, image, local, (folder / local).read_bytes(), limits)


def _ids_twice(pages: Mapping[str, Facts]) -> Iterator[Problem]:
    """Yield pages whose permanent id another page has; the languages of one page share theirs."""
    first: dict[str, Facts] = {}
    for facts in pages.values():
        if facts.id:
            other = first.setdefault(facts.id, facts)
            if other.name != facts.name:
                values = {"id": facts.id, "other": other.path}
                yield found("page-id-twice", facts.field_place("id"), None, values)


def _plain_files(content: Content, paths: Sequence[str]) -> Iterator[Problem]:
    """Yield personal data in records and tables."""
    for path in paths:
        if path.endswith(_PLAIN):
            text = (content.folder / path).read_bytes().decode("utf-8", errors="replace")
            yield from personal_problems(text.replace("\r\n", "\n"), f"{content.name}/{path}")
