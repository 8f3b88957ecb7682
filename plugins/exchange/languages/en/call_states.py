"""How English prose tells how far a call is, its stages, and times of year that have a name."""

from __future__ import annotations

import re

from exchange.languages.call_state_patterns import CallStatePatterns
from exchange.languages.claims import CallState
from exchange.languages.expressions import expression

_WORDS = r"(?:,?\s+[\w’'-]+)"
_CALL = r"\b(?:calls?|competition|opportunity|scheme)"
_TAKEN = r"(?:\b(?:calls?|competition|opportunity|scheme|portal|submissions?)|(?<!of the )\bapplications?)"
_DATE = r"\b(?:deadlines?|closing\s+dates?|cut-?off)"
_WAS = r"\s+(?:is|are|was|were|got|gets|has\s+been|have\s+been|had\s+to\s+be)\s+(?:[\w-]+\s+)?"
_OUTCOME = (
    r"\b(?:awards?|winners?|awardees|finalists|results?|outcomes?|decisions?"
    r"|(?:successful|funded|selected|winning)\s+(?:applica\w+|teams?|projects?|proposals?|bids?))"
)
_ALREADY = r"\s+(?:was|were|has\s+been|have\s+been|(?:is|are)\s+(?:now|already))\s+(?:(?:now|already)\s+)?"


def _done(noun: str, participles: str, infinitives: str) -> str:
    """Return the pattern of what was done to something, in either voice, or was decided."""
    named = rf"(?:the|this|our|its)\s+(?:[\w-]+\s+){{0,2}}?{noun}\b"
    return (
        rf"{noun}{_WORDS}{{0,2}}?{_WAS}(?:{participles})\b|\b(?:{participles})\s+{named}"
        rf"|\b(?:decided|had|agreed|chose|forced)\s+to\s+(?:{infinitives})\s+{named}"
    )


_STATES = {
    CallState.OPEN: rf"{_TAKEN}\s+(?:is|are)\s+(?:(?:now|currently|already)\s+"
    r"(?:open|live|being\s+(?:accepted|taken))|open\s+now)"
    r"|\bwe\s+are\s+(?:now|currently)\s+(?:accept|tak|invit)ing\s+(?:applications|proposals|bids)",
    CallState.CLOSED: rf"{_TAKEN}(?:{_WAS}closed(?!\s+(?:to(?!\s+(?:new\s+)?applica)|on|at|by))"
    r"|\s+(?:is|are)\s+over|\s+has\s+(?:now\s+|already\s+)?(?:closed|shut|ended)|\s+closed\s+(?:last|yesterday)"
    r"|\s+(?:is|are)\s+no\s+longer\s+(?:accepted|taken|open))"
    rf"|{_DATE}\s+has\s+(?:now\s+|already\s+)?passed|\btoo\s+late\s+to\s+apply\b",
    CallState.CANCELLED: _done(
        _CALL,
        r"cancell?ed|called\s+off|discontinued|scrapped|abandoned|axed|dropped|annulled",
        r"cancel|call\s+off|discontinue|scrap|abandon|axe|drop|annul",
    )
    + rf"|{_CALL}(?=\s+(?:will|is)\s+not\s+(?:go(?:ing)?\s+ahead|take\s+place))",
    CallState.WITHDRAWN: _done(
        _TAKEN, r"withdrawn(?!\s+by\s+applicants)|withdrew|pulled|retracted", r"withdraw|pull|retract"
    ),
    CallState.PAUSED: _done(_TAKEN, r"paused|suspended|on\s+hold|frozen|halted", "pause|suspend|freeze|halt")
    + r"|\bstopped\s+(?:accept|tak)ing\s+(?:applications|proposals|bids)",
    CallState.REOPENED: _done(_TAKEN, r"re-?opened|resumed", r"re-?open|resume")
    + rf"|{_TAKEN}\s+(?:has\s+|have\s+)?(?:now\s+)?(?:re-?opened|resumed)"
    rf"|{_TAKEN}\s+(?:is|are)\s+open\s+again",
    CallState.EXTENDED: _done(
        _DATE,
        r"extended|postponed|(?:put|pushed|moved)\s+(?:back|to\b)|delayed|deferred|shifted",
        r"extend|postpone|(?:put|push|move)\s+back|delay|defer|shift",
    ),
    CallState.DECIDED: rf"{_OUTCOME}(?:{_ALREADY}"
    r"(?:announced|unveiled|named|revealed|chosen|selected|picked|decided)"
    r"|\s+(?:has|have)\s+(?:now\s+|already\s+)?been\s+(?:published|made|released)"
    r"|\s+are\s+(?:now\s+)?(?:out|known)\b)"
    rf"|\bwe\s+(?:have\s+)?(?:announced|unveiled|named|revealed|chosen|chose|picked|published)\s+the\s+(?:[\w-]+\s+)?{_OUTCOME}",
    CallState.UNENDING: rf"{_TAKEN}(?=\s+never\s+closes?\b)"
    r"|\bno\s+(?:closing\s+date|deadline)s?\b"
    r"|\b(?:appl(?:y|ications?)|submi\w+|send|proposals?|bids?)\b(?="
    rf"{_WORDS}{{0,6}}?,?\s+"
    r"(?:(?:at\s+)?any\s*time|whenever\s+(?:you|they|it)\b|all\s+year|year[- ]round|on\s+a\s+rolling))"
    r"|\ba\s+rolling\s+(?:call|scheme|deadline)",
}
_STATE = {state: expression(pattern, re.IGNORECASE) for state, pattern in _STATES.items()}
_ASKED = (
    rf"(?:{_WORDS}{{0,5}}?)\s+(?:is|are|must|should|ha(?:s|ve)\s+to|needs?\s+to)\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?:required|needed|mandatory|compulsory|submitted|invited|lodged|sent|filed|uploaded|made|due|asked\s+for|come\s+first)\b"
)
_ASK = (
    r"\b(?:submit|send|e-?mail|lodge|file|register|upload|provide|requires?|asks?\s+for|(?:begins?|starts?)\s+with)\s+"
    r"(?:[\w-]+\s+){0,3}?"
)
_APPLICANTS = r"\b(?:applicants?|candidates?|finalists?|(?:shortlisted|selected|successful)\s+\w+)"


def _asked_for(words: str) -> str:
    """Return the pattern of a paper that applicants have to send."""
    return rf"\b{words}{_ASKED}|{_ASK}{words}\b"


_STAGES = {
    ("eoi",): _asked_for(r"(?:expressions?\s+of\s+interest|EOIs?)"),
    ("registration", "eoi"): _asked_for(
        r"(?:(?:letters?|notices?|notifications?|statements?)\s+of\s+intent(?:ion)?|pre-?registration)"
    ),
    ("outline",): _asked_for(r"outlines?\b(?!\s+of)(?:\s+(?:applications?|proposals?|bids?))?")
    + r"|\bstage\s+(?:one|1)\s+is\s+an?\s+outline\b|\btwo\s+stages[:,]?\s+(?:an?\s+)?outline\b",
    ("outline", "eoi", "registration"): r"\btwo-stage\s+(?:call|application|process)|"
    + _asked_for(r"(?:concept\s+notes?|pre-?proposals?|preliminary\s+(?:applications?|proposals?))"),
    ("interview",): rf"{_APPLICANTS}{_WORDS}{{0,8}}?\s+(?:interviewed|interviews?)\b"
    r"|\bpanel\s+interviews?\s+(?:are|is|will|take)\b",
    (
        "registration",
    ): rf"\bregister\s+your\s+intent|{_APPLICANTS}\s+(?:must|need\s+to|have\s+to)\s+(?:first\s+)?"
    r"register\s+(?:their|an?)\s+inten(?:t|tion)",
}
_STAGE = {kinds: expression(pattern, re.IGNORECASE) for kinds, pattern in _STAGES.items()}
_UNTOLD = expression(
    r"\b(?:if|unless|whether|when|once|should|would|could|might|can|may(?!\s+(?:be|have)\b)|not|never|cannot|earlier"
    r"|previous(?:ly)?|former|last\s+year|pilot|another|similar|(?:19|20)\d\d\s+(?:calls?|competition|round|scheme)"
    r"|trial|study|studies|survey|example|suppose|imagine)\b|n[’']t\b",
    re.IGNORECASE,
)
_DENIED = expression(
    rf"{_UNTOLD.pattern}|\b(?:no|without|optional|instead|voluntary|patients?|participants?|nurses?)\b",
    re.IGNORECASE,
)
_OF_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d{2,4})?)?"
_NAMED_TIMES = {
    ((12, 15), (1, 15)): expression(rf"\bturn\s+of\s+the\s+year{_OF_YEAR}", re.IGNORECASE),
    ((12, 18), (1, 6)): expression(
        rf"\b(?:at|over|around|by|before|after|until)\s+(?:Christmas|New\s+Year){_OF_YEAR}"
    ),
    ((3, 20), (4, 27)): expression(rf"\b(?:at|over|around|by|before|after|until)\s+Easter{_OF_YEAR}"),
}

CALL_STATES = CallStatePatterns(
    states=_STATE, stages=_STAGE, named_times=_NAMED_TIMES, untold=_UNTOLD, denied=_DENIED
)
