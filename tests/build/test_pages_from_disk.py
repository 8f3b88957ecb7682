"""Links as they work from a disk: each leads to a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.build.pages_from_disk import link_from_disk, make_readable_from_disk


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../x/", "../x/index.html"),
        ("../x/#y", "../x/index.html#y"),
        ("../x/?q=1&r=2#y", "../x/index.html?q=1&r=2#y"),
        ("/repo/ko/", "../../ko/index.html"),
        ("/repo/", "../../index.html"),
        ("/repo/assets/x.css", "../../assets/x.css"),
        ("../assets/x.svg", "../assets/x.svg"),
        ("#y", "#y"),
        ("?q=1", "?q=1"),
        ("", ""),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("webcal://example.org/x/", "webcal://example.org/x/"),
    ],
)
def test_a_link_names_the_page_in_a_folder(link: str, expected: str) -> None:
    """Of a page two folders below the root; what is of another site stays."""
    assert link_from_disk(link, "en/guides/index.html", "/repo/") == expected


def test_pages_are_rewritten_and_marked(tmp_path: Path) -> None:
    """Links and forms, with what is on top of a page; texts about links stay as they are."""
    page = tmp_path / "en" / "index.html"
    page.parent.mkdir()
    page.write_text(
        '<body class="a"><a class="b" href="x/?a=1&amp;b=2">href="x/"</a><form action="search/"></form>',
        encoding="utf-8",
    )
    make_readable_from_disk(tmp_path, base="/", banner=lambda path: f"<p>{path}</p>")
    assert page.read_text(encoding="utf-8") == (
        '<body class="a"><p>en/index.html</p><a class="b" href="x/index.html?a=1&amp;b=2">href="x/"</a>'
        '<form action="search/index.html"></form>'
    )
