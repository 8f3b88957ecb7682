"""Find what spreadsheets do to a table: other separators, empty rows and columns, words made dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from exchange.languages.language import is_language
from exchange.text.problems import Place, Problem, Replacement
from exchange.text.suggestions import answer

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".replace(" ", "|")
_DATE = re.compile(
    rf"(?i)[0-9]{{1,2}}-(?:{_MONTHS})(?:-[0-9]{{2,4}})?|(?:{_MONTHS})-[0-9]{{1,4}}"
    r"|[0-9]{1,2}[^\W\da-zA-Z] ?[0-9]{1,2}[^\W\da-zA-Z]"  # with the words for month and day
)
_BROKEN_VALUE = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)|#{4,}|[0-9]\.[0-9]+E\+[0-9]+")
_PARTS = ("id", "abbr", "definition", "avoid")
_NUMBER = re.compile(r"g([0-9]{3,5})")


def other_separator(text: str, path: str) -> Problem | None:
    """Return the problem of a table whose columns are separated by semicolons or tabs."""
    first = text.partition("\n")[0]
    for sign, rule in ((";", "termbase-semicolons"), ("\t", "termbase-tabs")):
        if sign in first and "," not in first:
            return Problem(code=f"text/{rule}", place=Place(path=path, line=1))
    return None


def without_empty_columns(columns: Sequence[str]) -> list[str]:
    """Return the names of columns without those at the end that have none."""
    names = [*columns]
    while names and not names[-1].strip():
        names.pop()
    return names


def is_empty(cells: Iterable[str | list[str] | None]) -> bool:
    """Return True if nothing is written in any cell; those beyond the last column may be in one list."""
    return not any("".join(cell).strip() for cell in cells if cell)


def renamed_columns(
    columns: Sequence[str], possible: Sequence[str], locales: Sequence[str], place: Place
) -> Problem | None:
    """Return the problem of a translated first line, with the line to write where all names are known."""
    names = {column: _likely_column(column, locales) for column in columns if column not in possible}
    if all(any(map(is_language, {*column.split("_")} - {*locales})) for column in names):
        return None  # columns of another language, each called as it should be
    better = [names.get(column, column) for column in columns]
    if len(names) < 2 or not any(names.values()):
        return None
    values, replacement = {"columns": ", ".join(names)}, None
    if {*better} <= {*possible} and len({*better}) == len(better):
        values["better_entry"] = ",".join(better)
        replacement = Replacement(text=values["better_entry"])
    return Problem(
        code="text/termbase-columns-renamed",
        place=replace(place, column=1),
        end=replace(place, column=len(",".join(columns)) + 1),
        values=values,
        replacement=replacement,
    )


def _likely_column(column: str, locales: Sequence[str]) -> str:
    """Return the column that a translated name such as `abbreviation` means, else an empty text."""
    parts = {"language": "", "part": ""}
    for word in re.findall(r"\w+", column.replace("_", " ")):
        for kind, options in (("language", locales), ("part", _PARTS)):
            if choice := answer(f"column-{kind}", word, options):
                parts[kind] = choice.write
    if parts["part"] in ("", "id"):
        return parts["part"] or parts["language"]
    return f"{parts['part']}_{parts['language']}"


def changed_cells(cells: Mapping[str, str], columns: Iterable[str], place: Place) -> Iterator[Problem]:
    """Yield cells that a spreadsheet has changed: dates in some columns, failed formulas in any."""
    names = frozenset(columns)
    for column, text in cells.items():
        if _BROKEN_VALUE.fullmatch(text) or (column in names and _DATE.fullmatch(text)):
            values = {"text": text, "column": column}
            yield Problem(code="text/term-cell-changed", place=place, values=values)


def next_id(ids: Iterable[str]) -> str:
    """Return the id after the highest that is used."""
    numbers = [int(match[1]) for term_id in ids if (match := _NUMBER.fullmatch(term_id))]
    return f"g{max(numbers, default=0) + 1:03}"
