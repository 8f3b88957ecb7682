"""Decide where a link that leaves its own language leads."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import quote, unquote

from exchange.pages.addresses import page_url, relative_url
from exchange.pages.kinds import Kind
from exchange.pages.library import SHARED_FOLDER, Library
from exchange.pages.outside_links import Resolve, target_path
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import nearest, nearest_path

_MADE_BY_THE_BUILD = ("sources", "fn:", "fnref:")


def outside_resolver(
    library: Library,
    *,
    path: str,
    locale: str,
    display_path: str,
    report: Callable[[Problem], None],
    generated: Collection[str] = (),
) -> Resolve:
    """Return the resolver for one page; `display_path` names its file in problems.

    `generated` are the pages that the site makes in every language, whose sections the rules over links know.
    A link to another language's page becomes that page's address; one to a shared file in `assets/` the
    file's; any other is left to MkDocs. What leads nowhere is reported.
    """
    start = f"{locale}/{page_url(path)}"

    def resolve(href: str) -> str | None:
        target = target_path(href, source=f"{locale}/{path}")
        if target is None:
            return None
        link_path, fragment = target
        folder, _, rest = link_path.partition("/")
        if link_path.startswith(SHARED_FOLDER):
            if link_path not in library.shared_files:
                best = nearest_path(link_path, library.shared_files) or ""
                report(_problem("link-asset", display_path, href=href, best=best))
            return relative_url(quote(link_path), start=start) + fragment
        if folder not in library.locales or folder == locale:
            return None
        if rest in generated:
            return relative_url(f"{folder}/{page_url(rest)}", start=start) + fragment
        if rest not in library.pairs:
            suggestion = nearest_path(rest, library.pairs)
            best = f"{folder}/{suggestion}" if suggestion else ""
            report(_problem("link-other-language", display_path, href=href, locale=folder, best=best))
            return None
        _check_section(library, rest, folder, href, fragment, display_path, report)
        return relative_url(f"{folder}/{page_url(rest)}", start=start) + fragment

    return resolve


def inside_target(href: str, path: str, locale: str) -> str | None:
    """Return which file of its own language a link of the page at `path` names; None for other links."""
    target = target_path(href, source=f"{locale}/{path}")
    return target[0] if target else None


def _check_section(
    library: Library,
    path: str,
    locale: str,
    href: str,
    fragment: str,
    display_path: str,
    report: Callable[[Problem], None],
) -> None:
    """Report a section that the page linked to does not have; the ids of glossary terms are not sections."""
    pair = library.pairs[path]
    page = pair.read_in(locale)
    section_id = unquote(fragment).removeprefix("#")
    ids = [
        section.id for version in (page, *pair.pages.values()) for section in version.sections if section.id
    ]
    is_exempt = not section_id or page.generated or page.meta.kind is Kind.GLOSSARY
    if not is_exempt and section_id not in ids and not section_id.startswith(_MADE_BY_THE_BUILD):
        best = nearest(section_id, ids) or ""
        report(_problem("link-section", display_path, href=href, twin=page.document.path, best=best))


def _problem(rule: str, display_path: str, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=Place(path=display_path), values=values)
