"""Read the first line of a box in any form that authors bring, and write it in the one that is rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from exchange.languages.language import all_languages

KINDS = frozenset(
    "note info tip important warning caution danger example summary question success quote answer "
    "instructor".split()
)
_INDENTED_BOX = re.compile(r"(?P<sign>!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]+)(?P<more>.*)")
_CHOICE = re.compile(r'===[!+]*[ ]+"(?P<title>.*)"[ ]*')
_ATTRIBUTES = re.compile(r"[ ]*\{[^{}]*\}[ ]*$")  # of Docusaurus and Starlight, behind a title
_FENCED_BOX = re.compile(
    r"(?P<fence>/{3,}|:{3,})[ ]*+\{?(?P<kind>[\w-]+)\}?[ ]*+(?:\||(?=\[))?+[ ]*+(?P<title>[^|]*)"
)
_QUOTED_BOX = re.compile(r"\[!(?P<kind>\w+)\](?P<fold>[-+]?)[ ]*(?P<title>.*)")
_TITLE = re.compile(r'"(?P<title>.*)"[ ]*$')
_TAB = "tab"
_DETAILS = "details"


@dataclass(frozen=True, slots=True, kw_only=True)
class FencedBox:
    """The first line of a box between two fences: the fence, and the line in the rendered form."""

    fence: str
    line: str


def indented_box(line: str) -> str:
    """Return a line `!!! word "title"` with the kind that the word is one for, and a choice as what opens."""
    if choice := _CHOICE.fullmatch(line):
        return f'??? {_TAB} "{choice["title"]}"'
    match = _INDENTED_BOX.fullmatch(line)
    if match is None:
        return line
    title = _TITLE.search(match["more"])
    return _head(match["sign"], match["kind"], title["title"] if title else "", has_title=bool(title))


def fenced_box(line: str) -> FencedBox | None:
    """Return what a line `:::tip Title` or `/// tip | Title` begins; None for one that begins no box."""
    match = _FENCED_BOX.fullmatch(line)
    if match is None:
        return None
    kind, title = match["kind"].lower(), _ATTRIBUTES.sub("", match["title"].strip()).strip("[]")
    if kind == _TAB:
        head = f'??? {_TAB} "{title}"'
    elif kind == _DETAILS:
        head = f'??? note "{title}"' if title else "??? note"
    elif _kind(kind) in KINDS:
        head = _head("!!!", kind, title)
    else:
        return None
    return FencedBox(fence=match["fence"], line=head)


def quoted_box(line: str) -> str | None:
    """Return the first line `[!NOTE]` of a quotation as that of a box; None where it is no box."""
    match = _QUOTED_BOX.fullmatch(line.strip())
    if match is None or _kind(match["kind"]) not in KINDS:
        return None
    sign = {"-": "???", "+": "???+"}.get(match["fold"], "!!!")
    return _head(sign, match["kind"], match["title"])


def _head(sign: str, kind: str, title: str, *, has_title: bool = False) -> str:
    words = title.replace('"', "&quot;") or ("" if has_title or kind.isascii() else kind)
    return f"{sign} {_kind(kind)}" + (f' "{words}"' if words or has_title else "")


def _kind(word: str) -> str:
    return _kinds().get(word.lower(), word)


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for language in all_languages() for word, kind in language.boxes.items()}
