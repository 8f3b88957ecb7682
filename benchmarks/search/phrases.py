"""Draw phrases from pages and change them as people do: spacing, particles, half-typed ends, typing errors.

A page is right for a phrase if it holds the phrase as it was before the change, spaces left aside.
Phrases that stand on more than ten pages are not drawn.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from exchange.languages.en.search_terms import STOP_WORDS
from exchange.languages.ko.eojeol import without_particle
from exchange.languages.ko.particles import PARTICLES
from exchange.search.model import Page

from .collection import Query

MOST_HOLDERS = 10
HANGUL_BASE = 0xAC00
VOWEL_SLIPS = {
    0: 4,
    4: 0,
    1: 5,
    5: 1,
    8: 13,
    13: 8,
    18: 13,
    20: 18,
    6: 4,
    2: 0,
    12: 8,
    17: 13,
    11: 10,
    10: 15,
}
"""Vowels mistaken for each other: ㅏㅓ, ㅐㅔ, ㅗㅜ and the like, by their number."""
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def draw(pages: list[Page], count: int, *, seed: int) -> list[Query]:
    """``count`` queries, half from Korean and half from English pages, the kinds of change in turn."""
    chance = random.Random(seed)
    squeezed = {page.id: _squeezed(page) for page in pages}
    by_lang = {lang: [page for page in pages if page.lang == lang] for lang in ("ko", "en")}
    drawn: list[Query] = []
    while len(drawn) < count:
        lang = ("ko", "en")[len(drawn) % 2]
        kinds = list(CHANGES[lang])
        kind = kinds[len(drawn) // 2 % len(kinds)]
        phrase = _phrase(chance, chance.choice(by_lang[lang]), lang)
        changed = CHANGES[lang][kind](chance, phrase) if phrase else ""
        if not changed or (changed == phrase and kind != "as-is"):
            continue
        holders = [page.id for page in by_lang[lang] if _squeeze(phrase) in squeezed[page.id]]
        if len(holders) <= MOST_HOLDERS:
            grades = dict.fromkeys(holders, 1.0)
            drawn.append(Query(text=changed, reader=lang, kind=f"{lang}-{kind}", grades=grades))
    return drawn


def _squeezed(page: Page) -> str:
    return _squeeze(" ".join([page.title, *(section.text for section in page.sections)]))


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-]+", "", text).lower()


def _phrase(chance: random.Random, page: Page, lang: str) -> str:
    """Two or three words that follow each other in a sentence, neither all common nor all short."""
    section = chance.choice(page.sections)
    words = chance.choice(re.split(r"(?<=[.!?])\s+|\n", section.text)).split()
    size = chance.randint(2, 3)
    if len(words) < size:
        return ""
    first = chance.randrange(len(words) - size + 1)
    phrase = " ".join(words[first : first + size]).strip(".,;:()[]")
    pattern = r"[가-힣 ]+" if lang == "ko" else r"[A-Za-z \-]+"
    telling = [word for word in phrase.split() if word.lower() not in STOP_WORDS]
    long_enough = any(len(word) > (3 if lang == "ko" else 5) for word in telling)
    return phrase if re.fullmatch(pattern, phrase) and long_enough and len(telling) > 1 else ""


def _joined(_: random.Random, phrase: str) -> str:
    return phrase.replace(" ", "")


def _cut(chance: random.Random, phrase: str) -> str:
    """A space within the longest word, two syllables from either end."""
    longest = max(phrase.split(), key=len)
    if len(longest) < 4:
        return ""
    place = chance.randint(2, len(longest) - 2)
    return phrase.replace(longest, f"{longest[:place]} {longest[place:]}")


def _particle(chance: random.Random, phrase: str) -> str:
    """Another particle on the last word."""
    head, _, last = phrase.rpartition(" ")
    bare = without_particle(last)
    particle = chance.choice([each for each in PARTICLES if len(each) < 3])
    return f"{head} {bare}{particle}".strip()


def _half_typed(chance: random.Random, phrase: str) -> str:
    """The last syllable without its final, or its first consonant only."""
    phrase = without_particle(phrase)
    code = ord(phrase[-1]) - HANGUL_BASE if phrase else -1
    if not 0 <= code < 11172:
        return ""
    if code % 28 and chance.random() < 0.5:
        return phrase[:-1] + chr(HANGUL_BASE + code - code % 28)
    return phrase[:-1] + INITIALS[code // 588]


def _vowel(chance: random.Random, phrase: str) -> str:
    """One vowel mistaken, in a word of three syllables or more."""
    places = [match.start() for match in re.finditer(r"[가-힣]", phrase)]
    place = chance.choice(places)
    code = ord(phrase[place]) - HANGUL_BASE
    vowel = code // 28 % 21
    if vowel not in VOWEL_SLIPS:
        return ""
    slipped = chr(HANGUL_BASE + code + (VOWEL_SLIPS[vowel] - vowel) * 28)
    return phrase[:place] + slipped + phrase[place + 1 :]


def _as_is(_: random.Random, phrase: str) -> str:
    return phrase


def _hyphen(_: random.Random, phrase: str) -> str:
    return phrase.replace("-", "") if "-" in phrase else phrase.replace(" ", "-")


def _inflected(chance: random.Random, phrase: str) -> str:
    head, _, last = phrase.rpartition(" ")
    if len(last) < 5:
        return ""
    bare = re.sub(r"(ing|ed|es|s|e)$", "", last)
    return f"{head} {bare}{chance.choice(['s', 'ing', 'ed'])}".strip()


def _half_word(chance: random.Random, phrase: str) -> str:
    last = phrase.split()[-1] if phrase else ""
    return phrase[: -chance.randint(1, 3)] if len(last) > 6 else ""


def _slip(chance: random.Random, phrase: str) -> str:
    """A letter left out, doubled or swapped with the next, within the longest word."""
    longest = max(phrase.split(), key=len, default="")
    if len(longest) < 6:
        return ""
    place = chance.randint(1, len(longest) - 3)
    left, right = longest[:place], longest[place:]
    changed = chance.choice(
        [left + right[1:], left + right[0] + right, left + right[1] + right[0] + right[2:]]
    )
    return phrase.replace(longest, changed)


CHANGES: dict[str, dict[str, Callable[[random.Random, str], str]]] = {
    "ko": {"joined": _joined, "cut": _cut, "particle": _particle, "half-typed": _half_typed, "vowel": _vowel},
    "en": {
        "as-is": _as_is,
        "hyphen": _hyphen,
        "inflected": _inflected,
        "half-typed": _half_word,
        "slip": _slip,
    },
}
