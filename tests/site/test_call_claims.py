"""What notices and records claim is remembered for as long as all it was compared with is the same."""

from __future__ import annotations

from pathlib import Path

from tests.calls.samples import RECORD, SETTINGS, call, changed

from exchange.build.store import Store
from exchange.calls.model.call import Call
from exchange.calls.reading.record_places import RecordPlaces
from exchange.site.call_claims import CallClaims
from exchange.text.problems import Problem

_NOTICE = "Apply by 22 October 2026."
_LATER = changed(("closes: 2026-10-22", "closes: 2026-10-29"))


def _found(file: Path, text: str, record: str) -> list[Problem]:
    """Return what is found in a notice and in a record, with what the last call of this function kept."""
    store = Store(file, stamp="")
    claims = CallClaims(SETTINGS, store)
    places = RecordPlaces(record, path="x.yml")
    one: Call = call(record)
    problems = claims.in_notice(text, one, path="en/calls/x.md", first_line=5, unread=())
    result = [*problems, *claims.in_record(one, places)]
    store.save()
    return result


def test_claims_are_judged_again_when_the_record_or_the_text_changes(tmp_path: Path) -> None:
    """What was right of one record is wrong of the next, and the same again when it is asked twice."""
    file = tmp_path / "checked.sqlite"
    assert _found(file, _NOTICE, RECORD) == []
    (problem,) = _found(file, _NOTICE, _LATER)
    assert (problem.rule, problem.place.line) == ("prose-date", 5)
    assert _found(file, _NOTICE, _LATER) == [problem]
    assert _found(file, "Apply early.", _LATER) == []
    in_record = _LATER.replace("For a test.", _NOTICE)
    assert in_record != _LATER
    assert [one.rule for one in _found(file, "Apply early.", in_record)] == ["record-text"]
