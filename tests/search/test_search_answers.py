"""What an answer holds beside its ranking: sections, marks, filters, states, suggestions, concepts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.search.index import build_index
from exchange.search.model import Concept, Page, Section
from exchange.search.word_analyser import SurfaceAnalyser

Answer = Any
OPENS, CLOSES = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
LATER = datetime(2026, 4, 8, tzinfo=UTC)
STATES = (
    (datetime(1970, 1, 1, tzinfo=UTC), "upcoming"),
    (OPENS, "open"),
    (CLOSES, "invited"),
    (LATER, "closed"),
)
DEADLINES = (({"en": "UK: Thu", "ko": "영국: 목"}, CLOSES), ({"en": "Korea: Fri", "ko": "한국: 금"}, LATER))
CONCEPTS = (
    Concept(
        id="g1",
        names={"en": ("clinical trial", "CT"), "ko": ("임상시험", "임상실험")},
        definitions={"en": "A study in people.", "ko": "사람을 대상으로 하는 시험."},
    ),
)


def _page(lang: str, slug: str, title: str, **more: Any) -> Page:
    section = Section(id="how", heading=more.pop("heading", ""), text=more.pop("text", ""))
    return Page(id=slug, lang=lang, url=f"{lang}/{slug}/", title=title, sections=(section,), **more)


PAGES = (
    _page(
        "en",
        "call",
        "A call for a clinical trial",
        kind="call",
        side="GB",
        states=STATES,
        deadlines=DEADLINES,
    ),
    _page(
        "en", "guide", "A guide", kind="guide", heading="Blinding", text="How to keep a clinical trial blind."
    ),
    _page("en", "paired", "Registering", kind="guide", text="Registers.", counterpart="paired"),
    _page("ko", "paired", "임상시험 등록", kind="guide", text="등록한다.", counterpart="paired"),
    _page("ko", "alone", "임상시험 보험", kind="guide", text="보험에 든다."),
    *(_page(lang, f"other-{number}", "웨비나") for lang in ("en", "ko") for number in range(6)),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the indexes of the pages above."""
    folder = tmp_path_factory.mktemp("small")
    for lang in ("en", "ko"):
        own = [page for page in PAGES if page.lang == lang]
        (folder / lang).mkdir()
        analyser = SurfaceAnalyser(["임상시험"])
        for name, content in build_index(own, CONCEPTS, lang=lang, cache={}, analyser=analyser).items():
            (folder / lang / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (OPENS.timestamp() - 1, "upcoming"),
        (OPENS.timestamp(), "open"),
        (CLOSES.timestamp() - 1, "open"),
        (CLOSES.timestamp(), "invited"),
        (LATER.timestamp() - 1, "invited"),
        (LATER.timestamp(), "closed"),
    ],
)
def test_a_call_has_the_state_of_the_moment(search: Answer, small: Path, moment: float, status: str) -> None:
    """The state follows the query's clock; a deadline itself is no longer open; each side's is there."""
    (answer,) = search(small, [("en", "call", {"now": moment})])
    assert answer["hits"][0]["status"] == status
    assert answer["hits"][0]["deadlines"] == [
        {"words": {"en": "UK: Thu", "ko": "영국: 목"}, "over": moment >= CLOSES.timestamp()},
        {"words": {"en": "Korea: Fri", "ko": "한국: 금"}, "over": moment >= LATER.timestamp()},
    ]


def test_a_hit_links_to_the_section_that_answers(search: Answer, small: Path) -> None:
    """Words in a section's sentence give the section's id; words in the title give none."""
    guide, call = search(small, [("en", "blind trial", {}), ("en", "call", {})])
    assert guide["hits"][0]["section"] == {"id": "how", "heading": "Blinding"}
    assert call["hits"][0]["section"] is None


def test_pages_in_the_other_language_are_labelled_and_below(search: Answer, small: Path) -> None:
    """A page stands below its counterpart, which is found by the other's words too; one alone counts more."""
    (answer,) = search(small, [("en", "clinical trial", {})])
    urls = [hit["url"] for hit in answer["hits"]]
    assert [hit["other"] for hit in answer["hits"]] == [url.startswith("ko/") for url in urls]
    assert [url for url in urls if url.startswith("ko/")] == ["ko/alone/", "ko/paired/"]
    assert urls.index("en/paired/") < urls.index("ko/paired/")


def test_filters_and_counts(search: Answer, small: Path) -> None:
    """A filter keeps the pages that have one of its values."""
    queries = [
        ("en", "clinical trial", {"filters": {"kind": ["call"]}}),
        ("en", "clinical trial", {"filters": {"lang": ["ko"]}}),
        ("en", "clinical trial", {"filters": {"side": ["KR"]}}),
        ("en", "clinical trial", {"filters": {"status": ["closed"]}, "now": LATER.timestamp()}),
        ("en", "clinical trial", {}),
    ]
    kinds, langs, none, closed, every = search(small, queries)
    assert {hit["kind"] for hit in kinds["hits"]} == {"call"}
    assert {hit["lang"] for hit in langs["hits"]} == {"ko"}
    assert none["hits"] == []
    assert [hit["url"] for hit in closed["hits"]] == ["en/call/"]
    assert every["counts"]["lang"] == {"en": 3, "ko": 2}


def test_a_concept_answers_for_itself(search: Answer, small: Path) -> None:
    """Asked by any of its spellings, in either language, with a particle or not."""
    answers = search(
        small, [("en", "Clinical trials", {}), ("ko", "임상실험을", {}), ("en", "trial call", {})]
    )
    first, second, third = (answer["answer"] for answer in answers)
    assert first == {"id": "g1", "names": {"en": "clinical trial", "ko": "임상시험"}, "definitions": {
        "en": "A study in people.", "ko": "사람을 대상으로 하는 시험."}}  # fmt: skip
    assert second == first
    assert third is None


def test_did_you_mean(search: Answer, index: Path) -> None:
    """An unknown word is offered as the nearest known one; known words are left alone."""
    queries = [("en", "fellowhip", {}), ("ko", "프로토컬 변경", {}), ("en", "fellowship", {})]
    english, korean, known = (answer["suggestion"] for answer in search(index, queries))
    assert english.startswith("fellowship")
    assert korean == "프로토콜 변경"
    assert known is None


@pytest.mark.parametrize(
    ("text", "marks", "marked"),
    [
        ("Randomised trials, and a randomisation list", ["random"], ["Randomised", "randomisation"]),
        ("A non-inferiority margin", ["noninferior"], ["non-inferiority"]),
        ("중간 분석과 중간분석", ["중간분석"], ["중간 분석", "중간분석"]),
        ("자료를 보내고 다시 보낸다", ["보내다"], ["보내"]),
        ("<b>trial</b> & (trial", ["trial", "(", "<b>"], ["trial", "trial"]),
    ],
)
def test_words_to_mark(node: Answer, text: str, marks: list[str], marked: list[str]) -> None:
    """Ranges cover the words whose term was found, as they stand in the text."""
    ranges = node(
        "print(rangesToMark(input.text, input.marks))", {"text": text, "marks": marks}, mark="rangesToMark"
    )
    assert [text[start:end] for start, end in ranges] == marked


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        *(("페더레이티드 러닝", "federated learning"), ("어댑티브 디자인", "adaptive design")),
        *(
            ("랜더마이제이션", "randomisation"),
            ("인폼드 컨센트", "informed consent"),
            ("시뮬레이션", "simulation"),
        ),
        *(("디센트럴라이즈드 트라이얼", "decentralised trial"), ("프라이머리 아웃컴", "primary outcome")),
    ],
)
def test_an_english_word_in_hangul_sounds_as_it_does(node: Answer, hangul: str, latin: str) -> None:
    """Both are the same consonants."""
    heard = node("print(input.map(([h, l]) => [soundOfHangul(h), soundOfLatin(l)]))", [[hangul, latin]],
                 sounds="soundOfHangul, soundOfLatin")  # fmt: skip
    assert heard[0][0] == heard[0][1]


def test_a_term_is_found_by_its_sound(search: Answer, small: Path) -> None:
    """A spelling in Hangul that stands nowhere leads to the concept; a word like nothing leads nowhere."""
    found, nothing = search(small, [("ko", "클리니컬 트라이얼", {}), ("ko", "뷁궯쉛", {})])
    assert {"ko/alone/", "en/call/"} <= {hit["url"] for hit in found["hits"]}
    assert nothing["total"] == 0


HOSTILE = [
    *("", " ", "-", "'", "\0", "ㅎ", "ㅏ", "and the of", "을 를", "🧪 시험", "％００", "\u202eabc"),
    *("a" * 10_000, "가" * 10_000, "ㅅ" * 10_000, "a-" * 5_000, "임상시험 " * 3_000),
    *("<script>alert(1)</script>", "(((((.*+?^${}|[\\", "__proto__ constructor", "' OR 1=1 --"),
    *("\ud800 시험", "시험\udfff", "\u1112\u1161\u11ab"),
]


def test_hostile_queries_do_no_harm(search: Answer, index: Path) -> None:
    """Every one of them has an answer of the usual form."""
    for reader in ("en", "ko"):
        answers = search(index, [(reader, query, {}) for query in HOSTILE])
        assert all(set(answer) >= {"total", "hits", "suggestion", "answer"} for answer in answers)


@settings(max_examples=5, deadline=None)
@given(queries=st.lists(st.text(max_size=60), min_size=20, max_size=40))
def test_every_query_has_an_answer(search: Answer, small: Path, queries: list[str]) -> None:
    """Whatever is typed, search ends and does not throw."""
    answers = search(small, [("ko", query, {}) for query in queries])
    assert len(answers) == len(queries)


def test_hostile_content_is_carried_as_text(tmp_path: Path) -> None:
    """Markup, quotes and half characters in a page come out as the same text, in valid JSON."""
    title = '<img src=x onerror="alert(1)"> \\ \u2028'
    page = Page(
        id="x", lang="en", url="en/x/", title=title, sections=(Section(id="", heading="", text="\ud800 x"),)
    )
    files = build_index([page], (), lang="en", cache={})
    shown = next(json.loads(content) for name, content in files.items() if name.startswith("pages-"))
    assert shown["titles"] == title
