"""A file that was read is not read again while its stamps are the same; any write to it is noticed."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from exchange.editions import file_digests
from exchange.editions.file_digests import SHARE, FileDigests

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems tell no time of a change")

FILES = 3 * SHARE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of files that are older than anything that is remembered."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03}").write_text(f"text {number}", encoding="utf-8")
    time.sleep(0.02)  # more than the clock of a file system is coarse
    return folder


def _run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name all files as one publishing does; return those that were read, and leave right names only."""
    names: list[str] = []

    def read(path: str, size: int) -> bytes:
        names.append(Path(path).name)
        return Path(path).read_bytes()

    monkeypatch.setattr(file_digests, "read_bytes", read)
    digests = FileDigests(folder.parent / "digests")
    for entry in os.scandir(folder):
        content = Path(entry.path).read_bytes()
        right = hashlib.sha1(b"blob %d\0" % len(content) + content).digest()  # noqa: S324 -- as git does
        assert digests.digest(entry, "sha1") == right
    digests.save()
    return sorted(names)


def test_what_was_read_is_read_again_in_turn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All at first; then a share each time, until all were read again, where nothing has changed."""
    every_name = [f"{number:03}" for number in range(FILES)]
    assert _run(folder, monkeypatch) == every_name
    shares = [_run(folder, monkeypatch) for _ in range(SHARE)]
    assert {len(share) for share in shares} == {FILES // SHARE}
    assert sorted(name for share in shares for name in share) == every_name


@pytest.mark.parametrize("change", ["bytes", "bytes with the old time", "another file", "size"])
def test_a_changed_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Also where its size and its time of modification were put back."""
    _run(folder, monkeypatch)
    _run(folder, monkeypatch)
    file = folder / f"{FILES // 2:03}"
    status = file.stat()
    if change == "another file":
        file.rename(folder.parent / "elsewhere")
    file.write_text("text 2x" if change != "size" else "longer", encoding="utf-8")
    if change == "bytes with the old time":
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.name in _run(folder, monkeypatch)


def test_a_link_more_is_no_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing links files between reading and remembering them."""
    digests = FileDigests(folder.parent / "digests")
    for entry in os.scandir(folder):
        digests.digest(entry, "sha1")
        os.link(entry.path, folder.parent / entry.name)
    time.sleep(0.02)
    digests.save()
    assert len(_run(folder, monkeypatch)) == FILES // SHARE


def test_a_file_as_young_as_what_is_remembered_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write in the same moment would leave the same time."""
    _run(folder, monkeypatch)
    written = min(file.stat().st_mtime_ns for file in folder.iterdir())
    os.utime(folder.parent / "digests", ns=(written, written))
    assert len(_run(folder, monkeypatch)) == FILES


@pytest.mark.parametrize("content", [b"x", b"x" * 72 * FILES, b""])
def test_what_is_remembered_may_be_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Then files are read."""
    (folder.parent / "digests").write_bytes(content)
    assert len(_run(folder, monkeypatch)) == FILES
