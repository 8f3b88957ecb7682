"""Words and the spaces between them, by the habits of the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

SCRIPT_SPACING = Rule(
    name="script-spacing",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="Latin and Korean words touch in '{text}'.",
            way_out="Put a space between them: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 로마자와 한글 낱말이 붙어 있습니다.",
            way_out="사이를 띄어 주십시오: {better}",
        ),
    },
    example=Example(wrong="AI모델을 씁니다.", right="AI 모델을 씁니다.", locale="ko"),
)
PARTICLE_SPACING = Rule(
    name="particle-spacing",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="A particle stands apart from its word in '{text}'.",
            way_out="Remove the space: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 조사가 앞말과 떨어져 있습니다.",
            way_out="빈칸을 지워 주십시오: {better}",
        ),
    },
    example=Example(wrong="WHO 는 국제기구입니다.", right="WHO는 국제기구입니다.", locale="ko"),
)
THOUSANDS = Rule(
    name="thousands",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(fault="The thousands of '{text}' are not set off by commas.", way_out="Write: {better}"),
        "ko": Words(
            fault="'{text}'의 천 단위가 쉼표로 구분되어 있지 않습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="It pays £1'400'000.", right="It pays £1,400,000."),
)
BRACKET_OPEN = Rule(
    name="bracket-open",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The '{sign}' before '{text}' is never closed.",
            way_out="Write {closing} where it ends, or delete it.",
        ),
        "ko": Words(
            fault="'{text}' 앞에서 연 '{sign}' 기호가 닫히지 않았습니다.",
            way_out="끝나는 자리에 {closing} 기호를 적거나 여는 기호를 지워 주십시오.",
        ),
    },
    example=Example(wrong="Ask first (by mail or telephone.", right="Ask first (by mail or telephone)."),
)
MISSING_SPACE = Rule(
    name="missing-space",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="A space is missing after a mark in '{text}'.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 문장 부호 뒤에 빈칸이 없습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="First,ask the team.", right="First, ask the team."),
)
SPACE_BEFORE_MARK = Rule(
    name="space-before-mark",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="There is a space before a mark in '{text}'.",
            way_out="Remove the space: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 문장 부호 앞에 빈칸이 있습니다.",
            way_out="빈칸을 지워 주십시오: {better}",
        ),
    },
    example=Example(wrong="First , ask the team.", right="First, ask the team."),
)
WORD_DIVIDED = Rule(
    name="word-divided",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' is one word in two: a hyphen and a space, or the end of a line, are within it.",
            way_out="Write '{better}', or the hyphen without a space.",
        ),
        "ko": Words(
            fault="'{text}'에서 한 낱말이 붙임표와 빈칸, 또는 줄 끝에서 둘로 나뉘었습니다.",
            way_out="'{better}'(으)로 적거나 붙임표 뒤의 빈칸을 지워 주십시오.",
        ),
    },
    example=Example(wrong="Describe the inter-\nvention.", right="Describe the intervention."),
)
DOUBLE_SPACE = Rule(
    name="double-space",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="There are two spaces between two words.",
            way_out="Leave one.",
        ),
        "ko": Words(
            fault="낱말 사이에 빈칸이 두 개 있습니다.",
            way_out="하나만 남겨 주십시오.",
        ),
    },
    example=Example(wrong="First,  ask the team.", right="First, ask the team."),
)
DOUBLED_WORD = Rule(
    name="doubled-word",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="A word stands twice in '{text}'.",
            way_out="Keep one: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 같은 낱말이 두 번 나옵니다.",
            way_out="하나만 남겨 주십시오: {better}",
        ),
    },
    example=Example(wrong="Ask the the team.", right="Ask the team."),
)
SPELLING = Rule(
    name="spelling",
    severity=Severity.WARNING,
    fix=Fix.OFFERED,
    words={
        "en": Words(
            fault="'{text}' may be misspelt.",
            way_out="Did you mean '{better}'?",
        ),
        "ko": Words(
            fault="'{text}'의 맞춤법이 틀린 것 같습니다.",
            way_out="혹시 '{better}'입니까?",
        ),
    },
    example=Example(wrong="몇일 뒤에 다시 옵니다.", right="며칠 뒤에 다시 옵니다.", locale="ko"),
)
HOUSE_SPELLING = Rule(
    name="house-spelling",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is not the spelling of this site, which is British.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 이 사이트의 영국식 철자가 아닙니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="The centers take part.", right="The centres take part."),
)
PARTICLE_FORM = Rule(
    name="particle-form",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="The particle in '{text}' has the form for another last sound.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 조사가 앞말의 받침과 맞지 않습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="HTML는 CSV을 담습니다.", right="HTML은 CSV를 담습니다.", locale="ko"),
)
MIXED_REGISTER = Rule(
    name="mixed-register",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="'{text}' ends in another style of speech than other sentences of the page.",
            way_out="End every sentence of the page in the formal style, as some do already.",
        ),
        "ko": Words(
            fault="'{text}'의 말투가 페이지의 다른 문장과 다릅니다.",
            way_out="문장을 모두 '합니다'체로 끝내 주십시오.",
        ),
    },
    example=Example(
        wrong="자료를 모읍니다. 결과를 알립니다. 이 점이 중요해요.",
        right="자료를 모읍니다. 결과를 알립니다. 이 점이 중요합니다.",
        locale="ko",
    ),
)
TWICE_PASSIVE = Rule(
    name="twice-passive",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is passive twice.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'에서 피동이 겹쳤습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="계획이 승인되어졌습니다.", right="계획이 승인되었습니다.", locale="ko"),
)
RULES = (
    THOUSANDS,
    BRACKET_OPEN,
    SCRIPT_SPACING,
    PARTICLE_SPACING,
    MISSING_SPACE,
    SPACE_BEFORE_MARK,
    DOUBLE_SPACE,
    DOUBLED_WORD,
    WORD_DIVIDED,
    SPELLING,
    HOUSE_SPELLING,
    PARTICLE_FORM,
    MIXED_REGISTER,
    TWICE_PASSIVE,
)


_DOUBLE_SPACE = re.compile(r"(?<=[^\W\d_])(?P<mark>[,.;:)]?)(?P<spaces> {2})(?=[\w(])")
_THOUSANDS = re.compile(
    r"(?:(?<=[£€$₩])|(?<=[£€$₩] )|(?<![^\s(])(?=[\d'’]+(?![\w'’])))"
    r"\d{1,3}(?:(?P<gap>['’.])\d{3})(?:(?P=gap)\d{3})*+(?![\w'’]|[.,]\d)"
)
_ROW = re.compile(r"[^,]+(?:,[^,\s][^,]*){2,}")
_CLOSING = {"(": ")", "“": "”"}
_OPEN_BRACKET = re.compile(
    r"(?:(?<![:;=\]])(?P<bracket>\()|(?P<quote>“))"
    r"(?P<text>[^\W\d_](?:[^()“”\n\0]|(?(quote)[()]|[“”])|\n(?![ ]*\n))*)(?=\n[ ]*\n|\Z)"
)
"""What is opened in a paragraph that ends without anything to close it, before words alone."""

_LONGEST_OF_TWO = len("000.000")  # which may be a decimal
_BY_NAME = {rule.name: rule for rule in RULES}
_SHORT_SLIPS = (
    MISSING_SPACE,
    SCRIPT_SPACING,
    PARTICLE_SPACING,
    SPACE_BEFORE_MARK,
    DOUBLED_WORD,
    PARTICLE_FORM,
    TWICE_PASSIVE,
)
"""Rules whose breaches are shown with the words around them."""


def check(page: Page) -> Iterator[Problem]:
    """Yield misspellings, and spaces that are missing, double or out of place."""
    for slip in language(page.locale).slips(page.views.unquoted):
        rule, text, better = _BY_NAME[slip.rule], page.text[slip.start : slip.end], slip.better
        if rule is MISSING_SPACE and _ROW.fullmatch(page.line(page.place(slip.start).line)):
            continue  # a table with commas, which is one finding
        if rule in _SHORT_SLIPS:
            text_before_slip = page.text[max(slip.start - 8, 0) : slip.start].rpartition("\n")[2]
            tail = page.text[slip.end : slip.end + 8].partition("\n")[0]
            text, better = (_one_line(text_before_slip + middle + tail) for middle in (text, better))
        values = {"text": text, "better": better}
        yield page.problem(rule, slip.start, slip.end, values, better=slip.better)
    for match in _OPEN_BRACKET.finditer(page.views.prose, page.body_at):
        sign, text = match["bracket"] or match["quote"], " ".join(match["text"].split())[:40]
        values = {"sign": sign, "closing": _CLOSING[sign], "text": text}
        yield page.problem(BRACKET_OPEN, match.start(), match.start() + 1, values)
    for match in _THOUSANDS.finditer(page.views.prose):
        if match["gap"] != "." or len(match[0]) > _LONGEST_OF_TWO:
            better = match[0].replace(match["gap"], ",")
            values = {"text": match[0], "better": better}
            yield page.problem(THOUSANDS, *match.span(), values, better=better)
    for match in _DOUBLE_SPACE.finditer(page.views.prose):
        if "|" not in page.line(page.place(match.start()).line):
            yield page.problem(DOUBLE_SPACE, *match.span("spaces"), better=" ")


def _one_line(text: str) -> str:
    return text.replace("\n", " ").strip()
