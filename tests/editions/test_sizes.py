"""The parts of a published folder add up to the whole."""

from __future__ import annotations

from pathlib import Path

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
