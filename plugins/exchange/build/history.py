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

    Whoever commits chooses the date, which git takes as it is: one that no calendar holds (after the year
    9999, a zone of 99 hours) is no moment, and is added to `impossible`.

    A file is left out where the answer would be a guess: outside a repository, never committed, changed
    since its last commit, or last seen in the commit where a shallow clone was cut off. A store remembers
    the history up to a commit, which grows long.
    """
    try:
        newest = _history(folder, store)
        changed = set(git_text(folder, "diff", "--name-only", "--relative", "-z", "HEAD").split("\0"))
    except FAILURES:
        return {}
    known = {path: moment for path, moment in newest.items() if moment and path not in changed}
    wrong = {path: moment for path, moment in known.items() if not _can_be(moment)}
    if impossible is not None:
        impossible.update(wrong)
    return {path: moment for path, moment in known.items() if path not in wrong}


def _can_be(moment: str) -> bool:
    """Return True if a moment in ISO 8601 is one that can be shown in any zone."""
    try:
        day = datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return False
    return _FIRST < day < _LAST


def _history(folder: Path, store: Store | None) -> Mapping[str, str]:
    """Return the newest moment of each path up to the current commit."""
    cut_off = shallow_commits(folder)
    known = f"{git_text(folder, 'rev-parse', 'HEAD', '--show-prefix')} {sorted(cut_off)}"
    kept = store.get(_KIND, "", known) if store else None
    if kept is not None:
        found: dict[str, str] = json.loads(kept)
        return found
    log = git_text(folder, "log", "--format=%x01%H %cI", "--name-only", "--relative", "-z", "--", ".")
    newest = _newest(log, cut_off)
    if store:
        store.put(_KIND, "", known, json.dumps(newest, ensure_ascii=False))
    return newest


def _newest(log: str, cut_off: frozenset[str]) -> Mapping[str, str]:
    """Return the first, thus newest, commit of each path; an empty moment marks one that cannot be known."""
    newest: dict[str, str] = {}
    for entry in log.split("\x01")[1:]:
        head, _, names = entry.partition("\n")
        commit, _, moment = head.strip("\0").partition(" ")
        for name in names.split("\0"):
            if name:
                newest.setdefault(name, "" if commit in cut_off else moment)
    return newest
