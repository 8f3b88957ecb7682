"""Propose what an author most likely meant: what is very near to what was typed, or was answered by hand.

A proposal that is taken without thought must do no harm, so nothing is proposed because it is merely the
nearest of a few (docs/decisions/0019-suggestions.md).
"""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_REMARK = re.compile(r"(?<!\s)\s*[(（\[].*[)）\]]\s*$|\s+[-–—]\s.*$")
_LONGEST = 200  # characters of a text that somebody may have mistyped


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered by hand to a typed value: which sentence, and the value to write if there is one."""

    sentence: str
    write: str = ""


def nearest(value: str, options: Iterable[str]) -> str | None:
    """Return the option most like what was written; None where none is within a third of the length.

    The length is that of the shorter text in Unicode characters, the distance the number of characters to
    insert, remove, replace or swap with the next. Capitals do not count. Of two that are equally near, the
    first is returned.
    """
    key = _fold(value)
    best: tuple[int, str] | None = None
    for option in options:
        distance = _distance(key, _fold(option))
        if distance is not None and (best is None or distance < best[0]):
            best = distance, option
    return best[1] if best and best[1] != value else None


def nearest_path(value: str, options: Collection[str]) -> str | None:
    """Return the path most like one that was written, compared folder by folder and without its ending.

    Where none is near, the only one of the same file name in another folder; else None.
    """
    distances = {option: _path_distance(_parts(value), _parts(option)) for option in options}
    candidates = {option: distance for option, distance in distances.items() if distance is not None}
    best = min(sorted(candidates), key=lambda option: candidates[option], default=None)
    if best is not None:
        return best if best != value else None
    name = _name(value)
    same = [option for option in options if _name(option) == name]
    return same[0] if len(same) == 1 and not name.startswith("index.") else None


def answer(field: str, value: str, options: Collection[str]) -> Answer | None:
    """Return the answer given by hand to a value typed for a field; None where there is none.

    It is given only where the value that it names, or the one that marks its list, is one of the `options`.
    """
    rows = _answers().get((field, _fold(value)), ())
    return next((answer for answer, answer_options in rows if answer_options in options), None)


def proposal(field: str, value: str, options: Collection[str]) -> dict[str, str]:
    """Return the values of a problem that propose something: of an answer by hand, else the nearest option.

    `answer` names a sentence and `write` the value in it; `best` is the nearest.
    """
    by_hand = answer(field, value, options)
    if by_hand:
        return {"answer": by_hand.sentence, "write": by_hand.write}
    best = nearest(value, options)
    if best:
        return {"best": best}
    bare = _REMARK.sub("", value)
    if bare in options:
        return {"best": bare}
    return proposal(field, bare, options) if bare and bare != value else {}


def sentences(language: str) -> Mapping[str, str]:
    """Return the sentences of all answers in a language, by name; `{write}` is the value to write."""
    result: Mapping[str, str] = _read(language)
    return result


@cache
def _answers() -> Mapping[tuple[str, str], list[tuple[Answer, str]]]:
    """Return the table of answers: by field and what is typed, each with the option that must be possible."""
    table: dict[tuple[str, str], list[tuple[Answer, str]]] = {}
    for row in _read("typed"):
        write = row.get("write", "")
        entry = Answer(sentence=row.get("sentence", "write"), write=write)
        for field in row["fields"]:
            for text in row["typed"]:
                table.setdefault((field, _fold(text)), []).append((entry, row.get("among", write)))
    return table


@cache
def _read(name: str) -> Any:
    return json.loads(
        (resources.files("exchange.text") / "answers" / f"{name}.json").read_text(encoding="utf-8")
    )


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def _name(path: str) -> str:
    """Return the last part of a path; an address of a page ends in a slash behind it."""
    return posixpath.basename(path.rstrip("/"))


@lru_cache(maxsize=10_000)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(posixpath.splitext(path)[0].casefold().split("/"))


def _path_distance(first: Sequence[str], second: Sequence[str]) -> int | None:
    """Return the sum of the parts' distances, None where one of them is too far or one path is deeper."""
    if len(first) != len(second):
        return None
    distances = [_distance(*pair) for pair in zip(first, second, strict=True)]
    return None if None in distances else sum(distance or 0 for distance in distances)


@lru_cache(maxsize=10_000)
def _distance(first: str, second: str) -> int | None:
    """Return how many edits are between two texts, None beyond a third of the shorter.

    An edit inserts, removes or replaces a character, or swaps two neighbours (optimal string alignment). A
    column of the table of distances is one number, whose bits say where it rises and falls (Hyyrö 2003): many
    labels that are nearly right are compared in the time that their letters take.
    """
    limit = min(len(first), len(second)) // 3
    if abs(len(first) - len(second)) > limit or len(first) > _LONGEST:
        return None
    places: dict[str, int] = {}
    for number, character in enumerate(first):
        places[character] = places.get(character, 0) | 1 << number
    whole, last = (1 << len(first)) - 1, 1 << len(first) >> 1
    rises, falls, diagonal, earlier, distance = whole, 0, 0, 0, len(first)
    for character in second:
        positions = places.get(character, 0)
        swapped = (~diagonal & positions) << 1 & earlier
        diagonal = ((positions & rises) + rises ^ rises) | positions | falls | swapped
        grows, shrinks = falls | whole & ~(diagonal | rises), diagonal & rises
        distance += bool(grows & last) - bool(shrinks & last)
        grows, shrinks = grows << 1 | 1, shrinks << 1
        rises, falls, earlier = whole & (shrinks | ~(diagonal | grows)), grows & diagonal, positions
    return distance if distance <= limit else None
