"""Decide what may be put at the old address of a redirect: a page, or a file of the kind that was there.

A redirect is content, sent in by anyone. So it makes a file only where a shared file could have been, of a
type that authors may send in, or where the ledger says that the site had published one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from exchange.editions.addresses import is_file, page_of, without_locale
from exchange.editions.published_files import passing
from exchange.text.file_names import (
    ASSETS,
    SHARED_TYPES,
    device_part,
    extension,
    in_the_sites_own_folder,
    is_hidden,
    odd_part,
    program_suffix,
    steers_the_host,
)

LONGEST = 250  # characters; a name on a disk may have 255 bytes, and a file that is gone becomes a folder
_DATA_TYPES = ("ics", "rss", "atom", "json", "epub")  # that the site makes besides; programs read them
_PAGE = re.compile(r"/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*")
_PERMANENT = re.compile(r"/id/[a-z0-9]+(?:-[a-z0-9]+)*/")
_NOT_FOUND_PAGE = "/404/"  # hosts look for a page of this name


def names_a_language(address: str, locales: Sequence[str]) -> bool:
    """Return True if an address begins with a language, in any case: redirects serve all languages."""
    return without_locale(address.lower(), [locale.lower() for locale in locales]) != address.lower()


def may_redirect(address: str, published: Collection[str]) -> bool:
    """Return True if something may be put at an old address; `published` is what the ledger names."""
    if device_part(page_of(address)):
        return False
    if is_file(address):
        return _is_shared(address) or (address in published and _is_made_by_build(address))
    page = page_of(address)
    if page.startswith("/id/"):
        return bool(_PERMANENT.fullmatch(page))
    return bool(_PAGE.fullmatch(page)) and page != _NOT_FOUND_PAGE


def same_type(source: str, target: str) -> bool:
    """Return True if two addresses of files end in the same extension."""
    return extension(source) == extension(target)


def written_path(address: str, *, is_gone: bool) -> str:
    """Return the path below the site's folder at which an entry is written, of one language."""
    path = address.lstrip("/")
    if not is_file(address):
        return f"{path}index.html"
    return f"{path}/index.html" if is_gone else path


def _is_shared(address: str) -> bool:
    """Return True if a file of the content's `assets/` could have had an address."""
    path = address.lstrip("/")
    return (
        path.startswith(f"{ASSETS}/")
        and extension(path) in SHARED_TYPES
        and not (
            steers_the_host(path)
            or is_hidden(path)
            or odd_part(path)
            or in_the_sites_own_folder(path)
            or program_suffix(path)
        )
    )


def _is_made_by_build(address: str) -> bool:
    """Return True if the site may have made a file itself that is no page, script, style or host's file."""
    path = address.lstrip("/")
    if path.partition("/")[0] in (ASSETS, "id") or passing(path) or steers_the_host(path) or is_hidden(path):
        return False
    return extension(path) in (*SHARED_TYPES, *_DATA_TYPES)
