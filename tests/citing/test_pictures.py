"""The picture beside a link to a page: its size, its bytes, its letters."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from exchange.build.store import Store
from exchange.citing.drawn_pictures import SIZE, draw
from exchange.citing.pictures import Picture, png_of

LONG = Picture(title="영국·한국 스마트 임상시험 " * 8, kind="과정", site="교류", lang="ko")
SHORT = Picture(title="Estimands", kind="Guide", site="Exchange", lang="en")


@pytest.mark.parametrize("picture", [SHORT, LONG, Picture(title="x" * 120, kind="", site="", lang="en")])
def test_a_picture_is_small_and_the_same_each_time(picture: Picture) -> None:
    """Nothing but the words decides its bytes; no word runs over the edge."""
    content = draw(picture)
    assert content == draw(picture)
    assert len(content) < 40_000
    image = Image.open(io.BytesIO(content))
    assert image.size == SIZE
    right = image.convert("L").crop((SIZE[0] - 60, 0, SIZE[0], SIZE[1] - 40))
    assert right.getextrema() == (255, 255)


def test_other_words_are_another_picture() -> None:
    """Its name says its words: it may be kept for ever, and is drawn once."""
    assert SHORT.path != LONG.path
    assert draw(SHORT) != draw(LONG)


def test_a_picture_is_kept(tmp_path: Path) -> None:
    """The second build does not draw it."""
    store = Store(tmp_path / "pictures.sqlite", stamp="")
    store.put("picture", SHORT.digest, SHORT.digest, "AAAA")
    assert png_of(SHORT, store) == b"\0\0\0"


@pytest.mark.parametrize(
    ("title", "same"),
    [("gwŷr a gwŵl", "gwyr a gwwl"), ("مرحبا", ""), ("\U00013000 a", ""), ("e\u0301t\u00e9", "été")],
)
def test_a_letter_that_the_type_lacks_is_no_box(title: str, same: str) -> None:
    """Its letter without marks stands there, or no title: Welsh has two that the type lacks."""
    assert draw(replace(SHORT, title=title)) == draw(replace(SHORT, title=same))
