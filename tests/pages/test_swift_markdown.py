"""Swift Markdown: the HTML and all else that Python-Markdown finds is the same with it and without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from benchmarks.corpus import make_corpus
from hypothesis import example, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from tests.building import ROOT, SITES
from tests.rendering import settings
from tests.strategies import HOSTILE_MARKDOWN, bodies

from exchange.pages.swift_blocks import FirstChoice, SwiftTable
from exchange.pages.swift_inline import SwiftInline
from exchange.pages.swift_markdown import SwiftMarkdown
from exchange.pages.swift_source import SwiftFences, SwiftHtmlBlocks, SwiftWhitespace
from exchange.pages.swift_tree import (
    SwiftAttributes,
    SwiftFootnotes,
    SwiftLineBreaks,
    SwiftToc,
    SwiftUnescape,
)
from exchange.text.documents import read_document

CORPUS = Path(__file__).parent.parent / "safety/corpus"


def reader(*extensions: str | Extension, swift: bool = False, **options: Any) -> Markdown:
    """Return a Markdown object with the extensions of mkdocs.yml and others."""
    named, configured = settings()
    own = [SwiftMarkdown()] if swift else []
    return Markdown(extensions=[*named, *extensions, *own], extension_configs={**configured, **options})


def found(md: Markdown, text: str) -> dict[str, Any]:
    """Return all that a Markdown object finds in a text, or what it stumbles over."""
    try:
        html = md.convert(text)
    except (RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        return {"fault": type(fault)}
    return {
        "html": html,
        "toc": getattr(md, "toc", None),
        "sections": getattr(md, "toc_tokens", None),
        "references": md.references,
        "set aside": md.htmlStash.rawHtmlBlocks,
    }


def assert_same(text: str, *extensions: str | Extension, **options: Any) -> None:
    one = found(reader(*extensions, **options), text)
    assert found(reader(*extensions, swift=True, **options), text) == one


# --- texts ---------------------------------------------------------------------------------------------

PIECES = (
    "word", "단어", "*em*", "**strong**", "***both***", "_em_", "__strong__", "snake_case_word", "*", "_",
    "**", "`code`", "``co`de``", "`", "\\`", "\\*", "\\\\", "\\", "\\|", "[a](b.md)",
    "[a](<b c> 'title')", "[a][b]", "[b]", "[", "]", "![", "![pic](p.svg)", "![pic][b]", "![b]", "[^n]",
    "[^m]", "[^none]", "<https://x.org/?a=b>", "<https://x.org/>", "<me@x.org>", "<b>", "</b>",
    "<span lang=\"ko\">", "</span>", "<span", "<br/>", "<", ">", "&amp;", "&#38;", "&#38 ", "&",
    "<!-- c -->", "<!--", "-->", "<div>", "</div>", "<div markdown>", "<hr>", "<?x?>", "<![CDATA[x]]>",
    "{ #id }", "{: .a }", "{.b title=\"x y\"}", "{ hidden }", "{", "}", "  \n", "|", " | ", ":", "=", "-",
    "#", "!", "?", "///Footnotes Go Here///", "[TOC]", "\t", " ", "    ", "\u00a0", "\x02", "\x03",
    "\x02klzzwxh:0000\x03", "\x02amp\x03", "İ", "\x0b", "\u2028",
)  # fmt: skip
OPENINGS = (
    "", "", "", "", "# ", "## ", "###### ", "#", "- ", "* ", "+ ", "1. ", "3. ", "> ", ">", "    ",
    "        ", "  ", "   ", "\t", ": ", ":   ", "[b]: ", "[^n]: ", "[^m]:", "!!! note ",
    "!!! note \"t\"", "??? tip ", "???+ tip \"t\"", "| ", "|---|---|", "--- | :-:", "---", "***", "* * *",
    "===", "- - -", "```", "~~~ py", "``` { .py #x }", "<div>", "</div>", "<!-- ", "::: call x", "_ ",
    "-", "1.", "=",
)  # fmt: skip
lines = st.tuples(
    st.sampled_from(("", "", "", "    ", "  ", "        ", "> ")),
    st.sampled_from(OPENINGS),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=5).map(
        lambda pieces: " ".join(pieces) if len(pieces) % 2 else "".join(pieces)
    ),
).map("".join)
TABLE = "a | b\n--- | ---\n`x|y` | \\| z\n| q | [^n] |"
texts = st.lists(
    st.one_of(lines, lines, lines, st.just(""), st.just(TABLE), st.just("```\ncode\n```"), bodies()),
    max_size=14,
).map("\n".join)


@budget(max_examples=600)
@given(texts)
@example("# a { wide }\n\n*b*{ hidden .c title=\"\\* <d> & 'e'\" }\n\nf\n{: g }\n")
@example("a | `b|c` | d\n--|--|--\n`e|f` | g | \\|\nh | i\n")
@example("a\\*b `\\*` [c](\\_d 'e\\*')\n\n<b>*f*</b> &copy; &#169 ; <https://x.org/?a=b&c>\n")
@example("a\n: b\n\n    c\n\n: d\n\n- e\n\n    > f\n\n        g\n\n??? h\n    i\n\n    j\n\nk\n")
def test_any_text_gives_the_same(text: str) -> None:
    """Whatever an author writes, the HTML, the sections, the links and the footnotes are the same."""
    assert_same(text)


@budget(max_examples=150)
@given(st.lists(texts, min_size=2, max_size=4))
def test_one_object_for_many_texts_gives_the_same(many: list[str]) -> None:
    """A Markdown object that is reset between texts remembers none of them."""
    kept = reader(swift=True)
    for text in many:
        assert found(kept.reset(), text) == found(reader(), text)


def _pages(folder: Path) -> list[str]:
    files = [*folder.rglob("*.md"), *folder.rglob("*.txt")]
    return [file.read_bytes().decode("utf-8", "replace") for file in sorted(files)]


@pytest.mark.parametrize(
    "folder", [ROOT / "content/en", ROOT / "content/ko", SITES, CORPUS], ids=lambda folder: folder.name
)
def test_all_pages_give_the_same(folder: Path) -> None:
    """The site's own pages, those of the tests, and the inputs that the fuzzer kept."""
    pages = _pages(folder)
    assert len(pages) > 20
    for text in pages:
        assert_same(text)


def test_made_up_pages_give_the_same(tmp_path: Path) -> None:
    """So do the pages that builds are measured with."""
    for file in sorted(make_corpus(tmp_path / "content", 10).rglob("*.md")):
        assert_same(read_document(file.read_text(encoding="utf-8"), path=file.name).body)


@pytest.mark.parametrize("text", HOSTILE_MARKDOWN)
def test_hostile_text_gives_the_same(text: str) -> None:
    """What is written to be slow is not read in another way."""
    assert_same(text)


# --- extensions of others ------------------------------------------------------------------------------

OTHERS = (
    "abbr", "codehilite", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "smarty", "wikilinks",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.saneheaders",
    "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_other_extensions_work_as_before(name: str) -> None:
    """An extension that the site does not use is not disturbed, whatever it replaces or adds."""

    @budget(max_examples=30)
    @given(texts)
    def same(text: str) -> None:
        assert_same(f"{text}\n\nHTML ==x== ~~y~~ (c) [[W]]\n\n- [ ] z\n\n*[HTML]: Hyper\n", name)

    same()


@pytest.mark.parametrize(
    "options",
    [
        {"toc": {"permalink": True}}, {"toc": {"anchorlink": True, "title": "T"}}, {"toc": {"marker": ""}},
        {"footnotes": {"SUPERSCRIPT_TEXT": "[b] *{}*"}}, {"footnotes": {"UNIQUE_IDS": True}},
        {"footnotes": {"USE_DEFINITION_ORDER": False}}, {"footnotes": {"PLACE_MARKER": "word"}},
        {"tables": {"use_align_attribute": True}},
    ],
    ids=str,
)  # fmt: skip
def test_options_are_kept(options: dict[str, Any]) -> None:
    """The options of the extensions that ours stand in for are theirs."""

    @budget(max_examples=30)
    @given(texts)
    def same(text: str) -> None:
        assert_same(f"[TOC]\n\n# T\n\n[b]: x\n\n{text}\n\nx[^n] word[^m]\n\n[^n]: a\n[^m]: b\n", **options)

    same()


class _Loud(InlineProcessor):
    """Finds plain letters, which none of the patterns we know do."""

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[Element, int, int]:
        element = Element("i")
        element.text = "*" + m.group()
        return element, m.start(), m.end()


class _Letters(BlockProcessor):
    """Takes blocks that look like paragraphs, at the second time of asking only."""

    asked = 0

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        self.asked += 1
        return block.startswith("word") and self.asked % 2 == 0

    def run(self, parent: Element, blocks: list[str]) -> bool:
        blocks.pop(0)
        parent.append(Element("hr"))
        return True


class _Look(Treeprocessor):
    """Keeps what the tree is, in the place where it was registered."""

    seen = b""

    def run(self, root: Element) -> None:
        self.seen = str([(e.tag, e.text, e.tail, e.items()) for e in root.iter()]).encode()


class Others(Extension):
    """An extension of nobody we know, with processors beside each of those that ours replace."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register before and after them, with their own priorities."""
        self.looks = []
        for name, priority in (
            ("inline", 20),
            ("prettify", 10),
            ("attr_list", 8),
            ("toc", 5),
            ("unescape", 0),
        ):
            for near in (priority + 0.5, priority, priority - 0.5):
                look = _Look(md)
                self.looks.append(look)
                md.treeprocessors.register(look, f"look-{name}-{near}", near)
        md.inlinePatterns.register(_Loud("ord", md), "loud", 65)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()\^(.*?)\^", "sup"), "up", 200)
        md.parser.blockprocessors.register(_Letters(md.parser), "letters", 35)


@budget(max_examples=100)
@given(texts)
def test_what_nobody_knows_stays_where_it_was(text: str) -> None:
    """Processors beside ours see the same tree, and blocks of theirs are asked as often as before."""
    one, other = Others(), Others()
    first = found(reader(one), text)
    assert found(reader(other, swift=True), text) == first
    assert [look.seen for look in one.looks] == [look.seen for look in other.looks]


def test_another_width_of_tabs() -> None:
    """A Markdown object with tabs of its own is read by them."""
    named, configured = settings()
    text = "- a\n\n  b\n\n  c | d\n  - | -\n\n1. x\n  - y\n\n  code\n"
    stock = Markdown(extensions=[*named], extension_configs=configured, tab_length=2)
    swift = Markdown(extensions=[*named, SwiftMarkdown()], extension_configs=configured, tab_length=2)
    assert swift.convert(text) == stock.convert(text)
    assert Markdown(extensions=[SwiftMarkdown()], output_format="html").convert("a  \nb") == "<p>a<br>\nb</p>"


# --- Python-Markdown, which may change -----------------------------------------------------------------


def test_every_processor_of_the_site_is_known() -> None:
    """A new Python-Markdown or another extension in mkdocs.yml would be slow, not wrong; this says so."""
    md = reader(swift=True)
    assert {name: type(md.treeprocessors[name]) for name in ("inline", "prettify", "attr_list", "toc")} == {
        "inline": SwiftInline, "prettify": SwiftLineBreaks, "attr_list": SwiftAttributes, "toc": SwiftToc,
    }  # fmt: skip
    assert type(md.treeprocessors["unescape"]) is SwiftUnescape
    assert type(md.treeprocessors["footnote"]) is SwiftFootnotes
    assert type(md.preprocessors["normalize_whitespace"]) is SwiftWhitespace
    assert type(md.preprocessors["html_block"]) is SwiftHtmlBlocks
    assert type(md.preprocessors["fenced_code_block"]) is SwiftFences
    assert type(md.parser.blockprocessors["table"]) is SwiftTable
    md.convert("word *em*")
    assert _knows_all_patterns(md)
    assert _knows_all_blocks(md)


def _knows_all_patterns(md: Markdown) -> bool:
    inline = md.treeprocessors["inline"]
    assert isinstance(inline, SwiftInline)
    return inline.knows_all


def _knows_all_blocks(md: Markdown) -> bool:
    first = md.parser.blockprocessors["kx_first_choice"]
    assert isinstance(first, FirstChoice)
    return first.knows_all


def test_patterns_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is searched for what it may hold only: the parent's own step is in our hands."""
    md = reader(swift=True)
    asked: list[str] = []

    def listen(pattern: Any) -> None:
        own = pattern.getCompiledRegExp
        monkeypatch.setattr(
            pattern, "getCompiledRegExp", lambda: (asked.append(type(pattern).__name__), own())[1]
        )

    for pattern in md.inlinePatterns:
        listen(pattern)
    md.convert("plain\n\nwith *one*\n")
    assert set(asked) == {"DelimiterProcessor"}
