"""No cell that we write is run, by whatever sign a program divides the table; others stay as they are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.spreadsheets import is_formula, safe_cell

RUN = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', '" =1',
    "\u00a0=1",
    "＝1+1", "＋1+x", "－x", "＠SUM(A1)", "−x", ";=",
    "a;=HYPERLINK(\"//evil.example\")", "a\t=1", "a|=1", "a\n=1+1", "\n=1",
    "a\r\n@x", 'a;"=1"', "a; =x(1)", "a;+cmd|'x'!A0", "a\n-f(1)", "a;＝x", "\u3000=1", "\ufeff=1",
)  # fmt: skip
TEXT = (
    "a", "-5.2", "+44 20 7946 0000", "-", "a=b", "a; b", "x@y.example", "1 + 1", "R&D", "'=1", "- 5",
    "one\n- two\n- three", "a; - b", "a | b", "p < 0.05", "", "“=1”", "동의; 철회",
)  # fmt: skip


@pytest.mark.parametrize("cell", RUN)
def test_what_would_be_run_is_known(cell: str) -> None:
    """In any script, behind blanks, quotation marks and separators."""
    assert is_formula(cell)
    assert not is_formula(safe_cell(cell)) or cell[0] in "\t\r"


@pytest.mark.parametrize("cell", [cell for cell in TEXT if cell != "- 5"])
def test_ordinary_cells_stay(cell: str) -> None:
    """Numbers, telephone numbers, lists, addresses."""
    assert not is_formula(cell)
    assert safe_cell(cell) == cell


def _is_run(cell: str) -> bool:
    """Return True if a program could run a cell; written apart from the code, and stricter."""
    text = cell.strip(' "\u00a0\u3000\ufeff')
    return text.startswith(("=", "@", "＝", "＠")) and len(text) > 1 and not text[1].isspace()


@given(
    st.lists(st.text(st.sampled_from("=+-@＝;|a1(! \"'\t,"), max_size=8), min_size=1, max_size=4),
    st.sampled_from(",;\t|"),
)
def test_no_reader_finds_a_formula(cells: list[str], separator: str) -> None:
    """Read back by each separator; by the right one the texts are the same but for apostrophes."""
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(cell.replace("\t", " ")) for cell in cells])
    rows = list(csv.reader(io.StringIO(text.getvalue()), delimiter=separator))
    assert not [cell for row in rows for cell in row if _is_run(cell)]
