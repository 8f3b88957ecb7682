"""Find characters that deceive: unseen ones, ones that turn the order round, ones that look like others.

Unicode Technical Reports 36 and 39; the attack on source code is CVE-2021-42574.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from exchange.languages.expressions import expression
from exchange.text.problems import Place, Problem, Severity

_LIMIT = 25  # findings of one rule in one file; more teach nothing
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_FLAG = expression(
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f"
)  # flags of parts of a country
CONTROL_CHARACTER = expression("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_RULES = {
    "control-character": CONTROL_CHARACTER,
    "bidi-control": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "invisible-character": re.compile(
        "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2065\u206a-\u206f\u3164"
        "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
        f"|(?<!^)\ufeff|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
    ),
    "damaged-character": re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"),
}
_WARNINGS = frozenset({"damaged-character", "look-alike"})
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\u1f00-\u1fff\uab70-\uabbf"
_STYLED_LETTERS = expression(
    "[\uff21-\uff3a\uff41-\uff5a]+|[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f189]{3,}"
)
_LATIN = expression("[A-Za-z\u00c0-\u024f]")
_ANY_FOREIGN = expression(f"[{_FOREIGN}]")
_LETTER = rf"[A-Za-z\u00c0-\u024f{_FOREIGN}]"
_WORD = expression(rf"(?<!{_LETTER}){_LETTER}*[{_FOREIGN}]{_LETTER}*")  # sought once in a word
_SUSPECTS = (
    "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u24b6-\u24e9\u3164\ue000-\uf8ff\ufeff\uff21-\uff3a\uff41-\uff5a\uffa0\ufff9-\uffff"
    f"{_FOREIGN}"
)
_RARE_SUSPECTS = (
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001d400-\U0001d7ff\U0001f130-\U0001f189"
    "\U000e0000-\U0010ffff"
)
_SUSPECT = expression(f"[{_SUSPECTS}{_RARE_SUSPECTS}]")
"""All characters that any of the rules looks for; one search instead of seven."""
_SUSPECT_IN_BMP = expression(f"[{_SUSPECTS}]")
"""Those of them up to U+FFFF, which are searched for five times as quickly."""
_LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳАВЕЅІЈКМНОРСТХҮаеѕіјорсухһԁԛԝօոսհցԱՍᎪᏴᏟᎬᎻᎢᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᏃ")


def character_problems(text: str, *, path: str) -> list[Problem]:
    """Return each deceiving character of a text with its place."""
    if not _suspect(text):  # nearly always
        return []
    text = _FLAG.sub(lambda flag: " " * len(flag[0]), text)
    problems: list[Problem] = []
    for rule, pattern in _RULES.items():
        for match in islice(pattern.finditer(text), _LIMIT):
            values = {
                "code": f"U+{ord(match[0]):04X}",
                "name": _name(match[0]),
                "before": _preceding_text(text, match),
            }
            problems.append(_problem(rule, text, match.start(), path, **values))
    for rule, match in islice(_look_alikes(text), _LIMIT):
        values = {"word": match[0], "letters": _letters(match[0])}
        problems.append(_problem(rule, text, match.start(), path, **values))
    return problems


def _suspect(text: str) -> bool:
    """Say quickly whether any rule could find something."""
    is_in_bmp = len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    return bool((_SUSPECT_IN_BMP if is_in_bmp else _SUSPECT).search(text))


def mixed_letters(word: str) -> bool:
    """Return True if Latin letters are next to letters of another alphabet that look like them."""
    return bool(_LATIN.search(word)) and any(letter in _LIKE_LATIN for letter in word)


def _look_alikes(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _WORD.finditer(text) if _ANY_FOREIGN.search(text) else ():
        if mixed_letters(match[0]):
            yield "mixed-letters", match
        elif len(match[0]) > 1 and all(letter in _LIKE_LATIN for letter in match[0]):
            yield "look-alike", match
    for match in _STYLED_LETTERS.finditer(text):
        yield "look-alike", match


def _letters(word: str) -> str:
    odd = dict.fromkeys(letter for letter in word if not _LATIN.match(letter))
    return ", ".join(f"{letter} ({_name(letter)})" for letter in odd)


def _name(character: str) -> str:
    return unicodedata.name(character, "no name").lower()


def _preceding_text(text: str, match: re.Match[str]) -> str:
    """Return the last visible characters before a place, for an author who cannot see it."""
    return text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2]


def _problem(rule: str, text: str, offset: int, path: str, **values: str) -> Problem:
    severity = Severity.WARNING if rule in _WARNINGS else Severity.ERROR
    place = Place.at(offset, text, path=path)
    return Problem(code=f"safety/{rule}", place=place, values=values, severity=severity)
