"""The calendar of any two countries: sides, their names, zones and money come from the settings alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.building import FRAME, SITES, build
from tests.calls.samples import RECORD, ROOT, SETTINGS, changed, utc

from exchange.calls.model.overviews import LIST
from exchange.calls.model.settings import Settings, Side
from exchange.calls.outputs.all_outputs import language_outputs, shared_outputs
from exchange.calls.reading.record import read_call
from exchange.calls.views.agenda import agenda
from exchange.calls.views.call_views import CallsView, call_page, calls_view
from exchange.calls.views.facets import facets
from exchange.calls.views.headings import heading
from exchange.calls.views.overview_pages import overview_page
from exchange.calls.views.wording import Wording

_SIDES = {
    "GB": replace(SETTINGS.sides[0], name=None),
    "KR": replace(SETTINGS.sides[1], name=None, short_name=None),
    "JP": Side(code="JP", zone="Asia/Tokyo", currency="JPY", holidays=("JP",)),
    "EU": Side(code="EU", zone="Europe/Brussels", currency="EUR", holidays=("BE",)),
    "US": Side(code="US", zone="America/New_York", currency="USD"),
}
_NAMES = {
    "en": {
        "GB": "United Kingdom",
        "KR": "South Korea",
        "JP": "Japan",
        "EU": "European Union",
        "US": "United States",
    },
    "ko": {"GB": "영국", "KR": "대한민국", "JP": "일본", "EU": "유럽 연합", "US": "미국"},
}
_NOW = utc(2026, 10, 10)
_STAGE = RECORD[RECORD.index("  - id: full") : RECORD.index("changes:")]


def _settings(*codes: str) -> Settings:
    return replace(SETTINGS, sides=tuple(_SIDES[code] for code in codes), sides_name={})


def _site(settings: Settings, locale: str) -> CallsView:
    first, second = settings.sides
    stages = "".join(
        f"  - {{id: {side.code.lower()}, kind: full, side: {side.code}, opens: 2026-09-01, "
        f"closes: 2026-10-2{number} 17:00 {side.zone}}}\n"
        for number, side in enumerate(settings.sides, 1)
    )
    text = changed(
        (_STAGE, stages),
        ("country: GB", f"country: {first.code}"),
        ("country: KR", f"country: {second.code}"),
        (
            "side: GB, funder: one",
            f"side: {first.code}, funder: one, budget: {{total: {{{first.currency}: 50}}}}",
        ),
        ("{side: KR,", f"{{side: {second.code},"),
    )
    words = FRAME.strings(locale, f"calendar.{locale}")
    wording = Wording(code=locale, format=settings.formats[locale], strings=words, settings=settings)
    return calls_view([read_call(text, path="x.yml", settings=settings)], _NOW, wording)


@pytest.mark.parametrize("locale", SETTINGS.codes)
@pytest.mark.parametrize("codes", [("JP", "GB"), ("EU", "KR"), ("US", "EU")], ids="-".join)
def test_every_output_names_the_sides_of_the_site(codes: tuple[str, str], locale: str) -> None:
    """In pages, calendars, feeds, tables and what search shows; no side of another site is named."""
    settings = _settings(*codes)
    site = _site(settings, locale)
    call = site.calls[0]
    names = [_NAMES[locale][code] for code in codes]
    page = call_page(call, site, root="")
    found = agenda(site)
    files = {path: content.decode() for path, content in dict(language_outputs(site)).items()}
    unfolded = files[f"calendar/{locale}/all.ics"].replace("\r\n ", "")
    texts = {
        "standing": " ".join(page.standing),
        "card": " ".join(step.name for step in page.card.steps),
        "rules": " ".join(side.name for side in page.sides),
        "plan": " ".join(step.name for step in page.plan.steps) if page.plan else "",
        "list": " ".join(heading(one, site)[0] for one in found.pages),
        "calendar": " ".join(line for line in unfolded.split("\r\n") if line.startswith("SUMMARY")),
        "calendar name": next(line for line in unfolded.split("\r\n") if line.startswith("X-WR-CALNAME")),
        "feed": files[f"feeds/{locale}/all.atom"],
        "table": files[f"data/{locale}/calls.csv"],
        "search": " ".join(
            one.words[locale] for one in facets(call, _NOW, settings, {locale: site.wording}).deadlines
        ),
    }
    assert {name for name, text in texts.items() if any(side not in text for side in names)} == set()
    others = {name for code, name in _NAMES[locale].items() if code not in codes}
    views = repr([page, *(overview_page(found, one, root="") for one in (LIST, *found.pages))])
    for text in (views, *files.values(), *(content.decode() for _, content in shared_outputs(site))):
        assert not [name for name in others if name in text]


def test_a_site_of_other_sides_is_built(tmp_path: Path) -> None:
    """By its site.yml alone: pages, calendars and the list name its sides, strictly without a warning."""
    base = (ROOT / "content" / "site.yml").read_text(encoding="utf-8")
    changes = (
        ("GB\n    name: {en: UK, ko: 영국}\n", "EU\n"),
        ("Europe/London", "Europe/Brussels"),
        ("GBP", "EUR"),
    )
    for old, new in (*changes, ("[GB-ENG, GB-NIR, GB-SCT, GB-WLS]", "[BE]"), ("gov.uk", "europa.eu")):
        assert old in base
        base = base.replace(old, new)
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    (content / "site.yml").write_text(base, encoding="utf-8")
    with (content / "nav.yml").open("a", encoding="utf-8") as nav:
        nav.write("- calls: []\n")
    (content / "calls").mkdir()
    record = changed(
        ("country: GB", "country: EU"), ("side: GB", "side: EU"), ("Europe/London", "Europe/Brussels")
    )
    (content / "calls" / "joint.yml").write_text(record, encoding="utf-8")
    for locale in SETTINGS.codes:
        (content / locale / "calls").mkdir()
        page = "---\ntitle: Calls\ndescription: x\nkind: calls\noriginal: en\n---\n"
        (content / locale / "calls" / "index.md").write_text(page, encoding="utf-8")
    environment = {"SOURCE_DATE_EPOCH": str(int(_NOW.timestamp()))}
    built = build(content, tmp_path / "work", environment=environment)
    assert built.status == 0, built.output
    assert "European Union" in built.read("en/calls/side/eu/index.html")
    assert "유럽 연합" in built.read("ko/calls/side/eu/index.html")
    assert "17:00 CEST" in built.read("en/calls/joint/index.html")
