"""Pages and queries to test search with."""

from __future__ import annotations

from hypothesis import strategies as st

from exchange.search.model import Page, Section

WORDS = (
    "clinical trial randomised randomization consent e-consent data sharing IRB paediatric analysis "
    "analyses 임상시험 "
    "임상시험을 무작위배정 중간 분석 중간분석을 동의서를 표본 수는 자료 모집하는 위원회에서 2026 R "
    'β-blocker 臨床 <b> " \\'
).split()

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    """Up to six Korean pages of a few sections."""
    count = draw(st.integers(min_value=0, max_value=6))
    return [draw(_page(number)) for number in range(count)]


@st.composite
def _page(draw: st.DrawFn, number: int) -> Page:
    sections = draw(st.lists(st.tuples(texts, texts), max_size=3))
    return Page(
        id=f"p{number}",
        lang="ko",
        url=f"ko/p{number}/",
        title=draw(texts) or "제목",
        kind=draw(st.sampled_from(["guide", "call"])),
        tags=tuple(draw(st.lists(st.sampled_from(WORDS), max_size=2))),
        sections=tuple(
            Section(id=f"s{place}", heading=heading, text=text)
            for place, (heading, text) in enumerate(sections)
        ),
        counterpart=draw(st.sampled_from([None, f"p{number}"])),
    )
