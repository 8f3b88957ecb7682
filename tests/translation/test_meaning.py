"""An edit that changes what a text says is told from one that changes how it is written."""

from __future__ import annotations

import pytest
from tests.rules.planted import PLANTED, Planted

from exchange.translation.meaning import is_rewording, is_same_meaning, words_of
from exchange.translation.plain_text import plain

HARMLESS = (
    ("en", "The sponsor sends the report.", "The sponsor sends the reports."),
    ("en", "The sponsor recieves it.", "The sponsor receives it."),
    ("en", "Ask the sponsor, and wait.", "Ask the sponsor and wait"),
    ("en", "It is in the annex.", "This is in the annex."),
    ("en", "It was analysed twice.", "It was analyzed twice."),
    ("en", "Ask **the team**.", "Ask the  team!"),
    ("en", "A UK-Korea network starts.", "A UK–Korea network starts."),
    ("en", "It takes 5-7 days.", "It takes 5–7 days."),
    ("en", "A decision-making body meets.", "A decision making body meets."),
    ("en", "The funder's rules count.", "The funder’s rules count."),
    ("ko", "한-영 공동연구를 합니다.", "한·영 공동연구를 합니다."),
    ("en", "Pay within 7 days.", "Please pay within seven days."),
    ("en", "It pays 80% from 3 May 2026.", "It pays 80 per cent from May 3, 2026."),
    ("en", "- Ask.\n- Tell.\n\nThen sign.", "- Tell.\n- Ask.\n\nThen sign."),
    ("en", "| Review | 3 days |\n| Reply | 4 days |", "| Reply | 4 days |\n| Review | 3 days |"),
    ("ko", "80%를 2026년 5월 3일까지 냅니다.", "80퍼센트를 2026. 5. 3.까지 냅니다."),
    ("ko", "14일 안에 냅니다.", "2주 안에 냅니다."),
    ("ko", "위원회에 보고하십시오.", "위원회에 보고합니다."),
    ("ko", "결과를 씁니다.", "결과를 쓰십시오."),
    ("ko", "임상시험을 시작합니다.", "임상시험을  시작합니다"),
    ("ko", "연구 윤리 위원회가 봅니다.", "연구윤리위원회가 봅니다."),
    ("ko", "결과는 기록으로 남습니다.", "결과가 기록으로 남습니다."),
    ("ko", "`report` 을 고쳐 씁니다.", "`report` 를 고쳐 씁니다."),
    ("ko", "`with` 를 사용하여 엽니다.", "`with`를 사용하여 엽니다."),
    ("en", '!!! note "Dates"\n\n    Ask first.', '!!! tip "Dates"\n\n    Ask first.'),
    ("ko", "/// info | 정보\n\n먼저 묻습니다.\n///", "/// note | 참고\n\n먼저 묻습니다.\n///"),
    ("ko", "/// 경고\n\n기다립니다.\n///", "/// warning | 경고\n\n기다립니다.\n///"),
    ("en", "```console\n$ pip install kx\n```", "```console\npip install kx\n```"),
)
CHANGES = (
    ("en", "Reply within 60 days.", "Reply within 45 days."),
    ("en", "Reply within 10 days.", "Reply within 10 working days."),
    ("en", "1. Ask.\n2. Tell.", "1. Tell.\n2. Ask."),
    ("en", "| Review | 3 days |\n| Reply | 4 days |", "| Review | 4 days |\n| Reply | 3 days |"),
    ("en", "The funder pays. The hospital helps.", "The hospital pays. The funder helps."),
    ("ko", "오후 2시에 마감합니다.", "오전 2시에 마감합니다."),
    ("en", "You must reply.", "You may reply."),
    ("en", "Do it.", "Do not do it."),
    ("en", "The trial is approved.", "The trial is unapproved."),
    ("en", "Report quarterly.", "Report annually."),
    ("en", "Ask the sponsor.", "Ask the investigator."),
    ("en", "Ask the sponsor.", "Ask the sponsor and the funder."),
    ("en", "Include them.", "Exclude them."),
    ("en", "Store it at -5 degrees.", "Store it at 5 degrees."),
    ("en", "Report non-compliance.", "Report compliance."),
    ("en", "The re-use of data is free.", "The use of data is free."),
    ("ko", "60일 안에 답합니다.", "45일 안에 답합니다."),
    ("ko", "보고하여야 합니다.", "보고할 수 있습니다."),
    ("ko", "자료를 보냅니다.", "자료를 보내지 않습니다."),
    ("ko", "승인된 시험입니다.", "미승인된 시험입니다."),
    ("ko", "의뢰자에게 묻습니다.", "연구자에게 묻습니다."),
    ("ko", "매월 보고합니다.", "매년 보고합니다."),
    ("ko", "`report` 만 씁니다.", "`report` 를 씁니다."),
    ("en", '!!! note "Dates"\n\n    Ask first.', '!!! warning "Dates"\n\n    Ask first.'),
    ("en", '!!! note "Dates"\n\n    Ask first.', '!!! note "Money"\n\n    Ask first.'),
    ("ko", "MFDS가 승인합니다.", "MHRA가 승인합니다."),
    ("ko", "상반기에 지급합니다.", "하반기에 지급합니다."),
    ("ko", "1,000만 원을 냅니다.", "1,000천 원을 냅니다."),
    ("ko", "50mg을 먹습니다.", "50g을 먹습니다."),
    ("en", "It closes on Monday.", "It closes on Sunday."),
    ("en", "It gives 5 million pounds.", "It gives 5 billion pounds."),
    ("ko", "`report` 까지 씁니다.", "`report` 부터 씁니다."),
    ("ko", "Traefik을 쓰는 컨테이너입니다.", "쓰는 컨테이너입니다."),
    ("ko", "/// warning | 경고\n\n기다립니다.\n///", "/// note | 경고\n\n기다립니다.\n///"),
    ("ko", "병원 열세 곳이 답했습니다.", "병원 열네 곳이 답했습니다."),
    ("ko", "/// 경고\n\n기다립니다.\n///", "/// tip | 팁\n\n기다립니다.\n///"),
    ("en", "It costs $5 a day.", "It costs £5 a day."),
)


@pytest.mark.parametrize("title", [" | 경고", " 경고", ""])
def test_a_title_that_names_the_kind_of_a_box_says_nothing(title: str) -> None:
    """Of warnings too; another title does."""
    box = "/// warning{}\n\n기다립니다.\n///"
    assert is_same_meaning(box.format(title), box.format(""), "ko")
    assert not is_same_meaning(box.format(title), box.format(" | 마감 뒤에는 끝"), "ko")


@pytest.mark.parametrize(("locale", "old", "new"), HARMLESS)
def test_writing_it_otherwise_says_the_same(locale: str, old: str, new: str) -> None:
    """In either direction."""
    assert is_same_meaning(old, new, locale)
    assert is_same_meaning(new, old, locale)


@pytest.mark.parametrize(("locale", "old", "new"), CHANGES)
def test_another_fact_is_another_meaning(locale: str, old: str, new: str) -> None:
    """In either direction."""
    assert not is_same_meaning(old, new, locale)
    assert not is_same_meaning(new, old, locale)


def test_a_name_that_is_written_in_hangul_says_the_same() -> None:
    """Not the reverse, where another name may be meant."""
    latin, hangul = "이 iterable object를 리스트로 바꿉니다.", "이 이터러블 객체를 리스트로 바꿉니다."
    assert is_same_meaning(latin, hangul, "ko")
    assert not is_same_meaning(hangul, latin, "ko")
    code = "`app = FastAPI()` `app.include_router(router)` `print(app.routes)` "
    assert is_same_meaning(f"{code}*external developer*가 씁니다.", f"{code}*외부 개발자*가 씁니다.", "ko")


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_a_planted_difference_is_another_meaning(case: Planted) -> None:
    """But for links and sources, which are no words, and a unit of one sign."""
    locale, text = ("en", case.en) if case.old in case.en else ("ko", case.ko)
    old, new = plain(text), plain(text.replace(case.old, case.new))
    assert (
        not is_same_meaning(old, new, locale)
        or "".join(words_of(old)) == "".join(words_of(new))
        or "°" in old
    )


def test_what_is_put_into_other_words() -> None:
    """In many places, a few words in each, as many as before; one that is added whole is something else."""
    old = "두 팀은 계획서를 읽고 빠진 내용을 적어서 우편으로 사무국에 보내 주시기 바랍니다."
    new = "양 팀은 계획서를 살펴보고 빠진 부분을 기록하여 우편으로 사무국에 부쳐 주시기 바랍니다."
    assert is_rewording(old, new)
    assert not is_rewording(old, old.replace("우편으로", "팩스로"))
    assert not is_rewording(old, f"{new} 그리고 회의록을 붙이고 예산서와 일정표를 함께 냅니다.")
