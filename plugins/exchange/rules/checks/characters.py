"""Characters: composed, visible, of ordinary width; and passages in another script that are marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exchange.languages.language import Language, described_languages, language
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.rule import Example, Fix, Rule, Words
from exchange.text.problems import Problem, Severity
from exchange.text.yaml_text import Text

NOT_COMPOSED = Rule(
    name="not-composed",
    severity=Severity.ERROR,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="The characters '{better}' are stored in parts and are not found by search.",
            way_out="Delete them and type them again: '{better}'.",
        ),
        "ko": Words(
            fault="글자 '{better}'이(가) 자모로 나뉘어 저장되어 검색되지 않습니다.",
            way_out="지우고 '{better}'(으)로 다시 입력해 주십시오.",
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
            way_out="Delete the character before it and after it, and type them again.",
        ),
        "ko": Words(
            fault="보이지 않는 문자가 있습니다: {names}.",
            way_out="이 자리의 앞뒤 글자를 지우고 다시 입력해 주십시오.",
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
            way_out="Write '{better}' in its place.",
        ),
        "ko": Words(
            fault="'{text}'이(가) 전각 문자로 적혀 있습니다.",
            way_out="'{better}'(으)로 적어 주십시오.",
        ),
    },
    example=Example(wrong="시험은 １２개월입니다.", right="시험은 12개월입니다.", locale="ko"),
)
GARBLED = Rule(
    name="garbled",
    severity=Severity.ERROR,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is what another program made of '{better}', which it read in a wrong encoding.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) 다른 프로그램이 '{better}'을(를) 틀린 인코딩으로 읽어 깨진 글자입니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(
        wrong="The team\u00e2\u20ac\u2122s plan costs \u00c2\u00a3200.", right="The team’s plan costs £200."
    ),
)
JOINED_LETTERS = Rule(
    name="joined-letters",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is one sign for several letters, as a PDF has it: search does not find the word.",
            way_out="Write: {better}",
        ),
        "ko": Words(
            fault="'{text}'은(는) PDF에서 온, 여러 글자를 하나로 합친 기호라서 검색되지 않습니다.",
            way_out="이렇게 적어 주십시오: {better}",
        ),
    },
    example=Example(wrong="The \ufb01rst visit.", right="The first visit."),
)
ODD_SPACE = Rule(
    name="odd-space",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="Word, Hancom or a web page left a space that is not an ordinary one ({names}): the sign "
            "beside it does nothing.",
            way_out="Type an ordinary space in its place.",
        ),
        "ko": Words(
            fault="여기에 보통 빈칸이 아닌 빈칸({names})이 있어 옆의 기호가 쓰이지 않습니다. 워드나 한글, 웹 "
            "페이지에서 붙여 넣으면 생깁니다.",
            way_out="보통 빈칸으로 바꿔 주십시오.",
        ),
    },
    example=Example(wrong="-\u00a0A plan", right="- A plan"),
)
UNMARKED_LANGUAGE = Rule(
    name="unmarked-language",
    severity=Severity.WARNING,
    fix=Fix.EXACT,
    words={
        "en": Words(
            fault="'{text}' is in another language, and a screen reader does not know it.",
            way_out="[[Translate it, or where it is meant, write: {better}]] "
            "[[Translate the field '{name}'.]] [[Translate '{words}'.]]",
        ),
        "ko": Words(
            fault="'{text}'은(는) 다른 언어인데 화면낭독기가 알 수 없습니다.",
            way_out="[[번역하거나, 그대로 둘 글이면 이렇게 적어 주십시오: {better}]] "
            "[['{name}' 항목을 번역해 주십시오.]] [['{words}'을(를) 번역해 주십시오.]]",
        ),
    },
    example=Example(wrong="The 약사법 applies.", right='The <span lang="ko">약사법</span> applies.'),
)
PAGE_LANGUAGE = Rule(
    name="page-language",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="This page is in the folder of '{locale}', and most of it is written in '{other}'.",
            way_out="Move the text to {better}; if it is not translated yet, leave this file out.",
        ),
        "ko": Words(
            fault="이 페이지는 '{locale}' 폴더에 있는데 대부분 '{other}' 언어로 적혀 있습니다.",
            way_out="글을 {better}(으)로 옮겨 주십시오. 아직 번역하지 않았다면 이 파일은 없어도 됩니다.",
        ),
    },
    example=Example(
        wrong="기록은 기관에 남고 분석 코드가 이동합니다. 밖으로 나가는 것은 결과뿐이므로 개인정보를 보내지 "
        "않습니다. 처음 실행하기 전에 결과를 내보내는 규칙을 함께 정하십시오.",
        right="The records stay, and the code travels.",
    ),
)
RULES = (
    NOT_COMPOSED,
    INVISIBLE_CHARACTER,
    FULL_WIDTH,
    GARBLED,
    JOINED_LETTERS,
    ODD_SPACE,
    UNMARKED_LANGUAGE,
    PAGE_LANGUAGE,
)


_COMPOSABLE = re.compile(
    r"[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]+|[^\W\d_][\u0300-\u036F]+|[\uF900-\uFAFF]"
)
_INVISIBLE = re.compile(
    r"[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFC\u180E\u2028\u2029]+"
)
_GARBLED = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,3}")
_JOINED_LETTERS = re.compile(r"(?<!\w)\w*[\ufb00-\ufb06]\w*")
_FULL_WIDTH = re.compile(r"[\uFF01-\uFF5E]+|[\uFFA0-\uFFDC]+")
_CHINESE = re.compile(r"[\u3400-\u9fff][，．：；！？]+(?=[\u3400-\u9fff\s”’」』…]|$)")
"""Chinese, as in a quotation from the classics, whose marks these are."""
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(
    rf"^[ {_ODD}]*(?:[-*+]|\d{{1,2}}[.)]|#{{1,6}})[ ]*(?P<after>[{_ODD}]+)"
    rf"|^[ ]*(?P<start>[{_ODD}]++)(?=[ {_ODD}]*(?:[-*+>|#]|\d{{1,2}}[.)]|!!!|```))"
    rf"|(?<![{_ODD}])(?P<brace>[{_ODD}]++)(?=\{{)|(?P<wide>\u3000+)"
)
_ODD_CHARACTER = re.compile(f"[{_ODD}]")


def check(page: Page) -> Iterator[Problem]:
    """Yield characters that look like others or like nothing, and scripts where they do not belong."""
    yield from _raw(page)
    wide = () if page.text.isascii() else _FULL_WIDTH.finditer(page.views.any_language)
    for match in wide:
        if _CHINESE.match(page.text, match.start() - 1):
            continue
        better = unicodedata.normalize("NFKC", match[0])
        yield page.problem(FULL_WIDTH, *match.span(), {"text": match[0], "better": better}, better=better)
    yield from _odd_spaces(page)
    yield from _damaged(page)
    yield from _scripts(page)


def _damaged(page: Page) -> Iterator[Problem]:
    """Yield what another program made of characters: by a wrong encoding, or as a PDF joins letters."""
    if page.text.isascii():
        return
    for match in _GARBLED.finditer(page.text):
        if better := _read_again(match[0]):
            values = {"text": match[0], "better": better}
            yield page.problem(GARBLED, *match.span(), values, better=better)
    for match in _JOINED_LETTERS.finditer(page.views.any_language):
        better = unicodedata.normalize("NFKC", match[0])
        values = {"text": match[0], "better": better}
        yield page.problem(JOINED_LETTERS, *match.span(), values, better=better)


def _read_again(text: str) -> str:
    """Return the character whose UTF-8 bytes a text is when they are read as Windows-1252; else empty."""
    try:
        codes = b"".join(
            bytes([ord(letter)]) if ord(letter) < _BYTE else letter.encode("cp1252") for letter in text
        )
        character = codes.decode("utf-8")
    except UnicodeError:
        return ""
    return character if len(character) == 1 and not character.isspace() else ""


_BYTE = 0x100


def _odd_spaces(page: Page) -> Iterator[Problem]:
    """Yield spaces that are none to Markdown, beside its signs; one of full width is nowhere meant."""
    if page.text.isascii():
        return
    for number, line in enumerate(page.views.structure.split("\n")):
        spans = [match.span(match.lastgroup or 0) for match in _ODD_SPACE.finditer(line)]
        if spans:
            start, end = spans[0][0], spans[-1][1]
            better = _ODD_CHARACTER.sub(" ", page.line(number + 1)[start:end])
            names = _names("".join(_ODD_CHARACTER.findall(line, start, end)))
            offset = page.line_starts[number]
            yield page.problem(ODD_SPACE, offset + start, offset + end, {"names": names}, better=better)


_LATIN_SENTENCES = re.compile(
    r"(?<![^\s*_(])[A-Z][\w'’]*(?:[,;:]?[ \n](?![ \n])[\w'’()/%-]+){5,}[.?!](?=\s|$)"
    r"(?:[ \n][A-Z][\w'’]*(?:[,;:]?[ \n](?![ \n])[\w'’()/%-]+){2,}[.?!](?=\s|$))*"
)
"""One or more sentences of six words or more, without the marks of a citation."""

_PLAIN_WORDS = re.compile(r"[A-Z]?[a-z]+(?: [a-z]+)+")
_FEWEST_LETTERS = 300  # below, a page without sentences may be names and figures
_SURE_SENTENCES = _SMALL_WORDS = 2


def _names(characters: str) -> str:
    return ", ".join(sorted({f"U+{ord(character):04X}" for character in characters}))


def _raw(page: Page) -> Iterator[Problem]:
    """Look at the whole file, code and front matter too: these are never meant."""
    if page.text.isascii():
        return
    if not unicodedata.is_normalized("NFC", page.text):
        for match in _COMPOSABLE.finditer(page.text):
            better = unicodedata.normalize("NFC", match[0])
            is_code = match.start() >= page.body_at and page.views.structure[match.start()] == MASK
            if better != match[0] and not is_code:
                yield page.problem(NOT_COMPOSED, *match.span(), {"better": better}, better=better)
    for match in _INVISIBLE.finditer(page.text, 1 if page.text.startswith("\ufeff") else 0):
        yield page.problem(INVISIBLE_CHARACTER, *match.span(), {"names": _names(match[0])}, better="")


def _other_language(page: Page) -> str:
    """Return the language that a page seems to be in, as nothing in it has the script of its own."""
    letters = sum(character.isalpha() for character in page.views.any_language)
    for code in described_languages():
        alternative = language(code)
        if alternative.other_locale == page.locale and alternative.other_script and code != page.locale:
            has_own_script = alternative.other_script.search(page.views.any_language)
            is_sure = (
                letters >= _FEWEST_LETTERS
                or _sentence_count(page.views.prose, alternative) >= _SURE_SENTENCES
            )
            return code if is_sure and not has_own_script else ""
    return ""


def _foreign_fields(page: Page) -> Iterator[Problem]:
    """Yield a title or description in another script than the page's language, or of its words only."""
    for field in page.document.meta:
        text = field.value.value if isinstance(field.value, Text) else ""
        if field.key.value in ("title", "description") and _is_foreign(page, text):
            yield UNMARKED_LANGUAGE.problem(field.value.place, None, {"text": text, "name": field.key.value})


def _is_foreign(page: Page, text: str) -> bool:
    """Return True if a text is in another script than the page's language, or of another's words only."""
    own = language(page.locale)
    if own.other_script and own.other_script.search(text) and not re.search("[A-Za-z]", text):
        return True
    return any(
        not other.other_script.search(text)
        and (_PLAIN_WORDS.fullmatch(text) is not None or _sentence_count(f"{text} ", other) > 0)
        for other in _others(page)
        if other.other_script
    )


def _others(page: Page) -> list[Language]:
    """Return the languages whose pages are in the script that is not this page's."""
    others = (language(code) for code in described_languages() if code != page.locale)
    return [other for other in others if other.other_locale == page.locale]


def _has_small_word(page: Page, text: str) -> bool:
    return any(other.small_words & {*text.lower().split()} for other in _others(page))


def _foreign_headings(page: Page) -> Iterator[Problem]:
    """Yield headings of plain words, with one that only sentences and titles of another language have."""
    for section in page.sections:
        words = section.title.rstrip("?:")
        if _PLAIN_WORDS.fullmatch(words) and _has_small_word(page, words):
            start = page.line_starts[section.line - 1]
            values = {"text": section.title, "words": section.title}
            yield page.problem(UNMARKED_LANGUAGE, start, start + len(page.line(section.line)), values)


def _foreign_pictures(page: Page) -> Iterator[Problem]:
    """Yield the words of pictures in another language: they cannot hold markup."""
    for link in page.written_links:
        text = link.text or "" if link.picture else ""
        if _is_foreign(page, text) and (not text.isascii() or _has_small_word(page, text)):
            values = {"text": text[:80], "words": text[:80]}
            yield page.problem(UNMARKED_LANGUAGE, link.text_start, link.text_end, values)


def _foreign_sentences(page: Page) -> Iterator[Problem]:
    """Yield sentences of a language whose pages are in another script, left among those of this page."""
    for code in described_languages():
        other_language = language(code)
        if other_language.other_locale == page.locale and other_language.other_script and code != page.locale:
            for match in _LATIN_SENTENCES.finditer(page.views.unquoted):
                if _sentence_count(f"{match[0]} ", other_language) and not other_language.other_script.search(
                    match[0]
                ):
                    better = f'<span lang="{code}">{match[0]}</span>'
                    values = {"text": match[0][:80], "better": better}
                    yield page.problem(UNMARKED_LANGUAGE, *match.span(), values)  # most are to be translated


def _sentence_count(prose: str, lang: Language) -> int:
    """Return how many sentences have words that only sentences of a language have: `the`, `of`, `is`."""
    sentences = (set(re.findall(r"\w+", part.lower())) for part in re.split(r"[.?!](?=\s)", prose))
    return sum(len(lang.small_words & words) >= _SMALL_WORDS for words in sentences)


def _scripts(page: Page) -> Iterator[Problem]:
    page_language = language(page.locale)
    if code := _other_language(page):
        folder = page.path.removesuffix(f"{page.locale}/{page.name}")
        values = {"locale": page.locale, "other": code, "better": f"{folder}{code}/{page.name}"}
        yield page.problem(PAGE_LANGUAGE, page.body_at, page.body_at, values)
        return
    yield from _foreign_fields(page)
    yield from _foreign_sentences(page)
    yield from _foreign_headings(page)
    yield from _foreign_pictures(page)
    if page_language.other_script and not page.views.prose.isascii():
        foreign = sum(len(match[0]) for match in page_language.other_script.finditer(page.views.prose))
        if foreign * 2 > sum(character.isalpha() for character in page.views.prose):
            folder = page.path.removesuffix(f"{page.locale}/{page.name}")
            better = f"{folder}{page_language.other_locale}/{page.name}"
            values = {"locale": page.locale, "other": page_language.other_locale, "better": better}
            yield page.problem(PAGE_LANGUAGE, page.body_at, page.body_at, values)
            return
        pictures = [link for link in page.written_links if link.picture]
        for match in page_language.other_script.finditer(page.views.prose):
            if any(link.start <= match.start() < link.end for link in pictures):
                continue  # the words of a picture cannot hold markup
            better = f'<span lang="{page_language.other_locale}">{match[0]}</span>'
            values = {"text": match[0], "better": better}
            yield page.problem(UNMARKED_LANGUAGE, *match.span(), values, better=better)
