"""Write page moves as hosts read them: a redirect by the host keeps the #section without any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exchange.editions.addresses import page_of
from exchange.editions.redirects import Redirects

FOLDER = "redirects"


def host_files(redirects: Redirects, locales: Iterable[str], *, base: str) -> Mapping[str, str]:
    """Return the text of each file by its name. `base` is the site's path on its host, `/` or `/x/`."""
    moves = [
        (f"{base}{locale}{source}", f"{base}{locale}{target}")
        for locale in locales
        for source, target in page_moves(redirects)
    ]
    return {
        "_redirects": "".join(f"{source} {target} 301\n" for source, target in moves),
        "nginx.conf": "".join(
            f"location = {source} {{ return 301 {target}; }}\n" for source, target in moves
        ),
        "Caddyfile": "".join(f"redir {source} {target} permanent\n" for source, target in moves),
    }


def page_moves(redirects: Redirects) -> Iterator[tuple[str, str]]:
    """Yield the moves a host can make: those of pages whose sections did not go elsewhere than the page.

    A section that went with its page under a new name has a mark there (`moved_sections`), so that the old
    name still finds it.
    """
    for source, entry in sorted(redirects.moves.items()):
        if source.endswith("/") and not source.startswith("/id/"):
            outside_targets = [
                address
                for address in (*redirects.moves, *redirects.tombstones)
                if "#" in address
                and page_of(address) == source
                and not _went_along(redirects, address, entry.to)
            ]
            if not outside_targets:
                yield source, entry.to


def _went_along(redirects: Redirects, section: str, page: str) -> bool:
    return section in redirects.moves and page_of(redirects.moves[section].to) == page
