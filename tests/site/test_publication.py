"""What a site is said to publish before it is built is what its build publishes."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.building import ROOT, SEEN, SITES, Built, build_every_kind, write_settings

from exchange.editions.published_files import read_published
from exchange.site.publication import publication
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at


def agree(content: Path, built: Built, work: Path, now: datetime.datetime) -> None:
    """Compare pages with their lasting places, files and events."""
    settings = read_settings(write_settings(content, work))
    site = read_site(settings, look_at(content), now=now)
    assert site.problems == ()
    foreseen, published = publication(site, now), read_published(built.folder)
    assert foreseen.pages.keys() == published.pages.keys()
    for address, ids in published.pages.items():
        assert foreseen.pages[address].lasting == ids.lasting, address
    assert foreseen.files == published.files
    assert foreseen.events == published.events


def test_the_real_site_publishes_what_is_foreseen(real_site: Built, tmp_path: Path) -> None:
    """Guides, lessons, calls with and without notices, the glossary."""
    agree(ROOT / "content", real_site, tmp_path, datetime.datetime.now(tz=datetime.UTC))


def test_a_site_with_calls_in_every_state_publishes_what_is_foreseen(tmp_path: Path) -> None:
    """Pages in one language only, calls in every state; nothing was drawn beside them, as other tests do."""
    built = build_every_kind(tmp_path / "built")
    agree(SITES / "every-kind", built, tmp_path / "read", SEEN)
