"""Pictures are published with fewer points, the same bytes each time, without what cameras note."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from exchange.build.reduced_pictures import published_picture
from exchange.build.store import Store
from exchange.text.picture_headers import read_picture


def picture(name: str, size: tuple[int, int], *, mode: str = "RGB", turned: bool = False) -> bytes:
    """Return a picture of noise, as a camera held upright may leave it."""
    image = Image.effect_noise(size, 60).convert(mode)
    notes = Image.Exif()
    notes[0x010F] = "Maker of cameras"
    if turned:
        notes[0x0112] = 6
    target = io.BytesIO()
    image.save(target, format=name, exif=notes, quality=95)  # as cameras write them, where it has a meaning
    return target.getvalue()


def published(content: bytes, folder: Path) -> bytes:
    return published_picture("assets/x", content, Store(folder / "store", stamp=""))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "RGBA"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("WEBP", "RGBA"),
    ],
)
def test_a_wide_picture_becomes_as_wide_as_is_shown(name: str, mode: str, tmp_path: Path) -> None:
    """In any way that its points are held; in proportion; of the kind it was."""
    content = picture(name, (2000, 500), mode=mode)
    small = read_picture(published(content, tmp_path))
    assert small is not None
    assert (small.kind, small.width, small.height) == (name.lower(), 1600, 400)


def test_a_picture_that_was_taken_upright_is_turned(tmp_path: Path) -> None:
    """Its width and height are those that readers see; what the camera noted is gone."""
    content = picture("JPEG", (1000, 2000), turned=True)
    before = read_picture(content)
    small = published(content, tmp_path)
    after = read_picture(small)
    assert before
    assert after
    assert (before.width, before.height) == (2000, 1000)
    assert (after.width, after.height) == before.published_size() == (1600, 800)
    assert b"Maker" not in small


def test_a_large_file_becomes_smaller(tmp_path: Path) -> None:
    """Where it does; a small one stays as it is, and so does what moves."""
    large, small = picture("JPEG", (1500, 600)), picture("PNG", (200, 20))
    assert len(published(large, tmp_path)) < len(large)
    assert published(small, tmp_path) == small
    frames = [Image.new("RGB", (1700, 9), colour) for colour in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, format="WEBP", save_all=True, append_images=frames[1:])
    assert published(target.getvalue(), tmp_path) == target.getvalue()


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """Kept or not; other bytes of the same name are made again."""
    content, other = picture("PNG", (1700, 10)), picture("PNG", (1700, 20))
    store = Store(tmp_path / "store", stamp="")
    first = published_picture("assets/x", content, store)
    store.save()
    again = Store(tmp_path / "store", stamp="")
    assert published_picture("assets/x", content, again) == first == published(content, tmp_path / "new")
    assert published_picture("assets/x", other, again) != first
