"""Folders that are kept: made once, and made again when a byte of them is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.editions.tree_cache import TreeCache

FILES = [("index.html", b"one"), ("a/index.html", b"two")]


def _folder(place: Path, key: str, made: list[str]) -> Path:
    def make() -> list[tuple[str, bytes]]:
        made.append(key)
        return FILES

    folder = TreeCache(place, stamp="").folder(key, make)
    assert {path: (folder / path).read_bytes() for path, _ in FILES} == dict(FILES)
    return folder


@pytest.mark.parametrize("damage", ["bit", "missing", "added", "folder"])
def test_a_damaged_folder_is_made_again(tmp_path: Path, damage: str) -> None:
    """Every byte is read before it is used: what is published is what was made."""
    made: list[str] = []
    folder = _folder(tmp_path / "kept", "0a", made)
    assert _folder(tmp_path / "kept", "0a", made) == folder
    assert made == ["0a"]
    page = folder / "index.html"
    match damage:
        case "bit":
            page.write_bytes(b"onf")
        case "missing":
            page.unlink()
        case "added":
            (folder / "more").write_bytes(b"")
        case "folder":
            page.unlink()
            page.mkdir()
    assert _folder(tmp_path / "kept", "0a", made) == folder
    assert made == ["0a", "0a"]
    assert not (folder / "more").exists()


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    """Another key is another folder; the next build keeps what it used."""
    made: list[str] = []
    old = _folder(tmp_path / "kept", "0a", made)
    trees = TreeCache(tmp_path / "kept", stamp="")
    new = trees.folder("0b", lambda: FILES)
    trees.forget_others()
    assert new.is_dir()
    assert not old.exists()


def test_a_disk_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    """A file in the place of the cache, as good as a disk that is read-only."""
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    made: list[str] = []
    _folder(tmp_path / "kept", "0a", made)
    TreeCache(tmp_path / "kept", stamp="").forget_others()
    assert made == ["0a"]
