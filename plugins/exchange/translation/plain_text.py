"""The words of each section of a page, in whatever state the page is: old versions are read too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems
from exchange.text.sections import sections

_NO_WORDS = re.compile(
    r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"  # targets of links
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?https?:\S*"
    r"|\[\^[^\]\n]+\]"
    r"|\{[:#.][^{}\n]*\}|\{ [^{}\n]*\}"
    r"|</?[a-zA-Z][^<>\n]*>"
    r"|https?:[^\s<>()\[\]]*",
    re.MULTILINE,
)


def plain_sections(text: str, path: str) -> Mapping[str, str] | None:
    """Return the words of each section by its id, up to the next heading; before the first, an empty id.

    None where the page cannot be read: what it says is not known then.
    """
    try:
        document = read_document(text, path=path)
    except ContentProblems:
        return None
    lines = document.body.split("\n")
    heads = [section for section in sections(document.body) if section.id]
    starts = [0, *(head.line - 1 for head in heads)]
    ends = [*(head.line - 1 for head in heads), len(lines)]
    names = ["", *(head.id or "" for head in heads)]
    return {
        name: _NO_WORDS.sub(" ", "\n".join(lines[start:end])).strip()
        for name, start, end in zip(names, starts, ends, strict=True)
    }
