"""Say what a change of some files does to others: pages that link to them, addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from exchange.authoring.sections import section_words
from exchange.build.git import FAILURES
from exchange.pages.library import SourcePage
from exchange.rules.written_links import written_links
from exchange.site.past import changed_files, committed_texts, compared_commit
from exchange.site.reading import Site
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems, Place, Problem, Severity

_PAGE_LIMIT = 3  # pages in one message
_LINE = re.compile(r":\d+$")


def concerning(problems: Iterable[Problem], names: Collection[str], site: Site) -> Iterator[Problem]:
    """Yield the problems in files and folders that are named, and those elsewhere about a file that is named.

    Names are as problems have them, from the project's root.
    """
    root = f"{site.settings.content.name}/"
    is_inside = cache(lambda path: _is_inside(path, names))  # thousands of problems are in hundreds of files
    words = {_word(name) for name in names}
    for problem in problems:
        is_about_revision = problem.code.startswith("calls/since-")
        if is_about_revision or is_inside(problem.place.path):
            yield problem
        elif any(word in unquote(value) for value in problem.values.values() for word in words):
            paths = (root + path for path in _paths_about(problem, root, site.settings.content.locales))
            yield from [problem] if any(path in names for path in paths) else []


def effects(site: Site, names: Collection[str], revision: str) -> Iterator[Problem]:
    """Yield which pages link to what was changed in the named pages."""
    try:
        commit = compared_commit(site, revision)
        changed_paths = changed_files(site, commit)
    except (ContentProblems, *FAILURES):  # said by the list itself, or there is no past at all
        return
    for pair in site.library:
        paths = {locale: f"{locale}/{pair.path}" for locale in pair.pages}
        if changed_paths.intersection(paths.values()):
            texts = committed_texts(site, commit, list(paths.values()))
            edits = {
                locale: _edited_sections(text, pair.pages[locale])
                for locale, text in zip(paths, texts, strict=True)
                if text is not None
            }
            for locale, path in paths.items():
                if locale in edits and _is_inside(site.settings.display_path(path), names):
                    yield from _link_problems(site, pair.pages[locale], edits[locale])


def _is_inside(path: str, names: Collection[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") for name in names)


def _word(path: str) -> str:
    """Return what stands in every link to a file, which is quick to look for; nothing of a folder."""
    name = PurePosixPath(path)
    word = name.parent.name if name.stem == "index" else name.stem
    return word if name.suffix else ""


def _paths_about(problem: Problem, root: str, locales: Iterable[str]) -> Iterator[str]:
    """Yield paths in the content folder that the values of a problem may name: as paths, links, addresses."""
    folder = posixpath.dirname(problem.place.path.removeprefix(root))
    for value in problem.values.values():
        path = unquote(_LINE.sub("", value).partition("#")[0]).removeprefix(root)
        if not path or " " in path:
            continue
        yield path
        yield posixpath.normpath(posixpath.join(folder, path))
        bare = path.strip("/")
        for start in (bare, *(f"{locale}/{bare}" for locale in locales)):
            yield from (f"{start}.md", f"{start}/index.md")


def _edited_sections(old_text: str, page: SourcePage) -> frozenset[str]:
    """Return the sections, by id, that were there before and whose own text is another now."""
    try:
        old = section_words(read_document(old_text, path=page.document.path).body)
    except ContentProblems:
        return frozenset()
    new = section_words(page.document.body)
    return frozenset(name for name, text in new.items() if name in old and old[name] != text)


def _link_problems(site: Site, page: SourcePage, sections: frozenset[str]) -> Iterator[Problem]:
    """Yield once for a page which others link to it, or to one of its sections that changed."""
    target = f"{page.locale}/{page.path}"
    pages = sorted(
        {source.document.path for source in _pages_naming(site, page) if _leads_to(source, target, sections)}
    )
    if sections and pages:
        place = Place(path=page.document.path, line=1)
        yield _caution("linked-from", place, count=str(len(pages)), pages=", ".join(pages[:_PAGE_LIMIT]))


def _pages_naming(site: Site, page: SourcePage) -> Iterator[SourcePage]:
    """Yield other pages that may hold a link to a page: only these are looked through."""
    name = posixpath.basename(page.path).encode()
    for pair in site.library:
        for source in pair.pages.values():
            if pair.path != page.path and name in site.files.read(f"{source.locale}/{source.path}"):
                yield source


def _leads_to(page: SourcePage, target: str, sections: frozenset[str]) -> bool:
    folder = posixpath.dirname(f"{page.locale}/{page.path}")
    for link in written_links(page.document.body):
        path, _, fragment = link.target.partition("#")
        leads = posixpath.normpath(posixpath.join(folder, unquote(path))) == target
        if leads and (not fragment or unquote(fragment) in sections):
            return True
    return False


def _caution(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=place, values=values, severity=Severity.WARNING)
