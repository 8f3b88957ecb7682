"""The list for many calls: words, filters and order, as the script of the page applies them."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from benchmarks.calendar.generate import synthetic_calls
from tests.calls.outputs import NOW, site_of
from tests.calls.samples import SETTINGS, call, changed
from tests.calls.sided import read, record

from exchange.calls.model.overviews import LIST
from exchange.calls.model.selections import Facet, Selection
from exchange.calls.outputs.call_list import list_cards, list_json
from exchange.calls.views.agenda import agenda
from exchange.calls.views.lists import list_page
from exchange.text.frame import THEME

CALLS = {
    "late": record("id: full, kind: full, opens: 2026-09-01, closes: 2026-12-09", sides=("GB",)),
    "soon": record("id: full, kind: full, opens: 2026-10-05, closes: 2026-10-20", sides=("KR",)),
    "next": record("id: full, kind: full, opens: 2026-10-15, closes: 2026-11-30"),
    "open-end": record("id: full, kind: full, opens: 2026-10-12, closes: tbc"),
}


def _asked(**chosen: str) -> list[str]:
    """Return what the script shows at a moment, in its order."""
    if shutil.which("node") is None:
        pytest.fail("Node.js is not installed")
    site = site_of([read(text, name) for name, text in CALLS.items()])
    cards = list_cards(site.calls, site, lambda card: card.id).decode().split("\n")
    entries = [
        entry | {"html": html}
        for entry, html in zip(json.loads(list_json(site.calls, site)), cards, strict=True)
    ]
    script = (THEME / "assets/js/calendar/filters.js").as_uri()
    program = (
        f'import {{ fits, sorted }} from "{script}";'
        'let text = ""; for await (const part of process.stdin) text += part;'
        "const { entries, chosen, now } = JSON.parse(text); const wanted = new Map(Object.entries(chosen));"
        "const found = entries.filter((entry) => fits(entry, wanted, now));"
        'console.log(JSON.stringify(sorted(found, wanted.get("sort"), now).map(({ html }) => html)));'
    )
    told: dict[str, Any] = {"entries": entries, "chosen": chosen, "now": int(NOW.timestamp())}
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=json.dumps(told), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(json.loads(done.stdout))


def test_a_card_is_one_line() -> None:
    """The script finds the card of a call by the number of its line."""
    calls = [read(text, name) for name, text in CALLS.items()]
    assert (
        list_cards(calls, site_of(calls), lambda card: f"<p>\n{card.id}</p>")
        == "\n".join(f"<p> {name}</p>" for name in CALLS).encode()
    )


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"sort": ""}, ["soon", "next", "late", "open-end"]),
        ({"sort": "opening"}, ["open-end", "next", "late", "soon"]),
        ({"side": "GB"}, ["next", "late", "open-end"]),
        ({"side": "KR", "state": "closing-soon"}, ["soon"]),
        ({"q": "공동 JOINT"}, ["soon", "next", "late", "open-end"]),
        ({"q": "joint nothing"}, []),
        ({"GBP": "1"}, []),
    ],
)
def test_the_script_finds_and_sorts(chosen: dict[str, str], found: list[str]) -> None:
    """By words in either language, by what a call is and how far it is now, soonest first."""
    assert _asked(**chosen) == found


def test_the_amount_compared_is_that_of_one_award() -> None:
    """A pot of 500,000 for awards of 50,000 does not pay 400,000; where no award is known the pot counts."""
    budget = "kind: grant\nbudget: {total: {GBP: 500000}, per_award: {GBP: {max: 50000}}}"
    pot = "kind: grant\nbudget: {total: {GBP: 500000}}"
    found = [
        json.loads(list_json([one], site_of([one])))[0]["facets"]["amount"]
        for one in (call(changed(("kind: grant", text))) for text in (budget, pot))
    ]
    assert found == [{"GBP": 50_000}, {"GBP": 500_000}]


@pytest.mark.parametrize(
    ("locale", "opened"), [("en", "opened Tue, 1 Sept 2026."), ("ko", "2026년 9월 1일(화) 접수 시작.")]
)
def test_an_empty_list_tells_what_opens_when(locale: str, opened: str) -> None:
    """The last calls with the day on which they opened, and the way to the archive."""
    over = call(changed(("2026-10-22 17:00", "2026-09-22 17:00")))
    view = list_page(agenda(site_of([over], locale)), LIST, root="../")
    assert view.groups == ()
    ((link, text),) = view.openings
    assert (link.url, text) == ("../calls/trial/", opened)
    assert view.archive is not None
    assert view.archive.url == "../calls/past/"
    of_side = list_page(
        agenda(site_of([over], locale)),
        replace(LIST, selection=Selection(facet=Facet.SIDE, value="GB")),
        root="../",
    )
    assert of_side.openings == view.openings


def test_the_list_of_many_calls_has_its_first_page_in_order() -> None:
    """The first page begins with what is to act on first, and says how many pages there are."""
    found = agenda(site_of(synthetic_calls(200, SETTINGS)))
    view = list_page(found, LIST, root="../")
    assert view.turner is not None
    assert view.turner.previous is None
    assert view.turner.next is not None
    assert view.turner.next.url == "../calls/part-2/"
    assert [card.id for group in view.groups for card in group.cards] == [one.id for one in found.live[:20]]
