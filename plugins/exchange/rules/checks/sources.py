"""Where facts come from, when they were last compared with it, and when a page was published.

The day of the check comes in: the latest that it is anywhere on earth, so that no morning is a fault.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from exchange.pages.kinds import Kind
from exchange.rules.page import found
from exchange.rules.page_facts import Facts
from exchange.text.problems import Problem


def check(page: Facts, *, today: datetime.date, oldest_days: int) -> Iterator[Problem]:
    """Yield guides and pathways without sources, facts not looked at for `oldest_days`, days to come."""
    if page.published and datetime.date.fromisoformat(page.published) > today:
        days = {"published": page.published, "today": today.isoformat()}
        yield found("published-ahead", page.field_place("published"), None, days)
    factual = Kind(page.kind).traits.factual
    if factual and not page.footnotes:
        yield found("sources-missing", page.field_place("title"), None)
    if not page.checked:
        if factual and "checked" not in dict(page.fields):
            yield found("checked-missing", page.field_place("title"), None, {"today": today.isoformat()})
        return
    checked = datetime.date.fromisoformat(page.checked)
    values = {"checked": page.checked, "today": today.isoformat()}
    if checked > today:
        yield found("checked-ahead", page.field_place("checked"), None, values)
    elif (today - checked).days > oldest_days:
        age = {"days": str((today - checked).days), "oldest": str(oldest_days)}
        yield found("checked-old", page.field_place("checked"), None, {**values, **age})
