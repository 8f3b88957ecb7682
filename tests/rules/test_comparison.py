"""What one language of a section states and the other does not is found; what says the same is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.partnerships import write_site_file
from tests.rules.free_translations import FREE_TRANSLATIONS
from tests.rules.planted import PLANTED, Planted
from tests.site.small_sites import NOW

from exchange.authoring.sections import sections
from exchange.languages.language import language
from exchange.rules.body_names import Body
from exchange.rules.comparison import Difference, differences
from exchange.rules.passages import SectionText, section_texts
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings


def _section(text: str, locale: str) -> SectionText:
    (section,) = section_texts(text, body_line=1, sections=sections(text), locale=locale)
    return section


BODIES = (
    Body(country="GB", names=("MHRA",)),
    Body(country="GB", names=("HRA",)),
    Body(country="GB", names=("MRC",)),
    Body(country="GB", names=("NIHR",)),
    Body(country="KR", names=("MFDS", "식약처")),
    Body(country="KR", names=("KDCA", "질병관리청")),
    Body(country="KR", names=("KHIDI", "한국보건산업진흥원")),
)


def _differences(en: str, ko: str) -> list[Difference]:
    return list(differences(_section(en, "en"), _section(ko, "ko"), ("en", "ko"), BODIES))


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_a_planted_difference_is_found(case: Planted) -> None:
    """And nothing is found before the edit."""
    assert _differences(case.en, case.ko) == []
    assert case.old in case.en + case.ko
    if case.old in case.en:
        assert _differences(case.en.replace(case.old, case.new), case.ko)
    else:
        assert _differences(case.en, case.ko.replace(case.old, case.new))


@pytest.mark.parametrize(("en", "ko"), FREE_TRANSLATIONS)
def test_a_free_translation_is_not_found(en: str, ko: str) -> None:
    """Numbers in words, reversed clauses, negations by other words, each country's own order."""
    assert _differences(en, ko) == []


def test_each_language_may_have_its_columns_in_its_own_order() -> None:
    """The same in all rows: its own country comes first."""
    en = "| | UK | Korea |\n|---|---|---|\n| Report | 7 days | 15 days |\n| File | 3 days | 9 days |"
    ko = "| | 한국 | 영국 |\n|---|---|---|\n| 보고 | 15일 | 7일 |\n| 제출 | 9일 | 3일 |"
    assert _differences(en, ko) == []


def test_an_address_in_each_language_is_one_site() -> None:
    """Only the code of the language differs in it."""
    assert _differences("[A](https://x.example/en/a)", "[가](https://x.example/ko/a)") == []
    assert _differences("[A](https://x.example/a/)", "[가](https://x.example/ko/a/)") == []
    assert _differences("[A](https://x.example)", "[가](https://x.example/ko)") == []
    assert _differences("[A](https://x.example/a/#b)", "[가](https://x.example/ko/a/#b)") == []
    assert _differences("[A](https://x.example/a/)", "[가](https://x.example/ko/b/)") != []
    assert _differences("[A](../../en/a.md)\n\n[B](b.md)", "[가](../../ko/a.md)\n\n[나](b.md)") == []
    assert _differences("[A](https://x.example/a?lang=en)", "[가](https://x.example/a?lang=ko)") == []


def test_languages_are_compared_where_the_first_one_is_gone(tmp_path: Path) -> None:
    """Two that say that a third was the original: the first of them is what the other is compared with."""
    content = tmp_path / "content"
    write_site_file(content, "cy", "en", "ko")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [bilingual, languages, content_check]\n", "utf-8"
    )
    front = "---\ntitle: A\ndescription: D.\nkind: page\noriginal: cy\n---\n\n"
    for locale, text in (("en", "Reply within 7 days."), ("ko", "9일 안에 답합니다.")):
        (content / locale).mkdir()
        (content / locale / "a.md").write_text(front + text + "\n", "utf-8")
    found = all_problems(read_settings(tmp_path / "mkdocs.yml"), now=NOW)
    assert "rules/facts-differ" in [problem.code for problem in found]


_BANS = (
    "흡연 금지|음주금지 구역|금지 약물|촬영금지원칙|금지원료"
    "|중복신청금지|재위탁금지 조항|겸직금지 의무|반입금지 품목|금지됩니다"
)
_MONEY = (
    "연구개발비 금지급 기준|장학금지급|장려금지출|지원금지원 대상|보조금지불|등록금지원 사업|연구지원금지침"
)


@pytest.mark.parametrize(
    ("text", "is_ban"),
    [*((text, True) for text in _BANS.split("|")), *((text, False) for text in _MONEY.split("|"))],
)
def test_a_word_that_ends_in_money_before_another_is_no_ban(text: str, is_ban: bool) -> None:
    """The syllables of a ban stand across two words there; a ban before another word is one."""
    korean = language("ko")
    assert ("ban" in {notion.name for notion in korean.notions(text)}) is is_ban
    assert korean.denial is not None
    assert bool(korean.denial.search(text)) is is_ban
