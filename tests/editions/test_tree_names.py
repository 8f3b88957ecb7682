"""A folder that was read is not read again while its stamps are the same; any write to it is noticed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from exchange.build.stamps import StampRecords, Stamps, stamps
from exchange.editions import tree_names
from exchange.editions.git_tree import tree_name
from exchange.editions.tree_names import SHARE, TreeNames

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems tell no time of a change")

FILES = 3 * SHARE
NAMES: dict[str, str] = {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of files, some of them in a folder, that are older than anything that is remembered."""
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    for number in range(FILES):
        (folder / f"{'below/' * (number % 2)}{number:03}").write_text(f"text {number}", encoding="utf-8")
    _wait()
    return folder


def _wait() -> None:
    time.sleep(0.02)  # more than the clock of a file system is coarse


def _run(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str = "") -> tuple[bool, list[str]]:
    """Compare a folder as one publishing does; return the answer, and the files that were read in turn."""
    read: list[str] = []

    def read_bytes(path: str, _size: int) -> bytes:
        read.append(Path(path).name)
        return Path(path).read_bytes()

    monkeypatch.setattr(tree_names, "read_bytes", read_bytes)
    names = TreeNames(folder.parent / "stamps")
    answer = names.is_named(folder, name or tree_name(folder))
    names.save()
    _wait()
    return answer, sorted(read)


def test_what_was_read_is_read_again_in_turn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All at first; then a share each time, until all were read again, where nothing has changed."""
    assert _run(folder, monkeypatch) == (True, [])
    monkeypatch.setattr(tree_names, "TreeReading", None)  # nothing is read whole
    shares = [_run(folder, monkeypatch)[1] for _ in range(SHARE)]
    assert {len(share) for share in shares} == {FILES // SHARE}
    assert sorted(name for share in shares for name in share) == [f"{one:03}" for one in range(FILES)]


@pytest.mark.parametrize(
    "change", "bytes old-time another-file size added removed renamed empty-folder link swap".split()
)
def test_a_change_is_noticed_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Also where size and time of modification were put back, and where only a name is another."""
    name = tree_name(folder)
    for _ in range(2):
        assert _run(folder, monkeypatch, name)[0]
    file, other = folder / "below/025", folder / "below/027"
    status = file.stat()
    match change:
        case "bytes" | "old-time":
            file.write_text("text 2x", encoding="utf-8")
            if change == "old-time":
                os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        case "another-file":
            file.rename(folder.parent / "elsewhere")
            file.write_text("text 2x", encoding="utf-8")
        case "size":
            file.write_text("longer", encoding="utf-8")
        case "added":
            (folder / "below/more").touch()
        case "removed":
            file.unlink()
        case "renamed":
            file.rename(folder / "below/025x")
        case "empty-folder":
            (folder / "below/more").mkdir()
        case "link":
            file.rename(folder.parent / "elsewhere")
            file.symlink_to(folder.parent / "elsewhere")
        case "swap":
            file.rename(folder / "x")
            other.rename(file)
            (folder / "x").rename(other)
    assert not _run(folder, monkeypatch, name)[0]


def test_a_bit_that_flips_on_the_disk_is_found_in_its_turn(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No time says so: another stamp is taken for the old one here."""
    name = tree_name(folder)
    _run(folder, monkeypatch, name)
    (folder / "below/025").write_text("text 2x", encoding="utf-8")
    old = Stamps(*StampRecords(folder.parent / "stamps").of(str(folder))["stamps"])
    monkeypatch.setattr(tree_names, "stamps", lambda *_: old)
    _wait()
    answers = []
    for _ in range(SHARE):
        names = TreeNames(folder.parent / "stamps")
        answers.append(names.is_named(folder, name))
        if not answers[-1]:
            break
        names.save()
        _wait()
    assert not answers[-1]


def test_a_link_more_is_no_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing links files between comparing and remembering them."""
    names = TreeNames(folder.parent / "stamps")
    assert names.is_named(folder, tree_name(folder))
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        (folder.parent / file.name).hardlink_to(file)
    _wait()
    names.save()
    _wait()
    monkeypatch.setattr(tree_names, "TreeReading", None)
    assert len(_run(folder, monkeypatch)[1]) == FILES // SHARE


def test_a_file_as_young_as_what_is_remembered_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write in the same moment would leave the same time."""
    _run(folder, monkeypatch)
    written = min(file.stat().st_mtime_ns for file in folder.iterdir())
    os.utime(folder.parent / "stamps", ns=(written, written))
    monkeypatch.setattr(tree_names, "TreeReading", None)
    with pytest.raises(TypeError):
        _run(folder, monkeypatch)


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "other"])
def test_what_is_remembered_may_be_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Then files are read, and the answer is the same."""
    name = tree_name(folder)
    _run(folder, monkeypatch, name)
    file = folder.parent / "stamps"
    content = file.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    damaged = {"cut": content[:-9], "bit": bytes(flipped), "empty": b"", "other": b"x" * 99}
    file.write_bytes(damaged[damage])
    assert _run(folder, monkeypatch, name) == (True, [])
    (folder / "below/025").write_text("text 2x", encoding="utf-8")
    assert not _run(folder, monkeypatch, name)[0]


def test_a_folder_without_a_file_may_be_asked_about_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the frames of an edition that has none."""
    empty = tmp_path / "empty"
    empty.mkdir()
    _wait()
    assert [_run(empty, monkeypatch) for _ in range(3)] == [(True, [])] * 3


@pytest.fixture
def sharing(folder: Path) -> Path:
    """Return a second folder: its files are those of the first by another name, and one is its own."""
    second = folder.parent / "second"
    shutil.copytree(folder, second, copy_function=os.link)
    (second / "own").write_text("own", encoding="utf-8")
    _wait()
    NAMES.update({one.name: tree_name(one) for one in (folder, second)})
    return second


def _compare(*folders: Path) -> tuple[bool, ...]:
    """Compare folders in their order, as one publishing does, by the names that they had at first."""
    names = TreeNames(folders[0].parent / "stamps")
    answers = tuple(names.is_named(folder, NAMES[folder.name]) for folder in folders)
    names.save()
    _wait()
    return answers


def test_a_file_that_folders_share_is_looked_at_once(
    folder: Path, sharing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that an edition costs what is its own; the others are remembered with the folder before."""
    for _ in range(3):
        assert _compare(folder, sharing) == (True, True)
    looked_at: list[str] = []

    def stamps_of(place: str, paths: Sequence[str]) -> Stamps:
        looked_at.extend(f"{Path(place).name}/{path}" for path in paths)
        return stamps(place, paths)

    monkeypatch.setattr(tree_names, "TreeReading", None)
    monkeypatch.setattr(tree_names, "stamps", stamps_of)
    assert _compare(folder, sharing) == (True, True)
    assert {path for path in looked_at if path.startswith("second/")} == {
        "second/",
        "second/below",
        "second/own",
    }


@pytest.mark.parametrize("change", ["shared", "replaced", "own", "first-only"])
def test_a_change_of_a_shared_file_is_noticed_in_every_folder(
    folder: Path, sharing: Path, change: str
) -> None:
    """In the first, where it is looked at, and in those that rely on it."""
    for _ in range(3):
        _compare(folder, sharing)
    expected = (change == "own", change == "first-only")
    match change:
        case "shared":
            (sharing / "below/025").write_text("text 2x", encoding="utf-8")
        case "replaced":
            (folder / "below/025").write_text("text 2x", encoding="utf-8")
            (sharing / "below/025").unlink()
            (sharing / "below/025").hardlink_to(folder / "below/025")
        case "own":
            (sharing / "own").write_text("owm", encoding="utf-8")
        case "first-only":
            (folder / "below/025").unlink()
            (folder / "below/025").write_text("text 2x", encoding="utf-8")
    assert _compare(folder, sharing) == expected


@pytest.mark.parametrize("order", ["alone", "turned"])
def test_what_was_looked_at_in_a_folder_that_is_not_there_is_looked_at_again(
    folder: Path, sharing: Path, order: str
) -> None:
    """Another order is another first folder: nothing is taken for looked at that was not."""
    for _ in range(3):
        _compare(folder, sharing)
    (sharing / "below/025").write_text("text 2x", encoding="utf-8")
    assert not any(_compare(*((sharing,) if order == "alone" else (sharing, folder))))
