"""Turn the Markdown files of all languages into a Library of pairs, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.authoring.sections import Section, sections
from exchange.build.store import Store
from exchange.pages.page_cache import PageCache, ReadPage
from exchange.pages.page_meta import PageMeta, page_meta
from exchange.pages.section_ids import at_line_end, repeated_ids, section_problems
from exchange.pages.source_tree import tree_problems
from exchange.text.content_folder import ContentFolder, EntryKind
from exchange.text.documents import Document, KeptDocument, document_of, text_of
from exchange.text.problems import Place, Problem
from exchange.text.text_files import not_utf8

SHARED_FOLDER = "assets/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One page in one language. `path` is the same in every language: `guides/estimands.md`."""

    path: str
    locale: str
    document: Document | KeptDocument
    meta: PageMeta
    sections: tuple[Section, ...]
    digest: str = ""  # of its file's bytes, in hexadecimal digits
    generated: bool = False  # made by a plugin: there is no file to correct


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """All the languages of one page; at least one."""

    path: str
    pages: Mapping[str, SourcePage]

    @property
    def original(self) -> SourcePage:
        """The language it was written in first, as its own front matter says, or the one there is."""
        first = next(iter(self.pages.values()))
        return self.pages.get(first.meta.original, first)

    def read_in(self, locale: str) -> SourcePage:
        """Return the page a reader of this language sees: their own, or the original."""
        return self.pages.get(locale, self.original)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPage:
    """A page with a permanent id. `path` is the same in every language; titles by the languages it is in."""

    id: str
    path: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All pairs by path, sorted."""

    locales: tuple[str, ...]
    pairs: Mapping[str, Pair]
    shared_files: frozenset[str] = frozenset()  # files that belong to no language: `assets/flow.svg`

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs.values())

    def pages_with_id(self) -> tuple[NamedPage, ...]:
        """Return the pages that have a permanent id; languages that differ in it have one each."""
        titles: dict[tuple[str, str], dict[str, str]] = {}
        for pair in self:
            for locale, page in pair.pages.items():
                if page.meta.id:
                    titles.setdefault((pair.path, page.meta.id), {})[locale] = page.meta.title
        return tuple(NamedPage(id=name, path=path, titles=titles) for (path, name), titles in titles.items())

    def filter_out(self, paths: Collection[str]) -> Library:
        """Return the library without pages that must not be published yet."""
        pairs = {path: pair for path, pair in self.pairs.items() if path not in paths}
        return Library(locales=self.locales, pairs=pairs, shared_files=self.shared_files)

    def with_generated(self, pages: Iterable[SourcePage]) -> Library:
        """Return the library with pages that plugins make, each of them in every language."""
        pairs = dict(self.pairs)
        for page in pages:
            pairs[page.path] = Pair(path=page.path, pages=dict.fromkeys(self.locales, page))
        return Library(locales=self.locales, pairs=pairs, shared_files=self.shared_files)

    def at_made_addresses(self, generated_pages: Mapping[str, Collection[str]]) -> Iterator[Problem]:
        """Yield a problem for each written page at the address of a page that the site makes.

        `generated_pages` goes from the path of such a page to the languages it is made in. A page in its own
        file counts in the same language only: elsewhere it is the other text.
        """
        for path, locales in generated_pages.items():
            stem = path.removesuffix(".md")
            alternative = (
                f"{stem.removesuffix('/index')}.md" if stem.endswith("/index") else f"{stem}/index.md"
            )
            same = self.pairs.get(path)
            for locale in locales:
                rivals = [*self.pairs[alternative].pages.values()] if alternative in self.pairs else []
                rivals += [same.pages[locale]] if same and locale in same.pages else []
                for page in rivals:
                    yield Problem(
                        code="pages/address-of-made-page",
                        place=Place(path=page.document.path),
                        values={"address": f"/{locale}/{stem.removesuffix('/index')}/"},
                    )


def library_of(
    files: ContentFolder,
    *,
    root: str,
    locales: Sequence[str],
    problems: list[Problem],
    store: Store | None = None,
) -> Library:
    """Return every page that can be read; the faults of all files and pairs are added to `problems`."""
    links = [path for path in files.visible if files.entries[path].kind is EntryKind.LINK]
    problems += tree_problems(files.folder, files.visible, root=root, locales=locales, links=links)
    reader = _Reader(files, root, locales, PageCache(store, locales=locales), problems)
    shared_files = frozenset(path for path in files.visible if path.startswith(SHARED_FOLDER))
    library = _library(reader.pages(), locales, shared_files=shared_files)
    problems += reader.pair_problems(library)
    return library


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the pages of a content folder; `problems` grows."""

    files: ContentFolder
    root: str
    locales: Sequence[str]
    cache: PageCache
    problems: list[Problem]

    def pages(self) -> dict[str, dict[str, SourcePage]]:
        """Return every page that can be read, by its path and its language."""
        pages: dict[str, dict[str, SourcePage]] = {}
        for path in self.files.visible:
            locale, _, rest = path.partition("/")
            if locale in self.locales and path.endswith(".md") and self.files.is_file(path):
                page = self._page(path, rest, locale)
                if page is not None:
                    pages.setdefault(rest, {})[locale] = page
        return pages

    def pair_problems(self, library: Library) -> list[Problem]:
        """Compare the languages of each page."""
        unclear = frozenset(problem.place.path for problem in self.problems)
        problems: list[Problem] = []
        for pair in library:
            digests = " ".join(f"{locale}:{page.digest}" for locale, page in pair.pages.items())
            if not self.cache.is_good_pair(pair.path, digests):
                faults = pair_problems(pair, unclear)
                problems += faults
                if not faults and unclear.isdisjoint(page.document.path for page in pair.pages.values()):
                    self.cache.keep_pair(pair.path, digests)
        return problems

    def _page(self, path: str, name: str, locale: str) -> SourcePage | None:
        digest, display_path = self.files.digest(path), f"{self.root}/{path}"
        document: Document | KeptDocument | None
        entry = self.cache.page(path, digest)
        if entry is not None:
            document = KeptDocument(self.files.read(path), path=display_path)
        else:
            problem_count = len(self.problems)
            document = _read_document(
                self.files.read(path), display_path=display_path, problems=self.problems
            )
            if document is None:
                return None
            entry = ReadPage(
                page_meta(document, locales=self.locales, problems=self.problems),
                sections(document.body, first_line=document.body_line),
            )
            if len(self.problems) == problem_count and path.isascii():
                self.cache.keep_page(path, digest, entry)
        return SourcePage(
            path=name,
            locale=locale,
            document=document,
            meta=entry.meta,
            sections=entry.sections,
            digest=digest,
        )


def _library(
    pages: Mapping[str, Mapping[str, SourcePage]], locales: Sequence[str], *, shared_files: frozenset[str]
) -> Library:
    sorted_pairs = {
        path: Pair(
            path=path, pages={locale: pages[path][locale] for locale in locales if locale in pages[path]}
        )
        for path in sorted(pages)
    }
    return Library(locales=tuple(locales), pairs=sorted_pairs, shared_files=shared_files)


def _read_document(content: bytes, *, display_path: str, problems: list[Problem]) -> Document | None:
    try:
        return document_of(text_of(content), path=display_path, problems=problems)
    except UnicodeDecodeError:
        problems.append(not_utf8(content, display_path=display_path, code="pages/not-utf8"))
    return None


def pair_problems(pair: Pair, unclear: Collection[str]) -> list[Problem]:
    """Compare each language with the original: its section ids, permanent id, kind and original.

    What the front matter of an `unclear` file says is not known well enough to be compared.
    """
    problems: list[Problem] = []
    for page in pair.pages.values():
        problems += repeated_ids(page.sections, page.document.path)
        if page is not pair.original:
            problems += _section_problems(page, pair.original)
            if not {page.document.path, pair.original.document.path} & set(unclear):
                problems += [*_meta_problems(page, pair.original), *_people_problems(page, pair.original)]
    return problems


def _section_problems(page: SourcePage, twin: SourcePage) -> Iterator[Problem]:
    documents = {version.document.path: version.document for version in (page, twin)}
    for problem in section_problems(
        page.sections, page.document.path, twin=twin.sections, twin_path=twin.document.path
    ):
        yield at_line_end(problem, _line(documents[problem.place.path], problem.place.line))


def _line(document: Document | KeptDocument, number: int) -> str:
    """Return a line of a page's body, by its number in the file; an empty text where it has none."""
    lines = document.body.split("\n")
    return lines[number - document.body_line] if number >= document.body_line else ""


def _meta_problems(page: SourcePage, twin: SourcePage) -> Iterator[Problem]:
    field_values = {
        "kind": (page.meta.kind.value, twin.meta.kind.value),
        "original": (page.meta.original, twin.meta.original),
    }
    if page.meta.kind is twin.meta.kind:
        field_values["id"] = (page.meta.id or "", twin.meta.id or "")
    for name, (value, twin_value) in field_values.items():
        if value != twin_value:
            place = _field_place(page.document, name)
            original = name if name == "original" else ""
            values = {"name": name, "own": value, "other": twin_value, "twin": twin.document.path}
            values["original"] = original
            yield Problem(code="pages/meta-differs", place=place, values=values)


def _people_problems(page: SourcePage, twin: SourcePage) -> Iterator[Problem]:
    """Yield each field in which two languages do not name as many people."""
    for name in ("authors", "reviewers"):
        count, twin_count = (len(getattr(version.meta, name)) for version in (page, twin))
        if count != twin_count:
            values = {"name": name, "own": str(count), "other": str(twin_count), "twin": twin.document.path}
            yield Problem(code="pages/people-differ", place=_field_place(page.document, name), values=values)


def _field_place(document: Document | KeptDocument, name: str) -> Place:
    return next((field.key.place for field in document.meta if field.key.value == name), document.meta.place)
