"""The one moment a build may know: now, or what SOURCE_DATE_EPOCH says it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from exchange.text.problems import ContentProblems, Place, Problem

EPOCH = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,12}")
_LAST = int(datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC).timestamp())  # years may be added to it
_FARTHEST_EAST = datetime.timedelta(hours=14)  # of UTC, anywhere on earth


def latest_day(moment: datetime.datetime) -> datetime.date:
    """Return the latest day that it is anywhere on earth at a moment in UTC: no day after it can be today."""
    return (moment + _FARTHEST_EAST).date()


def end_of_past(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment after which nothing has happened yet, for a build of this moment.

    A build of an earlier moment still reads files that were changed since.
    """
    return max(moment, datetime.datetime.now(tz=datetime.UTC))


def build_moment(environment: Mapping[str, str]) -> datetime.datetime:
    """Return the moment of the build in UTC, to the second.

    SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) is seconds since 1970 and wins.
    Raises ContentProblems where it is no whole number, or of a day that no calendar of ours can hold.
    """
    epoch = environment.get(EPOCH)
    if epoch:
        if not _SECONDS.fullmatch(epoch) or int(epoch) > _LAST:
            raise ContentProblems(
                [Problem(code="text/not-a-moment", place=Place(path=EPOCH), values={"value": epoch})]
            )
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC)
    return datetime.datetime.now(tz=datetime.UTC).replace(microsecond=0)
