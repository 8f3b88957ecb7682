"""Where facts come from, when they were last compared with it, and when a page was published."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from exchange.pages.kinds import Kind
from exchange.rules.page_facts import Facts
from exchange.rules.rule import Example, Part, Rule, Words
from exchange.rules.site_facts import SiteFacts
from exchange.text.problems import Problem, Severity

SOURCES_MISSING = Rule(
    name="sources-missing",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The page names no source.",
            way_out="Add footnotes: [^name] after a statement, and at the end a line that begins with "
            "`[^name]: `.",
        ),
        "ko": Words(
            fault="페이지에 출처가 하나도 없습니다.",
            way_out="내용 뒤에 [^name]을 붙이고 페이지 끝에 `[^name]: `로 시작하는 줄을 적어 주십시오.",
        ),
    },
    example=Example(wrong="", right="It is law.[^act]\n\n[^act]: The Act.", part=Part.ABSENT),
)
CHECKED_MISSING = Rule(
    name="checked-missing",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault="The page does not say when its facts were last checked.",
            way_out="Add a line such as `checked: {today}` on the day you went through its sources.",
        ),
        "ko": Words(
            fault="내용을 언제 확인했는지 적혀 있지 않습니다.",
            way_out="출처를 다시 살펴본 날에 `checked: {today}` 같은 줄을 추가해 주십시오.",
        ),
    },
    example=Example(wrong="checked", right="checked: 2026-11-22", part=Part.ABSENT),
)
CHECKED_OLD = Rule(
    name="checked-old",
    severity=Severity.WARNING,
    words={
        "en": Words(
            fault=(
                "The facts were last checked on {checked}, {days} days before {today}; the limit is {oldest}."
            ),
            way_out="Go through the sources and set `checked` to the day you did.",
        ),
        "ko": Words(
            fault=(
                "내용을 마지막으로 확인한 날이 {checked}(으)로, {today}까지 {days}일이 지났습니다. 한도는 "
                "{oldest}일입니다."
            ),
            way_out="출처를 다시 살펴보고 `checked`를 그 날짜로 고쳐 주십시오.",
        ),
    },
    example=Example(wrong="checked: 2024-11-22", right="checked: 2026-11-22", part=Part.FIELD),
)
CHECKED_AHEAD = Rule(
    name="checked-ahead",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The day {checked} lies after {today}.",
            way_out="Write the day on which the sources were read.",
        ),
        "ko": Words(
            fault="{checked}은(는) {today}보다 뒤의 날짜입니다.",
            way_out="출처를 살펴본 날짜를 적어 주십시오.",
        ),
    },
    example=Example(wrong="checked: 2027-11-22", right="checked: 2026-11-22", part=Part.FIELD),
)
PUBLISHED_AHEAD = Rule(
    name="published-ahead",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault=("The day {published} in 'published' lies after {today}; it is not that day yet anywhere."),
            way_out="Write the day on which the page was first published, or leave the line out.",
        ),
        "ko": Words(
            fault=(
                "'published'의 {published}은(는) {today}보다 뒤의 날짜입니다. 세계 어디에서도 아직 오지 "
                "않은 날입니다."
            ),
            way_out="페이지를 처음 게시한 날짜를 적거나 그 줄을 빼 주십시오.",
        ),
    },
    example=Example(
        wrong="checked: 2026-11-22\npublished: 2027-11-22",
        right="checked: 2026-11-22\npublished: 2026-11-22",
        part=Part.FIELD,
    ),
)
RULES = (
    SOURCES_MISSING,
    CHECKED_MISSING,
    CHECKED_OLD,
    CHECKED_AHEAD,
    PUBLISHED_AHEAD,
)


_BEFORE_TODAY_ANYWHERE = datetime.timedelta(
    days=2
)  # from the latest day of the earth: 26 hours lie between all


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield factual pages without sources, facts not checked for as long as the site allows, days to come."""
    today, oldest_days = site_facts.today, site_facts.settings.checked_days
    if page.published and datetime.date.fromisoformat(page.published) > today:
        days = {"published": page.published, "today": today.isoformat()}
        yield PUBLISHED_AHEAD.problem(page.field_place("published"), None, days)
    factual = Kind(page.kind).traits.factual
    if factual and not page.footnotes:
        yield SOURCES_MISSING.problem(page.field_place("title"), None)
    if not page.checked:
        if factual and "checked" not in dict(page.fields):
            day = (today - _BEFORE_TODAY_ANYWHERE).isoformat()
            yield CHECKED_MISSING.problem(page.field_place("title"), None, {"today": day})
        return
    check_day = datetime.date.fromisoformat(page.checked)
    values = {"checked": page.checked, "today": today.isoformat()}
    if check_day > today:
        yield CHECKED_AHEAD.problem(page.field_place("checked"), None, values)
    elif (today - check_day).days > oldest_days:
        age = {"days": str((today - check_day).days), "oldest": str(oldest_days)}
        yield CHECKED_OLD.problem(page.field_place("checked"), None, {**values, **age})
