"""The clock: one moment a build, which its surroundings may fix."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.clock import build_moment, latest_day
from exchange.text.problems import ContentProblems, explain


@given(st.integers(0, 2**33))
def test_source_date_epoch_is_the_moment(seconds: int) -> None:
    """SOURCE_DATE_EPOCH fixes the moment, in UTC, to the second."""
    moment = build_moment({"SOURCE_DATE_EPOCH": str(seconds)})
    assert moment.timestamp() == seconds
    assert moment.tzinfo is datetime.UTC


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T09:59:59+00:00", "2026-11-22"),
        ("2026-11-22T10:00:00+00:00", "2026-11-23"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01"),
    ],
)
def test_a_day_has_begun_when_it_has_begun_somewhere(moment: str, day: str) -> None:
    """Fourteen hours before it begins in Greenwich: a Monday morning in Seoul is Monday."""
    found = latest_day(datetime.datetime.fromisoformat(moment))
    assert found == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_otherwise_it_is_now(environment: dict[str, str]) -> None:
    """Without it the moment is the present, in UTC, in whole seconds."""
    before = datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
    moment = build_moment(environment)
    assert before <= moment <= datetime.datetime.now(tz=datetime.UTC)
    assert (moment.microsecond, moment.tzinfo) == (0, datetime.UTC)


@pytest.mark.parametrize(
    "epoch", ["yesterday", "abc", "-1", "1e3", "1.5", " 5", "٣", "253402300799", "9" * 20, "0x10", "1_000"]
)
def test_what_is_no_moment_is_an_error_in_words(epoch: str) -> None:
    """A wrong SOURCE_DATE_EPOCH is named with its value, never passed over and never a traceback."""
    with pytest.raises(ContentProblems) as found:
        build_moment({"SOURCE_DATE_EPOCH": epoch})
    (problem,) = found.value.problems
    for language in ("en", "ko"):
        assert explain(problem, language).startswith("SOURCE_DATE_EPOCH: SOURCE_DATE_EPOCH")
        assert epoch in explain(problem, language)
