"""A commit that translates, or corrects how things are said, makes nothing late by its other words."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.translation.plain_text import plain_sections
from exchange.translation.states import SectionStates

_COUNT = 10
EN = "The team reads file {} within {} days and keeps a copy."
KO = "담당 팀은 {}번 파일을 {}일 안에 읽고 사본을 보관합니다."
LAST = {
    "en": "Contact the office early, so that the budget can be discussed.",
    "ko": "예산을 상의할 수 있도록 미리 사무실에 연락합니다.",
}
REWORDED = "예산 논의가 가능하도록 일찌감치 사무국으로 알립니다."


def _texts(days: int, last: Mapping[str, str] = LAST) -> dict[str, dict[str, str]]:
    numbers = range(1, _COUNT + 1)
    return {
        "en": {**{f"s{number}": EN.format(number, days) for number in numbers}, "last": last["en"]},
        "ko": {**{f"s{number}": KO.format(number, days) for number in numbers}, "last": last["ko"]},
    }


def _late(*commits: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the sections that are late after commits: each has the texts of a page, by language."""
    states = SectionStates()
    for commit in commits:
        states.begin_commit({"a.md": commit})
        states.take_in("a.md", commit, moment="2026-11-28T00:00:00+00:00")
    names = states.names("a.md")
    found = states.states({"a.md": names})
    return [f"{state.section} {state.leading_locale}" for state in found if state.state.value != "same"]


def _korean(last: str) -> dict[str, dict[str, str]]:
    return {"ko": _texts(7, {**LAST, "ko": last})["ko"]}


def test_a_translator_rewords_another_section() -> None:
    """Ten sections follow the other language; the eleventh says in other words what it said."""
    english = {"en": _texts(7)["en"]}
    assert _late(_texts(5), english, _korean(REWORDED)) == []
    assert _late(_texts(5), _texts(7), _korean(REWORDED)) == ["last ko"]  # a change of its own


def test_what_a_translator_adds_is_new() -> None:
    """A number, a duty, a ban, a sentence or a clause of several words."""
    english = {"en": _texts(7)["en"]}
    for last in (
        "예산 논의가 가능하도록 3주 전에 사무국으로 알립니다.",
        "예산 논의가 가능하도록 일찌감치 사무국으로 알려야 합니다.",
        "예산 논의가 가능하더라도 사무국으로 알려서는 안 됩니다.",
        f"{REWORDED} 통역사는 사무국이 따로 섭외합니다.",
        "예산 논의가 가능하도록 통역사 섭외 현황, 회의실 도면과 함께 일찌감치 사무국으로 알립니다.",
    ):
        assert _late(_texts(5), english, _korean(last)) == ["last ko"], last


def test_a_change_after_a_revision_counts() -> None:
    """And the other language takes it up as ever."""
    english = {"en": _texts(7)["en"]}
    changed = _korean(REWORDED.replace("일찌감치", "2주 전에"))
    history = (_texts(5), english, _korean(REWORDED), changed)
    assert _late(*history) == ["last ko"]
    last = "Contact the office two weeks before, so that the budget can be discussed."
    assert _late(*history, {"en": _texts(7, {**LAST, "en": last})["en"]}) == []


def test_headings_that_get_ids_later_divide_a_section() -> None:
    """Without an id, a heading is part of the section before; nothing is lost when it has one."""
    english = "## First { #first }\n\nRead it.\n\n## Second { #second }\n\nKeep it for 5 days.\n"
    korean = "## 첫째 { #first }\n\n읽습니다.\n\n## 둘째\n\n5일간 보관합니다.\n"
    with_ids = korean.replace("## 둘째", "## 둘째 { #second }")
    versions = [
        {"en": plain_sections(english, "a.md"), "ko": plain_sections(korean, "a.md")},
        {"ko": plain_sections(with_ids, "a.md")},
    ]
    assert _late(*versions) == []
    edited = {"ko": plain_sections(with_ids.replace("5일", "9일"), "a.md")}
    assert _late(*versions, edited) == ["second ko"]
    reworded = {"ko": plain_sections(with_ids.replace("읽습니다", "사본을 만듭니다"), "a.md")}
    assert _late(*versions, reworded) == ["first ko"]


def test_a_page_that_is_reworded_throughout() -> None:
    """Each section in several places, with its numbers and names: the one that loses a ban is late."""
    old = "담당 팀은 매년 {}번 파일을 먼저 읽고 사본을 사무실에 보관합니다. 없으면 안 됩니다."
    new = "담당자는 해마다 {}번 서류를 우선 읽은 뒤 사본을 사무국에 보관하도록 합니다. 없으면 안 됩니다."
    english = "Each year the team first reads file {} and keeps a copy at the office. It cannot be missing."
    numbers = range(1, _COUNT + 1)
    agreed = {
        locale: {f"s{number}": text.format(number) for number in numbers}
        for locale, text in (("en", english), ("ko", old))
    }
    reworded = {f"s{number}": new.format(number) for number in numbers}
    assert _late(agreed, {"ko": reworded}) == []
    without = reworded["s3"].replace("없으면 안 됩니다.", "없어도 됩니다.")
    assert _late(agreed, {"ko": reworded | {"s3": without}}) == ["s3 ko"]
    assert _late(agreed, {"ko": agreed["ko"] | {"s3": reworded["s3"].replace("3번", "4번")}}) == ["s3 ko"]


def _followed(times: int, last: str) -> list[str]:
    """Return what is late after English has changed often, Korean has followed, and then says `last`."""
    rounds = []
    for number in range(times):
        first = f"{number + 5}"
        rounds.append({"en": {"a": EN.format(1, first), "last": LAST["en"]}})
        rounds.append({"ko": {"a": KO.format(1, first), "last": LAST["ko"]}})
    start = {
        locale: {"a": text.format(1, 4), "last": LAST[locale]} for locale, text in (("en", EN), ("ko", KO))
    }
    return _late(start, *rounds, {"ko": {**rounds[-1]["ko"], "last": last}})


def test_a_language_that_only_follows_says_nothing_new_by_other_words() -> None:
    """One that has followed a few times may be a peer; a number, a duty and a passage are new in any."""
    assert _followed(2, REWORDED) == ["last ko"]
    assert _followed(9, REWORDED) == []
    assert _followed(9, LAST["ko"].replace("미리", "일찍")) == []
    for last in (
        f"{LAST['ko']} 통역사는 사무국이 섭외합니다.",
        "예산 논의를 위해 3주 전에 알립니다.",
    ):
        assert _followed(9, last) == ["last ko"], last
    assert _followed(9, "예산을 상의할 수 있도록 미리 사무실에 연락해야 합니다.") == ["last ko"]


def test_a_copy_of_the_other_language_agrees_with_it_and_its_translation_does() -> None:
    """A page that begins as a copy, is brought up to date as one, and is translated a part at a time."""
    longer = f"{LAST['en']}\n\nReturns nothing.\n\nThe parameter HTML is a string of any length."
    copies = ({locale: {"a": text} for locale in ("en", "ko")} for text in (LAST["en"], longer))
    first, second = copies
    updates = ({"en": second["en"]}, {"ko": second["ko"]})
    assert _late(first, *updates) == []
    part = longer.replace(LAST["en"], LAST["ko"])
    whole = part.replace("Returns nothing", "아무것도 반환하지 않습니다").replace(
        "The parameter HTML is a string of any length", "매개변수 HTML은 길이에 제한이 없는 문자열입니다"
    )
    assert _late(first, *updates, {"ko": {"a": part}}) == []
    assert _late(first, *updates, {"ko": {"a": part}}, {"ko": {"a": whole}}) == []
    named = whole.replace("매개변수 HTML은", "매개변수 문서는")
    assert _late(first, *updates, {"ko": {"a": whole}}, {"ko": {"a": named}}) == ["a ko"]


def test_code_in_braces_is_words_and_attributes_are_none() -> None:
    """Only what gives an id, a class or a value is no word of a page."""
    code = "import { define } from 'x'\nglob('y', { eager: true })\n"
    assert plain_sections(f"# T {{ #t .wide }}\n\n{code}", "a.md")["t"].endswith(code.strip())


def test_a_section_that_moves_in_one_language_leaves_the_leads_of_others_behind() -> None:
    """Its Korean was ahead by a revision when the page moved in English, and comes later with other words."""
    states = SectionStates()
    for commit in (_texts(5), {"en": _texts(7)["en"]}, _korean(f"{REWORDED} 일정도 알립니다.")):
        states.begin_commit({"a.md": commit})
        states.take_in("a.md", commit, moment="2026-11-28T00:00:00+00:00")
    states.move([("en", "a.md", "b.md")])
    later = {"ko": {**_texts(7)["ko"], "last": "사무국과 예산, 일정과 장소를 미리 상의하는 편이 좋습니다."}}
    states.begin_commit({"b.md": later})
    states.take_in("b.md", later, moment="2026-11-29T00:00:00+00:00")
    assert states.pages["b.md"]["last"].texts.keys() == {"en", "ko"}
