"""Turn an equation in LaTeX into MathML, with its source beside it for readers' programs and for copying."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any
from xml.etree import ElementTree

_UNKNOWN_COMMAND = re.compile(r"<m[io]>\\[a-zA-Z]+</m[io]>")
_UNSAFE = re.compile(r"\\(?:href|style|class|color|bbox|tag)\b")  # addresses, looks, and numbers of our own
_ENVIRONMENT = re.compile(r"\\(?P<end>begin|end)\{(?P<name>[^{}]*)\}")
_WRITTEN_AS = {
    **dict.fromkeys(("aligned", "align", "align*", "eqnarray", "eqnarray*"), "align*"),
    **dict.fromkeys(("gathered", "gather", "gather*", "multline", "multline*"), "matrix"),
    "dcases": "cases",
    **dict.fromkeys(("equation", "equation*"), ""),
    **{
        name: name
        for name in "array cases split matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix".split()
    },
}
"""Environments, each as the one of those that the converter knows; `align` would be numbered by itself."""
_NEW_LINE = '<mspace linebreak="newline" />'  # which browsers pass over
_NO_MEANING = re.compile(r' xmlns="[^"]*"')
_REFERENCE = re.compile(r"&#x0*(?P<code>[0-9A-F]+);")


ELEMENTS = frozenset(
    "math annotation menclose mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub "
    "msubsup msup mtable mtd mtext mtr munder munderover semantics".split()
)
"""The elements of MathML that equations are made of."""


class EquationError(ValueError):
    """An equation that cannot be read; the message is the command or sign at fault, where it is clear."""


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool) -> str:
    """Return an equation as MathML. Raises EquationError."""
    source = latex.strip()
    if command := _UNSAFE.search(source):
        raise EquationError(command[0])
    markup = _converted(_ENVIRONMENT.sub(_environment, source), block=block)
    if leftover := _UNKNOWN_COMMAND.search(markup):
        raise EquationError(re.sub(r"<[^>]*>", "", leftover[0]))
    if not _is_equation(markup):  # the converter leaves signs of markup in texts as they are
        raise EquationError("<")
    body = _REFERENCE.sub(_character, _NO_MEANING.sub("", markup))
    opening, _, rest = body.partition(">")
    inner = rest.removesuffix("</math>")
    note = f'<annotation encoding="application/x-tex">{escape(source, quote=False)}</annotation>'
    label = re.sub(r"\s+", " ", escape(source))
    return f'{opening} alttext="{label}"><semantics>{inner}{note}</semantics></math>'


def _environment(match: re.Match[str]) -> str:
    if match["name"] not in _WRITTEN_AS:
        raise EquationError(match[0])
    name = _WRITTEN_AS[match["name"]]
    return f"\\{match['end']}{{{name}}}" if name else ""


def _converted(source: str, *, block: bool) -> str:
    """Return the converter's MathML; lines of an equation are rows of one column."""
    from latex2mathml import converter  # a tenth of a second, which pages without equations need not spend

    display = "block" if block else "inline"
    try:
        markup: Any = converter.convert(source, display=display)
        if _NEW_LINE in markup:
            markup = converter.convert(rf"\begin{{matrix}}{source}\end{{matrix}}", display=display)
    except Exception as error:  # each of its many exceptions means that the source is at fault
        raise EquationError(source) from error
    if leftover := next((sign for sign in (_NEW_LINE, "<mi>&</mi>") if sign in markup), None):
        raise EquationError("\\\\" if leftover == _NEW_LINE else "&")
    return str(markup)


def _is_equation(markup: str) -> bool:
    try:
        return all(
            element.tag.rpartition("}")[2] in ELEMENTS for element in ElementTree.fromstring(markup).iter()
        )
    except ElementTree.ParseError:
        return False


def equation(latex: str, *, block: bool) -> str:
    """Return an equation as HTML; one that cannot be read as code, which a rule reports."""
    try:
        return mathml(latex, block=block)
    except EquationError:
        return f"<code>{escape(latex, quote=False)}</code>"


def _character(match: re.Match[str]) -> str:
    return escape(chr(int(match["code"], 16)), quote=False)
