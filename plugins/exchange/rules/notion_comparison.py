"""Compare what two languages say in words: before or after, at least or at most, who acts, what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from exchange.languages.language import language
from exchange.languages.notions import COUNTRIES, DEMANDED, Notion, is_opposed
from exchange.languages.statements import Quantity
from exchange.rules.body_names import Body, body_notions

_MODAL = ({"leave", "ban"}, {"leave", "unable"}, {"duty", "release"}, {"and", "or"})
_ALSO = {
    "alternative": "or",
    "one_of": "or",
    "both": "and",
    "unable": "ban",
    "floor": "least",
    "above": "least",
}
_PAIR = 2  # bodies: of more it is hard to tell which has what
_FEWEST = 2  # words for a number that may be left out: `one`


def sentence_pairs(
    prose: str, twin: str, locales: tuple[str, str], bodies: tuple[Body, ...]
) -> Iterator[tuple[int, str, str, str]]:
    """Yield the sentences of two texts that have as many; else both texts, as one sentence.

    Each comes as its start, its text, its twin, and the twin with its neighbours. Each language may put what
    is of its own country first.
    """
    text_sentences, twin_sentences = (
        sentences(text, locale) for text, locale in zip((prose, twin), locales, strict=True)
    )
    if len(text_sentences) != len(twin_sentences):
        yield 0, prose, twin, twin
        return
    order = list(range(len(twin_sentences)))
    for start, text in text_sentences:
        match = next(
            (
                number
                for number in order
                if not is_elsewhere(text, twin_sentences[number][1], locales, bodies)
            ),
            order[0],
        )
        order.remove(match)
        context = "".join(text for _, text in twin_sentences[max(match - 1, 0) : match + 2])
        yield start, text, twin_sentences[match][1], context


@lru_cache(maxsize=4096)
def sentences(text: str, locale: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a text, with their places; what has no letter is part of the one before."""
    starts = [0]
    for match in language(locale).sentence_end.finditer(text):
        if any(sign.isalpha() for sign in text[match.end() :]) and match[0][0] in ".?!":
            starts.append(match.end())
    ends = [*starts[1:], len(text)]
    return tuple((start, text[start:end]) for start, end in zip(starts, ends, strict=True))


def notion_differences(
    text: str, twin: str, context: str, locales: tuple[str, str], bodies: tuple[Body, ...]
) -> Iterator[Notion]:
    """Yield the notions of a text that the twin contradicts, or that nothing in its context answers."""
    notions, twin_notions = _notions(text, locales[0], bodies), _notions(twin, locales[1], bodies)
    names, twin_names = _names(notions), _names(twin_notions)
    candidates = {notion.name for notion in twin_notions} - names
    for notion in notions:
        if notion.name in twin_names or COUNTRIES.get(notion.name) in twin_names:
            continue
        opposites = [name for name in candidates if is_opposed(notion.name, name)]
        if opposites:
            if not all(
                _is_excused(notion.name, other, (text, twin, context), locales) for other in opposites
            ):
                yield notion
        elif context and _lacks_answer(notion.name, context, locales[1]):
            yield notion


def _lacks_answer(name: str, context: str, locale: str) -> bool:
    """Return True if a notion that must be answered is not, in a language that knows what answers it."""
    answers = language(locale).notion_answers
    return name in DEMANDED and name in answers and not answers[name].search(context)


def _is_excused(name: str, other: str, texts: tuple[str, str, str], locales: tuple[str, str]) -> bool:
    """Return True if two opposed notions may say the same: nobody `can` what one `cannot`.

    What may be done is opposed to a duty unless other words beside it, or around the twin, say that too.
    """
    text, twin, context = texts
    if {name, other} == {"duty", "leave"}:
        is_demanded = language(locales[0]).notion_answers["duty"].search(text)
        return name == "duty" or bool(is_demanded) or "leave" in _names(_words(context, locales[1]))
    return {name, other} in _MODAL and _is_denied(text, twin, locales)


def is_elsewhere(text: str, twin: str, locales: tuple[str, str], bodies: tuple[Body, ...]) -> bool:
    """Return True if two texts are about different countries, so that they are no translations."""
    names, twin_names = _countries(text, twin, locales, bodies)
    return bool(names - twin_names and twin_names - names)


def names_countries(text: str, twin: str, locales: tuple[str, str], bodies: tuple[Body, ...]) -> bool:
    """Return True if both texts name countries, by whatever body of theirs."""
    return all(_countries(text, twin, locales, bodies))


def _countries(
    text: str, twin: str, locales: tuple[str, str], bodies: tuple[Body, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    return _countries_of(text, locales[0], bodies), _countries_of(twin, locales[1], bodies)


@lru_cache(maxsize=16384)
def _countries_of(text: str, locale: str, bodies: tuple[Body, ...]) -> frozenset[str]:
    names = _names(_with_bodies(tuple(language(locale).countries(text)), text, bodies))
    return frozenset(name for name in names if name.startswith("country_"))


def _names(notions: tuple[Notion, ...]) -> frozenset[str]:
    """Return the names of notions; a body of a country is a word for that country too, `either` is `or`."""
    names = {notion.name for notion in notions}
    names |= {_ALSO[name] for name in names & _ALSO.keys()}
    names |= {COUNTRIES[name] for name in names & COUNTRIES.keys()}
    return frozenset(names | {f"country_{name.split('_')[1]}" for name in names if name.startswith("body_")})


def is_exchanged(text: str, twin: str, locales: tuple[str, str], bodies: tuple[Body, ...]) -> bool:
    """Return True if each of two bodies has in the twin what the other one has in a text.

    A country, or a quantity: one pays the team of one country, and the other that of another.
    """
    shares, twin_shares = _shares(text, locales[0], bodies), _shares(twin, locales[1], bodies)
    return any(
        bool(share) and share.keys() == twin_share.keys() and share != twin_share
        and {*share.values()} == {*twin_share.values()}
        for share, twin_share in zip(shares, twin_shares, strict=True)
    )  # fmt: skip


def _shares(text: str, locale: str, bodies: tuple[Body, ...]) -> tuple[dict[str, str], ...]:
    """Return which country each of two bodies has, and which quantity; nothing where it cannot be told.

    Each stands beside what it has: they alternate, whichever comes first.
    """
    notions = [(notion.start, notion.name) for notion in _notions(text, locale, bodies)]
    holders = [entry for entry in notions if entry[1].startswith("body_")]
    if len(holders) != _PAIR:
        return {}, {}
    quantities = [
        (entry.start, f"{entry.quantity.value} {entry.value:f}")
        for entry in language(locale).statements(text)
        if entry.quantity is not Quantity.NUMBER
    ]
    return tuple(
        _shares_in_order(sorted(holders + facts))
        for facts in ([entry for entry in notions if entry[1].startswith("country_")], quantities)
    )


def _shares_in_order(entries: list[tuple[int, str]]) -> dict[str, str]:
    names = [name for _, name in entries]
    are_holders = [name.startswith("body_") for name in names]
    if are_holders == [True, False] * _PAIR:
        return dict(zip(names[::2], names[1::2], strict=True))
    return dict(zip(names[1::2], names[::2], strict=True)) if are_holders == [False, True] * _PAIR else {}


def _is_denied(text: str, twin: str, locales: tuple[str, str]) -> bool:
    """Return True if both texts deny something, each in its own place: `nobody can` of one that `cannot`."""
    return all(
        (pattern := language(locale).notion_answers.get("denial")) is not None and pattern.search(side)
        for side, locale in zip((text, twin), locales, strict=True)
    )


@lru_cache(maxsize=16384)
def _notions(text: str, locale: str, bodies: tuple[Body, ...]) -> tuple[Notion, ...]:
    return _with_bodies(_words(text, locale), text, bodies)


def _with_bodies(words: tuple[Notion, ...], text: str, bodies: tuple[Body, ...]) -> tuple[Notion, ...]:
    """Return words of a text with the bodies that it names; words within such a name count as no others."""
    named_bodies = tuple(body_notions(text, bodies))
    if not named_bodies:
        return words
    return named_bodies + tuple(
        notion
        for notion in words
        if not any(body.start < notion.end and notion.start < body.end for body in named_bodies)
    )


@lru_cache(maxsize=16384)
def _words(text: str, locale: str) -> tuple[Notion, ...]:
    return tuple(language(locale).notions(text))


def count_differences(text: str, twin: str, locales: tuple[str, str]) -> frozenset[Decimal]:
    """Return the numbers in words of a text that the other one lacks, if that has another one in words."""
    numbers, twin_numbers = (
        _number_words(side, locale) for side, locale in zip((text, twin), locales, strict=True)
    )
    differences, other = numbers - twin_numbers, twin_numbers - numbers
    if differences and other and other - _figures(text, locales[0]):
        return differences - _figures(twin, locales[1])
    return frozenset()


@lru_cache(maxsize=4096)
def _number_words(text: str, locale: str) -> frozenset[Decimal]:
    return frozenset(number for number in language(locale).number_words(text) if number >= _FEWEST)


def _figures(text: str, locale: str) -> frozenset[Decimal]:
    """Return all that figures of a text may stand for."""
    statements = language(locale).statements(text)
    return frozenset(number for statement in statements for number in (statement.value, *statement.parts))
