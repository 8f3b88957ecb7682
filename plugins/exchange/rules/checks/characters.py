"""Characters: composed, visible, of ordinary width; and passages in another script that are marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exchange.languages.language import language
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity

NOT_COMPOSED = Rule(
    name="not-composed",
    severity=Severity.ERROR,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="The characters '{better}' are stored in parts and are not found by search.",
            way_out="Type them again.",
        ),
        "ko": Words(
            fault="글자 '{better}'이(가) 자모로 나뉘어 저장되어 검색되지 않습니다.",
            way_out="다시 입력해 주십시오.",
        ),
    },
    example=Example(
        wrong="\u1112\u1161\u11ab\u1100\u116e\u11a8 규정입니다.", right="한국 규정입니다.", locale="ko"
    ),
)
INVISIBLE_CHARACTER = Rule(
    name="invisible-character",
    severity=Severity.ERROR,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="There is an invisible character here: {names}.",
            way_out="Remove it.",
        ),
        "ko": Words(
            fault="보이지 않는 문자가 있습니다: {names}.",
            way_out="지워 주십시오.",
        ),
    },
    example=Example(wrong="It is\u200b law.", right="It is law."),
)
FULL_WIDTH = Rule(
    name="full-width",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is written in full-width characters.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'이(가) 전각 문자로 적혀 있습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="시험은 １２개월입니다.", right="시험은 12개월입니다.", locale="ko"),
)
UNMARKED_LANGUAGE = Rule(
    name="unmarked-language",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is in another language, and a screen reader does not know it.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 다른 언어인데 화면낭독기가 알 수 없습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="The 약사법 applies.", right='The <span lang="ko">약사법</span> applies.'),
)
RULES = (
    NOT_COMPOSED,
    INVISIBLE_CHARACTER,
    FULL_WIDTH,
    UNMARKED_LANGUAGE,
)


_NOT_COMPOSED = re.compile(
    r"[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]+|[^\W\d_][\u0300-\u036F]+|[\uF900-\uFAFF]"
)
_INVISIBLE = re.compile(r"[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u180E\u2028\u2029]+")
_FULL_WIDTH = re.compile(r"[\uFF01-\uFF5E\u3000]+")


def check(page: Page) -> Iterator[Problem]:
    """Yield characters that look like others or like nothing, and scripts where they do not belong."""
    yield from _raw(page)
    wide = () if page.text.isascii() else _FULL_WIDTH.finditer(page.views.any_language)
    for match in wide:
        better = unicodedata.normalize("NFKC", match[0])
        yield page.problem(FULL_WIDTH, *match.span(), {"text": match[0], "better": better}, better=better)
    yield from _scripts(page)


def _raw(page: Page) -> Iterator[Problem]:
    """Look at the whole file, code and front matter too: these are never meant."""
    if page.text.isascii():
        return
    if not unicodedata.is_normalized("NFC", page.text):
        for match in _NOT_COMPOSED.finditer(page.text):
            better = unicodedata.normalize("NFC", match[0])
            if better != match[0]:
                yield page.problem(NOT_COMPOSED, *match.span(), {"better": better}, better=better)
    for match in _INVISIBLE.finditer(page.text, 1 if page.text.startswith("\ufeff") else 0):
        names = ", ".join(sorted({f"U+{ord(character):04X}" for character in match[0]}))
        yield page.problem(INVISIBLE_CHARACTER, *match.span(), {"names": names}, better="")


def _scripts(page: Page) -> Iterator[Problem]:
    known = language(page.locale)
    if known.other_script and not page.views.prose.isascii():
        pictures = [link for link in page.written_links if link.picture]
        for match in known.other_script.finditer(page.views.prose):
            if any(link.start <= match.start() < link.end for link in pictures):
                continue  # the words of a picture cannot hold markup
            better = f'<span lang="{known.other_locale}">{match[0]}</span>'
            values = {"text": match[0], "better": better}
            yield page.problem(UNMARKED_LANGUAGE, *match.span(), values, better=better)
