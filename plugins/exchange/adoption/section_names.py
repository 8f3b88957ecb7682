"""Write the same ids behind the headings of all languages of a page, by order and level of sections."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exchange.pages.section_pairs import IdSource, id_source, section_pairs
from exchange.text.documents import read_document
from exchange.text.sections import Section, sections

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*#*\s*$")


def with_section_ids(texts: Mapping[str, str], original: str) -> dict[str, str]:
    """Return the texts of one page by language, with an id behind each heading whose id is certain enough."""
    found = {code: _sections(text) for code, text in texts.items()}
    first = original if original in texts else next(iter(texts))
    ids = {code: {one.line: one.id for one in some if _is_good(one)} for code, some in found.items()}
    for code in texts:
        if code != first:
            for own, twin, _ in section_pairs(found[code], found[first]):
                if own and twin:
                    right, other = (own, first) if id_source(own) > id_source(twin) else (twin, code)
                    if _is_good(right):
                        ids[other][own.line if other == code else twin.line] = right.id
    return {code: _written(text, ids[code]) for code, text in texts.items()}


def _sections(text: str) -> tuple[Section, ...]:
    document = read_document(text, path="")
    return sections(document.body, first_line=document.body_line)


def _is_good(section: Section) -> bool:
    return id_source(section) >= IdSource.HEADING and bool(_ID.fullmatch(section.id or ""))


def _written(text: str, ids: Mapping[int, str | None]) -> str:
    """Return a text with ids behind its headings, by line; none is written twice, and none over another."""
    lines = text.split("\n")
    written: set[str] = set()
    for number, own in sorted(ids.items()):
        if own and own not in written and not _ATTRIBUTES.search(lines[number - 1]):
            lines[number - 1] = f"{lines[number - 1].rstrip()} {{ #{own} }}"
            written.add(own)
    return "\n".join(lines)
