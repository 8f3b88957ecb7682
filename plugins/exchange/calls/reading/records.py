"""Read all records and notices of a site's calls, and hold each notice against its record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from exchange.calls.model.call import RESERVED, Call
from exchange.calls.model.settings import Settings
from exchange.calls.reading.prose import check_prose
from exchange.calls.reading.record import read_call
from exchange.pages.page_meta import Kind
from exchange.text.documents import read_document, text_of
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.text_files import not_utf8
from exchange.text.yaml_text import Text

_KINDS = frozenset(kind.value for kind in Kind if kind.value.startswith("call"))


def read_calls(content: Path, settings: Settings, *, root: str) -> dict[str, Call]:
    """Return every call of `<content>/<calls_folder>/*.yml` by id, in order.

    `root` is how messages name the content folder. Raises ContentProblems with the faults of all files.
    """
    calls, problems = read_records(content, settings, root=root)
    if problems:
        raise ContentProblems(problems)
    return calls


def read_records(
    content: Path, settings: Settings, *, root: str, today: datetime.date | None = None
) -> tuple[dict[str, Call], list[Problem]]:
    """Return every call that can be read, by id, and the faults of all other records.

    With the day of today, days of what was done that lie after it are faults too.
    """
    calls: dict[str, Call] = {}
    problems: list[Problem] = []
    folder = settings.calls_folder
    for file in sorted(filter(Path.is_file, (content / folder).glob("*.y*ml"))):
        path = f"{root}/{folder}/{file.name}"
        try:
            call = read_call(_text(file, path), path=path, settings=settings, today=today)
            calls[call.id] = call
        except ContentProblems as found:
            problems += found.problems
    return calls, problems


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
            problems.append(Problem(code="calls/notice-without-record", place=place, values=values))
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


def check_kinds(
    pages: Iterable[tuple[str, bytes]], calls: Mapping[str, Call], settings: Settings, *, root: str
) -> Iterator[Problem]:
    """Yield each page that says it is about a call or all calls, where no record gives it anything to show.

    Pages are pairs of a path, as messages name it, and bytes.
    """
    folder = settings.calls_folder
    notices = {f"{folder}/{name}.md" for name in calls}
    lists = {f"{folder}/index.md"} if calls else set()
    for path, content in pages:
        if not _may_be_about_calls(content):
            continue
        try:
            meta = read_document(text_of(content), path=path).meta
        except (ContentProblems, UnicodeDecodeError):
            continue  # said by who reads all pages
        kind = next((one.value for one in meta if one.key.value == "kind"), None)
        below = path.removeprefix(f"{root}/").partition("/")[2]
        if not isinstance(kind, Text) or kind.value not in _KINDS:
            continue
        if kind.value == Kind.CALL.value and below not in notices:
            stem = Path(below).stem if Path(below).stem not in RESERVED else "name-of-the-call"
            values = {"record": f"{root}/{folder}/{stem}.yml", "page": f"{folder}/{stem}.md"}
            yield Problem(code="calls/call-elsewhere", place=kind.place, values=values)
        elif kind.value != Kind.CALL.value and not (kind.value == Kind.CALLS.value and below in lists):
            values = {"kind": kind.value, "page": f"{folder}/index.md"}
            yield Problem(code="calls/overview-elsewhere", place=kind.place, values=values)


def _may_be_about_calls(content: bytes) -> bool:
    """Return True if front matter could name a kind of calls: quick, and True for escaped letters too."""
    head = content[: content.find(b"\n---", 3)]
    return b"call" in head or b"\\" in head


def _is_own_file(file: Path) -> bool:
    """Return True if a name is that of a visible file: no folder, no link, no pipe."""
    return file.is_file() and not file.is_symlink() and not file.name.startswith(".")


def _text(file: Path, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problem = not_utf8(file.read_bytes(), shown=path, code="calls/not-utf-8")
        raise ContentProblems([problem]) from None
