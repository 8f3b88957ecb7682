"""Write one Atom feed (RFC 4287) for each page: an entry for what it says now, with the sections that differ.

A page that says something else has an entry of another id, so feed readers, which keep what they have
read, show each change once. A trainer follows the pages of a
course by one list of these feeds, made in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as Xml

from exchange.editions.addresses import in_locale, page_address
from exchange.embedding.changes import Content, tracks_changes
from exchange.pages.library import Pair
from exchange.text.digest import digest
from exchange.text.strings import Strings

FOLDER = "changes"
_ATOM = "http://www.w3.org/2005/Atom"
_UNKNOWN_DAY = "1970-01-01"
"""Of a page that git does not know: the same in each build."""


def feed_path(page: str) -> str:
    """Return where the feed of `/en/guides/x/` is, below the root: `changes/en/guides/x.atom`."""
    return f"{FOLDER}{page.rstrip('/')}.atom"


def page_feeds(
    content: Content, sealed: Mapping[str, Mapping[str, Mapping[str, object]]], words: Mapping[str, Strings]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each feed, at every address that the page had too."""
    feeds: dict[str, bytes] = {}
    for pair in content.pairs:
        for locale in pair.pages if tracks_changes(pair) else ():
            page = in_locale(page_address(pair.path), locale)
            feeds[page] = _feed(pair, locale, content, _differences(page, content, sealed), words[locale])
    for page, feed in feeds.items():
        yield feed_path(page), feed
    for old, move in sorted(content.redirects.moves.items()):
        for locale in content.locales if old.endswith("/") and not old.startswith("/id/") else ():
            if in_locale(move.to, locale) in feeds:
                yield feed_path(in_locale(old, locale)), feeds[in_locale(move.to, locale)]


def _differences(
    page: str, content: Content, sealed: Mapping[str, Mapping[str, Mapping[str, object]]]
) -> tuple[str, tuple[str, ...]]:
    """Return the newest edition that holds a page at its address, and the titles of sections that differ."""
    now = content.sections.get(page, {})
    for edition in content.editions:
        old_sections = sealed[edition].get(page)
        if old_sections is not None:
            return edition, tuple(
                title for name, (title, words) in now.items() if _words(old_sections, name) != words
            )
    return "", ()


def _words(sections: Mapping[str, object], name: str) -> object:
    section = sections.get(name)
    return section[1] if isinstance(section, (list, tuple)) else None


def _feed(
    pair: Pair, locale: str, content: Content, differences: tuple[str, tuple[str, ...]], words: Strings
) -> bytes:
    page = in_locale(page_address(pair.path), locale)
    url, title = f"{content.url}{page.lstrip('/')}", pair.pages[locale].meta.title
    timestamp = f"{(content.days.get(f'{locale}/{pair.path}') or _UNKNOWN_DAY)[:10]}T00:00:00Z"
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": locale})
    _add(feed, "id", url)
    _add(feed, "title", words("changes-feed-title", title=title))
    _add(feed, "updated", timestamp)
    Xml.SubElement(feed, "link", {"rel": "self", "href": f"{content.url}{feed_path(page)}"})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": url})
    _add(Xml.SubElement(feed, "author"), "name", words("site-name"))
    entry = Xml.SubElement(feed, "entry")
    _add(entry, "id", f"{url}#{_state(content.sections.get(page, {}))}")
    _add(entry, "title", title)
    _add(entry, "updated", timestamp)
    Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": url})
    _add(entry, "summary", _summary(*differences, words))
    text: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _summary(edition: str, titles: tuple[str, ...], words: Strings) -> str:
    if not edition:
        return words("changes-feed-current")
    if not titles:
        return words("changes-feed-same", edition=edition)
    return words("changes-feed-changed", edition=edition, sections=", ".join(titles))


def _state(sections: Mapping[str, object]) -> str:
    """Return a name of all that the sections of a page say."""
    return digest(repr(sorted(sections.items())).encode())


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text
