"""What changed in a section is said to readers in a line, without marks of how the text is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.small_sites import NOW, make_site

from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site, read_content
from exchange.site.translation_tasks import one_line
from exchange.translation.states import SectionState, State

_TABLE = "## Money\n\nIt pays.\n\n| Item | UK |\n|---|---|\n| Fee | £2,000 |\n| Tea | £5 |"
_LIST = "## 방문\n\n- 모니터요원은 1년에 두 번 갑니다.\n- 참여자는 시계를 가집니다."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a small site with a call."""
    folder: Path = tmp_path_factory.mktemp("site")
    return read_content(make_site(folder), now=NOW)


@pytest.mark.parametrize(
    ("locale", "old", "before", "after", "line"),
    [
        ("en", _TABLE, "2,000", "2,500", "Fee · £[-2,000]{+2,500}"),
        ("ko", _LIST, "두 번", "세 번", "모니터요원은 1년에 [-두]{+세} 번 갑니다."),
        ("ko", "## 종료\n\n90일 안에 알립니다.", "90", "60", "[-90일]{+60일} 안에 알립니다."),
        ("en", "## End\n\nRead it.", "End", "Close", "[-End]{+Close}"),
        ("en", "1. Read it.\n2. Sign it.", "Sign", "Send", "[-Sign]{+Send} it."),
        (
            "en",
            "One line of a sentence that\ngoes on to 7 days.",
            "7",
            "9",
            "…that goes on to [-7]{+9} days.",
        ),
        (
            "en",
            "Keep it 25 years. Nobody outside may read it.",
            "25",
            "5",
            "Keep it [-25]{+5} years. Nobody outside…",
        ),
        (
            "en",
            "Ask the **lead [partner]** or [Kim] of `x`.",
            "or",
            "and",
            "Ask the lead partner [-or]{+and} Kim of x.",
        ),
        (
            "ko",
            "**책임자**는 [서식 1]을 30일 안에 냅니다.",
            "30",
            "20",
            "책임자는 서식 1을 [-30일]{+20일} 안에 냅니다.",
        ),
        ("en", "Read **it** now.", "**it**", "it", "Read [-**]it[-**] now."),
        ("ko", "파일을 25년간 보관합니다.", "25", "5", "파일을 [-25년간]{+5년간} 보관합니다."),
        ("ko", "가 나 다 라 마 7일 바 사 아 자 차.", "7", "5", "…나 다 라 마 [-7일]{+5일} 바 사 아…"),
    ],
)
def test_a_change_in_one_line(site: Site, locale: str, old: str, before: str, after: str, line: str) -> None:
    """What is around it ends with its item, row or paragraph; a heading is shown where it changed.

    Where words of these are left out, it says so.
    """
    texts = {locale: old.replace(before, after), "cy": ""}
    state = SectionState(
        page="a.md", section="b", state=State.AHEAD, leading_locale=locale, bases={locale: old}, texts=texts
    )
    marks = {"": "{}", "del": "[-{}]", "ins": "{{+{}}}"}
    assert (
        "".join(marks[tag].format(text) for tag, text in one_line(state, locale, ReaderTexts(site, locale)))
        == line
    )
