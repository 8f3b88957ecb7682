"""Make any number of synthetic calls, the same for the same number: both zones, folds, Hangul, histories.

They name no real funder and are never published.
"""

from __future__ import annotations

import datetime
import random
from pathlib import Path

from exchange.calls.model.call import (
    Amount,
    Basis,
    Budget,
    Call,
    CallKind,
    CallSide,
    Change,
    ChangeKind,
    Confidence,
    Day,
    Exact,
    Funder,
    Lifecycle,
    Source,
    Stage,
    StageKind,
    Window,
)
from exchange.calls.model.moments import day_moment, exact_moment, read_moment
from exchange.calls.model.settings import Settings
from exchange.calls.model.zones import instants_of
from exchange.calls.reading.writing import write_call

OPENINGS = {
    "three years": (datetime.date(2026, 1, 1), 3 * 365),
    "ten years": (datetime.date(2017, 9, 1), 10 * 365),
    "live": (datetime.date(2026, 11, 20), 150),
}
"""The first day on which a call may open, and in how many days from then."""
_LAST_DONE = datetime.date(2026, 12, 31)  # nothing was done to a call, or read about it, on a later day
_CLOCK_CHANGES = [
    datetime.date(2026, 3, 29),
    datetime.date(2026, 10, 25),
    datetime.date(2027, 3, 28),
    datetime.date(2027, 10, 31),
]
_TIMES = [datetime.time(hour, minute) for hour in (0, 1, 9, 13, 16, 17, 23) for minute in (0, 30)]
_WORDS = {
    "en": ("Trials", "data", "digital; remote", "methods, tools", "R&D", "network", "health"),
    "ko": ("임상시험", "데이터", "디지털 건강", "방법, 도구", "연구개발", "협력망", "환자 참여"),
}


def synthetic_calls(count: int, settings: Settings, openings: str = "three years") -> list[Call]:
    """Return calls with one or two deadlines each and, among them, everything a record may say."""
    source = random.Random(20261122)
    first, days = OPENINGS[openings]
    return [
        _call(number, first + datetime.timedelta(days=source.randrange(days)), source, settings)
        for number in range(count)
    ]


def write_records(calls: list[Call], folder: Path) -> None:
    """Write a record for each call."""
    folder.mkdir(parents=True, exist_ok=True)
    for call in calls:
        (folder / f"{call.id}.yml").write_text(write_call(call), encoding="utf-8")


def _call(number: int, opens: datetime.date, source: random.Random, settings: Settings) -> Call:
    per_side = source.random() < 0.5
    stages = [
        _application(side, opens, source, settings) for side in (settings.side_codes if per_side else (None,))
    ]
    stages += _others(stages, source, settings)
    lifecycle = source.choice([Lifecycle.ANNOUNCED] * 8 + [Lifecycle.CANCELLED, Lifecycle.PLANNED])
    sides = settings.sides
    return Call(
        id=f"synthetic-{number:04}",
        title=_words(source, f"{number}", settings),
        summary=_words(source, "", settings, length=25),
        lifecycle=lifecycle,
        kind=source.choice(list(CallKind)),
        funders=tuple(
            Funder(id=f"funder-{side.code.lower()}", name=_words(source, "", settings), country=side.code)
            for side in sides
        ),
        sides=tuple(
            CallSide(
                side=side.code,
                funder=f"funder-{side.code.lower()}",
                apply_url="https://apply.example/",
                eligibility=_words(source, "", settings, length=15),
                budget=Budget(
                    per_award=(Amount(currency=side.currency, high=source.randrange(1, 900) * 1_000),)
                ),
            )
            for side in sides
        ),
        stages=tuple(stages),
        changes=_history(opens, stages[0], lifecycle, source, settings),
        source=(
            Source(
                title=_words(source, "", settings),
                url="https://notice.example/",
                checked=min(opens, _LAST_DONE),
                confidence=Confidence.A,
            ),
        ),
    )


def _application(side: str | None, opens: datetime.date, source: random.Random, settings: Settings) -> Stage:
    zones = settings.zones if side is None else (settings.side(side).zone,)
    closes: Exact | Day
    if source.random() < 0.15:
        closes = day_moment(opens + datetime.timedelta(days=60), zone_choices=zones)
    else:
        closes = _exact(
            opens + datetime.timedelta(days=source.randrange(30, 120)), source.choice(zones), source
        )
    return Stage(
        id=f"full-{side.lower()}" if side else "full",
        kind=StageKind.FULL,
        side=side,
        opens=day_moment(opens, zone_choices=zones),
        closes=closes,
        basis=source.choice([Basis.FIRM] * 9 + [Basis.EXPECTED]),
    )


def _exact(day: datetime.date, zone: str, source: random.Random) -> Exact:
    """Return a moment of a day, or of the next night in which clocks change, where it exists."""
    if source.random() < 0.1:
        day = next((change for change in _CLOCK_CHANGES if change > day), day)
    wall = datetime.datetime.combine(day, source.choice(_TIMES))
    while not instants_of(wall, zone):
        wall += datetime.timedelta(hours=1)
    return exact_moment(wall, zone, fold=source.randrange(2))


def _others(stages: list[Stage], source: random.Random, settings: Settings) -> list[Stage]:
    last = max(stage.closes.ends for stage in stages if isinstance(stage.closes, Exact | Day)).date()
    decided = last + datetime.timedelta(days=90)
    others = [
        Stage(
            id="decision",
            kind=StageKind.DECISION,
            date=read_moment(f"{decided:%Y-%m}", zone_choices=settings.zones),
            basis=Basis.EXPECTED,
        )
    ]
    if source.random() < 0.3:
        start = _exact(last - datetime.timedelta(days=25), settings.zones[0], source)
        wall = start.wall + datetime.timedelta(hours=25)
        if instants_of(wall, start.zone):
            window = Window(start=start, end=exact_moment(wall, start.zone))
            others.append(Stage(id="briefing", kind=StageKind.BRIEFING, window=window))
    return others


def _history(
    opens: datetime.date, stage: Stage, lifecycle: Lifecycle, source: random.Random, settings: Settings
) -> tuple[Change, ...]:
    def at(days: int) -> Day:
        return day_moment(opens + datetime.timedelta(days=days), zone_choices=settings.zones)

    def done(days: int) -> Day:
        return min(at(days), day_moment(_LAST_DONE, zone_choices=settings.zones), key=lambda one: one.day)

    changes = [Change(at=done(-30), kind=ChangeKind.ADDED)]
    if source.random() < 0.3 and isinstance(stage.closes, Exact | Day):
        changes.append(
            Change(at=done(10), kind=ChangeKind.EXTENDED, stage=stage.id, before=at(20), after=stage.closes)
        )
    if lifecycle is Lifecycle.CANCELLED:
        changes.append(Change(at=done(15), kind=ChangeKind.CANCELLED))
    return tuple(changes)


def _words(source: random.Random, mark: str, settings: Settings, *, length: int = 4) -> dict[str, str]:
    said = {}
    for code in settings.codes:
        known = _WORDS.get(code, _WORDS["en"])
        said[code] = " ".join([source.choice(known) for _ in range(length)] + [mark] * bool(mark))
    return said
