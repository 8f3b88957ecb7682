"""A folder of links: it ends as the folder it is made from with what is added, whatever was in it before."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.build.linked_trees import link_tree

ADDED = {"since/en/index.html": b"since", "en/gone/index.html": b"withdrawn"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a shared file, two pages, and one that is replaced."""
    _fill(tmp_path / "source", "index.html", "assets/icon.svg", "en/a/index.html", "en/gone/index.html")
    return tmp_path / "source"


def _fill(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")


def _link(source: Path, target: Path) -> dict[str, bytes]:
    """Return what is in the target afterwards, by path; of a folder with nothing in it, nothing."""
    target.mkdir(exist_ok=True)
    link_tree(source, target, additions=ADDED, omitted=("assets",))
    for file in target.rglob("*"):
        assert not file.is_symlink()
        assert file.is_file() or any(file.iterdir())
    return {
        file.relative_to(target).as_posix(): file.read_bytes() for file in target.rglob("*") if file.is_file()
    }


EXPECTED = {"index.html": b"index.html", "en/a/index.html": b"en/a/index.html", **ADDED}


@pytest.mark.parametrize(
    "damage", "none added folder missing bytes link linked-folder file-for-folder swap".split()
)
def test_whatever_was_there_the_folder_is_made_whole(source: Path, tmp_path: Path, damage: str) -> None:
    """By hand or by an earlier build: more files, fewer, others under the same name, links that lead out."""
    target = tmp_path / "target"
    assert _link(source, target) == EXPECTED
    _damage(target, tmp_path / "outside", damage)
    assert _link(source, target) == EXPECTED
    assert (target / "index.html").samefile(source / "index.html")
    assert (source / "en/gone/index.html").read_text("utf-8") == "en/gone/index.html"
    assert (tmp_path / "outside/a/index.html").read_text("utf-8") == "a/index.html"


def _damage(target: Path, outside: Path, damage: str) -> None:
    _fill(outside, "a/index.html")
    page, folder = target / "en/a/index.html", target / "en"
    match damage:
        case "added":
            _fill(target, "more.html", "since/more/index.html", "en/a/b/c.html", "assets/old.svg")
        case "folder":
            page.unlink()
            page.mkdir()
        case "missing":
            page.unlink()
        case "bytes":  # another file, of the same size
            page.unlink()
            page.write_text("en/A/index.html", encoding="utf-8")
        case "link":
            page.unlink()
            page.symlink_to(outside / "a/index.html")
        case "linked-folder":
            folder.rename(outside / "en")
            folder.symlink_to(outside)
        case "file-for-folder":
            folder.rename(outside / "en")
            folder.write_text("no folder", encoding="utf-8")
        case "swap":
            page.unlink()
            page.hardlink_to(target / "index.html")


def test_what_is_the_same_on_the_disk_is_not_linked_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is what an edition which was published before costs nothing by."""
    _link(source, tmp_path / "target")
    monkeypatch.setattr("exchange.build.linked_trees.link", None)
    assert _link(source, tmp_path / "target") == EXPECTED
