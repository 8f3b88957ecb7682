"""Take out of a page what is not prose, and leave everything else where it stands.

Every view is as long as the text, so that an offset means the same in all of them. What is taken out becomes
`MASK`, which is neither a space nor a letter: words on both sides of it do not touch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from exchange.text.code_blocks import code_blocks

MASK = "\0"
_BACKTICKS = re.compile(r"(?<!\\)`+")
_INDENT = "\n    "  # before what may be code without a fence
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OPENING = re.compile(r"""<(?P<tag>[a-zA-Z][\w-]*)\b[^<>]*?\slang=["']?(?P<lang>[\w-]+)["']?[^<>]*>""")
_CODE_ELEMENT = r"(?s:<(?P<code>code|kbd|samp|var)\b[^<>]*>(?:(?!<(?P=code)\b).)*?</(?P=code)>)"
_RAW_ELEMENT = re.compile(
    r"<(?P<tag>pre|script|style)\b[^<>]*>(?:(?!<(?P=tag)\b).)*?</(?P=tag)>", re.DOTALL | re.IGNORECASE
)
COMMENTED = r"(?:[^{]|\{(?!%-?\s*(?:end)?comment\b))*+"
"""What stands in a comment of a template, to its end or to the next one: read once each."""
_NOT_PROSE: tuple[tuple[str, str], ...] = (  # each with a sign that it cannot be without
    ("<(?:code|kbd|samp|var)", _CODE_ELEMENT),
    ("<", r"</?[a-zA-Z][^<>]*>"),  # HTML tags
    ("<", r"<[a-z][a-z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>"),  # addresses in angle brackets
    (r"\]\(", r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"),  # targets of links
    (r"\]\[", r"\]\[[^\]\n]*\]"),  # references
    (r"\]:", r"^[ ]{0,3}\[[^\]\n]+\]:(?:[ \t]*<?https?:\S*)?"),  # labels of footnotes and references
    (r"\[\^", r"\[\^[^\]\n]+\]"),  # uses of footnotes
    (
        r"\{",
        rf"\{{%-?\s*comment\b{COMMENTED}\{{%-?\s*endcomment\b[^{{}}]*\}}"
        r"|\{[^{}\n]*\}|\{[:#.%][^{}]{0,80}\}",
    ),  # comments of templates, attributes, values of calls
    (r"!!!|\?\?\?", r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*[\w-]+(?:[ \t]+[\w-]+)*"),  # the kind of a box
    (":::", r"^[ \t]*:::.*$"),  # blocks that plugins fill
    ("(?:http|https|ftp|mailto):", r"\b(?:https?|ftp|mailto):[^\s<>()\[\]]*"),  # addresses
    ("@", r"(?<![\w.+-])[^\s<>()\[\],;:\"'\x80-\U0010ffff@]{1,64}+@[\w-]++(?:\.[\w-]+)+"),
    (
        r"\.[a-z][a-z]",
        r"\b(?:[a-z0-9-]{1,63}+\.){1,9}[a-z]{2,}\b(?:/[^\s<>()\[\]]*)?",
    ),  # names of sites and files
    (
        r"\$",
        r"\$\$[^$]+\$\$|(?<![A-Za-z0-9_\\$])\$(?!\s)(?:\\.|[^$\\\n])+?(?<!\s)\$(?![A-Za-z0-9_$])",
    ),  # equations
    ("&", r"&[a-zA-Z][a-zA-Z0-9]*;|&#\w+;"),
)
_SIGNS = tuple(re.compile(sign) for sign, _ in _NOT_PROSE)
_QUOTATION = re.compile(
    r"「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》|〈[^〈〉\n]*〉|‘[^‘’\n\0]{1,80}’|“[^“”\n\0]{1,120}”"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The same text, with more and more taken out."""

    structure: str  # the body without code and comments
    prose: str  # only words in the page's own language, and the marks between them
    unquoted: str  # prose without what is quoted and the names of laws and works
    any_language: str  # prose in whatever language: as `prose`, with passages in others


def views(text: str, *, body_at: int, locale: str) -> Views:
    """Return the views of a file whose body begins at `body_at`."""
    structure = _mask(text, [(0, body_at), *_code_and_comments(text, body_at)])
    any_language = _without_what_is_no_prose(structure)
    prose = _mask(any_language, _foreign(structure, locale))
    return Views(
        structure=structure, prose=prose, unquoted=_QUOTATION.sub(_blank, prose), any_language=any_language
    )


def _without_what_is_no_prose(structure: str) -> str:
    present = tuple(bool(sign.search(structure)) for sign in _SIGNS)
    return _not_prose(present).sub(_blank, structure) if any(present) else structure


@cache
def _not_prose(present: tuple[bool, ...]) -> re.Pattern[str]:
    """Return a pattern for what can be in a text with these signs: most texts have few of them."""
    parts = (part for (_, part), is_present in zip(_NOT_PROSE, present, strict=True) if is_present)
    return re.compile("|".join(parts), re.MULTILINE)


def _code_and_comments(text: str, body_at: int) -> Iterator[tuple[int, int]]:
    """Yield code blocks at any depth, and comments and code spans as Python-Markdown sees them."""
    may_hold_code = "```" in text or "~~~" in text or _INDENT in text
    blocks = list(code_blocks(text, body_at)) if may_hold_code else []
    rest = _mask(text, blocks)
    spans = list(_comments(rest, body_at))
    if "<" in rest:
        spans += [match.span() for match in _RAW_ELEMENT.finditer(rest, body_at)]
    yield from blocks
    yield from spans
    yield from _code_spans(_mask(rest, spans), body_at)


def _comments(text: str, start: int) -> Iterator[tuple[int, int]]:
    begin = text.find("<!--", start)
    while begin >= 0:
        end = text.find("-->", begin + 4)
        if end < 0:
            return
        yield begin, end + 3
        begin = text.find("<!--", end)


def _code_spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between runs of as many backticks, within one paragraph."""
    if "`" not in text:
        return
    breaks = [match.start() for match in _BLANK_LINE.finditer(text, start)]
    runs = list(_BACKTICKS.finditer(text, start))
    runs_by_key: dict[tuple[int, int], list[int]] = {}
    keys = [(len(run[0]), bisect_right(breaks, run.start())) for run in runs]
    for number in range(len(runs) - 1, -1, -1):
        runs_by_key.setdefault(keys[number], []).append(number)
    number = 0
    while number < len(runs):
        waiting = runs_by_key[keys[number]]
        while waiting and waiting[-1] <= number:
            waiting.pop()
        if waiting:
            closing = waiting[-1]
            yield runs[number].start(), runs[closing].end()
            number = closing
        number += 1


def _foreign(text: str, locale: str) -> Iterator[tuple[int, int]]:
    """Yield the passages that are marked as being in another language."""
    position = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < position or opening["lang"].partition("-")[0] == locale.partition("-")[0]:
            continue
        closing = f"</{opening['tag']}>"
        end = text.find(closing, opening.end())
        if end < 0:
            continue
        position = end + len(closing)
        yield opening.start(), position


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            start = max(start, position)
            parts += [text[position:start], _hide(text[start:end])]
            position = end
    return "".join([*parts, text[position:]])


def _blank(match: re.Match[str]) -> str:
    return _hide(match[0])


def _hide(text: str) -> str:
    if "\n" not in text:
        return MASK * len(text)
    return "\n".join(MASK * len(line) for line in text.split("\n"))
