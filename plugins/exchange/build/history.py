"""When each file last changed, as git remembers it; silent where git cannot know."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path

from exchange.build.git import FAILURES, git_text, shallow_commits
from exchange.build.store import Store

_KIND = "history"
_RAW = re.compile(r"(-?\d+) ([+-])(\d\d)(\d\d)")
_FIRST = datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)  # git counts from 1970: a zero is no date
_CLOCK_TOLERANCE = datetime.timedelta(days=1)  # by which the clock of who commits may be wrong


def last_changes(
    folder: Path,
    store: Store | None = None,
    *,
    now: datetime.datetime,
    impossible: dict[str, str] | None = None,
) -> Mapping[str, str]:
    """Return the moment of the last commit of each file below a folder: path below it to ISO 8601.

    The committer chooses the date, and git does not check it: one that no calendar holds (after the year
    9999, a zone of 99 hours), that lies before git or after `now` is no moment, and is added to `impossible`.

    A file is left out where the answer would be a guess: outside a repository, never committed, changed
    since its last commit, or last seen in the commit where a shallow clone was cut off. A store remembers
    the history up to a commit, which grows long.
    """
    try:
        newest = _history(folder, store)
        edits = set(git_text(folder, "diff", "--name-only", "--relative", "-z", "HEAD").split("\0"))
    except FAILURES:
        return {}
    moments = {path: moment for path, moment in newest.items() if moment and path not in edits}
    wrong = {path: moment for path, moment in moments.items() if not _can_be(moment, now)}
    if impossible is not None:
        impossible.update(wrong)
    return {path: moment for path, moment in moments.items() if path not in wrong}


def _can_be(moment: str, now: datetime.datetime) -> bool:
    """Return True if something can have happened at a moment in ISO 8601."""
    try:
        day = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return False
    return _FIRST < day < now + _CLOCK_TOLERANCE


def _history(folder: Path, store: Store | None) -> Mapping[str, str]:
    """Return the newest moment of each path up to the current commit."""
    grafts = shallow_commits(folder)
    state = f"{git_text(folder, 'rev-parse', 'HEAD', '--show-prefix')} {sorted(grafts)}"
    entry = store.get(_KIND, "", state) if store else None
    if entry is not None:
        moments: dict[str, str] = json.loads(entry)
        return moments
    # The date as it is stored: asked for another form, git stops at one before 1970, and says no more.
    form = ("--date=raw", "--format=%x01%H %cd")
    log = git_text(folder, "log", *form, "--name-only", "--relative", "-z", "--", ".")
    newest = _newest(log, grafts)
    if store:
        store.put(_KIND, "", state, json.dumps(newest, ensure_ascii=False))
    return newest


def _iso(raw: str) -> str:
    """Return seconds and zone, such as `1700000000 +0900`, in ISO 8601; what cannot be stays as it is."""
    match = _RAW.fullmatch(raw)
    if match is None:
        return raw
    seconds, sign, hours, minutes = match.groups()
    try:
        zone = datetime.timedelta(hours=int(f"{sign}{hours}"), minutes=int(f"{sign}{minutes}"))
        return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone(zone)).isoformat()
    except (ValueError, OverflowError, OSError):
        return raw


def _newest(log: str, grafts: frozenset[str]) -> Mapping[str, str]:
    """Return the first, thus newest, commit of each path; an empty moment marks one that cannot be known."""
    newest: dict[str, str] = {}
    for entry in log.split("\x01")[1:]:
        head, _, names = entry.partition("\n")
        commit, _, moment = head.strip("\0").partition(" ")
        for name in names.split("\0"):
            if name:
                newest.setdefault(name, "" if commit in grafts else _iso(moment))
    return newest
