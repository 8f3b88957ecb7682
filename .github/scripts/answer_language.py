"""Print the language to answer a pull request in: `en` or `ko`, by what it changes and by its title.

Standard input has one JSON object a line with `filename` and `patch`, as the host lists changed files. Pages
of one language decide; else Hangul does, in an added line of what both languages share or in the title.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def answer_language(files: Iterable[Mapping[str, str | None]], title: str) -> str:
    """Return the code of the language; English where nothing speaks for Korean."""
    files = list(files)
    pages = {code for code in ("en", "ko") for file in files if _name(file).startswith(f"content/{code}/")}
    if len(pages) == 1:
        return pages.pop()
    added = [line for file in files for line in (file.get("patch") or "").split("\n") if line.startswith("+")]
    shared = [] if pages else added  # with pages of both, only the title can tell
    return "ko" if any(_HANGUL.search(text) for text in (title, *shared)) else "en"


def _name(file: Mapping[str, str | None]) -> str:
    return file.get("filename") or ""


if __name__ == "__main__":
    print(answer_language(map(json.loads, sys.stdin), os.environ.get("TITLE", "")))
