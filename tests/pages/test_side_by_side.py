"""Both languages of a page beside each other: no id is there twice, links lead where they led."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from tests.pages.writing import library_of, page

from exchange.pages.side_by_side import Row, has_both, pages_with_both, rows

PAGE = """<main><h1>{title}</h1><div class="text"><p>{begin} <a href="#first">A</a>
<sup id="fnref"><a href="#fn">1</a></sup></p>
<h2 id="first">{title}<a class="section-link" href="#first">#</a></h2>
<p><a href="../b/">B</a> <a href="../../../assets/x.svg">C</a> <a href="https://x.example/">D</a></p>
<script>x</script>{more}
<div class="footnote"><li id="fn"><a href="#fnref">back</a></li></div></div></main>"""


def _rows() -> tuple[Row, ...]:
    pages = {
        "en": PAGE.format(title="First", begin="Begin", more='<h2 id="own">Only here</h2><p>x</p>'),
        "ko": PAGE.format(title="첫째", begin="시작", more=""),
    }
    return rows(pages, "guides/a.md")


def test_a_row_is_a_section_in_every_language() -> None:
    """In the order of the first; what only one language has leaves the other side empty."""
    assert [(row.id, {code for code, html in row.html.items() if html}) for row in _rows()] == [
        ("", {"en", "ko"}),
        ("first", {"en", "ko"}),
        ("own", {"en"}),
    ]
    assert "시작" in _rows()[0].html["ko"]


def test_no_id_is_there_twice_and_every_link_within_the_page_leads_somewhere() -> None:
    """Sections are those of the rows; other ids have their language before them."""
    html = "".join(f'<div id="{row.id}">{"".join(row.html.values())}</div>' for row in _rows())
    tree = LexborHTMLParser(html)
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert max(ids.values()) == 1
    targets = {node.attributes["href"] or "" for node in tree.css("a[href^='#']")}
    assert {target[1:] for target in targets} <= set(ids)


def test_links_lead_where_they_led() -> None:
    """To pages of the same language; scripts and signs for scripts are left out."""
    html = _rows()[1].html["ko"]
    links = [node.attributes["href"] for node in LexborHTMLParser(html).css("a[href]")]
    assert links[:3] == ["../../../ko/guides/b/", "../../../assets/x.svg", "https://x.example/"]
    assert "script" not in html
    assert "section-link" not in html


def test_a_page_whose_other_language_goes_stays_beside_itself(tmp_path: Path) -> None:
    """Its address was linked; the page itself offers no comparison then."""
    library = library_of(tmp_path, {"en/a.md": page(), "ko/a.md": page(), "en/b.md": page()})
    assert [(pair.path, has_both(pair)) for pair in pages_with_both(library)] == [
        ("a.md", True),
        ("b.md", False),
    ]
    assert [pair.path for pair in pages_with_both(library, {"b.md"})] == ["a.md"]
