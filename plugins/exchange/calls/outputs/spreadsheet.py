"""Write all calls as CSV (RFC 4180) for a spreadsheet: a row for each dated stage, and one for each fact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from exchange.calls.model import zones
from exchange.calls.model.call import Call, Exact, Moment, Stage
from exchange.calls.model.moments import write_moment
from exchange.calls.model.status import StageState, Status
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.reading.writing import all_fields
from exchange.calls.views.wording import Wording
from exchange.text.spreadsheets import safe_cell

FOLDER = "data"
FACTS_PATH = f"{FOLDER}/call-facts.csv"


def csv_path(wording: Wording) -> str:
    """Return where the table of a language is, below the site's root."""
    return f"{FOLDER}/{wording.code}/calls.csv"


def calls_csv(calls: Sequence[Call], statuses: Mapping[str, Status], wording: Wording) -> bytes:
    """Return the table. It begins with a byte order mark, which spreadsheets need."""
    rows = (row for call in calls for row in _rows(call, statuses[call.id], wording))
    return _table(_header(wording), rows)


def facts_csv(calls: Sequence[Call]) -> bytes:
    """Return every field of every call, one a row, by the names of a record: `budget.parts.1.name.en`.

    An entry of a list is named by its `id`, or else by its number.
    """
    rows = ([call.id, name, text] for call in calls for name, text in _facts("", all_fields(call)))
    return _table(["id", "field", "value"], rows)


def _facts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the fields of a part of a record, each with the names of what it is in."""
    match value:
        case Mapping():
            entries = list(value.items())
        case list():
            entries = [(_entry_name(entry, number), entry) for number, entry in enumerate(value, 1)]
        case _:
            yield name, value
            return
    for inner, entry in entries:
        yield from _facts(f"{name}.{inner}" if name else inner, entry)


def _entry_name(entry: Any, number: int) -> str:
    return entry.get("id", str(number)) if isinstance(entry, Mapping) else str(number)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(one_line(cell)) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode("utf-8")


def _header(wording: Wording) -> list[str]:
    columns = ["id", "title", "state", "stage", "kind", "side", "basis", "opens", "closes"]
    clocks = [f"closes {zone}" for zone in wording.settings.zones]
    return [*columns, *clocks, "per award", "reference", "funders", "url", "stage state"]


def _rows(call: Call, status: Status, wording: Wording) -> Iterator[list[str]]:
    for stage in call.dated_parts:
        opens, closes = _ends(stage)
        yield [
            call.id,
            wording.words(call.title),
            wording.state(status.state),
            wording.stage_name(stage, call.kind),
            wording.kind_name(stage, call.kind),
            wording.side(stage.side),
            stage.basis.value,
            _moment_text(opens),
            _moment_text(closes),
            *(_on_clock(closes, zone) for zone in wording.settings.zones),
            "; ".join(_per_award(call, stage.side, wording)),
            "; ".join(filter(None, (call.reference, *(side.reference for side in call.sides)))),
            "; ".join(wording.words(funder.name) for funder in call.funders),
            wording.settings.page_url(wording.code, call.id),
            _stage_state(call, stage, status, wording),
        ]


def _per_award(call: Call, side: str | None, wording: Wording) -> Iterator[str]:
    """Yield what one award pays, in all and on the sides that a stage is for."""
    for amount in call.budget.per_award if call.budget else ():
        yield wording.amount(amount, in_digits=True)
    for call_side in call.sides:
        if call_side.budget is not None and side in (None, call_side.side):
            yield from (
                wording.of_side(call_side.side, wording.amount(amount, in_digits=True))
                for amount in call_side.budget.per_award
            )


def _stage_state(call: Call, stage: Stage, status: Status, wording: Wording) -> str:
    """Return how far a stage is: one side may be over while the other is open."""
    words = "stage" if stage.applying else "event"
    state = None if call.cancelled(stage.id) else status.stages.get(stage.id)
    text = wording.strings(f"{words}_state.{state.value if state else 'cancelled'}")
    return (
        text
        if state is StageState.PAUSED
        else "; ".join(filter(None, (text, wording.pause(call, stage, status))))
    )


def _ends(stage: Stage) -> tuple[Moment | None, Moment | None]:
    if stage.window is not None:
        return stage.window.start, stage.window.end
    return stage.opens, stage.closes or stage.date


def _moment_text(moment: Moment | None) -> str:
    return "" if moment is None else write_moment(moment)


def _on_clock(moment: Moment | None, zone: str) -> str:
    """Return an exact moment as a spreadsheet reads a date and time."""
    if not isinstance(moment, Exact):
        return ""
    return f"{zones.local(moment.begins, zone):%Y-%m-%d %H:%M}"
