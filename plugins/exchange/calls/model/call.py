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
RESERVED_IDS = frozenset(
    {"index", "calendar", "timeline", "past"}
)  # addresses of pages beside those of calls
_YEAR_OR_PART = re.compile(r"\d{4}|part-\d+")  # years, and parts of the list
_FOLDERS = frozenset({"side", "stage", "topic", "for"})  # of lists of some calls
Words: TypeAlias = Mapping[str, str]  # one text for each language of the site
ENTRY_SEPARATOR = ";\N{EM SPACE}"
"""Between the entries of a list that is read as one text; an entry may have a plain `; ` within it."""


class Form(Enum):
    """What a text is that is not written in each language; the value says how an editor writes it."""

    TEXT = "text"
    ID = "lower-case letters, digits, hyphens"
    URL = "a URL"
    SIDE = "the code of a side"
    CALLS = "the `id` of another call, or a list of them"
    COUNTRY = "the code of a country (ISO 3166-1), or `EU`"
    LANGUAGE = "the code of a language, as `en` or `ko`"
    EMAIL = "an e-mail address"
    PHONE = "a telephone number with its country, as `+82 43 713 8000`; or a short number, `1357`"
    SIZE = "as `240 KB` or `1.2 MB`"
    ZONE = "a name of the IANA database, as `Europe/Paris`"
    CURRENCY = "a code of ISO 4217, as `EUR`"
    HOLIDAYS = "the code of a country (ISO 3166-1), or of a part of one (ISO 3166-2)"
    HOST = "the name of a host without `https://`, as `example.org`"
    FOLDER = "a folder, as `guides/`, or a page, as `about/style.md`"


def record_field(
    doc: str,
    notation: str | Form,
    *,
    default: Any = MISSING,
    name: str = "",
    longest: int = 0,
    is_past: bool = False,
    most: int = 100_000,
) -> Any:
    """Declare a field: what it says, how an editor writes it, and under which name if not its own.

    A field of type `str` has a Form, or a reader of its own; others are read by their types. `longest` is the
    most code points of a text, where that is not the usual number, `most` the largest whole number. A moment
    that `is_past` is none to come.
    """
    form = notation if isinstance(notation, Form) else None
    notation_text = form.value if form else notation
    metadata = {"doc": doc, "written": notation_text, "name": name, "form": form, "longest": longest}
    metadata |= {"is_past": is_past, "most": most}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def is_reserved(name: str) -> bool:
    """Return True if a name is that of a page beside those of calls, whatever calls there are."""
    return name in RESERVED_IDS | _FOLDERS or bool(_YEAR_OR_PART.fullmatch(name))


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
    CONTRACT = "contract"  # work that the funder orders, by tender


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
    ROUND = "round"  # one of `rounds`, which is where it is written


class RoundKind(Enum):
    """What is sent in a round, where that is not the whole application."""

    REGISTRATION = "registration"  # that one will apply
    EOI = "eoi"  # an expression of interest
    OUTLINE = "outline"  # a first, short application: a stage by invitation follows


APPLYING = frozenset(
    {StageKind.REGISTRATION, StageKind.EOI, StageKind.OUTLINE, StageKind.FULL, StageKind.ROUND}
)


DEADLINES = APPLYING | {
    StageKind.INSTITUTION_APPROVAL,
    StageKind.INTERNAL,
    StageKind.RESPONSE,
    StageKind.REPORT,
}
"""The kinds of stages of which the closing is a deadline; that of any other is “by then”."""


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
    NONE = "none"  # the funder says that there is none: no closing date, or no next round


class ChangeKind(Enum):
    """What a change did."""

    ADDED = "added"  # the call was first published here
    EXTENDED = "extended"  # a date moved later
    CORRECTED = "corrected"  # something was wrong, or moved earlier
    UPDATED = "updated"  # something was added: a document, an answer
    PAUSED = "paused"  # applications were stopped for now
    REOPENED = "reopened"  # applications are taken again after a pause
    CANCELLED = "cancelled"  # the call, or one stage of it, was called off
    WITHDRAWN = "withdrawn"  # the call was taken back before it was announced
    REINSTATED = "reinstated"  # what was cancelled or withdrawn takes place after all
    RESULTS = "results"  # the results were announced


CANCELLATIONS = frozenset({ChangeKind.CANCELLED, ChangeKind.WITHDRAWN})


class DateField(Enum):
    """Which date of a stage a change moved."""

    OPENS = "opens"
    CLOSES = "closes"
    DATE = "date"
    BEGINS = "begins"  # the first moment of a window
    ENDS = "ends"  # the last moment of a window


class OrganisationType(Enum):
    """What sort of organisation, or person, may apply."""

    UNIVERSITY = "university"  # universities and colleges
    HOSPITAL = "hospital"  # hospitals and health services
    INSTITUTE = "institute"  # research institutes and research councils
    COMPANY = "company"  # companies of any size
    SMALL_COMPANY = "small-company"  # small and medium-sized companies
    CHARITY = "charity"  # charities and other bodies without profit
    PUBLIC_BODY = "public-body"  # government and other public bodies
    PERSON = "person"  # people by themselves


class CareerStage(Enum):
    """How far a person who may apply has come."""

    STUDENT = "student"  # studies for a degree
    EARLY = "early"  # a new researcher, by the funder's own definition
    MID = "mid"  # an independent researcher
    SENIOR = "senior"  # an established researcher
    ANY = "any"  # every career stage


class Matching(Enum):
    """What applicants must add of their own."""

    NONE = "none"  # nothing
    CASH = "cash"  # money
    KIND = "in-kind"  # work, places, materials
    EITHER = "cash-or-in-kind"  # either of the two


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
    """A whole day, included: no time of day was published.

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
    """About when: `text` is a year, half-year, quarter, season or month, maybe with `early`, `mid` or `late`.

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
class MissingDate:
    """No date, and why."""

    reason: Reason


NEVER = MissingDate(reason=Reason.NONE)
"""No closing date, or no next round: the funder says so."""


Moment: TypeAlias = Exact | Day | Period | MissingDate
DatedMoment: TypeAlias = Exact | Day | Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money as published, never converted: whole units of one currency, from `low` to `high`.

    The two are equal where one figure was published, and one is absent where there was only a limit. `about`:
    the funder says that the figure is not exact. `note`: the words of the notice, where they say more; alone,
    maybe without a currency, where they name no single figure. `says_figure`: the figure is among them.
    """

    currency: str = ""
    low: int | None = None
    high: int | None = None
    about: bool = False
    note: Words | None = None
    says_figure: bool = False

    def __post_init__(self) -> None:
        _must(bool(self.note) or (self.low, self.high) != (None, None), "an amount has a figure or words")
        _must(bool(self.currency) or (self.low, self.high) == (None, None), "a figure has a currency")
        if self.low is not None and self.high is not None:
            _must(0 <= self.low <= self.high, "an amount's least is not above its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, from `low` to `high`: equal where one number was published; `about`: not exactly.

    `note`: the words of the notice, where they say more; `says_figure`: the number is among them.
    """

    low: int | None = None
    high: int | None = None
    about: bool = False
    note: Words | None = None
    says_figure: bool = False

    def __post_init__(self) -> None:
        _must(bool(self.note) or (self.low, self.high) != (None, None), "a count has a number or words")
        if self.low is not None and self.high is not None:
            _must(0 <= self.low <= self.high, "a count's least is not above its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPart:
    """A part with figures of its own: a year, a phase, a prize, a topic, a sort of applicant."""

    name: Words = record_field(
        "What it is, as `First year (nine months)` or `Winner`.", "text in each language", longest=250
    )
    amount: tuple[Amount, ...] = record_field(
        "How much it is, in each currency.", "as `total` of a budget", default=()
    )
    per_award: tuple[Amount, ...] = record_field(
        "How much of it one award is, in each currency.", "as `total` of a budget", default=()
    )
    per_year: tuple[Amount, ...] = record_field(
        "How much it is in each year, in each currency.", "as `total` of a budget", default=()
    )
    awards: Count | None = record_field(
        "How many awards, prizes or places of it there are.", "as `awards` of a budget", default=None
    )
    duration: Duration | None = record_field("How long it lasts.", "as `duration` of a call", default=None)
    rate: Count | None = record_field(
        "How much of its full economic cost is paid, in per cent.",
        "as `cost_share` of a budget",
        default=None,
        most=100,
    )
    cost_share: Count | None = record_field(
        "How much of its costs is paid, in per cent.",
        "as `cost_share` of a budget",
        default=None,
        most=100,
    )
    matching_share: Count | None = record_field(
        "How much its applicants add, in per cent of what is paid.",
        "as `matching_share` of a budget",
        default=None,
    )
    matching_cash: Count | None = record_field(
        "How much of that is in cash, in per cent.",
        "as `matching_share` of a budget",
        default=None,
        most=100,
    )
    matching: Matching | Words | None = record_field(
        "In what form they add it.", "as `matching` of a budget", default=None
    )
    note: Words | None = record_field("What else is to be said of it.", "text in each language", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a call, or one side of it, pays."""

    total: tuple[Amount, ...] = record_field(
        "For all awards together, as published, in each currency. Amounts are never converted.",
        "`EUR: 600000`; `EUR: {max: 600000}` for “up to”; `EUR: {about: 600000}`; any currency (ISO 4217)",
        default=(),
    )
    per_award: tuple[Amount, ...] = record_field(
        "For one award, as published, in each currency.", "as `total`", default=()
    )
    per_year: tuple[Amount, ...] = record_field(
        "For one award in each year, as published, in each currency.", "as `total`", default=()
    )
    project_costs: tuple[Amount, ...] = record_field(
        "What a whole project may cost, of which the call pays a share.", "as `total`", default=()
    )
    parts: tuple[BudgetPart, ...] = record_field(
        "Parts that have figures of their own: each year, phase, prize, topic, sort of applicant.",
        "a list",
        default=(),
    )
    awards: Count | None = record_field(
        "How many awards there are.", "`5`, `{max: 5}`, `{min: 5, max: 6}` or `{about: 5}`", default=None
    )
    rate: Count | None = record_field(
        "How much of the full economic cost is paid, in per cent.", "as `cost_share`", default=None, most=100
    )
    cost_share: Count | None = record_field(
        "How much of the costs that may be charged is paid, in per cent; not the full economic cost.",
        "`70`, `{max: 75}` or `{min: 50, max: 70}`",
        default=None,
        most=100,
    )
    matching: Matching | Words | None = record_field(
        "What applicants must add of their own.", "one of the words below, or text", default=None
    )
    matching_share: Count | None = record_field(
        "How much applicants add, in per cent of what is paid: 100 where it is matched 1:1.",
        "`100`, `{min: 50}`, `{max: 50}` or `{about: 50}`",
        default=None,
    )
    matching_cash: Count | None = record_field(
        "How much of what applicants add is in cash, in per cent.",
        "as `matching_share`",
        default=None,
        most=100,
    )
    note: Words | None = record_field(
        "What else the money is for or depends on, such as a salary beside it.",
        "text in each language",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """An organisation that pays, or runs the call for one that pays."""

    id: str = record_field("A short name for it in this record.", Form.ID)
    name: Words = record_field("Its name.", "text in each language", longest=200)
    country: str = record_field("The country it belongs to, also one that is no side here.", Form.COUNTRY)
    role: str = record_field("What it does here.", "`funder`, `partner` or `delivery`", default="funder")
    ror: str = record_field("Its identifier in the Research Organization Registry.", Form.URL, default="")
    portal: str = record_field("Where its applications are made.", Form.URL, default="")

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicants:
    """Who may apply, in parts that can be compared; what does not fit is a text under `eligibility`."""

    types: tuple[OrganisationType, ...] = record_field(
        "The types of organisation that may apply; readers select calls by them.",
        "a list of the words below",
        default=(),
    )
    organisations: Words | None = record_field(
        "Which of them, in words.", "text in each language", default=None
    )
    career: tuple[CareerStage, ...] = record_field(
        "The career stages of those who lead.", "a list of the words below", default=()
    )
    nationality: Words | None = record_field(
        "Nationality or residence that is asked for.", "text in each language", default=None
    )
    partners: Count | None = record_field(
        "How many partners of this side a project has.", "`2`, `{min: 2}` or `{min: 2, max: 4}`", default=None
    )
    limits: Words | None = record_field(
        "How many projects a person may lead or join at once, or an organisation may apply for.",
        "text in each language",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An office that answers questions: never the address or number of a person."""

    office: Words = record_field("Which office.", "text in each language", longest=200)
    side: str | None = record_field("The side it answers; leave it out for all.", Form.SIDE, default=None)
    email: tuple[str, ...] = record_field("Its mailbox.", Form.EMAIL, default=())
    phone: tuple[str, ...] = record_field("Its telephone.", Form.PHONE, default=())
    fax: tuple[str, ...] = record_field("Its fax, as `phone`.", Form.PHONE, default=())
    url: str = record_field("Its page.", Form.URL, default="")
    note: Words | None = record_field(
        "When or how it answers, as brackets behind its telephone say.", "text in each language", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document of the call, of any type, where its funder keeps it; one only named has no address."""

    title: Words = record_field("What it is.", "text in each language", longest=200)
    url: str = record_field("Its address; left out where it is attached to the notice.", Form.URL, default="")
    type: tuple[str, ...] = record_field("Its type, as `pdf` or `hwp`.", Form.ID, default=())
    language: tuple[str, ...] = record_field("The language that it is in.", Form.LANGUAGE, default=())
    size: str = record_field("How large it is.", Form.SIZE, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that applicants asked, and the funder's answer."""

    question: Words = record_field("What was asked.", "text in each language")
    answer: Words = record_field("What the funder answered.", "text in each language", longest=3_000)
    source: str = record_field("Where it was answered.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The institution that leads a project on one side, or in another country."""

    institution: Words = record_field("Its name.", "text in each language", longest=200)
    side: str | None = record_field("Which side.", Form.SIDE, default=None)
    country: str | None = record_field(
        "Its country, where that is no side of the site.", Form.COUNTRY, default=None
    )
    amount: tuple[Amount, ...] = record_field("What it receives.", "as `total` of a budget", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project that was funded, or shortlisted."""

    title: Words | None = record_field(
        "Its title, where it was published: else `leads`.", "text in each language", longest=300, default=None
    )
    leads: tuple[Lead, ...] = record_field("Who leads it on each side.", "a list", default=())
    amount: tuple[Amount, ...] = record_field(
        "What it receives in all.", "as `total` of a budget", default=()
    )
    reference: str = record_field("The number that its funder gave it.", Form.TEXT, default="")
    url: str = record_field("Its page.", Form.URL, default="")

    def __post_init__(self) -> None:
        _must(bool(self.title or self.leads), "a project has a title or leads")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNumbers:
    """How many applied, and what became of them."""

    applied: Count | None = record_field("How many applied.", "as `awards` of a budget", default=None)
    shortlisted: Count | None = record_field(
        "How many went on after a first round or stage.", "as `awards` of a budget", default=None
    )
    funded: Count | None = record_field("How many are funded.", "as `awards` of a budget", default=None)
    total: tuple[Amount, ...] = record_field(
        "What they receive together.", "as `total` of a budget", default=()
    )
    note: Words | None = record_field("What else was announced.", "text in each language", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPart(ResultNumbers):
    """A round, a prize or a topic of which the numbers were announced apart."""

    name: Words = record_field(
        "What it is, as `June meeting` or `Second prize`.", "text in each language", longest=250
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Results(ResultNumbers):
    """What became of the call."""

    parts: tuple[ResultsPart, ...] = record_field(
        "Each round, prize or topic that has numbers of its own.", "a list", default=()
    )
    projects: tuple[Project, ...] = record_field("The projects.", "a list", default=())
    finalists: tuple[Project, ...] = record_field(
        "Those that were shortlisted and not chosen, where they are named.", "as `projects`", default=()
    )
    source: str = record_field("Where the results were announced.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSide:
    """What the call is for applicants of one side."""

    side: str = record_field("Which side.", Form.SIDE)
    funder: str = record_field("The funder this side applies to.", "the `id` of one of `funders`")
    lead_required: bool | None = record_field(
        "Whether this side must have a lead applicant of its own; leave it out where that is not published.",
        "`yes` or `no`",
        default=None,
    )
    apply_url: str = record_field("Where this side applies.", Form.URL, default="")
    languages: tuple[str, ...] = record_field(
        "The languages this side may apply in.", Form.LANGUAGE, default=()
    )
    budget: Budget | None = record_field("What this side pays.", "the fields of a budget", default=None)
    duration: Duration | None = record_field(
        "How long an award of this side lasts, where that is its own.",
        "as `duration` of a call",
        default=None,
    )
    eligibility: Words | None = record_field(
        "Who may apply on this side.", "text in each language", default=None, longest=3_000
    )
    applicants: Applicants | None = record_field(
        "The same in parts that can be compared.", "the fields of `applicants`", default=None
    )
    reference: str = record_field("The number that its funder gave the call.", Form.TEXT, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From one moment to another: an event with an end, or “July to September”."""

    start: DatedMoment = record_field("From when.", "a moment", name="from")
    end: DatedMoment = record_field("Until when.", "a moment", name="to")

    def __post_init__(self) -> None:
        _must(self.start.begins < self.end.ends, "a window ends after it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a call. A step to apply in has `opens` and `closes`; any other has a `date`, a `window`,
    or opens and closes."""

    id: str = record_field(
        "Its name, used in links, calendars and pages: never changed once published.",
        Form.ID,
    )
    kind: StageKind = record_field("What happens in it.", "one of the kinds below")
    side: str | None = record_field(
        "The side it is for; leave it out for all. In a call of one side every stage is for that side.",
        Form.SIDE,
        default=None,
    )
    opens: Moment | None = record_field("When it opens.", "a moment", default=None)
    closes: Moment | None = record_field("When it closes: the deadline.", "a moment", default=None)
    date: Moment | None = record_field("When it happens, if that is one moment.", "a moment", default=None)
    window: Window | None = record_field(
        "When it happens, if that has a beginning and an end.", "`{from: moment, to: moment}`", default=None
    )
    basis: Basis = record_field("How sure its dates are.", "`firm`, `expected` or `tbc`", default=Basis.FIRM)
    follows: tuple[str, ...] = record_field(
        "The stages or rounds that it comes after, where its dates do not show that or are not known.",
        "the `id` of a stage or round, or a list of them",
        default=(),
    )
    selects: Count | None = record_field(
        "How many go on from it, of what is applied for.", "as `awards` of a budget", default=None
    )
    place: Words | None = record_field(
        "Where it happens, of a meeting or an event; `online` is a place.",
        "text in each language",
        default=None,
        longest=120,
    )
    url: str = record_field(
        "Its own page, as that on which people register for a webinar.", Form.URL, default=""
    )
    invite_only: bool = record_field(
        "Whether only those may apply who were invited, as from the stage before.",
        "`yes` or `no`",
        default=False,
    )
    label: Words | None = record_field(
        "What the funder calls it; without it, the name of its kind.",
        "text in each language",
        default=None,
        longest=120,
    )
    note: Words | None = record_field(
        "What the notice says of its dates beside them.", "text in each language", default=None
    )

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")
        moments = [
            moment for moment in (self.opens, self.closes) if not isinstance(moment, MissingDate | None)
        ]
        if len(moments) == 2:
            _must(moments[0].begins < moments[1].ends, "a stage closes after it opens")
        _must(not (self.date and (self.opens or self.closes or self.window)), "a date stands alone")
        _must(not (self.window and (self.opens or self.closes)), "a window stands alone")
        _must(bool(self.date or self.window or self.opens or self.closes), "a stage says when it is")
        _must(self.applying or self.closes != NEVER, "only applications may have no closing date")

    def date_of(self, date_field: DateField) -> Moment | None:
        """Return one of its dates, or None where it has none of that sort."""
        match date_field:
            case DateField.OPENS:
                return self.opens
            case DateField.CLOSES:
                return self.closes
            case DateField.DATE:
                return self.date
            case DateField.BEGINS:
                return None if self.window is None else self.window.start
            case DateField.ENDS:
                return None if self.window is None else self.window.end

    @property
    def kinds(self) -> tuple[StageKind, ...]:
        """What happens in it; of a round, also what is sent."""
        return (self.kind,)

    @property
    def applying(self) -> bool:
        """Whether applicants send something in this stage that decides if the call is open to them."""
        return self.kind in APPLYING

    @property
    def is_by(self) -> bool:
        """Whether its closing alone is known and is no deadline: it happens by then."""
        return self.closes is not None and self.opens is None and self.kind not in DEADLINES

    @property
    def deadline(self) -> Moment | None:
        """When it closes, or the one moment it happens at."""
        return self.closes or self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStage(Stage):
    """The applications of a round; `gathers` is what is sent in it."""

    gathers: RoundKind | None = None

    @property
    def kinds(self) -> tuple[StageKind, ...]:
        """What happens in it: a round, and what is sent."""
        return (self.kind, *((StageKind(self.gathers.value),) if self.gathers else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One of the times at which a call gathers applications: it may open, it has a cut-off, it may have an
    outcome. Applications that come after one cut-off are gathered at the next."""

    id: str = record_field(
        "Its name, used in links, calendars and pages: never changed once published.", Form.ID
    )
    closes: Moment = record_field("Its cut-off: when applications are gathered.", "a moment")
    opens: Moment | None = record_field(
        "When it opens; leave it out where applications are taken all the time.", "a moment", default=None
    )
    outcome: Moment | None = record_field(
        "When its applicants are told; its `id` is that of the round and `-outcome`.",
        "a moment",
        default=None,
    )
    side: str | None = record_field(
        "The side it is for; leave it out for all. In a call of one side it is for that side.",
        Form.SIDE,
        default=None,
    )
    basis: Basis = record_field("How sure its dates are.", "`firm`, `expected` or `tbc`", default=Basis.FIRM)
    kind: RoundKind | None = record_field(
        "What is sent in it, where that is not the application itself.",
        "`registration`, `eoi` or `outline`",
        default=None,
    )
    label: Words | None = record_field(
        "What the funder calls it.", "text in each language", default=None, longest=120
    )
    note: Words | None = record_field(
        "What the notice says of its dates beside them.", "text in each language", default=None
    )
    outcome_note: Words | None = record_field(
        "What the notice says of when its applicants are told.", "text in each language", default=None
    )
    outcome_basis: Basis | None = record_field(
        "How sure its `outcome` is, where its other dates are surer.",
        "`firm`, `expected` or `tbc`",
        default=None,
    )

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The round as what it consists of: applications, and the telling of results."""
        gathering = RoundStage(
            id=self.id,
            kind=StageKind.ROUND,
            side=self.side,
            opens=self.opens,
            closes=self.closes,
            basis=self.basis,
            label=self.label,
            gathers=self.kind,
            note=self.note,
        )
        if self.outcome is None:
            return (gathering,)
        telling = Stage(
            id=outcome_id(self.id),
            kind=StageKind.DECISION,
            side=self.side,
            date=self.outcome,
            basis=self.outcome_basis or self.basis,
            follows=(self.id,),
            note=self.outcome_note,
        )
        return gathering, telling


def outcome_id(name: str) -> str:
    """Return the id of the stage in which those who applied in a round are told."""
    return f"{name}-outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was done to a call, here or by its funder before. Changes are added, never edited."""

    at: Exact | Day | Period = record_field(
        "When it was done: no day to come.",
        "a day, or a moment with its zone; a month or year if no day is told",
    )
    kind: ChangeKind = record_field("What was done.", "one of the words below")
    stage: str | None = record_field(
        "The stage it touches; leave it out for the whole call.",
        "the `id` of a stage or round",
        default=None,
    )
    side: str | None = record_field(
        "The side it is for, where the whole call changes for one side only.", Form.SIDE, default=None
    )
    what: DateField = record_field(
        "Which date moved.",
        "`opens`, `closes` or `date`, or of a window `begins` or `ends`; without it `closes`",
        default=DateField.CLOSES,
    )
    before: Moment | None = record_field(
        "The old date, as it was published.", "a moment", default=None, name="from"
    )
    after: Moment | None = record_field("The new date.", "a moment", default=None, name="to")
    note: Words | None = record_field("What readers should know.", "text in each language", default=None)
    source: str = record_field("Where it was announced.", Form.URL, default="")

    @property
    def moves_a_date(self) -> bool:
        """Whether a date is another one since; what it was before need not be known."""
        return self.after is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts of a record were read."""

    title: Words = record_field("What it is: who says it, where.", "text in each language", longest=300)
    checked: datetime.date = record_field("The day it was last read: none to come.", "a day, `2026-11-22`")
    confidence: Confidence = record_field("How good it is.", "`A`, `B` or `C`")
    published: datetime.date | None = record_field(
        "The day on which it was published, as a notice says its own.", "a day, `2026-11-20`", default=None
    )
    url: str = record_field("Its address, where it is known.", Form.URL, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A fact around a call, with its date or its sum if it has one, so that prose may name them: the date is
    that of no stage, and the sum nothing that the call pays."""

    when: DatedMoment | None = record_field(
        "When it was: no day to come, unless it is one of another country.",
        "a moment",
        is_past=True,
        default=None,
    )
    amount: tuple[Amount, ...] = record_field(
        "How much it is, of money that is not this call's: that of its programme, its funder's in a year.",
        "as `total` of a budget",
        default=(),
    )
    text: Words = record_field("What happened, or what the sum is.", "text in each language")
    country: str | None = record_field(
        "The country of whose applicants it is, where that is no side of the site.",
        Form.COUNTRY,
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long an award lasts, in whole months, from `low` to `high`; one is absent where only a limit was
    published. `note`: the words of the notice, where they say more; `says_figure`: it is among them."""

    low: int | None = None
    high: int | None = None
    note: Words | None = None
    says_figure: bool = False

    def __post_init__(self) -> None:
        _must(bool(self.note) or (self.low, self.high) != (None, None), "a duration has a length or words")
        if self.low is not None and self.high is not None:
            _must(0 < self.low <= self.high, "a duration's least is not above its most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One funding call: everything the site knows of it, once."""

    id: str = record_field("The name of the file, for ever.", "not written: it is the file's name")
    title: Words = record_field("Its name.", "text in each language, at most 250 characters", longest=250)
    summary: Words = record_field("What it is for.", "text in each language, at most 1,000 characters")
    lifecycle: Lifecycle = record_field("How far it has come.", "one of the words below")
    kind: CallKind = record_field("What an award pays for.", "one of the words below")
    funders: tuple[Funder, ...] = record_field("Who pays.", "a list")
    sides: tuple[CallSide, ...] = record_field("Who applies where.", "a list")
    stages: tuple[Stage, ...] = record_field("Its steps and their dates.", "a list", default=())
    rolling: bool = record_field("Whether applications may come at any time.", "`yes` or `no`", default=False)
    rounds: tuple[Round, ...] = record_field(
        "The rounds in which it gathers applications. `cutoffs` is the short form of those of which the "
        "cut-off alone is published: `{id: spring-2027, at: 2027-03-17}`.",
        "a list",
        default=(),
    )
    budget: Budget | None = record_field(
        "What both sides pay together.", "the fields of a budget", default=None
    )
    duration: Duration | None = record_field(
        "How long an award lasts.",
        "`P3Y`, `{max: P18M}` or `{min: P1Y, max: P3Y}` (ISO 8601: years and months)",
        default=None,
    )
    reference: str = record_field(
        "The number that the funders gave it together.", Form.TEXT, default="", longest=100
    )
    topics: tuple[Words, ...] = record_field(
        "What it is about, a few words each.", "a list of texts in each language", default=()
    )
    criteria: Words | None = record_field(
        "By what applications are judged, with the weight of each where it was published.",
        "text in each language, or a list of them",
        default=None,
        longest=3_000,
    )
    consortium: Words | None = record_field(
        "What a project must consist of, on all sides together.", "text in each language", default=None
    )
    contacts: tuple[Contact, ...] = record_field("Who answers questions.", "a list", default=())
    documents: tuple[Attachment, ...] = record_field(
        "The notice, forms and guidance, by their addresses.", "a list", default=()
    )
    questions: tuple[Question, ...] = record_field("Questions and answers.", "a list", default=())
    results: Results | None = record_field("What became of it.", "the fields of `results`", default=None)
    changes: tuple[Change, ...] = record_field(
        "What was done when; the first is `added`. Only ever add to it.", "a list"
    )
    source: tuple[Source, ...] = record_field("Where the facts were read.", "a list")
    background: tuple[Background, ...] = record_field(
        "Facts around the call, with the dates and sums that its notice may name.", "a list", default=()
    )
    supersedes: tuple[str, ...] = record_field(
        "The call this one follows, or those that were merged into it.", Form.CALLS, default=()
    )
    next_expected: Moment | None = record_field(
        "When the next round is expected.", "a moment, or `none` if there is none", default=None
    )
    publish: Exact | None = record_field(
        "An embargo: before this moment nothing of the call is in the site.",
        "a moment with time and zone",
        default=None,
    )

    def __post_init__(self) -> None:
        _must(bool(ID.fullmatch(self.id)), f"not an id: {self.id}")
        _must(bool(self.changes) and self.changes[0].kind is ChangeKind.ADDED, "a call was added once")
        names = [stage.id for stage in self.dated_parts]
        _must(len(names) == len(set(names)), "stages and rounds have names of their own")
        _must(all({*stage.follows} <= {*names} for stage in self.stages), "a stage follows one of the call")
        funders = {funder.id for funder in self.funders}
        _must(all(side.funder in funders for side in self.sides), "a side applies to one of the funders")
        _must(all(change.stage in {None, *names} for change in self.changes), "a change names a stage")

    @property
    def dated_parts(self) -> tuple[Stage, ...]:
        """The stages, and then those that rounds consist of."""
        return (*self.stages, *(stage for call_round in self.rounds for stage in call_round.stages))

    @property
    def section_ids(self) -> frozenset[str]:
        """The ids of the sections that its page has for stages."""
        return frozenset(f"stage-{stage.id}" for stage in self.dated_parts)

    def stage(self, name: str) -> Stage:
        """Return the stage of a name, also one of a round; raise KeyError where there is none."""
        for stage in self.dated_parts:
            if stage.id == name:
                return stage
        raise KeyError(name)

    def cancelled(self, stage: str) -> bool:
        """Return True if the call was called off, or this stage of it and not reinstated since."""
        if self.lifecycle in (Lifecycle.CANCELLED, Lifecycle.WITHDRAWN):
            return True
        kinds = (*CANCELLATIONS, ChangeKind.REINSTATED)
        last = [change.kind for change in self.changes if change.stage == stage and change.kind in kinds]
        return bool(last) and last[-1] in CANCELLATIONS

    def is_paused(self, stage: Stage, side: str | None) -> bool:
        """Return True if applications of a side in a stage were stopped for now."""
        kinds = (ChangeKind.PAUSED, ChangeKind.REOPENED)
        last = [
            change.kind
            for change in self.changes
            if change.kind in kinds and change.stage in (None, stage.id) and change.side in (None, side)
        ]
        return last[-1:] == [ChangeKind.PAUSED]

    def paused_sides(self, stage: Stage) -> tuple[str, ...]:
        """Return the sides on which applications in a stage were stopped for now."""
        if not stage.applying:
            return ()
        return tuple(side for side in self.sides_of(stage) if self.is_paused(stage, side))

    def sides_of(self, stage: Stage) -> tuple[str, ...]:
        """Return the sides that a stage is for."""
        return (stage.side,) if stage.side else self.side_codes

    @property
    def is_without_award(self) -> bool:
        """Whether it is decided and nobody was chosen."""
        is_decided = self.lifecycle is Lifecycle.AWARDED
        funded = self.results.funded if self.results else None
        return is_decided and funded is not None and funded.high == 0

    @property
    def side_codes(self) -> tuple[str, ...]:
        """The sides that take part."""
        return tuple(side.side for side in self.sides)


def _must(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
