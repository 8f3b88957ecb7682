"""Turn the Markdown files of all languages into a Library of pairs, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.section_ids import repeated_ids, section_problems
from bilingual.source_tree import content_paths, tree_problems
from sitekit.documents import Document, read_document
from sitekit.page_meta import PageMeta, page_meta
from sitekit.problems import ContentProblems, Place, Problem
from sitekit.sections import Section, sections

SHARED = "assets/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One page in one language. `path` is the same in every language: `guides/estimands.md`."""

    path: str
    locale: str
    document: Document
    meta: PageMeta
    sections: tuple[Section, ...]
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
class Library:
    """All pairs by path, sorted."""

    locales: tuple[str, ...]
    pairs: Mapping[str, Pair]
    shared: frozenset[str] = frozenset()  # files that belong to no language: `assets/flow.svg`

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs.values())

    def without(self, paths: Collection[str]) -> Library:
        """Return the library without pages that must not be published yet."""
        pairs = {path: pair for path, pair in self.pairs.items() if path not in paths}
        return Library(locales=self.locales, pairs=pairs, shared=self.shared)

    def with_generated(self, pages: Iterable[SourcePage]) -> Library:
        """Return the library with pages that plugins make, each of them in every language."""
        pairs = dict(self.pairs)
        for page in pages:
            pairs[page.path] = Pair(path=page.path, pages=dict.fromkeys(self.locales, page))
        return Library(locales=self.locales, pairs=pairs, shared=self.shared)


def read_library(folder: Path, *, root: str, locales: Sequence[str]) -> Library:
    """Read every page below `folder/<locale>`; problems name files as `root/<locale>/...`.

    Raises ContentProblems with the faults of all files at once.
    """
    paths = content_paths(folder)
    problems = tree_problems(folder, paths, root=root, locales=locales)
    pages: dict[str, dict[str, SourcePage]] = {}
    for path in paths:
        locale, _, rest = path.partition("/")
        if locale in locales and path.endswith(".md") and not (folder / path).is_symlink():
            document = _read_document(folder / path, shown=f"{root}/{path}", problems=problems)
            if document is not None:
                page = _source_page(document, path=rest, locale=locale, locales=locales, problems=problems)
                pages.setdefault(rest, {})[locale] = page
    library = _library(pages, locales, shared=frozenset(path for path in paths if path.startswith(SHARED)))
    unclear = frozenset(problem.place.path for problem in problems)
    for pair in library:
        problems += pair_problems(pair, unclear)
    if problems:
        raise ContentProblems(problems)
    return library


def _library(
    pages: Mapping[str, Mapping[str, SourcePage]], locales: Sequence[str], *, shared: frozenset[str]
) -> Library:
    ordered = {
        path: Pair(
            path=path, pages={locale: pages[path][locale] for locale in locales if locale in pages[path]}
        )
        for path in sorted(pages)
    }
    return Library(locales=tuple(locales), pairs=ordered, shared=shared)


def _read_document(file: Path, *, shown: str, problems: list[Problem]) -> Document | None:
    try:
        return read_document(file.read_text(encoding="utf-8"), path=shown)
    except UnicodeDecodeError as error:
        place = Place(path=shown, line=error.object.count(b"\n", 0, error.start) + 1)
        problems.append(Problem(code="bilingual/not-utf8", place=place))
    except ContentProblems as found:
        problems += found.problems
    return None


def _source_page(
    document: Document, *, path: str, locale: str, locales: Sequence[str], problems: list[Problem]
) -> SourcePage:
    return SourcePage(
        path=path,
        locale=locale,
        document=document,
        meta=page_meta(document, locales=locales, problems=problems),
        sections=sections(document.body, first_line=document.body_line),
    )


def pair_problems(pair: Pair, unclear: Collection[str]) -> list[Problem]:
    """Compare each language with the original: its section ids, permanent id, kind and original.

    What the front matter of an `unclear` file says is not known well enough to be compared.
    """
    problems: list[Problem] = []
    for page in pair.pages.values():
        problems += repeated_ids(page.sections, page.document.path)
        if page is not pair.original:
            problems += section_problems(
                page.sections,
                page.document.path,
                twin=pair.original.sections,
                twin_path=pair.original.document.path,
            )
            if not {page.document.path, pair.original.document.path} & set(unclear):
                problems += _meta_problems(page, pair.original)
    return problems


def _meta_problems(page: SourcePage, twin: SourcePage) -> Iterator[Problem]:
    compared = {
        "kind": (page.meta.kind.value, twin.meta.kind.value),
        "original": (page.meta.original, twin.meta.original),
    }
    if page.meta.kind is twin.meta.kind:
        compared["id"] = (page.meta.id or "", twin.meta.id or "")
    for name, (own, other) in compared.items():
        if own != other:
            place = _field_place(page.document, name)
            values = {"name": name, "own": own, "other": other, "twin": twin.document.path}
            yield Problem(code="bilingual/meta-differs", place=place, values=values)


def _field_place(document: Document, name: str) -> Place:
    return next((field.key.place for field in document.meta if field.key.value == name), document.meta.place)
