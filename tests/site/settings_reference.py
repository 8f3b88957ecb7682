"""Write the reference of site.yml from its model: `python -m tests.site.settings_reference FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.calls.record_reference import paragraph, table

from exchange.calls.model.settings import Side, SideBody, SideFunder
from exchange.site.partnership import Folders, Licence, Partnership, Responsible

_PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("The site", Partnership),
    ("`sides`: each", Side),
    ("`funders` of a side: each", SideFunder),
    ("`bodies` of a side: each", SideBody),
    ("`folders`", Folders),
    ("`responsible`", Responsible),
    ("`licence`", Licence),
)
_HEAD = """\
# What a site is: content/site.yml

<!-- Written by `python -m tests.site.settings_reference docs/site-settings.md` from its model. -->

All that is one partnership's own is in `content/site.yml`. What builds a site is in `mkdocs.yml`, which
stays as `kx start` writes it ([starting a site](starting.md)). `kx check` and a build read the file by one
reader and name every fault at once, with its place and what to write. A `mkdocs.yml` that inherits another
one (`INHERIT`) takes the `site.yml` of that one too, unless its own content folder has one.

`kx schemas` writes JSON Schemas of this file (`schemas/site.json`), of records of calls and of front matter,
for the languages and sides of the site. An editor completes fields by them; a YAML file names its own in a
first line `# yaml-language-server: $schema=../schemas/site.json`.
"""


def reference() -> str:
    """Return the page as Markdown."""
    parts = (f"## {title}\n\n{paragraph(part)}\n\n{table(part)}" for title, part in _PARTS)
    return "\n".join([_HEAD, *parts])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
