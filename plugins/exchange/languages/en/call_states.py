"""Find what English prose says of how far a call is, of its stages, and of times of year that have a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange.languages.claims import CallState, RangeClaim, StageClaim, StateClaim, WrittenClaim, year_of

_CALL = r"(?:(?:this|the)\s+(?:call|competition|opportunity|scheme)|applications?|submissions?)"
_IS = r"\s+(?:is|are|has\s+been|have\s+been|was|were)\s+(?:now\s+|already\s+|currently\s+)?"
_STATES = {
    CallState.OPEN: rf"\b{_CALL}\s+(?:is|are)\s+(?:(?:now|currently|already)\s+open|open\s+now)",
    CallState.CLOSED: rf"\b{_CALL}(?:{_IS}closed(?!\s+(?:to|on|at|by))"
    r"|\s+(?:is|are)\s+over|\s+has\s+(?:now\s+)?closed"
    r"|\s+(?:is|are)\s+no\s+longer\s+(?:accepted|taken|open))",
    CallState.CANCELLED: rf"\b{_CALL}{_IS}(?:cancelled|called\s+off|discontinued)",
    CallState.WITHDRAWN: rf"\b{_CALL}{_IS}withdrawn(?!\s+by\s+applicants)",
    CallState.PAUSED: rf"\b{_CALL}{_IS}(?:paused|suspended|on\s+hold)",
    CallState.EXTENDED: r"\bthe\s+(?:deadline|closing\s+date)\s+(?:has\s+been|was|is)\s+"
    r"(?:extended|postponed|put\s+back)",
    CallState.DECIDED: r"\bthe\s+(?:awards?|results?|winners?)\s+(?:have|has)\s+(?:now\s+|already\s+)?been\s+"
    r"(?:announced|published|made|decided)",
    CallState.UNENDING: r"\bno\s+(?:closing\s+date|deadline)s?\b"
    r"|\b(?:applications?\s+(?:is|are|may\s+be)\s+(?:accepted|taken|made|submitted)|apply)\s+(?:at\s+)?any\s*time\b|\ba\s+rolling\s+(?:call|scheme|deadline)",
}
_STATE = {state: re.compile(pattern, re.IGNORECASE) for state, pattern in _STATES.items()}
_ASKED = r"\s+(?:is|are|must\s+be)\s+(?:\w+\s+)?(?:required|needed|mandatory|compulsory|submitted|invited)\b"
_STAGES = {
    ("eoi",): rf"\b(?:an?\s+)?expressions?\s+of\s+interest{_ASKED}",
    ("outline",): rf"\b(?:an?\s+)?outline\s+(?:applications?|proposals?){_ASKED}"
    r"|\btwo\s+stages[:,]?\s+(?:an?\s+)?outline\b",
    ("outline", "eoi", "registration"): r"\btwo-stage\s+(?:call|application|process)",
    ("interview",): r"\bapplicants?\s+(?:are|will\s+be|may\s+be)\s+"
    r"(?:invited\s+to\s+(?:an?\s+)?interviews?|interviewed)",
    ("registration",): r"\bapplicants?\s+(?:must|need\s+to|have\s+to)\s+(?:first\s+)?"
    r"register\s+(?:their|an?)\s+inten(?:t|tion)",
}
_STAGE = {kinds: re.compile(pattern, re.IGNORECASE) for kinds, pattern in _STAGES.items()}
_OF_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d{2,4})?)?"
_NAMED_TIMES = {
    ((12, 15), (1, 15)): re.compile(rf"\bturn\s+of\s+the\s+year{_OF_YEAR}", re.IGNORECASE),
    ((12, 18), (1, 6)): re.compile(rf"\b(?:at|over|around)\s+(?:Christmas|New\s+Year){_OF_YEAR}"),
    ((3, 20), (4, 27)): re.compile(rf"\b(?:at|over|around)\s+Easter{_OF_YEAR}"),
}


def call_states(text: str) -> Iterator[WrittenClaim]:
    """Yield states of the call, stages that it is said to have, and named times of year."""
    for state, pattern in _STATE.items():
        for match in pattern.finditer(text):
            yield WrittenClaim(claim=StateClaim(state=state), start=match.start(), end=match.end())
    for kinds, pattern in _STAGE.items():
        for match in pattern.finditer(text):
            yield WrittenClaim(claim=StageClaim(kinds=kinds), start=match.start(), end=match.end())
    for (first, last), pattern in _NAMED_TIMES.items():
        for match in pattern.finditer(text):
            claim = RangeClaim(first=first, last=last, year=year_of(match.groupdict()), crosses=first > last)
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
