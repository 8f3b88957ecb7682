"""Mark the words of code by their kinds, with the lexers of Pygments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from exchange.authoring.fenced_code import COLOURED_TOKENS


def highlight(language: str, code: str, line_numbers: Collection[int]) -> str:
    """Return code with its words marked by their kinds, line by line."""
    lexer = _lexer(language)
    tokens = lexer.get_tokens(f"{code}\n") if lexer else [(Token.Text, f"{code}\n")]
    lines = "".join(_line_by_line(tokens)).removesuffix("\n").split("\n")
    marked_lines = (
        f'<span class="hll">{line}</span>' if number in line_numbers else line
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(marked_lines) + "\n"


def _line_by_line(tokens: Iterable[tuple[_TokenType, str]]) -> Iterator[str]:
    """Yield tokens as HTML; one of several lines is marked in each of them."""
    for kind, text in tokens:
        name = _class_name(kind)
        for number, part in enumerate(text.split("\n")):
            words = escape(part, quote=False)
            yield "\n" if number else ""
            yield f'<span class="{name}">{words}</span>' if name and part else words


@cache
def _class_name(kind: _TokenType) -> str:
    """Return the short name of the nearest kind that has a colour of its own, if any."""
    while kind is not Token and STANDARD_TYPES.get(kind) not in COLOURED_TOKENS:
        kind = kind.parent
    return str(STANDARD_TYPES.get(kind, ""))


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None
