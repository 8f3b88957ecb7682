"""Divide the text of a page into passages that a translation keeps apart: paragraphs, items, cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.authoring.sections import Section
from exchange.languages.expressions import expression
from exchange.rules.masking import MASK, views
from exchange.rules.written_links import written_links

_LIST_ITEM = expression(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+")
_TABLE_RULE = expression(r"[ \t]*+\|?+[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+")
_HEADING = expression(r" {0,3}#{1,6}[ \t]")
_FOOTNOTE = expression(r" {0,3}\[\^(?P<label>[^\]\n]+)\]:")
_NOTE_USE = expression(r"\[\^(?P<label>[^\]\n]+)\](?!:)")
_ADDRESS = expression(
    r"(?<![(\w/=.])https?://[^\s<>()\[\]\u0080-\uffff]*[^\s<>()\[\].,;:\u0080-\uffff]|(?<![\w:/])[\w.+-]+@[\w-]+(?:\.[a-zA-Z]+)+"
)
_BOX = expression(r"[ \t]*(?:!!!|\?\?\?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a section: what it is, its line in the file, and its prose, with what is no prose masked.

    `marks` are its uses of footnotes and the targets of its links, with their places in the prose.
    """

    kind: str
    line: int
    prose: str
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """The passages of one section up to the next heading; the beginning of a page has an empty id."""

    id: str
    title: str
    line: int
    passages: tuple[Passage, ...]
    targets: tuple[tuple[str, int], ...] = ()  # of links and pictures, with their lines
    notes: tuple[tuple[str, int], ...] = ()  # labels of footnotes that it refers to


def section_texts(
    text: str, *, body_line: int, sections: tuple[Section, ...], locale: str
) -> Iterator[SectionText]:
    """Yield the beginning of a page and each of its sections that has an id.

    `text` is the whole file; `body_line` is where its Markdown begins. A heading without an id belongs to the
    section above it.
    """
    lines = text.split("\n")
    body_at = sum(len(line) + 1 for line in lines[: body_line - 1])
    page_views = views(text, body_at=min(body_at, len(text)), locale=locale)
    prose, source = page_views.any_language.split("\n"), page_views.structure.split("\n")
    heads = [section for section in sections if section.id]
    starts = [body_line, *(section.line for section in heads)]
    ends = [*(section.line for section in heads), len(lines) + 1]
    names = [("", ""), *((section.id or "", section.title) for section in heads)]
    for (name, title), start, end in zip(names, starts, ends, strict=True):
        passages = tuple(_passages(prose[start - 1 : end - 1], source[start - 1 : end - 1], start))
        raw = "\n".join(source[start - 1 : end - 1])
        yield SectionText(
            id=name,
            title=title,
            line=start,
            passages=passages,
            targets=tuple(
                (target, start + raw.count("\n", 0, at))
                for target, at in (
                    *((link.target, link.start) for link in written_links(raw)),
                    *((match[0], match.start()) for match in _ADDRESS.finditer(_without_notes(raw))),
                )
            ),
            notes=tuple(
                (use["label"], start + raw.count("\n", 0, use.start())) for use in _NOTE_USE.finditer(raw)
            ),
        )


def _without_notes(raw: str) -> str:
    """Return a section with its footnotes masked: each language may name its own edition of a source."""
    return re.sub(r"(?m)^ {0,3}\[\^[^\]\n]+\]:.*(?:\n[ \t]+.*)*", lambda note: MASK * len(note[0]), raw)


def _passages(prose: list[str], source: list[str], first: int) -> Iterator[Passage]:
    kind, number = "", 0
    words: list[str] = []
    for index, (line, raw) in enumerate(zip(prose, source, strict=True)):
        next_kind = _kind(raw, kind)
        if next_kind != kind or next_kind not in ("text", "item", "step", "note"):
            yield from _passage(kind, first + number, words, source[number:index])
            kind, number, words = next_kind, index, []
        elif _LIST_ITEM.match(raw) or _FOOTNOTE.match(raw):
            yield from _passage(kind, first + number, words, source[number:index])
            number, words = index, []
        words.append(_without_number(line) if not words else line)
    yield from _passage(kind, first + number, words, source[number:])


def _kind(raw: str, kind: str) -> str:
    if not raw.strip(f" \t{MASK}"):
        return ""
    if _TABLE_RULE.fullmatch(raw):
        return ""
    if raw.lstrip().startswith("|"):
        return "row"
    if _HEADING.match(raw):
        return "heading"
    if _FOOTNOTE.match(raw):
        return "note"
    if match := _LIST_ITEM.match(raw):
        return "step" if match[0].strip()[0].isdigit() else "item"
    if _BOX.match(raw):
        return "box"
    if kind in ("item", "step", "note"):
        return kind
    return "text"


def _without_number(line: str) -> str:
    """Return a line with the number of a list item masked: it says nothing."""
    match = _LIST_ITEM.match(line)
    return MASK * match.end() + line[match.end() :] if match else line


def _passage(kind: str, line: int, words: list[str], source: list[str]) -> Iterator[Passage]:
    if kind and words:
        yield Passage(kind=kind, line=line, prose="\n".join(words), marks=tuple(_marks("\n".join(source))))


def _marks(raw: str) -> Iterator[tuple[int, str]]:
    yield from ((use.start(), use[0]) for use in _NOTE_USE.finditer(raw))
    yield from ((link.start, link.target) for link in written_links(raw))
