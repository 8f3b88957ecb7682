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
_ORDINARY_BLUR = 100
_FILTER_FUNCTION = re.compile(r"(?:blur|drop-shadow)\([^;{}]*?(?P<size>[0-9.]+)(?:px)?\s*\)", re.IGNORECASE)
_PATH = re.compile(r"path\(([^)]*)\)", re.IGNORECASE)
_STRAIGHT = re.compile(r"[hv][^a-df-z]*", re.IGNORECASE)  # lines whose corners have one number each
_INHERITED = ("fill", "stroke", "marker")
"""How the names of properties begin that an element hands on to all that is drawn within it."""
_WORK_OF_FILTERS = {"radius": 20, "stdDeviation": 100, "numOctaves": 8, "order": 9}
"""Attributes that multiply a filter's work, and how much of each is ordinary."""


@dataclass(slots=True)
class _Part:
    """One element: its own weight, the ids it refers to, and what it has drawn with others by inheritance."""

    names: frozenset[str]  # its tag, id and classes as a selector names them
    weight: float
    corners: int
    children: list[int] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)  # drawn in its place, so that they inherit
    references: list[str] = field(default_factory=list)
    paints: list[str] = field(default_factory=list)  # for each shape within it
    markers: list[str] = field(default_factory=list)  # for each corner within it

    @property
    def is_painted(self) -> bool:
        """Return True if styles give it a filling, a mask or a filter."""
        return not self.names & _UNPAINTED_TAGS

    def style(self, name: str, value: str) -> None:
        """Take in one property."""
        self.weight += sum(
            _SLOW_FILTER_WEIGHT * max(1.0, float(match["size"].strip(".") or 0) / _ORDINARY_BLUR)
            for match in _FILTER_FUNCTION.finditer(value)
        )
        self.corners += sum(map(_corners, _PATH.findall(value)))
        targets = [match["id"] for match in _URL_REFERENCE.finditer(value)]
        kind = name.strip().lower()
        if kind.startswith("marker"):
            self.markers += targets
        elif kind.startswith(_INHERITED):
            self.paints += targets
        else:
            self.references += targets


@dataclass(frozen=True, slots=True)
class _Total:
    """What one element is with all within it: its weight, and the shapes and corners that inherit."""

    weight: float
    shapes: float
    corners: float


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
        part = _Part(
            names=frozenset((tag, f"#{identifier}", *classes)),
            weight=_own_weight(tag, attributes),
            corners=_corners(f"{attributes.get('d', '')} {attributes.get('points', '')}"),
        )
        for name, value in attributes.items():
            if name == "href":
                part.uses.append(value.strip().removeprefix("#"))
            elif "(" in value:
                for property_name, property_value in (
                    _declarations(value) if name == "style" else [(name, value)]
                ):
                    part.style(property_name, property_value)
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
        """Add the properties of style sheets that draw to every element that a selector could mean."""
        by_name: dict[str, list[_Part]] = defaultdict(list)
        for part in self._parts:
            for name in part.names:
                by_name[name].append(part)
        for tokens, name, value in _style_rules(styles):
            matches = self._parts if "*" in tokens else [part for token in tokens for part in by_name[token]]
            for part in matches:
                if part.is_painted:
                    part.style(name, value)

    def _weigh(self, root: int) -> float:
        """Return the weight of an element; without recursion, since content decides the depth."""
        drawn: dict[int, _Total] = {}
        waiting, entered = [root], set[int]()
        while waiting:
            number = waiting[-1]
            missing = (
                [] if number in drawn else [target for target in self._needs(number) if target not in drawn]
            )
            if number in entered and missing:
                return float("inf")
            entered.add(number)
            if missing:
                waiting += missing
                continue
            if number not in drawn:
                drawn[number] = self._total(self._parts[number], drawn)
            waiting.pop()
        return drawn[root].weight

    def _needs(self, number: int) -> Iterator[int]:
        part = self._parts[number]
        yield from part.children
        yield from self._numbers([*part.uses, *part.references, *part.paints, *part.markers])

    def _numbers(self, names: Iterable[str]) -> Iterator[int]:
        return (self._ids[name] for name in names if name in self._ids)

    def _total(self, part: _Part, drawn: Mapping[int, _Total]) -> _Total:
        """Return what an element is; `drawn` holds all that it needs."""
        within = [drawn[number] for number in (*part.children, *self._numbers(part.uses))]
        shapes = part.is_painted + sum(one.shapes for one in within)
        corners = part.corners + sum(one.corners for one in within)
        weight = part.weight + sum(one.weight for one in within)
        for names, times in ((part.references, 1), (part.paints, shapes), (part.markers, corners)):
            if names:
                weight += times * sum(drawn[number].weight for number in self._numbers(names))
        return _Total(weight, shapes, corners)


def _own_weight(tag: str, attributes: Mapping[str, str]) -> float:
    if not tag.startswith("fe") or tag.startswith(("feFunc", "feMergeNode")):
        return 1
    weight: float = _SLOW_FILTER_WEIGHT if tag in _SLOW_FILTERS else _FILTER_WEIGHT
    for name, ordinary in _WORK_OF_FILTERS.items():
        numbers = [float(number) for number in _NUMBER.findall(attributes.get(name, ""))]
        weight *= max([1.0, *(number / ordinary for number in numbers)])
    return weight


def _corners(path: str) -> int:
    """Return how many corners a line has at most: a marker is drawn at each, and where it closes."""
    if not path.strip():
        return 0
    straight = "".join(_STRAIGHT.findall(path))
    numbers = len(_NUMBER.findall(path)) + len(_NUMBER.findall(straight))
    return 1 + numbers // 2 + path.lower().count("z")


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        yield name, value


def _style_rules(styles: str) -> Iterator[tuple[Iterable[str], str, str]]:
    """Yield each property that draws, with what its selector names; `*` where that is not clear."""
    for rule in styles.split("}"):
        head, brace, body = rule.rpartition("{")
        for name, value in _declarations(body):
            if _URL_REFERENCE.search(value) or _FILTER_FUNCTION.search(value) or _PATH.search(value):
                yield (_TOKEN.findall(head) if brace else ["*"]), name, value
