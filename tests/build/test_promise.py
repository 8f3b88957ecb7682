"""The promise: an incremental build has the same bytes as a clean one, and says the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.build.edited_sites import EditedSite
from tests.build.edits import LOCALES, Edit, edits

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # thousands of small files are made
_SEQUENCES = settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
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
