"""The front matter beyond its fields' types: texts without markup, values that end where they seem to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.rules.page import Page, found
from exchange.text.problems import Problem
from exchange.text.yaml_text import Items, Text

_MARKUP = re.compile(
    r"</?[a-zA-Z][^>]*>|\*\*|__|`|\]\(|&[a-zA-Z]+;|&#\w+;|\{\{|\{%|(?<!\w)\*\w|(?<!\w)_\w[^_]*_(?!\w)"
)
_TEXTS = ("title", "description", "audience", "objectives", "prerequisites", "tags")
_COMMENT = re.compile(r"^[A-Za-z_-]+:[ ]+(?![\"'#|>\[{])\S.*?(?P<comment>[ \t]+#(?:[ \t].*)?)$")
_CURLY = re.compile(r"^[A-Za-z_-]+:[ ]+(?P<value>[“”„‟](?P<text>[^“”]*)[“”])[ ]*$")


def check(page: Page) -> Iterator[Problem]:
    """Yield fields that would show their markup, lose their end, or keep the wrong quotes."""
    for field in page.document.meta:
        if field.key.value in _TEXTS:
            items = field.value.items if isinstance(field.value, Items) else (field.value,)
            for item in items:
                if isinstance(item, Text) and (match := _MARKUP.search(item.value)):
                    values = {"name": field.key.value, "text": match[0]}
                    yield found("field-markup", item.place, None, values)
    for number in range(2, page.document.body_line - 1):
        yield from _line(page, number)


def _line(page: Page, number: int) -> Iterator[Problem]:
    line = page.line(number)
    name = line.partition(":")[0]
    comment = _COMMENT.match(line)
    if comment:
        start, end = (page.line_starts[number - 1] + offset for offset in comment.span("comment"))
        yield page.problem("field-comment", start, end, {"name": name, "text": comment["comment"].strip()})
    curly = _CURLY.match(line)
    if curly:
        start, end = (page.line_starts[number - 1] + offset for offset in curly.span("value"))
        better = '"' + curly["text"].replace("\\", "\\\\").replace('"', "'") + '"'
        yield page.problem("field-quotes", start, end, {"better": f"{name}: {better}"}, better=better)
