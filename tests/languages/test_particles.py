"""Particles of Korean: the form behind a value is the one that a reader says, in every message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.languages.ko import _LATIN_HANGUL
from exchange.languages.ko.particles import CHOICE, choose
from exchange.languages.language import language
from exchange.text.problems import Place, Problem, explanation
from exchange.text.strings import Strings

ROOT = Path(__file__).parent.parent.parent
EXCHANGE = ROOT / "plugins" / "exchange"
MESSAGES = sorted(EXCHANGE.glob("*/messages/ko.json"))
STRINGS = sorted([*EXCHANGE.glob("*/words/ko.json"), *(EXCHANGE / "theme/locales").glob("*ko.json")])
PAIRS = [
    "은(는)",
    "는(은)",
    "이(가)",
    "가(이)",
    "을(를)",
    "를(을)",
    "와(과)",
    "과(와)",
    "(으)로",
    "으로(로)",
]
CONSONANT = dict(zip(PAIRS, "은 은 이 이 을 을 과 과 으로 으로".split(), strict=True))
VOWEL = dict(zip(PAIRS, "는 는 가 가 를 를 와 와 로 로".split(), strict=True))
CLOSING = st.text(st.sampled_from("'’\"”)]}」』》〉`"), max_size=3)
FINALS = "xㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def messages() -> Iterator[tuple[str, str, str]]:
    """Yield the package, the rule and a text of each Korean message, and the strings likewise."""
    for file in MESSAGES:
        for rule, wording in json.loads(file.read_text(encoding="utf-8")).items():
            for text in wording.values():
                yield file.parts[-3], rule, text
    for file in STRINGS:
        for key, text in json.loads(file.read_text(encoding="utf-8")).items():
            yield file.name, key, text


@given(
    st.text(max_size=5),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    CLOSING,
    st.sampled_from(PAIRS),
)
def test_a_syllable_decides_by_its_last_letter(before: str, syllable: str, closing: str, pair: str) -> None:
    """A final consonant takes one form, none the other; ㄹ counts as a vowel before 로 only."""
    final = FINALS[(ord(syllable) - 0xAC00) % 28]
    open_end = final == "x" or (final == "ㄹ" and pair.endswith("로"))
    open_end |= final == "ㄹ" and pair == "으로(로)"
    assert choose(before + syllable + closing, pair) == (VOWEL if open_end else CONSONANT)[pair]


@pytest.mark.parametrize(
    ("word", "topic", "direction"),
    [
        # numbers as they are read: 삼, 칠, 십, 백만, 조, and the unit that a date or a time ends in
        ("3", "은", "으로"),
        ("2", "는", "로"),
        ("7", "은", "로"),
        ("0", "은", "으로"),
        ("10", "은", "으로"),
        ("21", "은", "로"),
        ("1,000,000", "은", "으로"),
        ("1,000,000,000,000", "는", "로"),
        ("2.5", "는", "로"),
        ("2026-10-22", "은", "로"),
        ("2026. 10. 22.", "은", "로"),
        ("17:00", "는", "로"),
        ("17:30", "은", "으로"),
        ("90%", "는", "로"),
        # abbreviations letter by letter
        ("GCP", "는", "로"),
        ("URL", "은", "로"),
        ("IRB", "는", "로"),
        ("KRW", "는", "로"),
        ("NIHR", "은", "로"),
        ("FDM", "은", "으로"),
        ("x", "는", "로"),
        ("html", "은", "로"),
        ("index.md", "는", "로"),
        ("full-uk", "는", "로"),
        ("https://www.nihr.ac.uk/", "는", "로"),
        ("ip", "는", "로"),
        # words as Korean borrows them
        ("title", "은", "로"),
        ("email", "은", "로"),
        ("deadline", "은", "으로"),
        ("London", "은", "으로"),
        ("training", "은", "으로"),
        ("map", "은", "으로"),
        ("link", "는", "로"),
        ("stage", "는", "로"),
        ("guides", "는", "로"),
        ("café", "는", "로"),
        # behind quotes and brackets
        ("'공고'", "는", "로"),
        ("(기준)", "은", "으로"),
        ("[^출처]", "는", "로"),
        ("‘서울’", "은", "로"),
        ("**값**", "은", "으로"),
        ("{ #more }", "는", "로"),
        ("/en/guides/", "는", "로"),
        # letters by their names, decomposed syllables, wide forms
        ("ㄱ", "은", "으로"),
        ("ㅏ", "는", "로"),
        ("\u1112\u1161\u11ab", "은", "으로"),
        ("３", "은", "으로"),
    ],
)
def test_a_word_decides_as_it_is_read(word: str, topic: str, direction: str) -> None:
    """Digits, abbreviations and words in Latin letters count by how they are read in Korean."""
    assert (choose(word, "은(는)"), choose(word, "(으)로")) == (topic, direction)


@pytest.mark.parametrize("word", ["", "##", "٣", "…", "—", "Москва", "東京", "''", "{}"])
def test_a_sign_counts_by_its_name(word: str) -> None:
    """Names of signs end in 표; no reader ever sees both forms."""
    assert [choose(word, pair) for pair in PAIRS] == [VOWEL[pair] for pair in PAIRS]


def test_what_an_author_wrote_is_not_changed() -> None:
    """Only the choices of a message are made: one within a value is quoted as it is."""
    assert language("ko").fill("'{text}'은(는) {{그대로}}", {"text": "값을(를) 본문"}) == (
        "'값을(를) 본문'은 {그대로}"
    )


def test_problems_and_strings_make_their_choices() -> None:
    """Where a problem gets its words, and where the words of a program do, particles are decided."""
    problem = Problem(
        code="text/duplicate-field", place=Place(path="x"), values={"name": "제목", "first": "1"}
    )
    assert "'제목'이 " in explanation(problem, "ko").fault
    assert Strings({"a": "'{x}'을(를)"}, "ko")("a", x="지도") == "'지도'를"


@pytest.mark.parametrize("value", ["한국", "서울", "지도", "3", "7", "GCP", "NIHR", "deadline", "10"])
def test_no_message_leaves_a_choice_open(value: str) -> None:
    """With values that end in Hangul, a digit or a Latin letter every choice of every message is made."""
    korean = language("ko")
    for package, rule, text in messages():
        names = set(re.findall(r"(?<!\{)\{(\w+)\}", text))
        filled = korean.fill(text, dict.fromkeys(names, value))
        assert not CHOICE.search(filled), f"{package}/{rule}: {filled}"


def test_no_message_has_a_fixed_particle_behind_a_value() -> None:
    """A value may end in any sound: a particle with two forms, directly behind it, names both."""
    value = re.compile(r"(?<!\{)\{\w+\}(?!\}(?!\}))")
    fixed = re.compile(
        r"\0[ '’”\"\])」』`*}]*(?<! )"
        r"(?:(?:은|는|이|가|을|를|와|과|로|으로|나|이나|란|이란|라고|이라고)"
        r"(?![가-힣(])"
        r"|(?:로|으로|이라|와|과)(?:는|만|도|의|서|써)(?![가-힣]))"
    )
    gloss = re.compile(r"(?P<word>[가-힣])\(\0\)(?P<particle>[은는이가을를])")
    for package, rule, text in messages():
        marked = value.sub("\0", text)
        for word, particle in gloss.findall(
            marked
        ):  # a particle behind brackets belongs to the word before them
            assert particle in {choose(word, pair) for pair in PAIRS}, f"{package}/{rule}: {text}"
        assert not fixed.search(gloss.sub("", marked)), f"{package}/{rule}: {text}"


@pytest.mark.parametrize(
    ("text", "is_too_close"),
    [("Set이에요", False), ("둘 중 하나라도 NaN이면", False), ("API죠", False), ("focus가능한", True)],
)
def test_a_copula_is_written_close_to_a_latin_word(text: str, is_too_close: bool) -> None:
    """As particles are; a word of its own is not."""
    assert bool(_LATIN_HANGUL.search(text)) is is_too_close
