"""Write what hosts read: page moves, headers, types and pages not found, for the address of this site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exchange.build.media_types import MEDIA_TYPES, PLAIN_TEXT, is_text
from exchange.editions.addresses import in_locale, page_of, section_of
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Redirects

if TYPE_CHECKING:
    from jinja2 import Environment, Template

FOLDER = "hosting"
"""Below the site: what the settings of a server take in."""

PAGE_POLICY = "frame-ancestors 'none'"
"""All that a page cannot say of itself; the rest of its policy is in the page."""

FILE_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""For what is no page and can be opened by itself, such as a drawing: it may carry no script of its own."""

EMBED_POLICY = "frame-ancestors *"
"""For what other sites may show in a frame."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}
_TEMPLATES = {
    "_headers": "_headers",
    "_redirects": "_redirects",
    f"{FOLDER}/nginx.conf": "nginx.conf",
    f"{FOLDER}/Caddyfile": "Caddyfile",
    f"{FOLDER}/apache.conf": "apache.conf",
}


def host_files(
    redirects: Redirects, published: Publication, locales: Iterable[str], *, url: str
) -> Mapping[str, str]:
    """Return the text of each file by its path below the site, whose address ends in a slash."""
    locales = tuple(locales)
    base = urlsplit(url).path or "/"
    values = {
        "base": base,
        "pattern": re.escape(base).replace("\\/", "/"),
        "locales": locales,
        "folders": (*locales, "id", "editions"),  # of pages
        "moves": [
            (f"{base}{locale}{source}", f"{base}{locale}{target}")
            for locale in locales
            for source, target in page_moves(redirects, published, locales)
        ],
        "headers": site_headers(url),
        "types": MEDIA_TYPES,
        "texts": {extension: name for extension, name in MEDIA_TYPES.items() if is_text(name)},
        "plain_text": PLAIN_TEXT,
        "policies": {"page": PAGE_POLICY, "file": FILE_POLICY, "embed": EMBED_POLICY},
    }
    return {path: _template(name).render(values) for path, name in _TEMPLATES.items()}


def site_headers(url: str) -> Mapping[str, str]:
    """Return what is said with every answer.

    That browsers come by HTTPS only holds for a whole host, so a site below a path does not say it.
    """
    parts = urlsplit(url)
    is_whole_host = parts.scheme == "https" and parts.path in ("", "/")
    return {**(_HTTPS_HEADERS if is_whole_host else {}), **_HEADERS}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # late: a check of content writes nothing

    loader = PackageLoader("exchange.editions", "host_templates")
    return Environment(
        loader=loader,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 -- no HTML: addresses have no character that a server would act on
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)


def page_moves(
    redirects: Redirects, published: Publication, locales: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the moves a host can make: those after which every #section of the old page is still right.

    A host keeps the #section as it is. One that went with its page under a new name has a mark there
    (`moved_sections`), unless the new page has a section of the old name, or two pages each brought one.
    """
    for source, entry in sorted(redirects.moves.items()):
        if source.endswith("/") and not source.startswith("/id/"):
            sections = (
                address
                for address in (*redirects.moves, *redirects.tombstones)
                if "#" in address and page_of(address) == source
            )
            if all(_is_kept(redirects, published, locales, section, entry.to) for section in sections):
                yield source, entry.to


def _is_kept(
    redirects: Redirects, published: Publication, locales: Sequence[str], section: str, page: str
) -> bool:
    """Return True if a section of an old page is found on its new page under its old name."""
    move, name = redirects.moves.get(section), section_of(section)
    if move is None or page_of(move.to) != page:
        return False
    if section_of(move.to) == name:
        return True
    targets = {
        candidate.to
        for source, candidate in redirects.moves.items()
        if section_of(source) == name and page_of(candidate.to) == page
    }
    return targets == {move.to} and not any(
        published.offers(f"{in_locale(page, locale)}#{name}") for locale in locales
    )
