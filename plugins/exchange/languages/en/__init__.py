"""English: its dates, its words, its spelling, and the numbers of the United Kingdom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exchange.languages.en.asides import asides
from exchange.languages.en.claims import claims
from exchange.languages.en.misspellings import british, correction, has_misspelling
from exchange.languages.en.notions import ANSWERS, countries, notions
from exchange.languages.en.numbers import in_digits, large_sum
from exchange.languages.en.porter import stem
from exchange.languages.en.statements import (
    DENIAL,
    SMALL_WORDS,
    number_words,
    periods,
    statements,
)
from exchange.languages.expressions import beginning_with, expression
from exchange.languages.language import (
    SERIAL_DAY,
    Language,
    NationalNumber,
    Slip,
    WrittenDate,
    zone_slips,
)
from exchange.languages.names import by_first_letter, first_letters

_MONTHS = ("january february march april may june july august september october november december").split()
_LONG_MONTH = f"(?:{'|'.join(month.capitalize() for month in _MONTHS)})"
_SHORT_MONTHS = tuple(month[:3].capitalize() for month in _MONTHS)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)"
_YEAR = r"(?P<year>(?:19|20)\d{2})\b(?!-\d)"
_RANGE_START = r"(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?\s*(?:–|-|to|and|until)\s*)?"
_DATES = (
    expression(
        rf"(?:\b{_WEEKDAY}\.?,?\s+(?:the\s+)?)?(?<![\d.,/-])\b{_RANGE_START}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
        rf"{_MONTH}(?:,?\s+{_YEAR})?"
    ),
    expression(rf"(?:\b{_WEEKDAY}\.?,?\s+)?\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
)
_WINTER = r"(?:Nov(?:ember)?|Dec(?:ember)?|Jan(?:uary)?|Feb(?:ruary)?)"
_RELATIVE_DAY = (
    r"(?:today|tomorrow|yesterday|(?:next|this|last|coming)\s+(?:month|week"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_RELATIVE_YEAR = r"(?:next|this|last)\s+(?:year|spring|summer|autumn|winter)"
_FORMS = (
    *("[amount", "[date", "[name", "[place", "[number", "[link", "[email", "[institution"),
    "[insert",
    "[add",
    "[your",
    "[Insert",
    "[Add",
    "[Your",
    "[placeholder",
    "«",
)
_WORD = expression(r"(?<![\w'’.@/-])(?<!\w\*)(?<!\w\*\*)[A-Za-z][a-z]+(?:[’'][a-z]+)?(?![\w@/])")
_DOUBLED_WORD = expression(r"(?<![\w-])(?P<word>[A-Za-z]{2,}+)(?: +|\n)(?P<again>(?i:(?P=word)))(?![\w-])")
_DOUBLED_RIGHTLY = frozenset({"that", "had", "is", "so"})
_NO_SPACE = expression(r"(?<=[a-z]{2})[.,;:?!](?=[A-Z][a-z]|(?<=[,;])[a-z]{2})")
_LONGEST_TOKEN = 60
_TOKEN_START = expression(r"[^\s\0]*$")
_TOKEN_END = expression(r"[^\s\0]*")
_NAME_SIGN = expression(r"[=_/\\@]|[a-z][A-Z]")
_SUM = r"\d[\d,.]*(?: ?(?:million|billion|m|bn|k))?"
_DOUBLED_UNIT = expression(
    rf"(?P<sum>£{_SUM}|(?<![A-Z])\${_SUM}|€{_SUM}|₩{_SUM}) (?:pounds|dollars|euros|won)\b"
    r"|(?P<short>[£$€₩]\d[\d,.]*(?:m|bn|k)) (?:million|billion|thousand)\b"
)
_ARTICLE = expression(
    r"(?<![\w'’.\-/*_\0(\[&])(?<!\bthe )(?:a (?!eu|ew|oui|on[ce]|and\b|are\b)(?=[aeio])"
    r"|an (?=[bcdgjkpqtvwyz]))(?P<noun>[a-z]{3,})\b"
)
"""Letters whose name begins otherwise than their sound, as in `an npm package`, are left out."""
_DIVIDED = expression(
    r"(?<![\w-])(?P<start>[a-z]{2,})-[ \n](?!(?:and|or|nor|to|but|versus|vs|as|in|than"
    r"|rather|more|less|not|no|so|if|see|which|that|this|it|they|we|you|with|for|from|the|an?)\b)(?P<end>[a-z]{2,})\b(?!-)"
)
_BEFORE_MARK = expression(r"(?<=\w) +(?=[,;:?!](?:\s|$)|\.(?:\s|$))", re.MULTILINE)
_DEADLINE = expression(
    r"\bdeadlines?\b|\bclos(?:es|ing)\b|\b(?:will|to) close\b|\bdue (?:on|by)\b|\blast day\b"
    r"|\b(?:apply|submit|submitted|applications?|proposals?|bids?|entries)\b[^.\n]{0,60}"
    r"\b(?:by|before|until|no later than)\b",
    re.IGNORECASE,
)
_HANGUL = expression(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+(?:[ ·,]*[가-힣ㄱ-ㅎㅏ-ㅣ]+)*")


def dates(text: str) -> Iterator[WrittenDate]:
    """Yield the days that a text names: `Friday 2 August 2023`, `August 2, 2023`, `2 August`."""
    if not any(month in text for month in _SHORT_MONTHS):
        return
    for pattern in _DATES:
        for match in pattern.finditer(text):
            weekday = match["weekday"]
            yield WrittenDate(
                start=match.start(),
                end=match.end(),
                year=int(match["year"]) if match["year"] else None,
                month=_begins(_MONTHS, match["month"]) + 1,
                day=int(match["day"]),
                weekday=_begins(_WEEKDAYS, weekday) if weekday else None,
                weekday_at=match.span("weekday") if weekday else None,
            )


def _begins(names: tuple[str, ...] | list[str], name: str) -> int:
    short = name[:3].lower()
    return next(number for number, name in enumerate(names) if name[:3].lower() == short)


def _weekday_like(pattern: str, weekday: int) -> str:
    name = _WEEKDAYS[weekday]
    return name if pattern.endswith("day") else name[:3]


def slips(text: str) -> Iterator[Slip]:
    """Yield words that are misspelt or stand twice, American spellings, and marks without or with a space."""
    if has_misspelling({word.lower() for word in _WORD.findall(text)}):
        for match in _WORD.finditer(text):
            yield from _word(match)
    for match in _DOUBLED_WORD.finditer(text):
        if match["word"].lower() not in _DOUBLED_RIGHTLY and not _is_name_or_title(match):
            yield Slip(rule="doubled-word", start=match.start(), end=match.end(), better=match["word"])
    for match in _DOUBLED_UNIT.finditer(text):
        yield Slip(
            rule="doubled-word", start=match.start(), end=match.end(), better=match["sum"] or match["short"]
        )
    yield from zone_slips(text)
    for match in _ARTICLE.finditer(text):
        better = f"{'a' if match[0].startswith('an') else 'an'} {match['noun']}"
        yield Slip(rule="spelling", start=match.start(), end=match.end(), better=better)
    for match in _DIVIDED.finditer(text):
        better = f"{match['start']}{match['end']}"
        yield Slip(rule="word-divided", start=match.start(), end=match.end(), better=better)
    for match in _NO_SPACE.finditer(text):
        if not _is_name_of_a_thing(text, match.start()):
            yield Slip(rule="missing-space", start=match.start(), end=match.end(), better=f"{match[0]} ")
    for match in _BEFORE_MARK.finditer(text):
        yield Slip(rule="space-before-mark", start=match.start(), end=match.end(), better="")


def _is_name_or_title(match: re.Match[str]) -> bool:
    """Return True if the second word has a capital (a name, a new sentence), or the first ends a heading."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    heading = line.startswith("#") and "\n" in match[0]
    return heading or match["again"][0].isupper()


def _is_name_of_a_thing(text: str, mark: int) -> bool:
    """Return True if a mark is inside a name such as `Libera.Chat` or a setting such as `dc=ad,dc=org`."""
    previous = _TOKEN_START.search(text, max(0, mark - _LONGEST_TOKEN), mark)
    rest = _TOKEN_END.match(text, mark)
    token = f"{previous[0] if previous else ''}{rest[0] if rest else ''}"
    is_longer = rest is not None and text[rest.end() : rest.end() + 1] == "\0"  # with what is no prose
    return bool(_NAME_SIGN.search(token)) or is_longer or (text[mark] in ".:" and token[:1].isupper())


def _word(match: re.Match[str]) -> Iterator[Slip]:
    word = match[0].replace("’", "'")
    lower = word.lower()
    capital = word[0].isupper()
    better = correction(lower)
    if better and not (capital and len(word) < 7):  # short ones in capitals are names
        rule = "spelling"
    elif not capital and (better := british(lower)):
        rule = "house-spelling"
    else:
        return
    suggestion = better.capitalize() if capital else better
    yield Slip(rule=rule, start=match.start(), end=match.end(), better=suggestion)


def approved_term(name: str) -> str:
    """Return a pattern for a term; one without capitals also begins sentences, and has a plural."""
    pattern = re.escape(name)
    return rf"{_any_capital(name)}(?:e?s)?(?![\w-])" if name == name.lower() else rf"{pattern}(?![\w-])"


def _any_capital(name: str) -> str:
    """Return a pattern for a name that may begin a sentence or a title."""
    return "".join(
        f"[{letter.lower()}{letter.upper()}]" if previous in " -" and letter.isalpha() else re.escape(letter)
        for previous, letter in zip(" " + name, name, strict=False)
    )


def avoided_term(name: str) -> str:
    """Return a pattern for a term as a whole word, in any case, with spaces or hyphens, and its plural."""
    words = r"[ \n-]+".join(_any_capital(word) for word in re.split(r"[ -]+", name))
    return rf"(?<![\w-]){words}(?:e?s)?(?![\w-])(?! (?:to|matter|line)\b)"


def loose_term(name: str) -> str | None:
    """Return a pattern for an approved term that has lost its hyphens: `non inferiority trial`."""
    if "-" not in name or not re.fullmatch(r"[a-z -]+", name):
        return None
    parts = [_any_capital(word).replace(r"\-", "[ -]?") for word in name.split(" ")]
    return rf"(?<![\w-]){' '.join(parts)}(?:e?s)?(?![\w-])"


def term_words(name: str) -> tuple[str, ...]:
    """Return patterns for the words of a term by their stems: `randomised` is a form of `randomisation`."""
    words = [word for word in re.findall(r"\w+", name) if word not in SMALL_WORDS]
    return tuple(rf"\b{_beginning(word)}" for word in words)


def _beginning(word: str) -> str:
    """Return what all forms of a word begin with: its stem, so far as the word begins with it."""
    if word.endswith("ication"):
        return word.removesuffix("ication") + "[iy]"  # applies, apply
    root = stem(word).removesuffix("i")
    while not word.startswith(root):
        root = root[:-1]
    return root


def term_uses(names: Sequence[str]) -> str:
    """Return a pattern for names as whole words, in any case but for abbreviations, and their plurals.

    Behind “who” stands a verb: “name who monitors in each country” is no use of “monitor”.
    """
    choices = [(first_letters(name), _rest(name)) for name in names]
    return rf"(?<![\w-])(?<![Ww]ho )(?P<name>{by_first_letter(choices)})(?![\w-])"


def _rest(name: str) -> str:
    """Return the pattern of a name after its first letter, and of its plural; its capitals matter."""
    rest = re.escape(name[1:])
    if name != name.lower():
        return f"{rest}s?"
    if len(name) > 1 and name.endswith("y"):
        return f"(?i:{re.escape(name[1:-1])}(?:ys?|ies))"
    return f"(?i:{rest}(?:e?s)?)"


def dictionary_forms(word: str) -> tuple[str, ...]:
    """Return what a use of a term may be a form of: itself, its singular, its lower case."""
    lower = word.lower()
    plurals = (lower.removesuffix("s"), lower.removesuffix("es"), f"{lower.removesuffix('ies')}y")
    return (word, word.removesuffix("s"), lower, *plurals)


_NATIONAL_NUMBERS = (
    NationalNumber(  # National Insurance
        rule="personal-number",
        pattern=expression(r"(?<![A-Z\d])[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z\d])"),
        sign=expression(r"\d\d ?\d\d ?\d\d ?[A-D]"),
    ),
    NationalNumber(
        rule="bank-account",
        pattern=expression(
            r"(?i:\bsort[ -]?code\b)[^\n\d]{0,12}\d{2}[- ]?\d{2}[- ]?\d{2}(?!\d)"
            r"|(?i:\b(?:bank )?account (?:number|no)\b)[^\n\d]{0,12}\d{8}(?!\d)"
            r"|(?<![A-Z\d])GB\d{2} ?[A-Z]{4}(?: ?\d{4}){3} ?\d{2}(?!\d)"
            r"|\bIBAN\b[^\n\dA-Z]{0,6}[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![A-Z\d])"
        ),
        words=("sort code", "sort-code", "sortcode", "account n", "iban", "gb"),
    ),
    NationalNumber(  # health service, passports, births, passwords
        rule="personal-number",
        pattern=expression(
            r"(?i:\b(?:date of birth|DOB))[ :]{1,3}\d{1,4}[-./ ]\w{1,9}[-./ ]\d{2,4}\b"
            r"|(?i:\bpass(?:word|code))(?::| is) ?(?=[^\s.,;]*\d)[^\s.,;<>`\"'{}$]{4,}(?![^\s.,;])|"
            r"(?i:\bNHS number)[^\n\d]{0,8}\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"
            r"|(?i:\bpassport (?:number|no)\b)[^\n\dA-Z]{0,6}[A-Z]?\d{8,9}(?!\d)"
        ),
        words=("nhs number", "passport n", "date of birth", "dob", "password", "passcode"),
    ),
    NationalNumber(  # homes
        rule="personal-phone",
        pattern=expression(
            r"(?i:\b(?:home address|lives? at|residing at)\b)[^\n]{0,80}?\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
            r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b[^\n]{0,4}\((?i:home|private)\)"
        ),
        words=("home address", "live at", "lives at", "residing at", "(home)", "(private)"),
    ),
    NationalNumber(  # mobile phones
        rule="personal-phone",
        pattern=expression(r"(?<![\d.+/-])(?:\+44[ .-]?\(?0?\)?7|07)\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\d/-])"),
    ),
)

_BOXES = {
    "note": "note seealso todo",
    "info": "info information",
    "tip": "tip hint",
    "important": "important",
    "warning": "warning",
    "caution": "caution attention",
    "danger": "danger error failure fail bug missing",
    "example": "example",
    "summary": "summary abstract tldr",
    "question": "question help faq",
    "success": "success check done",
    "quote": "quote cite",
    "answer": "answer solution",
}

LANGUAGE = Language(
    boxes={word: kind for kind, words in _BOXES.items() for word in words.split()},
    claims=claims,
    asides=asides,
    points={
        "opening": re.compile(
            r"\b(?:opens?|opened|opening(?:\s+(?:day|date)(?:\s+is)?)?|launch(?:es)?|(?:accepted|taken|invited)\s+from"
            r"|applications?\s+(?:start|begin)s?)[\s:]+(?:(?:on|in|from)\s+)?(?:the\s+)?\0",
            re.IGNORECASE,
        ),
        "closing": re.compile(
            r"\b(?:close[sd]?|closing(?:\s+(?:day|date)(?:\s+is)?)?|deadline(?:\s+is)?|(?:submit|apply|due)\s+by|until)"
            r"[\s:]+(?:(?:on|in|by)\s+)?(?:the\s+)?\0",
            re.IGNORECASE,
        ),
        "judging": expression(
            r"\b(?:panels?|interview(?:s|ed)?|results?|decisions?|outcomes?|winners?)\b"
            r"(?:(?!\b(?:clos|open|deadline|after|before|apply|submi|until|if)\w*)[^.;:?!\0])*?[\s:]+(?:on\s+)?(?:the\s+)?\0",
            re.IGNORECASE,
        ),
    },
    applied_for=expression(
        r"\bdeadlines?\b[^.;:\0]{0,40}?(?:\bis|:)\s+\0"
        r"|(?<!have\s)(?<!has\s)\b(?:appl(?:y|ying|ications?)|submi\w+|regist\w+|deadlines?|clos\w+|opens?|due|received|send|sent|lodged?)\b"
        r"(?:(?!\b(?:who|whose|that|which|from|with|of|for|end\w*|award\w*|hold\w*|held)\b)[^.;:\0]){0,40}?[\s:]*"
        r"(?:\b(?:by|on|before|until|from|is|of|in|no\s+later\s+than)\s+)?(?:on\s+)?(?:the\s+)?\0",
        re.IGNORECASE,
    ),
    taking_place=expression(
        r"\bfor\s+(?:[\w’'-]+\s+){0,4}?(?:meetings?|visits?|travel|trips?|stays?|conferences?|events?|projects?|workshops?"
        r"|placements?|courses?|activities|exchanges?|studies|awards?)\b"
        r"(?:(?!\b(?:clos|deadline|submi|appl|due\b|open|regist))[^.;\0])*\0",
        re.IGNORECASE,
    ),
    limits={
        "max": expression(
            r"^(?:on\s+or\s+before|by|until|till)\b|\b(?:up\s+to|at\s+(?:the\s+)?most|upper\s+limit|(?:a\s+)?(?:top|ceiling|cap)\s+of|capped\s+at"
            r"|not?\s+(?:more|later|longer|higher|greater|larger)\s+than|not\s+exceed(?:ing)?"
            r"|or\s+(?:less|fewer|shorter|under)|max(?:imum)?\b\.?)",
            re.IGNORECASE,
        ),
        "min": expression(
            r"^(?:between|from)\b|\b(?:at\s+(?:the\s+)?least|lower\s+limit|not?\s+(?:less|fewer|shorter)\s+than"
            r"|or\s+(?:more|later|longer|over)|onwards|min(?:imum)?\b\.?)|(?<=\d)\+(?!\s?\d)|[~∼～]\s*$",
            re.IGNORECASE,
        ),
        "about": expression(
            r"\b(?:about|around|approx(?:imately)?\b\.?|circa|roughly|almost|nearly|(?:in|of)\s+the\s+(?:region|order)\s+of"
            r"|ca?(?:\.\s?|\s)(?=[^\w\s]?\d)|or\s+so\b|or\s+thereabouts\b)",
            re.IGNORECASE,
        ),
    },
    length_units=(r"years?|yrs?", r"months?"),
    person_title=expression(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?)\.? (?:[A-Z][\w’'-]+ ?){1,3}"),
    impossible_time=expression(
        beginning_with(
            r"\dB",
            r"\b(?:1[3-9]|2\d|00?)[:.][0-5]\d ?[ap]\.?m\b|(?<=\bat )\d{1,2}:[6-9]\d\b(?!:)"
            r"|\b(?:2[5-9]|[3-9]\d):[0-5]\d(?= ?(?:GMT|BST|KST|UTC|UK|Korean?)\b)"
            r"|(?P<twelve>(?<![\d:.,])12(?:[:.]00)? ?[ap](?:m\b|\.m\.))"
            rf"|(?P<summer>\b\d{{1,2}} {_WINTER}\b(?:[^.\n;]|\.\d){{1,40}}\bBST\b"
            rf"|\bBST\b[^.\n;]{{0,20}}\b\d{{1,2}} {_WINTER}\b)",
        )
    ),
    impossible_day=expression(
        beginning_with(
            r"\ducdosUCDOS",
            r"\b(?:on|until|since|dated|(?i:dates?|deadline|closes|opens|due):) "
            rf"(?P<serial>{SERIAL_DAY})(?=[.;,)]|$| and\b| at\b)"
            rf"|\b\d{{1,2}} {_LONG_MONTH} 20\d{{3}}(?![\d,])|\b[1-9]\d{{2}} {_LONG_MONTH} 20\d{{2}}\b",
        ),
        re.MULTILINE,
    ),
    day_heads=expression(
        r"(?i)(?:(?:opening|closing|start|end|due) )?(?:date|day|deadline)|opens|closes|due|starts?|ends?"
    ),
    total="(?i:(?:grand )?totals?|sum)",
    ditto="(?i:ditto|do\\.|(?:see|(?:same )?as) above)",
    ranges=expression(
        beginning_with(
            r"Aab\d",
            r"\b[Aa]ged? (\d{1,3})(?: ?[-–] ?| to )(\d{1,3})\b(?! ?(?:months|weeks|days))"
            r"|\bbetween (\d{1,3}) and (\d{1,3}) (?:years|people|sites|patients|participants|teams"
            r"|projects)\b"
            r"|(?<![\d:])(\d{1,2}:\d{2})(?: ?[-–~] ?| to )(\5)(?![\d:])",
        )
    ),
    relative_day=expression(beginning_with(r"tynlc", rf"\b{_RELATIVE_DAY}\b"), re.IGNORECASE),
    relative_year=expression(rf"\b(?:(?:later|earlier)\s+)?{_RELATIVE_YEAR}\b", re.IGNORECASE),
    relative_time=expression(
        rf"\b(?:now|{_RELATIVE_DAY}|immediately|{_RELATIVE_YEAR}"
        r"|(?:days?|weeks?|months?)\s+from\s+(?:now|today))\b",
        re.IGNORECASE,
    ),
    counted_from=expression(
        r"\b(?:\w+\s+)?(?:days?|weeks?|months?)\s+(?:after|from|before|prior\s+to|ahead\s+of|of(?!\s+\d))\b",
        re.IGNORECASE,
    ),
    moved=expression(
        r"\b(?:extend\w*|mov\w+|postpon\w+|chang\w+|was|were|had|origin\w*|previous\w*|former\w*|instead|earlier"
        r"|correct\w*|amend\w*|rais\w+|increas\w+|reduc\w+|became|brought)\b",
        re.IGNORECASE,
    ),
    former_value=expression(
        r"\b(?:from|previous(?:ly)?|originally|formerly|instead\s+of|rather\s+than|was|were|had\s+been|earlier|old|former)"
        r"(?:\s+(?:at|of|a|the|about|limit|maximum|most|up|to|figure|sum|amount)){0,3}\s*\0"
        r"|\0\s+(?:became|was\s+(?:raised|lowered|increased|reduced|changed))\b",
        re.IGNORECASE,
    ),
    from_words=r"(?i:\b(?:between|from|(?:the\s+)?week\s+(?:of|beginning|commencing)|w/c)\b)",
    without_end=r"\bany\s?time\b|\ball\s+year|\byear[- ]round\b|\brolling\b|\bcontinuous|\bfurther\s+notice\b"
    r"|\b(?:until|while|as\s+long\s+as)\s+(?:the\s+|all\s+)?(?:money|funds?|funding|budget|places|vouchers|sums?|amount|pot|grants?)\b"
    r"|\bdeadline\s+(?:has\s+been\s+|was\s+|is\s+)?(?:now\s+)?(?:lifted|removed)\b"
    r"|\bno\s+(?:fixed\s+)?(?:closing|deadline|end)|\bfirst[- ]come\b",
    no_figure=r"\b(?:half|halves|(?:third|quarter|fifth|tenth)s?|dozens?|hundreds?|thousands|scores?)\b",
    uncertain=expression(
        r"\b(?:more|less|fewer|longer|shorter|greater|higher|lower)\s+than\b|\bplus\s*$|\bmulti-?\s?(?:annual|year)"
        r"|\b(?:over|under|above|below|beyond|exceeding)\s+(?=[^\w\s]?\d)|\b(?:to|or|and)\s+(?:several|many|multiple)\b"
        r"|\d\s?(?:times|x)\b|\d-?fold\b",
        re.IGNORECASE,
    ),
    and_or=r"and|or",
    either=r"or",
    day_and_time=r"\b(?:at the latest|by(?=\s+(?:\d|noon|midday))|on|at|local|time|h(?:ou)?rs|o['’]clock"
    r"|sharp|prompt(?:ly)?|deadline)\b",
    between=expression(r"\b(?:to|and|until|till|through)\b"),
    holidays={"Labor Day": "Labour Day", "Labor Thanksgiving Day": "Labour Thanksgiving Day"},
    statements=statements,
    number_words=number_words,
    in_digits=in_digits,
    large_sum=large_sum,
    figure_words=r"in total|in all|total|overall|altogether|people|persons?|fellowships?|places?|teams?",
    notions=notions,
    countries=countries,
    periods=periods,
    notion_answers=ANSWERS,
    denial=DENIAL,
    small_words=SMALL_WORDS,
    word_stem=stem,
    term_uses=term_uses,
    dictionary_forms=dictionary_forms,
    picture_words=expression(
        r"(?i)(?:img|image|dsc|screen ?shot|screen capture|picture|photo|figure|fig\.|table|chart|graph"
        r"|diagram|untitled)[\d\s.:_-]*(?:at [\d.:]+)?(?: ?[AP]M)?"
    ),
    national_numbers=_NATIONAL_NUMBERS,
    weekdays=_WEEKDAYS,
    weekday_like=_weekday_like,
    dates=dates,
    slips=slips,
    family_names=frozenset(
        "smith jones taylor brown williams wilson johnson davies davis patel wright walker white thompson "
        "evans hughes hall green khan clarke clark wood harris lewis thomas roberts hill scott moore doe "
        "robinson edwards jackson martin cooper ward turner morris baker bennett shah begum ali singh "
        "campbell stewart anderson murphy kelly oconnor macdonald mitchell young allen king".split()
    ),
    given_names=frozenset(
        "john jane james mary david sarah michael emma robert anna william susan richard helen thomas "
        "karen paul lisa mark laura peter rachel andrew claire stephen emily daniel sophie simon "
        "alice".split()
    ),
    vague=frozenset(
        "here|click here|click|this|this page|this link|link|the link|read more|more|learn more|see here|page"
        "|website|this website|details|more details|download|pdf|go|visit".split("|")
    ),
    placeholder_signs=(
        "TODO",
        "FIXME",
        "TB",
        "XX",
        "xx",
        "TKTK",
        "DD",
        "orem ipsum",
        "soon",
        "progress",
        "here to",
        "to add",
        "__",
        "20XX",
        *_FORMS,
    ),
    placeholders=expression(
        r"\bTODO\b(?![ \n](?:list|item|app)s?\b)|\b(?:FIXME|TBD|TBA|TBC|TKTK)\b|\b[Ll]orem ipsum\b"
        r"|(?<![\w.'\"“‘=-])(?:XXX+|xxx+)(?![\w.'\"”’-])"
        r"|(?<=\bon )DD[ /.-](?:MM|Month|MONTH)[ /.-]YY(?:YY)?\b"
        rf"|(?<=\bon )_{{2,}} {_LONG_MONTH}\b|^Click to add (?:sub)?(?:title|text)[.]?$"
        r"|\b(?:Click|Tap) (?:or tap )?here to enter\b|\b20XX\b(?!-)"
        r"|\[(?:(?:[Ii]nsert|[Aa]dd|[Yy]our)[ \t]|placeholder)[^\]\n]{0,60}\](?![(\[:])"
        r"|\[(?:amount|date|name|place|number|link|email|institution)\](?![(\[:])"
        rf"|\bXX {_LONG_MONTH}\b"
        r"|(?<=[£€$])XX?\b|\bXX(?= ?(?:%|million|months|years|weeks|awards)\b)|«[A-Za-z_ ]{1,30}»"
        r"|(?:^|[(\[|])[ \t*_]*(?:[Cc]oming soon|[Ww]ork in progress)[ \t*_.!]*(?:$|[)\]|])",
        re.MULTILINE,
    ),
    stand_ins=frozenset(
        "draft|tbc|tba|tbd|todo|to do|fixme|xxx|n/a|none yet|pending|placeholder|lorem ipsum|coming soon"
        "|to be confirmed|to be added|to be written|to be translated|translation to follow|translation needed"
        "|needs translation|not translated|untranslated|korean to follow|english to follow".split("|")
    ),
    deadline=_DEADLINE,
    other_script=_HANGUL,
    other_locale="ko",
    copy_names=("copy of ", "(?: -)? copy"),
    copy_words=r"copy|copied|backup|final|revised|updated|edited|v(?:er)?[0-9]{1,2}",
    contents_name="toc",
    percent_words=r"per\s?cent",
    each_words=(
        r"\b(?:(?:per|for\seach|each)\s(?:project|award|grant|team|person|organi[sz]ation|institution|company)"
        r"|each)\b"
    ),
    own_share=(
        r"\b(?:applicants?|compan(?:y|ies)|partners?|industry|business(?:es)?)\s+(?:(?:must|should|themselves)\s+)*"
        r"(?:pays?|contributes?|finds?|covers?|bears?|provides?|adds?)\b"
        r"|\b(?:own|applicants?[’']?|private|industry|company)\s+contribution\b"
    ),
    counted_units={
        "project": r"projects?\b",
        "person": r"(?:people|persons?|students?|researchers?|fellows)\b",
        "team": r"(?:teams?|groups?|consorti(?:um|a))\b",
        "organisation": r"(?:organi[sz]ations?|institutions?|compan(?:y|ies)|businesses|firms)\b",
    },
    yearly_words=r"(?:\bper\s|/\s?)(?:year|yr|annum)\b|\b(?:(?<!for\s)(?<!over\s)(?<!in\s)an?\syear\b|(?:each|every)\syear\b"
    r"|p\.?a\b\.?|annual(?:ly)?\b|yearly\b)",
    monthly_words=r"\b(?:per|an?|each)\smonth\b|\bmonthly\b",
    page_words=r"pp?\.?|pages?",
    extension_words=r"\bext(?:ension|n)?\b|(?<=\d|\s)x",
    counter_words=r"(?:awards?|projects?|grants?|places?|people|teams?|pairs?|fellow(?:ship)?s?|partners?)\b",
    award_words=r"(?:awards?|grants?)\b",
    equal_shares=r"matched|matching|equal|same amount",
    national_domain="uk",
    right_answer=expression(r"(?:Correct|(?:That[’']s|You are|You[’']re) (?:right|correct)|Well done)[.!,:]"),
    wrong_answer=expression(
        r"(?:Incorrect|Wrong|Not correct|(?:That[’']s|This is) (?:not right|wrong))[.!,:]"
    ),
    copied_traces=(
        r"^-{3,}[ ]*(?:Original Message|Forwarded message)[ ]*-{3,}[ ]*$"
        r"|^From: .*\n(?=(?:Sent|Date|To): )(?:(?:Sent|Date|To|Cc|CC|Subject): .*(?:\n|\Z))+"
        r"|^Page \d{1,3} of \d{1,3}$|^Dear (?:all|both|colleagues?|team|Sirs?(?: or Madam)?|Dr|Prof\w*"
        r"|M[rs]s?)\b[^\n]{0,20},$"
        r"|^(?:Hi|Hello|Hey) (?:all|everyone|team|both),$"
        r"|(?=[Ppsf])\b(?:[Pp]lease )?(?:see|find) attached\b[^\n.]*\.?"
        r"|^Skip to (?:the )?(?:main )?content$|^(?:Share|Print) this page$"
        r"|^(?=.*\b(?:[Pp]osted|[Dd]ate|[Aa]uthor)\b)(?=.*\b(?:[Vv]iews|[Hh]its)[ :]*\d).{0,90}$"
        r"|^(?:(?:Version|v) ?\d[\d.]*[ –—-]+)?[Ll]ast (?:saved|edited|modified) by .*$"
        r"|^(?:Translated|Powered) (?:with|by) (?:DeepL|Google|Papago|ChatGPT)\b.*$"
        r"|^(?:CAUTION|WARNING|EXTERNAL)[:!]? (?:This (?:e-?mail|message)|E-?mail)"
        r" (?:was sent|originated|came) .*$"
        r"|^(?:(?:Best|Kind|Warm) (?:wishes|regards)|Yours (?:sincerely|faithfully)|Sent from my \w+).{0,20}$"
        r"|^(?:Certainly|Sure|Of course|Absolutely)[!,.] "
        r"(?:[Hh]ere(?:[’']s| is| are)|[Bb]elow (?:is|are))\b.*$"
        r"|^(?:I hope this helps|Let me know if you(?:[’']d| would| need| want)|Would you like me to)\b.*$"
        r"|\[[A-Z]{2,3}: [^\]\n]{8,120}\](?![(\[:])"
        r"|(?<=[.!?] )(?:Deleted|Formatted|Commented): \w+(?=[\n.]|$)"
        r"|^\[[^\[\]\n]{1,20}\] \[\d{1,2}:\d{2} ?[AP]M\].*$"
        rf"|^-{{5,}} ?(?:{'|'.join(_WEEKDAYS)}), {_LONG_MONTH} \d{{1,2}}, \d{{4}} ?-{{5,}}$"
        r"|^(?:Created|Last edited)(?: time| by)?: \w+ \d{1,2}, \d{4} \d{1,2}:\d{2} [AP]M$"  # Notion
        r"|^(?:Our|Your) ref(?:erence)?:.*$|^(?:image|video|audio|sticker|GIF|document) omitted$"
        r"|^This message was deleted[.]?$|^On [^\n]{6,60} wrote:$"
        r"|\[citation needed\]|^Copy (?:code|to clipboard)$"
        r"|^This (?:e-?mail|message)\b[^\n]{0,40}\b(?:confidential|intended (?:only|solely))\b[^\n]*$"
        r"|\((?:external link, )?opens in (?:a )?new (?:tab|window)\)"
        r"|^\d{1,2} [Aa]ttachments?\b[^\n]*\b(?:Scanned by|Download all)\b[^\n]*$"
        r"|^(?:©|\(c\)|Copyright\b)[^\n]*\bAll rights reserved\b[^\n]*$"
        r"|As(?<=\bAs) an AI (?:language )?model\b|Comment(?<=\bComment)(?:ed)? \[[A-Za-z]{1,3}\d{1,3}\]:?"
        r"|^[^\w\n]{0,20}(?:(?:STRICTLY )?CONFIDENTIAL|OFFICIAL ?[-–:]+ ?SENSITIVE|DRAFT|INTERNAL USE ONLY"
        r"|NOT FOR (?:CIRCULATION|PUBLICATION))[^\w\n]{0,20}$"
    ),
    call_names="[Cc]alls?|CALL",
    other_concept="synonym",
    approved_term=approved_term,
    avoided_term=avoided_term,
    loose_term=loose_term,
    term_words=term_words,
    shortens_to_any_word=True,
    unit=expression(r"[\w'’-]+"),
    sentence_end=expression(r"(?<!\b[A-Z])[.?!:;][\")\]”’*_]*(?=\s|\0|$)"),
    longest_sentence=55,
    longest_page=3500,
)
