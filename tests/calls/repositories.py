"""Scratch repositories of records, and the events that a site publishes from them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.calls.samples import SETTINGS, WORDINGS

from exchange.build.store import Store
from exchange.calls.model.changes import Revisions
from exchange.calls.outputs.ics import calendars
from exchange.calls.reading.records import read_calls
from exchange.calls.reading.revisions import read_revisions
from exchange.text.content_folder import look_at

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Nobody"), ("EMAIL", "nobody@example.org"))
    },
}


def git(folder: Path, *arguments: str, moment: str = "2026-09-01T12:00:00+00:00", given: str = "") -> str:
    """Run git without any settings of the one who tests, and return what it prints."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        input=given,
        env={**clean, **_ALONE, **dates},
    )
    return done.stdout


def repository(folder: Path) -> Path:
    """Return a new repository with an empty folder of records."""
    (folder / "content" / "calls").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, record: str | None, *, name: str = "trial", moment: str = "") -> str:
    """Commit a record, or that it is deleted; return the commit."""
    file = folder / "content" / "calls" / f"{name}.yml"
    if record is None:
        file.unlink()
    else:
        file.write_text(record, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x", moment=moment or "2026-09-01T12:00:00+00:00")
    return git(folder, "rev-parse", "HEAD").strip()


def import_history(folder: Path, versions: Iterable[tuple[str | None, int, tuple[int, ...]]]) -> list[str]:
    """Make a commit of each version of a record, its moment and its parents' numbers; return the commits."""
    lines = []
    for number, (record, moment, parents) in enumerate(versions, 1):
        who = f"Nobody <nobody@example.org> {moment} +0000"
        lines += [f"commit refs/heads/c{number}", f"mark :{number}", f"committer {who}", "data 1", "x"]
        lines += [f"{'merge' if n else 'from'} :{parent + 1}" for n, parent in enumerate(parents)]
        path = "content/calls/trial.yml"
        if record is not None:
            lines += [f"M 100644 inline {path}", f"data {len(record.encode())}", record]
        elif parents:
            lines.append(f"D {path}")
        lines.append("")
    git(folder, "fast-import", "--quiet", given="\n".join(lines))
    return [git(folder, "rev-parse", f"c{n}").strip() for n in range(1, number + 1)]


class Event(NamedTuple):
    """What a calendar program looks at to learn that an event has changed."""

    time: str
    sequence: int
    modified: str


def revisions_of(folder: Path, store: Store | None = None) -> Revisions:
    """Return what git knows of the records in a repository."""
    kept = store or Store(folder / ".git" / "kept.sqlite", stamp="x")
    return read_revisions(folder / "content" / "calls", SETTINGS.zones, kept)


def events(folder: Path, revisions: Revisions | None = None) -> dict[str, Event]:
    """Return the events that a site built now publishes, by UID."""
    calls, _ = read_calls(look_at(folder / "content"), SETTINGS, root="content")
    known = revisions_of(folder) if revisions is None else revisions
    path, first = next(calendars(list(calls.values()), WORDINGS["en"], known))
    assert path == "calendar/en/all.ics"
    return read_events(first)


def read_events(calendar: bytes) -> dict[str, Event]:
    """Return the events of a calendar by UID."""
    found = {}
    for part in calendar.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        fields = dict(re.findall(r"^([A-Z-]+)([:;].*)\r$", part, re.MULTILINE))
        time = f"{fields['DTSTART']} {fields.get('DTEND')}"
        found[fields["UID"][1:]] = Event(time, int(fields["SEQUENCE"][1:]), fields["LAST-MODIFIED"][1:])
    return found
