"""Signs with a backslash before them, as some programs export them: they are shown, and do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

ESCAPED_MARK = Rule(
    name="escaped-mark",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The backslashes in '{text}', as Google Docs exports them, show its signs as they are.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'에 역슬래시(\\)가 있어 기호가 그대로 보입니다. 구글 문서에서 내보낼 때 생깁니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="\\- See \\[Estimands\\](estimands.md).", right="- See [Estimands](estimands.md)."),
)
BACKSLASH_LOST = Rule(
    name="backslash-lost",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(fault="The backslash in {text} is not shown.", way_out="Write it twice: {better}"),
        "ko": Words(
            fault="{text}의 역슬래시(\\)가 보이지 않습니다.", way_out="두 번 적어 주십시오: {better}"
        ),
    },
    example=Example(wrong='End the line with "\\".', right='End the line with "\\\\".'),
)
RULES = (ESCAPED_MARK, BACKSLASH_LOST)

_ESCAPES = re.compile(
    r"^[ ]*(?:\d{1,2}\\\.|\\[-+*]|\\#+)[ ]|\\\[[^\[\]\n]*\\\]\\?\([^()\n]*\)|\\\*\\\*[^*\n]+\\\*\\\*"
)
_QUOTED_BACKSLASH = re.compile(r"""(?<!\\)(["'])\\\1(?!\w)""")
"""A backslash that is spoken of: it escapes the mark behind it, and is not shown."""

_REMARK = re.compile(r"[ ]*(?:\\\*|\d{1,2}\\\.)[ ](?!.*\\)")
"""A line that begins with a star, as below a table, or with a number that is to be shown."""

_BACKSLASH = re.compile(r"\\([^\w\s])")


def check(page: Page) -> Iterator[Problem]:
    """Yield lines whose lists, headings, links or bold words are taken away by backslashes."""
    if "\\" not in page.text:
        return
    lines = page.views.structure.split("\n")
    escaped = [number for number, line in enumerate(lines) if _ESCAPES.search(line)]
    remarks = [lines[number].strip()[0] for number in escaped if _REMARK.match(lines[number])]
    if len(remarks) < len(escaped) or remarks.count("\\") > 1:
        for number in escaped:
            source = page.line(number + 1)
            better = _ESCAPES.sub(lambda match: _BACKSLASH.sub(r"\1", match[0]), source)
            start = page.line_starts[number]
            values = {"text": source.strip(), "better": better.strip()}
            yield page.problem(ESCAPED_MARK, start, start + len(source), values, better=better)
    for match in _QUOTED_BACKSLASH.finditer(page.views.structure, page.body_at):
        better = match[0].replace("\\", "\\\\")
        yield page.problem(BACKSLASH_LOST, *match.span(), {"text": match[0], "better": better}, better=better)
