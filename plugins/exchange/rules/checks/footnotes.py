"""Footnotes: each used one is defined once, and each defined one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.suggestions import nearest

FOOTNOTE_UNDEFINED = Rule(
    name="footnote-undefined",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The source '{label}' is used but not listed.",
            way_out="[[Did you mean '{better}'?]] At the end of the page add a line that begins with "
            "`[^{label}]: ` and names the source.",
        ),
        "ko": Words(
            fault="출처 '{label}'을(를) 썼지만 목록에 없습니다.",
            way_out="[[혹시 '{better}'입니까?]] 페이지 끝에 `[^{label}]: `로 시작해 출처를 밝히는 "
            "줄을 추가해 주십시오.",
        ),
    },
    example=Example(wrong="It is law.[^guid]", right="It is law.[^guide]"),
)
FOOTNOTE_UNUSED = Rule(
    name="footnote-unused",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The source '{label}' is listed but nothing refers to it.",
            way_out="Put [^{label}] after the statement it supports, or remove the line.",
        ),
        "ko": Words(
            fault="출처 '{label}'이(가) 목록에 있지만 본문에서 쓰이지 않습니다.",
            way_out="뒷받침하는 내용 뒤에 [^{label}]을(를) 붙이거나 그 줄을 지워 주십시오.",
        ),
    },
    example=Example(wrong="It is law.\n\n[^act]: The Act.", right="It is law.[^act]\n\n[^act]: The Act."),
)
FOOTNOTE_TWICE = Rule(
    name="footnote-twice",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The source '{label}' is listed twice; first in line {first}.",
            way_out="Give one of them another label, or remove it.",
        ),
        "ko": Words(
            fault="출처 '{label}'이(가) 두 번 나옵니다. 처음 나온 곳은 {first}행입니다.",
            way_out="하나의 이름표를 바꾸거나 지워 주십시오.",
        ),
    },
    example=Example(
        wrong="One.[^a] Two.[^a]\n\n[^a]: First.\n[^a]: Second.",
        right="One.[^a] Two.[^b]\n\n[^a]: First.\n[^b]: Second.",
    ),
)
RULES = (
    FOOTNOTE_UNDEFINED,
    FOOTNOTE_UNUSED,
    FOOTNOTE_TWICE,
)


_CHARACTERS = re.compile(
    r"^(?:(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])\w?)+$|[\\\s^$.*+?(){}|<>\"'/,;:=]|^[^\w]|[^\w]$"
)
"""What is between brackets in a pattern for characters, such as `[^0-9]`, and in no label."""

_LABEL = re.compile(r"\[\^(?P<label>[^\]\n]+)\](?P<colon>:?)")


def check(page: Page) -> Iterator[Problem]:
    """Yield footnotes that are used and not defined, defined and not used, or defined twice."""
    first: dict[str, int] = {}
    for match in page.footnotes:
        label = match["label"]
        if label in first:
            values = {"label": label, "first": str(page.place(first[label]).line)}
            yield page.problem(FOOTNOTE_TWICE, *match.span("label"), values)
        first.setdefault(label, match.start("label"))
    uses = [match for match in _LABEL.finditer(page.views.structure) if _is_use(match)]
    for match in uses:
        if match["label"] not in first and not _CHARACTERS.search(match["label"]):
            yield _undefined_label(page, match["label"], match.span("label"), list(first))
    labels_in_use = {match["label"] for match in uses}
    for label, start in first.items():
        if label not in labels_in_use:
            yield page.problem(FOOTNOTE_UNUSED, start, start + len(label), {"label": label})


def _is_use(match: re.Match[str]) -> bool:
    """Return True if a label is in a sentence: with a colon after it, only right behind a word."""
    previous = match.string[max(match.start() - 1, 0) : match.start()]
    return not match["colon"] or bool(previous and not previous.isspace())


def _undefined_label(page: Page, label: str, span: tuple[int, int], labels: list[str]) -> Problem:
    better = nearest(label, labels)
    return page.problem(FOOTNOTE_UNDEFINED, *span, {"label": label, "better": better or ""}, better=better)
