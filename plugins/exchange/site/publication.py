"""Say what a site will publish before it is built: addresses, places in pages, files, events of calendars.

A build compares what it has written with the same promises once more; this is for those who write.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from exchange.calls.model.call import Call
from exchange.calls.model.overviews import feed_selections
from exchange.calls.outputs.calendar_paths import (
    Variant,
    calendar_path,
    selection_paths,
    subscription_path,
    subscriptions,
    variants_of,
    year_name,
)
from exchange.calls.outputs.commongrants import PATH, SCHEMA_PATH
from exchange.calls.outputs.feeds import CALL_FORMS, Form, call_feed, feed_names, feed_path, selection_feed
from exchange.calls.outputs.ics import event_ids, history_start, past_years
from exchange.calls.outputs.spreadsheet import FACTS_PATH, csv_path
from exchange.calls.reading.records import unread_records
from exchange.calls.views.wording import Wording
from exchange.citing.cited_pages import (
    FORMATS,
    SITE_FILES,
    citations_file,
    courses_file,
    glossary_files,
    permanent_name,
)
from exchange.citing.short_links import ShortLink, short_links
from exchange.editions.addresses import in_locale, page_address, without_locale
from exchange.editions.ledger import Kind as LedgerKind
from exchange.editions.page_ids import PageIds
from exchange.editions.published_files import Publication
from exchange.handouts.names import promised_paths
from exchange.pages.borrowed_sections import borrowed_sections
from exchange.pages.kinds import Kind
from exchange.pages.library import SourcePage
from exchange.site.reading import Site
from exchange.training.packages import course_name, package_paths

_ASSETS = "assets/"
_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]:", re.MULTILINE)
_OWN_ID = re.compile(r"""\{:?[^{}\n#]*+#(?P<id>[^\s{}]++)[^{}\n]*\}|\sid=["'](?P<html>[^"'\s]+)["']""")


def publication(site: Site, now: datetime.datetime) -> Publication:
    """Return what the live site publishes at a moment, its permanent ids included."""

    hidden_paths = site.withheld_pages(now)
    pages: dict[str, PageIds] = {"/": _ids(frozenset())}
    for path in sorted({*site.library.pairs, *site.generated_pages(now)} - hidden_paths):
        for locale in site.settings.content.locales:
            pages[in_locale(page_address(path), locale)] = _page_ids(site, path, locale)
    for page in site.library.pages_with_id():
        if page.path not in hidden_paths:
            pages[f"/id/{page.id}/"] = _ids(frozenset())
    for link in short_links_of(site, now):
        pages[link.address] = _ids(frozenset())
    calls = site.published_calls(now)
    wordings = _wordings(site)
    handouts = _handouts(site, hidden_paths)
    files = frozenset(
        f"/{path}"
        for path in (
            *_shared_files(site),
            *_packages(site),
            *_call_files(site, calls, wordings, now),
            *_citing_files(site),
            *handouts,
        )
    )
    events = frozenset(uid for wording in wordings for uid in event_ids(calls, wording))
    return Publication(pages=pages, files=files, events=events, unread=frozenset(_unreadable(site)))


def short_links_of(site: Site, now: datetime.datetime) -> tuple[ShortLink, ...]:
    """Return the short addresses that the live site has, of pages that have moved or are gone too."""
    if not site.settings.has("citing"):
        return ()
    locales = site.settings.content.locales
    lines = site.ledger.lines_of(LedgerKind.PAGE, LedgerKind.ID)
    return tuple(
        short_links(
            dict(_permanent_names(site, now)),
            locales=locales,
            published=frozenset(without_locale(line.address, locales) for line in lines),
            moves={source: move.to for source, move in site.redirects.moves.items()},
        )
    )


def _permanent_names(site: Site, now: datetime.datetime) -> Iterator[tuple[str, str]]:
    """Yield what each page is called for ever, and where it is, named as in every language."""
    hidden_paths = site.withheld_pages(now)
    for pair in site.library:
        if pair.original.meta.kind.traits.cited and pair.path not in hidden_paths:
            yield permanent_name(pair.path, pair), page_address(pair.path)
    for call in site.published_calls(now) if site.has_records else ():
        address = page_address(f"{site.calls_folder}/{call.id}.md")
        yield address, address


def _citing_files(site: Site) -> Iterator[str]:
    """Yield the files of citations, courses and terms."""
    if not site.settings.has("citing"):
        return
    kinds = {
        locale: {pair.pages[locale].meta.kind for pair in site.library if locale in pair.pages}
        for locale in site.settings.content.locales
    }
    has_glossary = any(Kind.GLOSSARY in existing for existing in kinds.values())
    yield from SITE_FILES
    for locale, existing in kinds.items():
        yield from (citations_file(locale, ending) for ending in FORMATS)
        yield from [courses_file(locale)] if existing & {Kind.COURSE, Kind.LESSON} else []
        yield from glossary_files(locale).values() if has_glossary else ()


def _unreadable(site: Site) -> Iterator[str]:
    """Yield the addresses of pages, and the names of calls, that are written and cannot be read."""
    locales, pairs = site.settings.content.locales, site.library.pairs
    faulty = {problem.place.path for problem in site.problems}
    unclear = {problem.place.path for problem in site.problems if problem.rule.startswith("front-matter-")}
    for path in site.files.visible:
        locale, _, name = path.partition("/")
        is_page = locale in locales and path.endswith(".md")
        is_unclear = site.settings.display_path(path) in unclear  # where its text begins is a guess
        if is_page and (is_unclear or name not in pairs or locale not in pairs[name].pages):
            yield from (in_locale(page_address(name), code) for code in locales)
        elif path.startswith(_ASSETS) and not site.files.is_file(path):
            yield f"/{path}"
    if site.settings.display_path(site.settings.glossary) in faulty:
        glossaries = (pair.path for pair in site.library if pair.original.meta.kind is Kind.GLOSSARY)
        yield from (in_locale(page_address(path), code) for path in glossaries for code in locales)
    if site.has_records:
        for name in unread_records(site.files, site.calls, site.settings.calls):
            yield name
            yield from (in_locale(page_address(f"{site.calls_folder}/{name}.md"), code) for code in locales)


def _ids(lasting: frozenset[str], further_ids: frozenset[str] = frozenset()) -> PageIds:
    return PageIds(all=lasting | further_ids, lasting=lasting)


def _page_ids(site: Site, path: str, locale: str) -> PageIds:
    """Return the places of one page: its sections, its terms, the stages of its call."""
    pair = site.library.pairs.get(path)
    call = site.calls.get(path.rpartition("/")[2].removesuffix(".md"))
    if call is not None and path != f"{site.calls_folder}/{call.id}.md":
        call = None
    page = pair.read_in(locale) if pair else None
    lasting = frozenset(_written_ids(page)) if page else frozenset[str]()
    if pair is not None and page is not None and page.locale == locale:
        lasting |= {section.id for section in borrowed_sections(pair, locale)}
    if page is not None and page.meta.kind is Kind.GLOSSARY:
        lasting |= {term.id for term in site.terms}
    if call is not None:
        lasting |= call.section_ids
    return _ids(lasting, frozenset(_marks(page)) if page else frozenset())


def _written_ids(page: SourcePage) -> Iterator[str]:
    yield from (section.id for section in page.sections if section.id and section.level > 1)
    if _FOOTNOTE.search(page.document.body):
        yield "sources"


def _marks(page: SourcePage) -> Iterator[str]:
    """Yield the ids that an author gave to anything else in a text."""
    for match in _OWN_ID.finditer(page.document.body):
        yield match["id"] or match["html"]


def _shared_files(site: Site) -> Iterator[str]:
    """Yield the files of the content that are published as they are."""
    for path in site.files.visible:
        is_hidden = any(part.startswith((".", "_")) for part in path.split("/"))
        if path.startswith(_ASSETS) and site.files.is_file(path) and not is_hidden and " " not in path:
            yield path


def _packages(site: Site) -> Iterator[str]:
    """Yield the packages of courses, in the languages that a course is written in."""
    courses = (pair for pair in site.library if pair.original.meta.kind is Kind.COURSE)
    for pair in courses if site.settings.has("training") else ():
        for locale, page in pair.pages.items():
            yield from package_paths(course_name(page.meta.id, pair.path), locale)


def _handouts(site: Site, hidden_paths: frozenset[str]) -> frozenset[str]:
    """Return the files to take away of courses."""
    learner_pages = frozenset(site.instructor_pages.values())
    is_made = site.settings.has("handouts")
    return (
        promised_paths(site.library, hidden_paths=hidden_paths, teaching_pages=learner_pages)
        if is_made
        else frozenset()
    )


def _wordings(site: Site) -> list[Wording]:
    if not site.has_records:
        return []
    return [site.settings.wording(code) for code in site.settings.content.locales]


def _call_files(
    site: Site, calls: tuple[Call, ...], wordings: list[Wording], now: datetime.datetime
) -> Iterator[str]:
    """Yield the calendars, feeds, tables and data of calls."""
    if not wordings:
        return
    names = [(f"call/{call.id}", variants_of(None)) for call in calls]
    selections = feed_selections(calls, site.promised_overviews, site.settings.calls)
    years = past_years(calls, history_start(calls, now, site.settings.calls))
    for wording in wordings:
        yield from (calendar_path(wording, year_name(year), Variant.TIMED) for year in years)
        for side, kind, variant in subscriptions(wording, site.promised_calendars):
            yield subscription_path(wording, side=side, kind=kind, variant=variant)
        yield from (calendar_path(wording, name, variant) for name, variants in names for variant in variants)
        yield from (feed_path(name, form, wording) for name in feed_names(wording) for form in Form)
        yield from (feed_path(call_feed(call.id), form, wording) for call in calls for form in CALL_FORMS)
        yield from (path for selection in selections for path in selection_paths(selection, wording).values())
        yield from (
            feed_path(selection_feed(selection), form, wording)
            for selection in selections
            for form in CALL_FORMS
        )
        yield csv_path(wording)
    yield from (PATH, FACTS_PATH, SCHEMA_PATH)
