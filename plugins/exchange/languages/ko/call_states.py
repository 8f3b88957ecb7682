"""How Korean prose tells how far a call is, its stages, and times of year that have a name."""

from __future__ import annotations

import re

from exchange.languages.call_state_patterns import CallStatePatterns
from exchange.languages.claims import CallState
from exchange.languages.expressions import expression

_CALL = r"(?<!이전 )(?<!지난 )(?:공고|공모|접수|신청|모집)[은는이가도을를]?\s[^.\n]{0,20}?"
_WAS = r"(?:되었|됐|하였|했|되어\s|됨|된\s?상태)"
_DATE = r"(?:마감일?|기한|접수|신청|모집|기간)[이가은는도을를]?\s[^.\n]{0,20}?"
_OUTCOME = (
    r"(?:(?<!연구 )(?<!시험 )(?<!분석 )(?<!조사 )(?<!검사 )결과|선정자|수상자|합격자"
    r"|(?:선정(?:된)?|최종|지원)\s?(?:과제|기관|팀))[가는은이를을]\s?[^.\n]{0,12}?"
)
_STATES = {
    CallState.OPEN: r"(?:현재|지금)\s?(?:접수|모집|신청을\s?받)(?:을\s?)?(?:하)?고\s?있"
    r"|(?:현재|지금)\s?(?:접수|신청|모집|공모)\s?중|(?:접수|모집|공모)\s?중입니다|신청(?:서)?를?\s?받고\s?있",
    CallState.CLOSED: rf"{_CALL}(?:마감|종료){_WAS}|{_CALL}끝났|마감일?[이은]\s?(?:이미\s)?지났"
    r"|(?:^|다\.\s)모집[은이]\s?마감(?:되었|됐)",
    CallState.CANCELLED: rf"(?:{_CALL}|사업[은이]\s[^.\n]{{0,20}}?)(?:취소|무산|백지화|폐지){_WAS}"
    r"|(?:공고|공모|사업)[은는이가]\s[^.\n]{0,12}?없던\s?일",
    CallState.WITHDRAWN: rf"{_CALL}철회{_WAS}",
    CallState.PAUSED: rf"{_CALL}(?:중단|중지|보류|정지){_WAS}|{_CALL}멈췄",
    CallState.REOPENED: rf"{_CALL}(?:재개{_WAS}|다시\s(?:시작|개시){_WAS}|다시\s(?:열렸|받고))",
    CallState.EXTENDED: rf"{_DATE}(?:(?:연장|연기|순연){_WAS}"
    r"|(?:미루어|미뤄|늦춰|늦추어|늘어)\s?[졌짐났]|(?:미뤘|미루었|늦췄|늦추었|늘렸))",
    CallState.DECIDED: rf"{_OUTCOME}(?:(?:발표|공고|확정|통보|공개|선정){_WAS}|나왔|나옴|뽑혔)"
    r"|선정이\s?(?:완료|확정)되었",
    CallState.UNENDING: r"(?:상시|연중|수시)\s?(?:로\s)?(?:접수|모집|신청|받)"
    r"|(?:마감일?|기한)[이은]?\s?없(?:이|습니다|음|다)|언제(?:든지|든|나)\s?(?:접수|신청|제출)",
}
_STATE = {state: expression(pattern, re.MULTILINE) for state, pattern in _STATES.items()}
_ASKED = (
    r"[를을이가은는도]?\s?[^.\n]{0,15}?(?:필요|필수|제출|먼저|내야|내어야|해야|하여야|받습니다|받는다|받음|후\s?(?:본|신청))"
    r"(?!\s?[^.\n]{0,12}?(?:없|않|아니|아님|생략|불필요|선택))"
)
_STAGES = {
    ("eoi",): rf"(?:(?:참여|참가|신청)\s?)?의향서(?:\s?제출)?{_ASKED}",
    ("outline",): rf"개요\s?(?:신청서?|제안서|계획서|서){_ASKED}",
    ("outline", "eoi", "registration"): r"2단계\s?공고|두\s?단계로\s?(?:접수|신청)"
    rf"|(?:예비|사전|개념|요약)\s?(?:신청서|제안서|계획서|설명서){_ASKED}",
    ("interview",): r"(?<!환자 )(?<!참여자 )면접(?!\s?(?:조사|지|자|관|법|질문|내용))[^.\n]{0,15}?"
    r"(?:실시|진행|거친|거쳐|거칩|참석|본다|봅니다|합니다|한다|합격|통과|평가|대상|심사)"
    r"(?!\s?[^.\n]{0,12}?(?:없|않|아니|아님|생략))"
    r"|(?:심사|평가|선정)[^.\n]{0,12}?면접(?:이|을|평가)(?!\s?(?:없|하지|조사))",
    ("registration",): r"(?:사전\s?(?:등록|신청)|참가\s?등록)[이을]?\s?(?:필요|필수|해야|하여야)",
}
_STAGE = {kinds: expression(pattern, re.MULTILINE) for kinds, pattern in _STAGES.items()}
_UNTOLD = expression(
    r"이전|첫\s|학술지|학회|논문|지난\s?(?:해|번|공고|공모|사업|회차)|과거|종전|작년|전년|시범|(?:19|20)\d\d년\s?(?:도\s?)?[^.\n]{0,8}(?:공고|공모|사업)"
    r"|되면|하면|경우|다른\s|시험[이은]|연구[가는]\s|예를\s?들어"
)
_DENIED = expression(rf"{_UNTOLD.pattern}|환자|참여자|대상자|간호사|의료진|보호자|설문")
_OF_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년\s?|내년\s?|올해\s?)"
_NAMED_TIMES = {
    ((12, 15), (1, 15)): expression(rf"{_OF_YEAR}?연말\s?연시"),
    ((12, 1), (12, 31)): expression(rf"{_OF_YEAR}연말(?!\s?(?:연시|정산))"),
    ((1, 1), (1, 31)): expression(rf"{_OF_YEAR}(?:연초|연시)"),
    ((1, 15), (2, 25)): expression(
        rf"{_OF_YEAR}설\s?(?:연휴|명절)|(?<![가-힣])설(?:\s?연휴)?\s?(?:전|후)(?=에?[^.\n]{{0,8}}(?:신청|접수|제출))"
    ),
    ((9, 1), (10, 12)): expression(rf"{_OF_YEAR}?추석(?:\s?연휴)?\s?(?:전|후|에|까지)"),
}

CALL_STATES = CallStatePatterns(
    states=_STATE, stages=_STAGE, named_times=_NAMED_TIMES, untold=_UNTOLD, denied=_DENIED
)
