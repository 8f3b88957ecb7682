"""Search on the real site in Chromium: keyboard, input methods, addresses, filters, calls, hostility.

axe judges the results and the open list with all other pages and states (tests/site/test_browser.py).
"""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from tests.building import Built
from tests.tools import HERE, chromium_path

pytestmark = pytest.mark.browser

Faults = dict[str, list[str]]

CHECKS = {
    "focus": "nothing of search is fetched before the box has the focus, and everything once",
    "keyboard": "the combobox pattern: arrows go round, Enter opens a hit or all results, Escape closes",
    "composition": "keys of an input method that composes a syllable are left to it",
    "pointer": "a click on a hit opens it",
    "results": "count announced, the term's card on top, pages of the other language labelled as such",
    "suggestion": "a word spelt wrong is offered as the nearest known one, a known word is left alone",
    "history": "back and forward show the results of their address",
    "filters": "filters are in the address and keep the focus; a call of both countries answers for either",
    "more": "the focus goes to the first of the further results",
    "calls": "a call's state is that of the moment of the query; its deadline is given in both zones",
    "excerpts": "a hit seen shows its text around the words, without a jump; where it cannot be read, none",
    "sections": "a hit leads to its section with the words marked",
    "hostile": "markup, patterns, 10,000 characters and lone surrogates do no harm",
    "unloaded": "what cannot be loaded is said",
    "scriptless": "without scripts the results page says where else to look",
}


@pytest.fixture(scope="module")
def faults(real_site: Built) -> Faults:
    """Return what is wrong, check by check."""
    command = ["node", "site/searching.mjs", str(real_site.folder)]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE, env=environment)
    found: Faults = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("check", CHECKS)
def test_searching(faults: Faults, check: str) -> None:
    """Each check's promise is written beside its name in CHECKS."""
    assert faults[check] == [], CHECKS[check]


def test_every_check_ran(faults: Faults) -> None:
    """None was left out on either side."""
    assert set(faults) == set(CHECKS)
