"""Sites that many tests read, each built once for all processes that run tests."""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.building import NOW, ROOT, SITES, Built, build, build_every_kind
from tests.site.root_samples import write_root_samples

settings.register_profile("steady", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("steady")

# Each process that a test starts would compile the packages again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Only sites that tests share are built with PDFs: setting a course takes seconds.
os.environ["KX_PDF"] = "off"

# A shell lets what it runs in the background ignore Ctrl-C, with all that is started from there.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of the project's own content; what it warns of is the authors' to decide."""
    return _shared(
        "real",
        tmp_path_factory,
        lambda work: build(ROOT / "content", work, environment={**NOW, "KX_PDF": "on"}),
    )


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a small site with pairs of every sort, built in strict mode."""
    return _shared("showcase", tmp_path_factory, lambda work: build(SITES / "showcase", work, "--strict"))


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a small site with calls in every state, and every kind of page in one language only."""
    return _shared("every-kind", tmp_path_factory, _every_kind_with_samples)


def _every_kind_with_samples(work: Path) -> Built:
    built = build_every_kind(work)
    write_root_samples(built.folder)
    return built


def _shared(name: str, factory: pytest.TempPathFactory, make: Callable[[Path], Built]) -> Built:
    """Return a site that whichever process asks first builds; the others read its folder."""
    folder = factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    done = folder / f"{name}.built"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            built = make(folder / name)
            assert built.status == 0, built.output
            done.write_text(built.output, encoding="utf-8")
    return Built(folder=folder / name / "site", status=0, output=done.read_text(encoding="utf-8"))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder to build in."""
    return tmp_path / "work"
