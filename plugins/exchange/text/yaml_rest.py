"""Read what can be read of a YAML text with faults, so that no fault hides the others."""

from __future__ import annotations

import re

from exchange.text.problems import SEARCH_LIMIT, ContentProblems, Problem
from exchange.text.yaml_text import LOST, Node, read_yaml

_MOST_ROUNDS = 12  # each reads the text once; who makes more mistakes of this kind reads the rest afterwards
_KEY = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+:(?=\s)")
_BEGINNING = re.compile(r"[ ]*(?:-[ ]+)*")
_UNCLEAR = frozenset(
    {"text/conflict", "text/fields-merged", "text/not-yaml", "text/too-deep", "text/too-many-parts"}
)
"""Problems after which nobody can tell what the rest is."""

_OF_ONE_LINE = frozenset({"text/unquoted-value", "text/unquoted-colon", "text/unquoted-hash"})
"""Problems that follow from no other line."""


def read_rest(text: str, *, path: str, problems: list[Problem], line_offset: int = 0) -> Node | None:
    """Return the tree of a YAML text, of one with faults as if each line were as the answer to it says.

    Where the answer is a guess, the value of the field is `LOST`. Every fault is added to `problems`. None
    where the rest cannot be told either.
    """
    lines = text.split("\n")
    touched: set[int] = set()
    for _ in range(_MOST_ROUNDS):
        try:
            return read_yaml("\n".join(lines), path=path, line_offset=line_offset)
        except ContentProblems as error:
            faults = {problem.place.line - line_offset - 1: problem for problem in error.problems}
            around = {near for number in touched for near in (number - 1, number, number + 1)}
            if not touched:
                problems += error.problems
            elif any(problem.code in _UNCLEAR for problem in error.problems):
                return None
            else:  # what is next to a line that was mended may follow from it
                problems += [
                    problem
                    for number, problem in faults.items()
                    if number not in around or problem.code in _OF_ONE_LINE
                ]
            if len(problems) >= SEARCH_LIMIT or not touched.isdisjoint(faults):
                return None
            if not all(_mend(lines, *fault) for fault in faults.items()):
                return None
            touched |= faults.keys()
    return None


def _mend(lines: list[str], number: int, problem: Problem) -> bool:
    """Write a line as it was meant, or without its value; return False where it cannot be told."""
    if problem.code in _UNCLEAR or not 0 <= number < len(lines):
        return False
    line = lines[number]
    if problem.code == "text/in-fence":
        for fence in problem.values["lines"].split(", "):
            lines[int(fence) - 1] = ""
    elif problem.code == "text/line-broken":
        key = _KEY.match(lines[number - 1])
        lines[number - 1 : number + 1] = [f"{key[0] if key else ''} {LOST}", ""]
    elif problem.replacement:
        lines[number] = problem.replacement.text
    elif problem.code == "text/unclosed-quote":
        lines[number] = problem.values["better"]
    elif problem.code == "text/full-width-colon" and (beginning := _BEGINNING.match(line)):
        lines[number] = f"{beginning[0]}{problem.values['better']}"
    else:
        key = _KEY.match(line)
        lines[number] = f"{key[0]} {LOST}" if key else ""
    return True
