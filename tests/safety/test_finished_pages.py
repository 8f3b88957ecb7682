"""A finished page holds nothing that acts but the site's own, whichever way content got into it."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from exchange.safety.finished_pages import check_published
from exchange.safety.frame_ids import PREFIX, frame_ids, is_reserved
from exchange.text.frame import THEME

REFERENCE = re.compile(
    r'''\b(?:href="#|for="|aria-(?:labelledby|describedby|controls)=")(?P<id>[a-z][\w-]*)"'''
)
EARLY = "document.documentElement.dataset.js = '';"
HASH = base64.b64encode(hashlib.sha256(EARLY.encode()).digest()).decode()
PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8>"
    f"<meta http-equiv=Content-Security-Policy content=\"script-src 'self' 'sha256-{HASH}'\">"
    '<title>T</title><meta name=description content="{description}"><link rel=canonical href="https://x.example/">'
    f"<script>{EARLY}</script><link rel=stylesheet href='../assets/site.css'>"
    '<script src="../assets/js/site.js" type=module></script></head><body><main id=content>{body}</main>'
    '<script type="application/json" id=words>{{}}</script></body></html>'
)

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script from elsewhere": "<script src=//evil.example/x.js></script>",
    "script by scheme": "<script src=https://evil.example/x.js></script>",
    "handler": "<img src=x.png onerror=alert(1)>",
    "frame": "<iframe src=x></iframe>",
    "base": "<base href=//evil.example>",
    "form elsewhere": "<form action=https://evil.example></form>",
    "link that acts": "<a href='java&#115;cript:x'>x</a>",
    "picture from elsewhere": "<img src=//evil.example/x.gif>",
    "worker": "<p id=__config></p>",
    "refresh": "<meta http-equiv=refresh content=0>",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_acts_is_found(name: str) -> None:
    """In the body, as if a template had forgotten to escape."""
    found = check_published(PAGE.format(description="d", body=ATTACKS[name]))
    assert [rule for rule, _ in found][:1] == ["published-markup"]


def test_a_description_cannot_become_a_redirect() -> None:
    """A quotation mark that is not escaped ends the attribute, and what follows are attributes."""
    found = check_published(PAGE.format(description='0;url=//evil.example" http-equiv="refresh', body=""))
    assert found == [("published-markup", "<meta http-equiv>")]


def test_the_page_itself_passes() -> None:
    """Its own scripts, data, addresses and links to other sites."""
    body = '<form action="" id=f></form><a href="https://ukri.org">x</a><a href="mailto:x@y.example">y</a>'
    assert check_published(PAGE.format(description="one = two, on=off", body=body)) == []


def test_an_id_of_the_frame_is_the_frames() -> None:
    """Two elements of one id are found, of whatever kind the page is."""
    assert check_published(PAGE.format(description="d", body="<h2 id=content>x</h2>")) == [
        ("published-id-twice", "content")
    ]


def test_ids_of_the_frame_are_read_from_the_templates() -> None:
    """One that a template completes is known by its beginning."""
    frame = frame_ids(['<main id="content">', '<p id="filter-{{ name }}"><b id="{{ other }}">'])
    assert frame == {"content", "filter-*"}
    assert [is_reserved(one, frame) for one in ("content", "filter-state", "eligibility")] == [
        True,
        True,
        False,
    ]


def test_every_id_of_the_templates_leaves_words_to_authors() -> None:
    """Objectives, sources, news and whatever else a section is about are free: ours begin with a prefix."""
    ours = frame_ids(file.read_text(encoding="utf-8") for file in THEME.rglob("*.html"))
    assert {one for one in ours if not one.startswith(PREFIX)} == set()


def test_what_the_templates_refer_to_is_in_them() -> None:
    """A link within a page, a label and the name of a section lead to an id that a template has."""
    texts = [file.read_text(encoding="utf-8") for file in THEME.rglob("*.html")]
    references = {match["id"] for text in texts for match in REFERENCE.finditer(text)}
    assert len(references) > 20
    assert references - frame_ids(texts) == set()
