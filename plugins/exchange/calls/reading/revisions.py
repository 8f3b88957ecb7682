"""Count how often each event was revised, from all versions of its record that git knows.

What authors declare under `changes` is only half of it: they may forget an entry, or take one back. Whoever
subscribes to a calendar sees an event move only if its SEQUENCE rises (RFC 5545, 3.8.7.4). So each version in
which the time or the status of an event differs from the version before is a revision, declared or not.

Along every line of descent the numbers only rise. A merge takes the greater number of its parents, so that
they do not fall when a local branch is merged the other way round and pushed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from exchange.build.git import git_text, objects
from exchange.build.inputs import fingerprint
from exchange.build.store import Store
from exchange.calls.model.changes import Revision, Revisions
from exchange.calls.reading.record_dates import DATES, EventDates, record_dates
from exchange.calls.reading.record_versions import Commit, changed_records, commits
from exchange.text.json_codec import DAMAGED, JsonCodec
from exchange.text.problems import Place, Problem, Severity

_BLOB, _CALLS = "dates", "revisions"
_UNSETTLED = ""  # the state of an event that was last published in two ways: any other differs from it


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRevision:
    """An event as it was last published: its state, how often it was revised, and when last.

    `declared` counts the entries of `changes` of that version; `modified` is in seconds since 1970.
    """

    state: str
    number: int
    modified: int
    declared: int


Events: TypeAlias = Mapping[str, EventRevision]
Dates: TypeAlias = Mapping[str, EventDates]
Blobs: TypeAlias = Callable[[str], "Dates | None"]
_REVISIONS: JsonCodec[Mapping[str, Events]] = JsonCodec(dict[str, dict[str, EventRevision]])


class CutHistory(Exception):
    """The history of this clone is cut off, so that nobody can count."""


def no_history(reason: Exception, *, path: str) -> Problem:
    """Return the note that events are counted by `changes` alone; `path` is the folder of the records."""
    rule = "history-cut-off" if isinstance(reason, CutHistory) else "no-history"
    return Problem(code=f"calls/{rule}", place=Place(path=path), severity=Severity.WARNING)


def read_revisions(folder: Path, zones: Sequence[str], store: Store) -> Revisions:
    """Return the revisions of the records in a folder: up to HEAD, and of what is not committed.

    A record with one version has none to tell: its `changes` are all there is. Raises CutHistory, and one of
    `exchange.build.git.FAILURES` outside a repository.
    """
    known = git_text(folder, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix").split("\n")
    if known[1] == "true":
        raise CutHistory
    blobs = _BlobDates(folder, zones, store)
    committed = _committed(folder, fingerprint(known, blobs.made_for), blobs, store)
    changed = changed_records(folder.parent, "HEAD", folder.name)
    blobs.read(record.committed for record in changed if record.committed)
    found = dict(committed)
    for record in changed:
        name = Path(record.name).stem
        if name in committed or record.committed:
            before = committed.get(name) or _begin(blobs(record.committed or "") or {})
            found[name] = _revised(before, _on_disk(folder / record.name, zones), at=0)
    blobs.retain()
    return Revisions(
        {
            (call, name): Revision(number=one.number, modified=one.modified)
            for call, events in sorted(found.items())
            for name, one in sorted(events.items())
        }
    )


def _on_disk(file: Path, zones: Sequence[str]) -> Dates | None:
    try:
        return record_dates(file.read_text(encoding="utf-8"), zones=zones)
    except (OSError, UnicodeDecodeError):
        return None


class _BlobDates:
    """The dates in versions of records, by the digests of their texts; each is read once, ever."""

    def __init__(self, folder: Path, zones: Sequence[str], store: Store) -> None:
        self._folder, self._zones, self._store = folder, zones, store
        self.made_for = fingerprint(tuple(zones))
        self._read: dict[str, Dates | None] = {}

    def __call__(self, blob: str) -> Dates | None:
        return self._read[blob]

    def read(self, wanted: Iterable[str]) -> None:
        """Have these at hand: all that are new come from one process."""
        missing = []
        for blob in sorted(set(wanted) - self._read.keys()):
            try:
                self._read[blob] = DATES.read(self._store.get(_BLOB, blob, self.made_for) or "")
            except DAMAGED:  # or nothing is kept
                missing.append(blob)
        for blob, content in zip(missing, objects(self._folder, missing), strict=True):
            text = (content or b"").decode("utf-8", errors="replace")
            self._read[blob] = record_dates(text, zones=self._zones)
            self._store.put(_BLOB, blob, self.made_for, DATES.write(self._read[blob]))

    def retain(self) -> None:
        """Let the store keep those that nobody asked for: a version once committed is there for ever."""
        if self._read:
            for blob in self._store.names(_BLOB):
                self._store.use(_BLOB, blob)


def _committed(folder: Path, made_from: str, blobs: _BlobDates, store: Store) -> Mapping[str, Events]:
    """Return the events of every record with more than one committed version, as of HEAD.

    `made_from` is a digest of all that decides them.
    """
    try:
        return _REVISIONS.read(store.get(_CALLS, "", made_from) or "")
    except DAMAGED:  # or nothing is kept
        pass
    history = commits(folder)
    versions: dict[str, set[str]] = {}
    for commit in history:
        for call, blob in commit.blobs.items():
            versions.setdefault(call, set()).add(blob)
    several = {call: found for call, found in versions.items() if len(found) > 1}
    blobs.read(blob for found in several.values() for blob in found)
    counted = {call: count(call, history, blobs) for call in sorted(several)}
    store.put(_CALLS, "", made_from, _REVISIONS.write(counted))
    return counted


def count(call: str, history: Sequence[Commit], dates: Blobs) -> Events:
    """Return the events of a call after the last commit of a history, parents before children."""
    known: dict[str, Events] = {}
    blobs: dict[str, str | None] = {}
    for commit in history:
        blob = commit.blobs.get(call)
        before = [known[parent] for parent in commit.parents]
        if len(before) == 1 and blob in (None, blobs[commit.parents[0]]):
            known[commit.id] = before[0]
        else:
            known[commit.id] = _joined(before, None if blob is None else dates(blob), at=commit.at)
        blobs[commit.id] = blob
    return known[history[-1].id] if history else {}


def _joined(parents: Sequence[Events], now: Dates | None, *, at: int) -> Events:
    """Return the events of a version that follows these."""
    if not parents:
        return _begin(now or {})
    revised = [_revised(before, now, at=at) for before in parents]
    found: dict[str, EventRevision] = {}
    for events in revised:
        for name, one in events.items():
            found[name] = _greater(found[name], one) if name in found else one
    return found


def _greater(one: EventRevision, other: EventRevision) -> EventRevision:
    """Return what two lines of descent came to; states differ only of an event that the version lacks."""
    return EventRevision(
        state=one.state if one.state == other.state else _UNSETTLED,
        number=max(one.number, other.number),
        modified=max(one.modified, other.modified),
        declared=max(one.declared, other.declared),
    )


def _begin(dates: Dates) -> Events:
    """Return the events of a first version: what it declares is all there is."""
    return {name: _first(one) for name, one in dates.items()}


def _first(now: EventDates) -> EventRevision:
    number = max(now.changes - 1, 0)
    return EventRevision(state=now.state, number=number, modified=now.changed, declared=now.changes)


def _revised(before: Events, now: Dates | None, *, at: int) -> Events:
    """Return events after another version; one that is absent from it stays as it was last published."""
    found = dict(before)
    for name, dates in (now or {}).items():
        old = before.get(name)
        found[name] = _first(dates) if old is None else _next(old, dates, at=at)
    return found


def _next(old: EventRevision, now: EventDates, *, at: int) -> EventRevision:
    """Return an event after a version of it that was committed at a moment (0: not yet committed)."""
    added = now.changes - old.declared
    rise = max(added, 0 if now.state == old.state else 1, 0)
    modified = max(old.modified, now.changed)
    if rise:
        modified = max(modified, old.modified + 1, at)
    return EventRevision(state=now.state, number=old.number + rise, modified=modified, declared=now.changes)
