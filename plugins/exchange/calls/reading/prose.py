"""Hold the prose of a call's page against its record: what it claims, some field must hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import combinations
from typing import TypeAlias

from exchange.calls.model import zones
from exchange.calls.model.call import (
    APPLYING,
    ENTRY_SEPARATOR,
    NEVER,
    Amount,
    Budget,
    Call,
    CallSide,
    ChangeKind,
    Count,
    DatedMoment,
    Day,
    Duration,
    Exact,
    Lifecycle,
    MissingDate,
    Moment,
    Period,
    ResultNumbers,
    Results,
    Stage,
    StageKind,
    Words,
    written_name,
)
from exchange.calls.model.schedule import Point, first_day, occurrences
from exchange.calls.model.settings import Settings
from exchange.calls.reading.record_places import RecordPlaces
from exchange.languages.claims import (
    AmountClaim,
    ApplicantClaim,
    Aside,
    CallState,
    Claim,
    CountClaim,
    DayClaim,
    LengthClaim,
    MonthClaim,
    OffsetClaim,
    RangeClaim,
    RateClaim,
    StageClaim,
    StateClaim,
    TimeClaim,
    WeekdayClaim,
    WrittenClaim,
)
from exchange.languages.language import all_languages, in_any_language, weekday_name
from exchange.languages.typed_values import distinct_claims, named_lengths, named_limit
from exchange.text.problems import Place, Problem, message_languages

_CLOCKS = (
    *("Europe/Brussels", "Asia/Tokyo", "America/New_York", "Etc/UTC"),
    *(f"Etc/GMT{hours:+d}" for hours in (0, -1, -2, -9, 5)),
)
"""Zones whose clocks prose may name beside those of the sides."""
_ONE_DAY = datetime.timedelta(days=1)
_OF_THE_AWARD = (
    *("calls/prose-length", "calls/prose-count", "calls/prose-rate"),
    "calls/prose-applicants",
)
_OF_STATES = ("calls/prose-state", "calls/prose-stage")
_OF_THE_WHOLE = (
    "title",
    "summary",
)  # other texts of a record are of a part of the call, or of a change to it
_OF_APPLICANTS = ("consortium", "eligibility", "organisations", "nationality", "limits")
_OF_EACH = re.compile(in_any_language(lambda lang: lang.each_words), re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;\n]|[.!?](?=\s)|,(?=\s)")
_IN_RECORDS = {
    **{code: code for code in (*_OF_STATES, *_OF_THE_AWARD)},
    "calls/prose-side": "calls/record-text-side",
    "calls/prose-opening": "calls/record-text-point",
    "calls/prose-closing": "calls/record-text-point",
    "calls/prose-judging": "calls/record-text-point",
}
_RECORDED_STATES = {
    CallState.CANCELLED: ChangeKind.CANCELLED,
    CallState.WITHDRAWN: ChangeKind.WITHDRAWN,
    CallState.PAUSED: ChangeKind.PAUSED,
    CallState.REOPENED: ChangeKind.REOPENED,
    CallState.EXTENDED: ChangeKind.EXTENDED,
    CallState.DECIDED: ChangeKind.RESULTS,
}
_HIDDEN_TEXT = re.compile(
    r"^(?P<fence>```++(?=[^`\n]*$)|~~~++).*?(?:^(?P=fence)[ \t]*$|\Z)"  # code
    r"|^\[\^[^\]]+\]:[^\n]*(?:\n[ \t]+[^\n]*)*"  # sources, in footnotes
    r"|<!--(?:(?!<!--).)*?-->|`[^`\n]*`|\{[^}\n]*\}|<[^>\n]*>|\]\([^)\n]*\)|https?://\S+|^:::[^\n]*",
    re.MULTILINE | re.DOTALL,
)


_REST_OF_QUESTION = re.compile(
    r"(?:[^.!?。？()\n]|\.(?!\s|$)|\([^()\n]*\)|\n(?![ \t]*(?:\n|[-*|#>+]|\d+\.\s)))*[?？]"
)
"""From a word of a sentence to the mark that makes it a question, also on the next line of a paragraph."""
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*|]|\d+\.)\s)")
_NAME = re.compile(r"\{call:(?P<form>[a-z0-9-]+)|calls/(?P<link>[a-z0-9-]+)\.md")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Digits and signs of full width, with those that they stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValues:
    """Everything that the fields of a call hold.

    `times` are by the zone of the clock, or by "" as they were set, and by the zone of those whom they are
    for, or by "" for anybody. `gaps` are the days between any two dates, each on its own clock.
    `applicants`, `rates` and `cost_shares` are by the zone of their side, or by "" for any.
    `former_days` are those that only a change holds, as the date that moved; `others_days` those of which,
    by the zone of a side, only other sides have a stage. `days_of_others` are those on which, for an opening,
    something closes and nothing else is, and the other way round.
    """

    days: frozenset[datetime.date]
    former_days: frozenset[datetime.date]
    others_days: Mapping[str, frozenset[datetime.date]]
    days_of_others: Mapping[str, frozenset[datetime.date]]
    periods: tuple[tuple[datetime.date, datetime.date], ...]
    times: Mapping[tuple[str, str], frozenset[tuple[int, int]]]
    amounts: frozenset[tuple[int, str]]
    other_sums: frozenset[tuple[int, str]]  # money that is not the call's
    lengths: frozenset[int]
    counts: frozenset[int]
    rates: Mapping[str, frozenset[int]]
    cost_shares: Mapping[str, frozenset[int]]
    applicants: Mapping[str, frozenset[str]]
    gaps: frozenset[int]
    states: frozenset[CallState]
    stages: frozenset[str]
    currency: str  # for a sum that names none
    begins: datetime.date | None  # the first day of any stage
    unread: frozenset[str] = frozenset()  # fields of the record that have a fault: what they say is not known
    unread_figures: frozenset[int] | None = None  # what figures they have; None where that is not known
    are_conditions: bool = False  # the text says who may apply: a sum in it need not be one that is paid


_DATES = frozenset(
    {"background", "changes", "cutoffs", "next_expected", "publish", "rounds", "sides", "stages"}
)
_MONEY = frozenset({"budget", "duration", "results", "sides"})
_HOLDERS: Mapping[type, frozenset[str]] = {
    **dict.fromkeys((DayClaim, MonthClaim, RangeClaim, WeekdayClaim, TimeClaim, OffsetClaim), _DATES),
    **dict.fromkeys((LengthClaim, CountClaim, RateClaim), _MONEY),
    AmountClaim: _MONEY | {"background"},
    **dict.fromkeys((StateClaim, StageClaim), _DATES | {"lifecycle", "rolling", "source"}),
    ApplicantClaim: frozenset({"sides"}),
}
"""The fields of a record that may hold what is claimed."""
_FIELD_NAMES = frozenset(entry.name for entry in fields(Call)) | {"cutoffs"}
_OWNERS = {
    written_name(entry): owner
    for owner, model in (("sides", CallSide), ("budget", Budget))
    for entry in fields(model)
    if written_name(entry) not in _FIELD_NAMES
}
"""The fields of the only side and of the budget that may be written at the top, with where they belong."""


def field_values(call: Call, settings: Settings, unread: Collection[str] = ()) -> FieldValues:
    """Return what the fields of a call hold; `unread` are those of its record that have a fault."""
    moments = [moment for moment in _moments(call) if not isinstance(moment, MissingDate | None)]
    current_days = {day for moment in moments for day in _days(moment, settings)}
    old_dates = [change.before for change in call.changes]
    old_moments = [moment for moment in old_dates if not isinstance(moment, MissingDate | None)]
    former_days = {day for moment in old_moments for day in _days(moment, settings)} - current_days
    moments += old_moments
    days = current_days | former_days
    return FieldValues(
        days=frozenset(days | set(_days_of_sources(call))),
        former_days=frozenset(former_days),
        others_days=_others_days(call, settings),
        days_of_others=_days_of_other_points(call, settings),
        periods=tuple((moment.first, moment.last) for moment in moments if isinstance(moment, Period)),
        times=_times(call, settings),
        amounts=frozenset(_figures(_sums(call))),
        other_sums=frozenset(_figures(amount for entry in call.background for amount in entry.amount)),
        currency=settings.currencies[0],
        lengths=frozenset(_lengths(call)),
        counts=frozenset(_numbers_of_awards(call)),
        rates=_by_side(call, settings, _rates),
        cost_shares=_by_side(call, settings, _cost_shares),
        applicants=_applicants(call, settings),
        gaps=frozenset(
            abs((earlier - later).days) for earlier, later in combinations(map(first_day, moments), 2)
        ),
        states=frozenset(_states(call)),
        stages=frozenset(_stage_kinds(call)),
        begins=min((occurrence.day for occurrence in occurrences(call)), default=None),
        unread=frozenset(_OWNERS.get(name, name) for name in unread),
    )


def _days_of_sources(call: Call) -> Iterator[datetime.date]:
    yield from (day for source in call.source for day in (source.published, source.checked) if day)


def _states(call: Call) -> Iterator[CallState]:
    """Yield the states that a record knows the call to be in, or to have been in, whatever day it is."""
    changes = {change.kind for change in call.changes}
    yield from (state for state, kind in _RECORDED_STATES.items() if kind in changes)
    if call.lifecycle is Lifecycle.AWARDED:
        yield CallState.DECIDED
    if call.rolling or any(stage.closes == NEVER for stage in call.stages):
        yield CallState.UNENDING
    if call.lifecycle not in (Lifecycle.PLANNED, Lifecycle.ANNOUNCED) or _was_read_after_the_end(call):
        yield CallState.CLOSED


def _stage_kinds(call: Call) -> set[str]:
    """Return the kinds of stages of a call; a first step without a kind of its own may be any of them."""
    kinds = {stage.kind.value for stage in call.dated_parts}
    first_steps = {kind.value for kind in APPLYING} - {StageKind.FULL.value, StageKind.ROUND.value}
    is_by_invitation = any(stage.invite_only for stage in call.dated_parts if stage.applying)
    return kinds | first_steps if is_by_invitation and kinds.isdisjoint(first_steps) else kinds


def _was_read_after_the_end(call: Call) -> bool:
    """Return True if a source was read after the last deadline: what says then that it is closed is right."""
    deadlines = [occurrence.day for occurrence in occurrences(call) if occurrence.point is Point.CLOSES]
    return bool(deadlines) and max(source.checked for source in call.source) > max(deadlines)


def check_prose(
    text: str, call: Call, settings: Settings, *, path: str, first_line: int = 1, unread: Collection[str] = ()
) -> list[Problem]:
    """Return what a notice claims that its record does not hold, and weekdays that are not the date's.

    `unread` are fields of the record that have a fault: what one of them may hold is not judged.
    """
    facts = field_values(call, settings, unread)
    return _claim_problems(text, call, facts, settings, path=path, first_line=first_line)


def check_mentions(
    text: str, calls: Mapping[str, Call], settings: Settings, *, path: str, first_line: int = 1
) -> Iterator[Problem]:
    """Yield what a page elsewhere claims of a call, in paragraphs that name one by a date of it or a link."""
    start = 0
    for paragraph in _PARAGRAPH.split(text):
        start = text.index(paragraph, start)
        names = {match["form"] or match["link"] for match in _NAME.finditer(paragraph)} & calls.keys()
        if len(names) == 1:
            line = first_line + text.count("\n", 0, start)
            yield from check_prose(paragraph, calls[names.pop()], settings, path=path, first_line=line)


def _claim_problems(
    text: str, call: Call, facts: FieldValues, settings: Settings, *, path: str, first_line: int = 1
) -> list[Problem]:
    visible = _HIDDEN_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text.translate(_NARROW))
    if facts.are_conditions:  # each is about something of its own
        visible = visible.replace(ENTRY_SEPARATOR, ";\n").replace("; ", ";\n")
    problems = []
    asides = [aside for known_language in all_languages() for aside in known_language.asides(visible)]
    for claim in _widest(
        claim for known_language in all_languages() for claim in known_language.claims(visible)
    ):
        if any(_excuses(aside, claim, facts.begins) for aside in asides):
            continue
        if facts.are_conditions and _is_threshold(claim, visible):
            continue
        rule, values = _fault(claim.claim, facts)
        if facts.are_conditions and rule == "prose-date" and not _is_of_applying(claim, visible):
            continue
        if rule == "prose-amount" and _is_of_others(claim, visible, facts):
            continue
        if not rule and (side := _other_side(claim.claim, facts)):
            rule, values = "prose-side", _names_of_side(side, settings)
        if not rule and (point := _other_point(claim, visible, facts)):
            rule = f"prose-{point}"
            values = {"opening": f"{_form(call, claim.claim, settings).removesuffix('}')}/opens}}"}
        if not rule and _is_former(claim.claim, facts) and not _tells_of_a_move(visible, claim.start):
            rule, values = "prose-former", {}
        is_open = not _is_known(claim.claim, facts) or _REST_OF_QUESTION.match(visible, claim.end)
        if rule and (rule == "prose-weekday" or not is_open):
            place = Place.at(claim.start, text, path=path, first_line=first_line)
            claim_text = text[claim.start : claim.end].strip()
            values |= {"text": claim_text, "form": _form(call, claim.claim, settings)}
            problems.append(Problem(code=f"calls/{rule}", place=place, values=values))
    return problems


def _is_known(claim: Claim, facts: FieldValues) -> bool:
    """Return True if what a fault hides cannot hold what is claimed, and no field has a name of its own."""
    if not facts.unread <= _FIELD_NAMES:
        return False
    if _HOLDERS[type(claim)].isdisjoint(facts.unread):
        return True
    if facts.unread_figures is None or not isinstance(claim, DayClaim | MonthClaim):
        return False
    parts = {claim.year, claim.month, getattr(claim, "day", None)} - {None}
    return not parts <= facts.unread_figures


def _is_threshold(claim: WrittenClaim, text: str) -> bool:
    """Return True if a sum in a text on applicants is what they must have or add, not what they are paid."""
    if not isinstance(claim.claim, AmountClaim):
        return False
    limit = named_limit(_clause_around(claim, text))[0]
    return limit == "min" or not (limit == "max" or claim.claim.of_the_call)


def _is_of_others(claim: WrittenClaim, text: str, facts: FieldValues) -> bool:
    """Return True if a sum is money around the call, and no word says that it is the most or that of each."""
    sum_claim = claim.claim
    if not isinstance(sum_claim, AmountClaim):
        return False
    codes = {sum_claim.currency, *sum_claim.other_currencies}
    others = {figure for figure, code in facts.other_sums if not sum_claim.currency or code in codes}
    clause = _clause_around(claim, text)
    return sum_claim.figure in others and named_limit(clause)[0] != "max" and not _OF_EACH.search(clause)


def _clause_around(claim: WrittenClaim, text: str) -> str:
    return _CLAUSE_END.split(text[: claim.start])[-1] + _CLAUSE_END.split(text[claim.start :])[0]


def _is_of_applying(claim: WrittenClaim, text: str) -> bool:
    """Return True if a text on who may apply says that a date is one of applying."""
    sentence = f"{text[max(claim.start - 60, 0) : claim.start]}\0{text[claim.end : claim.end + 40]}"
    return any(lang.applied_for and lang.applied_for.search(sentence) for lang in all_languages())


def _excuses(aside: Aside, claim: WrittenClaim, begins: datetime.date | None) -> bool:
    """Return True if a claim is in a sentence about something else; of the past, if it is earlier."""
    is_in_it = aside.start <= claim.start < aside.end and isinstance(claim.claim, aside.claims)
    is_of_earlier_year = aside.year is None or (begins is not None and aside.year < begins.year)
    return is_in_it and is_of_earlier_year and (not aside.earlier or _is_earlier(claim.claim, begins))


def _is_earlier(claim: Claim, begins: datetime.date | None) -> bool:
    """Return True if a date lies in a year before that of the first stage of a call."""
    year = getattr(claim, "year", None)
    return begins is not None and year is not None and year < begins.year


def _unread_figures(names: Iterable[str], places: RecordPlaces) -> Iterator[int]:
    """Yield the figures that fields with a fault have, and the months that they name."""
    for text in (text for name in names for text in places.texts(name)):
        yield from map(int, re.findall(r"\d{1,9}", text))
        claims = distinct_claims(text)
        yield from (
            claim.month for claim in claims if isinstance(claim, DayClaim | MonthClaim) and claim.month
        )


def check_record_texts(
    call: Call, settings: Settings, places: RecordPlaces, unread: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield what the texts of a record claim that none of its fields holds, each once; `unread` as above."""
    facts = field_values(call, settings, unread)
    if unread:
        facts = replace(facts, unread_figures=frozenset(_unread_figures(unread, places)))
    by_name = {
        "note": replace(facts, former_days=frozenset()),  # on a change it may name what that changed
        **dict.fromkeys(_OF_APPLICANTS, replace(facts, are_conditions=True)),
    }
    change_notes = [change.note for change in call.changes]
    for name, find_place, words in _record_texts(call, places):
        claims = {
            problem.values["text"]: (problem, text)
            for text in words.values()
            for problem in _claim_problems(text, call, by_name.get(name, facts), settings, path=places.path)
            if (name in _OF_THE_WHOLE or problem.code not in _OF_STATES)
            and (name != "label" or problem.code != "calls/prose-count")  # of that stage alone
            and not (name == "label" and _is_of_what_is_paid(problem, text))
            and (name != "question" or problem.code == "calls/prose-weekday")  # what is asked is no claim
            and not (
                name == "note"
                and (words in change_notes or _tells_of_a_move(text, 0))
                and _is_old_sum(problem, text)
            )
        }
        together: dict[tuple[str, str], list[Problem]] = {}
        for _, (problem, text) in sorted(claims.items(), key=lambda claim: claim[0]):
            code = _IN_RECORDS.get(problem.code, "calls/record-text")
            together.setdefault((code, text), []).append(problem)
        for (code, text), problems in together.items():
            place = places.text(text)
            named = "', '".join(problem.values["text"] for problem in problems)
            yield Problem(
                code=code,
                place=place if place.line > 1 else find_place(),
                values=dict(problems[0].values) | {"name": name, "text": named},
            )


def _is_of_what_is_paid(problem: Problem, text: str) -> bool:
    """Return True if a date in the name of a stage is that of the meetings or visits which it pays for."""
    if problem.code != "calls/prose-date":
        return False
    start = text.find(problem.values["text"])
    masked = f"{text[:start]}\0{text[start + len(problem.values['text']) :]}"
    return any(lang.taking_place and lang.taking_place.search(masked) for lang in all_languages())


def text_fields(call: Call, places: RecordPlaces) -> Iterator[Words]:
    """Yield the texts of a record that are about the call as a whole or a part of it."""
    yield from (words for _, _, words in _record_texts(call, places))


FindPlace: TypeAlias = Callable[[], Place]
"""Finds a place when it is asked for: the record is parsed again for it."""


def _record_texts(call: Call, places: RecordPlaces) -> Iterator[tuple[str, FindPlace, Words]]:
    """Yield the texts that may name dates and amounts: name, place, and the text in each language."""
    for name in ("title", "summary", "consortium"):
        yield from _optional_text(name, partial(places.field, name), getattr(call, name))
    yield from _budget_texts(call.budget, partial(places.field, "budget"))
    for number, question in enumerate(call.questions):
        question_place = partial(places.item, "questions", number)
        yield from _optional_text("question", question_place, question.question)
        yield from _optional_text("answer", question_place, question.answer)
    for number, side in enumerate(call.sides):
        side_place = partial(places.item, "sides", number)
        yield from _optional_text("eligibility", partial(side_place, "eligibility"), side.eligibility)
        for name in ("organisations", "nationality", "limits"):
            yield from _optional_text(name, side_place, getattr(side.applicants, name, None))
        yield from _budget_texts(side.budget, side_place)
    for stage in call.dated_parts:
        yield from _optional_text("label", partial(places.stage, stage.id, "label"), stage.label)
        yield from _optional_text("place", partial(places.stage, stage.id, "place"), stage.place)
    if call.results is not None:
        for results in _with_parts(call.results):
            yield from _optional_text("note", partial(places.field, "results"), results.note)
    for number, change in enumerate(call.changes):
        yield from _optional_text("note", partial(places.change, number, "note"), change.note)


def _budget_texts(budget: Budget | None, find_place: FindPlace) -> Iterator[tuple[str, FindPlace, Words]]:
    if budget is not None:
        yield from _optional_text("note", find_place, budget.note)
        for part in budget.parts:
            yield from _optional_text("name", find_place, part.name)
            yield from _optional_text("note", find_place, part.note)


def _optional_text(
    name: str, find_place: FindPlace, words: Words | None
) -> Iterator[tuple[str, FindPlace, Words]]:
    if words is not None:
        yield name, find_place, words


def _widest(claims: Iterable[WrittenClaim]) -> list[WrittenClaim]:
    """Return the claims in order, without those inside a wider one of the same kind of thing."""
    sorted_claims = sorted(claims, key=lambda claim: (claim.start, -claim.end))
    result: list[WrittenClaim] = []
    for claim in sorted_claims:
        if not any(wider.start <= claim.start and claim.end <= wider.end for wider in result):
            result.append(claim)
    return result


def _fault(claim: Claim, values: FieldValues) -> tuple[str, dict[str, str]]:
    """Return the rule that a claim breaks and what its message needs; an empty rule where it breaks none."""
    match claim:
        case DayClaim():
            day = claim.date
            if day is not None and claim.weekday is not None and day.weekday() != claim.weekday:
                names = {f"right_{code}": weekday_name(day, code) for code in message_languages("calls")}
                return "prose-weekday", names
            return ("", {}) if _holds_day(claim, values) else ("prose-date", {})
        case MonthClaim():
            return ("", {}) if _holds_month(claim, values) else ("prose-date", {})
        case RangeClaim():
            is_held = not claim.of_the_call or _holds_range(claim, values)
            return ("", {}) if is_held else ("prose-date", {})
        case WeekdayClaim():
            held_days = {day.weekday() for day in values.days}
            return ("", {}) if claim.weekday in held_days else ("prose-date", {})
        case TimeClaim():
            return ("", {}) if _holds_time(claim, values) else ("prose-time", {})
        case AmountClaim():
            sum_line = f"{{{claim.currency or values.currency}: {claim.figure}}}"
            return ("", {}) if _holds_amount(claim, values) else ("prose-amount", {"sum": sum_line})
        case LengthClaim():
            is_right = not values.lengths or not values.lengths.isdisjoint({claim.shortest, claim.longest})
            return ("", {}) if is_right else ("prose-length", {})
        case CountClaim():
            is_right = values.are_conditions or not values.counts or claim.number in values.counts
            return ("", {}) if is_right else ("prose-count", {})
        case OffsetClaim():
            return ("", {}) if _holds_offset(claim, values) else ("prose-offset", {})
        case RateClaim():
            by_kind = {True: values.rates, False: values.cost_shares}
            held = [by_side for kind, by_side in by_kind.items() if claim.is_of_full_cost in (kind, None)]
            shares = {share for by_side in held for share in by_side.get(claim.applicants) or by_side[""]}
            is_right = not shares or claim.percent in shares
            return ("", {}) if is_right else ("prose-rate", {})
        case ApplicantClaim():
            types = values.applicants.get(claim.applicants) or values.applicants[""]
            like = [kind for kind in types if _is_like(claim.type, kind)]
            is_right = not types or (len(like) == len(types) if claim.alone else bool(like))
            return ("", {}) if is_right else ("prose-applicants", {})
        case StateClaim():
            return ("", {}) if claim.state in values.states else ("prose-state", {})
        case StageClaim():
            if values.stages.isdisjoint(claim.kinds):
                return "prose-stage", {"line": _stage_line(claim.kinds[0])}
            return "", {}


def _stage_line(kind: str) -> str:
    """Return the line that adds a stage of a kind to a record before its dates are known."""
    is_applied_in = StageKind(kind) in APPLYING
    dates = "opens: tbc, closes: tbc" if is_applied_in else "date: tbc"
    return f"- {{id: {kind}, kind: {kind}, {dates}}}"


def _is_former(claim: Claim, values: FieldValues) -> bool:
    """Return True if a day is one that was the date of something before that moved."""
    if not isinstance(claim, DayClaim):
        return False
    current = replace(values, days=values.days - values.former_days)
    return _holds_day(claim, values) and not _holds_day(claim, current)


def _others_days(call: Call, settings: Settings) -> Mapping[str, frozenset[datetime.date]]:
    """Return for the zone of each side the days that stages of other sides alone are on."""
    by_side: dict[str | None, set[datetime.date]] = {}
    for stage in call.dated_parts:
        earlier_dates = [change.before for change in call.changes if change.stage == stage.id]
        for moment in (*_moments_of_stage(stage), *earlier_dates):
            if not isinstance(moment, MissingDate | None):
                by_side.setdefault(stage.side, set()).update(_days(moment, settings))
    common = by_side.get(None, set()) | set(_days_of_sources(call))
    for moment in _moments_beside_stages(call):
        if not isinstance(moment, MissingDate | None):
            common |= _days(moment, settings)
    return {
        settings.side(code).zone: frozenset(
            {day for side, days in by_side.items() for day in days if side}
            - common
            - by_side.get(code, set())
        )
        for code in call.side_codes
    }


def _other_side(claim: Claim, values: FieldValues) -> str:
    """Return the zone of the side whose date a text says a day to be, although it is another's; or ""."""
    if not isinstance(claim, DayClaim):
        return ""
    for zone in claim.applicants:
        other_days = values.others_days.get(zone, frozenset())
        if other_days and not _holds_day(claim, replace(values, days=values.days - other_days)):
            return zone
    return ""


def _days_of_other_points(call: Call, settings: Settings) -> Mapping[str, frozenset[datetime.date]]:
    """Return the days that only end something, by `opening`, those that only begin it, by `closing`, and both
    by `judging`, the day of a panel, an interview or a decision.
    """

    def days(moments: Iterable[Moment | None]) -> set[datetime.date]:
        dated = (moment for moment in moments if not isinstance(moment, MissingDate | None))
        return {day for moment in dated for day in _days(moment, settings)}

    opening = days(stage.opens for stage in call.dated_parts)
    closing = days(stage.closes for stage in call.dated_parts)
    windows = (moment for stage in call.dated_parts if stage.window for moment in _moments_of_stage(stage))
    other_days = days([*_moments_beside_stages(call), *(stage.date for stage in call.dated_parts), *windows])
    return {
        "opening": frozenset(closing - opening - other_days),
        "closing": frozenset(opening - closing - other_days),
        "judging": frozenset((opening | closing) - other_days),
    }


def _other_point(claim: WrittenClaim, text: str, values: FieldValues) -> str:
    """Return `opening`, `closing` or `judging` where a text says so of a date that is another's."""
    if not isinstance(claim.claim, DayClaim | MonthClaim):
        return ""
    sentence = f"{text[max(claim.start - 60, 0) : claim.start]}\0{text[claim.end : claim.end + 30]}"
    for point, days in values.days_of_others.items():
        if any(lang.points[point].search(sentence) for lang in all_languages() if point in lang.points):
            rest = replace(values, days=values.days - days)
            held = (
                _holds_day(claim.claim, rest)
                if isinstance(claim.claim, DayClaim)
                else _holds_month(claim.claim, rest)
            )
            return "" if held else point
    return ""


def _names_of_side(zone: str, settings: Settings) -> dict[str, str]:
    """Return the names of the side that a zone is of, as messages in each language need them."""
    side = next(side for side in settings.sides if side.zone == zone)
    names = side.short_name or side.name or {}
    return {f"side_{code}": names.get(code, side.code) for code in message_languages("calls")}


def _tells_of_a_move(text: str, position: int) -> bool:
    """Return True if the paragraph of a position says that something is no longer as it was."""
    start = text.rfind("\n\n", 0, position) + 1
    paragraph = text[start:].lstrip("\n").partition("\n\n")[0]
    return any(lang.moved and lang.moved.search(paragraph) for lang in all_languages())


def _is_old_sum(problem: Problem, text: str) -> bool:
    """Return True if a note says of a sum that it was so before a change."""
    if problem.code != "calls/prose-amount":
        return False
    masked = text.replace(problem.values["text"], "\0")
    patterns = (lang.former_value for lang in all_languages())
    return any(pattern and pattern.search(masked) for pattern in patterns)


def _holds_day(claim: DayClaim, values: FieldValues) -> bool:
    return any(
        claim.month in (None, day.month)
        and claim.day == day.day
        and claim.year in (None, day.year)
        and claim.weekday in (None, day.weekday())
        for day in values.days
    )


def _holds_month(claim: MonthClaim, values: FieldValues) -> bool:
    month = (claim.year, claim.month)
    if any((day.year, day.month) == month for day in values.days):
        return True
    return any(
        (first.year, first.month) <= month <= (last.year, last.month) for first, last in values.periods
    )


def _holds_range(claim: RangeClaim, values: FieldValues) -> bool:
    """Return True if a day of the record is in a range; of a vague one, if the record is as vague."""
    if not claim.vague and any(_is_within(claim, day) for day in values.days):
        return True
    return any(_is_within(claim, first) and _is_within(claim, last) for first, last in values.periods)


def _is_within(claim: RangeClaim, day: datetime.date) -> bool:
    """Return True if a day is in a range, which may begin before the end of a year and end after it."""
    month_day = (day.month, day.day)
    if claim.year not in (None, day.year - (claim.crosses and month_day < claim.first)):
        return False
    if claim.first <= claim.last:
        return claim.first <= month_day <= claim.last
    return month_day >= claim.first or month_day <= claim.last


def _holds_time(claim: TimeClaim, values: FieldValues) -> bool:
    hours = {claim.hour, (claim.hour + 12) % 24} if claim.either_half else {claim.hour % 24}
    times = values.times.get((claim.zone, claim.applicants), frozenset())
    return any((hour % 24, claim.minute) in times for hour in hours)


def _is_like(first: str, second: str) -> bool:
    """Return True if one sort of organisation is the other or a sort of it: a small company is a company."""
    return first.endswith(second) or second.endswith(first)


def _holds_offset(claim: OffsetClaim, values: FieldValues) -> bool:
    """Return True if two dates of the record may be so far apart."""
    return any(claim.shortest <= gap <= claim.longest for gap in values.gaps)


def _holds_amount(claim: AmountClaim, values: FieldValues) -> bool:
    """Return True if the record holds an amount; one in a currency it lacks is of something else."""
    held = {currency for _, currency in values.amounts}
    currencies = held.intersection({claim.currency, *claim.other_currencies}) if claim.currency else held
    if claim.currency and not currencies:
        return bool(values.amounts) and not claim.of_the_call
    return any(claim.figure == figure and currency in currencies for figure, currency in values.amounts)


def _moments(call: Call) -> Iterator[Moment | None]:
    for stage in call.dated_parts:
        yield from _moments_of_stage(stage)
    yield from _moments_beside_stages(call)


def _moments_of_stage(stage: Stage) -> Iterator[Moment | None]:
    yield from (stage.opens, stage.closes, stage.date)
    if stage.window is not None:
        yield from (stage.window.start, stage.window.end)


def _moments_beside_stages(call: Call) -> Iterator[Moment | None]:
    yield from (entry.when for entry in call.background)
    for change in call.changes:
        yield from (change.at, change.after)
    yield from (call.next_expected, call.publish)


def _times(call: Call, settings: Settings) -> Mapping[tuple[str, str], frozenset[tuple[int, int]]]:
    """Return the times of a call by clock and by whom they are for."""
    times: dict[tuple[str, str], set[tuple[int, int]]] = {}
    sided = [(moment, stage.side) for stage in call.dated_parts for moment in _moments_of_stage(stage)]
    other_moments = (*_moments_beside_stages(call), *(change.before for change in call.changes))
    for moment, side in [*sided, *((moment, None) for moment in other_moments)]:
        if isinstance(moment, Exact):
            for_whom = ["", *([settings.side(side).zone] if side else settings.zones)]
            clocks = {zone: zone for zone in (*settings.zones, *_CLOCKS, moment.zone)} | {"": moment.zone}
            for name, zone in clocks.items():
                wall = zones.local(moment.begins, zone)
                for applicants in for_whom:
                    times.setdefault((name, applicants), set()).add((wall.hour, wall.minute))
    return {key: frozenset(walls) for key, walls in times.items()}


def _walls(moment: Exact, settings: Settings) -> list[datetime.datetime]:
    names = dict.fromkeys((moment.zone, *settings.zones))
    return [zones.local(moment.begins, name).replace(tzinfo=None) for name in names]


def _days(moment: DatedMoment, settings: Settings) -> set[datetime.date]:
    """Return the days a moment is on any clock; the end of a day may be told as midnight of the next."""
    match moment:
        case Exact():
            walls = _walls(moment, settings)
            ending = {wall.date() - _ONE_DAY for wall in walls if (wall.hour, wall.minute) == (0, 0)}
            return {wall.date() for wall in walls} | ending
        case Day():
            return {moment.day}
        case Period():
            return set()


def _figures(sums: Iterable[Amount]) -> Iterator[tuple[int, str]]:
    for amount in sums:
        yield from ((figure, amount.currency) for figure in (amount.low, amount.high) if figure is not None)
        claims = (claim for text in (amount.note or {}).values() for claim in distinct_claims(text))
        for claim in claims:
            if isinstance(claim, AmountClaim) and (currency := claim.currency or amount.currency):
                yield claim.figure, currency


def _lengths(call: Call) -> Iterator[int]:
    """Yield the months that an award may last, and those of each part of it."""
    for duration in (call.duration, *(side.duration for side in call.sides)):
        yield from _limits(duration)
    for budget in _budgets(call):
        for part in budget.parts:
            yield from _limits(part.duration)


def _applicants(call: Call, settings: Settings) -> Mapping[str, frozenset[str]]:
    """Return the sorts of applicants by the zone of their side; by "" those of all sides."""
    types = {
        settings.side(side.side).zone: frozenset(kind.value for kind in side.applicants.types)
        for side in call.sides
        if side.applicants
    }
    return types | {"": frozenset().union(*types.values())}


def _by_side(
    call: Call, settings: Settings, shares: Callable[[Iterable[Budget]], Iterator[int]]
) -> Mapping[str, frozenset[int]]:
    """Return the shares of each side's own budget, by its zone; by "" those of all."""
    own = {
        settings.side(side.side).zone: frozenset(shares([side.budget])) for side in call.sides if side.budget
    }
    return own | {"": frozenset(shares(_budgets(call)))}


def _rates(budgets: Iterable[Budget]) -> Iterator[int]:
    for budget in budgets:
        for rate in (budget.rate, *(part.rate for part in budget.parts)):
            yield from _limits(rate)


def _cost_shares(budgets: Iterable[Budget]) -> Iterator[int]:
    for budget in budgets:
        yield from _limits(budget.cost_share)
        for part in budget.parts:
            yield from _limits(part.cost_share)


def _numbers_of_awards(call: Call) -> Iterator[int]:
    for budget in _budgets(call):
        yield from _limits(budget.awards)
        for part in budget.parts:
            yield from _limits(part.awards)
    for stage in call.dated_parts:
        yield from _limits(stage.selects)
    if call.results is not None:
        for results in _with_parts(call.results):
            for count in (results.applied, results.shortlisted, results.funded):
                yield from _limits(count)


def _with_parts(results: Results) -> tuple[ResultNumbers, ...]:
    return (results, *results.parts)


def _limits(limits: Count | Duration | None) -> Iterator[int]:
    """Yield the figures of a quantity, or those in its words where it has nothing else."""
    if limits is not None and (limits.low, limits.high) == (None, None):
        for text in (limits.note or {}).values():
            if isinstance(limits, Duration):
                for length in re.findall(r"P(\d+)([YM])", " ".join(named_lengths(text))):
                    yield int(length[0]) * (12 if length[1] == "Y" else 1)
            else:
                yield from map(int, re.findall(r"\d{1,6}", text))
    elif limits is not None:
        yield from (limit for limit in (limits.low, limits.high) if limit is not None)


def _budgets(call: Call) -> Iterator[Budget]:
    """Yield the budget of the call, and those of its sides."""
    yield from (
        budget for budget in (call.budget, *(side.budget for side in call.sides)) if budget is not None
    )


def _sums(call: Call) -> Iterator[Amount]:
    for budget in _budgets(call):
        yield from (*budget.total, *budget.per_award, *budget.per_year, *budget.project_costs)
        for part in budget.parts:
            yield from (*part.amount, *part.per_award, *part.per_year)
    if call.results is not None:
        for results in _with_parts(call.results):
            yield from results.total
        for project in (*call.results.projects, *call.results.finalists):
            yield from (*project.amount, *(amount for lead in project.leads for amount in lead.amount))


def _form(call: Call, claim: Claim, settings: Settings) -> str:
    """Return the inline form of the stage that a claim most likely means: a deadline, or the nearest date."""
    zones_of_claim = claim.applicants if isinstance(claim, DayClaim) else ()
    codes = {side.code for side in settings.sides if side.zone in zones_of_claim}
    dates = [
        occurrence for occurrence in occurrences(call) if not codes or occurrence.stage.side in (None, *codes)
    ]
    day = claim.date if isinstance(claim, DayClaim) else None
    deadlines = [occurrence for occurrence in dates if occurrence.point is Point.CLOSES] or dates
    if not deadlines:
        return f"{{call:{call.id}/{call.stages[0].id if call.stages else 'full'}}}"
    nearest = min(dates, key=lambda occurrence: abs((occurrence.day - day).days)) if day else deadlines[0]
    return f"{{call:{call.id}/{nearest.stage.id}}}"
