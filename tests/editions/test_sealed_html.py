"""A sealed page: which links stay, which leave, and that nothing else of the page is touched."""

from __future__ import annotations

import pytest
from tests.authoring.forms import FOLDER, html

from exchange.editions.sealed_html import SealedPlace, page_name, sealed_link, sealed_page
from exchange.editions.section_texts import section_texts

PLACE = SealedPlace(
    page="/en/guides/x/",
    edition="2026.1",
    url="https://example.org/",
    holds=lambda address: address.startswith(("/en/guides/", "/ko/guides/")),
    kept_file=lambda address: (
        address if "built" in address else f"/assets/sealed/abc/{address.rpartition('/')[2]}"
    ),
)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../y/#part", ("../y/#part", False)),
        ("#part", ("#part", False)),
        ("../../../ko/guides/x/", ("../../../ko/guides/x/", False)),
        ("../../calls/a/?date=opens#stage-b", ("../../../../../en/calls/a/?date=opens#stage-b", True)),
        ("../../../assets/built/a.css", ("../../../../../assets/built/a.css", False)),
        ("../../../assets/flow.svg", ("../../../../../assets/sealed/abc/flow.svg", False)),
        ("https://example.com/", ("https://example.com/", False)),
        ("mailto:a@example.org", ("mailto:a@example.org", False)),
        ("https://example.org/editions/2026.1/en/guides/x/", ("https://example.org/en/guides/x/", False)),
    ],
)
def test_where_a_link_leads(link: str, expected: tuple[str, bool]) -> None:
    """Within the edition it stays; files are kept; the rest leads to the live site."""
    assert sealed_link(link, PLACE) == expected


def test_the_rest_of_the_page_is_copied() -> None:
    """Comments, character references, scripts and odd attributes come through as they were."""
    html = (
        "<!doctype html>\n<html lang=en><!-- x --><body data-a='&amp;'>&nbsp;&#8617;<main>"
        '<script>if (a < b && c) "</p>"</script><br/><input disabled value="&quot;"></main></body></html>'
    )
    assert sealed_page(html, PLACE, banner="") == html
    assert sealed_page(html, PLACE, banner="<p>b</p>") == html.replace("<main>", "<main><p>b</p>")


def test_a_link_that_leaves_says_so() -> None:
    """A mark for the style sheet; other attributes are kept and escaped again."""
    html = '<a class="a" title="&quot;&lt;" href="../../calls/">Calls</a>'
    assert sealed_page(html, PLACE, banner="") == (
        '<a class="a" title="&quot;&lt;" href="../../../../../en/calls/" data-leaves="">Calls</a>'
    )


def test_a_page_has_one_name_in_all_languages() -> None:
    """Notes since an edition are found by it."""
    assert page_name("/en/guides/x/") == page_name("/ko/guides/x/") == "guides-x"


def test_sections_are_compared_by_their_words() -> None:
    """White space, markup, links and dates of calls do not count; words do."""
    before = '<div class="text"><p>Intro</p><h2 id="a">A<a>#</a></h2><p>One  two</p></div><p>out</p>'
    same = (
        '<div class="text"><p><b>Intro</b></p><h2 id="a">A<a href="x">#</a></h2>'
        '<p>One\ntwo</p><div class="call-card"><p>5 May</p></div></div>'
    )
    other = before.replace("two", "three")
    first, second, third = section_texts(before), section_texts(same), section_texts(other)
    assert first["a"].title == "A"
    assert first[""] == second[""] == third[""]
    assert first["a"] == second["a"] != third["a"]


HEAD = (
    '<header class="page-header"><h1>Planning</h1><p class="lead">What to plan.</p></header>'
    '<dl class="page-facts"><dd>50 minutes</dd><dt>Checked</dt><dd><time>1 May</time></dd></dl>'
    '<section class="aims"><h2 id="kx-objectives">Objectives</h2><li>Plan a trial</li></section>'
)
TEXT = (
    '<div class="text"><p>A <span class="term"><a>trial</a><span class="term-note">a study</span></span>.</p>'
    '<h2 id="a">A</h2><p>One</p></div>'
)


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("50 minutes", "240 minutes", ""),
        ("Plan a trial", "Plan two trials", ""),
        ("What to plan.", "What not to plan.", ""),
        ("Planning", "Planning well", ""),
        ("One", "Two", "a"),
        ("a study", "a study in people", None),  # the glossary's words
        ("1 May", "2 May", None),  # the day of a look at the sources
    ],
)
def test_what_a_page_says_of_itself_counts_and_what_others_say_in_it_does_not(
    old: str, new: str, section: str | None
) -> None:
    """Minutes, objectives and the description are the page's own."""
    before, after = section_texts(HEAD + TEXT), section_texts((HEAD + TEXT).replace(old, new))
    assert before[""].title == "Planning"
    assert before.keys() == after.keys() == {"", "a"}
    changed = [name for name in before if before[name].digest != after[name].digest]
    assert changed == ([] if section is None else [section])


@pytest.mark.parametrize(
    "name", ["math-block", "diagrams", "tabs", "table-caption-text", "tasklist", "video-card"]
)
def test_the_forms_of_authors_are_sealed_as_they_are(name: str) -> None:
    """Equations, diagrams, choices, captions, tasks and cards need nothing from the live site."""
    page = f"<main>{html((FOLDER / f'{name}.md').read_text(encoding='utf-8'), 'ko')}</main>"
    assert sealed_page(page, PLACE, banner="") == page
