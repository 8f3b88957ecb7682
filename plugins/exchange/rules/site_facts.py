"""What one page is compared with: other pages, the files of the content, the day and the site's settings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from exchange.rules.page_facts import Facts
from exchange.rules.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What there is beside a page.

    `pages` goes from a page's name to its languages; `generated` from names of pages that plugins make in
    every language to the sections they make, None where these are not known; `files` are paths in the
    content folder. `today` is the latest day that it is anywhere on earth, so that no morning is a fault.
    """

    locales: tuple[str, ...]
    pages: Mapping[str, Mapping[str, Facts]]
    generated: Mapping[str, frozenset[str] | None]
    files: Collection[str]
    read_file: Callable[[str], bytes | None]
    """Return the bytes of a file, or None where the path is not that of an ordinary file."""
    terms: frozenset[str]  # ids of the glossary's entries
    today: datetime.date
    settings: Settings


def first_written(languages: Iterable[Facts]) -> Facts | None:
    """Return the language in which a page was written first, or the one there is where that is gone."""
    pages = list(languages)
    return next((page for page in pages if page.locale == page.original), next(iter(pages), None))
