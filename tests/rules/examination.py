"""Examine a page that is given as text, as `kx check` and a build examine what they have read."""

from __future__ import annotations

from exchange.authoring.sections import sections
from exchange.pages.library import SourcePage
from exchange.pages.page_meta import page_meta
from exchange.rules.examination import Examination, PageRules
from exchange.text.documents import read_document, text_of


def examine(rules: PageRules, content: bytes, *, locale: str, name: str) -> Examination:
    """Return what the rules find in a page whose front matter can be read."""
    document = read_document(text_of(content), path=f"content/{locale}/{name}")
    source = SourcePage(
        path=name,
        locale=locale,
        document=document,
        meta=page_meta(document, locales=("en", "ko"), problems=[]),
        sections=sections(document.body, first_line=document.body_line),
    )
    return rules.examine(content, source)
