"""English words that are misspelt, from the lists of codespell; nothing of its program is run.

Format of the lists: `wrong->right`, or `wrong->one, another,` where a person must choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_EXCEPTIONS = frozenset(
    # words of the field, and words that are right in one of their senses
    "analyses archaeology biased unbiased focused focuses focusing artifact artifacts catalog catalogs "
    "check checks crossreference curb curbs dialog dialogs disk disks draft drafts gage gray grays jail "
    "license licenses meter meters mold molds mom omit plow practice practices "
    "mis ons preforms program programs requestor requestors story stories tire tires vise ser fo te wil "
    # words whose proposed form is not British either: only the noun is `licence`
    "licensed licensing refocused refocuses refocusing routing overwritable writable "
    # words of law, of the NHS and of chemistry: a court's judgment, specialty training, ferrous sulfate
    "judgment judgments specialty specialties "
    "sulfate sulfide sulfur sulfureous sulfuric sulfurous".split()
)
_NOT_IN_LISTS = {
    f"{prefix}licenc{ending}": f"{prefix}licens{ending}"
    for prefix in ("", "re", "sub", "un")
    for ending in ("ed", "ing", "ee", "ees")
}
"""Misspellings that the lists lack: forms of the verb, made like the noun."""


def correction(word: str) -> str:
    """Return the right spelling, or the first of several; an empty text where the word is not listed."""
    right = "" if word in _EXCEPTIONS else _corrections().get(word, "")
    return right.partition(",")[0].strip()


def british(word: str) -> str:
    """Return the British spelling of an American word; an empty text where it is not one."""
    return _british().get(word, "")


def has_misspelling(words: Set[str]) -> bool:
    """Say quickly whether any of the words is in one of the lists."""
    return not (_corrections().keys().isdisjoint(words) and _british().keys().isdisjoint(words))


@cache
def _corrections() -> Mapping[str, str]:
    """Return the lists' own lines, unread: nearly all of them are never asked for."""
    return {wrong.lower(): right for wrong, right in _pairs("dictionary.txt")} | _NOT_IN_LISTS


@cache
def _british() -> Mapping[str, str]:
    pairs = [(right.strip(), wrong) for wrong, right in _pairs("dictionary_en-GB_to_en-US.txt")]
    return {american: word for american, word in pairs if "," not in american and american not in _EXCEPTIONS}


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    spec = find_spec("codespell_lib")
    assert spec is not None
    assert spec.origin is not None
    for line in (Path(spec.origin).parent / "data" / name).read_text(encoding="utf-8").splitlines():
        wrong, _, right = line.partition("->")
        yield wrong, right
