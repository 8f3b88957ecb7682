"""What makes a term of a Korean text, and what does not: for the search."""

from __future__ import annotations

from exchange.languages.expressions import expression

RUN = expression(r"[가-힣]+")

EMPTY = frozenset(
    "것 수 등 때 데 바 점 뿐 채 명 개 번 회 시 중 내 외 후 전 위하다 하다 있다 없다 되다 같다 대하다 "
    "따르다 통하다 관하다 않다 이다 아니다 말다 보다 주다 지다 받다 싶다".split()
)
"""Words that are in most sentences and say little about any."""

VERB_ENDING = "다"
"""What the dictionary form of a verb or an adjective ends in."""

LONG_PARTICLE = expression("(?<=[가-힣]{2})(?:에서|에게|으로|까지|부터)[는도의]?$")
"""What the analyser now and then takes for the end of a noun it does not know."""

WORD = expression("[0-9A-Za-z가-힣]+")
"""What is analysed by itself: a particle stands with the Latin word before it, as in ``IRB는``."""

LONG_WORD = expression("[가-힣]{4,}(?<!다)")
"""A compound that may be told from its parts."""

FIRST_WORD = "처음"
"""A word to begin with: an analyser needs longer for its first one."""

LINE = expression("[가-힣 ]*[가-힣][가-힣 ]*")
"""A text of nothing but syllables and spaces."""
