"""Draw calls aimed at where calendars go wrong: clock changes, midnights, Hangul, moved dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st
from tests.calls.samples import LONDON, SEOUL, SETTINGS

from exchange.calls.model.call import (
    Amount,
    Background,
    Basis,
    Budget,
    BudgetPart,
    Call,
    CallSide,
    Change,
    ChangeKind,
    Count,
    DateField,
    Day,
    Duration,
    Exact,
    Form,
    Funder,
    Lifecycle,
    Matching,
    MissingDate,
    Moment,
    Period,
    Project,
    Results,
    Round,
    Source,
    Stage,
    StageKind,
    Window,
    Words,
)
from exchange.calls.model.moments import day_moment, exact_moment, read_moment
from exchange.calls.model.zones import instants_of
from exchange.languages.language import is_of_other_script, is_stand_in

ZONES = (LONDON, SEOUL)
_CHANGES_OF_CLOCKS = tuple(
    datetime.date(year, month, day)
    for year in range(2024, 2031)
    for month in (3, 10)
    for day in [31 - (datetime.date(year, month, 31).weekday() + 1) % 7]
)
_TIMES = ("00:00", "00:30", "01:00", "01:29", "01:30", "01:59", "02:00", "09:00", "16:00", "17:00", "23:59")

days = st.one_of(
    st.builds(
        lambda day, by: day + datetime.timedelta(days=by),
        st.sampled_from(_CHANGES_OF_CLOCKS),
        st.integers(-1, 1),
    ),
    st.dates(datetime.date(2024, 1, 2), datetime.date(2029, 12, 30)),
)


@st.composite
def exacts(draw: st.DrawFn) -> Exact:
    """Draw an exact moment that exists, in either fold."""
    zone = draw(st.sampled_from(ZONES))
    wall = datetime.datetime.fromisoformat(f"{draw(days)}T{draw(st.sampled_from(_TIMES))}")
    while not instants_of(wall, zone):
        wall += datetime.timedelta(hours=1)
    return exact_moment(wall, zone, fold=draw(st.integers(0, 1)))


def day_moments(side: str | None) -> st.SearchStrategy[Day]:
    """Draw a whole day, on the clocks of a side or of all."""
    return days.map(lambda day: _read(day.isoformat(), side, Day))


def periods(side: str | None) -> st.SearchStrategy[Period]:
    """Draw about when something is."""
    text = st.builds(
        lambda part, year, unit: f"{part}{year}{unit}",
        st.sampled_from(["", "early ", "mid ", "late "]),
        st.integers(2024, 2029),
        st.sampled_from(["", "-02", "-10", "-Q1", "-Q4", "-spring", "-winter"]),
    )
    return text.map(lambda text: _read(text, side, Period))


def _read(text: str, side: str | None, kind: type) -> Moment:
    zones = SETTINGS.zones if side is None else (SETTINGS.side(side).zone,)
    moment = read_moment(text, zone_choices=zones)
    assert isinstance(moment, kind)
    return moment


def undated() -> st.SearchStrategy[MissingDate]:
    """Draw the words for no date."""
    return st.sampled_from(["tbc", "unpublished"]).map(lambda text: _read(text, None, MissingDate))


def known(side: str | None) -> st.SearchStrategy[Exact | Day | Period]:
    """Draw a moment of any precision that has a date."""
    return st.one_of(exacts(), exacts(), day_moments(side), periods(side))


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40).filter(
    lambda text: text.isprintable() and text.strip() == text and not is_stand_in(text)
)
english = texts.filter(lambda text: not is_of_other_script(text, "en"))
words = st.fixed_dictionaries({"en": english, "ko": st.one_of(texts, st.just("한국어로 쓴 제목"))})
sides = st.sampled_from([None, "GB", "KR"])


@cache
def declared(model: Any, *special: str) -> Mapping[str, st.SearchStrategy[Any]]:
    """Return a strategy for each field of a part of a record, by its type and form, but for special ones.

    A field that is added to the model is drawn by being declared.
    """
    hints = get_type_hints(model)
    return {
        entry.name: _maybe(entry, _by_declaration(entry, hints[entry.name]))
        for entry in fields(model)
        if entry.name not in special
    }


def _maybe(entry: Field[Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values if entry.default is MISSING else st.just(entry.default) | values


def _by_declaration(entry: Field[Any], hint: Any) -> st.SearchStrategy[Any]:
    if entry.metadata["form"] is Form.CALLS:
        return _BY_FORM[Form.CALLS]
    inner = getattr(hint, "__args__", (None,))[0] if getattr(hint, "__origin__", None) is tuple else None
    if get_args(hint)[:1] == (Matching,):
        return st.sampled_from(Matching) | words
    if inner is not None:
        least = 1 if entry.default is MISSING else 0
        form = entry.metadata["form"]
        items = _BY_FORM[form] if form else _by_declaration_of_item(inner)
        return st.lists(items, min_size=least, max_size=1).map(tuple)
    kinds = {kind for kind in getattr(hint, "__args__", ()) if kind is not type(None)}
    if entry.metadata["form"]:
        return _BY_FORM[entry.metadata["form"]]
    if hint == Words or Words in kinds:
        return words
    if {Exact, Day, Period} <= kinds:
        return known(None) | undated() if MissingDate in kinds else known(None)
    (kind,) = kinds if type(None) in getattr(hint, "__args__", ()) else (hint,)
    return _by_declaration_of_item(kind)


def _by_declaration_of_item(kind: Any) -> st.SearchStrategy[Any]:
    if kind == Words:
        return words
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if kind is BudgetPart:
        return part(kind).filter(
            lambda drawn: drawn != BudgetPart(name=drawn.name)
        )  # a name alone is refused
    return st.sampled_from(kind) if issubclass(kind, Enum) else part(kind)


_BY_FORM: Mapping[Form, st.SearchStrategy[Any]] = {
    Form.TEXT: texts,
    Form.ID: st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    Form.CALLS: st.sampled_from([("earlier",), ("earlier", "another")]),
    Form.URL: st.sampled_from(
        ["https://one.example/", "https://two.example/a?b=c#d", "https://한국.example/"]
    ),
    Form.COUNTRY: st.sampled_from(["GB", "JP"]),
    Form.LANGUAGE: st.sampled_from(["en", "ko"]),
    Form.EMAIL: st.just("calls@one.example"),
    Form.PHONE: st.just("+82 43 000 0000"),
    Form.SIZE: st.just("1.2 MB"),
    Form.SIDE: st.sampled_from(SETTINGS.side_codes),
}
_BY_TYPE: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 99),
    Amount: st.just(Amount(currency="EUR", low=5, high=5, about=True, note={"en": "each"})),
    Count: st.sampled_from(
        [
            Count(low=5, high=5, note={"ko": "국내"}),
            Count(high=6),
            Count(low=1, high=2),
            Count(low=3),
            Count(note={"en": "some"}),
        ]
    ),
    Duration: st.sampled_from(
        [
            Duration(low=12, high=30),
            Duration(high=18, note={"en": "part time"}),
            Duration(note={"en": "a while"}),
        ]
    ),
    datetime.date: days,
}


@st.composite
def part(draw: st.DrawFn, model: Any, **special: Any) -> Any:
    """Draw a part of a record with some of its fields given."""
    values = {name: draw(values) for name, values in declared(model, *sorted(special)).items()}
    if model is Results and values["applied"] is not None:
        values |= {"shortlisted": None, "funded": None}  # no more of them than have applied
    if model is Results and values["shortlisted"] is not None:
        values["funded"] = None
    if model is Background and not (values["when"] or values["amount"]):
        values["when"] = draw(known(None))
    if model is Project and not (values["title"] or values["leads"]):
        values["title"] = {"en": "A project"}
    return model(**special, **values)


_backgrounds = st.lists(part(Background), max_size=1).map(tuple)


@st.composite
def applying_stages(draw: st.DrawFn, *, name: str, kind: StageKind, side: str | None) -> Stage:
    """Draw a stage with an opening and a deadline in order."""
    opens = draw(st.one_of(known(side), undated()))
    closes = draw(st.one_of(known(side), known(side), undated()))
    if (
        not isinstance(opens, MissingDate)
        and not isinstance(closes, MissingDate)
        and opens.begins >= closes.ends
    ):
        opens = _read("unpublished", None, MissingDate)
    basis = draw(st.sampled_from([Basis.FIRM, Basis.FIRM, Basis.EXPECTED]))
    given = {"id": name, "kind": kind, "side": side, "opens": opens, "closes": closes, "basis": basis}
    stage: Stage = draw(part(Stage, **given, date=None, window=None, follows=()))
    return stage


@st.composite
def round_parts(draw: st.DrawFn) -> Round:
    """Draw a round that opens before its cut-off."""
    side = draw(sides)
    opens, closes = draw(st.none() | undated()), draw(st.one_of(known(side), known(side), undated()))
    given = {"id": draw(st.sampled_from(["spring", "autumn"])), "side": side, "opens": opens}
    outcome = draw(st.none() | known(side))
    if not isinstance(closes, MissingDate) and outcome and outcome.begins <= closes.begins:
        outcome = None
    basis = draw(st.sampled_from([Basis.FIRM, Basis.EXPECTED]))
    drawn: Round = draw(part(Round, **given, closes=closes, outcome=outcome, basis=basis))
    return drawn


@st.composite
def other_stages(draw: st.DrawFn) -> list[Stage]:
    """Draw stages of kinds that nothing must follow: a briefing with an end, an approval by one side."""
    stages = []
    if draw(st.booleans()):
        start, end = draw(exacts()), draw(exacts())
        if start.begins < end.begins:
            window = Window(start=start, end=end)
            stages.append(Stage(id="briefing", kind=StageKind.BRIEFING, window=window))
    if draw(st.booleans()):
        date = draw(known("KR"))
        stages.append(Stage(id="approval", kind=StageKind.INSTITUTION_APPROVAL, side="KR", date=date))
    return stages


@st.composite
def calls(draw: st.DrawFn, *, name: str = "trial") -> Call:
    """Draw a call that its own record reads back as."""
    per_side = draw(st.booleans())
    stages = [
        draw(applying_stages(name=f"full-{side.lower()}" if side else "full", kind=StageKind.FULL, side=side))
        for side in (("GB", "KR") if per_side else (None,))
    ]
    stages += draw(other_stages())
    rolling = draw(st.booleans())
    rounds = draw(st.lists(round_parts(), max_size=2, unique_by=lambda one: one.id).map(tuple))
    lifecycle = draw(st.sampled_from([Lifecycle.ANNOUNCED] * 4 + list(Lifecycle)))
    given = {
        "id": name,
        "lifecycle": lifecycle,
        "funders": (
            draw(part(Funder, id="one", country="GB", role="funder")),
            draw(part(Funder, id="two", country="KR", role="delivery")),
        ),
        "sides": tuple(draw(call_sides(side, funder)) for side, funder in (("GB", "one"), ("KR", "two"))),
        "stages": tuple(stages),
        "rolling": rolling,
        "rounds": rounds,
        "budget": draw(st.none() | budgets()),
        "changes": draw(histories(stages, lifecycle)),
        "source": (draw(part(Source)),),
        "background": draw(_backgrounds),
        "publish": draw(st.none() | exacts()),
    }
    call: Call = draw(part(Call, **given))
    return call


@st.composite
def call_sides(draw: st.DrawFn, side: str, funder: str) -> CallSide:
    """Draw what the call is for one side."""
    languages = draw(st.sampled_from([(), ("en",), SETTINGS.codes]))
    budget = draw(st.none() | budgets())
    drawn: CallSide = draw(part(CallSide, side=side, funder=funder, languages=languages, budget=budget))
    return drawn


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """Draw amounts of either currency."""
    least, most = sorted(draw(st.tuples(st.integers(0, 10**10), st.integers(0, 10**10))))
    total = (Amount(currency="GBP", low=least, high=most), Amount(currency="KRW", high=most))
    budget: Budget = draw(part(Budget, total=draw(st.sampled_from([total, total[:1]])), per_award=total[:1]))
    return budget


@st.composite
def histories(draw: st.DrawFn, stages: list[Stage], lifecycle: Lifecycle) -> tuple[Change, ...]:
    """Draw a history that ends at the dates of the stages."""
    at = draw(day_moments(None))
    changes = [Change(at=at, kind=ChangeKind.ADDED)]
    first = stages[0]
    if draw(st.booleans()) and isinstance(first.closes, Exact):
        earlier = read_moment("2024-01-01 12:00 Asia/Seoul", zone_choices=(SEOUL,))
        moved = {"stage": first.id, "what": DateField.CLOSES, "before": earlier, "after": first.closes}
        changes.append(draw(part(Change, at=at, kind=ChangeKind.EXTENDED, **moved)))
    if lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN):
        changes.append(Change(at=at, kind=ChangeKind.CANCELLED))
    return tuple(changes)


def many(count: int) -> st.SearchStrategy[list[Call]]:
    """Draw several calls with names of their own."""
    return st.lists(calls(), min_size=count, max_size=count).map(
        lambda drawn: [replace(call, id=f"trial-{number}") for number, call in enumerate(drawn)]
    )


def without_times(value: Any) -> Any:
    """Return a call, or a part of one, with days in place of times; raise ValueError where that cannot be."""
    if isinstance(value, Exact):
        return day_moment(value.wall.date(), zone_choices=(value.zone,))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {entry.name: without_times(getattr(value, entry.name)) for entry in fields(value)}
        return replace(value, **parts)
    return tuple(without_times(item) for item in value) if isinstance(value, tuple) else value
