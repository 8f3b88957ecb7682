"""The termbase: one concept a row, its name, abbreviation and definition in each language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitekit.problems import ContentProblems, Place, Problem

_ID = re.compile(r"g[0-9]{3,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept. Each mapping goes from locale to text; an absent abbreviation is an empty text."""

    id: str
    names: Mapping[str, str]
    abbreviations: Mapping[str, str]
    definitions: Mapping[str, str]
    avoid: Mapping[str, tuple[str, ...]]


def read_terms(text: str, *, path: str, locales: Sequence[str]) -> tuple[Term, ...]:
    """Return the terms of a CSV file (RFC 4180, UTF-8) with columns `id`, and per locale its name, `abbr_`,
    `definition_` and `avoid_` (alternatives separated by semicolons).

    Raises ContentProblems with every row that has no name, no definition, an id used before or a cell
    too many.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    try:
        return _read_rows(rows, path=path, locales=locales)
    except csv.Error as error:
        place = Place(path=path, line=rows.line_num)
        raise ContentProblems([Problem(code="sitekit/termbase-not-csv", place=place)]) from error


def _read_rows(rows: csv.DictReader[str], *, path: str, locales: Sequence[str]) -> tuple[Term, ...]:
    absent = [column for column in _columns(locales) if column not in (rows.fieldnames or ())]
    place = Place(path=path, line=1)
    if absent:
        values = {"columns": ", ".join(absent)}
        raise ContentProblems([Problem(code="sitekit/termbase-columns", place=place, values=values)])
    problems: list[Problem] = []
    terms: dict[str, Term] = {}
    for row in rows:
        place = Place(path=path, line=rows.line_num)
        if None in row:
            problems.append(Problem(code="sitekit/term-cells", place=place))
            continue
        term = _term(row, locales)
        problems += _row_problems(term, place, terms, locales)
        terms[term.id] = term
    if problems:
        raise ContentProblems(problems)
    return tuple(terms.values())


def _columns(locales: Sequence[str]) -> list[str]:
    return ["id", *(prefix + code for code in locales for prefix in ("", "abbr_", "definition_", "avoid_"))]


def _term(row: Mapping[str, str | None], locales: Sequence[str]) -> Term:
    def column(prefix: str) -> dict[str, str]:
        return {code: (row[prefix + code] or "").strip() for code in locales}

    avoid = {code: tuple(_alternatives(text)) for code, text in column("avoid_").items()}
    return Term(
        id=(row["id"] or "").strip(),
        names=column(""),
        abbreviations=column("abbr_"),
        definitions=column("definition_"),
        avoid=avoid,
    )


def _alternatives(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _row_problems(
    term: Term, place: Place, before: Mapping[str, Term], locales: Sequence[str]
) -> list[Problem]:
    problems = []
    if not _ID.fullmatch(term.id) or term.id in before:
        problems.append(Problem(code="sitekit/term-id", place=place, values={"id": term.id}))
    for code in locales:
        if not term.names[code] or not term.definitions[code]:
            values = {"id": term.id, "locale": code}
            problems.append(Problem(code="sitekit/term-incomplete", place=place, values=values))
    return problems
