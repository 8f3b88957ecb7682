"""Korean: its dates, its particles, its spacing, its spelling, and the numbers of Korea."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from exchange.languages.expressions import beginning_with, expression
from exchange.languages.ko.asides import asides
from exchange.languages.ko.claims import claims
from exchange.languages.ko.eojeol import eojeol_parts
from exchange.languages.ko.holidays import HOLIDAYS
from exchange.languages.ko.keyboard import other_layout
from exchange.languages.ko.notions import ANSWERS, countries, notions
from exchange.languages.ko.numbers import in_digits, large_sum
from exchange.languages.ko.particle_forms import wrong_particles
from exchange.languages.ko.particles import AFTER_LATIN, AFTER_TERMS, CHOICE, COMPOUNDING, choose
from exchange.languages.ko.registers import other_registers, twice_passive
from exchange.languages.ko.statements import (
    DENIAL,
    SMALL_WORDS,
    number_words,
    periods,
    statements,
    word_stem,
)
from exchange.languages.language import (
    SERIAL_DAY,
    Language,
    NationalNumber,
    Slip,
    WrittenDate,
    zone_slips,
)
from exchange.languages.names import by_first_letter

log = logging.getLogger("mkdocs.plugins.exchange")

_WEEKDAYS = "월화수목금토일"
_NAME = rf"(?P<weekday>[{_WEEKDAYS}])"
_DATES = (
    expression(
        r"(?:(?P<year>(?:19|20)\d{2})년\s*)?(?<!\d)(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})"
        r"(?:일?\s*(?:[~∼–-]|부터)\s*(?P<to>\d{1,2}))?일"
        rf"(?:\s*[(（]{_NAME}(?:요일)?[)）]|\s+(?P<spoken>[{_WEEKDAYS}])요일)?"
    ),
    expression(
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})\.?(?!\d)"
        rf"(?:\s*[(（]{_NAME}[)）])?(?P<spoken>)"
    ),
)
_DIGIT_AND_DOT = expression(r"\d\.")
_AFTER_LATIN = "|".join(AFTER_LATIN)
_CERTAIN = "을|를|은|는|의|에서|에게|으로|와|과"
_LOOSE_PARTICLE = expression(
    rf"(?<=[A-Za-z]) +(?=(?:{_CERTAIN})(?:[\s,.]|$))"
    r"|(?<=[가-힣]) +(?=(?:을|를|는|에[게서]?는?|으로|부터|까지|처럼)(?:[ ,.]|$))",
    re.MULTILINE,
)
_ENDINGS = (
    r"(?:하|되)[다고며면지기는여였거도려게자세십시므니던어었죠][가-힣]*"
    r"|(?:해|돼)(?:[서야도요줍주보봅라놓두집]|$)?[가-힣]*"
    r"|[했됐합됩할될한된함됨임인일입였예][가-힣]{0,4}|시[키킨킬킴킵켜켰][가-힣]*"
    r"|이[므라며고나지기었든란다니거던자어여][가-힣]*"
    r"|(?:들|만큼|끼리|답|스럽|씩|째|조차|커녕|보다|처럼|마다|부터|까지|치고)[가-힣]*"
    r"|코드[가-힣]{0,2}"  # QR코드 is one word
)
"""Verbs and endings that are written close to any word: import합니다, HTML임을, API들을."""

_LATIN_HANGUL = expression(
    rf"(?<=[A-Za-z]{{2}})(?!(?:{_AFTER_LATIN}){{1,3}}(?![가-힣]))(?!(?:{_ENDINGS})(?![가-힣]))(?![는를은을의]|에서|으로|[와과])(?=[가-힣]{{2,}})"
)
_HANGUL_LATIN = expression(r"(?<=[가-힣]{3})(?=[A-Za-z]{2,})")
_NO_SPACE = expression(r"(?<=[가-힣])[,.?!](?=[가-힣]{2})")
_DIVIDED = expression(r"(?<![가-힣\w-])[가-힣]+(?<![다요죠까네])-\n[가-힣]+")
_DOUBLED_UNIT = expression(r"[₩￦](?P<sum>\d[\d,]*(?: ?[천백만억]+)? ?원)")
_DOUBLED_WON = expression(r"(?:(?<=[천백만억\d] 원)|(?<=[천백만억\d]원))원(?=[\s.,)은이을의임입까]|$)")
_BEFORE_MARK = expression(
    r"(?<=[가-힣A-Za-z]) +(?=[,.](?:\s|$)|[?!]$)|(?<=[요다까죠네]) +(?=[?!]\s)",  # else a sign is named
    re.MULTILINE,
)
_DEADLINE = expression(
    r"마감(?!했|하였|되었|됐|된|한)|(?:접수|제출|신청|지원)\s?기한"
    r"|까지[^.\n]{0,20}(?:신청|접수|제출|지원)|(?:신청|접수|제출|지원)[^.\n]{0,20}까지"
)
_RELATIVE_DAY = r"(?:오늘|내일|모레|어제|(?:이번|다음|지난)\s*[달주](?![가-힣]*제))"
_RELATIVE_YEAR = r"금년|(?<![가-힣])(?:올해|내년|작년)|다음\s*해"
_RIGHT_BEHIND_NOUNS = frozenset(["들께"])  # matchum takes the particle of 분들께 for an ending
_FORMAL_ENDING = "doe.045"  # 읍니다 for 습니다: wrong only behind a final consonant


_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_LETTER_PAIR = expression(f"(?P<first>[{_INITIALS}])(?P<vowel>[ㅏ-ㅣ])")
_NO_LETTERS = dict.fromkeys(range(ord("ㄱ"), ord("ㅣ") + 1))
_LONE_LETTERS = expression(
    r"(?<![가-힣])[가-힣]+(?:(?=[ㄱ-ㅎ][ㅏ-ㅣ])|[.!?])(?![ㅋㅎ]{2}|[ㅠㅜ]{2})[ㄱ-ㅎㅏ-ㅣ]{1,2}(?![ㄱ-ㅎㅏ-ㅣ+~-])"
)
"""A word with letters of the keyboard that were joined to no syllable, or typed behind its full stop."""


def dates(text: str) -> Iterator[WrittenDate]:
    """Yield the days that a text names: `2023년 8월 2일(수)`, `8월 2일`, `2023. 8. 2.`."""
    signs = ("월" in text, bool(_DIGIT_AND_DOT.search(text)))  # looking for them first is quick
    for pattern in (pattern for pattern, sign in zip(_DATES, signs, strict=True) if sign):
        for match in pattern.finditer(text):
            group = "weekday" if match["weekday"] else "spoken"
            weekday = match[group]
            yield WrittenDate(
                start=match.start(),
                end=match.end(),
                year=int(match["year"]) if match["year"] else None,
                month=int(match["month"]),
                day=int(match["day"]),
                weekday=_WEEKDAYS.index(weekday) if weekday else None,
                weekday_at=match.span(group) if weekday else None,
            )


def slips(text: str) -> Iterator[Slip]:
    """Yield misspelt words, and places where Hangul, Latin and marks stand too close or too far apart."""
    for pattern, rule, better in (
        (_LATIN_HANGUL, "script-spacing", " "),
        (_HANGUL_LATIN, "script-spacing", " "),
        (_LOOSE_PARTICLE, "particle-spacing", ""),
        (_BEFORE_MARK, "space-before-mark", ""),
        (_DOUBLED_WON, "doubled-word", ""),
    ):
        for match in pattern.finditer(text):
            yield Slip(rule=rule, start=match.start(), end=match.end(), better=better)
    for match in _DIVIDED.finditer(text):
        better = match[0].replace("-\n", "")
        yield Slip(rule="word-divided", start=match.start(), end=match.end(), better=better)
    for match in _DOUBLED_UNIT.finditer(text):
        yield Slip(rule="doubled-word", start=match.start(), end=match.end(), better=match["sum"])
    for match in _NO_SPACE.finditer(text):
        yield Slip(rule="missing-space", start=match.start(), end=match.end(), better=f"{match[0]} ")
    for match in _LONE_LETTERS.finditer(text):
        yield Slip(rule="spelling", start=match.start(), end=match.end(), better=_syllables(match[0]))
    yield from zone_slips(text)
    yield from other_layout(text)
    yield from wrong_particles(text)
    yield from other_registers(text)
    yield from twice_passive(text)
    yield from _spelling_slips(text)


def _syllables(text: str) -> str:
    """Return a word with the letters joined that the keyboard left apart, without those that join none."""
    return _LETTER_PAIR.sub(
        lambda pair: chr(
            ord("가") + (_INITIALS.index(pair["first"]) * 21 + ord(pair["vowel"]) - ord("ㅏ")) * 28
        ),
        text,
    ).translate(_NO_LETTERS)


def _spelling_slips(text: str) -> Iterator[Slip]:
    spelling = _spelling()
    for error in spelling.check(text) if spelling else ():
        wrong = text[error.start : error.end]
        formal = error.rule_id == _FORMAL_ENDING and _open_syllable(text, error.start)
        if not formal and wrong not in _RIGHT_BEHIND_NOUNS:
            yield Slip(rule="spelling", start=error.start, end=error.end, better=error.suggestion)


class _Spelling:
    """The rules of matchum that are sure of themselves. It is loaded when a page is to be read."""

    def __init__(self, matchum: Any) -> None:
        self._checker = matchum.Checker
        certain = [
            rule
            for rule in matchum.DEFAULT_RULES
            if rule.level is matchum.Level.ERROR and rule.category is not matchum.Category.STYLE
        ]
        self._words = [rule for rule in certain if isinstance(rule, matchum.WordRule)]
        self._patterns = [rule for rule in certain if not isinstance(rule, matchum.WordRule)]

    def check(self, text: str) -> list[Any]:
        """Return the corrections of a text; words that are not in it are not searched for by pattern."""
        errors: list[Any] = self._checker(
            [*(rule for rule in self._words if rule.wrong in text), *self._patterns]
        ).find(text)
        return errors


@cache
def _spelling() -> _Spelling | None:
    """Return None, and log it, where matchum is not installed: it is optional, as kiwipiepy is."""
    try:
        import matchum  # here: its hundreds of patterns are compiled on import, and most runs read no page
    except ModuleNotFoundError:
        log.info("matchum is not installed: the spelling of Korean is not checked.")
        return None
    return _Spelling(matchum)


def _open_syllable(text: str, end: int) -> bool:
    """Return True if the syllable before an offset ends in a vowel, as in 모읍니다."""
    syllable = text[end - 1 : end]
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 == 0


_COMPOUND_LENGTH = 4  # syllables of two nouns
_COMPOUND = expression(r"([가-힣]+)([가-힣]{2}[자회서법])|([가-힣]{3,})([가-힣]{2})|(([가-힣]{2})[서성])")


def avoided_term(name: str) -> str:
    """Return a pattern for a term however it is spaced, before any particle, not inside another word."""
    endings = "|".join(particle for particle in AFTER_LATIN if particle not in COMPOUNDING)
    return rf"(?<!\w){_spacing_pattern(name)}(?=(?:들|님)?(?:{endings})?(?!\w))"


def loose_term(name: str) -> str | None:
    """Return a pattern for an approved term however it is spaced; short ones would be found by accident."""
    if not re.fullmatch(r"[가-힣 ]+", name) or len(name.replace(" ", "")) < 4:
        return None
    return rf"(?<!\w){_spacing_pattern(name)}(?!\w{{2}})"


def term_words(name: str) -> tuple[str, ...]:
    """Return patterns for the words of a term, of a compound for both of its parts: 시험, 책임자."""
    *words, last = name.split()
    match = _COMPOUND.fullmatch(last)
    parts = [part for part in match.groups() if part] if match else [_halves_near(re.escape(last))]
    return tuple(rf"(?<!\w){re.escape(word)}" for word in words) + tuple(parts)


def _halves_near(word: str) -> str:
    """Return a pattern for a word; for a compound of two nouns, of both near one another: 변경마다 승인."""
    if len(word) != _COMPOUND_LENGTH or not word.isalpha():
        return word
    first, second = word[:2], word[2:]
    return rf"{first}\S{{0,3}} ?{second}|{second}\S{{1,3}} {first}"


def _spacing_pattern(name: str) -> str:
    letters = [re.escape(character) for character in name if not character.isspace()]
    return "".join(letters[:2]) + "".join(rf"[ \n]?{letter}" for letter in letters[2:])


def term_uses(names: Sequence[str]) -> str:
    """Return a pattern for names with no Hangul before, and behind at most a particle or an ending of nouns.

    So 임상시험을 is a use of 임상시험, and 임상시험실 is none.
    """
    parts = by_first_letter([({name[0]}, re.escape(name[1:])) for name in names])
    endings = "|".join(AFTER_TERMS)
    return rf"(?<![가-힣\w])(?P<name>{parts})(?=(?:{endings})?(?![가-힣\w]))"


_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SINGLE = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")


def initial(name: str) -> str:
    """Return the consonant that a name begins with, undoubled, or a capital letter."""
    first = unicodedata.normalize("NFC", name)[0]
    if "가" <= first <= "힣":
        return _LEADS[(ord(first) - ord("가")) // 588].translate(_SINGLE)
    return first.upper()


_NATIONAL_NUMBERS = (
    NationalNumber(  # of residents
        rule="personal-number",
        pattern=expression(
            r"(?<!법인등록번호)(?<!법인등록번호 )(?<!법인번호 )"
            r"(?<![\d-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
            r"[-–][1-8]\d{6}(?![\d-])"
        ),
    ),
    NationalNumber(
        rule="bank-account",
        pattern=expression(
            r"(?:은행|농협|수협|신협|금고|우체국|뱅크|계좌|예금주)(?:(?!등록|전화|팩스|고유|법인|Tel|☎)[^\n\d]){0,15}"
            r"(?!(?:19|20)\d\d-\d\d?-\d\d?(?!\d)|0\d{1,2}-\d{3,4}-\d{4}(?!\d))"
            r"(?:\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,3})?|(?<=[계좌번호:은는 ])\d{11,14})(?![\d-])"
        ),
        words=("은행", "농협", "수협", "신협", "금고", "우체국", "뱅크", "계좌", "예금주"),
    ),
    NationalNumber(  # passports, driving licences, births, passwords
        rule="personal-number",
        pattern=expression(
            r"생년월일 ?[:：은는]? ?\d{2,4}[-. 년]?\d{1,2}|(?:비밀번호|암호"
            r"|패스워드) ?[:：는은가] ?(?=[!-~]*\d)[!-~]{4,}|"
            r"여권 ?번호[^\n\dA-Z]{0,6}[A-Z]\d{8}(?!\d)"
            r"|면허(?: ?번호)?[^\n\d]{0,6}\d{2}-\d{2}-\d{6}-\d{2}(?!\d)"
        ),
        words=("여권", "면허", "생년월일", "비밀번호", "암호", "패스워드"),
    ),
    NationalNumber(  # homes
        rule="personal-phone",
        pattern=expression(
            r"(?:자택|집 ?주소|거주지)[^\n.]{0,40}?[가-힣](?:로|길|동) ?\d+"
            r"|(?<!\d)\d{3}동 ?\d{3,4}호(?!실|기)"
        ),
        words=("자택", "집주소", "집 주소", "거주지", "호"),
    ),
    NationalNumber(  # mobile phones
        rule="personal-phone",
        pattern=expression(
            r"(?<![\d.+/-])(?:\+82[ .-]?\(?0?\)?1[016-9][ .-]?\d{3,4}[ .-]?\d{4}"
            r"|01[016-9][ .-]\d{3,4}[ .-]\d{4}|010\d{8})(?![\d/-])"
        ),
    ),
)

_BOXES = {
    "note": "참고 메모 노트",
    "info": "정보 안내",
    "tip": "도움말 팁 힌트",
    "important": "중요",
    "warning": "경고",
    "caution": "주의",
    "danger": "위험 오류",
    "example": "예시 예 보기",
    "summary": "요약",
    "question": "질문 물음",
    "success": "확인 완료",
    "quote": "인용",
    "answer": "답 정답 해설",
    "instructor": "강의자 강사",
}

_LETTER = "[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]"
_NEIGHBOUR = r"[^\s\u00ad\u200b\u2060]"
_INSIDE_WORD = expression(rf"(?<={_LETTER})(?={_NEIGHBOUR})|(?<={_NEIGHBOUR})(?={_LETTER})")

LANGUAGE = Language(
    inside_word=_INSIDE_WORD,
    boxes={word: kind for kind, words in _BOXES.items() for word in words.split()},
    word_parts=eojeol_parts,
    claims=claims,
    asides=asides,
    points={
        "opening": re.compile(
            r"(?:접수|신청|모집)\s?(?:시작|개시)일?(?:은|:)?\s?\0|\0에\s?(?:접수|신청|모집)(?:을|를|이|가)?\s?(?:시작|개시)"
        ),
        "closing": re.compile(
            r"마감일?(?:은|:)?\s?\0|\0에\s?(?:접수를\s?|신청을\s?)?(?:마감|종료)|\0까지\s?(?:접수|신청|제출)"
        ),
        "judging": expression(
            r"(?:결과|평가|심사|면접)(?:[은는을를이가]|일은?)?\s?[:：]?\s?\0|\0에\s?(?:[가-힣]+\s)?(?:결과|평가|심사|면접)"
        ),
    },
    applied_for=expression(
        r"\0[^가-힣\n]{0,12}(?:까지|전까지|이전에?|부터|에)?(?:만|는|도)?\s?(?:[가-힣]*[로에서을를]\s){0,2}?"
        r"(?:신청|접수|제출|응모|마감)(?!\s?(?:된|한|했|하였|되었))"
        r"|(?:마감일?|기한|기간|접수일?|제출일?)(?:은|는|이)?\s?[:：(（]?\s?\0"
    ),
    taking_place=expression(
        r"\0(?:(?!접수|마감|신청|제출|공고)[^.;\n\0]){0,40}?(?:개최|열리는|출발|시작하는|시작되는|파견|방문|참가|출장|진행되는)"
        r"(?!일)"
    ),
    limits={
        "max": expression(
            r"최대|최장|최고(?:한도)?액?(?=\s*(?:연\s*)?(?:[₩$£€]?\d|$))|이내|이하|한도|상한|까지"
        ),
        "min": expression(r"최소|이상|이후|하한|부터\s*$"),
        "about": expression(
            r"(?:약|거의)(?=\s*\d)|내외|안팎|정도|가량|쯤|전후(?=\s|$)"
            r"|(?<=[\d원억만천명개팀건곳제사])\s?(?:규모(?!\s*[:：\d])|선(?=에서|\s|$))"
        ),
    },
    length_units=("년간?", "개월간?"),
    person_title=expression(
        r"(?<![가-힣])[김이박최정강조윤장임한신서권황안송홍류전고문손양배백허유남심노하곽성차주우구민진]"
        r"[가-힣]{2} ?"
        r"(?:주임|대리|과장|차장|팀장|부장|선임|책임|수석|연구원|연구관|박사|교수|사무관|주무관|전문위원|님)(?![가-힣])"
    ),
    impossible_time=expression(
        beginning_with(
            r"오\d",
            r"(?:오전|오후)\s?(?:1[3-9]|2\d)(?:시(?!간)|:[0-5]\d)"
            r"|(?<![\d.,:])(?:2[5-9]|[3-9]\d)시(?=\s?(?:\d{1,2}분|부터|까지|에|정각))"
            r"|(?<!\d)\d{1,2}시\s?[6-9]\d분"
            r"|(?P<twelve>(?:오전|오후) ?12(?:시|:00)(?! ?\d|간))"
            r"|(?P<summer>(?<!\d)(?:1[12]|[12])월 ?\d{1,2}일(?:[^.\n;]|\.\d){1,40}\bBST(?![A-Za-z]))",
        )
    ),
    impossible_day=expression(
        beginning_with(
            r"\d",
            rf"(?<![\d,.\w])(?P<serial>{SERIAL_DAY})"
            r"(?=에 (?:시작|열|개최|마감|종료|시행|발표|만났)|까지 (?:신청|접수|제출))"
            r"|(?<!\d)20\d{3}년(?= ?\d{1,2}월)|(?<!\d)\d{1,2}월 ?\d{3,}일(?!간)",
        )
    ),
    day_heads=expression(r"(?:시작|종료|마감|접수|발표|공고)? ?(?:날짜|일자|일시|일|기한|마감)"),
    total="합계|총계|총합|총합계|합|계|전체",
    ditto="상동|위와 ?(?:같음|동일)",
    ranges=expression(
        beginning_with(
            r"\d",
            r"(?<!\d)(\d{1,3})세 ?(?:이상|부터|초과)[, ~]*(\d{1,3})세 ?(?:이하|미만|까지)"
            r"|(?<![\d.,-])(\d{1,3}) ?[~∼] ?(\d{1,3}) ?(?:명|세|곳|개(?= ?(?:기관|팀|과제|국)))"
            r"|(?<![\d:])(\d{1,2}:\d{2}) ?[~∼–-] ?(\5)(?![\d:])"
            r"|(?<!\d)(\d{1,3}) ?(?:명|세|곳)에서 (\d{1,3}) ?(?:명|세|곳) ?사이",
        )
    ),
    relative_day=expression(
        beginning_with(
            r"오내모어이다지", rf"(?<![가-힣]){_RELATIVE_DAY}(?:\s?[월화수목금토일]요일)?(?![가-힣]*날)"
        )
    ),
    relative_year=expression(_RELATIVE_YEAR),
    relative_time=expression(rf"{_RELATIVE_DAY}|즉시|지금|현재|{_RELATIVE_YEAR}"),
    counted_from=expression(
        r"(?:공고|접수|마감|협약|선정|통보|발표)일?"
        r"\s*(?:로부터|부터|이?후|당일|\d{1,3}\s?(?:일|주|개월)\s?전)|공고일"
    ),
    moved=expression(
        r"연장|변경|당초|기존|원래|이전|종전|늦[추어춰]|앞당|정정|수정|바로잡|증액|감액|늘[어려렸]|줄[어여였]|바뀌|였[으습]|었[으습]"
    ),
    without_end=r"상시|수시|연중|선착순|언제[든나]|소진|(?:공지|통보|안내|충원)\s?시까지|마감일?\s?없",
    former_value=expression(
        r"(?:기존|당초|종전|이전|원래)(?:의|에는?)?\s?(?:[가-힣]{1,8}\s?){0,2}\0"
        r"|\0\s?(?:이내|이하|한도)?\s?(?:에서|이?던|이었던|였던|대신|→)"
    ),
    no_figure=r"절반|(?<![가-힣])반(?![가-힣])|년반|분의|도\s?없|몇|수[십백천]",
    uncertain=expression(
        r"미만|초과|다년|남짓|넘[는게어]|(?<=[\d조억만천백십])여(?=\s?[가-힣])|\+\s?(?:α|알파)|\d\s?배(?![가-힣]*당)"
    ),
    and_or="및|또는|혹은|그리고",
    either="또는|혹은",
    between=expression(r"부터|에서"),
    day_and_time=r"현지|시[간각](?![가-힣])|까지|정각|(?<![가-힣])(?:마감|도착|접수|제출|신청)(?![가-힣])",
    holidays=HOLIDAYS,
    holiday_in_lieu="{holiday} 대체 공휴일",
    statements=statements,
    number_words=number_words,
    in_digits=in_digits,
    large_sum=large_sum,
    figure_words=r"총|규모|전체|명|인|(?:개\s?)?팀|\d편",
    notions=notions,
    countries=countries,
    periods=periods,
    notion_answers=ANSWERS,
    denial=DENIAL,
    limiting=expression(r"(?<=[가-힣)`])(?<![다지그])만(?=\s(?!에\s)|[을은이의,.]|으로)"),
    small_words=SMALL_WORDS,
    word_stem=word_stem,
    choices=CHOICE,
    choose=choose,
    initial=initial,
    term_uses=term_uses,
    picture_words=expression(
        r"(?:이미지|그림|사진|스크린샷|(?:화면 ?)?(?:캡처|캡쳐)|도표|표|차트|그래프|도식|제목 ?없음)"
        r"[\s_-]*[\d\s.:_-]*"
    ),
    national_numbers=_NATIONAL_NUMBERS,
    weekdays=tuple(f"{letter}요일" for letter in _WEEKDAYS),
    weekday_like=lambda _pattern, weekday: _WEEKDAYS[weekday],
    dates=dates,
    slips=slips,
    family_names=frozenset(
        "kim lee park choi jung jeong chung kang cho yoon yun jang lim han shin seo kwon hwang ahn song "
        "hong ryu jeon ko moon yang bae baek heo nam shim noh kwak sung cha joo woo".split()
    ),
    given_names=frozenset(
        "gildong minjun minsu minho jihoon hyunwoo donghyun sangwoo sunghoon seojun youngho youngsoo "
        "jiwoo jimin minji jieun jihye jiyoung seoyeon sujin hyejin eunji".split()
    ),
    vague=frozenset(
        "여기|이곳|여기를 클릭|여기 클릭|클릭|바로가기|바로 가기|링크|이 링크|더보기|더 보기|"
        "다운로드|내려받기|새 창|자세히|자세히 보기|link|click|here|pdf|"
        "이 페이지|여기를 누르십시오|여기에서|여기서".split("|")
    ),
    deadline=_DEADLINE,
    placeholder_signs=(
        "TODO",
        "FIXME",
        "TB",
        "XX",
        "xx",
        "orem ipsum",
        "월  ",
        "월_",
        "중",
        "예정",
        "입력",
        "추후",
        "필요",
        "요망",
        "요청",
        "작성",
        "[링크]",
        "OO",
        "○",
        "O.",
        "*.",
        "확인",
        "기재",
        "기입",
        "ㅁㄴ",
        "테스트",
        *("[금액", "[날짜", "[일자", "[이름", "[성명", "[기관", "[장소", "[연락처"),
        *("[Your", "[your", "[Insert", "[insert"),
        "«",
    ),
    placeholders=expression(
        r"\bTODO\b(?! ?(?:주석|목록|리스트|항목|앱))|\b(?:FIXME|TBD|TBA|XXX+)\b|\bxxx+\b|\b[Ll]orem ipsum\b"
        r"|(?<![을를] )작성 ?중(?:입니다|임)"
        r"|[(\[（]\s*(?:작성|번역|준비|수정) ?중\s*[)\]）]"
        r"|[(\[（]\s*(?:작성|번역|추가|입력) ?예정\s*[)\]）]"
        r"|[(\[（]\s*(?:수정|추가|삭제|교체) ?요청\s*[)\]）]"
        r"|추후 (?:작성|추가|보완) ?예정|^추후 (?:기재|작성|보완|추가)(?:합니다|하겠습니다)?[. ]*$"
        r"|^(?:내용|본문|텍스트|제목|설명)[을를]? ?(?:입력|작성)"
        r"(?:하세요|하십시오|해 ?주세요|해 ?주십시오)[. ]*$"
        r"|\bTBC\b"
        r"|^(?:내용|본문) (?:추가|작성|입력) 예정[. ]*$"
        r"|[(（\[]\s*+※?+\s*+(?:(?:담당(?:자|부서)?|내용|추후) )?(?:확인|검토) "
        r"(?:필요|요망|요청|바람)\s*[)）\]]"
        r"|\b20\d\d[.년] ?(?:[○◯O]{1,2}|\*)[.월](?: ?(?:[○◯O]{1,2}|\*)[.일])?"
        r"|\b20\d\d년 ?\d{1,2}월(?:[ ]{2,}|[ ]?_+[ ]?)일(?!정)"
        r"|텍스트를 입력하려면 여기를|\[링크\](?![(\[:])|\b20XX ?년"
        r"|\[(?:[가-힣][가-힣 ]{0,12} ?(?:입력|기재|기입)|금액|날짜|일자|이름|성명|기관명?|장소"
        r"|연락처)\](?![(\[:])"
        r"|(?:담당자|책임자|성명|이름|연락처)(?:[는은]|[:：])? ?[○◯]{2,4}|^(?:테스트|[ㅁㄴㅇㄹ]{3,})[. ]*$"
        r"|\[(?:[Yy]our|[Ii]nsert) [A-Za-z ]{2,30}\](?![(\[:])"
        r"|(?<![\w○])(?:O{2,3}|○{2,3}|X{2})(?= ?(?:억|만 ?원|천만|원|명|개|건|%|월))|«[가-힣 ]{1,12}»"
        r"|[(\[（<]\s*(?:여기에 )?내용을? 입력[^)\]）>\n]{0,12}[)\]）>]",
        re.MULTILINE,
    ),
    stand_ins=frozenset(
        "초안|가제|미정|미번역|번역 예정|번역예정|번역 중|번역중|번역 필요|번역 요청|번역 바랍니다|추후 번역"
        "|추후 작성|추후 입력|추후 공지|추후 확정|작성 예정|작성 중|작성중|준비 중|준비중|입력 예정|한글 입력"
        "|내용 입력|국문 추후|영문 추후".split("|")
    ),
    encodings={
        "CP949": expression("[가-힣ㄱ-ㅎㅏ-ㅣ\u3000-\u303f\uff00-\uffef·…‘’“”×→○●□■◇◆※〈-】]*"),
    },
    copy_names=("사본 - ", " - 복사본"),
    copy_words="사본|복사본|복사|최종|최종본|수정|수정본|개정본",
    joined_copy_words="의 ?사본",
    contents_name="목차",
    section_numbers=r"제 ?[0-9]{1,2} ?[장절]",
    percent_words="퍼센트|프로",
    each_words=r"(?:과제|팀|기관|학교|업체|기업|개사|1?인|곳)\s?[당별]",
    own_share=r"(?:민간|기업|기관|자기|자체|신청자)\s?부담금?|자부담",
    counted_units={
        "project": r"(?:개|건)?\s?과제",
        "person": r"명|1?인(?![가-힣])|1?인(?=\s?당)",
        "team": r"(?:개\s?)?팀|(?:개\s?)?(?:연구|사업)단",
        "organisation": r"(?:개\s?)?(?:기관|학교|업체|기업|사(?!업))|곳",
    },
    yearly_words=r"(?<![가-힣])(?:(?:연간|매년|연|해마다|연평균)(?:\s|(?=\d))|(?:1|일)\s?년에\s)|/\s?[년연](?![가-힣])",
    monthly_words=r"(?<![가-힣\d])(?:매월|월)\s(?=[\d약최])|/\s?월(?![가-힣])",
    page_words=r"쪽|페이지|면",
    extension_words=r"내선(?:\s?번호)?|구내",
    counter_words=r"(?:개|건|명|팀|곳)?\s?(?:과제|기관|사|팀|교|소|대학)|개|건|편|명|곳",
    award_words=r"개|건",
    equal_shares="매칭",
    host_letters="가-힣",
    national_domain="kr",
    right_answer=expression(r"(?:정답(?:입니다|이에요)?|맞(?:습니다|았습니다|아요)|옳습니다)[.!,:]"),
    wrong_answer=expression(r"(?:오답(?:입니다)?|틀(?:렸습니다|립니다|렸어요)|정답이 아닙니다)[.!,:]"),
    copied_traces=(
        r"^\[[^\[\]\n]{1,20}\] \[(?:오전|오후|AM|PM) ?\d{1,2}:\d{2}\].*$"  # KakaoTalk
        r"|^(?:사진|동영상|이모티콘|음성메시지|파일)[을를]? ?(?:\d+장을? )?보냈습니다\.?$"
        r"|^삭제된 메시지입니다\.?$"
        r"|^(?:작성|생성|최종 편집|만든|수정) ?(?:일시|날짜): 20\d\d년 \d{1,2}월 \d{1,2}일 (?:오전|오후) "
        r"\d{1,2}:\d{2}$"  # Notion
        r"|^-{3,}[ ]*(?:원본 메시지|전달된 메시지)[ ]*-{3,}[ ]*$"
        r"|^(?:보낸 ?사람|발신): .*\n(?=(?:보낸 ?날짜|받는 ?사람|수신|날짜): )"
        r"(?:(?:보낸 ?날짜|받는 ?사람|수신|날짜|참조|제목): .*(?:\n|\Z))+"
        r"|(?=[ㅋㅎㅠㅜ])(?<![\wㄱ-ㅎㅏ-ㅣ])(?:[ㅋㅎ]{2,}|[ㅠㅜ]{2,})|\((?:하트|뿌듯|방긋|씨익|꺄아|우와|흑흑|윙크)\)"
        r"|^(?:물론입니다|네, 알겠습니다|알겠습니다)[!.] (?:다음은|아래는|여기)[^\n]*$"
        r"|^(?:[^\n]{0,12} )?도움이 되(?:셨|었)(?:기를|길) 바랍니다[^\n]*$"
        r"|^(?:추가로 )?(?:더 )?(?:궁금한|필요한|수정할) (?:점|사항|부분)이 있으(?:시)?면 "
        r"(?:언제든지? )?말씀해 ?주세요[.!]*$"
        r"|메모 ?포함 ?\[[^\[\]\n]{1,8}\]:?"
        r"|(?<=[.!?] )(?:삭제됨|서식 ?있음|메모): [가-힣\w ]{1,40}(?=[\n.]|$)"
        r"|[(\[（](?:검토 ?(?:의견|자)|수정 ?의견|코멘트|메모)\s?[:：][^)\]）\n]{1,80}[)\]）]"
        r"|(?<=다\.)\[[김이박최정강조윤장임한신권황안송홍류][가-힣]{2}\d{1,2}\](?=\s|$)"
        r"|오류! (?:참조 원본을 찾을 수 없습니다|책갈피가 정의되어 있지 않습니다)\.?"
        r"|^안녕하(?:세요|십니까)[,.]?(?: [가-힣\w ]{1,20}입니다)?[.!]?$|첨부(?:드립니다"
        r"|드리오니)[^\n.]*\.?"
        r"|(?:첨부|붙임) ?(?:파일|문서)[을를]? ?(?:참[고조]|확인)(?:해 ?주|하시기 ?바|하여 ?주"
        r"|바랍)[^\n.]*\.?"
        r"|^(?:최종|마지막) ?(?:수정|저장)자?\s?[:：] ?[가-힣]{2,4} \d{4}[-.년][^\n]*$"
        r"|^본문 ?(?:내용 ?)?바로 ?가기$|^(?=.*(?:작성|등록|게시)(?:자|일))(?=.*조회 ?수?[ :]*\d).{0,90}$"
        r"|^페이지 \d{1,3} ?[/중] ?\d{1,3}$|^수신[ ]{2,}\S.*\n(?=\(경유\))|(?<=[.)부][ ])[ ]?끝\.[ ]*$"
        r"|^[^\n]{0,24}(?:파파고|(?:구글|Google) 번역|DeepL|챗GPT|ChatGPT)[^\n]{0,20}"
        r"번역(?:되었|했|하였|한 )[^\n]*$"
        r"|^(?:감사합니다\.? )?[가-힣]{2,4} (?:드림|올림|배상)\.?$"
        r"|^\[(?:번역|초안|수정본|최종본|검토본)\](?![(\[:])|\[편집\](?![(\[:])|^코드 복사$"
        r"|그림입니다\. ?원본 그림의 (?:이름|크기)[^\n]*"
        r"|^-{5,} ?20\d\d년 \d{1,2}월 \d{1,2}일 [월화수목금토일]요일 ?-{5,}$"
        r"|^20\d\d[년.-][^\n]{6,60}님이 (?:작성|씀) ?:$"
        r"|^(?:본|이) ?(?:메일|이메일|전자우편)[은의에][^\n]*(?:수신[인자]|기밀|비밀)[^\n]*$"
        r"|^(?:나의|내) (?:iPhone|iPad|Galaxy|아이폰|갤럭시)에서 보[냄낸][^\n]{0,8}$"
        r"|^[^\w\n]{0,2}저작권자[^\n]*(?:무단|재배포)[^\n]*$|무단 ?전재[^\n]{0,4}재배포 ?금지"
        r"|\(새 ?[창탭](?:에서|으로)? ?(?:열림|열기|이동)\)"
        r"|^첨부 ?파일 ?\d{1,2}개[^\n]*(?:저장|내려받기|다운로드)$"
        r"|^[<\[(【]?[ ]*(?:대외비|내부 ?검토용)[ ]*+(?:[-–:,][^\n]{0,20})?[>\])】]?[ ]*+$"
    ),
    list_letters="가나다라마바사아자차카타파하ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    list_bullets="ㅇ\u119e㈀-㈛㉠-㉻",
    call_names="공고",
    has_analyser=True,
    particles=_AFTER_LATIN,
    other_concept="동의어|혼동",
    avoided_term=avoided_term,
    loose_term=loose_term,
    term_words=term_words,
    unit=expression(r"[가-힣]+|[A-Za-z0-9]+"),
    sentence_end=expression(r"[.?!:;][)\]”’」*_]*(?=\s|\0|$)"),
    longest_sentence=60,
    longest_page=3500,
)
