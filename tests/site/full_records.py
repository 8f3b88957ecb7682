"""Records with every field that their models have, each value of which can be made another one.

A field that is added to a model is written by being declared, as `_BY_FORM` and `_BY_TYPE` say.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, TypeAlias, get_args, get_origin

from exchange.calls.model.call import (
    Amount,
    Budget,
    Call,
    CallSide,
    Change,
    Count,
    Duration,
    Form,
    Funder,
    Matching,
    Round,
    Source,
    Stage,
    written_name,
)
from exchange.calls.reading.declared_fields import hints
from exchange.text.locales import Locale

Tree: TypeAlias = "str | Mapping[str, Tree] | Sequence[Tree]"
Words: TypeAlias = Mapping[str, str]
WORDS = {"en": "Plain words", "ko": "평범한 글"}
_MONEY = {"GBP": {"about": "5000", "note": WORDS}, "KRW": {"min": "1", "max": "600000"}}
_COUNT = {"about": "5", "note": WORDS}
_BY_FORM: Mapping[Form, Tree] = {
    Form.TEXT: "Plain words",
    Form.ID: "one",
    Form.URL: "https://one.example/a",
    Form.SIDE: "GB",
    Form.CALLS: "awarded",
    Form.COUNTRY: "GB",
    Form.LANGUAGE: "en",
    Form.EMAIL: "calls@one.example",
    Form.PHONE: "+82 43 713 8000",
    Form.SIZE: "1.2 MB",
    Form.ZONE: "Europe/London",
    Form.CURRENCY: "GBP",
    Form.HOLIDAYS: "GB",
    Form.HOST: "one.example",
    Form.FOLDER: "guides/",
}
_BY_TYPE: Mapping[Any, Tree] = {
    str: "Plain words",
    bool: "yes",
    int: "5",
    datetime.date: "2026-08-01",
    Count: _COUNT,
    Duration: {"max": "P18M", "note": WORDS},
    Locale: "en",
    Words: WORDS,
    frozenset({Matching, Words}): WORDS,
}


def full_part(model: Any, **given: Tree | None) -> dict[str, Tree]:
    """Return every field of a part of a record; None leaves one out."""
    drawn = {
        written_name(entry): _value(hints(model)[entry.name], entry.metadata["form"])
        for entry in fields(model)
        if entry.metadata
    }
    return {name: value for name, value in {**drawn, **given}.items() if value is not None}


def _value(hint: Any, form: Form | None) -> Tree:
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    if inner is Amount:
        return _MONEY
    if form is not None:
        return [_BY_FORM[form]] if inner and form is not Form.CALLS else _BY_FORM[form]
    if inner is not None:
        return [_value(inner, form)]
    if isinstance(hint, frozenset) and hint not in _BY_TYPE:
        return "2026-10-22"  # a moment
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    if issubclass(hint, Enum):
        return str(next(iter(hint)).value)
    assert is_dataclass(hint), hint
    return full_part(hint)


def full_call(lifecycle: str) -> dict[str, Tree]:
    """Return a call of two sides that says all there is to say; not all of it goes together."""
    budget = full_part(Budget)
    sides = [full_part(CallSide, side="GB", funder="one", budget=budget), {"side": "KR", "funder": "two"}]
    stage = {"id": "full", "kind": "full", "opens": "2026-09-01", "closes": "2026-10-22 17:00 Europe/London"}
    moved = {"at": "2026-08-02", "kind": "extended", "stage": "full", "what": "closes", "side": None}
    return full_part(
        Call,
        id=None,
        lifecycle=lifecycle,
        funders=[
            full_part(Funder, role="funder"),
            full_part(Funder, id="two", country="KR", role="delivery"),
        ],
        sides=sides,
        stages=[
            full_part(Stage, **stage, side=None, date=None, window=None, follows=None),
            {"id": "briefing", "kind": "briefing", "date": "2026-09-02", "label": WORDS, "place": WORDS},
        ],
        rounds=[
            full_part(Round, id="spring", opens=None, closes="2026-10-22", outcome=None, outcome_basis=None)
        ],
        changes=[
            {"at": "2026-08-01", "kind": "added", "note": WORDS},
            full_part(Change, **moved, **{"from": "2026-10-20", "to": stage["closes"]}),
        ],
        source=[full_part(Source, checked="2026-08-02")],
        publish=None,
        supersedes=None,
        next_expected=None,
    )


@dataclass(slots=True)
class Leaf:
    """One value of a record: the first of its choices; one that is found wrong is taken away."""

    choices: list[str]


LeafTree: TypeAlias = "Leaf | Mapping[str, LeafTree] | Sequence[LeafTree]"


def record_lines(tree: LeafTree, indent: int = 0) -> Iterator[tuple[str, Leaf | None]]:
    """Yield the lines of a record, one for each value; what has no choice left is left out."""
    is_mapping = isinstance(tree, Mapping)
    items = tree.items() if isinstance(tree, Mapping) else ((None, item) for item in tree)  # type: ignore[union-attr]
    for name, value in items:
        start = f"{' ' * indent}{f'{name}:' if is_mapping else '-'}"
        if isinstance(value, Leaf):
            if value.choices:
                yield f"{start} {json.dumps(value.choices[0], ensure_ascii=False)}", value
        elif lines := [*record_lines(value, indent + 2)]:
            yield start, None
            yield from lines
