"""Read a site's content once: files in, a Site out, with everything that was wrong while reading."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TypeVar

from exchange.build.git import FAILURES, asking_once, git_text
from exchange.build.history import last_changes
from exchange.build.store import Store
from exchange.calls.model.call import Call
from exchange.calls.model.embargo import calls_under_embargo, published
from exchange.calls.model.overviews import LIST, overviews, shelves
from exchange.calls.model.status import status
from exchange.calls.reading.drafts import Draft
from exchange.calls.reading.records import read_calls, read_drafts
from exchange.editions.addresses import page_address, without_locale
from exchange.editions.ledger import Kind, Ledger, read_ledger, removed_lines
from exchange.editions.live_site import ledger_history
from exchange.editions.notes import Note, read_notes
from exchange.editions.redirects import Redirects, read_redirects
from exchange.pages.kinds import Kind as PageKind
from exchange.pages.library import Library, library_of
from exchange.pages.navigation import Navigation, read_navigation
from exchange.safety.content import slow_page
from exchange.safety.files import check_entries
from exchange.safety.markdown_source import read_source, work_problems
from exchange.safety.time_limit import TimeLimit
from exchange.site.instructor_redirects import with_instructor_pages
from exchange.site.section_states import states_of
from exchange.site.settings import SiteSettings
from exchange.terms.termbase import Term, read_terms
from exchange.text.clock import end_of_past, latest_day
from exchange.text.content_folder import ContentFolder, look_at
from exchange.text.documents import text_of
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.text_files import not_utf8
from exchange.training.instructor_pages import instructor_pages
from exchange.training.questions import FOLDER, LessonQuestions, read_questions
from exchange.translation.agreements import read_agreements
from exchange.translation.states import SectionState

Value = TypeVar("Value")

_TEXTS = (".md", ".yml", ".yaml", ".csv")
_END_READING = frozenset({"safety/too-many-files", "safety/too-many-pages"})
_LANGUAGE_FAULTS = frozenset(
    {"calls/not-language", "calls/language-folder-taken", "text/language-not-listed"}
)
"""After these all else would be judged wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that the content says. What could not be read is absent, and `problems` says why."""

    settings: SiteSettings
    files: ContentFolder
    library: Library  # every page, also those that may not be published yet
    navigation: Navigation | None  # None where it cannot be read
    calls: Mapping[str, Call]  # by id, also those that may not be published yet
    terms: tuple[Term, ...]
    ledger: Ledger
    redirects: Redirects
    notes: tuple[Note, ...]  # errata and withdrawals of sealed pages
    changes: Mapping[str, str]  # the moment of the last commit of each file, ISO 8601, by path
    impossible_dates: Mapping[str, str]  # of commits, as git has them, by path: no calendar holds them
    sections: tuple[SectionState, ...] = ()  # how the languages of each keep pace; none without a history
    agreements: frozenset[str] = frozenset()  # digests of what people said is the same in all languages
    drafts: Mapping[str, Draft] = field(default_factory=dict)  # what is sound of other records, by id
    questions: Mapping[str, LessonQuestions] = field(
        default_factory=dict
    )  # by the permanent id of the lesson
    problems: tuple[Problem, ...] = ()  # met while reading
    is_read: bool = True  # False where reading was given up: no file may be opened, and no more is known

    @property
    def sound_calls(self) -> Mapping[str, Call]:
        """The calls, and those whose stages, title and sources are known although their record has faults."""
        needed = {"rounds", "cutoffs", "sides", "source", "stages", "title", "publish"}
        drafts = {name: draft.call for name, draft in self.drafts.items() if needed.isdisjoint(draft.unread)}
        return {**self.calls, **drafts}

    def published_calls(self, now: datetime.datetime) -> tuple[Call, ...]:
        """Return the calls that may be shown at a moment, by id."""
        return published(self.calls.values(), now)

    def withheld_pages(self, now: datetime.datetime) -> frozenset[str]:
        """Return the notices of calls that may not be shown yet, by their path in every language."""
        return frozenset(
            f"{self.calls_folder}/{call.id}.md" for call in calls_under_embargo(self.calls.values(), now)
        )

    @property
    def instructor_pages(self) -> Mapping[str, str]:
        """The pages for those who teach, by path in every language, each with the page it is made from."""
        return instructor_pages(self.library) if self.settings.has("training") else {}

    def generated_pages(self, now: datetime.datetime) -> frozenset[str]:
        """Return the pages that nobody writes, of calls and for instructors, by path in every language."""
        return self.call_pages(now) | self.instructor_pages.keys()

    def call_pages(self, now: datetime.datetime) -> frozenset[str]:
        """Return the generated pages of calls and about all calls, by path in every language."""
        if not self.has_records:
            return frozenset()
        calls, settings = self.published_calls(now), self.settings.calls
        statuses = {call.id: status(call, now, settings) for call in calls}
        pages = overviews(shelves(calls, statuses, settings), self.promised_overviews, settings)
        paths = (*(page.path for page in (LIST, *pages)), *(f"{call.id}.md" for call in calls))
        return frozenset(f"{self.calls_folder}/{path}" for path in paths)

    @property
    def promised_overviews(self) -> frozenset[str]:
        """Return the addresses of pages about all calls that were published once, below their folder."""
        folders = tuple(f"/{code}/{self.calls_folder}/" for code in self.settings.content.locales)
        lines = (line.address for line in self.ledger.lines_of(Kind.PAGE))
        return frozenset(
            address.removeprefix(folder)
            for address in lines
            for folder in folders
            if address.startswith(folder)
        )

    @property
    def promised_calendars(self) -> frozenset[str]:
        """Return the paths of the calendars that were published once."""
        return frozenset(line.address.lstrip("/") for line in self.ledger.lines_of(Kind.CALENDAR))

    def stage_sections(self, now: datetime.datetime) -> Mapping[str, frozenset[str]]:
        """Return the sections that pages which nobody writes have, by path in every language."""
        calls = {f"{self.calls_folder}/{call.id}.md": call for call in self.published_calls(now)}
        return {
            path: calls[path].section_ids if path in calls else frozenset()
            for path in self.generated_pages(now)
        }

    def unread_pages(self) -> frozenset[str]:
        """Return the pages that may not be opened, by path in the content folder; links to them are right."""
        return frozenset(
            path for path in self.files.visible if path.endswith(".md") and not self.files.is_file(path)
        )

    @property
    def has_records(self) -> bool:
        """Return True if the site has a calendar, and records or the page that lists them."""
        folder = f"{self.calls_folder}/"
        page = self.library.pairs.get(f"{folder}index.md")
        has_list = page is not None and page.original.meta.kind is PageKind.CALLS
        has_folder = has_list or any(path.startswith(folder) for path in self.files.entries)
        return self.settings.has("funding_calendar") and has_folder

    @property
    def calls_folder(self) -> str:
        """The folder of records, and of the pages of calls in each language."""
        return self.settings.partnership.folders.calls


def read_content(settings: SiteSettings, *, now: datetime.datetime, store: Store | None = None) -> Site:
    """Return the site as its content folder is now."""
    return read_site(settings, look_at_content(settings), now=now, store=store)


def look_at_content(settings: SiteSettings) -> ContentFolder:
    """Return the content folder, with no more entries than show that it has too many."""
    return look_at(settings.content.folder, size_limit=settings.limits.files + 1)


@asking_once()
def read_site(
    settings: SiteSettings, files: ContentFolder, *, now: datetime.datetime, store: Store | None = None
) -> Site:
    """Return the site. What the store knows to be without fault is taken from there.

    `now` decides which calls may be shown. Nothing is raised for what is wrong with the content.
    """
    if left_out := [*_left_out(settings)]:
        return _empty_site(settings, files, left_out)
    if not settings.locales or any(problem.code in _LANGUAGE_FAULTS for problem in settings.problems):
        return _empty_site(settings, files, [*settings.problems])
    problems = [*settings.problems, *_unsafe_entries(settings, files)]
    if any(problem.code in _END_READING for problem in problems):
        return _empty_site(settings, files, problems)
    clock = TimeLimit()
    try:
        _limit_reading(clock, settings, files)
        return _read(settings, files, problems, now=now, store=store)
    except _TooSlow as slow:
        return _empty_site(settings, files, [*problems, slow.problem])
    finally:
        clock.stop()


def _left_out(settings: SiteSettings) -> Iterator[Problem]:
    """Yield a problem where git keeps content out of this clone: it would look as if it were deleted."""
    with suppress(*FAILURES):  # git answers with a fault where nothing is set
        if git_text(settings.root, "config", "--bool", "core.sparseCheckout").strip() == "true":
            output = git_text(settings.root, "ls-files", "-t", "-z", "--", str(settings.content.folder))
            absent = [entry[2:] for entry in output.split("\0") if entry.startswith("S ")]
            if absent:
                values = {"count": str(len(absent)), "path": absent[0]}
                place = Place(path=settings.content.name)
                yield Problem(code="pages/clone-sparse", place=place, values=values)


def _read(
    settings: SiteSettings,
    files: ContentFolder,
    problems: list[Problem],
    *,
    now: datetime.datetime,
    store: Store | None,
) -> Site:
    locales, root = settings.content.locales, settings.content.name
    problems += _unreadable(settings, files)
    library = library_of(files, root=root, locales=locales, store=store, problems=problems)
    reader = _Reader(settings, files, problems)
    impossible_dates: dict[str, str] = {}
    ledger, agreements = reader.ledger(), reader.agreements()
    calls = reader.calls(now)
    site = Site(
        settings=settings,
        files=files,
        library=library,
        navigation=None,
        calls=calls,
        drafts=reader.drafts(calls),
        terms=reader.terms(),
        ledger=ledger,
        redirects=with_instructor_pages(
            reader.redirects(ledger),
            ledger,
            {page_address(path) for path in instructor_pages(library)} if settings.has("training") else (),
            locales,
        ),
        notes=reader.notes(),
        changes=last_changes(files.folder, store, now=end_of_past(now), impossible=impossible_dates),
        impossible_dates=impossible_dates,
        questions=reader.questions(),
        sections=states_of(settings, files, library, agreements=agreements, now=now, store=store),
        agreements=agreements,
    )
    navigation = reader.navigation(site, now)
    return replace(site, navigation=navigation, problems=tuple(problems))


class _Reader:
    """Reads the files that are no pages; `problems` grows."""

    def __init__(self, settings: SiteSettings, files: ContentFolder, problems: list[Problem]) -> None:
        self.settings = settings
        self.files = files
        self.problems = problems
        self.locales = settings.content.locales

    def calls(self, now: datetime.datetime) -> Mapping[str, Call]:
        """Return the calls, none where the site has no calendar."""
        if not self.settings.has("funding_calendar"):
            return {}
        calls, problems = read_calls(
            self.files, self.settings.calls, root=self.settings.content.name, today=latest_day(now)
        )
        self.problems += problems
        if self.settings.ignores_embargo:
            return {name: replace(call, publish=None) for name, call in calls.items()}
        return calls

    def drafts(self, calls: Mapping[str, Call]) -> Mapping[str, Draft]:
        """Return what is sound of the records of calls that cannot be shown."""
        if not self.settings.has("funding_calendar"):
            return {}
        return read_drafts(self.files, calls, self.settings.calls, root=self.settings.content.name)

    def terms(self) -> tuple[Term, ...]:
        """Return the termbase."""
        name = self.settings.glossary
        if self.settings.has("glossary") and name not in self.files.entries:
            self._report("text/no-file", name)
        return self._parse(name, lambda text, path: read_terms(text, path=path, locales=self.locales), ())

    def ledger(self) -> Ledger:
        """Return what was published before; a line that git remembers and the file lacks is a problem."""
        name = self.settings.ledger

        def read(text: str, path: str) -> Ledger:
            ledger = read_ledger(text, path=path)
            self.problems += removed_lines(ledger, ledger_history(self.files.folder, name), path=path)
            return ledger

        if not self.settings.has("editions") or name in self.files.closed:
            return Ledger()
        return self._parse(name, read, Ledger(), absent="")

    def questions(self) -> Mapping[str, LessonQuestions]:
        """Return the questions of lessons, by the permanent id of the lesson."""
        if not self.settings.has("training"):
            return {}
        records = (
            self._parse(name, lambda text, path: read_questions(text, path=path, locales=self.locales), None)
            for name in self.files.visible
            if name.startswith(FOLDER) and name.endswith(".yml")
        )
        return {record.lesson: record for record in records if record is not None}

    def agreements(self) -> frozenset[str]:
        """Return what people said is the same in all languages."""
        name = self.settings.agreements
        return self._parse(name, lambda text, path: read_agreements(text, path=path), frozenset(), absent="")

    def redirects(self, ledger: Ledger) -> Redirects:
        """Return what became of addresses."""
        lines = [*ledger.lines_of(Kind.DOWNLOAD, Kind.CALENDAR)]
        published = frozenset(
            address
            for line in lines
            for address in (line.address, without_locale(line.address, self.locales))
        )
        return self._parse(
            self.settings.redirects,
            lambda text, path: read_redirects(text, path=path, locales=self.locales, published=published),
            Redirects(),
        )

    def notes(self) -> tuple[Note, ...]:
        """Return errata and withdrawals."""
        return self._parse(
            self.settings.notes, lambda text, path: read_notes(text, path=path, locales=self.locales), ()
        )

    def navigation(self, site: Site, now: datetime.datetime) -> Navigation | None:
        """Return the order of pages."""
        name = self.settings.navigation
        hidden_paths = site.withheld_pages(now)
        pages = sorted({*site.library.pairs, *site.call_pages(now)} - hidden_paths)
        titles = {
            page.meta.title: pair.path
            for pair in site.library
            for page in pair.pages.values()
            if pair.path not in hidden_paths
        }
        if name not in self.files.entries:
            self._report("text/no-file", name)
        return self._parse(
            name,
            lambda text, path: read_navigation(
                text, source=path, pages=pages, owners=site.instructor_pages, titles=titles
            ),
            None,
        )

    def _parse(
        self, name: str, parse: Callable[[str, str], Value], default: Value, *, absent: str | None = None
    ) -> Value:
        """Return what a file says, as far as it is sound; `default` where nothing of it is, or it is absent.

        A file that is absent reads as the text `absent`, if there is one.
        """
        if self.files.is_file(name):
            text: str | None = text_of(self.files.read(name))
        else:
            text = absent
        if text is None:
            return default
        try:
            return parse(text, self.settings.display_path(name))
        except ContentProblems as error:
            self.problems += error.problems
            return default if error.rest is None else error.rest

    def _report(self, code: str, name: str) -> None:
        self.problems.append(Problem(code=code, place=Place(path=self.settings.display_path(name))))


def _unsafe_entries(settings: SiteSettings, files: ContentFolder) -> list[Problem]:
    """Return what is wrong with names, kinds and sizes of files; those files are closed."""
    if not settings.has("gate"):
        return []
    root = settings.content.name
    problems = check_entries(
        files.entries.values(), root=root, places=settings.places, limits=settings.limits
    )
    files.close({problem.place.path.removeprefix(f"{root}/") for problem in problems})
    return problems


def _unreadable(settings: SiteSettings, files: ContentFolder) -> list[Problem]:
    """Return the texts that are not UTF-8 or endless work, each once; nothing else is said of them."""
    problems: list[Problem] = []
    for path in files.visible:
        if path.endswith(_TEXTS) and files.is_file(path):
            content, place = files.read(path), settings.display_path(path)
            try:
                text = content.decode("utf-8")
            except UnicodeDecodeError:
                problems.append(not_utf8(content, display_path=place))
            else:
                if path.endswith(".md") and settings.has("gate"):
                    problems += work_problems(read_source(text, path=place), settings.limits)
    root = f"{settings.content.name}/"
    files.close({problem.place.path.removeprefix(root) for problem in problems})
    return problems


class _TooSlow(Exception):
    """The content takes too long to read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _limit_reading(clock: TimeLimit, settings: SiteSettings, files: ContentFolder) -> None:
    """Give the reading of all content a time, which grows with the number of pages and of records."""
    if not settings.has("gate"):
        return
    limits, content = settings.limits, settings.content
    documents = sum(path.endswith((".md", ".yml", ".yaml")) for path in files.entries)
    clock.start(
        limits.reading(documents),
        lambda: _TooSlow(slow_page(content.folder, content.name, settings.places, limits)),
    )


def _empty_site(settings: SiteSettings, files: ContentFolder, problems: list[Problem]) -> Site:
    """Return a site of which nothing is known but what is wrong with it."""
    return Site(
        settings=settings,
        files=files,
        library=Library(locales=settings.content.locales, pairs={}),
        navigation=None,
        calls={},
        terms=(),
        ledger=Ledger(),
        redirects=Redirects(),
        notes=(),
        changes={},
        impossible_dates={},
        problems=tuple(problems),
        is_read=False,
    )
