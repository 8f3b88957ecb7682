"""Views: what readers of one language are shown of a page in one or two languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from tests.pages.writing import LOCALES, library_of, page

from exchange.pages.addresses import page_url
from exchange.pages.library import Library
from exchange.pages.navigation import read_navigation
from exchange.pages.sitemap_entries import sitemap_entries
from exchange.pages.views import (
    LanguageLink,
    PageLink,
    PageView,
    Site,
    news,
    not_found_view,
    page_view,
    site_map,
)
from exchange.text.locales import Locale
from exchange.text.strings import Strings

BASE = "https://example.org/exchange/"
NAMES = {"en": "English", "ko": "한국어"}
CLDR = {"en": "en_GB", "ko": "ko_KR"}
NAV = "- guides:\n    - b\n    - a\n- training:\n    - one:\n        - first\n        - second\n- style\n"
WORDS = Strings({"not-found-title": "Nothing", "not-found-description": "Nothing here."})


def both(path: str, **fields: object) -> dict[str, str]:
    return {f"{locale}/{path}": page(f"{path} {locale}", **fields) for locale in LOCALES}  # type: ignore[arg-type]


FILES = {
    **both("index.md", kind="home"),
    **both("guides/index.md"),
    **both("guides/a.md", kind="guide", id="a", published="2026-01-05", checked="2026-11-01"),
    "en/guides/b.md": page("Only English", kind="guide", id="b", published="2026-03-01"),
    "ko/guides/c.md": page("한국어만", kind="guide", id="c", original="ko", published="2026-01-05"),
    **both("training/index.md"),
    **both("training/one/index.md", kind="course", id="one"),
    **both("training/one/first.md", kind="lesson", id="first", minutes=50),
    **both("training/one/second.md", kind="lesson", id="second", minutes=25),
    **both("style.md", kind="style"),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("content"), FILES)


def site(library: Library, locale: str) -> Site:
    return Site(
        locale=locale,
        locales=tuple(Locale(code=code, name=name) for code, name in NAMES.items()),
        library=library,
        navigation=read_navigation(NAV, source="nav.yml", pages=library.pairs),
        changes={"en/guides/a.md": "2026-05-06T23:08:09+09:00"},
        url=BASE,
        date_locale=CLDR[locale],
    )


def links_of(view: PageView) -> Iterator[PageLink | LanguageLink]:
    """Yield every link of a view, with all below it."""
    tops = [*view.breadcrumbs, *view.main_menu, view.section, *view.children, view.previous, view.next]
    for top in tops:
        yield from walk(top)
    yield from view.languages
    yield from [view.fallback] if view.fallback else []


def walk(link: PageLink | None) -> Iterator[PageLink]:
    if link is not None:
        yield link
        for child in link.children:
            yield from walk(child)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_link_leads_to_a_page(library: Library, locale: str) -> None:
    """Followed from its page, each address is that of a page in one of the languages."""
    pages = {f"{BASE}{code}/{page_url(path)}" for code in LOCALES for path in library.pairs}
    for path in library.pairs:
        view = page_view(site(library, locale), path)
        here = f"{BASE}{locale}/{page_url(path)}"
        assert {urljoin(here, link.href) for link in links_of(view)} <= pages
        assert urljoin(here, view.home) == f"{BASE}{locale}/"
        assert urljoin(here, view.root) == BASE


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_switch_keeps_the_page(library: Library, locale: str) -> None:
    """From any page, the other language is the same page in it, and the current one is marked."""
    for path, pair in library.pairs.items():
        here = f"{BASE}{locale}/{page_url(path)}"
        languages = page_view(site(library, locale), path).languages
        assert [urljoin(here, link.href) for link in languages] == [
            f"{BASE}{x}/{page_url(path)}" for x in LOCALES
        ]
        assert [link.code for link in languages if link.current] == [locale]
        assert [link.code for link in languages if link.translated] == list(pair.pages)


def test_languages_are_claimed_by_pairs_only_and_by_both_alike(library: Library) -> None:
    """hreflang is reciprocal, each language's is its canonical, x-default is the chooser."""
    for path, pair in library.pairs.items():
        views = {locale: page_view(site(library, locale), path) for locale in LOCALES}
        claimed = {one.hreflang: one.href for one in views["en"].alternates}
        assert views["ko"].alternates == views["en"].alternates
        expected = {x: views[x].canonical for x in LOCALES} | {"x-default": BASE}
        assert claimed == (expected if len(pair.pages) == 2 else {})


@pytest.mark.parametrize(
    ("reader", "path", "original"), [("en", "guides/c.md", "ko"), ("ko", "guides/b.md", "en")]
)
def test_a_fallback_is_the_original_and_says_so(
    library: Library, reader: str, path: str, original: str
) -> None:
    """The text is in its own language, the canonical is the original, the notice leads there."""
    view = page_view(site(library, reader), path)
    here = f"{BASE}{reader}/{page_url(path)}"
    assert (view.locale, view.lang) == (reader, original)
    assert view.canonical == f"{BASE}{original}/{page_url(path)}"
    assert view.fallback is not None
    assert (view.fallback.code, view.fallback.name) == (original, NAMES[original])
    assert urljoin(here, view.fallback.href) == view.canonical
    assert view.source == f"content/{original}/{path}"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_of_ones_own_language_is_no_fallback(library: Library, locale: str) -> None:
    """A translated page shows its own title and language, whichever was written first."""
    view = page_view(site(library, locale), "guides/a.md")
    assert (view.title, view.lang, view.fallback) == (f"guides/a.md {locale}", locale, None)


def test_links_to_fallbacks_say_their_language(library: Library) -> None:
    """A title in another language than the reader's is marked as such."""
    section = page_view(site(library, "en"), "guides/a.md").section
    assert section is not None
    assert {link.title: link.lang for link in walk(section)} == {
        "guides/index.md en": None,
        "Only English": None,
        "guides/a.md en": None,
        "한국어만": "ko",
    }


def test_a_page_knows_where_it_stands(library: Library) -> None:
    """Breadcrumbs lead down to the page; its part of the site is open, the page itself is marked."""
    view = page_view(site(library, "en"), "training/one/first.md")
    assert [link.title for link in view.breadcrumbs] == ["training/index.md en", "training/one/index.md en"]
    assert [link.title for link in view.main_menu if link.within] == ["training/index.md en"]
    assert view.section is not None
    marked = [link.title for link in walk(view.section) if link.current]
    assert marked == ["training/one/first.md en"]


@pytest.mark.parametrize(
    ("path", "previous", "following"),
    [
        ("guides/index.md", None, "Only English"),
        ("guides/b.md", "guides/index.md en", "guides/a.md en"),
        ("guides/c.md", "guides/a.md en", None),
        ("training/one/first.md", "training/one/index.md en", "training/one/second.md en"),
        ("index.md", None, None),
        ("style.md", None, None),
    ],
)
def test_the_next_page_is_the_next_of_its_part(
    library: Library, path: str, previous: str | None, following: str | None
) -> None:
    """Reading order goes through one part of the site and stops at its ends."""
    view = page_view(site(library, "en"), path)
    assert (view.previous and view.previous.title, view.next and view.next.title) == (previous, following)


def test_the_order_is_the_same_in_both_languages(library: Library) -> None:
    """Whatever the titles are, menus and neighbours are in the one written order."""
    for path in library.pairs:
        views = [page_view(site(library, locale), path) for locale in LOCALES]
        hrefs = [
            [link.href for link in (*view.main_menu, *view.children, view.previous, view.next) if link]
            for view in views
        ]
        assert hrefs[0] == hrefs[1]


@pytest.mark.parametrize(
    ("locale", "checked", "changed"),
    [("en", "1 November 2026", "6 May 2026"), ("ko", "2026년 11월 1일", None)],
)
def test_days_are_written_as_readers_expect(
    library: Library, locale: str, checked: str, changed: str | None
) -> None:
    """The day a fact was checked and the day the file last changed, where it is known."""
    view = page_view(site(library, locale), "guides/a.md")
    assert (view.checked, view.iso_checked, view.changed) == (checked, "2026-11-01", changed)


def test_a_fallback_shows_the_change_of_its_original(library: Library) -> None:
    """A page that was never committed shows no day."""
    view = page_view(site(library, "en"), "guides/c.md")
    assert (view.changed, view.iso_changed) == (None, None)


def test_a_course_adds_up_its_lessons(library: Library) -> None:
    """The time of a course is that of all its lessons, in hours and minutes."""
    assert page_view(site(library, "en"), "training/one/index.md").meta["total"] == (1, 15)


def test_news_are_the_last_published_newest_first(library: Library) -> None:
    """One day's pages are in reading order; each is shown as the reader would read it."""
    found = news(site(library, "en"), "index.md", limit=5)
    assert [(one.iso_day, one.link.title, one.link.lang) for one in found] == [
        ("2026-03-01", "Only English", None),
        ("2026-01-05", "guides/a.md en", None),
        ("2026-01-05", "한국어만", "ko"),
    ]
    assert found[0].day == "1 March 2026"
    assert len(news(site(library, "ko"), "index.md", limit=2)) == 2


@pytest.mark.parametrize("locale", LOCALES)
def test_the_site_map_has_every_page_once(library: Library, locale: str) -> None:
    """Nothing but home itself is left out."""
    tree = site_map(site(library, locale), "index.md")
    found = [urljoin(f"{BASE}{locale}/", link.href) for top in tree for link in walk(top)]
    assert sorted(found) == sorted(
        f"{BASE}{locale}/{page_url(path)}" for path in library.pairs if path != "index.md"
    )


def test_the_page_not_found_has_addresses_that_work_anywhere(library: Library) -> None:
    """It is shown at any address, so that none of its links may be relative; it is nobody's canonical."""
    view = not_found_view(site(library, "ko"), WORDS)
    pages = {f"{BASE}{code}/{page_url(path)}" for code in LOCALES for path in library.pairs}
    anywhere = f"{BASE}ko/no/such/page/at/all"
    assert (view.title, view.lang, view.canonical, view.alternates) == ("Nothing", "ko", "", ())
    assert {urljoin(anywhere, link.href) for link in links_of(view)} <= pages
    assert urljoin(anywhere, view.root) == BASE


@pytest.mark.parametrize("locale", LOCALES)
def test_each_page_is_in_the_sitemap_of_its_own_language(library: Library, locale: str) -> None:
    """A fallback and the page of components are in none; a change is that of the language's own file."""
    entries = {entry.url: entry for entry in sitemap_entries(site(library, locale))}
    own = [path for path, pair in library.pairs.items() if locale in pair.pages and path != "style.md"]
    assert list(entries) == [f"{BASE}{locale}/{page_url(path)}" for path in own]
    changed = entries[f"{BASE}{locale}/guides/a/"].changed
    assert changed == ("2026-05-06T23:08:09+09:00" if locale == "en" else None)


@pytest.mark.parametrize("parts", [13, 40])
def test_a_page_does_not_grow_with_other_parts_of_the_site(
    library: Library, tmp_path_factory: pytest.TempPathFactory, parts: int
) -> None:
    """The main menu has the first twelve parts and the site map, which has all; a view says no more."""
    files = {f"en/part-{number:02}.md": page(f"Part {number}") for number in range(parts)}
    files |= {"en/site-map.md": page("All pages", kind="site-map"), "en/index.md": FILES["en/index.md"]}
    many = library_of(tmp_path_factory.mktemp("parts"), files)
    order = "".join(f"- part-{number:02}\n" for number in range(parts)) + "- site-map\n"
    navigation = read_navigation(order, source="nav.yml", pages=many.pairs)
    whole = replace(site(library, "en"), library=many, navigation=navigation)
    menu = page_view(whole, "part-00.md").main_menu
    assert [link.title for link in menu] == [*(f"Part {number}" for number in range(12)), "All pages"]
    assert len(site_map(whole, "site-map.md")) == parts + 1
