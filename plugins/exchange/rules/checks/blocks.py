"""Blocks that are not what they were begun as: code that never ends, boxes whose text is outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.code_blocks import code_blocks
from exchange.text.problems import Problem, Severity

FENCE_NOT_CLOSED = Rule(
    name="fence-not-closed",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="[[The code that begins with {sign} here never ends, so that its signs are shown.]] "
            "[[No code begins here: behind its sign is '{options}', which this site does not read.]]",
            way_out="[[Below the code add a line of {close} alone; if it is no code, delete this line.]] "
            "[[Write the sign alone, or with one word behind it, such as {better}.]]",
        ),
        "ko": Words(
            fault="[[여기서 {sign} 표시로 시작한 코드가 끝나지 않아 기호가 그대로 보입니다.]] "
            "[[표시 뒤의 '{options}'을(를) 이 사이트가 읽지 못하여 여기서 코드가 시작되지 않습니다.]]",
            way_out="[[코드 아래에 {close} 표시만 있는 줄을 넣고, 코드가 아니면 이 줄을 지워 주십시오.]] "
            "[[표시만 적거나 {better}처럼 뒤에 낱말 하나만 적어 주십시오.]]",
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
PROSE_AS_CODE = Rule(
    name="prose-as-code",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="This paragraph begins with four spaces, so it is shown as code, in one long line.",
            way_out="Take the spaces away: {better}",
        ),
        "ko": Words(
            fault="이 문단은 빈칸 네 칸으로 시작하여 코드로, 한 줄로 길게 보입니다.",
            way_out="빈칸을 지워 주십시오: {better}",
        ),
    },
    example=Example(
        wrong="Text.\n\n    The committee meets each month, and answers within a week.",
        right="Text.\n\nThe committee meets each month, and answers within a week.",
    ),
)
DETAILS_NOT_CLOSED = Rule(
    name="details-not-closed",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The folded text that begins here never ends, so that all below it is hidden.",
            way_out="Write </details> in a line of its own where the folded text ends.",
        ),
        "ko": Words(
            fault="여기서 시작한 접힌 글이 끝나지 않아, 그 아래가 모두 가려집니다.",
            way_out="접을 글이 끝나는 곳에 </details>만 있는 줄을 넣어 주십시오.",
        ),
    },
    example=Example(
        wrong="<details>\n<summary>More</summary>\n\nAsk first.",
        right="<details>\n<summary>More</summary>\n\nAsk first.\n\n</details>",
    ),
)
RULES = (DETAILS_NOT_CLOSED, FENCE_NOT_CLOSED, BOX_EMPTY, PROSE_AS_CODE)

_PROSE = re.compile(r"[ ]{4,}[^\W\d_][^`{}<>=;$|\\#\[\]_\n]*[^\W_][.!?。][ ]*")
_FEWEST_WORDS = 4

_FENCE = re.compile(r"(?<![ ])[ ]*(?P<sign>`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_OPTIONS = re.compile(r"[\s={\"`].*\S")
"""What cannot be behind the sign of a fence: more than one word."""

_STRANGE_FENCE = re.compile(
    r"^[ ]*(?P<sign>`{3,})(?!`)[^`\n]*(?:(?<!`)`{1,2}(?!`)[^`\n]*)+$",
    re.MULTILINE,
)
"""A fence with a sign of code in its options, which makes it a line of text."""

_DETAILS = re.compile(r"<(?P<close>/?)details\b[^<>]*>", re.IGNORECASE)
_BOX = re.compile(
    r"^(?P<indent>[ ]*)(?:(?:!!!|\?\?\?\+?)[ ]*[\w-]|={3}[!+]?[ ]+\").*\n(?P<blank>(?:[ \t]*\n)*)",
    re.MULTILINE,
)
_SENTENCE_AS_TITLE = re.compile(r"[ ]\"[^\"]+[.!?。]\"[ ]*$")


def check(page: Page) -> Iterator[Problem]:
    """Yield fences without an end, and boxes without a text."""
    structure = page.views.structure
    fences = (match for match in _FENCE.finditer(structure, page.body_at) if _at_line(structure, match))
    strange = (match for match in _STRANGE_FENCE.finditer(page.text, page.body_at) if "=" in match[0])
    ended = (match for match in islice(strange, 1) if _has_end(page, match))
    for fence in [*ended, *fences][:1]:
        yield page.problem(FENCE_NOT_CLOSED, fence.start("sign"), fence.end(), _fence_values(page, fence))
    yield from _prose_as_code(page)
    yield from _details(page, structure)
    for box in _BOX.finditer(structure, page.body_at):
        inner = f"{box['indent']}    "
        if _SENTENCE_AS_TITLE.search(box[0].partition("\n")[0]):
            continue  # a box of one sentence
        if not (structure.startswith(inner, box.end()) or page.text.startswith(inner, box.end())):
            yield _empty_box(page, box, inner)


def _fence_values(page: Page, fence: re.Match[str]) -> dict[str, str]:
    """Return what is wrong: nothing ends the code, or what is behind its sign, so that it does not begin."""
    sign, options = fence["sign"], page.text[fence.end("sign") : fence.end()].strip()
    if _OPTIONS.search(options) and _has_end(page, fence):
        return {"options": options, "better": f"{sign}text"}
    return {"sign": sign[:3], "close": sign}


def _has_end(page: Page, fence: re.Match[str]) -> bool:
    """Return True if a line below a fence would end its code."""
    sign = fence["sign"]
    end = re.compile(rf"^[ ]*{sign[0]}{{{len(sign)},}}[ ]*$", re.MULTILINE)
    return end.search(page.text, fence.end()) is not None


def _details(page: Page, structure: str) -> Iterator[Problem]:
    openings: list[re.Match[str]] = []
    for tag in _DETAILS.finditer(structure, page.body_at):
        if tag["close"]:
            del openings[-1:]
        else:
            openings.append(tag)
    for tag in openings:
        yield page.problem(DETAILS_NOT_CLOSED, *tag.span(), {})


def _prose_as_code(page: Page) -> Iterator[Problem]:
    for start, end in code_blocks(page.text, page.body_at) if "\n    " in page.text else ():
        block = page.text[start:end]
        if _PROSE.fullmatch(block) and len(block.split()) >= _FEWEST_WORDS:
            better = block.strip()
            yield page.problem(PROSE_AS_CODE, start, end, {"better": better}, better=better)


def _at_line(structure: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or structure[match.start() - 1] == "\n"


def _empty_box(page: Page, box: re.Match[str], inner: str) -> Problem:
    """Return the problem of a box, with its text where the next line may be meant as that."""
    end = page.text.find("\n", box.end())
    line = page.text[box.end() : end if end >= 0 else len(page.text)].strip()
    if not line or line.startswith(("#", "!!!", "???", "[^")):
        return page.problem(BOX_EMPTY, box.start(), box.start() + len(box[0].partition("\n")[0]))
    values = {"line_entry": f"{inner}{line}"}
    return page.problem(BOX_EMPTY, box.end(), box.end() + len(line), values, better=f"{inner}{line}")
