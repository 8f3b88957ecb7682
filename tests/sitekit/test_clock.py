"""The clock: one moment a build, which its surroundings may fix."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitekit.clock import build_moment


@given(st.integers(0, 2**33))
def test_source_date_epoch_is_the_moment(seconds: int) -> None:
    """SOURCE_DATE_EPOCH fixes the moment, in UTC, to the second."""
    moment = build_moment({"SOURCE_DATE_EPOCH": str(seconds)})
    assert moment.timestamp() == seconds
    assert moment.tzinfo is datetime.UTC


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_otherwise_it_is_now(environment: dict[str, str]) -> None:
    """Without it the moment is the present, in UTC, in whole seconds."""
    before = datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
    moment = build_moment(environment)
    assert before <= moment <= datetime.datetime.now(tz=datetime.UTC)
    assert (moment.microsecond, moment.tzinfo) == (0, datetime.UTC)


def test_what_is_no_number_is_an_error() -> None:
    """A wrong SOURCE_DATE_EPOCH is told, never passed over."""
    with pytest.raises(ValueError, match="yesterday"):
        build_moment({"SOURCE_DATE_EPOCH": "yesterday"})
