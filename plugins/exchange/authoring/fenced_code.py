"""Turn fenced code into HTML: highlighted, with a title where it has one; equations as equations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape

from exchange.authoring.diagrams.drawing import MOST_LINES, DiagramError, Source
from exchange.authoring.diagrams.flow import draw_flow
from exchange.authoring.diagrams.timeline import draw_timeline
from exchange.authoring.equations import equation

_LANGUAGE = re.compile(r"\{?[.]?(?P<name>[\w#+.-]+)")
_TITLE = re.compile(r"""\btitle=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_RANGE = re.compile(r"(?P<first>[0-9]{1,5})(?:-(?P<last>[0-9]{1,5}))?")
_LINE_MARKS = re.compile(r"""\bhl_lines=["'\[](?P<lines>[\d ,-]*)["'\]]|\{(?P<braces>\d[\d ,-]*)\}""")
COLOURED_TOKENS = frozenset(
    {"c", "cp", "k", "gd", "gi", "m", "na", "nb", "nc", "nd", "nf", "nt", "nv", "o", "s"}
)
"""The kinds of words in code that have a colour: Pygments' short names, which are their classes."""

_OPTION = re.compile(r"""\b(?P<name>alt|unit|name)="(?P<value>[^"]*)\"""")
DIAGRAMS: Mapping[str, Callable[[Source], str]] = {
    "flow": draw_flow,
    "decision": draw_flow,
    "timeline": draw_timeline,
}
_EQUATIONS = frozenset({"math", "latex-math"})


def fenced_html(info: str, code: str) -> str:
    """Return the HTML of code; `info` is what follows the opening fence."""
    match = _LANGUAGE.match(info)
    language = match["name"] if match else ""
    if language in _EQUATIONS:
        return f'<div class="equation">{equation(code, block=True)}</div>'
    if language in DIAGRAMS:
        with suppress(DiagramError):
            return f'<div class="diagram">{diagram(language, info, code)}</div>'
    name = f' class="language-{escape(language)}"' if language else ""
    from exchange.authoring.code_colours import highlight  # late: most builds render no code anew

    html = f"<pre><code{name}>{highlight(language, code, _marked_lines(info))}</code></pre>"
    title = _TITLE.search(info)
    if not title:
        return html
    words = escape(title["double"] or title["single"] or "")
    return f'<figure class="code"><figcaption>{words}</figcaption>{html}</figure>'


def diagram(language: str, info: str, code: str) -> str:
    """Return the drawing of a diagram; `info` holds its text alternative. Raises DiagramError."""
    options = {
        match["name"]: match["value"].replace("&quot;", '"').strip() for match in _OPTION.finditer(info)
    }
    lines = tuple(line.strip() for line in code.split("\n") if line.strip())
    if not options.get("alt"):
        raise DiagramError("diagram-without-alternative")
    if not lines:
        raise DiagramError("diagram-line")
    if len(lines) > MOST_LINES:
        raise DiagramError("diagram-too-long", f"{len(lines):,}")
    source = Source(lines=lines, alternative=options["alt"], unit=options.get("unit", ""))
    drawing, name = DIAGRAMS[language](source), escape(options.get("name", ""))
    return drawing.replace("<svg ", f'<svg id="figure-{name}" ', 1) if name else drawing


def _marked_lines(info: str) -> frozenset[int]:
    """Return the numbers of the lines to be marked: `1 3-5`."""
    match = _LINE_MARKS.search(info)
    numbers: set[int] = set()
    for part in re.split(r"[ ,]+", match["lines"] or match["braces"]) if match else ():
        if lines := _RANGE.fullmatch(part):
            numbers.update(range(int(lines["first"]), int(lines["last"] or lines["first"]) + 1))
    return frozenset(numbers)
