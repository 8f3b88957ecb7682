"""Compare the section ids of a page with those of its twin, and say which id to write where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exchange.authoring.sections import Section
from exchange.pages.section_pairs import IdSource, SectionPair, id_source, section_pairs
from exchange.text.problems import Place, Problem, Replacement, Severity

_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*+#*+\s*+$")


def section_problems(
    sections: Sequence[Section], path: str, *, twin: Sequence[Section], twin_path: str
) -> Iterator[Problem]:
    """Yield a problem for each section whose id is not its twin's, and a caution where one has no twin."""
    ids = {section.id for section in sections}
    if _tops(sections) != _tops(twin):  # one that should be the page's title has no twin, and hides no other
        sections, twin = ([section for section in those if section.level > 1] for those in (sections, twin))
    for pair in section_pairs(sections, twin):
        section, twin_section, _ = pair
        if section and twin_section:
            yield from _pair(pair, path, twin_path)
        elif section:
            yield from _of_one_language(section, path, twin, twin_path, sections)
        elif twin_section and twin_section.id not in ids:
            yield from _of_one_language(twin_section, twin_path, sections, path, twin)


def _tops(sections: Sequence[Section]) -> int:
    return sum(section.level == 1 for section in sections)


def repeated_ids(sections: Sequence[Section], path: str) -> Iterator[Problem]:
    """Yield a problem for each section that was given the id of one before it."""
    first: dict[str, Section] = {}
    for section in sections:
        if section.id in first:
            line = str(first[section.id].line)
            again = line if section.title == first[section.id].title else ""
            values = {"id": section.id, "title": section.title, "first": line, "again": again}
            yield _problem("section-id-twice", section, path, **values)
        elif section.id:
            first[section.id] = section


def at_line_end(problem: Problem, line: str) -> Problem:
    """Return a problem whose replacement, if it has one, is to be written behind its heading, a line."""
    if problem.replacement is None or _ATTRIBUTES.search(line):
        return replace(problem, replacement=None)
    place = replace(problem.place, column=len(line.rstrip()) + 1)
    return replace(problem, place=place, end=place)


def _pair(pair: SectionPair, path: str, twin_path: str) -> Iterator[Problem]:
    section, twin_section, certain = pair
    assert section is not None
    assert twin_section is not None
    if section.id is None and twin_section.id is None:
        yield _problem("no-section-id", section, path, title=section.title)
    elif section.id != twin_section.id:
        yield _differs((section, path), (twin_section, twin_path), certain=certain)
    if section.level != twin_section.level:
        values = {"marks": "#" * section.level, "better": "#" * twin_section.level}
        twin = f"{twin_path}:{twin_section.line}"
        yield _problem("section-level-differs", section, path, title=section.title, twin=twin, **values)


def _differs(sections: tuple[Section, str], twin: tuple[Section, str], *, certain: bool) -> Problem:
    """Return a problem with the section whose id is worth less; of two alike, with that of the page itself.

    An id that somebody wrote has no replacement: links may name it.
    """
    wrong, right = (twin, sections) if id_source(sections[0]) > id_source(twin[0]) else (sections, twin)
    (section, path), (twin_section, other_path) = wrong, right
    better = f"{'#' * section.level} {section.title} {{ #{twin_section.id} }}"
    values = {
        "title": section.title,
        "twin": f"{other_path}:{twin_section.line}",
        "id": twin_section.id or "",
    }
    problem = _problem("section-id-differs", section, path, better=better, **values)
    exact = certain and id_source(section) is not IdSource.AUTHOR
    return replace(problem, replacement=Replacement(text=f" {{ #{twin_section.id} }}") if exact else None)


def _of_one_language(
    section: Section, path: str, twin: Sequence[Section], twin_path: str, own: Sequence[Section]
) -> Iterator[Problem]:
    """Yield that one language alone has a section: to be translated, unless the other has it elsewhere."""
    if section.level == 1 or section.id is None:
        return  # rules of their own say that pages have no such headings
    values = {"title": section.title, "id": section.id}
    namesake = next((twin_section for twin_section in twin if twin_section.id == section.id), None)
    if namesake:
        earlier = [twin_section for twin_section in twin if twin_section.line < namesake.line]
        after = next((section.id for section in reversed(earlier) if section.id and section.level > 1), "")
        written = next((section for section in own if after and section.id == after), None)
        values |= {"after": "" if written else after, "first": "" if after else path}
        values |= {"behind": written.title, "line": str(written.line)} if written else {}
        yield _problem("section-elsewhere", section, path, twin=f"{twin_path}:{namesake.line}", **values)
    else:
        problem = _problem("section-untranslated", section, path, twin=twin_path, **values)
        yield replace(problem, severity=Severity.WARNING)


def _problem(rule: str, section: Section, path: str, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=Place(path=path, line=section.line), values=values)
