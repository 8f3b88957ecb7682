"""The parts of a published folder add up to the whole."""

from __future__ import annotations

from pathlib import Path

from exchange.build.linked_trees import LinkedTrees
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
    lines = list(size_report(tmp_path, ["2026.1", "2026.2"], LinkedTrees()))
    files = {line.key: int(str(line.values["files"])) for line in lines if line.key != "size-edition"}
    assert files == {"size-live": 2, "size-shared": 1, "size-around": 1, "size-whole": 6}
    assert [line.values["files"] for line in lines if line.key == "size-edition"] == ["1", "1"]
    assert lines[-1].values["megabytes"] == "3.0"


def test_the_size_of_a_folder_of_links_is_that_of_its_files(tmp_path: Path) -> None:
    """With what was added to it, in place of a file too, and what others put there; it is not searched."""
    source, target = tmp_path / "source", tmp_path / "site/editions/2026.1"
    frames = tmp_path / "site/embed/editions/2026.1"
    for folder in (source / "en", source / "assets", target, frames):
        folder.mkdir(parents=True)
    for path, size in (("en/a", 1_000_000), ("en/b", 2_000_000), ("assets/c", 400_000)):
        (source / path).write_bytes(b"x" * size)
    additions = {"en/b": b"x" * 100_000, "since/x": b"x" * 200_000}
    for _ in range(2):
        trees = LinkedTrees(tmp_path / "stamps")
        options = {"additions": additions, "omitted": ("assets",), "others": ("offline.zip",)}
        trees.link("editions/2026.1", source, target, stamp="", **options)
        trees.link("embed/editions/2026.1", source, frames, stamp="")
        trees.save(tmp_path / "site")
        (target / "offline.zip").write_bytes(b"x" * 300_000)
        for known in (LinkedTrees(tmp_path / "stamps"), LinkedTrees()):
            lines = {line.key: line for line in size_report(tmp_path / "site", ["2026.1"], known)}
            assert lines["size-edition"].values["files"] == "4"
            assert lines["size-edition"].values["megabytes"] == "1.6"
            assert lines["size-live"].values == {"files": "3", "megabytes": "3.4"}
