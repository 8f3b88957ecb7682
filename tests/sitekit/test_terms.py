"""Terms: the termbase as a CSV file that people edit."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.problems import ContentProblems
from sitekit.terms import Term, read_terms

LOCALES = ("en", "ko")
COLUMNS = ["id", "en", "ko", "abbr_en", "abbr_ko", "definition_en", "definition_ko", "avoid_en", "avoid_ko"]
ROW = ["g001", "consent", "동의", "", "", "A yes.", "허락.", "", ""]
TERMBASE = Path(__file__).parents[2] / "content" / "glossary.csv"

words = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=";"), min_size=1, max_size=9)
terms = st.builds(
    Term,
    id=st.integers(100, 99_999).map(lambda number: f"g{number}"),
    names=st.fixed_dictionaries({"en": words, "ko": words}),
    abbreviations=st.fixed_dictionaries({"en": words | st.just(""), "ko": words | st.just("")}),
    definitions=st.fixed_dictionaries({"en": words, "ko": words}),
    avoid=st.fixed_dictionaries(dict.fromkeys(LOCALES, st.lists(words, max_size=2).map(tuple))),
)


def csv_text(*rows: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def written(term: Term) -> list[str]:
    both = [[part[code] for code in LOCALES] for part in (term.names, term.abbreviations, term.definitions)]
    return [term.id, *both[0], *both[1], *both[2], *("; ".join(term.avoid[code]) for code in LOCALES)]


def faults(text: str) -> list[tuple[str, int]]:
    with pytest.raises(ContentProblems) as raised:
        read_terms(text, path="glossary.csv", locales=LOCALES)
    return [(problem.rule, problem.place.line) for problem in raised.value.problems]


@given(st.lists(terms, unique_by=lambda term: term.id, max_size=4), st.sampled_from(["", "\ufeff"]))
def test_what_is_written_is_read(written_terms: list[Term], mark: str) -> None:
    """Terms come back as they were written, in order, also from a file that Excel has marked."""
    text = mark + csv_text(COLUMNS, *(written(term) for term in written_terms))
    assert list(read_terms(text, path="x.csv", locales=LOCALES)) == written_terms


def test_absent_columns_are_named_all_at_once() -> None:
    """A termbase without a column cannot be read; the way out names every one."""
    with pytest.raises(ContentProblems) as raised:
        read_terms("id,en,ko\n", path="x.csv", locales=LOCALES)
    (problem,) = raised.value.problems
    assert problem.values["columns"] == "abbr_en, definition_en, avoid_en, abbr_ko, definition_ko, avoid_ko"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["g001", *ROW[1:]], [("term-id", 3)]),
        (["x1", *ROW[1:]], [("term-id", 3)]),
        (["", *ROW[1:]], [("term-id", 3)]),
        (["g002", "", *ROW[2:]], [("term-incomplete", 3)]),
        (["g002", "consent", "동의", "", "", "A yes."], [("term-incomplete", 3)]),
    ],
)
def test_a_faulty_row_is_named_by_its_line(row: list[str], expected: list[tuple[str, int]]) -> None:
    """An id used twice or malformed, and a row that lacks a name or definition, are problems."""
    assert faults(csv_text(COLUMNS, ROW, row)) == expected


def test_rows_after_a_line_break_in_a_cell_keep_their_line() -> None:
    """A quoted cell of two lines does not shift the lines of what follows."""
    two_lines = ["g002", "a", "b", "", "", "one\ntwo", "c", "", ""]
    assert faults(csv_text(COLUMNS, ROW, two_lines, ["x", *ROW[1:]])) == [("term-id", 5)]


def test_a_row_with_too_many_cells_is_a_problem() -> None:
    """A comma that was not quoted moves every cell after it; the row is refused, not read askew."""
    row = ["g002", "consent, informed", *ROW[2:]]
    assert faults(f"{csv_text(COLUMNS, ROW)}{','.join(row)}\n") == [("term-cells", 3)]


def test_the_projects_own_termbase_is_complete() -> None:
    """All concepts of content/glossary.csv are read, each with an id of its own."""
    found = read_terms(TERMBASE.read_text(encoding="utf-8"), path="glossary.csv", locales=LOCALES)
    assert len(found) >= 216
