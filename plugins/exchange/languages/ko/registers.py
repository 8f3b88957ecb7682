"""Find sentences in another style of speech than those around them, and passives that are made twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.expressions import expression
from exchange.languages.language import Slip

_FORMAL = expression(r"(?:니다|십시오)[.?!]")
_FEWEST = 2  # formal sentences that make a page formal
_POLITE = expression(
    r"(?<![가-힣])[가-힣]*(?:[가-힣](?:어|아|여|해|예|에|죠|네|이어|워|와|돼|겨|려|져|쳐)|[가-힣]지)요[.?!](?=[\s\0)]|$)"
)
_PLAIN = expression(r"(?<![가-힣])[가-힣]*[가-힣](?<![니시])다[.?!](?=[\s\0)]|$)")
_NOT_SENTENCES = expression(
    r"^(?:[ ]*\|.*|#.*|[ ]*(?:[-*+] )?(?:Q|질문)\d*[.:].*"
    r"|\[\^[^\]\n]+\]:.*|\0+:?.*)$|\"[^\"\n]*\"|\([^()\n]*\)",
    re.MULTILINE,
)
_PARAGRAPH = expression(r"(?:[^\n]+(?:\n|$))+")
_TWICE_PASSIVE = expression(
    r"되어 ?(?:(?P<present>지)(?=[다며고는])|(?P<state>져)|(?P<past>졌)|(?P<noun>짐)|(?P<polite>집)"
    r"|(?P<done>진))"
)
_SINGLE_PASSIVES = {
    "present": "되",
    "state": "되어",
    "past": "되었",
    "noun": "됨",
    "polite": "됩",
    "done": "된",
}


def other_registers(text: str) -> Iterator[Slip]:
    """Yield the ends of sentences that are in another style than the formal one (합니다) around them.

    A paragraph that is mostly in the plain style (한다) is a sample or describes a case.
    """
    if len(_FORMAL.findall(text)) < _FEWEST:
        return
    sentences = _NOT_SENTENCES.sub(lambda match: "\0" * len(match[0]), text)
    for match in _POLITE.finditer(sentences):
        yield Slip(rule="mixed-register", start=match.start(), end=match.end(), better="")
    for paragraph in _PARAGRAPH.finditer(sentences):
        plain = list(_PLAIN.finditer(sentences, *paragraph.span()))
        if 2 * len(plain) <= len(_FORMAL.findall(paragraph[0])):
            for match in plain:
                yield Slip(rule="mixed-register", start=match.start(), end=match.end(), better="")


def twice_passive(text: str) -> Iterator[Slip]:
    """Yield 되어지다 in its forms, with the form of 되다 that is enough."""
    for match in _TWICE_PASSIVE.finditer(text):
        form = match.lastgroup or ""
        yield Slip(rule="twice-passive", start=match.start(), end=match.end(), better=_SINGLE_PASSIVES[form])
