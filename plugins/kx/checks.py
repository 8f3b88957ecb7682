"""Gather what every package finds wrong with a project's content."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from bilingual.library import Pair, SourcePage, pair_problems
from bilingual.navigation import read_navigation
from bilingual.source_tree import content_paths, tree_problems
from content_check.checking import Checked, Progress, check_library, generated_names
from content_check.facts import Facts
from kx.project import Project
from sitekit.documents import Document
from sitekit.page_meta import Kind, PageMeta
from sitekit.problems import ContentProblems, Place, Problem, Severity, in_order
from sitekit.yaml_text import Field, Fields, Text


def all_problems(
    project: Project,
    *,
    today: datetime.date,
    now: datetime.datetime | None = None,
    since: str = "",
    progress: Progress = lambda _done, _total: None,
) -> tuple[Problem, ...]:
    """Return every problem of the content, in order, each once.

    `today` is the latest day that it is anywhere; `now` is the moment: without it, when
    that day begins in UTC.

    `since` is the revision whose calls were published last; what is empty is taken from variable or settings.
    Raises funding_calendar.since.UnknownRevision.

    Of the two packages that find invisible characters, the one that can mend them is heard.
    """
    content = project.content
    now = now or datetime.datetime.combine(today, datetime.time(), tzinfo=datetime.UTC)
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
    ]
    return _each_once(problems)


def _call_problems(project: Project, now: datetime.datetime, since: str) -> list[Problem]:
    if "funding_calendar" not in project.plugins:
        return []
    from kx.calls import call_problems  # here, as below: slow to load, and not every site has it

    return call_problems(project, now=now, since=since)


def _harmful(project: Project) -> list[Problem]:
    if "gate" not in project.plugins:
        return []
    from kx.harm import harmful

    return harmful(project)


def _each_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    first: dict[tuple[str, Place], Problem] = {}
    for problem in in_order(problems):
        first.setdefault((problem.code, problem.place), problem)
    unseen = {one.place for one in problems if one.code == "content_check/invisible-character"}
    return tuple(one for one in first.values() if one.package != "gate" or one.place not in unseen)


def _encoding_problems(project: Project, checked: Checked) -> Iterator[Problem]:
    for path, facts in checked.pages.items():
        if facts.readable:
            continue
        written = (project.content.folder / path).read_bytes()
        try:
            written.decode("utf-8")
        except UnicodeDecodeError as error:
            place = Place(path=facts.path, line=written.count(b"\n", 0, error.start) + 1)
            yield Problem(code="bilingual/not-utf8", place=place)


def _pair_problems(checked: Checked) -> Iterator[Problem]:
    """Compare the languages of each page, as a build does."""
    by_name: dict[str, dict[str, Facts]] = {}
    for page in checked.pages.values():
        if page.readable:
            by_name.setdefault(page.name, {})[page.locale] = page
    pairs = {name: pages for name, pages in by_name.items() if not _alike(pages.values())}
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    unclear = frozenset(one.place.path for one in errors if one.package == "sitekit")
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
    try:
        text = file.read_text(encoding="utf-8")
        read_navigation(text, source=source, pages=_page_names(project, checked))
    except ContentProblems as found:
        return found.problems
    except (OSError, UnicodeDecodeError):
        return ()
    return ()


def _page_names(project: Project, checked: Checked) -> list[str]:
    """Return the names of all pages, written, made from records, or made by plugins."""
    written = {facts.name for facts in checked.pages.values()}
    return sorted({*written, *generated_names(project.check, checked.paths)})
