"""Staging: a site is replaced whole, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pages.writing import write

from exchange.build.folder_lock import lock_folder
from exchange.build.staging import Staging, clear_leftovers, copy_to_spare, new_staging


def contents(folder: Path) -> dict[str, str]:
    """Return the files below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a published site."""
    return write(tmp_path / "site", {"index.html": "old", "gone/index.html": "old", ".git/HEAD": "kept"})


@pytest.fixture
def staging(site: Path) -> Staging:
    """Return a new site, ready to be published."""
    staging = new_staging(site)
    write(staging.folder, {"index.html": "new"})
    return staging


def test_publishing_replaces_the_site(site: Path, staging: Staging) -> None:
    """The new files are there, the old are gone, and nothing is left beside the site."""
    staging.publish()
    assert contents(site) == {"index.html": "new", ".git/HEAD": "kept"}
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_entries_with_a_dot_are_kept_and_never_overwrite(site: Path, staging: Staging) -> None:
    """What a host keeps in the folder stays; what the build itself made wins."""
    write(site, {".nojekyll": "old", ".well-known/security.txt": "kept"})
    write(staging.folder, {".nojekyll": "new"})
    staging.publish()
    assert contents(site) == {
        ".git/HEAD": "kept",
        ".nojekyll": "new",
        ".well-known/security.txt": "kept",
        "index.html": "new",
    }


def test_the_first_site_is_published(tmp_path: Path) -> None:
    """There may be no site yet, nor the folder it shall be in."""
    staging = new_staging(tmp_path / "out" / "site")
    write(staging.folder, {"index.html": "new"})
    staging.publish()
    assert contents(tmp_path / "out") == {"site/index.html": "new"}


def test_until_it_is_published_the_site_is_as_it_was(site: Path, staging: Staging) -> None:
    """A build that fails is discarded, and leaves nothing."""
    before = contents(site)
    staging.discard()
    assert contents(site) == before
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_a_site_that_cannot_be_replaced_stays(
    site: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the last step is refused the old site is put back, and the error is told."""
    before = contents(site)
    rename = os.rename

    def refuse_new(source: str | Path, target: str | Path) -> None:
        if Path(source) == staging.folder:
            raise PermissionError(errno.EACCES, "no")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse_new)
    with pytest.raises(PermissionError):
        staging.publish()
    assert contents(site) == before


def other_disk(site: Path, monkeypatch: pytest.MonkeyPatch, *, too_large: str = "") -> None:
    """Let the site's folder be a mount point, as in a container, with no room for one file."""
    rename, copy = os.rename, shutil.copyfile

    def rename_within(source: str | Path, target: str | Path) -> None:
        if Path(source) == site:
            raise OSError(errno.EBUSY, "a mount point")
        if (site in Path(source).parents) != (site in Path(target).parents):
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    def copy_small(source: str, target: str, **options: bool) -> str:
        if Path(source).name == too_large and site in Path(target).parents:
            raise OSError(errno.ENOSPC, "the disk is full")
        return str(copy(source, target, **options))

    monkeypatch.setattr(os, "rename", rename_within)
    monkeypatch.setattr(shutil, "copyfile", copy_small)


def test_a_site_on_a_disk_of_its_own_is_replaced(
    site: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mount point cannot be renamed: its contents are exchanged, across disks."""
    other_disk(site, monkeypatch)
    staging.publish()
    assert contents(site) == {"index.html": "new", ".git/HEAD": "kept"}
    assert [entry.name for entry in site.parent.iterdir()] == ["site"]


def test_a_full_disk_leaves_the_old_site(
    site: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the new contents do not fit the old ones are moved back."""
    before = contents(site)
    write(staging.folder, {"large.bin": "new"})
    other_disk(site, monkeypatch, too_large="large.bin")
    with pytest.raises(OSError, match="the disk is full"):
        staging.publish()
    assert contents(site) == before


def test_a_link_to_the_site_stays_a_link(site: Path) -> None:
    """Where the site's folder is a symbolic link, what it leads to is replaced."""
    link = site.parent / "current"
    link.symlink_to(site)
    staging = new_staging(link)
    write(staging.folder, {"index.html": "new"})
    staging.publish()
    assert link.is_symlink()
    assert contents(site)["index.html"] == "new"


_BUILDING = """
import sys, time
from pathlib import Path
from exchange.build.staging import new_staging
staging = new_staging(Path(sys.argv[1]))
(staging.folder / "index.html").write_text("half")
if sys.argv[2] == "publishing":
    staging.site.rename(staging.folder.with_name(f"{staging.folder.name}-old-{staging.site.name}"))
print(staging.folder, flush=True)
time.sleep(600)
"""


def building(site: Path, doing: str = "writing") -> tuple[subprocess.Popen[str], Path]:
    """Return another process that is in the middle of a build, and its folder."""
    command = [sys.executable, "-c", _BUILDING, str(site), doing]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def kill(process: subprocess.Popen[str]) -> None:
    """Let a process end with no chance to tidy up."""
    with process:
        process.kill()


def test_folders_of_dead_processes_are_cleared(site: Path) -> None:
    """A build that was killed leaves a folder; the next build removes it, and none of a living one."""
    living, its_folder = building(site)
    dead, folder = building(site)
    kill(dead)
    strange = write(site.parent / ".site-building-mine", {"index.html": "half"})
    new_staging(site).discard()
    assert [path.exists() for path in (folder, its_folder, strange)] == [False, True, True]
    kill(living)
    new_staging(site).discard()
    assert sorted(path.name for path in site.parent.iterdir()) == [".site-building-mine", "site"]


def test_the_number_of_a_process_says_nothing(site: Path) -> None:
    """In containers each build has the same one: what was left under a number that lives now is cleared."""
    left = write(site.parent / f".site-building-{os.getpid()}-0", {"index.html": "half"})
    other = write(site.parent / f".site-building-{os.getppid()}-0", {"index.html": "half"})
    new_staging(site).discard()
    assert not left.exists()
    assert not other.exists()
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_site_lost_in_the_last_step_is_put_back(site: Path) -> None:
    """A process killed between its two renames has left only the old site, under another name."""
    before = contents(site)
    process, _folder = building(site, "publishing")
    clear_leftovers(site)
    assert not site.exists()  # it is still at work
    kill(process)
    clear_leftovers(site)
    assert contents(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_old_site_is_never_put_in_the_place_of_another(site: Path) -> None:
    """Two sites may be built in one folder: what was left of one waits for its own next build."""
    before = contents(site)
    process, _folder = building(site, "publishing")
    kill(process)
    other = site.with_name("other")
    clear_leftovers(other)
    assert not other.exists()
    clear_leftovers(site)
    assert contents(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_lock_taken_while_it_is_given_up_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the file and locking it, its owner may remove it: then a new one is locked."""
    first = lock_folder(tmp_path / "folder")
    assert first is not None
    assert lock_folder(tmp_path / "folder") is None
    open_file, opened = os.open, list[int]()

    def give_up(path: Path, *how: int) -> int:
        opened.append(open_file(path, *how))
        first.release()
        return opened[-1]

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", give_up)
        second = lock_folder(tmp_path / "folder")
    assert second is not None
    assert len(opened) == 2
    assert lock_folder(tmp_path / "folder") is None
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_two_builds_at_once_have_their_own_folders(site: Path) -> None:
    """A second staging never takes the first one's folder."""
    one, other = new_staging(site), new_staging(site)
    assert one.folder != other.folder
    assert one.folder.parent == other.folder.parent == site.parent


def test_a_copy_of_the_site_is_left_to_the_next_build(tmp_path: Path) -> None:
    """Only where none is; the site itself is not touched."""
    site, spare = tmp_path / "site", tmp_path / "cache" / "spare"
    (site / "en").mkdir(parents=True)
    (site / "en" / "index.html").write_text("one", encoding="utf-8")
    copy_to_spare(site, spare)
    assert (spare / "en" / "index.html").read_text(encoding="utf-8") == "one"
    (site / "en" / "index.html").write_text("two", encoding="utf-8")
    copy_to_spare(site, spare)
    assert (spare / "en" / "index.html").read_text(encoding="utf-8") == "one"
    copy_to_spare(tmp_path / "gone", tmp_path / "none")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "site"]


def test_what_is_no_folder_of_files_is_no_spare_tree(tmp_path: Path) -> None:
    """A file or a link in its place is left alone, and the build begins with an empty folder."""
    elsewhere = write(tmp_path / "elsewhere", {"index.html": "kept"})
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    (tmp_path / "link").symlink_to(elsewhere)
    for name in ("file", "link"):
        staging = new_staging(tmp_path / "site", spare=tmp_path / name)
        assert not staging.has_old_files
        assert contents(staging.folder) == {}
    assert contents(elsewhere) == {"index.html": "kept"}


def test_nothing_is_written_through_a_link_in_a_spare_tree(tmp_path: Path) -> None:
    """Links to folders and files, and pipes, are removed before the tree is used."""
    elsewhere = write(tmp_path / "elsewhere", {"index.html": "kept"})
    spare = write(tmp_path / "spare", {"en/index.html": "old"})
    (spare / "en" / "guides").symlink_to(elsewhere)
    (spare / "page").symlink_to(elsewhere / "index.html")
    os.mkfifo(spare / "pipe")
    staging = new_staging(tmp_path / "site", spare=spare)
    assert staging.has_old_files
    assert sorted(path.name for path in staging.folder.rglob("*")) == ["en", "index.html"]
    assert contents(elsewhere) == {"index.html": "kept"}
