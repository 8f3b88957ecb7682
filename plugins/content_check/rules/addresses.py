"""Links and pictures: what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from content_check.facts import Facts, Target
from content_check.page import found
from sitekit.problems import Problem

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
    ids = {section.id for section in seen.sections if section.id} | set(seen.anchors)
    ids |= known.terms if seen.kind == "glossary" else set()
    if unquote(fragment) in ids:
        return
    close = get_close_matches(fragment, sorted(ids), n=1, cutoff=0.5)
    values = {
        "target": link.target,
        "page": seen.path,
        "id": fragment,
        "known": ", ".join(sorted(ids)[:12]) or "-",
    }
    better = f"{link.target.partition('#')[0]}#{close[0]}" if close else None
    yield found(
        "link-section", *page.span(link), {**values, "better": better or values["known"]}, better=better
    )


def _image(page: Facts, image: Target, known: Known) -> Iterator[Problem]:
    local = local_path(page, image.target)
    if local is None:
        yield found("image-remote", *page.span(image), {"target": image.target})
    elif local not in known.files:
        yield _missing(page, image, "image-file", local, [*known.files])


def _missing(page: Facts, link: Target, rule: str, local: str, names: list[str]) -> Problem:
    """Return a problem that names the nearest target there is."""
    guess = local if local.endswith(".md") or rule != "link-page" else f"{local.removesuffix('.html')}.md"
    best = _same_name(guess, names) or next(iter(get_close_matches(guess, names, n=1, cutoff=0.6)), None)
    fragment = link.target[len(link.target.partition("#")[0]) :]
    better = None
    if best:
        start = posixpath.dirname(f"{page.locale}/{page.name}")
        better = posixpath.relpath(best, start) + (fragment if rule == "link-page" else "")
    return found(rule, *page.span(link), {"target": link.target, "better": better or "-"}, better=better)


def _same_name(local: str, names: list[str]) -> str | None:
    """Return the only target of the same file name, which was perhaps moved, or the folder's own page."""
    index = f"{local.removesuffix('.md')}/index.md"
    if index in names:
        return index
    same = [name for name in names if name.rpartition("/")[2] == local.rpartition("/")[2]]
    return same[0] if len(same) == 1 and not local.endswith("index.md") else None
