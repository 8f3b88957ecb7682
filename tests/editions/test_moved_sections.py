"""Marks for sections that were renamed, lines for those that left: rendered as a page would be."""

from __future__ import annotations

import markdown

from exchange.editions.moved_sections import MovedSections
from exchange.editions.page_ids import page_ids
from exchange.editions.redirects import read_redirects
from exchange.text.strings import Strings

TEXT = "## New name { #new }\n\nText.\n\n## Other { #other }\n"


def rendered(redirects: str) -> str:
    """Return the HTML of a page at /guides/x/."""
    sections = MovedSections(read_redirects(redirects, path="r.yml", locales=("en", "ko")))
    sections.page, sections.locale = "/guides/x/", "ko"
    sections.words = Strings({"moved-section": "A section has moved.", "go-on": "Go on"})
    return markdown.markdown(TEXT, extensions=["attr_list", "toc", sections])


def test_a_renamed_section_answers_to_both_names() -> None:
    """The old id stands at the heading and is no place that a new ledger line is made of."""
    html = rendered("moved:\n  - {from: /guides/x/#old, to: /guides/x/#new}\n")
    assert '<h2 id="new"><span id="old"></span>New name</h2>' in html
    ids = page_ids(f'<div class="text">{html}</div>')
    assert ids.all == {"new", "old", "other"}
    assert ids.lasting == {"new", "other"}


def test_a_section_that_came_from_another_page_answers_to_its_old_name() -> None:
    """A host that redirects the old page keeps the fragment: it is found here."""
    html = rendered(
        "moved:\n  - {from: /guides/a/, to: /guides/x/}\n  - {from: /guides/a/#old, to: /guides/x/#new}\n"
    )
    assert '<span id="old"></span>' in html


def test_a_section_that_left_says_where_it_is() -> None:
    """A line at the end of the page with the old id, linked in the reader's language."""
    html = rendered("moved:\n  - {from: /guides/x/#old, to: /guides/y/#there}\n")
    assert '<p id="old">A section has moved. <a href="../y/#there">Go on</a></p>' in html


def test_a_section_that_is_gone_says_why() -> None:
    """The reason in the reader's language."""
    html = rendered("gone:\n  - {from: /guides/x/#old, reason: {en: Old, ko: 낡음}, instead: /}\n")
    assert '<p id="old">낡음 <a href="../../">Go on</a></p>' in html


def test_an_id_that_is_taken_stays_with_its_section() -> None:
    """A mark never takes the place of a section that is there."""
    assert rendered("moved:\n  - {from: /guides/a/#other, to: /guides/x/#new}\n").count('id="other"') == 1
