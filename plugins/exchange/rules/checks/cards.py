"""Cards of videos and downloads that cannot be shown: a field that is missing, unknown or not a value."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.authoring.cards import FIELDS, CardError, read_card
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

_RIGHT = """```video
title: How a trial within a cohort works
address: https://www.youtube.com/watch?v=x
length: 12:30
language: en
transcript: ../../assets/flow.svg
```"""
CARD_FIELDS = Rule(
    name="card-fields",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This {kind} lacks: {text}.",
            way_out="Add a line for each. A {kind} has the lines: {fields}.",
        ),
        "ko": Words(
            fault="이 {kind} 카드에 다음 항목이 없습니다: {text}.",
            way_out="항목마다 한 줄씩 적어 주십시오. {kind} 카드의 항목은 {fields}입니다.",
        ),
    },
    example=Example(wrong=_RIGHT.replace("length: 12:30\n", ""), right=_RIGHT),
)
CARD_LINE = Rule(
    name="card-line",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The line '{text}' is no line of a {kind}, or is there twice.",
            way_out="Write 'name: value'; the names are: {fields}.",
        ),
        "ko": Words(
            fault="'{text}' 줄은 {kind} 카드의 항목이 아니거나 두 번 적혀 있습니다.",
            way_out="'이름: 값'으로 적어 주십시오. 쓸 수 있는 이름은 {fields}입니다.",
        ),
    },
    example=Example(wrong=_RIGHT.replace("length: 12:30", "length: 12:30\nautoplay: yes"), right=_RIGHT),
)
CARD_VALUE = Rule(
    name="card-value",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The value in '{text}' cannot be read.",
            way_out=(
                "Write addresses with https:// or as a path such as ../../assets/form.hwpx, a length as "
                "12:30, a language as en or ko, a size as 45 kB."
            ),
        ),
        "ko": Words(
            fault="'{text}'의 값을 읽을 수 없습니다.",
            way_out=(
                "주소는 https://로 시작하거나 ../../assets/form.hwpx 같은 경로로, 길이는 12:30, "
                "언어는 en이나 ko, 크기는 45 kB처럼 적어 주십시오."
            ),
        ),
    },
    example=Example(wrong=_RIGHT.replace("12:30", "about 12 minutes"), right=_RIGHT),
)
RULES = (CARD_FIELDS, CARD_LINE, CARD_VALUE)

_BY_NAME = {rule.name: rule for rule in RULES}


def check(page: Page) -> Iterator[Problem]:
    """Yield the cards that are shown as their sources."""
    for card in page.written_cards:
        try:
            read_card(card.kind, card.code)
        except CardError as error:
            required, optional = FIELDS[card.kind]
            values = {"kind": card.kind, "text": error.text, "fields": ", ".join(sorted(required | optional))}
            yield page.problem(_BY_NAME[error.rule], *_span(page, card.start, error.text), values)


def _span(page: Page, start: int, text: str) -> tuple[int, int]:
    """Return where a line stands behind the beginning of its card, or the first line of the card."""
    position = page.text.find(text, start)
    return (position, position + len(text)) if position >= 0 else (start, page.text.find("\n", start))
