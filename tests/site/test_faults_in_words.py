"""What cannot be built is said with a place and a way out: nobody who writes content sees a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import SITES, build

HEAD = "---\ntitle: T\ndescription: D.\nkind: {kind}\noriginal: en\n---\n\n"


def page(body: str, kind: str = "page") -> Callable[[Path], None]:
    """Return what adds a page to a content folder."""
    return lambda content: _write(content / "en/x.md", HEAD.format(kind=kind) + body)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _folder_for_file(content: Path) -> None:
    (content / "nav.yml").unlink()
    (content / "nav.yml").mkdir()


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "links that are no addresses": (
        page("[a](http://[)\n\n[b](x://[)\n\n[c](http://a＠b.example/)\n"),
        "content/en/x.md:8:5: 'http://[' is no complete address.",
    ),
    "a page about a call without a record": (
        page("Text.\n", kind="call"),
        "content/en/x.md:4:7: A page of the kind 'call' shows a record",
    ),
    "a folder called like the order of pages": (
        _folder_for_file,
        "content/nav.yml: This is no ordinary file",
    ),
    "a ledger with half a line": (
        lambda content: _write(content / "ledger.csv", "page,x\n"),
        "content/ledger.csv:1: 'page,x' is not a line of the ledger.",
    ),
    "a redirect too long for a disk": (
        lambda content: _write(
            content / "redirects.yml", f"moved:\n- {{from: /{'a' * 300}/, to: /guides/}}\n"
        ),
        "content/redirects.yml:2:10: The field 'from' has 302 characters",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_in_words(name: str, tmp_path: Path) -> None:
    """With its place; and no site is left that was not there."""
    prepare, expected = FAULTS[name]
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    prepare(content)
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert expected in failed.output
    assert "Traceback" not in failed.output
    assert not failed.folder.exists()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("KX_MESSAGES", "xx", "Problems cannot be explained in 'xx'. Set KX_MESSAGES"),
        ("SOURCE_DATE_EPOCH", "abc", "SOURCE_DATE_EPOCH is 'abc', which is no moment."),
    ],
)
def test_a_setting_of_the_environment_is_named(tmp_path: Path, name: str, value: str, expected: str) -> None:
    """Wrong ones are set by people too."""
    failed = build(SITES / "showcase", tmp_path, environment={name: value})
    assert failed.status != 0
    assert expected in failed.output
    assert "Traceback" not in failed.output
