"""Turn fenced code into HTML: highlighted, with a title where it has one; equations as equations."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from exchange.authoring.equations import equation

_LANGUAGE = re.compile(r"\{?[.]?(?P<name>[\w#+.-]+)")
_TITLE = re.compile(r"""\btitle=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_MARKED = re.compile(r"""\bhl_lines=["'](?P<lines>[\d -]*)["']""")
_EQUATIONS = frozenset({"math", "latex-math"})


def fenced_html(info: str, code: str) -> str:
    """Return the HTML of code; `info` is what follows the opening fence."""
    match = _LANGUAGE.match(info)
    language = match["name"] if match else ""
    if language in _EQUATIONS:
        return f'<div class="equation">{equation(code, block=True)}</div>'
    name = f' class="language-{escape(language)}"' if language else ""
    html = f"<pre><code{name}>{_highlighted(language, code, _marked_lines(info))}</code></pre>"
    title = _TITLE.search(info)
    if not title:
        return html
    words = escape(title["double"] or title["single"] or "")
    return f'<figure class="code"><figcaption>{words}</figcaption>{html}</figure>'


def _highlighted(language: str, code: str, marked: list[int]) -> str:
    lexer = _lexer(language)
    if lexer is None and not marked:
        return escape(f"{code}\n")
    formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True, hl_lines=marked)
    return highlight(f"{code}\n", lexer or get_lexer_by_name("text"), formatter)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


def _marked_lines(info: str) -> list[int]:
    """Return the numbers of the lines to be marked: `1 3-5`."""
    match = _MARKED.search(info)
    numbers: list[int] = []
    for part in match["lines"].split() if match else ():
        first, _, last = part.partition("-")
        if first.isdecimal():
            numbers += range(int(first), min(int(last) if last.isdecimal() else int(first), 10_000) + 1)
    return numbers
