"""Both languages of a page beside each other, section by section: from finished pages to one that holds them.

Each language keeps what it shows; ids get the language before them, so that none is there twice, and links
lead where they led. A row has the id of its section, the same as in every language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.pages.addresses import page_url, relative_url
from exchange.pages.kinds import Kind
from exchange.pages.library import Library, Pair, SourcePage

FOLDER = "both"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LINKS = frozenset({"href", "src", "xlink:href", "action"})
_IDS = frozenset(
    {"id", "for", "headers", "name", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}
)
_WITHOUT_TEXT = frozenset({Kind.CALLS, Kind.CALLS_CALENDAR, Kind.CALLS_TIMELINE, Kind.CALLS_PAST})
_OMITTED_ELEMENTS = "script, template, style, .section-link"
_URL_OF_ID = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One section: its id, empty for the beginning of the page, and its HTML by language."""

    id: str
    html: Mapping[str, str]


def has_both(pair: Pair) -> bool:
    """Return True if a page can be read beside its other languages: it has a text in each of several."""
    return len(_texts(pair)) > 1 and _is_compared(pair)


def pages_with_both(library: Library, hidden_paths: Collection[str] = ()) -> Iterator[Pair]:
    """Yield the pages that are shown beside their other languages.

    Those in one language too: a page may have had others, and what was linked stays.
    """
    for pair in library if len(library.locales) > 1 else ():
        if pair.path not in hidden_paths and _texts(pair) and _is_compared(pair):
            yield pair


def _texts(pair: Pair) -> list[SourcePage]:
    return [page for page in pair.pages.values() if not page.generated]


def _is_compared(pair: Pair) -> bool:
    kind = pair.original.meta.kind
    return kind.traits.searched and kind.traits.listed and kind not in _WITHOUT_TEXT


def rows(pages: Mapping[str, str], path: str) -> tuple[Row, ...]:
    """Return the rows of a page from its finished HTML in each language, in the order of the first."""
    by_language = {
        locale: dict(_sections(LexborHTMLParser(html), locale, path)) for locale, html in pages.items()
    }
    names = dict.fromkeys(name for sections in by_language.values() for name in sections)
    return tuple(
        Row(id=name, html={locale: sections.get(name, "") for locale, sections in by_language.items()})
        for name in names
    )


def title(html: str) -> str:
    """Return the title of a finished page."""
    heading = LexborHTMLParser(html).css_first("h1")
    return heading.text(strip=True) if heading else ""


def _sections(tree: LexborHTMLParser, locale: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield each section of a page up to the next heading with an id."""
    text = tree.css_first("main .text")
    if text is None:
        return
    for node in text.css(_OMITTED_ELEMENTS):
        node.decompose()
    blocks = [node for node in text.iter() if node.tag != "-comment"]
    names = {name for node in blocks if (name := _section_id(node))}
    current = ""
    parts: list[str] = []
    for node in blocks:
        name = _section_id(node)
        if name:
            yield current, "".join(parts)
            current, parts = name, []
        parts.append(_block_html(node, locale, path, names))
    yield current, "".join(parts)


def _section_id(node: LexborNode) -> str:
    return (node.attributes.get("id") or "") if node.tag in _HEADINGS else ""


def _block_html(node: LexborNode, locale: str, path: str, sections: Collection[str]) -> str:
    """Return the HTML of a block with ids and links as they are beside the other languages."""
    for inner in node.css("*"):  # itself too
        for name, value in list(inner.attributes.items()):
            if value and (new_value := _attribute(name, value, locale, path, sections)) != value:
                inner.attrs[name] = new_value
    return node.html or ""


def _attribute(name: str, value: str, locale: str, path: str, sections: Collection[str]) -> str:
    if name in _IDS:
        return " ".join(f"{locale}-{part}" for part in value.split())
    if name in _LINKS:
        return _link(value, locale, path, sections)
    if "url(#" in value:
        return _URL_OF_ID.sub(rf"url(#{locale}-\1)", value)
    return value


def _link(link: str, locale: str, path: str, sections: Collection[str]) -> str:
    """Return a link of a page as the page beside it writes it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return link
    if not parts.path and parts.fragment:
        return link if parts.fragment in sections else f"#{locale}-{parts.fragment}"
    url = page_url(path)
    target = urljoin(f"/{locale}/{url}", parts.path).lstrip("/")
    return relative_url(target, start=f"{FOLDER}/{url}") + link[len(parts.path) :]
