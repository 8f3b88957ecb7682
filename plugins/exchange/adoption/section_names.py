"""Write the same ids behind the headings of all languages of a page, by order and level of sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from exchange.authoring.sections import Section, sections
from exchange.pages.section_pairs import IdSource, id_source, section_pairs, shared_words
from exchange.text.documents import read_document

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_OWN_LINK = re.compile(r"\]\(#(?P<id>[a-z0-9-]+)\)")
_ID_IN_LETTERS = re.compile(r"\s*+\{\s*#(?P<id>(?=[!-z]*[^\x00-\x7f])[^\s{}]+)\s*\}\s*+$")
_LINK_IN_LETTERS = re.compile(r"\]\(#(?P<id>[^\s()]*(?:%|[^\x00-\x7f])[^\s()]*)\)")
"""Ids in other letters than an address here has, as VitePress and Docusaurus take them, and links to them."""

_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*+#*+\s*+$")


def with_section_ids(texts: Mapping[str, str], original: str) -> dict[str, str]:
    """Return the texts of one page by language, with an id behind each heading whose id is certain enough."""
    headings = {code: _sections(text) for code, text in texts.items()}
    first = original if original in texts else next(iter(texts))
    ids = {
        code: {section.line: section.id for section in page_sections if _is_good(section)}
        for code, page_sections in headings.items()
    }
    for code in texts:
        if code != first:
            for section, twin, certain in section_pairs(headings[code], headings[first]):
                if section and twin and (certain or shared_words(section) & shared_words(twin)):
                    good = [one for one in (twin, section) if _is_good(one)]
                    right = max(good, key=id_source, default=None)
                    target, line = (first, twin.line) if right is section else (code, section.line)
                    if right:
                        ids[target][line] = right.id
    return {code: _add_ids(text, ids[code]) for code, text in texts.items()}


def _sections(text: str) -> tuple[Section, ...]:
    document = read_document(text, path="")
    return sections(document.body, first_line=document.body_line)


def _is_good(section: Section) -> bool:
    return id_source(section) >= IdSource.HEADING and bool(_ID.fullmatch(section.id or ""))


def _as_linked(section_id: str | None, linked: set[str]) -> str | None:
    """Return the id that the page's own links have for a section, where their program wrote - for _."""
    hyphens = (section_id or "").replace("_", "-")
    return hyphens if hyphens in linked - {section_id} else section_id


def _add_ids(text: str, ids: Mapping[int, str | None]) -> str:
    """Return a text with ids behind its headings, by line; none is written twice, and none over another."""
    lines = text.split("\n")
    linked = {match["id"] for match in _OWN_LINK.finditer(text)}
    ids = {line: _as_linked(section_id, linked) for line, section_id in ids.items()}
    used_ids: set[str] = set()
    new_ids: dict[str, str] = {}
    for number, section_id in sorted(ids.items()):
        other = _ID_IN_LETTERS.search(lines[number - 1])
        if section_id and section_id not in used_ids and (other or not _ATTRIBUTES.search(lines[number - 1])):
            heading = lines[number - 1][: other.start()] if other else lines[number - 1].rstrip()
            lines[number - 1] = f"{heading} {{ #{section_id} }}"
            used_ids.add(section_id)
            if other:
                new_ids[other["id"]] = section_id
    return _LINK_IN_LETTERS.sub(
        lambda link: f"](#{new_ids.get(unquote(link['id']), link['id'])})", "\n".join(lines)
    )
