"""What is read-only is removed too, on a system that refuses to."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.building import ROOT
from tests.pages.writing import write

from exchange.build.folder_lock import lock_folder
from exchange.build.links import link
from exchange.build.outputs import Outputs
from exchange.build.removal import remove_file, remove_tree
from exchange.build.staging import new_staging

_UNLINK = os.unlink


@pytest.fixture(autouse=True)
def _as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be written is not removed there."""

    def unlink(path: Any, *, dir_fd: int | None = None) -> None:
        if not os.stat(path, dir_fd=dir_fd, follow_symlinks=False).st_mode & stat.S_IWRITE:
            raise PermissionError(13, "Access is denied", str(path))
        _UNLINK(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", unlink)


def read_only(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).chmod(0o444)
    return folder


def test_a_tree_with_read_only_files_is_removed(tmp_path: Path) -> None:
    """As sealed editions are: links to files that are read-only."""
    tree = write(tmp_path / "tree", {"a/b.html": "b", "c.html": "c"})
    remove_tree(read_only(tree, "a/b.html", "c.html"))
    assert not tree.exists()


def test_a_tree_of_folders_that_may_not_be_written_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is removed from such a folder on other systems, but by an administrator."""
    tree = write(tmp_path / "tree", {"a/b.html": "b", "c.html": "c"})
    for folder in (tree / "a", tree):
        folder.chmod(0o555)

    def guarded(remove: Any) -> Any:
        def checked(path: Any, *, dir_fd: int | None = None) -> None:
            folder = Path(path).parent.stat() if dir_fd is None else os.fstat(dir_fd)
            if not folder.st_mode & stat.S_IWRITE:
                raise PermissionError(13, "Permission denied", str(path))
            remove(path, dir_fd=dir_fd)

        return checked

    for name in ("unlink", "rmdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    remove_tree(tree)
    assert not tree.exists()


def test_what_a_link_leads_to_stays_as_it_is(tmp_path: Path) -> None:
    """The link is removed, and the file outside is still read-only."""
    outside = read_only(write(tmp_path / "out", {"kept.txt": "kept"}), "kept.txt") / "kept.txt"
    tree = write(tmp_path / "tree", {"a.html": "a"})
    read_only(tree, "a.html")
    (tree / "link").symlink_to(outside)
    remove_tree(tree)
    assert not tree.exists()
    assert not outside.stat().st_mode & stat.S_IWRITE


def test_a_file_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    """It is gone already."""
    remove_file(tmp_path / "none")
    file = read_only(write(tmp_path, {"one.html": "1"}), "one.html") / "one.html"
    remove_file(file)
    assert not file.exists()


def test_a_site_with_read_only_files_is_replaced(tmp_path: Path) -> None:
    """The second `kx publish` leaves no old site beside the new one."""
    site = read_only(write(tmp_path / "site", {"editions/1/index.html": "old"}), "editions/1/index.html")
    staging = new_staging(site)
    write(staging.folder, {"index.html": "new"})
    staging.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_read_only_file_of_an_earlier_site_is_written_and_removed(tmp_path: Path) -> None:
    """In the tree that the build before last has left."""
    folder = read_only(write(tmp_path / "site", {"a.html": "old", "gone.html": "old"}), "a.html", "gone.html")
    outputs = Outputs(folder, has_old_files=True)
    outputs.write("a.html", b"new")
    outputs.finish()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.html": b"new"}


def test_a_link_to_an_edition_is_replaced(tmp_path: Path) -> None:
    """A second `kx publish` links over what the first one left, which is read-only."""
    source = read_only(write(tmp_path / "shelf", {"a.html": "sealed"}), "a.html") / "a.html"
    target = read_only(write(tmp_path / "site", {"a.html": "old"}), "a.html") / "a.html"
    link(source, target)
    assert target.read_text(encoding="utf-8") == "sealed"


def test_a_lock_is_given_up_where_open_files_are_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of the lock goes once it is closed, and the folder can be locked again."""
    is_open = True
    close = os.close

    def unlink(path: Any, *, dir_fd: int | None = None) -> None:
        if is_open:
            raise PermissionError(13, "The process cannot access the file", str(path))
        _UNLINK(path, dir_fd=dir_fd)

    def closed(handle: int) -> None:
        nonlocal is_open
        is_open = False
        close(handle)

    lock = lock_folder(tmp_path / "folder")
    assert lock is not None
    with monkeypatch.context() as windows:
        windows.setattr(os, "unlink", unlink)
        windows.setattr(os, "close", closed)
        lock.release()
    assert not list(tmp_path.iterdir())
    again = lock_folder(tmp_path / "folder")
    assert again is not None
    again.release()


def test_no_process_is_signalled_by_number() -> None:
    """`os.kill` is Ctrl-C to a whole console on Windows, and a number may be another process by now."""
    sources = (ROOT / "plugins").rglob("*.py")
    assert [file for file in sources if re.search(r"os\.kill(pg)?\(", file.read_text(encoding="utf-8"))] == []
