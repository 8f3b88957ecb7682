"""Lists that are not shown as lists: numbers in the middle of a paragraph, bullets of office programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import all_languages
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

LIST_UNSEEN = Rule(
    name="list-unseen",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' is not shown as a list: it runs on in the line above.",
            way_out="Leave an empty line above it.",
        ),
        "ko": Words(
            fault="'{text}'부터 목록으로 보이지 않고 윗줄에 이어집니다.",
            way_out="이 줄 위에 빈 줄을 하나 넣어 주십시오.",
        ),
    },
    example=Example(wrong="You need:\n2. a plan\n3. a sponsor", right="You need:\n\n2. a plan\n3. a sponsor"),
)
BULLET_SIGN = Rule(
    name="bullet-sign",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The sign '{sign}' makes no list here: the lines run on in one paragraph.",
            way_out="Begin each item with a hyphen, and leave an empty line above the list: {first}",
        ),
        "ko": Words(
            fault="'{sign}' 기호로는 목록이 되지 않고, 여러 줄이 한 문단으로 이어집니다.",
            way_out="항목마다 붙임표(-)로 시작하고 목록 위에 빈 줄을 넣어 주십시오: {first}",
        ),
    },
    example=Example(wrong="○ 계획서\n○ 신청서", right="- 계획서\n- 신청서", locale="ko"),
)
RULES = (LIST_UNSEEN, BULLET_SIGN)

_ITEM = re.compile(r"[ ]*(?!1[.)])\d{1,2}[.)][ ]+(?!\d{1,2}\.)\S")
_LIST = re.compile(r"[ ]*(?:[-*+]|\d{1,2}[.)])(?:[ ]+\S|[ ]*$)")  # in which GitHub sees numbers as items too
_OTHER_BLOCK = re.compile(r"[ ]*(?:[#>|<]|!!!|\?\?\?|:::|\[\^?[^\]]+\]:|:[ ])|\0")
_BULLETS = (
    "".join(language.list_bullets for language in all_languages())
    + "○●◦•∙▪▫■□◆◇▶▷►▸▹◈◉◎➢➤❍❏❖⦁①-⒵ⓐ-ⓩ❶-➓\uf000-\uf0ff"
)
"""The first are letters that serve as circle and dot, the last ones are Word's signs in its own fonts."""

_LETTERS = "".join(language.list_letters for language in all_languages())
_COUNTER = r"\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}(?:-\d{1,2}){1,2}[.)]|[Ⅰ-Ⅻ]\.|\(?[ivx]{2,4}[.)]"
"""Numbers that readers need to see."""


_PRIVATE = re.compile("[\uf000-\uf0ff]")
_BULLET = re.compile(
    rf"(?P<indent>[ ]*)(?:(?P<sign>[{_BULLETS}])[ \u00a0\u3000]*|(?P<later>[-※])[ ]+"
    rf"|(?P<number>\(?[{_LETTERS}a-z][.)]|\(\d{{1,2}}\)|o|[·⋅ㆍ･・‣☞☛–—‐‑‒―−→➔⇒✓✔✗✘★☆])[ ]+"
    rf"|(?P<close>[-·]|\*(?![^\n*]*\*)|\d{{1,2}}[.)])(?=[^\W\d_])|(?P<counted>{_COUNTER})[ ]+)"
    r"(?P<text>\S.*)"
)
_EMPHASIS_END = re.compile(r"\S\*(?!\w)")


def check(page: Page) -> Iterator[Problem]:
    """Yield the first line of each list that is only meant as one."""
    start = 0
    lines = page.views.structure.split("\n")
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip(f" {MASK}"):
            end += 1
        if end > start:
            yield from _block(page, lines[start:end], start)
        start = end + 1


def _block(page: Page, lines: list[str], first: int) -> Iterator[Problem]:
    bullets = _bullets(lines)
    ended = lines[max(bullets[0] - 1, 0) : -1] if bullets else []
    if ended and all(line.endswith(("  ", "\\")) for line in ended):
        return  # each line ends where its author broke it
    if bullets and (len(lines) - bullets[0] > 1 or bullets[0]):
        yield _signs(page, lines[bullets[0] :], first + bullets[0], after_text=bullets[0] > 0)
        return
    if _LIST.match(lines[0]) or any(_OTHER_BLOCK.match(line) for line in lines):
        return
    number = next((number for number, line in enumerate(lines) if _LIST.match(line)), None)
    if number is not None and _ITEM.match(lines[number]) and _indent(lines[number]) >= _indent(lines[0]):
        start = page.line_starts[first + number]
        values = {"text": lines[number].strip().split(MASK)[0][:40]}
        yield page.problem(LIST_UNSEEN, start, start, values, better="\n")


def _indent(line: str) -> int:
    """Return the column of a line's first letter: further left, it ends the item above."""
    return len(line) - len(line.lstrip(" "))


def _bullets(lines: list[str]) -> list[int]:
    """Return the lines that begin with a bullet, or with a letter or number where several do."""
    ends = [number for number, line in enumerate(lines) if _EMPHASIS_END.search(line)]
    last_end = ends[-1] if ends else 0
    matches = {
        number: match
        for number, line in enumerate(lines)
        if (match := _BULLET.match(line))
        and not (match["close"] == "*" and number < last_end)  # emphasis that ends below
    }
    numbers = [_number(match) for match in matches.values()]
    in_list = any(number and number[0] in _LETTERS for number in numbers) and bool(_LIST.match(lines[0]))
    has_numbers = sum(map(bool, numbers)) > 1 or in_list
    return [n for n, match in matches.items() if match["sign"] or (has_numbers and _number(match))]


def _number(match: re.Match[str]) -> str:
    """Return the number, letter or sign of a line that is a bullet only where several lines have one."""
    return match["number"] or match["counted"] or match["close"] or ""


def _shown_sign(match: re.Match[str]) -> str:
    """Return the number, letter or sign of a line; one without a space behind it with the word it touches."""
    return f"{match['close']}{match['text'].split()[0]}" if match["close"] else _number(match)


def _signs(page: Page, lines: list[str], first: int, *, after_text: bool) -> Problem:
    """Return the problem of lines that begin with bullets, and the list to write in their place."""
    start = page.line_starts[first]
    last = first + len(lines) - 1
    end = page.line_starts[last] + len(page.line(last + 1))
    match = _BULLET.match(lines[0])
    assert match is not None
    outer = len(match["indent"])
    better = "\n".join(_item(page.line(first + number + 1), outer) for number in range(len(lines)))
    values = {
        "sign": _PRIVATE.sub("•", match["sign"] or _shown_sign(match)),
        "first": better.partition("\n")[0].strip(),
    }
    return page.problem(
        BULLET_SIGN, start + outer, end, values, better=f"{chr(10) if after_text else ''}{better.lstrip()}"
    )


def _item(line: str, outer: int) -> str:
    match = _BULLET.match(line)
    if match is None:
        return line
    indent = " " * outer + ("    " if len(match["indent"]) > outer or match["later"] == "-" else "")
    number = f"{match['counted']} " if match["counted"] else ""
    sign = match["close"] if (match["close"] or "-")[0].isdigit() else "-"
    return f"{indent}{sign} {number}{match['text']}"
