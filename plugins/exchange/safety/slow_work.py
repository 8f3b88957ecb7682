"""Say what a page's text was being read as when its time ended, by the work that was interrupted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import FrameType

from exchange.safety.markdown_source import Source
from exchange.text.problems import Place, Problem

_SIGNS = (
    (r"footnote", "[^1]"),
    (r"admonition|details", "!!!"),
    (r"fence|codehilite|highlight|backtick|codeblock", "`"),
    (r"table", "|"),
    (r"olist|ulist|listindent|saneolist|saneulist|deflist|defindent", "-"),
    (r"quote", ">"),
    (r"header|toctree|headerid", "#"),
    (r"attrlist|attr_list", "{"),
    (r"link|reference|image|autolink|automail", "["),
    (r"html", "<"),
    (r"asterisk|underscore|emphasis|strong", "*"),
)
"""Names of the parts of Python-Markdown that read something, and the sign by which authors write it."""
_FOUND = "handleMatch"  # of a part of Python-Markdown whose sign was found
_STASHED = "\x02"  # what is read already has this sign before its number
_TEXTS = ("block", "blocks", "data", "text", "source", "lines")
TOO_SLOW = "safety/page-too-slow"
_BEGINNING = 30  # characters by which the place is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowWork:
    """The sign of what was being read, where one is known, and the beginning of the text."""

    sign: str
    beginning: str


def slow_work(frame: FrameType | None) -> SlowWork:
    """Return what the innermost known part of the work was at.

    A part that was only asked whether its sign is there is not named, but the sign that the text begins with.
    """
    sign = beginning = ""
    is_found = False
    while frame is not None and not (sign and beginning):
        sign = sign or _sign_of(type(frame.f_locals.get("self")).__name__)
        is_found = is_found or (bool(sign) and frame.f_code.co_name == _FOUND)
        beginning = beginning or _beginning(frame)
        frame = frame.f_back
    if not (is_found or (sign and sign[0] in beginning)):
        first = beginning[:1]
        sign = "" if first.isalnum() else first
    return SlowWork(sign=sign, beginning=beginning)


def too_slow(path: str, seconds: float, work: SlowWork, source: Source | None = None) -> Problem:
    """Return the problem of a page that was given up; its place is where the text stands, if it is found."""
    place = source.find(re.escape(work.beginning)) if source and work.beginning else None
    values = {"seconds": f"{seconds:g}", "sign": work.sign}
    return Problem(code=TOO_SLOW, place=place or Place(path=path), values=values)


def _sign_of(name: str) -> str:
    return next((sign for pattern, sign in _SIGNS if re.search(pattern, name.lower())), "")


def _beginning(frame: FrameType) -> str:
    for name in _TEXTS:
        value = frame.f_locals.get(name)
        text = value[0] if isinstance(value, list) and value else value
        if isinstance(text, str) and text.strip() and not text.lstrip().startswith(_STASHED):
            return text.strip().partition("\n")[0][:_BEGINNING]
    return ""
