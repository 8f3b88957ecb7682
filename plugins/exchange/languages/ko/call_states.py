"""How Korean prose tells how far a call is, its stages, and times of year that have a name."""

from __future__ import annotations

import re

from exchange.languages.call_state_patterns import CallStatePatterns
from exchange.languages.claims import CallState

_CALL = r"(?<!이전 )(?<!지난 )(?:공고|공모|접수|신청)[은는이가]\s?(?:이미\s|모두\s|잠정\s?|일시\s?)?"
_STATES = {
    CallState.OPEN: r"(?:현재|지금)\s?(?:접수|모집|신청을\s?받)(?:을\s?)?(?:하)?고\s?있"
    r"|(?:현재|지금)\s?(?:접수|신청|모집|공모)\s?중|(?:접수|모집|공모)\s?중입니다",
    CallState.CLOSED: rf"{_CALL}(?:마감|종료)(?:되었|됐|하였|했|된\s?상태)|{_CALL}끝났"
    r"|(?:^|다\.\s)모집[은이]\s?마감(?:되었|됐)",
    CallState.CANCELLED: rf"{_CALL}취소(?:되었|됐)",
    CallState.WITHDRAWN: rf"{_CALL}철회(?:되었|됐|했)",
    CallState.PAUSED: rf"{_CALL}(?:중단|중지|보류)(?:되었|됐|했)",
    CallState.EXTENDED: r"(?:마감일?|접수\s?기간|신청\s?기간)[이가은는]\s?"
    r"(?:연장(?:되었|됐)|(?:뒤로\s?)?(?:미루어|미뤄|늦춰)졌)",
    CallState.DECIDED: r"(?:선정\s?)?(?:결과|선정자|선정\s?과제)[가는]\s?(?:이미\s)?"
    r"(?:발표|공고|확정)(?:되었|됐|했)"
    r"|선정이\s?(?:완료|확정)되었",
    CallState.UNENDING: r"(?:상시|연중|수시)\s?(?:로\s)?(?:접수|모집|신청)"
    r"|마감일?[이은]?\s?없(?:이|습니다|음)|수시로\s?(?:접수|신청)",
}
_STATE = {state: re.compile(pattern, re.MULTILINE) for state, pattern in _STATES.items()}
_STAGES = {
    ("eoi",): r"(?:사전\s?)?(?:참여\s?)?의향서(?:\s?제출)?[이를]?\s?(?:필요|필수|제출해야|받습니다|먼저)",
    ("outline",): r"개요\s?(?:신청서?|제안서|서)[를을]?\s?(?:먼저|제출|후|받)",
    ("outline", "eoi", "registration"): r"2단계\s?공고|두\s?단계로\s?(?:접수|신청)",
    ("interview",): r"(?:선정\s?평가|선정|심사)(?:에는|에서는|에)\s?면접(?:이|을|평가)"
    r"|신청자(?:는|를)\s?면접|(?:평가|심사)\s?(?:뒤|후)(?:에)?\s?면접|(?:발표\s?)?면접에\s?참석해야|면접을\s?(?:실시|진행)합니다|(?:^|다\.\s)(?:발표\s?)?면접은\s",
    ("registration",): r"(?:사전\s?(?:등록|신청)|참가\s?등록)[이을]?\s?(?:필요|필수|해야|하여야)",
}
_STAGE = {kinds: re.compile(pattern, re.MULTILINE) for kinds, pattern in _STAGES.items()}
_OF_YEAR = r"(?:(?P<year>(?:19|20)\d\d)년\s?|내년\s?|올해\s?)"
_NAMED_TIMES = {
    ((12, 15), (1, 15)): re.compile(rf"{_OF_YEAR}?연말\s?연시"),
    ((12, 1), (12, 31)): re.compile(rf"{_OF_YEAR}연말(?!\s?(?:연시|정산))"),
    ((1, 1), (1, 31)): re.compile(rf"{_OF_YEAR}(?:연초|연시)"),
    ((1, 15), (2, 25)): re.compile(rf"{_OF_YEAR}설\s?(?:연휴|명절)"),
    ((9, 1), (10, 12)): re.compile(rf"{_OF_YEAR}?추석(?:\s?연휴)?\s?(?:전|후|에|까지)"),
}

CALL_STATES = CallStatePatterns(states=_STATE, stages=_STAGE, named_times=_NAMED_TIMES)
