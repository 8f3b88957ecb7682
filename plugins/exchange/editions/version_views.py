"""What is shown of versions: on a live page the newest edition, beside the editions all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from exchange.editions.addresses import in_locale, relative, to_root, without_locale
from exchange.editions.digests import Sections
from exchange.editions.redirects import Redirects
from exchange.editions.root_pages import PageContext, RootPage, SealedTitles
from exchange.editions.versions import Version, address_now, newest_of_sections, one_an_edition, versions
from exchange.pages.root_pages import Choice

VERSIONS_FOLDER = "/editions/pages"
"""Where the versions of a page are listed; no edition can have this name, which begins with no digit."""

Way = Callable[[str], str]
"""From an address to how a page names it."""

Citation = Mapping[str, Any]
"""How an edition cites one of its pages, as CSL-JSON has it."""

Withdrawn = Collection[tuple[str, str]]
"""Pages that were withdrawn: their edition and their address in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedLink:
    """A version to link sections of: from the id that a section has now to the one it has there."""

    edition: str
    href: str
    sections: Mapping[str, str]
    citation: Citation | None  # None in an edition of an earlier time, which has none


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEditions:
    """What a live page shows of its versions; addresses are relative to it."""

    links: tuple[PinnedLink, ...]  # the newest first; none where every version was withdrawn
    every: str  # the list of all versions


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLink:
    """One version in a list; where it is `missing` from the edition, that edition's front page."""

    edition: str  # empty for the current page
    href: str
    missing: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionVersions:
    """A section and where it is; `ids` are the names that it had."""

    id: str
    ids: tuple[str, ...]
    title: str
    links: tuple[VersionLink, ...]
    missing: tuple[str, ...]  # editions that hold the page without it


@dataclass(frozen=True, kw_only=True)
class VersionRecords:
    """All that decides what is shown of versions; `fingerprint` is a digest of it."""

    sealed: Mapping[str, Sections]  # the oldest first
    redirects: Redirects
    withdrawn: Withdrawn
    locales: tuple[str, ...]
    citation: Callable[[str, str], Citation | None] = lambda _edition, _address: None
    fingerprint: str = ""

    @cached_property
    def versions(self) -> Mapping[str, tuple[Version, ...]]:
        """Return the versions of each page by its address now."""
        return versions(self.sealed, self.redirects, self.locales)

    def was_withdrawn(self, version: Version) -> bool:
        """Return True if a version was withdrawn."""
        return (version.edition, without_locale(version.address, self.locales)) in self.withdrawn


def sealed_titles(records: VersionRecords) -> SealedTitles:
    """Return each page's title in the editions that hold it, the newest first; none that was withdrawn."""
    titles: dict[str, dict[str, str]] = {}
    withdrawn = {
        (edition, in_locale(page, locale))
        for edition, page in records.withdrawn
        for locale in records.locales
    }
    for edition, pages in reversed(list(records.sealed.items())):
        for address, sections in pages.items():
            if (edition, address) not in withdrawn:
                titles.setdefault(address, {})[edition] = sections.get("", ("",))[0]
    return titles


def page_editions(address: str, page_versions: Sequence[Version], records: VersionRecords) -> PageEditions:
    """Return what the live page at `address` shows of its versions."""
    links = [
        PinnedLink(
            edition=version.edition,
            href=relative(f"/editions/{version.edition}{version.address}", start=address),
            sections=sections,
            citation=records.citation(version.edition, version.address),
        )
        for version, sections in newest_of_sections(page_versions, records.withdrawn, records.locales)
    ]
    return PageEditions(links=tuple(links), every=relative(f"{VERSIONS_FOLDER}{address}", start=address))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """A page that is made where the records differ, or the `inputs` that only it has."""

    address: str
    inputs: object
    page: Callable[[], RootPage]


def version_pages(records: VersionRecords, current: Sections, context: PageContext) -> Iterator[VersionsPage]:
    """Yield the versions of each page, at every address it has or had, and the list of all editions."""
    versions_by_page = records.versions
    places = {
        address: live_address
        for live_address, own_versions in versions_by_page.items()
        for address in sorted({live_address, *(version.address for version in own_versions)})
        if address_now(address, records.redirects, records.locales) == live_address
    }
    for address, live_address in places.items():
        yield VersionsPage(
            address=f"{VERSIONS_FOLDER}{address}",
            inputs=current.get(live_address),
            page=partial(
                _versions_page,
                address,
                live_address,
                one_an_edition(versions_by_page[live_address], address),
                records,
                current,
                _languages(address, places, context),
            ),
        )
    if records.sealed:
        yield VersionsPage(address="/editions/", inputs=None, page=partial(_all_editions, records, context))


def _versions_page(
    address: str,
    live_address: str,
    page_versions: Sequence[Version],
    records: VersionRecords,
    current: Sections,
    languages: tuple[Choice, ...],
) -> RootPage:
    own_address, way = f"{VERSIONS_FOLDER}{address}", _way_from(f"{VERSIONS_FOLDER}{address}")
    live = _live_link(live_address, records, current, way)
    return RootPage(
        template="versions.html",
        address=own_address,
        root=to_root(own_address),
        choices=languages,
        extras={
            "title": _title(live_address, page_versions, records, current),
            "live": live,
            "versions": tuple(_version_links(page_versions, records, address.split("/")[1], way)),
            "rows": tuple(_section_rows(live_address, page_versions, records, current, way)),
            "every": way("/editions/"),
        },
    )


def _way_from(page: str) -> Way:
    """Return how a page names others: by way of the root, which costs little where there are many."""
    root = to_root(page)
    return lambda address: f"{root}{address[1:]}"


def _live_link(live_address: str, records: VersionRecords, current: Sections, way: Way) -> VersionLink:
    """Return the current page, or its replacement."""
    tombstone = records.redirects.tombstones.get(without_locale(live_address, records.locales))
    target = in_locale(tombstone.instead, live_address.split("/")[1]) if tombstone else live_address
    return VersionLink(edition="", href=way(target), missing=live_address not in current)


def _version_links(
    page_versions: Sequence[Version], records: VersionRecords, locale: str, way: Way
) -> Iterator[VersionLink]:
    """Yield one link for each edition, the newest first; an edition without the page by its front page."""
    by_edition = {version.edition: version for version in page_versions}
    for edition in reversed(list(records.sealed)):
        version = by_edition.get(edition)
        target = version.address if version else f"/{locale}/"
        yield VersionLink(
            edition=edition,
            href=way(f"/editions/{edition}{target}"),
            missing=version is None,
            withdrawn=version is not None and records.was_withdrawn(version),
        )


def _section_rows(
    live_address: str, page_versions: Sequence[Version], records: VersionRecords, current: Sections, way: Way
) -> Iterator[SectionVersions]:
    """Yield each section the page has or had: those of the current page in order, then the others."""
    live = {name: text[0] for name, text in current.get(live_address, {}).items() if name}
    visible_versions = [version for version in page_versions if not records.was_withdrawn(version)]
    titles = {name: title for version in reversed(visible_versions) for name, title in version.titles.items()}
    for name in [*live, *(title_id for title_id in titles if title_id not in live)]:
        versions_with_section = [version for version in visible_versions if name in version.sections]
        links = [
            VersionLink(
                edition=version.edition,
                href=way(f"/editions/{version.edition}{version.address}#{version.sections[name]}"),
            )
            for version in versions_with_section
        ]
        if name in live:
            links.insert(0, VersionLink(edition="", href=way(f"{live_address}#{name}")))
        yield SectionVersions(
            id=name,
            ids=tuple(
                sorted({version.sections[name] for version in versions_with_section} - {name, *live, *titles})
            ),
            title=live.get(name) or titles.get(name, ""),
            links=tuple(links),
            missing=tuple(version.edition for version in visible_versions if name not in version.sections),
        )


def _title(
    live_address: str, page_versions: Sequence[Version], records: VersionRecords, current: Sections
) -> str:
    """Return the page's name: that of today, else the last one it had, else its address."""
    newest = page_versions[0]
    places = (current.get(live_address, {}), records.sealed[newest.edition][newest.address])
    return next((place[""][0] for place in places if "" in place and place[""][0]), live_address)


def _languages(address: str, places: Collection[str], context: PageContext) -> tuple[Choice, ...]:
    """Return the same list in each language that has it, that of the address first."""
    codes = [locale.code for locale in context.locales]
    way = _way_from(f"{VERSIONS_FOLDER}{address}")
    twins = {code: in_locale(without_locale(address, codes), code) for code in codes}
    return tuple(
        Choice(
            code=locale.code,
            name=locale.name,
            href=way(f"{VERSIONS_FOLDER}{twins[locale.code]}"),
            words=context.words[locale.code],
        )
        for locale in sorted(context.locales, key=lambda locale: (twins[locale.code] != address, locale.code))
        if twins[locale.code] in places
    )


def _all_editions(records: VersionRecords, context: PageContext) -> RootPage:
    return RootPage(
        template="editions.html",
        address="/editions/",
        root="../",
        choices=tuple(
            Choice(
                code=locale.code,
                name=locale.name,
                href=f"../{locale.code}/",
                words=context.words[locale.code],
            )
            for locale in context.locales
        ),
        extras={"editions": tuple(reversed(list(records.sealed)))},
    )
