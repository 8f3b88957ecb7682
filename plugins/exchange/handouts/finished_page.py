"""Turn the HTML of a finished page into what a handout may show of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.pages.addresses import INSTRUCTOR


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPage:
    """One page of a built site. Its nodes are read, never changed."""

    path: str  # of its folder below the site: `en/guides/estimands/`
    address: str  # absolute
    locale: str  # of the frame around the text
    lang: str  # of the text
    title: str
    lead: str
    last_change: datetime.date | None
    parts: tuple[LexborNode, ...]  # facts, aims, text, questions, in the order of the page
    notes: Mapping[str, LexborNode]  # sources by their id: `fn:ace`
    lessons: tuple[str, ...]  # of a course: paths of pages, in order

    @property
    def is_for_instructors(self) -> bool:
        """Return True if only instructors are given it."""
        return self.path.endswith(f"/{INSTRUCTOR}")


def finished_page(html: str, path: str) -> FinishedPage | None:
    """Return the article of a page; None where the page has none, such as a redirect."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("main article")
    text = article.css_first("div.text") if article else None
    title = article.css_first("h1") if article else None
    if article is None or text is None or title is None or tree.root is None:
        return None
    locale = _attribute(tree.root, "lang")
    return FinishedPage(
        path=path,
        address=_attribute(tree.css_first("link[rel=canonical]"), "href"),
        locale=locale,
        lang=_attribute(text, "lang") or locale,
        title=title.text().strip(),
        lead=_text(article.css_first(".page-header .lead")),
        last_change=_day(_attribute(article.css_first(".page-changed time"), "datetime")),
        parts=(*article.css(".page-facts"), *article.css(".aims"), text, *article.css(".questions")),
        notes={note.attributes["id"] or "": note for note in text.css(".footnote > ol > li[id]")},
        lessons=tuple(
            urljoin(path, _attribute(link, "href")) for link in article.css(".lesson-list a[href]")
        ),
    )


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""


def _text(node: LexborNode | None) -> str:
    return node.text().strip() if node is not None else ""


def _day(moment: str) -> datetime.date | None:
    return datetime.datetime.fromisoformat(moment).date() if moment else None
