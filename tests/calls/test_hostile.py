"""Hostile text in any field neither breaks nor escapes any output."""

from __future__ import annotations

import csv
import html.parser
import io
import json
from dataclasses import fields, is_dataclass, replace
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from icalendar import Calendar
from jinja2 import Environment, FileSystemLoader
from tests.calls.outputs import NOW, all_files, overview_pages, site_of
from tests.calls.samples import SETTINGS, WORDINGS, call, changed

from exchange.calls.model.call import Call, Period
from exchange.calls.model.status import status
from exchange.calls.views.call_views import call_page
from exchange.calls.views.jsonld import call_jsonld
from exchange.calls.views.lists import ListPage
from exchange.calls.views.months import MonthsPage
from exchange.calls.views.timeline import TimelinePage
from exchange.pages.text_direction import prepare_templates
from exchange.text.frame import THEME

HOSTILE = {
    "line-breaks": "a\r\nBEGIN:VEVENT\r\nSUMMARY:x\nb\rc\u2028d\u0085e\x0bf",
    "script": "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>",
    "markup": "R&D <b>\"'`${x}{{ 7*7 }}{% raw %}]]>&amp;&#0;",
    "separators": 'a,b;c\\d:e=f\\n"g',
    "emoji": "🧪👩🏽‍🔬🇰🇷 ﷽ é",
    "bidirectional": "\u202eabc\u202c\u2066x\u2069\u200f",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f\ufffe\uffff",
    "half-a-pair": "a\ud800b\udc00",
    "long": "가나다 " * 1_250,
    "formula": '=HYPERLINK("http://x","y")',
}
_FIELDS = ("title", "summary", "label", "note", "name", "text", "eligibility")


def _poisoned(value: Any, text: str) -> Any:
    """Return a call with every text for people replaced."""
    if is_dataclass(value) and not isinstance(value, type | Period):
        swapped = {
            entry.name: dict.fromkeys(WORDINGS, text)
            if entry.name in _FIELDS and getattr(value, entry.name) is not None
            else _poisoned(getattr(value, entry.name), text)
            for entry in fields(value)
        }
        return replace(value, **swapped)
    return tuple(_poisoned(item, text) for item in value) if isinstance(value, tuple) else value


@pytest.fixture(params=sorted(HOSTILE))
def poisoned(request: pytest.FixtureRequest) -> Call:
    """Return a call full of one kind of hostile text."""
    record = changed(
        ("    kind: full", '    kind: full\n    label: {en: "x", ko: "y"}'),
        ("funder: one}", 'funder: one, eligibility: {en: "x", ko: "y"}}'),
        ("kind: added}", 'kind: added, note: {en: "x", ko: "y"}}'),
    )
    found: Call = _poisoned(call(record), HOSTILE[request.param])
    return found


def test_calendars_stay_calendars(poisoned: Call) -> None:
    """One event for each date, whatever its words say."""
    for path, content in all_files([poisoned]).items():
        if path.endswith("/all.ics"):
            events = Calendar.from_ical(content).walk("VEVENT")
            assert len(events) == 2
            lines = content.split(b"\r\n")
            assert sum(line == b"BEGIN:VEVENT" for line in lines) == 2
            assert all(len(line) <= 75 for line in lines)


def test_feeds_stay_well_formed(poisoned: Call) -> None:
    """Every feed is XML or JSON with the entries it should have."""
    for path, content in all_files([poisoned]).items():
        if path.endswith((".atom", ".rss")):
            Xml.fromstring(content)
        elif path.endswith(".json"):
            json.loads(content)


def test_the_table_keeps_its_cells(poisoned: Call) -> None:
    """One row, no formula."""
    text = all_files([poisoned])["data/en/calls.csv"].decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert len(header) == len(row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_json_cannot_end_its_script(poisoned: Call) -> None:
    """JSON-LD holds no character that HTML could take for markup, and means what it should."""
    text = call_jsonld(poisoned, status(poisoned, NOW, SETTINGS), WORDINGS["en"])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["identifier"] == "trial"


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.seen += [f"{tag}@{name}" for name, _ in attrs]


def _tags(drawn: str) -> list[str]:
    parser = _Tags()
    parser.feed(drawn)
    return parser.seen


def test_pages_have_the_same_elements_as_for_plain_words(poisoned: Call) -> None:
    """No element and no attribute comes from a text."""
    plain = _poisoned(poisoned, "plain")
    for poisoned_page, plain_page in zip(_drawn(poisoned), _drawn(plain), strict=True):
        assert _tags(poisoned_page) == _tags(plain_page)


def _drawn(one: Call) -> list[str]:
    """Return what the components make of a call, with a theme that escapes nothing by itself."""
    env = Environment(loader=FileSystemLoader(THEME))  # noqa: S701 -- as MkDocs makes it
    prepare_templates(env, ("en", "ko"))
    env.autoescape = False
    site = site_of([one])
    said = site.wording.strings
    drawn: list[str] = []
    views: list[tuple[str, object]] = [("call_card", call_page(one, site, root="").card)]
    views += [(_COMPONENTS[type(page)], page) for page in overview_pages(site)]
    for component, view in views:
        draw = getattr(env.get_template(f"components/{component}.html").module, component)
        drawn.append(str(draw(view) if component == "call_card" else draw(view, said)))
    return drawn


_COMPONENTS: dict[type, str] = {
    ListPage: "call_list",
    MonthsPage: "call_months",
    TimelinePage: "call_timeline",
}
