"""Write the sitemaps: one a language and an index of them (sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language, for search engines: `x-default` or a language, and its URL."""

    hreflang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page: its absolute URL, the moment it last changed (W3C date and time) if known, its languages."""

    url: str
    changed: str | None
    alternates: Sequence[Alternate]


def sitemap(entries: Iterable[Entry]) -> bytes:
    """Return a sitemap, sorted by URL; a page whose last change is not known has no lastmod."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for entry in sorted(entries, key=lambda entry: entry.url):
        item = ET.SubElement(root, "url")
        ET.SubElement(item, "loc").text = entry.url
        if entry.changed:
            ET.SubElement(item, "lastmod").text = entry.changed
        for alternate in entry.alternates:
            link = {"rel": "alternate", "hreflang": alternate.hreflang, "href": alternate.href}
            ET.SubElement(item, "xhtml:link", link)
    return _bytes(root)


def sitemap_index(sitemaps: Iterable[tuple[str, str | None]]) -> bytes:
    """Return the index of sitemaps, given the URL of each and its newest change."""
    root = ET.Element("sitemapindex", {"xmlns": _SITEMAP})
    for url, change_day in sitemaps:
        item = ET.SubElement(root, "sitemap")
        ET.SubElement(item, "loc").text = url
        if change_day:
            ET.SubElement(item, "lastmod").text = change_day
    return _bytes(root)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
