"""The one list of everything that is wrong with a site: the command line and the build are readers of it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from exchange.build.git import FAILURES, asking_once
from exchange.build.store import Store
from exchange.build.versions import program_versions
from exchange.calls.model.call import Day, Exact
from exchange.calls.model.embargo import calls_under_embargo
from exchange.calls.model.settings import Settings as CallSettings
from exchange.calls.reading.cautions import (
    cautions,
    deadlines_differ,
    on_days_off,
    texts_with_signs,
    unknown_predecessor,
)
from exchange.calls.reading.forms import check_forms, may_hold_forms, mentions
from exchange.calls.reading.prose import check_mentions
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.records import (
    check_kinds,
    check_notices,
    copied_records,
    record_paths,
    unread_records,
)
from exchange.calls.reading.since import VARIABLE
from exchange.editions.addresses import in_locale, page_address
from exchange.editions.branch import GitError
from exchange.editions.ledger import Kind as LineKind
from exchange.editions.ledger import Ledger
from exchange.editions.live_site import leads_somewhere, page_names
from exchange.editions.meanings import Meanings, changed_meanings
from exchange.editions.note_targets import (
    notes_ahead,
    pages_on_branch,
    repeated_withdrawals,
    wrong_targets,
    wrong_ways_on,
)
from exchange.editions.previews import unsealed_editions
from exchange.editions.resolution import Promise, broken_promises, with_companions
from exchange.languages.typed_values import named_day
from exchange.pages.kinds import Kind
from exchange.pages.library import SourcePage
from exchange.pages.site_address import check_repository, check_site_address
from exchange.safety.content import check_content
from exchange.site.acceptance import acceptance_problems, apply_acceptance
from exchange.site.call_claims import CallClaims
from exchange.site.committed_lines import committed_lines
from exchange.site.effects import concerning, effects
from exchange.site.html_checks import html_problems
from exchange.site.language_checks import language_problems, translation_problems
from exchange.site.names import names
from exchange.site.page_checks import Progress, page_problems
from exchange.site.partnership import SITE_FILE
from exchange.site.past import compared_commit, head_commit, past_problems, removed_calls
from exchange.site.publication import publication
from exchange.site.reading import Site, look_at_content, read_site
from exchange.site.record_facts import record_differences
from exchange.site.section_history import SectionHistory
from exchange.site.section_places import SectionPlaces
from exchange.site.section_states import lag_problems, states_of
from exchange.site.settings import SiteSettings
from exchange.site.shared_records import records_elsewhere, shared_record_problems
from exchange.site.term_facts import term_differences
from exchange.site.translation_pages import FOLDER as TASKS
from exchange.site.unlisted_languages import gather_unlisted
from exchange.text.clock import latest_day
from exchange.text.problems import ContentProblems, Place, Problem, Severity, in_order, limit_search
from exchange.text.suggestions import nearest
from exchange.training.questions import FOLDER

_SAID_BETTER = frozenset({"rules/invisible-character", "rules/image-remote"})
_SAID_WORSE = frozenset(
    f"safety/{name}"
    for name in (
        "bidi-control",
        "control-character",
        "damaged-character",
        "invisible-character",
        "remote-picture",
    )
)
_CAUSES = {
    "pages/page-name": "safety/file-name",
    "pages/published-rewritten": "rules/published-ahead",
    "pages/section-elsewhere": "pages/section-id-twice",
    "pages/section-untranslated": "rules/heading-id",
    "rules/field-markup": "safety/markup-in-field",
    "pages/section-id-differs": "rules/heading-braces",
    "rules/heading-without-id": "pages/section-id-differs rules/heading-braces",
    "rules/signs-shown": "rules/other-markdown",
    "rules/double-space": "rules/copied-trace",
    "rules/personal-email": "rules/copied-trace",
    "rules/image-alt": "rules/image-remote",
    "rules/image-file": "rules/other-markdown",
    "safety/element": "rules/copied-trace",
    "rules/link-own-computer": "rules/link-own-site",
    "safety/address-without-scheme": "rules/link-own-site",
    "rules/table-cells": "rules/table-broken",
    "safety/class": "rules/other-markdown",
    "safety/id-internal": "rules/other-markdown",
    "safety/attribute": "rules/heading-braces rules/other-markdown rules/contents-marker safety/include",
    "safety/markup-in-field": "calls/not-a-url",
    "rules/form-mistyped": "rules/link-own-site",
    "rules/full-width": "rules/form-mistyped",
    "rules/heading-skips": "rules/form-mistyped",
    "rules/link-file": "rules/form-mistyped",
    "rules/link-page": "rules/form-mistyped",
    "safety/damaged-character": "rules/bullet-sign",
    "safety/link-scheme": "rules/form-mistyped",
    "text/address-hidden": "rules/form-mistyped rules/other-markdown",
    "text/address-look-alike": "rules/form-mistyped",
    "text/address-resembles": "rules/form-mistyped",
    "text/address-not-valid": "rules/form-mistyped",
}
"""Problems that are not said where one of these others of the same line has the same cause, and leads on."""

_IS_CAUSE = frozenset(cause for causes in _CAUSES.values() for cause in causes.split())

_OF_SHOWN_CODE = frozenset({"safety/attribute", "safety/html-unbalanced"})
"""What is found below a wrong fence, in code that it shows as text."""

_LOST_SECTIONS = frozenset({"editions/unresolved-section", "editions/unresolved-section-moved"})

_OF_CAUTIONS = frozenset({"changes", "lifecycle", "sides"})
"""The fields that cautions about the dates of a call depend on."""

_OF_WHOLE_FILES = frozenset(
    {
        "safety/leftover",
        "text/record-elsewhere",
        "pages/folder-doubled",
        "pages/language-in-name",
        "pages/name-of-copy",
        "pages/name-of-version",
    }
)
"""Problems of a file that should not be there: nothing else is said of it."""

STORE = "checked.sqlite"
"""The file, in the folder that builds keep, of what is known of content."""


def checked_store(settings: SiteSettings) -> Store:
    """Return what is known of the content of a site."""
    return Store(settings.cache / STORE, stamp=program_versions())


@asking_once()
def all_problems(
    settings: SiteSettings,
    *,
    now: datetime.datetime,
    revision: str = "",
    build_problems: Sequence[Problem] = (),
    named: Sequence[str] = (),
    edits: Mapping[str, bytes] = MappingProxyType({}),
    accept: bool = True,
    progress: Progress = lambda _count, _total: None,
) -> tuple[Problem, ...]:
    """Read a site and return every problem of it; what was right is remembered in its cache.

    `build_problems` are problems that a build has reported; `revision` is the one that was published last.
    With files or folders `named`, only what concerns them, and what their change does to others. `edits` are
    bytes to take in place of those of files, by their path in the content folder. Without `accept`, errors
    that were accepted are errors.
    """
    store = checked_store(settings)
    try:
        site = read_site(settings, look_at_content(settings).with_edits(edits), now=now, store=store)
        problems = check(site, now=now, revision=revision, accept=accept, store=store, progress=progress)
        unique = drop_duplicates([*problems, *build_problems]) if build_problems else problems
        if not named:
            return unique
        return drop_duplicates([*concerning(unique, named, site), *effects(site, named, revision)])
    finally:
        store.save()


@asking_once()
def check(
    site: Site,
    *,
    now: datetime.datetime,
    revision: str = "",
    warnings: bool = True,
    html: bool = True,
    accept: bool = True,
    store: Store | None = None,
    progress: Progress = lambda _count, _total: None,
) -> tuple[Problem, ...]:
    """Return every problem of a site, in order, each once.

    `now` decides which calls are shown and which days are still to come; `revision` is the one whose calls
    were published last: by default that of the variable or of the settings. Without `warnings`, rules over
    pages that only warn do not run. Without `html`, texts are not rendered: a build renders them itself and
    judges them by the same function.
    """
    if not site.is_read:  # for what it would do to a computer, or without a language
        return drop_duplicates(site.problems)
    history_problems = list(past_problems(site, now=now, base=revision))
    problems = [
        *gather_unlisted(_without_sides(site), site.settings.content.locales),
        *_address_problems(site.settings),
        *check_repository(site.settings.repository),
        *domain_problems(site),
        *language_problems(site.settings),
        *_frame_problems(site.settings),
        *translation_problems(site),
        *_lag_problems(site, now, revision, store),
        *_safety_problems(site, store),
        *_rule_problems(site, now, warnings=warnings, store=store, progress=progress),
        *history_problems,
        *_call_problems(site, now, removed_calls(history_problems), store),
        *_training_problems(site),
        *site.library.at_made_addresses({f"{TASKS}.md": site.settings.content.locales}),
        *_commit_dates(site),
        *_broken_promises(site, now, revision),
        *records_elsewhere(site),
        *shared_record_problems(site, store=store),
        *(html_problems(site, store=store, progress=progress) if html else ()),
        *acceptance_problems(site.settings),
    ]
    unique = drop_duplicates(problems)
    return tuple(apply_acceptance(unique, site.settings, site.files, warnings=warnings)) if accept else unique


def _without_sides(site: Site) -> Iterator[Problem]:
    """Yield what was met while reading, without the sides of records where those of the site are at fault."""
    for problem in site.problems:
        is_of_side = problem.code == "text/not-an-option" and problem.values.get("name") == "side"
        if not (site.settings.problems and is_of_side):
            yield problem


def _address_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield what is wrong with the address of the site; one that is missing is said already."""
    if settings.partnership.address or not settings.problems:
        yield from check_site_address(
            settings.site_url, settings.content.locales, path=settings.display_path(SITE_FILE)
        )


def _frame_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield what is wrong with a site's own templates."""
    folder = settings.frame.folders[0]
    if folder.is_relative_to(settings.root) and any(folder.rglob("*.html")):
        from exchange.site.frame_checks import frame_problems  # late: it loads Jinja

        yield from frame_problems(settings)


def _lag_problems(
    site: Site, now: datetime.datetime, revision: str, store: Store | None
) -> Iterator[Problem]:
    """Yield what lags behind; all that was changed since what was published counts as one change."""
    states = site.sections
    if states and (revision or os.environ.get(VARIABLE)):
        with suppress(ContentProblems, *FAILURES):  # said by the list itself
            commit = compared_commit(site, revision)
            if commit != head_commit(site):
                states = states_of(
                    site.settings,
                    site.files,
                    site.library,
                    agreements=site.agreements,
                    now=now,
                    base=commit,
                    store=store,
                )
    yield from lag_problems(states, SectionPlaces(site.settings, site.files, site.library), now=now)


def drop_duplicates(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order, without repeating one.

    Of two packages that find invisible characters or pictures of other sites, the one that says what to
    write is heard; of two that find pasted HTML, the one that says it once a line. One cause is one problem.
    """
    sorted_problems = _without_consequences(in_order(problems))
    covered_places = {
        place for problem in sorted_problems if problem.code in _SAID_BETTER for place in _places(problem)
    }
    pasted_lines = {_line(problem) for problem in sorted_problems if problem.code == "rules/html-pasted"}
    first: dict[tuple[object, ...], Problem] = {}
    for problem in sorted_problems:
        is_repeated = problem.code in _SAID_WORSE and problem.place in covered_places
        if not is_repeated and not (problem.package == "safety" and _line(problem) in pasted_lines):
            first.setdefault((problem.code, problem.place, *sorted(problem.values.items())), problem)
    return tuple(first.values())


def _without_consequences(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Leave out what another problem of the same line is the cause of, and all else of a leftover."""
    lines = {
        (problem.code, problem.place.path, line)
        for problem in problems
        if problem.code in _IS_CAUSE
        for line in _lines(problem)
    }
    misnamed = tuple(_name(problem) for problem in problems if problem.code == "safety/wrong-bytes")
    has_wrong_settings = any(_name(problem) == SITE_FILE for problem in problems)
    leftovers = {problem.place.path for problem in problems if problem.code in _OF_WHOLE_FILES}
    fences = [problem.place for problem in problems if problem.code == "rules/fence-not-closed"]
    first_lines = {place.path: place.line for place in reversed(fences)}
    headings = {
        str(replace(problem.place, column=0)): problem.values["better"]
        for problem in problems
        if problem.code == "rules/heading-braces"
    }
    elements = {problem.place for problem in problems if problem.code == "safety/element"}
    unmerged_files = {problem.place.path for problem in problems if problem.code == "text/conflict"}
    guesses = {(problem.place.path, problem.values.get("best")) for problem in problems}
    renamed_stages = {
        problem.values["before"] for problem in problems if problem.code == "calls/stage-renamed"
    }
    return tuple(
        problem
        for problem in problems
        if not (
            problem.code in _OF_SHOWN_CODE
            and problem.place.line >= first_lines.get(problem.place.path, problem.place.line + 1)
        )
        and not (
            problem.code in _CAUSES
            and any((cause, *_line(problem)) in lines for cause in _CAUSES[problem.code].split())
        )
        and (problem.code in _OF_WHOLE_FILES or problem.place.path not in leftovers)
        and not (problem.code == "rules/image-kind" and problem.values["target"].endswith(misnamed))
        and not (problem.code == "text/nothing-to-name" and has_wrong_settings)
        and not (problem.code == "pages/section-id-differs" and problem.values["twin"] in headings)
        and not (problem.code in _LOST_SECTIONS and _is_mistyped(problem, headings))
        and not (problem.code == "safety/html-unbalanced" and problem.place in elements)
        and not (problem.code == "safety/formula" and problem.place.path in unmerged_files)
        and not (problem.code == "rules/checked-missing" and (problem.place.path, "checked") in guesses)
        and not (problem.code == "calls/unknown-stage" and problem.values["value"] in renamed_stages)
    )


def _is_mistyped(problem: Problem, headings: Mapping[str, str]) -> bool:
    """Return True if a section that is not there now would be with what is offered at its heading."""
    section = problem.values["address"].partition("#")[2]
    return any(
        place.rpartition(":")[0] == problem.place.path and f"{{ #{section} }}" in better
        for place, better in headings.items()
    )


def _places(problem: Problem) -> Iterator[Place]:
    """Yield each place that a problem on one line is about."""
    end = problem.end if problem.end and problem.end.line == problem.place.line else problem.place
    for column in range(problem.place.column, max(end.column, problem.place.column + 1)):
        yield replace(problem.place, column=column)


def _name(problem: Problem) -> str:
    return problem.place.path.rpartition("/")[2]


def _line(problem: Problem) -> tuple[str, int]:
    return problem.place.path, problem.place.line


def _lines(problem: Problem) -> range:
    """Return the numbers of the lines that a problem is about."""
    return range(problem.place.line, (problem.end or problem.place).line + 1)


def errors(problems: Iterable[Problem]) -> bool:
    """Return True if one of the problems forbids publishing."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _safety_problems(site: Site, store: Store | None) -> list[Problem]:
    settings = site.settings
    if not settings.has("gate"):
        return []
    return check_content(
        site.files, root=settings.content.name, places=settings.places, limits=settings.limits, store=store
    )


def _rule_problems(
    site: Site, now: datetime.datetime, *, warnings: bool, store: Store | None, progress: Progress
) -> Iterator[Problem]:
    if site.settings.has("content_check"):
        today = latest_day(now)
        problems = page_problems(
            site, today=today, now=now, warnings=warnings, store=store, progress=progress
        )
        yield from (_with_its_call(site, problem) for problem in problems)
        if warnings:
            yield from record_differences(site, store=store)
            yield from term_differences(site, store=store)


def _with_its_call(site: Site, problem: Problem) -> Problem:
    """Return the problem of a deadline typed in a page with the form that shows it, where one call has it."""
    day = named_day(problem.values["text"]) if problem.code == "rules/deadline-typed" else None
    stages = [
        f"{{call:{call.id}/{stage.id}}}"
        for call in site.calls.values()
        for stage in (*call.stages, *(stage for whole_round in call.rounds for stage in whole_round.stages))
        if day and isinstance(stage.closes, Exact | Day) and _day_of(stage.closes) == day
    ]
    names = {stage.partition("/")[0] for stage in stages}
    better = " / ".join(stages) if len(names) == 1 else ""
    return replace(problem, values={**problem.values, "better": better}) if better else problem


def _day_of(moment: Exact | Day) -> datetime.date:
    return moment.day if isinstance(moment, Day) else moment.wall.date()


def _broken_promises(site: Site, now: datetime.datetime, revision: str) -> Iterator[Problem]:
    """Yield what was published and leads nowhere now, and redirects and withdrawals that lead nowhere."""
    settings = site.settings
    everything = ledger = site.ledger.with_lines(committed_lines(site, now=now, base=revision))
    if any(domain_problems(site)):  # said once, not again for each event
        ledger = Ledger(frozenset(line for line in ledger.lines if line.kind is not LineKind.EVENT))
    has_promises = ledger.lines or site.redirects.moves or site.redirects.tombstones or site.notes
    redirects_path = settings.display_path(settings.redirects)
    has_faulty_redirects = any(problem.place.path == redirects_path for problem in site.problems)
    if not settings.has("editions") or not has_promises:
        return
    yield from _unsealed_editions(site)
    yield from repeated_withdrawals(site.notes)
    yield from _wrong_notes(site)
    yield from notes_ahead(site.notes, latest_day(now))
    if has_faulty_redirects:  # what leads nowhere may be in a line that cannot be read
        return
    promise = Promise(
        ledger=ledger,
        file_ledger=site.ledger,
        redirects=site.redirects,
        published=publication(site, now),
        locales=settings.content.locales,
        ledger_path=settings.display_path(settings.ledger),
        redirects_path=redirects_path,
        successor=SectionHistory(site).successor,
        ids={f"/id/{page.id}/": page_address(page.path) for page in site.library.pages_with_id()},
    )
    promise = with_companions(promise)
    yield from limit_search(_at_their_page(site, problem) for problem in broken_promises(promise))
    yield from _redirects_of_tasks(site)
    yield from changed_meanings(
        Meanings(
            names=tuple(names(site, now)),
            ledger=everything,
            redirects=site.redirects,
            locales=settings.content.locales,
            redirects_path=redirects_path,
        )
    )
    yield from wrong_ways_on(site.notes, partial(leads_somewhere, promise), page_names(promise))


def _at_their_page(site: Site, problem: Problem) -> Problem:
    """Return a problem of something that no line of the ledger's file names at the file that published it."""
    address = problem.values.get("address", "")
    if (
        problem.place.line
        or not problem.code.startswith("editions/unresolved")
        or not address.startswith("/")
    ):
        return problem
    locale, _, page = address.partition("#")[0].strip("/").partition("/")
    files = [f"{locale}/{page or 'index'}.md", f"{locale}/{page}/index.md"]
    path = next((file for file in files if file in site.files.entries), files[0])
    pair = site.library.pairs.get(path.partition("/")[2])
    is_term = pair is not None and pair.original.meta.kind.value == "glossary"
    path = site.settings.glossary if is_term and "#" in address else path
    return replace(problem, place=Place(path=site.settings.display_path(path), line=1))


def _redirects_of_tasks(site: Site) -> Iterator[Problem]:
    """Yield the redirect of a page that every site has and none has promised, the list of what is late."""
    address = page_address(f"{TASKS}.md")
    entry = site.redirects.moves.get(address) or site.redirects.tombstones.get(address)
    if entry:
        values = {"address": address, "there": in_locale(address, site.settings.content.locales[0])}
        yield Problem(code="editions/redirect-of-something-there", place=entry.place, values=values)


def domain_problems(site: Site) -> Iterator[Problem]:
    """Yield a problem where the ids of events end in another domain than those that were published."""
    domain = site.settings.calls.domain
    published = sorted({line.address.rpartition("@")[2] for line in site.ledger.lines_of(LineKind.EVENT)})
    if site.settings.has("funding_calendar") and published and domain not in published:
        values = {"before": published[0], "value": domain}
        place = Place(path=site.settings.display_path(SITE_FILE))
        yield Problem(code="text/domain-changed", place=place, values=values)


def _unsealed_editions(site: Site) -> Iterator[Problem]:
    """Yield editions of the ledger that were never sealed; without a repository nobody knows."""
    path = site.settings.display_path(site.settings.ledger)
    with suppress(GitError):
        yield from unsealed_editions(site.settings.root, site.ledger, path=path)


def _wrong_notes(site: Site) -> Iterator[Problem]:
    """Yield notes about an edition, or a page of one, that was never sealed."""
    if not site.notes:
        return
    editions = frozenset(note.edition for note in site.notes)
    try:
        sealed = pages_on_branch(site.settings.root, editions, site.settings.content.locales)
    except GitError:  # no repository, no git: the ledger alone says which editions there are
        sealed = {}
    published = [line.address.split("/")[2] for line in site.ledger.lines_of(LineKind.EDITION)]
    yield from wrong_targets(site.notes, {**dict.fromkeys(published, frozenset[str]()), **sealed})


def _commit_dates(site: Site) -> Iterator[Problem]:
    """Yield files whose last commit has a date that cannot be: a caution, since no edit mends it."""
    for path, moment in site.impossible_dates.items():
        place = Place(path=site.settings.display_path(path))
        values = {"moment": moment}
        yield Problem(code="text/commit-date", place=place, values=values, severity=Severity.WARNING)


def _call_problems(
    site: Site, now: datetime.datetime, removed_ids: Collection[str], store: Store | None
) -> Iterator[Problem]:
    """Yield what is wrong with calls beyond their records, and what their editors should look at."""
    if not site.settings.has("funding_calendar"):
        return
    settings, root = site.settings.calls, site.settings.content.name
    yield from _made_pages(site, now, settings)
    yield from copied_records(site.sound_calls, settings, root=root)
    claims = CallClaims(settings, store)
    yield from check_notices(
        site.files,
        site.calls,
        settings,
        root=root,
        removed_ids=removed_ids,
        drafts=site.drafts,
        check=claims.in_notice,
    )
    paths = record_paths(site.files, settings)
    names = [*removed_ids, *(path.rpartition("/")[2].rpartition(".")[0] for path in paths)]
    yield from check_kinds(_pages(site), names, settings, root=root)
    yield from _form_problems(site, settings, removed_ids)
    yield from _early_mentions(site, now)
    for call in site.calls.values():
        places = record_places(site, call.id)
        yield from claims.in_record(call, places)
        yield from texts_with_signs(places)
    for name, draft in site.drafts.items():
        places = record_places(site, name)
        yield from claims.in_record(draft.call, places, draft.unread)
        yield from texts_with_signs(places)
        if draft.unread.isdisjoint(_OF_CAUTIONS):
            problems = cautions(draft.call, now, settings, places)
            yield from (
                problem
                for problem in problems
                if problem.rule != "source-unchecked" or "source" not in draft.cut
            )
        elif "sides" not in draft.unread:
            yield from on_days_off(draft.call, now, settings, places)
            yield from deadlines_differ(draft.call, now, settings, places)
    for call in site.published_calls(now):
        places = record_places(site, call.id)
        yield from unknown_predecessor(call, site.calls, places)
        yield from cautions(call, now, settings, places)


def record_places(site: Site, name: str) -> RecordPlaces:
    """Return where things are in the record of a call."""
    path = f"{site.settings.calls.calls_folder}/{name}.yml"
    text = site.files.read(path).decode("utf-8", errors="replace")
    return RecordPlaces(text, path=site.settings.display_path(path))


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield each written page, as messages name it, and its bytes."""
    for path in site.files.visible:
        locale = path.partition("/")[0]
        if locale in site.settings.content.locales and path.endswith(".md") and site.files.is_file(path):
            yield site.settings.display_path(path), site.files.read(path)


def _made_pages(site: Site, now: datetime.datetime, settings: CallSettings) -> Iterator[Problem]:
    """Yield written pages at the addresses of pages that the site makes of records."""
    folder, codes = settings.calls_folder, settings.codes
    pages = {path: codes for path in site.call_pages(now) if path != f"{folder}/index.md"}
    for call in site.published_calls(now):
        path = f"{folder}/{call.id}.md"
        pair = site.library.pairs.get(path)
        pages[path] = tuple(code for code in codes if pair is None or code not in pair.pages)
    yield from site.library.at_made_addresses(pages)


def _training_problems(site: Site) -> Iterator[Problem]:
    """Yield questions that belong to no lesson, and written pages at the addresses of instructors' pages."""
    locales = site.settings.content.locales
    yield from site.library.at_made_addresses(dict.fromkeys(site.instructor_pages, locales))
    lessons = {pair.original.meta.id or "" for pair in site.library if pair.original.meta.kind is Kind.LESSON}
    for name, record in site.questions.items():
        if name not in lessons:
            folder = site.settings.display_path(FOLDER)
            without_questions = sorted(lessons - site.questions.keys())
            best = nearest(name, without_questions)
            best = best or (without_questions[0] if len(without_questions) == 1 else None)
            values = {"id": name, "folder": folder, "better": f"{folder}{best}.yml" if best else ""}
            yield Problem(code="training/no-lesson", place=Place(path=record.path), values=values)


def _form_problems(site: Site, settings: CallSettings, removed_ids: Collection[str]) -> Iterator[Problem]:
    """Yield forms that name a call or stage that is not there, and what pages beside a notice claim wrongly.

    One of a record whose stages are not known is not judged, nor one of a record that was removed.
    """
    drafts = {name: draft.call for name, draft in site.drafts.items() if draft.has_all_stages}
    calls = {**site.calls, **drafts}
    unread_paths = {*unread_records(site.files, calls, settings), *removed_ids}
    for page in _read_pages(site):
        if may_hold_forms(site.files.read(f"{page.locale}/{page.path}")):
            document = page.document
            forms = check_forms(document.body, calls, path=document.path, first_line=document.body_line)
            yield from (
                problem for problem in limit_search(forms) if problem.values.get("value") not in unread_paths
            )
            if not page.path.startswith(f"{settings.calls_folder}/"):
                yield from check_mentions(
                    document.body, site.calls, settings, path=document.path, first_line=document.body_line
                )


def _early_mentions(site: Site, now: datetime.datetime) -> Iterator[Problem]:
    """Yield what pages show of calls, or link to, that may not be published yet."""
    embargoed_calls = calls_under_embargo(site.sound_calls.values(), now)
    notices = site.withheld_pages(now)
    for page in _read_pages(site) if embargoed_calls else ():
        if page.path not in notices:
            document = page.document
            yield from mentions(
                document.body, embargoed_calls, path=document.path, first_line=document.body_line
            )


def _read_pages(site: Site) -> Iterator[SourcePage]:
    for pair in site.library:
        yield from pair.pages.values()
