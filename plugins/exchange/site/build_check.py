"""Check the content for a build, which tells errors and may tell warnings: what was right stays right.

A page that has nothing to tell is remembered with all that was looked at to find that out: its own bytes, and
which pages and files its links were held against, as which bytes. While all of that is as it was, the page is
not looked at again. Whatever has something to tell is found anew, with its place and its way out.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from exchange.build.store import Store
from exchange.rules.catalogue import PACKAGE
from exchange.rules.checks import addresses, image_files, sources, twins
from exchange.rules.examination import Examined, personal_problems
from exchange.rules.examination_cache import DAMAGED, Remembered, remembered, written_line
from exchange.rules.page_facts import Facts
from exchange.rules.settings import Content, Settings
from exchange.site.content_check import PLAIN, examine_pages, generated_names, ids_twice, read_glossary
from exchange.site.recorded_reads import Looked, Site
from exchange.terms.termbase import Term
from exchange.text.content_folder import ContentFolder, content_digest
from exchange.text.problems import Problem, Severity, in_order

_PAGES = "content_check page"  # what is known of each page by itself
_GOOD = "content_check good"  # pages with nothing to tell, and what that depends on
_PLAIN_FILES = "content_check plain"
_TERMS = "content_check terms"


def told_problems(
    files: ContentFolder,
    content: Content,
    settings: Settings,
    *,
    today: datetime.date,
    warnings: bool,
    store: Store | None = None,
) -> tuple[Problem, ...]:
    """Return the errors, and the warnings if they are asked for, that the rules of this package find.

    `today` is the day for which content must hold. Without warnings, rules that only warn are left out.
    """
    build = _Build(files, content, settings, today=today, warnings=warnings, store=store)
    return in_order(build.problems())


class _Build:
    """One check of one content folder; what is known of pages is read when it is first asked for."""

    def __init__(
        self,
        files: ContentFolder,
        content: Content,
        settings: Settings,
        *,
        today: datetime.date,
        warnings: bool,
        store: Store | None,
    ) -> None:
        self.files = files
        self.content = content
        self.settings = settings
        self.today = today
        self.warnings = warnings
        self.store = store
        paths = [path for path in files.visible if files.is_file(path)]
        self.site = Site(files, paths, content.locales, generated_names(settings, paths), self._facts)
        self._examined: dict[str, Examined] = {}

    def problems(self) -> list[Problem]:
        """Return what is to be told, in no particular order."""
        ids = {path: self._good_id(path) for path in self.site.pages}
        opened = [path for path, own in ids.items() if own is None]
        self._examine(opened)
        told = [problem for path in opened for problem in self._page(path)]
        ids |= {path: self._facts(path).id for path in opened}
        if self._may_repeat(ids):
            told += self._told(ids_twice({path: self._facts(path) for path in self.site.pages}))
        return [*told, *self._told(self._plain_files())]

    def _good_id(self, path: str) -> str | None:
        """Return the permanent id (or an empty text) of a page known to have nothing to tell, else None."""
        kept = self._get(_GOOD, path, self._good_digest(path))
        try:
            own, noted = json.loads(kept or "")
            return str(own) if self.site.is_still(noted) else None
        except DAMAGED:  # or nothing is kept
            return None

    def _page(self, path: str) -> list[Problem]:
        """Return what is to be told of one page, and remember it if that is nothing."""
        examined, looked = self._examined_page(path), Looked(self.site)
        told = self._told([*examined.problems, *self._beside_others(examined.facts, looked)])
        if not told and not looked.everywhere:
            value = json.dumps([examined.facts.id, looked.noted], ensure_ascii=False)
            self._put(_GOOD, path, self._good_digest(path), value)
        return told

    def _beside_others(self, facts: Facts, looked: Looked) -> Iterator[Problem]:
        """Yield what only shows beside other pages and files."""
        if not facts.readable:
            return
        known = addresses.Known(
            locales=self.content.locales,
            pages=looked.pages,
            generated=looked.generated,
            files=looked.files,
            terms=self._terms,
        )
        yield from addresses.check(facts, known)
        yield from sources.check(facts, today=self.today, oldest_days=self.settings.checked_days)
        for image in facts.images:
            local = addresses.local_path(facts, image.target)
            if local is not None and local in looked.files:
                yield from image_files.check(facts, image, local, looked.read(local), self.settings.limits)
        if self.warnings:  # they only warn
            pair = twins.check(tuple(looked.pages[facts.name].values()))
            yield from (problem for problem in pair if problem.place.path == facts.path)

    def _plain_files(self) -> Iterator[Problem]:
        """Yield personal data in records and tables."""
        for path in self.site.paths:
            if path.endswith(PLAIN) and self._get(_PLAIN_FILES, path, self.files.digest(path)) is None:
                text = self.files.read(path).decode("utf-8", errors="replace").replace("\r\n", "\n")
                found = list(personal_problems(text, f"{self.content.name}/{path}"))
                if not found:
                    self._put(_PLAIN_FILES, path, self.files.digest(path), "")
                yield from found

    def _may_repeat(self, ids: Mapping[str, str | None]) -> bool:
        """Say whether an id is that of two pages; the languages of one page share theirs."""
        names = {(own, path.partition("/")[2]) for path, own in ids.items() if own}
        return len({own for own, _ in names}) < len(names)

    def _told(self, problems: Iterable[Problem]) -> list[Problem]:
        return [
            problem
            for problem in problems
            if problem.package == PACKAGE and (self.warnings or problem.severity is Severity.ERROR)
        ]

    def _facts(self, path: str) -> Facts:
        return self._examined_page(path).facts

    def _examined_page(self, path: str) -> Examined:
        if path not in self._examined:
            self._examine([path])
        return self._examined[path]

    def _examine(self, paths: Sequence[str]) -> None:
        """Learn what is known of pages by themselves; those that nobody knows are examined."""
        waiting = []
        for path in paths:
            try:
                self._examined[path] = remembered(self._kept_pages[path] or "")[1].examined
            except DAMAGED:  # or nothing is kept
                waiting.append((path, self.files.digest(path), self.files.read(path)))
        terms = self._glossary if self.warnings else ()
        for shown, one in examine_pages(self.content, terms, waiting, errors_only=not self.warnings):
            path = shown.removeprefix(f"{self.content.name}/")
            self._examined[path] = one.examined
            self._keep_page(path, shown, one)

    def _keep_page(self, path: str, shown: str, one: Remembered) -> None:
        self._put(_PAGES, path, self._page_digest(path), one.line or written_line(shown, one))

    @cached_property
    def _kept_pages(self) -> dict[str, str | None]:
        """What is kept of each page: all of them at once, since a store forgets what nobody asks for."""
        return {path: self._get(_PAGES, path, self._page_digest(path)) for path in self.site.pages}

    @cached_property
    def _glossary(self) -> tuple[Term, ...]:
        return read_glossary(self.files, self.content, self.settings, [])

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The ids of the termbase."""
        name = self.settings.glossary
        if not self.files.is_file(name):
            return frozenset()
        kept = self._get(_TERMS, name, self.files.digest(name))
        if kept is None:
            kept = " ".join(term.id for term in self._glossary)
            self._put(_TERMS, name, self.files.digest(name), kept)
        return frozenset(kept.split())

    @cached_property
    def _page_options(self) -> str:
        glossary = self.settings.glossary
        words = self.files.digest(glossary) if self.warnings and self.files.is_file(glossary) else ""
        return repr((self.content.name, self.content.locales, self.warnings, words))

    def _page_digest(self, path: str) -> str:
        return f"{self._page_marks} {self.files.digest(path)}"

    def _good_digest(self, path: str) -> str:
        return f"{self._good_marks} {self.files.digest(path)}"

    @cached_property
    def _page_marks(self) -> str:
        """What a page by itself depends on besides its bytes."""
        return content_digest(self._page_options.encode())

    @cached_property
    def _good_marks(self) -> str:
        """What a page among others depends on besides its bytes and what it looks at."""
        options = (self._page_options, self.settings, self.today, sorted(self._terms))
        return content_digest(repr(options).encode())

    def _get(self, kind: str, path: str, digest: str) -> str | None:
        return self.store.get(kind, path, digest) if self.store else None

    def _put(self, kind: str, path: str, digest: str, value: str) -> None:
        if self.store and path.isascii():
            self.store.put(kind, path, digest, value)
