"""Sites that many tests read, each built once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.building import NOW, ROOT, SITES, Built, build, build_every_kind
from tests.site.root_samples import write_root_samples

settings.register_profile("steady", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("steady")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of the project's own content; what it warns of is the authors' to decide."""
    built = build(ROOT / "content", tmp_path_factory.mktemp("real"), environment=NOW)
    assert built.status == 0, built.output
    return built


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a small site with pairs of every sort, built in strict mode."""
    built = build(SITES / "showcase", tmp_path_factory.mktemp("showcase"), "--strict")
    assert built.status == 0, built.output
    return built


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a small site with calls in every state, and every kind of page in one language only."""
    built = build_every_kind(tmp_path_factory.mktemp("every-kind"))
    assert built.status == 0, built.output
    write_root_samples(built.folder)
    return built


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder to build in."""
    return tmp_path / "work"
