"""Links to each reader's own computer or network, to places behind a sign-in, and short addresses."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.web_addresses import is_own_computer, is_private_place, is_short

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
            fault="The link '{target}' leads to a place where people sign in or edit: readers may not "
            "see it, or change it.",
            way_out="Link to a public page, or put the file into content/assets and link to it there.",
        ),
        "ko": Words(
            fault="링크 '{target}'은(는) 로그인하거나 편집하는 곳이라 독자가 열 수 없거나 고칠 수 있습니다.",
            way_out="공개된 페이지로 링크하거나, 파일을 content/assets에 올리고 그 자리로 링크해 주십시오.",
        ),
    },
    example=Example(
        wrong="See [the form](https://teams.microsoft.com/l/file/AB).",
        right="See [the estimand](estimands.md).",
    ),
)
LINK_SHORT = Rule(
    name="link-short",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{target}' is a short address: readers cannot see where it leads, and it may end.",
            way_out="Open it, and write the address that the browser then shows.",
        ),
        "ko": Words(
            fault="'{target}'은(는) 줄인 주소라 어디로 가는지 보이지 않고 언제든 끊길 수 있습니다.",
            way_out="열어 보고, 그때 브라우저 주소창에 나오는 주소를 적어 주십시오.",
        ),
    },
    example=Example(
        wrong="See [the notice](https://bit.ly/3abcXYZ).", right="See [the estimand](estimands.md)."
    ),
)
RULES = (LINK_OWN_COMPUTER, LINK_PRIVATE, LINK_SHORT)


def check(page: Page) -> Iterator[Problem]:
    """Yield such links; one whose words are the address itself misleads nobody."""
    for link in page.written_links:
        if is_own_computer(link.target) and (link.text or "").strip("` ").rstrip("/") != link.target.rstrip(
            "/"
        ):
            yield page.problem(LINK_OWN_COMPUTER, link.start, link.end, {"target": link.target})
        elif is_private_place(link.target):
            yield page.problem(LINK_PRIVATE, link.start, link.end, {"target": link.target})
        elif is_short(link.target):
            yield page.problem(LINK_SHORT, link.start, link.end, {"target": link.target})
