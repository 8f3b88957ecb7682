"""Read a judged collection: pages, queries and a small glossary: tests/search/collection or the like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exchange.search.glossary import concepts
from exchange.search.model import Concept, Page, Section
from exchange.terms.termbase import read_terms

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query with its judgements."""

    text: str
    reader: str
    """Language of the reader."""
    kind: str
    """Class of the query, such as ``ko-josa``."""
    grades: dict[str, float]
    """Page id to grade."""

    @property
    def group(self) -> str:
        """Korean, English or across."""
        return {"ko": "Korean", "en": "English"}.get(self.kind.split("-")[0], "across")


def read_pages(path: Path) -> list[dict[str, object]]:
    """Pages as written in the file."""
    pages: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return pages


def read_queries(path: Path) -> list[Query]:
    """Judged queries."""
    return [
        Query(text=query["q"], reader=query["ui"], kind=query["cls"], grades=query["rel"])
        for query in json.loads(path.read_text(encoding="utf-8"))
    ]


def read_concepts(path: Path) -> tuple[Concept, ...]:
    """A termbase (CSV), or a list of concepts as ``ko synonyms | en synonyms``, one a line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return concepts(read_terms(text, path=path.name, locales=LANGUAGES))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(_concept(number, line) for number, line in enumerate(lines))


def _concept(number: int, line: str) -> Concept:
    korean, english = ([name.strip() for name in side.split(",")] for side in line.split("|"))
    return Concept(id=f"c{number:03}", names={"en": tuple(english), "ko": tuple(korean)})


def search_pages(written: list[dict[str, object]]) -> list[Page]:
    """Pages as the search package takes them; ``<lang>/<slug>`` is the id and the path."""
    ids = {str(page["id"]) for page in written}
    return [_search_page(page, ids) for page in written]


def _search_page(page: dict[str, object], ids: set[str]) -> Page:
    other = {"ko": "en", "en": "ko"}[str(page["lang"])]
    counterpart = f"{other}/{page['slug']}"
    tags = page.get("tags") or []
    return Page(
        id=str(page["id"]),
        lang=str(page["lang"]),
        url=f"{page['id']}/",
        title=str(page["title"]),
        kind=str(page.get("section") or ""),
        status=str(page.get("status") or ""),
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        sections=tuple(_sections(str(page["md"]))),
        counterpart=counterpart if counterpart in ids else None,
    )


def _sections(markdown: str) -> Iterator[Section]:
    """Sections by headings; list items that are only a link tell of another page and are left out."""
    heading, lines, number = "", list[str](), 0
    for line in [*markdown.splitlines(), "## "]:
        if line.startswith("# ") or re.fullmatch(r"[-*] \[[^\]]*\]\([^)]*\)", line):
            continue
        if line.startswith("## "):
            if heading or any(lines):
                yield Section(id=f"s{number}" if heading else "", heading=heading, text="\n".join(lines))
            heading, lines, number = line[3:].strip(), [], number + 1
        else:
            lines.append(line)
