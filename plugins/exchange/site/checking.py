"""Gather what every package finds wrong with a project's content."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from exchange.pages.library import Pair, SourcePage, pair_problems
from exchange.pages.navigation import read_navigation
from exchange.pages.page_meta import Kind, PageMeta
from exchange.pages.source_tree import content_paths, tree_problems
from exchange.rules.page_facts import Facts
from exchange.site.content_check import Checked, Progress, check_library, generated_names
from exchange.site.project import Project
from exchange.text.content_folder import EntryKind, entries
from exchange.text.documents import Document
from exchange.text.problems import ContentProblems, Place, Problem, Severity, in_order
from exchange.text.text_files import not_utf8, read_text
from exchange.text.yaml_text import Field, Fields, Text

_NOT_UTF8 = frozenset({"pages/not-utf8", "calls/not-utf-8", "safety/not-utf8", "text/not-text-file"})
"""Of a file that has one of these, nothing else is said: the rest follows from it."""


def all_problems(
    project: Project,
    *,
    today: datetime.date,
    now: datetime.datetime | None = None,
    since: str = "",
    built: Sequence[Problem] = (),
    progress: Progress = lambda _done, _total: None,
) -> tuple[Problem, ...]:
    """Return every problem of the content, in order, each once; `built` are those that a build found.

    `today` is the latest day that it is anywhere; `now` is the moment: without it, when
    that day begins in UTC.

    `since` is the revision whose calls were published last; what is empty is taken from variable or settings.
    Raises exchange.calls.reading.since.UnknownRevision.

    Of the two packages that find invisible characters, the one that can mend them is heard.
    """
    content = project.content
    now = now or datetime.datetime.combine(today, datetime.time(), tzinfo=datetime.UTC)
    if unopened := [*_not_files(project)]:
        return in_order([*unopened, *built])
    checked = check_library(content, project.check, today=today, kept=project.kept, progress=progress)
    problems = [
        *checked.problems,
        *tree_problems(
            content.folder, content_paths(content.folder), root=content.name, locales=content.locales
        ),
        *_encoding_problems(project, checked),
        *_pair_problems(checked),
        *_navigation_problems(project, checked),
        *_call_problems(project, now, since),
        *_harmful(project),
        *built,
    ]
    return _each_once(problems)


def _not_files(project: Project) -> Iterator[Problem]:
    """Yield what must not be opened, since a pipe or a device would never answer; a build stops there too."""
    for entry in entries(project.content.folder):
        if entry.kind is EntryKind.OTHER:
            yield Problem(code="safety/not-a-file", place=Place(path=f"{project.content.name}/{entry.path}"))


def _call_problems(project: Project, now: datetime.datetime, since: str) -> list[Problem]:
    if "funding_calendar" not in project.plugins:
        return []
    from exchange.site.call_check import (
        call_problems,  # here, as below: slow to load, and not every site has it
    )

    return call_problems(project, now=now, since=since)


def _harmful(project: Project) -> list[Problem]:
    if "gate" not in project.plugins:
        return []
    from exchange.site.safety_check import harmful

    return harmful(project)


def _each_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    first: dict[object, Problem] = {}
    for problem in in_order(problems):
        values = () if problem.place.line else tuple(problem.values.items())  # a whole file may have several
        first.setdefault((problem.code, problem.place, values), problem)
    unreadable = {one.place.path: one for one in reversed(first.values()) if one.code in _NOT_UTF8}
    unseen = {one.place for one in problems if one.code == "rules/invisible-character"}
    return tuple(
        one
        for one in first.values()
        if unreadable.get(one.place.path, one) is one and (one.package != "safety" or one.place not in unseen)
    )


def _encoding_problems(project: Project, checked: Checked) -> Iterator[Problem]:
    for path, facts in checked.pages.items():
        if facts.readable:
            continue
        written = (project.content.folder / path).read_bytes()
        try:
            written.decode("utf-8")
        except UnicodeDecodeError:
            yield not_utf8(written, shown=facts.path, code="pages/not-utf8")


def _pair_problems(checked: Checked) -> Iterator[Problem]:
    """Compare the languages of each page, as a build does."""
    by_name: dict[str, dict[str, Facts]] = {}
    for page in checked.pages.values():
        if page.readable:
            by_name.setdefault(page.name, {})[page.locale] = page
    pairs = {name: pages for name, pages in by_name.items() if not _alike(pages.values())}
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    unclear = frozenset(one.place.path for one in errors if one.package == "text")
    for name, facts in pairs.items():
        pages = {locale: _source_page(one) for locale, one in facts.items()}
        yield from pair_problems(Pair(path=name, pages=pages), unclear)


def _alike(pages: Iterable[Facts]) -> bool:
    """Say whether there is nothing to compare: nearly always, and far quicker than comparing."""
    first, *others = [
        (page.kind, page.original, page.id, [(section.level, section.id) for section in page.sections])
        for page in pages
    ]
    ids = [section[1] for section in first[3]]
    return None not in ids and len(set(ids)) == len(ids) and all(other == first for other in others)


def _source_page(facts: Facts) -> SourcePage:
    """Return as much of a page as is compared with its twin."""
    start = Place(path=facts.path, line=2, column=1)
    fields = tuple(
        Field(key=Text(value=name, place=place), value=Text(value="", place=place))
        for name, place in facts.fields
    )
    meta = PageMeta(
        title=facts.title,
        description="",
        kind=Kind(facts.kind),
        original=facts.original,
        id=facts.id or None,
    )
    return SourcePage(
        path=facts.name,
        locale=facts.locale,
        document=Document(path=facts.path, meta=Fields(fields=fields, place=start), body="", body_line=1),
        meta=meta,
        sections=facts.sections,
    )


def _navigation_problems(project: Project, checked: Checked) -> Sequence[Problem]:
    file = project.content.folder / project.navigation
    source = f"{project.content.name}/{project.navigation}"
    if file.is_symlink():
        return ()  # which is a problem of its own
    try:
        text = read_text(file, shown=source)
        read_navigation(text, source=source, pages=_page_names(project, checked))
    except ContentProblems as found:
        return found.problems
    return ()


def _page_names(project: Project, checked: Checked) -> list[str]:
    """Return the names of all pages, written, made from records, or made by plugins."""
    written = {facts.name for facts in checked.pages.values()}
    return sorted({*written, *generated_names(project.check, checked.paths)})
