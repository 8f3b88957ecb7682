"""Turn a record with faults into the call that it would be without the parts they are in."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from exchange.calls.model.call import Call
from exchange.calls.model.settings import Settings
from exchange.calls.reading.reading import Reading
from exchange.calls.reading.record import call_of, record_fields
from exchange.text.problems import Place, Problem
from exchange.text.yaml_text import LOST, Field, Fields, Items, Node, Text, read_yaml

_MOST_ROUNDS = 6  # a part that another one names makes that one faulty, and so on
_EARLIEST = "2000-01-01"  # the first day that a record may name
_WORDS = frozenset(
    {
        "apply_url",
        "confidence",
        "label",
        "languages",
        "lead_required",
        "note",
        "place",
        "source",
        "title",
        "url",
    }
)
"""Fields of sides, stages, changes and sources that no date, side or kind depends on."""

_APART = frozenset(
    {"apply_url", "contacts", "documents", "languages", "lead_required", "reference", "topics"}
)
"""Fields at the top of a record that hold nothing which a text claims of a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A call without the parts that have a fault, and the names of the fields of the record these are in.

    Where only words of a side, a stage, a change or a source are absent, their field is in `cut` alone.
    """

    call: Call
    unread: frozenset[str]
    cut: frozenset[str]

    @property
    def has_all_stages(self) -> bool:
        """Whether every stage and round is in the call."""
        return self.unread.isdisjoint({"stages", "rounds", "cutoffs"})


def read_draft(
    text: str, *, path: str, settings: Settings, today: datetime.date | None = None
) -> Draft | None:
    """Return what is sound of a record that `read_call` refuses; None where too little is, or no side."""
    if not settings.sides:
        return None
    problems: list[Problem] = []
    root = record_fields(text, path, Reading(settings=settings, problems=problems, today=today))
    lost_places = [node.place for node in _texts(root) if node.value == LOST] if root else []
    problems.clear()  # of lines that are read as they were meant
    unread: set[str] = set()
    cut: set[str] = set()
    for _ in range(_MOST_ROUNDS if root else 0):
        assert root is not None
        meant = {
            problem.place: problem.values["better"]
            for problem in problems
            if problem.code == "calls/moment-other-form" and problem.values.get("better")
        }
        places = sorted({*lost_places, *(problem.place for problem in problems)}, reverse=True)
        root, unread_names, cut_names = _without(root, places, meant)
        unread |= unread_names
        cut |= cut_names
        root, problems, lost_places = _with_stand_ins(root, settings), [], []
        call = call_of(root, path, Reading(settings=settings, problems=problems, today=today))
        if call is not None:
            return Draft(call=call, unread=frozenset(unread), cut=frozenset(cut))
        if not any(problem.place.line for problem in problems):
            return None
    return None


def _texts(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
        return
    for part in node.items if isinstance(node, Items) else [field.value for field in node]:
        yield from _texts(part)


def _without(
    root: Fields, places: Sequence[Place], meant: Mapping[Place, str]
) -> tuple[Fields, set[str], set[str]]:
    """Return the fields of a record without the parts at these places, and the names as a draft has them.

    A part stays as what was `meant` by it, and a list of one value as that value.
    """
    unread: set[str] = set()
    cut: set[str] = set()
    fields: list[Field] = []
    written = sorted(field.key.place for field in root if field.key.place.path == root.place.path)
    inside: dict[Place, list[Place]] = {}
    for place in places:
        number = bisect_right(written, place)
        if number and place != root.place:
            inside.setdefault(written[number - 1], []).append(place)
    for field in root:
        here, rest = field.key.place, cast(Node | None, field.value)
        for place in inside.get(here, ()):
            rest, words = _cut(rest, place, meant) if rest and place != here else (None, False)
            cut.add(field.key.value)
            unread |= set() if words or field.key.value in _APART else {field.key.value}
        fields += [replace(field, value=rest)] if rest else []
    return replace(root, fields=tuple(fields)), unread, cut


def _cut(node: Node, place: Place, meant: Mapping[Place, str]) -> tuple[Node | None, bool]:
    """Return a node without the smallest part of it at a place, and whether that is words alone."""
    if isinstance(node, Text):
        return (replace(node, value=meant[place]) if place in meant else None), False
    if node.place == place:
        only = node.items[0] if isinstance(node, Items) and len(node.items) == 1 else None
        return (only if isinstance(only, Text) else None), False
    parts = [*node.items] if isinstance(node, Items) else [field.value for field in node]
    starts = parts if isinstance(node, Items) else [field.key for field in node]
    number = bisect_right(starts, place, key=lambda part: part.place) - 1
    if number < 0:
        return None, False
    rest, is_words = (None, False) if starts[number].place == place else _cut(parts[number], place, meant)
    if isinstance(node, Items):
        items = (*node.items[:number], *((rest,) if rest else ()), *node.items[number + 1 :])
        return replace(node, items=items) if items else None, is_words
    field = node.fields[number]
    kept = (replace(field, value=rest),) if rest else ()
    fields = (*node.fields[:number], *kept, *node.fields[number + 1 :])
    return replace(node, fields=fields) if fields else None, is_words or field.key.value in _WORDS


def _with_stand_ins(root: Fields, settings: Settings) -> Fields:
    """Return the fields of a record with those that no call can be without."""
    names = {field.key.value for field in root}
    stand_ins = _stand_ins(settings.codes, settings.side_codes[0])
    return replace(
        root, fields=(*root.fields, *(field for field in stand_ins if field.key.value not in names))
    )


@cache
def _stand_ins(languages: tuple[str, ...], side: str) -> tuple[Field, ...]:
    text = f"{{{', '.join(f'{code}: x' for code in languages)}}}"
    root = read_yaml(
        f"title: {text}\n"
        f"summary: {text}\n"
        "lifecycle: planned\n"
        "kind: grant\n"
        f"funders: [{{id: funder, name: {text}, country: {side}}}]\n"
        f"sides: [{{side: {side}, funder: funder}}]\n"
        f"changes: [{{at: {_EARLIEST}, kind: added}}]\n"
        f"source: [{{title: {text}, checked: {_EARLIEST}, confidence: A}}]\n",
        path="",
    )
    assert isinstance(root, Fields)
    return root.fields
