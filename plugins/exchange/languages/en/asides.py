"""Find English sentences on the page of a call that are not about it: on a clinic, a law, an earlier call."""

from __future__ import annotations

import re

from exchange.languages.asides import AsideFinder
from exchange.languages.expressions import expression

_SENTENCE = expression(r"[^\n]+?(?:[.!?][”\"’)]?(?=\s+[A-Z“\"])|(?=\n)|$)")
_APPLYING = expression(
    r"\b(?:appl(?:y(?!\s*[.;])|ied|ying|ications?|icants?)|deadlines?|submi\w+|proposals?|bids?|due|cut-?offs?|portal|(?:hand\w*|sen[dt]|turn\w*)\s+in|(?:stop|stopped|stops)\s+\w+ing|entries|paperwork"
    r"|competition|closing\s+(?:day|date|time)|last\s+day|(?:this|the|each|our)\s+call|calls?\s+(?:closes?|opens?)"
    r"|results?|shortlist\w*|decisions?)\b",
    re.IGNORECASE,
)
_PAYING = expression(
    r"\b(?:budgets?|fund(?:s|ed|ing)?|awards?|grants?|pot|envelope|ceiling|cap(?:ped)?|up\s+to|maximum|available"
    r"|requests?|each\s+side|full\s+economic|we\s+(?:[\w’]+\s+){0,3}spend|across\s+all\s+\w+)\b",
    re.IGNORECASE,
)
_PLACES = expression(
    r"^\W*(?:\w[\w’'-]*\s+){0,4}?(?:clinics?|hospitals?|pharmac(?:y|ies)|surger(?:y|ies)|museums?|librar(?:y|ies)"
    r"|laborator(?:y|ies)|buildings?|canteens?|caf[eé]s?|restaurants?|shops?|receptions?|(?:blood\s+)?banks?|offices?|helpdesks?"
    r"|help\s?(?:desk|line)s?|switchboards?|ferr(?:y|ies)|trains?|bus(?:es)?|flights?|coach(?:es)?|wards?|(?:trial|research)\s+(?:units?|centres?)|doors|gates|servers?|backups?"
    r"|systems?|telephone\s+hours|(?:opening|visiting|office)\s+hours)\b",
    re.IGNORECASE,
)
_ASKING = expression(
    r"\b(?:call|phone|ring|(?:to|can|may)\s+reach)\s+(?:us|our|the\s+(?:office|helpdesk|help\s?line))\b",
    re.IGNORECASE,
)
_EACH_TIME = expression(
    r"\b(?:every|each|alternate)\s+(?:(?:other|second|third)\s+)?(?:\d{1,2}\s+[A-Z][a-z]+|day|night|morning|week|month|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:every|each)\s+year\b|\b(?:daily|weekly|nightly|annually|breakfast|lunch|dinner|coffee|app)\b|\bon\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days\b",
    re.IGNORECASE,
)
_ON_EACH_DATE = r"\b(?:every|each)\s+(?:year\b|\d{1,2}\s+[A-Z])|\bannually\b"
_EVENT = expression(
    r"\b(?:conferences?|congress(?:es)?|symposi(?:um|a)|seminars?|webinars?|festivals?|exhibitions?|(?:summer|winter|spring)\s+schools?"
    r"|holidays?|Chuseok|Seollal|Easter|Christmas|[A-Z]\w+\s+Day|(?:financial|fiscal|academic|tax|school)\s+years?)\b",
    re.IGNORECASE,
)
_PEOPLE_OF_A_STUDY = expression(
    r"\b(?:patients?|participants?|volunteers?|enrol(?:led|ment|s)?)\b", re.IGNORECASE
)
_PRICE = expression(
    r"\b(?:costs?|costing|fees?|fares?|flights?|tickets?|fined|parking|hotels?|insur(?:ance|ed)|licen[cs]es?|subscriptions?|rents?|premiums?|sold|exchange\s+rates?|spends?|spent|earns?|earned|salar(?:y|ies)|wages?|prices?|priced|paid\s+from|markets?|turnover|sponsor)\b",
    re.IGNORECASE,
)
_EXAMPLE = expression(r"^\W*(?:For\s+(?:example|instance)|Suppose|Imagine|E\.?g\.?)\b", re.IGNORECASE)
_CONDITION = expression(
    r"\b(?:Ph\.?D|doctora(?:te|l)\w*|degrees?|born|aged?|years?\s+old|employ(?:ed|ment)|licen[cs]\w+"
    r"|citizens?\w*|nationals?|residen\w+|incorporated|registered\s+(?:as|with)|founded|in\s+business"
    r"|(?:grants?|awards?|fellowships?|contracts?|projects?)\s+"
    r"(?:(?:that|which)\s+(?:end(?:s|ed)?|expire[sd]?|finish(?:es|ed)?)|ending|expiring|finishing)"
    r"|whose\s+(?:[\w-]+\s+){1,4}?(?:end(?:s|ed)?|expire[sd]?)"
    r"|(?:in|an?|hold)\s+(?:\w+\s+)?(?:post|contract)\s+(?=until|that|which))\b"
    r"(?:(?!\b(?:deadlines?|clos\w+|submi\w+|send|appl(?:y|ications?)|ha(?:ve|s)|starts?|begins?|opens?|reach|due|invited|panels?)\b)[^.;\n])*",
    re.IGNORECASE,
)
_OTHER_CALL = expression(
    r"\b(?:earlier|previous|former|first|pilot|past|(?:19|20)\d\d)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:calls?|rounds?|competitions?|awards?|programmes?|projects?|schemes?)\b",
    re.IGNORECASE,
)
_PAST = expression(
    r"\b(?:was|were|had|held|met|ran|took|began|went|paid|gave|sent|made|set\s+up|is\s+over|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_THIS_CALL = expression(
    r"\bth(?:is|ese)\s+(?:one|call|time|round|year)\b|\b(?:we|funders?)\s+will\b|\bnow\b", re.IGNORECASE
)
_DOCUMENT = expression(
    r"\b(?:versions?|terms|conditions|polic(?:y|ies)|handbooks?|minutes|reports?|reviews?|reviewed|dated|photos?|regulations?|directives?|declarations?|acts?"
    r"|laws?|decrees?|orders?|memorand(?:um|a)|protocols?|guidelines?|editions?)\b",
    re.IGNORECASE,
)
asides = AsideFinder(
    sentence=_SENTENCE,
    condition=_CONDITION,
    past=_PAST,
    other_call=_OTHER_CALL,
    this_call=_THIS_CALL,
    applying=_APPLYING,
    documents=_DOCUMENT,
    others=expression(
        "|".join(f"(?i:{words.pattern})" for words in (_PLACES, _EVENT, _PEOPLE_OF_A_STUDY))
        + f"|{_ON_EACH_DATE}"
    ),
    opening_hours=expression(f"{_ASKING.pattern}|{_EACH_TIME.pattern}", re.IGNORECASE),
    prices=_PRICE,
    paying=_PAYING,
    example=_EXAMPLE,
)
