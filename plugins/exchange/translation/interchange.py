"""Texts for translation tools and back: XLIFF 2.1 (OASIS, 2018) and PO files of gettext.

What is written and read is the same: units of segments, each with its source and its target.
"""

from __future__ import annotations

import codecs
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from operator import itemgetter
from typing import NoReturn
from xml.etree import ElementTree as Xml

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 too
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIGEST = "digest"
_DEEPEST = 100  # elements within each other; tools put a handful of marks around a word
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,6}")
_NUMBER = re.compile("[0-9]{1,6}")
_BREAK = "\n\n"
_DRAFT = re.compile(r":(?:needs|draft|fuzzy|reject|unreviewed|unapproved)", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"(\n[ \t]*\n+)")


class NotReadable(Exception):
    """The file is neither XLIFF 2 nor PO, or not one that was written here; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One section or text. `digest` names the target as it was when the file was written."""

    name: str
    file: str
    digest: str
    segments: tuple[tuple[str, str], ...]  # source and target
    note: str = ""  # what changed in the source
    is_late: bool = True
    copies: tuple[str, ...] = ()  # targets that a tool has only filled with their sources

    @property
    def is_whole(self) -> bool:
        """Return True if every segment is translated: what is not would take a text away."""
        return all(target.strip() or not source.strip() for source, target in self.segments)


def segments(source: str, target: str) -> tuple[tuple[str, str], ...]:
    """Return the paragraphs of both texts where they have as many, else both as they are."""
    sources, targets = _PARAGRAPH_BREAK.split(source), _PARAGRAPH_BREAK.split(target)
    if len(sources) != len(targets):
        return ((source, target),)
    return tuple(zip(sources[::2], targets[::2], strict=True))


def join_paragraphs(target: str, texts: Sequence[str]) -> str:
    """Return a target with its paragraphs replaced. Raises NotReadable for another number of them.

    A tool may have joined segments: then there are several paragraphs in one.
    """
    parts = _PARAGRAPH_BREAK.split(target)
    if len(texts) == 1:
        return texts[0]
    if len(texts) < len(parts[::2]):
        texts = [part for text in texts for part in _PARAGRAPH_BREAK.split(text)[::2]]
    if len(texts) != len(parts[::2]):
        raise NotReadable(f"{len(texts)} / {len(parts[::2])}")
    parts[::2] = texts
    return "".join(parts)


def xliff(units: Sequence[Unit], *, source: str, target: str) -> bytes:
    """Return units as XLIFF 2.1; what XML cannot hold is written as `cp`."""
    Xml.register_namespace("", _NAMESPACE)
    root = Xml.Element(_tag("xliff"), {"version": "2.1", "srcLang": source, "trgLang": target})
    files: dict[str, Xml.Element] = {}
    for number, unit in enumerate(units, 1):
        if unit.file not in files:
            attributes = {"id": f"f{len(files) + 1}", "original": unit.file}
            files[unit.file] = Xml.SubElement(root, _tag("file"), attributes)
        node = Xml.SubElement(files[unit.file], _tag("unit"), {"id": f"u{number}", "name": unit.name})
        notes = Xml.SubElement(node, _tag("notes"))
        Xml.SubElement(notes, _tag("note"), {"category": _DIGEST}).text = unit.digest
        if unit.note:
            _write_text(Xml.SubElement(notes, _tag("note"), {"category": "change"}), unit.note, is_code=False)
        for position, (text, translation) in enumerate(unit.segments, 1):
            state = "initial" if unit.is_late else "translated"
            if position > 1:
                _write_part(Xml.SubElement(node, _tag("ignorable")), _BREAK, _BREAK)
            segment = Xml.SubElement(node, _tag("segment"), {"id": f"s{position}", "state": state})
            _write_part(segment, text, translation)
    body = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def read_xliff(content: bytes) -> Iterator[Unit]:
    """Yield the units of an XLIFF 2 file. Raises NotReadable."""
    try:
        root = Xml.XML(content, Xml.XMLParser(target=_Tree()))
    except (Xml.ParseError, ValueError, LookupError) as error:  # expat knows few encodings of several bytes
        raise NotReadable(str(error)) from error
    if root.tag != _tag("xliff"):
        raise NotReadable(root.tag)
    for file in root.iter(_tag("file")):
        for node in file.iter(_tag("unit")):
            notes = {note.get("category"): note.text or "" for note in node.iter(_tag("note"))}
            yield Unit(
                name=node.get("name", ""),
                file=file.get("original", ""),
                digest=notes.get(_DIGEST, ""),
                segments=_read_segments(node),
                copies=tuple(
                    source
                    for segment in node.findall(_tag("segment"))
                    if segment.get("state", "initial") == "initial"
                    and (source := _read_text(segment, "source").strip())
                    and source == _read_text(segment, "target").strip()
                ),
            )


def _read_segments(unit: Xml.Element) -> tuple[tuple[str, str], ...]:
    """Return the paragraphs of a unit: a tool may have divided them, joined them, or put targets in an order.

    What is between segments (`ignorable`) says where a paragraph ends. XLIFF 2.1, 4.2.2.5 and 4.3.1.26.
    """
    parts = [part for part in unit if part.tag in (_tag("segment"), _tag("ignorable"))]
    sources = [_read_text(part, "source") for part in parts]
    targets = [
        text for _, text in sorted(map(_placed_target, range(1, len(parts) + 1), parts), key=itemgetter(0))
    ]
    if _BREAK not in sources:
        segments = [part.tag == _tag("segment") for part in parts]
        return tuple(zip(compress(sources, segments), compress(targets, segments), strict=True))
    paragraphs, translations = _paragraphs(sources), _paragraphs(targets)
    if len(paragraphs) != len(translations):
        return (("".join(sources), "".join(targets)),)
    return tuple(zip(paragraphs, translations, strict=True))


def _placed_target(place: int, part: Xml.Element) -> tuple[int, str]:
    """Return where the target of a part stands, and its text; none of a draft."""
    target = part.find(_tag("target"))
    order = "" if target is None else target.get("order", "")
    if target is None and part.tag == _tag("ignorable"):
        return place, _read_text(part, "source")
    is_draft = _DRAFT.search(part.get("subState", ""))
    return int(order) if _NUMBER.fullmatch(order) else place, "" if is_draft else _read_text(part, "target")


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """Return texts joined up to each that is the end of a paragraph."""
    return ["".join(group) for is_end, group in groupby([*texts], key=_BREAK.__eq__) if not is_end]


class _Tree(Xml.TreeBuilder):
    """Builds a tree that is no deeper than any tool writes, and without a type, which XLIFF does not have."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> NoReturn:
        """Refuse a type, in whatever encoding: only with it can a text grow when it is read."""
        raise NotReadable("DOCTYPE")

    def start(self, tag: str, attributes: dict[str, str]) -> Xml.Element:
        """Begin an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotReadable(f"<{tag.rpartition('}')[2]}> {self._depth}")
        return super().start(tag, attributes)

    def end(self, tag: str) -> Xml.Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _write_text(node: Xml.Element, text: str, *, is_code: bool = True) -> None:
    """Fill an element; notes may hold no codes, so that signs are left out there."""
    if not is_code:
        node.text = _NO_XML.sub(" ", text)
        return
    start, last = 0, None
    for match in _NO_XML.finditer(text):
        _append(node, last, text[start : match.start()])
        last = Xml.SubElement(node, _tag("cp"), {"hex": f"{ord(match[0]):04X}"})
        start = match.end()
    _append(node, last, text[start:])


def _write_part(part: Xml.Element, source: str, target: str) -> None:
    for name, text in (("source", source), ("target", target)):
        _write_text(Xml.SubElement(part, _tag(name), {_SPACE: "preserve"}), text)


def _append(node: Xml.Element, last: Xml.Element | None, text: str) -> None:
    if last is None:
        node.text = text
    else:
        last.tail = text


def _read_text(segment: Xml.Element, name: str) -> str:
    """Return the text of a segment; of codes that a tool has added, the text within them."""
    node = segment.find(_tag(name))
    return "" if node is None else "".join(_parts(node))


def _parts(node: Xml.Element) -> Iterator[str]:
    yield (node.text or "").replace("\r\n", "\n")  # as some tools write the end of a line
    for child in node:
        if child.tag == _tag("cp"):
            yield _sign(child.get("hex", ""))
        else:
            yield from _parts(child)
        yield (child.tail or "").replace("\r\n", "\n")


def _sign(number: str) -> str:
    """Return the character of a code point. Raises NotReadable where no text can have it."""
    code = int(number, 16) if _HEXADECIMAL.fullmatch(number) else -1
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:  # the second are halves of UTF-16
        raise NotReadable(f'<cp hex="{number}">')
    return chr(code)


def po(units: Sequence[Unit], *, target: str, now: datetime.datetime) -> bytes:
    """Return units as a PO file: a message for each segment, its context the unit and its number."""
    catalog = Catalog(creation_date=now, revision_date=now, charset="utf-8", fuzzy=False)
    catalog.mime_headers = [*catalog.mime_headers, ("Language", target)]
    for unit in units:
        for number, (text, translation) in enumerate(unit.segments, 1):
            catalog.add(
                text,
                translation,
                context=f"{unit.name}|{number}",
                auto_comments=[f"{_DIGEST}: {unit.digest}", f"file: {unit.file}"],
                user_comments=[" ".join(unit.note.split())] if unit.note else [],
            )
    output = io.BytesIO()
    write_po(output, catalog, width=0)
    return output.getvalue()


def _final_text(message: Message) -> str:
    """Return a translation; an empty text for a draft (`fuzzy`) and for plurals, which nothing here has."""
    return message.string if isinstance(message.string, str) and not message.fuzzy else ""


def read_po_units(content: bytes) -> Iterator[Unit]:
    """Yield the units of a PO file. Raises NotReadable."""
    try:
        catalog = read_po(io.BytesIO(content.removeprefix(codecs.BOM_UTF8)), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:  # the last for an encoding that is none
        raise NotReadable(str(error)) from error
    units: dict[str, dict[int, tuple[str, str]]] = {}
    facts: dict[str, dict[str, str]] = {}
    for message in catalog:
        name, _, number = (message.context or "").rpartition("|")
        if name and _NUMBER.fullmatch(number):
            texts = units.setdefault(name, {})
            if int(number) in texts:  # one would overwrite the other
                raise NotReadable(f"{message.context} (2)")
            texts[int(number)] = (str(message.id), _final_text(message))
            pairs = (comment.partition(": ") for comment in message.auto_comments)
            facts.setdefault(name, {}).update({key: value for key, _, value in pairs})
    for name, texts in units.items():
        yield Unit(
            name=name,
            file=facts[name].get("file", ""),
            digest=facts[name].get(_DIGEST, ""),
            segments=tuple(texts[number] for number in sorted(texts)),
        )
