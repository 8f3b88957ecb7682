"""One model for everything that is wrong with content: place, fault and way out, in any language."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from string import Formatter
from types import ModuleType
from typing import Any
from unicodedata import category

from exchange.languages.language import FALLBACK
from exchange.languages.language import language as language_of
from exchange.text.suggestions import sentences

_PART = re.compile(r"\[\[(?P<part>.+?)\]\](?P<space> ?)")

_LONGEST_VALUE, _LONGEST_ENTRY = 200, 4_000  # characters
SEARCH_LIMIT, _LIST_LIMIT = 1_000, 25  # problems of one rule in one file; more teach nothing
REMAINDER = "text/more"
"""The code of what stands for all problems of a rule in a file that are not shown."""
_LONG_VALUES = ("entry", "options", "known")  # a line to copy, and all there is to choose from


class Severity(Enum):
    """How much a problem matters to publishing."""

    ERROR = "error"  # may not be published: the build stops
    WARNING = "warning"  # may be published; it is reported to the author


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in the content: a path from the project's root, a line and a column, both from 1 (0: unknown).

    Columns count Unicode code points; formats that count otherwise convert from these.
    """

    path: str
    line: int = 0
    column: int = 0

    @classmethod
    def at(cls, offset: int, text: str, *, path: str, first_line: int = 1) -> Place:
        """Return the place of an offset in a text that begins at a line of a file."""
        line_start = text.rfind("\n", 0, offset) + 1
        line = first_line + text.count("\n", 0, offset)
        return cls(path=path, line=line, column=offset - line_start + 1)

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([visible(self.path), *numbers])


def visible(text: str) -> str:
    """Return a text for one line of a terminal or log: nothing in it moves the cursor or begins a command."""
    if text.isprintable():
        return text
    return "".join(map(_visible_letter, text))


def is_readable(line: str) -> bool:
    """Return True if a line is free of control, bidirectional and other invisible format characters.

    All spaces of Unicode may be in it (category Zs): French sets a no-break space before a colon, and
    office programs leave wide ones.
    """
    return line.isprintable() or all(_visible_letter(letter) in (letter, " ") for letter in line)


def _visible_letter(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if category(letter) == "Zs" else "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What to put in place of the text between a problem's `place` and its `end`.

    Only what is exact is a replacement: the problem is gone afterwards and the meaning is the same. Tools
    offer it and `kx check --fix` writes it. A guess is in the words of a problem and nowhere else.
    """

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong. `code` is `<package>/<rule>` and never changes once published.

    `end` is the place behind the last character that is wrong; without it only the beginning is known. A
    value whose name ends in `entry` is a line to copy, in `options` or `known` all there is to choose from:
    it may be 4,000 characters long, others 200.
    """

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    end: Place | None = None
    replacement: Replacement | None = None

    @property
    def package(self) -> str:
        """The plugin whose messages explain this problem."""
        return self.code.partition("/")[0]

    @property
    def rule(self) -> str:
        """The name of the broken rule within its plugin."""
        return self.code.partition("/")[2]


class ContentProblems(Exception):
    """Raised once with every problem found, so that an author sees them all together.

    `rest` is what is sound of what was read, if anything is: other faults are found with it.
    """

    def __init__(self, problems: Iterable[Problem], rest: Any = None) -> None:
        self.problems = in_order(problems)
        self.rest = rest
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(explain(problem, FALLBACK) for problem in shorten_list(self.problems))


def _order_of(problem: Problem) -> tuple[object, ...]:
    is_of_file = not problem.place.line and problem.severity is Severity.WARNING
    place = problem.place
    return place.path, is_of_file, place.line, place.column, problem.code, sorted(problem.values.items())


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, code and values: the order never depends on who found them.

    Warnings about a whole file come behind what is said of its lines.
    """
    return tuple(sorted(problems, key=_order_of))


def limit_search(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of one file until a rule is broken for the thousandth time."""
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.code] += 1
        yield problem
        if counts[problem.code] == SEARCH_LIMIT:
            return


def shorten_list(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that are shown: of each rule the first in a file, and how many more there are."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in in_order(problems):
        groups.setdefault((problem.place.path, problem.code), []).append(problem)
    return in_order(problem for group in groups.values() for problem in _first(group))


def _first(group: Sequence[Problem]) -> Iterator[Problem]:
    yield from group[:_LIST_LIMIT]
    rest = group[_LIST_LIMIT:]
    if rest:
        end = f"{SEARCH_LIMIT:,}" if len(group) >= SEARCH_LIMIT else ""
        values = {"count": f"{len(rest):,}", "rule": rest[0].code, "end": end}
        is_error = any(problem.severity is Severity.ERROR for problem in rest)
        severity = Severity.ERROR if is_error else Severity.WARNING
        yield Problem(code=REMAINDER, place=rest[0].place, values=values, severity=severity)


@cache
def messages(package: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the `fault` and `way_out` of each rule of a package, in one language.

    They are in `messages/<language>.json` of the package, or in the modules of its rules (`rule_words.py`).
    A part in double brackets, `[[Did you mean '{best}'?]]`, is said only where all its values are known.
    """
    texts: dict[str, Mapping[str, str]] = {}
    source = _messages(package) / f"{language}.json"
    if source.is_file():
        texts |= json.loads(source.read_text(encoding="utf-8"))
    if rule_words := _rule_words(package):
        texts |= rule_words.words(language)
    return texts


@cache
def message_languages(package: str = "text") -> tuple[str, ...]:
    """Return the languages in which a package explains its problems, sorted."""
    folder, rule_words = _messages(package), _rule_words(package)
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    languages = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return tuple(sorted(languages | (rule_words.word_languages() if rule_words else set())))


def _messages(package: str) -> Traversable:
    return resources.files("exchange") / package / "messages"


def _rule_words(package: str) -> ModuleType | None:
    """Return the module `rule_words` of a package whose rules carry their own words, else None.

    It is imported when a problem is explained: what finds no problem needs no words.
    """
    name = f"exchange.{package}.rule_words"
    return import_module(name) if find_spec(name) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A problem in words: what is wrong, and what to do about it."""

    fault: str
    way_out: str


def explanation(problem: Problem, language: str) -> Explanation:
    """Return a problem in the words of a language, each part on one line."""
    wording = messages(problem.package, language)[problem.rule]
    values = {
        name: _one_line(value, limit=_LONGEST_ENTRY if name.endswith(_LONG_VALUES) else _LONGEST_VALUE)
        for name, value in problem.values.items()
    }
    by_hand = sentences(language)[values["answer"]] if values.get("answer") else ""
    return Explanation(
        fault=_fill(wording["fault"], values, language),
        way_out=_fill(f"{by_hand} {wording['way_out']}", values, language),
    )


def _fill(text: str, values: Mapping[str, str], code: str) -> str:
    """Return a message with its values; a part in double square brackets only where it has all of its own."""

    def part(match: re.Match[str]) -> str:
        names = [name for _, name, _, _ in Formatter().parse(match["part"]) if name]
        return f"{match['part']}{match['space']}" if all(values.get(name) for name in names) else ""

    return language_of(code).fill(_PART.sub(part, text).strip(), values)


def explain(problem: Problem, language: str) -> str:
    """Return `place: fault way-out [code]` in a language, for one line of a terminal or log."""
    words = explanation(problem, language)
    return f"{problem.place}: {words.fault} {words.way_out} [{problem.code}]"


def _one_line(value: str, *, limit: int) -> str:
    """Make a hostile value safe to print: no line breaks, no control characters, not longer than `limit`."""
    text = visible(value.replace("\n", " "))
    return text if len(text) <= limit else text[: limit - 1] + "…"
