"""The real site in Chromium: keyboard, narrow screens, large text, weight, and strangers' scripts."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest
from tests.building import Built
from tests.tools import HERE, chromium_path

PAGES = tuple(
    f"{locale}/{path}"
    for locale in ("en", "ko")
    for path in ("", "guides/estimands/", "pathways/timeline/", "glossary/", "about/style/", "calls/",
                 "training/planning-a-trial/", "training/planning-a-trial/shared-question/")
)  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(real_site: Built) -> dict[str, Any]:
    """Return what the browser found on every kind of page, in both languages."""
    command = ["node", "site/browser.mjs", str(real_site.folder), *PAGES]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE, env=environment)
    found: dict[str, Any] = json.loads(done.stdout)
    assert len(found["weights"]) == len(PAGES)
    return found


def test_the_keyboard_reaches_everything_in_order(report: dict[str, Any]) -> None:
    """At 320 and 1280 px every control is one press of Tab after the one before it, visible and outlined."""
    assert report["faults"]["keyboard"] == []


def test_nothing_is_lost_on_a_narrow_screen(report: dict[str, Any]) -> None:
    """At 320 px the page is no wider than the screen and cuts nothing off (WCAG 2.2, 1.4.10)."""
    assert report["faults"]["reflow"] == []


def test_nothing_is_lost_with_wider_spacing(report: dict[str, Any]) -> None:
    """With the spacing of WCAG 2.2, 1.4.12."""
    assert report["faults"]["spacing"] == []


def test_nothing_is_lost_with_text_at_twice_its_size(report: dict[str, Any]) -> None:
    """WCAG 2.2, 1.4.4."""
    assert report["faults"]["enlarged"] == []


def test_a_page_is_light_and_asks_nobody_else(report: dict[str, Any]) -> None:
    """At most 100 KB, 12 requests, layout shifts of .02, and no third party."""
    assert report["faults"]["weight"] == []


def test_a_term_shows_its_meaning(report: dict[str, Any]) -> None:
    """By pointer and by focus, within the window, until Esc (WCAG 2.2, 1.4.13)."""
    assert report["faults"]["terms"] == []


def test_the_policy_stops_strange_scripts(report: dict[str, Any]) -> None:
    """Scripts put into a page inline, as handlers, links, data, frames or from elsewhere do not run."""
    assert report["faults"]["policy"] == []
