"""The past as an input: what is done to a published record without a word is found, with what to write."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calls.repositories import commit, git, repository
from tests.calls.samples import RECORD, SETTINGS, call, changed, utc

from exchange.calls.model.call import Call
from exchange.calls.reading.record import read_call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.calls.reading.records import read_calls
from exchange.calls.reading.since import PublishedRevision, published_commit, silent_changes
from exchange.calls.reading.unrecorded import PublishedState, unrecorded_changes
from exchange.text.clock import latest_day
from exchange.text.content_folder import look_at
from exchange.text.problems import ContentProblems, Problem, Severity, explain

NOW = utc(2026, 11, 28, 12)
_CLOSES = "2026-10-22 17:00 Europe/London"
_LATER = "2026-10-29 17:00 Europe/London"
_EXTENDED = f"{{at: 2026-09-02, kind: extended, stage: full, from: {_CLOSES}, to: {_LATER}}}"
_MORE = (
    "changes:",
    "  - {id: brief, kind: briefing, side: GB, window: {from: 2026-09-07, to: 2026-09-08}}\n"
    "  - {id: panel, kind: panel, date: 2026-12-01}\n"
    "rolling: yes\ncutoffs: [{id: cut, at: 2026-12-01}]\nchanges:",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with one committed record."""
    commit(repository(tmp_path), RECORD)
    return tmp_path


def with_change(*entries: str) -> tuple[str, str]:
    """Return the replacement that adds entries at the end of `changes`."""
    return "kind: added}", "\n  - ".join(["kind: added}", *entries])


def found(folder: Path, revision: str = "HEAD", now: datetime.datetime = NOW) -> list[Problem]:
    """Return what is said about the records of a repository as they are on disk."""
    content = folder / "content"
    calls, problems = read_calls(look_at(content), SETTINGS, root="content", today=latest_day(now))
    commit = published_commit(content, PublishedRevision(revision, source="--since"))
    if not commit:
        return problems
    return problems + silent_changes(content, SETTINGS, calls, root="content", commit=commit, now=now)


def rules(problems: list[Problem]) -> list[str]:
    """Return the rules that are broken."""
    return [problem.code.partition("/")[2] for problem in problems]


def write(folder: Path, record: str | None) -> Path:
    """Put a record on the disk, or take it away."""
    file = folder / "content" / "calls" / "trial.yml"
    if record is None:
        file.unlink()
    else:
        file.write_text(record, encoding="utf-8")
    return file


def paste(file: Path, problem: Problem, *, name: str = "entry", into: str = "changes") -> None:
    """Do what the message says: add its line at the end of a list, in either language the same."""
    line = problem.values[name]
    assert all(f"`{line}`" in explain(problem, language) for language in ("en", "ko"))
    lines = file.read_text(encoding="utf-8").splitlines()
    start = next(n for n, text in enumerate(lines) if text.startswith(f"{into}:"))
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    lines.insert(end, f"  {line}")
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


MOVES = {
    "later": ("full", _CLOSES, _LATER, "extended", "closes"),
    "earlier": ("full", _CLOSES, "2026-10-15 17:00 Europe/London", "corrected", "closes"),
    "another-zone": ("full", _CLOSES, "2026-10-22 17:00 Asia/Seoul", "corrected", "closes"),
    "a-minute": ("full", _CLOSES, "2026-10-22 17:01 Europe/London", "extended", "closes"),
    "time-lost": ("full", _CLOSES, "2026-10-22", "corrected", "closes"),
    "not-known-any-more": ("full", _CLOSES, "tbc", "corrected", "closes"),
    "opening": ("full", "opens: 2026-09-01", "opens: 2026-09-02", "corrected", "opens"),
    "one-day": ("panel", "date: 2026-12-01", "date: 2026-12-08", "corrected", "date"),
    "cut-off": ("cut", "at: 2026-12-01", "at: 2026-12-08", "extended", "closes"),
}


@pytest.mark.parametrize("name", MOVES)
def test_a_silent_move_is_found_and_its_line_mends_it(tmp_path: Path, name: str) -> None:
    """The line is complete: stage, which date, from, to, and the kind that the record may have."""
    stage, was, now, kind, what = MOVES[name]
    commit(repository(tmp_path), changed(_MORE))
    file = write(tmp_path, changed(_MORE, (was, now)))
    (problem,) = found(tmp_path)
    assert rules([problem]) == ["date-moved-silently"]
    assert f"kind: {kind}, stage: {stage}, " in problem.values["entry"]
    assert ("what: " in problem.values["entry"]) == (what != "closes")
    line = file.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith(now.rpartition(": ")[2].split(" ")[0])
    paste(file, problem)
    assert found(tmp_path) == []


def test_two_moves_of_one_stage_need_two_lines(folder: Path) -> None:
    """All are said at once, and each is its own."""
    file = write(folder, changed((_CLOSES, _LATER), ("opens: 2026-09-01", "opens: 2026-09-02")))
    problems = found(folder)
    assert rules(problems) == ["date-moved-silently"] * 2
    for problem in problems:
        paste(file, problem)
    assert found(folder) == []


def test_a_line_is_never_older_than_the_one_above_it(folder: Path) -> None:
    """A change of today, by a clock ahead of UTC, can be followed by another one."""
    published = changed((_CLOSES, _LATER), with_change(_EXTENDED.replace("2026-09-02", "2026-11-29")))
    commit(folder, published)
    file = write(folder, published.replace(f"closes: {_LATER}", f"closes: {_CLOSES}"))
    problems = [one for one in found(folder) if one.code.endswith("date-moved-silently")]
    assert problems == []  # the record's own rule comes first: its history does not end at its date
    assert rules(found(folder)) == ["history-and-record-differ"]
    file.write_text(published.replace("opens: 2026-09-01", "opens: 2026-09-02"), encoding="utf-8")
    (problem,) = found(folder)
    assert "at: 2026-11-29" in problem.values["entry"]
    paste(file, problem)
    assert found(folder) == []


def test_a_declared_move_is_right(folder: Path) -> None:
    """One step or two, as long as they lead from what was published to what is there."""
    write(folder, changed((_CLOSES, _LATER), with_change(_EXTENDED)))
    assert found(folder) == []
    there = "2026-10-25 17:00 Europe/London"
    steps = (_EXTENDED.replace(_LATER, there), _EXTENDED.replace(_CLOSES, there))
    write(folder, changed((_CLOSES, _LATER), with_change(*steps)))
    assert found(folder) == []


def test_a_from_that_was_never_the_date_is_found(folder: Path) -> None:
    """The way out names the date that was published, and the place is that of the wrong one."""
    wrong = _EXTENDED.replace(_CLOSES, "2026-10-21 17:00 Europe/London")
    file = write(folder, changed((_CLOSES, _LATER), with_change(wrong)))
    (problem,) = found(folder)
    assert rules([problem]) == ["from-never-published"]
    text = file.read_text(encoding="utf-8")
    line = text.splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("2026-10-21")
    assert f"`from: {_CLOSES}`" in explain(problem, "en")
    file.write_text(text.replace("2026-10-21 17:00 Europe/London", _CLOSES), encoding="utf-8")
    assert found(folder) == []


def test_a_revert_takes_back_what_was_told(folder: Path) -> None:
    """Both lines that it needs are written: the entry it removed, then that the date moved back."""
    told = _EXTENDED[:-1] + ', note: {en: "The portal was down.", ko: "접수 시스템 장애."}}'
    commit(folder, changed((_CLOSES, _LATER), with_change(told)))
    file = write(folder, RECORD)
    problems = found(folder)
    assert rules(problems) == ["history-rewritten", "date-moved-silently"]
    for problem in problems:
        paste(file, problem)
    assert found(folder) == []


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("at: 2026-09-02", "at: 2026-09-03"),
        lambda text: text.replace("The portal was down.", "No reason."),
        lambda text: text.replace("  - {at: 2026-09-03, kind: corrected}\n", ""),
    ],
    ids=["day", "note", "removed"],
)
def test_what_was_told_stays_as_it_was(folder: Path, edit: Callable[[str], str]) -> None:
    """An entry that was edited or removed is written out, to be put back."""
    told = _EXTENDED[:-1] + ', note: {en: "The portal was down.", ko: "접수 시스템 장애."}}'
    published = changed((_CLOSES, _LATER), with_change(told, "{at: 2026-09-03, kind: corrected}"))
    commit(folder, published)
    file = write(folder, edit(published))
    (problem,) = found(folder)
    assert rules([problem]) == ["history-rewritten"]
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("changes:"))
    place = number + int(problem.values["number"])
    lines[place : place + (len(lines) == len(published.splitlines()))] = [f"  {problem.values['entry']}"]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert found(folder) == []


def test_an_entry_may_be_translated_and_given_its_address(folder: Path) -> None:
    """What it says stays the same."""
    told = '{at: 2026-09-03, kind: corrected, note: {en: "A word.", ko: "한 마디."}}'
    commit(folder, changed(with_change(told)))
    write(folder, changed(with_change(told[:-1] + ", source: https://example.org/notice}")))
    assert found(folder) == []


def test_a_deleted_record_is_found(folder: Path) -> None:
    """Also where it was the only one, so that the folder is gone with it; the file that is named mends it."""
    commit(folder, RECORD, name="other")
    shutil.rmtree(folder / "content" / "calls")
    problems = found(folder)
    assert rules(problems) == ["call-removed"] * 2
    for problem in problems:
        named = re.search(r"content/calls/\S+\.yml", explain(problem, "ko").partition(" ")[2])
        assert named
        git(folder, "checkout", "-q", "HEAD", "--", named[0])
    assert found(folder) == []


def test_a_renamed_record_is_told_from_a_deleted_one(folder: Path) -> None:
    """The old name is the way out; a record that is changed as well is deleted and new."""
    calls = folder / "content" / "calls"
    (file,) = calls.glob("*.yml")
    file.rename(calls / "renamed.yml")
    (problem,) = found(folder)
    assert (problem.rule, problem.values["path"].rpartition("/")[2]) == ("call-renamed", file.name)
    changed = (calls / "renamed.yml").read_text(encoding="utf-8").replace("Trial call", "Another")
    (calls / "renamed.yml").write_text(changed, encoding="utf-8")
    assert rules(found(folder)) == ["call-removed"]


def test_a_record_may_change_its_ending(folder: Path) -> None:
    """`x.yaml` is the same call as `x.yml`; what is moved on the way is found at its new place."""
    write(folder, None)
    (folder / "content/calls/trial.yaml").write_text(changed((_CLOSES, _LATER)), encoding="utf-8")
    (problem,) = found(folder)
    assert problem.place.path == "content/calls/trial.yaml"


def test_a_renamed_stage_is_told_from_a_removed_one(folder: Path) -> None:
    """Its id is in the calendars of subscribers; its label may be changed."""
    file = write(folder, changed(("id: full", "id: application")))
    (problem,) = found(folder)
    assert rules([problem]) == ["stage-renamed"]
    assert "`id: full`" in explain(problem, "en")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("id: application", "id: full"), encoding="utf-8")
    assert found(folder) == []


def test_a_removed_stage_is_put_back_and_cancelled(tmp_path: Path) -> None:
    """Both lines are ready to paste."""
    commit(repository(tmp_path), changed(_MORE))
    panel = "  - {id: panel, kind: panel, date: 2026-12-01}\n"
    file = write(tmp_path, changed(_MORE, (panel, "")))
    (problem,) = found(tmp_path)
    assert rules([problem]) == ["stage-removed"]
    paste(file, problem, name="stage_entry", into="stages")
    assert found(tmp_path) == []
    paste(file, problem)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("window: {from: 2026-09-07, to: 2026-09-08}", "date: 2026-09-07"),
        ("kind: briefing, side: GB", "kind: briefing, side: KR"),
        ("kind: panel, date: 2026-12-01", "kind: panel, opens: 2026-12-01, closes: 2026-12-02"),
    ],
    ids=["window-to-day", "side", "day-to-span"],
)
def test_what_from_and_to_cannot_say_is_found_too(tmp_path: Path, was: str, now: str) -> None:
    """A date of another kind, the dates of the other country."""
    commit(repository(tmp_path), changed(_MORE))
    file = write(tmp_path, changed(_MORE, (was, now)))
    (problem,) = found(tmp_path)
    assert rules([problem]) == ["stage-changed-silently"]
    paste(file, problem)
    assert found(tmp_path) == []


def test_a_window_that_moved_needs_a_line_for_each_end(tmp_path: Path) -> None:
    """Each line is ready to paste, and names the end that moved."""
    commit(repository(tmp_path), changed(_MORE))
    moved = ("window: {from: 2026-09-07, to: 2026-09-08}", "window: {from: 2026-09-14, to: 2026-09-15}")
    file = write(tmp_path, changed(_MORE, moved))
    problems = found(tmp_path)
    assert rules(problems) == ["date-moved-silently"] * 2
    assert [problem.values["what"] for problem in problems] == ["begins", "ends"]
    for problem in problems:
        paste(file, problem)
    assert found(tmp_path) == []


def test_an_embargoed_call_may_still_change(folder: Path) -> None:
    """Until the moment it names nobody has seen it; from then on it was published, built anew or not."""
    withheld = ("kind: grant", "kind: grant\npublish: 2026-12-01 09:00 Asia/Seoul")
    commit(folder, changed(withheld))
    write(folder, changed(withheld, (_CLOSES, _LATER)))
    assert found(folder) == []
    assert rules(found(folder, now=utc(2026, 12, 1))) == ["date-moved-silently"]
    write(folder, None)
    assert found(folder) == []
    assert rules(found(folder, now=utc(2026, 12, 1))) == ["call-removed"]


def test_a_published_call_cannot_be_withheld_again(folder: Path) -> None:
    """To hide a call is to remove it."""
    write(folder, changed(("kind: grant", "kind: grant\npublish: 2027-01-01 09:00 Asia/Seoul")))
    assert rules(found(folder)) == ["call-withheld-again"]


def test_a_draft_that_was_never_published_may_change(folder: Path) -> None:
    """What the revision does not hold has no past."""
    git(folder, "tag", "published")
    commit(folder, RECORD, name="new")
    (folder / "content/calls/new.yml").write_text(changed((_CLOSES, _LATER)), encoding="utf-8")
    assert found(folder, "published") == []
    assert rules(found(folder)) == ["date-moved-silently"]


def test_a_branch_is_compared_with_where_it_left_main(folder: Path) -> None:
    """What main did since is not held against it, whether main is named or its newest commit."""
    git(folder, "checkout", "-q", "-b", "mine")
    git(folder, "checkout", "-q", "main")
    tip = commit(folder, RECORD, name="other")
    git(folder, "checkout", "-q", "mine")
    assert found(folder, "main") == found(folder, tip) == []
    write(folder, changed((_CLOSES, _LATER)))
    for revision in ("main", tip):
        assert rules(found(folder, revision)) == ["date-moved-silently"]


def test_without_a_revision_a_clone_is_compared_with_its_origin(folder: Path, tmp_path: Path) -> None:
    """Staff who type `kx check` need not know of any revision; committed or not makes no difference."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(folder), str(clone))
    assert found(clone, "") == []
    write(clone, changed((_CLOSES, _LATER)))
    assert rules(found(clone, "")) == ["date-moved-silently"]
    commit(clone, changed((_CLOSES, _LATER)))
    assert rules(found(clone, "")) == ["date-moved-silently"]
    write(folder, changed((_CLOSES, _LATER)))
    assert found(folder, "") == []  # it is a clone of nothing


@pytest.mark.parametrize(("hour", "day"), [(14, "2026-11-28"), (15, "2026-11-29")])
def test_the_day_to_write_is_that_of_a_korean_morning(folder: Path, hour: int, day: str) -> None:
    """What is done in Seoul before nine is done on that day, though UTC is a day behind."""
    write(folder, changed((_CLOSES, _LATER)))
    (problem,) = found(folder, now=utc(2026, 11, 28, hour))
    assert f"at: {day}," in problem.values["entry"]


def test_a_faulty_record_is_no_removed_one(folder: Path) -> None:
    """Its own faults are said; its past waits, that of others does not."""
    commit(folder, RECORD, name="other")
    write(folder, changed(("kind: grant", "kind: gift")))
    (folder / "content/calls/other.yml").write_text(changed((_CLOSES, _LATER)), encoding="utf-8")
    assert rules(found(folder)) == ["not-an-option", "date-moved-silently"]


def test_a_past_that_cannot_be_read_is_a_warning(folder: Path) -> None:
    """Rules grow stricter: that must not stop a site that nobody can mend backwards."""
    commit(folder, changed(("kind: grant", "kind: gift")))
    write(folder, RECORD)
    (problem,) = found(folder)
    assert (rules([problem]), problem.severity) == (["past-unreadable"], Severity.WARNING)


def _reason(folder: Path, revision: str) -> str:
    with pytest.raises(ContentProblems) as unknown:
        found(folder, revision)
    (problem,) = unknown.value.problems
    assert explain(problem, "ko") != explain(problem, "en")
    return explain(problem, "en")


@pytest.mark.parametrize("revision", ["nowhere", "--output=/tmp/x", "HEAD~9", "x y", "0" * 40])
def test_a_revision_that_is_not_there_is_said_in_words(folder: Path, revision: str) -> None:
    """Nothing of it reaches git as an option."""
    assert "`git fetch origin`" in _reason(folder, revision)


def test_a_shallow_clone_is_told_how_to_get_the_rest(folder: Path, tmp_path: Path) -> None:
    """A commit that was not fetched; a branch whose beginning was not."""
    first = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "checkout", "-q", "-b", "mine")
    commit(folder, changed((_CLOSES, _LATER)))
    git(folder, "checkout", "-q", "main")
    commit(folder, RECORD, name="other")
    clone = tmp_path / "clone"
    git(
        tmp_path,
        "clone",
        "-q",
        "--depth",
        "1",
        "--no-single-branch",
        "-b",
        "mine",
        folder.as_uri(),
        str(clone),
    )
    assert "git fetch --unshallow" in _reason(clone, first)
    assert "git fetch --unshallow" in _reason(clone, "origin/main")


def test_without_git_the_reason_is_told(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A download asks for nothing by itself; asked for a revision it says why there is none."""
    elsewhere = tmp_path_factory.mktemp("download")
    shutil.copytree(folder / "content", elsewhere / "content")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere.parent))
    assert "no git repository" in _reason(elsewhere, "HEAD")
    assert found(elsewhere, "") == []
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in _reason(folder, "HEAD")
    assert found(folder, "") == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("at: 2026-08-01", "at: 2026-11-30"),
        ("at: 2026-08-01", "at: 2026-11-30 09:00 Asia/Seoul"),
        ("checked: 2026-08-01", "checked: 2026-11-30"),
    ],
)
def test_days_to_come_are_faults(folder: Path, was: str, now: str) -> None:
    """Nothing was done or read on a day that is nowhere yet; the place is that of the day."""
    file = write(folder, changed((was, now)))
    problem = next(one for one in found(folder) if one.code.endswith("day-ahead"))
    line = file.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert line[problem.place.column - 1 :].startswith("2026-11-30")
    assert "2026-11-29" in explain(problem, "ko")


def test_a_korean_morning_is_no_fault() -> None:
    """At 23:30 in UTC it is the next day in Seoul, and later still in Kiribati."""
    record = changed(("2026-08-01", "2026-11-29"))

    def read(now: datetime.datetime) -> Call:
        return read_call(record, path="content/calls/trial.yml", settings=SETTINGS, today=latest_day(now))

    assert read(utc(2026, 11, 28, 10)) == call(record)
    with pytest.raises(ContentProblems, match="day-ahead"):
        read(utc(2026, 11, 28, 9, 59))


_MOMENTS = st.sampled_from(
    [
        _CLOSES,
        _LATER,
        "2026-10-23 01:00 Asia/Seoul",
        "2026-10-25 01:30 Europe/London first",
        "2026-10-25 01:30 Europe/London second",
        "2026-10-22",
        "2026-11",
        "late 2026-autumn",
        "tbc",
        "unpublished",
    ]
)
_OPENINGS = st.sampled_from(["2026-09-01", "2026-09-01 09:00 Asia/Seoul", "early 2026-09", "2026", "tbc"])
_DATES = st.tuples(_MOMENTS, _OPENINGS)


@settings(max_examples=60)
@given(_DATES, _DATES, st.sampled_from(["2026-08-01", "2026-11-29", "2026-11-29 01:00 Asia/Seoul"]))
def test_the_written_lines_always_mend(old: tuple[str, str], new: tuple[str, str], added: str) -> None:
    """Whatever a date was and is: with the lines that are written, nothing is left to say."""
    before, after = (
        changed(
            (_CLOSES, closes), ("opens: 2026-09-01", f"opens: {opens}"), ("at: 2026-08-01", f"at: {added}")
        )
        for closes, opens in (old, new)
    )
    past = PublishedState(revision="x", calls={"trial": call(before)}, now=NOW, zones=SETTINGS.zones)

    def problems(text: str) -> list[Problem]:
        places = RecordPlaces(text, path="content/calls/trial.yml")
        return unrecorded_changes(past, {"trial": call(text)}, lambda _name: places)

    lines = [problem.values["entry"] for problem in problems(after)]
    assert len(lines) == (old[0] != new[0]) + (old[1] != new[1])
    assert problems(after.replace("kind: added}", "\n  ".join(["kind: added}", *lines]))) == []
