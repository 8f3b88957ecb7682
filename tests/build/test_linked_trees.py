"""A folder of links: it ends as the folder it is made from with what is added, whatever was in it before."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from exchange.build import linked_trees
from exchange.build.linked_trees import LinkedTrees
from exchange.build.stamps import HAS_STAMPS, folders_and_files, stamps

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
    trees = LinkedTrees(target.with_name("stamps"))
    folders, files = folders_and_files(str(source))
    stamp = stamps(str(source), (*folders, *files)).lasting
    trees.link("target", source, target, stamp=stamp, additions=ADDED, omitted=("assets",))
    trees.save(target.parent)
    time.sleep(0.02)  # more than the clock of a file system is coarse
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
    for _ in range(2):  # it is known by its stamps
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
    monkeypatch.setattr(linked_trees, "link", None)
    assert _link(source, tmp_path / "target") == EXPECTED
    if HAS_STAMPS:
        monkeypatch.setattr(linked_trees, "link_tree", None)  # nor looked into
        for _ in range(linked_trees.TURNS - 2):
            assert _link(source, tmp_path / "target") == EXPECTED
        with pytest.raises(TypeError):  # but in its turn
            _link(source, tmp_path / "target")


@pytest.mark.parametrize("change", ["bytes", "copy", "more", "folder"])
def test_a_source_that_was_made_again_is_linked_again(source: Path, tmp_path: Path, change: str) -> None:
    """Other bytes, the same bytes in another file, a file more, the whole folder under the same name."""
    for _ in range(2):
        _link(source, tmp_path / "target")
    page, expected = source / "en/a/index.html", dict(EXPECTED)
    if change == "more":
        _fill(source, "en/b/index.html")
        expected["en/b/index.html"] = b"en/b/index.html"
    elif change == "folder":
        shutil.copytree(source, tmp_path / "copy")
        source.rename(tmp_path / "damaged")
        (tmp_path / "copy").rename(source)
    else:
        page.unlink()
        expected["en/a/index.html"] = b"other" if change == "bytes" else b"en/a/index.html"
        page.write_bytes(expected["en/a/index.html"])
    assert _link(source, tmp_path / "target") == expected
    assert (tmp_path / "target/en/a/index.html").samefile(page)


def test_a_source_that_nobody_has_compared_is_looked_into(source: Path, tmp_path: Path) -> None:
    """It has no stamp: its files may be others each time."""
    target = tmp_path / "target"
    target.mkdir()
    for text in ("one", "two", "six"):
        (source / "index.html").unlink()
        (source / "index.html").write_text(text, encoding="utf-8")
        trees = LinkedTrees(tmp_path / "stamps")
        trees.link("target", source, target, stamp="")
        trees.save(tmp_path)
        assert (target / "index.html").read_text("utf-8") == text
        time.sleep(0.02)


def test_a_folder_that_is_linked_no_more_is_removed(source: Path, tmp_path: Path) -> None:
    """Those who clear a site of links pass it by, since it is looked after here."""
    _link(source, tmp_path / "target")
    trees = LinkedTrees(tmp_path / "stamps")
    assert trees.names() == (("target",) if HAS_STAMPS else ())
    trees.save(tmp_path)
    assert (tmp_path / "target").exists() is not HAS_STAMPS
