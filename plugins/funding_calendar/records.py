"""Read all records and notices of a site's calls, and hold each notice against its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from funding_calendar.model import RESERVED, Call
from funding_calendar.prose import check_prose
from funding_calendar.reading import read_call
from funding_calendar.settings import Settings
from sitekit.documents import read_document
from sitekit.problems import ContentProblems, Place, Problem
from sitekit.text_files import not_utf8


def read_calls(content: Path, settings: Settings, *, root: str) -> dict[str, Call]:
    """Return every call of `<content>/<calls_folder>/*.yml` by id, in order.

    `root` is how messages name the content folder. Raises ContentProblems with the faults of all files.
    """
    calls: dict[str, Call] = {}
    problems: list[Problem] = []
    folder = settings.calls_folder
    for file in sorted(filter(_is_own_file, (content / folder).glob("*.y*ml"))):
        path = f"{root}/{folder}/{file.name}"
        try:
            call = read_call(_text(file, path), path=path, settings=settings)
            calls[call.id] = call
        except ContentProblems as found:
            problems += found.problems
    if problems:
        raise ContentProblems(problems)
    return calls


def notices(content: Path, settings: Settings) -> Iterator[tuple[str, str, Path]]:
    """Yield language, id and file of each notice."""
    for locale in settings.codes:
        for file in sorted(filter(_is_own_file, (content / locale / settings.calls_folder).glob("*.md"))):
            if file.stem not in RESERVED:
                yield locale, file.stem, file


def check_notices(
    content: Path, calls: Mapping[str, Call], settings: Settings, *, root: str
) -> list[Problem]:
    """Return notices without a record, and everything that notices claim and their records do not hold."""
    problems: list[Problem] = []
    for locale, name, file in notices(content, settings):
        path = f"{root}/{locale}/{settings.calls_folder}/{file.name}"
        if name not in calls:
            record = f"{root}/{settings.calls_folder}/{name}.yml"
            values = {"record": record}
            place = Place(path=path, line=1)
            problems.append(
                Problem(code="funding_calendar/notice-without-record", place=place, values=values)
            )
            continue
        try:
            document = read_document(_text(file, path), path=path)
        except ContentProblems as found:
            problems += found.problems
            continue
        problems += check_prose(
            document.body, calls[name], settings, path=path, first_line=document.body_line
        )
    return problems


def _is_own_file(file: Path) -> bool:
    """Return True if a name is that of a visible file: no folder, no link, no pipe."""
    return file.is_file() and not file.is_symlink() and not file.name.startswith(".")


def _text(file: Path, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problem = not_utf8(file.read_bytes(), shown=path, code="funding_calendar/not-utf-8")
        raise ContentProblems([problem]) from None
