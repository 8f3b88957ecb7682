"""What a site publishes is promised, whatever it is called; what it remakes each day for itself is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.editions.published_files import read_published


@pytest.mark.parametrize(
    ("path", "is_promised"),
    [
        ("en/guides/translation/index.html", True),
        ("en/translation/guides/index.html", True),
        ("feeds/en/changes.json", True),
        ("assets/report.pdf", True),
        ("ko/translation/index.html", False),
        ("ko/translation/late.json", False),
        ("ko/translation/late.atom", False),
        ("both/guides/first/index.html", False),
        ("embed/en/guides/first/index.html", False),
        ("changes.json", False),
    ],
)
def test_a_path_is_promised(path: str, is_promised: bool, tmp_path: Path) -> None:
    """A guide may have the name of a page of the site's own, and a feed that of a list."""
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("<p>x</p>", encoding="utf-8")
    found = read_published(tmp_path)
    assert bool([*found.pages, *found.files]) is is_promised
