"""What the check says is what the build does: the same errors, in the same places and words."""

from __future__ import annotations

import datetime
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.building import SITES, write_settings

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Severity, explain

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
FAULTY = SITES / "faulty"
BASE = SITES / "faulty-content" / "base"


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def said_by_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[str]]:
    """Build `folder/content` in this process; return whether that was refused, and the errors, sorted."""
    settings = write_settings(folder / "content", folder / "work")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    told = _Errors()
    logging.getLogger("mkdocs").addHandler(told)
    try:
        mkdocs_build(load_config(str(settings)))
    except Abort:
        return True, sorted(line for line in told.lines if line.endswith("]"))
    finally:
        logging.getLogger("mkdocs").removeHandler(told)
    return False, sorted(told.lines)


def said_by_the_check(folder: Path) -> list[str]:
    """Return the errors that the check finds, as the build would print them, sorted."""
    settings = read_settings(folder / "work" / "mkdocs.yml")
    found = all_problems(settings, now=NOW)
    return sorted(explain(problem, "en") for problem in found if problem.severity is Severity.ERROR)


def cases() -> Iterator[object]:
    """Yield the faulty sites, whole ones and those that lie over a right one."""
    for folder in sorted(FAULTY.iterdir()):
        yield pytest.param(None, folder, id=folder.name)
    for folder in sorted((SITES / "faulty-content").iterdir()):
        if folder != BASE:
            yield pytest.param(BASE, folder, id=f"content-{folder.name}")


@pytest.mark.parametrize(("base", "case"), list(cases()))
def test_the_build_tells_what_the_check_finds(
    base: Path | None, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error is known to one of them only, and none is told twice."""
    for source in (base, case):
        if source is not None:
            ignored = shutil.ignore_patterns("expected.*")
            shutil.copytree(source, tmp_path / "content", dirs_exist_ok=True, ignore=ignored)
    refused, told = said_by_the_build(tmp_path, monkeypatch)
    found = said_by_the_check(tmp_path)
    assert told == found
    assert refused == bool(found)
