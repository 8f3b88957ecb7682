"""No field of a call is declared in vain: each is read, written, and seen by readers in some way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import WORDINGS, call
from tests.calls.strategies import calls, declared

from exchange.build.inputs import fingerprint
from exchange.calls.model.call import Call, CallSide, Funder, Source, Stage
from exchange.calls.reading.writing import write_call
from exchange.calls.views.call_views import call_page
from exchange.text.problems import ContentProblems

_PARTS = {"stages": Stage, "sides": CallSide, "source": Source, "funders": Funder}
_UNSEEN = {
    "publish",  # an embargo decides whether a call is shown at all
    "supersedes",  # shown where the other call is
    "sides.side",  # which side it is: only together with others
    "funders.id",
    "sides.funder",
    "funders.portal",
    "funders.country",
    "stages.side",
    "stages.follows",  # the first stage follows none
    "funders.role",  # the first funder is drawn as one
    "stages.kind",  # the first stage is drawn as a full application, which has no other dates
    "stages.date",
    "stages.window",
}
"""Fields that decide on more than a text, or go with others only; other tests are about these."""


def _names() -> Iterator[str]:
    yield from (entry.name for entry in fields(Call) if entry.name != "id")
    for part, model in _PARTS.items():
        yield from (f"{part}.{entry.name}" for entry in fields(model))


def _pages(one: Call) -> str:
    return fingerprint([call_page(one, site_of([one], locale), root="") for locale in WORDINGS])


def _files(one: Call) -> str:
    return fingerprint(sorted(all_files([one]).items()))


_ONE = call()
_PAGES, _FILES = _pages(_ONE), _files(_ONE)


def _with(one: Call, drawn: Call, name: str) -> Call:
    part, _, inner = name.partition(".")
    value = getattr(drawn, part)
    if inner:
        first, *others = getattr(one, part)
        value = (replace(first, **{inner: getattr(value[0], inner)}), *others)
    return replace(one, **{part: value})


def _differs(drawn: Call, name: str) -> bool:
    """Return True if a call with this field of another one is another call to a reader, and reads back."""
    try:
        other = _with(_ONE, drawn, name)
        if other == _ONE or call(write_call(other)) != other:
            return False
    except (ValueError, ContentProblems):  # what does not go together is another draw
        return False
    return _pages(other) != _PAGES or _files(other) != _FILES


@pytest.mark.parametrize("name", sorted({*_names()} - _UNSEEN))
def test_a_field_of_a_call_is_seen(name: str) -> None:
    """Some value of it, read from a record, changes a page or a file."""
    quick = settings(
        max_examples=100,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    find(calls(), lambda drawn: _differs(drawn, name), settings=quick)


def test_every_part_is_drawn_by_its_declaration() -> None:
    """A strategy that lists fields by hand would leave out the one that is added next."""
    for model in (Call, *_PARTS.values()):
        simple: Any = declared(model, *_SPECIAL.get(model, ()))
        assert {*simple, *_SPECIAL.get(model, ())} == {entry.name for entry in fields(model)}


_SPECIAL: dict[type[Any], tuple[str, ...]] = {
    Call: (
        *("id", "lifecycle", "funders", "sides", "stages", "rounds", "budget"),
        *("changes", "source", "background", "publish"),
    ),
    CallSide: ("side", "funder", "languages", "budget"),
    Funder: ("id", "country", "role"),
    Stage: ("id", "kind", "side", "opens", "closes", "basis", "date", "window", "follows"),
}
