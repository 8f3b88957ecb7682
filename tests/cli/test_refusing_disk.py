"""Commands that write into the content: what a disk refuses leaves every file as it was, and is said."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path

import pytest
from tests.building import digests
from tests.calls.repositories import git
from tests.site.small_sites import PAGE, make_site

from exchange.cli.main import main

COMMANDS = {
    "new": (2, ["new", "guide", "one-more", "--lang", "ko"]),
    "new term": (1, ["new", "term", "one-more"]),
    "adopt": (2, ["adopt", "../old"]),
    "start": (9, ["start", "other", "--languages", "en,ja", "--sides", "GB,JP"]),
    "fix": (1, ["check", "--fix"]),
    "baseline": (1, ["check", "--write-baseline"]),
    "agree": (1, ["translate", "--agree"]),
    "xliff": (1, ["translate", "--to", "ko", "--xliff", "out.xlf", "--all"]),
    "po": (1, ["translate", "--to", "ko", "--po", "out.po", "--all"]),
    "schemas": (3, ["schemas"]),
    "report": (1, ["check", "--output", "report.txt"]),
    "take": (1, ["translate", "--to", "ko", "--take", "../back.po"]),
}
"""What is typed, and the number of the file that the disk refuses."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with something to do for each command; its folder is the current one."""
    root = tmp_path / "project"
    root.mkdir()
    make_site(root)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    for locale, text in (("en", "One more  thing."), ("ko", "")):
        file = root / "content" / locale / PAGE
        file.write_text(file.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    git(root, "commit", "-qam", "y")
    (tmp_path / "old").mkdir()
    for name in ("a.md", "b.ko.md"):
        (tmp_path / "old" / name).write_text(f"# {name}\n\nText.\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["translate", "--to", "ko", "--po", "../given.po", "--all"]) == 0
    text = (tmp_path / "given.po").read_text(encoding="utf-8")
    (tmp_path / "back.po").write_text(text.replace('msgstr ""', 'msgstr "새 글입니다."'), encoding="utf-8")
    return root


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("is_begun", [True, False])
def test_nothing_is_lost_and_the_next_run_does_all(
    root: Path,
    command: str,
    is_begun: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A disk that is full before a file, or in its middle."""
    (number, arguments), before = COMMANDS[command], _files(root)
    write, numbers = Path.write_bytes, itertools.count(1)

    def fails(file: Path, content: bytes) -> int:
        if next(numbers) < number:
            return write(file, content)
        if is_begun:
            write(file, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", fails)
        assert main(arguments) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert _files(root) == before
    assert main(arguments) in (0, 1)
    assert _files(root) != before


def _files(root: Path) -> dict[str, str]:
    """Return the digests of all files but those that only save time."""
    return {
        name: digest for name, digest in digests(root).items() if not name.startswith((".git/", ".cache/"))
    }
