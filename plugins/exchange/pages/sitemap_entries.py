"""List the pages of one language for its sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.pages.sitemap import Entry
from exchange.pages.views import Site, absolute_url, alternates


def sitemap_entries(site: Site) -> Iterator[Entry]:
    """Yield each page written in this language; a fallback belongs to the other language's sitemap."""
    for pair in site.library:
        if site.locale in pair.pages and pair.pages[site.locale].meta.kind.traits.listed:
            yield Entry(
                url=absolute_url(site, site.locale, pair.path),
                changed=site.changes.get(f"{site.locale}/{pair.path}"),
                alternates=alternates(site, pair),
            )
