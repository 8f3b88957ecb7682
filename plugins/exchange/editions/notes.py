"""Turn editions.yml into what was said about sealed pages after they were sealed: errata and withdrawals."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from exchange.editions.addresses import SHAPE
from exchange.text.fields import FieldReader
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_rest import read_rest
from exchange.text.yaml_text import Fields, Items

_FIELDS = ("edition", "page", "kind", "day", "instead", "text")


class NoteKind(Enum):
    """What a note does."""

    ERRATUM = "erratum"  # shown beside the page, which stays as it was sealed
    WITHDRAWN = "withdrawn"  # shown in the page's place


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated note about one page of an edition. `page` is its address in every language.

    `places` says where each of its fields is written, if it is in a file.
    """

    edition: str
    page: str
    kind: NoteKind
    day: datetime.date
    text: Mapping[str, str]
    instead: str = ""  # where to go on from a page that was withdrawn
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


def read_notes(text: str, *, path: str, locales: Sequence[str]) -> tuple[Note, ...]:
    """Return the notes in order. Raises ContentProblems with all faults."""
    problems: list[Problem] = []
    root = read_rest(text, path=path, problems=problems)
    if root is None or (isinstance(root, Fields) and not root.fields and problems):
        raise ContentProblems(problems)
    if isinstance(root, Fields) and not root.fields:
        return ()
    if not isinstance(root, Items):
        raise ContentProblems([Problem(code="editions/notes-shape", place=root.place)])
    notes = [_note(item, locales, problems) for item in root.items if isinstance(item, Fields)]
    problems += [
        Problem(code="editions/notes-shape", place=item.place)
        for item in root.items
        if not isinstance(item, Fields)
    ]
    if problems:
        raise ContentProblems(problems)
    return tuple(note for note in notes if note)


def format_note(note: Note) -> str:
    """Return a note as it is added to the end of the file."""
    lines = [
        f'- edition: "{note.edition}"',
        f"  page: {note.page}",
        f"  kind: {note.kind.value}",
        f"  day: {note.day.isoformat()}",
        *([f"  instead: {note.instead}"] if note.instead else []),
        "  text:",
        *(f"    {code}: {json.dumps(text, ensure_ascii=False)}" for code, text in sorted(note.text.items())),
    ]
    return "\n".join(lines) + "\n"


def _note(item: Fields, locales: Sequence[str], problems: list[Problem]) -> Note | None:
    reader = FieldReader(item, names=_FIELDS, problems=problems)
    problem_count = len(problems)
    edition, day = reader.text("edition", required=True), reader.day("day", required=True)
    kind = reader.choice("kind", [note_kind.value for note_kind in NoteKind], required=True)
    page = _address(reader, "page", problems, required=True)
    successor = _address(reader, "instead", problems, required=kind == NoteKind.WITHDRAWN.value)
    text = _texts(reader, locales, problems)
    if len(problems) > problem_count or not (edition and page and kind and day):
        return None
    places = {name: node.place for name in _FIELDS if (node := reader.node(name)) is not None}
    return Note(
        edition=edition,
        page=page,
        kind=NoteKind(kind),
        day=day,
        text=text,
        instead=successor,
        places=places,
    )


def _address(reader: FieldReader, name: str, problems: list[Problem], *, required: bool) -> str:
    value = reader.text(name, required=required) or ""
    if value and not (SHAPE.fullmatch(value) and value.endswith("/")):
        problems.append(
            Problem(code="editions/redirect-address", place=reader.place, values={"value": value})
        )
    return value


def _texts(reader: FieldReader, locales: Sequence[str], problems: list[Problem]) -> Mapping[str, str]:
    node = reader.node("text", required=True)
    if not isinstance(node, Fields):
        if node is not None:
            problems.append(Problem(code="editions/notes-shape", place=node.place))
        return {}
    return reader.by_language("text", node, locales) or {}
