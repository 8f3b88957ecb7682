"""Documents drawn from what people write in GitHub's editor, line by line."""

from __future__ import annotations

import random

_WORDS = (
    "Ask first.",
    "윤리 심의를 받습니다.",
    "See https://www.nihr.ac.uk/ for more",
    "**bold** and `code`",
)
_LINES = [
    *_WORDS,
    *(f"{marker} {word}" for marker in ("-", "*", "1.", "2.", "1)", "10.") for word in ("plan", "신청서")),
    *(f"{indent}{marker} inner" for indent in ("  ", "    ") for marker in ("-", "1.", "1)")),
    *(f"{indent}more" for indent in ("  ", "    ")),
    *("", "", "", "> quoted", "> - in a quotation", "---", "## Heading", "- [ ] to do"),
    "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "```r\nx <-   1\n\n- no list\n```",
    "   ```r\n   x <-   1\n   ```",
]


def drawn_documents(count: int) -> list[str]:
    """Return as many documents, always the same."""
    source = random.Random(20)  # noqa: S311 -- nothing is secret
    return ["\n".join(source.choices(_LINES, k=source.randint(1, 6))) for _ in range(count)]
