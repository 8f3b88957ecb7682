"""Links to each reader's own computer or network, where their words do not say so."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.web_addresses import is_own_computer

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
RULES = (LINK_OWN_COMPUTER,)


def check(page: Page) -> Iterator[Problem]:
    """Yield such links; one whose words are the address itself misleads nobody."""
    for link in page.written_links:
        if is_own_computer(link.target) and (link.text or "").strip("` ") != link.target:
            yield page.problem(LINK_OWN_COMPUTER, link.start, link.end, {"target": link.target})
