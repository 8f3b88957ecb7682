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
from exchange.text.json_codec import DECODE_ERRORS, JsonCodec
from exchange.text.problems import Place, Problem, Severity

_BLOB, _CALLS = "dates", "revisions"
_CONFLICT = ""  # the state of an event that was last published in two ways: any other differs from it


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRevision:
    """An event as it was last published: its state, how often it was revised, and when last.

    `change_count` counts the entries of `changes` of that version; `modified` is in seconds since 1970.
    """

    state: str
    number: int
    modified: int
    change_count: int


Events: TypeAlias = Mapping[str, EventRevision]
Dates: TypeAlias = Mapping[str, EventDates]
Blobs: TypeAlias = Callable[[str], "Dates | None"]
_REVISIONS: JsonCodec[Mapping[str, Events]] = JsonCodec(dict[str, dict[str, EventRevision]])


class CutHistory(Exception):
    """Raised where the history of this clone is cut off: revisions cannot be counted."""


def no_history(reason: Exception, *, path: str) -> Problem:
    """Return the note that events are counted by `changes` alone; `path` is the folder of the records."""
    rule = "history-cut-off" if isinstance(reason, CutHistory) else "no-history"
    return Problem(code=f"calls/{rule}", place=Place(path=path), severity=Severity.WARNING)


def read_revisions(folder: Path, zones: Sequence[str], store: Store) -> Revisions:
    """Return the revisions of the records in a folder: up to HEAD, and of what is not committed.

    A record with one version has none to tell: its `changes` are all there is. Raises CutHistory, and one of
    `exchange.build.git.FAILURES` outside a repository.
    """
    head = git_text(folder, "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix").split("\n")
    if head[1] == "true":
        raise CutHistory
    blobs = _BlobDates(folder, zones, store)
    head_events = _head_events(folder, fingerprint(head, blobs.zones_digest), blobs, store)
    records = changed_records(folder.parent, "HEAD", folder.name)
    blobs.read(record.blob for record in records if record.blob)
    events_by_call = dict(head_events)
    for record in records:
        name = Path(record.name).stem
        if name in head_events or record.blob:
            old_events = head_events.get(name) or _begin(blobs(record.blob or "") or {})
            events_by_call[name] = _revise(old_events, _on_disk(folder / record.name, zones), seconds=0)
    blobs.retain()
    return Revisions(
        {
            (call, name): Revision(number=revision.number, seconds=revision.modified)
            for call, events in sorted(events_by_call.items())
            for name, revision in sorted(events.items())
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
        self.zones_digest = fingerprint(tuple(zones))
        self._dates: dict[str, Dates | None] = {}

    def __call__(self, blob: str) -> Dates | None:
        return self._dates[blob]

    def read(self, names: Iterable[str]) -> None:
        """Have these at hand: all that are new come from one process."""
        missing = []
        for blob in sorted(set(names) - self._dates.keys()):
            try:
                self._dates[blob] = DATES.read(self._store.get(_BLOB, blob, self.zones_digest) or "")
            except DECODE_ERRORS:  # or nothing is kept
                missing.append(blob)
        for blob, content in zip(missing, objects(self._folder, missing), strict=True):
            text = (content or b"").decode("utf-8", errors="replace")
            self._dates[blob] = record_dates(text, zones=self._zones)
            self._store.put(_BLOB, blob, self.zones_digest, DATES.write(self._dates[blob]))

    def retain(self) -> None:
        """Keep unused entries in the store: a committed version never changes."""
        if self._dates:
            for blob in self._store.names(_BLOB):
                self._store.use(_BLOB, blob)


def _head_events(folder: Path, inputs_digest: str, blobs: _BlobDates, store: Store) -> Mapping[str, Events]:
    """Return the events of every record with more than one committed version, as of HEAD.

    `inputs_digest` is a digest of all that decides them.
    """
    try:
        return _REVISIONS.read(store.get(_CALLS, "", inputs_digest) or "")
    except DECODE_ERRORS:  # or nothing is kept
        pass
    history = commits(folder)
    versions: dict[str, set[str]] = {}
    for commit in history:
        for call, blob in commit.blobs.items():
            versions.setdefault(call, set()).add(blob)
    several = {call: blob_names for call, blob_names in versions.items() if len(blob_names) > 1}
    blobs.read(blob for blob_names in several.values() for blob in blob_names)
    events_by_call = {call: count(call, history, blobs) for call in sorted(several)}
    store.put(_CALLS, "", inputs_digest, _REVISIONS.write(events_by_call))
    return events_by_call


def count(call: str, history: Sequence[Commit], dates: Blobs) -> Events:
    """Return the events of a call after the last commit of a history, parents before children."""
    events_by_commit: dict[str, Events] = {}
    blobs: dict[str, str | None] = {}
    for commit in history:
        blob = commit.blobs.get(call)
        parent_events = [events_by_commit[parent] for parent in commit.parents]
        if len(parent_events) == 1 and blob in (None, blobs[commit.parents[0]]):
            events_by_commit[commit.id] = parent_events[0]
        else:
            events_by_commit[commit.id] = _merge(
                parent_events, None if blob is None else dates(blob), seconds=commit.seconds
            )
        blobs[commit.id] = blob
    return events_by_commit[history[-1].id] if history else {}


def _merge(parents: Sequence[Events], dates: Dates | None, *, seconds: int) -> Events:
    """Return the events of a version that follows these."""
    if not parents:
        return _begin(dates or {})
    revisions = [_revise(parent, dates, seconds=seconds) for parent in parents]
    merged_events: dict[str, EventRevision] = {}
    for events in revisions:
        for name, revision in events.items():
            merged_events[name] = (
                _greater(merged_events[name], revision) if name in merged_events else revision
            )
    return merged_events


def _greater(first: EventRevision, second: EventRevision) -> EventRevision:
    """Return what two lines of descent came to; states differ only of an event that the version lacks."""
    return EventRevision(
        state=first.state if first.state == second.state else _CONFLICT,
        number=max(first.number, second.number),
        modified=max(first.modified, second.modified),
        change_count=max(first.change_count, second.change_count),
    )


def _begin(dates: Dates) -> Events:
    """Return the events of a first version: what it declares is all there is."""
    return {name: _first(date) for name, date in dates.items()}


def _first(now: EventDates) -> EventRevision:
    number = max(now.changes - 1, 0)
    return EventRevision(state=now.state, number=number, modified=now.change_time, change_count=now.changes)


def _revise(old_events: Events, new_dates: Dates | None, *, seconds: int) -> Events:
    """Return events after another version; one that is absent from it stays as it was last published."""
    events = dict(old_events)
    for name, dates in (new_dates or {}).items():
        old = old_events.get(name)
        events[name] = _first(dates) if old is None else _next(old, dates, seconds=seconds)
    return events


def _next(old: EventRevision, dates: EventDates, *, seconds: int) -> EventRevision:
    """Return an event after a version of it that was committed at a moment (0: not yet committed)."""
    new_changes = dates.changes - old.change_count
    rise = max(new_changes, 0 if dates.state == old.state else 1, 0)
    moment = max(old.modified, dates.change_time)
    if rise:
        moment = max(moment, old.modified + 1, seconds)
    return EventRevision(
        state=dates.state, number=old.number + rise, modified=moment, change_count=dates.changes
    )
