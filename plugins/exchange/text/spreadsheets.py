"""Know which cells of a table a spreadsheet program runs, and write others so that it runs none.

A program divides a table by the sign of its own language, whatever the table was written with: what stands
behind a semicolon, a tab or a line end inside a cell is the beginning of a cell to it (OWASP: CSV injection).
"""

from __future__ import annotations

import re

_IGNORED_CHARACTERS = ' \u00a0\u3000"\ufeff'  # at the beginning of a cell
_FORMULA = re.compile(r"[=@＝＠\t\r]|[+\-＋－−](?![0-9][0-9,. %]*$|$)")
_INNER_FORMULA = re.compile(
    rf"(?P<separator>[;\t|\r\n])(?=[{_IGNORED_CHARACTERS}]*(?:[=@＝＠](?!\s)|[+\-＋－−].*[(|!]))",
    re.MULTILINE,
)
"""Where a part of a cell begins that would be run; a list of remarks may be written with hyphens there."""


def is_formula(cell: str) -> bool:
    """Return True if a spreadsheet would run a cell, or a part of it behind another separator."""
    begins = _FORMULA.match(cell) or _FORMULA.match(cell.lstrip(_IGNORED_CHARACTERS))
    return bool(begins or _INNER_FORMULA.search(cell))


def safe_cell(cell: str) -> str:
    """Return a cell with an apostrophe before each part that would be run: programs show the rest as text."""
    begins = _FORMULA.match(cell) or _FORMULA.match(cell.lstrip(_IGNORED_CHARACTERS))
    return _INNER_FORMULA.sub(r"\g<separator>'", f"'{cell}" if begins else cell)
