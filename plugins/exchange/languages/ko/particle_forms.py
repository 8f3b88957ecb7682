"""Find particles of the wrong form behind abbreviations, links and emphasis: `CSV을`."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.languages.expressions import expression
from exchange.languages.ko.particles import choose, ending
from exchange.languages.language import Slip

_CHOICES = {
    form: f"{closed}({open_})"
    for closed, open_ in (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"))
    for form in (closed, open_)
}
_FORMS = f"(?:{'|'.join(_CHOICES)})"
_PARTICLE = rf"(?P<particle>{'|'.join(sorted(_CHOICES, key=len, reverse=True))})(?![가-힣\w]|\({_FORMS}\))"
_BEHIND_ABBREVIATION = expression(rf"(?<![\w-])(?P<word>[A-Z]{{2,}}){_PARTICLE}")
_BEHIND_LINK = expression(rf"(?<!!)\[[^\[\]\0\n]*(?P<word>[가-힣])\**\0+\**{_PARTICLE}")
_BEHIND_EMPHASIS = expression(rf"(?P<word>[가-힣])\*{{1,3}}{_PARTICLE}")
_BEHIND_HANGUL = expression(rf"(?P<word>[가-힣])(?P<particle>를)(?![가-힣\w]|\({_FORMS}\))")
_READ_AS_A_WORD = expression(r"(?:[^AEIOU]{0,2}[AEIOU]{1,2})+[^AEIOU]?")


def wrong_particles(text: str) -> Iterator[Slip]:
    """Yield particles that the sound before them forbids, however the word before is read."""
    for pattern in (_BEHIND_ABBREVIATION, _BEHIND_LINK, _BEHIND_EMPHASIS, _BEHIND_HANGUL):
        for match in pattern.finditer(text):
            forms = {choose(word, _CHOICES[match["particle"]]) for word in _readings(match["word"])}
            right = forms.pop()
            if not forms and right != match["particle"] and ending(match["word"]) is not None:
                yield Slip(rule="particle-form", start=match.start("particle"), end=match.end(), better=right)


def _readings(word: str) -> set[str]:
    """Return how a word may be read: an abbreviation by its letters, or as a word if it can be one."""
    return {word, word.lower()} if _READ_AS_A_WORD.fullmatch(word) else {word}
