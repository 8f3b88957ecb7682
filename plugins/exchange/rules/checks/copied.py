"""What a chat, a mail, an office program or an assistant leaves around a text that is copied out of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from exchange.languages.expressions import expression, lines_first
from exchange.languages.language import in_any_language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

COPIED_TRACE = Rule(
    name="copied-trace",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' was copied along from a chat, a mail or another program.",
            way_out="Delete it, so that only what readers need is left.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 채팅이나 메일, 다른 프로그램에서 글과 함께 복사된 것입니다.",
            way_out="지우고 독자에게 필요한 글만 남겨 주십시오.",
        ),
    },
    example=Example(
        wrong="-----Original Message-----\nFrom: A\nSent: Monday\n\nAsk first.", right="Ask first."
    ),
)
TEXT_TWICE = Rule(
    name="text-twice",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}…' stands on this page twice; first in line {first}.",
            way_out="Keep the newer of the two, and delete the other.",
        ),
        "ko": Words(
            fault="'{text}…' 문단이 이 페이지에 두 번 있습니다. 처음은 {first}행입니다.",
            way_out="둘 가운데 새 글만 남기고 다른 하나는 지워 주십시오.",
        ),
    },
    example=Example(
        wrong="Agree who may see the results before the first run of the analysis.\n\n"
        "Agree who may see the results before the first run of the analysis.",
        right="Agree who may see the results before the first run of the analysis.",
    ),
)
RULES = (COPIED_TRACE, TEXT_TWICE)

_COUNTED = r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)=[^\s()&#<>\"]*"
_TRACKING = re.compile(
    rf"\?{_COUNTED}(?:&{_COUNTED})*(?!&)|(?<=\?){_COUNTED}&(?:{_COUNTED}&)*|(?:&{_COUNTED})+"
    r"|#?:~:text=[^\s()<>\"]*|;jsessionid=[0-9A-Za-z.!-]+|(?<=[?&])(?:PHPSESSID|sessionid|sid)=[0-9A-Za-z]{12,}&?"
)
"""What a newsletter, a chat, an assistant or a browser adds to an address: who comes from there, and when."""

_TRACES = expression(
    lines_first(
        in_any_language(lambda language: language.copied_traces) + r"|HYPERLINK(?<=\bHYPERLINK) \"[^\"\n]*\""
        r"|:contentReference\[[^\]\n]*\](?:\{[^}\n]*\})?|【\d++[^】\n]*】|turn(?<=\bturn)\d+(?:search|view)\d+\b"
        r"|^- \d{1,3} -$|^\[\d{1,2}:\d{2}(?: [AP]M)?\] [^\W\d]\S*,? \S+(?: \S+)?$"
        r"|(?<=[a-z][.)])\[[A-Z]{2,3}\d{1,2}\](?![(\[:])"
        r"|\[(?:cid|image):[^\]\n]*\]|^(?:Co-authored-by|Signed-off-by|Reviewed-by): \S.*$"
        r"|(?<=[\w.!? ])\^[_]?\^(?![\w^])"
    ),
    re.MULTILINE,
)


_COMMENT = re.compile(r"^\[(?P<letter>[a-z]{1,2})\](?![\s(\[:])[^\n]+$|<Media omitted>", re.MULTILINE)
"""A comment of Google Docs, whose letter stands behind a word above it; what WhatsApp leaves out."""

_NUMBERED = re.compile(r"(?:^\d{1,3}[ \t]{1,4}[^\W\d_].*(?:\n|\Z)){3,}", re.MULTILINE)
_NUMBER = re.compile(r"^\d+", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?<=\n\n)(?![\0 #|<>:!?\[-])(?:[^\n]+\n?)+")
_DIVISION = re.compile(r"^[ ]*</?(?:div|details|section|tab)\b", re.MULTILINE)
_SHORTEST_PARAGRAPH = 24  # letters: below, a sentence may be a refrain


def check(page: Page) -> Iterator[Problem]:
    """Yield such traces, and paragraphs that were pasted into their section or `<div>` again."""
    first_lines: dict[tuple[int, str], int] = {}
    divisions = (page.place(match.start()).line for match in _DIVISION.finditer(page.views.structure))
    starts = sorted([*(section.line for section in page.sections), *divisions])
    for match in _PARAGRAPH.finditer(page.views.prose, page.body_at):
        if match[0].rstrip().endswith(":"):
            continue  # it leads to what follows, and may do so twice
        letters = "".join(filter(str.isalnum, page.text[match.start() : match.end()]))
        number = page.place(match.start()).line
        key = bisect_right(starts, number), letters
        if len(letters) >= _SHORTEST_PARAGRAPH and first_lines.setdefault(key, number) != number:
            values = {"text": " ".join(page.text[match.start() : match.end()].split())[:40]}
            yield page.problem(TEXT_TWICE, *match.span(), values | {"first": str(first_lines[key])})
    for match in _TRACES.finditer(page.views.prose, page.body_at):
        line = page.text[page.text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
        if match[0] == "^^" and line.count("^^") > 1:
            continue  # inserted text, a form of this site
        text = page.text[match.start() : match.end()]
        yield page.problem(COPIED_TRACE, *match.span(), {"text": " ".join(text.split())[:60]})
    yield from _line_numbers(page)
    for match in _COMMENT.finditer(page.views.structure, page.body_at):
        sign = f"[{match['letter']}]"
        if match["letter"] is None or re.search(rf"\S{re.escape(sign)}", page.text[: match.start()]):
            yield page.problem(COPIED_TRACE, *match.span(), {"text": match[0][:60]})
    for match in _TRACKING.finditer(page.views.structure, page.body_at) if "=" in page.text else ():
        yield page.problem(COPIED_TRACE, *match.span(), {"text": match[0]})


def _line_numbers(page: Page) -> Iterator[Problem]:
    """Yield the numbers of lines that an editor shows, where three lines or more on end begin with them."""
    for match in _NUMBERED.finditer(page.views.structure, page.body_at):
        numbers = _NUMBER.findall(match[0])
        if [*map(int, numbers)] == [*range(int(numbers[0]), int(numbers[0]) + len(numbers))]:
            yield page.problem(COPIED_TRACE, *match.span(), {"text": ", ".join(numbers)[:60]})
