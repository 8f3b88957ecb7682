"""What is asked of a language; the folder of its code answers for it, plain defaults for one without."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from unicodedata import normalize

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.core import get_global

from exchange.extensions import extensions
from exchange.languages.claims import Aside, WrittenClaim
from exchange.languages.names import whole_words
from exchange.languages.notions import Notion
from exchange.languages.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A day named in prose, from `start` to before `end`; weekday 0 is Monday."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    weekday_at: tuple[int, int] | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day in the calendar; None where the year is not told or there is no such day."""
        try:
            return None if self.year is None else datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A passage that should be written otherwise, and the rule that says so."""

    rule: str
    start: int
    end: int
    better: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalNumber:
    """A kind of number that identifies or reaches a person, in the country of a language."""

    rule: str
    pattern: re.Pattern[str]
    words: tuple[str, ...] = ()
    """What a text with one contains, in lower case: looking for these first is quick."""

    sign: re.Pattern[str] | None = None
    """What a text with one contains in place of words; without either it is nine digits or more."""


_SHORTEST_SENTENCE = 4  # different words: of fewer, two may be small ones by chance
_ZONE_SLIPS = {"KTS": "KST", "GTM": "GMT", "UCT": "UTC"}
_ZONE_SLIP = re.compile(rf"(?<=\d[ (])(?:{'|'.join(_ZONE_SLIPS)})(?![A-Za-z])")

SERIAL_DAY = r"4(?:4[5-9]|[5-7]\d|8[0-5])\d\d"
"""A pattern of the numbers by which spreadsheets count the days from 2021 to 2033."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The habits of one language. Functions take prose in which what is not prose is masked."""

    weekdays: tuple[str, ...] = ()
    weekday_like: Callable[[str, int], str] = lambda text, _weekday: text
    """From a weekday as it was written to another one, written likewise."""

    dates: Callable[[str], Iterator[WrittenDate]] = lambda _text: iter(())
    slips: Callable[[str], Iterator[Slip]] = lambda _text: iter(())
    vague: frozenset[str] = frozenset()
    """Texts of links that say nothing about where they lead, in lower case, without marks."""

    deadline: re.Pattern[str] | None = None
    """Words that make a day beside them the deadline of something that is still open."""

    placeholders: re.Pattern[str] | None = None
    placeholder_signs: tuple[str, ...] = ()
    """Texts of which each placeholder contains one: looking for them first is quick."""

    stand_ins: frozenset[str] = frozenset()
    """What is written in place of a whole text until there is one, in lower case, without marks."""

    other_script: re.Pattern[str] | None = None
    """Passages in a script that this language does not use, which must be marked as another language."""

    other_locale: str = ""
    family_names: frozenset[str] = frozenset()
    """The most frequent family names in Latin letters, in lower case: an address with one is a person's."""

    given_names: frozenset[str] = frozenset()
    """The most frequent given names, likewise."""

    claims: Callable[[str], Iterator[WrittenClaim]] = lambda _text: iter(())
    """Days, times and amounts that a text names."""

    asides: Callable[[str], Iterator[Aside]] = lambda _text: iter(())
    """Sentences that are about something else than the call whose page they are on."""

    points: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """What says that a date, `\\0` in it, is that of an `opening`, a `closing` or a `judging`."""

    applied_for: re.Pattern[str] | None = None
    """What says, in a text on who may apply, that a date, `\\0` in it, is one of applying."""

    taking_place: re.Pattern[str] | None = None
    """What says, in the name of a stage, that a date, `\\0` in it, is that of what the stage pays for."""

    limits: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Words beside a number that make it the least (`min`), the most (`max`) or not exact (`about`)."""

    length_units: tuple[str, str] | None = None
    """Patterns of the words for years and for months."""

    person_title: re.Pattern[str] | None = None
    """The name of a person with a title or a position."""

    impossible_time: re.Pattern[str] | None = None
    """Times that no clock shows; group `twelve`: may be noon or midnight; `summer`: of no winter's day."""

    impossible_day: re.Pattern[str] | None = None
    """What is in the place of a date and is none; group `serial`: the number of a day in spreadsheets."""

    day_heads: re.Pattern[str] | None = None
    """Heads of columns with days."""

    total: str = ""
    """A pattern of what the first cell of a row says that adds up those above it."""

    ditto: str = ""
    """A pattern of what is in a cell of a table in place of what the cell above it says."""

    ranges: re.Pattern[str] | None = None
    """Ages, hours and numbers from a first group to a second one."""

    relative_day: re.Pattern[str] | None = None
    """Words for a day, a week or a month that count from the day on which they are read."""

    relative_year: re.Pattern[str] | None = None
    """Words for a year or a season that is another one for each reader: “next year”."""

    relative_time: re.Pattern[str] | None = None
    """Words for a time that count from the day on which they are read: “next spring”."""

    counted_from: re.Pattern[str] | None = None
    """Words for a time that count from an event which they may name: “six weeks after”."""

    moved: re.Pattern[str] | None = None
    """Words that make a date beside them one that no longer holds."""

    former_value: re.Pattern[str] | None = None
    r"""Words that make a value, in place of which there is `\0`, what something was before it changed."""

    between: re.Pattern[str] | None = None
    """Words between the first and the last of two dates."""

    day_and_time: str = ""
    """Words between a day and a time of it, and beside the name of its clock, that say nothing more."""

    from_words: str = "(?!)"
    """Words before the first of two dates, and before a week."""

    without_end: str = "(?!)"
    """Words for applications that no closing day was set for: at any time, until the money is spent."""

    no_figure: str = ""
    """Words beside which no whole number or length is certain: a half, a third, dozens."""

    uncertain: re.Pattern[str] | None = None
    """Words beside a number by which it is not that number, nor a limit: `less than`, `or several`."""

    and_or: str = ""
    """Words between two values of which both hold, or either."""

    either: str = ""
    """Those of them of which one only holds."""

    holidays: Mapping[str, str] = field(default_factory=dict)
    """Names of public holidays, by the English names of the library `holidays`."""

    holiday_in_lieu: str = "{holiday} (substitute day)"

    statements: Callable[[str], Iterator[Statement]] = lambda _text: iter(())
    """Quantities that a text states, to be compared with those of another language."""

    number_words: Callable[[str], Iterator[Decimal]] = lambda _text: iter(())
    """Numbers that words of a text may stand for, which may answer a number of another language."""

    in_digits: Callable[[str], str] = lambda text: text
    """From a text to one with digits in place of its numbers in words."""

    large_sum: Callable[[int], str] = lambda _figure: ""
    """From a sum to how it is read in large units, exactly; empty where it is written in digits."""

    figure_words: str = ""
    """A pattern of words beside a figure that say no more than it does: `in total`, and people."""

    periods: Callable[[str], Iterator[Statement]] = lambda _text: iter(())
    """After how long something is done again, as a text says it: `weekly`."""

    notions: Callable[[str], Iterator[Notion]] = lambda _text: iter(())
    """Words of a text that exclude others: before and after, sponsor and investigator."""

    countries: Callable[[str], Iterator[Notion]] = lambda _text: iter(())
    """Those of them that are countries and their clocks: most texts have none, and it is often asked."""

    notion_answers: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Words that may say what a notion of another language says, by its name."""

    denial: re.Pattern[str] | None = None
    """Words that turn a statement round."""

    limiting: re.Pattern[str] | None = None
    """What limits the word that it is a part of: `만`, as `only` does."""

    small_words: frozenset[str] = frozenset()
    """Words that say little by themselves: articles, prepositions, forms of `be`."""

    word_stem: Callable[[str], str] = lambda word: word
    """From a word in lower case to what its forms have in common."""

    choices: re.Pattern[str] | None = None
    """Alternatives in a message of which its values decide one, as a word's last sound decides a particle."""

    choose: Callable[[str, str], str] = lambda _word, choice: choice
    """From the text before a choice, and the choice, to what is written."""

    initial: Callable[[str], str] = lambda name: normalize("NFC", name)[0].upper()
    """From a name to the heading it is under in a list by first letters."""

    term_uses: Callable[[Sequence[str]], str] = whole_words
    """From names, the longest first, to a pattern that finds their uses: the group `name`."""

    dictionary_forms: Callable[[str], tuple[str, ...]] = lambda text: (
        text,
        text[:1].lower() + text[1:],
    )
    """From a use of a name to the names that it may be a form of, the likeliest first."""

    picture_words: re.Pattern[str] | None = None
    """Words in place of a picture that say only that it is one."""

    national_numbers: tuple[NationalNumber, ...] = ()

    boxes: Mapping[str, str] = field(default_factory=dict)
    """From the words by which authors call a box to its kind."""

    approved_term: Callable[[str], str] = re.escape
    """From an approved term to a pattern that finds it as it should be."""

    avoided_term: Callable[[str], str] = re.escape
    """From a term that is avoided to a pattern that finds it in all its forms."""

    loose_term: Callable[[str], str | None] = lambda _name: None
    """From an approved term to a pattern of its wrong spellings, with the right one, or None."""

    term_words: Callable[[str], tuple[str, ...]] = lambda name: (re.escape(name),)
    """From a name in lower case to patterns of its words, in whatever form."""

    shortens_to_any_word: bool = False
    """True if any word of a name may stand for it: `wearables`; else the last one, or one of a phrase."""

    word_parts: Callable[[str], tuple[str, ...]] = lambda word: (word,)
    """From a word to its parts, such as a noun and its particle, which together are the word."""

    encodings: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """From an encoding that texts were saved in before UTF-8 to what is in such texts beside ASCII."""

    copy_names: tuple[str, str] | None = None
    """Patterns of what programs write before, and behind, the name of a file that they copy."""

    copy_words: str = ""
    """A pattern of the words that people put behind the name of a file that they copy, and a sign."""

    joined_copy_words: str = ""
    """The same without a sign."""

    contents_name: str = ""
    """The word by which programs make a list of contents."""

    section_numbers: str = ""
    """A pattern of how sections are counted before their titles, but for digits and letters."""

    percent_words: str = ""
    """A pattern of the words for a percentage."""

    counter_words: str = ""
    """A pattern of what is counted, behind a number of awards or partners."""

    award_words: str = ""
    """A pattern of those of them that say no more of a number of awards than the number does."""

    page_words: str = ""
    """A pattern of the words for the pages of a document, behind their number."""

    extension_words: str = ""
    """A pattern of the words before the extension of a telephone."""

    each_words: str = ""
    """A pattern of the words by which an amount is said to be for one award."""

    own_share: str = ""
    """A pattern of the words by which a share of costs is said to be what applicants pay."""

    counted_units: Mapping[str, str] = field(default_factory=dict)
    """Patterns of what awards may be in place of what calls of their kind pay for, by `project`, `person`,
    `team` and `organisation`."""

    yearly_words: str = ""
    """A pattern of the words by which an amount is said to be for one year."""

    monthly_words: str = ""
    """A pattern of the words by which an amount is said to be for one month."""

    equal_shares: str = ""
    """A pattern of the words beside `1:1`, or in its place, by which two sides pay the same."""

    host_letters: str = ""
    """Letters of names of hosts, for a class of `re`, that look like no sign of an address."""

    national_domain: str = ""
    """The last part of addresses of the country whose habits these are."""

    right_answer: re.Pattern[str] | None = None
    """How feedback begins that says an answer is right."""
    wrong_answer: re.Pattern[str] | None = None
    copied_traces: str = ""
    """A pattern of what mail and chat programs leave around a text that is copied."""

    list_letters: str = ""
    """Letters in the order in which they number lists."""

    list_bullets: str = ""
    """Letters that serve as bullets."""

    call_names: str = ""
    """A pattern of the words by which authors name the form of a call."""

    has_analyser: bool = False
    """True where an analyser reads its words for the search: an extra of the package, called as its code."""

    particles: str = ""
    """A pattern of what is written close to the word before it and is no word."""

    other_concept: str = ""
    """A pattern of remarks of a termbase that call a word one of another concept."""

    unit: re.Pattern[str] = field(default_factory=lambda: re.compile(r"\w+"))
    """What the length of a text is counted in."""

    inside_word: re.Pattern[str] | None = None
    """Places where no line may end, though programs that know only blanks and marks would end one there."""

    sentence_end: re.Pattern[str] = field(default_factory=lambda: re.compile(r"[.?!]\s"))
    longest_sentence: int = 60
    longest_page: int = 6000

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """Return a message with `{name}` replaced by the value of that name, and its choices made."""
        if self.choices is None:
            return template.format_map(values)
        text, start = "", 0
        for match in self.choices.finditer(template):
            text += template[start : match.start()].format_map(values)
            text += self.choose(text, match[0])
            start = match.end()
        return text + template[start:].format_map(values)


FALLBACK = "en"
"""The language that is shown where words of the interface or of a message are missing in another."""


@cache
def language(locale: str) -> Language:
    """Return what is known of a locale's language; the plain default where it has no folder."""
    code = locale.partition("-")[0].lower()
    if code not in described_languages():
        return Language()
    entry = extensions("languages").get(code)
    data = (entry.load() if entry else import_module(f"{_PACKAGE}.{code}")).LANGUAGE
    assert isinstance(data, Language)
    return data


@cache
def described_languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, here or in another package, sorted."""
    folder = Path(__file__).parent
    return tuple(
        sorted({*(file.parent.name for file in folder.glob("*/__init__.py")), *extensions("languages")})
    )


def is_described(locale: str) -> bool:
    """Return True if a locale's language has a folder here."""
    return locale.partition("-")[0].lower() in described_languages()


def lineage(locale: str) -> tuple[str, ...]:
    """Return a locale after the language it is a variety of: `fr`, `fr-CA`; not of another script."""
    code = locale.partition("-")[0]
    return (code, locale) if code != locale and _script(code) == _script(locale) else (locale,)


def likely_territory(locale: str) -> str:
    """Return the country that most speakers of a language live in; empty where the CLDR does not know."""
    return _likely_subtags(locale)[2]


def _script(locale: str) -> str:
    cldr = CldrLocale.parse(locale, sep="-") if is_language(locale) else None
    return (cldr and cldr.script) or _likely_subtags(locale)[1]


def _likely_subtags(locale: str) -> list[str]:
    """Return language, script and territory that the CLDR takes a language for; empty where it has none."""
    return str(get_global("likely_subtags").get(locale.partition("-")[0], "__")).split("_")


def all_languages() -> tuple[Language, ...]:
    """Return the languages that have a folder here, for texts whose language is not known."""
    return tuple(language(code) for code in described_languages())


def in_any_language(field_of: Callable[[Language], str]) -> str:
    """Return the pattern of a field of each language that has a folder, one after another."""
    return "|".join(filter(None, map(field_of, all_languages())))


@cache
def text_direction(locale: str) -> str:
    """Return `rtl` where texts of a locale run from right to left, else `ltr`."""
    return str(CldrLocale.parse(locale, sep="-").text_direction) if is_language(locale) else "ltr"


PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many")
"""What the CLDR calls the forms that words take beside numbers, but for `other`, which each language has."""


@cache
def plural_category(locale: str, number: int) -> str:
    """Return the category of the CLDR that a number has in a locale; `other` where that is not known."""
    return str(CldrLocale.parse(locale, sep="-").plural_form(number)) if is_language(locale) else "other"


@cache
def is_language(locale: str) -> bool:
    """Return True if the CLDR has data of a locale: without them no date can be written in it."""
    try:
        return bool(CldrLocale.parse(locale, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


@cache
def language_name(locale: str) -> str:
    """Return the name of a locale's language in itself, with a capital; its code where the CLDR has none."""
    if not is_language(locale):
        return locale
    name = CldrLocale.parse(locale, sep="-").get_display_name() or locale
    return f"{name[:1].upper()}{name[1:]}"


def is_stand_in(text: str) -> bool:
    """Return True if a whole text stands for one that is not there yet, in any language."""
    bare = text.strip(" .…!?*_-—–()[]{}<>").casefold()
    return not bare or any(bare in known_language.stand_ins for known_language in all_languages())


@cache
def language_names(locale: str, reader: str) -> tuple[str, ...]:
    """Return what the language of a locale is called in itself, and in the language of its readers."""
    if not is_language(locale):
        return ()
    cldr = CldrLocale.parse(locale, sep="-")
    return (cldr.get_language_name(locale) or "", cldr.get_language_name(reader) or "")


def weekday_name(day: datetime.date, code: str) -> str:
    """Return the name of a day's weekday in a language, or in the fallback where it is not known."""
    return (language(code).weekdays or language(FALLBACK).weekdays)[day.weekday()]


_PACKAGE = "exchange.languages"


def likely_language(text: str, locales: Sequence[str]) -> str:
    """Return the language whose own script a text is in, or the first of those that it may be in."""
    if any(map(str.isalpha, text)) and (code := certain_language(text, locales)):
        return code
    fitting = (code for code in locales if not _is_foreign(text, language(code)))
    return next(fitting, locales[0])


def certain_language(text: str, locales: Sequence[str]) -> str:
    """Return the only one of some languages whose own script a text is in; else an empty text."""
    is_latin = not any(letter.isalpha() and not letter.isascii() for letter in text)
    fitting = [
        code
        for code in locales
        if not _is_foreign(text, language(code)) and (_script(code) == "Latn" or not is_latin)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def is_of_other_script(text: str, code: str) -> bool:
    """Return True if all letters of a text are in a script that its language is not written in."""
    is_foreign = _is_foreign(text, language(code))
    return is_foreign and not any(letter.isascii() and letter.isalpha() for letter in text)


def sentence_language(text: str, code: str) -> str:
    """Return the language of a sentence without a letter of the script that it should be in; else empty."""
    for locale in described_languages():
        candidate = language(locale)
        if candidate.other_locale != code or candidate.other_script is None or locale == code:
            continue
        words = set(re.findall(r"\w+", text.lower()))
        if candidate.other_script.search(text) or len(words) < _SHORTEST_SENTENCE:
            continue
        if len(candidate.small_words & words) > 1:
            return locale
    return ""


def _is_foreign(text: str, other_language: Language) -> bool:
    return bool(other_language.other_script and other_language.other_script.search(text))


def zone_slips(text: str) -> Iterator[Slip]:
    """Yield names of time zones, behind a time, with two letters swapped."""
    for match in _ZONE_SLIP.finditer(text):
        yield Slip(rule="spelling", start=match.start(), end=match.end(), better=_ZONE_SLIPS[match[0]])
