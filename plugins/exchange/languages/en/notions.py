"""English words for notions that can be compared with another language."""

from __future__ import annotations

import re

from exchange.languages.en.statements import periods
from exchange.languages.expressions import alternatives, expression
from exchange.languages.notions import notion_finder

_UNIT = r"(?:(?:full|working|business|calendar)\s)?(?:minute|hour|day|week|month|year)s?"
_FIGURE = (
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety)"
)
_TURNS = ("first", "second", "third", "fourth", "last")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"

_OF_MONTH = rf"(?:{_MONTH}|(?:the|each|every)\smonth)\b"
_INSTITUTION = (
    r"(?:research\s)?(?:institution|institute|organi[sz]ation|applicant|centre|team|university|hospital)s?"
)

_NO_MONTH = r"(?<!\d\smay)" + "".join(
    rf"(?<!\b{word}\smay)" for word in "in by of until before early late mid from to and".split()
)


def _words(text: str) -> str:
    """Return a pattern for words; a denial may be marked, or short: `is **not**`, `isn’t`."""
    return "|".join(rf"{part}\b" for part in alternatives(text)).replace(r"\snot", r"(?:\s\**not\**|n[’']t)")


_COUNTRIES = {
    "zone_KST": _words(r"KST|Korean?\s(?:standard\s)?time"),
    "zone_GMT": _words("GMT"),
    "zone_BST": _words("BST"),
    "zone_UTC": _words("UTC"),
    "country_GB": _words(r"UK|United\sKingdom|British|Britain|England|London"),
    "country_KR": _words(r"Korean?|Seoul"),
    "country_JP": _words(r"Japan(?:ese)?"),
    "country_CN": _words(r"China|Chinese"),
    "country_US": _words(r"USA?|United\sStates|American?"),
    "country_EU": _words(r"EU|European?"),
}
countries = notion_finder(start=r"\b", patterns=_COUNTRIES)
notions = notion_finder(
    often=periods,
    start=r"\b",
    patterns={
        "day_after": _words(
            r"(?:the\s)?(?:next|following)\s(?:\w+\s)?day|the\sday\safter|a\sday\s(?:later|after)"
        ),
        "day_same": _words(r"(?:the\s)?same\s(?:\w+\s)?day"),
        "release": _words(
            r"need\snot|(?:do(?:es)?\snot|did\snot|w(?:ill|o)\snot|never|no\slonger|without|(?:avoid|eliminat|remov)\w+)"
            r"\s(?:the\s|any\s)?(?:needs?(?:\sto)?|hav(?:e|ing)\sto)|optional|voluntary|up\sto\s(?:you|them)|no\sneed(?:\sto)?|needs?\sno"
            r"|(?:(?:is|are)\snot|not|never|rarely|seldom)\s(?:\w+\s)?(?:required|needed|necessary|mandatory)"
            r"|no\s(?:\w+\s){1,3}(?:is|are)\s(?:needed|required|necessary)"
        ),
        "ban": _words(r"(?:must|shall|may)\s(?:not|never)|(?:is|are)\snot\s(?:allowed|permitted)")
        + r"|(?:prohibit|forbid)(?:s|ed|den)?\b",
        "unable": _words(r"cannot|can\snot|(?:is|are)\snot\spossible|impossible") + r"|can[’']t\b",
        "duty": _words(r"must|shall|ha(?:s|ve)\sto|(?:is|are)\srequired|mandatory|obligatory|compulsory"),
        "need": _words(r"needs?|needed|necessary"),
        "advice": _words(r"recommend(?:s|ed)?|advisable|(?:we|is|are)\sadvised?"),
        "floor": _words(
            r"at\sleast|(?:no|not)\s(?:fewer|less|earlier)\sthan|minimum|or\s(?:more|older|longer)"
        ),
        "above": _words(r"more\sthan|exceed(?:s|ing)?") + r"|(?:over|above)\s(?=£|\d|KRW)",
        "least": rf"after\s(?={_FIGURE}\s{_UNIT}\b)",
        "most": _words(
            r"at\s(?:most|the\s(?:latest|outside))|(?:no|not)\s(?:more|longer|later(?!\sthan\s\d)|older)\sthan|maximum|or\s(?:fewer|less|younger)"
            r"|(?:fewer|less)\sthan|within"
        )
        + rf"|(?:under|below|up\sto)\s(?=£|\d|KRW|(?!an?\b){_FIGURE}\b)",
        "before": _words(r"before|prior\sto|ahead\sof"),
        "after": _words(r"after|afterwards|following"),
        "until": _words(r"until|till") + rf"|(?:to|by|(?:no|not)\slater\sthan)\s(?=\d{{1,2}}\s(?:{_MONTH}))",
        "from": _words(r"since") + rf"|from\s(?=\d|the\s(?:day|date|end|start)|(?:{_MONTH})\b)",
        "exclude": _words(r"exclud(?:e[sd]?|ing)|left\sout"),
        "include": _words(r"includ(?:e[sd]?|ing)"),
        "unless": _words("unless"),
        "except": _words(r"except(?:ions?|s)?(?:\sfor)?|exempt(?:ions?|ed|s)?"),
        "only": _words(r"(?:(?<!is\s)(?<!are\s)(?<!if\s)only|solely|exclusively)(?!\safter)"),
        "or": _words("or"),
        "alternative": _words("either|any|whether|nor"),
        "one_of": _words(r"one\sof"),
        "both": _words(r"both(?<!not\sboth)"),
        "and": _words("and"),
        "none": _words(r"neither|none"),
        "some": _words(r"some|not\s(?:all|every)"),
        "all": _words("all|every"),
        "fraction_half": _words(r"half") + r"(?!\s+(?:past|an?\b|of\s+(?:19|20)\d\d))",
        "fraction_two_thirds": _words(r"two[\s-]thirds"),
        "fraction_third": _words(r"(?:a|one)[\s-]third"),
        "fraction_three_quarters": _words(r"three[\s-]quarters"),
        "fraction_quarter": _words(r"(?:a|one)[\s-]quarter"),
        "fraction_fifth": _words(r"(?:a|one)[\s-]fifth"),
        "fraction_tenth": _words(r"(?:a|one)[\s-]tenth"),
        **{f"turn_{turn}": _words(rf"{turn}(?=\s\w+day\b)") for turn in _TURNS},
        **{
            f"weekday_{day.lower()}": _words(f"{day}days?")
            for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
        },
        **{
            f"season_{season}": _words(season) + r"(?=\s+(?:of\s+)?(?:19|20)\d\d)"
            for season in ("spring", "summer", "autumn", "winter")
        },
        "third_early": _words(
            rf"(?:early|first\shalf\sof|(?:the\s)?(?:beginning|start)\sof)[\s-](?={_OF_MONTH})"
        ),
        "third_mid": _words(rf"mid(?:dle\sof)?[\s-](?={_OF_MONTH})"),
        "third_late": _words(rf"(?:late|(?:second|latter)\shalf\sof|(?:the\s)?end\sof)[\s-](?={_OF_MONTH})"),
        "quarter_first": _words(r"Q1|first\squarter"),
        "quarter_second": _words(r"Q2|second\squarter"),
        "quarter_third": _words(r"Q3|third\squarter"),
        "quarter_fourth": _words(r"Q4|fourth\squarter|last\squarter"),
        "half_first": _words(r"H1|first\shalf"),
        "half_second": _words(r"H2|second\shalf"),
        **_COUNTRIES,
        "place_home": _words("domestic"),
        "place_abroad": _words("overseas|abroad|foreign"),
        "role_lead": _words(rf"lead(?:ing)?\s{_INSTITUTION}"),
        "role_joint": _words(rf"(?:joint|partner|collaborating|participating|co-lead)\s{_INSTITUTION}"),
        "paper_original": _words(
            r"originals|original\s(?:documents?|papers?|forms?|certificates?|receipts?)"
        ),
        "paper_copy": _words(r"photocop(?:y|ies)|(?:copies|a\scopy)\sof"),
        "manner_paper": _words(r"on\spaper|written\s(?:review|evaluation)|paper\s(?:review|evaluation)"),
        "manner_person": _words(r"face[\s-]to[\s-]face|in\sperson"),
        "manner_online": _words(r"online|by\svideo"),
        "each": _words(rf"(?:each|per)\s(?:\w+\s)?(?:teams?|projects?|sides?|part(?:y|ner)|{_INSTITUTION})"),
        "total": _words(r"totals?|altogether|combined|in\sall"),
        "party_sponsor": _words(r"(?:co-)?sponsors?"),
        "party_investigator": _words(r"investigators?"),
        "party_participant": _words(r"participants?|subjects?(?!\sto)"),
        "party_monitor": _words(r"monitors?"),
        "party_funder": _words(r"funders?"),
        "party_pharmacist": _words(r"pharmac(?:ists?|y)"),
        "party_nurse": _words(r"nurses?"),
        "party_committee": _words(r"committees?"),
        "side_left": _words(r"left(?=\s(?:side|hand|arm|wrist|leg|eye|corner|column|of)|-hand)"),
        "side_right": _words(r"right(?=\s(?:side|hand|arm|wrist|leg|eye|corner|column|of)|-hand)"),
        "blinding_open": _words(r"open-label|unblinded"),
        "blinding_double": _words(r"double[\s-](?:blind(?:ed)?|mask(?:ed)?)"),
        "blinding_single": _words(r"single[\s-](?:blind(?:ed)?|mask(?:ed)?)"),
        "light_day": _words(r"(?:by|during\sthe)\sday|daytime"),
        "light_night": _words(r"(?:at|by|during\sthe)\snight|night-?time|overnight"),
        "rise": _words(r"increas(?:e[sd]?|ing)|rises?|rose|grows?|grew|high(?:er|est)?"),
        "fall": _words(r"decreas(?:e[sd]?|ing)|falls?|fell|shrinks?|low(?:er|est|ered)?|reduc(?:e[sd]?|ing)"),
        "earlier": _words(r"earlie(?:r|st)|sooner"),
        "later": _words(r"later|latest"),
        "shorter": _words(r"short(?:er|est)"),
        "longer": _words(r"(?<!no\s)long(?:er|est)(?!\sthan)"),
        "larger": _words(r"larg(?:er|est)|bigg(?:er|est)|great(?:er|est)"),
        "smaller": _words(r"small(?:er|est)"),
        "open": _words(r"(?:is|are)\s(?:still\s)?open(?!-)"),
        "closed": _words(r"(?:is|are|has|have)\s(?:now\s)?closed"),
        "answer_yes": r"(?<=\|\s)yes\b",
        "answer_no": r"(?<=\|\s)no\b(?=[\s.,]*\|)",
        "denial": _words(
            r"(?<!or\s)(?<!why\s)not(?!\s(?:forget|hesitate|only|least|just|merely|simply|matter|unlike|uncommon)\b)|never|nobody|without(?!\s+\w+ing\b)|(?:ha(?:s|ve|d)|is|are)\sno(?!\sneed|\s\w+\sthan)|(?<!/)no(?=\s[a-z])(?!\s(?:doubt|matter))"
        )
        + r"|(?<=n)[’']t\b(?!\s(?:forget|just|only|matter|it|they)\b)",
        "leave": _words(rf"can|may(?!\s\d){_NO_MONTH}|(?:is|are)\s(?:allowed|permitted)"),
    },
)
ANSWERS = {
    "duty": expression(
        r"\b(?:must|need(?:s|ed)?|requir\w+|dut(?:y|ies)|obligat\w+|mandatory|only|should)\b", re.IGNORECASE
    ),
    "denial": expression(
        r"\b(?:not|no|none|nor|neither|never|nothing|nobody|without|cannot|unless|except\w*|only|avoid\w*|instead|"
        r"rather|lack\w*|refus\w+|reject\w*|exclu\w+|exempt\w*|outside|before|until|until|other|fail\w*|fewer|waive\w*|differ\w*|miss\w*|"
        r"absen\w+|bad|badly|bypass\w*|deprecat\w*|disabl\w*|discourag\w*|false\w*|falsy|forg[eo]t\w*|ignor\w*|"
        r"omit\w*|skip\w*|sparing\w*|free|little|remov\w*|eliminat\w*|lose|hard\w*|difficult\w*|wrong\w*|alone|yet|pending|few|open[\s-](?:label|comparison\w*)|scarcely|barely|ban\w*|prohibit\w*|"
        r"forbid\w*|leaves?\s(?:out|blank|empty|alone|aside|behind)|left|empty|blank|beyond|otherwise|different|against|prevent\w*|hid(?:e|es|den)|lost|"
        r"but|even|too|whether|any(?!\stime)|over(?!lap|all|view|see|sight)\w+|(?<!can\s)(?<!may\s)keeps?|from\s\w+ing|stay\w*|less|rarely|seldom|fiction\w*|out|turn\w*\sdown|below|silen\w+|shut|closed|gaps?|light|belongs?|blind|"
        r"more\sthan|limit\w*|maxim\w+|up\sto|at\smost|stop(?:s|ped)?\s(?:while|\w+ing))\b|"
        r"n[’']t\b|\bun(?!der|it|iver|til|ion|iq|less)[a-z]{3,}|\b(?:non-|mis|il|ir)[a-z]{3,}|"
        r"\b(?:in(?:adequa|comple|accura|dependen|valid|eligib|correct|compat|consist|suffic|sensit|effect|appropr|determin|direct|visib)|"
        r"im(?:poss|prop|perf|matur|pract|pur)|dis(?:agree|contin|regard|close|card|miss|allow|qualif))[a-z]*|[a-z]less\b",
        re.IGNORECASE,
    ),
    "except": expression(
        r"\b(?:unless|except\w*|exclu\w+|exempt\w*|other|others|outside|but|not|no|only|without|if|beyond|besides|however|"
        r"addition\w*|edge|apart|aside|instead|rather|non\w*|left|leave|omit\w*|otherwise|waive\w*|alone|rest|closed|shut)\b",
        re.IGNORECASE,
    ),
    "only": expression(
        r"\b(?:only|solely|exclusively|alone|just|nothing|no|not|never|none|unless|except|until|single|sole|one|limit\w*|"
        r"restrict\w*|merely|purely|mere|least|without|even|if|first|itself|all\s(?:but|other)|but|own|keep)\b",
        re.IGNORECASE,
    ),
    "day_after": expression(
        r"\b(?:next|after|following|later|tomorrow|morning|overnight|\+1|then)\b", re.IGNORECASE
    ),
}
ANSWERS["exclude"] = ANSWERS["except"]
ANSWERS["none"] = ANSWERS["ban"] = ANSWERS["denial"]
