"""What a site says now, as data and feeds: made of the site of the project."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

import pytest
from tests.building import Built

from exchange.embedding.changes import code_of
from exchange.embedding.page_feeds import feed_path

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_part_has_a_code_of_its_own(real_site: Built) -> None:
    """In both languages the same, by its address in every language."""
    changes = json.loads(real_site.read("changes.json"))
    codes = [page["code"] for page in changes["pages"].values()]
    codes += [code for page in changes["pages"].values() for code in page["codes"].values()]
    assert len(codes) == len(set(codes)) > 400
    guide = changes["pages"]["/guides/estimands/"]
    assert guide["codes"]["attributes"] == code_of("/guides/estimands/#attributes")
    assert guide["languages"]["en"]["sections"].keys() == guide["languages"]["ko"]["sections"].keys()


def test_lessons_have_their_minutes_and_prerequisites(real_site: Built) -> None:
    """As their pages say."""
    lesson = json.loads(real_site.read("changes.json"))["pages"][
        "/training/planning-a-trial/choosing-a-design/"
    ]
    assert lesson["minutes"] == 50
    assert lesson["languages"]["en"]["prerequisites"] == ["The lesson One question for two countries"]


def test_calls_are_in_no_path(real_site: Built) -> None:
    """They change all the time; that they are there is known."""
    changes = json.loads(real_site.read("changes.json"))
    assert not [address for address in changes["pages"] if address.startswith("/calls/")]
    assert "/calls/" in changes["others"]


@pytest.mark.parametrize("page", ["/en/guides/estimands/", "/ko/glossary/"])
def test_each_page_has_a_feed(real_site: Built, page: str) -> None:
    """With what RFC 4287 asks for: ids, moments, titles, links, an author."""
    feed = Xml.fromstring(real_site.read(feed_path(page)))
    (entry,) = feed.iter(f"{ATOM}entry")
    for element in (feed, entry):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == f"https://smart-trials.example{page}"
    assert links["self"] == f"https://smart-trials.example/{feed_path(page)}"
