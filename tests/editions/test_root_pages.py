"""Pages at addresses that are gone say what was there, why it went, and which editions still hold it."""

from __future__ import annotations

from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.published_files import Publication
from exchange.editions.redirects import read_redirects
from exchange.editions.resolution import Promise
from exchange.editions.root_pages import PageContext, RootPage, root_pages
from exchange.text.locales import Locale
from exchange.text.strings import Strings

LOCALES = ("en", "ko")
REDIRECTS = """\
moved:
  - {from: /guides/x/#method, to: /guides/y/#method}
gone:
  - {from: /guides/x/, reason: {en: "Out of date."}, instead: /guides/}
"""


def tombstone(*lines: Line, sealed: dict[str, dict[str, str]] | None = None) -> RootPage:
    """Return the page that stands at the English address of a guide that is gone."""
    promise = Promise(
        ledger=Ledger(frozenset(lines)),
        redirects=read_redirects(REDIRECTS, path="redirects.yml", locales=LOCALES),
        published=Publication(pages={}, files=frozenset(), events=frozenset()),
        locales=LOCALES,
        ledger_path="ledger.csv",
        redirects_path="redirects.yml",
    )
    context = PageContext(
        locales=tuple(Locale(code=code, name=code) for code in LOCALES),
        words=dict.fromkeys(LOCALES, Strings({})),
        url="https://example.org/",
        sealed=sealed or {},
    )
    (page,) = (page for page in root_pages(promise, (), context) if page.address == "/en/guides/x/")
    return page


def test_a_page_that_is_gone_is_named() -> None:
    """By what the ledger says it was called; in each language that had it."""
    page = tombstone(Line(kind=Kind.NAME, address="/en/guides/x/", name="Estimands"))
    assert [choice.title for choice in page.choices] == ["Estimands", ""]
    assert page.extras["editions"] == {"en": [], "ko": []}


def test_the_editions_that_hold_it_are_offered() -> None:
    """In each language, the newest first; the newest one names the page."""
    sealed = {"/en/guides/x/": {"2027.2": "New name", "2027.1": "Old name"}}
    page = tombstone(sealed=sealed)
    assert page.choices[0].title == "New name"
    assert page.extras["editions"] == {
        "en": [
            ("2027.2", "../../../editions/2027.2/en/guides/x/"),
            ("2027.1", "../../../editions/2027.1/en/guides/x/"),
        ],
        "ko": [],
    }


def test_a_section_that_had_moved_before_keeps_its_way_on() -> None:
    """What the page still had when it went is only marked."""
    page = tombstone(Line(kind=Kind.SECTION, address="/en/guides/x/#other"))
    ways = {section.id: dict(section.hrefs) for section in page.sections}
    assert ways == {"method": {"en": "../y/#method"}, "other": {}}
