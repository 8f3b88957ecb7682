"""Write the plan to the application of a call as a calendar to take away: nobody subscribes to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from exchange.calls.model.call import Call
from exchange.calls.model.plan import PlanStep, plan
from exchange.calls.outputs.calendar_paths import plan_path
from exchange.calls.outputs.content_lines import component, line, text_line, time_line
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.views.call_views import CallsView
from exchange.calls.views.plan_view import step_names

_ONE_DAY = datetime.timedelta(days=1)


def plans(site: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield the plan of each call with a deadline ahead: its path below the site's root, and its bytes."""
    for call in site.calls:
        steps = plan(call, site.statuses[call.id], site.settings)
        if steps:
            yield plan_path(call.id, site.wording), _calendar(call, steps, site)


def _calendar(call: Call, steps: tuple[PlanStep, ...], site: CallsView) -> bytes:
    wording, domain = site.wording, site.settings.domain
    name = wording.strings("plan.of", call=one_line(wording.words(call.title)))
    head = [
        line("VERSION", "2.0"),
        text_line("PRODID", f"-//{domain}//Funding calendar//{wording.code.upper()}"),
        text_line("X-WR-CALNAME", name),
        text_line("X-WR-CALDESC", wording.strings("plan.hint")),
    ]
    names = step_names(call, steps, wording)
    return component("VCALENDAR", *head, *(_event(call, step, names[step.id], site) for step in steps))


def _event(call: Call, step: PlanStep, name: str, site: CallsView) -> bytes:
    wording = site.wording
    values = {"step": name, "call": one_line(wording.words(call.title))}
    return component(
        "VEVENT",
        text_line("SUMMARY", wording.strings("plan.event", **values)),
        time_line("DTSTART", step.starts),
        time_line("DTEND", step.ends + _ONE_DAY),
        time_line("DTSTAMP", site.revisions.latest_moment(call)),
        text_line("UID", f"{call.id}.plan-{step.id}.{wording.code}@{site.settings.domain}"),
        line("TRANSP", "TRANSPARENT"),
        line("URL", f"{site.settings.page_url(wording.code, call.id)}#kx-call-plan"),
    )
