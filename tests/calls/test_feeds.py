"""Feeds: three forms that say the same, stamped by the record."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as Xml

import pytest
from benchmarks.calendar.generate import synthetic_calls
from hypothesis import HealthCheck, given, settings
from tests.calls.outputs import feed_files
from tests.calls.samples import RECORD, SETTINGS, call, changed
from tests.calls.sided import read, record
from tests.calls.strategies import many

from exchange.calls.model.call import Call

_ATOM = "{http://www.w3.org/2005/Atom}"
_slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)


def test_each_language_has_its_feeds_in_three_forms() -> None:
    """All calls, those of a side, those closing soon, and changes: as Atom, RSS and JSON Feed."""
    names = sorted(feed_files([], "ko"))
    assert names == sorted(
        f"feeds/ko/{feed}.{form}"
        for feed in ("all", "closing-soon", "changes", "gb", "kr")
        for form in ("atom", "rss", "json")
    )


def test_a_deadline_that_has_become_near_is_news() -> None:
    """As new as that instant, though nobody has changed the record since; a later change counts."""
    late = changed(("kind: added}", "kind: added}\n  - {at: 2026-10-09, kind: corrected, stage: full}"))
    for text, modified in ((RECORD, "2026-10-08T16:00:00Z"), (late, "2026-10-08T23:00:00Z")):
        (item,) = json.loads(feed_files([call(text)])["feeds/en/closing-soon.json"])["items"]
        assert item["date_modified"].startswith(modified)
        assert item["date_modified"] >= item["date_published"]


@_slow
@given(many(3))
def test_the_three_forms_say_the_same(drawn: list[Call]) -> None:
    """Ids, titles and dates agree, whichever form a reader takes."""
    files = feed_files(drawn)
    for feed in ("all", "closing-soon", "changes"):
        atom = Xml.fromstring(files[f"feeds/en/{feed}.atom"])
        rss = Xml.fromstring(files[f"feeds/en/{feed}.rss"])
        items = json.loads(files[f"feeds/en/{feed}.json"])["items"]
        entries = atom.findall(f"{_ATOM}entry")
        ids = [entry.findtext(f"{_ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        assert ids == [item["id"] for item in items] == [item.findtext("guid") for item in rss.iter("item")]
        assert [entry.findtext(f"{_ATOM}title") for entry in entries] == [item["title"] for item in items]
        stamps = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in rss.iter("item")]
        assert [stamp.strftime("%Y-%m-%dT%H:%M:%SZ") for stamp in stamps] == [
            item["date_modified"] for item in items
        ]


def test_atom_names_the_other_language() -> None:
    """A reader can go from an entry to the call in either language."""
    entry = Xml.fromstring(feed_files([call()])["feeds/en/all.atom"]).find(f"{_ATOM}entry")
    assert entry is not None
    links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{_ATOM}link")}
    assert links == {
        "en": "https://smart-trials.example/en/calls/trial/",
        "ko": "https://smart-trials.example/ko/calls/trial/",
    }


def test_a_call_about_to_close_is_in_its_feed_since_it_is() -> None:
    """The entry is stamped with the instant from which the call is closing soon."""
    (item,) = json.loads(feed_files([call()])["feeds/en/closing-soon.json"])["items"]
    assert item["date_published"] == "2026-10-08T16:00:00Z"


@pytest.mark.parametrize("feed", ["all", "changes"])
def test_a_feed_holds_the_last_fifty(feed: str) -> None:
    """Readers fetch it many times a day: the newest entries first, in every form."""
    calls = synthetic_calls(120, SETTINGS)
    files = feed_files(calls)
    items = json.loads(files[f"feeds/en/{feed}.json"])["items"]
    moments = [item["date_modified"] for item in items]
    assert len(items) == 50
    assert moments == sorted(moments, reverse=True)
    newest = max(call.changes[-1].at.begins for call in calls)
    assert moments[0] == newest.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (
        files[f"feeds/en/{feed}.atom"].count(b"<entry>")
        == files[f"feeds/en/{feed}.rss"].count(b"<item>")
        == 50
    )


def test_a_call_has_a_feed_of_its_own() -> None:
    """It tells each change of the call and that it closes soon, nothing of another, and leads to its page."""
    moved = changed(("kind: added}", "kind: added}\n  - {at: 2026-09-09, kind: corrected}"))
    files = feed_files([call(moved), call(RECORD, "other")], "ko")
    feed = Xml.fromstring(files["feeds/ko/call/trial.atom"])
    ids = [entry.findtext(f"{_ATOM}id") for entry in feed.iter(f"{_ATOM}entry")]
    assert [name.rpartition("2026:")[2] for name in ids if name] == [
        "trial/full/closing-soon/ko",
        "trial/change/1/ko",
        "trial/change/0/ko",
    ]
    homes = [link.get("href") for link in feed.findall(f"{_ATOM}link") if link.get("rel") == "alternate"]
    assert homes == ["https://smart-trials.example/ko/calls/trial/"]


def test_the_feed_of_a_side_has_the_calls_of_that_side() -> None:
    """Calls of both are in both."""
    records = {"both": record(_STAGE), "uk": record(_STAGE, sides=("GB",))}
    files = feed_files([read(text, name) for name, text in records.items()])
    titles = {
        side: [item["url"] for item in json.loads(files[f"feeds/en/{side}.json"])["items"]]
        for side in ("gb", "kr")
    }
    assert [len(found) for found in titles.values()] == [2, 1]
    assert titles["kr"][0].endswith("/calls/both/")


_STAGE = "id: full, kind: full, opens: 2026-10-12, closes: 2026-12-09 13:00 Europe/London"
