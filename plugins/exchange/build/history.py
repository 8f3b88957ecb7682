"""When each file last changed, as git remembers it; silent where git cannot know."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path

from exchange.build.git import FAILURES, git_text, shallow_commits
from exchange.build.store import Store

_KIND = "history"
_FIRST = datetime.datetime(1, 1, 3, tzinfo=datetime.UTC)  # room for any zone
_LAST = datetime.datetime(9999, 12, 29, tzinfo=datetime.UTC)


def last_changes(
    folder: Path, store: Store | None = None, *, impossible: dict[str, str] | None = None
) -> Mapping[str, str]:
    """Return the moment of the last commit of each file below a folder: path below it to ISO 8601.

    The committer chooses the date, and git does not check it: one that no calendar holds (after the year
    9999, a zone of 99 hours) is no moment, and is added to `impossible`.

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
    wrong = {path: moment for path, moment in moments.items() if not _can_be(moment)}
    if impossible is not None:
        impossible.update(wrong)
    return {path: moment for path, moment in moments.items() if path not in wrong}


def _can_be(moment: str) -> bool:
    """Return True if a moment in ISO 8601 is one that can be shown in any zone."""
    try:
        day = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return False
    return _FIRST < day < _LAST


def _history(folder: Path, store: Store | None) -> Mapping[str, str]:
    """Return the newest moment of each path up to the current commit."""
    grafts = shallow_commits(folder)
    state = f"{git_text(folder, 'rev-parse', 'HEAD', '--show-prefix')} {sorted(grafts)}"
    entry = store.get(_KIND, "", state) if store else None
    if entry is not None:
        moments: dict[str, str] = json.loads(entry)
        return moments
    log = git_text(folder, "log", "--format=%x01%H %cI", "--name-only", "--relative", "-z", "--", ".")
    newest = _newest(log, grafts)
    if store:
        store.put(_KIND, "", state, json.dumps(newest, ensure_ascii=False))
    return newest


def _newest(log: str, grafts: frozenset[str]) -> Mapping[str, str]:
    """Return the first, thus newest, commit of each path; an empty moment marks one that cannot be known."""
    newest: dict[str, str] = {}
    for entry in log.split("\x01")[1:]:
        head, _, names = entry.partition("\n")
        commit, _, moment = head.strip("\0").partition(" ")
        for name in names.split("\0"):
            if name:
                newest.setdefault(name, "" if commit in grafts else moment)
    return newest
