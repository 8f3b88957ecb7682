"""The one moment a build may know: now, or what SOURCE_DATE_EPOCH says it is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

_FARTHEST_EAST = datetime.timedelta(hours=14)  # of UTC, anywhere on earth


def latest_day(moment: datetime.datetime) -> datetime.date:
    """Return the latest day that it is anywhere on earth at a moment in UTC: no day after it can be today."""
    return (moment + _FARTHEST_EAST).date()


def build_moment(environment: Mapping[str, str]) -> datetime.datetime:
    """Return the moment of the build in UTC, to the second.

    SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) is seconds since 1970 and wins.
    Raises ValueError where it is not a whole number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC)
    return datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
