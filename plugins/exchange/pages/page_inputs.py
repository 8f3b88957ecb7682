"""Return what each page is made from, so that it can be kept until something of that changes.

It must name everything that `views` and `link_resolution` read for a page; tests compare a clean build with
an incremental one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from exchange.build.inputs import Parts, fingerprint
from exchange.pages.borrowed_sections import borrowed_sections
from exchange.pages.library import SourcePage
from exchange.pages.navigation import Branch
from exchange.pages.page_meta import in_links
from exchange.pages.views import Site, menu


def page_parts(site: Site) -> Iterator[tuple[str, Parts, Parts]]:
    """Yield each page's path, what its text is made from, and what the page around it is made from."""
    rows = _Rows(site)
    menu = rows.menu()
    for path in site.library.pairs:
        page = site.library.pairs[path].read_in(site.locale)
        source = {
            "source": f"{page.locale} {page.digest or fingerprint(page.document.body, page.meta)}",
            "lags": fingerprint(site.lags.get(path)),
        }
        sections = borrowed_sections(site.library.pairs[path], site.locale)
        if sections:
            source["borrowed"] = fingerprint(sections)
        yield (
            path,
            source,
            {**source, **_page_parts(site, page), "section": rows.surroundings(path), "menu": menu},
        )


def _page_parts(site: Site, page: SourcePage) -> Parts:
    pair = site.library.pairs[page.path]
    return {
        "languages": fingerprint(tuple(pair.pages), site.locales, site.url, site.shows_both),
        "changed": fingerprint(site.changes.get(f"{page.locale}/{page.path}")),
    }


@dataclass(slots=True)
class _Rows:
    """What other pages show of a page, once for each page; sums of it once for each branch."""

    site: Site
    _rows: dict[str, str] = field(default_factory=dict)
    _sums: dict[str, str] = field(default_factory=dict)

    def row(self, path: str) -> str:
        """Return what a link to a page is made from."""
        if path not in self._rows:
            page = self.site.library.pairs[path].read_in(self.site.locale)
            self._rows[path] = fingerprint(path, page.locale, in_links(page.meta))
        return self._rows[path]

    def rows_below(self, branch: Branch) -> str:
        """Return what a tree of links is made from."""
        if branch.path not in self._sums:
            self._sums[branch.path] = fingerprint(
                self.row(branch.path), *(self.rows_below(child) for child in branch.children)
            )
        return self._sums[branch.path]

    def menu(self) -> str:
        """Return what the main menu is made from."""
        return fingerprint(*(self.row(branch.path) for branch in menu(self.site)))

    def surroundings(self, path: str) -> str:
        """Return what the section's menu, the trail, the pages below and the neighbours are made from."""
        navigation = self.site.navigation
        trail, place = navigation.trails[path], navigation.places.get(path)
        neighbours = navigation.order[max(place - 1, 0) : place + 2] if place is not None else ()
        return fingerprint(
            self.rows_below(trail[1] if len(trail) > 1 else trail[0]),
            *(branch.path for branch in trail),
            *(self.row(neighbour) for neighbour in neighbours),
        )
