"""A site is written into what an earlier build has left: afterwards it is as if the folder had been empty."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.build.outputs import Outputs, PathConflict, files_below

_PATHS = st.sampled_from(["a", "a/b", "a/b/c.html", "a/d.html", "e.html", "가/나.html", ".git/HEAD"])
_SITES = st.dictionaries(_PATHS, st.binary(max_size=4), max_size=5).filter(
    lambda site: not any(f"{one}/" in f"{other}/" for one in site for other in site if one != other)
)


def _files(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files_below(folder)}


@given(before=_SITES, after=_SITES, by_another=st.booleans())
def test_nothing_of_the_earlier_site_is_left(
    before: dict[str, bytes], after: dict[str, bytes], by_another: bool
) -> None:
    """Whatever was there, files, folders and bytes are those of this build alone, whoever wrote them."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for path, content in before.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        outputs, other = Outputs(folder, has_old_files=True), Outputs(folder, has_old_files=True)
        for path, content in after.items():
            (other if by_another else outputs).write(path, content)
        other.hand_over("ko")
        outputs.take_over("ko")
        outputs.finish()
        assert _files(folder) == after
        assert not [one for one in folder.rglob("*") if one.is_dir() and not any(one.iterdir())]


def test_a_file_with_a_second_name_is_not_written_through(tmp_path: Path) -> None:
    """What shares its bytes on the disk with a file elsewhere gets bytes of its own."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"sealed")
    site = tmp_path / "site"
    site.mkdir()
    (site / "page").hardlink_to(elsewhere)
    Outputs(site, has_old_files=True).write("page", b"new")
    assert elsewhere.read_bytes() == b"sealed"
    assert (site / "page").read_bytes() == b"new"


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """A link in the earlier site is replaced, even by the bytes it leads to."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"same")
    site = tmp_path / "site"
    site.mkdir()
    (site / "page").symlink_to(elsewhere)
    Outputs(site, has_old_files=True).write("page", b"same")
    assert not (site / "page").is_symlink()


def test_what_says_the_same_is_left_alone(tmp_path: Path) -> None:
    """The file itself stays: that is what saves the time."""
    Outputs(tmp_path, has_old_files=False).write("a/page", b"same")
    before = (tmp_path / "a/page").stat()
    Outputs(tmp_path, has_old_files=True).write("a/page", b"same")
    assert (tmp_path / "a/page").stat() == before


def test_nobody_waits_for_a_pipe_of_the_earlier_site(tmp_path: Path) -> None:
    """What is neither a file nor a folder is replaced."""
    os.mkfifo(tmp_path / "page")
    Outputs(tmp_path, has_old_files=True).write("page", b"new")
    assert _files(tmp_path) == {"page": b"new"}


def test_room_is_made_for_what_somebody_else_writes(tmp_path: Path) -> None:
    """A folder, a link, a second name of a file elsewhere and a file above give way; a plain file is left."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"sealed")
    site = tmp_path / "site"
    (site / "folder" / "more").mkdir(parents=True)
    (site / "link").symlink_to(elsewhere)
    (site / "second").hardlink_to(elsewhere)
    (site / "above").write_bytes(b"file")
    (site / "plain").write_bytes(b"old")
    outputs = Outputs(site, has_old_files=True)
    for path in ("folder", "link", "second", "above/page", "plain"):
        outputs.expect(path)
        assert (site / path).exists() == (path == "plain")
        (site / path).write_bytes(b"new")
    assert elsewhere.read_bytes() == b"sealed"
    assert outputs.paths == {"folder", "link", "second", "above/page", "plain"}


_STEPS = ((Path, "mkdir"), (Path, "unlink"), (Path, "lstat"), (Path, "is_dir"), (Path, "write_bytes"))


def _before_step(number: int, act: Callable[[], None], patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Act before the `number`th step on the disk from now on; return what says whether that was done."""
    left, busy = [number], []

    def watched(step: Callable[..., object]) -> Callable[..., object]:
        def taken(*arguments: object, **options: object) -> object:
            if not busy and left[0] >= 0:
                left[0] -= 1
                if left[0] < 0:
                    busy.append(True)
                    act()
                    busy.clear()
            return step(*arguments, **options)

        return taken

    for owner, name in _STEPS:
        patch.setattr(owner, name, watched(getattr(owner, name)))
    return lambda: left[0] < 0


@pytest.mark.parametrize("before", [{}, {"a": b"file"}, {"a/b": b"file"}], ids=["empty", "file", "deep"])
@pytest.mark.parametrize("used", [False, True])
def test_two_processes_make_the_same_folder_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes], used: bool
) -> None:
    """Whichever step of one the other comes before, both files are there, and neither build fails."""
    for number in range(100):
        site = tmp_path / str(number)
        for path, content in ({} if not used else before).items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        site.mkdir(exist_ok=True)
        one, other = Outputs(site, has_old_files=used), Outputs(site, has_old_files=used)
        with monkeypatch.context() as patch:
            came_between = _before_step(number, lambda: other.write("a/b/other", b"other"), patch)  # noqa: B023
            one.write("a/b/one", b"one")
        if not came_between():
            assert number > 3
            return
        assert _files(site) == {"a/b/one": b"one", "a/b/other": b"other"}
    raise AssertionError("writing a file takes more than a hundred steps")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("en/index.html", "en/index.html"),
        ("assets/built/site.css", "assets/built/Site.css"),
        ("robots.txt", "robots.txt/index.html"),
        ("en/404.html", "EN/404.html/x/index.html"),
        ("assets/a/b.svg", "assets/a"),
        ("assets/a/b/c.svg", "Assets/A"),
    ],
)
@pytest.mark.parametrize("by_another", [False, True])
def test_no_path_is_written_twice(tmp_path: Path, first: str, second: str, by_another: bool) -> None:
    """Whoever the second writer is: neither the file, nor a folder in its place, nor a file in a folder's."""
    outputs, other = Outputs(tmp_path, has_old_files=False), Outputs(tmp_path, has_old_files=False)
    (other if by_another else outputs).write(first, b"first")
    other.hand_over("ko")
    outputs.take_over("ko")
    assert outputs.claimant(second).casefold().startswith(first.casefold())
    for attempt in (lambda: outputs.write(second, b"second"), lambda: outputs.expect(second)):
        with pytest.raises(PathConflict) as found:
            attempt()
        assert found.value.path == second
    assert _files(tmp_path) == {first: b"first"}


def test_two_languages_cannot_both_write_a_path(tmp_path: Path) -> None:
    """What one process has written another may not have written too."""
    outputs, other = Outputs(tmp_path, has_old_files=False), Outputs(tmp_path, has_old_files=False)
    outputs.write("feeds/all.atom", b"first")
    other.expect("feeds/all.atom")
    other.hand_over("ko")
    with pytest.raises(PathConflict):
        outputs.take_over("ko")


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../b", "a//b", "./a", "a/"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    """A path is below the site's folder, and written in one way only."""
    with pytest.raises(ValueError, match="no path"):
        Outputs(tmp_path, has_old_files=False).write(path, b"x")


@given(paths=st.lists(_PATHS, max_size=6))
def test_what_is_free_can_be_written(paths: list[str]) -> None:
    """`taken` and `write` agree, and the bytes of a path are those of its first writer."""
    with tempfile.TemporaryDirectory() as work:
        outputs, expected = Outputs(Path(work), has_old_files=False), dict[str, bytes]()
        for number, path in enumerate(paths):
            if outputs.claimant(path):
                with pytest.raises(PathConflict):
                    outputs.write(path, b"later")
            else:
                outputs.write(path, expected.setdefault(path, str(number).encode()))
        assert _files(Path(work)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/x.svg", "a/X.SVG"),
        ("a/x.svg", "A/x.svg"),
        ("a/x.svg", "a/x.svg."),
        ("a/x.svg", "a./x.svg"),
        ("a/x.svg", "a/x.svg "),
        ("a/x.svg", "a/x.svg/index.html"),
        ("a /b/c", "a"),
        ("가.svg", "\u1100\u1161.svg"),
        ("é.svg", "e\u0301.svg"),
        ("x.svg", "\uff58.svg"),
        ("k.svg", "\u212a.svg"),
        ("straße.svg", "STRASSE.svg"),
        ("flow.svg", "\ufb02ow.svg"),
    ],
)
def test_what_a_disk_takes_for_one_name_has_one_writer(tmp_path: Path, one: str, other: str) -> None:
    """By case, by composition, by compatibility, by what Windows leaves out, and a folder for a file."""
    for first, second in ((one, other), (other, one)):
        outputs = Outputs(tmp_path / str(first == one), has_old_files=False)
        outputs.write(first, b"first")
        with pytest.raises(PathConflict) as conflict:
            outputs.write(second, b"second")
        assert conflict.value.rival == first
        assert (outputs.folder / first).read_bytes() == b"first"
