"""What a template may see of one call in one language: final text, and nothing left to decide."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import quote

from babel import Locale

from exchange.calls.model.addresses import addresses
from exchange.calls.model.call import (
    ENTRY_SEPARATOR,
    NEVER,
    Amount,
    Applicants,
    Attachment,
    Background,
    Basis,
    Budget,
    BudgetPart,
    Call,
    CallKind,
    CallSide,
    Change,
    Contact,
    Count,
    Day,
    Exact,
    Funder,
    Matching,
    MissingDate,
    Moment,
    Project,
    Results,
    Source,
    Stage,
    StageKind,
    Words,
)
from exchange.calls.model.changes import NO_REVISIONS, Revisions
from exchange.calls.model.notice_dates import is_doubt_alone
from exchange.calls.model.overviews import feed_selections
from exchange.calls.model.rounds import next_round, past_cutoffs
from exchange.calls.model.schedule import Occurrence, next_deadlines
from exchange.calls.model.selections import Selection, facet_values, topics_of
from exchange.calls.model.sequence import in_sequence
from exchange.calls.model.settings import Settings
from exchange.calls.model.status import (
    FINAL_STATES,
    StageState,
    State,
    Status,
    status,
    timeline,
    timeline_json,
)
from exchange.calls.outputs.calendar_paths import (
    REMINDERS,
    Variant,
    call_path,
    selection_paths,
    subscription_path,
)
from exchange.calls.outputs.feeds import (
    CALL_FORMS,
    Form,
    call_feed,
    change_lines,
    feed_names,
    feed_path,
    selection_feed,
)
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.reading.cautions import unequal_deadlines
from exchange.calls.views.jsonld import call_jsonld, result_rows, safe_in_script
from exchange.calls.views.plan_view import PlanView, days_off, plan_view
from exchange.calls.views.standing import standing
from exchange.calls.views.unpublished import is_unpublished, is_without_end, unpublished_text
from exchange.calls.views.wording import MomentText, Wording, unit_of
from exchange.text.host_names import is_familiar
from exchange.text.original_text import join_texts
from exchange.text.web_addresses import host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str


FeedLinks: TypeAlias = tuple[str, tuple[tuple[Link, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name and what it is."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """A name and a moment."""

    name: str
    moment: MomentText


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage in the table of dates. `id` is its anchor; `state` is for style sheets and scripts."""

    id: str
    name: str
    side: str
    dates: tuple[DateRow, ...]
    notes: tuple[str, ...]
    place: str  # empty where it is not told
    note: str
    page: Link | None
    days_off: tuple[str, ...]
    stage: str
    state: str
    state_words: str
    state_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """How one side applies."""

    name: str
    funder: str
    apply: Link | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a call: what each side says, in the order of the sides, or one text for all."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One entry of the history."""

    when: MomentText
    kind: str
    text: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Where facts were read."""

    title: str
    url: str
    checked: str
    published: str  # empty where the day is not told
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """An office that answers questions; behind its telephones are its faxes, which say so."""

    office: str
    email: tuple[str, ...]
    phone: tuple[str, ...]
    note: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document, with its language, type and size in words; `language` is its code, for `hreflang`."""

    link: Link
    language: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question and its answer."""

    question: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """A project of the results; each of `leads` names its side. The first is a title where none is."""

    title: str
    reference: str
    url: str
    amount: str
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """What became of the call."""

    rows: tuple[Row, ...]
    projects: tuple[ProjectView, ...]
    finalists: tuple[ProjectView, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLinks:
    """The ways of putting a calendar into a reader's own; all are plain links."""

    google: str
    apple: str
    outlook: str  # for accounts of work or school
    outlook_personal: str
    download: str
    reminders: tuple[Link, ...]
    all_day: str  # empty where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStep:
    """What to act on next: for all sides, or one where they differ.

    `state_text` is empty where the state of the call says as much.
    """

    name: str
    dates: tuple[DateRow, ...]
    stage: str
    state: str
    state_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A call in short. `facets` and `timeline` are JSON for scripts: filters, and the state corrected."""

    id: str
    title: str
    url: str
    summary: str
    kind: str
    state: str
    state_text: str
    extended: str
    sides: tuple[str, ...]
    steps: tuple[CardStep, ...]
    timeline: str
    facets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What others see of a link to a call: its title, and how far each side is. `mail` is a link."""

    title: str
    text: str
    url: str
    locale: str
    other_locales: tuple[str, ...]
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """The page of one call."""

    card: Card
    is_over: bool  # no date is to come
    stages: tuple[StageView, ...]
    differ: tuple[str, ...]
    sides: tuple[SideView, ...]
    rules: tuple[Rule, ...]  # of those sides beside each other; none where only one side has any
    funders: tuple[Row, ...]
    money: tuple[Row, ...]
    rows: tuple[Row, ...]
    hosts: Mapping[str, str]  # of addresses behind words that lead to no funder of any side
    contacts: tuple[ContactView, ...]
    documents: tuple[DocumentView, ...]
    questions: tuple[QuestionView, ...]
    results: ResultsView | None
    related: tuple[tuple[str, Link], ...]
    changes: tuple[ChangeView, ...]
    background: tuple[DateRow, ...]
    unpublished: str
    sources: tuple[SourceView, ...]
    calendar: CalendarLinks
    standing: tuple[str, ...]
    plan: PlanView | None
    share: Share
    feed: str
    state_words: str
    jsonld: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsView:
    """All calls that are shown, as they are at one moment, in one language.

    `revisions` is only needed by what is written beside pages.
    """

    calls: tuple[Call, ...]
    statuses: Mapping[str, Status]
    now: datetime.datetime
    wording: Wording
    topics: Mapping[str, Words] = field(default_factory=dict)  # of all calls, by their ids
    selections: tuple[Selection, ...] = ()  # those with feeds of their own
    promised_calendars: frozenset[str] = frozenset()  # paths of those that were published once
    revisions: Revisions = NO_REVISIONS

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.wording.settings

    def selection_name(self, selection: Selection) -> str:
        """Return what readers are told that calls are selected by."""
        return self.wording.selection(selection, self.topics)

    @property
    def selection_names(self) -> Mapping[Selection, str]:
        """What readers are told of each selection that has feeds of its own."""
        return {selection: self.selection_name(selection) for selection in self.selections}

    def call(self, name: str) -> Call:
        """Return a call by its id; raise KeyError where it is not shown."""
        for call in self.calls:
            if call.id == name:
                return call
        raise KeyError(name)

    def link(self, call: Call, root: str) -> Link:
        """Return the title of a call, which leads to its page."""
        return Link(text=self.wording.words(call.title), url=self.page_url(call, root))

    def page_url(self, call: Call, root: str) -> str:
        """Return where the page of a call is, from one that `root` leads to the root of the language from."""
        return f"{root}{self.settings.calls_folder}/{call.id}/"

    def stage_url(self, occurrence: Occurrence, root: str) -> str:
        """Return where the page of a call says when something happens."""
        return f"{self.page_url(occurrence.call, root)}#stage-{occurrence.stage.id}"


def calls_view(
    calls: Sequence[Call],
    now: datetime.datetime,
    wording: Wording,
    promises: Collection[str] = (),
    promised_calendars: frozenset[str] = frozenset(),
) -> CallsView:
    """Return some calls as they are at a moment. `promises`: addresses of pages that were published once."""
    statuses = {call.id: status(call, now, wording.settings) for call in calls}
    return CallsView(
        calls=tuple(calls),
        statuses=statuses,
        now=now,
        wording=wording,
        topics=topics_of(calls),
        selections=feed_selections(calls, promises, wording.settings),
        promised_calendars=promised_calendars,
    )


def card(call: Call, site: CallsView, *, root: str) -> Card:
    """Return a call in short. `root` leads from the page with the card to the root of the language."""
    wording, state = site.wording, site.statuses[call.id]
    return Card(
        id=call.id,
        title=wording.words(call.title),
        url=site.page_url(call, root),
        summary=wording.words(call.summary),
        kind=wording.strings(f"call_kind.{call.kind.value}"),
        state=state.state.value,
        state_text=wording.state(state.state),
        extended=wording.strings("state.extended") if state.extended else "",
        sides=tuple(wording.side(side) for side in call.side_codes),
        steps=_steps(call, state, wording),
        timeline=_json(timeline_json(timeline(call, site.settings))),
        facets=_json(_facets(call)),
    )


def _steps(call: Call, status: Status, wording: Wording) -> tuple[CardStep, ...]:
    """Return what to act on; with its own state where sides differ, or only those invited may act."""
    stages = next_deadlines(call, status)
    is_final = status.state in FINAL_STATES
    steps = []
    for stage in stages:
        state = status.stages[stage.id].value
        has_steps = not is_final and (len(stages) > 1 or stage.invite_only)
        name = join_texts(
            " · ", (wording.stage_name(stage, call.kind), *_stage_notes(call, stage, status, wording))
        )
        step = CardStep(
            name=wording.of_side(stage.side, name),
            dates=published_dates(stage, wording, is_over=is_final)
            if is_final or is_without_end(call, stage)
            else stage_dates(stage, wording),
            stage=stage.id,
            state=state,
            state_text=wording.strings(f"stage_state.{state}") if has_steps else "",
        )
        steps.append(step)
    return tuple(steps)


def stage_dates(stage: Stage, wording: Wording) -> tuple[DateRow, ...]:
    """Return what is known of when a stage is, each moment under its name."""
    if stage.window is not None:
        text = wording.span(stage.window.start, stage.window.end)
        return (DateRow(name=wording.strings("point.spans"), moment=MomentText(text=text)),)
    return tuple(_date(stage, point, moment, wording) for point, moment in _points(stage))


def published_dates(stage: Stage, wording: Wording, *, is_over: bool) -> tuple[DateRow, ...]:
    """Return what is known of when a stage is, without dates that were never published.

    Of one that is over, also without those that are not known: none of them is to be confirmed any more.
    """
    if stage.window is not None:
        return stage_dates(stage, wording)
    return tuple(
        _date(stage, point, moment, wording)
        for point, moment in _points(stage)
        if not (is_unpublished(moment) or (is_over and isinstance(moment, MissingDate)))
    )


def _points(stage: Stage) -> Iterator[tuple[str, Moment]]:
    end = "by" if stage.is_by else "closes"
    for point, moment in (("opens", stage.opens), (end, stage.closes), ("happens", stage.date)):
        if moment is not None:
            yield point, moment


def _date(stage: Stage, point: str, moment: Moment, wording: Wording) -> DateRow:
    text = wording.deadline(moment) if point == "closes" else replace(wording.moment(moment), note="")
    return DateRow(name=wording.point(stage, point), moment=text)


def _stage_notes(call: Call, stage: Stage, status: Status, wording: Wording) -> tuple[str, ...]:
    notes = [wording.strings("when.expected")] if stage.basis is Basis.EXPECTED else []
    notes += [wording.strings("when.tbc")] if stage.basis is Basis.TBC else []
    if stage.selects:
        notes.append(wording.strings("call.selects", count=wording.applications(stage.selects, call.kind)))
    if stage.invite_only:
        is_open = any(other.applying and not other.invite_only for other in call.dated_parts)
        notes.append(wording.strings("call.invite_only" if is_open else "call.by_invitation"))
    notes += _registrations_over(call, stage, status, wording)
    if call.paused_sides(stage) != call.sides_of(stage) and (pause := wording.pause(call, stage, status)):
        notes.append(pause)
    return tuple(notes)


def _registrations_over(call: Call, stage: Stage, status: Status, wording: Wording) -> Iterator[str]:
    """Yield the registrations that are over while an application goes on: who missed them should ask."""
    if not stage.applying or stage.kind is StageKind.REGISTRATION or stage.id not in status.stages:
        return
    if status.stages[stage.id] is StageState.OVER:
        return
    for registration in call.stages:
        if registration.kind is not StageKind.REGISTRATION or registration.side not in (None, stage.side):
            continue
        if status.stages.get(registration.id) is StageState.OVER and isinstance(
            registration.closes, Exact | Day
        ):
            day = wording.short(registration.closes)
            yield wording.strings(
                "call.registration_over", stage=wording.stage_name(registration, call.kind), day=day
            )


def _follows(call: Call, stage: Stage, wording: Wording) -> tuple[str, ...]:
    """Return the note that names the stages which one comes after."""
    names = join_texts(", ", (_name_among_others(call, call.stage(name), wording) for name in stage.follows))
    return (wording.strings("call.follows", stages=names),) if names else ()


def _name_among_others(call: Call, stage: Stage, wording: Wording) -> str:
    """Return the name of a stage; rounds without a name of their own are told apart by cut-offs."""
    name = wording.stage_name(stage, call.kind)
    is_alone = stage.label and [part.label for part in call.dated_parts].count(stage.label) == 1
    if stage.kind is not StageKind.ROUND or is_alone or isinstance(stage.closes, MissingDate | None):
        return name
    return wording.strings("call.round", stage=name, day=wording.short(stage.closes))


def _facets(call: Call) -> dict[str, object]:
    """Return what the filters of the list look at."""
    return {
        **{facet.value: list(values) for facet, values in facet_values(call).items()},
        "funder": sorted({funder.id for funder in call.funders}),
        "amount": largest_amounts(call),
    }


def largest_amounts(call: Call) -> dict[str, int]:
    """Return the most that a call pays in each currency: for one award, or in all where no more is known."""
    budgets = [budget for budget in (call.budget, *(side.budget for side in call.sides)) if budget]
    in_total = _largest(amount for budget in budgets for amount in budget.total)
    per_award = _largest(amount for budget in budgets for amount in budget.per_award)
    return in_total | per_award


def _largest(amounts: Iterable[Amount]) -> dict[str, int]:
    """Return the largest amount of each currency."""
    maxima: dict[str, int] = {}
    for amount in amounts:
        maxima[amount.currency] = max(maxima.get(amount.currency, 0), amount.high or amount.low or 0)
    return maxima


_PAST_STATES = FINAL_STATES | {State.CLOSED}


def call_page(call: Call, site: CallsView, *, root: str) -> CallPage:
    """Return the page of a call. `root` leads from it to the root of the language."""
    wording = site.wording
    lines = standing(call, site.statuses[call.id], wording)
    is_past = site.statuses[call.id].state in _PAST_STATES
    sides = tuple(_side(side, call, wording, is_past=is_past) for side in call.sides)
    sides = sides if len(sides) > 1 or any(side.apply or side.rows for side in sides) else ()
    rules = _rules(sides, call, wording)
    return CallPage(
        card=card(call, site, root=root),
        is_over=_is_over(site.statuses[call.id]),
        stages=tuple(_stage(call, stage, site) for stage in in_sequence(call)),
        differ=tuple(_differ(call, wording)),
        sides=sides,
        rules=rules,
        funders=tuple(_funder(funder, wording) for funder in call.funders),
        money=_money(call.budget, call.kind, wording),
        rows=(*_facts(call, wording, has_rules=bool(rules)), *_estimate(call, site)),
        hosts=_other_hosts(call, site.settings.funder_hosts),
        contacts=tuple(_contact(contact, wording) for contact in call.contacts),
        documents=tuple(_document(document, wording) for document in call.documents),
        questions=tuple(
            QuestionView(
                question=wording.words(stage.question),
                answer=wording.words(stage.answer),
                source=stage.source,
            )
            for stage in call.questions
        ),
        results=_results(call.results, call.kind, wording),
        related=_related_calls(call, site, root),
        changes=tuple(_change(call, change, wording) for change in _newest_first(call.changes)),
        background=tuple(
            DateRow(
                name=wording.of_side(entry.country, _around(entry, wording)),
                moment=replace(wording.moment(entry.when), note="") if entry.when else MomentText(text=""),
            )
            for entry in call.background  # no time of day is missed there
        ),
        unpublished=unpublished_text(call, wording, is_past=is_past),
        sources=tuple(_source(source, wording) for source in call.source),
        calendar=calendar_links(
            {variant: call_path(call.id, wording, variant) for variant in Variant},
            name=wording.words(call.title),
            wording=wording,
        ),
        standing=lines,
        plan=plan_view(call, site.statuses[call.id], wording),
        share=_share(call, lines, wording),
        feed=site.settings.site_url + feed_path(call_feed(call.id), Form.ATOM, wording),
        state_words=state_words(wording),
        jsonld=call_jsonld(call, site.statuses[call.id], wording),
    )


def _around(entry: Background, wording: Wording) -> str:
    """Return a fact around a call, with the sum that it is about."""
    text, amounts = wording.words(entry.text), _amounts(entry.amount, wording)
    return wording.strings("money.named", name=text, text=amounts) if amounts else text


def _is_over(found: Status) -> bool:
    """Return True if no date of a call is to come, as far as anybody knows."""
    is_closed = found.state is State.CLOSED and set(found.stages.values()) <= {StageState.OVER}
    return is_closed or found.state in FINAL_STATES


def _stage(call: Call, stage: Stage, site: CallsView) -> StageView:
    wording = site.wording
    stage_state = site.statuses[call.id].stages.get(stage.id)
    state = "cancelled" if stage_state is None or call.cancelled(stage.id) else stage_state.value
    state_key = f"{_state_words(stage)}_state.{state}"
    if stage.id in site.statuses[call.id].awaited:
        state_key = "stage_undated" if isinstance(stage.deadline, MissingDate) else "stage_awaited"
    return StageView(
        id=f"stage-{stage.id}",
        name=wording.stage_name(stage, call.kind),
        side=wording.side(stage.side),
        dates=published_dates(stage, wording, is_over=stage_state is StageState.OVER),
        notes=(*_stage_notes(call, stage, site.statuses[call.id], wording), *_follows(call, stage, wording)),
        place=wording.strings("call.place", place=wording.words(stage.place)) if stage.place else "",
        note="" if _says_expected_alone(stage) else wording.words(stage.note),
        page=Link(text=wording.strings("call.stage_page"), url=stage.url) if stage.url else None,
        days_off=tuple(days_off(call, stage.closes, wording)) if state in _LIVE_STATES else (),
        stage=stage.id,
        state=state,
        state_words=_state_words(stage),
        state_text=wording.strings(state_key),
    )


def _says_expected_alone(stage: Stage) -> bool:
    """Return True if the note of a stage says that its date is expected, as the page says already."""
    texts = (stage.note or {}).values()
    return stage.basis is Basis.EXPECTED and all(is_doubt_alone(text) for text in texts)


_LIVE_STATES = ("upcoming", "open", "closing-soon")


def _state_words(stage: Stage) -> str:
    """Return which words say its state: a step to apply in closes, any other is past."""
    return "stage" if stage.applying else "event"


def _differ(call: Call, wording: Wording) -> Iterator[str]:
    """Yield that the sides' deadlines differ, once for all stages of a kind, however many sides there are."""
    by_kind: dict[StageKind, dict[str, Stage]] = {}
    for pair in unequal_deadlines(call):
        for stage in pair:
            by_kind.setdefault(stage.kind, {})[stage.id] = stage
    for stages in by_kind.values():
        texts = (
            f"{wording.side(stage.side)}, {wording.moment(stage.closes).text}" for stage in stages.values()
        )
        yield wording.strings("call.deadlines_differ", deadlines=" / ".join(texts))


def _side(side: CallSide, call: Call, wording: Wording, *, is_past: bool) -> SideView:
    bodies = _bodies(side, call)
    delivery = [body for body in bodies if body.role == "delivery"] or bodies
    rows = []
    if side.lead_required is not None:
        key = "call.lead_required" if side.lead_required else "call.lead_not_required"
        rows.append(Row(name=wording.strings("call.lead"), text=wording.strings(key)))
    if side.languages:
        names = (Locale.parse(code).get_display_name(wording.format) or code for code in side.languages)
        rows.append(Row(name=wording.strings("call.languages"), text=wording.strings("comma").join(names)))
    rows += _money(side.budget, call.kind, wording)
    rows += _rows([("call.duration", wording.duration(side.duration))], wording, call.kind)
    rows += _rows([("call.eligibility", _lines(side.eligibility, wording))], wording)
    rows += _applicants(side.applicants, wording)
    rows += _rows([("call.reference", side.reference)], wording)
    host = wording.words(delivery[0].name) if len(delivery) == 1 else host_of(side.apply_url)
    link = Link(text=wording.strings("call.apply_link", funder=host), url=side.apply_url)
    return SideView(
        name=wording.side(side.side),
        funder=join_texts(wording.strings("comma"), (wording.words(body.name) for body in bodies)),
        apply=link if side.apply_url and not is_past else None,
        rows=tuple(rows),
    )


def _bodies(side: CallSide, call: Call) -> list[Funder]:
    """Return who pays or runs a call on a side: the funder that it applies to, and others of its country."""
    own = next(funder for funder in call.funders if funder.id == side.funder)
    others = (body for body in call.funders if body.country == side.side and body.role != "partner")
    return [own, *(body for body in others if body is not own)]


def _applicants(applicants: Applicants | None, wording: Wording) -> tuple[Row, ...]:
    if applicants is None:
        return ()
    comma = wording.strings("comma")
    texts = (
        ("call.types", comma.join(wording.strings(f"applicant.{kind.value}") for kind in applicants.types)),
        ("call.organisations", _lines(applicants.organisations, wording)),
        ("call.career", comma.join(wording.strings(f"career.{step.value}") for step in applicants.career)),
        ("call.nationality", _lines(applicants.nationality, wording)),
        ("call.partners", wording.count(applicants.partners) if applicants.partners else ""),
        ("call.limits", _lines(applicants.limits, wording)),
    )
    return _rows(texts, wording)


_NOT_SAID = "–"
"""Stands for what a record does not say of a side: it may be published all the same."""


def _rules(sides: Sequence[SideView], call: Call, wording: Wording) -> tuple[Rule, ...]:
    """Return what the sides say of the same things beside each other, and where one says nothing.

    What is the same stands once, but for sums and numbers, one of which would be taken for a total, and for
    what says “this country”.
    """
    if len(sides) < 2 or not any(side.rows for side in sides):
        return ()
    side_texts = [{row.name: row.text for row in side.rows} for side in sides]
    names = dict.fromkeys(row.name for side in sides for row in side.rows)
    texts_of = {name: tuple(texts.get(name, _NOT_SAID) for texts in side_texts) for name in names}
    apart = {row.name for side in call.sides for row in _money(side.budget, call.kind, wording)}
    apart.add(wording.strings("call.lead"))
    of_sides = (
        Rule(name=name, texts=texts[:1] if len({*texts}) == 1 and name not in apart else texts)
        for name, texts in texts_of.items()
    )
    call_rows = _rows([("call.consortium", _lines(call.consortium, wording))], wording)
    return (*of_sides, *(Rule(name=row.name, texts=(row.text,)) for row in call_rows))


def _money(budget: Budget | None, kind: CallKind, wording: Wording) -> tuple[Row, ...]:
    if budget is None:
        return ()
    sums = (
        ("money.total", budget.total),
        ("money.per_award", budget.per_award),
        ("money.per_year", budget.per_year),
        ("money.project_costs", budget.project_costs),
    )
    texts = (
        Row(name=wording.of_awarded(name, kind, amounts, budget), text=_amounts(amounts, wording, name))
        for name, amounts in sums
        if amounts
    )
    parts = (Row(name=wording.words(part.name), text=_part(part, kind, wording)) for part in budget.parts)
    awards = [_number_of_awards(budget.awards, kind, wording)] if budget.awards else []
    rest = [("money.matching", _matching(budget.matching, wording))]
    names = ("rate", "cost_share", "matching_share", "matching_cash")
    shares = ((name, getattr(budget, name)) for name in names)
    rest += [(f"money.{name}", wording.percent(share)) for name, share in shares if share is not None]
    rest.append(("money.note", wording.words(budget.note)))
    return (*texts, *parts, *awards, *_rows(rest, wording, kind))


def _number_of_awards(count: Count, kind: CallKind, wording: Wording) -> Row:
    return Row(name=wording.of_awarded("money.awards", kind, [count]), text=wording.count(count, kind))


def _rows(
    texts: Iterable[tuple[str, str]], wording: Wording, kind: CallKind | None = None
) -> tuple[Row, ...]:
    """Return a row for each text that is not empty, under the string of its name for a kind of calls."""
    return tuple(Row(name=wording.of_kind(name, kind), text=text) for name, text in texts if text)


def _lines(words: Words | None, wording: Wording) -> str:
    """Return a text, or each entry of a list on a line of its own."""
    return (
        wording.words({code: text.replace(ENTRY_SEPARATOR, "\n") for code, text in words.items()})
        if words
        else ""
    )


def _matching(matching: Matching | Words | None, wording: Wording) -> str:
    if isinstance(matching, Matching):
        return wording.strings(f"money.matching.{matching.value}")
    return wording.words(matching)


def _part(part: BudgetPart, kind: CallKind, wording: Wording) -> str:
    """Return the figures of a part: its money, how many there are, how long it lasts, what share is paid."""
    share = part.cost_share and wording.strings(
        "money.share_of_costs", share=wording.percent(part.cost_share)
    )
    rate = part.rate and wording.strings("money.share_of_full_cost", share=wording.percent(part.rate))
    awards = part.awards and _number(part.awards, kind, wording)
    shares = [(name, getattr(part, name)) for name in ("matching_share", "matching_cash")]
    yearly_and_each = (("per_award", part.per_award), ("per_year", part.per_year))
    named = (
        *((name, sums, _amounts(sums, wording, name)) for name, sums in yearly_and_each),
        ("matching", (), _matching(part.matching, wording)),
        *((name, (), wording.percent(count)) for name, count in shares if count),
    )
    each, yearly, *own = (
        wording.strings("money.named", name=wording.of_awarded(f"money.{name}", kind, sums, part), text=text)
        if text
        else ""
        for name, sums, text in named
    )
    note = wording.words(part.note)
    texts = (
        *(_amounts(part.amount, wording), each, yearly, awards, wording.duration(part.duration)),
        *(rate, share, *own, note),
    )
    return join_texts("; ", (text for text in texts if text))


def _number(count: Count, kind: CallKind, wording: Wording) -> str:
    """Return how many of a part there are, and of what, where the notice says so."""
    if not unit_of(count):
        return wording.strings("money.number", count=wording.count(count, kind))
    row = _number_of_awards(count, kind, wording)
    return wording.strings("money.named", name=row.name, text=row.text)


def _amounts(amounts: Sequence[Amount], wording: Wording, name: str = "") -> str:
    """Return sums under a name, such as one that says that they are for each award."""
    says = wording.amount_of_each if name.rpartition(".")[2].startswith("per_") else wording.amount
    return join_texts(" / ", map(says, amounts))


def _funder(funder: Funder, wording: Wording) -> Row:
    return Row(name=wording.words(funder.name), text=wording.strings(f"role.{funder.role}"))


def _facts(call: Call, wording: Wording, *, has_rules: bool) -> tuple[Row, ...]:
    rows = [Row(name=wording.strings("call.kind"), text=wording.strings(f"call_kind.{call.kind.value}"))]
    topics = [wording.words(topic) for topic in call.topics]
    between_topics = "\n" if any("," in topic for topic in topics) else ", "
    texts = (
        ("call.reference", call.reference),
        ("call.topics", join_texts(between_topics, topics)),
        ("call.duration", wording.duration(call.duration)),
        ("call.consortium", "" if has_rules else _lines(call.consortium, wording)),
        ("call.criteria", _lines(call.criteria, wording)),
    )
    rows += _rows(texts, wording, call.kind)
    if call.next_expected is not None:
        is_last = call.next_expected == NEVER
        text = wording.strings("call.no_next") if is_last else wording.moment(call.next_expected).full
        rows.append(Row(name=wording.strings("call.next_expected"), text=text))
    return tuple(rows)


def _other_hosts(call: Call, funders: Collection[str]) -> Mapping[str, str]:
    """Return the host of each address that leads to no funder; none where the site has no list of them."""
    hosts = {address: host_of(address) for address in addresses(call)} if funders else {}
    return {address: host for address, host in hosts.items() if not is_familiar(host, funders)}


def _contact(contact: Contact, wording: Wording) -> ContactView:
    return ContactView(
        office=wording.of_side(contact.side, wording.words(contact.office)),
        email=contact.email,
        phone=(
            *(_telephone(phone, wording) for phone in contact.phone),
            *(wording.strings("call.fax", phone=_telephone(fax, wording)) for fax in contact.fax),
        ),
        note=wording.words(contact.note),
        url=contact.url,
    )


def _telephone(telephone: str, wording: Wording) -> str:
    """Return a number with its extension; one that stands as it is dialled at home is reached there only."""
    number, _, extension = telephone.partition(" x")
    text = wording.strings("call.phone_extension", phone=number, extension=extension) if extension else number
    return text if number.startswith("+") else wording.strings("call.phone_at_home", phone=text)


def _document(document: Attachment, wording: Wording) -> DocumentView:
    languages = (Locale.parse(code).get_display_name(wording.format) or code for code in document.language)
    facts = (*languages, *(kind.upper() for kind in document.type), document.size)
    title = wording.words(document.title)
    return DocumentView(
        link=Link(text=title, url=document.url),
        language=document.language[0] if len(document.language) == 1 else "",
        facts=wording.strings("comma").join(fact for fact in facts if fact),
    )


def _results(results: Results | None, kind: CallKind, wording: Wording) -> ResultsView | None:
    if results is None:
        return None
    rows = tuple(Row(name=name, text=text) for name, text in result_rows(results, kind, wording))
    projects, finalists = (
        tuple(_project(project, wording) for project in named)
        for named in (results.projects, results.finalists)
    )
    return ResultsView(rows=rows, projects=projects, finalists=finalists, source=results.source)


def _project(project: Project, wording: Wording) -> ProjectView:
    leads = []
    for lead in project.leads:
        texts = (wording.words(lead.institution), _amounts(lead.amount, wording))
        text = join_texts(wording.strings("comma"), (text for text in texts if text))
        leads.append(wording.of_side(lead.side or lead.country, text))
    return ProjectView(
        title=wording.words(project.title) if project.title else leads.pop(0),
        reference=project.reference,
        url=project.url,
        amount=_amounts(project.amount, wording),
        leads=tuple(leads),
    )


def _estimate(call: Call, site: CallsView) -> Iterator[Row]:
    """Yield when the round after the last is likely to be, once that is the next, until it has passed."""
    estimate, wording = next_round(call), site.wording
    cutoffs = (one.closes for one in call.rounds if not isinstance(one.closes, MissingDate))
    ahead = {moment.ends for moment in cutoffs if moment.ends > site.now}
    if estimate is None or estimate.ends <= site.now or len(ahead) > 1:
        return
    rounds = wording.strings("comma").join(wording.short(moment) for moment in past_cutoffs(call))
    values = {"month": wording.period(estimate), "rounds": rounds}
    text = wording.strings("call.next_estimated_text", **values)
    yield Row(name=wording.strings("call.next_estimated"), text=text)


def _related_calls(call: Call, site: CallsView, root: str) -> tuple[tuple[str, Link], ...]:
    predecessors = [neighbour for neighbour in site.calls if neighbour.id in call.supersedes]
    successors = [neighbour for neighbour in site.calls if call.id in neighbour.supersedes]
    neighbours = [("call.supersedes", neighbour) for neighbour in predecessors]
    neighbours += [("call.superseded_by", neighbour) for neighbour in successors]
    return tuple((site.wording.strings(key), site.link(neighbour, root)) for key, neighbour in neighbours)


def _newest_first(changes: Sequence[Change]) -> list[Change]:
    """Return changes by their days: what a funder did before a call was added here stands below that."""
    oldest_first = sorted(changes, key=lambda change: change.at.begins)
    return oldest_first[::-1]


def _change(call: Call, change: Change, wording: Wording) -> ChangeView:
    return ChangeView(
        when=MomentText(text=wording.short(change.at), machine=wording.moment(change.at).machine),
        kind=wording.strings(f"change.{change.kind.value}"),
        text=change_lines(call, change, wording),
        source=change.source,
    )


def _source(source: Source, wording: Wording) -> SourceView:
    return SourceView(
        title=wording.words(source.title),
        url=source.url,
        checked=wording.strings("call.checked", day=wording.day(source.checked)),
        published=(
            wording.strings("call.published", day=wording.day(source.published)) if source.published else ""
        ),
        confidence=wording.strings(f"confidence.{source.confidence.value}"),
    )


def calendar_links(paths: Mapping[Variant, str], *, name: str, wording: Wording) -> CalendarLinks:
    """Return the ways to a calendar, from the paths of its variants below the site's root."""
    root = wording.settings.site_url
    address = root + paths[Variant.TIMED]
    query = f"url={quote(address, safe='')}&name={quote(name, safe='')}"
    reminders = (
        Link(text=wording.strings(f"calendar.reminders.{days[0]}"), url=_webcal(root + paths[variant]))
        for variant, days in REMINDERS.items()
        if variant in paths
    )
    return CalendarLinks(
        google=f"https://calendar.google.com/calendar/r?cid={quote(_webcal(address), safe='')}",
        apple=_webcal(address),
        outlook=f"https://outlook.office.com/calendar/0/addfromweb?{query}",
        outlook_personal=f"https://outlook.live.com/calendar/0/addfromweb?{query}",
        download=address,
        reminders=tuple(reminders),
        all_day=root + paths[Variant.DAYS] if Variant.DAYS in paths else "",
    )


def _webcal(address: str) -> str:
    """Return an address as programs for calendars take it: they then fetch it again and again."""
    return f"webcal:{address.partition(':')[2]}"


def subscription(site: CallsView, side: str | None) -> CalendarLinks:
    """Return the ways to the calendar of one side, or of all."""
    name = site.wording.of_site("calendar.name.all")
    if side is not None:
        name = site.wording.of_site("calendar.name.filtered", filters=site.wording.side(side))
    paths = {variant: subscription_path(site.wording, side=side, variant=variant) for variant in Variant}
    return calendar_links(paths, name=name, wording=site.wording)


def selection_links(site: CallsView, selection: Selection) -> CalendarLinks:
    """Return the ways to the calendar of a selection."""
    name = site.wording.of_site("calendar.name.deadlines", filters=site.selection_name(selection))
    return calendar_links(selection_paths(selection, site.wording), name=name, wording=site.wording)


def selection_feeds(site: CallsView, selection: Selection) -> FeedLinks:
    """Return the feed of a selection."""
    title = site.wording.strings("feed.selection", selection=site.selection_name(selection))
    return title, tuple(_form(selection_feed(selection), form, site) for form in CALL_FORMS)


def _share(call: Call, lines: Sequence[str], wording: Wording) -> Share:
    title, url = one_line(wording.words(call.title)), wording.settings.page_url(wording.code, call.id)
    text = one_line(" ".join([*lines, wording.words(call.summary)]))
    body = "\r\n".join([title, *lines, url])
    formats = wording.settings.formats
    return Share(
        title=title,
        text=text,
        url=url,
        locale=formats[wording.code],
        other_locales=tuple(name for code, name in formats.items() if code != wording.code),
        mail=f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}",
    )


def feed_links(site: CallsView, call: Call | None = None) -> tuple[FeedLinks, ...]:
    """Return each feed of this language: its title, its forms, their media types.

    The page of a call names its own first, and each other in one form: the list has the rest.
    """
    forms = tuple(Form) if call is None else CALL_FORMS
    entries = [(name, title, forms) for name, title in feed_names(site.wording).items()]
    if call is not None:
        entries.insert(0, (call_feed(call.id), site.wording.words(call.title), CALL_FORMS))
    return tuple((title, tuple(_form(name, form, site) for form in forms)) for name, title, forms in entries)


def _form(name: str, form: Form, site: CallsView) -> tuple[Link, str]:
    url = site.settings.site_url + feed_path(name, form, site.wording)
    return Link(text=site.wording.strings(f"feed_form.{form.value}"), url=url), form.media_type


def state_words(wording: Wording) -> str:
    """Return, as JSON for scripts, the words for each state of a call and of a stage."""
    calls = {state.value: wording.strings(f"state.{state.value}") for state in State}
    names = [state.value for state in StageState]
    stages = {
        kind: {name: wording.strings(f"{kind}_state.{name}") for name in names} for kind in ("stage", "event")
    }
    return _json({"call": calls, **stages})


def _json(value: object) -> str:
    return safe_in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
