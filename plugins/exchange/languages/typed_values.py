"""What an author means by a day, a time or an amount that is typed as prose has it, where that is certain."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from exchange.languages.claims import AmountClaim, DayClaim, MonthClaim, WrittenClaim, with_thousands
from exchange.languages.expressions import expression
from exchange.languages.language import Language, all_languages

_EITHER_ORDER = expression(r"(?<!\d)(?P<one>0?[1-9]|1[0-2])[/-](?P<other>0?[1-9]|1[0-2])[/-](?P<year>\d{4})")
_DAY_NUMBER = expression(r"[45]\d{4}")
_FIRST_DAY = datetime.date(1899, 12, 30)
_DAY_AND_TIME = expression(r"\d{4}-\d\d-\d\d[T ]\d\d:")
_FARTHEST_FROM_UTC = datetime.timedelta(hours=14)
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
BRACKETS = re.compile(r"[(（][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*[)）]")
_AMERICAN = expression(r"(?<!\d)(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})(?!\d)")


_ISO_DAY = expression(
    r"(?<!\d)(?P<year>\d{4})[-‐-―−](?P<month>\d{1,2})[-‐-―−](?P<day>\d{1,2})(?!\d)[Tt]?[ ]*"
)
_DIGITS_ALONE = expression(r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])")
_SECONDS = expression(r"(?<!\d)(?P<time>\d{1,2}:\d\d):\d\d(?!\d)")
_TIME_WITHOUT_COLON = expression(r"(?<=\d-\d\d )(?P<hour>[01]\d|2[0-3])\.?(?P<minute>[0-5]\d)(?![\d:.])")


def in_plain_form(text: str) -> str:
    """Return a text with its days and times in ordinary digits, hyphens and colons, as readings expect."""
    text = _DIGITS_ALONE.sub(r"\g<year>-\g<month>-\g<day> ", unicodedata.normalize("NFKC", text))
    text = _ISO_DAY.sub(lambda day: f"{day['year']}-{day['month']:0>2}-{day['day']:0>2} ", text).strip()
    return _TIME_WITHOUT_COLON.sub(r"\g<hour>:\g<minute>", _SECONDS.sub(r"\g<time>", text))


def named_day(text: str) -> datetime.date | None:
    """Return the only day that a text names; None where the month may also be the day.

    Five digits alone are a day of this century as spreadsheet programs count them.
    """
    text = in_plain_form(text)
    if _DAY_NUMBER.fullmatch(text):
        return _FIRST_DAY + datetime.timedelta(days=int(text))
    match = _EITHER_ORDER.search(text)
    if match and int(match["one"]) != int(match["other"]):
        return None
    text = _AMERICAN.sub(lambda day: f"{day['year']}-{day['month']:0>2}-{day['day']}", text)
    days = {claim.date for claim in distinct_claims(text) if isinstance(claim, DayClaim)}
    return days.pop() if len(days) == 1 else None


def days_of_either_order(text: str) -> tuple[str, ...]:
    """Return a text with both days, as ISO 8601, of a date of which either number may be the month."""
    match = _EITHER_ORDER.search(text)
    if match is None or int(match["one"]) == int(match["other"]):
        return ()
    first, second, year = int(match["one"]), int(match["other"]), match["year"]
    days = (f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}")
    return tuple(text.replace(match.group(), day) for day in days)


def relative_time(text: str) -> str:
    """Return the words of a text that count from a day which it does not name, such as “next year”."""
    counted = (language.counted_from.search(text) for language in all_languages() if language.counted_from)
    return told_from_today(text) or next((match.group() for match in counted if match), "")


def is_again_and_again(text: str) -> bool:
    """Return True if a text says how often something is done: “quarterly”, “four times a year”."""
    return any(True for language in all_languages() for _ in language.periods(text))


def told_from_today(text: str) -> str:
    """Return those that count from the day on which they are read: no event of the call, such as a panel."""
    matches = (language.relative_time.search(text) for language in all_languages() if language.relative_time)
    return next((match.group() for match in matches if match), "")


def year_alone(text: str) -> str:
    """Return the year that a text names with a word for it and nothing else; else an empty text."""
    years = "|".join(language.length_units[0] for language in all_languages() if language.length_units)
    match = re.fullmatch(rf"\s*((?:19|20)\d\d)\s*(?:{years})\s*", text)
    return match[1] if match else ""


def names_month_alone(text: str) -> bool:
    """Return True if a text names a month and no day of it: `2023-12`, `December 2023`."""
    is_iso = re.fullmatch(r"\s*(?:19|20)\d\d-(?:0?[1-9]|1[0-2])\s*", text)
    return bool(is_iso) or any(isinstance(claim, MonthClaim) for claim in distinct_claims(text))


def words_beside(text: str) -> str:
    """Return a word that is no part of what a text claims; empty where there is none."""
    claims = [claim for language in all_languages() for claim in language.claims(text)]
    word = re.search(r"[^\W\d_]{2,}", without_claims(text, claims))
    return word.group() if word else ""


def certain_day(text: str) -> datetime.date | None:
    """Return the day that a text names, if it says nothing else and any weekday beside it is the day's."""
    day, claims = named_day(text), distinct_claims(in_plain_form(text))
    weekdays = {getattr(claim, "weekday", None) for claim in claims} - {None}
    if not day or not claims or words_beside(in_plain_form(text)) or not _may_be_of_a_clock(text):
        return None
    return day if weekdays <= {day.weekday()} else None


def _may_be_of_a_clock(text: str) -> bool:
    """Return False for a day and time of ISO 8601 whose time, or distance from UTC, no clock shows."""
    if not _DAY_AND_TIME.match(text):
        return True
    try:
        offset = datetime.datetime.fromisoformat(text).utcoffset()
    except ValueError:
        return False
    return abs(offset or datetime.timedelta()) <= _FARTHEST_FROM_UTC


def in_digits(text: str) -> str:
    """Return a value with digits in place of its numbers in the words of any language, and with commas alone
    between thousands."""
    text = with_thousands(text)
    for language in all_languages():
        text = language.in_digits(text)
    return text


def words_beyond_figure(text: str) -> str:
    """Return what words around a figure say beside it: all of them, those in brackets alone, or nothing.

    So of `up to £300,000 (with VAT)` or `£300,000, with VAT` it is `with VAT`, and of `601 people` nothing.
    """
    masked = BRACKETS.sub(lambda bracket: "\0" * len(bracket.group()), text)
    first, comma, _ = masked.partition(", ")
    if comma and not re.search(r"[(（]", first) and not words_beyond_figure(text[: len(first)]):
        return text[len(first) + len(comma) :]
    outside = in_digits(BRACKETS.sub(" ", text))
    if "+" in outside or any(_has_both_limits(language, outside) for language in all_languages()):
        return text  # more than the one figure that it comes to
    figures = set(re.findall(r"\d+", outside))
    for language in all_languages():
        sums = [claim for claim in language.claims(outside) if isinstance(claim.claim, AmountClaim)]
        outside = without_claims(outside, sums)
        words = (
            *language.counted_units.values(),
            *(language.award_words, language.percent_words, language.figure_words, "[%％]"),
        )
        units = "|".join(filter(None, (*(language.length_units or ()), *words)))
        outside = re.sub(rf"(?<!\w)\d[\d.,]*[\s-]?(?:{units})(?!\w)", " ", outside, flags=re.IGNORECASE)
        for limit in (*language.limits.values(), language.between):
            outside = limit.sub(" ", outside) if limit else outside
        if language.figure_words:
            outside = re.sub(rf"(?<!\w)(?:{language.figure_words})(?!\w)", " ", outside, flags=re.IGNORECASE)
    small_words = {word for language in all_languages() for word in language.small_words}
    if {word.lower() for word in re.findall(r"[^\W\d_]+", outside)} - small_words:
        return text
    brackets = [bracket.group()[1:-1].strip() for bracket in BRACKETS.finditer(text)]
    return "; ".join(
        words for words in brackets if set(re.findall(r"\d+", words)) - figures or words_beyond_figure(words)
    )


def without_each(text: str) -> str:
    """Return a text on a sum without the words for what it is for each of, and for each year.

    It stays whole where it says more than that outside brackets.
    """
    rest = text
    patterns = (words for lang in all_languages() for words in (lang.each_words, lang.yearly_words) if words)
    for words in patterns:
        rest = re.sub(words, " ", rest, flags=re.IGNORECASE)
    return text if words_beyond_figure(rest) == rest else rest.strip()


def counted_unit(text: str) -> str:
    """Return what a text says that there are so many of, or that a sum is for each of; else nothing."""
    plain = in_digits(BRACKETS.sub(" ", text))
    for language in all_languages():
        each = language.each_words and re.search(language.each_words, plain, re.IGNORECASE)
        for unit, words in language.counted_units.items():
            pattern = words if each else rf"\d\s?(?:{words})"
            if re.search(pattern, each[0] if each else plain, re.IGNORECASE):
                return unit
    return ""


def _has_both_limits(language: Language, text: str) -> bool:
    return all(name in language.limits and language.limits[name].search(text) for name in ("min", "max"))


def amount_alone(text: str) -> AmountClaim | None:
    """Return the amount that a text is, with nothing beside it."""
    claims = {
        claim.claim
        for language in all_languages()
        for claim in language.claims(text)
        if (claim.start, claim.end) == (0, len(text)) and isinstance(claim.claim, AmountClaim)
    }
    return claims.pop() if len(claims) == 1 else None


def named_limit(text: str) -> tuple[str, str]:
    """Return the limit that words beside a number make it, and the text without them.

    It is `min`, `max` or `about`, and empty where no word says so. Of two limits, `3 or more, 12 or less`,
    the word between the numbers is a sign for “to”. Two of one number, `up to 3 or more`, stay: no limit
    is certain. Brackets are of the number before them only where they hold nothing but the limit,
    `3 (maximum)`; what else they say is of something else.
    """
    asides = BRACKETS.findall(text)
    limit, plain = _limit_of(BRACKETS.sub("\0", text))
    for aside in asides if not limit else ():
        limit_inside, words = _limit_of(aside[1:-1])
        if limit_inside and not re.search(r"\w", words):
            return limit_inside, text.replace(aside, "", 1).strip()
    for aside in asides:
        plain = plain.replace("\0", aside, 1)
    return limit, plain


def _limit_of(text: str) -> tuple[str, str]:
    for language in all_languages():
        both = [language.limits[name] for name in ("min", "max") if name in language.limits]
        if len(both) > 1 and all(words.search(text) for words in both):
            signed = text
            for words in both:
                signed = words.sub(_sign_between_numbers, signed)
            return "", (signed if signed.count("~") > text.count("~") else text).strip()
        for limit, words in language.limits.items():
            if words.search(text):
                return limit, _EMPTY_BRACKETS.sub("", words.sub("", text)).strip()
    return "", text


def _sign_between_numbers(word: re.Match[str]) -> str:
    text_before, text_after = word.string[: word.start()], word.string[word.end() :]
    return "~" if re.search(r"\d", text_before) and re.search(r"\d", text_after) else ""


def is_uncertain(text: str) -> bool:
    """Return True if words outside brackets make a number neither exact nor a limit, as `less than 3`.

    So does a limit that `named_limit` left, which is the second of one number.
    """
    plain = BRACKETS.sub(" ", text)
    patterns = (
        (language.uncertain, *(words for name, words in language.limits.items() if name != "about"))
        for language in all_languages()
    )
    return any(words.search(plain) for words_there in patterns for words in words_there if words)


def named_lengths(text: str) -> tuple[str, ...]:
    """Return the length that a text tells, or the shortest and the longest, as ISO 8601 writes them."""
    plain = BRACKETS.sub("", text)
    for language in all_languages():
        if language.length_units is None:
            continue
        years, months = language.length_units
        both = rf"(\d{{1,2}})\s*(?:{years})(?:\s+|,\s*|\s+and\s+)?(\d{{1,2}})\s*(?:{months})"
        plain = re.sub(both, lambda one: f"{int(one[1]) * 12 + int(one[2])} {_MONTH_SIGN}", plain)
        matches = re.findall(
            rf"(\d{{1,3}})(?!\d)[\s-]*(?:(?P<years>{years})|(?P<months>{months}|{_MONTH_SIGN}))?", plain
        )
        if not any(year or month for _, year, month in matches):
            continue
        is_years = next(bool(year) for _, year, month in reversed(matches) if year or month)
        numbers = [(int(number), bool(year) or (not month and is_years)) for number, year, month in matches]
        if "+" in plain:
            whole = sum(number * (12 if year else 1) for number, year in numbers)
            numbers = [(whole // 12, True) if whole % 12 == 0 else (whole, False)]
        return tuple(f"P{number}{'Y' if year else 'M'}" for number, year in numbers[:2])
    return ()


_MONTH_SIGN = "\0"
"""Stands behind a number of months that years were counted into."""

LONGEST_VALUE = 500  # characters of a value that somebody typed, with a remark beside it


def without_claims(text: str, claims: Iterable[WrittenClaim]) -> str:
    """Return a text with spaces in place of what says these claims; all else stays at its place."""
    for claim in claims:
        text = f"{text[: claim.start]}{' ' * (claim.end - claim.start)}{text[claim.end :]}"
    return text


def distinct_claims(text: str) -> list[object]:
    """Return what a text says in any language, without a reading that is a part of a longer one.

    So `10. 22.` is none where it is a part of a whole date. A text longer than any value says nothing: each
    of its claims would be compared with all others.
    """
    languages = all_languages() if len(text) <= LONGEST_VALUE else ()
    readings = [claim for language in languages for claim in language.claims(text)]
    return [
        reading.claim
        for reading in readings
        if not any(
            type(other_reading.claim) is type(reading.claim)
            and other_reading.start <= reading.start
            and reading.end <= other_reading.end
            and other_reading.end - other_reading.start > reading.end - reading.start
            for other_reading in readings
        )
    ]
