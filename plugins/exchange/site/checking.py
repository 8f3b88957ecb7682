"""The one list of everything that is wrong with a site: the command line and the build are readers of it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from exchange.build.store import Store
from exchange.build.versions import made_with
from exchange.calls.model.settings import Settings as CallSettings
from exchange.calls.reading.cautions import cautions, unknown_predecessor
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.records import check_kinds, check_notices, record_paths, unread_records
from exchange.calls.reading.since import VARIABLE, Since, silent_changes
from exchange.calls.views.forms import check_forms, may_hold_forms
from exchange.editions.live_site import leads_somewhere, page_names
from exchange.editions.note_targets import wrong_ways_on
from exchange.editions.resolution import Promise, broken_promises
from exchange.safety.content import check_content
from exchange.site.html_checks import html_problems
from exchange.site.language_checks import language_problems, untranslated
from exchange.site.page_checks import Progress, page_problems
from exchange.site.publication import publication
from exchange.site.reading import Site, read_site
from exchange.site.settings import SiteSettings
from exchange.text.clock import latest_day
from exchange.text.content_folder import look_at
from exchange.text.problems import Place, Problem, Severity, in_order

STORE = "checked.sqlite"
"""The file, in the folder that builds keep, of what is known of content."""


def all_problems(
    settings: SiteSettings,
    *,
    now: datetime.datetime,
    since: str = "",
    built: Sequence[Problem] = (),
    progress: Progress = lambda _done, _total: None,
) -> tuple[Problem, ...]:
    """Read a site and return every problem of it; what was right is remembered in its cache.

    `built` are problems that a build has reported. Raises UnknownRevision where the revision `since`, which
    was published last, cannot be compared with.
    """
    store = Store(settings.cache / STORE, stamp=made_with())
    try:
        files = look_at(settings.content.folder, most=settings.limits.files + 1)
        site = read_site(settings, files, now=now, store=store)
        found = check(site, now=now, since=since, store=store, progress=progress)
        return each_once([*found, *built])
    finally:
        store.save()


def check(
    site: Site,
    *,
    now: datetime.datetime,
    since: str = "",
    warnings: bool = True,
    html: bool = True,
    store: Store | None = None,
    progress: Progress = lambda _done, _total: None,
) -> tuple[Problem, ...]:
    """Return every problem of a site, in order, each once.

    `now` decides which calls are shown and which days are still to come; `since` is the revision whose calls
    were published last: by default that of the variable or of the settings. Without `html`, texts are not
    rendered: a build renders them itself and judges them by the same function. Raises UnknownRevision.
    """
    if not site.is_read:  # for what it would do to a computer
        return each_once(site.problems)
    problems = [
        *site.problems,
        *language_problems(site.settings, warnings=warnings),
        *(untranslated(site) if warnings else ()),
        *_safety_problems(site, store),
        *_rule_problems(site, now, warnings=warnings, store=store, progress=progress),
        *_call_problems(site, now, since=since, warnings=warnings),
        *_commit_dates(site, warnings=warnings),
        *_broken_promises(site, now),
        *(html_problems(site, store=store, progress=progress) if html else ()),
    ]
    return each_once(problems)


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order, without repeating one.

    Of the two packages that find invisible characters, the one that can mend them is heard.
    """
    ordered = in_order(problems)
    unseen = {one.place for one in ordered if one.code == "rules/invisible-character"}
    first: dict[tuple[object, ...], Problem] = {}
    for one in ordered:
        if one.package != "safety" or one.place not in unseen:
            first.setdefault((one.code, one.place, *sorted(one.values.items())), one)
    return tuple(first.values())


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
        yield from page_problems(
            site, today=today, now=now, warnings=warnings, store=store, progress=progress
        )


def _broken_promises(site: Site, now: datetime.datetime) -> Iterator[Problem]:
    """Yield what was published and leads nowhere now, and redirects and withdrawals that lead nowhere."""
    settings = site.settings
    promised = site.ledger.lines or site.redirects.moved or site.redirects.gone or site.notes
    if not settings.has("editions") or not promised or errors(site.problems):
        return
    promise = Promise(
        ledger=site.ledger,
        written=site.ledger,
        redirects=site.redirects,
        published=publication(site, now),
        locales=settings.content.locales,
        ledger_path=settings.named(settings.ledger),
        redirects_path=settings.named(settings.redirects),
    )
    yield from broken_promises(promise)
    yield from wrong_ways_on(site.notes, partial(leads_somewhere, promise), page_names(promise))


def _commit_dates(site: Site, *, warnings: bool) -> Iterator[Problem]:
    """Yield files whose last commit has a date that cannot be: a caution, since no edit mends it."""
    for path, moment in site.impossible_dates.items() if warnings else ():
        place = Place(path=site.settings.named(path))
        values = {"moment": moment}
        yield Problem(code="text/commit-date", place=place, values=values, severity=Severity.WARNING)


def _call_problems(site: Site, now: datetime.datetime, *, since: str, warnings: bool) -> Iterator[Problem]:
    """Yield what is wrong with calls beyond their records, and what their editors should look at."""
    if not site.settings.has("funding_calendar"):
        return
    settings, root = site.settings.calls, site.settings.content.name
    yield from _made_pages(site, now, settings)
    yield from silent_changes(
        site.files.folder, settings, site.calls, root=root, since=_since(site.settings, since), now=now
    )
    yield from check_notices(site.files, site.calls, settings, root=root)
    names = [path.rpartition("/")[2].rpartition(".")[0] for path in record_paths(site.files, settings)]
    yield from check_kinds(_pages(site), names, settings, root=root)
    yield from _form_problems(site, now, settings)
    for call in site.published_calls(now):
        places = record_places(site, call.id)
        yield from unknown_predecessor(call, site.calls, places)
        if warnings:
            yield from cautions(call, now, settings, places)


def record_places(site: Site, name: str) -> RecordPlaces:
    """Return where things are in the record of a call."""
    path = f"{site.settings.calls.calls_folder}/{name}.yml"
    text = site.files.read(path).decode("utf-8", errors="replace")
    return RecordPlaces(text, path=site.settings.named(path))


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield each written page, as messages name it, and its bytes."""
    for path in site.files.visible:
        locale = path.partition("/")[0]
        if locale in site.settings.content.locales and path.endswith(".md") and site.files.is_file(path):
            yield site.settings.named(path), site.files.read(path)


def _made_pages(site: Site, now: datetime.datetime, settings: CallSettings) -> Iterator[Problem]:
    """Yield written pages at the addresses of pages that the site makes of records."""
    folder, codes = settings.calls_folder, settings.codes
    made = {path: codes for path in site.generated_pages(now) if path != f"{folder}/index.md"}
    for call in site.published_calls(now):
        path = f"{folder}/{call.id}.md"
        pair = site.library.pairs.get(path)
        made[path] = tuple(code for code in codes if pair is None or code not in pair.pages)
    yield from site.library.at_made_addresses(made)


def _form_problems(site: Site, now: datetime.datetime, settings: CallSettings) -> Iterator[Problem]:
    """Yield forms that name a call or stage that is not there; one of a faulty record is not judged."""
    known = {call.id: call for call in site.published_calls(now)}
    unread = unread_records(site.files, site.calls, settings)
    for pair in site.library:
        for page in pair.pages.values():
            if may_hold_forms(site.files.read(f"{page.locale}/{page.path}")):
                document = page.document
                for problem in check_forms(
                    document.body, known, path=document.path, first_line=document.body_line
                ):
                    if problem.values.get("value") not in unread:
                        yield problem


def _since(settings: SiteSettings, named: str) -> Since:
    """Return the revision to compare with: that of the command line, of the variable or of the settings."""
    if named:
        return Since(named, asked="--since")
    if os.environ.get(VARIABLE):
        return Since(os.environ[VARIABLE])
    return Since(settings.option("funding_calendar", "since", ""), asked="funding_calendar: since")
