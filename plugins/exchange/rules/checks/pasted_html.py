"""HTML that office programs put on the clipboard: one message for a line, with its words alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

HTML_PASTED = Rule(
    name="html-pasted",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="This line has the tags that Word, Hancom or a web page puts around a text it copies.",
            way_out="[[Write its words alone: {better}]] [[It has no words, so delete the line: {empty}]]",
        ),
        "ko": Words(
            fault="이 줄에 워드나 한글, 웹 페이지에서 복사할 때 딸려 온 태그가 있습니다.",
            way_out="[[글만 남겨 주십시오: {better}]] [[글이 없으니 이 줄을 지워 주십시오: {empty}]]",
        ),
    },
    example=Example(wrong='<p class="MsoNormal">Ask first.<o:p></o:p></p>', right="Ask first."),
)
RULES = (HTML_PASTED,)

_TRACE = re.compile(
    r"(?i)<[^<>]*\b(?:class=[\"']?Mso|class=[\"']?hwp|style=[\"'][^\"'<>]*(?:font|mso-|line-height|text-align))"
    r"|</?(?:o:p|w:|v:|font\b)"
)
_HEADING = re.compile(r"[ ]*<h(?P<level>[1-6])\b[^<>]*>(?P<words>.+)</h(?P=level)>[ ]*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")


def check(page: Page) -> Iterator[Problem]:
    """Yield each line with such tags."""
    if "<" not in page.text:
        return
    above = ""
    for number, line in enumerate(page.views.structure.split("\n")):
        is_within_html = line.startswith(" ") and above.lstrip().startswith("<")
        above = line
        heading = None if is_within_html else _HEADING.fullmatch(line)
        if heading or _TRACE.search(line):
            source = page.line(number + 1)
            better = " ".join(html.unescape(_TAG.sub("", source)).split())
            if heading:
                better = f"{'#' * max(int(heading['level']), 2)} {better}"
            start = page.line_starts[number]
            values = {"better": better} if better else {"empty": source.strip()}
            yield page.problem(HTML_PASTED, start, start + len(source), values, better=better)
