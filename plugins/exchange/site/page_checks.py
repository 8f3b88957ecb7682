"""Check the pages of a site against the rules; what was right stays right.

A page without a problem is remembered with all that was read to find that out: its own bytes, and which pages
and files its links were compared with, as which bytes. While all of that is as it was, the page is not looked
at again. A page with problems is examined afresh, with their places and ways out.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exchange.build.processes import spread
from exchange.build.store import Store
from exchange.pages.library import SourcePage
from exchange.rules.checks.page_titles import plain_title
from exchange.rules.examination import (
    Examination,
    PageRules,
    problems_among,
    problems_beside,
    problems_between_languages,
    text_problems,
)
from exchange.rules.examination_cache import EXAMINATIONS, PROBLEMS
from exchange.rules.page_facts import Facts
from exchange.rules.rule import PACKAGE
from exchange.rules.settings import Content
from exchange.rules.site_facts import SiteFacts
from exchange.safety.markdown_source import read_source
from exchange.safety.slow_work import TOO_SLOW, SlowWork, too_slow
from exchange.safety.time_limit import in_time
from exchange.site.reading import Site
from exchange.site.recorded_reads import Answers, LinkTargets, RecordedReads
from exchange.terms.termbase import Term
from exchange.text.content_folder import content_digest
from exchange.text.documents import text_of
from exchange.text.json_codec import DECODE_ERRORS, JsonCodec
from exchange.text.problems import Problem, Severity

Progress = Callable[[int, int], None]
"""Told now and then how many pages of how many were examined afresh."""

_PAGES = "rules page"  # what is known of each page by itself
_JUDGED = "rules judged"  # what was found in pages among others, and what that depends on
_LANGUAGES = "rules languages"  # what was found between the languages of each page
_PLAIN_FILES = "rules plain"
_PLAIN = (".yml", ".yaml", ".csv", ".json")
_MANY_COMPARISONS = 24  # pages of which those of two languages are compared on all cores
_ONE_PROCESS_LIMIT = 60  # as many pages as one process examines before others would have started


@dataclass(frozen=True, slots=True, kw_only=True)
class _JudgedPage:
    """What was found in a page among the others, and the answers that this depends on."""

    id: str
    title: str
    problems: tuple[Problem, ...]
    reads: Answers


_JUDGED_PAGE: JsonCodec[_JudgedPage] = JsonCodec(_JudgedPage)


def page_problems(
    site: Site,
    *,
    today: datetime.date,
    now: datetime.datetime,
    warnings: bool,
    store: Store | None = None,
    progress: Progress = lambda _count, _total: None,
) -> Iterator[Problem]:
    """Yield the errors that the rules find in pages, records and tables, and the warnings if asked for.

    `today` is the day for which the content must hold. Without warnings, rules that only warn do not run.
    """
    yield from _PageCheck(
        site, today=today, now=now, warnings=warnings, store=store, progress=progress
    ).problems()


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageFile:
    """A page to be examined: its path in the content folder, its bytes, and what could be read of it."""

    path: str
    content: bytes
    source: SourcePage | None


class _PageCheck:
    """One check of one site; what is known of pages is read when it is first asked for."""

    def __init__(
        self,
        site: Site,
        *,
        today: datetime.date,
        now: datetime.datetime,
        warnings: bool,
        store: Store | None,
        progress: Progress,
    ) -> None:
        self.site = site
        self.content = site.settings.content
        self.files = site.files
        self.rules = site.settings.rules
        self.today = today
        self.warnings = warnings
        self.store = store
        self.progress = progress
        unread_paths = site.unread_pages()
        paths = [path for path in self.files.visible if path not in unread_paths]
        self.targets = LinkTargets(
            self.files,
            paths,
            self.content.locales,
            generated={
                **site.stage_sections(now),
                **dict.fromkeys(site.withheld_pages(now)),  # links to them are judged with the calls
                **dict.fromkeys(path.partition("/")[2] for path in unread_paths),
            },
            facts=self._facts,
        )
        self._examinations: dict[str, Examination] = {}
        self._language_problems_now: dict[str, str] = {}

    def problems(self) -> list[Problem]:
        """Return the problems, in no particular order."""
        for path in self.targets.pages:  # all at once: a store forgets what nobody asks for
            self._holds(_PAGES, path, self._page_digest(path))
            self._holds(_LANGUAGES, path, self._languages_digest(path))
        judged = {path: self._kept_judgement(path) for path in self.targets.pages}
        names = {path: (page.id, page.title) for path, page in judged.items() if page}
        paths = [path for path, page in judged.items() if page is None]
        self._examine(paths)
        self._compare_languages(paths)
        problems = [problem for page in judged.values() if page for problem in page.problems]
        problems += [problem for path in paths for problem in self._page_in_time(path)]
        for path in paths:
            names[path] = self._facts(path).id, self._facts(path).title
        if _may_repeat(names):
            pages = [self._facts(path) for path in self.targets.pages]
            problems += self._select(problems_among(pages, skip_warnings=not self.warnings))
        return [*problems, *self._select(self._plain_files())]

    def _kept_judgement(self, path: str) -> _JudgedPage | None:
        """Return what was found in a page, if nothing that it depends on has changed."""
        page = _JUDGED_PAGE.read_kept(self._get(_JUDGED, path, self._judged_digest(path)))
        return page if page and self.targets.is_still(page.reads) else None

    def _page_in_time(self, path: str) -> list[Problem]:
        seconds, file = self.site.settings.limits.page_seconds, f"{self.content.name}/{path}"
        return in_time(
            lambda: self._page(path), seconds, otherwise=lambda work: [too_slow(file, seconds, work)]
        )

    def _page(self, path: str) -> list[Problem]:
        """Return the problems of one page, and remember them."""
        examination, reads = self._examined_page(path), RecordedReads(self.targets)
        site_facts = self._site_facts(reads)
        problems = self._select(
            [
                *examination.problems,
                *problems_beside(examination.facts, site_facts, skip_warnings=not self.warnings),
                *self._language_problems(path, site_facts),
            ]
        )
        if not reads.is_exhaustive and not _is_slow(examination):
            facts = examination.facts
            page = _JudgedPage(id=facts.id, title=facts.title, problems=tuple(problems), reads=reads.answers)
            self._put(_JUDGED, path, self._judged_digest(path), _JUDGED_PAGE.write(page))
        return problems

    def _compare_languages(self, paths: Sequence[str]) -> None:
        """Compare the languages of many pages that are not remembered, on all cores; one too slow is left."""
        waiting = [path for path in paths if not self._holds(_LANGUAGES, path, self._languages_digest(path))]
        if len(waiting) >= _MANY_COMPARISONS:
            for path, line in zip(waiting, spread(waiting, self._compared_in_time, worth=0), strict=True):
                self._keep_language_problems(path, line)

    def _compared_in_time(self, path: str) -> str:
        site_facts = self._site_facts(RecordedReads(self.targets))
        seconds = self.site.settings.limits.page_seconds
        return in_time(lambda: self._compared(path, site_facts), seconds, otherwise=lambda _: "")

    def _compared(self, path: str, site_facts: SiteFacts) -> str:
        problems = problems_between_languages(self._facts(path), site_facts, skip_warnings=not self.warnings)
        return PROBLEMS.write(tuple(problems))

    def _keep_language_problems(self, path: str, line: str) -> None:
        if line:
            self._language_problems_now[path] = line
            self._put(_LANGUAGES, path, self._languages_digest(path), line)

    def _language_problems(self, path: str, site_facts: SiteFacts) -> tuple[Problem, ...]:
        """Return what is wrong between the languages of a page, remembered by the bytes of all of them."""
        if self._facts(path).name not in site_facts.pages:
            return ()
        try:
            line = self._language_problems_now.get(path)
            return PROBLEMS.read(line or self._get(_LANGUAGES, path, self._languages_digest(path)) or "")
        except DECODE_ERRORS:  # or nothing is kept
            line = self._compared(path, site_facts)
            self._keep_language_problems(path, line)
            return PROBLEMS.read(line)

    def _site_facts(self, reads: RecordedReads) -> SiteFacts:
        """Return what there is beside a page; what is asked for is noted."""
        return SiteFacts(
            locales=self.content.locales,
            pages=reads.pages,
            generated=reads.generated,
            files=reads.files,
            read_file=lambda path: reads.read(path) if self.files.is_file(path) else None,
            terms=self._terms,
            today=self.today,
            settings=self.rules,
        )

    def _plain_files(self) -> Iterator[Problem]:
        """Yield what is wrong with the texts of records and tables."""
        for path in self.targets.paths:
            if not path.endswith(_PLAIN) or not self.files.is_file(path):
                continue
            if self._get(_PLAIN_FILES, path, self.files.digest(path)) is None:
                text = self.files.read(path).decode("utf-8", errors="replace").replace("\r\n", "\n")
                problems = list(text_problems(text, f"{self.content.name}/{path}"))
                if not problems:
                    self._put(_PLAIN_FILES, path, self.files.digest(path), "")
                yield from problems

    def _select(self, problems: Iterable[Problem]) -> list[Problem]:
        """Leave out what the reader of the site reports, and warnings where they are not wanted."""
        return [
            problem
            for problem in problems
            if problem.code == TOO_SLOW
            or (problem.package == PACKAGE and (self.warnings or problem.severity is Severity.ERROR))
        ]

    def _facts(self, path: str) -> Facts:
        return self._examined_page(path).facts

    def _examined_page(self, path: str) -> Examination:
        if path not in self._examinations:
            self._examine([path])
        return self._examinations[path]

    def _examine(self, paths: Sequence[str]) -> None:
        """Learn what is known of pages by themselves; pages that are not remembered are examined."""
        waiting = []
        for path in paths:
            try:
                self._examinations[path] = EXAMINATIONS.read(
                    self._get(_PAGES, path, self._page_digest(path)) or ""
                )
            except DECODE_ERRORS:  # or nothing is kept
                waiting.append(self._page_file(path))
        terms = self.site.terms if self.warnings else ()
        seconds = self.site.settings.limits.page_seconds
        rules = _Rules(self.content, terms, skip_warnings=not self.warnings, seconds=seconds)
        pages = _examine_pages(rules, waiting)
        for count, (examination, line) in enumerate(pages, 1):
            path = examination.facts.path.removeprefix(f"{self.content.name}/")
            self._examinations[path] = examination
            if not _is_slow(examination):
                self._put(_PAGES, path, self._page_digest(path), line)
            self.progress(count, len(waiting))

    def _page_file(self, path: str) -> _PageFile:
        locale, _, name = path.partition("/")
        pair = self.site.library.pairs.get(name)
        source = pair.pages.get(locale) if pair else None
        return _PageFile(path=path, content=self.files.read(path), source=source)

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The ids of the termbase."""
        return frozenset(term.id for term in self.site.terms)

    @cached_property
    def _page_options(self) -> str:
        glossary = self.site.settings.glossary
        words = self.files.digest(glossary) if self.warnings and self.files.is_file(glossary) else ""
        return repr((self.content.name, self.content.locales, self.warnings, words))

    def _page_digest(self, path: str) -> str:
        return f"{self._page_marks} {self.files.digest(path)}"

    def _languages_digest(self, path: str) -> str:
        return f"{self._language_marks} {self.targets.languages(path.partition('/')[2])}"

    def _judged_digest(self, path: str) -> str:
        return f"{self._judged_marks} {self.files.digest(path)}"

    @cached_property
    def _page_marks(self) -> str:
        """What a page by itself depends on besides its bytes."""
        return content_digest(self._page_options.encode())

    @cached_property
    def _language_marks(self) -> str:
        """What the comparison of a page's languages depends on besides their bytes."""
        return content_digest(repr((self._page_options, self.rules.bodies)).encode())

    @cached_property
    def _judged_marks(self) -> str:
        """What a page among others depends on besides its bytes and what it reads."""
        options = (self._page_options, self.rules, self.today, sorted(self._terms))
        return content_digest(repr(options).encode())

    def _get(self, kind: str, path: str, digest: str) -> str | None:
        return self.store.get(self._kind(kind), path, digest) if self.store else None

    def _holds(self, kind: str, path: str, digest: str) -> bool:
        return self.store is not None and self.store.holds(self._kind(kind), path, digest)

    def _put(self, kind: str, path: str, digest: str, value: str) -> None:
        if self.store:
            self.store.put(self._kind(kind), path, digest, value)

    def _kind(self, kind: str) -> str:
        """Return a kind of the store: a check with warnings and one without keep their own values."""
        return f"{kind} and warnings" if self.warnings else kind


def _is_slow(examination: Examination) -> bool:
    return any(problem.code == TOO_SLOW for problem in examination.problems)


def _may_repeat(names: Mapping[str, tuple[str, str]]) -> bool:
    """Return True if two pages may have one id, which their languages share, or in a folder one title."""
    entries = [(path, *entry) for path, entry in names.items()]
    ids = {(page_id, path.partition("/")[2]) for path, page_id, _ in entries if page_id}
    titles = [(path.rpartition("/")[0], plain_title(title)) for path, _, title in entries if title]
    return len({page_id for page_id, _ in ids}) < len(ids) or len({*titles}) < len(titles)


def _examine_pages(rules: _Rules, waiting: Sequence[_PageFile]) -> Iterator[tuple[Examination, str]]:
    """Examine pages, on all cores where there are many.

    Each comes with its line for the cache; other processes answer in these, which travel quickly.
    """
    if len(waiting) <= _ONE_PROCESS_LIMIT:
        for examination in map(rules.examine, waiting):
            yield examination, EXAMINATIONS.write(examination)
    else:
        for line in spread(waiting, rules.examine_to_line, worth=0):
            yield EXAMINATIONS.read(line), line


class _Rules:
    """What pages are examined by, each in so many seconds; a process makes it once of its parts."""

    def __init__(
        self, content: Content, terms: tuple[Term, ...], skip_warnings: bool, seconds: float
    ) -> None:
        self.parts = (content, terms, skip_warnings, seconds)

    def __reduce__(self) -> tuple[type[_Rules], tuple[Content, tuple[Term, ...], bool, float]]:
        """Travel as its parts: patterns of rules cannot be pickled, and are made again."""
        return _Rules, self.parts

    @cached_property
    def rules(self) -> PageRules:
        """The rules, compiled when the first page is examined."""
        content, terms, skip_warnings, _ = self.parts
        return PageRules(locales=content.locales, terms=terms, skip_warnings=skip_warnings)

    def examine(self, page: _PageFile) -> Examination:
        """Return what the rules say of a page, or that they took too long."""
        rules, seconds = self.rules, self.parts[3]
        path = f"{self.parts[0].name}/{page.path}"
        locale, _, name = page.path.partition("/")

        def examined() -> Examination:
            if page.source:
                return rules.examine(page.content, page.source)
            return rules.examine_body(page.content, path=path, locale=locale, name=name)

        def given_up(work: SlowWork) -> Examination:
            source = read_source(lambda: text_of(page.content), path=path)
            facts = Facts(path=path, locale=locale, name=name, readable=False)
            return Examination(facts=facts, problems=(too_slow(path, seconds, work, source),))

        return in_time(examined, seconds, otherwise=given_up)

    def examine_to_line(self, page: _PageFile) -> str:
        """Return the same as a line of text."""
        return EXAMINATIONS.write(self.examine(page))
