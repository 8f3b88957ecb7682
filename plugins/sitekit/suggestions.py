"""Propose what an author most likely meant: only what is very near to what was typed, or was answered by hand.

A proposal that is taken without thought must do no harm: a call of one side never becomes the other side's, and
nothing is proposed because it is merely the nearest of a few. `docs/decisions/0014-suggestions.md` has the reasons.
"""

from __future__ import annotations

import json
import posixpath
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered by hand to a typed value: which sentence, and the value to write, empty where there is none."""

    sentence: str
    write: str = ""


def nearest(written: str, options: Iterable[str]) -> str | None:
    """Return the option most like what was written; None where none is within a third of the length.

    The length is that of the shorter text in Unicode characters, the distance the number of characters to insert,
    remove or replace. Capitals do not count. Of two that are equally near, the first one is returned.
    """
    wanted = _folded(written)
    best: tuple[int, str] | None = None
    for option in options:
        distance = _distance(wanted, _folded(option))
        if distance is not None and (best is None or distance < best[0]):
            best = distance, option
    return best[1] if best and best[1] != written else None


def nearest_path(written: str, options: Collection[str]) -> str | None:
    """Return the path most like one that was written, compared folder by folder and without the file's ending.

    Where none is near, the only one of the same file name in another folder; None where there are several or none.
    """
    folder = _parts(written)
    alike = {option: _parts(option) for option in options}
    near = {
        option: sum(distances)
        for option, parts in alike.items()
        if len(parts) == len(folder)
        and None not in (distances := [_distance(*pair) for pair in zip(folder, parts, strict=True)])
    }
    best = min(sorted(near), key=lambda option: near[option], default=None)
    if best is not None:
        return best if best != written else None
    name = posixpath.basename(written)
    same = [option for option in options if posixpath.basename(option) == name]
    return same[0] if len(same) == 1 and not name.startswith("index.") else None


def answer(field: str, written: str, options: Collection[str]) -> Answer | None:
    """Return the answer given by hand to a value typed for a field; None where there is none.

    It is given only where the value that it names, or the one that it is an answer beside, is one of the `options`.
    """
    rows = _answers().get((field, _folded(written)), ())
    return next((given for given, among in rows if among in options), None)


def sentences(language: str) -> Mapping[str, str]:
    """Return the sentences of all answers in a language, by name; `{write}` is the value to write."""
    found: Mapping[str, str] = _read(language)
    return found


@cache
def _answers() -> Mapping[tuple[str, str], list[tuple[Answer, str]]]:
    """Return the table of answers: by field and what is typed, each with the option that must be possible."""
    table: dict[tuple[str, str], list[tuple[Answer, str]]] = {}
    for row in _read("typed"):
        write = row.get("write", "")
        given = Answer(sentence=row.get("sentence", "write"), write=write)
        for field in row["fields"]:
            for typed in row["typed"]:
                table.setdefault((field, _folded(typed)), []).append((given, row.get("among", write)))
    return table


@cache
def _read(name: str) -> Any:
    return json.loads((resources.files("sitekit") / "answers" / f"{name}.json").read_text(encoding="utf-8"))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def _parts(path: str) -> list[str]:
    return posixpath.splitext(path)[0].casefold().split("/")


def _distance(one: str, other: str) -> int | None:
    """Return how many edits are between two texts (Levenshtein), None where it is more than a third of the shorter."""
    most = min(len(one), len(other)) // 3
    if abs(len(one) - len(other)) > most:
        return None
    row = list(range(len(other) + 1))
    for place, character in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, twin in enumerate(other, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (character != twin)),
            )
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
