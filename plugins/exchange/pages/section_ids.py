"""Hold the section ids of a page against those of its twin, and say which id to write where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from exchange.text.problems import Place, Problem
from exchange.text.sections import Section


def section_problems(
    own: Sequence[Section], path: str, *, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    """Yield a problem for each section whose id is not its twin's, that is missing, or that has no twin.

    Where both pages have the same headings by level, they are compared one by one; otherwise the longest
    common run of ids is taken as given and what is left over is named.
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
        for missing in twin[start:end]:
            place = Place(path=path, line=own[min(own_start, len(own) - 1)].line if own else 0)
            values = {"id": missing.id or "", "title": missing.title, "twin": f"{twin_path}:{missing.line}"}
            yield Problem(code="pages/section-missing", place=place, values=values)
        for extra in own[own_start:own_end]:
            yield _problem("section-extra", extra, path, title=extra.title, id=extra.id or "", twin=twin_path)


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
