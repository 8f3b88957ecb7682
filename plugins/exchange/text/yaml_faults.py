"""Guess what an author meant by a text that is not YAML, and say what to write instead."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from exchange.languages.expressions import expression
from exchange.text.editor_traces import whole_line
from exchange.text.problems import Place, Problem

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_FULL_WIDTH = expression(r"[ -]*(?P<name>\w[\w-]*)[ \t]*(?P<colon>：)(?P<value>.*)")
_UNCLOSED_QUOTE = expression(
    r"""(?P<key>[ -]*\w[\w-]*: +)(?:(?P<quote>")(?P<value>[^"]*)|'(?P<single>[^']*))"""
)
_QUOTED_VALUE = expression(r"""(?P<key>[ -]*\w[\w-]*: +)(?P<quote>['"])(?P<value>.*)(?P=quote)[ ]*""")
_ESCAPES = {"'": "''", '"': '\\"'}
_COLON_MISTYPED = expression(
    r"(?P<start>[ ]*(?:- +)?)(?P<mark>[*_`“]+)?(?P<name>[A-Za-z][\w-]*)[*_`”]*"
    r"(?P<sign>:(?!//)(?=\S)|[ ]*=[ ]*|[ ]+[-–—][ ]+|(?(mark):[ ]+|(?!)))(?P<value>.*)"
)
_NEXT_FIELD = re.compile(r"(?<= )(?P<name>[a-z][a-z_]*): +(?=\S)")
_WHOLE_VALUE = re.compile(r"""[ ]*(?:- +)?[\w-]+: +(?:"[^"]*"|'[^']*'|\d[^"']*)""")
_COLON_LESS = expression(
    r"""(?P<start>[ ]*(?:- +)?)(?P<name>[a-z][a-z_]*)[ ]+(?P<value>["'“][^"'“”]*["'”]|[^\s:"'“]+)[ ]*"""
)
_ENDED = expression(
    r"""[^'"]*(?:"[^"]*"|'[^']*'|[\]}])[ ]*"""
    r"""|[ ]*(?:- +)?[a-z_]+:(?:[ ]+[\w-]+)?[ ]*|.*\d{4}-\d\d-\d\d(?: \d\d:\d\d \S+)?[ ]*"""
)
_HYPHEN_MISTYPED = expression(r"(?P<indent>[ ]*)(?:-|\d{1,2}[.)][ ]*)(?P<text>[A-Za-z{\[\"'“].*)")
_AFTER_QUOTES = expression(
    r"""(?P<key>[ -]*\w[\w-]*: +)(?P<quote>["'])(?P<inside>[^"']*)(?P=quote)(?P<after>[ ]*[^\s#,].*)"""
)
_COMMA_BEHIND = expression(
    r"""(?P<line>[ ]*(?:- +)?\w[\w-]*: +(?P<quote>["'])[^"']*(?P=quote))[ ]*[,;，][ ]*"""
)
_BRACES = expression(r"(?P<start>[ ]*(?:- +)?(?:\w[\w-]*: +)?)\{(?P<fields>[ ]*\w[\w-]*:[ ]*\S.*)")
_GAP = expression(r"""(?<=["'\w])[ ]*+[，、;]?+[ ]*+(?=\b\w[\w-]*:[ ]+)|(?<=["'])[ ]*[，、;][ ]*""")
_ITEM_LESS = expression(r"(?P<indent>[ ]*)(?P<text>[\w“\"'][^:]*)")
_PLAIN_FIELD = expression(r"(?P<key>[ ]*(?:- +)?\w[\w-]*:)(?P<value> +[^\s'\"|>\[{].*|[ ]*)")
_INDENT = expression(r"[ ]*(?P<item>- +)?")
_BARE_ENTRY = expression(r"(?P<indent>[ ]*)(?:- +)?[\w-]+[ ]*")
_LIST_SIGN = expression(r"(?P<indent>[ ]*)(?P<sign>[•·∙‣▪■□○●◦◆–—*])[ ]+(?=\S)")
_REMARK = expression(
    r"(?P<indent>[ ]*)(?://+|<!--+|/\*+|;+|※)[ ]*+(?P<text>(?:.*?[^ ])??)[ ]*+(?:--+>|\*+/)?+[ ]*+"
)
_STRAIGHT = str.maketrans("“”", '""')
_LONGEST_TEXT = 50_000  # characters: a text is read once for each indent that is tried
_MOST_MERGED = 5  # colons of a line that may each begin another field
_CONTEXT_LINES = 6  # whose indents are tried
_LINK = expression(r"\[[^\[\]]*\]\((?P<address>[^\s()]+)\)")
_BLOCK = expression(r": [|>][-+]?[ ]*$")
_SIGNS = tuple("[]{}@`%>|&*!,?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the YAML stands: the file, and how many lines of it come before the YAML."""

    path: str
    line_offset: int = 0

    def place(self, line: int, column: int) -> Place:
        """Return the place in the file of a line and column of the YAML, both from 0."""
        return Place(path=self.path, line=self.line_offset + line + 1, column=column + 1)


def place_in(error: Exception, text: str, source: Source) -> Place:
    """Return the place of a character that YAML does not have; of any other fault the beginning."""
    before = text[: getattr(error, "position", 0)]
    return source.place(before.count("\n"), len(before) - before.rfind("\n") - 1)


def why_not_yaml(error: MarkedYAMLError, text: str, source: Source) -> Problem:
    """Return the problem that best explains why the text cannot be read."""
    lines = text.splitlines() or [""]
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark and mark.line < len(lines)]
    line, column = (marks[0].line, marks[0].column) if marks else (len(lines) - 1, 0)
    place = source.place(line, column)
    guesses = chain(
        _list_signs(lines, line, source),
        _remark_signs(lines, line, source),
        _mistyped_signs(lines, line, source),
        _fields_merged(lines, line, source),
        _earlier_guesses(lines, line, source),
        _commas_behind(lines, line, source),
        _braces(lines, line, source),
        *(
            (_colon_lost(lines, line, source), _colon_less(lines, line, source))
            if len(text) < _LONGEST_TEXT
            else ()
        ),
        [_missing_quotes(lines[line], place), _broken_line(lines, line, source)],
        *((guess(lines, line, source) for guess in _GUESSES) if len(text) < _LONGEST_TEXT else ()),
    )
    return next((guess for guess in guesses if guess), Problem(code="text/not-yaml", place=place))


def _list_signs(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield the line, or the one above it, if it begins with the bullet of an office program."""
    for number in range(max(line - 1, 0), line + 1):
        match = _LIST_SIGN.match(lines[number])
        if match:
            better = f"{match['indent']}- {lines[number][match.end() :]}"
            problem = whole_line("text/list-sign", lines[number], better, source.place(number, 0))
            yield replace(problem, values={**problem.values, "sign": match["sign"]})


def _remark_signs(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield the line, or the one above it, if it is a remark with the sign of another format."""
    for number in range(max(line - 1, 0), line + 1):
        match = _REMARK.fullmatch(lines[number])
        if match:
            better = f"{match['indent']}# {match['text']}".rstrip()
            yield whole_line("text/remark-sign", lines[number], better, source.place(number, 0))


def _commas_behind(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield the line, or the one above it, if a comma stands behind its value in quotes."""
    for number in range(line, max(line - 2, -1), -1):
        match = _COMMA_BEHIND.fullmatch(lines[number])
        if match:
            yield whole_line("text/comma-behind", lines[number], match["line"], source.place(number, 0))


def _mistyped_signs(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield the line, or the one above it, if its colon or hyphen is another sign or lacks its space."""
    for number in range(line, max(line - 2, -1), -1):
        text = lines[number]
        if text.strip() == "---" and number:
            yield Problem(code="text/hyphens-between", place=source.place(number, 0))
        hyphen = _HYPHEN_MISTYPED.fullmatch(text) or _item_without_hyphen(lines, number)
        if hyphen:
            better = f"{hyphen['indent']}- {hyphen['text']}"
            yield whole_line("text/hyphen-form", text, better, source.place(number, 0))
        colon = _COLON_MISTYPED.fullmatch(text)
        if colon and colon["value"]:
            value = colon["value"].strip()
            value = value if _is_yaml([f"a: {value}"]) else quote(value)
            better = f"{colon['start']}{colon['name']}: {value}"
            if better != text:
                yield whole_line("text/colon-form", text, better, source.place(number, 0))


def _item_without_hyphen(lines: Sequence[str], number: int) -> re.Match[str] | None:
    """Return a line without a colon below an item of a list, as deep as its hyphen."""
    match = _ITEM_LESS.fullmatch(lines[number])
    item = _INDENT.match(lines[number - 1]) if number else None
    is_item = item and item["item"] and item.start("item") == (match.end("indent") if match else -1)
    return match if is_item else None


def _colon_lost(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield an entry that has entries of its own below it and no colon."""
    for number in range(line, max(line - 3, -1), -1):
        match = _BARE_ENTRY.fullmatch(lines[number])
        below = next((text for text in lines[number + 1 :] if text.strip()), "")
        if match and len(below) - len(below.lstrip()) > len(match["indent"]):
            better = f"{lines[number].rstrip()}:"
            if _is_yaml([*lines[:number], better, *lines[number + 1 :]]):
                yield whole_line("text/colon-lost", lines[number], better, source.place(number, 0))


def _colon_less(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield a field with its name, a space and its value, below a line that ends what it says."""
    for number in range(line, max(line - 2, -1), -1):
        match = _COLON_LESS.fullmatch(lines[number])
        is_begun = not number or match is None or bool(_ENDED.fullmatch(lines[number - 1]))
        if match and is_begun:
            better = f"{match['start']}{match['name']}: {match['value'].translate(_STRAIGHT)}"
            if _is_yaml([*lines[:number], better]):
                yield whole_line("text/colon-form", lines[number], better, source.place(number, 0))


def _fields_merged(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield a line in which a second field begins behind a value that has an end, or by a name known here."""
    text = lines[line].partition("{")[0]  # a comma is what fields in braces lack
    names = {other.strip(" -").partition(":")[0] for other in lines}
    for match in islice(_NEXT_FIELD.finditer(text, text.find(":") + 1), _MOST_MERGED):
        if match["name"] in names or _WHOLE_VALUE.fullmatch(text[: match.start()].rstrip(" ,;")):
            values = {"better_entry": lines[line][match.start() :]}
            yield Problem(code="text/fields-merged", place=source.place(line, match.start()), values=values)


def _braces(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield fields in braces that lack a comma between them, or the closing brace."""
    for number in range(line, max(line - 2, -1), -1):
        match = _BRACES.fullmatch(lines[number])
        if match:
            fields = _GAP.sub(_comma, match["fields"].rstrip().removesuffix("}").rstrip())
            better = f"{match['start']}{{{fields}}}"
            if better != lines[number] and _is_yaml([better]):
                yield whole_line("text/braces-form", lines[number], better, source.place(number, 0))


def _comma(gap: re.Match[str]) -> str:
    """Return what belongs between two fields in braces; nothing between a comma and a field."""
    return "" if gap.string[: gap.start()].rstrip().endswith((",", "{")) and not gap[0].strip() else ", "


def _broken_line(lines: Sequence[str], line: int, source: Source) -> Problem | None:
    """Find a value that goes on in a line of its own, and write both as one."""
    for number in range(line, max(line - 2, 0), -1):
        field = _PLAIN_FIELD.fullmatch(lines[number - 1])
        rest = lines[number].strip()
        is_value = rest and ": " not in rest and not rest.endswith(":") and not rest.startswith("- ")
        if field and is_value:
            value = f"{field['value'].strip()} {rest}".strip()
            better = f"{field['key']} {quote(value)}"
            values = {"better_entry": better.lstrip(), "line": str(source.line_offset + number)}
            return Problem(code="text/line-broken", place=source.place(number, 0), values=values)
    return None


def full_width_colon(line: str, number: int, source: Source) -> Problem | None:
    """Find a field whose name ends with a full-width colon, which YAML takes for plain text."""
    match = _FULL_WIDTH.match(line)
    if match is None:
        return None
    better = f"{match['name']}: {quote(match['value'])}"
    place = source.place(number, match.start("colon"))
    return Problem(code="text/full-width-colon", place=place, values={"better": better})


def quote(value: str) -> str:
    """Return a value in double quotes, to be pasted; quotes within it become single."""
    value = value.strip()
    if value.startswith(("'", '"')):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', "'") + '"'


def _earlier_guesses(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem | None]:
    """Look for what lets YAML stumble only later: a full-width colon, quotes that end early or never."""
    for number in range(line, max(line - 2, -1), -1):
        yield full_width_colon(lines[number], number, source)
    for number in range(line, max(line - 2, -1), -1):
        yield _quotes_inside(lines[number], number, source)
    for number in range(line, max(line - 2, -1), -1):
        yield _after_quotes(lines[number], number, source)
    for number in range(line, -1, -1):
        yield _unclosed_quote(lines[number], number, source)


def _quotes_inside(line: str, number: int, source: Source) -> Problem | None:
    match = _QUOTED_VALUE.fullmatch(line)
    if match is None or match["quote"] not in match["value"].replace(_ESCAPES[match["quote"]], ""):
        return None
    value = match["value"].replace(_ESCAPES[match["quote"]], match["quote"])
    better = value.replace("\\", "\\\\").replace('"', "'")
    place = source.place(number, match.start("quote"))
    return Problem(code="text/quotes-inside", place=place, values={"better": f'{match["key"]}"{better}"'})


def _after_quotes(line: str, number: int, source: Source) -> Problem | None:
    """Find a value that goes on behind its closing quote."""
    match = _AFTER_QUOTES.fullmatch(line)
    if match is None or match["after"].strip() in ("}", "]"):
        return None
    is_whole = (
        match["after"].lstrip().startswith("(")
        or match["after"].strip() in "”’"
        or match["inside"][:1].isdigit()  # a date
    )
    value = f"{match['inside']}{match['after'].rstrip('”’')}" if is_whole else line[match.start("quote") :]
    quotes = value if is_whole else value.replace('"', "'")
    better = f'{match["key"]}"{quotes.strip()}"'
    place = source.place(number, match.start("after"))
    return Problem(code="text/after-quotes", place=place, values={"better": better})


def _other_indents(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield a line that could be read, with all the rest, if it began where one of the lines above does.

    Below a line that begins a block, it may also begin two spaces further in.
    """
    for number in (line, line - 1):
        text = lines[number].lstrip(" ") if number > 0 else ""
        if any(text.count(first) != text.count(last) for first, last in ("[]", "{}")):
            continue  # a bracket that is never closed is taken for words where the line begins further in
        previous_lines = lines[max(number - _CONTEXT_LINES, 0) : number]
        above = [*_enclosing(lines, number), *previous_lines]
        indents = _indents(above, item=text.startswith("-")) if text else {}
        if previous_lines and _BLOCK.search(previous_lines[-1]):
            indents = {f"{next(iter(indents))}  ": None}
        indent_length = len(lines[number]) - len(text)
        for indent in sorted(indents, key=lambda choice: abs(len(choice) - indent_length)):
            better = f"{indent}{text}"
            if better != lines[number] and _is_yaml([*lines[:number], better, *lines[number + 1 :]]):
                yield whole_line("text/indentation", lines[number], better, source.place(number, 0))


def _enclosing(lines: Sequence[str], line: int) -> Sequence[str]:
    """Return the lines that a line may belong to: each that begins further out than those below it."""
    enclosing: list[str] = []
    for text in reversed(lines[:line]):
        indent = len(text) - len(text.lstrip())
        if text.strip() and (not enclosing or indent < len(enclosing[0]) - len(enclosing[0].lstrip())):
            enclosing.insert(0, text)
    return enclosing


def _other_hyphens(lines: Sequence[str], line: int, source: Source) -> Iterator[Problem]:
    """Yield a line that could be read, with all the rest, with a hyphen, or without its own."""
    for number in (*range(line, max(line - _CONTEXT_LINES, -1), -1), _first_of_block(lines, line)):
        match = _INDENT.match(lines[number])
        indent = match[0] if match else ""
        begin = " " * (match.start("item") if match and match["item"] else max(len(indent) - 2, 0))
        sign = "" if match and match["item"] else "- "
        better = f"{begin}{sign}{lines[number][len(indent) :]}"
        if ": " in lines[number] and _is_yaml([*lines[:number], better, *lines[number + 1 :]]):
            yield whole_line("text/list-mixed", lines[number], better, source.place(number, 0))


def _first_of_block(lines: Sequence[str], line: int) -> int:
    """Return the number of the first line of the block that a line is in."""
    indent = len(lines[line]) - len(lines[line].lstrip())
    outer = (
        number
        for number in range(line, -1, -1)
        if lines[number].strip() and len(lines[number]) - len(lines[number].lstrip()) < indent
    )
    return min(next(outer, -1) + 1, line)


def _indents(previous_lines: Sequence[str], *, item: bool) -> dict[str, None]:
    """Return where lines begin, the nearest first; of an item of a list, where its text or its hyphen is."""
    matches = [match for line in reversed(previous_lines) if line.strip() and (match := _INDENT.match(line))]
    ends = [match.start("item") if item and match["item"] else match.end() for match in matches]
    return dict.fromkeys(" " * end for end in ends)


_GUESSES = (_other_indents, _other_hyphens)


def _is_yaml(lines: Sequence[str]) -> bool:
    from ruamel.yaml import YAML  # late: it takes long to load, and most texts have no fault
    from ruamel.yaml.error import YAMLError

    try:
        with warnings.catch_warnings(action="ignore"):  # of anchors that are named twice
            YAML(typ="safe", pure=True).compose("\n".join(lines))
    except (YAMLError, ValueError):
        return False
    return True


def _unclosed_quote(line: str, number: int, source: Source) -> Problem | None:
    match = _UNCLOSED_QUOTE.fullmatch(line)
    if match is None:
        return None
    value = match["single"] if match["quote"] is None else match["value"]
    values = {"better": f"{match['key']}{quote(value.rstrip().rstrip('”’'))}"}
    place = source.place(number, match.end("key"))
    return Problem(code="text/unclosed-quote", place=place, values=values)


def _missing_quotes(line: str, place: Place) -> Problem | None:
    """Find a value that needs quotes because of its first character or of a colon in it."""
    key, _, value = line.partition(": ")
    value = value.strip()
    link = _LINK.fullmatch(value) if key.strip(" -") == "url" else None
    better = f"{key}: {link['address'] if link else quote(value)}"
    if value.startswith((*_SIGNS, "- ")):
        values = {"better": better, "sign": value[0]}
        return Problem(code="text/unquoted-value", place=place, values=values)
    if (": " in value or value.endswith(":")) and not value.startswith(("'", '"')):
        return Problem(code="text/unquoted-colon", place=place, values={"better": better})
    return None
