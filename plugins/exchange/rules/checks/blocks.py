"""Blocks that are not what they were begun as: code that never ends, boxes whose text is outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

FENCE_NOT_CLOSED = Rule(
    name="fence-not-closed",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The code that begins with {sign} here never ends, so that its signs are shown.",
            way_out="Below the code add a line of {close} alone; if it is no code, delete this line.",
        ),
        "ko": Words(
            fault="여기서 {sign} 표시로 시작한 코드가 끝나지 않아 기호가 그대로 보입니다.",
            way_out="코드 아래에 {close} 표시만 있는 줄을 넣고, 코드가 아니면 이 줄을 지워 주십시오.",
        ),
    },
    example=Example(wrong="```\nmake site", right="```\nmake site\n```"),
)
BOX_EMPTY = Rule(
    name="box-empty",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="This box has no text in it: what belongs in a box begins with four spaces.",
            way_out="Begin each of its lines with four spaces[[: `{line_entry}`]].",
        ),
        "ko": Words(
            fault="이 상자 안에 글이 없습니다. 상자에 들어갈 글은 빈칸 네 개로 시작해야 합니다.",
            way_out="상자에 들어갈 줄마다 앞에 빈칸 네 개를 넣어 주십시오[[: `{line_entry}`]].",
        ),
    },
    example=Example(wrong='!!! note "Note"\n\nAsk first.', right='!!! note "Note"\n\n    Ask first.'),
)
RULES = (FENCE_NOT_CLOSED, BOX_EMPTY)

_FENCE = re.compile(r"[ ]*(?P<sign>`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_BOX = re.compile(r"^(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ ]*[\w-].*\n(?P<blank>(?:[ \t]*\n)*)", re.MULTILINE)


def check(page: Page) -> Iterator[Problem]:
    """Yield fences without an end, and boxes without a text."""
    structure = page.views.structure
    for fence in [match for match in _FENCE.finditer(structure, page.body_at) if _at_line(structure, match)][
        :1
    ]:
        values = {"sign": fence["sign"][:3], "close": fence["sign"]}
        yield page.problem(FENCE_NOT_CLOSED, fence.start("sign"), fence.end(), values)
    for box in _BOX.finditer(structure, page.body_at):
        inner = f"{box['indent']}    "
        if not (structure.startswith(inner, box.end()) or page.text.startswith(inner, box.end())):
            yield _outside(page, box, inner)


def _at_line(structure: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or structure[match.start() - 1] == "\n"


def _outside(page: Page, box: re.Match[str], inner: str) -> Problem:
    """Return the problem of a box, with its text where the next line may be meant as that."""
    end = page.text.find("\n", box.end())
    line = page.text[box.end() : end if end >= 0 else len(page.text)].strip()
    if not line or line.startswith(("#", "!!!", "???", "[^")):
        return page.problem(BOX_EMPTY, box.start(), box.start() + len(box[0].partition("\n")[0]))
    values = {"line_entry": f"{inner}{line}"}
    return page.problem(BOX_EMPTY, box.end(), box.end() + len(line), values, better=f"{inner}{line}")
