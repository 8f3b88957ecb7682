"""Weigh a drawing by the work of showing it: parts that are used many times count each time.

Ten groups that each use the one before ten times are two kilobytes and ten thousand million shapes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

WEIGHT_LIMIT = 50_000
"""Some seconds of a browser's work; the largest drawing of this site weighs less than 1,000."""

_URL_REFERENCE = re.compile(r"url\s*\(\s*+['\"]?+\s*+#(?P<id>[^'\")\s]+)", re.IGNORECASE)
_TOKEN = re.compile(r"[.#]?-?[^\W\d][\w-]*|\*")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_SLOW_FILTERS = frozenset(
    "feTurbulence feMorphology feConvolveMatrix feDisplacementMap feGaussianBlur feDropShadow "
    "feSpecularLighting feDiffuseLighting feTile".split()
)
_UNPAINTED_TAGS = frozenset({"stop", "linearGradient", "radialGradient", "style", "title", "desc"})
"""Elements that styles give no filling, mask or filter."""
_FILTER_WEIGHT, _SLOW_FILTER_WEIGHT = 100, 1_000  # each works on every point of a region
_WORK_OF_FILTERS = {"radius": 20, "stdDeviation": 100, "numOctaves": 8, "order": 9}
"""Attributes that multiply a filter's work, and how much of each is ordinary."""


@dataclass(slots=True)
class _Part:
    """One element: its own weight, and the ids it refers to, each with how often."""

    names: frozenset[str]  # its tag, id and classes as a selector names them
    weight: float
    children: list[int] = field(default_factory=list)
    references: list[tuple[str, int]] = field(default_factory=list)


class Weight:
    """Collects the elements of one drawing in the order in which they open and close."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._open: list[int] = []
        self._ids: dict[str, int] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take in an element with the attributes it has, by their names without namespace."""
        number = len(self._parts)
        identifier = attributes.get("id", "")
        classes = (f".{name}" for name in attributes.get("class", "").split())
        part = _Part(names=frozenset((tag, f"#{identifier}", *classes)), weight=_own_weight(tag, attributes))
        part.references = list(_references(attributes))
        self._parts.append(part)
        self._ids.setdefault(identifier, number)
        if self._open:
            self._parts[self._open[-1]].children.append(number)
        self._open.append(number)

    def end(self) -> None:
        """Take in that the innermost open element ends."""
        self._open.pop()

    def total(self, styles: str) -> float:
        """Return the weight of the whole drawing; endless where a part uses itself."""
        self._apply(styles)
        return self._weigh(0) if self._parts else 0

    def _apply(self, styles: str) -> None:
        """Add the references of style sheets to every element that a selector could mean."""
        by_name: dict[str, list[_Part]] = defaultdict(list)
        for part in self._parts:
            for name in part.names:
                by_name[name].append(part)
        for tokens, target in _style_references(styles):
            matches = self._parts if "*" in tokens else [part for name in tokens for part in by_name[name]]
            for part in matches:
                if not part.names & _UNPAINTED_TAGS:
                    part.references.append((target, 1))

    def _weigh(self, root: int) -> float:
        """Return the weight of an element; without recursion, since content decides the depth."""
        weights: dict[int, float] = {}
        waiting, entered = [root], set[int]()
        while waiting:
            number = waiting[-1]
            uses = [] if number in weights else list(self._uses(number))
            missing = [target for target, _ in uses if target not in weights]
            if number in entered and missing:
                return float("inf")
            entered.add(number)
            if missing:
                waiting += missing
                continue
            weights.setdefault(
                number, self._parts[number].weight + sum(weights[target] * count for target, count in uses)
            )
            waiting.pop()
        return weights[root]

    def _uses(self, number: int) -> Iterator[tuple[int, int]]:
        part = self._parts[number]
        yield from ((child, 1) for child in part.children)
        for name, count in part.references:
            if name in self._ids:
                yield self._ids[name], count


def _own_weight(tag: str, attributes: Mapping[str, str]) -> float:
    if not tag.startswith("fe") or tag.startswith(("feFunc", "feMergeNode")):
        return 1
    weight: float = _SLOW_FILTER_WEIGHT if tag in _SLOW_FILTERS else _FILTER_WEIGHT
    for name, ordinary in _WORK_OF_FILTERS.items():
        numbers = [float(number) for number in _NUMBER.findall(attributes.get(name, ""))]
        weight *= max([1.0, *(number / ordinary for number in numbers)])
    return weight


def _references(attributes: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the ids that an element refers to; a marker is drawn at each corner of its line."""
    corners = 1 + len(_NUMBER.findall(f"{attributes.get('d', '')} {attributes.get('points', '')}")) // 2
    for name, value in attributes.items():
        if name == "href":
            yield value.strip().removeprefix("#"), 1
        for match in _URL_REFERENCE.finditer(value):
            is_marker = name.startswith("marker") or (name == "style" and "marker" in value)
            yield match["id"], corners if is_marker else 1


def _style_references(styles: str) -> Iterator[tuple[Iterable[str], str]]:
    """Yield each reference of a style sheet with what its selector names; `*` where that is not clear."""
    for rule in styles.split("}"):
        head, brace, body = rule.rpartition("{")
        for match in _URL_REFERENCE.finditer(body):
            yield (_TOKEN.findall(head) if brace else ["*"]), match["id"]
