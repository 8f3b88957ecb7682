"""Write the page "What you can write" from its examples: each with its source above it.

`python -m tests.authoring.guide` writes it in every language; a test fails where it is another.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import ROOT

_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]*(`{3,})", re.MULTILINE)
LOCALES = ("en", "ko")


def page(locale: str) -> Path:
    """Return the file of the page in one language."""
    return ROOT / "content" / locale / "about" / "what-you-can-write.md"


def written_page(locale: str) -> str:
    """Return the page: below each heading the source of its examples, then the examples."""
    text = (Path(__file__).parent / f"{locale}.md").read_text(encoding="utf-8")
    starts = [match.start() for match in _HEADING.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return text[: starts[0]] + "\n".join(_with_source(part).rstrip("\n") + "\n" for part in parts)


def _with_source(part: str) -> str:
    heading, _, examples = part.partition("\n")
    fence = "`" * (max((len(match[1]) for match in _FENCE.finditer(examples)), default=2) + 1)
    return f"{heading}\n\n{fence}markdown\n{examples.strip()}\n{fence}\n\n{examples.strip()}\n"
