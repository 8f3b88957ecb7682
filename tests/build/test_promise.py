"""The promise: an incremental build has the same bytes as a clean one, and says the same.

KX_HISTORIES is the number of random histories: 60 where it is not set.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.build.edited_sites import EditedSite
from tests.build.edits import LOCALES, Edit, edits, field_edits

from exchange.pages.kinds import Kind
from exchange.pages.page_meta import PageMeta

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of small files are made
_SEQUENCES = settings(
    max_examples=int(os.environ.get("KX_HISTORIES") or 60),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return what building the site before any edit has kept, by language."""
    found = {}
    for locale in LOCALES:
        site = EditedSite(tmp_path_factory.mktemp(locale))
        site.begin()
        assert not site.build(locale, keep=True).refused
        found[locale] = site.kept
    return found


@_SEQUENCES
@given(locale=st.sampled_from(LOCALES), steps=st.lists(edits, min_size=1, max_size=3))
def test_an_incremental_build_is_a_clean_one(kept: dict[str, Path], locale: str, steps: list[Edit]) -> None:
    """After any sequence of edits, each built on what the build before has kept."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        site = EditedSite(Path(folder))
        site.begin(kept[locale])
        for step in steps:
            step.do(site)
            incremental = site.build(locale, keep=True)
        assert incremental == site.build(locale, keep=False)


@pytest.mark.parametrize(
    "name", [entry.name for entry in fields(PageMeta) if entry.name not in ("kind", "texts")]
)
@settings(_SEQUENCES, max_examples=1)
@given(data=st.data())
def test_a_field_of_a_page_changes_each_page_that_shows_it(
    kept: dict[str, Path], name: str, data: st.DataObject
) -> None:
    """Every field of PageMeta but the kind, which decides on the others: of a lesson, or else of a course."""
    page = "course/one" if name not in Kind.COURSE.traits.fields or name == "objectives" else "course/index"
    edit = data.draw(field_edits(page, name, LOCALES))
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        site = EditedSite(Path(folder))
        site.begin(kept["en"])
        edit.do(site)
        incremental = site.build("en", keep=True)
        assert not incremental.refused, incremental.said
        assert incremental == site.build("en", keep=False)


def test_a_commit_changes_the_day_that_a_page_shows(kept: dict[str, Path]) -> None:
    """A page that was edited and built has no day; once it is committed it has one."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        site = EditedSite(Path(folder))
        site.begin(kept["en"])
        lesson = site.content / "en/course/one.md"
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        edited = site.build("en", keep=True)
        site.moment += 86_400
        site.commit()
        committed = site.build("en", keep=True)
        page = "en/course/one/index.html"
        assert edited.files[page] != committed.files[page]
        assert committed == site.build("en", keep=False)
