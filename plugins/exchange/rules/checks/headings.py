"""Headings: they begin at the second level, leave none out, and carry ids that can be in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from exchange.authoring.sections import Section, has_only_latin_letters
from exchange.languages.language import in_any_language
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.yaml_text import Text

HEADING_TOP = Rule(
    name="heading-top",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The heading '{title}' is of the first level, which is the page's title.",
            way_out="[[Begin it with two signs: {better}]] [[If it is no heading, write: {sign}]]",
        ),
        "ko": Words(
            fault="제목 '{title}'은(는) 첫째 수준입니다. 첫째 수준은 페이지 제목에만 씁니다.",
            way_out="[[# 두 개로 시작해 주십시오: {better}]] [[제목이 아니면 이렇게 적어 주십시오: {sign}]]",
        ),
    },
    example=Example(wrong="# More { #more }", right="## More { #more }"),
)
HEADING_SKIPS = Rule(
    name="heading-skips",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="The heading '{title}' is of level {level} below one of level {above}.",
            way_out="Leave no level out: {better}",
        ),
        "ko": Words(
            fault="제목 '{title}'의 수준은 {level}인데 바로 위 제목의 수준은 {above}입니다.",
            way_out="수준을 건너뛰지 마십시오: {better}",
        ),
    },
    example=Example(
        wrong="## More { #more }\n\n#### Detail { #detail }",
        right="## More { #more }\n\n### Detail { #detail }",
    ),
)
HEADING_WITHOUT_ID = Rule(
    name="heading-without-id",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="The heading '{title}' has no id of its own: its address changes with its words.",
            way_out=(
                "[[Write: {better}]] [[Add an id of English words behind '{foreign}', such as "
                "{{ #where-to-start }}.]]"
            ),
        ),
        "ko": Words(
            fault="제목 '{title}'에 id가 없어, 글을 고치면 주소가 바뀝니다.",
            way_out=(
                "[[이렇게 적어 주십시오: {better}]] [[제목 '{foreign}' 뒤에 {{ #where-to-start }}처럼 "
                "영어 낱말로 된 id를 적어 주십시오.]]"
            ),
        ),
    },
    example=Example(wrong="## Where to start", right="## Where to start { #where-to-start }"),
)
HEADING_BRACES = Rule(
    name="heading-braces",
    severity=Severity.ERROR,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' at this heading's end makes no id; ' {{ #one-word }}' does, with its spaces.",
            way_out="Write: {better} [[If it is no id, write it as code: {code}]]",
        ),
        "ko": Words(
            fault="제목 끝의 '{text}'은(는) id가 되지 않습니다. 한 칸 띄우고 {{ #one-word }}처럼 적습니다.",
            way_out="[[보일 글이면 코드로 적고({code}), id이면]] 이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="## Where to start { #where ]", right="## Where to start { #where }"),
)
HEADING_ID = Rule(
    name="heading-id",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{id}' cannot be the address of a section.",
            way_out="Use lower-case letters, digits and single hyphens, such as where-to-start.",
        ),
        "ko": Words(
            fault="'{id}'은(는) 절의 주소로 쓸 수 없습니다.",
            way_out="where-to-start처럼 영문 소문자와 숫자를 붙임표 하나로 이어 적어 주십시오.",
        ),
    },
    example=Example(wrong="## 시작하기 { #시작 }", right="## 시작하기 { #where-to-start }", locale="ko"),
)
HEADING_SEVERAL_LINES = Rule(
    name="heading-several-lines",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="[[GitHub shows {count} lines above '{text}' as one heading. Here they are text and "
            "signs.]] [['{sentence}' is shown as a heading: '{rule}' is right below it.]]",
            way_out="[[Leave a line empty above '{rule}'; a heading is one line: {heading}]] "
            "[[Write it in one line: {better}]]",
        ),
        "ko": Words(
            fault="[['{text}' 위의 {count}줄이 GitHub에서는 제목 하나로, 여기서는 본문과 기호로 보입니다.]] "
            "[['{sentence}'이(가) 바로 아래의 '{rule}' 때문에 제목으로 보입니다.]]",
            way_out="[['{rule}' 위에 빈 줄을 넣고, 제목이라면 한 줄로 적어 주십시오: {heading}]] "
            "[[한 줄로 적어 주십시오: {better}]]",
        ),
    },
    example=Example(
        wrong="The sponsor signs the agreement\nand sends it to the site\n---",
        right="The sponsor signs the agreement\nand sends it to the site\n\n---",
    ),
)
HEADING_CAPITALS = Rule(
    name="heading-capitals",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The heading '{title}' is all in capitals: it is hard to read, and may be read out letter "
            "by letter.",
            way_out="Write capitals at its beginning and in names only: {better}",
        ),
        "ko": Words(
            fault="제목 '{title}'이(가) 모두 대문자입니다. 읽기 어렵고, 한 글자씩 읽어 주는 프로그램도 "
            "있습니다.",
            way_out="첫 글자와 이름에만 대문자를 써 주십시오: {better}",
        ),
    },
    example=Example(wrong="## WHERE TO START { #start }", right="## Where to start { #start }"),
)
HEADING_AS_BOLD = Rule(
    name="heading-as-bold",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' looks like a heading, and is bold text: it is in no list of contents, and nobody "
            "can link to it.",
            way_out="Write it as a heading, with a short id of English words in the braces: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 제목처럼 보이지만 굵은 글씨라, 차례에 나오지 않고 링크도 걸 수 없습니다.",
            way_out="제목으로 적고, 중괄호 안에는 짧은 영어 id를 적어 주십시오: {better}",
        ),
    },
    example=Example(
        wrong="**1. Who may apply**\n\nTeams may.", right="## Who may apply { #who-may-apply }\n\nTeams may."
    ),
)
RULES = (
    HEADING_AS_BOLD,
    HEADING_CAPITALS,
    HEADING_TOP,
    HEADING_SKIPS,
    HEADING_WITHOUT_ID,
    HEADING_BRACES,
    HEADING_ID,
    HEADING_SEVERAL_LINES,
)


_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_WORDS_FOR_ID = re.compile(
    r"[ ]*\{[ ]*#?(?P<id>[a-z0-9]+(?:[-_][a-z0-9]+)*(?:[ ]+[a-z0-9]+(?:[-_][a-z0-9]+)*)*)[ ]*\}[ ]*$"
)
_OWN_ID = re.compile(r"(?<=\s)\{(?=[^{}]*+\})[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}\s*+#*+\s*+$")
_MISTYPED_ID = re.compile(
    r"[ ]*[{(\[｛（]:?[ ]*[#＃][ ]*(?P<id>[a-z0-9]+(?:[-_][a-z0-9]+)*)[ ]*+[})\]｝）]?+[ ]*+$"
)
_TWO_IDS = re.compile(r"[ ]*\{[ ]*#(?P<id>[\w-]+)[ ]*\}[ ]*\{[ ]*#[\w-]+[ ]*\}[ ]*$")
_MARKS = re.compile(r"#{1,6}(?=[^#])")
_BEGINS_ANOTHER_BLOCK = r"[ ]{4}|[ ]*\t|[ ]{0,3}(?:[-+*>|#<:=~`!?/$\\\[]|\d{1,9}[.)][ ])"
_UNDERLINED_LINES = re.compile(
    rf"\n[ \t]*\n(?P<lines>(?:(?!{_BEGINS_ANOTHER_BLOCK})(?=[^|\n]*[^|\s])[^|\n]*\n)+)"
    r"(?P<line>(?:-+|=+)[ ]*)(?=\n|$)"
)
"""Lines of plain text, the first of a block, right above what underlines a heading.

One line is a heading, unless it is a sentence.
"""


_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_BOLD_LINE = re.compile(
    r"(?<=\n\n)(?P<stars>\*\*|__)(?:[0-9]{1,2}[.)]|[IVX]{1,4}\.|"
    rf"{in_any_language(lambda lang: lang.section_numbers)})[ ]*"
    r"(?P<title>[^*_\n]{1,80}[^*_\n.,!?])(?P=stars)[ ]*(?=\n\n)"
)
"""A paragraph that is a number and some words in bold."""


def check(page: Page) -> Iterator[Problem]:
    """Yield headings of a wrong level, form or of several lines, and ids that are absent or ill-formed."""
    yield from _several_lines(page)
    yield from _form(page)
    parent_level = 1
    for section in page.sections:
        if section.level == 1:
            yield _top(page, section)
            parent_level = 2
            continue
        if section.level > parent_level + 1:
            values = {"title": section.title, "level": str(section.level), "above": str(parent_level)}
            yield _level_problem(page, section, HEADING_SKIPS, "#" * (parent_level + 1), values)
        parent_level = section.level
        yield from _id(page, section)


def _form(page: Page) -> Iterator[Problem]:
    """Yield headings in capitals, and numbered lines in bold that stand where headings do."""
    fields = (field.value for field in page.document.meta if field.key.value == "title")
    titles = [(field.value, field.place.line) for field in fields if isinstance(field, Text)]
    for title, number in [*titles, *((section.title, section.line) for section in page.sections)]:
        words = _CAPITALS.findall(title) if title.isupper() and "`" not in title else []
        lengths = [len(word) for word in words]
        longest = max(lengths, default=0) if title.isascii() else 0
        if longest > 6 or (len(lengths) > 2 and longest > 4):  # names of bodies are shorter
            start, line = page.line_starts[number - 1], page.line(number)
            values = {"title": title, "better": line.replace(title, title.capitalize())}
            yield page.problem(HEADING_CAPITALS, start, start + len(line), values)
    for match in _BOLD_LINE.finditer(page.views.prose, page.body_at):
        text, title = (page.text[slice(*match.span(group))].strip() for group in (0, "title"))
        values = {"text": text, "better": f"## {title} {{ #id }}"}
        yield page.problem(HEADING_AS_BOLD, *match.span(), values)


def _several_lines(page: Page) -> Iterator[Problem]:
    for match in _UNDERLINED_LINES.finditer(page.views.structure, max(page.body_at - 1, 0)):
        lines = page.text[match.start("lines") : match.end("lines")].split("\n")[:-1]
        if not match["lines"].rstrip("\n").rpartition("\n")[2].strip(f" {MASK}"):
            continue  # the end of a block of code
        line = match["line"].rstrip()
        start, end = match.start("line"), match.start("line") + len(line)
        heading = f"## {' '.join(map(str.strip, lines))}"
        values = {"count": str(len(lines)), "text": line}
        if len(lines) == 1:
            if line[0] == "=" or not lines[0].rstrip().endswith((".", "。")):
                continue
            values = {"sentence": lines[0].strip()[:60], "text": ""}
        if line[0] == "=":
            more, start, better = {"better": heading}, match.start("lines"), heading
        else:
            more, better = {"rule": line, "heading": heading}, f"\n{line}"
        yield page.problem(HEADING_SEVERAL_LINES, start, end, values | more, better=better)


def _top(page: Page, section: Section) -> Problem:
    """Return the problem of a heading that is the page's title again, with all that it should be."""
    line = page.line(section.line)
    section_id = section.id if section.id and _ID.fullmatch(section.id) else _free_id(page)
    better = f"## {section.title} {{ #{section_id} }}"
    start = page.line_starts[section.line - 1]
    values = {"title": section.title, "better": better}
    whole = better if line.startswith("#") else None
    is_word = re.match(r"#[^\s#]", line) is not None  # `#channel`
    if is_word and page.line(section.line - 1).strip():  # it goes on with a paragraph
        whole = f"\\#{section.title}"
        values = {"title": section.title, "sign": whole}
    return page.problem(HEADING_TOP, start, start + len(line), values, better=whole)


def _level_problem(page: Page, section: Section, rule: Rule, better: str, values: dict[str, str]) -> Problem:
    """Return a problem at the marks that make the heading, which `better` would make right."""
    start = page.line_starts[section.line - 1]
    marks = _MARKS.match(page.line(section.line))
    values = {"title": section.title, "better": f"{better} {section.title}", **values}
    if marks is None:
        return page.problem(rule, start, start + len(page.line(section.line)), values)
    return page.problem(rule, start, start + marks.end(), values, better=better)


def _id(page: Page, section: Section) -> Iterator[Problem]:
    start, line = page.line_starts[section.line - 1], page.line(section.line)
    match, words = _OWN_ID.search(line), _WORDS_FOR_ID.search(line)
    if twice := _TWO_IDS.search(line):
        yield _braces(page, section, line, twice)
        return
    if match is None or (words and words["id"] != match["id"]):
        typo = words or _MISTYPED_ID.search(line)
        if not line.startswith("#"):
            return
        if typo:
            yield _braces(page, section, line, typo)
        elif section.title and (section.id is None or _ID.fullmatch(section.id)):
            yield _without_id(page, section, line)
    elif not _ID.fullmatch(match["id"]):
        yield page.problem(
            HEADING_ID, start + match.start("id"), start + match.end("id"), {"id": match["id"]}
        )


def _free_id(page: Page) -> str:
    """Return an id for a heading whose words yield none."""
    ids = {section.id for section in page.sections}
    return next(name for number in count(1) if (name := f"section-{number}") not in ids)


def _braces(page: Page, section: Section, line: str, typo: re.Match[str]) -> Problem:
    """Return a problem with an id whose braces or space are not those that make it one."""
    start, begin = page.line_starts[section.line - 1], typo.start()
    better = f" {{ #{'-'.join(typo['id'].split())} }}"
    values = {"text": typo[0].strip(), "better": f"{line[:begin]}{better}"}
    if not re.search("[#＃]", typo[0]):
        values["code"] = f"{line[:begin].rstrip()} `{typo[0].strip()}`"
    return page.problem(HEADING_BRACES, start + begin, start + len(line), values, better=better)


def _without_id(page: Page, section: Section, line: str) -> Problem:
    """Return a problem with a heading without an id; the remains of one in another script make no id."""
    end = page.line_starts[section.line - 1] + len(line.rstrip())
    values = {"title": section.title}
    if not section.id or not has_only_latin_letters(section.title):
        return page.problem(HEADING_WITHOUT_ID, end, end, values | {"foreign": section.title})
    better = f" {{ #{section.id} }}"
    values |= {"better": f"{line.rstrip()}{better}"}
    return page.problem(HEADING_WITHOUT_ID, end, end, values, better=better)
