"""Turn a page of a build into a page of a sealed edition: its links, its canonical address, its banner.

Links to what the edition holds stay within it; shared files are named by their bytes; all else leads to the
live site and says so. The rest of the page is copied as it is, character by character.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from exchange.editions.addresses import relative

_LINKS = ("href", "src", "action", "data-worker", "data-script", "data-link")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPlace:
    """Where a sealed page stands. `page` is its address within the edition, such as `/en/guides/x/`."""

    page: str
    edition: str
    url: str  # of the live site, absolute, with a slash at its end
    holds: Callable[[str], bool]  # whether an address, such as `/en/guides/x/`, is in the edition
    kept_file: Callable[[str], str]  # from `/assets/x.svg` to where its bytes are kept for ever

    @property
    def folder(self) -> str:
        """Return where the edition is, below the site's root."""
        return f"/editions/{self.edition}"


def page_name(address: str) -> str:
    """Return what notes about editions call a page: `/en/guides/x/` is `guides-x`, in every language.

    The front page is `index`, a name that no page can have.
    """
    return "-".join(address.strip("/").split("/")[1:]) or "index"


def sealed_page(html: str, place: SealedPlace, *, banner: str) -> str:
    """Return the page as it is sealed; the banner comes first in its main part."""
    writer = _Writer(place, banner)
    writer.feed(html)
    writer.close()
    return "".join(writer.parts)


def sealed_link(link: str, place: SealedPlace) -> tuple[str, bool]:
    """Return where a link of the page leads once it is sealed, and whether it leaves the edition."""
    edition_url = f"{place.url}{place.folder.lstrip('/')}/"
    if link.startswith(edition_url):
        return place.url + link.removeprefix(edition_url), False
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link, False
    target = urljoin(place.page, parts.path)
    tail = link[len(parts.path) :]
    start = place.folder + place.page
    if target.startswith("/assets/"):
        return relative(place.kept_file(target), start=start) + tail, False
    if place.holds(target):
        return link, False
    return relative(target, start=start) + tail, True


class _Writer(HTMLParser):
    def __init__(self, place: SealedPlace, banner: str) -> None:
        super().__init__(convert_charrefs=False)
        self.place = place
        self.banner = banner
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self._tag(tag, attrs))
        if tag == "main":
            self.parts.append(self.banner)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self._tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        is_changed, leaves = False, False
        sealed: list[tuple[str, str | None]] = []
        for name, value in attrs:
            link, is_external = sealed_link(value, self.place) if name in _LINKS and value else (value, False)
            is_changed = is_changed or link != value
            leaves = leaves or (is_external and tag == "a")
            sealed.append((name, link))
        if not is_changed:
            return self.get_starttag_text() or ""
        if leaves:
            sealed.append(("data-leaves", ""))
        return f"<{tag}{''.join(_attribute(name, value) for name, value in sealed)}>"


def _attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
