"""Read the telephone numbers of offices as they are dialled at home or from abroad, in any country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

_SHORT = re.compile(r"[1-9][0-9]{2,3}|1[0-9]{4,5}")
_DIGITS_WITH_COUNTRY = 11
"""The fewest of a number that may begin with its country where no `+` says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """What a text is: one number, `text` as readers see it, or the `choices` of what it may mean."""

    text: str = ""
    choices: tuple[str, ...] = ()
    is_mobile: bool = False


def read_telephone(text: str, regions: Sequence[str]) -> Telephone:
    """Return the number of a text; one without its country is of the only one of `regions` that has it.

    An area of one country is a mobile of another: a number of several of them has choices. One of a service
    that nobody reaches from abroad stays as it is dialled at home.
    """
    if _SHORT.fullmatch(text):
        return Telephone(text=text)
    plain = re.sub(r"[.)]", " ", text)
    if plain.startswith("+"):
        number = _parsed(text)
        return _telephone(number) if number and phonenumbers.is_possible_number(number) else Telephone()
    valid = [number for region in regions for number in _at_home(plain, region)]
    if len(valid) == 1:
        is_service = not _is_reached_from_abroad(valid[0])
        return _telephone(valid[0], PhoneNumberFormat.NATIONAL) if is_service else _telephone(valid[0])
    with_country = _parsed(f"+{plain}") if len(re.findall(r"\d", plain)) >= _DIGITS_WITH_COUNTRY else None
    if not valid and with_country and phonenumbers.is_valid_number(with_country):
        return _telephone(with_country)
    return Telephone(choices=tuple(_telephone(number).text for number in valid))


def _at_home(text: str, region: str) -> Iterator[PhoneNumber]:
    """Yield the number that a text is in a country, if it begins as numbers do there, or with the country."""
    number = _parsed(text, region)
    digits = re.sub(r"\D", "", text.partition("x")[0])
    if number is not None and phonenumbers.is_valid_number(number):
        prefix = phonenumbers.ndd_prefix_for_region(region, True) or ""
        national = re.sub(r"\D", "", _formatted(number, PhoneNumberFormat.NATIONAL))
        if digits in (national, f"{prefix}{national}", f"{number.country_code}{number.national_number}"):
            yield number


def _is_reached_from_abroad(number: PhoneNumber) -> bool:
    """Return False for free numbers, and for those of services that no area begins."""
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.UAN:
        return _formatted(number, PhoneNumberFormat.NATIONAL).startswith("0")
    return phonenumbers.can_be_internationally_dialled(number) and kind != PhoneNumberType.TOLL_FREE


def _telephone(number: PhoneNumber, form: int = PhoneNumberFormat.INTERNATIONAL) -> Telephone:
    text = _formatted(number, form) + (f" x{number.extension}" if number.extension else "")
    is_mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return Telephone(text=text, is_mobile=is_mobile)


def _formatted(number: PhoneNumber, form: int) -> str:
    plain = PhoneNumber()
    plain.merge_from(number)
    plain.extension = None
    text: str = phonenumbers.format_number(plain, form)
    return text.replace("-", " ") if form == PhoneNumberFormat.INTERNATIONAL else text


def _parsed(text: str, region: str | None = None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
