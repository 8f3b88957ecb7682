"""What is shown of versions: on a live page the newest edition, beside the editions all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.editions.addresses import in_locale, relative, to_root, without_locale
from exchange.editions.digests import Sections
from exchange.editions.redirects import Redirects
from exchange.editions.root_pages import Around, Choice, RootPage
from exchange.editions.versions import Version, address_now, newest_of_sections, one_an_edition, versions

BESIDE = "/editions/pages"
"""Where the versions of a page are listed; no edition can have this name, which begins with no digit."""

Way = Callable[[str], str]
"""From an address to how a page names it."""

Withdrawn = Collection[tuple[str, str]]
"""Pages that were withdrawn: their edition and their address in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A version to link sections of: from the id that a section has now to the one it has there."""

    edition: str
    href: str
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEditions:
    """What a live page shows of its versions; addresses are relative to it."""

    pinned: tuple[Pinned, ...]  # the newest first; none where every version was withdrawn
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


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecords:
    """All that decides what is shown of versions."""

    sealed: Mapping[str, Sections]  # the oldest first
    redirects: Redirects
    withdrawn: Withdrawn
    locales: tuple[str, ...]

    def versions(self) -> Mapping[str, tuple[Version, ...]]:
        """Return the versions of each page by its address now."""
        return versions(self.sealed, self.redirects, self.locales)

    def was_withdrawn(self, version: Version) -> bool:
        """Return True if a version was withdrawn."""
        return (version.edition, without_locale(version.address, self.locales)) in self.withdrawn


def page_editions(address: str, found: Sequence[Version], known: VersionRecords) -> PageEditions:
    """Return what the live page at `address` shows of its versions."""
    pinned = [
        Pinned(
            edition=version.edition,
            href=relative(f"/editions/{version.edition}{version.address}", start=address),
            sections=sections,
        )
        for version, sections in newest_of_sections(found, known.withdrawn, known.locales)
    ]
    return PageEditions(pinned=tuple(pinned), every=relative(f"{BESIDE}{address}", start=address))


def version_pages(known: VersionRecords, current: Sections, around: Around) -> Iterator[RootPage]:
    """Yield the versions of each page, at every address it has or had, and the list of all editions."""
    found = known.versions()
    places = {
        address: now
        for now, own in found.items()
        for address in sorted({now, *(version.address for version in own)})
        if address_now(address, known.redirects, known.locales) == now
    }
    for address, now in places.items():
        languages = _languages(address, places, around)
        own = one_an_edition(found[now], address)
        yield _versions_page(address, now, own, known, current, languages)
    if known.sealed:
        yield _all_editions(known, around)


def _versions_page(
    address: str,
    now: str,
    found: Sequence[Version],
    known: VersionRecords,
    current: Sections,
    languages: tuple[Choice, ...],
) -> RootPage:
    own, way = f"{BESIDE}{address}", _way_from(f"{BESIDE}{address}")
    live = _live_link(now, known, current, way)
    return RootPage(
        template="versions.html",
        address=own,
        root=to_root(own),
        choices=languages,
        more={
            "title": _title(now, found, known, current),
            "live": live,
            "versions": tuple(_version_links(found, known, address.split("/")[1], way)),
            "rows": tuple(_section_rows(now, found, known, current, way)),
            "every": way("/editions/"),
        },
    )


def _way_from(page: str) -> Way:
    """Return how a page names others: by way of the root, which costs little where there are many."""
    root = to_root(page)
    return lambda address: f"{root}{address[1:]}"


def _live_link(now: str, known: VersionRecords, current: Sections, way: Way) -> VersionLink:
    """Return the current page, or what stands in for it."""
    gone = known.redirects.gone.get(without_locale(now, known.locales))
    target = in_locale(gone.instead, now.split("/")[1]) if gone else now
    return VersionLink(edition="", href=way(target), missing=now not in current)


def _version_links(
    found: Sequence[Version], known: VersionRecords, locale: str, way: Way
) -> Iterator[VersionLink]:
    """Yield one link for each edition, the newest first; an edition without the page by its front page."""
    by_edition = {version.edition: version for version in found}
    for edition in reversed(list(known.sealed)):
        version = by_edition.get(edition)
        target = version.address if version else f"/{locale}/"
        yield VersionLink(
            edition=edition,
            href=way(f"/editions/{edition}{target}"),
            missing=version is None,
            withdrawn=version is not None and known.was_withdrawn(version),
        )


def _section_rows(
    now: str, found: Sequence[Version], known: VersionRecords, current: Sections, way: Way
) -> Iterator[SectionVersions]:
    """Yield each section the page has or had: those of the current page in order, then the others."""
    live = {name: text[0] for name, text in current.get(now, {}).items() if name}
    shown = [version for version in found if not known.was_withdrawn(version)]
    titles = {name: title for version in reversed(shown) for name, title in version.titles.items()}
    for name in [*live, *(one for one in titles if one not in live)]:
        here = [version for version in shown if name in version.sections]
        links = [
            VersionLink(
                edition=version.edition,
                href=way(f"/editions/{version.edition}{version.address}#{version.sections[name]}"),
            )
            for version in here
        ]
        if name in live:
            links.insert(0, VersionLink(edition="", href=way(f"{now}#{name}")))
        yield SectionVersions(
            id=name,
            ids=tuple(sorted({version.sections[name] for version in here} - {name, *live, *titles})),
            title=live.get(name) or titles.get(name, ""),
            links=tuple(links),
            missing=tuple(version.edition for version in shown if name not in version.sections),
        )


def _title(now: str, found: Sequence[Version], known: VersionRecords, current: Sections) -> str:
    """Return the page's name: that of today, else the last one it had, else its address."""
    newest = found[0]
    places = (current.get(now, {}), known.sealed[newest.edition][newest.address])
    return next((place[""][0] for place in places if "" in place and place[""][0]), now)


def _languages(address: str, places: Collection[str], around: Around) -> tuple[Choice, ...]:
    """Return the same list in each language that has it, that of the address first."""
    codes = [one.code for one in around.locales]
    way = _way_from(f"{BESIDE}{address}")
    twins = {code: in_locale(without_locale(address, codes), code) for code in codes}
    return tuple(
        Choice(
            code=one.code,
            name=one.name,
            href=way(f"{BESIDE}{twins[one.code]}"),
            words=around.words[one.code],
        )
        for one in sorted(around.locales, key=lambda one: (twins[one.code] != address, one.code))
        if twins[one.code] in places
    )


def _all_editions(known: VersionRecords, around: Around) -> RootPage:
    return RootPage(
        template="editions.html",
        address="/editions/",
        root="../",
        choices=tuple(
            Choice(code=one.code, name=one.name, href=f"../{one.code}/", words=around.words[one.code])
            for one in around.locales
        ),
        more={"editions": tuple(reversed(list(known.sealed)))},
    )
