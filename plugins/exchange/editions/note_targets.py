"""Say of each note about a sealed page whether the edition, the page and the way on from it are there."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from exchange.editions import branch
from exchange.editions.addresses import without_locale
from exchange.editions.digests import SECTIONS, Sections
from exchange.editions.notes import Note, NoteKind
from exchange.text.problems import Problem
from exchange.text.suggestions import nearest_path

SealedPages = Mapping[str, Collection[str]]
"""From an edition to its pages, by the address they have in every language; empty if they are not known."""


def wrong_targets(notes: Sequence[Note], sealed: SealedPages) -> Iterator[Problem]:
    """Yield a problem for each note about an edition, or a page of one, that is not there."""
    for note in notes:
        pages = sealed.get(note.edition)
        if pages is None:
            values = {"edition": note.edition, "known": ", ".join(sealed), "branch": branch.BRANCH}
            yield Problem(code="editions/note-edition", place=note.places["edition"], values=values)
        elif pages and note.page not in pages:
            values = {
                "edition": note.edition,
                "page": note.page,
                "best": nearest_path(note.page, sorted(pages)) or "",
            }
            yield Problem(code="editions/note-page", place=note.places["page"], values=values)


def repeated_withdrawals(notes: Sequence[Note]) -> Iterator[Problem]:
    """Yield a problem for each page of an edition that is withdrawn once more, which would hide a reason."""
    first: dict[tuple[str, str], Note] = {}
    for note in notes:
        if note.kind is NoteKind.WITHDRAWN and first.setdefault((note.edition, note.page), note) is not note:
            earlier = first[note.edition, note.page].places["page"].line
            values = {"page": note.page, "edition": note.edition, "line": str(earlier)}
            yield Problem(code="editions/note-twice", place=note.places["page"], values=values)


def notes_ahead(notes: Sequence[Note], today: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each note of a day that it is nowhere yet."""
    for note in notes:
        if note.day > today:
            values = {"day": note.day.isoformat(), "today": today.isoformat()}
            yield Problem(code="editions/note-ahead", place=note.places["day"], values=values)


def wrong_ways_on(
    notes: Sequence[Note], leads: Callable[[str], bool], pages: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each withdrawal that sends readers to where nothing is."""
    for note in notes:
        if note.instead and not leads(note.instead):
            values = {"page": note.instead, "best": nearest_path(note.instead, sorted(pages)) or ""}
            yield Problem(code="editions/note-instead", place=note.places["instead"], values=values)


def pages_of(sections: Sections, locales: Sequence[str]) -> frozenset[str]:
    """Return the pages that an edition has, by the address they have in every language."""
    return frozenset(without_locale(address, locales) for address in sections)


def pages_on_branch(repository: Path, editions: Collection[str], locales: Sequence[str]) -> SealedPages:
    """Return every edition on the branch, with the pages of those that are asked for. Raises GitError."""
    return {
        edition: _pages_in(repository, edition, locales) if edition in editions else frozenset()
        for edition in branch.editions(repository)
    }


def _pages_in(repository: Path, edition: str, locales: Sequence[str]) -> frozenset[str]:
    return pages_of(json.loads(branch.sealed_file(repository, edition, SECTIONS) or "{}"), locales)
