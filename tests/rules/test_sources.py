"""The days of a page: when facts have grown old, which days are still to come."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.rules.checks.sources import compare
from exchange.rules.page_facts import Facts
from exchange.rules.settings import Settings
from exchange.rules.site_facts import SiteFacts

TODAY = datetime.date(2026, 11, 22)


def rules(*, checked: str = "", published: str = "", oldest_days: int = 365) -> list[str]:
    """Return what is said of a guide with sources, on the day of the tests."""
    page = Facts(
        path="content/en/guides/a.md",
        locale="en",
        name="guides/a.md",
        readable=True,
        kind="guide",
        checked=checked,
        published=published,
        footnotes=("act",),
    )
    beside = SiteFacts(
        locales=("en", "ko"),
        pages={},
        generated={},
        files=(),
        read_file=lambda _path: None,
        terms=frozenset(),
        today=TODAY,
        settings=Settings(checked_days=oldest_days),
    )
    return [problem.rule for problem in compare(page, beside)]


@given(st.integers(1, 400), st.integers(1, 400))
def test_facts_are_old_after_as_many_days_as_the_settings_allow(age: int, oldest_days: int) -> None:
    """The last of these days is still right."""
    checked = (TODAY - datetime.timedelta(days=age)).isoformat()
    assert rules(checked=checked, oldest_days=oldest_days) == (["checked-old"] if age > oldest_days else [])


@pytest.mark.parametrize(
    ("field", "day", "expected"),
    [
        ("checked", "2026-11-22", []),
        ("checked", "2026-11-23", ["checked-ahead"]),
        ("published", "2026-11-22", ["checked-missing"]),
        ("published", "2026-11-23", ["published-ahead", "checked-missing"]),
    ],
)
def test_a_day_to_come_is_no_day_of_the_past(field: str, day: str, expected: list[str]) -> None:
    """Today is neither."""
    assert rules(**{field: day}) == expected
