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
NEW_PAGE = "guide-99999"
NEW_WORDS = "These words are new."
KOREAN_WORDS = "논의의 고갱이를 살린다."
"""Words that no other page of the corpus holds: the analyser of Korean has to be loaded for them."""
SENTENCES = {"en": "A new sentence, number {mark}.", "ko": "새로 쓴 문장, {mark}번."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that somebody changes and saves."""

    name: str
    changed: Callable[[Path, int], Mapping[str, str]]
    """From the corpus and its number of pages to new texts, by path below the corpus."""
    shown: Callable[[int], tuple[str, str]]
    """From the number of pages to a page built (its path in the corpus) and what must be in it afterwards."""


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


def _korean(corpus: Path, pages: int) -> Mapping[str, str]:
    path = guide(pages // 2, "ko")
    return {path: f"{(corpus / path).read_text(encoding='utf-8')}\n{KOREAN_WORDS}\n"}


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
    """A page beside the guide in the middle, with its text."""
    number = pages // 2
    texts = {locale: (corpus / guide(number, locale)).read_text(encoding="utf-8") for locale in LOCALES}
    return {
        _new_page(pages, locale): text.replace(f"id: guide-{number:05}", f"id: {NEW_PAGE}")
        .replace(f'{number}"', 'of today"')
        .replace(f'{number}."', 'of today."')
        for locale, text in texts.items()
    }


def _new_page(pages: int, locale: str) -> str:
    return str(Path(guide(pages // 2, locale)).with_name(f"{NEW_PAGE}.md"))


def _term(corpus: Path) -> Mapping[str, str]:
    """Other words in the definition of a term that nearly every page of the corpus names."""
    rows = list(csv.reader(io.StringIO((corpus / "glossary.csv").read_text(encoding="utf-8"))))
    english, definition = rows[0].index("en"), rows[0].index("definition_en")
    for row in rows:
        if row[english] == TERM:
            row[definition] += f" {NEW_WORDS}"
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return {"glossary.csv": written.getvalue()}


BODY = Edit(
    name="one page's text edited",
    changed=body,
    shown=lambda pages: (guide(pages // 2, "en"), SENTENCES["en"].format(mark=1)),
)
KOREAN = Edit(
    name="one page's text edited, Korean words new to the site",
    changed=_korean,
    shown=lambda pages: (guide(pages // 2, "ko"), KOREAN_WORDS),
)
EDITS = (
    BODY,
    KOREAN,
    Edit(
        name="a page's title edited",
        changed=_title,
        shown=lambda pages: (guide(pages // 2 + 1, "en"), ", renamed"),
    ),
    Edit(
        name="a section's title and id edited, both languages",
        changed=_heading,
        shown=lambda pages: (guide(pages // 2 + 2, "ko"), 'id="section-new"'),
    ),
    Edit(
        name="a page added, both languages",
        changed=_added,
        shown=lambda pages: (_new_page(pages, "ko"), "of today"),
    ),
    Edit(
        name="a glossary definition edited",
        changed=lambda corpus, _: _term(corpus),
        shown=lambda _: ("en/glossary.md", NEW_WORDS),
    ),
)
