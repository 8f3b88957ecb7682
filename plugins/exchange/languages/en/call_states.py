"""How English prose tells how far a call is, its stages, and times of year that have a name."""

from __future__ import annotations

import re

from exchange.languages.call_state_patterns import CallStatePatterns
from exchange.languages.claims import CallState

_CALL = (
    r"(?:(?:this|the)\s+(?:funding\s+)?(?:call|competition|opportunity|scheme)|applications?|submissions?)"
)
_IS = r"\s+(?:is|are|has\s+been|have\s+been|was|were)\s+(?:now\s+|already\s+|currently\s+)?"
_STATES = {
    CallState.OPEN: rf"\b{_CALL}\s+(?:is|are)\s+(?:(?:now|currently|already)\s+"
    r"(?:open|being\s+(?:accepted|taken))|open\s+now)",
    CallState.CLOSED: rf"\b{_CALL}(?:{_IS}closed(?!\s+(?:to(?!\s+(?:new\s+)?applica)|on|at|by))"
    r"|\s+(?:is|are)\s+over|\s+has\s+(?:now\s+)?closed"
    r"|\s+(?:is|are)\s+no\s+longer\s+(?:accepted|taken|open))",
    CallState.CANCELLED: rf"\b{_CALL}{_IS}(?:cancelled|called\s+off|discontinued)",
    CallState.WITHDRAWN: rf"\b{_CALL}{_IS}withdrawn(?!\s+by\s+applicants)",
    CallState.PAUSED: rf"\b{_CALL}{_IS}(?:paused|suspended|on\s+hold)",
    CallState.EXTENDED: r"\bthe\s+(?:deadline|closing\s+date)\s+(?:has\s+been|was|is)\s+"
    r"(?:extended|postponed|put\s+back|moved\s+(?:to\s+a\s+later|back))",
    CallState.DECIDED: r"\b(?:the\s+(?:awards?|results?)|(?:the\s+)?winners)\s+(?:have|has)\s+"
    r"(?:now\s+|already\s+)?been\s+"
    r"(?:announced|published|made|decided)",
    CallState.UNENDING: rf"\b{_CALL}\s+never\s+closes?\b"
    r"|\bno\s+(?:closing\s+date|deadline)s?\b"
    r"|\b(?:applications?\s+(?:is|are|may\s+be)\s+(?:accepted|taken|made|submitted)|apply)\s+(?:at\s+)?any\s*time\b|\ba\s+rolling\s+(?:call|scheme|deadline)",
}
_STATE = {state: re.compile(pattern, re.IGNORECASE) for state, pattern in _STATES.items()}
_ASKED = r"\s+(?:is|are|must\s+be)\s+(?:\w+\s+)?(?:required|needed|mandatory|compulsory|submitted|invited)\b"
_APPLICANTS = (
    r"\b(?:applicants?|(?:(?:shortlisted|selected)\s+)?candidates?"
    r"|(?:shortlisted|selected)\s+(?:teams?|researchers?))"
)
_STAGES = {
    ("eoi",): rf"\b(?:an?\s+)?expressions?\s+of\s+interest{_ASKED}"
    rf"|{_APPLICANTS}\s+(?:must\s+|first\s+)*(?:submit|send)\s+an\s+expression\s+of\s+interest",
    ("registration", "eoi"): rf"\b(?:an?\s+)?(?:letters?\s+of\s+intent|pre-?registration){_ASKED}",
    ("outline",): rf"\b(?:an?\s+)?outline\s+(?:applications?|proposals?){_ASKED}"
    r"|\bstage\s+(?:one|1)\s+is\s+an?\s+outline\b|\btwo\s+stages[:,]?\s+(?:an?\s+)?outline\b",
    ("outline", "eoi", "registration"): r"\btwo-stage\s+(?:call|application|process)",
    ("interview",): rf"{_APPLICANTS}\s+(?:(?:are|will\s+be|may\s+be)\s+"
    r"(?:invited\s+to\s+(?:an?\s+)?interviews?|interviewed)|(?:go\s+through|have|attend)\s+an?\s+interview)"
    r"|\bpanel\s+interviews?\s+(?:are|is|will|take)\b",
    (
        "registration",
    ): rf"\bregister\s+your\s+intent|{_APPLICANTS}\s+(?:must|need\s+to|have\s+to)\s+(?:first\s+)?"
    r"register\s+(?:their|an?)\s+inten(?:t|tion)",
}
_STAGE = {kinds: re.compile(pattern, re.IGNORECASE) for kinds, pattern in _STAGES.items()}
_OF_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d{2,4})?)?"
_NAMED_TIMES = {
    ((12, 15), (1, 15)): re.compile(rf"\bturn\s+of\s+the\s+year{_OF_YEAR}", re.IGNORECASE),
    ((12, 18), (1, 6)): re.compile(
        rf"\b(?:at|over|around|by|before|after|until)\s+(?:Christmas|New\s+Year){_OF_YEAR}"
    ),
    ((3, 20), (4, 27)): re.compile(rf"\b(?:at|over|around|by|before|after|until)\s+Easter{_OF_YEAR}"),
}

CALL_STATES = CallStatePatterns(states=_STATE, stages=_STAGE, named_times=_NAMED_TIMES)
