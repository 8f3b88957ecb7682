"""Foreign readers agree with us: each event at the same instants, each feed and description valid.

KX_CALLS is the number of calls they read: 300 where it is not set.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from benchmarks.calendar.generate import synthetic_calls
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from tests.calls.outputs import NOW, calendar_files, feed_files
from tests.calls.samples import ROOT, SETTINGS, WORDINGS

from exchange.calls.model.call import Call
from exchange.calls.model.status import status
from exchange.calls.outputs.calendar_paths import Variant
from exchange.calls.views.jsonld import graph

Instants = dict[str, list[Any]]  # uid: start and end, seconds since 1970 or ISO days
_FILES = [f"calendar/{code}/all{variant.value}.ics" for code in SETTINGS.codes for variant in Variant]


_COUNT = int(os.environ.get("KX_CALLS") or 300)


@pytest.fixture(scope="module")
def hundreds() -> list[Call]:
    """Return calls with both zones, folds, Hangul, cancellations."""
    return synthetic_calls(_COUNT, SETTINGS)


@pytest.fixture(scope="module")
def published(hundreds: list[Call], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return their calendars as files."""
    folder = tmp_path_factory.mktemp("calendars")
    contents = {
        path: file for code in SETTINGS.codes for path, file in calendar_files(hundreds, code).items()
    }
    files = {}
    for path in _FILES:
        files[path] = folder / path.replace("/", "-")
        files[path].write_bytes(contents[path])
    return files


@pytest.fixture(scope="module")
def meant(published: dict[str, Path]) -> dict[str, Instants]:
    """Return what we mean, from the library that also writes: a starting point the others must share."""
    found = {}
    for path, file in published.items():
        events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        found[path] = {
            str(event["UID"]): [_seconds(event["DTSTART"].dt), _seconds(event["DTEND"].dt)]
            for event in events
            if "DTEND" in event
        }
        assert len(found[path]) > _COUNT
    return found


def _seconds(moment: datetime.date) -> Any:
    if isinstance(moment, datetime.datetime):
        return int(moment.timestamp())
    return moment.isoformat()


def test_our_own_instants_are_the_record_s(hundreds: list[Call], meant: dict[str, Instants]) -> None:
    """What the calendar says of each deadline is the instant that the record says."""
    for path in ("calendar/en/all.ics", "calendar/ko/all-alarms.ics"):
        language = path.split("/")[1]
        for call in hundreds:
            for stage in call.stages:
                uid = f"{call.id}.{stage.id}.{language}@{SETTINGS.domain}"
                if hasattr(stage.closes, "wall") and uid in meant[path]:
                    assert meant[path][uid][1] == int(stage.closes.begins.timestamp())


def test_ical_js_and_node_ical(
    node_packages: Path, published: dict[str, Path], meant: dict[str, Instants]
) -> None:
    """The readers of most web calendars put every event at the same instants."""
    command = ["node", "read.mjs", *map(str, published.values())]
    environment = {**os.environ, "TZ": "America/New_York"}
    done = subprocess.run(
        command, cwd=node_packages, check=True, capture_output=True, text=True, env=environment
    )
    for reader, files in json.loads(done.stdout).items():
        for path, file in published.items():
            assert files[str(file)] == meant[path], reader


def test_libical(libical_reader: Path, published: dict[str, Path], meant: dict[str, Instants]) -> None:
    """The reader of Evolution, KOrganizer and many servers agrees, and finds no error."""
    command = [str(libical_reader), *map(str, published.values())]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:2_000]
    found: dict[str, Instants] = {str(file): {} for file in published.values()}
    for line in done.stdout.splitlines():
        path, uid, *moments = line.split("\t")
        found[path][uid] = [_libical_moment(moment) for moment in moments]
    for path, file in published.items():
        assert found[str(file)] == meant[path]


def _libical_moment(text: str) -> Any:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 else int(text)


@pytest.mark.parametrize("path", _FILES)
def test_ical_in_strict_mode(path: str, published: dict[str, Path], meant: dict[str, Instants]) -> None:
    """A reader that refuses whatever the standard does not allow reads everything."""
    calendar = IcsCalendarStream.calendar_from_ics(published[path].read_bytes().decode("utf-8"))
    found = {event.uid: [_seconds(event.dtstart), _seconds(event.dtend)] for event in calendar.events}
    assert found == meant[path]


@pytest.mark.parametrize("path", [path for path in _FILES if "alarms" not in path])
def test_recurring_ical_events(path: str, published: dict[str, Path], meant: dict[str, Instants]) -> None:
    """A reader that asks for spans of time finds each event once."""
    calendar = Calendar.from_ical(published[path].read_bytes())
    events = recurring_ical_events.of(calendar).between(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1))
    found = {
        str(event["UID"]): [_seconds(event["DTSTART"].dt), _seconds(event["DTEND"].dt)] for event in events
    }
    assert found == meant[path]
    assert len(events) == len(found)


def test_jing_accepts_every_atom_feed(jing: str, hundreds: list[Call], tmp_path: Path) -> None:
    """Every feed of every language is valid Atom, an empty one too."""
    files = []
    for number, calls in enumerate(([], hundreds[:300])):
        for code in SETTINGS.codes:
            for path, content in feed_files(calls, code).items():
                if path.endswith(".atom"):
                    files.append(tmp_path / f"{number}-{path.replace('/', '-')}")
                    files[-1].write_bytes(content)
    schema = Path(__file__).parent / "atom.rng"
    done = subprocess.run([jing, str(schema), *map(str, files)], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_jing_refuses_what_is_not_atom(jing: str, tmp_path: Path) -> None:
    """The schema would notice: a feed without its date is refused."""
    file = tmp_path / "broken.atom"
    file.write_bytes(
        feed_files([])["feeds/en/all.atom"]
        .replace(b"<updated>", b"<when>")
        .replace(b"</updated>", b"</when>")
    )
    schema = Path(__file__).parent / "atom.rng"
    assert subprocess.run([jing, str(schema), str(file)], check=False, capture_output=True).returncode == 1


def test_tsc_accepts_the_json_ld(node_packages: Path, hundreds: list[Call], tmp_path: Path) -> None:
    """The description of each call has the types of schema.org, by schema-dts."""
    real = ROOT / "content" / "calls"
    assert real.is_dir()
    described = [
        graph(call, status(call, NOW, SETTINGS), WORDINGS[code])
        for call in hundreds[:100]
        for code in SETTINGS.codes
    ]
    lines = ['import type { Graph } from "schema-dts";']
    lines += [
        f"export const call{number}: Graph = {json.dumps(one, ensure_ascii=False)};"
        for number, one in enumerate(described)
    ]
    file = node_packages / "described.ts"
    try:
        file.write_text("\n".join(lines), encoding="utf-8")
        command = [
            "npx",
            "--no-install",
            "tsc",
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--module",
            "nodenext",
        ]
        done = subprocess.run(
            [*command, file.name], cwd=node_packages, check=False, capture_output=True, text=True
        )
    finally:
        file.unlink()
    assert done.returncode == 0, done.stdout[:2_000]
