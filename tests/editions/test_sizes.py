"""The parts of a published folder add up to the whole."""

from __future__ import annotations

import os
from pathlib import Path

from exchange.editions.file_digests import FileDigests
from exchange.editions.sizes import size_report


def test_each_file_counts_in_one_part(tmp_path: Path) -> None:
    """The live site, what editions share, each edition, lists of versions, and all of them."""
    for path in (
        "a.html",
        "en/a.html",
        "assets/x",
        "editions/2026.1/p",
        "editions/2026.2/p",
        "editions/pages/q",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * 500_000)
    lines = list(size_report(tmp_path, ["2026.1", "2026.2"]))
    files = {line.key: int(str(line.values["files"])) for line in lines if line.key != "size-edition"}
    assert files == {"size-live": 2, "size-shared": 1, "size-around": 1, "size-whole": 6}
    assert [line.values["files"] for line in lines if line.key == "size-edition"] == ["1", "1"]
    assert lines[-1].values["megabytes"] == "3.0"


def test_a_size_that_is_known_is_not_asked_for(tmp_path: Path) -> None:
    """Of the files that were just compared, by their number on the same disk."""
    file = tmp_path / "editions/2026.1/p"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x")
    digests = FileDigests()
    (entry,) = os.scandir(file.parent)
    digests.digest(entry, "sha1")
    assert digests.sizes(tmp_path) == {file.stat().st_ino: 1}
    (edition,) = [
        line
        for line in size_report(tmp_path, ["2026.1"], {file.stat().st_ino: 7_000_000})
        if line.key == "size-edition"
    ]
    assert edition.values["megabytes"] == "7.0"
