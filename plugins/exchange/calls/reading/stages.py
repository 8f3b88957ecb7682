"""Read the dated parts of a record: stages, cut-offs and changes, with what each date must agree with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from babel import Locale

from exchange.calls.model.call import (
    APPLYING,
    NEVER,
    Basis,
    Change,
    ChangeKind,
    DatedMoment,
    Day,
    Exact,
    MissingDate,
    Round,
    Stage,
    StageKind,
    Window,
)
from exchange.calls.model.moments import MomentFault, read_moment
from exchange.calls.model.notice_dates import (
    clock_named,
    explain,
    in_our_notation,
    is_doubt_alone,
    is_doubted,
    without_clock,
    words_beside,
)
from exchange.calls.model.schedule import first_day
from exchange.calls.reading.declared_fields import REMARK, declared_fields, lacking
from exchange.calls.reading.reading import Reading, countries
from exchange.languages.claims import DayClaim, MonthClaim, RangeClaim, TimeClaim, WeekdayClaim
from exchange.languages.language import in_any_language
from exchange.languages.typed_values import (
    distinct_claims,
    is_again_and_again,
    named_limit,
    told_from_today,
)
from exchange.text.fields import FieldReader
from exchange.text.problems import Place
from exchange.text.yaml_text import Field, Fields, Items, Node, Text

_DATES = ("opens", "closes", "date", "window")
_DAY_OR_MONTH = re.compile(r"20\d\d-\d\d(?:-\d\d)?")
_WITH_REMARKS = ("opens", "closes", "date", "outcome")
_SENTENCE = re.compile(r"[^\W\d_]+(?:\W+\w+){2}|[^\x00-\x7f]+\s+[^\x00-\x7f]+")
_FIRST_NUMBER = re.compile(r"\d{1,2}\s?[~∼～–-]\s?(?=\d{1,2}[^\W\d\x00-\x7f])")
_DOUBT_IN_FRONT = re.compile(r"[(（](?P<doubt>[^()（）]+)[)）]\s*(?P<date>[^()（）]*\d[^()（）]*)")
_MONTH_AND_DAY = re.compile(r"(?P<head>(?:19|20)\d\d\D{1,2}\d{1,2}\D{1,2})\d{1,2}(?!\d)")
_DAY_IN_LIST = re.compile(r"\d{1,2}(?:\D{0,2}$|[^\d\s]?\s?[(（])")
_TO_END_OF_WEEK = 6
_DATE_LIKE = re.compile(r"\d{3}|\d[-./:]\d")
_TO = re.compile(
    in_any_language(lambda lang: f"{lang.between.pattern}|{lang.from_words}" if lang.between else "")
)
_TO_OR_SIGN = re.compile(rf"{_TO.pattern}|[~∼～–—/]")
_BETWEEN_DAYS = re.compile(rf"\s*[,;·]\s*|\s+(?:&|/|{in_any_language(lambda lang: lang.and_or)})\s+")

_EITHER = re.compile(rf"\s(?:{in_any_language(lambda lang: lang.either)})\s")


def read_stage(node: Node, reading: Reading) -> Stage | None:
    """Return one of `stages`."""
    if isinstance(node, Fields):
        node = _as_meant(node, reading.settings.zones)
    reader = reading.fields_of(node, Stage, name="stages")
    if reader is None:
        return None
    problem_count = len(reading.problems)
    side = reading.side_of_stage(reader)
    zones = reading.zones_of(side)
    special = ("side", "kind", "window", "follows")
    values = declared_fields(Stage, reader, reading, special=special, zones=zones)
    values |= {"kind": _kind(reader), "follows": _follows(reader)}
    window = _window(reader, reading, zones)
    if len(reading.problems) > problem_count or lacking(Stage, values):
        return None
    agree = _dates_agree(reader, values, reading) and not _tbc_beside_a_date(reader, values, reading)
    return Stage(side=side, window=window, **values) if agree else None


def each_stage(node: Node, zones: Sequence[str]) -> list[Node]:
    """Return a stage for each day of one that happens on several: of its id, and of that with a number."""
    texts = {field.key.value: field.value for field in node} if isinstance(node, Fields) else {}
    date, name = texts.get("date"), texts.get("id")
    items = [item for item in date.items if isinstance(item, Text)] if isinstance(date, Items) else []
    if isinstance(date, Text) and not _EITHER.search(date.value):
        items = [replace(date, value=part) for part in _whole_days(_BETWEEN_DAYS.split(date.value))]
    if (
        len(items) < 2
        or not isinstance(name, Text)
        or not all(_is_moment(item.value, zones) for item in items)
    ):
        return [node]
    assert isinstance(node, Fields)
    stages = []
    for number, item in enumerate(items, start=1):
        own_name = replace(name, value=name.value if number == 1 else f"{name.value}-{number}")
        values = texts | {"id": own_name, "date": item}
        entries = (replace(field, value=values[field.key.value]) for field in node)
        stages.append(replace(node, fields=tuple(entries)))
    return [*stages]


def _whole_days(parts: Sequence[str]) -> list[str]:
    """Return days of which the last alone, or the first, may tell the month: `8 & 12 July 2027`."""
    whole = [re.sub(r"^\d{1,2}(?!\d)", part, parts[-1]) if part.isdecimal() else part for part in parts]
    month = _MONTH_AND_DAY.match(parts[0])
    head = month["head"] if month else ""
    return [f"{head}{part}" if head and _DAY_IN_LIST.match(part) else part for part in whole]


def _is_moment(value: str, zones: Sequence[str]) -> bool:
    try:
        read_moment(in_our_notation(value, zones), zone_choices=zones)
    except MomentFault:
        return False
    return True


def _as_meant(stage: Fields, zones: Sequence[str]) -> Fields:
    """Return a stage or round with each date as what it means, and the words beside one as its `note`.

    In a stage that nobody applies in the `date` “by 1 June” is its `closes`, a week or two days its `window`,
    and words that name no day (“once all applications are assessed”) a date to be confirmed.
    """
    names = {field.key.value for field in stage}
    kinds = {
        field.value.value for field in stage if field.key.value == "kind" and isinstance(field.value, Text)
    }
    loose = {"outcome"} if not kinds or kinds & {kind.value for kind in APPLYING} else {"date", "closes"}
    spans = {"window", "date"} & {"window", *loose}
    entries: list[Field] = []
    for field in stage:
        node, name = field.value, field.key.value
        entry, remark = field, ""
        if isinstance(node, Text) and name in (*_WITH_REMARKS, *spans):
            value, remark = _apart(name, node.value, zones, is_loose=name in loose or name == "window")
            key = replace(field.key, value="date" if name == "window" and value == "tbc" else name)
            entry = replace(field, key=key, value=replace(node, value=value))
        entries.append(_meant_date(entry, zones) if name in spans else entry)
        if remark and isinstance(node, Text):
            own = "outcome_" if name == "outcome" else ""
            added = {} if is_doubt_alone(remark) else {f"{own}note": remark}
            added |= {f"{own}basis": Basis.EXPECTED.value} if is_doubted(remark) else {}
            entries += (
                Field(key=replace(node, value=key), value=replace(node, value=text))
                for key, text in added.items()
                if key not in names
            )
            names |= {*added}
    return replace(stage, fields=tuple(entries))


def _apart(name: str, value: str, zones: Sequence[str], *, is_loose: bool) -> tuple[str, str]:
    """Return a date and the words in brackets behind it, or `tbc` and words without any date."""
    if (front := _DOUBT_IN_FRONT.fullmatch(value)) and is_doubt_alone(front["doubt"]):
        value = f"{front['date']} ({front['doubt']})"
    if _is_moment(value, zones):
        return value, value if _is_in_a_week(value) else ""
    if is_loose and span_of(value, zones):
        return value, ""
    bracket, explanation = REMARK.fullmatch(value), explain(value, zones)
    if bracket and not (explanation and explanation.rule == "moment-weekday"):
        moment = bracket["value"]
        if clock_named(bracket["remark"]) or _names_a_date(
            bracket["remark"], beside_time=_is_exact(moment, zones)
        ):
            pass  # which of the two is meant is for the author to say
        elif _is_moment(named_limit(moment)[1], zones) or (is_loose and span_of(moment, zones)):
            return moment, bracket["remark"].strip()
    limit, plain = named_limit(value)
    if (limit, name) in (("max", "closes"), ("min", "opens")) and _is_moment(plain, zones):
        return plain, ""
    if is_loose and (limit == "min" or (limit and name == "outcome")) and _is_moment(plain, zones):
        return plain, value
    if name == "date" and is_loose and explanation and explanation.rule == "moment-without-end":
        return "tbc", value
    is_in_words = _SENTENCE.search(value) or is_again_and_again(value)
    if is_loose and is_in_words and not _names_a_date(value) and not told_from_today(value):
        return "tbc", value
    return value, ""


def _is_in_a_week(value: str) -> bool:
    """Return True if a text names a week of a month, which no notation of ours does: the words are kept."""
    ranges = [claim for claim in distinct_claims(value) if isinstance(claim, RangeClaim)]
    return any(
        claim.first[0] == claim.last[0] and claim.last[1] - claim.first[1] == _TO_END_OF_WEEK
        for claim in ranges
    )


def _names_a_date(text: str, *, beside_time: bool = False) -> bool:
    """Return True if a text names a day or a time; beside a time with its zone, a day."""
    dates = DayClaim | MonthClaim | RangeClaim | WeekdayClaim
    claims = distinct_claims(text)
    if any(isinstance(claim, dates) for claim in claims):
        return True
    is_time = any(isinstance(claim, TimeClaim) for claim in claims)
    return not (beside_time and is_time) and (is_time or bool(_DATE_LIKE.search(text)))


def _is_exact(value: str, zones: Sequence[str]) -> bool:
    return ":" in in_our_notation(value, zones) and _is_moment(value, zones)


def _meant_date(field: Field, zones: Sequence[str]) -> Field:
    node = field.value
    if not isinstance(node, Text):
        return field
    limit, plain = named_limit(node.value)
    plain = in_our_notation(plain, zones)
    if limit == "max" and _is_moment(plain, zones):
        return Field(key=replace(field.key, value="closes"), value=replace(node, value=plain))
    if _is_moment(node.value, zones) or not (ends := span_of(node.value, zones)):
        return field
    entries = (
        Field(key=replace(node, value=name), value=replace(node, value=end)) for name, end in ends.items()
    )
    return Field(
        key=replace(field.key, value="window"), value=Fields(fields=tuple(entries), place=node.place)
    )


def span_of(value: str, zones: Sequence[str]) -> dict[str, str]:
    """Return both ends of a time between two days or months, or of a week, if a text says nothing else."""
    span = explain(value, zones)
    if span is None or span.rule != "moment-span":
        return {}
    ends = {"from": span.values["begins"], "to": span.values["ends"]}
    plain = without_clock(value, ends["to"]) if ":" in ends["to"] else value
    # The first may have the year of the last, or its unit.
    texts = (_TO_OR_SIGN.sub(f" {ends['to'][:4]} ", plain), _FIRST_NUMBER.sub("", plain))
    if all(map(words_beside, texts)):
        return {}
    return ends if all(_is_moment(end, zones) for end in ends.values()) else {}


def _kind(reader: FieldReader) -> StageKind | None:
    """Return the kind of a stage; a round is no stage of its own."""
    value = reader.choice(
        "kind", [kind.value for kind in StageKind if kind is not StageKind.ROUND], required=True
    )
    return None if value is None else StageKind(value)


def _follows(reader: FieldReader) -> tuple[str, ...]:
    """Return the names that a stage gives, one or a list; whether they are there is for the whole record."""
    node = reader.node("follows")
    if isinstance(node, Text):
        name = reader.text("follows", longest=60)
        return () if name is None else (name,)
    return reader.texts("follows", longest=60)


def _window(reader: FieldReader, reading: Reading, zones: Sequence[str]) -> Window | None:
    node = reader.node("window")
    span = explain(node.value, zones) if isinstance(node, Text) else None
    if node is not None and span and span.rule == "moment-span":
        reading.report("window-in-words", node.place, **span.values)
        return None
    inner = None if node is None else reading.fields_of(node, Window, name="window")
    if node is None or inner is None:
        return None
    values = declared_fields(Window, inner, reading, zones=zones)
    if lacking(Window, values):
        return None
    if values["start"].begins >= values["end"].ends:
        reading.report("window-backwards", node.place)
        return None
    return Window(**values)


def _dates_agree(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    """Report dates that exclude each other in one stage."""
    kind: StageKind = values["kind"]
    names = [name for name in _DATES if reader.node(name) is not None]
    if kind in APPLYING and ("date" in names or "window" in names):
        reading.report("applying-needs-opens-closes", _place(reader, names[-1]), kind=kind.value)
        return False
    if kind in APPLYING and not {"opens", "closes"} <= set(names):
        missing = next((name for name in ("opens", "closes") if name not in names), "")
        if not reader.is_guessed(missing):
            reading.report("applying-date-missing", reader.place, kind=kind.value, name=missing)
        return False
    if not names:
        reading.report("stage-without-date", reader.place)
        return False
    if len(names) > 1 and set(names) != {"opens", "closes"}:
        reading.report("dates-exclude", _place(reader, names[-1]), first=names[0], second=names[-1])
        return False
    if values.get("closes") == NEVER and kind not in APPLYING:
        reading.report("no-closing-is-for-applications", _place(reader, "closes"), kind=kind.value)
        return False
    return not _closes_before_opens(reader, values, reading)


def _tbc_beside_a_date(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    """Report a day that is given where its basis says that it is not known."""
    if values.get("basis") is not Basis.TBC:
        return False
    names = [name for name in ("opens", "closes", "date") if isinstance(values.get(name), Exact | Day)]
    if names:
        reading.report("tbc-beside-a-date", _place(reader, "basis"), name=names[0])
    return bool(names)


def _closes_before_opens(reader: FieldReader, values: Mapping[str, Any], reading: Reading) -> bool:
    opens, closes = values.get("opens"), values.get("closes")
    if opens is None or closes is None or isinstance(opens, MissingDate) or isinstance(closes, MissingDate):
        return False
    if opens.begins < closes.ends:
        return False
    reading.report("closes-before-opens", _place(reader, "closes"))
    return True


def read_round(node: Node, reading: Reading) -> Round | None:
    """Return one of `rounds`."""
    if isinstance(node, Fields):
        node = _named_by_country(_as_meant(node, reading.settings.zones), reading)
    reader = reading.fields_of(node, Round, name="rounds")
    if reader is None:
        return None
    side = reading.side_of_stage(reader)
    values = declared_fields(Round, reader, reading, special=("side",), zones=reading.zones_of(side))
    if lacking(Round, values) or _closes_before_opens(reader, values, reading):
        return None
    if _tbc_beside_a_date(reader, values, reading):
        return None
    if values["closes"] == NEVER:
        reading.report("round-without-cut-off", _place(reader, "closes"))
        return None
    return Round(side=side, **values)


def _named_by_country(node: Fields, reading: Reading) -> Fields:
    """Return a round with the name of the country that it is held with as its label, in each language."""
    entries = {entry.key.value: entry for entry in node}
    country = entries.get("country")
    if country is None or "label" in entries or len(entries) < len(node.fields):
        return node
    if not isinstance(country.value, Text) or country.value.value not in countries():
        return node
    code = country.value
    names = tuple(
        Field(key=replace(code, value=locale), value=replace(code, value=names_there[code.value]))
        for locale in reading.settings.codes
        if (names_there := Locale.parse(locale, sep="-").territories)
    )
    label = Field(key=replace(country.key, value="label"), value=Fields(fields=names, place=code.place))
    return replace(node, fields=tuple(label if entry is country else entry for entry in node))


def read_cutoff(node: Node, reading: Reading) -> Round | None:
    """Return one of `cutoffs`: a round of which the cut-off alone is published."""
    reader = reading.fields(node, names=("id", "at", "side"), name="cutoffs")
    if reader is None:
        return None
    side = reading.side_of_stage(reader)
    name = reading.name(reader, "id")
    reader.node("at", required=True)
    closes = reading.known_moment(reader, "at", zones=reading.zones_of(side))
    return None if name is None or closes is None else Round(id=name, side=side, closes=closes)


def read_change(node: Node, reading: Reading, stages: Sequence[Stage], names: Sequence[str]) -> Change | None:
    """Return one of `changes`; `names` are the ids that it may name, also of stages that cannot be read."""
    reader = reading.fields_of(node, Change, name="changes")
    if reader is None:
        return None
    problem_count = len(reading.problems)
    moment = _change_moment(reader, reading)
    sides = {stage.id: stage.side for stage in stages}
    stage = reader.choice("stage", [*dict.fromkeys((*sides, *names))])
    zones = reading.zones_of(sides.get(stage or ""))
    values = declared_fields(Change, reader, reading, special=("at", "stage"), zones=zones)
    _change_is_whole(reader, values.get("kind"), reading)
    if len(reading.problems) > problem_count or moment is None or lacking(Change, {**values, "at": moment}):
        return None
    change = Change(at=moment, stage=stage, **values)
    if change.before is not None and change.before == change.after:
        reading.report("change-of-nothing", _place(reader, "to"))
        return None
    if change.kind is ChangeKind.EXTENDED and _moved_earlier(change):
        reading.report("extended-earlier", _place(reader, "to"))
        return None
    return change


def _change_moment(reader: FieldReader, reading: Reading) -> DatedMoment | None:
    reader.node("at", required=True)
    moment: DatedMoment | None = reading.known_moment(reader, "at", zones=reading.settings.zones)
    if moment is not None:
        reading.refuse_future_day(reader, "at", first_day(moment))
    return moment


def _change_is_whole(reader: FieldReader, kind: ChangeKind | None, reading: Reading) -> None:
    """Report a change that says too little; the old date may be one that is not known."""
    if reader.lacks("to") and not reader.lacks("from"):
        reading.report("change-half", reader.place)
    elif reader.lacks("to") and kind is ChangeKind.EXTENDED:
        reading.report("extended-needs-dates", reader.place)
    elif reader.lacks("stage") and not reader.lacks("to"):
        reading.report("change-needs-a-stage", reader.place)


def _moved_earlier(change: Change) -> bool:
    old, new = change.before, change.after
    if old is None or new is None or isinstance(old, MissingDate) or isinstance(new, MissingDate):
        return False
    return new.ends <= old.ends


def _place(reader: FieldReader, name: str) -> Place:
    node = reader.node(name)
    return reader.place if node is None else node.place
