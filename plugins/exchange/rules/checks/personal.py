"""Personal data, wherever it stands in a file: numbers of identity, phones, addresses of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exchange.languages.language import all_languages

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
    for kind in (kind for language in all_languages() for kind in language.national_numbers):
        possible = numbers if kind.sign is None else kind.sign.search(text)
        for match in kind.pattern.finditer(text) if possible else ():
            yield Personal(kind.rule, match.start(), match.end(), _hidden(match[0]))
    for match in _EMAIL.finditer(text) if "@" in text else ():
        office = _OFFICES.fullmatch(match["who"]) or _EXAMPLE_HOSTS.fullmatch(match["where"])
        if not office:
            yield Personal(
                "personal-email", match.start(), match.end(), f"{match['who'][:2]}…@{match['where']}"
            )


def _hidden(number: str) -> str:
    return number[:3] + re.sub(r"\d", "*", number[3:])
