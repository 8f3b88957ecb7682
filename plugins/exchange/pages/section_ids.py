"""Hold the section ids of a page against those of its twin, and say which id to write where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from exchange.text.problems import Place, Problem, Severity
from exchange.text.sections import Section


def section_problems(
    own: Sequence[Section], path: str, *, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    """Yield a problem for each section whose id is not its twin's, and a caution where one has no twin.

    Where both pages have the same headings by level, they are compared one by one; otherwise the longest
    common run of ids is taken as given, and what is left over is in one language only.
    """
    if [section.level for section in own] == [section.level for section in twin]:
        yield from _one_by_one(own, path, twin, twin_path)
    else:
        yield from _left_over(own, path, twin, twin_path)


def repeated_ids(own: Sequence[Section], path: str) -> Iterator[Problem]:
    """Yield a problem for each section that was given the id of one before it."""
    first: dict[str, int] = {}
    for section in own:
        if section.id in first:
            values = {"id": section.id, "title": section.title, "first": str(first[section.id])}
            yield _problem("section-id-twice", section, path, **values)
        elif section.id:
            first[section.id] = section.line


def _one_by_one(
    own: Sequence[Section], path: str, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    for section, other in zip(own, twin, strict=True):
        if section.id is None and other.id is None:
            yield _problem("no-section-id", section, path, title=section.title)
        elif section.id != other.id:
            wanted = other.id or section.id or ""
            here, there = (section, other) if other.id else (other, section)
            here_path, there_path = (path, twin_path) if other.id else (twin_path, path)
            yield _problem(
                "section-id-differs",
                here,
                here_path,
                title=here.title,
                twin=f"{there_path}:{there.line}",
                id=wanted,
                better=f"{'#' * here.level} {here.title} {{ #{wanted} }}",
            )


def _left_over(
    own: Sequence[Section], path: str, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    matcher = SequenceMatcher(None, [s.id for s in twin], [s.id for s in own], autojunk=False)
    for kind, start, end, own_start, own_end in matcher.get_opcodes():
        if kind == "equal":
            yield from _levels(own[own_start:own_end], path, twin[start:end], twin_path)
            continue
        here, there = own[own_start:own_end], twin[start:end]
        if [section.level for section in here] == [section.level for section in there]:
            yield from _one_by_one(here, path, there, twin_path)
            continue
        untranslated = [section for section in there if section.id not in {one.id for one in own}]
        yield from _of_one_language(untranslated, twin_path, own, path)
        yield from _of_one_language(here, path, twin, twin_path)


def _of_one_language(
    only: Sequence[Section], path: str, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    """Yield sections that only one language has: to be translated, unless the other has them elsewhere."""
    elsewhere = {section.id: section for section in twin}
    for section in only:
        if section.level == 1 or section.id is None:
            continue  # rules of their own say that pages have no such headings
        if section.id in elsewhere:
            place = f"{twin_path}:{elsewhere[section.id].line}"
            yield _problem("section-elsewhere", section, path, title=section.title, id=section.id, twin=place)
        else:
            values = {"title": section.title, "id": section.id, "twin": twin_path}
            alone = _problem("section-untranslated", section, path, **values)
            yield replace(alone, severity=Severity.WARNING)


def _levels(own: Sequence[Section], path: str, twin: Sequence[Section], twin_path: str) -> Iterator[Problem]:
    for section, other in zip(own, twin, strict=True):
        if section.level != other.level:
            yield _problem(
                "section-level-differs",
                section,
                path,
                title=section.title,
                twin=f"{twin_path}:{other.line}",
                marks="#" * section.level,
                better="#" * other.level,
            )


def _problem(rule: str, section: Section, path: str, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=Place(path=path, line=section.line), values=values)
