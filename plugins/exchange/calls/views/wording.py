"""Say moments, amounts and durations in one language, in words that stay true on any day.

Dates come from the only CLDR skeletons that Babel, Node.js and browsers write alike: `yMMMEd`,
`yMMMMEEEEd`, `Hm` and `yMMMM`. Names of zones are our own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.numbers import format_currency, format_decimal

from exchange.calls.model import zones
from exchange.calls.model.call import (
    Amount,
    Budget,
    BudgetPart,
    Call,
    CallKind,
    Count,
    DatedMoment,
    Day,
    Duration,
    Exact,
    MissingDate,
    Moment,
    Period,
    Reason,
    Stage,
    Words,
)
from exchange.calls.model.schedule import Occurrence, first_day, passed_deadlines
from exchange.calls.model.selections import Facet, Selection
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import StageState, State, Status
from exchange.calls.model.zones import LAST_ZONE
from exchange.calls.outputs.plain_text import clean
from exchange.calls.reading.stages import span_of
from exchange.languages.language import language, plural_category
from exchange.languages.typed_values import counted_unit, named_day, without_each, words_beyond_figure
from exchange.text.original_text import OriginalText, Part, in_language
from exchange.text.strings import Strings

_MONTHS_OF_YEAR = 12
_CITY = re.compile(r"(?!Etc/)\w+/")
_ONE_DAY = datetime.timedelta(days=1)
_MONDAY_TO_SUNDAY = datetime.timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentText:
    """A moment in words: on the clock it was set by, and on the others it matters to.

    `machine` is what HTML's `time` element takes as `datetime`; empty where there is no such value.
    `note` says what readers must know of its precision.
    """

    text: str
    machine: str = ""
    others: tuple[str, ...] = ()
    note: str = ""

    @property
    def full(self) -> str:
        """All of it on one line."""
        return " / ".join((self.text, *self.others)) + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's way of saying things."""

    code: str
    format: str
    strings: Strings
    settings: Settings

    def words(self, words: Words | None) -> str:
        """Return the text of this language, else the original with its language; fit for any format."""
        if words is None:
            return ""
        if self.code in words:
            return clean(words[self.code])
        original = next(iter(words))
        return OriginalText(Part(clean(words[original]), original))

    def day(self, day: datetime.date) -> str:
        """Return a day with its weekday, short, by the CLDR date pattern in this language's strings."""
        return _pattern_text(self.strings("when.short_day_pattern"), day, self.format)

    def long_day(self, day: datetime.date) -> str:
        """Return a day with its weekday, in full."""
        return _skeleton("yMMMMEEEEd", day, self.format)

    def closing_day(self, day: datetime.date) -> str:
        """Return a day in full as a sentence has it, by the CLDR date pattern in this language's strings."""
        return str(format_date(day, self.strings("when.day_pattern"), locale=self.format))

    def month(self, day: datetime.date) -> str:
        """Return the month of a day."""
        return _skeleton("yMMMM", day.replace(day=1), self.format)

    def zone_name(self, moment: datetime.datetime, zone: str) -> str:
        """Return our name of a zone at a moment; its city and offset where we have none."""
        short = zones.local(moment, zone).tzname() or zone
        key = f"zone.{zone}.{short}"
        if name := self._name(key):
            return name
        offset = _offset(zones.offset(moment, zone))
        if zone == LAST_ZONE:
            return self.strings("zone.last_on_earth", offset=offset)
        if not _CITY.match(zone):
            return offset
        city = get_timezone_location(zone, locale=self.format, return_city=True)
        return self.strings("zone.other", city=city, offset=offset)

    def state(self, state: State) -> str:
        """Return the name of the state of a call."""
        return self.strings(f"state.{state.value}")

    def on_clock(self, instant: datetime.datetime, zone: str) -> str:
        """Return an instant on the clock of a zone; a midnight also says which day it ends."""
        wall = zones.local(instant, zone)
        time = _skeleton("Hm", wall.time(), self.format)
        name = self._clock_name(instant, zone)
        text = self.strings("when.clock", day=self.day(wall.date()), time=time, zone=name)
        if (wall.hour, wall.minute) == (0, 0):
            return self.strings("when.midnight", moment=text, day=self.day(wall.date() - _ONE_DAY))
        return text

    def moment(self, moment: Moment | None) -> MomentText:
        """Return a moment in words, the zone it was set in first."""
        match moment:
            case None | MissingDate():
                return MomentText(text=self.strings(_REASON_KEYS[None if moment is None else moment.reason]))
            case Exact():
                return self._exact(moment)
            case Day():
                note = self.strings("when.day_only")
                return MomentText(text=self.day(moment.day), machine=moment.day.isoformat(), note=note)
            case Period():
                return MomentText(text=self.period(moment), machine=_period_machine(moment))

    def deadline(self, moment: Moment | None) -> MomentText:
        """Return the moment of a deadline: a day is included to its end."""
        text = self.moment(moment)
        if not isinstance(moment, Day):
            return text
        note = self.strings("when.whole_day")
        return MomentText(text=text.text, machine=text.machine, others=text.others, note=note)

    def short(self, moment: DatedMoment) -> str:
        """Return the day of a moment, or about when it is, without clocks."""
        match moment:
            case Exact():
                return self.day(moment.wall.date())
            case Day():
                return self.day(moment.day)
            case Period():
                return self.period(moment)

    def span(self, start: DatedMoment, end: DatedMoment) -> str:
        """Return a window from its first moment to its last, or the week that it is."""
        is_week = (
            isinstance(start, Day)
            and isinstance(end, Day)
            and (start.day.weekday() == 0 and end.day - start.day == _MONDAY_TO_SUNDAY)
        )
        if is_week:
            return self.strings("when.week", day=format_date(first_day(start), "long", locale=self.format))
        first, last = (
            self.moment(moment).full if isinstance(moment, Exact) else self.short(moment)
            for moment in (start, end)
        )
        return self.strings("point.to", start=first, end=last)

    def dates(self, occurrence: Occurrence) -> str:
        """Return when something is, a window from its first moment to its last, on all clocks."""
        if occurrence.end:
            return self.span(occurrence.moment, occurrence.end)
        return self.moment(occurrence.moment).full

    def clocks(self, moment: Exact) -> tuple[str, ...]:
        """Return the time of a moment on every clock, source first, days only where they differ."""
        texts = []
        for zone in self._zones_from(moment):
            wall = zones.local(moment.begins, zone)
            texts.append(self._time_after(wall, moment, zone))
        return tuple(texts)

    def period(self, period: Period) -> str:
        """Return a year, quarter, season or month in words, with its third where one was given."""
        part, _, rest = period.text.rpartition(" ")
        year, _, unit = rest.partition("-")
        if not unit:
            text = self.strings("when.year", year=year)
        elif unit.isdigit():
            text = self.month(datetime.date(int(year), int(unit), 1))
        else:
            text = self.strings(f"when.{unit}", year=year)
        return self.strings(f"when.{part}", period=text) if part else text

    def amount(self, amount: Amount, *, in_digits: bool = False) -> str:
        """Return money as published, a large sum as it is read or, for data, `in_digits`."""
        return self._with_note(self._sum(amount, in_digits=in_digits), amount)

    def amount_of_each(self, amount: Amount) -> str:
        """Return money beside words that say what it is for each of, without those of its own that say so."""
        texts = {code: without_each(text) for code, text in (amount.note or {}).items()}
        return self.amount(replace(amount, note=texts or None) if amount.says_figure else amount)

    def _sum(self, amount: Amount, *, in_digits: bool) -> str:
        if (amount.low, amount.high) == (None, None):
            return ""
        if amount.about:
            return self.strings(
                "money.about", amount=self._sum(replace(amount, about=False), in_digits=in_digits)
            )
        minimum, maximum = (
            self._money(figure, amount.currency, in_digits=in_digits) for figure in (amount.low, amount.high)
        )
        if amount.low == amount.high:
            return maximum
        if amount.low is None:
            return self.strings("money.up_to", most=maximum)
        if amount.high is None:
            return self.strings("money.from", least=minimum)
        return self.strings("money.range", least=minimum, most=maximum)

    def of_kind(self, key: str, kind: CallKind | None, **values: object) -> str:
        """Return the words that calls of a kind have for something: people are paid per person."""
        return self.strings(self._key_of_unit(key, _AWARDED.get(kind, "")), **values)

    def of_awarded(
        self,
        key: str,
        kind: CallKind | None,
        values: Iterable[Amount | Count],
        of: Budget | BudgetPart | None = None,
    ) -> str:
        """Return the words for something of what figures are for: as they say or others of the same budget
        do, or else as calls of the kind do."""
        if of is not None:
            values = (*values, *([of.awards] if of.awards else []), *of.per_award, *of.per_year)
        unit = next(filter(None, map(unit_of, values)), _AWARDED.get(kind, ""))
        return self.strings(self._key_of_unit(key, unit))

    def _key_of_unit(self, key: str, unit: str) -> str:
        own_key = f"{key}.{unit}"
        return own_key if own_key in self.strings.keys() else key  # noqa: SIM118

    def count(self, count: Count, kind: CallKind | None = None) -> str:
        """Return how many; those that a call of a kind pays for where one is given."""
        unit = unit_of(count) or _AWARDED.get(kind, "")
        return self._with_note(self._number(count, self._key_of_unit("count.unit", unit)), count)

    def applications(self, count: Count, kind: CallKind) -> str:
        """Return how many applications to a call of a kind, which for some are people."""
        unit = unit_of(count)
        key = self._key_of_unit("count.applications", unit or _AWARDED.get(kind, ""))
        return self._with_note(self._number(count, key), count)

    def _number(self, count: Count, unit: str) -> str:
        """Return a number or its limits; `unit` is the string that puts a counting word behind it."""
        low, high = (
            None if number is None else format_decimal(number, locale=self.format)
            for number in (count.low, count.high)
        )
        if (most := count.low if count.high is None else count.high) is not None:
            unit = self._key_of_unit(unit, plural_category(self.code, most))
        low = low if low != high and high is not None else low and self.strings(unit, count=low)
        high = high and self.strings(unit, count=high)
        return self.strings("count.about", count=high) if count.about else self._limits("count", low, high)

    def percent(self, share: Count) -> str:
        """Return a share of something."""
        if share.about or share.low == share.high:
            text = self.strings(f"percent.{'about' if share.about else 'exactly'}", count=share.high)
        else:
            text = self._limits("percent", share.low, share.high)
        return self._with_note(text, share)

    def duration(self, duration: Duration | None) -> str:
        """Return how long an award lasts."""
        if duration is None:
            return ""
        for text in (duration.note or {}).values() if (duration.low, duration.high) == (None, None) else ():
            if days := span_of(text, self.settings.zones):
                start, end = (named_day(day) for day in (days["from"], days["to"]))
                if start and end:
                    return self.strings("point.to", start=self.day(start), end=self.day(end))
        minimum, maximum = (
            None if months is None else self._months(months) for months in (duration.low, duration.high)
        )
        return self._with_note(self._limits("duration", minimum, maximum), duration)

    def _with_note(self, text: str, value: Amount | Count | Duration) -> str:
        """Return a figure with the words of the notice beside it, in their language, or the words alone.

        They stand alone too where they are in the reader's language and have the figure in them, but for a
        sum of which they say no more; in another language they are left out so far as they say the figure.
        """
        texts = value.note or {}
        is_said = value.says_figure and self.code in texts
        if value.says_figure:
            texts = {code: words for code, text in texts.items() if (words := words_beyond_figure(text))}
        is_said = is_said and (self.code in texts or not isinstance(value, Amount))
        if is_said or (value.low, value.high) == (None, None):
            return self.words(value.note)
        return self.strings("with_note", text=text, note=self.words(texts)) if texts else text

    def _limits(self, quantity: str, minimum: object, maximum: object) -> str:
        if minimum == maximum:
            return "" if maximum is None else str(maximum)
        if minimum is None:
            return self.strings(f"{quantity}.up_to", most=maximum)
        if maximum is None:
            return self.strings(f"{quantity}.from", least=minimum)
        return self.strings(f"{quantity}.range", least=minimum, most=maximum)

    def kind_name(self, stage: Stage, kind: CallKind) -> str:
        """Return the name of a stage's kind in calls of a kind: what starts may be a contract."""
        return self.of_kind(f"stage.{stage.kinds[-1].value}", kind)

    def point(self, stage: Stage, point: str, *, beside_name: bool = False) -> str:
        """Return what an end of a stage is called: applications close, an institution approves by then.

        `beside_name`: shortly, where the name of the stage says what is due.
        """
        if point != "closes" or stage.applying or stage.is_by:
            return self.strings("point.by" if point == "closes" and stage.is_by else f"point.{point}")
        own_name = "" if beside_name else self._name(f"point.closes.{stage.kind.value}")
        return own_name or self.strings("point.closes.other")

    def stage_name(self, stage: Stage, kind: CallKind) -> str:
        """Return what the funder calls a stage, or the name of its kind in calls of a kind."""
        return self.words(stage.label) if stage.label else self.kind_name(stage, kind)

    def selection(self, selection: Selection, topics: Mapping[str, Words]) -> str:
        """Return what calls are selected by; `topics` are those of all calls, by their ids."""
        value = selection.value
        match selection.facet:
            case Facet.SIDE:
                return self.side(value)
            case Facet.STAGE:
                return self.strings(f"stage.{value}")
            case Facet.APPLICANT:
                return self.strings(f"applicant.{value}")
            case Facet.TOPIC:
                return self.words(topics.get(value)) or value.replace("-", " ")

    def side(self, side: str | None) -> str:
        """Return the name of a side, or of all; one without a name in the settings has that of the CLDR."""
        if side is None:
            return self.strings("side.both" if len(self.settings.sides) == 2 else "side.all")
        return self._side_text(side, "name") or Locale.parse(self.format).territories.get(side, side)

    @property
    def sides(self) -> str:
        """The sides of the site in one word: as the settings say, or short names with a hyphen between."""
        names = self.settings.sides_name
        return names.get(self.code) or "-".join(map(self.short_side, self.settings.side_codes))

    def of_site(self, key: str, **values: object) -> str:
        """Return words that name the site or its sides."""
        site = in_language(self.settings.site_name, self.code)
        return self.strings(key, sides=self.sides, site=site, **values)

    def short_side(self, side: str) -> str:
        """Return the short name of a side, or its name where that is the only one it has."""
        return self._side_text(side, "short_name") or self.side(side)

    def _side_text(self, code: str, field: str) -> str:
        """Return a text of the settings about a side in this language; empty where there is none."""
        side = next((side for side in self.settings.sides if side.code == code), None)
        return (getattr(side, field) or {}).get(self.code, "") if side else ""

    def _name(self, key: str) -> str:
        """Return the words under a key; empty where there are none."""
        return self.strings(key) if key in self.strings.keys() else ""  # noqa: SIM118

    def pause(self, call: Call, stage: Stage, status: Status | None = None) -> str:
        """Return that applications in a stage were stopped for now, and for whom; empty where they go on.

        Where a status is given, also where the stage is over.
        """
        is_over = status is not None and status.stages.get(stage.id) is StageState.OVER
        sides = () if is_over else call.paused_sides(stage)
        if len(sides) == len(call.sides_of(stage)):
            return self.strings("pause.all")
        names = self.strings("comma").join(self.short_side(side) for side in sides)
        return self.strings("pause.some", sides=names) if sides else ""

    def event_line(self, occurrence: Occurrence, text: str) -> str:
        """Return what happens, marked where it was called off, stopped for now or is only likely."""
        if occurrence.cancelled:
            return self.strings("event.marked", mark=self.strings("stage_state.cancelled"), summary=text)
        if occurrence.paused_sides:
            mark = self.pause(occurrence.call, occurrence.stage)
            return self.strings("event.marked", mark=mark, summary=text)
        return self.strings("event.expected", summary=text) if occurrence.is_expected else text

    def deadline_line(self, call: Call, stage: Stage, status: Status) -> str:
        """Return the deadline of a stage on one line behind its side; it may be paused, or over on one."""
        line = self.strings(
            "deadline.line",
            stage=self.stage_name(stage, call.kind),
            point=self.point(stage, "closes"),
            moment=self.deadline(stage.closes).full,
        )
        if stage.id in passed_deadlines(call, status):
            return self.of_side(stage.side, self.strings("deadline.over", text=line))
        return self.of_side(stage.side, self.paused_text(call, stage, line, status))

    def paused_text(self, call: Call, stage: Stage, text: str, status: Status | None = None) -> str:
        """Return what is said of the deadline of a stage, and that applications were stopped for now."""
        pause = self.pause(call, stage, status)
        return self.strings("deadline.paused", text=text, pause=pause) if pause else text

    def of_side(self, side: str | None, text: str) -> str:
        """Return what is said of a side under its short name; as it is where it is said of all."""
        return text if side is None else self.strings("side_of", side=self.short_side(side), text=text)

    def week_start(self) -> int:
        """Return the first day of this language's week: 0 is Monday, 6 Sunday."""
        return int(Locale.parse(self.format).first_week_day)

    def _exact(self, moment: Exact) -> MomentText:
        first, *rest = self._zones_from(moment)
        other_clocks = [self._other_clock(moment, zone) for zone in rest]
        return MomentText(
            text=self.on_clock(moment.begins, first), machine=machine(moment), others=tuple(other_clocks)
        )

    def _zones_from(self, moment: Exact) -> tuple[str, ...]:
        """Return one zone for each clock that shows another time then, that of the source first."""
        by_offset: dict[datetime.timedelta, str] = {}
        for zone in (moment.zone, *self.settings.zones):
            by_offset.setdefault(zones.offset(moment.begins, zone), zone)
        return tuple(by_offset.values())

    def _clock_name(self, instant: datetime.datetime, zone: str) -> str:
        """Return the name of a clock, and of the other zones of the site whose clocks show the same then."""
        offset = zones.offset(instant, zone)
        same_zones = (name for name in self.settings.zones if zones.offset(instant, name) == offset)
        names = dict.fromkeys(self.zone_name(instant, name) for name in (zone, *same_zones))
        return self.strings("comma").join(names)

    def _other_clock(self, moment: Exact, zone: str) -> str:
        text = self.on_clock(moment.begins, zone)
        days = (zones.local(moment.begins, zone).date() - moment.wall.date()).days
        return text if not days else self.strings("when.apart", moment=text, days=self._days_apart(days))

    def _time_after(self, wall: datetime.datetime, moment: Exact, zone: str) -> str:
        time = _skeleton("Hm", wall.time(), self.format)
        text = f"{time} {self._clock_name(moment.begins, zone)}"
        days = (wall.date() - moment.wall.date()).days
        return text if not days else f"{text}, {self._days_apart(days)}"

    def _days_apart(self, days: int) -> str:
        return self.strings("when.next_day" if days > 0 else "when.day_before")

    def _money(self, figure: int | None, currency: str, *, in_digits: bool) -> str:
        if figure is None:
            return ""
        digits = format_decimal(figure, locale=self.format)
        number = digits if in_digits else language(self.code).large_sum(figure) or digits
        if f"money.{currency}" not in self.strings.keys():  # noqa: SIM118
            return _whole_amount(figure, currency, self.format).replace(digits, number)
        return self.strings(f"money.{currency}", amount=number)

    def _months(self, months: int) -> str:
        """Return a length as funders print it: in whole years, or in months."""
        years, rest = (0, months) if months % _MONTHS_OF_YEAR else divmod(months, _MONTHS_OF_YEAR)
        parts = [self._count_text("years", years), self._count_text("months", rest)]
        return self.strings("duration.join").join(text for text in parts if text)

    def _count_text(self, unit: str, count: int) -> str:
        if not count:
            return ""
        return self.strings(f"duration.{unit}", count=count)


def unit_of(value: Amount | Count) -> str:
    """Return what the notice says that a figure counts, or that a sum is for each of; else nothing."""
    return next(filter(None, map(counted_unit, (value.note or {}).values())), "") if value.says_figure else ""


_AWARDED: Mapping[CallKind | None, str] = {
    CallKind.FELLOWSHIP: "person",
    CallKind.STUDENTSHIP: "person",
    CallKind.MOBILITY: "person",
    CallKind.PRIZE: "prize",
    CallKind.CONTRACT: "contract",
}
"""What one award of a call is, where that is no project."""

_REASON_KEYS = {
    None: "when.none",
    Reason.TBC: "when.tbc",
    Reason.UNPUBLISHED: "when.unpublished",
    Reason.NONE: "when.no_closing",
}


def machine(moment: Exact) -> str:
    """Return a moment as HTML's global date and time, with its own offset."""
    return moment.begins.astimezone(datetime.timezone(moment.offset)).isoformat(timespec="minutes")


def _period_machine(period: Period) -> str:
    """Return a year or month as HTML writes it; quarters, seasons and thirds have no such value."""
    plain = period.text.replace("-", "").isdigit()
    return period.text if plain else ""


def _offset(offset: datetime.timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _whole_amount(figure: int, currency: str, locale: str) -> str:
    """Return an amount with the name of its currency, without the hundredths that nobody published."""
    return str(
        format_currency(
            figure, currency, locale=locale, format_type="name", currency_digits=False, format="#,##0"
        )
    )


@lru_cache(maxsize=50_000)
def _skeleton(skeleton: str, value: datetime.date | datetime.time, locale: str) -> str:
    moment = value if isinstance(value, datetime.date) else datetime.datetime.combine(_ANY_DAY, value)
    return str(format_skeleton(skeleton, moment, locale=locale))


@lru_cache(maxsize=50_000)
def _pattern_text(pattern: str, day: datetime.date, locale: str) -> str:
    return str(format_date(day, pattern, locale=locale))


_ANY_DAY = datetime.date(2000, 1, 1)
