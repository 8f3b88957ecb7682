"""What a frame takes over of a page: each part in an element with its id, nothing that acts on the page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.embedding.page_parts import FrameText, frame_text

PAGE = (
    '<head><link rel="canonical" href="https://site.example/en/x/"></head><body class="kind-{kind}"><main>'
    '<article class="page"><header><h1>Title &amp; more</h1>'
    '<p class="lead">In short.</p></header>{text}</article></main></body>'
)
TEXT = (
    '<div class="text"><p>First.</p>'
    '<h2 id="new"><span id="old"></span><span id="older"></span>One'
    '<a class="section-link" href="#new">#</a></h2><p>1</p>'
    '<h3 id="inner">Inner</h3><p>i &lt; j</p>'
    '<figure><svg id="figure-flow"></svg><figcaption>C</figcaption></figure>'
    '<h2 id="two">Two</h2><p>2</p><div class="question" id="q1"><p>Why?</p></div>'
    '<div class="untranslated" lang="ko"><h2 id="three">셋</h2><p>3</p></div>'
    '<p id="left">A section that was here has moved.</p></div>'
)


def read(text: str, kind: str = "guide") -> FrameText:
    found = frame_text(PAGE.format(kind=kind, text=text))
    assert found
    return found


def part(text: FrameText, name: str) -> LexborNode:
    """Return what the style shows for an address that ends in #name."""
    (found,) = LexborHTMLParser(text.html).css(f'[id="{name}"]')
    return found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("new", "One1Inneri < jC"),
        ("old", "One1Inneri < jC"),
        ("older", "One1Inneri < jC"),
        ("inner", "Inneri < jC"),
        ("figure-flow", "C"),
        ("two", "Two2Why?"),
        ("q1", "Why?"),
        ("three", "셋3"),
        ("left", "A section that was here has moved."),
    ],
)
def test_each_part_is_one_element(name: str, words: str) -> None:
    """A section by each name it had, one within another, a figure, a question, one in another language."""
    assert part(read(TEXT), name).text(strip=True) == words


def test_a_part_in_another_language_says_so() -> None:
    """Its sections are within the element that names the language."""
    parent = part(read(TEXT), "three").parent
    assert parent
    assert parent.attributes.get("lang") == "ko"


def test_what_acts_on_the_page_is_left_out() -> None:
    """Signs of sections, scripts and templates."""
    text = read(TEXT + "<template><p>menu</p></template><script>1</script>")
    assert not LexborHTMLParser(text.html).css("a, script, template")
    assert (text.title, text.lead) == ("Title & more", "In short.")
    assert text.canonical == "https://site.example/en/x/"


def test_a_question_brings_its_script_along() -> None:
    """Questions are behind the text of a lesson; without the script their answers can be shown."""
    questions = (
        '<section class="questions"><h2>Questions</h2><ol><li class="question" id="kx-question-a"><p>Why?</p>'
        "<details><summary>Answer</summary></details></li></ol></section>"
        '<script src="../q.js" type="module"></script>'
    )
    text = read(f'<div class="text"></div>{questions}', "lesson")
    assert part(text, "kx-question-a").text() == "Why?Answer"
    assert text.scripts == ("../q.js",)


def test_a_term_of_the_glossary_is_a_part() -> None:
    """The glossary is behind its text, in sections of letters."""
    term = '<div class="glossary-term" id="g1"><dt>arm</dt></div>'
    terms = f'<section class="letter"><h2>A</h2><dl>{term}</dl></section>'
    assert part(read(f'<div class="text"></div>{terms}', "glossary"), "g1").text() == "arm"


def test_of_a_call_a_frame_shows_the_card() -> None:
    """State and dates, with what the script needs to correct them; not the rest of the page."""
    call = (
        '<div class="call-page" data-timeline="{&quot;a&quot;:1}"><p class="call-marks">Open</p>'
        '<section aria-labelledby="kx-call-dates"><h2 id="kx-call-dates">Dates</h2></section>'
        "<section>Money</section></div>"
        '<script type="application/json" id="kx-call-words">{"b":2}</script>'
        '<div class="text"><p>Prose</p></div>'
    )
    found = read(call, "call")
    assert LexborHTMLParser(found.html).text(strip=True) == "OpenDates"
    assert (found.timeline, found.words) == ('{"a":1}', '{"b":2}')


@pytest.mark.parametrize("kind", ["search", "home", "calls", "style", "path", "not-found"])
def test_other_kinds_are_not_for_frames(kind: str) -> None:
    """Lists, the search and pages that need scripts."""
    assert frame_text(PAGE.format(kind=kind, text=TEXT)) is None


def test_attributes_of_a_text_stay_attributes() -> None:
    """Whatever is in them: the element around a text is written anew."""
    title = '"><script>act()</script>'
    text = read(f"<div class='text' id='gone' title='{title}' data-x='&amp;quot;'><p>First.</p></div>")
    (element,) = LexborHTMLParser(text.html, is_fragment=True).root.iter()  # type: ignore[union-attr]
    assert element.attributes == {"class": "text", "title": title, "data-x": "&quot;"}
