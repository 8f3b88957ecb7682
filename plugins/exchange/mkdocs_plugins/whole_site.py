"""What plugins must agree on about the whole site while MkDocs builds one language of it.

The bilingual plugin says it once; the others ask. It is kept in `config.extra`, the one place of MkDocs'
configuration that belongs to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from exchange.build.outputs import Outputs
from exchange.pages.named_pages import NamedPage
from exchange.site.reading import Site
from exchange.text.locales import Locale

_KEY = "kx_site"
_NAMED_KEY = "kx_named_pages"
_WORK_KEY = "kx_when_complete"

Work = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSite:
    """The site around the language that is being built."""

    locale: str  # the language being built
    locales: tuple[Locale, ...]
    folder: Path  # the root of the site being built; each language is a folder in it
    url: str  # of the root, absolute, with a slash at its end
    leads: bool  # whether this process writes what belongs to no single language
    serving: bool  # whether this is a preview
    content: Path  # the folder with the content of all languages
    content_name: str  # how messages name that folder
    messages: str  # the language in which problems are explained
    cache: Path  # the folder in which builds keep what they made; may be deleted at any time
    outputs: Outputs  # through which everything in `folder` is written
    site: Site  # all that the content says
    edition: str  # the name of the edition that is being sealed, or an empty text


def set_whole_site(config: MkDocsConfig, site: WholeSite) -> None:
    """Say what the site is; done by the bilingual plugin before any other plugin asks."""
    config.extra[_KEY] = site


def whole_site(config: MkDocsConfig) -> WholeSite:
    """Return what the site is."""
    site = config.extra[_KEY]
    assert isinstance(site, WholeSite)
    return site


def when_complete(config: MkDocsConfig, work: Work) -> None:
    """Ask for work on the whole site: after all languages are built, before anything is published.

    Only the leading process does it, in the order in which it was asked for; what it raises refuses all.
    """
    config.extra.setdefault(_WORK_KEY, []).append(work)


def complete(config: MkDocsConfig) -> None:
    """Do the work that plugins asked for; called by the one that publishes."""
    for work in config.extra.get(_WORK_KEY, ()):
        work()


def set_named_pages(config: MkDocsConfig, pages: tuple[NamedPage, ...]) -> None:
    """Say which pages have a permanent id; done by the bilingual plugin once it has read all of them."""
    config.extra[_NAMED_KEY] = pages


def named_pages(config: MkDocsConfig) -> tuple[NamedPage, ...]:
    """Return the pages that have a permanent id, by path."""
    pages: tuple[NamedPage, ...] = config.extra[_NAMED_KEY]
    return pages
