"""Look into every file of the content: texts before they are rendered, pictures before they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gate.files import check_files
from gate.kinds import ASSETS, Places
from gate.limits import Limits
from gate.texts import check_text
from gate.time_limit import TimeLimit
from sitekit.documents import read_document
from sitekit.problems import ContentProblems, Place, Problem
from sitekit.sections import sections

_TEXTS = (".md", ".yml", ".csv")
_SLOW = 2.0  # seconds of processor time to find the headings of one page


def check_content(folder: Path, *, root: str, places: Places, limits: Limits) -> list[Problem]:
    """Return what is wrong inside the files below a folder; names and sizes have been checked before."""
    problems = check_files(folder, root=root, places=places)
    for path, file in _texts(folder, places):
        text = _read(file)
        if text is not None:
            problems += _in_time(text, f"{root}/{path}", limits)
    return problems


def _in_time(text: str, path: str, limits: Limits) -> list[Problem]:
    clock = TimeLimit()
    try:
        clock.start(limits.page_seconds, _TooSlow)
        return check_text(text, path=path, limits=limits)
    except _TooSlow:
        return [_too_slow(path, limits.page_seconds)]
    finally:
        clock.stop()


def slow_page(folder: Path, root: str, places: Places, limits: Limits) -> Problem:
    """Return the first page whose headings cannot be found in time, or a problem with all content."""
    clock = TimeLimit()
    for path, file in _texts(folder, places):
        if path.endswith(".md"):
            try:
                clock.start(_SLOW, _TooSlow)
                sections(read_document(_read(file) or "", path=path).body)
            except _TooSlow:
                return _too_slow(f"{root}/{path}", _SLOW)
            except ContentProblems:
                continue
            finally:
                clock.stop()
    values = {"seconds": f"{limits.reading_seconds:g}"}
    return Problem(code="gate/reading-too-slow", place=Place(path=root), values=values)


def _too_slow(path: str, seconds: float) -> Problem:
    return Problem(code="gate/page-too-slow", place=Place(path=path), values={"seconds": f"{seconds:g}"})


class _TooSlow(Exception):
    """One page took too long."""


def _texts(folder: Path, places: Places) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        is_text = path.endswith(_TEXTS) and not file.is_symlink() and file.is_file()
        if is_text and (places.kind(path) is not None or path.startswith(f"{ASSETS}/")):
            yield path, file


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:  # reported where files are checked
        return None
