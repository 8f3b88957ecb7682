"""Links to each reader's own computer or network, where their words do not say so."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.web_addresses import is_own_computer, is_private_place

LINK_OWN_COMPUTER = Rule(
    name="link-own-computer",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The link '{target}' leads to each reader's own computer or network.",
            way_out="If it is an example, write the address as code: `{target}`.",
        ),
        "ko": Words(
            fault="링크 '{target}'은(는) 읽는 사람 자신의 컴퓨터나 내부 네트워크를 가리킵니다.",
            way_out="예로 든 주소이면 코드로 적어 주십시오: `{target}`.",
        ),
    },
    example=Example(
        wrong="Open [the list of trials](http://localhost:8000/list) in a browser.",
        right="Open `http://localhost:8000/list` in a browser.",
    ),
)
LINK_PRIVATE = Rule(
    name="link-private",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The link '{target}' leads to a place that people must sign in to: readers cannot see it.",
            way_out="Link to a public page, or put the file into content/assets and link to it there.",
        ),
        "ko": Words(
            fault="링크 '{target}'은(는) 로그인해야 볼 수 있는 곳이라 독자가 열 수 없습니다.",
            way_out="공개된 페이지로 링크하거나, 파일을 content/assets에 올리고 그 자리로 링크해 주십시오.",
        ),
    },
    example=Example(
        wrong="See [the form](https://teams.microsoft.com/l/file/AB).",
        right="See [the estimand](estimands.md).",
    ),
)
RULES = (LINK_OWN_COMPUTER, LINK_PRIVATE)


def check(page: Page) -> Iterator[Problem]:
    """Yield such links; one whose words are the address itself misleads nobody."""
    for link in page.written_links:
        if is_own_computer(link.target) and (link.text or "").strip("` ") != link.target:
            yield page.problem(LINK_OWN_COMPUTER, link.start, link.end, {"target": link.target})
        elif is_private_place(link.target):
            yield page.problem(LINK_PRIVATE, link.start, link.end, {"target": link.target})
