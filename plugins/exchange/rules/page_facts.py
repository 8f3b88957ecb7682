"""What must be known of a page to check the others: small enough to be kept between two runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from exchange.authoring.sections import Section
from exchange.text.problems import Place


class Target(NamedTuple):
    """The target of a link or picture, as written, and its place in the page, which knows the path.

    A tuple, since a site has many thousands of them and each run makes them all.
    """

    target: str
    line: int
    column: int
    end_line: int
    end_column: int
    names_language: bool = False  # whether the words of the link say that it leads to another language


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One page in one language. Of one whose front matter cannot be read, the body, or the name alone."""

    path: str  # how problems name the file
    locale: str
    name: str
    readable: bool
    body_line: int = 0  # the first line of the body, or 0 where that could not be read either
    title: str = ""
    kind: str = ""
    original: str = ""
    id: str = ""
    checked: str = ""  # ISO 8601, or empty
    published: str = ""  # ISO 8601, or empty
    fields: tuple[tuple[str, Place], ...] = ()  # where the fields that are compared stand
    sections: tuple[Section, ...] = ()
    anchors: tuple[str, ...] = ()  # ids that are not those of sections
    links: tuple[Target, ...] = ()
    images: tuple[Target, ...] = ()
    digests: tuple[tuple[Target, str], ...] = ()  # what cards say of the files they lead to (SHA-256)
    footnotes: tuple[str, ...] = ()  # labels, sorted
    rechecks: int = 0  # how often readers are sent to the live source

    def span(self, target: Target) -> tuple[Place, Place]:
        """Return where a target of this page begins, and the place behind it."""
        return (
            Place(path=self.path, line=target.line, column=target.column),
            Place(path=self.path, line=target.end_line, column=target.end_column),
        )

    def field_place(self, name: str) -> Place:
        """Return where a field's name stands, or the front matter's beginning."""
        return dict(self.fields).get(name, Place(path=self.path, line=1))
