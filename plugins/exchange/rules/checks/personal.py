"""Personal data, wherever it stands in a file: numbers of identity, phones, addresses of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_REGISTRATION = re.compile(
    r"(?<![\d-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-–][1-8]\d{6}(?![\d-])"  # Korea
)
_INSURANCE = re.compile(r"(?<![A-Z\d])[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z\d])")  # UK
_INSURED = re.compile(r"\d\d ?\d\d ?\d\d ?[A-D]")  # quick to look for
_MOBILE = re.compile(
    r"(?<![\d.+/-])(?:\+82[ .-]?\(?0?\)?1[016-9][ .-]?\d{3,4}[ .-]?\d{4}|01[016-9][ .-]\d{3,4}[ .-]\d{4}"
    r"|010\d{8}|(?:\+44[ .-]?\(?0?\)?7|07)\d{3}[ .-]?\d{3}[ .-]?\d{3})(?![\d/-])"
)
_LANDLINE = re.compile(
    r"(?<![\d.+/-])(?:\+82[ .-]?\(?0?\)?(?:2|[3-6]\d)[ .-]\d{3,4}[ .-]\d{4}"
    r"|0(?:2|[3-6]\d)[.-]\d{3,4}[.-]\d{4}"
    r"|\+44[ .-]?\(?0?\)?[12]\d{1,3}[ .-]?\d{3,4}[ .-]?\d{3,4}|0[12]\d{1,3} \d{3,4} \d{3,4})(?![\d/-])"
)
_NUMBER = re.compile(r"\d[\d ().+–-]{7,}\d")
_FEWEST_DIGITS = 9
_EMAIL = re.compile(r"(?<![\w.+-])(?P<who>[\w.+-]+)@(?P<where>[\w-]+(?:\.[\w-]+)+)")
_OFFICES = re.compile(
    r"(?i)(?:info|help|helpdesk|contact|contacts|enquiries|enquiry|inquiry|support|office|admin|press|media|"
    r"privacy|dpo|accessibility|feedback|webmaster|web|editor|editors|team|noreply|no-reply|global|international|"
    r"grants?|funding|calls?|applications?|secretariat|service|services|mail|hello|news|newsletter|events?|"
    r"training|security|postmaster|trials?|research|ethics|irb|rec|git)(?:[._-]?[a-z0-9]+)?"
)
_EXAMPLE_HOSTS = re.compile(r"(?i)(?:.*\.)?(?:example|test|invalid)(?:\.[a-z]+)?$|example\.(?:com|org|net)$")


class Personal(NamedTuple):
    """Something about a person, and the rule that keeps it out."""

    rule: str
    start: int
    end: int
    shown: str  # enough to find it, not all of it: messages are public


def personal_data(text: str) -> Iterator[Personal]:
    """Yield what a text of any kind tells about persons."""
    numbers = any(sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS for match in _NUMBER.finditer(text))
    patterns = (
        ("personal-number", _REGISTRATION if numbers else None),
        ("personal-number", _INSURANCE if _INSURED.search(text) else None),
        ("personal-phone", _MOBILE if numbers else None),
        ("personal-phone", _LANDLINE if numbers else None),
    )
    for rule, pattern in patterns:
        for match in pattern.finditer(text) if pattern else ():
            yield Personal(rule, match.start(), match.end(), _hidden(match[0]))
    for match in _EMAIL.finditer(text) if "@" in text else ():
        office = _OFFICES.fullmatch(match["who"]) or _EXAMPLE_HOSTS.fullmatch(match["where"])
        if not office:
            yield Personal(
                "personal-email", match.start(), match.end(), f"{match['who'][:2]}…@{match['where']}"
            )


def _hidden(number: str) -> str:
    return number[:3] + re.sub(r"\d", "*", number[3:])
