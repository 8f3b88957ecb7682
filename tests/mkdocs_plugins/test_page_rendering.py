"""Rendering with one Markdown object gives a page what the page's own `render` gives it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from tests.building import ROOT, SITES
from tests.pages.test_swift_markdown import texts
from tests.rendering import settings

from exchange.mkdocs_plugins.page_rendering import Renderer, made_for_many_pages
from exchange.pages.markup import ReaderMarkup
from exchange.pages.outside_links import OutsideLinks
from exchange.pages.swift_markdown import SwiftMarkdown
from exchange.terms.marking import TermMarks
from exchange.terms.matching import Matcher
from exchange.terms.termbase import read_terms
from exchange.text.documents import read_document
from exchange.text.strings import read_strings


class Spy(Extension):
    """Keeps the Markdown object it was added to, and counts those."""

    for_many_pages = True

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Markdown] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Remember it."""
        self.made.append(md)


def ours(locale: str = "en") -> list[Extension]:
    """Return the extensions that the plugins of the site add, set for any page."""
    terms = read_terms(
        (ROOT / "content/glossary.csv").read_text(encoding="utf-8"), path="x", locales=("en", "ko")
    )
    links, markup = OutsideLinks(), ReaderMarkup()
    links.resolve = lambda href: f"/{href}" if href.startswith("../../") else None
    markup.words = read_strings(ROOT / "overrides/locales", locale)
    marks = TermMarks(Matcher(terms, locale), locale=locale, locales=("en", "ko"))
    marks.address = lambda term: f"glossary.md#{term.id}"
    return [links, markup, marks]


def configured(*extensions: str | Extension, **options: dict[str, Any]) -> MkDocsConfig:
    """Return MkDocs' settings with the Markdown extensions of the project and others."""
    named, chosen = settings()
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        plugins=[],
        hooks=[],
        docs_dir=str(ROOT / "content"),
        theme={"name": "mkdocs"},
    )
    config["markdown_extensions"] = [*named, *extensions]
    config["mdx_configs"] = {**chosen, **options}
    return config


def pages_of(bodies: Sequence[str], config: MkDocsConfig) -> tuple[list[Page], Files]:
    """Return a page for each text, side by side in one folder."""
    files = Files(
        [
            File(f"en/page-{number}.md", config.docs_dir, config.site_dir, config.use_directory_urls)
            for number in range(len(bodies))
        ]
    )
    pages = [Page(None, file, config) for file in files]
    for page, body in zip(pages, bodies, strict=True):
        page.markdown = body
    return pages, files


def seen(page: Page) -> dict[str, Any]:
    """Return all that rendering has left on a page, files by their paths."""
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    known = {name: value for name, value in vars(page).items() if name not in ("file", "toc")}
    return {**known, "links_to_anchors": links, "toc": [_section(item) for item in page.toc]}


def _section(item: AnchorLink) -> tuple[str, str, int, list[Any]]:
    return item.title, item.id, item.level, [_section(child) for child in item.children]


def render_both(bodies: Sequence[str], stock: MkDocsConfig, swift: MkDocsConfig) -> None:
    """Render each text in both ways, ours all with one renderer, and compare."""
    pages, files = pages_of(bodies, stock)
    others, other_files = pages_of(bodies, swift)
    renderer = Renderer()
    for page, other in zip(pages, others, strict=True):
        page.render(stock, files)
        renderer.render(other, swift, other_files)
        assert seen(other) == seen(page)


def site_bodies(*folders: Path) -> list[str]:
    """Return the texts of all pages in folders, without their front matter."""
    files = sorted(file for folder in folders for file in folder.rglob("*.md"))
    return [
        read_document(file.read_text(encoding="utf-8"), path=file.name).body
        for file in files
        if file.read_text(encoding="utf-8").startswith("---\n")
    ]


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_all_pages_of_the_site_are_the_same(locale: str, caplog: pytest.LogCaptureFixture) -> None:
    """HTML, sections, title, anchors, links and warnings, with the extensions that our plugins add."""
    bodies = site_bodies(ROOT / "content" / locale, SITES / "showcase" / locale)
    stock, swift = configured(*ours(locale)), configured(*ours(locale), SwiftMarkdown())
    assert made_for_many_pages(swift)
    pages, files = pages_of(bodies, stock)
    for page in pages:
        page.render(stock, files)
    before = [record.getMessage() for record in caplog.records]
    caplog.clear()
    render_both(bodies, stock, swift)
    assert len(bodies) > 50
    assert sorted(record.getMessage() for record in caplog.records) == sorted(before * 2)


STOCK = configured(*ours())
SWIFT = configured(*ours(), SwiftMarkdown())


@budget(max_examples=150)
@given(st.lists(texts, min_size=1, max_size=4))
def test_any_pages_are_the_same(bodies: list[str]) -> None:
    """Whatever stands in the pages before it, a page is rendered as if it were alone."""
    logging.disable(logging.WARNING)
    try:
        render_both(bodies, STOCK, SWIFT)
    finally:
        logging.disable(logging.NOTSET)


def test_one_object_is_made() -> None:
    """All pages share it."""
    spy = Spy()
    config = configured(*ours(), spy)
    pages, files = pages_of(["# A\\n", "b", "", "c[^1]\n\n[^1]: d\n"], config)
    renderer = Renderer()
    for page in pages:
        renderer.render(page, config, files)
    assert len(spy.made) == 1


@pytest.mark.parametrize(
    ("extensions", "options"),
    [
        (["pymdownx.snippets"], {}),
        ([TocExtension()], {}),
        ([], {"footnotes": {"UNIQUE_IDS": True}}),
    ],
    ids=["by name", "an object", "an option"],
)
def test_what_is_not_known_to_forget_gets_an_object_a_page(
    extensions: list[str | Extension], options: dict[str, dict[str, Any]]
) -> None:
    """An extension of others, or footnotes counted over all pages, turns keeping off."""
    spy = Spy()
    config = configured(spy, *extensions, **options)
    assert not made_for_many_pages(config)
    pages, files = pages_of(["a[^1]\n\n[^1]: b"] * 3, config)
    renderer = Renderer()
    for page in pages:
        renderer.render(page, config, files)
    assert len(spy.made) == 3
    assert len({page.content for page in pages}) == 1


class Fails(Extension):
    """Fails on the first page, in the middle of it."""

    for_many_pages = True

    def __init__(self) -> None:
        super().__init__()
        self.failed = False

    def extendMarkdown(self, md: Markdown) -> None:
        """Put itself into the way."""
        extension = self

        class Step(Treeprocessor):
            def run(self, root: object) -> None:  # noqa: ARG002 -- Python-Markdown's signature
                if not extension.failed:
                    extension.failed = True
                    raise KeyError("x")

        md.treeprocessors.register(Step(), "fails", 30)


def test_a_page_that_fails_leaves_nothing_behind() -> None:
    """The next page is rendered by another object: a preview goes on after a fault."""
    spy = Spy()
    config = configured(spy, Fails())
    pages, files = pages_of(["- a[^1]\n\n[^1]: b", "- c"], config)
    renderer = Renderer()
    with pytest.raises(KeyError):
        renderer.render(pages[0], config, files)
    renderer.render(pages[1], config, files)
    assert len(spy.made) == 2


def test_files_that_come_and_go_are_found() -> None:
    """A link is looked up again once there are other files, as when a plugin adds or removes one."""
    config = configured()
    pages, files = pages_of(["[x](page-2.md)"] * 3, config)
    renderer = Renderer()
    target = files.get_file_from_path("en/page-2.md")
    assert target is not None
    shown = []
    for page, change in zip(pages, (lambda: None, lambda: files.remove(target), None), strict=True):
        renderer.render(page, config, files)
        shown.append(page.content)
        if change:
            change()
    assert "../page-2/" in (shown[0] or "")
    assert "../page-2/" in (shown[1] or "")
    assert "page-2.md" in (shown[2] or "")


def test_other_settings_get_another_object() -> None:
    """A preview reads its settings anew; pages follow them."""
    renderer = Renderer()
    for title in ("one", "two"):
        config = configured(toc={"permalink": title})
        pages, files = pages_of(["# A"], config)
        renderer.render(pages[0], config, files)
        assert title in (pages[0].content or "")


def test_mkdocs_renders_as_we_think_it_does() -> None:
    """The same processors in the same order as MkDocs' own, on a second page too."""
    one, other = Spy(), Spy()
    stock, kept = configured(*ours(), one), configured(*ours(), other)
    renderer = Renderer()
    pages, files = pages_of(["a", "b"], stock)
    others, other_files = pages_of(["a", "b"], kept)
    for page, ours_page in zip(pages, others, strict=True):
        page.render(stock, files)
        renderer.render(ours_page, kept, other_files)
        assert _order(other.made[-1]) == _order(one.made[-1])


def _order(md: Markdown) -> list[str]:
    """Return the classes of all processors in their order, ours by the name of its parent."""
    registries = (md.preprocessors, md.parser.blockprocessors, md.treeprocessors, md.postprocessors)
    names = {"_RawHtml": "_RawHTMLPreprocessor"}
    return [
        names.get(type(item).__name__, type(item).__name__) for registry in registries for item in registry
    ]
