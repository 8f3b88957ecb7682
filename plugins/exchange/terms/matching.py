"""Find where a text uses a term, by the habits of each language.

English: whole words, any case (an abbreviation as it is written), a plain plural. Korean: no Hangul before,
and after it either none or a particle or ending that nouns take, so that 임상시험을 is 임상시험 and
임상시험실 is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from exchange.build.inputs import fingerprint
from exchange.terms.termbase import Term

PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에는 에도 에서는 에서도 로 으로 로는 으로는 로서 로써 으로서 으로써 "
    "와 과 도 만 까지 부터 보다 처럼 마다 조차 밖에 별 상 중 간 시 용 형 및 들 들은 들이 들을 들의 "
    "이나 나 이든 든 이란 란 이라 이라는 라는 이라고 라고 이며 며 이고 이다 인 입니다 "
    "하는 하고 하여 해 할 한 한다 합니다 하면 하거나 하려면 되는 되고 된 될 됩니다"
).split()
_HANGUL = "가-힣"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A term used in a text, from `start` to `end`."""

    start: int
    end: int
    term: Term


class Matcher:
    """Finds terms in the texts of one language; the longest name wins, ambiguous names are left alone."""

    def __init__(self, terms: Iterable[Term], locale: str) -> None:
        self._by_name = _unambiguous(terms, locale)
        self.digest = fingerprint({name: term.id for name, term in sorted(self._by_name.items())})

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return names_pattern(self._by_name) if self._by_name else None

    def first_uses(self, text: str, seen: set[str]) -> list[Use]:
        """Return the uses of terms whose ids are not in `seen`, and add their ids to it."""
        uses = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            term = self._term(match["name"])
            if term is not None and term.id not in seen:
                seen.add(term.id)
                uses.append(Use(start=match.start("name"), end=match.end("name"), term=term))
        return uses

    def _term(self, found: str) -> Term | None:
        """Return the term a match names: an abbreviation as it is written, a name in any case or plural."""
        lower = found.lower()
        plurals = (lower.removesuffix("s"), lower.removesuffix("es"), f"{lower.removesuffix('ies')}y")
        names = (found, found.removesuffix("s"), lower, *plurals)
        return next((self._by_name[name] for name in names if name in self._by_name), None)


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the uses of any of the names: the group `name`, from the longest name down."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    hangul = any(re.search(f"[{_HANGUL}]", name) for name in ordered)
    return re.compile((_korean if hangul else _english)(ordered))


def _unambiguous(terms: Iterable[Term], locale: str) -> dict[str, Term]:
    names: dict[str, list[Term]] = {}
    for term in terms:
        abbreviation = term.abbreviations[locale]
        names_in_text = (one if one == abbreviation else _lower_first(one) for one in term.approved(locale))
        for written in dict.fromkeys(names_in_text):
            names.setdefault(written, []).append(term)
    return {name: found[0] for name, found in names.items() if len(found) == 1}


def _lower_first(name: str) -> str:
    """Return a name as it stands in a sentence; proper names and abbreviations keep their capitals."""
    return name if name[1:] != name[1:].lower() else name.lower()


def _english(names: list[str]) -> str:
    choices = [(first, _english_rest(name)) for name in names for first in _first_letters(name)]
    return rf"(?<![\w-])(?P<name>{_by_first_letter(choices)})(?![\w-])"


def _english_rest(name: str) -> str:
    """Return the pattern of a name after its first letter, and of its plural; its capitals matter."""
    rest = re.escape(name[1:])
    if name != name.lower():
        return f"{rest}s?"
    if len(name) > 1 and name.endswith("y"):
        return f"(?i:{re.escape(name[1:-1])}(?:ys?|ies))"
    return f"(?i:{rest}(?:e?s)?)"


def _first_letters(name: str) -> set[str]:
    """Return the letters a name may begin with, as `re` understands case: K is also the sign for kelvin."""
    first = name[0]
    if name != name.lower():
        return {first}
    alike = {
        other for other in f"{first.upper()}İıſ\u212a" if re.fullmatch(f"(?i:{re.escape(first)})", other)
    }
    return {first, *alike}


def _korean(names: list[str]) -> str:
    parts = _by_first_letter([(name[0], re.escape(name[1:])) for name in names])
    after = "|".join(sorted(PARTICLES, key=len, reverse=True))
    return rf"(?<![{_HANGUL}\w])(?P<name>{parts})(?=(?:{after})?(?![{_HANGUL}\w]))"


def _by_first_letter(choices: list[tuple[str, str]]) -> str:
    """Return the pattern of any of the choices, in their order: a first letter and a pattern of the rest.

    The order of choices with different first letters does not matter, since a text begins with one of them.
    So `re` need not try, at each word, the names that begin with another letter.
    """
    groups: dict[str, list[str]] = {}
    for first, rest in choices:
        groups.setdefault(first, []).append(rest)
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())
