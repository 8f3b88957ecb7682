"""Say in which editions each page is, under which address and with which of its sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.editions.addresses import in_locale, page_of, section_of, without_locale
from exchange.editions.digests import Sections
from exchange.editions.ledger import Kind, Line
from exchange.editions.redirects import Redirects


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A page as one edition holds it."""

    edition: str
    address: str  # within the edition, such as `/en/guides/x/`
    sections: Mapping[str, str]  # from the id that a section has now to the one it has there
    titles: Mapping[str, str]  # of sections, by the id that they have now


def versions(
    sealed: Mapping[str, Sections], redirects: Redirects, locales: Sequence[str]
) -> Mapping[str, tuple[Version, ...]]:
    """Return the versions of each page by the address where it is now (or was last), the newest first.

    `sealed` holds the editions, the oldest first. Where two pages became one, an edition has two versions of
    it, the one that has kept its address before the other.
    """
    versions_by_page: dict[str, list[Version]] = {}
    renamed = frozenset(page_of(source) for source in redirects.moves if section_of(source))
    newer: dict[str, tuple[str, Mapping[str, Sequence[str]], Version]] = {}  # most pages stay as they were
    for edition, pages in reversed(list(sealed.items())):
        moves: list[tuple[str, Version]] = []
        for address in sorted(pages):
            now, sections, version = newer.get(address, ("", {}, None))
            if version and sections == pages[address]:
                version = Version(
                    edition=edition, address=address, sections=version.sections, titles=version.titles
                )
            else:
                now = now or address_now(address, redirects, locales)
                version = _version(edition, address, pages[address], redirects, locales, renamed)
            newer[address] = now, pages[address], version
            if now == address:
                versions_by_page.setdefault(now, []).append(version)
            else:
                moves.append((now, version))
        for now, version in moves:
            versions_by_page.setdefault(now, []).append(version)
    return {address: tuple(versions_by_page[address]) for address in sorted(versions_by_page)}


def address_now(address: str, redirects: Redirects, locales: Sequence[str]) -> str:
    """Return where a page of that address is now; its own address where it is no more."""
    move = redirects.moves.get(without_locale(address, locales))
    return in_locale(move.to, address.split("/")[1]) if move else address


def one_an_edition(versions: Sequence[Version], address: str) -> tuple[Version, ...]:
    """Return one version of a page from each edition: the one at `address`, else the first."""
    best: dict[str, Version] = {}
    for version in versions:
        if version.edition not in best or version.address == address:
            best[version.edition] = version
    return tuple(best.values())


def promised_lines(sealed: Iterable[Sections]) -> Iterator[Line]:
    """Yield what editions promise of the live site: their pages lead to its pages and sections, for ever."""
    names_by_page: dict[str, set[str]] = {}  # one line for all editions that hold the same
    for pages in sealed:
        for address, sections in pages.items():
            names_by_page.setdefault(address, set()).update(sections)
    for address, names in names_by_page.items():
        yield Line(kind=Kind.PAGE, address=address)
        yield from (Line(kind=Kind.SECTION, address=f"{address}#{name}") for name in names if name)


def newest_of_sections(
    versions: Sequence[Version], withdrawn: Collection[tuple[str, str]], locales: Sequence[str]
) -> Iterator[tuple[Version, Mapping[str, str]]]:
    """Yield the newest version, and each older one that holds sections which those before it lack.

    `withdrawn` names pages by edition and neutral address: no link leads there.
    """
    names: set[str] = set()
    first = True
    for version in versions:
        if (version.edition, without_locale(version.address, locales)) not in withdrawn:
            new_sections = {now: old_name for now, old_name in version.sections.items() if now not in names}
            if new_sections or first:
                yield version, new_sections
            names |= new_sections.keys()
            first = False


def _version(
    edition: str,
    address: str,
    sections: Mapping[str, Sequence[str]],
    redirects: Redirects,
    locales: Sequence[str],
    renamed: Collection[str],
) -> Version:
    page = without_locale(address, locales)
    names = {name: name for name in sections if name}
    if page in renamed:
        home = redirects.moves.get(page)
        new_address = home.to if home else page
        names = {_section_now(page, name, new_address, redirects): name for name in names}
    titles = {now: sections[name][0] for now, name in names.items()}
    return Version(edition=edition, address=address, sections=names, titles=titles)


def _section_now(page: str, name: str, current_page: str, redirects: Redirects) -> str:
    """Return the id that a section has now, where it stayed with its page, which is `current_page` now."""
    move = redirects.moves.get(f"{page}#{name}")
    return section_of(move.to) or name if move and page_of(move.to) == current_page else name
