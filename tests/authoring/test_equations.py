"""Equations are MathML and nothing else: no address, no other element, no looks of their own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from exchange.authoring.equations import ELEMENTS, EquationError, equation, mathml


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:act()}{x}",
        r"\style{position:fixed}{x}",
        r"\class{notice}{x}",
        r"\color{red}x",
        r"\bbox[red]{x}",
        r"x \tag{1}",
        r"\text{<script>act()</script>}",
        r"\text{</mtext></math><b>x</b>}",
        r"\begin{document}x\end{document}",
        r"\nonsense{x}",
        r"\input{/etc/passwd}",
        r"\def\x{\x\x}\x",
    ],
)
def test_what_is_no_equation_is_code(latex: str) -> None:
    """A rule reports it; the page shows what was written."""
    with pytest.raises(EquationError):
        mathml(latex, block=False)
    shown = ElementTree.fromstring(equation(latex, block=False))
    assert (shown.tag, shown.text, len(shown)) == ("code", latex, 0)


@pytest.mark.parametrize("latex", ["a < b", "a > b", r"a \& b", "x'", '\\text{"quoted"}'])
def test_the_source_of_an_equation_is_text(latex: str) -> None:
    """In the note beside it and in what is read aloud."""
    tree = ElementTree.fromstring(mathml(latex, block=True))
    assert {node.tag for node in tree.iter()} <= ELEMENTS
    assert tree.attrib["alttext"] == latex
    note = next(tree.iter("annotation"))
    assert (note.text, len(note)) == (latex, 0)
