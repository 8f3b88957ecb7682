"""What is offered in place of what was typed: near to it or answered by hand, and right; or nothing is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.samples import SETTINGS

from exchange.calls.reading.record import read_call
from exchange.pages.navigation import read_navigation
from exchange.pages.page_meta import read_page_meta
from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems, Problem, explanation, message_languages
from exchange.text.suggestions import answer, nearest, nearest_path, sentences

RECORD = """\
title: {en: "A call", ko: "공고"}
summary: {en: "What for.", ko: "무엇을 위한 공고인지."}
lifecycle: announced
kind: grant
funders:
  - {id: a, name: {en: "A funder", ko: "기관"}, country: GB, role: funder}
  - {id: b, name: {en: "Another", ko: "다른 기관"}, country: KR}
sides:
  - {side: GB, funder: a, languages: [en]}
  - {side: KR, funder: b}
stages:
  - id: full
    kind: full
    side: GB
    basis: firm
    opens: 2027-01-11
    closes: 2027-03-17 13:00 Europe/London
changes:
  - {at: 2026-11-20, kind: added}
source:
  - title: {en: "Notice", ko: "공고문"}
    url: https://example.org/
    checked: 2026-11-20
    confidence: A
"""
PAGE = '---\ntitle: "x"\ndescription: "x"\nkind: guide\noriginal: en\nid: x\n---\n\nText.\n'
NAV = "- guides:\n    - estimands\n"
PAGES = ["index.md", "guides/index.md", "guides/estimands.md", "guides/ai-in-trials.md", "calls/index.md"]
HANGUL = re.compile("[가-힣]")
EMPTY = re.compile(r"'[-?–]?'|: *[.?-]?$|: [-?]\.|\[\[|\]\]|\{[a-z_]+\}")  # what a message must not show

SLOTS = {  # by name: the text that holds the field, what is put in place of what, what people type
    "lifecycle": (
        RECORD,
        "lifecycle: announced",
        "lifecycle: {}",
        "open|Open|opened|closed|Closed|extended|awarded|published|upcoming|draft|anounced|"
        "canceled|cancel|results|공고|접수중|접수 중|모집중|마감|마감됨|연장|선정|결과 발표|예정|"
        "취소|초안|planed|withdrawal|zzz|live|expired",
    ),
    "kind of a call": (
        RECORD,
        "kind: grant",
        "kind: {}",
        "project|Grant|grants|research|fellow|travel|PhD|과제|연구비|펠로십|장학금|prise|zzz|"
        "network grant|공고",
    ),
    "country": (
        RECORD,
        "country: GB",
        "country: {}",
        "UK|uk|U.K.|Britain|Great Britain|United Kingdom|GBR|gb|England|영국|Ukraine|UKR|"
        "France|de|Kuwait|KWT",
    ),
    "side": (
        RECORD,
        "    side: GB",
        "    side: {}",
        "UK|GBR|영국|Korea|ROK|KOR|South Korea|Republic of Korea|한국|대한민국|kr|both|양국|EU|"
        "North Korea|북한|JP",
    ),
    "kind of a stage": (
        RECORD,
        "    kind: full",
        "    kind: {}",
        "application|proposal|Full|pre-proposal|letter of intent|LOI|webinar|설명회|접수|신청|"
        "면접|의향서|예비신청|registraton|마감|zzz|open|result|deadline",
    ),
    "basis": (
        RECORD,
        "basis: firm",
        "basis: {}",
        "confirmed|tba|TBC|예정|확정|미정|likely|x",
    ),
    "kind of a change": (
        RECORD,
        "kind: added",
        "kind: {}",
        "extension|연장|new|correction|정정|변경|canceled|취소|awarded|closed|선정|마감|delayed|ad|zzz|공고",
    ),
    "zone": (
        RECORD,
        "13:00 Europe/London",
        "13:00 {}",
        "KST|GMT|BST|AoE|UK|Seoul|Asia/Soul|Europe/Londn|London|한국시간|영국시간|서울|CET|EST|"
        "Asia/Busan|Korea/Seoul|XYZ|GMT+9|GMT +1|UTC-5|Z",
    ),
    "time": (
        RECORD,
        "2027-03-17 13:00 Europe/London",
        "2027-03-17 {}",
        "6:00 PM|6:00 pm KST|오후 6시|12:00 AM|18:00|9:00|18:00KST|6pm|18:00 UK time",
    ),
    "language": (
        RECORD,
        "languages: [en]",
        "languages: [{}]",
        "English|한국어|KR|영어|French|eng",
    ),
    "kind of a page": (
        PAGE,
        "kind: guide",
        "kind: {}",
        "guidance|안내서|가이드|document|문서|공고|용어집|draft|초안|Guide|giude|sitemap|"
        "training|강의|project|blog|zzz|홈",
    ),
    "original": (
        PAGE,
        "original: en",
        "original: {}",
        "English|Korean|한국어|국문|영어|kr|KO|en-GB|french|zh",
    ),
    "field of a page": (
        PAGE,
        'description: "x"',
        '{}: "x"',
        "desciption|설명|subtitle|descr|summary of it",
    ),
    "field of a stage": (
        RECORD,
        "    closes: ",
        "    {}: ",
        "deadline|마감일|close|closing_date|end",
    ),
    "page in the order": (
        NAV,
        "    - estimands",
        "    - {}",
        "estimand|Estimands|estimands.md|ai-in-trial|federated-analysis|추정|x|reading-calls",
    ),
}
BY_HAND = {  # the field of each slot in the table of answers, and one of its options
    "kind of a call": ("kind", "fellowship"),
    "kind of a stage": ("kind", "eoi"),
    "kind of a change": ("kind", "extended"),
    "kind of a page": ("kind", "guide"),
    "field of a page": ("field", "title"),
    "field of a stage": ("field", "closes"),
    "language": ("languages", "en"),
}
ACCEPTED = {  # what is read as typed, and what it is read as
    "lifecycle": {
        **dict.fromkeys(("published", "공고"), "announced"),
        **dict.fromkeys(("upcoming", "예정"), "planned"),
        **dict.fromkeys(("awarded", "results", "선정", "결과 발표"), "awarded"),
    },
    "kind of a call": {
        **dict.fromkeys(("project", "research", "과제", "연구비"), "grant"),
        **dict.fromkeys(("fellow", "펠로십"), "fellowship"),
        **dict.fromkeys(("PhD", "장학금"), "studentship"),
        "travel": "mobility",
    },
    "basis": {
        **dict.fromkeys(("confirmed", "확정"), "firm"),
        **dict.fromkeys(("likely", "예정"), "expected"),
    },
    "kind of a change": dict.fromkeys(("new", "공고"), "added"),
    "zone": {
        **dict.fromkeys(("KST", "GMT+9", "Seoul", "한국시간", "서울", "Korea/Seoul"), "Asia/Seoul"),
        **dict.fromkeys(("GMT", "UK", "London", "영국시간"), "Europe/London"),
        "CET": "Europe/Brussels",
        "AoE": "Etc/GMT+12",
        "Z": "UTC",
    },
    "time": {
        **dict.fromkeys(("6:00 pm KST", "18:00KST"), "18:00 Asia/Seoul"),
        "18:00 UK time": "18:00 Europe/London",
    },
    "language": {
        **dict.fromkeys(("English", "영어"), "en"),
        **dict.fromkeys(("한국어", "KR"), "ko"),
        "eng": "eng",
    },
}
NAMES = st.text("abcdé-가나다", min_size=1, max_size=12)
TYPED = [(slot, typed.strip()) for slot, (*_, typed_) in SLOTS.items() for typed in typed_.split("|")]


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a record, a page or an order of pages."""
    try:
        if text.startswith("---"):
            read_page_meta(read_document(text, path="x.md"), locales=("en", "ko"))
        elif text.startswith("title"):
            read_call(text, path="x.yml", settings=SETTINGS)
        else:
            read_navigation(text, source="nav.yml", pages=PAGES)
    except ContentProblems as found:
        return found.problems
    return ()


def put(slot: str, value: str) -> str:
    """Return the text of a slot with a value in its place."""
    text, right, form, _ = SLOTS[slot]
    assert text.count(right) == 1, right
    return text.replace(right, form.format(value))


def offer(problem: Problem, slot: str) -> str:
    """Return what a problem proposes to put into a slot; empty where it proposes nothing."""
    values = problem.values
    if slot == "time":
        return (values.get("better") or values["example"]).partition(" ")[2]
    if slot == "zone" and "better" in values:
        return values["better"].rpartition(" ")[2]
    return values.get("best") or values.get("write") or ""


def edits(one: str, other: str) -> int:
    """Return how many characters to insert, remove, replace or swap, reckoned apart from the code."""
    one, other = one.casefold(), other.casefold()
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def test_the_texts_are_right_to_begin_with() -> None:
    """Each finding below is that of the value that was typed."""
    assert [problems(text) for text in (RECORD, PAGE, NAV)] == [(), (), ()]
    assert len(TYPED) > 150


@pytest.mark.parametrize(("slot", "typed"), TYPED)
def test_what_is_offered_is_near_or_answered_by_hand_and_right_when_typed(slot: str, typed: str) -> None:
    """A person who copies the offer is done; where there is none, both languages still say what to write."""
    text = put(slot, typed)
    found = problems(text)
    if not found:
        read, meant = (
            read_call(put(slot, value), path="x.yml", settings=SETTINGS)
            for value in (typed, ACCEPTED[slot][typed])
        )
        assert read == meant
        return
    first = found[0]
    offered = offer(first, slot)
    if offered:
        assert (first.code, first.place) not in {
            (one.code, one.place) for one in problems(put(slot, offered))
        }
        name, option = BY_HAND.get(slot, (slot, ""))
        near = 3 * edits(typed.removesuffix(".md"), offered) <= len(offered)
        is_computed = slot == "time" or offered.startswith("Etc/GMT")
        assert is_computed or near or answer(name, typed, [offered, option]), offered
    for language in message_languages():
        said = explanation(first, language)
        assert not EMPTY.search(f"{said.fault}\n{said.way_out}".replace(f"'{typed}'", "")), said
        assert HANGUL.search(said.way_out) if language == "ko" else not HANGUL.search(said.way_out)


@pytest.mark.parametrize(
    ("slot", "typed", "offered"),
    [
        ("country", "UK", "GB"),
        ("side", "ROK", "KR"),
        ("side", "대한민국", "KR"),
        ("country", "Ukraine", ""),
        ("country", "UKR", ""),
        ("lifecycle", "closed", ""),
        ("lifecycle", "연장", ""),
        ("lifecycle", "open", "announced"),
        ("lifecycle", "접수중", "announced"),
        ("original", "한국어", "ko"),
        ("kind of a page", "안내서", "guide"),
        ("zone", "BST", "Europe/London"),
        ("page in the order", "federated-analysis", ""),
    ],
)
def test_what_people_type_gets_what_is_to_be_written(slot: str, typed: str, offered: str) -> None:
    """A call of one side never becomes the other's; a call that is closed is not cancelled."""
    first = problems(put(slot, typed))[0]
    assert offer(first, slot) == offered


def test_a_closed_or_extended_call_is_told_what_to_do_instead() -> None:
    """In both languages: it closes by its dates, and an extension is a change."""
    for typed, english, korean in (
        ("closed", "closes by itself", "저절로 마감"),
        ("연장", "`changes`", "`changes`"),
    ):
        first = problems(put("lifecycle", typed))[0]
        assert english in explanation(first, "en").way_out
        assert korean in explanation(first, "ko").way_out


def test_six_in_the_evening_is_eighteen_hours() -> None:
    """Never twelve hours off, in either language's way of writing it."""
    for typed in ("6:00 PM", "06:00 p.m.", "6 pm", "오후 6시", "오후 6:00", "PM 6:00"):
        assert problems(put("time", typed))[0].values["better"] == "2027-03-17 18:00 Europe/London"
    assert problems(put("time", "12:30 AM"))[0].values["better"] == "2027-03-17 00:30 Europe/London"


def test_every_language_has_every_sentence() -> None:
    """With the same value in it."""
    first, *others = [
        {name: "{write}" in text for name, text in sentences(one).items()} for one in message_languages()
    ]
    assert all(other == first for other in others)


@given(NAMES, st.lists(NAMES, max_size=5))
def test_nothing_is_offered_beyond_a_third_of_the_length(typed: str, options: list[str]) -> None:
    """Whatever is typed and whatever there is."""
    best = nearest(typed, options)
    if best is not None:
        assert best in options
        assert best != typed
        assert 3 * edits(typed, best) <= min(len(typed), len(best))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("en/guides/estimand.md", "en/guides/estimands.md"),
        ("en/guide/estimands.md", "en/guides/estimands.md"),
        ("en/about/estimands.md", "en/guides/estimands.md"),
        ("en/guides/ai-in-trials.md", None),
        ("en/calls/x.md", None),
        ("assets/my picture.png", None),
        ("en/my guide.md", None),
    ],
)
def test_a_path_is_compared_folder_by_folder(typed: str, offered: str | None) -> None:
    """Long folders make no name near; a file of the same name elsewhere was perhaps moved."""
    known = [
        "en/guides/estimands.md",
        "en/guides/reading-uk-calls.md",
        "en/index.md",
        "assets/my picture.png",
    ]
    assert nearest_path(typed, known) == offered
