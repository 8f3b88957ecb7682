"""Keep the lines of a text from ending inside a word of Hangul, where the typesetter has no rule for it."""

from __future__ import annotations

import re

JOINER = "\u2060"  # WORD JOINER: no line ends here; it has no shape, and a search passes over it
_HANGUL = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
_INSIDE_WORD = re.compile(
    rf"(?<={_HANGUL})(?=[^\s\u00ad\u200b{JOINER}])|(?<=[^\s\u00ad\u200b{JOINER}])(?={_HANGUL})"
)


def join_words(text: str) -> str:
    """Return the text with a word joiner on each side of a syllable that has a neighbour there."""
    return _INSIDE_WORD.sub(JOINER, text)
