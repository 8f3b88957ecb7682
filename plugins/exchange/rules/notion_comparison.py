"""Compare what two languages say in words: before or after, at least or at most, who acts, what is denied."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from exchange.languages.language import language
from exchange.languages.notions import DEMANDED, Notion, is_opposed

_MODAL = ({"leave", "ban"}, {"duty", "release"}, {"and", "or"})
_FEWEST = 2  # words for a number that may be left out: `one`


def sentence_pairs(prose: str, twin: str, locales: tuple[str, str]) -> Iterator[tuple[int, str, str, str]]:
    """Yield the sentences of two texts that have as many, with where they start and what is near; else both.

    Each language may put what is of its own country first.
    """
    own, other = (_sentences(text, locale) for text, locale in zip((prose, twin), locales, strict=True))
    if len(own) != len(other):
        yield 0, prose, twin, twin
        return
    order = list(range(len(own)))
    for start, text in own:
        match = next((one for one in order if not is_elsewhere(text, other[one][1], locales)), order[0])
        order.remove(match)
        near = "".join(text for _, text in other[max(match - 1, 0) : match + 2])
        yield start, text, other[match][1], near


@lru_cache(maxsize=4096)
def _sentences(text: str, locale: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a text, with their places; what has no letter is part of the one before."""
    starts = [0]
    for match in language(locale).sentence_end.finditer(text):
        if any(sign.isalpha() for sign in text[match.end() :]) and match[0][0] in ".?!":
            starts.append(match.end())
    ends = [*starts[1:], len(text)]
    return tuple((start, text[start:end]) for start, end in zip(starts, ends, strict=True))


def notion_differences(text: str, twin: str, near: str, locales: tuple[str, str]) -> Iterator[Notion]:
    """Yield the notions of a text that the other one contradicts, or that nothing near it answers."""
    own, there = _notions(text, locales[0]), _notions(twin, locales[1])
    names, twin_names = _names(own), _names(there)
    firm = {notion.name for notion in there} - names
    answers = language(locales[1]).notion_answers
    for notion in own:
        if notion.name in twin_names:
            continue
        others = [other for other in firm if is_opposed(notion.name, other)]
        if others:
            if not (_is_modal(notion.name, others) and _is_denied(text, twin, locales)):
                yield notion
        elif (
            near
            and notion.name in DEMANDED
            and notion.name in answers
            and not answers[notion.name].search(near)
        ):
            yield notion


def _is_modal(name: str, others: list[str]) -> bool:
    """Return True if all that a notion is opposed to may say the same where something is denied."""
    return all({name, other} in _MODAL for other in others)


def is_elsewhere(text: str, twin: str, locales: tuple[str, str]) -> bool:
    """Return True if two texts are about different countries, so that they are no translations."""
    names, twin_names = (
        {name for name in _names(_notions(side, locale)) if name.startswith("country_")}
        for side, locale in zip((text, twin), locales, strict=True)
    )
    return bool(names - twin_names and twin_names - names)


def _names(notions: tuple[Notion, ...]) -> frozenset[str]:
    """Return the names of notions; a body of a country is a word for that country too, `either` is `or`."""
    names = {notion.name for notion in notions}
    if "alternative" in names:
        names.add("or")
    return frozenset(names | {f"country_{name.split('_')[1]}" for name in names if name.startswith("body_")})


def _is_denied(text: str, twin: str, locales: tuple[str, str]) -> bool:
    """Return True if both texts deny something, each in its own place: `nobody can` of one that `cannot`."""
    return all(
        (pattern := language(locale).notion_answers.get("denial")) is not None and pattern.search(side)
        for side, locale in zip((text, twin), locales, strict=True)
    )


@lru_cache(maxsize=16384)
def _notions(text: str, locale: str) -> tuple[Notion, ...]:
    return tuple(language(locale).notions(text))


def count_differences(text: str, twin: str, locales: tuple[str, str]) -> frozenset[Decimal]:
    """Return the numbers in words of a text that the other one lacks, if that has another one in words."""
    mine, theirs = (_number_words(side, locale) for side, locale in zip((text, twin), locales, strict=True))
    if mine <= theirs or theirs <= mine:
        return frozenset()
    mine, theirs = mine - theirs - _figures(twin, locales[1]), theirs - mine - _figures(text, locales[0])
    return mine if theirs else frozenset()


@lru_cache(maxsize=4096)
def _number_words(text: str, locale: str) -> frozenset[Decimal]:
    return frozenset(number for number in language(locale).number_words(text) if number >= _FEWEST)


def _figures(text: str, locale: str) -> frozenset[Decimal]:
    """Return all that figures of a text may stand for."""
    found = language(locale).statements(text)
    return frozenset(number for statement in found for number in (statement.value, *statement.parts))
