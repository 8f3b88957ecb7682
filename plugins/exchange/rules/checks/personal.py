"""Personal data, wherever it stands in a file: numbers of identity, phones, addresses of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from exchange.languages.language import all_languages
from exchange.rules.rule import Example, Rule, Words
from exchange.text.problems import Place, Problem, Severity

PERSONAL_NUMBER = Rule(
    name="personal-number",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' looks like a number that identifies a person, or a password.",
            way_out="Remove it, and tell the site's editors if it was real: the history keeps it.",
        ),
        "ko": Words(
            fault="사람을 식별하는 번호나 비밀번호로 보이는 내용이 있습니다: '{text}'.",
            way_out="지워 주십시오. 실제 번호라면 변경 이력에 남으므로 편집 담당자에게 알려 주십시오.",
        ),
    },
    example=Example(wrong="번호는 900101-1234567입니다.", right="번호는 적지 않습니다.", locale="ko"),
)
BANK_ACCOUNT = Rule(
    name="bank-account",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' looks like the number of a bank account.",
            way_out="Remove it, and say which office tells it to those who pay; tell the editors if it "
            "was real: the history keeps it.",
        ),
        "ko": Words(
            fault="은행 계좌번호로 보이는 내용이 있습니다: '{text}'.",
            way_out="지우고 납부할 사람에게 계좌를 알려 주는 부서를 적어 주십시오. 실제 번호라면 변경 이력에 "
            "남으므로 편집 담당자에게 알려 주십시오.",
        ),
    },
    example=Example(wrong="Pay to IBAN GB29 NWBK 6016 1331 9268 19.", right="Ask the finance office."),
)
PERSONAL_PHONE = Rule(
    name="personal-phone",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' looks like a person's phone number or home address.",
            way_out="Link to the page of the office instead; what leads to a person is not published.",
        ),
        "ko": Words(
            fault="개인의 전화번호나 집 주소로 보이는 내용이 있습니다: '{text}'.",
            way_out="기관의 안내 페이지로 링크해 주십시오. 개인의 번호나 주소는 싣지 않습니다.",
        ),
    },
    example=Example(wrong="Call 07700 900123.", right="See the [guide](estimands.md)."),
)
PERSONAL_EMAIL = Rule(
    name="personal-email",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="'{text}' looks like the address of a person.",
            way_out="Give the address of an office, such as info@..., or link to a contact page.",
        ),
        "ko": Words(
            fault="'{text}'은(는) 개인의 전자우편 주소로 보입니다.",
            way_out="info@...처럼 부서의 주소를 적거나 문의 페이지로 링크해 주십시오.",
        ),
    },
    example=Example(wrong="Write to jane.doe@hospital.org.uk.", right="Write to info@hospital.org.uk."),
)
RULES = (
    PERSONAL_NUMBER,
    BANK_ACCOUNT,
    PERSONAL_PHONE,
    PERSONAL_EMAIL,
)

_RULES = {rule.name: rule for rule in RULES}
_NUMBER = re.compile(r"\d[\d ().+–-]{7,}\d")
_FEWEST_DIGITS = 9
_EMAIL = re.compile(r"(?<![\w.+-])(?P<who>[\w.+-]+)@(?P<where>(?:[\w-]+\.)+[^\W\d_]{2,})")
_LOGIN = re.compile(r"(?:^|[`$>\n])[ \t]*(?:ssh|ssh-copy-id|scp|sftp|rsync|mosh)[ ][^`\n]{0,200}\Z")
"""What is before the name of an account on another computer, in a command."""
_NAME_IN_ADDRESS = re.compile(r"://[^\s<>\"']{0,200}[A-Za-z]\Z")
"""What is before digits that go on the name of a file on the web, such as the digest of a picture."""
_LOOKED_BACK = 220  # characters
_NAME_PARTS = re.compile(r"[\d._+-]+")
_BODY = re.compile(
    r"[(（](?P<name>[A-Z]{3,8})[)）]"
    r"|\b(?P<called>[A-Z][a-z]+)[ ](?:Institute|Centre|Center|Foundation|Trust|Library|Project|Network)\b"
    r"|\b(?P<short>[B-DF-HJ-NP-TV-XZ]{3,6})\b"
)
"""A body by its short name, in brackets or without a vowel, or by the name that it was given."""
_OFFICES = frozenset(
    "info help helpdesk helpline contact contacts enquiries enquiry inquiry inquiries queries query support "
    "office admin administration press media privacy protection data dpo accessibility feedback webmaster "
    "web editor editors editorial team teams noreply reply global international grant grants funding call "
    "calls application applications approvals approval secretariat service services mail email hello news "
    "newsletter event events training education security postmaster trial trials research ethics irb rec "
    "git sponsor sponsors sponsorship governance registry registration registrations library complaints "
    "subscriptions licensing specification specifications documentation docs legal finance accounts hr jobs "
    "information classification classifications statistics standards digital department unit programme "
    "policy publications publication outreach customer customers campaign campaigns "
    "prize prizes award awards challenge fellowship fellowships competition scheme tender "
    "daily agreements recruitment studies study clinical crn ctu rnd user users username name "
    "example".split()
)
_ENDINGS_OF_OFFICES = ("prize", "awards", "grants", "fellowships", "funding", "support", "enquiries")
"""How a mailbox ends that is named after one thing, such as `longitudeprize`."""
_NOBODY = re.compile(r"(?:new|your|my|some|sample|dummy|test)+_?(?:account|user|mail|name|address)?s?")
_PRIVATE_HOSTS = re.compile(
    r"(?i)(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|aol|proton(?:mail)?|naver|daum|hanmail"
    r"|kakao|nate)\.(?:com|net|org|me|co\.[a-z]{2})"
)
_NOBODYS_HOSTS = re.compile(
    r"(?i)(?:.*\.)?(?:example|test|invalid|local|localdomain|localhost|lan|internal|ext)(?:\.[a-z]+)?"
    r"|(?:\d+\.){3}\d+|\d+x\.[a-z]+|(?:.*\.)?(?:your|my|our)[\w-]*\.\w+"
)
_INITIALS_AND_NAME = re.compile(r"[a-z]{1,2}(?P<name>[a-z]{3,})")


class _PersonalData(NamedTuple):
    """Something about a person, and the rule that keeps it out."""

    rule: Rule
    start: int
    end: int
    excerpt: str  # enough to find it, not all of it: messages are public


def check_text(text: str, path: str) -> Iterator[Problem]:
    """Yield what a file of any kind says about persons."""
    for item in _personal_data(text):
        place = Place.at(item.start, text, path=path)
        end = replace(place, column=place.column + item.end - item.start)
        yield item.rule.problem(place, end, {"text": item.excerpt})


def _personal_data(text: str) -> Iterator[_PersonalData]:
    lower_text = text.lower()
    numbers = any(sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS for match in _NUMBER.finditer(text))
    for kind in (kind for language in all_languages() for kind in language.national_numbers):
        if kind.sign is not None:
            possible = kind.sign.search(text) is not None
        else:
            possible = any(word in lower_text for word in kind.words) if kind.words else numbers
        for match in kind.pattern.finditer(text) if possible else ():
            if _NAME_IN_ADDRESS.search(text[max(0, match.start() - _LOOKED_BACK) : match.start()]):
                continue
            yield _PersonalData(_RULES[kind.rule], match.start(), match.end(), _hide(match[0]))
    names = (
        (match["name"] or match["called"] or match["short"] for match in _BODY.finditer(text))
        if "@" in text
        else ()
    )
    bodies = {name.lower() for name in names}
    for match in _EMAIL.finditer(text) if "@" in text else ():
        is_login = _LOGIN.search(text[max(0, match.start() - _LOOKED_BACK) : match.start()])
        is_a_bodys = not bodies.isdisjoint(_NAME_PARTS.split(match["who"].lower()))
        if not is_login and not is_a_bodys and _is_a_persons(match["who"].lower(), match["where"].lower()):
            yield _PersonalData(
                PERSONAL_EMAIL, match.start(), match.end(), f"{match['who'][:2]}…@{match['where']}"
            )


def _hide(number: str) -> str:
    return number[:3] + re.sub(r"[^\W_]*\d[^\W_]*", lambda part: "*" * len(part[0]), number[3:])


def _is_a_persons(mailbox: str, host: str) -> bool:
    """Return True if an address is made of a person's names, or is private and not that of an office."""
    parts = [re.sub(r"\d+$", "", part) for part in re.split(r"[._+-]", mailbox)]
    is_office = any(part in _OFFICES or part.endswith(_ENDINGS_OF_OFFICES) for part in parts)
    if _NOBODYS_HOSTS.fullmatch(host) or is_office:
        return False
    if _NOBODY.fullmatch(parts[0]):
        return False
    if _PRIVATE_HOSTS.fullmatch(host) or not _names().isdisjoint(parts):
        return True
    if len(parts) == 1:
        name = _INITIALS_AND_NAME.fullmatch(parts[0])
        return bool(name and name["name"] in _names())
    return "-" not in mailbox and len(parts) < _MOST_NAMES and all(part.isalpha() for part in parts)


_MOST_NAMES = 4


@cache
def _names() -> frozenset[str]:
    return frozenset().union(*(language.family_names | language.given_names for language in all_languages()))
