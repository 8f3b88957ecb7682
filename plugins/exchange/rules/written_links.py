"""Find the links and pictures of a page, with the places of their targets, without rendering it.

A test holds what is found here against what Python-Markdown makes of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.languages.expressions import expression

_TEXT = r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
_SIGN = r"(?:[^\s()<>]|\([^\s()]*\))"  # of a target: brackets come in pairs
_TARGET = rf"<(?P<angled>[^<>\n]*)>|(?P<plain>{_SIGN}*(?:\s+(?![\"']){_SIGN}+){{0,20}})"
_TITLE = r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_INLINE = expression(rf"(?<!\\)(?P<picture>!?){_TEXT}\(\s*+(?:{_TARGET}){_TITLE}\s*\)")
_INNER_PICTURE = expression(rf"!\[(?P<text>[^\[\]]*)\]\(\s*+(?:{_TARGET}){_TITLE}\s*\)")
_REFERENCE = expression(r"(?<!\\)(?P<picture>!?)\[(?P<text>[^\[\]^][^\[\]]*)\]\[(?P<label>[^\[\]^]*)\]")
_SHORT = expression(r"(?<![\]\\])(?P<picture>!?)\[(?P<label>[^\[\]^][^\[\]]*)\](?![(\[:])")
_DEFINITION = expression(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\[\]\n]+)\]:[ \t]*(?:\n[ \t]*)?(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))",
    re.MULTILINE,
)
_HTML = expression(r"<(?P<tag>a|img)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = expression(
    r"""(?<![\w-])(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>][^\s<>]*))"""
)
_WORDS = expression(r"(?!(?:\w-\w)+$)\w[\w .-]*\w")
# Beyond Latin, two letters may be a word.
_SEVERAL_WORDS = expression(r"[^\W\d_]{2,}[ \n][^\W\d_]{2,}|[^\W\d_\u0000-\u024f]{2}")
_MASKED_BLANK = expression(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """A link or picture: all of it from `start` to before `end`, its target between the other two offsets.

    `text` is what readers see or, of a picture, hear: None where an HTML picture says nothing of it.
    """

    picture: bool
    text: str | None
    target: str
    start: int
    end: int
    target_start: int
    target_end: int
    text_start: int
    text_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReference:
    """A link by an undefined label."""

    label: str
    start: int
    end: int


def written_links(structure: str) -> Iterator[WrittenLink]:
    """Yield every link and picture of a text without code and comments, in no particular order."""
    definitions = _definitions(structure)
    spans: list[tuple[int, int]] = []
    for match in _INLINE.finditer(structure):
        if not _MASKED_BLANK.search(match[0]):
            spans.append(match.span())
            yield _inline(match, structure, picture=bool(match["picture"]))
            yield from _inner_links(match, structure)
    for match in _REFERENCE.finditer(structure) if definitions else ():
        target = definitions.get(_label(match["label"] or match["text"]))
        if target:
            yield _referring(match, structure, match.span("text"), target)
    for match in _SHORT.finditer(structure) if definitions else ():
        target = definitions.get(_label(match["label"]))
        if target:
            yield _referring(match, structure, match.span("label"), target)
    yield from _html(structure)


def missing_references(structure: str) -> Iterator[MissingReference]:
    """Yield links of the form `[text][label]` whose label is not defined.

    Two pairs of brackets are no link where nothing in them reads like one: `[0-9][a-z]`, `[row][column]`.
    """
    if "][" not in structure:
        return
    definitions = _definitions(structure)
    for match in _REFERENCE.finditer(structure):
        label = match["label"] or match["text"]
        words = _WORDS.fullmatch(label) and (definitions or _SEVERAL_WORDS.search(match["text"]))
        if words and _label(label) not in definitions:
            yield MissingReference(label=label, start=match.start(), end=match.end())


def _definitions(structure: str) -> dict[str, tuple[int, int]]:
    return {_label(match["label"]): _target_span(match) for match in _DEFINITION.finditer(structure)}


def _label(label: str) -> str:
    return " ".join(label.split()).lower()


def _inline(match: re.Match[str], structure: str, *, picture: bool, offset: int = 0) -> WrittenLink:
    start, end = _target_span(match)
    return WrittenLink(
        picture=picture,
        text=match["text"],
        target=structure[offset + start : offset + end],
        start=offset + match.start(),
        end=offset + match.end(),
        target_start=offset + start,
        target_end=offset + end,
        text_start=offset + match.start("text"),
        text_end=offset + match.end("text"),
    )


def _inner_links(match: re.Match[str], structure: str) -> Iterator[WrittenLink]:
    """Yield the pictures in the text of a link."""
    for inner in _INNER_PICTURE.finditer(match["text"]):
        yield _inline(inner, structure, picture=True, offset=match.start("text"))


def _referring(
    match: re.Match[str], structure: str, text: tuple[int, int], target: tuple[int, int]
) -> WrittenLink:
    return WrittenLink(
        picture=bool(match["picture"]),
        text=structure[text[0] : text[1]],
        target=structure[target[0] : target[1]],
        start=match.start(),
        end=match.end(),
        target_start=target[0],
        target_end=target[1],
        text_start=text[0],
        text_end=text[1],
    )


def _html(structure: str) -> Iterator[WrittenLink]:
    for match in _HTML.finditer(structure) if "<" in structure else ():
        attributes = {match["name"].lower(): match for match in _ATTRIBUTE.finditer(match["attributes"])}
        picture = match["tag"].lower() == "img"
        address_match = attributes.get("src" if picture else "href")
        if address_match is None:
            continue
        group = next(name for name in ("double", "single", "bare") if address_match[name] is not None)
        start, end = (match.start("attributes") + offset for offset in address_match.span(group))
        yield WrittenLink(
            picture=picture,
            text=_alternative(attributes) if picture else _content(structure, match),
            target=structure[start:end],
            start=match.start(),
            end=match.end(),
            target_start=start,
            target_end=end,
            text_start=match.start(),
            text_end=match.end(),
        )


def _alternative(attributes: dict[str, re.Match[str]]) -> str | None:
    match = attributes.get("alt")
    return None if match is None else match["double"] or match["single"] or match["bare"] or ""


def _content(structure: str, match: re.Match[str]) -> str:
    end = structure.find("</", match.end())
    return structure[match.end() : end] if end >= 0 else ""


def _target_span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("angled") if match["angled"] is not None else match.span("plain")
