"""Where each calendar is published; people subscribe to these names, so they never change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import Enum

from exchange.calls.model.call import StageKind
from exchange.calls.model.selections import Facet, Selection
from exchange.calls.views.wording import Wording

FOLDER = "calendar"
PLANS = "plan"  # to take away: gone with the deadline, and promised to nobody


class Variant(Enum):
    """How deadlines are entered. The value ends the name of the file."""

    TIMED = ""  # at their time
    ALARMS = "-alarms"  # at their time, with reminders a week and a day before
    DAYS = "-days"  # as whole days: the last day that is safe in every zone
    ALARM_OF_A_DAY = "-alarms-1"  # at their time, with a reminder a day before
    ALARMS_OF_A_MONTH = "-alarms-30"  # at their time, with reminders 30 days, a week and a day before


REMINDERS: Mapping[Variant, tuple[int, ...]] = {
    Variant.ALARM_OF_A_DAY: (1,),
    Variant.ALARMS: (7, 1),
    Variant.ALARMS_OF_A_MONTH: (30, 7, 1),
}
"""The days before a deadline on which a variant reminds, first things first."""


def variants_of(kind: StageKind | None) -> tuple[Variant, ...]:
    """Return the variants of a subscription: for one kind of stage there are fewer.

    A round has none: it is among the applications.
    """
    if kind is StageKind.ROUND:
        return ()
    variants = (Variant.TIMED, Variant.ALARMS, Variant.DAYS)
    return tuple(Variant) if kind is None else variants


def subscriptions(
    wording: Wording, promised: Collection[str] = ()
) -> Iterator[tuple[str | None, StageKind | None, Variant]]:
    """Yield each side (or all) with each kind of stage (or all) and variant that has a subscription.

    One of a side and a kind, which the filters of the list link, is at its time; `promised`, the paths of
    calendars that were published once, may have more.
    """
    for side in (None, *wording.settings.side_codes):
        for kind in (None, *StageKind):
            for variant in variants_of(kind):
                path = subscription_path(wording, side=side, kind=kind, variant=variant)
                if side is None or kind is None or variant is Variant.TIMED or path in promised:
                    yield side, kind, variant


SELECTION_VARIANTS = (Variant.TIMED, Variant.ALARMS)
"""The variants of the calendar of a topic, or of those who may apply: calls are in many of them."""


def selection_paths(selection: Selection, wording: Wording) -> Mapping[Variant, str]:
    """Return where the calendars of a selection are, below the site's root; a round is an application."""
    if selection.facet is Facet.STAGE:
        kind = StageKind(selection.value)
        kind = StageKind.FULL if kind is StageKind.ROUND else kind
        return {
            variant: subscription_path(wording, kind=kind, variant=variant) for variant in variants_of(kind)
        }
    return {variant: calendar_path(wording, selection.address, variant) for variant in SELECTION_VARIANTS}


def call_path(call: str, wording: Wording, variant: Variant = Variant.TIMED) -> str:
    """Return where a call's calendar is, below the site's root."""
    return calendar_path(wording, f"call/{call}", variant)


def subscription_path(
    wording: Wording,
    *,
    side: str | None = None,
    kind: StageKind | None = None,
    variant: Variant = Variant.TIMED,
) -> str:
    """Return where a subscription is, below the site's root."""
    return calendar_path(wording, calendar_name(side, kind), variant)


def calendar_path(wording: Wording, name: str, variant: Variant) -> str:
    """Return where the calendar of a name is, below the site's root."""
    return f"{FOLDER}/{wording.code}/{name}{variant.value}.ics"


def calendar_name(side: str | None, kind: StageKind | None) -> str:
    """Return the name of a subscription, which never depends on the calls."""
    return "-".join([(side or "all").lower(), *([kind.value] if kind else [])])


def year_name(year: int) -> str:
    """Return the name of the calendar of what was over in a year."""
    return f"all-{year}"


def plan_path(call: str, wording: Wording) -> str:
    """Return where the plan to the next deadline of a call is, below the site's root."""
    return f"{PLANS}/{wording.code}/{call}.ics"
