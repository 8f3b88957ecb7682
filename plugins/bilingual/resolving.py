"""Decide where a link that leaves its own language leads."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from urllib.parse import quote

from bilingual.addresses import page_url, relative_url
from bilingual.library import Library
from bilingual.links import Resolve, target_path
from sitekit.problems import Place, Problem

ASSETS = "assets/"


def outside_resolver(
    library: Library, *, path: str, locale: str, shown: str, report: Callable[[Problem], None]
) -> Resolve:
    """Return the resolver for one page; `shown` names its file in problems.

    A link to another language's page becomes that page's address; one to a shared file in `assets/` the
    file's; any other is left to MkDocs.
    """
    start = f"{locale}/{page_url(path)}"

    def resolve(href: str) -> str | None:
        target = target_path(href, source=f"{locale}/{path}")
        if target is None:
            return None
        found, fragment = target
        other, _, rest = found.partition("/")
        if found.startswith(ASSETS):
            return relative_url(quote(found), start=start) + fragment
        if other not in library.locales or other == locale:
            return None
        if rest not in library.pairs:
            report(_no_such_page(href, rest, other, library, shown))
            return None
        return relative_url(f"{other}/{page_url(rest)}", start=start) + fragment

    return resolve


def _no_such_page(href: str, path: str, locale: str, library: Library, shown: str) -> Problem:
    best = (get_close_matches(path, library.pairs, n=1, cutoff=0) or [path])[0]
    values = {"href": href, "locale": locale, "best": f"{locale}/{best}"}
    return Problem(code="bilingual/link-other-language", place=Place(path=shown), values=values)
