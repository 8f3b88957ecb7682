"""What a date means as notices write it: the notation to write instead, or why there is none.

An answer is copied without a second look, so nothing is proposed that leaves a part of the text out: of two
days, a clock, a doubt, a week.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, permutations

from exchange.calls.model import zones
from exchange.calls.model.zones import LAST_ZONE
from exchange.languages.claims import DayClaim, MonthClaim, RangeClaim, TimeClaim, WeekdayClaim
from exchange.languages.expressions import expression
from exchange.languages.foreign_dates import in_iso_form
from exchange.languages.language import all_languages, in_any_language, weekday_name
from exchange.languages.typed_values import (
    BRACKETS,
    LONGEST_VALUE,
    days_of_either_order,
    distinct_claims,
    named_day,
    relative_time,
    without_claims,
    year_alone,
)
from exchange.languages.typed_values import words_beside as words_beside_claims
from exchange.text.problems import message_languages
from exchange.text.suggestions import Answer, answer

_LENGTHS = {3: "Q", 6: "H"}  # the months of a quarter and of a half-year
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_THIRDS = {1: "early ", 11: "mid ", 21: "late "}
_THIRDS_OF_YEAR = {1: "early ", 5: "mid ", 9: "late "}
_WEEK = datetime.timedelta(days=6)
_ONE_DAY = datetime.timedelta(days=1)
_DOUBTS = ("expected", "tbc")
_TWELVE = 12
_SHORT_YEAR = expression(
    r"^(?:[’‘'](?P<marked>2[4-9]|3\d)|(?P<bare>2[4-9]|3\d))[-./][ ]?(?P<month>0?[1-9]|1[0-2])[-./][ ]?"
    r"(?P<day>0?[1-9]|1\d|2[0-3]|(?(marked)(?:2[4-9]|3[01])|(?!)))\b\.?"
)
"""A day whose year has two digits; without a sign before it, only where the last number is no such year."""

_LOOSE_DATE = expression(
    r"(?<!\d)(?P<year>20\d\d)(?P<sign>-?)(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?=[\sT,.(]|$)"
)
_HOURS_OF_ONE_HALF = expression(
    r"(?<![\d:.-])(?P<first>\d{1,2})(?P<minutes>[:.][0-5]\d)?\s?[-–~]\s?"
    r"(?=(?P<last>\d{1,2})(?:[:.][0-5]\d)?\s?(?P<half>[ap])\.?m\b)",
    re.IGNORECASE,
)
"""Two times of which the second alone says which half of the day it is in: `2-4pm`, `11-1pm`."""
_PART_OF_MONTH = expression(r"\b(?P<part>early|mid|late)-(?=[^\W\d])", re.IGNORECASE)
_NUMBER_ALONE = expression(r"\d{1,2}\D{0,3}")
_WHOLE_DAY = expression(r"\d{4}\D{1,2}\d{1,2}\D{1,2}\d{1,2}\b")
_LOOSE_TIME = expression(
    r"(?<=\d-\d\d)[ T,]+(?P<hour>[01]\d|2[0-4])[.:hH]?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:.])"
)
_CLOCK = expression(r"(?:UTC|GMT)\s*[+−-]\s*\d+|[^\W\d]+(?:/[^\W\d][\w+-]*)*|(?<=\d)Z|[+-]\d\d:?\d\d\b")
_ABBREVIATION = expression(r"[A-Z]{3,4}")
_ABBREVIATION_ALONE = expression(rf"\b{_ABBREVIATION.pattern}\b")
_CLOCK_BEHIND = expression(r"(?i::\d\d|[ap]\.?m\.?)\s*\(?((?:UTC|GMT)\s*[+−-]\s*\d+|[A-Z]{3,4}\b)")
_BETWEEN = (
    r"\s*[~∼～–—]\s*|\s+-\s+|(?<=[^\W\d])-(?=[^\W\d])|(?<=[^\W\d])/(?=[^\W\d])"
    r"|(?<=[AaPp][Mm])-(?=\d)|(?<=\d:\d\d)-(?=\d{1,2}(?::\d\d|\s?[AaPp][Mm]))|(?<=[^\W\d\x00-\x7f])[/·](?=\d)|(?<=-\d\d)/(?=\d{4}-)"
    r"|(?<=20\d\d)\s?/\s?(?=[^\W\d])|(?<=[^\W\d])\s/\s(?=[^\W\d])|(?<=\b[QH]\d)\s?[-/]\s?(?=[QH]?\d\b)"
)
_ONE_DAY_OF_TWO = (
    r"|(?<=\b\d)-(?=\d{1,2}\s+[^\W\d])|(?<=\b\d\d)-(?=\d{1,2}\s+[^\W\d])"
    r"|(?<=\s\d)-(?=\d{1,2}[^\W\d\x00-\x7f])|(?<=\s\d\d)-(?=\d{1,2}[^\W\d\x00-\x7f])"
)
_BEFORE_BARE_END = expression(r"^.*[^\W\d\x00-\x7f]\s?(?=\d{1,2}$)")
_BARE_END = expression(r"[^\W\d\x00-\x7f]\s?\d{1,2}$")
"""A number whose unit stands behind the second of two, in a script whose letters are syllables."""
_BEFORE_MONTH = expression(r"^.*?\d{4}(?:\D\s*)")
_BEFORE_PART = expression(r"^[QH](?=\d)")
_BEFORE_DAY = expression(r"^.*?\d{4}\D\s*\d{1,2}\D\s*")
_BEFORE_TIME = expression(r"^.*\d{4}-\d\d-\d\d\s+")
_BEHIND_DAY = expression(r"\s+[^\W\d]+\s+\d{4}\b.*$")
_UNIT = expression(r"(?<=\d)[^\W\d]")
_LONG_UNIT = expression(r"(?<=\d)[^\W\d]{2,}")
_ONE_DIGIT_HOUR = expression(r"(?<!\d)[1-7]:\d\d(?!\s?[ap]\.?m\b)", re.IGNORECASE)
_ANOTHER_DAY = expression(
    rf"(?<!\d)\d{{1,2}}\s*(?:[&+,/]|{in_any_language(lambda lang: lang.and_or)})\s*$", re.IGNORECASE
)
"""Before a day: another one, of which it has the month."""
_WORD = expression(r"(?<!\w)[^\W\d]+")
_BETWEEN_DAY_AND_TIME = expression(in_any_language(lambda lang: lang.day_and_time), re.IGNORECASE)
_MONTH_AT_A_TIME = expression(r"(?P<month>20\d\d-(?:0[1-9]|1[0-2]))\s+(?:[(（]\w+[)）]\s*)?\d{1,2}:\d\d")
_OURS = expression(r"20\d\d(?:-\d\d){0,2}")
_OPEN_END = expression(r"^\s*[~∼～]|[~∼～]\s*$")
_OFFSET = expression(r"(?<=:\d\d)[+-]\d\d:?\d\d\b")
_BEHIND_MONTH = expression(r"\s+\d{4}\b.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What to say of a date in another notation: a rule and the values of its message."""

    rule: str
    values: Mapping[str, str]


def explain(text: str, zone_choices: Sequence[str]) -> Explanation | None:
    """Return what a text means that is no date in our notation; None where it is not certain, or too long."""
    if len(text) > LONGEST_VALUE:  # it may be a thousand times
        return None
    if table_answer := answer("moment", text.strip(" ()"), ("tbc", "none")):
        rule = "moment-other-form" if table_answer.write == "tbc" else "moment-without-end"
        return _explanation(rule, text, better=table_answer.write)
    if relative := relative_time(text):
        return _explanation("moment-relative", text, word=relative)
    if year := year_alone(text):
        return _explanation("moment-other-form", text, better=year)
    plain = _with_zeros(text)
    if either := days_of_either_order(plain):
        readings = [_one_date(text, text, zone_choices) for text in either]
        if all(readings):
            better = "` / `".join(reading.values.get("better", "") for reading in readings if reading)
            return _explanation("moment-either", text, better=better)
    return (
        _two_dates(text, plain, zone_choices)
        or _one_date(text, plain, zone_choices)
        or _one_date(text, _titled(plain), zone_choices)
    )


def in_our_notation(text: str, zone_choices: Sequence[str]) -> str:
    """Return a day, month, part of a year or time on a named clock in our notation, if it is all."""
    if len(text) > LONGEST_VALUE or _OURS.fullmatch(text):
        return text
    explanation = explain(text, zone_choices)
    better = (
        explanation.values.get("better", "")
        if explanation and explanation.rule == "moment-other-form"
        else ""
    )
    rest = text
    if ":" in better and not _is_half_a_day(text, better):
        without = without_clock(text, better)
        rest = _BETWEEN_DAY_AND_TIME.sub(" ", without)
        is_certain = without != text
    else:
        named = zones.known_zones() & set(text.split())
        has_hour = any(isinstance(claim, TimeClaim) for claim in distinct_claims(text))
        is_certain = not named and not has_hour and bool(re.fullmatch(r"tbc|[^:`/]+", better))
    is_whole = better == "tbc" or not (words_beside(rest) or _OPEN_END.search(text))
    return better if is_certain and is_whole else text


def _is_half_a_day(text: str, better: str) -> bool:
    """Return True if an hour of one digit was taken as it is: 5:00 often means 17:00, 9:00 not 21:00."""
    hour = _ONE_DIGIT_HOUR.search(text)
    return hour is not None and f" 0{hour.group()}" in better


def _words_for_clock(text: str, moment: str) -> list[str]:
    """Return what a text calls the clock of a moment; nothing where a word for it does not hold then.

    The time of a country holds all year, an abbreviation for a part of it only.
    """
    time, _, name = moment.rpartition(" ")
    words = [word for word in _clock_words(text) if clock_named(word) == name]
    if "`" in time or not words:
        return []
    called = datetime.datetime.fromisoformat(time).replace(tzinfo=zones.zone(name)).tzname()
    return words if all(word == called or not _ABBREVIATION.fullmatch(word) for word in words) else []


def words_beside(text: str) -> str:
    """Return a word that is no part of a date or its zone; empty where there is none."""
    plain = " ".join(word for word in text.split() if word not in zones.known_zones())
    return words_beside_claims(_titled(_with_zeros(plain)))


def _titled(text: str) -> str:
    """Return a text with a capital for each word, as names of months have; `29th of` stays."""
    return _WORD.sub(lambda word: word[0] if word[0] in _small_words() else word[0].capitalize(), text)


@cache
def _small_words() -> frozenset[str]:
    """Return the words of all languages that say nothing by themselves."""
    return frozenset(word for language in all_languages() for word in language.small_words)


def without_clock(text: str, moment: str) -> str:
    """Return a text without what it calls the clock of a moment, where a word for it holds then."""
    for word in sorted(_words_for_clock(text, moment), key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def clock_named(text: str, default: str = "") -> str:
    """Return the zone that a name or an abbreviation stands for, else the default."""
    table_answer = _clock_answer(text)
    if table_answer:
        return table_answer.write or default
    name = text.strip(" ()[]")
    return name if name in zones.known_zones() else _city_zones().get(name, default)


def on_each_clock(time: str, zone_choices: Sequence[str]) -> str:
    """Return a time on the clock of each zone: which of them is meant, only the notice says."""
    return "` / `".join(f"{time} {zone}" for zone in zone_choices)


def midnight(day: datetime.date, zone_choices: Sequence[str]) -> Explanation:
    """Return the two moments that people take the midnight of a day for."""
    day_end = " / ".join(f"{day} 23:59 {zone}" for zone in zone_choices)
    day_start = " / ".join(f"{day + _ONE_DAY} 00:00 {zone}" for zone in zone_choices)
    return Explanation(rule="hour-24", values={"before": day_end, "next": day_start})


def _explanation(rule: str, text: str, **values: str) -> Explanation:
    return Explanation(rule=rule, values={"value": text, **values})


def _clock_answer(text: str) -> Answer | None:
    return answer("zone", text.strip(" ()[]."), zones.known_zones())


@cache
def _city_zones() -> Mapping[str, str]:
    """Return the zones of the IANA database by the names of their cities."""
    names = (name for name in sorted(zones.known_zones()) if name.partition("/")[0] in _CONTINENTS)
    return {name.rpartition("/")[2].replace("_", " "): name for name in names}


_CONTINENTS = frozenset({"Africa", "America", "Asia", "Australia", "Europe", "Pacific"})


def _with_both_halves(hours: re.Match[str]) -> str:
    first, last, half = int(hours["first"]), int(hours["last"]), hours["half"].lower()
    if first % _TWELVE >= last % _TWELVE:
        half = "a" if half == "p" else "p"
    return f"{first}{hours['minutes'] or ''}{half}m – "


def _with_zeros(text: str) -> str:
    """Return a text with dates of the year first, and the times behind them, as ISO 8601 has them."""
    text = _HOURS_OF_ONE_HALF.sub(_with_both_halves, text)
    spaced = _PART_OF_MONTH.sub(r"\g<part> ", in_iso_form(text))
    iso = _SHORT_YEAR.sub(lambda day: f"20{day['marked'] or day['bare']}-{day['month']}-{day['day']}", spaced)
    iso = _LOOSE_DATE.sub(lambda match: "{year}-{month:0>2}-{day:0>2}".format_map(match.groupdict()), iso)
    return _LOOSE_TIME.sub(r" \g<hour>:\g<minute>", iso)


def _two_dates(text: str, plain: str, zone_choices: Sequence[str]) -> Explanation | None:
    """Return both ends of a time that is written from one date to another, or as a week."""
    zone_choices = _clocks(plain) or zone_choices
    week = next((claim for claim in distinct_claims(plain) if _is_week(claim)), None)
    if isinstance(week, RangeClaim):
        monday = datetime.date(week.year or 0, *week.first)
        return _explanation("moment-span", text, begins=f"{monday}", ends=f"{monday + _WEEK}")
    for first, readings in _halves(plain):
        firsts, ends = _firsts(first, readings), _either(readings, zone_choices)
        begins = (
            max((_either([text], zone_choices) for text in firsts), key=len, default="")
            if _BARE_END.search(first)
            else _either(firsts, zone_choices)
        )
        if begins and ends:
            return _explanation("moment-span", text, begins=begins, ends=ends)
    return None


def _is_week(claim: object) -> bool:
    if not isinstance(claim, RangeClaim) or claim.year is None or claim.vague:
        return False
    first = datetime.date(claim.year, *claim.first)
    last = first + _WEEK
    return (last.month, last.day) == claim.last


def _halves(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands before a sign or a word for “to”, and the readings of what stands behind it."""
    words = "".join(f"|{language.between.pattern}" for language in all_languages() if language.between)
    zone_spans = [match.span() for match in _CLOCK.finditer(text) if match.group() in zones.known_zones()]
    for match in re.finditer(f"{_BETWEEN}{_ONE_DAY_OF_TWO}{words}", text):
        if any(start <= match.start() < end for start, end in zone_spans):
            continue  # the sign within the name of a zone
        first, second = text[: match.start()].strip(), text[match.end() :].strip()
        year = _BEFORE_MONTH.match(first)
        texts = (second, f"{year.group() if year else ''}{second}")
        if not first or not (re.search(r"\d", second) or any(map(distinct_claims, texts))):
            continue  # it begins, or ends, and the other end is not told
        if (head := _before_time(first)) and _time_in(second)[:1] == [0]:
            yield first, [f"{head}{second}"]  # two times of one day
            continue
        is_day = _NUMBER_ALONE.fullmatch(second) and _WHOLE_DAY.search(first)
        patterns = (
            (_BEFORE_DAY,)
            if is_day
            else (_BEFORE_TIME, _BEFORE_PART, _BEFORE_BARE_END, _BEFORE_MONTH, _BEFORE_DAY)
        )
        heads = (pattern.match(first) for pattern in patterns)
        yield first, [second, *(f"{head.group()}{second}" for head in heads if head)]


def _before_time(text: str) -> str:
    """Return the day, in words, that a time behind it is of."""
    span = _time_in(text)
    return text[: span[0]] if span else ""


def _time_in(text: str) -> list[int]:
    """Return where the first time of a text begins and ends."""
    found = [claim for language in all_languages() for claim in language.claims(text)]
    spans = [(claim.start, -claim.end) for claim in found if isinstance(claim.claim, TimeClaim)]
    return [abs(place) for place in min(spans, default=())]


def _firsts(first: str, readings: Sequence[str]) -> list[str]:
    """Return the readings of the first of two dates, of which the second alone may tell month and year."""
    time, second = _time_in(first), _time_in(readings[0])
    if time and second and not re.search(r"\d", first[: time[0]]):
        return [f"{first[time[0] :]}{readings[0][second[1] :]}"]
    tails = (pattern.finditer(readings[0]) for pattern in (_BEHIND_MONTH, _BEHIND_DAY, _UNIT, _LONG_UNIT))
    with_tails = [f"{first}{tail.group()}" for tail in chain.from_iterable(tails)]
    return with_tails if _BARE_END.search(first) else [first, *with_tails]


def _either(readings: Sequence[str], zone_choices: Sequence[str]) -> str:
    """Return the notation of the first reading that is a whole date."""
    for reading in readings:
        if _OURS.fullmatch(reading):
            return reading
        explanation = _one_date(reading, reading, zone_choices)
        if explanation and explanation.rule == "moment-other-form":
            return explanation.values["better"].replace("` / `", " / ")
    return ""


def _one_date(text: str, plain: str, zone_choices: Sequence[str]) -> Explanation | None:
    claims = distinct_claims(_OFFSET.sub("", plain))
    weekdays = {claim.weekday for claim in claims if isinstance(claim, WeekdayClaim)}
    for claim in claims:
        named = weekdays | {getattr(claim, "weekday", None)} - {None}
        if isinstance(claim, DayClaim) and claim.date and named - {claim.date.weekday()}:
            right = {f"right_{code}": weekday_name(claim.date, code) for code in message_languages("calls")}
            return _explanation("moment-weekday", text, day=f"{claim.date}", **right)
    day = named_day(plain)
    times = {claim for claim in claims if isinstance(claim, TimeClaim)}
    if day is None:
        return _about_when(text, plain, claims)
    clocks = _clocks(plain)
    if not times:
        return _day_alone(text, plain, day, clocks)
    if two := _on_two_clocks(day, claims, zone_choices):
        return _explanation("moment-other-form", text, better=two)
    unknown = {word for word in _ABBREVIATION_ALONE.findall(text) if not clock_named(word)}
    unknown = {word for word in unknown if zones_sharing(word) or word in _clock_names()}
    unknown |= {word for word in _CLOCK_BEHIND.findall(text) if not clock_named(word)}
    if unknown and (len(unknown) > 1 or len(times) > 1):
        return None
    if unknown:
        (word,), (time,) = unknown, times
        wall = datetime.datetime.combine(day, datetime.time(min(time.hour, 23)))
        clocks = [*zones_called(word, wall, zone_choices)]
        if not clocks and (shared := zones_sharing(word)) and time.hour < 2 * _TWELVE:
            better = on_each_clock(f"{day} {time.hour:02}:{time.minute:02}", shared)
            return _explanation("moment-clock-several", text, words=word, better=better)
        if not clocks:
            return _explanation("moment-clock-unknown", text, words=word, day=f"{day}")
    if not clocks and (words := _words_at_time(plain)) and not is_local(plain):
        return _explanation("moment-clock-unknown", text, words=words, day=f"{day}")
    return _at_a_time(text, plain, day, times, clocks, zone_choices) if len(times) == 1 else None


def _on_two_clocks(day: datetime.date, claims: Sequence[object], zone_choices: Sequence[str]) -> str:
    """Return the first of two times that are one instant on the clocks of two sides, 13:00 and 22:00."""
    times = dict.fromkeys((claim.hour, claim.minute) for claim in claims if isinstance(claim, TimeClaim))
    if len(times) != 2 or any(hour > 23 or minute > 59 for hour, minute in times):
        return ""
    walls = [datetime.datetime.combine(day, datetime.time(*time)) for time in times]
    pairs = [
        pair
        for pair in permutations(zone_choices, 2)
        if len({zones.instants_of(wall, zone) for wall, zone in zip(walls, pair, strict=True)}) == 1
    ]
    return f"{walls[0]:%Y-%m-%d %H:%M} {pairs[0][0]}" if len(pairs) == 1 else ""


def _words_at_time(text: str) -> str:
    """Return the words behind a time, or in brackets before it, that may name its clock."""
    claims = [claim for language in all_languages() for claim in language.claims(text)]
    start = min(claim.start for claim in claims if isinstance(claim.claim, TimeClaim))
    plain = without_claims(text, claims)
    rest = " ".join((*BRACKETS.findall(plain[:start]), plain[start:]))
    for language in all_languages():
        for words in language.limits.values():
            rest = words.sub(" ", rest)
    words_left = re.findall(r"[^\W\d_]{2,}", _BETWEEN_DAY_AND_TIME.sub(" ", rest))
    return " ".join(
        word for word in words_left if word.lower() not in _small_words() and not is_doubt_alone(word)
    )


def _clocks(text: str) -> list[str]:
    """Return the zones that are named beside a time; two are no answer. A longer name has its words."""
    named: list[str] = []
    for words in _clock_words(text):
        if clock_named(words) and not any(f" {words} " in f" {longer} " for longer in named):
            named.append(words)
    clocks = {clock_named(words) for words in named}
    return [*clocks] if len(clocks) == 1 else []


@cache
def _clock_names() -> frozenset[str]:
    """Return the abbreviations of every zone of the IANA database in the winter and summer of a year."""
    days = [datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (1, 7)]
    names = (day.astimezone(zones.zone(name)).tzname() for name in zones.known_zones() for day in days)
    return frozenset(name for name in names if name and _ABBREVIATION.fullmatch(name))


def zones_called(word: str, wall: datetime.datetime, zone_choices: Sequence[str]) -> Sequence[str]:
    """Return the only zone of a choice whose clock has an abbreviation at a time; else none."""
    own = [name for name in zone_choices if wall.replace(tzinfo=zones.zone(name)).tzname() == word]
    return own if len(own) == 1 else ()


def zones_sharing(abbreviation: str) -> Sequence[str]:
    """Return the zones of several countries whose clocks have one abbreviation."""
    shared = answer("clocks", abbreviation, ("clocks",))
    return shared.write.split(", ") if shared else ()


def _clock_words(text: str) -> list[str]:
    """Return what may be the name of a clock, the longest first: each three words, each two and each one."""
    words = [match.group() for match in _CLOCK.finditer(text)]
    return [" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words) - size + 1)]


def is_local(text: str) -> bool:
    """Return True if a time is that of each applicant's own clock."""
    return any((clock := _clock_answer(word)) and not clock.write for word in _clock_words(text))


def _day_alone(text: str, plain: str, day: datetime.date, clocks: Sequence[str]) -> Explanation | None:
    if LAST_ZONE in clocks:
        return _explanation("moment-other-form", text, better=f"{day} 23:59 {LAST_ZONE}")
    claims = [claim for language in all_languages() for claim in language.claims(plain)]
    starts = [claim.start for claim in claims if getattr(claim.claim, "date", None) == day]
    if starts and _ANOTHER_DAY.search(plain[: min(starts)]):
        return None
    return _with_doubt(text, plain, f"{day}") if len(re.findall(r"\d+", plain)) <= 3 else None


def _at_a_time(
    text: str,
    plain: str,
    day: datetime.date,
    times: set[TimeClaim],
    named: Sequence[str],
    zone_choices: Sequence[str],
) -> Explanation | None:
    clocks = named or zone_choices
    (time,) = times
    if (own := _clock_of_other_season(plain, day, time, clocks, zone_choices)) and not time.either_half:
        return _explanation("moment-other-clock", text, **own)
    if time.hour * 60 + time.minute == 24 * 60:
        return midnight(day, clocks)
    if time.hour > 23 or time.minute > 59:
        return None
    hours = [time.hour, (time.hour + _TWELVE) % 24] if time.either_half else [time.hour]
    better = "` / `".join(on_each_clock(f"{day} {hour:02}:{time.minute:02}", clocks) for hour in hours)
    if is_local(plain) and not _clocks(plain):
        rule = "moment-local" if len(clocks) > 1 else "moment-local-within-side"
        return _explanation(rule, text, better=better, day=f"{day}")
    return _with_doubt(text, plain, better)


def _clock_of_other_season(
    text: str, day: datetime.date, time: TimeClaim, clocks: Sequence[str], zone_choices: Sequence[str]
) -> dict[str, str]:
    """Return what a message says of a clock not kept on a day, as GMT in July: both times it may mean.

    They are on the clock of the side, where that is the same on the day.
    """
    if len(clocks) != 1 or time.hour > 23:
        return {}
    wall = datetime.datetime.combine(day, datetime.time(time.hour, time.minute))
    there = wall.replace(tzinfo=zones.zone(clocks[0]))
    year = (there.replace(month=month, day=1) for month in range(1, 13))
    offsets = {moment.tzname(): moment.utcoffset() for moment in year}
    word = next((word for word in _clock_words(text) if word in offsets and word != there.tzname()), "")
    offset, own_offset = offsets.get(word), there.utcoffset()
    if not word or offset is None or own_offset is None:
        return {}
    own = [name for name in zone_choices if wall.replace(tzinfo=zones.zone(name)).utcoffset() == own_offset]
    zone = own[0] if len(own) == 1 else clocks[0]
    shifted = wall + own_offset - offset
    return {
        "clock": word,
        "day": f"{day}",
        "better": f"{wall:%Y-%m-%d %H:%M} {zone}",
        "exact": f"{shifted:%Y-%m-%d %H:%M} {zone}",
    }


def _with_doubt(text: str, plain: str, better: str) -> Explanation:
    """Return a notation, and that the notice calls it likely where a word of it says so."""
    return _explanation("moment-in-doubt" if is_doubted(plain) else "moment-other-form", text, better=better)


def is_doubted(text: str) -> bool:
    """Return True if a text, or a word of it, says that its date is likely only."""
    return any(is_doubt_alone(word) for word in (text, *re.findall(r"[^\W\d]+", text)))


def is_doubt_alone(text: str) -> bool:
    """Return True if a text says that a date is likely only, and nothing else."""
    return text.strip().lower() in _DOUBTS or bool(
        answer("basis", text, _DOUBTS) or answer("moment", text, ("tbc",))
    )


def _about_when(text: str, plain: str, claims: Sequence[object]) -> Explanation | None:
    """Return the notation of a month or a part of a year; that a day lacks its year."""
    parts = {_about(claim) for claim in claims if isinstance(claim, RangeClaim) and claim.year}
    months = {f"{claim.year}-{claim.month:02}" for claim in claims if isinstance(claim, MonthClaim)}
    notations = parts or months
    days = {claim for claim in claims if isinstance(claim, DayClaim)}
    if not notations and (month := _MONTH_AT_A_TIME.match(plain)):
        return _explanation("moment-other-form", text, better=month["month"])
    if not days and len(notations) == 1 and (better := notations.pop()):
        return _with_doubt(text, plain, better)
    bare = days.pop() if len(days) == 1 else None
    if bare and bare.month and bare.year is None:
        return _explanation("moment-without-year", text, better=f"-{bare.month:02}-{bare.day:02}")
    return None


def _about(claim: RangeClaim) -> str:
    """Return the notation of a part of a year or a third of a month; empty for any other time."""
    if claim.part:
        return claim.part
    (month, day), (last_month, last_day) = claim.first, claim.last
    months = (last_month - month) % _TWELVE + 1
    year = claim.year
    if months == 1:
        third = _THIRDS.get(day, "") if last_day - day < 28 else ""
        return f"{third}{year}-{month:02}" if third or day == 1 or claim.vague else ""
    if months == 3 and month in _SEASONS:
        return f"{year}-{_SEASONS[month]}"
    if months == 4 and month in _THIRDS_OF_YEAR:
        return f"{_THIRDS_OF_YEAR[month]}{year}"
    if months in _LENGTHS and (month - 1) % months == 0:
        return f"{year}-{_LENGTHS[months]}{(month - 1) // months + 1}"
    return ""
