"""Decide where a link that leaves its own language leads."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import quote, unquote

from exchange.pages.addresses import page_url, relative_url
from exchange.pages.kinds import Kind
from exchange.pages.library import SHARED, Library
from exchange.pages.outside_links import Resolve, target_path
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import nearest, nearest_path

_MADE_BY_THE_BUILD = ("sources", "fn:", "fnref:")


def outside_resolver(
    library: Library,
    *,
    path: str,
    locale: str,
    shown: str,
    report: Callable[[Problem], None],
    made: Collection[str] = (),
) -> Resolve:
    """Return the resolver for one page; `shown` names its file in problems.

    `made` are the pages that the site makes in every language, whose sections the rules over links know.
    A link to another language's page becomes that page's address; one to a shared file in `assets/` the
    file's; any other is left to MkDocs. What leads nowhere is reported.
    """
    start = f"{locale}/{page_url(path)}"

    def resolve(href: str) -> str | None:
        target = target_path(href, source=f"{locale}/{path}")
        if target is None:
            return None
        found, fragment = target
        other, _, rest = found.partition("/")
        if found.startswith(SHARED):
            if found not in library.shared:
                best = nearest_path(found, library.shared) or ""
                report(_problem("link-asset", shown, href=href, best=best))
            return relative_url(quote(found), start=start) + fragment
        if other not in library.locales or other == locale:
            return None
        if rest in made:
            return relative_url(f"{other}/{page_url(rest)}", start=start) + fragment
        if rest not in library.pairs:
            near = nearest_path(rest, library.pairs)
            best = f"{other}/{near}" if near else ""
            report(_problem("link-other-language", shown, href=href, locale=other, best=best))
            return None
        _check_section(library, rest, other, href, fragment, shown, report)
        return relative_url(f"{other}/{page_url(rest)}", start=start) + fragment

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
    shown: str,
    report: Callable[[Problem], None],
) -> None:
    """Report a section that the page linked to does not have; the ids of glossary terms are not sections."""
    page = library.pairs[path].read_in(locale)
    wanted = unquote(fragment).removeprefix("#")
    known = [section.id for section in page.sections if section.id]
    left_alone = not wanted or page.generated or page.meta.kind is Kind.GLOSSARY
    if not left_alone and wanted not in known and not wanted.startswith(_MADE_BY_THE_BUILD):
        best = nearest(wanted, known) or ""
        report(_problem("link-section", shown, href=href, twin=page.document.path, best=best))


def _problem(rule: str, shown: str, **values: str) -> Problem:
    return Problem(code=f"pages/{rule}", place=Place(path=shown), values=values)
