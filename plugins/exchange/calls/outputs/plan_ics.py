"""Write the plan to the deadlines of a call as a calendar to take away: nobody subscribes to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from icalendar import Calendar, Event, vText

from exchange.calls.model.call import Call
from exchange.calls.model.plan import PlanStep, plan
from exchange.calls.outputs.calendar_paths import plan_path
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.views.call_views import CallsView
from exchange.calls.views.plan_view import step_name

_ONE_DAY = datetime.timedelta(days=1)


def plans(site: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield the plan of each call with a deadline ahead: its path below the site's root, and its bytes."""
    for call in site.calls:
        steps = plan(call, site.statuses[call.id], site.settings)
        if steps:
            yield plan_path(call.id, site.wording), _calendar(call, steps, site)


def _calendar(call: Call, steps: tuple[PlanStep, ...], site: CallsView) -> bytes:
    wording = site.wording
    calendar = Calendar()
    calendar.add("prodid", f"-//{site.settings.domain}//Funding calendar//{wording.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(wording.strings("plan.of", call=one_line(wording.words(call.title)))))
    for step in steps:
        calendar.add_component(_event(call, step, site))
    return bytes(calendar.to_ical())


def _event(call: Call, step: PlanStep, site: CallsView) -> Event:
    wording = site.wording
    values = {"step": step_name(step, wording), "call": one_line(wording.words(call.title))}
    event = Event()
    event.add("uid", f"{call.id}.plan-{step.id}.{wording.code}@{site.settings.domain}")
    event.add("dtstamp", site.revisions.modified(call))
    event.add("dtstart", step.starts)
    event.add("dtend", step.ends + _ONE_DAY)
    event.add("summary", wording.strings("plan.event", **values))
    event.add("description", wording.strings("plan.hint"))
    event.add("url", f"{site.settings.page_url(wording.code, call.id)}#call-plan")
    event.add("transp", "TRANSPARENT")
    return event
