"""What one language says already is told from what it lacks, by the words that translate one another."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
from tests.rules.planted import PLANTED

from exchange.translation.correspondence import Correspondence
from exchange.translation.meaning import is_same_meaning
from exchange.translation.plain_text import plain, plain_sections

PAGES = Path(__file__).parents[2] / "content"
ACTORS = (("sponsor", "의뢰자"), ("hospital", "병원"), ("pharmacist", "약사"), ("funder", "지원기관"))
DEEDS = (("sends the report", "보고서를 보냅니다"), ("checks the budget", "예산을 점검합니다"))
SECTIONS = [
    {"en": f"The {actor} {deed}.", "ko": f"{ko_actor}는 {ko_deed}."}
    for actor, ko_actor in ACTORS
    for deed, ko_deed in DEEDS
] * 2
TWIN = "의뢰자는 보고서를 보냅니다. `Moodle`에는 3일 안에 올립니다."
TEXT = "The sponsor sends the report. Upload it to `Moodle` within 3 days."


@cache
def site() -> tuple[list[dict[str, str]], Correspondence]:
    """Return the sections of this site that are in both languages, and what they teach."""
    sections = []
    for page in sorted((PAGES / "en").rglob("*.md")):
        twin = PAGES / "ko" / page.relative_to(PAGES / "en")
        if not twin.exists():
            continue
        texts, twins = (plain_sections(file.read_text(encoding="utf-8"), "") for file in (page, twin))
        sections += [{"en": texts[name], "ko": twins[name]} for name in texts if name in twins]
    return sections, Correspondence(sections, ("en", "ko"))


@pytest.mark.parametrize("old", ["The backer sends the report.", "The hospital sends the report."])
def test_a_word_that_the_other_language_has_already_is_answered(old: str) -> None:
    """Whether the one before was another one, or nobody else has used it."""
    before = TEXT.replace("The sponsor sends the report.", old)
    words = Correspondence(SECTIONS, ("en", "ko"))
    assert words.is_answered(before, TEXT, TWIN, locale="en", twin_locale="ko")
    assert not words.is_answered(TEXT, before, TWIN, locale="en", twin_locale="ko")


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace("sponsor", "hospital"),
        TEXT.replace("sponsor", "clinic"),
        TEXT.replace("3 days", "4 days"),
        TEXT.replace("sends", "does not send"),
        TEXT.replace(" to `Moodle`", ""),
        TEXT.replace("sends", "must send"),
        TEXT.partition(". ")[0] + ".",
        TEXT + " The sponsor sends the report.",
    ],
)
def test_what_the_other_language_lacks_is_not_answered(new: str) -> None:
    """Be the rest of the text put better meanwhile."""
    words = Correspondence(SECTIONS, ("en", "ko"))
    for old in (TEXT, TEXT.replace("sponsor", "backer") if "sponsor" in new else TEXT):
        assert not words.is_answered(old, new, TWIN, locale="en", twin_locale="ko")


def test_no_planted_difference_is_answered() -> None:
    """With all that the sections of this site teach."""
    answered = []
    for case in PLANTED:
        in_english = case.old in case.en
        text, twin = (case.en, case.ko) if in_english else (case.ko, case.en)
        locales = ("en", "ko") if in_english else ("ko", "en")
        old, new = plain(text), plain(text.replace(case.old, case.new))
        if site()[1].is_answered(old, new, plain(twin), locale=locales[0], twin_locale=locales[1]):
            answered.append(case.name)
    assert answered == []


def test_few_random_words_are_answered() -> None:
    """Of words put in place of others in this site's sections: one in fifty, most of them small ones."""
    sections, words = site()
    draw, tried, answered = random.Random(5), 0, 0  # noqa: S311 -- a draw that is the same in each run
    for _ in range(500):
        texts, locale, twin_locale = draw.choice(sections), *draw.sample(("en", "ko"), 2)
        places = list(re.finditer(r"[a-z]{4,}|[가-힣]{2,}", texts[locale]))
        source = re.findall(r"[a-z]{4,}|[가-힣]{2,}", draw.choice(sections)[locale])
        if not places or not source:
            continue
        place = draw.choice(places)
        text = texts[locale]
        new = text[: place.start()] + draw.choice(source) + text[place.end() :]
        if not is_same_meaning(text, new, locale):
            tried += 1
            answered += words.is_answered(
                text, new, texts[twin_locale], locale=locale, twin_locale=twin_locale
            )
    assert tried > 400
    assert answered * 50 <= tried
