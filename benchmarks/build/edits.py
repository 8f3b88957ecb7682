"""The edits whose builds are timed: from the corpus as it was made to new texts of the files they touch."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import PER_FOLDER

LOCALES = ("en", "ko")
TERM = "estimand"
SENTENCES = {"en": "A new sentence, number {mark}.", "ko": "새로 쓴 문장, {mark}번."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that somebody changes and saves."""

    name: str
    changed: Callable[[Path, int], Mapping[str, str]]
    """From the corpus and its number of pages to new texts, by path below the corpus."""


def guide(number: int, locale: str) -> str:
    """Return where a guide of the corpus is."""
    return f"{locale}/part-{number // PER_FOLDER:03}/guide-{number:05}.md"


def body(corpus: Path, pages: int) -> Mapping[str, str]:
    """A sentence at the end of the guide in the middle, in English."""
    return with_sentence(corpus, guide(pages // 2, "en"), mark=1)


def with_sentence(corpus: Path, path: str, *, mark: int) -> Mapping[str, str]:
    """Return a page with one more sentence in its own language."""
    text = (corpus / path).read_text(encoding="utf-8")
    return {path: f"{text}\n{SENTENCES[path[:2]].format(mark=mark)}\n"}


def _title(corpus: Path, pages: int) -> Mapping[str, str]:
    path = guide(pages // 2 + 1, "en")
    text = (corpus / path).read_text(encoding="utf-8")
    return {path: re.sub(r'^title: "(.*)"$', r'title: "\1, renamed"', text, count=1, flags=re.MULTILINE)}


def _heading(corpus: Path, pages: int) -> Mapping[str, str]:
    paths = [guide(pages // 2 + 2, locale) for locale in LOCALES]
    heading = re.compile(r"^## (.*) \{ #section-4 \}$", re.MULTILINE)
    return {
        path: heading.sub(r"## \1 2 { #section-new }", (corpus / path).read_text(encoding="utf-8"))
        for path in paths
    }


def _added(corpus: Path, pages: int) -> Mapping[str, str]:
    number = pages // 2
    old, new = f"guide-{number:05}", "guide-99999"
    return {
        guide(number, locale).replace(old, new): (corpus / guide(number, locale))
        .read_text(encoding="utf-8")
        .replace(f"id: {old}", f"id: {new}")
        .replace(f'{number}"', 'of today"')
        .replace(f'{number}."', 'of today."')
        for locale in LOCALES
    }


def _term(corpus: Path) -> Mapping[str, str]:
    """Other words in the definition of a term that nearly every page of the corpus names."""
    rows = list(csv.reader(io.StringIO((corpus / "glossary.csv").read_text(encoding="utf-8"))))
    english, definition = rows[0].index("en"), rows[0].index("definition_en")
    for row in rows:
        if row[english] == TERM:
            row[definition] += " These words are new."
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return {"glossary.csv": written.getvalue()}


BODY = Edit(name="one page's text edited", changed=body)
EDITS = (
    BODY,
    Edit(name="a page's title edited", changed=_title),
    Edit(name="a section's title and id edited, both languages", changed=_heading),
    Edit(name="a page added, both languages", changed=_added),
    Edit(name="a glossary definition edited", changed=lambda corpus, _: _term(corpus)),
)
