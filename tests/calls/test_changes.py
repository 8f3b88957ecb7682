"""What is done to a call is told in words that name stage and side: on pages, in feeds, in calendars."""

from __future__ import annotations

import pytest
from tests.calls.samples import SETTINGS, WORDINGS, call, changed, utc

from exchange.calls.model.status import State, status
from exchange.calls.outputs.feeds import Feed, Form, feed_path, feeds
from exchange.calls.outputs.ics import calendars
from exchange.calls.views.call_views import call_page, calls_view

_STAGES = """\
  - {id: webinar, kind: briefing, side: GB, date: 2026-09-10 10:00 Europe/London}
  - {id: interviews, kind: interview, window: {from: 2026-12-08, to: 2026-12-10}}
changes:"""
_NOW = utc(2026, 9, 20)


def _with(*entries: str, lifecycle: str = "announced") -> str:
    lines = "".join(f"  - {{at: 2026-08-0{number}, {entry}}}\n" for number, entry in enumerate(entries, 2))
    return changed(
        ("changes:", _STAGES),
        ("kind: added}\n", f"kind: added}}\n{lines}"),
        ("lifecycle: announced", f"lifecycle: {lifecycle}"),
    )


def _feed(text: str, language: str) -> str:
    one = call(text)
    statuses = {one.id: status(one, _NOW, SETTINGS)}
    files = dict(feeds([one], statuses, WORDINGS[language]))
    return files[feed_path(Feed.CHANGES.value, Form.JSON, WORDINGS[language])].decode()


def _page(text: str, language: str) -> str:
    one = call(text)
    page = call_page(one, calls_view([one], _NOW, WORDINGS[language]), root="")
    newest = page.changes[0]
    return "\n".join((newest.kind, *newest.text))


@pytest.mark.parametrize(
    ("entry", "english", "korean"),
    [
        ("kind: cancelled, stage: webinar", "Cancelled: UK · Briefing – Trial call", "취소"),
        ("kind: paused", "Paused: Trial call", "접수 일시 중단"),
        ("kind: paused, side: KR", "Korea · Paused: Trial call", "접수 일시 중단"),
        ('kind: updated, note: {en: "Answers added.", ko: "답변 추가"}', "Answers added.", "답변 추가"),
        ("kind: results, stage: interviews", "Results announced: Interview – Trial call", "결과 발표"),
        (
            "kind: corrected, stage: interviews, what: begins, from: 2026-12-01, to: 2026-12-08",
            "Interview, From: Tue, 1 Dec 2026 became Tue, 8 Dec 2026",
            "시작",
        ),
    ],
)
def test_a_change_names_its_stage_and_side(entry: str, english: str, korean: str) -> None:
    """In the feed of changes of each language; the page says the same."""
    text = _with(entry)
    assert english in _feed(text, "en")
    assert korean in _feed(text, "ko")
    assert _page(text, "en")


@pytest.mark.parametrize(
    ("entry", "english", "korean"),
    [
        (
            "kind: extended, stage: full, to: 2026-10-22",
            "Closes: changed to Thu, 22 Oct 2026",
            "접수 마감: 변경 후 2026년 10월 22일",
        ),
        ("kind: corrected, stage: webinar, what: date, to: 2026-09-10", "Date: changed to", "일자: 변경 후 "),
        ("kind: updated, stage: full, from: unpublished, to: 2026-10-22", "changed to", "변경 후 "),
    ],
)
def test_of_an_old_date_that_nobody_knows_nothing_is_said(entry: str, english: str, korean: str) -> None:
    """It may well have been published: only the new one is told, on pages and in feeds."""
    text = _with(entry)
    for locale, words, unpublished in (("en", english, "Not published"), ("ko", korean, "공개되지 않음")):
        for shown in (_feed(text, locale), _page(text, locale)):
            assert words in shown
            assert unpublished not in shown


def test_a_cancelled_webinar_leaves_the_call_open_and_may_be_reinstated() -> None:
    """Only its own event is cancelled, and lives again when it takes place after all."""
    cancelled = _with("kind: cancelled, stage: webinar")
    assert status(call(cancelled), _NOW, SETTINGS).state is State.OPEN
    assert _events(cancelled).count("STATUS:CANCELLED") == 1
    back = _with("kind: cancelled, stage: webinar", "kind: reinstated, stage: webinar")
    assert "STATUS:CANCELLED" not in _events(back)


def test_a_pause_is_in_calendars_and_ends() -> None:
    """The deadline of a paused call is not certain."""
    assert "[Paused]" in _events(_with("kind: paused"))
    assert "[Paused]" not in _events(_with("kind: paused", "kind: reopened"))


def test_a_call_is_withdrawn_and_reinstated() -> None:
    """The lifecycle and the last word of the history agree."""
    assert (
        status(call(_with("kind: withdrawn", lifecycle="withdrawn")), _NOW, SETTINGS).state is State.CANCELLED
    )
    assert status(call(_with("kind: withdrawn", "kind: reinstated")), _NOW, SETTINGS).state is State.OPEN


def _events(text: str) -> str:
    one = call(text)
    return "".join(
        body.decode() for path, body in calendars([one], WORDINGS["en"]) if path.endswith("call/trial.ics")
    )


def test_what_a_funder_changed_before_stands_below_the_day_it_was_added_here() -> None:
    """The page tells a history by its days; the feed tells it of its own day, not of today."""
    text = changed(("kind: added}\n", "kind: added}\n  - {at: 2019-04-05, kind: updated}\n"))
    one = call(text)
    page = call_page(one, calls_view([one], _NOW, WORDINGS["en"]), root="")
    assert [change.kind for change in page.changes] == ["Added to this site", "Updated"]
    assert '"date_published": "2019-04-04T23:00:00Z"' in _feed(text, "en")
