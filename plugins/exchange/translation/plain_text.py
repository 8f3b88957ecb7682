"""The words of each section of a page, in whatever state the page is: old versions are read too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown.extensions.toc import slugify

from exchange.text.documents import read_document
from exchange.text.problems import ContentProblems

_NO_WORDS = re.compile(
    r"<!--(?s:(?:(?!<!--).)*?)-->"
    r"|(?P<label_end>\])\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"  # targets of links
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?https?:\S*"
    r"|\[\^[^\]\n]+\]"
    r"|\{(?:\*[^\n]*?\*|![^\n]*?!)\}"  # files that are included, as links are followed
    r"|\{\{(?:%[^\n]*?%|<[^\n]*?>)\}\}|\{%[^\n]*?%\}"  # forms of other generators
    r"|^(?P<fence>[ \t]*(?:`{3,}|~{3,}))[^\n`]+$"  # in which language code is, and how it is shown
    r"|\{[:#.][^{}\n]*\}|\{ (?=[:#.]|[\w-]+=)[^{}\n]*\}"
    r"|</?[a-zA-Z][^<>\n]*>"
    r"|https?:[^\s<>()\[\]]*",
    re.MULTILINE,
)


_FENCE = re.compile(r"^(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^(?P=fence)[ ]*$|\Z)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(
    r"^#{1,6}[ \t]++(?P<title>(?:[^\n]*?[^ \t\n])??)[ \t]*+"
    r"(?:\{(?=[^{}\n]*+\})[^{}\n]*#(?P<id>[\w-]+)[^{}\n]*\})?+[ \t#]*+$",
    re.MULTILINE,
)


def plain(text: str) -> str:
    """Return a text without what is no words: targets of links, marks, addresses."""
    return _NO_WORDS.sub(lambda match: match["label_end"] or match["fence"] or " ", text).strip()


def plain_sections(text: str, path: str) -> Mapping[str, str]:
    """Return the words of each section by its id, up to the next heading; before the first, an empty id.

    Headings are found by their signs alone: of many old versions, rendering each would take minutes.
    """
    try:
        body = read_document(text, path=path).body
    except ContentProblems:  # front matter that was faulty, or that a page did not have yet
        body = text
    starts, names = {0: ""}, {""}
    for match in _headings(body):
        name = match["id"] or (slugify(match["title"], "-") if match["title"].isascii() else "")
        if name not in names:
            starts[match.start()] = name
            names.add(name)
    ends = [*list(starts)[1:], len(body)]
    return {name: plain(body[start:end]) for (start, name), end in zip(starts.items(), ends, strict=True)}


def without_later_headings(text: str, other: str) -> str:
    """Return a text up to where it has as many headings as another one; the rest is in other sections now."""
    starts = [match.start() for match in _headings(text)]
    count = heading_count(other)
    return text[: starts[count]].strip() if 0 < count < len(starts) else text


def heading_count(text: str) -> int:
    """Return how many headings a text has."""
    return sum(1 for _ in _headings(text))


def _headings(text: str) -> Iterator[re.Match[str]]:
    return _HEADING.finditer(_FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text))
