"""The HTML is the same whether quiet texts are searched for inline markup or not."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor
from tests.building import FRAME, ROOT, SITES
from tests.rendering import settings
from tests.strategies import HOSTILE_MARKDOWN

from exchange.calls.reading.forms import HiddenForms
from exchange.pages.markup import ReaderMarkup
from exchange.pages.quiet_texts import QuietTexts
from exchange.text.documents import read_document

PIECES = (
    "word", "단어", " ", "\n", "\n\n", "*em*", "**strong**", "_em_", "*", "_", "`code`", "`", "\\*", "\\",
    "[a](b.md)", "[b]", "[", "![p](p.svg)", "![", "[^n]", "<https://x.org/>", "<me@x.org>", "<b>", "</b>",
    "<", ">", "&amp;", "&#38;", "&", "  \n", "{ #id }", "{: .a }", "{call:x/y}", "- ", "1. ", "# ",
    "| a | b |\n|---|---|\n| c | d |\n", "!!! note\n    ", "    ", "\n\n[b]: c.md 'title'\n",
    "\n\n[^n]: note\n", "term\n: meaning\n", "\x02", "\x03", "\x02klzzwxh:0000\x03",
)  # fmt: skip


def html(text: str, *extensions: Extension) -> str:
    named, options = settings()
    markup = ReaderMarkup()
    markup.words = FRAME.strings("en")
    own = [*named, markup, HiddenForms(), *extensions]
    return Markdown(extensions=own, extension_configs=options).convert(text)


@pytest.mark.parametrize("folder", [ROOT / "content/en", ROOT / "content/ko", SITES / "showcase"])
def test_pages_of_the_site_are_the_same(folder: Path) -> None:
    """Every page that can be read, with the extensions that our plugins add."""
    files = [file for file in sorted(folder.rglob("*.md")) if file.read_text("utf-8").startswith("---\n")]
    assert files
    for file in files:
        body = read_document(file.read_text(encoding="utf-8"), path=file.name).body
        assert html(body, QuietTexts()) == html(body), file


@budget(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_the_same(text: str) -> None:
    """Signs of markup in any order, half of it or none."""
    assert html(text, QuietTexts()) == html(text)


@pytest.mark.parametrize("text", HOSTILE_MARKDOWN, ids=lambda text: text[:8])
def test_texts_that_are_there_to_be_slow_are_the_same(text: str) -> None:
    """Or fail in the same way."""

    def outcome(*extensions: Extension) -> object:
        try:
            return html(text, *extensions)
        except RecursionError as fault:
            return type(fault)

    assert outcome(QuietTexts()) == outcome()


class Shouting(Extension):
    """An inline pattern of somebody else, which begins with a letter."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Mark `abc`."""
        md.inlinePatterns.register(SimpleTagInlineProcessor("()(abc)", "mark"), "shouting", 185)


def test_a_pattern_that_is_not_known_sees_every_text() -> None:
    """Whatever it begins with: it cannot be known."""
    assert html("abc", QuietTexts(), Shouting()) == html("abc", Shouting()) == "<p><mark>abc</mark></p>"


def test_quiet_texts_are_out_of_the_way_of_the_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent gets a tree without them."""
    seen: list[str | None] = []
    run = InlineProcessor.run

    def watched(self: InlineProcessor, tree: Element, ancestors: list[str] | None = None) -> Element:
        seen.extend(element.text for element in tree.iter("p"))
        return run(self, tree, ancestors)

    monkeypatch.setattr(InlineProcessor, "run", watched)
    assert html("quiet\n\nnot *quiet*", QuietTexts()) == "<p>quiet</p>\n<p>not <em>quiet</em></p>"
    assert seen == [None, "not *quiet*"]
