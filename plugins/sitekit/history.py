"""When each file last changed, as git remembers it; silent where git cannot know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sitekit.git import FAILURES, git_text, shallow_commits
from sitekit.store import Store

_KIND = "history"


def last_changes(folder: Path, store: Store | None = None) -> Mapping[str, str]:
    """Return the moment of the last commit of each file below a folder: path below it to ISO 8601.

    A file is left out where the answer would be a guess: outside a repository, never committed, changed
    since its last commit, or last seen in the commit where a shallow clone was cut off. A store remembers
    the history up to a commit, which grows long.
    """
    try:
        newest = _history(folder, store)
        changed = set(git_text(folder, "diff", "--name-only", "--relative", "-z", "HEAD").split("\0"))
    except FAILURES:
        return {}
    return {path: moment for path, moment in newest.items() if moment and path not in changed}


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
