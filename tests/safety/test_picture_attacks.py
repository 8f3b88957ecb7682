"""A picture is read to its last byte: one cut off, damaged, huge or followed by something is refused."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.safety.folders import check_files
from tests.safety.samples import archive, picture

from exchange.safety.file_kinds import Places
from exchange.safety.limits import Limits
from exchange.safety.pictures import UnreadablePicture, points

FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
HTML = b"<html><script>alert(1)</script></html>"
MOST = 10_000


@pytest.mark.parametrize("extension", FORMATS)
def test_pictures_as_programs_write_them_pass(extension: str) -> None:
    """Each point counts once for each frame that is shown."""
    assert points(picture(FORMATS[extension]), extension, limit=MOST) == 48


@pytest.mark.parametrize("extension", ["png", "gif", "webp"])
def test_moving_pictures_pass(extension: str) -> None:
    """All frames are drawn."""
    assert points(picture(FORMATS[extension], frames=3), extension, limit=MOST) == 3 * 48


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole + b"\0",
        lambda whole: whole + HTML,
        lambda whole: whole + archive(),
        lambda whole: whole + whole,
        lambda whole: whole[:12] + HTML,
        lambda whole: whole[:30] + HTML + whole[30:],
    ],
    ids="one-byte-less half one-byte-more page-behind archive-behind twice page-instead page-inside".split(),
)
def test_pictures_that_are_not_whole_are_refused(extension: str, change: object) -> None:
    """Another program would read something else in them: a page, an archive, a script."""
    assert callable(change)
    with pytest.raises(UnreadablePicture):
        points(change(picture(FORMATS[extension])), extension, limit=MOST)


def _png_of(width: int, height: int) -> bytes:
    """Return a picture of one colour that says its size and holds no points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(40_000, 40_000), (2**31 - 1, 2**31 - 1), (200_000, 251)])
def test_pictures_of_too_many_points_are_refused_before_they_are_drawn(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """A hundred bytes may say that they are six gigabytes of points."""
    assert _rules(tmp_path, {"x.png": _png_of(*size)}) == {"x.png": "picture-points"}


def test_frames_count_together(tmp_path: Path) -> None:
    """Many small frames are as much work as a large picture."""
    content = picture("GIF", frames=12)
    assert _rules(tmp_path, {"x.gif": content}, Limits(picture_points=12 * 48)) == {}
    assert _rules(tmp_path, {"x.gif": content}, Limits(picture_points=11 * 48)) == {"x.gif": "picture-points"}


@pytest.mark.parametrize(
    ("more", "rule"), [(20, None), (100, "picture-unreadable"), (20_000, "picture-unreadable")]
)
def test_a_picture_is_drawn_in_few_steps(tmp_path: Path, more: int, rule: str | None) -> None:
    """Each scan of a JPEG file is a few bytes and all points once more: two megabytes would take an hour."""
    target = io.BytesIO()
    Image.new("L", (640, 480)).save(target, "JPEG", progressive=True)
    whole = target.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    found = _rules(tmp_path, {"x.jpg": whole[:-2] + scan * more + b"\xff\xd9"})
    assert found == ({"x.jpg": rule} if rule else {})


def test_each_file_has_one_answer(tmp_path: Path) -> None:
    """A page, a cut picture, a picture with an archive in a remark, one of another format than its name."""
    noted = picture("GIF")[:-1] + b"!\xfe" + bytes([len(archive())]) + archive() + b"\0;"
    files = {
        "page.png": b"\x89PNG\r\n\x1a\n\r\n" + HTML,
        "cut.jpg": picture("JPEG")[:-30],
        "remark.gif": noted,
        "name.png": picture("JPEG"),
        "right.jpeg": picture("JPEG"),
    }
    assert _rules(tmp_path, files) == {
        "page.png": "picture-unreadable",
        "cut.jpg": "picture-unreadable",
        "remark.gif": "also-an-archive",
        "name.png": "wrong-bytes",
    }


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 700), st.binary(max_size=40))
def test_no_bytes_break_the_reader(extension: str, place: int, noise: bytes) -> None:
    """Whatever is put into a picture, it is read or refused."""
    whole = picture(FORMATS[extension])
    for content in (
        whole[:place] + noise + whole[place:],
        whole[:place] + noise + whole[place + len(noise) :],
    ):
        with contextlib.suppress(UnreadablePicture):
            points(content, extension, limit=MOST)


def _rules(folder: Path, files: dict[str, bytes], limits: Limits | None = None) -> dict[str, str]:
    (folder / "assets").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "assets" / name).write_bytes(content)
    problems = check_files(folder, root="content", places=Places(locales=("en",)), limits=limits)
    return {problem.place.path.removeprefix("content/assets/"): problem.rule for problem in problems}
