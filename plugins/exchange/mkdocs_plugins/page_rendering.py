"""Render the text of MkDocs' pages with one Markdown object for all of them, where its extensions allow it.

`mkdocs.structure.pages.Page.render` makes a Markdown object with all of its extensions for each page. Here
that object is kept and reset; MkDocs' own four processors, which know the page, are made anew as it does.
"""

from __future__ import annotations

import logging
from typing import Any, cast

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_FOR_MANY_PAGES = frozenset(
    "abbr admonition attr_list codehilite def_list fenced_code footnotes md_in_html meta nl2br sane_lists "
    "tables toc pymdownx.details".split()
)
"""Extensions that are as new after a reset; ours say so themselves, by `for_many_pages`."""
_ONCE = {"footnotes": "UNIQUE_IDS"}
"""Options of these with which a page depends on how many came before it."""


class Renderer:
    """Renders pages, one after the other; `render` does to a page what the page's own `render` does."""

    def __init__(self) -> None:
        self._markdown: Markdown | None = None
        self._made_for: object = None
        self._lookup: _Lookup | None = None

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Turn a page's Markdown into HTML, and keep its sections, title, anchors and links to anchors."""
        if page.markdown is None:
            raise RuntimeError("`markdown` field hasn't been set (via `read_source`)")
        md = self._fresh(config)
        self._markdown = None  # a page that fails leaves no half-used object behind
        if self._lookup is None or self._lookup.files is not files:
            self._lookup = _Lookup(files)
        processors = _PageProcessors(page, config, files, self._lookup)
        processors.register(md)
        page.content = md.convert(page.markdown)
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        processors.tell(page)
        self._markdown = md if made_for_many_pages(config) else None

    def _fresh(self, config: MkDocsConfig) -> Markdown:
        """Return a Markdown object that has no memory of any page."""
        made_for = (list(config["markdown_extensions"]), dict(config["mdx_configs"] or {}))
        if self._markdown is None or made_for != self._made_for:
            self._made_for = made_for
            return Markdown(
                extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
            )
        return self._markdown.reset()


def made_for_many_pages(config: MkDocsConfig) -> bool:
    """Tell whether each extension in use is known to leave nothing behind when it is reset."""
    extensions: list[str | Extension] = list(config["markdown_extensions"])
    options: dict[str, dict[str, Any]] = config["mdx_configs"] or {}
    return all(_many(extension) for extension in extensions) and not any(
        options.get(name, {}).get(option) for name, option in _ONCE.items()
    )


def _many(extension: str | Extension) -> bool:
    if isinstance(extension, str):
        return extension.removeprefix("markdown.extensions.") in _FOR_MANY_PAGES
    return bool(getattr(type(extension), "for_many_pages", False))


class _Lookup:
    """Finds the file that a link names, and looks for each only once, while there are the same files.

    mkdocs-static-i18n tries several paths for each link, which takes longer than all else about it.
    """

    def __init__(self, files: Files) -> None:
        self.files = files
        self._found: dict[str, File] = {}
        self._count = len(files)

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file by its path in the content folder."""
        if len(self.files) != self._count:
            self._found, self._count = {}, len(self.files)
        known = self._found.get(path)
        if known is not None and self.files.src_uris.get(known.src_uri) is known:
            return known
        found = self.files.get_file_from_path(path)
        if found is not None:
            self._found[path] = found
        return found


class _RawHtml(pages._RawHTMLPreprocessor):
    """Finds the anchors in raw HTML, where there is any."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line for line in lines) else lines


class _PageProcessors:
    """MkDocs' own processors for one page, in the order in which it registers them."""

    def __init__(self, page: Page, config: MkDocsConfig, files: Files, lookup: _Lookup) -> None:
        self.raw_html = _RawHtml()
        self.anchors = pages._ExtractAnchorsTreeprocessor(page.file, files, config)
        self.links = pages._RelativePathTreeprocessor(page.file, cast(Files, lookup), config)
        self.title = pages._ExtractTitleTreeprocessor()

    def register(self, md: Markdown) -> None:
        """Put them into the place of those of the page before."""
        for processor in (self.raw_html, self.anchors, self.links, self.title):
            processor._register(md)

    def tell(self, page: Page) -> None:
        """Keep on the page what they have seen."""
        page._title_from_render = self.title.title
        page.present_anchor_ids = self.anchors.present_anchor_ids | self.raw_html.present_anchor_ids
        if pages.log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = self.links.links_to_anchors
