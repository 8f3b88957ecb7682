"""Following a call: calendars with reminders, accounts of work, a feed, a link that tells the deadline."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from tests.calls.outputs import all_files, site_of
from tests.calls.samples import SETTINGS, call, changed
from tests.calls.sided import CALLS, SEEN

from exchange.calls.outputs.calendar_paths import REMINDERS
from exchange.calls.views.call_views import call_page, feed_links, subscription


@pytest.mark.parametrize("name", ["all", "gb", "call/trial"])
@pytest.mark.parametrize(
    ("variant", "days"), [("-alarms-1", [-1]), ("-alarms", [-7, -1]), ("-alarms-30", [-30, -7, -1])]
)
def test_readers_choose_when_they_are_reminded(name: str, variant: str, days: list[int]) -> None:
    """Each choice is a calendar of its own, for one call and for many; only deadlines ring."""
    files = all_files([call(changed(("kind: full", "kind: full\n    side: GB")))])
    events = Calendar.from_ical(files[f"calendar/en/{name}{variant}.ics"]).walk("VEVENT")
    rings = {
        str(event["UID"]).partition("@")[0]: [alarm["TRIGGER"].dt.days for alarm in event.walk("VALARM")]
        for event in events
    }
    assert rings == {"trial.full.opens.en": [], "trial.full.en": days}


def test_links_lead_to_files_that_are_there() -> None:
    """Every way of following a call or a side, in each language."""
    calls = [CALLS["apart"]]
    files = all_files(calls, SEEN)
    for locale in SETTINGS.codes:
        site = site_of(calls, locale, SEEN)
        page = call_page(calls[0], site, root="")
        for links in (page.calendar, *(subscription(site, side) for side in (None, "GB", "KR"))):
            found = [links.apple, links.download, links.all_day, *(link.url for link in links.reminders)]
            for outlook in (links.outlook, links.outlook_personal):
                found += parse_qs(urlsplit(outlook).query)["url"]
            assert len(found) == len(REMINDERS) + 5
            for address in found:
                assert address.partition(":")[2].removeprefix("//smart-trials.example/") in files
        feeds = [link.url for _, forms in feed_links(site, calls[0]) for link, _ in forms]
        for address in (page.feed, *feeds):
            assert address.removeprefix(SETTINGS.site_url) in files


def test_work_accounts_of_outlook_have_their_own_link() -> None:
    """Personal ones do not open calendars of work."""
    links = subscription(site_of([]), None)
    assert urlsplit(links.outlook).hostname == "outlook.office.com"
    assert urlsplit(links.outlook_personal).hostname == "outlook.live.com"


@pytest.mark.parametrize(
    ("locale", "over"), [("en", "UK · Closed. Deadline: Wed, 25 Nov 2026"), ("ko", "영국 · 마감")]
)
def test_a_shared_link_tells_title_and_each_deadline(locale: str, over: str) -> None:
    """With its side, and that one is over; in the language of the page that is shared."""
    one = CALLS["one-over"]
    share = call_page(one, site_of([one], locale, SEEN), root="").share
    assert share.title == one.title[locale]
    assert share.url == f"https://smart-trials.example/{locale}/calls/one-over/"
    assert share.text.startswith(over)
    assert "\n" not in share.text
    assert {share.locale, *share.other_locales} == {"en_GB", "ko_KR"}
    mail = parse_qs(urlsplit(share.mail).query)
    assert mail["subject"] == [share.title]
    assert over in mail["body"][0]
    assert mail["body"][0].endswith(share.url)


def test_the_rules_of_both_sides_are_beside_each_other() -> None:
    """What one side does not say has a dash; a call of one side has nothing to compare."""
    both = changed(
        ("{side: GB, funder: one}", "{side: GB, funder: one, lead_required: yes, languages: [en]}"),
        ("{side: KR, funder: two}", "{side: KR, funder: two, languages: [ko, en]}"),
        ("kind: grant", "consortium: {en: One partner of each country., ko: 양국 각 1곳}\nkind: grant"),
    )
    page = call_page(call(both), site_of([call(both)]), root="")
    assert [(rule.name, rule.texts) for rule in page.rules] == [
        ("Lead applicant", ("Needs a lead applicant in this country", "–")),
        ("Language of application", ("English", "Korean, English")),
        ("What a project consists of", ("One partner of each country.",)),
    ]
    alone = CALLS["uk-alone"]
    assert call_page(alone, site_of([alone]), root="").rules == ()
