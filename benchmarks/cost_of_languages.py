"""Measure what states and pages side by side cost a build: `python -m benchmarks.cost_of_languages`.

Build the site first, into site/. Prints seconds of processor time: of the states at the first reading and
after it, and of all pages side by side. `time mkdocs build`, without .cache, says what they are a part of.
"""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from exchange.build.store import Store
from exchange.pages.addresses import page_url
from exchange.pages.side_by_side import pages_with_both, rows
from exchange.site.reading import Site, read_site
from exchange.site.section_states import states_of
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at


def main() -> None:
    """Print what each part takes."""
    settings = read_settings(Path("mkdocs.yml"))
    now = datetime.datetime.now(datetime.UTC)
    site = read_site(settings, look_at(settings.content.folder), now=now)
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch) / "states.sqlite", stamp="")
        for name in ("first", "again"):
            print(f"states, {name}: {_seconds(lambda: _states(site, store, now)):.2f} s")
    print(f"side by side: {_seconds(lambda: _side_by_side(site)):.2f} s")


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _states(site: Site, store: Store, now: datetime.datetime) -> None:
    states_of(site.settings, site.files, site.library, agreements=site.agreements, now=now, store=store)
    store.save()


def _side_by_side(site: Site) -> None:
    for pair in pages_with_both(site.library):
        files = {code: Path("site") / code / page_url(pair.path) / "index.html" for code in pair.pages}
        rows({code: file.read_text(encoding="utf-8") for code, file in files.items()}, pair.path)


if __name__ == "__main__":
    main()
