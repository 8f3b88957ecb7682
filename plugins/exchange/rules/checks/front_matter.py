"""The front matter beyond its fields' types: texts without markup, values that end where they seem to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Part, Rule, Words
from exchange.text.problems import Place, Problem, Severity
from exchange.text.yaml_text import Items, Text

FIELD_MARKUP = Rule(
    name="field-markup",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The field '{name}' contains markup: '{text}'.",
            way_out="Write plain words; the field is shown as it is, in search results too.",
        ),
        "ko": Words(
            fault="항목 '{name}'에 서식 기호가 들어 있습니다: '{text}'.",
            way_out="기호 없이 글만 적어 주십시오. 검색 결과에도 그대로 보입니다.",
        ),
    },
    example=Example(
        wrong='title: "**Consent** in practice"', right='title: "Consent in practice"', part=Part.FIELD
    ),
)
FIELD_COMMENT = Rule(
    name="field-comment",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' is taken for a remark and not shown in '{name}'.",
            way_out="Put the whole value in double quotes, or the remark on a line of its own.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 설명글로 여겨져 '{name}'에 나오지 않습니다.",
            way_out="값 전체를 큰따옴표로 묶거나 설명글을 다른 줄로 옮겨 주십시오.",
        ),
    },
    example=Example(
        wrong="title: Consent # first part", right='title: "Consent # first part"', part=Part.FIELD
    ),
)
FIELD_QUOTES = Rule(
    name="field-quotes",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="The curly quotation marks become part of the value.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="둥근 따옴표가 값에 그대로 들어갑니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(
        wrong="title: “Consent in practice”", right='title: "Consent in practice"', part=Part.FIELD
    ),
)
FIELD_UNWRITTEN = Rule(
    name="field-unwritten",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' stands in '{name}' where a text has to be written.",
            way_out="Write the text; if you have it in one language only, delete this line.",
        ),
        "ko": Words(
            fault="'{name}'에 글이 아니라 '{text}'만 적혀 있습니다.",
            way_out="글을 적어 주십시오. 한 언어의 글만 있으면 이 줄을 지워 주십시오.",
        ),
    },
    example=Example(wrong='title: "..."', right='title: "Consent in practice"', part=Part.FIELD),
)
FIELDS_IN_TEXT = Rule(
    name="fields-in-text",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The fields of a page stand in its text, where they are shown as a heading.",
            way_out="Delete these {count} lines; fields stand once, at the top of the file.",
        ),
        "ko": Words(
            fault="페이지의 항목이 본문 안에 있어 제목처럼 보입니다.",
            way_out="이 {count}개 줄을 지워 주십시오. 항목은 파일 맨 위에 한 번만 적습니다.",
        ),
    },
    example=Example(wrong='Ask first.\n\n---\ntitle: "Consent"\nkind: guide\n---', right="Ask first."),
)
TITLE_FORM = Rule(
    name="title-form",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' does not belong into a title: menus, lists and search results show it each time.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="제목에 '{text}'이(가) 있어 메뉴와 목록, 검색 결과에 늘 함께 보입니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong='title: "Consent (draft)"', right='title: "Consent"', part=Part.FIELD),
)
RULES = (
    TITLE_FORM,
    FIELDS_IN_TEXT,
    FIELD_MARKUP,
    FIELD_COMMENT,
    FIELD_QUOTES,
    FIELD_UNWRITTEN,
)


_MARKUP = re.compile(
    r"</?[a-zA-Z][^>]*>|\*\*|__|`|\]\(|&[a-zA-Z]+;|&#\w+;|\{\{|\{%|(?<!\w)\*\w|(?<!\w)_\w[^_]*_(?!\w)"
)
_PICTOGRAMS = "\U0001f300-\U0001faff\u2600-\u27bf\ufe0f"
_NOT_OF_TITLES = re.compile(rf"[{_PICTOGRAMS}]+|(?<=[^\W\d]{{3}})[.:;,]$|[\[(【](?P<word>[^\])】]+)[\])】]")
_TEXTS = ("title", "description", "audience", "objectives", "prerequisites", "tags")
_COMMENT = re.compile(r"^[A-Za-z_-]+:[ ]+(?![\"'#|>\[{])\S.*?(?P<comment>[ \t]+#(?:[ \t].*)?)$")
_CURLY = re.compile(
    r"(?<![A-Za-z_-])(?P<name>[A-Za-z_-]++):[ ]+"
    r"(?P<value>[“”„‟](?P<text>[^“”\"\n]*)[“”\"]|\"(?P<half>[^“”\"\n]*)”"
    r"|[‘’](?P<single>[^‘’\n]*)[‘’])"
    r"[ ]*(?=$|[,}])",
    re.MULTILINE,
)
_PLACEHOLDER = re.compile(
    r"\b(?<![A-Za-z_-])(?P<name>[A-Za-z_-]++):[ ]+"
    r"(?P<value>(?P<quote>[\"']?)(?:\.{2,}|…+|-+|\?+)(?P=quote))[ ]*(?=$|[,}])",
    re.MULTILINE,
)


_BLOCK = re.compile(
    r"^---[ ]*\n(?:(?:[a-z_]+:(?: .*)?|[ ]+.*|- .*)\n)*"
    r"(?:title|kind|description):.*\n(?:.+\n)*?---[ ]*$",
    re.MULTILINE,
)


def check(page: Page) -> Iterator[Problem]:
    """Yield fields that would show their markup, lose their end, or keep the wrong quotes."""
    for field in page.document.meta:
        if field.key.value in _TEXTS:
            items = field.value.items if isinstance(field.value, Items) else (field.value,)
            for item in items:
                if isinstance(item, Text) and (match := _MARKUP.search(item.value)):
                    values = {"name": field.key.value, "text": match[0]}
                    yield FIELD_MARKUP.problem(item.place, None, values)
        if field.key.value == "title" and isinstance(field.value, Text):
            yield from _title(page, field.value)
    for match in _BLOCK.finditer(page.views.structure, page.body_at):
        yield page.problem(FIELDS_IN_TEXT, *match.span(), {"count": str(match[0].count("\n") + 1)})
    for number in range(2, page.document.body_line - 1):
        yield from _line(page, number)


def _title(page: Page, title: Text) -> Iterator[Problem]:
    """Yield signs of a draft, pictograms, and marks behind a title."""
    stand_ins = language(page.locale).stand_ins
    for match in _NOT_OF_TITLES.finditer(title.value):
        if not match["word"] or match["word"].strip().lower() in stand_ins:
            better = " ".join(f"{title.value[: match.start()]} {title.value[match.end() :]}".split())
            values = {"text": match[0], "better": f'title: "{better}"'}
            yield TITLE_FORM.problem(title.place, None, values)


def _line(page: Page, number: int) -> Iterator[Problem]:
    line = page.line(number)
    name = line.partition(":")[0]
    comment = _COMMENT.match(line)
    if comment:
        start, end = (page.line_starts[number - 1] + offset for offset in comment.span("comment"))
        yield page.problem(FIELD_COMMENT, start, end, {"name": name, "text": comment["comment"].strip()})


def check_text(text: str, path: str) -> Iterator[Problem]:
    """Yield values of fields, of records too, in curly quotes or not written yet."""
    end = text.find("\n---", 3) if path.endswith(".md") else len(text)
    for rule, pattern in ((FIELD_QUOTES, _CURLY), (FIELD_UNWRITTEN, _PLACEHOLDER)):
        for match in pattern.finditer(text, 0, max(end, 0)) if path.endswith((".md", ".yml")) else ():
            yield _value(rule, match, path)


def _value(rule: Rule, match: re.Match[str], path: str) -> Problem:
    place = Place.at(match.start("value"), match.string, path=path)
    end = replace(place, column=place.column + len(match["value"]))
    if rule is FIELD_UNWRITTEN:
        return rule.problem(place, end, {"name": match["name"], "text": match["value"]})
    value = next(text for name in ("text", "half", "single") if (text := match[name]) is not None)
    better = '"' + value.replace("\\", "\\\\").replace('"', "'") + '"'
    return rule.problem(place, end, {"better": f"{match['name']}: {better}"}, better=better)
