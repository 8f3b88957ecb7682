"""Take from MkDocs' page what its text step has found, and put it back in another build."""

from __future__ import annotations

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from exchange.build.cached_page import ContentsEntry, Text


def page_text(page: Page) -> Text:
    """Return what the text step has found in a page."""
    links = page.links_to_anchors or {}
    return Text(
        html=page.content or "",
        title=page._title_from_render,
        contents=tuple(_entry(item) for item in page.toc),
        meta=dict(page.meta),
        anchors=tuple(sorted(page.present_anchor_ids or ())),
        links={file.src_uri: dict(anchors) for file, anchors in links.items()},
    )


def put_back(text: Text, page: Page, files: Files) -> None:
    """Leave a page as the text step would."""
    page.markdown = ""
    page.content = text.html
    page.toc = TableOfContents([_item(entry) for entry in text.contents])
    page.meta = dict(text.meta)
    page._title_from_render = text.title
    page.present_anchor_ids = set(text.anchors)
    page.links_to_anchors = {
        file: dict(anchors)
        for uri, anchors in text.links.items()
        if (file := files.src_uris.get(uri)) is not None  # it was found by this very name
    }


def _entry(item: AnchorLink) -> ContentsEntry:
    children = tuple(_entry(child) for child in item.children)
    return ContentsEntry(title=item.title, id=item.id, level=item.level, children=children)


def _item(entry: ContentsEntry) -> AnchorLink:
    item = AnchorLink(entry.title, entry.id, entry.level)
    item.children = [_item(child) for child in entry.children]
    return item
