"""Turn redirects.yml into Redirects, or say everything that is wrong with it.

`moved` is a list of `{from, to}`, `gone` a list of `{from, reason: {en, ko}, instead}`, `reused` a list of
`{from, for}`: people agree that an address names something else. Addresses are those that pages have in every
language, without `/en`: one entry serves all languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from exchange.editions.addresses import SHAPE, is_file
from exchange.editions.old_addresses import LONGEST, may_redirect, names_a_language, same_type
from exchange.text.fields import FieldReader, first_item
from exchange.text.file_names import SHARED_TYPES, extension
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items, Node, Text

_EVENT = "event:"
_ARROW = re.compile(r"\s*(?:[-=]+>|→|=>|,)\s*|\s+(?=/)")
_ENDS = ("from", "to")
_HOST = re.compile(r"^(?:https?:)?//[^/]+/?|^[A-Za-z]:")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something that has another address now."""

    to: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """Something that is no more: why, in each language, and where readers should go on."""

    reason: Mapping[str, str]
    instead: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirects:
    """What happened to addresses that were published, by the address in every language (`/guides/x/#y`)."""

    moves: Mapping[str, Move] = field(default_factory=dict)
    tombstones: Mapping[str, Tombstone] = field(default_factory=dict)
    reused: Mapping[str, str] = field(default_factory=dict)  # addresses that mean something else: what

    def __contains__(self, address: str) -> bool:
        return address in self.moves or address in self.tombstones


def read_redirects(
    text: str, *, path: str, locales: Sequence[str], published: Collection[str] = ()
) -> Redirects:
    """Return what the file says. Raises ContentProblems with all its faults.

    `published` are the addresses that the ledger names: a file outside `/assets/` can be redirected only
    where it is one of them.
    """
    problems: list[Problem] = []
    root = read_rest(text, path=path, problems=problems)
    if root is None:
        raise ContentProblems(problems)
    if isinstance(root, Items) and (
        entry := next((item for item in root.items if isinstance(item, Fields)), None)
    ):
        names = {item.key.value for item in entry}
        heading = "gone" if "reason" in names else "reused" if "for" in names else "moved"
        raise ContentProblems([_problem("redirects-heading", root.place, name=heading)])
    if not isinstance(root, Fields):
        raise ContentProblems([_problem("redirects-no-list", root.place)])
    reader = FieldReader(root, names=("moved", "gone", "reused"), problems=problems)
    addresses = _Addresses(locales=tuple(locales), published=published)
    redirects = Redirects(
        moves=dict(_entries(reader, "moved", ("from", "to"), _move_reader(addresses), addresses)),
        tombstones=dict(
            _entries(reader, "gone", ("from", "reason", "instead"), _tombstone_reader(addresses), addresses)
        ),
        reused=dict(_entries(reader, "reused", ("from", "for"), _reuse, addresses)),
    )
    problems += _repeated_sources(redirects)
    problems += _chains(redirects)
    if problems:
        raise ContentProblems(problems)
    return redirects


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addresses:
    """Judges the addresses of entries: they have no language, and not every old one can be redirected."""

    locales: Sequence[str]
    published: Collection[str]

    def old(self, reader: FieldReader, *, events: bool) -> str:
        """Return the address that an entry is about; an empty text where there is none or a wrong one."""
        value = self.address(reader, "from", events=events)
        if not value or value.startswith(_EVENT) or may_redirect(value, self.published):
            return value
        rule = "redirect-file" if is_file(value) else "redirect-page"
        is_page = "." not in value.removesuffix("/index.html")
        better = _likely_address(value, self.locales) if is_page else ""
        values = {"address": value, "types": ", ".join(SHARED_TYPES)}
        if better and may_redirect(better, self.published):
            rule, values = "redirect-address", {"value": value, "better": better}
        reader.problems.append(_problem(rule, _place(reader, "from"), **values))
        return ""

    def address(self, reader: FieldReader, name: str, *, events: bool = False) -> str:
        """Return any address of an entry; an empty text where there is none or a wrong one."""
        value = reader.text(name, required=True, longest=LONGEST)
        if value is None or (events and value.startswith(_EVENT) and " " not in value):
            return value or ""
        if not SHAPE.fullmatch(value):
            values = {"sign": "*"} if "*" in value else {"better": _likely_address(value, self.locales)}
            reader.problems.append(_problem("redirect-address", _place(reader, name), value=value, **values))
            return ""
        if names_a_language(value, self.locales):
            better = f"/{value.split('/', 2)[2]}"
            reader.problems.append(
                _problem("redirect-language", _place(reader, name), value=value, better=better)
            )
            return ""
        return value


def _place(reader: FieldReader, name: str) -> Place:
    node = reader.node(name)
    return node.place if node else reader.place


def _entries(
    reader: FieldReader,
    name: str,
    fields: Sequence[str],
    read_entry: Callable[[FieldReader, str], Entry | None],
    addresses: _Addresses,
) -> Iterator[tuple[str, Entry]]:
    sources: set[str] = set()
    for item in _items(reader, name):
        if not isinstance(item, Fields):
            ends = _ARROW.split(item.value.strip("{} ")) if isinstance(item, Text) else []
            likely = [_likely_address(end, addresses.locales) or end for end in ends if end]
            better = f"- {{from: {likely[0]}, to: {likely[1]}}}" if len(likely) == len(_ENDS) else ""
            reader.problems.append(_problem("redirects-shape", item.place, better=better))
            continue
        item_reader = FieldReader(item, names=fields, problems=reader.problems)
        source = addresses.old(item_reader, events=name == "gone")
        entry = read_entry(item_reader, source) if source else None
        if source in sources:
            reader.problems.append(_problem("redirect-twice", item.place, address=source))
        elif entry is not None:
            sources.add(source)
            yield source, entry


def _items(reader: FieldReader, name: str) -> tuple[Node, ...]:
    node = reader.node(name)
    if node is None:
        return ()
    if isinstance(node, Items):
        return node.items
    pairs = [field for field in node if field.key.value.startswith("/")] if isinstance(node, Fields) else []
    value = pairs[0].value if pairs else None
    better = f"- {{from: {pairs[0].key.value}, to: {value.value}}}" if isinstance(value, Text) else ""
    reader.report("not-a-list", node.place, name=name, better_entry=better or first_item(node))
    return ()


def _likely_address(value: str, locales: Sequence[str]) -> str:
    """Return the address that was meant by one with a host, a language, the name of a file or backslashes."""
    path, sign, section = _HOST.sub("/", value.strip().replace("\\", "/")).partition("#")
    parts = [part for part in path.split("/") if part]
    while parts and parts[0] in ("content", *locales):
        parts = parts[1:]
    if parts and parts[-1].rpartition(".")[2] in ("md", "html"):
        parts[-1] = parts[-1].rpartition(".")[0]
        parts = parts[:-1] if parts[-1] == "index" else parts
    is_document = bool(parts) and "." in parts[-1]
    better = f"/{'/'.join(parts)}{'' if is_document or not parts else '/'}{sign}{section}"
    return better if parts and SHAPE.fullmatch(better) and better != value else ""


def _move_reader(addresses: _Addresses) -> Callable[[FieldReader, str], Move | None]:
    def read(reader: FieldReader, source: str) -> Move | None:
        target = addresses.address(reader, "to")
        if not target:
            return None
        values = {"address": source, "target": target}
        if source == target:
            reader.problems.append(_problem("redirect-to-itself", reader.place, **values))
            return None
        if is_file(source) != is_file(target) or ("#" in target and "#" not in source):
            page = target.partition("#")[0]
            better = {"better": page} if is_file(source) == is_file(target) else {"none": target}
            reader.problems.append(_problem("redirect-kind", reader.place, **values, **better))
            return None
        if is_file(source) and not same_type(source, target):
            place = _place(reader, "to")
            reader.problems.append(_problem("redirect-type", place, **values, extension=extension(source)))
            return None
        return Move(to=target, place=reader.place)

    return read


def _tombstone_reader(addresses: _Addresses) -> Callable[[FieldReader, str], Tombstone | None]:
    def read(reader: FieldReader, source: str) -> Tombstone | None:
        folder = f"{source.partition('#')[0].rstrip('/').rpartition('/')[0]}/"
        if reader.node("instead", required=True, example=folder) is None:
            return None
        successor = addresses.address(reader, "instead")
        node = reader.node("reason", required=True)
        if not isinstance(node, Fields):
            if node is not None:
                reader.report_language("reason", node, addresses.locales)
            return None
        reason = reader.by_language("reason", node, addresses.locales)
        return (
            Tombstone(reason=reason, instead=successor, place=reader.place) if successor and reason else None
        )

    return read


def _reuse(reader: FieldReader, _source: str) -> str | None:
    return reader.text("for", required=True)


def _repeated_sources(redirects: Redirects) -> Iterator[Problem]:
    for address in redirects.moves.keys() & redirects.tombstones.keys():
        yield _problem("redirect-twice", redirects.tombstones[address].place, address=address)


def _chains(redirects: Redirects) -> Iterator[Problem]:
    """Yield each entry that leads to an address which has itself an entry."""
    aims = [(source, entry.to, entry.place) for source, entry in redirects.moves.items()]
    aims += [(source, entry.instead, entry.place) for source, entry in redirects.tombstones.items()]
    circles = {circle[0]: circle for circle in _circles({source: target for source, target, _ in aims})}
    in_circles = {address for circle in circles.values() for address in circle}
    for source, target, place in aims:
        if source in circles:
            values = {"address": source, "way": " → ".join((*circles[source], source))}
            yield _problem("redirect-circle", place, **values)
        if target in redirects and source not in in_circles and target not in in_circles:
            better = (
                redirects.moves[target].to
                if target in redirects.moves
                else redirects.tombstones[target].instead
            )
            yield _problem("redirect-chain", place, address=source, target=target, better=better)


def _circles(leads_to: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of several addresses that lead to each other, from the first in the alphabet on."""
    passed_paths: set[str] = set()
    for address in leads_to:
        way: dict[str, int] = {}  # from an address to its position
        while address in leads_to and address not in passed_paths and address not in way:
            way[address] = len(way)
            address = leads_to[address]
        passed_paths |= way.keys()
        circle = list(way)[way[address] :] if address in way else []
        if len(circle) > 1:
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])


def _problem(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"editions/{rule}", place=place, values=values)
