"""Pictures as they are written: what those hear of them who do not see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.language import all_languages
from exchange.rules.page import Page
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Problem, Severity

IMAGE_ALT = Rule(
    name="image-alt",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The picture '{target}' has no text for those who do not see it.",
            way_out=(
                "Say between the square brackets what it shows; "
                'write {{ alt="" }} behind a picture that only decorates.'
            ),
        ),
        "ko": Words(
            fault="그림 '{target}'에 그림을 볼 수 없는 사람을 위한 설명이 없습니다.",
            way_out=(
                "대괄호 안에 무엇을 보여 주는 그림인지 적어 주십시오. "
                '꾸밈일 뿐인 그림은 뒤에 {{ alt="" }}라고 적어 주십시오.'
            ),
        ),
    },
    example=Example(
        wrong="![](../../assets/flow.svg)", right="![A visit, from call to report](../../assets/flow.svg)"
    ),
)
IMAGE_ALT_NAME = Rule(
    name="image-alt-name",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The text '{text}' says nothing about the picture.",
            way_out="Say what the picture shows, in a sentence.",
        ),
        "ko": Words(
            fault="그림 설명 '{text}'만으로는 무슨 그림인지 알 수 없습니다.",
            way_out="그림이 보여 주는 내용을 한 문장으로 적어 주십시오.",
        ),
    },
    example=Example(
        wrong="![그림](../../assets/flow.svg)",
        right="![연락부터 보고까지의 방문 순서](../../assets/flow.svg)",
        locale="ko",
    ),
)
RULES = (
    IMAGE_ALT,
    IMAGE_ALT_NAME,
)


_ATTRIBUTE = re.compile(
    r"""\{[^{}\n]*\balt=(?P<sign>["'])(?P<alt>(?:(?!(?P=sign))[^{}\n])*)(?P=sign)[^{}\n]*\}"""
)
_FILE_NAME = re.compile(r"(?i)[\w-]+\.(?:png|jpe?g|gif|svg|webp|avif)")


def check(page: Page) -> Iterator[Problem]:
    """Yield pictures without words, or with the name of their file for words."""
    for link in page.written_links:
        if not link.picture:
            continue
        text = "" if link.text is None else page.text[link.text_start : link.text_end]
        attribute = _ATTRIBUTE.match(page.text, link.end)
        if link.text == "" and page.text.startswith("<", link.start):
            continue  # an empty alt says that a picture is decoration
        if attribute and not text.strip():
            if _says_nothing(attribute["alt"].replace("\\", "").strip()):
                yield page.problem(IMAGE_ALT_NAME, *attribute.span("alt"), {"text": attribute["alt"]})
        elif link.text is None or not link.text.strip():
            yield page.problem(IMAGE_ALT, link.start, link.end, {"target": link.target})
        elif _says_nothing(link.text.strip()):
            values = {"text": link.text.strip() or text}
            yield page.problem(IMAGE_ALT_NAME, link.text_start, link.text_end, values)


def _says_nothing(text: str) -> bool:
    """Return True if a text is the name of a file, or says only that there is a picture, in any language."""
    patterns = (_FILE_NAME, *(language.picture_words for language in all_languages()))
    return any(pattern is not None and pattern.fullmatch(text) for pattern in patterns)
