"""Count, in the built site, what the content is measured by: `make sources` (reads site/)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from tests.building import ROOT
from tests.site.pages import every, page, text

KINDS = frozenset(f"kind-{name}" for name in ("guide", "pathway", "lesson", "course", "page", "home"))
SHORT = 5  # words
COUNTRIES = (("UK", "영국"), ("Korea", "한국"))
# The first clause decides: a cell that answers first and then says what was not found is an answer.
UNANSWERED = re.compile(
    r"^\W*$|\bnot (?:found|covered|known)\b|\bno\b.*\bfound\b|^(?:we )?did not look|^(?:ask|confirm with)\b"
    r"|찾지 못|확인하지 못|다루지 않|^\S+(?:에|에게) (?:문의|확인)",
    re.IGNORECASE,
)

_CLAUSE_END = re.compile(r"[.;]\s")
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\bDr)[.!?][\"”’)\]]*(?=\s|$)")
_COMMAND = "십시오"
_NOT_PROSE = frozenset({"table", "pre", "script", "style", "sup", "h1", "h2", "h3", "h4", "figure", "form"})
_ASIDES = frozenset({"term-note", "admonition-title", "footnote", "recheck", "table", "section-link"})
_BLOCKS = frozenset({"p", "li", "ul", "ol", "div", "dl", "dt", "dd", "blockquote", "section", "details"})


@dataclass(slots=True)
class Figures:
    """Counts of one language; `unanswered` has the cells of the UK column, then of Korea's."""

    sentences: int = 0
    short: int = 0
    notes: int = 0
    notes_with_address: int = 0
    commands: int = 0
    unanswered: list[int] = field(default_factory=lambda: [0, 0])
    cells: list[str] = field(default_factory=list)

    def add(self, body: Element) -> None:
        """Count the text of a page."""
        found = [sentence for block in prose(body) for sentence in sentences(block)]
        self.sentences += len(found)
        self.short += sum(len(sentence.split()) <= SHORT for sentence in found)
        self.commands += text(body).count(_COMMAND)
        for table in body.iter("table"):
            for country, cell in unanswered(table):
                self.unanswered[country] += 1
                self.cells.append(cell)
        for note in notes(body):
            self.notes += 1
            self.notes_with_address += has_address(note)


def prose(element: Element) -> Iterator[str]:
    """Yield the text of each paragraph and list item; tables, headings, code and notes are not prose."""
    parts: list[str] = []

    def walk(node: Element) -> Iterator[str]:
        for child in node:
            classes = set((child.get("class") or "").split())
            if child.tag in _NOT_PROSE or classes & _ASIDES:
                pass
            elif child.tag in _BLOCKS:
                yield from flush()
                parts.append(child.text or "")
                yield from walk(child)
                yield from flush()
            else:
                parts.append(child.text or "")
                yield from walk(child)
            parts.append(child.tail or "")

    def flush() -> Iterator[str]:
        block = " ".join("".join(parts).split())
        parts.clear()
        if block:
            yield block

    parts.append(element.text or "")
    yield from walk(element)
    yield from flush()


def sentences(block: str) -> list[str]:
    """Return the sentences of a block; a label before a colon belongs to its sentence.

    A block that ends without a stop, such as a list of links, has no last sentence.
    """
    return [part for part in (part.strip() for part in _SENTENCE_END.split(block)[:-1]) if part]


def notes(body: Element) -> list[Element]:
    """Return the footnotes in the text of a page."""
    return [note for each in every(body, "div", class_="footnote") for note in each.iter("li")]


def has_address(note: Element) -> bool:
    """Return True if a footnote links to a page of another site; a host name alone is no address."""
    addresses = (link.get("href", "") for link in note.iter("a"))
    return any(re.match(r"https?://[^/]+/\S|https?://doi\.org/", address) for address in addresses)


def unanswered(table: Element) -> Iterator[tuple[int, str]]:
    """Yield country (0 the UK, 1 Korea) and text of each cell without an answer in a table of both."""
    heads = [text(cell) for cell in table.iter("th")]
    columns = [_column(heads, names) for names in COUNTRIES]
    if None in columns:
        return
    for row in table.iter("tr"):
        cells = [text(cell) for cell in row.iter("td")]
        for country, column in enumerate(columns):
            if column is not None and column < len(cells) and _unanswered(cells[column]):
                yield country, cells[column]


def _unanswered(cell: str) -> bool:
    """Return True if the first clause of a cell says nothing, or says that nothing was found."""
    return bool(UNANSWERED.search(_CLAUSE_END.split(cell)[0]))


def _column(heads: list[str], names: tuple[str, ...]) -> int | None:
    """Return the column whose heading begins with a country's name."""
    return next((number for number, head in enumerate(heads) if head.startswith(names)), None)


def figures(folder: Path, locale: str) -> Figures:
    """Return the figures of one language of a built site.

    Calls, the glossary, the style page and text shown in the other language are left out.
    """
    result = Figures()
    for file in sorted((folder / locale).rglob("*.html")):
        body = page(file).find("body")
        if body is not None and body.get("class") in KINDS:
            for each in every(body, "div", class_="text"):
                if each.get("lang", locale) == locale:
                    result.add(each)
    return result


def share(part: int, whole: int) -> str:
    """Return a share such as `12 of 80 (15 %)`."""
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "none"


def main() -> int:
    """Print the figures of both languages, with the cells that give no answer."""
    for locale in ("en", "ko"):
        found = figures(ROOT / "site", locale)
        if locale == "en":
            print(f"en: sentences of {SHORT} words or fewer: {share(found.short, found.sentences)}")
        else:
            print(f"ko: {_COMMAND}: {found.commands}")
        print(f"{locale}: footnotes with an address: {share(found.notes_with_address, found.notes)}")
        print(f"{locale}: cells without an answer: UK {found.unanswered[0]}, Korea {found.unanswered[1]}")
        for cell in found.cells:
            print(f"  {cell}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
