"""Markup: what readers need and authors need not write, in the parsed HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from exchange.pages.markup import ReaderMarkup
from exchange.text.strings import Strings

WORDS = Strings(
    {
        "section-link": "Link to “{title}”",
        "sources": "Sources",
        "source-number": "Source {number}",
        "back-to-text": "Back to {number}",
        "recheck": "(check)",
        "table-about": "Table: {title}",
        "code-about": "Code",
    }
)
TABLE = "\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"


def rendered(text: str) -> Element:
    """Return the tree of a page's text as a browser reads it."""
    markup = ReaderMarkup()
    markup.words = WORDS
    reader = Markdown(extensions=["toc", "attr_list", "tables", "footnotes", "fenced_code", markup])
    tree: Element = html5lib.parse(reader.convert(text), namespaceHTMLElements=False)
    return tree


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def with_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


@pytest.mark.parametrize("level", [2, 3, 4, 5, 6])
def test_a_section_has_a_link_to_itself(level: int) -> None:
    """Its link leads to the heading's id, and is named by the title without the sign."""
    tree = rendered(f"{'#' * level} 신청 *자격* {{ #eligibility }}")
    (heading,) = tree.iter(f"h{level}")
    (link,) = heading.iter("a")
    assert (heading.get("id"), link.get("href")) == ("eligibility", "#eligibility")
    assert (link.get("aria-label"), text_of(heading)) == ("Link to “신청 자격”", "신청 자격#")


def test_the_title_of_a_page_has_no_link() -> None:
    """h1 is the page, not a section."""
    assert with_class(rendered("# A"), "section-link") == []


def test_the_links_change_no_title_in_the_contents() -> None:
    """The list of sections is made before the links are added."""
    markup = ReaderMarkup()
    markup.words = WORDS
    reader = Markdown(extensions=["toc", markup])
    reader.convert("## A\n## A")
    assert [(token["name"], token["id"]) for token in reader.toc_tokens] == [("A", "a"), ("A", "a_1")]  # type: ignore[attr-defined]


def test_a_table_can_be_scrolled_from_the_keyboard() -> None:
    """Each table is in a region that has focus and is named by the heading before it."""
    tree = rendered(f"{TABLE}## First{TABLE}## 둘째{TABLE}After.")
    regions = with_class(tree, "table")
    assert [region.get("aria-label") for region in regions] == ["Table", "Table: First", "Table: 둘째"]
    for region in regions:
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert [child.tag for child in region] == ["table"]
        assert [cell.get("scope") for cell in region.iter("th")] == ["col", "col"]
    assert text_of(tree).strip().endswith("After.")


def test_tables_of_one_section_have_names_of_their_own() -> None:
    """Landmarks of one name cannot be told apart (axe: landmark-unique)."""
    regions = with_class(rendered(f"## First{TABLE}Text.{TABLE}## 둘째{TABLE}"), "table")
    assert [region.get("aria-label") for region in regions] == [
        "Table: First",
        "Table: First (2)",
        "Table: 둘째",
    ]


def test_code_can_be_scrolled_from_the_keyboard() -> None:
    """Long lines are reached without a mouse."""
    blocks = list(rendered("```\n# A\n```\n\ntext\n\n    # B\n\n~~~ yaml\n<pre>\n~~~").iter("pre"))
    assert [text_of(block).strip() for block in blocks] == ["# A", "# B", "<pre>"]
    for block in blocks:
        assert (block.get("tabindex"), block.get("role"), block.get("aria-label")) == ("0", "group", "Code")


def test_footnotes_are_a_section_of_sources() -> None:
    """The notes stand under a heading with an id, and each way there and back has a name."""
    tree = rendered("One[^a] two[^b] again[^a].\n\n[^a]: First.\n\n[^b]: Second.\n")
    (notes,) = with_class(tree, "footnote")
    (heading,) = notes.iter("h2")
    assert (heading.get("id"), text_of(heading)) == ("sources", "Sources#")
    assert not list(notes.iter("hr"))
    assert [link.get("aria-label") for link in with_class(tree, "footnote-ref")] == [
        "Source 1",
        "Source 2",
        "Source 1",
    ]
    backs = [link.get("aria-label") for link in with_class(tree, "footnote-backref")]
    assert backs == ["Back to 1", "Back to 1", "Back to 2"]
    assert [link.get("title") for link in with_class(tree, "footnote-backref")] == [None] * 3


def test_every_way_there_and_back_leads_to_an_id() -> None:
    """No footnote link of the page is dead."""
    tree = rendered("One[^a] two[^가].\n\n[^a]: First.\n\n[^가]: 둘째.\n")
    ids = {element.get("id") for element in tree.iter()}
    hrefs = [link.get("href") or "" for link in tree.iter("a")]
    assert len(hrefs) == 5
    assert all(href.removeprefix("#") in ids for href in hrefs)


@given(st.lists(st.sampled_from(["a", "⟳", "*b*", "[c ⟳](d.md)", "`⟳`", "가"]), max_size=8))
def test_every_sign_in_the_text_becomes_words(parts: list[str]) -> None:
    """⟳ says nothing to a screen reader: each one is said in words, but code is as written."""
    tree = rendered(" ".join(parts))
    said = [text_of(mark) for mark in with_class(tree, "recheck")]
    assert said == [" (check)"] * sum("⟳" in part and "`" not in part for part in parts)
    code = [text_of(element) for element in tree.iter("code")]
    assert code == ["⟳"] * parts.count("`⟳`")
    assert text_of(tree).count("⟳") == len(code)


def test_text_around_a_sign_stays_in_its_order() -> None:
    """The words stand where the sign stood."""
    assert text_of(rendered("a ⟳ *b* c ⟳ d")).split() == ["a", "(check)", "b", "c", "(check)", "d"]


def test_html_in_a_heading_is_no_part_of_the_name_of_its_link() -> None:
    """The quotation mark of an attribute would end the name, and the rest become attributes."""
    tree = rendered('## Dose <sup class="unit">mg</sup> { #dose }\n\nText.\n')
    links = [link.attrib for link in tree.iter("a") if link.get("href") == "#dose"]
    assert links == [{"class": "section-link", "href": "#dose", "aria-label": "Link to “Dose mg”"}]
