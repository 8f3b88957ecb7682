"""Nobody needs make: each target is explained by plain commands."""

from __future__ import annotations

import re

from tests.building import ROOT


def test_every_target_has_its_plain_commands() -> None:
    """The table in docs/developing.md has a row for each target that is no file."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    (targets,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    page = (ROOT / "docs/developing.md").read_text(encoding="utf-8")
    table = page[page.index("## Without make") : page.index("## Tests")]
    rows = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(targets.split()) == set(re.findall(r"`([a-z-]+)`", rows))
