"""Find dates, times, weekdays and amounts in English prose."""

from __future__ import annotations

import datetime
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
from exchange.languages.en import call_words
from exchange.languages.en.call_words import COUNTED, whole_number
from exchange.languages.en.numbers import SPELT, number
from exchange.languages.expressions import expression

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
    *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth"),
    *("thirtieth", "thirty-first"),
)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d{2})"
_DATES = tuple(
    expression(pattern)
    for pattern in (
        rf"(?:\b{_WEEKDAY},?\s+(?:the\s+)?)?\b(?<![\d.,]){_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"(?:\b{_WEEKDAY},?\s+)?\b{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
        rf"\b{_YEAR}/(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})\b",
        rf"\b(?P<day>\d{{1,2}})[/.](?P<number>\d{{1,2}})[/.]{_YEAR}\b",
        r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<short>\d{2})\b",
        rf"\b{_DAY}[-–/]{_MONTH}[-–/](?:{_YEAR}|(?P<short>\d{{2}})\b)",
        rf"\b{_MONTH}\s+(?:the\s+)?(?P<ordinal>{_ORDINAL})\b(?:,?\s+{_YEAR})?",
        rf"\bthe\s+(?P<ordinal>{_ORDINAL})\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?",
        # The first day of two: the second is found by itself.
        rf"\b(?<![\d.,]){_DAY}(?=(?:\s?[-–]\s?|\s+(?:and|or|to)\s+)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
        rf"(?:,?\s+{_YEAR})?)",
    )
)
_DEADLINE = expression(
    r"\b(?:deadlines?|clos(?:e|es|ed|ing)|due|submit|submission|opens|cut-?off|(?:last|final)\s+d(?:ay|ate))\b",
    re.IGNORECASE,
)
"""Words that make a loose date one of the call."""
_LOOSE_DATES = tuple(
    expression(pattern)
    for pattern in (
        r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})\b(?!/)",
        r"\bthe\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of\b|[A-Z]))",
    )
)
_LOOSE_MONTH = expression(rf"\b(?:in|to|by|until|before|of|during)\s+{_MONTH}(?!\s+\d)")
_THIRDS = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20),
           "late": (21, 31), "end": (21, 31)}  # fmt: skip
_THIRD = expression(
    rf"\b(?P<third>{'|'.join(_THIRDS)})(?:-|\s+of\s+|\s+){_MONTH}(?:\s+{_YEAR})?", re.IGNORECASE
)
_PARTS_OF_YEAR = {
    "h1": ((1, 1), (6, 30)), "h2": ((7, 1), (12, 31)),
    "first half": ((1, 1), (6, 30)), "second half": ((7, 1), (12, 31)),
    "q1": ((1, 1), (3, 31)), "q2": ((4, 1), (6, 30)), "q3": ((7, 1), (9, 30)), "q4": ((10, 1), (12, 31)),
    "spring": ((3, 1), (5, 31)), "summer": ((6, 1), (8, 31)), "autumn": ((9, 1), (11, 30)),
    "winter": ((12, 1), (2, 29)),
}  # fmt: skip
_PART = rf"(?:(?P<third>early|mid|late|end)[\s-]+(?:of\s+)?)?(?P<part>{'|'.join(_PARTS_OF_YEAR)})"
_PARTS_BESIDE_YEAR = (
    expression(rf"\b{_PART}\s+(?:of\s+)?{_YEAR}", re.IGNORECASE),
    expression(rf"\b{_YEAR}[\s-]?{_PART}\b", re.IGNORECASE),
)
_WEEK = expression(rf"\b{_YEAR}-?W(?P<week>[0-5]\d)\b")
_WEEK_FROM = expression(r"\b(?:week\s+(?:commencing|beginning|starting|of)|w/c)(?:\s+on)?\s+", re.IGNORECASE)
_THIRDS_OF_YEAR = {"early": (1, 4), "beginning": (1, 4), "start": (1, 4), "mid": (5, 8), "middle": (5, 8),
                   "late": (9, 12), "end": (9, 12)}  # fmt: skip
_THIRD_OF_YEAR = expression(rf"\b(?P<third>{'|'.join(_THIRDS)})(?:-|\s+of\s+|\s+){_YEAR}(?!-)", re.IGNORECASE)
_WEEKS = {"first": (1, 7), "second": (8, 14), "third": (15, 21), "fourth": (22, 28), "last": (22, 31)}
_WEEKDAY_OF_MONTH = expression(
    rf"\b(?P<week>{'|'.join(_WEEKS)})\s+(?:{'|'.join(_WEEKDAYS)}|week)\s+(?:in|of)\s+{_MONTH}(?:\s+{_YEAR})?",
    re.IGNORECASE,
)
_MONTH_WITHOUT_DAY = expression(rf"\b{_MONTH}\s+{_YEAR}")
_WEEKDAY_NAME = expression(rf"(?:\b(?=\w{{3,6}}day\b)|(?<=[\da-zA-Z] [(（])(?=\w{{3,5}}\.?[)）])){_WEEKDAY}")
"""A whole name, or a short one in brackets: `22 October 2026 (Thu)`."""
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
          "twenty-one", "twenty-two", "twenty-three")  # fmt: skip
_ANY_YEAR = 2027  # one without a leap day, for a week of which no year is told
_LATER_HALF = ("p", "afternoon", "evening")
_TIMES = (
    expression(
        r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])(?:\.m\b\.?|m\b)", re.IGNORECASE
    ),
    expression(r"\b(?P<half>[AP])\.?M\.?\s?(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?![\d:])"),
    expression(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])[:](?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"),
    expression(
        r"\b(?:at|by|until|before)\s+(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?![\d.]|\s?[ap]\.?m\b)"
    ),
    expression(
        r"(?<![\d.])(?P<hour>[01]\d|2[0-4])\.(?P<minute>[0-5]\d)(?=\s+(?:on|hrs?|hours|UTC)\b|\s+\(?(?-i:[A-Z]{2,4}T)\b)"
    ),
    expression(
        r"\b(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:\s?(?:hrs?|hours)\b|(?=\s?(?:GMT|BST|KST|CES?T|UTC)\b))"
    ),
    expression(
        rf"\b(?P<part>half\s+past|quarter\s+past|quarter\s+to)\s+(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})\b"
        r"(?:\s+in\s+the\s+(?P<half>afternoon|evening|morning))?",
        re.IGNORECASE,
    ),
    expression(
        rf"\bat\s+(?P<hour>1[0-2]|[1-9])(?=\s+on\s+(?:\w+day,?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH})"
    ),
    expression(r"\b(?P<hour>[01]?\d|2[0-4])h(?P<minute>[0-5]\d)\b"),
    expression(r"\b(?P<hour>[01]?\d|2[0-4])\s?h(?=\s(?:GMT|BST|KST|UTC|CES?T)\b)"),
    expression(r"\b(?P<word>noon|midnight|midday)\b", re.IGNORECASE),
    expression(
        rf"\b(?P<hour>{'|'.join(reversed(_HOURS))})\s+(?:hundred(?P<half>)|(?P<words>thirty))\s+(?:hours|hrs)\b",
        re.IGNORECASE,
    ),
    expression(rf"\b(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})\s+o[’']clock\b", re.IGNORECASE),
    expression(
        rf"\b(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})\s+in\s+the\s+(?P<half>afternoon|evening|morning)\b"
    ),
)
_ZONE_NAMES = (
    r"(?:(?:GMT|UTC)\s?(?P<offset>[+−-]\s?\d{1,2})|(?P<utc>UTC|Z)|(?P<korea>KST|(?:in\s+)?(?:Korea(?:n)?|Seoul)(?:\s+time)?)"
    r"|(?P<uk>GMT|BST|(?:in\s+)?(?:the\s+)?(?:UK|London|British)(?:\s+time)?)"
    r"|(?P<brussels>CES?T|(?:in\s+)?Brussels(?:\s+local)?(?:\s+time)?)|(?P<tokyo>JST|(?:Japan(?:ese)?|Tokyo)\s+time)"
    r"|(?P<new_york>E[SD]?T|(?:US\s+)?Eastern(?:\s+time)?))"
)
_ZONE = expression(rf"(?:\s+on\s+(?:\w+,?\s+)?\d{{1,2}}\s+[A-Z]\w+(?:\s+\d{{4}})?)?,?\s*\(?{_ZONE_NAMES}\b")
_PRECEDING_ZONE = expression(
    rf"\b{_ZONE_NAMES}\s*+[:,(]?+\s*+(?:(?:that|this|it|which)\s+)?(?:is\s+)?(?:at\s+|by\s+)?$", re.IGNORECASE
)
_ZONES = {"korea": "Asia/Seoul", "uk": "Europe/London", "brussels": "Europe/Brussels", "tokyo": "Asia/Tokyo",
          "new_york": "America/New_York", "utc": "Etc/UTC"}  # fmt: skip
_APPLICANTS = expression(
    r"\b(?:(?P<korea>Korean?|Korea-based)|(?P<uk>UK|British|UK-based))\s+"
    r"(?:applicants?|applications?|teams?|institutions?|partners?|researchers?|leads?|side|deadlines?|closing|universit\w+|hospitals?)\b"
)
_BREAK = expression(r"\n|[.;](?= )")
_SIDE = r"(?:Korea(?:n|-based)?|UK(?:-based)?|British|Britain)"
_SIDE_BEFORE = expression(
    rf"(?P<beside>\b(?:with|of|unlike|alongside|than)\s+(?:an?\s+|the\s+|their\s+)?)?"
    rf"(?:(?:\b(?P<place>in|for|from)\s+(?:the\s+)?)?\b(?P<side>{_SIDE})"
    r"(?(place)\b|(?:\s*+\)?\s*+:|,?\s+(?:applica\w+|teams?|institutions?|partners?|researchers?|leads?|ones?|side|funders?|forms?|deadlines?"
    r"|cut-?offs?|portal|clos\w+|opens?|universit\w+|hospitals?|compan\w+|and|the|call|applies|submits?|has|have|must|on|by|until)\b))"
    r"|\b(?P<both>both\s+(?:sides|countries)|all\s+applicants?|everybody|everyone)\b)",
    re.IGNORECASE,
)
_ADJECTIVE = expression(rf"\b(?P<side>{_SIDE})\b", re.IGNORECASE)
_ORGANISATION_IN = expression(rf"^\w+\s+(?:in|from|of)\s+(?:the\s+)?(?P<side>{_SIDE})\b", re.IGNORECASE)
_SIDE_AFTER = expression(rf"\s*+,?\s*+(?:\(\s*(?:the\s+)?|(?:for|in|on)\s+(?:the\s+)?)(?P<side>{_SIDE})\b")
_TO_APPLY = expression(
    r"\b(?:apply|applies|applications?|submit\w*|deadlines?|clos(?:e|es|ed|ing)|opens?|opened|opening|approv\w+|register\w*"
    r"|accept\w*|last\s+da(?:y|te)|due|until|by|before|no\s+later)\b",
    re.IGNORECASE,
)
_IN_PLACE = expression(r"\b[Ii]n\s+(?:(?P<korea>Korea|Seoul)|(?P<uk>the\s+UK|London|Britain))\b,?")
_MINUTES = {"half past": 30, "quarter past": 15, "quarter to": -15}
_OFFICE_HOURS = expression(
    r"\b(?:between|from)\s+\S+\s+(?:and|to)\s+\S+"
    r"|\b\d[\d:.]*\s?(?:[ap]m)?\s?(?:to|until|[-–~∼～])\s?\d[\d:.]*\s?(?:[ap]m\b)?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+(?:to|and|through)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\bon\s+weekdays",
)
# A clock with digits is read here whatever language is beside it.
_OFFICE = expression(
    r"\b(?:office|telephone|phone|helpline|weekdays|opening hours)\b|평일|문의", re.IGNORECASE
)
_IN_FORCE = expression(
    r"\b(?:took|takes|take)\s+effect|\bha(?:s|ve)\s+applied\s+since\b|\b(?:Act|Regulation|Directive|Order|Law|Decree)\s+of\b|\b(?:in|into)\s+force|\beffective\s+(?:from|on)|\bwas\s+(?:adopted|enacted)"
)
_PART_OF_COSTS = expression(
    r"\s+(?:of|in)\s+(?:private\s+|matched\s+)?investment"
    r"|\s+(?:for|towards)\s+(?:travel|accommodation|subsistence|consumables|visits|equipment|open access)"
)
_NUMBER_WORDS = rf"(?:half an?|(?:a quarter|three quarters) of a|{SPELT}|a)"
_NUMBER = r"(?P<number>\d[\d,]*+(?:\.\d+)?+)"  # nothing is given back: a run of figures is read once
_SCALE = r"(?:\s?(?P<scale>(?:k|thousand|m|mn|million|bn|billion|tn|trillion|lakh|crore)\b|[万萬億亿]))?"
_CODES = (
    r"(?:GBP|KRW|EUR|USD|JPY|CAD|AUD|NZD|SGD|CHF|SEK|NOK|DKK|CNY|HKD|TWD|INR|RMB)\b"
    r"|(?-i:ZAR|BRL|PLN|CZK|HUF|ISK|ILS|THB|VND|MYR|IDR|MXN|CLP|KES|NGN|GHS|AED|PKR|BDT|LKR|NPR|UAH|RON)\b"
)
"""Those that are a word or a short form of something else in small letters are read in capitals only."""
_DOLLARS = r"\b(?:US|C(?:AD?)?|A(?:UD?)?|NZD?|HKD?|S(?:GD)?|NT|R|MX)\$|(?<![A-Za-z])\$"
_BEFORE_FIGURE = r"(?-i:Rs\.?|Kč|Ft|RM|Rp|kr\.?)(?=\s?\d)|(?-i:R)(?=\d{1,3}[, ]\d{3})"
_BEHIND_FIGURE = r"(?:pounds|won|euros?|dollars|yen|rupees|(?-i:zł|kr|Kč))\b"
_AMOUNTS = (
    expression(
        rf"(?P<currency>[£₩€¥₹₪₺฿₫₽₦₱]|{_DOLLARS}|\b(?:{_CODES}|{_BEFORE_FIGURE}))\s?{_NUMBER}{_SCALE}",
        re.IGNORECASE,
    ),
    expression(
        rf"(?:(?<![A-Za-z])\$)?\b{_NUMBER}{_SCALE}\s?(?:(?:Korean|US|British)\s)?"
        rf"(?P<currency>[£₩€$¥₹円元]|{_BEHIND_FIGURE}|{_CODES})",
        re.IGNORECASE,
    ),
    expression(
        rf"\b(?P<number>{_NUMBER_WORDS})\s(?P<scale>thousand|million|billion|trillion)\s"
        r"(?P<currency>pounds|won|euros?|dollars|yen)\b",
        re.IGNORECASE,
    ),
)
_CURRENCIES = {"£": "GBP", "₩": "KRW", "€": "EUR", "$": "USD", "pounds": "GBP", "won": "KRW", "euro": "EUR",
               "euros": "EUR", "dollars": "USD", "¥": "JPY", "yen": "JPY", "us$": "USD", "c$": "CAD",
               "ca$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "aud$": "AUD", "nz$": "NZD",
               "nzd$": "NZD", "hk$": "HKD", "hkd$": "HKD", "s$": "SGD", "sgd$": "SGD", "nt$": "TWD",
               "r$": "BRL", "mx$": "MXN", "r": "ZAR", "rm": "MYR", "rp": "IDR", "rs": "INR", "rs.": "INR",
               "rupees": "INR", "₹": "INR", "zł": "PLN", "kr": "SEK", "kr.": "SEK", "kč": "CZK", "ft": "HUF",
               "円": "JPY", "元": "CNY", "rmb": "CNY", "₪": "ILS", "₺": "TRY", "฿": "THB", "₫": "VND",
               "₽": "RUB", "₦": "NGN", "₱": "PHP"}  # fmt: skip
_SHARED = ("$", "dollars", "¥", "kr", "kr.", "元", "rs", "rs.", "rupees")
_SCALES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000, "l": 100_000, "c": 10_000_000,
           "万": 10_000, "萬": 10_000, "億": 100_000_000, "亿": 100_000_000}  # fmt: skip
_MONEY_WORDS = expression(
    r"\b(?:budgets?|funding|funds?|funded|awards?|grants?|totals?|pays?|pot|envelope|worth|available)\b",
    re.IGNORECASE,
)
_STUDY = expression(
    r"\b(?:dos(?:e|es|ed|ing)|patients?|participants?|volunteers?|visits?|measure(?:d|ments?)|sampl(?:e|es|ed|ing)"
    r"|contact\s+us|call\s+us|workshops?|clinics?|laborator(?:y|ies)|systems?|registr(?:y|ies))\b",
    re.IGNORECASE,
)
_APPLYING = expression(
    r"\b(?:appl(?:y|ies|ications?|icants?)|regist\w+|proposals?|bids?|until|calls?)\b", re.IGNORECASE
)
_EARLIER = expression(r"\b(?:held|met|ran|took|was|were|had)\b")
_PURCHASE = expression(
    r"\b(?:equipment|items?|devices?|purchases?|consumables|travel|visits?|invoices?|fees"
    r"|turnover|revenues?|sales|assets|capital|income|investments?)\s+"
    r"(?:above|over|below|under|up\s+to|of|from|costing|exceeding)\s+"
    r"(?:(?:more|less)\s+than\s+|at\s+(?:least|most)\s+|up\s+to\s+|under\s+|over\s+)?$",
    re.IGNORECASE,
)
_APART = rf"(?P<number>{COUNTED}|an?)\s+(?P<unit>day|week|month|year)s?"
_OFFSET = expression(
    r"\b(?:clos(?:e|es|ed|ing)|opens?|opened|(?:deadline|cut-?off)s?\s+(?:is|are|falls?)|(?:is|are)\s+due)\s+"
    rf"(?:about\s+|just\s+|only\s+)?(?P<of>{_APART}\s+"
    r"(?:before|after|earlier|later|ahead|sooner))\b",
    re.IGNORECASE,
)
_OPEN_FOR = expression(
    rf"\b(?:(?:open|applications?\s+(?:is|are)\s+(?:accepted|taken))\s+for|(?:have|[’']ve|has)(?:\s+got)?"
    rf"(?=\s+[\w-]+\s+[\w-]+\s+to\s+(?:apply|write|prepare|submit|complete)))\s+(?P<of>{_APART})\b(?!\s+\w*\s?(?:awards?|projects?))",
    re.IGNORECASE,
)
_ORGANISATIONS = {
    "university": r"universit(?:y|ies)", "hospital": r"hospitals?",
    "institute": r"(?:research\s+)?institutes?",
    "small-company": r"(?:SMEs?|start-?ups?|spin-?outs?"
    r"|small(?:er)?\s+(?:and\s+medium(?:-sized)?\s+)?(?:companies|businesses|firms|enterprises))",
    "company": r"(?:compan(?:y|ies)|businesses|firms|industry|corporations|enterprises)",
    "charity": r"charit(?:y|ies)",
    "public-body": r"public\s+bod(?:y|ies)",
    "person": r"(?:individuals?|patients?(?:\s+themselves)?|members\s+of\s+the\s+public"
    r"|sole\s+(?:traders|researchers)|freelancers|researchers\s+without\s+an?\s+\w+)",
}  # fmt: skip
_BETWEEN = (
    r"(?:,?\s+(?!not\b|cannot\b|that\b|which\b|who\b|if\b|unless\b|but\b|where\b|whose\b)[\w’'-]+){0,6}?"
)
_MAY_APPLY = (
    r"(?:(?:(?:may|can|could)|(?:is|are)\s+(?:\w+\s+)?(?:able|allowed|entitled|invited|welcome|encouraged|free)\s+to)\s+"
    r"(?:also\s+|both\s+)?(?:apply(?!\s+(?:the|an?|it)\b)|lead\b(?!\s+to)|bid\b|take\s+the\s+lead|act\s+as\s+(?:the\s+)?lead"
    r"|be\s+(?:the\s+)?(?:(?:lead|main|principal)\s+)?applicants?"
    r"|(?:submit|put\s+in|make|enter|send)\s+(?:an?\s+)?(?:applications?|proposals?|bids?)|put\s+\w+\s+forward)|are\s+(?:also\s+)?eligible|qualif(?:y|ies))"
)
_APPLICANT_TYPES = {
    name: expression(
        rf"\b(?:(?:open|limited|restricted)\s+(?:only\s+)?to\s+(?:the\s+)?(?:(?:UK|British|Korean|all|any)\s+)?{words}"
        rf"|only\s+for\s+{words}|\bfor\s+{words}\s+(?:only|alone)\b"
        rf"|(?<!with\s)(?<!by\s)(?<!unlike\s)(?<!for\s)(?<!with\sa\s)(?P<of>{words}){_BETWEEN}\s+{_MAY_APPLY}"
        rf"|(?:applications?|proposals?|bids?)\s+(?:led\s+by|from)\s+(?:(?:UK|British|Korean)\s+)?{words}{_BETWEEN}\s+(?:is|are)\s+"
        r"(?:also\s+|\w+ly\s+)?(?:welcomed?|accepted|encouraged|invited|considered|eligible)"
        rf"|(?:lead\s+)?applicants?\s+must\s+(?:be\s+based\s+at|come\s+from|work\s+(?:at|for))\s+an?\s+(?:(?:UK|British|Korean)\s+)?{words}"
        rf"|(?:only|any)\s+(?:an?\s+)?{words}\s+(?:(?:may|can)\s+(?:apply|lead)|(?:is|are)\s+eligible))\b",
        re.IGNORECASE,
    )
    for name, words in _ORGANISATIONS.items()
}
_ORGANISATION_NAMES = {
    name: expression(rf"\b{words}\b", re.IGNORECASE) for name, words in _ORGANISATIONS.items()
}
_ONLY = expression(r"(?<!not )\b(?:only|solely|exclusively|limited|restricted)\b", re.IGNORECASE)
_WORDS_BEHIND = 40  # characters in which a list goes on
_WORDS = {"noon": 12, "midday": 12, "midnight": 24}


@of_figures
def claims(text: str) -> Iterator[WrittenClaim]:
    """Yield every claim in a text."""
    text = _without_harmless(text)
    yield from moments(text)
    yield from _period_claims(text)
    yield from _amounts(text)
    yield from _conditions(text)
    yield from call_words.SENTENCES.find(text, _side_before)


@of_figures
def moments(text: str) -> Iterator[WrittenClaim]:
    """Yield every day, month, weekday and time of a text, those of laws and of office hours too."""
    yield from _dates(text)
    yield from _times(text)


@of_figures
def sums(text: str) -> Iterator[WrittenClaim]:
    """Yield every amount of a text."""
    yield from _amounts(text, parts=True)


def _without_harmless(text: str) -> str:
    """Return a text with nothing in the place of office hours and of dates on which a law took effect."""
    return "".join(_without_harmless_line(line) for line in text.splitlines(keepends=True))


def _without_harmless_line(line: str) -> str:
    if _DEADLINE.search(line):
        return line
    if _STUDY.search(line) and not _APPLYING.search(line):
        line = _blank(line, [*_times(line), *(() if _MONEY_WORDS.search(line) else _amounts(line))])
    if _EARLIER.search(line) and not _APPLYING.search(line):
        line = _blank(line, list(_period_claims(line)))
    if _OFFICE.search(line):
        line = _OFFICE_HOURS.sub(lambda match: " " * len(match.group()), line)
    return _blank(line, list(_dates(line))) if _IN_FORCE.search(line) else line


def _blank(line: str, claims: list[WrittenClaim]) -> str:
    for claim in claims:
        line = line[: claim.start] + " " * (claim.end - claim.start) + line[claim.end :]
    return line


def _dates(text: str) -> Iterator[WrittenClaim]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            number, weekday = parts.get("number"), parts.get("weekday")
            claim = DayClaim(
                month=int(number) if number else _index(_MONTHS, match["month"]) + 1,
                day=int(parts.get("day") or _ORDINALS.index(parts.get("ordinal") or "") + 1),
                year=year_of(parts),
                weekday=_index(_WEEKDAYS, weekday) if weekday else None,
                applicants=_zones_of_sides(text, match),
            )
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    yield from _loose_dates(text)
    for match in _MONTH_WITHOUT_DAY.finditer(text):
        month = _index(_MONTHS, match["month"]) + 1
        yield WrittenClaim(
            claim=MonthClaim(year=int(match["year"]), month=month), start=match.start(), end=match.end()
        )
    for match in _WEEKDAY_NAME.finditer(text):
        claim_day = WeekdayClaim(weekday=_index(_WEEKDAYS, match["weekday"]))
        yield WrittenClaim(claim=claim_day, start=match.start(), end=match.end())


def _loose_dates(text: str) -> Iterator[WrittenClaim]:
    """Yield days without a month or year, in lines about a deadline: elsewhere they may be anything."""
    for line in re.finditer(r"[^\n]+", text):
        if _DEADLINE.search(line.group()):
            for pattern in _LOOSE_DATES:
                for match in pattern.finditer(text, line.start(), line.end()):
                    number = match.groupdict().get("number")
                    claim = DayClaim(month=int(number) if number else None, day=int(match["day"]))
                    yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
            for match in _LOOSE_MONTH.finditer(text, line.start(), line.end()):
                month = _index(_MONTHS, match["month"]) + 1
                range_claim = RangeClaim(first=(month, 1), last=(month, 31))
                yield WrittenClaim(claim=range_claim, start=match.start(), end=match.end())


def _period_claims(text: str) -> Iterator[WrittenClaim]:
    """Yield thirds of a month, quarters, seasons and half-years."""
    for match in _THIRD.finditer(text):
        first, last = _THIRDS[match["third"].lower()]
        month = _index(_MONTHS, match["month"]) + 1
        claim = RangeClaim(first=(month, first), last=(month, last), year=year_of(match.groupdict()))
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for match in _WEEKDAY_OF_MONTH.finditer(text):
        first, last = _WEEKS[match["week"].lower()]
        month = _index(_MONTHS, match["month"]) + 1
        claim = RangeClaim(first=(month, first), last=(month, last), year=year_of(match.groupdict()))
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    for pattern in _PARTS_BESIDE_YEAR:
        for match in pattern.finditer(text):
            yield WrittenClaim(claim=_part_of_year(text, match), start=match.start(), end=match.end())
    for match in _WEEK.finditer(text):
        monday = datetime.date.fromisocalendar(int(match["year"]), min(max(int(match["week"]), 1), 52), 1)
        sunday = monday + datetime.timedelta(days=6)
        days = [(day.month, day.day) for day in (monday, sunday)]
        claim = RangeClaim(first=days[0], last=days[1], year=monday.year)
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())
    yield from _weeks_from_a_day(text)
    for match in _THIRD_OF_YEAR.finditer(text):
        months = _THIRDS_OF_YEAR[match["third"].lower()]
        is_deadline = line_has(_DEADLINE, text, match.start())
        claim = RangeClaim(
            first=(months[0], 1),
            last=(months[1], 31),
            year=int(match["year"]),
            vague=True,
            of_the_call=is_deadline,
        )
        yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _weeks_from_a_day(text: str) -> Iterator[WrittenClaim]:
    """Yield weeks that are named by their first day."""
    days = {entry.start: entry for entry in _dates(text) if isinstance(entry.claim, DayClaim)}
    for match in _WEEK_FROM.finditer(text):
        first = days.get(match.end())
        if first is not None and isinstance(first.claim, DayClaim) and first.claim.month:
            day, year = first.claim, first.claim.year
            begins = (
                datetime.date(year or _ANY_YEAR, day.month or 1, min(day.day, 28))
                if not day.date
                else day.date
            )
            ends = begins + datetime.timedelta(days=6)
            claim = RangeClaim(first=(begins.month, begins.day), last=(ends.month, ends.day), year=year)
            yield WrittenClaim(claim=claim, start=match.start(), end=first.end)


def _part_of_year(text: str, match: re.Match[str]) -> RangeClaim:
    """Return a part of a year or a third of it; a half is vague, and one of the call beside a deadline."""
    first, last = _PARTS_OF_YEAR[match["part"].lower()]
    half = last[0] - first[0] > 3 and not match["third"]
    if match["third"] and first < last:
        number = ("early", "mid", "late").index(match["third"].lower().replace("end", "late"))
        length = (last[0] - first[0] + 1) // 3
        begins = first[0] + number * length  # nobody means just a month: ten days more, on either side
        first, last = (max(begins - 1, 1), 21), (min(begins + length, 12), 10)
    near_deadline = not half or line_has(_DEADLINE, text, match.start())
    part = match["part"].lower().replace("first half", "H1").replace("second half", "H2")
    part = part.upper() if part[-1].isdigit() else part
    third = (match["third"] or "").lower().replace("end", "late")
    return RangeClaim(
        first=first,
        last=last,
        year=int(match["year"]),
        vague=half,
        of_the_call=near_deadline,
        part=f"{third} {match['year']}-{part}" if third else "",
    )


def _times(text: str) -> Iterator[WrittenClaim]:
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            word, half = parts.get("word"), parts.get("half")
            hour = _WORDS[word.lower()] if word else _hour(match["hour"])
            if half:
                hour = hour % 12 + (12 if half.lower() in _LATER_HALF else 0)
            minute = int(parts.get("minute") or (30 if parts.get("words") else 0))
            is_ambiguous = not word and half is None and "minute" not in parts
            if part := parts.get("part"):
                hour, minute = divmod(hour * 60 + _MINUTES[" ".join(part.lower().split())], 60)
            applicants = _zone_of_applicants(text, match.start())
            claim = TimeClaim(
                hour=hour,
                minute=minute,
                either_half=is_ambiguous,
                zone=_zone(text, match) or applicants,
                applicants=applicants,
            )
            yield WrittenClaim(claim=claim, start=match.start(), end=match.end())


def _hour(text: str) -> int:
    return int(text) if text.isdigit() else _HOURS.index(text.lower()) + 1


def _zone(text: str, time: re.Match[str]) -> str:
    """Return the zone whose clock is named right after a time or before it; empty where none is."""
    match = _ZONE.match(text, time.end()) or _PRECEDING_ZONE.search(
        text, max(time.start() - 30, 0), time.start()
    )
    if match and match["offset"]:
        hours = int(match["offset"].replace("−", "-").replace(" ", ""))
        return f"Etc/GMT{-hours:+d}"  # signs of these zones are the other way round
    return _ZONES[str(match.lastgroup)] if match else _last_zone(_IN_PLACE, text, time.start())


def _zone_of_applicants(text: str, end: int) -> str:
    """Return the zone of the applicants that a time is said of, earlier in its sentence."""
    return _last_zone(_APPLICANTS, text, end)


def _zones_of_sides(text: str, date: re.Match[str]) -> tuple[str, ...]:
    """Return the zones of the sides whose deadline a sentence says a date to be."""
    begins = start_of(_BREAK, text, date.start())
    is_behind_colon = text[max(begins, date.start() - 4) : date.start()].rstrip().endswith(":")
    if not is_behind_colon and not last_matches(_TO_APPLY, text, begins, date.start()):
        return ()
    if after := _SIDE_AFTER.match(text, date.end()):
        return (_zone_of_side(after),)
    sides = last_matches(_SIDE_BEFORE, text, begins, date.start())
    sides = [side for side in sides if not side["beside"]] or sides
    if not sides:
        return ()
    is_joined = len(sides) > 1 and re.fullmatch(
        r"[^\d]*\band\s*", text[sides[-2].start() : sides[-1].start()]
    )
    if sides[-1]["both"] or is_joined:
        return _ZONES["korea"], _ZONES["uk"]
    return (_zone_of_side(sides[-1]),)


def _zone_of_side(side: re.Match[str]) -> str:
    return _ZONES["korea" if side["side"].lower().startswith("korea") else "uk"]


def _last_zone(pattern: re.Pattern[str], text: str, end: int) -> str:
    """Return the zone that a sentence names last before a place in it; empty where it names none."""
    matches = last_matches(pattern, text, start_of(_BREAK, text, end), end)
    return _ZONES[str(matches[-1].lastgroup)] if matches else ""


def _amounts(text: str, *, parts: bool = False) -> Iterator[WrittenClaim]:
    """Yield amounts; those that are a part of the costs, such as travel, only if asked for."""
    for pattern in _AMOUNTS:
        for match in pattern.finditer(text):
            if not parts and (
                _PART_OF_COSTS.match(text, match.end())
                or _PURCHASE.search(text, max(match.start() - 40, 0), match.start())
            ):
                continue
            scale = _scale(match["scale"]) if match["scale"] else 1
            figure = round(number(match["number"]) * scale)
            name = match["currency"]
            currency = _CURRENCIES.get(name.lower(), name.upper())
            yield WrittenClaim(
                claim=AmountClaim(
                    figure=figure,
                    currency=currency,
                    other_currencies=SHARED_SIGNS[currency] if name.lower() in _SHARED else (),
                    of_the_call=line_has(_MONEY_WORDS, text, match.start()),
                ),
                start=match.start(),
                end=match.end(),
            )


def _scale(word: str) -> int:
    return 10**12 if word.lower().startswith(("tn", "tr")) else _SCALES[word[0].lower()]


def _conditions(text: str) -> Iterator[WrittenClaim]:
    """Yield how far dates are apart, and who may apply."""
    for pattern, distance in ((_OFFSET, offset), (_OPEN_FOR, time_open)):
        for match in pattern.finditer(text):
            claim = distance(whole_number(match["number"]), match["unit"].lower())
            yield WrittenClaim(claim=claim, start=match.start("of"), end=match.end("of"))
    for name, pattern in _APPLICANT_TYPES.items():
        for match in pattern.finditer(text):
            sentence = text[start_of(_BREAK, text, match.start()) : match.end() + _WORDS_BEHIND]
            applicant = ApplicantClaim(
                type=name,
                applicants=_zone_of_organisation(text, match),
                alone=is_alone(name, _ORGANISATION_NAMES, _ONLY, sentence),
            )
            part = "of" if match["of"] else 0  # of several in a list each is a claim of its own
            yield WrittenClaim(claim=applicant, start=match.start(part), end=match.end(part))


def _zone_of_organisation(text: str, organisation: re.Match[str]) -> str:
    """Return the zone of the side of organisations: named before them, or right behind; else none."""
    if behind := _ORGANISATION_IN.search(organisation.group()):
        return _zone_of_side(behind)
    return _side_before(text, organisation.start())


def _side_before(text: str, position: int) -> str:
    """Return the zone of the side that a clause names last before a place in it; else an empty text."""
    before = last_matches(_ADJECTIVE, text, start_of(_BREAK, text, position), position)
    return _zone_of_side(before[-1]) if before else ""


def _index(names: tuple[str, ...], start: str) -> int:
    return next(number for number, name in enumerate(names) if name.startswith(start.lower()[:3]))
