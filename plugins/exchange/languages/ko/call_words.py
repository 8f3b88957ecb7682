"""By which Korean words a sentence says what becomes of a call, its stages, and what it pays for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.call_sentences import CallSentences
from exchange.languages.claims import CountClaim, LengthClaim, RateClaim, WrittenClaim
from exchange.languages.expressions import expression
from exchange.languages.ko.numbers import NATIVE_NUMBER, SINO, number

_WAS = r"(?:되었|됐|하였|했|되어\s|됨|된\s?상태|하기로\s)"
_SENT = r"(?:제출|접수|내)"
_WORDS = {
    name: expression(words, re.MULTILINE)
    for name, words in {
        "call": r"(?<!이전 )(?<!지난 )(?:공고|공모|사업|시스템|창구)(?=[은는이가도을를]?\s)",
        "bids": r"(?<!이전 )(?<!지난 )(?<![가-힣])(?:공고|공모|접수|신청|모집)(?=[은는이가도을를]?\s)"
        r"|(?:접수|모집|신청)\s창구|신청(?=하)",
        "forms": r"(?:신청|지원|제안)서(?=[은는이가도을를]?\s)",
        "deadline": r"(?<!첫 )(?:마감일?|기한|접수|신청|모집|기간|(?<=공모 )일정)(?=[이가은는도을를]?\s)",
        "open-phrase": r"(?:현재|지금|아직)\s?(?:접수|모집|신청을\s?받)(?:을\s?)?(?:하)?고\s?있"
        r"|(?:현재|지금)\s?(?:접수|신청|모집|공모)\s?중|(?:접수|모집|공모)\s?중입니다|(?:신청서?|접수|원서)[을를]?\s?받고\s?있"
        r"|아직\s?(?:신청|접수|지원)하?(?:할|실)\s?수\s?있",
        "ended": rf"(?:마감|종료|마무리){_WAS}|(?:끝났|닫혔|마쳤|마쳤음|끝냈)",
        "passed": r"지났",
        "no-more": r"더\s?이상|더는|이제는?(?=\s)|추가(?=\s?(?:접수|신청|모집))",
        "taken": r"받(?:지\s?않|을\s?수\s?없)|할\s?수\s?없|하실\s?수\s?없|(?<=[은는이가]\s)없",
        "cancelled": rf"(?:취소|무산|백지화|폐지){_WAS}|없던\s?일|(?:진행|추진|시행|실시)하지\s?않",
        "withdrawn": rf"철회{_WAS}",
        "paused": rf"(?:중단|중지|보류|정지)(?:{_WAS}|\s?중)|멈췄",
        "reopened": rf"재개{_WAS}|다시\s(?:시작|개시){_WAS}|다시\s(?:열렸|받고)",
        "moved": rf"(?:연장|연기|순연){_WAS}"
        r"|(?:미루어|미뤄|늦춰|늦추어|늘어)\s?[졌짐났]|(?:미뤘|미루었|늦췄|늦추었|늘렸)|(?:미루|늦추|늘리)기로\s|밀렸",
        "outcome": r"(?:(?<!연구 )(?<!시험 )(?<!분석 )(?<!조사 )(?<!검사 )결과|선정자|수상자|합격자"
        r"|(?:선정(?:된)?|최종|지원)\s?(?:과제|기관|팀))(?=[가는은이를을]\s?)|선정(?=이\s)",
        "announced": rf"(?:발표|공고|확정|통보|공개|선정|완료){_WAS}|나왔|나옴|뽑혔",
        "no-deadline": r"(?:상시|연중|수시)\s?(?:로\s)?(?:접수|모집|신청|받)"
        r"|(?:마감일?|기한)[이은]?\s?없(?:이|습니다|음|다)|언제(?:든지|든|나)\s?(?:접수|신청|제출)",
        "expression-of-interest": r"(?:(?:참여|참가|신청)\s?)?의향서(?:\s?제출)?",
        "outline": r"개요\s?(?:신청서?|제안서|계획서|서)",
        "two-stages": r"2단계\s?공고|두\s?단계로\s?(?:접수|신청)",
        "concept-note": r"(?:예비|사전|개념|요약)\s?(?:신청서|제안서|계획서|설명서)",
        "registration": r"사전\s?(?:등록|신청)|참가\s?등록",
        "asked": r"필요|필수|제출|먼저|내야|내어야|해야|하여야|받습니다|받는다|받음|후\s?(?:본|신청)",
        "interview": r"(?<!환자 )(?<!참여자 )면접(?!\s?(?:조사|지|자|관|법|질문|내용))",
        "held": r"실시|진행|거친|거쳐|거칩|참석|본다|봅니다|합니다|한다|합격|통과|평가|대상|심사|선정"
        r"|(?<=면접[은이으])(?:로|\s?있)",
        "award": r"(?<![가-힣])(?:연구(?:개발)?|지원(?!\s?[후뒤])|사업|과제|협약)(?=[는은가이당]?\s|\s?기간)",
        "lasts": r"기간|지원(?=합|한|함|됩)|받습니다|이어집|이어진|계속|길게는|최장|끝납"
        r"|끝난|종료(?=[됩된되])",
        "picked": r"(?:(?:선정|선발|지원)\s?(?:예정\s?)?)?"
        r"(?:과제|규모|(?<!모집 )인원|팀)(?:\s?수)?"
        r"(?=\s?(?:[:：]|[는은]\s))"
        r"|(?:선정|선발)(?=\s?(?:합|될|됩|된다|할|하|함|한|예정|규모|대상|을\s?예정))|뽑|지원(?=\s?(?:합|할|한|함|규모))|(?:연구비|지원금|사업비|돈)[를을이가]\s?(?:줍|드|지급|배정|돌아|나[갑가])",
        "full-cost": r"경제적?\s?(?:총\s?)?비용|FEC|fEC",
        "paid": r"지원|지급|줍니다|드립니다|부담|충당",
        "project-costs": r"(?:총\s?)?(?:연구개발비|사업비|연구비|인정\s?비용)의",
        "any-costs": r"(?:(?<![가-힣])(?<![가-힣]\s)|(?<=전체\s)|(?<=모든\s)|(?<=총\s)|(?<=총))"
        r"비용(?=의|을|은)",
    }.items()
}
_LENGTHS = expression(
    rf"(?<![\d가-힣])(?P<of>(?:(?P<years>\d{{1,2}}|{SINO}|{NATIVE_NUMBER}(?=\s?해))\s?(?:년"
    rf"|해)(?!\s*\d{{1,2}}월|\s?차|도|부터|월|대))?"
    r"(?:\s{0,3}(?P<months>\d{1,3})\s?개월)?)(?<=[년해월])"
)
_LAST_DIRECTLY = expression(
    r"\s?(?:간|까지|을|이내로?|동안|\s이내로?)*\s?(?:지원(?:합|한|함|받|됩)|받습니다|이어(?:집|진)|계속)"
)
_COUNTS = expression(
    rf"(?<![\d가-힣])(?P<of>(?P<number>\d{{1,3}}|(?:{NATIVE_NUMBER})(?=\s?(?:개|건|팀|명|과제|기관)))"
    r"\s?(?:(?:개(?!\s?(?:월|년|국|주|분기|학기|연도|부처|분야|단계|차수|항목|도시|언어))|건(?![가-힣]*물)|팀(?!장)|명)(?:\s?(?:내외|안팎|이내)의?)?+\s?+(?:신규\s?)?+(?:과제|연구팀|연구단|사업단|컨소시엄|기관|팀)?+|과제|기관))"
    r"(?!\s?(?:당|씩|가운데|중(?:에서?|\s)|(?:이상|이하|미만|초과)(?!을)|[가-힣]*[이가]\s(?:참여|구성|협력|공동)))"
)
_SHARES = expression(
    rf"(?P<number>\d{{1,3}}|{SINO})\s?(?:%|퍼센트)|(?P<half>절반)|(?P<whole>전액)|(?P<of>\d|{NATIVE_NUMBER}"
    rf"|{SINO})분의\s?(?P<part>\d|{SINO})"
)


def lengths(text: str) -> Iterator[WrittenClaim]:
    """Yield every number of months or years."""
    for match in _LENGTHS.finditer(text):
        if months := number(match["years"] or "0") * 12 + int(match["months"] or 0):
            claim = LengthClaim(shortest=months, longest=months)
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def award_lengths(text: str) -> Iterator[WrittenClaim]:
    """Yield those that words right behind them say awards to last."""
    yield from (length for length in lengths(text) if _LAST_DIRECTLY.match(text, length.end))


def counts(text: str) -> Iterator[WrittenClaim]:
    """Yield every number of projects, teams and the like."""
    for match in _COUNTS.finditer(text):
        claim = CountClaim(number=number(match["number"]))
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def shares(text: str) -> Iterator[WrittenClaim]:
    """Yield every share, in figures or words."""
    for match in _SHARES.finditer(text):
        percent = {"half": 50, "whole": 100}.get(match.lastgroup or "", number(match["number"] or "0"))
        if match["part"]:
            percent = number(match["part"]) * 100 // number(match["of"])
        yield WrittenClaim(claim=RateClaim(percent=percent), start=match.start(), end=match.end())


_UNTOLD = expression(
    r"이전|첫\s|학술지|학회|논문|지난\s?(?:해|번|공고|공모|사업|회차)|과거|종전|작년|전년|시범|(?:19"
    r"|20)\d\d년\s?(?:도\s?)?[^.\n]{0,8}(?:공고|공모|사업)"
    r"|환자|피험자|되면|하면|경우|다른\s|시험[이은]|연구[가는]\s|예를\s?들어"
)
_OF_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년\s?|내년\s?|올해\s?)"
SENTENCES = CallSentences(
    words=_WORDS,
    quantities={"length": lengths, "award-length": award_lengths, "count": counts, "share": shares},
    reach=20,
    breaks=expression(r"[.;!?](?=\s)|지만|으나|는데|[:：](?=.{12})"),
    untold=_UNTOLD,
    denied=expression(rf"{_UNTOLD.pattern}|환자|참여자|대상자|간호사|의료진|보호자|설문"),
    other_figures=expression(
        r"(?:이전|지난|과거|종전)(?!.*이번)|시범|환자|참여자|대상자|심사위원|기관당|과제당|1인당|연구책임자는|예를\s?들어|경력|신청할"
        r"|지금까지|현재까지|그동안|공개된\s?과제"
    ),
    denied_after=expression(r"[^.\n]{0,12}?(?:없|않|아니|아님|생략|불필요|선택)"),
    own_share=expression(r"스스로|자체\s?부담|자부담|신청\s?기관이\s?부담|직접\s?마련"),
    named_times={
        ((12, 15), (1, 15)): expression(rf"{_OF_YEAR}?연말\s?연시"),
        ((12, 1), (12, 31)): expression(rf"{_OF_YEAR}연말(?!\s?(?:연시|정산))"),
        ((1, 1), (1, 31)): expression(rf"{_OF_YEAR}(?:연초|연시)"),
        ((1, 15), (2, 25)): expression(
            rf"{_OF_YEAR}설\s?(?:연휴|명절)|(?<![가-힣])설(?:\s?연휴)?\s?(?:전|후)(?=에?[^.\n]{{0,8}}(?:신청|접수|제출))"
        ),
        ((9, 1), (10, 12)): expression(rf"{_OF_YEAR}?추석(?:\s?연휴)?\s?(?:전|후|에|까지)"),
    },
)
