"""Find in Korean prose what can be compared with another language: quantities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from exchange.languages.claims import of_figures
from exchange.languages.dated_statements import statements_of
from exchange.languages.expressions import expression
from exchange.languages.ko.claims import moments, sums
from exchange.languages.ko.numbers import spoken_figure
from exchange.languages.statements import (
    Quantity,
    Statement,
    measure_finder,
    named_days,
    non_overlapping,
    odds,
    of_two_units,
    period_of,
    positions_of_identifiers,
    range_of,
    statement_of,
)

_NATIVE = {
    word: number
    for number, words in {
        1: "한 하나 일",
        2: "두 둘 이",
        3: "세 셋 서너 석 두세 삼",
        4: "네 넷 넉 사",
        5: "다섯 오",
        6: "여섯 육 대여섯",
        7: "일곱 칠 예닐곱",
        8: "여덟 팔",
        9: "아홉 구 여덟아홉",
        10: "열 십",
        20: "스무",
        100: "백",
        1000: "천",
    }.items()
    for word in words.split()
}
_TENS = {
    "열": 10,
    "스물": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_NATIVE |= _TENS | {
    tens + ones: number + _NATIVE[ones]
    for tens, number in _TENS.items()
    for ones in "한 두 세 네 다섯 여섯 일곱 여덟 아홉".split()
}
_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
    "격일": 2,
    "격주": 14,
    "일주일": 7,
}
_LOOSE = {
    word: number
    for number, words in {
        1: "각각 첫 첫째 단일 유일",
        2: "양쪽 양측 양국 양 둘 두 두세 절반 둘째",
        3: "셋째",
        4: "넷째",
        6: "예닐곱",
        8: "여덟아홉",
    }.items()
    for word in words.split()
}
_STEM = 2  # syllables
_POLITE_ENDING = expression(
    normalize("NFD", "(?:(?:으)?십시오|(?:으)?시오|습니다)$") + "|\u11b8" + normalize("NFD", "니다$")
)
_HANGUL_END = expression(r"[가-힣]+$")
_DIGIT = expression(r"\d|자정|정오|[조억만천]\s?(?:원|파운드|유로|달러)")
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = {
    word: unit
    for unit, words in {
        "minute": "분",
        "hour": "시간",
        "day": "일 날",
        "week": "주 주일 주간",
        "month": "개월 달",
        "year": "년 해 연",
    }.items()
    for word in words.split()
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORKING = r"(?:근무일|영업일|업무일|워킹데이|평일)"
_DURATION = expression(
    rf"(?P<before>{_WORKING}(?:\s?(?:기준|으로|로))?\s?(?:최대\s?|약\s?)?)?"
    rf"(?:(?P<low>{_NUMBER})\s?(?:{_UNIT})?\s?(?:[~∼～–-]|또는|이나|내지)\s?)?"
    rf"(?P<number>{_NUMBER})\s?(?:여\s?)?(?:(?P<working>{_WORKING})|(?P<unit>{_UNIT}))(?!째|의\s?\d|도|분기|차|대\b|자\b|시\b)"
)
_SPOKEN_NUMBER = "|".join(
    sorted((word for word in _NATIVE if word not in "일이삼사오육칠팔구십백천"), key=len, reverse=True)
)
_SPOKEN_DURATION = expression(
    rf"(?<![가-힣])(?:(?P<number>{_SPOKEN_NUMBER})\s?(?P<unit>달|해|주|시간)|(?P<sino>[일이삼사오육칠팔구십])\s?(?P<sino_unit>개월|주일|주간|년))"
    r"(?![가-힣]?\w*체)"
)
_SPOKEN_DAYS = expression(rf"(?<![가-힣])(?P<days>{'|'.join(_DAYS)})(?P<working>[^.\n]{{0,6}}\({_WORKING})?")
_OFTEN = {
    word: (number, unit)
    for (number, unit), words in {
        (1, "day"): "매일 날마다",
        (1, "week"): "매주 주마다",
        (1, "month"): "매월 매달 달마다 다달이",
        (2, "month"): "격월로",
        (3, "month"): "매분기 분기마다 분기별",
        (6, "month"): "매반기 반기마다 반기별 반년마다",
        (1, "year"): "매년 해마다 연례 연간",
    }.items()
    for word in words.split()
}
_TIMES = rf"(?:약\s|최대\s|최소\s)?(?P<{{}}>\d+|{_SPOKEN_NUMBER})\s?(?:번|차례|회)(?!째)"
_SUM = r"(?=(?:약\s|최대\s)?\d[\d,]*\s?[천백만억]*\s?(?:원|파운드|유로|달러))"
_PERIOD = expression(
    rf"(?<![가-힣\d])(?:(?P<word>{'|'.join(_OFTEN)})(?:\s{_TIMES.format('word_times')})?"
    rf"|(?:(?:(?P<number>{_NUMBER}|{_SPOKEN_NUMBER}|일)\s?(?P<unit>시간|{_UNIT}|분기)|(?P<days>{'|'.join(_DAYS)}))"
    rf"(?:마다|\s간격|에?\s(?:{_TIMES.format('times')}|{_SUM})))"
    rf"|(?P<short>연|월|주|일)\s?(?:{_TIMES.format('short_times')}|{_SUM}))"
)
_HALF_YEAR = expression(r"(?<![가-힣])반년")
_NAMED_DAYS = {
    "신정": 101,
    "새해 첫날": 101,
    "삼일절": 301,
    "어린이날": 505,
    "현충일": 606,
    "광복절": 815,
    "개천절": 1003,
    "한글날": 1009,
    "크리스마스 이브": 1224,
    "성탄 전야": 1224,
    "성탄절": 1225,
    "크리스마스": 1225,
}
_NAMED_DAY = expression("|".join(_NAMED_DAYS))
_SHARE = expression(
    rf"(?:(?P<low>{_NUMBER})\s?(?:%\s?)?[~∼～–-]\s?)?(?P<number>{_NUMBER})\s?(?:%|퍼센트|프로(?![가-힣]))(?P<point>p|\s?포인트)?"
)
_SCALE = "천만|백만|백(?!분)|천|만|억|조"
_PIECE = expression(rf"(?P<number>{_NUMBER})\s?(?P<scale>{_SCALE})?")
_FRACTIONS = {"절반": 50, "반수": 50}
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_NATIVE, key=len, reverse=True))}"
_ODDS = expression(
    rf"(?<![가-힣\d])(?:(?P<of>{_COUNT})\s?(?:명|건|곳|개|사람|기관)\s?(?:중|가운데)(?:에서|에)?\s(?P<count>{_COUNT})\s?"
    rf"(?=명|건|곳|개|사람|기관)|{'|'.join(_FRACTIONS)})"
)
_OF_TWO_UNITS = expression(
    rf"(?<![가-힣])(?P<number>\d+|{_SPOKEN_NUMBER})\s?(?P<unit>년|해|시간|개월|달)\s?"
    r"(?:(?<![월달])(?P<more>\d+)(?:개월|분(?!기|의))|반(?=[\s이으동만을은입,.]|$))"
)
_PARTS_OF_UNITS = {
    "년": (12, "month"),
    "해": (12, "month"),
    "시간": (60, "minute"),
    "개월": (30, "day"),
    "달": (30, "day"),
}
_SINO = expression(
    r"(?<![가-힣\d])(?=[일이삼사오육칠팔구]?[십백])(?P<number>(?:[이삼사오육칠팔구]?백)?(?:[이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]?)(?<=[십백일이삼사오육칠팔구])(?=\s?)\s?"
    r"(?P<unit>일|개월|년|주|시간)(?=[\s간을이의,.]|안|까)"
)
_LARGE = expression(rf"(?:(?:{_NUMBER})\s?(?:{_SCALE})\s?)+(?:{_NUMBER})?(?=\s?(?:여\s?)?[가-힣])")
_SCALES = (
    {"": 1}
    | {"백": 10**2, "천": 10**3, "만": 10**4, "백만": 10**6, "천만": 10**7}
    | {"억": 10**8, "조": 10**12}
)
_PREFIXES = {"": "", "밀리": "m", "센티": "c", "킬로": "k"}
_measures = measure_finder(
    {
        prefix + word: _PREFIXES[prefix] + sign
        for prefix in _PREFIXES
        for word, sign in (("미터", "m"), ("그램", "g"), ("리터", "L"))
    }
)
_IN_NAME = expression(r"(?<=[가-힣]{3})\d{1,2}(?=[\s)）]|[은는이가을를의와과](?![가-힣]))")
"""A number that ends a name, as that of the second Eurostars: what is counted has a unit behind it."""
_BARE = expression(rf"(?!3rd\b)(?!(?<=[A-Za-z])\d+[A-Za-z])(?P<number>{_NUMBER})")
_COUNTERS = "가지|개|곳|명|번|차례|건|쪽|장|단계|부분|종|편|나라|사람|기관|언어|줄|조각|배"
_COUNTED_NUMBER = expression(
    rf"(?<![가-힣])(?:(?P<number>{'|'.join(sorted(_NATIVE, key=len, reverse=True))})\s?(?={_COUNTERS})"
    r"|(?P<attribute>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s(?=[가-힣]))"
)
_SINO_COUNT = expression(
    r"(?<![가-힣\d])(?P<number>(?=[이삼사오육칠팔구]?[천백십])(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)?"
    rf"(?:[이삼사오육칠팔구]?십)?[일이삼사오육칠팔구]?)\s?(?={_COUNTERS})"
)
_WORD = expression(rf"(?<![가-힣])(?P<word>{'|'.join(sorted(_LOOSE, key=len, reverse=True))})")
_ARTICLE = expression(
    r"(?P<law>제\s?)?(?<![\d,])(?<!\d\.)(?P<number>\d+)\s?(?:조(?!\s?원|\s?\d[\d,]*\s?[천백]?\s?억)|항|호)(?:의\s?(?P<branch>\d+))?"
)
_ORDINAL = expression(r"제\s?(?P<number>\d+)")
_CLOCK = expression(r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])")
_FEWEST_YEARS, _MOST_YEARS = 1800, 2200  # a number of four digits between them, before 년, is a year
BAN = r"금지(?![급출불침]|원(?![칙료]))"
"""A pattern of the word for a ban, which is no part of longer ones such as 장려금지급 and 연구자금지원."""

DENIAL = expression(rf"않|없|못|(?<![가-힣])안\s|아니|아닙|말(?=아야|고|며|\s?것)|마십시오|제외|{BAN}")
SMALL_WORDS = frozenset(
    "을 를 은 는 가 와 과 으로 로 "  # particles behind code and links, which are words of their own there
    "및 등 그 이 저 수 것 점 더 또 또한 그리고 있습니다 합니다 입니다 됩니다 하며 하고 대해 위해".split()
)


@of_figures
def statements(text: str) -> Iterator[Statement]:
    """Yield every quantity that a text states."""
    claimed = positions_of_identifiers(text)
    yield from odds(text, _ODDS, _count, _FRACTIONS)
    yield from named_days(text, _NAMED_DAY, _NAMED_DAYS)
    if not _DIGIT.search(text):
        yield from non_overlapping(_spoken_durations(text), claimed)
        return
    yield from non_overlapping(_articles(text), claimed)
    yield from non_overlapping(statements_of([*moments(text), *sums(text)]), claimed)
    yield from non_overlapping(_clocks(text), claimed)
    yield from non_overlapping(_measures(text), claimed)
    yield from non_overlapping(_shares(text), claimed)
    yield from non_overlapping(_spoken_durations(text), claimed)
    yield from non_overlapping(_durations(text), claimed)
    yield from non_overlapping(_large(text), claimed)
    yield from non_overlapping(_numbers(text), claimed)


def periods(text: str) -> Iterator[Statement]:
    """Yield after how long something is done again, as a duration: 분기마다, 일주일에 두 번, 연 9억 원."""
    for match in _PERIOD.finditer(text):
        times = _count(match["word_times"] or match["times"] or match["short_times"] or "1")
        if match["word"]:
            count, unit = _OFTEN[match["word"]]
        elif match["days"]:
            count, unit = _DAYS[match["days"]], "day"
        else:
            count = int(_count(match["number"] or "1"))
            unit = _UNITS.get(match["unit"] or match["short"], "month")
            count *= 3 if match["unit"] == "분기" else 1
        if count and times:
            yield period_of(match, Decimal(count), unit, times)


def number_words(text: str) -> Iterator[Decimal]:
    """Yield the numbers that words of a text may stand for: `두` 곳, `양국`."""
    for match in _COUNTED_NUMBER.finditer(text):
        yield Decimal(_NATIVE[match["number"] or match["attribute"]])
    for match in _SINO_COUNT.finditer(text):
        yield Decimal(spoken_figure(match["number"]))
    for match in _WORD.finditer(text):
        yield Decimal(_LOOSE[match["word"]])


def _count(text: str) -> Decimal:
    return Decimal(_NATIVE[text]) if text in _NATIVE else _decimal(text)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _articles(text: str) -> Iterator[Statement]:
    """Yield the numbers of articles, paragraphs and the like of a law, which may look like large sums."""
    for match in _ARTICLE.finditer(text):
        numbers = [_decimal(match[name]) for name in ("number", "branch") if match[name]]
        yield statement_of(match, Quantity.NUMBER, *numbers, firm=bool(match["law"]))
    for match in _ORDINAL.finditer(text):
        yield statement_of(match, Quantity.NUMBER, _decimal(match["number"]), firm=False)


def _clocks(text: str) -> Iterator[Statement]:
    for match in _CLOCK.finditer(text):
        value = Decimal(int(match["hour"]) * 100 + int(match["minute"]))
        yield statement_of(match, Quantity.CLOCK, value)


def _shares(text: str) -> Iterator[Statement]:
    for match in _SHARE.finditer(text):
        yield from range_of(match, Quantity.SHARE, _decimal, unit="point" if match["point"] else "")


def _durations(text: str) -> Iterator[Statement]:
    for match in _DURATION.finditer(text):
        unit = _UNITS[match["unit"]] if match["unit"] else "working day"
        if unit == "year" and _FEWEST_YEARS < _decimal(match["number"]) < _MOST_YEARS:
            yield from range_of(match, Quantity.NUMBER, _decimal)
        else:
            name = "working day" if unit == "day" and match["before"] else unit
            yield from range_of(match, Quantity.DURATION, _decimal, unit=name, firm=match["number"] != "1")


def _spoken_durations(text: str) -> Iterator[Statement]:
    for match in _OF_TWO_UNITS.finditer(text):
        yield of_two_units(match, _count, _PARTS_OF_UNITS, match["unit"])
    for match in _SINO.finditer(text):
        number = Decimal(spoken_figure(match["number"]))
        yield statement_of(match, Quantity.DURATION, number, unit=_UNITS[match["unit"]])
    for match in _SPOKEN_DAYS.finditer(text):
        number = Decimal(_DAYS[match["days"]])
        unit = "working day" if match["working"] else "day"
        numbers = [number, Decimal(14)] if match["days"] == "보름" else [number]
        yield statement_of(match, Quantity.DURATION, *numbers, unit=unit, firm=number not in (1, 7))
    for match in _SPOKEN_DURATION.finditer(text):
        number = Decimal(_NATIVE[match["number"] or match["sino"]])
        unit = _UNITS[match["unit"] or match["sino_unit"]]
        yield statement_of(match, Quantity.DURATION, number, unit=unit, firm=number != 1)
    for match in _HALF_YEAR.finditer(text):
        yield statement_of(match, Quantity.DURATION, Decimal(6), unit="month")


def _large(text: str) -> Iterator[Statement]:
    for match in _LARGE.finditer(text):
        pieces = [
            _decimal(piece["number"]) * _SCALES[piece["scale"] or ""] for piece in _PIECE.finditer(match[0])
        ]
        yield statement_of(match, Quantity.NUMBER, sum(pieces, Decimal()))


def _numbers(text: str) -> Iterator[Statement]:
    for match in _BARE.finditer(text):
        number = _decimal(match["number"])
        is_name = _IN_NAME.match(text, match.start()) is not None
        yield statement_of(match, Quantity.NUMBER, number, firm=number not in (0, 1) and not is_name)


def word_stem(word: str) -> str:
    """Return the beginning of a word, without what makes it a statement or a request."""
    if not "가" <= word[:1] <= "힣":
        return _HANGUL_END.sub("", word)
    return normalize("NFC", _POLITE_ENDING.sub("", normalize("NFD", word)))[:_STEM]
