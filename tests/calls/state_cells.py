"""Every state of a call by how sure its dates are: records, what they must show, and the page that says so.

`python -m tests.calls.state_cells docs/call-states.md` writes the page.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.calls.samples import changed, utc

from exchange.calls.model.status import State

NOW = utc(2026, 11, 28, 12)
_STAGE = "  - id: full\n    kind: full\n    opens: 2026-09-01\n    closes: 2026-10-22 17:00 Europe/London\n"
_KOREA = "  - {side: KR, funder: two}\n"
_AHEAD = ("2027-03-17 13:00 Europe/London", "2027-03-17", "2027-03", "2027-Q2", "2027-H2", "tbc", "none")
_BEHIND = ("2026-10-22 17:00 Europe/London", "2026-10-22", "2026-10", "2026-Q3", "2025-H1", "tbc", "none")
PRECISIONS = ("time", "day", "month", "quarter", "half-year", "`tbc`", "`none`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One situation: what is written with a date in `{date}`, and what each precision of it must show.

    A cell is a state, with a star where `kx check` points the date out, or `-` where the record is refused.
    """

    title: str
    dates: tuple[str, ...]
    stage: str
    cells: str
    lifecycle: str = "announced"
    changes: str = ""


_FULL = "  - {id: full, kind: full, opens: %s, closes: %s}\n"
_INVITED = (
    "  - {id: outline, kind: outline, opens: 2026-07-01, closes: 2026-09-16 13:00 Europe/London}\n"
    "  - {id: full, kind: full, invite_only: yes, opens: 2026-11-02, closes: {date}}\n"
)
_SOON = ("2026-12-05 13:00 Europe/London", "2026-12-05", "2026-12", "2026-Q4", "2026-H2", "tbc", "none")
ROWS = (
    Row(
        title="announced, opens ahead",
        dates=_AHEAD,
        stage=_FULL % ("{date}", "2028-03-31"),
        cells="forecast forecast forecast forecast forecast forecast* -",
    ),
    Row(
        title="announced, the opening has passed",
        dates=_BEHIND,
        stage=_FULL % ("{date}", "2028-03-31"),
        cells="open open forecast* forecast* forecast* forecast* -",
    ),
    Row(
        title="forecast (`planned`)",
        dates=_AHEAD,
        stage=_FULL % ("{date}", "tbc"),
        cells="forecast forecast forecast forecast forecast forecast -",
        lifecycle="planned",
    ),
    Row(
        title="open, closes later",
        dates=_AHEAD,
        stage=_FULL % ("2026-09-01", "{date}"),
        cells="open open open open open open* rolling",
    ),
    Row(
        title="open, closes in a week",
        dates=_SOON,
        stage=_FULL % ("2026-09-01", "{date}"),
        cells="closing-soon closing-soon closing-soon* closing-soon* closing-soon* open* rolling",
    ),
    Row(
        title="second stage open to those invited",
        dates=_AHEAD,
        stage=_INVITED,
        cells="invited-only invited-only invited-only invited-only invited-only invited-only* invited-only",
    ),
    Row(
        title="paused",
        dates=_AHEAD,
        stage=_FULL % ("2026-09-01", "{date}"),
        cells="paused paused paused paused paused paused* paused",
        changes="  - {at: 2026-11-20, kind: paused}\n",
    ),
    Row(
        title="open again after a pause",
        dates=_AHEAD,
        stage=_FULL % ("2026-09-01", "{date}"),
        cells="open open open open open open* rolling",
        changes="  - {at: 2026-11-20, kind: paused}\n  - {at: 2026-11-21, kind: reopened}\n",
    ),
    Row(
        title="closed",
        dates=_BEHIND,
        stage=_FULL % ("2024-09-01", "{date}"),
        cells="closed closed closed closed closed open* rolling",
    ),
    Row(
        title="paused, then over",
        dates=_BEHIND,
        stage=_FULL % ("2024-09-01", "{date}"),
        cells="closed closed closed closed closed paused* paused",
        changes="  - {at: 2026-11-20, kind: paused}\n",
    ),
    Row(
        title="decided (`awarded`)",
        dates=_BEHIND,
        stage=_FULL % ("2024-09-01", "{date}"),
        cells="awarded awarded awarded awarded awarded awarded awarded",
        lifecycle="awarded",
    ),
    Row(
        title="decided, `results` with `funded: 0`",
        dates=_BEHIND,
        stage=_FULL % ("2024-09-01", "{date}"),
        cells=" ".join(["no-award"] * 7),
        lifecycle="awarded\nresults: {applied: 11, funded: 0}",
    ),
    Row(
        title="decided, `results` not written yet",
        dates=_BEHIND,
        stage=_FULL % ("2024-09-01", "{date}"),
        cells=" ".join(["awarded"] * 7),
        lifecycle="awarded\nresults: {applied: 11}",
    ),
    Row(
        title="cancelled",
        dates=_AHEAD,
        stage=_FULL % ("2026-09-01", "{date}"),
        cells="cancelled cancelled cancelled cancelled cancelled cancelled cancelled",
        lifecycle="cancelled",
        changes="  - {at: 2026-11-20, kind: cancelled}\n",
    ),
)


def record(row: Row, date: str, *, sides: int) -> str:
    """Return the record of a cell, for one side or for both."""
    alone = ((_KOREA, ""),) if sides == 1 else ()
    return changed(
        (_STAGE, row.stage.replace("{date}", date)),
        ("lifecycle: announced", f"lifecycle: {row.lifecycle}"),
        ("kind: added}\n", f"kind: added}}\n{row.changes}"),
        ("checked: 2026-08-01", "checked: 2026-11-20"),
        *alone,
    )


def expected(cell: str) -> tuple[State | None, bool]:
    """Return the state that a cell says, and whether the check points something out."""
    name = cell.removesuffix("*")
    return (None if name == "-" else State(name)), cell.endswith("*")


def page() -> str:
    """Return the page as Markdown."""
    lines = [
        "# The states of a call",
        "",
        "<!-- Written by `python -m tests.calls.state_cells docs/call-states.md`, under test. -->",
        "",
        "How far a call is, by what is written of the date that decides it: its opening in the first three",
        f"rows, its deadline in the others. Each cell is tested with one side and both, on {NOW:%-d %B %Y}.",
        "A star: `kx check` asks the editor for the date. A dash: the record is refused with a way out.",
        "",
        f"| | {' | '.join(PRECISIONS)} |",
        f"|{'---|' * (len(PRECISIONS) + 1)}",
        *(f"| {row.title} | {' | '.join(row.cells.split())} |" for row in ROWS),
        "",
        "- **A day without a time** ends with the day of its own side; a call for both sides is then closed",
        "  for one some hours before the other.",
        "- **About when** (a month, a quarter, a half-year): an opening does not open the call, since nobody",
        "  knows the day; a deadline is near from two weeks before its first day, and over after its last.",
        "- **Rounds**: the call is open, or about to close, by the next cut-off. After the last it is",
        "  expected until the month that past rounds suggest, or `next_expected` names; then it is closed.",
        "- **An event without a firm date** (`tbc`, words, a month that is expected) is to come while what",
        "  it comes after goes on; then its date is not known, or still expected. It is past once what is",
        "  sure to follow it has begun, once the awards are known, or a year on: a start in two, the end of",
        "  an award in as many more as that lasts.",
        "- **Sides that differ**: each side has its own state; the call shows the most urgent of them.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
