"""No field of a call is declared in vain: each is read, written, and seen by readers in some way."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, find, settings
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import WORDINGS, call, changed
from tests.calls.strategies import calls, declared

from exchange.build.inputs import fingerprint
from exchange.calls.model.call import Call, CallSide, Change, Funder, Source, Stage
from exchange.calls.reading.writing import write_call
from exchange.calls.views.call_views import call_page
from exchange.text.problems import ContentProblems

_PARTS = {"stages": Stage, "sides": CallSide, "source": Source, "funders": Funder, "changes": Change}
_UNSEEN = {
    "publish",  # an embargo decides whether a call is shown at all
    "supersedes",  # shown where the other call is
    "sides.side",  # which side it is: only together with others
    "funders.id",
    "sides.funder",
    "funders.portal",
    "funders.country",
    "changes.stage",
    "stages.side",
}
"""Fields that decide on more than a text, or that nothing shows yet; other tests are about these."""


def _names() -> Iterator[str]:
    yield from (entry.name for entry in fields(Call) if entry.name != "id")
    for part, model in _PARTS.items():
        yield from (f"{part}.{entry.name}" for entry in fields(model))


def _seen(one: Call) -> str:
    pages = [call_page(one, site_of([one], locale), root="") for locale in WORDINGS]
    return fingerprint(pages, sorted(all_files([one]).items()))


def _with(one: Call, drawn: Call, name: str) -> Call:
    part, _, inner = name.partition(".")
    value = getattr(drawn, part)
    if inner:
        first, *others = getattr(one, part)
        value = (replace(first, **{inner: getattr(value[0], inner)}), *others)
    return replace(one, **{part: value})


def _differs(drawn: Call, name: str) -> bool:
    """Return True if a call with this field of another one is another call to a reader, and reads back."""
    one = call()
    try:
        other = _with(one, drawn, name)
        return call(write_call(other)) == other != one and _seen(other) != _seen(one)
    except (ContentProblems, ValueError):  # what does not go together is another draw
        return False


@pytest.mark.parametrize("name", sorted({*_names()} - _UNSEEN))
def test_a_field_of_a_call_is_seen(name: str) -> None:
    """Some value of it, read from a record, changes a page or a file."""
    quick = settings(
        max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
    )
    find(calls(), lambda drawn: _differs(drawn, name), settings=quick)


def test_every_part_is_drawn_by_its_declaration() -> None:
    """A strategy that lists fields by hand would leave out the one that is added next."""
    for model in (Call, *_PARTS.values()):
        simple: Any = declared(model, *_SPECIAL.get(model, ()))
        assert {*simple, *_SPECIAL.get(model, ())} == {entry.name for entry in fields(model)}


_SPECIAL: dict[type[Any], tuple[str, ...]] = {
    Call: (
        *("id", "lifecycle", "funders", "sides", "stages", "rolling", "cutoffs", "budget", "duration"),
        *("changes", "source", "background", "publish"),
    ),
    CallSide: ("side", "funder", "languages", "budget"),
    Funder: ("id", "country", "role"),
    Stage: ("id", "kind", "side", "opens", "closes", "basis", "date", "window"),
    Change: ("at", "kind", "stage", "what", "before", "after"),
}


def test_a_record_with_a_later_day_is_another_call() -> None:
    """The sample is what it says: a change of a date is seen."""
    later = call(changed(("2026-10-22", "2026-10-23")))
    assert _seen(later) != _seen(call())
    assert isinstance(later.source[0].checked, datetime.date)
