"""Every kind of page in Chromium: axe, keyboard, narrow screens, large text, paper, weight, strangers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.building import Built
from tests.site.kinds import LOCALES, ROOT_PAGES, TablePage, kind_of, look, one_of_each, table
from tests.site.pages import page as page_of
from tests.site.pages import pages

from exchange.pages.kinds import Kind
from exchange.text.frame import THEME

Sites = dict[str, Built]
Report = dict[str, Any]

browser = pytest.mark.browser
# Of tests/site/states.mjs: some page must have been in each, in each language.
STATES = {
    "plain", "skip link", "search open", "search left", "menu open", "unfolded", "term's meaning",
    "pop-up open", "filters used", "filters that leave nothing", "results narrowed",
}  # fmt: skip
BASES = {"layout", "main", "calls_base"}  # templates that others extend
OF_A_PLAIN_PAGE = {
    "404",
    "translation",
}  # templates of pages that the build writes without a kind of their own
HEAVY = 100_000  # bytes
WIDE, NARROW = 1280, 360  # pixels
NARROWEST = 320  # WCAG 2.2, 1.4.10
LIGHT_PAGES = ("", "guides/estimands/", "calls/")


@pytest.fixture(scope="module")
def sites(real_site: Built, every_kind: Built) -> Sites:
    """Return the sites the table takes its pages from."""
    return {"real": real_site, "every-kind": every_kind}


def test_every_kind_of_page_is_in_the_table(sites: Sites) -> None:
    """In each language; a new kind, or a new template, needs a page in tests/site/kinds.py."""
    found = {(kind_of(page, sites), page.locale) for page in table()}
    wanted = {kind.value for kind in Kind} | {"not-found"}
    assert {kind for kind, _ in found} == wanted | {"root"}
    assert {(kind, locale) for kind in wanted for locale in LOCALES} <= found
    templates = {file.stem for file in THEME.glob("*.html")}
    assert templates - BASES <= wanted | OF_A_PLAIN_PAGE
    assert {f"{locale}/translation/" for locale in LOCALES} <= {page.path for page in table()}
    root = {file.name for file in (THEME / "root").glob("*.html")}
    assert root - {"frame.html"} == set(ROOT_PAGES)


def test_every_component_is_in_the_table(sites: Sites) -> None:
    """What a page of the real site is made of stands on a page of the table, in the same languages."""
    shown: dict[str, set[str]] = {locale: set() for locale in LOCALES}
    for page in table():
        for locale in _languages(page.path):
            shown[locale] |= set(_classes(page_of(sites[page.site].folder / page.file)))
    for url, tree in pages(sites["real"].folder):
        for locale in _languages(url):
            assert set(_classes(tree)) <= shown[locale], url


def _languages(address: str) -> set[str]:
    """Return the languages that an address names, or all where it names none."""
    return {*LOCALES}.intersection(address.split("/")) or {*LOCALES}


def _classes(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        yield from str(element.get("class", "")).split()


@pytest.fixture(scope="module")
def axe(sites: Sites) -> Report:
    """Return what axe-core found: every page, state, width and colour scheme, in one table."""
    found: Report = look("axe.mjs", sites, table(), widths=widths(NARROW))
    return found


def widths(narrow: int) -> dict[str, list[int]]:
    """Return the widths at which each page is seen: of a page and its twin, one wide and the other narrow.

    From one page to the next the languages change places, so that each two of page, language and width meet,
    at half the cost of all three at once. A page of no single language has no twin and is seen at both.
    """
    at = {f"{page.site}:{page.path}": [WIDE, narrow] for page in table()}
    twins = [page for page in table() if len(_languages(page.path)) == 1]
    for number, page in enumerate(twins):
        is_wide = (number + number // len(LOCALES)) % len(LOCALES) == 0
        at[f"{page.site}:{page.path}"] = [WIDE if is_wide else narrow]
    return at


@browser
def test_axe_finds_nothing(axe: Report) -> None:
    """WCAG 2.0 to 2.2, A and AA, and best practice: no violation in any row of the table."""
    assert axe["violations"] == []


@browser
def test_the_two_colour_schemes_differ_in_colour_only(axe: Report) -> None:
    """So that rules about colours are all that dark has to be held against again."""
    assert axe["differ"] == []


@browser
def test_axe_saw_every_page_in_every_state(axe: Report, sites: Sites) -> None:
    """Each page at its widths in each scheme; one of each kind searching; each state."""
    rows = Counter((where, state) for where, state, _, _ in axe["rows"])
    at = widths(NARROW)
    for page in table():
        where = f"{page.site}:/{page.path}"
        assert rows[where, "plain"] == 2 * len(at[f"{page.site}:{page.path}"]), where
    searching = {where for where, state in rows if state == "search open"}
    kinds = {(kind_of(page, sites), page.locale) for page in table() if page.locale}
    found = {
        (kind_of(page, sites), page.locale) for page in table() if f"{page.site}:/{page.path}" in searching
    }
    assert found == kinds
    for locale in LOCALES:
        assert {state for where, state in rows if f":/{locale}/" in where} >= STATES
    assert {state for _, state, width, _ in axe["rows"] if width == NARROW} >= STATES
    assert {state for _, state, width, _ in axe["rows"] if width == WIDE} >= STATES - {"menu open"}


@pytest.fixture(scope="module")
def read(sites: Sites) -> Report:
    """Return what a person with a keyboard, a narrow screen or large text meets."""
    found: Report = look("browser.mjs", sites, table(), widths=widths(NARROWEST))
    assert found["seen"]["pages"] == len(table())
    return found


@browser
def test_the_keyboard_reaches_everything_in_order(read: Report) -> None:
    """At 320 or 1280 px: each control one Tab after the last, further on, on screen and outlined."""
    assert read["faults"]["keyboard"] == []


@browser
def test_nothing_is_lost_on_a_narrow_screen(read: Report) -> None:
    """At 320 px the page is no wider than the screen and cuts nothing off (WCAG 2.2, 1.4.10)."""
    assert read["faults"]["reflow"] == []


@browser
def test_nothing_is_lost_with_wider_spacing(read: Report) -> None:
    """With the spacing of WCAG 2.2, 1.4.12."""
    assert read["faults"]["spacing"] == []


@browser
def test_nothing_is_lost_with_text_at_twice_its_size(read: Report) -> None:
    """WCAG 2.2, 1.4.4."""
    assert read["faults"]["enlarged"] == []


@browser
def test_a_term_shows_its_meaning(read: Report) -> None:
    """By pointer and by focus, within the window, until Esc (WCAG 2.2, 1.4.13)."""
    assert read["faults"]["terms"] == []
    assert read["seen"]["terms"] > 0


@browser
def test_the_keyboard_operates_everything(sites: Sites) -> None:
    """Menus, search, colours, filters, months, tables, languages: on each kind, at 320 or 1280 px.

    What all kinds have alike is operated in one language of each kind, and what is a page's own in both.
    """
    in_turn = one_of_each(sites, in_turn=True)
    wanted = [page for page in one_of_each(sites) if page in in_turn or _has_controls(page, sites)]
    found = look("operating.mjs", sites, wanted, widths=widths(NARROWEST))
    assert found["faults"] == []
    at = {
        name: {(locale, width) for locale, width in seen if locale}
        for name, seen in found["operated"].items()
    }
    everywhere = {(locale, width) for locale in LOCALES for width in (WIDE, NARROWEST)}
    for name in ("skip link", "search", "theme switch", "the other language"):
        assert at.pop(name) == everywhere, name
    for name, width in (("section menu", NARROWEST), ("section menu always open", WIDE)):
        assert at.pop(name) == {(locale, width) for locale in LOCALES}, name
    assert set(at) == {"what unfolds", "wide tables and code", "filters", "months", "results' filters"}
    for name, seen in at.items():
        assert {locale for locale, _ in seen} == {*LOCALES}, name
        assert NARROWEST in {width for _, width in seen}, name


def _has_controls(page: TablePage, sites: Sites) -> bool:
    """Return True if a page has controls that scripts answer to, besides those of the frame."""
    html = sites[page.site].read(page.file)
    return any(name in html for name in ("data-call-filters", "data-month", "data-results-filters"))


@pytest.fixture(scope="module")
def media(sites: Sites) -> Report:
    """Return what is wrong in forced colours, with reduced motion and on paper."""
    found: Report = look("media.mjs", sites, one_of_each(sites))
    assert all(found["seen"].values()), "a check met nothing to look at"
    return found


@browser
def test_forced_colours_keep_what_colours_said(media: Report) -> None:
    """What is current differs from its neighbours by a line, and boxes keep an edge."""
    assert media["faults"]["forced"] == []


@browser
def test_nothing_moves_for_those_who_asked_for_rest(media: Report) -> None:
    """No animation, no transition, no smooth scrolling under prefers-reduced-motion."""
    assert media["faults"]["motion"] == []


@browser
def test_a_printed_page_is_whole_and_dark_on_white(media: Report) -> None:
    """Even from a dark screen: no menus, no controls, only answers folded, tables not cut off."""
    assert media["faults"]["print"] == []


@browser
def test_a_page_is_light_and_asks_nobody_else(sites: Sites) -> None:
    """Home, guide, calls, in both languages: at most 100 KB, 12 requests, shifts of .02; nobody else."""
    wanted = [page for page in table() if page.path.partition("/")[2] in LIGHT_PAGES and page.locale]
    found = look("weight.mjs", sites, wanted)["weights"]
    assert {weight["page"] for weight in found} >= {
        f"real:/{locale}/{path}" for locale in LOCALES for path in LIGHT_PAGES
    }
    for weight in found:
        assert weight["bytes"] <= HEAVY, weight
        assert weight["requests"] <= 12, weight
        assert weight["shift"] <= 0.02, weight
        assert weight["strangers"] == [], weight


@browser
def test_a_page_sends_nothing_and_leaves_nothing(sites: Sites) -> None:
    """As the page on privacy says, of every kind of page: no other host, no cookie, nothing of what is typed.

    The one thing that stays in the browser is the choice of colours, once it is made.
    """
    nothing = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}
    wanted = one_of_each(sites, in_turn=True)
    found = look("asking.mjs", sites, wanted)["found"]
    assert len(found) == len(wanted)
    assert sum(one["fields"] for one in found) >= 2 * len(LOCALES)
    for one in found:
        assert one["requests"] > 0, one
        assert one["strangers"] == one["typed"] == [], one
        assert one["cookies"] == 0, one
        assert one["before"] == nothing, one
        assert one["after"] == {**nothing, "local": ["colours"] if one["pressed"] else []}, one
    assert {one["pressed"] for one in found} >= {True}


@browser
def test_the_policy_stops_strange_scripts(sites: Sites) -> None:
    """None of 24 ways to run a script or reach another host works, and each does work without the policy."""
    paths = {"real:en/guides/estimands/", "real:ko/calls/", "real:ko/search/", "real:404.html"}
    found = look("hostile.mjs", sites, [page for page in table() if f"{page.site}:{page.path}" in paths])
    assert found["ran"] == []
    assert set(found["unguarded"]) == set(found["asked"])


@browser
def test_nothing_that_scripts_read_becomes_markup(sites: Sites) -> None:
    """Addresses, fields, pasted text, storage, JSON, messages of frames: all of it is shown as text."""
    names = "search/ own-path/ check-links/ calls/ calls/timeline/ guides/estimands/".split()
    paths = {f"real:{locale}/{name}" for locale in LOCALES for name in names}
    paths |= {f"real:embed/{locale}/guides/estimands/" for locale in LOCALES}
    wanted = [page for page in table() if f"{page.site}:{page.path}" in paths]
    assert len(wanted) == len(paths)
    found = look("inputs.mjs", sites, wanted)
    assert found["tried"] >= 4 * len(paths)
    assert found["dialogs"] == found["strangers"] == found["markup"] == []
    assert [height for _, height in found["heights"]] == ["", ""]
    assert all(height for height, _ in found["heights"])


def test_every_page_has_the_one_policy(sites: Sites) -> None:
    """What was tried on some pages holds on all: the policy is the same, before any script, on each.

    Frames for other sites have one that allows less: they ask nothing of the site but their parts.
    """
    policies: dict[bool, set[str]] = {False: set(), True: set()}
    for site in sites.values():
        for file in sorted(site.folder.rglob("*.html")):
            head = page_of(file).find("head")
            assert head is not None
            metas = [meta.get("content") for meta in head.iter("meta") if meta.get("http-equiv")]
            assert len(metas) == 1, file
            policies[site.folder / "embed" in file.parents].add(str(metas[0]))
            text = file.read_text(encoding="utf-8")
            assert text.index("Content-Security-Policy") < text.index("<script"), file
    (page,), (frame,) = policies[False], policies[True]
    for policy in (page, frame):
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
    assert "connect-src" not in frame


def test_no_page_is_missing(sites: Sites) -> None:
    """Every page of the table was built."""
    assert [page for page in table() if not _file(page, sites).is_file()] == []


def _file(page: TablePage, sites: Sites) -> Any:
    return sites[page.site].folder / page.file
