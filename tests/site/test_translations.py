"""What a site has in one of its languages only, by its fields."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from tests.calls.samples import call, changed
from tests.site.small_sites import make_site

from exchange.site.reading import read_site
from exchange.site.translations import records
from exchange.text.content_folder import look_at

_NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ('budget: {per_award: "up to £300,000 (with VAT)"}', "budget.per_award"),
        ('budget: {awards: "five (two for hospitals)"}', "budget.awards"),
        ('duration: "up to 5 years full time"', "duration"),
        ('budget: {total: "subject to the budget of the year"}', "budget.total"),
        ('budget: {per_award: "up to £300,000", awards: "five awards"}', ""),
        ("budget: {per_award: {GBP: 5, note: {en: Once, ko: 한 번}}}", ""),
    ],
)
def test_words_beside_figures_are_listed_where_a_language_lacks_them(
    field: str, ids: str, tmp_path: Path
) -> None:
    """Those that say no more than the figure are shown in no other language."""
    settings = make_site(tmp_path)
    site = read_site(settings, look_at(settings.content.folder), now=_NOW)
    site = replace(site, calls={"trial": call(changed(("changes:\n", f"{field}\nchanges:\n")))})
    listed = [entry.texts for entry in records(site) if entry.name == "trial"]
    assert listed == ([(ids,)] if ids else [])
