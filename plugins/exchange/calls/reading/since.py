"""Read from git what was published of the records, and say what was done to it that `changes` does not."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from exchange.build.git import FAILURES, git_text, objects, shallow_commits
from exchange.calls.model.call import Call
from exchange.calls.model.settings import Settings
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.record_versions import changed_records, is_record
from exchange.calls.reading.unrecorded import PublishedState, unrecorded_changes
from exchange.text.problems import ContentProblems, Place, Problem, Severity

VARIABLE = "KX_SINCE"
"""The variable that names the revision which was published last."""

_MAIN = "refs/remotes/origin/HEAD"  # the main branch, as a clone remembers it
_DIGITS = 12  # of a commit, in messages


class PublishedRevision(NamedTuple):
    """The revision to compare with, and how messages call the place where it was asked for.

    Without a revision, that is the main branch of the repository this is a clone of, where there is one.
    """

    revision: str = ""
    source: str = VARIABLE


def silent_changes(
    content: Path,
    settings: Settings,
    calls: Mapping[str, Call],
    *,
    root: str,
    commit: str,
    now: datetime.datetime,
) -> list[Problem]:
    """Return what was done since a commit to published records without a word in `changes`.

    `calls` are those that can be read now, `root` is how messages name the content folder. Records that
    cannot be read now are left out: their own faults come first.
    """
    folder = content / settings.calls_folder
    calls_path = f"{root}/{settings.calls_folder}"
    records = [record for record in changed_records(content, commit, settings.calls_folder) if record.blob]
    texts = objects(content, [record.blob or "" for record in records])
    present = {file.stem: file for file in sorted(folder.glob("*.y*ml")) if is_record(file.name)}
    old_calls: dict[str, Call] = {}
    problems: list[Problem] = []
    paths = {}
    for record, text in zip(records, texts, strict=True):
        name = PurePosixPath(record.name).stem
        path = paths[name] = f"{calls_path}/{present[name].name if name in present else record.name}"
        if name in present and name not in calls:
            continue
        try:
            old_calls[name] = read_call((text or b"").decode("utf-8"), path=path, settings=settings)
        except (ContentProblems, UnicodeDecodeError):
            problems.append(_unreadable(path, commit))

    def places(name: str) -> RecordPlaces:
        file = present.get(name)
        text = file.read_text(encoding="utf-8") if file else ""
        return RecordPlaces(text, path=paths[name])

    published = PublishedState(revision=commit[:_DIGITS], calls=old_calls, now=now, zones=settings.zones)
    return problems + unrecorded_changes(published, calls, places)


def _unreadable(path: str, commit: str) -> Problem:
    values = {"path": path, "revision": commit[:_DIGITS]}
    place = Place(path=path, line=1)
    return Problem(code="calls/past-unreadable", place=place, values=values, severity=Severity.WARNING)


def published_commit(content: Path, published_revision: PublishedRevision) -> str:
    """Return the commit to compare with; an empty text where nothing was asked for and nothing is known.

    The tip of a branch may have moved on since this one left it: then it is the commit they have in common.
    Raises ContentProblems, which says how to bring a revision that is not there.
    """
    if not published_revision.revision:
        return _merge_base(content, _MAIN) or ""
    commit = _commit(content, published_revision)
    tips = git_text(content, "for-each-ref", f"--points-at={commit}", "refs/heads", "refs/remotes")
    if not tips:
        return commit
    base = _merge_base(content, commit)
    if base is None and shallow_commits(content):
        raise _unknown_revision("since-cut-off", published_revision)
    return base or commit


def _commit(content: Path, published_revision: PublishedRevision) -> str:
    if published_revision.revision.startswith("-"):
        raise _unknown_revision("since-unknown", published_revision)
    try:
        name = f"{published_revision.revision}^{{commit}}"
        return git_text(content, "rev-parse", "--verify", "--quiet", name).strip()
    except FAILURES:
        try:
            rule = "since-not-fetched" if shallow_commits(content) else "since-unknown"
        except FAILURES as error:
            raise _unknown_revision("since-without-git", published_revision, reason=_reason(error)) from error
        raise _unknown_revision(rule, published_revision) from None


def _merge_base(content: Path, revision: str) -> str | None:
    try:
        return git_text(content, "merge-base", revision, "HEAD").strip()
    except FAILURES:
        return None


def _reason(error: Exception) -> str:
    """Return the last of git's own words, or why it could not be asked."""
    output = getattr(error, "stderr", None) or str(error).encode()
    return output.decode("utf-8", errors="replace").strip().rpartition("\n")[2]


def _unknown_revision(rule: str, published_revision: PublishedRevision, **values: str) -> ContentProblems:
    values |= {"revision": published_revision.revision}
    place = Place(path=published_revision.source)
    return ContentProblems([Problem(code=f"calls/{rule}", place=place, values=values)])
