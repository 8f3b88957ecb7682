"""Cutting a page's HTML into sections: what counts as text, where sections begin, what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.search.extract import sections


def _cut(html: str) -> list[tuple[str, str, str]]:
    return [(section.id, section.heading, section.text) for section in sections(html)]


def test_sections_begin_at_headings_with_an_id() -> None:
    """What stands before the first has neither; headings of the second and third level begin one."""
    html = '<p>Before.</p><h2 id="a">One</h2><p>Of one.</p><h3 id="b">Two <em>b</em></h3><p>Of two.</p>'
    assert _cut(html) == [("", "", "Before."), ("a", "One", "Of one."), ("b", "Two b", "Of two.")]


def test_a_heading_without_an_id_or_of_a_lower_level_is_text() -> None:
    """Nothing can be linked to there."""
    assert _cut('<h2 id="a">A</h2><h4 id="x">Deep</h4><p>Text.</p><h2>No id</h2>') == [
        ("a", "A", "Deep\nText.\nNo id")
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('An <a href="#">estimand</a><span class="term-note">The <b>aim</b>.</span> is', "An estimand is"),
        ('Sleep<sup><a class="footnote-ref" href="#fn:a">1</a></sup> is measured', "Sleep is measured"),
        ('A source. <a class="footnote-backref" href="#fnref:a">↩</a>', "A source."),
        ('A date<span class="recheck" title="check">⟳</span>.', "A date."),
        ("Before<script>if (a < b) { x(); }</script><style>p { color: red }</style> after", "Before after"),
        ('An <svg><title>icon</title><path d="M0"/></svg>icon', "An icon"),
        ("A &lt;b&gt; &amp; &#44032;", "A <b> & 가"),
        ("One<br>two", "One\ntwo"),
        ('An <img src="x" alt="picture"> here', "An here"),
    ],
)  # fmt: skip
def test_notes_and_marks_are_not_text(html: str, text: str) -> None:
    """Notes of terms, footnote marks, notes for checkers, scripts and drawings say nothing of the page."""
    assert _cut(f"<p>{html}</p>") == [("", "", text)]


def test_the_link_of_a_heading_is_not_part_of_it() -> None:
    """The sign beside it would be searched and shown."""
    html = '<h2 id="a">How to plan <a class="section-link" href="#a" aria-label="Link">§</a></h2><p>Text.</p>'
    assert _cut(html) == [("a", "How to plan", "Text.")]


def test_a_list_item_that_is_only_a_link_is_left_out() -> None:
    """It tells of another page; an item with a word of its own stays."""
    html = '<ul><li><a href="x">Data transfer</a></li><li>See <a href="y">Ethics</a></li><li>Plain</li></ul>'
    assert _cut(html) == [("", "", "See Ethics\nPlain")]


def test_nested_lists() -> None:
    """Each item is judged by its own words: an outer one keeps what it says around an inner list."""
    html = (
        '<ul><li>Outer <ul><li><a href="x">Only a link</a></li><li>Inner words</li></ul> and on</li>'
        '<li><a href="y">Link</a><ul><li>Under a link</li></ul></li></ul>'
    )
    assert _cut(html) == [("", "", "Outer\nInner words\nand on\nUnder a link")]


def test_cells_of_a_table_do_not_run_together() -> None:
    """They are blocks."""
    assert _cut("<table><tr><th>UK</th><th>Korea</th></tr><tr><td>107 days</td><td>30</td></tr></table>") == [
        ("", "", "UK\nKorea\n107 days\n30")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>open <b>never closed",
        "</li></ul></p>text",
        '<span class="term-note"><p>silent</span>loud',
        "<script>never closed",
        "<h2 id=a>heading<h2 id=b>in heading</h2>",
        "<li><li><li><a>",
        "<!-- comment --><![CDATA[ x ]]><?php echo 1 ?>",
        '<p class="term-note',
        "\ud800\udfff\0",
    ],
)
def test_broken_html_does_no_harm(html: str) -> None:
    """It is read as well as it goes, and what follows it is not lost."""
    cut = sections(f"<p>first</p>{html}")
    assert "first" in cut[0].text


def test_a_silent_element_ends_where_it_ends() -> None:
    """Also if something in it was never closed."""
    assert _cut('<p><span class="term-note">x <b>y</span> loud</p>') == [("", "", "loud")]


@given(st.lists(st.sampled_from(
    "<p> </p> <ul> <li> </li> </ul> <a> </a> <h2_id=a> </h2> <br> <script> </script> x <b> </b>".split()
), max_size=20))  # fmt: skip
def test_whatever_comes_ends(parts: list[str]) -> None:
    """Any heap of tags gives sections without markup in their text."""
    for section in sections("".join(parts).replace("_", " ")):
        assert "<p>" not in section.heading
