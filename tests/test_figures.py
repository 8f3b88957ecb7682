"""The figures of the content: what counts as a sentence, a note with an address, an answer."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.building import ROOT
from tests.figures import Figures, figures, has_address, prose, sentences, unanswered
from tests.site.pages import every


def tree(html: str) -> Element:
    found: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return found


def test_prose_is_paragraphs_and_items_without_tables_headings_notes_and_tooltips() -> None:
    """A reader's sentences: a term's tooltip, a table and a reference mark are not part of them."""
    body = tree(
        "<h2>Dates</h2><p>Ask the <span class='term'>sponsor<span class='term-note'>A body.</span></span>"
        " first<sup>1</sup>.</p><ul><li>One.<ul><li>Inside.</li></ul></li></ul>"
        "<table><tr><td>Cell.</td></tr></table>"
        "<div class='footnote'><ol><li>A source.</li></ol></div>"
    )
    assert list(prose(body)) == ["Ask the sponsor first.", "One.", "Inside."]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Log: write down the day. Then sign.", ["Log: write down the day", "Then sign"]),
        ("See E6(R3), version 2.1, of Dr A. Kim (draft).", ["See E6(R3), version 2.1, of Dr A. Kim (draft)"]),
        ("a. Register. b. Recruit.", ["a. Register", "b. Recruit"]),
        ("A list of links", []),
    ],
)
def test_a_label_an_initial_and_a_number_do_not_end_a_sentence(block: str, expected: list[str]) -> None:
    """Only a stop before white space ends one; a block without a stop has none."""
    assert sentences(block) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.gov.uk/guidance/x", True),
        ("https://doi.org/10.1136/x", True),
        ("https://www.iris.go.kr", False),
        ("https://www.iris.go.kr/", False),
        ("#fnref:1", False),
    ],
)
def test_an_address_leads_to_a_page(link: str, expected: bool) -> None:
    """A host alone does not say which page is meant."""
    (note,) = every(tree(f"<ol><li>HRA, combined review, <a href='{link}'>x</a></li></ol>"), "li")
    assert has_address(note) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("–", True),
        ("", True),
        ("Not found (public pages, 28 November 2026)", True),
        ("No date of effect found", True),
        ("Ask MFDS", True),
        ("Confirm with MFDS; it may be covered", True),
        ("찾지 못함(공개 자료)", True),
        ("식약처에 문의", True),
        ("Offer the same summary; no legal duty found", False),
        ("식약처에 보고. 다른 의무는 찾지 못함", False),
        ("Within 15 days", False),
    ],
)
def test_a_cell_whose_first_clause_gives_nothing_is_unanswered(cell: str, expected: bool) -> None:
    """Both languages; an answer followed by what was not found is an answer."""
    rows = f"<tr><td>Report</td><td>{cell}</td><td>MFDS</td></tr>"
    table = tree(f"<table><tr><th>Topic</th><th>UK</th><th>Korea</th></tr>{rows}</table>")
    assert bool(list(unanswered(table))) is expected


def test_columns_are_known_by_their_headings() -> None:
    """Korea stands first on Korean pages; a table of one country compares nothing."""
    korean = tree(
        "<table><tr><th>항목</th><th>한국(KHIDI)</th><th>영국</th></tr><tr><td>a<td>–<td>b</tr></table>"
    )
    assert list(unanswered(korean)) == [(1, "–")]
    assert list(unanswered(tree("<table><tr><th>Step</th><th>UK</th></tr><tr><td>a<td>–</tr></table>"))) == []


def test_text_in_the_other_language_and_calls_are_left_out(tmp_path: Path) -> None:
    """A page shown for lack of a twin is counted once, in its own language."""
    folder = tmp_path / "ko"
    folder.mkdir()
    page = "<body class='kind-{}'><div class='text'{}><p>읽으십시오.</p></div>"
    for number, (kind, lang) in enumerate([("guide", ""), ("guide", " lang='en'"), ("call", "")]):
        (folder / f"{number}.html").write_text(page.format(kind, lang), encoding="utf-8")
    assert figures(folder.parent, "ko") == Figures(sentences=1, short=1, commands=1)


def test_a_source_with_an_address_on_one_page_has_it_on_every_page() -> None:
    """An article number that one page links is not "no stable address known" on another."""
    pages = sorted((ROOT / "content").rglob("*.md"))
    linked = set(re.findall(r"https?://\S*?(\d{6,})", "\n".join(p.read_text("utf-8") for p in pages)))
    for path in pages:
        for note in re.findall(r"^\[\^[^\]]+\]:.*(?:\n    .*)*", path.read_text("utf-8"), re.MULTILINE):
            if "://" not in note:
                assert not linked & set(re.findall(r"\d{6,}", note)), f"{path}: {note}"
