"""Marking: the first use of a term on a page, and nothing that is something else already."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from tests.terms.termbase import TERMS

from exchange.terms.marking import TermMarks
from exchange.terms.matching import Matcher

EXTENSIONS = ["toc", "attr_list", "tables", "footnotes", "fenced_code", "admonition"]


def rendered(text: str, locale: str = "en", *, marked: bool = True) -> Element:
    """Return the tree of a page's text."""
    marks = TermMarks(Matcher(TERMS, locale), locale=locale, locales=("en", "ko"))
    if marked:
        marks.address = lambda term: f"../glossary/#{term.id}"
    reader = Markdown(extensions=[*EXTENSIONS, marks])
    tree: Element = html5lib.parse(reader.convert(text), namespaceHTMLElements=False)
    return tree


def marks_of(tree: Element) -> list[Element]:
    return [element for element in tree.iter("span") if element.get("class") == "term"]


def read_aloud(tree: Element) -> str:
    """Return the text without the notes of terms."""
    copies = [element for element in tree.iter() if element.get("class") == "term-note"]
    for copy in copies:
        tail = copy.tail
        copy.clear()
        copy.tail = tail
    return " ".join("".join(tree.itertext()).split())


def test_a_mark_links_to_the_entry_and_carries_the_definition() -> None:
    """The word is a link, described by a note with the definition and the other language's name."""
    (mark,) = marks_of(rendered("Two *clinical trials* began."))
    (link,) = mark.iter("a")
    note = next(element for element in mark.iter("span") if element.get("role") == "tooltip")
    assert (link.get("href"), link.text) == ("../glossary/#g101", "clinical trials")
    assert link.get("aria-describedby") == note.get("id")
    assert (note.get("lang"), note.text) == ("en", "What clinical trial is.")
    assert [(other.get("lang"), other.text) for other in note] == [("ko", "임상시험")]


def test_the_first_use_is_marked_and_no_other() -> None:
    """Once a page, wherever on it: the second use, in another element, is plain."""
    tree = rendered("An estimand.\n\n- estimand\n- estimand\n\n**estimand** estimand")
    assert [mark.find("a").text for mark in marks_of(tree)] == ["estimand"]  # type: ignore[union-attr]
    assert "estimand" in "".join(next(tree.iter("p")).itertext())


@pytest.mark.parametrize(
    "text",
    [
        "## estimand",
        "estimand\n===",
        "[the estimand](a.md)",
        "![estimand](a.png)",
        "`estimand`",
        "    estimand",
        "```\nestimand\n```",
        "x[^a]\n\n[^a]: estimand",
        "| estimand |\n|---|\n| x |",
        '!!! note "estimand"\n    x',
        'a\n{ lang="ko" }\n',
        "*estimand*{ lang=ko }",
    ],
)
def test_what_is_something_else_already_is_left_alone(text: str) -> None:
    """No mark in headings, links, code, notes, heads of tables and boxes, or another language."""
    assert marks_of(rendered(text)) == []


@pytest.mark.parametrize(
    "text", ["## estimand\n\nestimand", "[estimand](a.md) estimand", "`estimand` estimand"]
)
def test_the_first_use_that_can_be_marked_is(text: str) -> None:
    """A use that is left alone does not count as the first."""
    assert len(marks_of(rendered(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["| a |\n|---|\n| estimand |", "!!! note\n    estimand", "> estimand", "1. estimand", "**estimand**"],
)
def test_ordinary_text_is_marked_in_any_block(text: str) -> None:
    """Cells, boxes, quotations, lists and emphasis hold text like any other."""
    assert len(marks_of(rendered(text))) == 1


def test_a_page_that_is_not_to_be_marked_is_not() -> None:
    """Without an address for terms the text is as written."""
    assert marks_of(rendered("An estimand.", marked=False)) == []


def test_korean_particles_stay_outside() -> None:
    """The particle follows the mark at once, so that the sentence reads on."""
    tree = rendered("**추정대상모수**를 정하고 임상시험은 그다음입니다.", "ko")
    assert [mark.find("a").text for mark in marks_of(tree)] == ["추정대상모수", "임상시험"]  # type: ignore[union-attr]
    assert read_aloud(tree) == "추정대상모수를 정하고 임상시험은 그다음입니다."


PIECES = (
    "estimand",
    "*clinical trial*",
    "ICF, smart clinical trial",
    "`estimand`",
    "plain",
    "[estimand](x.md)",
    "\n\n",
    "- a",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_marking_changes_no_word_of_the_text(pieces: list[str]) -> None:
    """Without the notes a marked page reads as it does unmarked, word by word; ids are unique."""
    text = " ".join(pieces)
    tree = rendered(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert read_aloud(tree) == read_aloud(rendered(text, marked=False))
