"""A disk that is full or may not be written is told in words; any other fault of files is a fault of ours."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.building import SITES, build

from exchange.editions.disk import disk_fault
from exchange.text.problems import explain


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_the_disk_refuses_is_told_with_its_place(number: int) -> None:
    """The file if one is named, else the folder."""
    problem = disk_fault(OSError(number, "No space", "site/en/index.html"), Path("site"))
    assert problem is not None
    assert explain(problem, "en").startswith(
        "site/en/index.html: The disk does not let this be read or written: No space."
    )
    problem = disk_fault(OSError(number, "No space"), Path("site"))
    assert problem is not None
    assert problem.place.path == "site"


def test_any_other_fault_of_files_is_ours() -> None:
    """It shows where it happened."""
    assert disk_fault(FileNotFoundError(errno.ENOENT, "gone", "x"), Path("site")) is None


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR])
def test_a_place_that_a_person_named_is_theirs_to_mend(number: int) -> None:
    """Also a file below it; a path that nobody typed is a fault of ours."""
    assert disk_fault(OSError(number, "No", "out/a/b"), Path(), named=[None, 3, "", "out"]) is not None
    assert disk_fault(OSError(number, "No", "other/a"), Path(), named=["out", Path("out/a")]) is None


@pytest.mark.parametrize("folder", ["/sys/kernel/nothing/site", "file/site"])
def test_a_build_that_may_not_write_says_so(tmp_path: Path, folder: str) -> None:
    """Without a traceback; nobody can make a folder there, not even the administrator."""
    (tmp_path / "file").touch()
    built = build(SITES / "showcase", tmp_path, "--site-dir", str(tmp_path / folder))
    assert built.status != 0
    assert "[pages/settings-folder]" in built.output
    assert "Traceback" not in built.output
