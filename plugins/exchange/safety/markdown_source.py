"""A page's Markdown as the gate reads it: where something stands, and whether it is built to hurt.

Readers see code as text, so it is masked before the search.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import unescape

from exchange.safety.limits import Limits
from exchange.text.problems import Place, Problem

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})")
_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))*?(?<!`)(?P=ticks)(?!`)")
_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#{1,6}|^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|[!?]{3}\+?)")
_INCLUDE = re.compile(
    r"^[ \t]*;*-{2,}8<-{2,}.*|^[ \t]*\{!.*!\}[ \t]*$|\{%-?\s*(?:include|import|extends|macro)\b.*",
    re.MULTILINE,
)
_MARKS = r" \t>*+.)!?0-9-"  # all that `_MARKER` is made of
_TAB = 4  # columns
_SIGN = re.compile(r"[^\w\s.,:;'()/%-]")  # what is not in prose: Markdown is made of it
_BRACKET = re.compile(r"\\.|[\[)]|\](?P<address>\()?|\n[ \t\r]*\n")


class Source:
    """The body of a page below its front matter; `first_line` is the line of the file it begins at.

    It is prepared when something is looked for in it, which for most rendered pages is never. What is not in
    it is looked for in the `shared` sources, whose texts the page shows.
    """

    def __init__(
        self,
        *,
        path: str,
        body: Callable[[], tuple[str, int]],
        shared: Callable[[], Iterable[Source]] = tuple,
    ) -> None:
        self.path = path
        self._body = body
        self._shared = shared

    @cached_property
    def _read(self) -> tuple[str, int]:
        body, first_line = self._body()
        return _without_code(body), first_line

    @property
    def text(self) -> str:
        """The body; code is blanked."""
        return self._read[0]

    @property
    def first_line(self) -> int:
        """The line of the file that the body begins at."""
        return self._read[1]

    def place(self, offset: int) -> Place:
        """Return where in the file a place in the text is."""
        return Place.at(offset, self.text, path=self.path, first_line=self.first_line)

    def find(self, pattern: str, number: int = 0) -> Place | None:
        """Return where a pattern matches for the given time, counted from 0, or for the last time.

        Of a pattern with a group `at`, where that begins.
        """
        offset = None
        for count, match in enumerate(re.finditer(pattern, self.text, re.IGNORECASE)):
            offset = match.start("at" if "at" in match.re.groupindex else 0)
            if count == number:
                break
        if offset is not None:
            return self.place(offset)
        return next(filter(None, (source.find(pattern) for source in self._shared())), None)

    def find_unescaped_text(self, value: str) -> Place | None:
        """Return the line that holds a value once its character references (`&#106;`) are resolved."""
        for number, line in enumerate(self.text.split("\n"), self.first_line):
            if "&" in line and value in unescape(line):
                return Place(path=self.path, line=number)
        return next(filter(None, (source.find_unescaped_text(value) for source in self._shared())), None)


def read_source(
    text: str | Callable[[], str], *, path: str, shared: Callable[[], Iterable[Source]] = tuple
) -> Source:
    """Return the body of a page that is a whole file, with its front matter, or of what returns one."""

    def body() -> tuple[str, int]:
        whole = text if isinstance(text, str) else text()
        head = _HEAD.match(whole)
        end = head.end() if head else 0
        return whole[end:], whole.count("\n", 0, end) + 1

    return Source(path=path, body=body, shared=shared)


def body_source(body: str, *, path: str) -> Source:
    """Return a body that has no front matter."""
    return Source(path=path, body=lambda: (body, 1))


def work_problems(source: Source, limits: Limits) -> list[Problem]:
    """Return why a page is so much work that none of it is read: the same on every machine."""
    return list(_many_signs(source, limits)) or list(_open_brackets(source, limits))


def _many_signs(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield the line with the most signs where a page has too many, which only a long one can have."""
    if len(source.text) > limits.signs and len(_SIGN.findall(source.text)) > limits.signs:
        counts = [*map(len, map(_SIGN.findall, source.text.split("\n")))]
        place = Place(path=source.path, line=source.first_line + counts.index(max(counts)))
        yield Problem(code="safety/too-many-signs", place=place, values={"most": f"{limits.signs:,}"})


def source_problems(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield what would make rendering slow or impossible, and what asks for another file."""
    yield from work_problems(source, limits)
    headings = _headings(source.text, limits.headings)
    if headings > limits.headings:
        values = {"count": str(headings), "most": str(limits.headings)}
        yield Problem(code="safety/too-many-headings", place=source.place(0), values=values)
    yield from _long_line(source, limits)
    yield from _deep_line(source, limits)
    for match in _INCLUDE.finditer(source.text) if _may_include(source.text) else ():
        values = {"found": match[0].strip()}
        yield Problem(code="safety/include", place=source.place(match.start()), values=values)


def _headings(text: str, limit: int) -> int:
    """Return how many lines look like headings; 0 where there are too few lines to matter."""
    return sum(1 for _ in _HEADING.finditer(text)) if text.count("\n") >= limit else 0


def _may_include(text: str) -> bool:
    return "8<" in text or "{!" in text or "{%" in text


def _long_line(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield the first line that is too long."""
    lines = source.text.split("\n")
    if max(map(len, lines)) > limits.line:
        number, length = next((n, len(line)) for n, line in enumerate(lines) if len(line) > limits.line)
        place = Place(path=source.path, line=source.first_line + number)
        values = {"length": str(length), "most": str(limits.line)}
        yield Problem(code="safety/line-too-long", place=place, values=values)


def _deep_line(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield the first line that is nested too deeply. Only one that begins with as many marks can be."""
    text = f"\n{source.text}"
    for match in re.finditer(rf"\n[{_MARKS}]{{{limits.depth + 1}}}", text):
        end = text.find("\n", match.end())
        line = text[match.start() + 1 : end if end >= 0 else len(text)]
        if _depth(line) > limits.depth:
            place = Place(path=source.path, line=source.first_line + text.count("\n", 1, match.end()))
            yield Problem(code="safety/too-deep", place=place, values={"most": str(limits.depth)})
            return


def _open_brackets(source: Source, limits: Limits) -> Iterator[Problem]:
    """Yield the first place where too many brackets, or addresses of links, are open."""
    brackets = addresses = 0
    for match in _BRACKET.finditer(source.text) if source.text.count("[") > limits.brackets else ():
        if match[0] == "[":
            brackets += 1
        elif match[0].startswith("]") and brackets:
            brackets -= 1
            addresses += bool(match["address"])
        elif match[0] == ")":
            addresses = max(addresses - 1, 0)
        elif match[0].startswith("\n"):
            brackets = addresses = 0
        if max(brackets, addresses) > limits.brackets:
            values = {"most": str(limits.brackets)}
            yield Problem(code="safety/too-deep", place=source.place(match.start()), values=values)
            return


def _depth(line: str) -> int:
    """Return how many lists, quotations and boxes a line opens or is in."""
    depth, end = 0, 0
    while match := _MARKER.match(line, end):
        depth, end = depth + 1, match.end()
    content = line.lstrip(" \t")
    indent = len(line[: len(line) - len(content)].expandtabs(_TAB))
    return depth + indent // _TAB if depth else 0


def _without_code(body: str) -> str:
    if "`" not in body and "~~~" not in body:  # nearly always
        return body
    return _SPAN.sub(_blank, _without_fences(body))


def _without_fences(body: str) -> str:
    """Blank fenced code; in one pass, since a page may hold thousands of fences that are never closed."""
    lines = body.split("\n")
    closings: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        closings.setdefault(line.rstrip(), []).append(number)
    end = -1
    for number, line in enumerate(lines):
        opening = _FENCE.match(line) if number > end else None
        if opening:
            ends = closings.get(opening["fence"], [])
            next_fence = bisect_right(ends, number)
            end = ends[next_fence] if next_fence < len(ends) else end
        if number <= end:
            lines[number] = ""
    return "\n".join(lines)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
