"""Links whose text says nothing, and links by labels that nobody defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exchange.languages.language import language
from exchange.rules.masking import MASK
from exchange.rules.page import Page
from exchange.rules.written_links import WrittenLink, missing_references
from exchange.text.problems import Problem

_MARKS = re.compile(r"<[^<>]*>|[*_`~\\]|^\W+|\W+$")
_PICTURE = re.compile(r"!\[[^\[\]]*[^\s\[\]][^\[\]]*\]\(")


def check(page: Page, links: Iterable[WrittenLink]) -> Iterator[Problem]:
    """Yield links that readers of a list of links cannot tell apart."""
    vague = language(page.locale).vague
    for link in links:
        if link.picture or link.text is None:
            continue
        written = page.text[link.text_start : link.text_end] if link.text else ""
        shown = _MARKS.sub("", " ".join(written.split())).lower()
        if not written.strip():
            yield page.problem("link-empty", link.start, link.end, {"target": link.target})
        elif shown in vague and not _PICTURE.search(written):
            values = {"text": written.strip()}
            yield page.problem("link-text", link.text_start, link.text_end, values)
    for missing in missing_references(page.views.structure):
        if MASK not in missing.label:
            yield page.problem("reference-undefined", missing.start, missing.end, {"label": missing.label})
