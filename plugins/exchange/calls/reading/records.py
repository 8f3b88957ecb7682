"""Read all records and notices of a site's calls, and compare each notice with its record."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from types import MappingProxyType

from exchange.calls.model.call import Call, is_reserved
from exchange.calls.model.settings import Settings
from exchange.calls.reading.drafts import Draft, read_draft
from exchange.calls.reading.forms import other_calls
from exchange.calls.reading.record import read_call
from exchange.pages.kinds import Kind
from exchange.text.content_folder import ContentFolder
from exchange.text.documents import body_document, document_of, text_of
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.yaml_text import Text

_KINDS = frozenset(kind.value for kind in Kind if kind.value.startswith("call"))


def record_paths(files: ContentFolder, settings: Settings) -> Iterator[str]:
    """Yield the path of each record in the content folder, sorted: `calls/<id>.yml`."""
    for path in files.visible:
        folder, _, name = path.rpartition("/")
        if folder == settings.calls_folder and name.endswith((".yml", ".yaml")) and files.is_file(path):
            yield path


def read_calls(
    files: ContentFolder, settings: Settings, *, root: str, today: datetime.date | None = None
) -> tuple[dict[str, Call], list[Problem]]:
    """Return every call that can be read, by id, in order, and the faults of all other records.

    `root` is how messages name the content folder. With the day of today, days of what was done that lie
    after it are faults too.
    """
    calls: dict[str, Call] = {}
    problems: list[Problem] = []
    for path in record_paths(files, settings):
        try:
            text = text_of(files.read(path))
            call = read_call(text, path=f"{root}/{path}", settings=settings, today=today)
            calls[call.id] = call
        except ContentProblems as error:
            problems += error.problems
    return calls, problems


def read_drafts(
    files: ContentFolder, calls: Mapping[str, Call], settings: Settings, *, root: str
) -> dict[str, Draft]:
    """Return what is sound of the records with faults, by the ids of their calls."""
    drafts: dict[str, Draft] = {}
    for path in record_paths(files, settings):
        name = PurePosixPath(path).stem
        if name not in calls:
            with suppress(UnicodeDecodeError):
                draft = read_draft(text_of(files.read(path)), path=f"{root}/{path}", settings=settings)
                drafts |= {name: draft} if draft else {}
    return drafts


def copied_records(calls: Mapping[str, Call], settings: Settings, *, root: str) -> Iterator[Problem]:
    """Yield each record that has the title, the dates and the sources of one with a shorter name."""
    folder = f"{root}/{settings.calls_folder}"
    first: dict[str, str] = {}
    for name, call in sorted(calls.items(), key=lambda entry: (len(entry[0]), entry[0])):
        dates = [(stage.kind.value, stage.side, str(stage.opens), str(stage.closes)) for stage in call.stages]
        sources = sorted(source.url for source in call.source)
        original = first.setdefault(repr((sorted(call.title.items()), dates, sources)), name)
        if original != name:
            values = {"name": f"{name}.yml", "other": f"{folder}/{original}.yml"}
            place = Place(path=f"{folder}/{name}.yml", line=1)
            yield Problem(code="calls/record-copied", place=place, values=values)


def unread_records(files: ContentFolder, calls: Mapping[str, Call], settings: Settings) -> frozenset[str]:
    """Return the ids of records that are there and cannot be read."""
    return frozenset(PurePosixPath(path).stem for path in record_paths(files, settings)) - calls.keys()


def notices(files: ContentFolder, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield path in the content folder and id of each notice."""
    for locale in settings.codes:
        folder = f"{locale}/{settings.calls_folder}"
        for path in files.visible:
            parent, _, name = path.rpartition("/")
            stem = name.removesuffix(".md")
            if parent == folder and stem != name and not is_reserved(stem) and files.is_file(path):
                yield path, stem


def check_notices(
    files: ContentFolder,
    calls: Mapping[str, Call],
    settings: Settings,
    *,
    root: str,
    removed_ids: Collection[str] = (),
    drafts: Mapping[str, Draft] = MappingProxyType({}),
    check: Callable[..., Iterable[Problem]],
) -> Iterator[Problem]:
    """Yield notices without a record, and everything that notices claim and their records do not say.

    A notice whose record has faults is compared with what is sound of it, one whose record was removed with
    nothing. `check` is `CallClaims.in_notice`.
    """
    unread_paths = {*unread_records(files, calls, settings), *removed_ids}
    for path, name in notices(files, settings):
        display_path = f"{root}/{path}"
        draft = drafts.get(name)
        call = draft.call if draft else calls.get(name)
        if call is None:
            if name not in unread_paths:
                values = {"record": f"{root}/{settings.calls_folder}/{name}.yml"}
                place = Place(path=display_path, line=1)
                yield Problem(code="calls/notice-without-record", place=place, values=values)
            continue
        document = body_document(text_of(files.read(path)), path=display_path)
        if document is not None:  # else it is reported where pages are read
            unread = draft.unread if draft else ()
            yield from other_calls(document.body, call, path=display_path, first_line=document.body_line)
            yield from check(
                document.body, call, path=display_path, first_line=document.body_line, unread=unread
            )


def check_kinds(
    pages: Iterable[tuple[str, bytes]], names: Iterable[str], settings: Settings, *, root: str
) -> Iterator[Problem]:
    """Yield each page that says it is about a call or all calls, where no record gives it anything to show.

    Pages are pairs of a path, as messages name it, and bytes; `names` are the ids of all records.
    """
    folder = settings.calls_folder
    notices = {f"{folder}/{name}.md" for name in names}
    for path, content in pages:
        if not _may_be_about_calls(content):
            continue
        document = None
        with suppress(UnicodeDecodeError):  # reported where pages are read, as all its faults are
            document = document_of(text_of(content), path=path, problems=[])
        fields = document.meta if document else ()
        kind = next((entry.value for entry in fields if entry.key.value == "kind"), None)
        folder_path = path.removeprefix(f"{root}/").partition("/")[2]
        if not isinstance(kind, Text) or kind.value not in _KINDS:
            continue
        if kind.value == Kind.CALL.value and folder_path not in notices:
            stem = PurePosixPath(folder_path).stem
            stem = "name-of-the-call" if is_reserved(stem) else stem
            values = {"record": f"{root}/{folder}/{stem}.yml", "page": f"{folder}/{stem}.md"}
            yield Problem(code="calls/call-elsewhere", place=kind.place, values=values)
        elif kind.value != Kind.CALL.value and (kind.value, folder_path) != (
            Kind.CALLS.value,
            f"{folder}/index.md",
        ):
            values = {"kind": kind.value, "page": f"{folder}/index.md"}
            yield Problem(code="calls/overview-elsewhere", place=kind.place, values=values)


def _may_be_about_calls(content: bytes) -> bool:
    """Return True if front matter could name a kind of calls: quick, and True for escaped letters too."""
    head = content[: content.find(b"\n---", 3)]
    return b"call" in head or b"\\" in head
