"""Find dates, times, weekdays and amounts in Korean prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.claims import (
    SHARED_SIGNS,
    AmountClaim,
    ApplicantClaim,
    DayClaim,
    MonthClaim,
    RangeClaim,
    TimeClaim,
    WeekdayClaim,
    WrittenClaim,
    is_alone,
    last_matches,
    line_has,
    of_figures,
    offset,
    start_of,
    time_open,
    year_of,
)
from exchange.languages.expressions import expression
from exchange.languages.ko import call_words
from exchange.languages.ko.numbers import DIGITS, NATIVE_NUMBER, SINO, SMALL, UNITS, number, spoken_figure

_WEEKDAYS = "월화수목금토일"
_MONTH_NAMES = {"유": 6, "시": 10, "십일": 11, "십이": 12} | DIGITS
_MONTH_WORD = "|".join(sorted({*_MONTH_NAMES} - {"육"}, key=len, reverse=True))
_NAME = rf"(?P<weekday>[{_WEEKDAYS}])"
_DATES = (
    expression(
        r"(?:(?P<year>(?:1[5-9]|20)\d{2})(?:년|\.)\s*)?(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일"
        rf"(?:\s*[(（]{_NAME}(?:요일)?[)）]|\s*{_NAME.replace('weekday', 'spoken')}요일)?"
    ),
    expression(
        rf"(?P<year>(?:1[5-9]|20)\d{{2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<day>\d{{1,2}})\.?(?:\s*[(（]{_NAME}[)）])?"
    ),
    expression(
        r"(?<![\d.])[’'‘]?(?P<short>\d{2})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?![\d.]*\d)\.?"
        rf"(?:\s*[(（]{_NAME}[)）])?"
    ),
    expression(rf"(?<![\d./])(?P<month>\d{{1,2}})[./]\s?(?P<day>\d{{1,2}})\.?\s*[(（]{_NAME}[)）]"),
    expression(r"(?<![\d.])(?P<month>\d{1,2})\.\s(?P<day>\d{1,2})\.(?!\s?\d)"),
    expression(
        rf"(?<![가-힣])(?:(?P<year>(?:1[5-9]|20)\d{{2}})년\s*)?(?P<month>{_MONTH_WORD})월\s*(?P<day>{SINO})일"
        rf"(?:\s*[(（]{_NAME}(?:요일)?[)）]|\s*{_NAME.replace('weekday', 'spoken')}요일)?"
    ),
    # Both ends of a span: the month stands before the first only.
    expression(r"(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})(?=\s?[~∼～-]\s?\d{1,2}일)"),
    expression(r"(?P<month>\d{1,2})월\s*\d{1,2}일?\s?(?:부터|[~∼～-])\s?(?P<day>\d{1,2})일"),
)
_DAY_TO_COME = expression(r"(?:오는|이번\s?달|이달)\s?(?P<day>\d{1,2})일(?!\s?간)")
_LOOSE = (
    rf"(?:(?P<year>(?:1[5-9]|20)\d{{2}})(?:년|\.)\s*)?(?P<month>\d{{1,2}}|(?<![가-힣])(?:{_MONTH_WORD}))월\s*"
)
_THIRDS = {
    "초": (1, 10),
    "초순": (1, 10),
    "상순": (1, 10),
    "중순": (11, 20),
    "하순": (21, 31),
    "말": (21, 31),
}
_THIRD = expression(rf"{_LOOSE}(?P<third>초순|상순|중순|하순|초|말)")
_WEEKS = ("첫째", "둘째", "셋째", "넷째", "다섯째")
_WEEK = expression(rf"{_LOOSE}(?P<week>{'|'.join(_WEEKS)}|마지막)\s*주(?P<of>(?=\s*[월화수목금토일]요일))?")
_YEAR_ALONE = r"(?:(?P<year>(?:1[5-9]|20)\d{2})|(?<!\d)[’'‘]?(?P<short>2\d))년(?:도)?\s*"
_THIRDS_OF_PART = {"초": "early", "초반": "early", "중반": "mid", "한": "mid", "말": "late", "후반": "late",
                   "늦": "late"}  # fmt: skip
_BEHIND_PART = r"(?:\s*(?P<third>초반|중반|후반|초|말)(?![가-힣]))?"
_QUARTER = expression(rf"{_YEAR_ALONE}(?P<quarter>[1-4])\s*(?:/\s*4\s*|사)?분기{_BEHIND_PART}")
_HALF_YEAR = expression(rf"(?:{_YEAR_ALONE})?(?P<half>상|하)반기{_BEHIND_PART}")
_SEASONS = {"봄": ((3, 1), (5, 31)), "여름": ((6, 1), (8, 31)), "가을": ((9, 1), (11, 30)),
            "겨울": ((12, 1), (2, 29))}  # fmt: skip
_SEASON_NAMES = dict(zip(_SEASONS, ("spring", "summer", "autumn", "winter"), strict=True))
_SEASON = expression(rf"{_YEAR_ALONE}(?P<third>초|늦|한)?(?P<season>{'|'.join(_SEASONS)})(?![가-힣]*학)")
_THIRDS_OF_YEAR = {"초": (1, 4), "중순": (5, 8), "중반": (5, 8), "말": (9, 12)}
_THIRD_OF_YEAR = expression(rf"{_YEAR_ALONE}(?P<third>{'|'.join(_THIRDS_OF_YEAR)})(?![가-힣])")
_HALVES = {"상": ((1, 1), (6, 30)), "하": ((7, 1), (12, 31))}
_DEADLINE = expression(
    r"마감|(?<!외래 )(?<!진료 )접수|신청\s?기[간한]|제출|공고\s?기간|모집|신청[^\n.]{0,20}까지"
    r"|까지[^\n.]{0,12}신청|까지[^\n.]{0,6}문을\s?열"
)
"""Words that make a loose date one of the call."""
_OFFICE = expression(r"평일|문의|상담|근무|업무")
_IN_FORCE = expression(r"시행|발효|제정|개정|적용(?:되|됩|하|합)")
_RESULTS = expression(r"(?:선정|평가|심사)\s?결과[는를은]|결과\s?발표")
_MONTH_WITHOUT_DAY = expression(
    r"(?:(?P<year>(?:1[5-9]|20)\d{2})|(?<!\d)[’'‘]?(?P<short>2\d))(?:년|\.)\s*(?P<month>\d{1,2})월(?!\s*\d{1,2}일)"
)
_LOOSE_MONTH = expression(
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])월(?!\s*(?:\d|초|상순|중순|하순|말|첫|둘|셋|넷|다섯|마지막|[~∼～]))"
)
_WEEKDAY_NAME = expression(rf"(?:(?=.요일)|(?<=[\dA-Z] [(（])(?=.[)）])|(?<=\d[(（])(?=.[)）])){_NAME}")
_NO_HOUR = "간|기|점|대|험|설|작|행|장|민|골|도|청|절|적|름|풍|군|스템|리즈|즌|술|공"
_MINUTE = rf"(?:\s*(?P<minute>\d{{1,2}}|{SINO})분|\s*(?P<thirty>반))?"
_TIMES = (
    expression(
        r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s*)?(?<!\d)(?P<hour>\d{1,2})\s?시"
        rf"(?!{_NO_HOUR}){_MINUTE}"
    ),
    expression(
        r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s*|(?<![가-힣]))"
        rf"(?P<hour>{NATIVE_NUMBER}|이?십[일이삼사오육칠팔구]?)\s?시(?!{_NO_HOUR}){_MINUTE}"
    ),
    expression(r"(?<![가-힣])(?P<word>자정|정오)(?![보책표])"),
)
_PRECEDING_ZONE = expression(
    r"(?:(?P<korea>한국|서울)|(?P<uk>영국|런던))\s?(?:표준)?(?:시간|시각|시)?(?:으로는?|로는?|은|는)?\s*(?:기준\s*)?"
    r"(?P<date>(?:\d{4}년\s*)?\d{1,2}월\s*\d{1,2}일(?:\s*[(（].[)）])?,?\s*)?$"
)
_ZONE_AFTER = expression(
    r"\s*+(?:까지)?+\s*+[(（]\s*(?:(?P<korea>한국|서울|KST)|(?P<uk>영국|런던|GMT|BST))\s?(?:표준)?(?:시간|시각|시)?(?:\s*기준)?\s*[)）]"
)
_APPLICANTS = expression(
    r"(?:(?P<korea>한국|국내)|(?P<uk>영국))\s?(?:측|신청자|신청기관|연구팀|연구자|연구책임자|연구기관|기관|마감|접수)"
)
_BREAK = expression(r"\n|\.(?= )")
_SIDE = r"(?:(?P<korea>한국|국내)|(?P<uk>영국))"
_OF_SIDE = expression(_SIDE)
_SIDE_BEFORE = expression(
    rf"{_SIDE}(?:\s?측)?(?:은|는|에서는?|에\s있는|[:：]|\s?[)）]\s?[:：]?|(?:과|와)\s|,\s?"
    r"|\s?(?:신청자|신청기관|신청서|연구팀|연구자|연구책임자|연구기관|기관|기업|대학|병원|마감일?|접수|제출))"
    r"|(?P<both>양국|모든\s?신청자)"
)
_SIDE_AFTER = expression(
    r"(?:까지)?\s?(?:[(（]\s?)?(?:(?P<korea>한국|국내)|(?P<uk>영국))\s?측?\s?(?:[)）]|에서)"
)
_TO_APPLY = expression(r"마감|접수|신청|제출|까지|기한")
_ZONES = {"korea": "Asia/Seoul", "uk": "Europe/London"}
_ON_A_CLOCK = expression(
    r"(?:(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s*|(?<![\d:.]))"
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])"
)
_SLASHED = expression(r"(?<![\d./])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/])")
_DAY_COUNTS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "일주일": 7, "보름": 15}
_UNIT_NAMES = {"일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year"}
_APART = (
    rf"(?P<of>(?P<name>{'|'.join(_DAY_COUNTS)})"
    rf"|(?P<number>\d{{1,3}}|{NATIVE_NUMBER}|{SINO})\s?(?P<unit>개월|주일|[일주달년]))"
)
_OFFSETS = (
    expression(rf"보다\s?(?:약\s?)?{_APART}\s?(?:먼저|늦|빠르|빠릅|빨리|앞서|뒤|후)"),
    expression(
        rf"(?:접수|모집|신청|등록|공고|시작|개시)[은는이가]?\s?(?:후\s|일로부터\s|마감\s?|시작\s?)?{_APART}\s?(?:전|뒤|후)에\s?(?:시작|개시|마감|종료|끝)"
    ),
    expression(
        rf"(?:시작|개시|마감|종료)[은는이]?\s?(?:공고|접수|마감|시작)\s?(?:일\s?)?{_APART}\s?(?:전|뒤|후)(?:입니다|이며|임)"
    ),
)
_OPEN_FOR = expression(
    rf"(?:접수|신청|공모|모집)\s?기간[은는]?\s?(?:[총딱약단꼭]\s?)?{_APART}(?:간|입니다|이며|동안)"
)
_ORGANISATIONS = {
    "university": "대학교?", "hospital": "병원", "institute": "연구소",
    "small-company": "(?:중소기업|스타트업|벤처(?:기업)?|창업기업)",
    "company": "(?:(?<!중소)(?<!벤처)(?<!창업)기업|회사)", "charity": "(?:비영리|자선)\\s?(?:기관|단체)",
    "public-body": "공공기관",
    "person": "(?:개인(?!정보|기초|별)(?:\\s?(?:연구자|자격))?|일반인|환자(?:\\s?본인)?)",
}  # fmt: skip
_LEADS = (
    r"(?:주관(?:연구(?:개발)?)?기관[이을]\s?(?:될|맡을|맡으실)\s?수\s?있|(?:주관(?:기관)?으로\s)[^.\n]{0,6}?(?:(?:참여|신청|지원)(?:할|하실)|나설|나서실)\s?수\s?있"
    r"|(?:신청|응모|주관|(?<![을를]\s)지원)(?:(?:할|하실)\s?수\s?있|(?:이|도)?\s?가능)|(?:신청|지원)\s?대상(?:이다|입니다|임|에\s?포함))"
)
_APPLICANT_TYPES = {
    name: expression(
        rf"{words}(?:만|도|은|는|이|가)\s?(?:[^.\n]{{0,12}}?\s)?{_LEADS}"
        rf"|{words}의\s(?:신청|응모|참여\s?신청)[을도]\s?(?:환영|받|기다)"
        rf"|주관기관은\s?(?:국내\s|한국\s|영국\s)?{words}(?:이어야|여야|으로\s?한정)"
        rf"|신청\s?(?:자격|대상)?(?:\s*[:：]|[은는이])\s*(?:국내\s|한국\s|영국\s)?{words}(?![^.\n]*(?:없|불가))"
    )
    for name, words in _ORGANISATIONS.items()
}
_ORGANISATION_NAMES = {name: expression(words) for name, words in _ORGANISATIONS.items()}
_ONLY = expression(r"[가-힣]만\s|한정|국한")
_STUDY = expression(r"투약|투여|복용|환자|대상자|참여자|측정|채혈|방문|진료|외래|검사")
_EARLIER = expression(r"(?:[았었였했갔왔났됐]|열렸)습니다")
_PURCHASE = expression(
    r"\s?(?:(?:이상|초과|이하|미만)(?:이면|인 경우|일 경우|은|의\s?(?:장비|물품|구매))"
    r"|[이을]\s?넘는\s?(?:장비|물품))"
)
_TO_BUY = expression(
    r"(?:구입|구매|여행|출장|교통|숙박|회의|출판|게재|번역)[가-힣]{0,2}에는?\s?(?:최대\s?|약\s?|총\s?)?$"
)
"""Before an amount: a part of the costs, which the call does not set."""
_INVESTED = expression(r"(?:\s?이상|\s?이하)?[을를의]?\s?(?:먼저\s|선)?투자")
"""Behind an amount: what others have put into a company."""
_OF_A_COMPANY = expression(
    r"(?:매출액?|자본금|자산\s?총액|자산|투자\s?유치\s?(?:금액|액)?)[이가은는]?\s?(?:연\s?|약\s?)?$"
)
"""Before an amount: what a company that applies has, not what the call pays."""
_LATER_HALF = ("오후", "낮", "저녁", "밤")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PART = rf"(?:(?:{_NUMBER}\s?[천백십]\s?)+(?:\d[\d,]*)?|{_NUMBER})"
"""What stands before 만 or 억: `5천`, `2천5백`, `1,500`."""
_AMOUNT = expression(
    rf"(?P<sign>[£₩€$])?(?<![\d제])(?<!제\s)(?P<figure>(?:{_PART}\s?[조억만]\s?)+(?:{_PART})?|\d[\d,]*\s?천(?=\s?원)|\d[\d,]*(?:\.\d+)?)"
    r"\s?(?P<currency>원(?![격장료칙활천본문서])|파운드|유로|(?:(?:미국?|캐나다|호주|뉴질랜드|싱가포르|홍콩|대만)\s?)?달러"
    r"|엔(?![가-힣])|위안|스위스\s?프랑|(?:스웨덴|덴마크|노르웨이)\s?크로[나네])?"
)
_CURRENCIES = {
    "원": "KRW",
    "₩": "KRW",
    "파운드": "GBP",
    "£": "GBP",
    "유로": "EUR",
    "€": "EUR",
    "달러": "USD",
    "미달러": "USD",
    "미국달러": "USD",
    "캐나다달러": "CAD",
    "호주달러": "AUD",
    "뉴질랜드달러": "NZD",
    "싱가포르달러": "SGD",
    "홍콩달러": "HKD",
    "대만달러": "TWD",
    "엔": "JPY",
    "위안": "CNY",
    "스위스프랑": "CHF",
    "스웨덴크로나": "SEK",
    "덴마크크로네": "DKK",
    "노르웨이크로네": "NOK",
    "$": "USD",
}
_SHARED = ("달러", "$")
_PIECE = expression(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<small>[천백십]?)\s?(?P<unit>[조억만]?)")
_COUNTER_NOUN = expression(
    r"\s?(?:여\s?)?(?:명|건|개|회|번|종|편|곳|쪽|배|권|가지|년|차|시간|점|례|사례|가구|병상|표본|[분자대세인일](?![가-힣]))"
)
_MONEY_WORDS = expression(r"예산|연구비|지원금|지원 규모|총액|지원합니다|지원한다|지원함")
_WORDS = {"자정": 24, "정오": 12}


@of_figures
def claims(text: str) -> Iterator[WrittenClaim]:
    """Yield every claim in a text."""
    text = "".join(_without_harmless(line) for line in text.splitlines(keepends=True))
    yield from _period_claims(text)
    yield from moments(text)
    yield from sums(text)
    yield from _conditions(text)
    yield from call_words.SENTENCES.find(text, _last_side)


@of_figures
def moments(text: str) -> Iterator[WrittenClaim]:
    """Yield every day, month, weekday and time of a text, those of laws and of office hours too."""
    yield from _dates(text)
    yield from _times(text)


@of_figures
def sums(text: str) -> Iterator[WrittenClaim]:
    """Yield every amount of a text."""
    yield from _amounts(text)
    yield from _spoken_amounts(text)


def _without_harmless(line: str) -> str:
    """Return a line with nothing in the place of office hours, or of the day on which a law took effect."""
    if _DEADLINE.search(line):
        return line
    harmless = list(_times(line)) if _OFFICE.search(line) or _STUDY.search(line) else []
    if _STUDY.search(line) and not _MONEY_WORDS.search(line):
        harmless += sums(line)
    if _EARLIER.search(line):
        harmless += _period_claims(line)
    harmless += list(_dates(line)) if _IN_FORCE.search(line) else []
    for claim in harmless:
        line = line[: claim.start] + " " * (claim.end - claim.start) + line[claim.end :]
    return line


def _period_claims(text: str) -> Iterator[WrittenClaim]:
    """Yield thirds and weeks of a month, quarters and half-years; without a year only beside a deadline."""
    for match in _THIRD.finditer(text):
        yield from _loose(text, match, _THIRDS[match["third"]], vague=False)
    for match in _WEEK.finditer(text):
        first = _WEEKS.index(match["week"]) * 7 + 1 if match["week"] in _WEEKS else 22
        if match["of"] is None:
            yield from _loose(text, match, (first, min(first + 6, 31)), vague=True)
        else:  # the second Monday, or the Monday of the second week
            yield from _loose(text, match, (max(first - 6, 1), min(first + 6, 31)), vague=False)
    for match in _QUARTER.finditer(text):
        month = int(match["quarter"]) * 3
        claim = RangeClaim(
            first=(month - 2, 1),
            last=(month, 31),
            year=year_of(match.groupdict()),
            part=_third_of(match, f"Q{match['quarter']}"),
        )
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _SEASON.finditer(text):
        season, year = _SEASONS[match["season"]], year_of(match.groupdict())
        part = _third_of(match, _SEASON_NAMES[match["season"]])
        claim = RangeClaim(first=season[0], last=season[1], year=year, part=part)
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _THIRD_OF_YEAR.finditer(text):
        months = _THIRDS_OF_YEAR[match["third"]]
        near_deadline = line_has(_DEADLINE, text, match.start())
        claim = RangeClaim(
            first=(months[0], 1),
            last=(months[1], 31),
            year=year_of(match.groupdict()),
            vague=True,
            of_the_call=near_deadline,
        )
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _HALF_YEAR.finditer(text):
        half = _HALVES[match["half"]]
        near_deadline = line_has(_DEADLINE, text, match.start())
        if not near_deadline and year_of(match.groupdict()) is None:
            continue
        claim = RangeClaim(
            first=half[0],
            last=half[1],
            year=year_of(match.groupdict()),
            vague=True,
            of_the_call=near_deadline,
            part=_third_of(match, "H1" if match["half"] == "상" else "H2"),
        )
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _third_of(match: re.Match[str], part: str) -> str:
    """Return which third of a part of a year is told, as records have it; empty where none is."""
    year = year_of(match.groupdict())
    return f"{_THIRDS_OF_PART[match['third']]} {year}-{part}" if match["third"] and year else ""


def _loose(text: str, match: re.Match[str], days: tuple[int, int], *, vague: bool) -> Iterator[WrittenClaim]:
    """Yield a part of a month, if its year is given or the line is about a deadline."""
    if match["year"] or line_has(_DEADLINE, text, match.start()):
        month, year = _month(match["month"]), int(match["year"]) if match["year"] else None
        claim = RangeClaim(first=(month, days[0]), last=(month, days[1]), year=year, vague=vague)
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _dates(text: str) -> Iterator[WrittenClaim]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            weekday = parts.get("weekday") or parts.get("spoken")
            claim = DayClaim(
                month=_month(match["month"]),
                day=number(match["day"]),
                year=year_of(parts),
                weekday=_WEEKDAYS.index(weekday) if weekday else None,
                applicants=_zones_of_sides(text, match),
            )
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _DAY_TO_COME.finditer(text):
        day = DayClaim(month=None, day=int(match["day"]))
        yield WrittenClaim(claim=day, start=match.start(), end=match.end())
    for match in _MONTH_WITHOUT_DAY.finditer(text):
        yield WrittenClaim(
            claim=MonthClaim(year=year_of(match.groupdict()) or 0, month=int(match["month"])),
            start=match.start(),
            end=match.end(),
        )
    for match in _LOOSE_MONTH.finditer(text):
        if any(line_has(words, text, match.start()) for words in (_DEADLINE, _RESULTS)):
            month = int(match["month"])
            yield WrittenClaim(
                claim=RangeClaim(first=(month, 1), last=(month, 31)), start=match.start(), end=match.end()
            )
    for match in _SLASHED.finditer(text):
        if line_has(_DEADLINE, text, match.start()):
            slashed = DayClaim(month=int(match["month"]), day=int(match["day"]))
            yield WrittenClaim(claim=slashed, start=match.start(), end=match.end())
    for match in _WEEKDAY_NAME.finditer(text):
        weekday_claim = WeekdayClaim(weekday=_WEEKDAYS.index(match["weekday"]))
        yield WrittenClaim(claim=weekday_claim, start=match.start(), end=match.end())


def _times(text: str) -> Iterator[WrittenClaim]:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            word, half = parts.get("word"), parts.get("half")
            hour = _WORDS[word] if word else _hour_in(half, number(match["hour"]))
            minute = 30 if parts.get("thirty") else number(parts.get("minute") or "0")
            is_ambiguous = word is None and half is None and hour <= 12
            zone, start, end = _zone(text, match)
            claim = TimeClaim(
                hour=hour,
                minute=minute,
                either_half=is_ambiguous,
                zone=zone,
                applicants=_zone_of_applicants(text, match.start()),
            )
            yield WrittenClaim(claim=claim, start=start, end=end)
    for match in _ON_A_CLOCK.finditer(text):
        zone, start, end = _zone(text, match)
        if zone or match["half"]:  # without one it is read as in any language
            claim = TimeClaim(
                hour=_hour_in(match["half"], int(match["hour"])),
                minute=int(match["minute"]),
                zone=zone,
                applicants=_zone_of_applicants(text, match.start()),
            )
            yield WrittenClaim(claim=claim, start=start, end=end)


def _hour_in(half: str | None, hour: int) -> int:
    """Return the hour of a day that an hour of its half is; 13 in the afternoon is 13."""
    if not half or hour > 12:
        return hour
    later = half in _LATER_HALF and not (half == "밤" and hour == 12)  # 밤 12시 is midnight
    return hour % 12 + (12 if later else 0)


def _month(text: str) -> int:
    return _MONTH_NAMES.get(text) or int(text)


def _zone(text: str, time: re.Match[str]) -> tuple[str, int, int]:
    """Return the zone whose clock a time is on, empty where none is named, and where both are.

    It is named right before or behind the time, or is that of the applicants of whom the sentence is.
    """
    start, end = time.span()
    if next_zone := _ZONE_AFTER.match(text, end):
        return _ZONES[str(next_zone.lastgroup)], start, next_zone.end()
    if previous_zone := _PRECEDING_ZONE.search(text, max(start - 35, 0), start):
        zone = _ZONES["korea" if previous_zone["korea"] else "uk"]
        return zone, start if previous_zone["date"] else previous_zone.start(), end
    zone = _zone_of_applicants(text, start)
    return zone, start - (bool(zone) and text[start - 1 : start] == " "), end


def _zone_of_applicants(text: str, end: int) -> str:
    """Return the zone of the applicants that a time is said of, earlier in its sentence."""
    return _last_zone(_APPLICANTS, text, end)


def _zones_of_sides(text: str, date: re.Match[str]) -> tuple[str, ...]:
    """Return the zones of the sides whose deadline a sentence says a date to be."""
    start = start_of(_BREAK, text, date.start())
    stops = [position for mark in ("\n", "다.") if (position := text.find(mark, date.end())) >= 0]
    if not last_matches(_TO_APPLY, text, start, min(stops, default=len(text))):
        return ()
    if after := _SIDE_AFTER.match(text, date.end()):
        return (_ZONES["korea" if after["korea"] else "uk"],)
    sides = last_matches(_SIDE_BEFORE, text, start, date.start())
    if not sides:
        return ()
    is_joined = len(sides) > 1 and re.search(r"^\D*[과와·,]\s?$", text[sides[-2].start() : sides[-1].start()])
    if sides[-1]["both"] or is_joined:
        return _ZONES["korea"], _ZONES["uk"]
    return (_ZONES["korea" if sides[-1]["korea"] else "uk"],)


def _conditions(text: str) -> Iterator[WrittenClaim]:
    """Yield how far dates are apart, and who may apply."""
    for patterns, distance in ((_OFFSETS, offset), ((_OPEN_FOR,), time_open)):
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            days = _DAY_COUNTS.get(match["name"] or "")
            claim = distance(days or number(match["number"]), "day" if days else _UNIT_NAMES[match["unit"]])
            yield WrittenClaim(claim=claim, start=match.start("of"), end=match.end("of"))
    for name, pattern in _APPLICANT_TYPES.items():
        for match in pattern.finditer(text):
            sentence = text[start_of(_BREAK, text, match.start()) : match.end()]
            claim_of_type = ApplicantClaim(
                type=name,
                applicants=_last_side(text, match.start()),
                alone=is_alone(name, _ORGANISATION_NAMES, _ONLY, sentence),
            )
            yield WrittenClaim(claim=claim_of_type, start=match.start(), end=match.end())


def _last_side(text: str, position: int) -> str:
    """Return the zone of the side that a sentence names last before a place; else an empty text."""
    return _last_zone(_OF_SIDE, text, position)


def _last_zone(pattern: re.Pattern[str], text: str, end: int) -> str:
    matches = last_matches(pattern, text, start_of(_BREAK, text, end), end)
    return _ZONES[str(matches[-1].lastgroup)] if matches else ""


_CUT_SHORT = expression(r"[조억]\s?(?:\d{1,3}|\d{1,2}\s?[천백십])\s*$")
"""Figures such as 3억5 or 3억 5천, by which some mean 3억 5천만 and others what they say."""


def _amounts(text: str) -> Iterator[WrittenClaim]:
    """Yield amounts: a figure with a currency, or in 만, 억, 조 unless something else is counted by it."""
    for match in _AMOUNT.finditer(text):
        name = (match["currency"] or match["sign"] or "").replace(" ", "")
        large = any(unit in match["figure"] for unit in UNITS)
        if match["sign"] and not match["currency"] and not large:
            continue  # an English notation, which is read there
        if not name and (not large or _COUNTER_NOUN.match(text, match.end())):
            continue
        if _CUT_SHORT.search(match["figure"]):
            continue
        if _INVESTED.match(text, match.end()) or _OF_A_COMPANY.search(
            text, max(match.start() - 20, 0), match.start()
        ):
            continue
        if _TO_BUY.search(text, max(match.start() - 20, 0), match.start()):
            continue
        if _PURCHASE.match(text, match.end()) and not line_has(_MONEY_WORDS, text, match.start()):
            continue  # the price of a thing, not what the call pays
        yield WrittenClaim(
            claim=AmountClaim(
                figure=_figure(match["figure"]),
                currency=_CURRENCIES[name] if name else None,
                other_currencies=SHARED_SIGNS.get(_CURRENCIES[name], ()) if name in _SHARED else (),
                of_the_call=line_has(_MONEY_WORDS, text, match.start()),
            ),
            start=match.start(),
            end=match.end(),
        )


_SPOKEN_AMOUNT = expression(
    rf"(?<![가-힣\d])(?P<figure>(?=[{''.join(DIGITS)}천백십])(?:[{''.join(DIGITS)}]?[천백십])*[{''.join(DIGITS)}]?[조억만]"
    rf"(?:\s?(?:[{''.join(DIGITS)}]?[천백십])*[{''.join(DIGITS)}]?만)?)\s?(?P<currency>원|파운드|유로|달러)"
)


def _spoken_amounts(text: str) -> Iterator[WrittenClaim]:
    """Yield amounts that are written without a digit, such as 칠억 원."""
    for match in _SPOKEN_AMOUNT.finditer(text):
        claim = AmountClaim(figure=spoken_figure(match["figure"]), currency=_CURRENCIES[match["currency"]])
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _figure(text: str) -> int:
    """Return what pieces such as `1억 5천만` add up to; 만 and 억 are of all that is before them."""
    total = part = 0.0
    for piece in _PIECE.finditer(text):
        part += float(piece["number"].replace(",", "")) * SMALL.get(piece["small"], 1)
        if piece["unit"]:
            total, part = total + part * UNITS[piece["unit"]], 0.0
    return round(total + part)
