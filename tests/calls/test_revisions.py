"""Revisions: subscribers' calendars take up every moved date, whatever the author of a record wrote."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calls.repositories import (
    Event,
    commit,
    events,
    git,
    import_history,
    repository,
    revisions_of,
)
from tests.calls.samples import RECORD, SETTINGS, call, changed

from exchange.build.git import FAILURES
from exchange.build.store import Store
from exchange.calls.model.changes import NO_REVISIONS
from exchange.calls.reading import revisions as module
from exchange.calls.reading.record_dates import EventDates, record_dates
from exchange.calls.reading.record_versions import Commit
from exchange.calls.reading.revisions import CutHistory, count, read_revisions
from exchange.text.problems import ContentProblems

_UID = "trial.full.en@smart-trials.example"
_CLOSES = "2026-10-22 17:00 Europe/London"
_LATER = "2026-10-29 17:00 Europe/London"
_MOVED = (_CLOSES, _LATER)
_SECOND = "2026-09-02T12:00:00+00:00"
_THIRD = "2026-09-03T12:00:00+00:00"
_DECLARED = (
    "kind: added}",
    f"kind: added}}\n  - {{at: 2026-09-02, kind: extended, stage: full, from: {_CLOSES}, to: {_LATER}}}",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with one committed record."""
    commit(repository(tmp_path), RECORD)
    return tmp_path


@pytest.mark.parametrize("date", ["@253402300800 +0000", "@99999999999999 +0000", "@1 -0800", "@0 +0000"])
def test_a_version_of_a_date_that_cannot_be_is_one_more_version(folder: Path, date: str) -> None:
    """Whoever commits chooses the date: the event is sent again, and has changed after its last change."""
    commit(folder, RECORD.replace(*_MOVED), moment=date)
    moved = events(folder)[_UID]
    assert moved.sequence == 1
    assert moved.modified == "20260731T230001Z"


def test_a_record_with_one_version_says_what_it_declares(folder: Path) -> None:
    """Nothing is read of it, and its events are those of a folder without git."""
    assert revisions_of(folder) == NO_REVISIONS
    assert events(folder)[_UID] == Event(
        ";TZID=Europe/London:20261022T163000 ;TZID=Europe/London:20261022T170000", 0, "20260731T230000Z"
    )


def test_a_date_moved_without_a_change_is_a_revision(folder: Path) -> None:
    """Its moment is that of the commit; the other events of the call stay as they were."""
    before = events(folder)
    commit(folder, changed(_MOVED), moment=_SECOND)
    after = events(folder)
    assert after[_UID][1:] == (1, "20260902T120000Z")
    assert {name: one for name, one in after.items() if name != _UID} == {
        name: one for name, one in before.items() if name != _UID
    }


def test_a_declared_change_is_counted_once(folder: Path) -> None:
    """Declared in the commit that moved the date, or later: either way numbers are as high as declared."""
    commit(folder, changed(_MOVED, _DECLARED), moment=_SECOND)
    assert events(folder)[_UID][1:] == (1, "20260902T120000Z")


def test_a_revert_is_a_revision(folder: Path) -> None:
    """The date of before, with the change taken out of the record, does not fall back to SEQUENCE 0."""
    commit(folder, changed(_MOVED, _DECLARED), moment=_SECOND)
    commit(folder, RECORD, moment=_THIRD)
    assert events(folder)[_UID][1:] == (2, "20260903T120000Z")


def test_what_is_not_committed_counts_too(folder: Path) -> None:
    """A preview before the commit has the number that the commit gives it."""
    (folder / "content/calls/trial.yml").write_text(changed(_MOVED), encoding="utf-8")
    before = events(folder)[_UID]
    assert before.sequence == 1
    commit(folder, changed(_MOVED), moment=_SECOND)
    assert events(folder)[_UID].sequence == 1


def test_a_record_deleted_and_put_back_goes_on_counting(folder: Path) -> None:
    """Subscribers hold the event all the while."""
    commit(folder, changed(_MOVED), moment=_SECOND)
    commit(folder, None, moment=_SECOND)
    commit(folder, changed(_MOVED), moment=_THIRD)
    assert events(folder)[_UID].sequence == 1
    commit(folder, None, moment=_THIRD)
    commit(folder, RECORD, moment=_THIRD)
    assert events(folder)[_UID].sequence == 2


def test_a_record_with_another_ending_is_the_same_call(folder: Path) -> None:
    """`x.yml` and `x.yaml` are one address."""
    git(folder, "mv", "content/calls/trial.yml", "content/calls/trial.yaml")
    (folder / "content/calls/trial.yaml").write_text(changed(_MOVED), encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    assert events(folder)[_UID].sequence == 1


def test_a_merge_the_wrong_way_round_takes_nothing_back(folder: Path) -> None:
    """`git pull` on a main branch with a commit of its own makes what was published the second parent."""
    git(folder, "branch", "mine")
    commit(folder, changed(_MOVED), moment=_SECOND)
    commit(folder, changed((_CLOSES, "2026-10-30 17:00 Europe/London")), moment=_THIRD)
    published = events(folder)
    git(folder, "checkout", "-q", "mine")
    (folder / "note.txt").write_text("x", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    git(folder, "merge", "-q", "--no-ff", "-m", "x", "main")
    assert events(folder) == published
    assert published[_UID].sequence == 2


def test_a_cancellation_is_a_revision_beside_undeclared_ones(folder: Path) -> None:
    """Its SEQUENCE rises though a silent move has already taken the number of the change."""
    commit(folder, changed(_MOVED), moment=_SECOND)
    stopped = ("kind: added}", "kind: added}\n  - {at: 2026-09-03, kind: cancelled, stage: full}")
    commit(folder, changed(_MOVED, stopped), moment=_THIRD)
    assert events(folder)[_UID][1:] == (2, "20260903T120000Z")


def test_windows_and_cut_offs_are_events_too(tmp_path: Path) -> None:
    """Each kind of date that becomes an event is followed."""
    more = (
        "changes:",
        "  - {id: brief, kind: briefing, window: {from: 2026-09-07, to: 2026-09-08}}\n"
        "rolling: yes\ncutoffs: [{id: cut, at: 2026-12-01}]\nchanges:",
    )
    commit(repository(tmp_path), changed(more))
    commit(
        tmp_path, changed(more, ("to: 2026-09-08", "to: 2026-09-09"), ("at: 2026-12-01", "at: 2026-12-02"))
    )
    found = events(tmp_path)
    assert [found[f"trial.{name}.en@smart-trials.example"].sequence for name in ("brief", "cut", "full")] == [
        1,
        1,
        0,
    ]


def test_a_shallow_clone_says_so(folder: Path, tmp_path: Path) -> None:
    """What it cannot see it does not guess."""
    commit(folder, changed(_MOVED))
    git(folder, "clone", "-q", "--depth", "1", folder.as_uri(), str(tmp_path / "clone"))
    with pytest.raises(CutHistory):
        revisions_of(tmp_path / "clone")


def test_no_repository_and_no_git_say_so(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A download, or a computer without git."""
    elsewhere = tmp_path_factory.mktemp("download")
    shutil.copytree(folder / "content", elsewhere / "content")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere.parent))
    store = Store(elsewhere / "kept.sqlite", stamp="x")
    with pytest.raises(FAILURES):
        revisions_of(elsewhere, store)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FAILURES):
        revisions_of(folder)


def test_versions_are_read_once_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store remembers each by its digest: after a further commit only the new one is read."""
    commit(folder, changed(_MOVED), moment=_SECOND)
    read: list[str] = []

    def watched(text: str, **options: object) -> object:
        read.append(text)
        return record_dates(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "record_dates", watched)

    def remembered() -> object:
        store = Store(folder / ".git" / "store.sqlite", stamp="x")
        found = revisions_of(folder, store)
        store.save()
        return found

    assert remembered() == remembered()
    assert len(read) == 2
    commit(folder, RECORD, moment=_THIRD)
    assert remembered() == revisions_of(folder, Store(folder / "none.sqlite", stamp="x"))
    assert len(read) == 2 + 2  # the last two by the store without memory: RECORD was known


_RECORDS = st.builds(
    lambda closes, opens, entry, extra: changed(
        (_CLOSES, closes),
        ("opens: 2026-09-01", f"opens: {opens}"),
        *([(_DECLARED[0], f"kind: added}}\n  - {entry}")] if entry else []),
        *([("changes:", "  - {id: talk, kind: briefing, date: 2026-09-10}\nchanges:")] if extra else []),
    ),
    st.sampled_from([_CLOSES, _LATER, "2026-10-23 01:00 Asia/Seoul", "2026-10-22", "tbc", "2026-13-40"]),
    st.sampled_from(["2026-09-01", "2026-09-02", "unpublished"]),
    st.sampled_from(
        [
            "",
            "",
            f"{{at: 2026-09-02, kind: corrected, stage: full, from: {_CLOSES}, to: {_LATER}}}",
            "{at: 2026-09-04, kind: cancelled, stage: full}",
            "{at: 2026-08-01, kind: corrected}",
        ]
    ),
    st.booleans(),
)
_VERSIONS = st.one_of(st.none(), _RECORDS, _RECORDS, _RECORDS)
_START = 1_788_264_000  # 1 September 2026, 12:00 UTC


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str | None, int, tuple[int, ...]]]:
    """Draw versions of a record with moments, as from clocks that go wrong, and parents: lines and merges."""
    made: list[tuple[str | None, int, tuple[int, ...]]] = []
    for number in range(draw(st.integers(2, 7))):
        parents = tuple(
            draw(st.lists(st.integers(max(0, number - 3), number - 1), min_size=1, max_size=2, unique=True))
            if number
            else ()
        )
        moment = _START + number * 3600 + draw(st.sampled_from([0, 0, 60, -86_400]))
        made.append((draw(_VERSIONS), moment, parents))
    return made


def _descends(made: list[tuple[str | None, int, tuple[int, ...]]], child: int, parent: int) -> bool:
    return parent in made[child][2] or any(_descends(made, one, parent) for one in made[child][2])


def _hold(made: list[tuple[str | None, int, tuple[int, ...]]], published: list[dict[str, Event]]) -> None:
    """Hold each state of the site against every state it may have followed."""
    for later in range(len(made)):
        for earlier in range(later):
            if _descends(made, later, earlier):
                _never_falls(published[earlier], published[later])


def _never_falls(before: dict[str, Event], after: dict[str, Event]) -> None:
    for uid in before.keys() & after.keys():
        assert after[uid].sequence >= before[uid].sequence
        assert after[uid].modified >= before[uid].modified
        if after[uid].time != before[uid].time:
            assert after[uid].sequence > before[uid].sequence
            assert after[uid].modified > before[uid].modified


def _published(read: Callable[[], dict[str, Event]]) -> dict[str, Event]:
    """Return the events of a state of the site; none where its record is refused."""
    try:
        return read()
    except ContentProblems:
        return {}


@settings(max_examples=12)
@given(histories(), _VERSIONS)
def test_whatever_happens_to_a_record_its_events_only_rise(
    made: list[tuple[str | None, int, tuple[int, ...]]], unsaved: str | None
) -> None:
    """In a repository: a time that differs from one published before has a greater SEQUENCE, a later change.

    So has what is not committed, held against the last commit.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = repository(Path(scratch))
        published = []
        for commit_id in import_history(folder, made):
            git(folder, "reset", "-q", "--hard", commit_id)
            (folder / "content/calls").mkdir(parents=True, exist_ok=True)
            published.append(_published(lambda: events(folder)))
        _hold(made, published)
        record = folder / "content/calls/trial.yml"
        if unsaved is not None and record.is_file():
            record.write_text(unsaved, encoding="utf-8")
            _never_falls(published[-1], _published(lambda: events(folder)))


@cache
def _dates(record: str | None) -> Mapping[str, EventDates]:
    return record_dates(record or "", zones=SETTINGS.zones) or {}


@settings(max_examples=200)
@given(histories())
def test_counting_only_rises(made: list[tuple[str | None, int, tuple[int, ...]]]) -> None:
    """The same of many more histories, without git: the later of two states in one line is higher."""
    blobs = {record: str(number) for number, record in enumerate({one for one, _, _ in made if one})}
    dates = {blob: _dates(record) for record, blob in blobs.items()}
    commits = [
        Commit(
            id=str(number),
            parents=tuple(str(parent) for parent in parents),
            seconds=moment,
            blobs={"trial": blobs[record]} if record else {},
        )
        for number, (record, moment, parents) in enumerate(made)
    ]
    counted = []
    for number, commit_ in enumerate(commits):
        line = [one for n, one in enumerate(commits[:number]) if _descends(made, number, n)]
        counted.append(count("trial", [*line, commit_], dates.__getitem__))
    for later in range(len(made)):
        for earlier in range(later):
            if _descends(made, later, earlier):
                for name, old in counted[earlier].items():
                    new = counted[later][name]
                    assert (new.number, new.modified) >= (old.number, old.modified)
                    if name not in _dates(made[later][0]):
                        continue  # it is not published now
                    assert new.number >= old.number + (new.state != old.state)
                    assert new.modified >= old.modified + (new.state != old.state)


def test_a_version_that_no_rule_would_pass_today_is_understood() -> None:
    """Rules for records grow stricter; what was published under the old ones was published."""
    odd = RECORD.replace("kind: grant", "kind: of old").replace("title:", "name:")
    found = record_dates(odd, zones=SETTINGS.zones)
    assert found == record_dates(RECORD, zones=SETTINGS.zones)
    assert found is not None
    assert found["full"].changes == len(call().changes)


@pytest.mark.parametrize("text", ["", "- a", "x: [", "stages: 1\nchanges: x", "\ufeffstages: [1, {id: [x]}]"])
def test_no_text_breaks_the_reader_of_versions(text: str) -> None:
    """What was committed once is there for ever."""
    assert not record_dates(text, zones=SETTINGS.zones)


def test_names_that_git_would_quote_are_read(tmp_path: Path) -> None:
    """A folder with Hangul and blanks above the records."""
    folder = repository(tmp_path / "저장소 one")
    commit(folder, RECORD)
    commit(folder, changed(_MOVED))
    store = Store(tmp_path / "kept.sqlite", stamp="x")
    assert (
        read_revisions(folder / "content" / "calls", SETTINGS.zones, store).by_event["trial", "full"].number
        == 1
    )
