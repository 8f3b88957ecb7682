"""Write what was found in a page as a line of JSON, and read it back, between processes and runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from exchange.rules.examination import Examined
from exchange.rules.page_facts import Facts, Target
from exchange.text.problems import Place, Problem, Replacement, Severity
from exchange.text.sections import Section

_MODE = "surrogatepass"  # a page may hold what stands for bytes that are no UTF-8
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

DAMAGED = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What reading a line raises that was not written here, or not all of it."""


class Remembered(NamedTuple):
    """One page: the digest of its bytes, what was found, and its line of the file if it came from there."""

    digest: str
    examined: Examined
    line: str = ""


def written_line(path: str, one: Remembered) -> str:
    """Return a page's line of the file."""
    found = one.examined
    return _WRITER.encode([path, one.digest, _facts_out(found.facts), _problems_out(found.problems)])


def remembered(line: str) -> tuple[str, Remembered]:
    """Return the page of a line, by its path."""
    path, own, facts, problems = json.loads(line)
    return path, Remembered(own, _examined(path, facts, problems), line)


def problems_text(problems: Iterable[Problem]) -> str:
    """Return problems of one file as one line of JSON; an empty text where there are none."""
    written = _problems_out(problems)
    return _WRITER.encode(written) if written else ""


def problems_from(text: str, path: str) -> tuple[Problem, ...]:
    """Return the problems that `problems_text` wrote, of the file at `path`."""
    return _problems_in(path, json.loads(text)) if text else ()


def _place_out(place: Place) -> list[int]:
    return [place.line, place.column]


def _facts_out(facts: Facts) -> dict[str, Any]:
    plain = {
        name: getattr(facts, name)
        for name in (
            "locale",
            "name",
            "readable",
            "title",
            "kind",
            "original",
            "id",
            "checked",
            "published",
            "rechecks",
        )
    }
    return plain | {
        "fields": [[name, _place_out(place)] for name, place in facts.fields],
        "sections": [[one.level, one.title, one.line, one.id] for one in facts.sections],
        "anchors": facts.anchors,
        "links": facts.links,
        "images": facts.images,
        "dates": facts.dates,
        "days": facts.days,
        "footnotes": facts.footnotes,
    }


def _problems_out(problems: Iterable[Problem]) -> list[list[Any]]:
    return [
        [
            problem.code,
            _place_out(problem.place),
            dict(problem.values),
            problem.severity.value,
            _place_out(problem.end) if problem.end else None,
            asdict(problem.replacement) if problem.replacement else None,
        ]
        for problem in problems
    ]


def _examined(path: str, facts: dict[str, Any], problems: list[list[Any]]) -> Examined:
    def place(numbers: list[int]) -> Place:
        return Place(path=path, line=int(numbers[0]), column=int(numbers[1]))

    read = Facts(
        path=path,
        fields=tuple((name, place(numbers)) for name, numbers in facts.pop("fields")),
        sections=tuple(
            Section(level=one[0], title=one[1], line=one[2], id=one[3]) for one in facts.pop("sections")
        ),
        links=tuple(map(Target._make, facts.pop("links"))),
        images=tuple(map(Target._make, facts.pop("images"))),
        anchors=tuple(facts.pop("anchors")),
        dates=tuple(facts.pop("dates")),
        days=tuple(facts.pop("days")),
        footnotes=tuple(facts.pop("footnotes")),
        **facts,
    )
    return Examined(facts=read, problems=_problems_in(path, problems))


def _problems_in(path: str, written: list[list[Any]]) -> tuple[Problem, ...]:
    def place(numbers: list[int]) -> Place:
        return Place(path=path, line=int(numbers[0]), column=int(numbers[1]))

    return tuple(
        Problem(
            code=code,
            place=place(where),
            values=values,
            severity=Severity(severity),
            end=place(end) if end else None,
            replacement=Replacement(**replacement) if replacement else None,
        )
        for code, where, values, severity, end, replacement in written
    )
