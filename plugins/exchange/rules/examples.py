"""A wrong and a right example of each rule, for its page in docs/; a test holds them against the rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """What of a page an example is."""

    BODY = "body"  # some lines of its text
    FIELD = "field"  # one line of its front matter
    ABSENT = "absent"  # a line that is missing: the wrong example names the field


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The same passage, wrong and right, in a page of one language."""

    wrong: str
    right: str
    locale: str = "en"
    part: Part = Part.BODY


def _body(wrong: str, right: str, locale: str = "en") -> Example:
    return Example(wrong=wrong, right=right, locale=locale)


def _field(wrong: str, right: str, locale: str = "en") -> Example:
    return Example(wrong=wrong, right=right, locale=locale, part=Part.FIELD)


_LONG = "and the team writes down what it saw, who said it and which page it stood on, "
_CELL = "| Country | Body |\n| --- | --- |\n"

EXAMPLES = {
    "link-page": _body("See [Estimands](estimand.md).", "See [Estimands](estimands.md)."),
    "link-section": _body(
        "See [strategies](estimands.md#stategies).", "See [strategies](estimands.md#strategies)."
    ),
    "link-file": _body("Open the [form](../../assets/from.pdf).", "Open the [form](../../assets/form.pdf)."),
    "link-absolute": _body("See [Estimands](/en/guides/estimands/).", "See [Estimands](estimands.md)."),
    "link-empty": _body("See [](estimands.md).", "See [Estimands](estimands.md)."),
    "link-text": _body("[여기](estimands.md)를 보십시오.", "[추정대상모수](estimands.md)를 보십시오.", "ko"),
    "reference-undefined": _body(
        "See [the act][act].", "See [the act][act].\n\n[act]: https://example.org/act"
    ),
    "footnote-undefined": _body("It is law.[^guid]", "It is law.[^guide]"),
    "footnote-unused": _body("It is law.\n\n[^act]: The Act.", "It is law.[^act]\n\n[^act]: The Act."),
    "footnote-twice": _body(
        "One.[^a] Two.[^a]\n\n[^a]: First.\n[^a]: Second.", "One.[^a] Two.[^b]\n\n[^a]: First.\n[^b]: Second."
    ),
    "image-alt": _body(
        "![](../../assets/flow.svg)", "![A visit, from call to report](../../assets/flow.svg)"
    ),
    "image-alt-name": _body(
        "![그림](../../assets/flow.svg)", "![연락부터 보고까지의 방문 순서](../../assets/flow.svg)", "ko"
    ),
    "image-file": _body(
        "![Visits in order](../../assets/flow.png)", "![Visits in order](../../assets/flow.svg)"
    ),
    "image-remote": _body(
        "![Visits in order](https://example.org/a.svg)", "![Visits in order](../../assets/flow.svg)"
    ),
    "image-kind": _body(
        "![Visits in order](../../assets/really-a-png.jpg)", "![Visits in order](../../assets/small.png)"
    ),
    "image-bytes": _body(
        "![Visits in order](../../assets/heavy.png)", "![Visits in order](../../assets/small.png)"
    ),
    "image-pixels": _body(
        "![Visits in order](../../assets/wide.png)", "![Visits in order](../../assets/small.png)"
    ),
    "heading-top": _body("# More { #more }", "## More { #more }"),
    "heading-skips": _body(
        "## More { #more }\n\n#### Detail { #detail }", "## More { #more }\n\n### Detail { #detail }"
    ),
    "heading-without-id": _body("## Where to start", "## Where to start { #where-to-start }"),
    "heading-id": _body("## 시작하기 { #시작 }", "## 시작하기 { #where-to-start }", "ko"),
    "table-headers": _body("| | |\n| --- | --- |\n| UK | HRA |", f"{_CELL}| UK | HRA |"),
    "table-cells": _body(f"{_CELL}| UK | HRA | MHRA |", f"{_CELL}| UK | HRA, MHRA |"),
    "table-unseen": _body("| Country | Body |\n| UK | HRA |", f"{_CELL}| UK | HRA |"),
    "italic-script": _body("*대상자*의 동의를 받습니다.", "**대상자**의 동의를 받습니다.", "ko"),
    "field-markup": _field('title: "**Consent** in practice"', 'title: "Consent in practice"'),
    "field-comment": _field("title: Consent # first part", 'title: "Consent # first part"'),
    "field-quotes": _field("title: “Consent in practice”", 'title: "Consent in practice"'),
    "page-id-twice": _field("id: estimands", "id: consent"),
    "sources-missing": Example(wrong="", right="It is law.[^act]\n\n[^act]: The Act.", part=Part.ABSENT),
    "checked-missing": Example(wrong="checked", right="checked: 2026-11-22", part=Part.ABSENT),
    "checked-old": _field("checked: 2024-11-22", "checked: 2026-11-22"),
    "checked-ahead": _field("checked: 2027-11-22", "checked: 2026-11-22"),
    "published-ahead": _field(
        "checked: 2026-11-22\npublished: 2027-11-22", "checked: 2026-11-22\npublished: 2026-11-22"
    ),
    "date-missing": _body("It closes on 31 June 2026.", "It closes on 30 June 2026."),
    "date-weekday": _body("2023년 8월 2일(화)에 마감합니다.", "2023년 8월 2일(수)에 마감합니다.", "ko"),
    "deadline-typed": _body(
        "The call closes on 25 March 2027.", "For its dates see [the call](../calls/index.md)."
    ),
    "dates-differ": _body("It began on 28 April 2026.", "It began in spring."),
    "footnotes-differ": _body("It is law.[^act]\n\n[^act]: The Act.", "It is law.[^guide]"),
    "rechecks-differ": _body("It is law⟳.", "It is law."),
    "not-composed": _body("\u1112\u1161\u11ab\u1100\u116e\u11a8 규정입니다.", "한국 규정입니다.", "ko"),
    "invisible-character": _body("It is\u200b law.", "It is law."),
    "full-width": _body("시험은 １２개월입니다.", "시험은 12개월입니다.", "ko"),
    "script-spacing": _body("AI모델을 씁니다.", "AI 모델을 씁니다.", "ko"),
    "particle-spacing": _body("MHRA 는 영국 기관입니다.", "MHRA는 영국 기관입니다.", "ko"),
    "missing-space": _body("First,ask the team.", "First, ask the team."),
    "space-before-mark": _body("First , ask the team.", "First, ask the team."),
    "double-space": _body("First,  ask the team.", "First, ask the team."),
    "doubled-word": _body("Ask the the team.", "Ask the team."),
    "unmarked-language": _body("The 약사법 applies.", 'The <span lang="ko">약사법</span> applies.'),
    "term-avoided": _body("피험자가 동의합니다.", "임상시험 대상자가 동의합니다.", "ko"),
    "term-form": _body("전자 동의를 받습니다.", "전자동의를 받습니다.", "ko"),
    "spelling": _body("몇일 뒤에 다시 옵니다.", "며칠 뒤에 다시 옵니다.", "ko"),
    "house-spelling": _body("The centers take part.", "The centres take part."),
    "sentence-length": _body(
        f"The team reads {_LONG * 5}then stops.", "The team reads. It writes down what it saw."
    ),
    "page-length": _body("A visit is planned first. " * 720, "A visit is planned first."),
    "placeholder": _body("TODO: say who pays.", "The sponsor pays."),
    "personal-number": _body("번호는 900101-1234567입니다.", "번호는 적지 않습니다.", "ko"),
    "personal-phone": _body("Call 07700 900123.", "See the [guide](estimands.md)."),
    "personal-email": _body("Write to jane.doe@hospital.org.uk.", "Write to info@hospital.org.uk."),
}
