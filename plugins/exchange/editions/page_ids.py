"""Find the places of a page that a link can lead to, in its HTML."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from exchange.text.parsed_html import parse_html

_HEADINGS = ", ".join(f"div.text h{level}[id]" for level in range(2, 7))
_LASTING = f"{_HEADINGS}, [data-stage][id], .glossary-term[id]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIds:
    """The ids of one page."""

    all: frozenset[str]
    lasting: frozenset[str]  # those that stay: headings of the text, terms, stages of calls


def page_ids(html: str) -> PageIds:
    """Return the ids of a page.

    Those of menus, months and footnotes come and go; what the author wrote in the text, what the glossary
    explains and what a call is made of is there to be linked to.
    """
    tree = parse_html(html)
    return PageIds(all=_ids(tree, "[id]"), lasting=_ids(tree, _LASTING))


def _ids(tree: LexborHTMLParser, selector: str) -> frozenset[str]:
    return frozenset(name for node in tree.css(selector) if (name := node.attributes.get("id")))
