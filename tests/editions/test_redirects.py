"""redirects.yml: what it may say, and what it is told where it is wrong."""

from __future__ import annotations

import pytest

from editions.host_files import host_files
from editions.redirects import Redirects, read_redirects
from sitekit.problems import ContentProblems, explain

GONE = "gone:\n  - {from: /a/, reason: {en: Old, ko: 낡음}, instead: /b/}\n"


def read(text: str) -> Redirects:
    return read_redirects(text, path="content/redirects.yml", locales=("en", "ko"))


def test_an_empty_file_redirects_nothing() -> None:
    """No file and an empty one are the same."""
    assert read("") == Redirects()


def test_moves_and_tombstones_are_read() -> None:
    """Pages, sections, files and events."""
    found = read(
        "moved:\n"
        "  - {from: /guides/a/, to: /guides/b/}\n"
        "  - {from: /guides/a/#x, to: /guides/b/#y}\n"
        "  - {from: /assets/a.svg, to: /assets/b.svg}\n"
        "gone:\n"
        '  - {from: "event:x@example.org", reason: {en: Never held, ko: 열리지 않음}, instead: /calls/}\n'
    )
    assert found.moved["/guides/a/#x"].to == "/guides/b/#y"
    assert found.gone["event:x@example.org"].reason["ko"] == "열리지 않음"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", ["editions/redirects-shape"]),
        ("moved:\n  - a\n", ["editions/redirects-shape"]),
        ("moved: {from: /a/, to: /b/}\n", ["sitekit/not-a-list"]),
        ("moved:\n  - {from: /a/}\n", ["sitekit/missing-field"]),
        ("moved:\n  - {from: a/b, to: /b/}\n", ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: //evil.example/}\n", ["editions/redirect-address"]),
        ('moved:\n  - {from: /a/, to: "https://evil.example/"}\n', ["editions/redirect-address"]),
        ('moved:\n  - {from: /a/, to: "/b/;return 200/"}\n', ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: /../b/}\n", ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: /b.svg}\n", ["editions/redirect-kind"]),
        ("moved:\n  - {from: /a/, to: /b/#c}\n", ["editions/redirect-kind"]),
        ("moved:\n  - {from: /a/, to: /b/}\n  - {from: /a/, to: /c/}\n", ["editions/redirect-twice"]),
        ("moved:\n  - {from: /a/, to: /c/}\n" + GONE, ["editions/redirect-twice"]),
        ("moved:\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: /c/}\n", ["editions/redirect-chain"]),
        ("gone:\n  - {from: /a/, reason: {en: Old}, instead: /b/}\n", ["sitekit/missing-field"]),
        ("gone:\n  - {from: /a/, reason: Old, instead: /b/}\n", ["sitekit/not-text"]),
    ],
)
def test_each_fault_is_named(text: str, expected: list[str]) -> None:
    """A way out in both languages, at the place of the entry."""
    with pytest.raises(ContentProblems) as found:
        read(text)
    assert [problem.code for problem in found.value.problems] == expected
    for problem in found.value.problems:
        assert explain(problem, "en") != explain(problem, "ko")


def test_a_chain_says_what_to_write_instead() -> None:
    """The end of the chain is named."""
    with pytest.raises(ContentProblems) as found:
        read("moved:\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: /c/}\n")
    assert "Write instead: /c/" in str(found.value)


def test_hosts_redirect_pages_in_every_language() -> None:
    """A section that went along has a mark on the new page, so its page is the host's to redirect too."""
    redirects = read(
        "moved:\n  - {from: /a/, to: /b/}\n  - {from: /a/#x, to: /b/#y}\n"
        "  - {from: /c/, to: /b/}\n  - {from: /c/#x, to: /d/#y}\n"
    )
    files = host_files(redirects, ("en", "ko"), base="/")
    assert files["_redirects"] == "/en/a/ /en/b/ 301\n/ko/a/ /ko/b/ 301\n"
    assert "location = /ko/a/ { return 301 /ko/b/; }" in files["nginx.conf"]
    assert "redir /en/a/ /en/b/ permanent" in files["Caddyfile"]
