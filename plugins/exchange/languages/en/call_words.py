"""By which English words a sentence says what becomes of a call, its stages, and what it pays for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from exchange.languages.call_sentences import CallSentences
from exchange.languages.claims import CountClaim, LengthClaim, RateClaim, WrittenClaim
from exchange.languages.en.numbers import ONES, SPELT, number
from exchange.languages.expressions import expression

_NOW = r"(?:(?:now|already|currently|recently|regrettably|\w+ly) )*"
_DONE = rf"(?:is|are|was|were|got|gets|has|have|been|had to be|(?:has|have) been) {_NOW}"
_PAPERS = r"(?:applications?|proposals?|bids?|forms?)"
_AWARD = (
    r"(?:awards?|grants?|projects?|fellowships?|studentships?|funding|funds?|money|support|contracts?|work)"
)
_ABOUT = (
    r"(?:a further |another |up to |at (?:most|least) |about |around |exactly |approximately "
    r"|as many as |only |just |(?:a )?(?:maximum|total|period) of"
    r" |no (?:longer|more) than |between )*"
)
COUNTED = rf"(?:\d{{1,3}}|a dozen|{SPELT})"
_WINNERS = (
    r"(?:awards?|grants|projects?|fellowships?|studentships?|teams?|proposals?"
    r"|bids?|consorti(?:um|a)|partnerships?|winners?|awardees)"
)
_LENGTH = (
    rf"(?:(?P<least>{COUNTED}) (?:to|and|or) )?(?P<number>{COUNTED})(?P<half> and a half)?"
    r"[\s-](?P<unit>year|month)s?"
)


def _expression(words: str) -> re.Pattern[str]:
    """Return the expression of words with any space between them, however they are capitalised."""
    spaced = re.sub(r"(?<!\[-) (?!\?)", r"\\s+", words).replace(" ?", r"\s*")
    return expression(rf"\b(?:{spaced})", re.IGNORECASE | re.MULTILINE)


_WORDS = {
    name: _expression(words)
    for name, words in {
        "call": r"(?<!working\s)(?:calls?(?! (?:us|our))|competition|opportunity|scheme|portal"
        r"|(?:submission )?window|funding round)\b",
        "bids": r"(?:(?<!of\sthe\s)applications?|submissions?|proposals|bids|bidding|entries)\b",
        "apply": r"apply(?! the| it| an?\b)|submit (?:an? )?(?:application|proposal|bid)|bid\b|applicants",
        "still": r"still\b",
        "being-taken": r"(?:is|are) (?:now|currently|already) (?:being )?(?:accepted|taken|accepting"
        r"|taking|inviting)|(?:is|are) being (?:accepted|taken)|(?:is|are) still welcome\b",
        "open-now": r"(?:is|are) (?:(?:now|currently|already|still) )(?:open|live)\b|(?:is"
        r"|are) open (?:now|today)\b",
        "ended": rf"{_DONE}(?:closed|shut|over|ended|finished|(?:come|drawn) to an? (?:end|close))\b"
        r"(?! (?:to(?! (?:new )?applica)|on|at|by|in|for(?! good)|until|from)\b)"
        r"|(?:closed|shut|ended) (?:last|yesterday)"
        r"|(?:came|drew) to an? (?:end|close)\b|(?:is|are) no (?:longer open|more(?=[.,!;]))",
        "passed": rf"{_DONE}(?:passed|gone|over|expired)\b|(?:has|have) {_NOW}(?:passed|gone|expired)\b",
        "no-more": r"no longer(?! (?:need|have to|has to|necessary))|no (?:further|more|new|additional)"
        r"|(?:not|cannot)(?= (?:\w+ ){0,3}?any ?(?:more|longer|new|further))|(?:stopped|ceased|finished"
        r"|done|closed)\b",
        "taken": r"(?:can be |be )?(?:accept|tak|receiv|consider|invit|process)(?:e|es|ing|ed|en|s)?\b"
        r"|possible\b",
        "too-late": r"too late to (?:apply|submit|bid)",
        "cancelled": r"(?:cancell?ed|called off|discontinued|scrapped|abandoned|axed|dropped|shelved"
        r"|annulled)\b"
        r"|to (?:cancel|call off|discontinue|scrap|abandon|axe|drop|annul)\b"
        r"|not (?:to |be )?(?:go(?:ing)? ahead|tak(?:e|ing) (?:place|(?=\S+ \S+ forward))|held|proceed"
        r"|happen|run|launch)\b",
        "withdrawn": rf"{_DONE}(?:withdrawn|pulled|retracted)\b(?! by applicants)|(?:withdrew|withdrawn"
        rf"|retracted) th|to (?:withdraw|retract) th",
        "paused": rf"{_DONE}(?:paused|suspended|on hold|frozen|halted)\b|(?:paused|suspended|frozen"
        rf"|halted) th"
        r"|pause in|to (?:pause|suspend|freeze|halt)\b|stopped (?:accept|tak)ing",
        "reopened": r"(?<!,\s)(?:re-?opened|resumed)\b|to (?:re-?open|resume)\b|(?:is|are) open again",
        "deadline": r"(?:deadlines?|closing (?:dates?|days?|time)|cut-?off"
        r"|(?:window|dates?)(?= for (?:applica|propos|bid|submi))"
        r"|(?:application|submission|bidding) period)\b",
        "moved": r"(?:extended|lengthened|prolonged|postponed|(?:put|pushed|moved|set) (?:back|to\b|out)"
        r"|slipped|delayed|deferred|shifted)\b"
        r"|(?:is|falls) (?:now )?later(?! than)|to (?:extend|postpone|(?:put|push|move) back|delay"
        r"|defer|shift)\b",
        "more-time": r"(?:(?:an? )?(?:extra|additional)|another|(?:\w+ )more) (?:days?|weeks?|fortnight"
        r"|months?)\b",
        "outcome": r"(?:awards?|winners?|awardees|finalists|results?|outcomes?|decisions?"
        r"|(?:successful|funded|selected|winning) (?:applica\w+|teams?|projects?|proposals?|bids?))\b",
        "announced": r"(?:was|were|(?:has|have) (?:now |already )?been|(?:is|are) (?:now"
        r"|already)) (?:now |already )?"
        r"(?:announced|unveiled|named|revealed|chosen|selected|picked|decided|told|informed|notified"
        r"|published|released)\b"
        r"|(?:has|have) (?:now |already )?been made\b|are (?:now )?(?:out|known)\b"
        r"|we (?:have )?(?:announced|unveiled|named|revealed|chosen|chose|picked|published)\b",
        "no-deadline": r"no (?:closing date|deadline|end date)s?\b|(?:a|on a) rolling (?:call|scheme"
        r"|deadline|basis)\b|calls? never closes?\b"
        r"|call has no end\b",
        "any-time": r"(?:at )?any ?time\b(?! (?:before|until|up to))|whenever (?:you|they|it)\b"
        r"|all year|year[- ]round|on a rolling\b",
        "expression-of-interest": r"(?:expressions? of interest|EOIs?)\b",
        "letter-of-intent": r"(?:(?:letters?|notices?|notifications?|statements?) of intent(?:ion)?"
        r"|pre-?registration)\b",
        "outline": r"(?<!must\s)(?<!to\s)outlines?\b(?! (?:of|planning))|stage (?:one|1)\b",
        "concept-note": r"(?:concept notes?|pre-?proposals?|preliminary (?:applications?|proposals?))\b",
        "two-stages": r"two-stage (?:call|application|process)|two stages[:,]? (?:an? )?outline",
        "registration": r"(?:intent|intention)(?= to (?:submit|apply))|your intent\b",
        "asked": r"(?:required|needed|mandatory|compulsory|submitted|submits?|invited|lodged?|sent|send"
        r"|filed?|uploaded?|due|asked for"
        r"|comes? first|first|e-?mail|register|provide|requires?|asks? for|(?:begins?|starts?) with"
        r"|is an?(?= outline))\b",
        "applicants": r"(?:applicants?|candidates?|finalists?|teams?(?= (?:are|is|will be|must) )"
        r"|(?:shortlisted|selected|successful) \w+)\b",
        "interview": r"(?:interviewed|interviews?)\b",
        "panel-interview": r"panel interviews?(?= (?:are|is|will|take))",
        "award": rf"{_AWARD}\b",
        "lasts": r"(?:lasts?|covers?|lasting|runs?|continues?|goe?s? on|(?:is|are|be)(?= for)|(?:is|are"
        r"|be) (?:limited|restricted|available|awarded|paid|spread|funded|supported)|is|available"
        r"|takes?|its course|(?:ends?|stops?)(?= after)"
        r"|maximum|duration|length|period|term|wrap up)\b",
        "picked": r"(?:(?:will|shall|can|may|to) (?:only )?(?:be )?(?:fund|mak|made|award|support"
        r"|select|giv|offer|back|financ|choos|pick|appoint|sponsor|admit|expect|win|receiv|get)\w*"
        r"|(?:is|are|be|being)(?: going to be)? (?:made|funded|available|on offer|awarded|supported"
        r"|selected|given|expected|foreseen|planned|picked|chosen|financed|backed|appointed|handed out"
        r"|offered|granted)"
        r"|(?:anticipat|foresee|envisag|pick|mak|fund|back|support)(?:s|es|ing)|(?:room|space|cash|money"
        r"|funding|funds|places)(?: is)?(?: there)? for|there (?:will be|are)|number of \w+|maximum of"
        r"|will fund|share the fund)\b",
        "full-cost": r"(?:full (?:economic )?costs?(?:ing)?|fec)\b",
        "paid": r"(?:cover|pay|paid|fund|support|contribut|meet|met|reimburs|award|grant|financ)\w*",
        "project-costs": r"(?:eligible (?:project )?|project )costs\b",
        "any-costs": r"(?:(?:the|all|all the|your|their|its|total) costs?|^costs)\b(?! of)",
    }.items()
}
_LENGTHS = _expression(
    rf"(?<!every\s)(?<!first\s)(?<!the\slast\s)(?<!the\spast\s)(?P<of>{_ABOUT}{_LENGTH})\b"
    r"(?! (?:[\w-]+ )?(?:phase|stage|placement|visit|extension|internship|secondment|delay|review)s?\b)"
)
_AWARD_LENGTHS = tuple(
    _expression(pattern)
    for pattern in (
        rf"(?P<of>{_LENGTH}) (?:of )?{_AWARD}\b",
        rf"(?:{_AWARD}|funded) (?:of|for|over|lasting) (?P<of>{_ABOUT}{_LENGTH})\b",
        rf"(?:duration|length|period|term) ?(?:is|of|:) (?P<of>{_ABOUT}{_LENGTH})\b",
    )
)
_NOT_CHOSEN_FROM = r"(?<!of\sthe\s)(?<!out\sof\s)(?<!\d\sof\s)" + "".join(
    rf"(?<!\b{word}\sof\s)" for word in (*ONES.split("|"), "ten")
)
_COUNTS = _expression(rf"{_NOT_CHOSEN_FROM}(?P<of>{_ABOUT}(?P<number>{COUNTED}) (?:new |more )?{_WINNERS})\b")
_AWARD_COUNTS = tuple(
    _expression(pattern)
    for pattern in (
        rf"(?P<of>(?P<number>{COUNTED}) (?:winners|awardees|grant-?holders|winning \w+"
        rf"|successful (?:teams|projects|bids|proposals)))\b",
        rf"number of {_WINNERS} ?(?:is|will be|:) (?P<of>{_ABOUT}(?P<number>{COUNTED}))\b",
        rf"(?<=^)(?P<of>(?:a maximum of|at most|up to"
        rf"|no more than) (?P<number>{COUNTED}) {_WINNERS})(?=\s*(?:[.;,]|$))",
    )
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SHARES = _expression(
    rf"(?:(?P<number>\d{{1,3}}|{SPELT})\s?(?:%|per ?cent\b)"
    rf"|(?:(?P<count>an?|{SPELT})[ -])?(?P<part>{'|'.join(_PARTS)})s?\b|(?P<whole>in full)\b)"
)


def _lengths(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[WrittenClaim]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            months = 12 if match["unit"].lower() == "year" else 1
            longest = whole_number(match["number"]) * months + (months // 2 if match["half"] else 0)
            shortest = whole_number(match["least"]) * months if match["least"] else longest
            claim = LengthClaim(shortest=shortest, longest=longest)
            yield WrittenClaim(claim=claim, start=match.start("of"), end=match.end("of"))


def _counts(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[WrittenClaim]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            claim = CountClaim(number=whole_number(match["number"]))
            yield WrittenClaim(claim=claim, start=match.start("of"), end=match.end("of"))


def shares(text: str) -> Iterator[WrittenClaim]:
    """Yield every share, in figures or words."""
    for match in _SHARES.finditer(text):
        part = _PARTS.get((match["part"] or "").lower(), 1)
        percent = (
            whole_number(match["count"] or "a") * 100 // part
            if match["part"]
            else whole_number(match["number"] or "100")
        )
        yield WrittenClaim(claim=RateClaim(percent=percent), start=match.start(), end=match.end())


def whole_number(text: str) -> int:
    """Return a number in digits or words."""
    return int(number(text))


_UNTOLD = expression(
    r"\b(?:if|unless|whether|when|once|should|would|could|might|can|may(?!\s+(?:be|have)\b)|not|never"
    r"|cannot|earlier"
    r"|previous(?:ly)?|former|last\s+year|pilot|another|similar|(?:19|20)\d\d\s+(?:calls?|competition"
    r"|round|scheme)"
    r"|trial|study|studies|survey|patients?|participants?|enrolment|example|suppose|imagine|need\s+to"
    r"|have\s+to\s+print)\b|n[’']t\b",
    re.IGNORECASE,
)
DENIED = expression(
    rf"{_UNTOLD.pattern}|\b(?:no|without|optional|instead|voluntary|authors?|papers?|patients?|participants?|nurses?)\b",
    re.IGNORECASE,
)
_OF_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d{2,4})?)?"
_AROUND = r"\b(?:at|over|around|by|before|after|until)\s+"
SENTENCES = CallSentences(
    words=_WORDS,
    quantities={
        "length": partial(_lengths, (_LENGTHS,)),
        "award-length": partial(_lengths, _AWARD_LENGTHS),
        "count": partial(_counts, (_COUNTS,)),
        "award-count": partial(_counts, _AWARD_COUNTS),
        "share": shares,
    },
    reach=45,
    breaks=expression(
        r"[.;:!?](?=\s)|\b(?:that|which|who|whose|where|but|if|unless|until|except|while|and(?=\s+(?:the|a)\b))\b",
        re.IGNORECASE,
    ),
    untold=_UNTOLD,
    denied=DENIED,
    other_figures=expression(
        r"\b(?:(?:earlier|previous|former|unlike)(?!.*\bthis\b)|pilot|trial|study|studies|patients?"
        r"|participants?|example|suppose|imagine|held|hold|joins?|per\s+person"
        r"|led|partners?|not|so\s+far|to\s+date|until\s+now)\b",
        re.IGNORECASE,
    ),
    own_share=expression(
        r"\b(?:itself|themselves|yourself|own|find|contribute|remaining|the\s+rest)\b", re.IGNORECASE
    ),
    named_times={
        ((12, 15), (1, 15)): expression(rf"\bturn\s+of\s+the\s+year{_OF_YEAR}", re.IGNORECASE),
        ((12, 18), (1, 6)): expression(rf"{_AROUND}(?:Christmas|New\s+Year){_OF_YEAR}"),
        ((3, 20), (4, 27)): expression(rf"{_AROUND}Easter{_OF_YEAR}"),
    },
)
