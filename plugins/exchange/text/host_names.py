"""Compare the host of an address with those that readers know: is it one of them, or does it look so?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

_LIKE = str.maketrans("0135468", "oiesaab")
_LIKE_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"))
_SHORTEST = 4  # letters of a name: three can be changed into many other names
_SEPARATORS = re.compile(r"[.-]")
_FOR_ANYBODY = frozenset("ac co com edu id ltd me ne net or org pe plc re sch".split())
"""Names below the code of a country below which others register theirs; governments keep their own."""
_SITES_OF_MANY = frozenset(
    "amazonaws.com appspot.com azurewebsites.net blogspot.com cloudfront.net fly.dev github.io gitlab.io"
    " herokuapp.com netlify.app notion.site onrender.com pages.dev readthedocs.io sharepoint.com tistory.com"
    " vercel.app web.app weebly.com wixsite.com wordpress.com workers.dev".split()
)
_WORKPLACES = frozenset(
    "atlassian.net freshdesk.com service-now.com slack.com teamwork.com webex.com zendesk.com zoom.us".split()
)
"""Services that show the work of a customer in a frame of their own, below the customer's name."""


def is_workplace(host: str) -> bool:
    """Return True for a customer's name right before such a service: `body.atlassian.net`."""
    return host.partition(".")[2] in _WORKPLACES


def is_familiar(host: str, familiar: Collection[str]) -> bool:
    """Return True if a host is one of some, or belongs to one: `www.one.example` to `one.example`."""
    return any(host == name or host.endswith(f".{name}") for name in familiar)


def is_of_many(host: str) -> bool:
    """Return True if anybody may have a name below a host (a public suffix), or if it is none but a number.

    Told by its form, not by the list of Mozilla: that has ten thousand lines, and governments among them.
    """
    first, _, rest = host.partition(".")
    return host in _SITES_OF_MANY or rest[-1:].isdigit() or (len(rest) == 2 and first in _FOR_ANYBODY)


@lru_cache(maxsize=10_000)
def resembled_host(host: str, familiar: tuple[str, ...]) -> str:
    """Return the familiar host that a reader would take another one for; empty where there is none."""
    if is_familiar(host, familiar):
        return ""
    return next((name for name in sorted(familiar) if _resembles(host, name)), "")


def _resembles(host: str, name: str) -> bool:
    parts, name_parts = _SEPARATORS.split(host), _SEPARATORS.split(name)
    if any(parts[start : start + len(name_parts)] == name_parts for start in range(len(parts))):
        return True  # the familiar name is within another one: one.example.com, apply-one-example.com
    label, _, suffix = name.partition(".")
    return len(label) >= _SHORTEST and any(
        _is_like(host_label, label, same_suffix=rest == suffix) for host_label, rest in _names(host)
    )


def _names(host: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a host but the last with what follows it."""
    labels = host.split(".")
    yield from ((label, ".".join(labels[number:])) for number, label in enumerate(labels[:-1], 1))


def _is_like(host_label: str, label: str, *, same_suffix: bool) -> bool:
    if _shape(host_label) == _shape(label):
        return True  # also the same name under another ending
    return same_suffix and _one_letter_apart(host_label, label)


def _shape(label: str) -> str:
    """Return a name without what readers overlook: digits for letters, pairs for one letter, hyphens."""
    shape = label.replace("-", "").translate(_LIKE)
    for pair, letter in _LIKE_PAIRS:
        shape = shape.replace(pair, letter)
    return shape


def _one_letter_apart(word: str, other_word: str) -> bool:
    """Return True if one letter was added, left out, changed, or changed places with its neighbour."""
    start = next(
        (n for n, (a, b) in enumerate(zip(word, other_word, strict=False)) if a != b),
        min(len(word), len(other_word)),
    )
    rest, other_rest = word[start:], other_word[start:]
    transposition = rest[1:2] + rest[:1] + rest[2:]
    return other_rest in (rest[1:], transposition) or other_rest[1:] in (rest, rest[1:])
