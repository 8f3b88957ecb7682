"""Footnotes: each used one is defined once, and each defined one is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.masking import MASK
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
FOOTNOTE_MISTYPED = Rule(
    name="footnote-mistyped",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is no footnote: its label has no colon right behind it, or a space in it.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 이름표 바로 뒤에 쌍점(:)이 없거나 안에 빈칸이 있어 각주가 되지 않습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(
        wrong="It is law.[^act]\n\n[^act] The Act.", right="It is law.[^act]\n\n[^act]: The Act."
    ),
)
FOOTNOTE_BY_HAND = Rule(
    name="footnote-by-hand",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{mark}' is typed by hand: readers cannot go from it to its source and back.",
            way_out="Write [^{label}] in place of '{mark}' in the text, and begin this line so: "
            "[^{label}]: {words}",
        ),
        "ko": Words(
            fault="'{mark}'은(는) 손으로 적은 번호라서, 출처로 갔다가 돌아올 수 없습니다.",
            way_out="본문의 '{mark}' 자리에 [^{label}]을(를) 적고, 이 줄은 이렇게 시작해 주십시오: "
            "[^{label}]: {words}",
        ),
    },
    example=Example(wrong="It is law [1].\n\n[1] The Act.", right="It is law.[^1]\n\n[^1]: The Act."),
)
RULES = (
    FOOTNOTE_MISTYPED,
    FOOTNOTE_BY_HAND,
    FOOTNOTE_UNDEFINED,
    FOOTNOTE_UNUSED,
    FOOTNOTE_TWICE,
)


_CHARACTERS = re.compile(
    r"^(?:(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])\w?)+$|[\\\s^$.*+?(){}|<>\"'/,;:=]|^[^\w]|[^\w]$"
)
"""What is between brackets in a pattern for characters, such as `[^0-9]`, and in no label."""

_LABEL = re.compile(r"\[\^(?P<label>[^\]\n]+)\](?P<colon>:?)")


_MISTYPED = re.compile(
    r"^[\[［][ ]*\^[ ]*(?P<label>[\w-]+)[ ]*[\]］](?:[ ]*[：.]|[ ]+:|(?=[ ]))[ ]*(?P<words>\S.*)$",
    re.MULTILINE,
)
_SPACED = re.compile(r"(?<=\S)[\[［][ ]*\^[ ]*(?P<label>[\w-]+)[ ]*[\]］](?!:)")
_BY_HAND = re.compile(
    r"^(?P<mark>\[(?P<label>\d{1,2})\]|<sup>(?P<raised>\d{1,2})</sup>|[¹²³⁴-⁹][)⁾]?"
    r"|(?P<plain>\d{1,2})[)⁾]):?[ ]*(?P<words>\S[^|\n]*)$",
    re.MULTILINE,
)
_TO_RAISED = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def check(page: Page) -> Iterator[Problem]:
    """Yield footnotes that are used and not defined, defined and not used, or defined twice."""
    first: dict[str, int] = {}
    for match in page.footnotes:
        label = match["label"]
        if label in first:
            values = {"label": label, "first": str(page.place(first[label]).line)}
            yield page.problem(FOOTNOTE_TWICE, *match.span("label"), values)
        first.setdefault(label, match.start("label"))
    yield from _by_hand(page)
    mistyped = [
        match for match in _MISTYPED.finditer(page.views.structure, page.body_at) if _is_listed(match)
    ]
    for match in mistyped:
        yield _mistyped(page, match, f"[^{match['label']}]: {match['words']}")
        first.setdefault(match["label"], match.start("label"))
    for match in _SPACED.finditer(page.views.structure, page.body_at):
        if match["label"] in first and match[0] != f"[^{match['label']}]":
            yield _mistyped(page, match, f"[^{match['label']}]")
            del first[match["label"]]
    for match in _LABEL.finditer(page.views.structure):
        if match["label"] in first and " " in match["label"]:
            yield _mistyped(page, match, f"[^{'-'.join(match['label'].split())}]{match['colon']}")
    starts = {match.start("label") for match in mistyped}
    uses = [
        match
        for match in _LABEL.finditer(page.views.structure)
        if _is_use(match) and match.start("label") not in starts
    ]
    for match in uses:
        if match["label"] not in first and not _CHARACTERS.search(match["label"]):
            yield _undefined_label(page, match["label"], match.span("label"), list(first))
    labels_in_use = {match["label"] for match in uses}
    for label, start in first.items():
        if label not in labels_in_use:
            yield page.problem(FOOTNOTE_UNUSED, start, start + len(label), {"label": label})


def _is_listed(match: re.Match[str]) -> bool:
    """Return True if the label at the beginning of a line is used before it."""
    return f"[^{match['label']}]" in match.string[: match.start()] and MASK not in match[0]


def _mistyped(page: Page, match: re.Match[str], better: str) -> Problem:
    return page.problem(
        FOOTNOTE_MISTYPED, *match.span(), {"text": match[0][:60], "better": better}, better=better
    )


def _by_hand(page: Page) -> Iterator[Problem]:
    """Yield lines that begin with a mark which also stands behind a statement above them."""
    structure = page.views.structure
    for match in _BY_HAND.finditer(structure, page.body_at):
        text_above = structure[page.body_at : match.start()]
        marks = [re.escape(match["mark"])]
        if match["plain"]:
            raised = match["plain"].translate(_TO_RAISED)
            marks = [rf"{raised}[)⁾]?", rf"<sup>{match['plain']}\)?</sup>"]
        found = re.search("|".join(rf"(?<=[^\s\[(]){mark}|(?<=\w ){mark}" for mark in marks), text_above)
        if found:
            label = match["label"] or match["raised"] or match["mark"].strip(")⁾").translate(_RAISED)
            values = {"mark": found[0], "label": label, "words": match["words"][:60]}
            yield page.problem(FOOTNOTE_BY_HAND, *match.span("mark"), values)


def _is_use(match: re.Match[str]) -> bool:
    """Return True if a label is in a sentence: with a colon after it, only right behind a word."""
    previous = match.string[max(match.start() - 1, 0) : match.start()]
    return not match["colon"] or bool(previous and not previous.isspace())


def _undefined_label(page: Page, label: str, span: tuple[int, int], labels: list[str]) -> Problem:
    better = nearest(label, labels)
    return page.problem(FOOTNOTE_UNDEFINED, *span, {"label": label, "better": better or ""}, better=better)
