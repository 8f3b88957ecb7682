"""Code, its title and diagrams become HTML in which every letter of the author is text."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.authoring.diagrams.drawing import MOST_LINES, DiagramError
from exchange.authoring.fenced_code import diagram, fenced_html

SIGNS = "<b>act()</b> & &lt; ' \" ]]> <!-- </code></pre><script>"
TIMELINE = "UK: 0-30 {}"


def parse(html: str) -> LexborNode:
    """Return the one element that HTML is."""
    (element,) = LexborHTMLParser(html, is_fragment=True).root.iter()  # type: ignore[union-attr]
    return element


@pytest.mark.parametrize("language", ["", "html", "python", "yaml", "nonsense", "<b>", "x<b>"])
def test_code_is_shown_as_it_was_written(language: str) -> None:
    """In any language, known or not."""
    element = parse(fenced_html(language, SIGNS))
    assert element.tag == "pre"
    assert element.text() == f"{SIGNS}\n"
    assert {node.tag for node in element.css("*")} <= {"pre", "code", "span"}


def test_a_title_is_text() -> None:
    """Whatever quotation marks it is in."""
    element = parse(fenced_html("html title='<b>act()</b> \"&amp;'", "x"))
    caption = element.css_first("figcaption")
    assert caption.text() == '<b>act()</b> "&amp;'
    assert element.css("b") == []


@pytest.mark.parametrize("lines", ["1-99999", "99999999999-1", "1-3 1-3, , -", "-1", "²", "5-1"])
def test_numbers_of_lines_are_few(lines: str) -> None:
    """A range beyond the code marks what is there; one that is none marks nothing."""
    html = fenced_html(f'python hl_lines="{lines}"', "a\nb")
    assert html.count("hll") <= 2


def test_labels_and_alternatives_of_diagrams_are_text() -> None:
    """They add neither elements nor attributes."""
    info = 'flow alt="<b>act()</b> \' onload=x &quot; onclick=&quot;act()"'
    element = parse(diagram("flow", info, "a -> <b>act()</b>\n<b>act()</b> -> c: <i>&amp;</i>"))
    assert element.css("b, i") == []
    assert "onclick" not in element.attributes
    assert element.attributes["aria-label"] == '<b>act()</b> \' onload=x " onclick="act()'
    assert "<b>act()</b>" in element.text()


@pytest.mark.parametrize("language", ["flow", "decision", "timeline"])
def test_a_diagram_has_so_many_lines(language: str) -> None:
    """More are for two diagrams."""
    with pytest.raises(DiagramError, match="diagram-too-long"):
        diagram(language, f'{language} alt="x"', "a -> b\n" * (MOST_LINES + 1))
