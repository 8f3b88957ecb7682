"""Links and pictures: what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from exchange.rules.page import found
from exchange.rules.page_facts import Facts, Target
from exchange.text.problems import Problem
from exchange.text.suggestions import nearest, nearest_path

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_PAGE = re.compile(r"(?:\.md|/|(?:^|/)[\w-]+|\.html?|^)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to link to.

    `pages` goes from a page's name to its languages; `generated` are names of pages that plugins make in
    every language, whose sections are not known; `files` are paths in the content folder.
    """

    locales: tuple[str, ...]
    pages: Mapping[str, Mapping[str, Facts]]
    generated: Collection[str]
    files: Collection[str]
    terms: frozenset[str]  # ids of the glossary's entries


def check(page: Facts, known: Known) -> Iterator[Problem]:
    """Yield links of one page that lead nowhere, and pictures that are not in the content."""
    for link in page.links:
        yield from _link(page, link, known)
    for image in page.images:
        yield from _image(page, image, known)


def local_path(page: Facts, target: str) -> str | None:
    """Return the path in the content folder that a relative target names; None for any other target."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if _SCHEME.match(target) or path.startswith("/"):
        return None
    here = f"{page.locale}/{page.name}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here


def _link(page: Facts, link: Target, known: Known) -> Iterator[Problem]:
    path, _, fragment = link.target.partition("#")
    if path.startswith("/") and not path.startswith("//"):
        yield found("link-absolute", *page.span(link), {"target": link.target})
        return
    local = local_path(page, link.target)
    if local is None or (local in known.files and not local.endswith(".md")):
        return
    locale, _, name = local.partition("/")
    if locale in known.locales and (name in known.pages or name in known.generated):
        yield from _section(page, link, fragment, known.pages.get(name, {}), locale, known)
    elif local.startswith("assets/") or not _PAGE.search(local):
        yield _missing(page, link, "link-file", local, [*known.files])
    else:
        names = [f"{locale}/{one}" for one in (*known.pages, *known.generated)]
        if locale not in known.locales:
            names = [f"{page.locale}/{one}" for one in (*known.pages, *known.generated)]
        yield _missing(page, link, "link-page", local, names)


def _section(
    page: Facts, link: Target, fragment: str, pages: Mapping[str, Facts], locale: str, known: Known
) -> Iterator[Problem]:
    """Yield a link to a section that the page a reader would see does not have."""
    if not fragment or not pages:
        return
    seen = pages.get(locale) or next((one for one in pages.values() if one.original == one.locale), None)
    seen = seen or next(iter(pages.values()))
    if not seen.readable:
        return
    sections = {section.id for section in seen.sections if section.id}
    sections |= known.terms if seen.kind == "glossary" else set()
    if unquote(fragment) in sections | set(seen.anchors):
        return
    near = nearest(unquote(fragment), sorted(sections))
    better = f"{link.target.partition('#')[0]}#{near}" if near else None
    values = {"target": link.target, "page": seen.path, "id": fragment, "better": better or ""}
    yield found("link-section", *page.span(link), values, better=better)


def _image(page: Facts, image: Target, known: Known) -> Iterator[Problem]:
    local = local_path(page, image.target)
    if local is None:
        yield found("image-remote", *page.span(image), {"target": image.target})
    elif local not in known.files:
        yield _missing(page, image, "image-file", local, [*known.files])


def _missing(page: Facts, link: Target, rule: str, local: str, names: list[str]) -> Problem:
    """Return a problem that names the nearest target there is."""
    guess = local if local.endswith(".md") or rule != "link-page" else f"{local.removesuffix('.html')}.md"
    best = _folder_page(guess, names) or nearest_path(guess, names)
    fragment = link.target[len(link.target.partition("#")[0]) :]
    better = None
    if best:
        start = posixpath.dirname(f"{page.locale}/{page.name}")
        better = posixpath.relpath(best, start) + (fragment if rule == "link-page" else "")
    better = None if better == link.target else better
    return found(rule, *page.span(link), {"target": link.target, "better": better or ""}, better=better)


def _folder_page(local: str, names: list[str]) -> str | None:
    """Return the page of the folder that a target names, or the page of that name where it has no ending."""
    index = f"{local.removesuffix('.md')}/index.md"
    return index if index in names else local if local in names else None
