"""Korean particles: what may follow a noun, and which of two forms follows a given word.

The form depends on the last sound of the word before: a particle such as 은 follows a consonant, 는 a vowel;
로 follows a vowel or ㄹ, 으로 any other consonant. Digits and Latin letters count by how they are read aloud.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum

from exchange.languages.expressions import expression

PARTICLES = tuple(
    sorted(
        "이라는 이라고 이라도 으로서 으로써 으로는 으로도 에서는 에서도 에게서 에서의 에게는 까지는 까지도 "
        "부터는 이라면 이란 라는 라고 라도 로서 로써 로는 로도 에는 에도 에서 에게 한테 께서 까지 부터 보다 "
        "처럼 마다 조차 마저 이나 이며 으로 이고 만을 만이 만의 과의 와의 과는 와는 들은 들이 들을 들의 들에 "
        "은 는 이 가 을 를 의 에 로 와 과 도 만 나 며 들 란".split(),
        key=lambda particle: (-len(particle), particle),
    )
)
"""Particles of nouns, longest first; a test compares the list of `theme/assets/js/search/hangul.js`."""

_AFTER_TERMS = (
    "밖에 별 상 중 간 시 용 형 및 이든 든 이라 이다 인 입니다 하는 하고 하여 해 할 한 한다 합니다 "
    "하면 하거나 하려면 되는 되고 된 될 됩니다"
).split()
"""What else a term may be followed by: suffixes, and verbs made of nouns."""

COMPOUNDING = frozenset("의무 용 형 별 상 식 판 값 팀 군 급 화 적 력 법 당 장 반 측".split())
"""Suffixes that make another word of a noun."""

_AFTER_LATIN = (
    "이에요 예요 이었어요 였어요 이네요 네요 이죠 죠 이면 면 "
    "에게도 까지의 밖에 라 이라 라면 고 다 이다 인 인지 일 였다 이었다 입니다 이지만 지만 이자 든 이든 "
    "등 등은 등을 등의 등이 등에 측은 측이 측의 여서 이어서 여도 이어도 여야 이어야 면서 이면서 라서 이라서 "
    "니까 이니까 나마 이나마 야말로 이야말로 뿐 간 님 씨 안 내 외 중 후 전 "
    "에선 엔 에겐 한텐 께선 까진 부턴 로선 으로선 론 으론 보단"
).split()
"""What else is written close to a word in Latin letters."""


def _longest_first(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for group in lists for text in group}, key=lambda text: (-len(text), text)))


AFTER_TERMS = _longest_first(PARTICLES, _AFTER_TERMS)
AFTER_LATIN = _longest_first(PARTICLES, COMPOUNDING, _AFTER_LATIN)


class Sound(Enum):
    """How a word ends, as far as particles distinguish it."""

    VOWEL = "a vowel"
    LIQUID = "the consonant ㄹ"
    CONSONANT = "any other consonant"


CHOICE = expression(
    r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|와\(과\)|과\(와\)|으로\(로\)|로\(으로\)"
    r"|\(으\)로|\(이\)(?=[나라란며고다든랑])"
)
"""Both forms of a particle, as a message writes them behind a value."""

_FORMS = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
"""From the form behind a consonant, or the whole choice, to the forms behind a consonant and a vowel."""

_CLOSING = "'’\"”`)]}>）］｝」』》〉】*_/"
_WORD = expression(r"[A-Za-z]+$")
_NUMBER = expression(r"[0-9][0-9,]*$")
_DAY = expression(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$|[0-9]{1,2}\.\s?[0-9]{1,2}\.$")
_CLOCK = expression(r"(?<![0-9])[0-9]{1,2}:(?P<minute>[0-9]{2})$")
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "이 비 씨 디 이 프 지 치 이 이 이 엘 엠 엔 오 피 큐 알 스 티 유 이 유 스 이 트".split(),
        strict=True,
    )
)
"""The last syllable of the name of each letter."""

_POWERS = ((12, "조"), (8, "억"), (4, "만"), (3, "천"), (2, "백"), (1, "십"))
"""From a number of zeros at the end of a number to the word that it ends in."""

_LIQUID_ENDING = expression(r"(?:l|[^aeiou]le|[aeiou]le)$")
_CONSONANT_ENDING = expression(r"(?:[mn]|mb|[^h]ng|[aeiou][mn]e|(?<![aeiou])[aeiou](?:[ptkbc]|ck)|ook)$")
_EXCEPTIONS = dict.fromkeys(("check", "me", "uk", "ip", "ok"), Sound.VOWEL) | {"type": Sound.CONSONANT}


def choose(word: str, choice: str) -> str:
    """Return the form of a particle that follows a text.

    Quotes and brackets that close behind the word are skipped. A sign counts by its name, and nearly all of
    these end in 표, a vowel: 별표, 쉼표, 줄표, 물음표. So does what has no sound that is known.
    """
    sound = ending(word) or Sound.VOWEL
    forms = _forms(choice)
    closed = sound is Sound.CONSONANT or (sound is Sound.LIQUID and forms[1] != "로")
    return forms[0] if closed else forms[1]


def _forms(choice: str) -> tuple[str, str]:
    """Return the forms behind a consonant and behind a vowel, whichever the choice names first."""
    if choice in _FORMS:
        return _FORMS[choice]
    first, second = choice.rstrip(")").split("(")
    return _FORMS[first] if first in _FORMS else _FORMS[second]


def ending(text: str) -> Sound | None:
    """Return the last sound of a text, before quotes, brackets and slashes that close it.

    None where it does not end in Hangul, a digit or a Latin letter.
    """
    word = unicodedata.normalize("NFKC", text[-_LONGEST_WORD:])
    if word.endswith(tuple(_CLOSING)):
        word = word.rstrip(f"{_CLOSING} ")
    if _DAY.search(word):
        return _of_syllable("일")
    if clock := _CLOCK.search(word):
        return _of_syllable("시" if clock["minute"] == "00" else "분")
    if word.endswith("%"):
        return Sound.VOWEL
    if number := _NUMBER.search(word):
        return _of_syllable(_last_word(number[0].replace(",", "")))
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    if latin := _WORD.search(plain):
        return _of_latin(latin[0])
    return _of_hangul(word[-1:])


_LONGEST_WORD = 60
"""Characters of a text that are enough to read its last word."""


def _of_hangul(character: str) -> Sound | None:
    if "가" <= character <= "힣":
        return _of_syllable(character)
    name = unicodedata.name(character, "") if character else ""
    if not name.startswith(("HANGUL LETTER", "HANGUL CHOSEONG", "HANGUL JUNGSEONG")):
        return None
    letter = name.split()[-1]
    if letter == "RIEUL":
        return Sound.LIQUID
    return Sound.VOWEL if set(letter) <= set("AEIOUYW") else Sound.CONSONANT


def _of_syllable(syllable: str) -> Sound:
    final = (ord(syllable) - ord("가")) % 28
    return Sound.VOWEL if final == 0 else Sound.LIQUID if final == _RIEUL else Sound.CONSONANT


_RIEUL = 8
"""The number of ㄹ among the consonants that end a syllable (The Unicode Standard, 3.12)."""


def _last_word(number: str) -> str:
    """Return the last syllable of a number as it is read: 삼, 십, 만."""
    zeros = len(number) - len(number.rstrip("0"))
    if zeros and zeros < len(number):
        return next(word for zeros_of_word, word in _POWERS if zeros >= zeros_of_word)
    return _DIGITS[number[-1]]


def _of_latin(word: str) -> Sound:
    """Return how a word ends in Korean: an abbreviation by its letters, others as loan words."""
    lower = word.lower()
    if len(word) == 1 or word.isupper() or not set(lower) & set("aeiou"):
        return _of_syllable(_LETTERS[lower[-1]])
    if lower in _EXCEPTIONS:
        return _EXCEPTIONS[lower]
    if _LIQUID_ENDING.search(lower):
        return Sound.LIQUID
    return Sound.CONSONANT if _CONSONANT_ENDING.search(lower) else Sound.VOWEL
