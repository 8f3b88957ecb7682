"""A funding call as it is meant: frozen values that cannot be invalid, whatever made them.

Field names are the names a record uses. The documentation of each field stands here, beside it, and
`docs/calls-reference.md` is generated from it.
"""

# ruff: noqa: RUF009 -- `documented` is a field specifier: it makes a field, not a shared default

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field
from enum import Enum
from typing import Any, TypeAlias

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"index", "calendar", "timeline", "past"})  # addresses of pages beside those of calls
_NUMBERED = re.compile(r"\d{4}|part-\d+|side")  # years, parts of the list, folders of such pages
Words: TypeAlias = Mapping[str, str]  # one text for each language of the site


class Form(Enum):
    """What a text is that is not written in each language; the value says how an editor writes it."""

    TEXT = "text"
    ID = "lower-case letters, digits, hyphens"
    URL = "a URL"
    SIDE = "the code of a side"
    CALL = "the `id` of another call"


def documented(
    doc: str, written: str | Form, *, default: Any = MISSING, name: str = "", longest: int = 0
) -> Any:
    """Declare a field: what it says, how an editor writes it, and under which name if not its own.

    A field of type `str` has a Form, or a reader of its own; others are read by their types. `longest` is the
    most code points of a text, where that is not the usual number.
    """
    form = written if isinstance(written, Form) else None
    shown = form.value if form else written
    metadata = {"doc": doc, "written": shown, "name": name, "form": form, "longest": longest}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def is_reserved(name: str) -> bool:
    """Return True if a name is that of a page beside those of calls, whatever calls there are."""
    return name in RESERVED or bool(_NUMBERED.fullmatch(name))


def written_name(entry: Field[Any]) -> str:
    """Return the name that a record uses for a field."""
    return entry.metadata.get("name") or entry.name


class Lifecycle(Enum):
    """The editor's word on how far a call has come; whether it is open is derived from its dates."""

    PLANNED = "planned"  # spoken of, not yet published by a funder: never shown open
    ANNOUNCED = "announced"  # published by a funder: its dates decide
    CANCELLED = "cancelled"  # stopped by a funder after it was announced
    WITHDRAWN = "withdrawn"  # taken back before it was announced
    AWARDED = "awarded"  # decided: the awards are known


class CallKind(Enum):
    """What an award pays for."""

    GRANT = "grant"  # a research project
    FELLOWSHIP = "fellowship"  # a person
    MOBILITY = "mobility"  # travel and exchange
    NETWORK = "network"  # meetings and a community
    PRIZE = "prize"  # a result
    STUDENTSHIP = "studentship"  # a doctoral place


class StageKind(Enum):
    """What happens in a stage."""

    BRIEFING = "briefing"  # an event that explains the call
    REGISTRATION = "registration"  # applicants say that they will apply
    EOI = "eoi"  # an expression of interest
    OUTLINE = "outline"  # a first, short application
    FULL = "full"  # the application
    INSTITUTION_APPROVAL = "institution-approval"  # the applicant's institution signs in the funder's system
    INTERNAL = "internal"  # an institution's own, earlier deadline
    RESPONSE = "response"  # applicants answer reviewers
    PANEL = "panel"  # a committee meets
    INTERVIEW = "interview"  # applicants are seen
    DECISION = "decision"  # results are told
    START = "start"  # projects begin
    END = "end"  # projects end
    REPORT = "report"  # projects report


APPLYING = frozenset({StageKind.REGISTRATION, StageKind.EOI, StageKind.OUTLINE, StageKind.FULL})


class Basis(Enum):
    """How sure the dates of a stage are."""

    FIRM = "firm"  # published by the funder
    EXPECTED = "expected"  # thought likely: shown as expected, never as open
    TBC = "tbc"  # not known yet


class Part(Enum):
    """A third of a period."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Reason(Enum):
    """Why there is no date."""

    TBC = "tbc"  # to be confirmed: it lies ahead
    UNPUBLISHED = "unpublished"  # it lies behind, and was never published where we could read it


class ChangeKind(Enum):
    """What a change did."""

    ADDED = "added"  # the call was first published here
    EXTENDED = "extended"  # a date moved later
    CORRECTED = "corrected"  # something was wrong, or moved earlier
    CANCELLED = "cancelled"  # the call, or one stage of it, was called off


class Dated(Enum):
    """Which date of a stage a change moved."""

    OPENS = "opens"
    CLOSES = "closes"
    DATE = "date"


class Confidence(Enum):
    """How good a source is."""

    A = "A"  # the funder's own text was read
    B = "B"  # decent secondary sources: press, a university
    C = "C"  # one weak or third-party source: to be checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """One instant: a wall clock in an IANA zone, and its offset from UTC, which settles a repeated hour."""

    wall: datetime.datetime
    zone: str
    offset: datetime.timedelta

    def __post_init__(self) -> None:
        _must(self.wall.tzinfo is None, "a wall clock has no zone of its own")
        _must(not self.wall.second and not self.wall.microsecond, "deadlines are told to the minute")

    @property
    def begins(self) -> datetime.datetime:
        """The instant, in UTC."""
        return (self.wall - self.offset).replace(tzinfo=datetime.UTC)

    @property
    def ends(self) -> datetime.datetime:
        """The instant, in UTC."""
        return self.begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A whole day, included: nobody published a time of day.

    `begins` and `ends` (excluded) are those of its side, or of the side whose day is later. They are for
    machines, which need an instant, and are never printed.
    """

    day: datetime.date
    begins: datetime.datetime
    ends: datetime.datetime

    def __post_init__(self) -> None:
        _must(self.begins < self.ends, "a day ends after it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """About when: `text` is a year, quarter, season or month, maybe with `early`, `mid` or `late`.

    `first` and `last` (included) are the days it may fall on; `begins` and `ends` (excluded) bound those
    days on any side.
    """

    text: str
    first: datetime.date
    last: datetime.date
    begins: datetime.datetime
    ends: datetime.datetime

    def __post_init__(self) -> None:
        _must(self.first <= self.last and self.begins < self.ends, "a period ends after it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """No date, and why."""

    reason: Reason


Moment: TypeAlias = Exact | Day | Period | Undated
VersionRecords: TypeAlias = Exact | Day | Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money as published, never converted: whole units of one currency, from `least` to `most`.

    The two are equal where one figure was published, and one is absent where there was only a limit.
    """

    currency: str
    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        _must(self.least is not None or self.most is not None, "an amount has a figure")
        if self.least is not None and self.most is not None:
            _must(0 <= self.least <= self.most, "an amount's least is not above its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a call, or one side of it, pays."""

    total: tuple[Amount, ...] = documented(
        "For all awards together, as published, in each currency. Amounts are never converted.",
        "`GBP: 600000`, or `GBP: {max: 600000}` for “up to”",
        default=(),
    )
    per_award: tuple[Amount, ...] = documented(
        "For one award, as published, in each currency.", "as `total`", default=()
    )
    awards: int | None = documented("How many awards there are.", "a whole number", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """An organisation that pays, or runs the call for one that pays."""

    id: str = documented("A short name for it in this record.", Form.ID)
    name: Words = documented("Its name.", "text in each language", longest=200)
    country: str = documented("The side it belongs to.", Form.SIDE)
    role: str = documented("What it does here.", "`funder`, `partner` or `delivery`", default="funder")
    ror: str = documented("Its identifier in the Research Organization Registry.", Form.URL, default="")
    portal: str = documented("Where its applications are made.", Form.URL, default="")

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSide:
    """What the call is for applicants of one side."""

    side: str = documented("Which side.", Form.SIDE)
    funder: str = documented("The funder this side applies to.", "the `id` of one of `funders`")
    lead_required: bool | None = documented(
        "Whether this side must have a lead applicant of its own; leave it out where that is not published.",
        "`yes` or `no`",
        default=None,
    )
    apply_url: str = documented("Where this side applies.", Form.URL, default="")
    languages: tuple[str, ...] = documented(
        "The languages this side may apply in.", "a list of language codes", default=()
    )
    budget: Budget | None = documented("What this side pays.", "the fields of a budget", default=None)
    eligibility: Words | None = documented(
        "Who may apply on this side.", "text in each language", default=None, longest=3_000
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From one moment to another: an event with an end, or “July to September”."""

    start: VersionRecords = documented("From when.", "a moment", name="from")
    end: VersionRecords = documented("Until when.", "a moment", name="to")

    def __post_init__(self) -> None:
        _must(self.start.begins < self.end.ends, "a window ends after it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a call. A step to apply in has `opens` and `closes`; any other has a `date`, a `window`,
    or opens and closes."""

    id: str = documented(
        "Its name, used in links, calendars and pages: never changed once published.",
        Form.ID,
    )
    kind: StageKind = documented("What happens in it.", "one of the kinds below")
    side: str | None = documented(
        "The side it is for; leave it out for all. In a call of one side every stage is for that side.",
        Form.SIDE,
        default=None,
    )
    opens: Moment | None = documented("When it opens.", "a moment", default=None)
    closes: Moment | None = documented("When it closes: the deadline.", "a moment", default=None)
    date: Moment | None = documented("When it happens, if that is one moment.", "a moment", default=None)
    window: Window | None = documented(
        "When it happens, if that has a beginning and an end.", "`{from: moment, to: moment}`", default=None
    )
    basis: Basis = documented("How sure its dates are.", "`firm`, `expected` or `tbc`", default=Basis.FIRM)
    invite_only: bool = documented(
        "Whether only those may apply who came through the stage before.", "`yes` or `no`", default=False
    )
    label: Words | None = documented(
        "What the funder calls it; without it, the name of its kind.",
        "text in each language",
        default=None,
        longest=120,
    )

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")
        known = [moment for moment in (self.opens, self.closes) if not isinstance(moment, Undated | None)]
        if len(known) == 2:
            _must(known[0].begins < known[1].ends, "a stage closes after it opens")
        _must(not (self.date and (self.opens or self.closes or self.window)), "a date stands alone")
        _must(not (self.window and (self.opens or self.closes)), "a window stands alone")
        _must(bool(self.date or self.window or self.opens or self.closes), "a stage says when it is")

    @property
    def applying(self) -> bool:
        """Whether applicants send something in this stage that decides if the call is open to them."""
        return self.kind in APPLYING

    @property
    def deadline(self) -> Moment | None:
        """When it closes, or the one moment it happens at."""
        return self.closes or self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """One of the days on which a rolling call gathers what has come in."""

    id: str = documented("Its name: never changed once published.", Form.ID)
    at: VersionRecords = documented("When applications are gathered.", "a moment")
    side: str | None = documented(
        "The side it is for; leave it out for all. In a call of one side it is for that side.",
        Form.SIDE,
        default=None,
    )

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was done to a call after it was published here. Changes are added, never edited."""

    at: Exact | Day = documented("When it was done: no day to come.", "a day, or a moment with its zone")
    kind: ChangeKind = documented("What was done.", "`added`, `extended`, `corrected` or `cancelled`")
    stage: str | None = documented(
        "The stage it touches; leave it out for the whole call.",
        "the `id` of a stage or cut-off",
        default=None,
    )
    what: Dated = documented(
        "Which date moved.", "`opens`, `closes` or `date`; without it `closes`", default=Dated.CLOSES
    )
    before: Moment | None = documented(
        "The old date, as it was published.", "a moment", default=None, name="from"
    )
    after: Moment | None = documented("The new date.", "a moment", default=None, name="to")
    note: Words | None = documented("What readers should know.", "text in each language", default=None)
    source: str = documented("Where it was announced.", Form.URL, default="")

    @property
    def moves_a_date(self) -> bool:
        """Whether a date was one thing before and another after."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts of a record were read."""

    title: Words = documented("What it is: who says it, where.", "text in each language", longest=300)
    checked: datetime.date = documented("The day it was last read: none to come.", "a day, `2026-11-22`")
    confidence: Confidence = documented("How good it is.", "`A`, `B` or `C`")
    url: str = documented("Its address, where it is known.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A dated fact around a call that is none of its stages, so that prose may name the date."""

    when: VersionRecords = documented("When it was.", "a moment")
    text: Words = documented("What happened.", "text in each language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long an award lasts, in whole months, from `least` to `most`."""

    least: int
    most: int

    def __post_init__(self) -> None:
        _must(0 < self.least <= self.most, "a duration's least is not above its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One funding call: everything the site knows of it, once."""

    id: str = documented("The name of the file, for ever.", "not written: it is the file's name")
    title: Words = documented("Its name.", "text in each language, at most 120 characters", longest=120)
    summary: Words = documented("What it is for.", "text in each language, at most 1,000 characters")
    lifecycle: Lifecycle = documented("How far it has come.", "one of the words below")
    kind: CallKind = documented("What an award pays for.", "one of the words below")
    funders: tuple[Funder, ...] = documented("Who pays.", "a list")
    sides: tuple[CallSide, ...] = documented("Who applies where.", "a list")
    stages: tuple[Stage, ...] = documented("Its steps and their dates.", "a list", default=())
    rolling: bool = documented("Whether applications may come at any time.", "`yes` or `no`", default=False)
    cutoffs: tuple[Cutoff, ...] = documented("The cut-off dates of a rolling call.", "a list", default=())
    budget: Budget | None = documented(
        "What both sides pay together.", "the fields of a budget", default=None
    )
    duration: Duration | None = documented(
        "How long an award lasts.", "`{min: P1Y, max: P3Y}` (ISO 8601: years and months)", default=None
    )
    changes: tuple[Change, ...] = documented(
        "What was done when; the first is `added`. Only ever add to it.", "a list"
    )
    source: tuple[Source, ...] = documented("Where the facts were read.", "a list")
    background: tuple[Background, ...] = documented(
        "Dated facts around the call that its notice may name.", "a list", default=()
    )
    supersedes: str | None = documented("The call this one follows.", Form.CALL, default=None)
    next_expected: Moment | None = documented("When the next round is expected.", "a moment", default=None)
    publish: Exact | None = documented(
        "An embargo: before this moment nothing of the call is in the site.",
        "a moment with time and zone",
        default=None,
    )

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")
        _must(bool(self.changes) and self.changes[0].kind is ChangeKind.ADDED, "a call was added once")
        names = [stage.id for stage in self.stages] + [cutoff.id for cutoff in self.cutoffs]
        _must(len(names) == len(set(names)), "stages and cut-offs have names of their own")
        funders = {funder.id for funder in self.funders}
        _must(all(side.funder in funders for side in self.sides), "a side applies to one of the funders")
        _must(all(change.stage in {None, *names} for change in self.changes), "a change names a stage")

    @property
    def dated(self) -> tuple[Stage | Cutoff, ...]:
        """The stages and then the cut-offs."""
        return (*self.stages, *self.cutoffs)

    def stage(self, name: str) -> Stage | Cutoff:
        """Return the stage or cut-off of a name; raise KeyError where there is none."""
        for stage in self.dated:
            if stage.id == name:
                return stage
        raise KeyError(name)

    def cancelled(self, stage: str | None = None) -> bool:
        """Whether the call, or one stage of it, was called off."""
        if self.lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN):
            return True
        return any(
            change.kind is ChangeKind.CANCELLED and change.stage == stage
            for change in self.changes
            if stage is not None
        )

    @property
    def side_codes(self) -> tuple[str, ...]:
        """The sides that take part."""
        return tuple(side.side for side in self.sides)


def _must(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
