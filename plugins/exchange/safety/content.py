"""Look into every file of the content: texts before they are rendered, pictures before they are shown."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from exchange.authoring.sections import sections
from exchange.build.store import Store
from exchange.safety.file_kinds import Places
from exchange.safety.files import check_file
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import read_source
from exchange.safety.slow_work import too_slow
from exchange.safety.texts import check_text
from exchange.safety.time_limit import in_time
from exchange.text.content_folder import ContentFolder, content_digest, look_at
from exchange.text.documents import read_document, text_of
from exchange.text.file_names import ASSETS
from exchange.text.problems import ContentProblems, Place, Problem

_TEXTS = (".md", ".yml", ".csv")
_SLOW = 2.0  # seconds of processor time to find the headings of one page


def check_content(
    content: Path | ContentFolder, *, root: str, places: Places, limits: Limits, store: Store | None = None
) -> list[Problem]:
    """Return what is wrong inside the files of a folder; names and sizes have been checked before.

    A file that the store knows to be harmless, by its bytes and these rules, is not looked into again.
    """
    files = content if isinstance(content, ContentFolder) else look_at(content)
    kind = f"gate {content_digest(repr((places, limits)).encode())}"
    problems: list[Problem] = []
    for path in filter(files.is_file, files.entries):
        if store and store.get(kind, path, files.digest(path)) is not None:
            continue
        faults = _content_problems(files.read(path), path, root, places, limits)
        problems += faults
        if store and not faults and path.isascii():
            store.put(kind, path, files.digest(path), "")
    return problems


def _content_problems(content: bytes, path: str, root: str, places: Places, limits: Limits) -> list[Problem]:
    """Return what is wrong inside one file."""
    problems = list(check_file(content, path, root=root, places=places, limits=limits))
    if _is_text(path, places):
        with suppress(UnicodeDecodeError):  # reported where files are checked
            problems += _text_problems(content.decode("utf-8"), f"{root}/{path}", limits)
    return problems


def _text_problems(text: str, path: str, limits: Limits) -> list[Problem]:
    seconds = limits.page_seconds
    return in_time(
        lambda: check_text(text, path=path, limits=limits),
        seconds,
        otherwise=lambda work: [too_slow(path, seconds, work, read_source(text, path=path))],
    )


def slow_page(folder: Path, root: str, places: Places, limits: Limits) -> Problem:
    """Return the first page whose headings cannot be found in time, or a problem with all content."""
    files = look_at(folder)
    for path in sorted(filter(files.is_file, files.entries)):
        if path.endswith(".md") and _is_text(path, places):
            problem = in_time(
                partial(_read_headings, files.read(path)),
                _SLOW,
                otherwise=partial(too_slow, f"{root}/{path}", _SLOW),
            )
            if problem:
                return problem
    values = {"seconds": f"{limits.reading_seconds:g}"}
    return Problem(code="safety/reading-too-slow", place=Place(path=root), values=values)


def _read_headings(content: bytes) -> None:
    with suppress(ContentProblems, UnicodeDecodeError):
        sections(read_document(text_of(content), path="").body)


def _is_text(path: str, places: Places) -> bool:
    return path.endswith(_TEXTS) and (path.startswith(f"{ASSETS}/") or places.kind(path) is not None)
