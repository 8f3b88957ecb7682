"""Turn a finished page into what other sites may show: each part is an element with the id of its link.

A frame shows the part that its address names, and all of the text where it names none. A style does that
(`embedding.css`), so no script is needed and one file holds every part of a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.pages.kinds import Kind

_LEVELS = {"h2": 2, "h3": 3}
_ARTICLE_PARTS = ("section.aims", "section.lessons", "div.text", "section.questions", "section.letter")
_TEXTS = ", ".join(f"article.page > {part}" for part in _ARTICLE_PARTS)
_SCRIPTS = "article.page script[src][type=module]"
_CALL_TEXTS = ".call-page > .call-marks, section[aria-labelledby=kx-call-dates]"
_CALL_WORDS = "#kx-call-words"
_OMITTED_PARTS = "a.section-link, a.footnote-backref, script, template, noscript"
_DRAWING = "svg[id]"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameText:
    """What a frame shows of a page, as HTML whose links are relative to the page."""

    kind: Kind
    title: str
    lead: str
    lang: str  # of the text, where it is not the reader's; else empty
    canonical: str  # of the page itself, absolute
    html: str
    scripts: tuple[str, ...] = ()  # that parts of the text bring along, by their address from the page
    timeline: str = ""  # of a call: what the script that corrects states reads, JSON
    words: str = ""  # of a call: the words of that script, JSON


def frame_text(html: str) -> FrameText | None:
    """Return what other sites may show of a finished page; None where its kind is not for frames."""
    tree = LexborHTMLParser(html)
    kind, title = _kind(tree), tree.css_first("article.page h1")
    if kind is None or title is None:
        return None
    is_call = kind is Kind.CALL
    words = _text(tree, _CALL_WORDS) if is_call else ""
    scripts = tuple(node.attributes.get("src") or "" for node in tree.css(_SCRIPTS))
    _take_away(tree)
    return FrameText(
        kind=kind,
        title=title.text().strip(),
        lead=_text(tree, "article.page .lead"),
        lang=_attribute(tree, "article.page div.text", "lang"),
        canonical=_attribute(tree, "link[rel=canonical]", "href"),
        html="\n".join(_block(node) for node in tree.css(_CALL_TEXTS if is_call else _TEXTS)),
        scripts=scripts,
        timeline=_attribute(tree, ".call-page[data-timeline]", "data-timeline") if is_call else "",
        words=words,
    )


def _kind(tree: LexborHTMLParser) -> Kind | None:
    name = (tree.body.attributes.get("class") or "") if tree.body else ""
    kind = next((kind for kind in Kind if name == f"kind-{kind.value}"), None)
    return kind if kind and kind.traits.embedded else None


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return node.text().strip() if node else ""


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "") if node else ""


def _take_away(tree: LexborHTMLParser) -> None:
    """Take out what acts on the page around the text; a figure has the id of its drawing."""
    for node in tree.css(_OMITTED_PARTS):
        node.decompose()
    for drawing in tree.css(_DRAWING):
        whole = next((parent for parent in _parents(drawing) if parent.tag == "figure"), drawing.parent)
        if whole is not None and not whole.id:
            whole.attrs["id"] = drawing.id or ""
            del drawing.attrs["id"]


def _parents(node: LexborNode) -> Iterable[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _block(node: LexborNode) -> str:
    if node.tag != "div":
        return node.html or ""
    return f"{_opening_tag(node)}{_sections(node)}</div>"


def _opening_tag(node: LexborNode) -> str:
    attributes = "".join(
        f' {name}="{escape(value or "")}"' for name, value in node.attributes.items() if name != "id"
    )
    return f"<{node.tag}{attributes}>"


def _sections(text: LexborNode) -> str:
    """Return the content of an element with each heading and what follows it in a section of its id."""
    parts: list[str] = []
    closings: list[tuple[int, str]] = []
    for node in text.iter(include_text=True):
        heading = _first_heading(node)
        if heading is not None:
            while closings and closings[-1][0] >= _LEVELS[heading.tag or ""]:
                parts.append(closings.pop()[1])
        if heading is not None and heading.mem_id == node.mem_id:
            opening, closing = _section_tags(heading)
            parts.append(opening)
            closings.append((_LEVELS[heading.tag or ""], closing))
            parts.append(node.html or "")
        elif heading is not None:  # sections that are shown in another language
            parts.append(_block(node))
        else:
            parts.append(node.html or "")
    return "".join([*parts, *(closing for _, closing in reversed(closings))])


def _first_heading(node: LexborNode) -> LexborNode | None:
    """Return a heading with an id: the node itself, or the first within a part in another language."""
    if node.tag in _LEVELS:
        return node if node.id else None
    if node.tag == "div" and "untranslated" in (node.attributes.get("class") or "").split():
        return node.css_first("h2[id], h3[id]")
    return None


def _section_tags(heading: LexborNode) -> tuple[str, str]:
    """Return what is around a section: its id, then those that it had before, which leave the heading."""
    name = heading.id or ""
    del heading.attrs["id"]
    marks = heading.css("span[id]")
    old_names = [mark.id or "" for mark in marks]
    for mark in marks:
        mark.decompose()
    opening = "".join(f'<div id="{escape(old_name)}">' for old_name in old_names)
    return f'<section id="{escape(name)}">{opening}', f"{'</div>' * len(old_names)}</section>"
