"""Write a file of the corpus as each generator wants it: the path below its content folder, and its text."""

from __future__ import annotations

import re
from collections.abc import Callable

Form = Callable[[str, str], "tuple[str, str] | None"]
"""From a path below the corpus and its text to the same in another form; None where it is not needed."""

_LINK = re.compile(r"\]\((?P<page>[\w-]+)\.md(?P<section>#[\w-]+)?\)")
_SECTION_ID = re.compile(r"^(?P<heading>#+ .*?) \{ #[\w-]+ \}$", re.MULTILINE)
_OWN_FIELDS = re.compile(r"^(?:kind|original|id): .*\n", re.MULTILINE)


def as_it_is(path: str, text: str) -> tuple[str, str] | None:
    """The corpus is in the form of this project."""
    return path, text


def for_stock(path: str, text: str) -> tuple[str, str] | None:
    """Pages only; their Markdown is the same."""
    return (path, _OWN_FIELDS.sub("", text)) if path.endswith(".md") else None


def for_hugo(path: str, text: str) -> tuple[str, str] | None:
    """Pages only; links go through `relref`, which finds the page and fails where there is none."""
    if not path.endswith(".md"):
        return None
    linked = _LINK.sub(lambda m: f']({{{{< relref "{m["page"]}.md{m["section"] or ""}" >}}}})', text)
    return re.sub(r"(^|/)index\.md$", r"\1_index.md", path), _OWN_FIELDS.sub("", linked)


def for_starlight(path: str, text: str) -> tuple[str, str] | None:
    """Pages only; Astro makes section ids of headings, so they are not written and not linked."""
    if not path.endswith(".md"):
        return None
    linked = _LINK.sub(r"](../\g<page>/)", text)
    return path, _SECTION_ID.sub(r"\g<heading>", _OWN_FIELDS.sub("", linked))
