"""Write page moves as hosts read them: a redirect by the host keeps the #section without any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from exchange.editions.addresses import in_locale, page_of, section_of
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Redirects

FOLDER = "redirects"


def host_files(
    redirects: Redirects, published: Publication, locales: Iterable[str], *, base: str
) -> Mapping[str, str]:
    """Return the text of each file by its name. `base` is the site's path on its host, `/` or `/x/`."""
    locales = tuple(locales)
    moves = [
        (f"{base}{locale}{source}", f"{base}{locale}{target}")
        for locale in locales
        for source, target in page_moves(redirects, published, locales)
    ]
    return {
        "_redirects": "".join(f"{source} {target} 301\n" for source, target in moves),
        "nginx.conf": "".join(
            f"location = {source} {{ return 301 {target}; }}\n" for source, target in moves
        ),
        "Caddyfile": "".join(f"redir {source} {target} permanent\n" for source, target in moves),
    }


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
        other.to
        for source, other in redirects.moves.items()
        if section_of(source) == name and page_of(other.to) == page
    }
    return targets == {move.to} and not any(
        published.offers(f"{in_locale(page, locale)}#{name}") for locale in locales
    )
