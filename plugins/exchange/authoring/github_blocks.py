"""Write the blocks of a page as Python-Markdown reads them, where GitHub's preview reads them in another way.

Authors write in GitHub's editor. It nests a list by the column of the text above, takes a list, a table or
code right below a line for what it is, and knows `1)`. Python-Markdown wants four spaces a level and empty
lines. Lines come in as they were written and go out with the same meaning in that form; code is moved, never
changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from exchange.authoring.boxes import fenced_box, indented_box, quoted_box

_STEP = 4  # columns of a level in Python-Markdown
_DEEPEST = 20  # quotations and boxes within each other
_ORDERED_LIMIT = 99  # a number above it begins a sentence (a year), unless it goes on with a list
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ ]*(?P<info>.*)")
_ITEM = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<end>[.)]))(?P<space>[ ]+)(?=\S)")
_LONGEST_EQUATION = 60  # lines
_BARE_ITEM = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,2})(?P<end>[.)]))[ ]*$")
_ITEM_HEAD = re.compile(r"[ ]*(?:-|\d+\.)[ ](?=\S)")
_NOTHING = "&#32;"  # Python-Markdown sees no item without a text
_DATE = re.compile(r"\d{1,4}\.[ ]?\d{1,2}\.")
_RULE = re.compile(r"(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_ANY_FENCE = re.compile(r"^[ ]*(?:`{3,}|~{3,})")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_HEADING = re.compile(r"#{1,6}(?:[ ]|$)")
_TRAILING = re.compile(r"(?<=\w)#+[ ]*$")  # C#, whose sign is no end of a heading
_BOX = re.compile(r'(?:!!!|\?\?\?\+?)[ ]?[\w-]|===[!+]?[ ]+"')
_NOTE = re.compile(r"\[\^[^\]]+\]:|:[ ]")
_CAPTION = re.compile(r"/{3,}[ ]*(?P<kind>(?:figure-|table-)?caption)[ ]*(?:\|[ ]*#(?P<id>[a-z][\w-]*))?[ ]*")
_DELIMITERS = re.compile(r"\|?[ ]*+:?-+:?[ ]*+(?:\|[ ]*+:?-+:?[ ]*+)*+\|?[ ]*+$")
_VERBATIM = re.compile(r"<(?:(?P<tag>pre|script|style|textarea)\b|!--)", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<(?P<tag>article|aside|blockquote|center|details|div|figure|figcaption|footer|header|nav|p|section|summary"
    r"|table|dl|ul|ol)\b[^<>]*>",
    re.IGNORECASE,
)
_TEXTS = frozenset({"text", "head"})  # a paragraph; one that an item of a list begins with
_CELL_END = re.compile(r"(?<!\\)\|")
_EQUATION = re.compile(r"(?<![\w\\$])\$(?!\s)(?:\\.|[^$\\])+?(?<!\s)\$(?![\w$])")


Code = Callable[[str, str], str]
"""From what follows the fence of some code, and the code, to a line that holds its place."""


class GitHubBlocks(Preprocessor):
    """Runs behind the one that makes tabs spaces, before those that take out code and HTML."""

    def __init__(self, md: Markdown, code: Code) -> None:
        super().__init__(md)
        self.code = code

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a page in Python-Markdown's form."""
        return written_blocks(lines, self.code)


def written_blocks(lines: Sequence[str], code: Code, *, level: int = 0) -> list[str]:
    """Return lines in Python-Markdown's form; what is within too many quotations stays as it is."""
    return _Blocks(list(lines), code, level).convert() if level < _DEEPEST else list(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Container:
    """What holds the lines that begin at its column of text: an item of a list, a box, a note."""

    text_at: int
    kind: str  # the marker of a list: `-`, `*`, `.`, `)`; `box` or `note`
    number: int = 0


@dataclass(slots=True)
class _Blocks:
    """One pass over lines; `open` are the containers that the line before is in, outermost first."""

    lines: list[str]
    code: Code
    level: int
    output: list[str] = field(default_factory=list)
    marker: str = ""  # of an item that a block begins in its first line
    open: list[_Container] = field(default_factory=list)
    previous_kind: str = "blank"  # the kind of the line before
    position: int = 0
    block_depth: int = 0  # of the first line behind the last empty one
    last_comment_end: int = field(init=False)  # the number of the line, -1 where no comment ends

    def __post_init__(self) -> None:
        numbers = range(len(self.lines) - 1, -1, -1)
        self.last_comment_end = next((number for number in numbers if "-->" in self.lines[number]), -1)

    def convert(self) -> list[str]:
        """Return all lines."""
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.strip():
                self._line(line)
            else:
                self._write("", "blank")
                self.position += 1
        return self.output

    def _write(self, line: str, kind: str) -> None:
        if self.marker:
            line, self.marker = f"{self.marker} {line.lstrip(' ')}", ""
            kind = "head" if kind == "text" else kind
        if line and not (self.output and self.output[-1]):
            self.block_depth = (len(line) - len(line.lstrip(" "))) // _STEP
        self.output.append(line)
        self.previous_kind = kind

    def _begin(self, kind: str, depth: int) -> None:
        """Leave an empty line before a block, and leave the containers it is not in."""
        if self.previous_kind != "blank":
            self._write("", "blank")
        del self.open[depth:]
        self.previous_kind = kind

    def _line(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        depth = self._depth(indent)
        base = self.open[depth - 1].text_at if depth else 0
        rest = line[indent:]
        if indent - base >= _STEP and self.previous_kind not in (*_TEXTS, "quoted text"):
            self._code(line, depth, base)
        elif indent - base >= _STEP or not self._block(rest, indent, depth):
            self._text(rest, depth)

    def _depth(self, indent: int) -> int:
        depth = 0
        while depth < len(self.open) and indent >= self.open[depth].text_at:
            depth += 1
        return depth

    def _code(self, line: str, depth: int, base: int) -> None:
        """Write a line of indented code as deep as it is in its container."""
        if self.previous_kind != "code":
            self._begin("code", depth)
        self._write(" " * _STEP * depth + line[base:], "code")
        self.position += 1

    def _block(self, rest: str, indent: int, depth: int) -> bool:
        """Write the block that begins here, if one does; most lines begin with a letter, and are text."""
        if rest[0].isalpha() and "|" not in rest:
            return False
        if rest[0] in "`~" and (fence := _FENCE.match(rest)):
            self._fence(fence, indent, depth)
        elif rest.startswith(("$$", "\\[")) and self._equation(rest, depth):
            pass
        elif rest[0] == ">":
            self._quotation(depth)
        elif rest[0] == "<" and self._is_html(rest):
            self._html(rest, indent, depth)
        elif self.previous_kind in _TEXTS and len(self.open) == depth and _UNDERLINE.match(rest):
            self._underline(rest, depth)
        elif _RULE.match(rest) or _HEADING.match(rest) or (rest[0] == "#" and not indent):
            self._single(rest, depth)
        elif rest.startswith((":::", "///")) and self._fenced_box(rest, indent, depth):
            pass
        elif _BOX.match(rest) or _NOTE.match(rest):
            self._box(rest, indent, depth)
        elif item := _ITEM.match(rest):
            return self._item(item, rest, indent, depth)
        elif item := _BARE_ITEM.match(rest):
            return self._bare_item(item, indent, depth)
        elif self._is_table(rest):
            self._table(depth)
        else:
            return False
        return True

    def _underline(self, rest: str, depth: int) -> None:
        """Write what makes the text above a heading; that of an item has its sign before it."""
        first = len(self.output) - 1
        while first > 0 and self.output[first - 1] and not _ITEM_HEAD.match(self.output[first]):
            first -= 1
        head = _ITEM_HEAD.match(self.output[first]) if self.previous_kind == "head" else None
        if head:
            text = " ".join(
                line.strip() for line in [self.output[first][head.end() :], *self.output[first + 1 :]]
            )
            self.output[first:] = [f"{head[0]}{'#' if rest[0] == '=' else '##'} {text}"]
            self.position += 1
        else:
            self._text(rest, depth)
        self.previous_kind = "single"

    def _single(self, rest: str, depth: int) -> None:
        self._begin("single", depth)
        rest = _TRAILING.sub(lambda match: match[0].replace("#", "\\#"), rest)
        self._write(" " * _STEP * depth + rest, "single")
        self.position += 1

    def _text(self, rest: str, depth: int) -> None:
        """Write a line of a paragraph; one that goes on with a paragraph stays in its container."""
        kind = "text"
        in_box = any(
            container.kind == "box" for container in self.open[depth:]
        )  # whose lines are all indented
        if self.previous_kind in (*_TEXTS, "quoted text") and not in_box:
            if depth < len(self.open) and _UNDERLINE.match(
                rest
            ):  # it underlines nothing there: CommonMark, 4.3
                rest = f"&#{ord(rest[0])};{rest[1:]}"
            depth, kind = len(self.open), self.previous_kind
        elif self.previous_kind not in ("blank", "item"):
            self._begin("text", depth)
        else:
            del self.open[depth:]
        self.position += 1
        self._write(" " * _STEP * depth + self._with_break(rest), kind)

    def _with_break(self, text: str) -> str:
        """Return a line of a paragraph; where it ends in a backslash and goes on, with a break at its end."""
        is_break = text.endswith("\\") and not text.endswith("\\\\") and self._goes_on()
        if not is_break or _ITEM.match(self.lines[self.position].lstrip(" ")):
            return text
        return f"{text[:-1].rstrip()}  "

    def _goes_on(self) -> bool:
        return self.position < len(self.lines) and bool(self.lines[self.position].strip())

    def _item(self, match: re.Match[str], rest: str, indent: int, depth: int) -> bool:
        """Write an item of a list; what only looks like one is text."""
        kind, number = match["bullet"] or match["end"], int(match["number"] or 0)
        sibling = self.open[depth] if depth < len(self.open) else None
        follows = sibling is not None and sibling.kind == kind
        text = rest[match.end() :]
        if match["number"] and self._is_sentence(rest, number, sibling if follows else None, depth):
            self._text(f"{match['number']}\\{rest[len(match['number']) :]}", depth)
            return True
        goes_on = follows or (self.previous_kind == "head" and len(self.open) == depth)
        in_block = goes_on and self.previous_kind in _TEXTS and depth >= self.block_depth
        if self.previous_kind != "blank" and not in_block:
            self._begin("item", depth)
        del self.open[depth:]
        width = len(match[0]) if len(match["space"]) <= _STEP else len(match[0]) - len(match["space"]) + 1
        self.open.append(_Container(text_at=indent + width, kind=kind, number=number))
        marker = f"{' ' * _STEP * depth}{f'{number}.' if match['number'] else '-'}"
        if _FENCE.match(text) or text.startswith(("$$", ">")):
            self.lines[self.position] = " " * (indent + width) + text
            self.marker, self.previous_kind = marker, "blank"
        else:
            self.position += 1
            self._write(f"{marker} {self._with_break(text)}", "head")
        return True

    def _bare_item(self, match: re.Match[str], indent: int, depth: int) -> bool:
        """Write an item without a text, or whose text begins in the line below; none ends a paragraph."""
        kind, number = match["bullet"] or match["end"], int(match["number"] or 0)
        follows = depth < len(self.open) and self.open[depth].kind == kind
        if not follows and self.previous_kind != "blank":
            return False
        del self.open[depth:]
        text_at = indent + len(match[0].rstrip()) + 1
        self.open.append(_Container(text_at=text_at, kind=kind, number=number))
        self.position += 1
        marker = f"{' ' * _STEP * depth}{f'{number}.' if match['number'] else '-'}"
        below = self.lines[self.position] if self._goes_on() else ""
        if len(below) - len(below.lstrip(" ")) >= text_at:
            self.marker, self.previous_kind = marker, "blank"
        else:
            self._write(f"{marker} {_NOTHING}", "head")
        return True

    def _is_sentence(self, rest: str, number: int, sibling: _Container | None, depth: int) -> bool:
        """Return True for a date or a year, and for a number in the middle of a paragraph."""
        if sibling and sibling.number + 1 == number:
            return False
        in_paragraph = self.previous_kind in _TEXTS and len(self.open) == depth
        return number > _ORDERED_LIMIT or bool(_DATE.match(rest)) or (in_paragraph and number != 1)

    def _box(self, rest: str, indent: int, depth: int) -> None:
        """Write the first line of what holds the lines below it that begin with four more spaces."""
        is_note = bool(_NOTE.match(rest))
        if is_note:
            del self.open[depth:]
        else:
            self._begin("box", depth)
        self.open.append(_Container(text_at=indent + _STEP, kind="note" if is_note else "box"))
        self.position += 1
        line = self._with_break(rest) if is_note else indented_box(rest)
        self._write(" " * _STEP * depth + line, "head" if is_note else "item")

    def _quotation(self, depth: int) -> None:
        """Write a quotation, whose lines are blocks of their own."""
        self._begin("quotation", depth)
        inner = []
        while self.position < len(self.lines) and self.lines[self.position].lstrip(" ").startswith(">"):
            inner.append(self.lines[self.position].lstrip(" ")[1:].removeprefix(" "))
            self.position += 1
        if head := quoted_box(inner[0]):
            self._write_box(head, inner[1:], depth)
            return
        depth -= bool(self.marker)  # lines that go on with an item's first one are indented as that is
        for line in written_blocks(inner, self.code, level=self.level + 1):
            self._write(f"{' ' * _STEP * depth}>{line and f' {line}'}", "text")
        self.previous_kind = "quoted text" if inner[-1].strip() else "quotation"

    def _fenced_box(self, rest: str, indent: int, depth: int) -> bool:
        """Write a box between two fences."""
        if caption := _CAPTION.fullmatch(rest):
            self._caption(caption, depth)
            return True
        box = fenced_box(rest)
        numbers = range(self.position + 1, len(self.lines)) if box else range(0)
        end = next((n for n in numbers if box and self.lines[n].strip() == box.fence), None)
        if box is None or end is None:
            return False
        body = [_dedent(line, indent) for line in self.lines[self.position + 1 : end]]
        self.position = end + 1
        self._begin("box", depth)
        self._write_box(box.line, body, depth)
        return True

    def _caption(self, match: re.Match[str], depth: int) -> None:
        """Write the first line of a caption, with the id that it gives the figure."""
        self._begin("box", depth)
        self._write(f"{' ' * _STEP * depth}/// {match['kind']}", "box")
        if match["id"]:
            self._write(f"{' ' * _STEP * (depth + 1)}attrs: {{id: {match['id']}}}", "box")
        self._write("", "blank")
        self.position += 1

    def _write_box(self, head: str, body: Sequence[str], depth: int) -> None:
        """Write the lines of a box below its first one, as blocks of their own."""
        self._write(" " * _STEP * depth + head, "box")
        for line in ("", *written_blocks(body, self.code, level=self.level + 1)):
            self._write(" " * _STEP * (depth + 1) + line if line else "", "box")

    def _is_table(self, rest: str) -> bool:
        next_line = self.lines[self.position + 1].strip() if self.position + 1 < len(self.lines) else ""
        return (
            "|" in rest
            and "-" in next_line
            and bool(_DELIMITERS.match(next_line))
            and _cells(rest) == _cells(next_line)
        )

    def _table(self, depth: int) -> None:
        self._begin("table", depth)
        base = self.open[depth - 1].text_at if depth else 0
        while self.position < len(self.lines) and self.lines[self.position].strip():
            row = self.lines[self.position].strip()
            is_code = self.lines[self.position].startswith(" " * (base + _STEP))
            if (
                is_code
                or _ITEM.match(row)
                or _RULE.match(row)
                or _HEADING.match(row)
                or row.startswith((">", "```"))
            ):
                break
            row = _EQUATION.sub(lambda match: match[0].replace("\\|", "\\vert "), row)
            self._write(" " * _STEP * depth + row, "table")
            self.position += 1

    def _fence(self, match: re.Match[str], indent: int, depth: int) -> None:
        """Write fenced code to where its fence or its container ends."""
        end = self._end_of_fence(match["fence"], depth)
        body = [_dedent(line, indent) for line in self.lines[self.position + 1 : end]]
        self.position = end + 1 if self._closes(end, match["fence"]) else end
        self._place(match["info"], body, depth)

    def _place(self, info: str, body: Sequence[str], depth: int) -> None:
        self._begin("fence", depth)
        self._write(" " * _STEP * depth + self.code(info.strip(), "\n".join(body)), "fence")

    def _end_of_fence(self, fence: str, depth: int) -> int:
        base = self.open[depth - 1].text_at if depth else 0
        for number in range(self.position + 1, len(self.lines)):
            line = self.lines[number]
            is_outside = line.strip() and len(line) - len(line.lstrip(" ")) < base
            if is_outside or self._closes(number, fence):
                return number
        return len(self.lines)

    def _closes(self, number: int, fence: str) -> bool:
        line = self.lines[number].strip() if number < len(self.lines) else ""
        return len(line) >= len(fence) and not line.strip(fence[0])

    def _equation(self, rest: str, depth: int) -> bool:
        """Write an equation between lines of `$$` as code that is drawn as an equation."""
        sign = "$$" if rest.startswith("$$") else "\\]"
        is_alone = len(rest.strip()) == len(sign)  # then there may be empty lines in it
        for number in range(self.position, min(len(self.lines), self.position + _LONGEST_EQUATION)):
            line = self.lines[number].strip()
            if number > self.position and not line and not is_alone:
                return False
            if line.endswith(sign) and (number > self.position or len(line) > len(sign) + 1):
                whole = "\n".join(text.strip() for text in self.lines[self.position : number + 1])
                self.position = number + 1
                self._place("math", [whole[2:-2].strip()], depth)
                return True
        return False

    def _is_html(self, rest: str) -> bool:
        """Return True if HTML begins here; a comment that never ends is a text."""
        if rest.startswith("<!--"):
            return self.position <= self.last_comment_end
        return bool(_VERBATIM.match(rest) or _ELEMENT.match(rest))

    def _html(self, rest: str, indent: int, depth: int) -> None:
        """Write lines of HTML as they are; an element that an empty line leaves open holds Markdown."""
        verbatim = _VERBATIM.match(rest)
        end = self._end_of_verbatim(verbatim) if verbatim else self._end_of_html()
        lines = [_dedent(line, indent) for line in self.lines[self.position : end]]
        if not verbatim and end < len(self.lines):
            lines = _with_markdown("\n".join(lines), "\n".join(self.lines[end:])).split("\n")
        if self.previous_kind not in _TEXTS:
            del self.open[depth:]
        if rest.startswith(
            "<!--"
        ):  # Python-Markdown takes comments out before it reads blocks, but fences first
            lines, depth = [_ANY_FENCE.sub("", line) for line in self.lines[self.position : end]], 0
        for line in lines:
            self._write(" " * _STEP * depth + line, "html")
        self.previous_kind = "html" if not verbatim or verbatim["tag"] else "text"
        self.position = end

    def _end_of_verbatim(self, match: re.Match[str]) -> int:
        closing = f"</{match['tag'].lower()}>" if match["tag"] else "-->"
        for number in range(self.position, len(self.lines)):
            if closing in self.lines[number].lower():
                return number + 1
        return len(self.lines)

    def _end_of_html(self) -> int:
        end = self.position
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        return end


def _cells(row: str) -> int:
    return len(_CELL_END.split(row.strip().removeprefix("|").removesuffix("|")))


def _dedent(line: str, columns: int) -> str:
    return line[min(columns, len(line) - len(line.lstrip(" "))) :]


def _with_markdown(html: str, rest: str) -> str:
    """Mark the elements that some lines of HTML open, and only lines below close, as holding Markdown."""
    waiting: list[re.Match[str]] = []
    for match in re.finditer(r"<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*)\b[^<>]*>", html):
        if match["close"] and waiting and waiting[-1]["tag"] == match["tag"]:
            waiting.pop()
        elif not match["close"] and _ELEMENT.fullmatch(match[0]) and "markdown" not in match[0]:
            waiting.append(match)
    for match in reversed(waiting):
        if f"</{match['tag']}>" in rest:
            html = f'{html[: match.end() - 1]} markdown="1"{html[match.end() - 1 :]}'
    return html
