"""The promises of two equal languages, read from the HTML of a small site."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from tests.building import Built
from tests.site.pages import BASE, every, one, page, text

LOCALES = ("en", "ko")
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_says_its_language_and_has_its_own_address_as_canonical(showcase: Built, locale: str) -> None:
    """The lang of the page is the folder's, and its canonical address is its own."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    assert tree.get("lang") == locale
    assert one(tree, "link", rel="canonical").get("href") == f"{BASE}{locale}/guides/first/"


def _alternates(tree: ET.Element) -> dict[str, str | None]:
    """Return the addresses of a page in other languages, by language: its frame has none."""
    links = every(tree, "link", rel="alternate")
    return {language: link.get("href") for link in links if (language := link.get("hreflang"))}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_pair_names_both_languages_and_the_chooser(showcase: Built, locale: str) -> None:
    """hreflang is absolute and the same on both sides, with x-default at the chooser."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    assert _alternates(tree) == {
        "en": f"{BASE}en/guides/first/",
        "ko": f"{BASE}ko/guides/first/",
        "x-default": BASE,
    }


@pytest.mark.parametrize(
    ("reader", "path", "original"),
    [("en", "guides/only-korean/", "ko"), ("ko", "only-english/", "en")],
)
def test_a_fallback_says_what_it_is(showcase: Built, reader: str, path: str, original: str) -> None:
    """The frame speaks the reader's language, the text its own; the original is canonical."""
    tree = page(showcase.folder / reader / path / "index.html")
    assert tree.get("lang") == reader
    assert one(tree, "div", class_="text").get("lang") == original
    assert one(tree, "header", class_="page-header").get("lang") == original
    assert one(tree, "link", rel="canonical").get("href") == f"{BASE}{original}/{path}"
    assert _alternates(tree) == {}
    notice = one(tree, "aside", class_="notice notice-fallback")
    assert notice.get("lang") is None
    assert one(notice, "a").get("hreflang") == original


def test_the_original_of_a_fallback_claims_no_other_language(showcase: Built) -> None:
    """A page in one language has no alternates, and no notice."""
    tree = page(showcase.folder / "ko/guides/only-korean/index.html")
    assert _alternates(tree) == {}
    assert every(tree, "aside") == []
    assert one(tree, "link", rel="canonical").get("href") == f"{BASE}ko/guides/only-korean/"


@pytest.mark.parametrize("locale", LOCALES)
def test_links_of_a_fallback_stay_in_the_readers_language(showcase: Built, locale: str) -> None:
    """A link in a page shown in place of a translation leads to the reader's own pages."""
    path = {"en": "guides/only-korean/", "ko": "only-english/"}[locale]
    target = {"en": "../first/#eligibility", "ko": "../guides/first/"}[locale]
    body = one(page(showcase.folder / locale / path / "index.html"), "div", class_="text")
    assert target in [link.get("href") for link in body.iter("a")]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_to_the_other_language_leads_there(showcase: Built, locale: str) -> None:
    """`../../ko/guides/second.md#timelines` in an English page is the Korean page, not the page itself."""
    other = {"en": "ko", "ko": "en"}[locale]
    body = one(page(showcase.folder / locale / "guides/first/index.html"), "div", class_="text")
    assert f"../../../{other}/guides/second/#timelines" in [link.get("href") for link in body.iter("a")]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shared_picture_is_published_once(showcase: Built, locale: str) -> None:
    """A file in content/assets is at the site's root, and pages of both languages name it there."""
    picture = one(page(showcase.folder / locale / "guides/first/index.html"), "img")
    assert picture.get("src") == "../../../assets/flow.svg"
    assert [file.relative_to(showcase.folder).as_posix() for file in showcase.folder.rglob("flow.svg")] == [
        "assets/flow.svg"
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_switch_keeps_the_page(showcase: Built, locale: str) -> None:
    """Each language is one press away, at the same path, named in itself."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    links = list(one(tree, "ul", class_="languages").iter("a"))
    assert [(link.get("lang"), text(link)) for link in links] == [("en", "English"), ("ko", "한국어")]
    other = next(link for link in links if link.get("lang") != locale)
    assert other.get("href") == f"../../../{other.get('lang')}/guides/first/"
    assert next(link for link in links if link.get("lang") == locale).get("aria-current") == "true"


def test_section_ids_are_the_same_in_both_languages(showcase: Built) -> None:
    """So a switch of language can keep the section."""
    ids = [
        [
            h.get("id")
            for h in one(page(showcase.folder / locale / "guides/first/index.html"), "article").iter("h2")
        ]
        for locale in LOCALES
    ]
    assert ids[0] == ids[1] == ["kx-contents-title", "eligibility", "timelines", "sources"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_author_orders_the_pages_once(showcase: Built, locale: str) -> None:
    """Both languages have the order of nav.yml and the titles of their own pages."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    menu = one(tree, "nav", class_="section-menu")
    titles = {
        "en": ["Guides", "Second guide", "First guide", "한국어로만 쓴 길잡이"],
        "ko": ["길잡이", "둘째 길잡이", "첫째 길잡이", "한국어로만 쓴 길잡이"],
    }
    assert [text(link) for link in menu.iter("a")] == titles[locale]


def test_a_title_in_the_other_language_says_so(showcase: Built) -> None:
    """A link to a fallback carries the language of its words."""
    menu = one(page(showcase.folder / "en/guides/first/index.html"), "nav", class_="section-menu")
    assert one(menu, "a", href="../only-korean/").get("lang") == "ko"


@pytest.mark.parametrize("locale", LOCALES)
def test_each_language_has_its_own_page_not_found(showcase: Built, locale: str) -> None:
    """Its links are absolute, since it may be shown at any address."""
    tree = page(showcase.folder / locale / "404.html")
    assert tree.get("lang") == locale
    assert one(tree, "meta", name="robots").get("content") == "noindex"
    addresses = [link.get("href", "") for link in tree.iter("a")]
    assert all(address.startswith(("/", "#", "https://")) for address in addresses)
    assert f"/{locale}/guides/" in addresses


def test_the_root_page_not_found_speaks_both_languages(showcase: Built) -> None:
    """Each passage says which language it is in."""
    tree = page(showcase.folder / "404.html")
    assert [(e.get("lang"), bool(text(e))) for e in one(tree, "h1").iter("span")] == [
        ("en", True),
        ("ko", True),
    ]
    assert [link.get("href") for link in one(tree, "ul", class_="choices").iter("a")] == ["/en/", "/ko/"]


def test_the_chooser_works_without_scripts_and_stores_nothing(showcase: Built) -> None:
    """Two links, no script but the one that reads the colours the reader chose, no form, no refresh."""
    tree = page(showcase.folder / "index.html")
    assert [link.get("href") for link in one(tree, "ul", class_="choices").iter("a")] == ["en/", "ko/"]
    assert [(s.get("src"), "setItem" in text(s)) for s in tree.iter("script")] == [(None, False)]
    assert every(tree, "form") == []
    assert all(meta.get("http-equiv") != "refresh" for meta in tree.iter("meta"))
    assert _alternates(tree) == {"en": f"{BASE}en/", "ko": f"{BASE}ko/", "x-default": BASE}


def test_sitemaps_list_each_page_in_its_own_language(showcase: Built) -> None:
    """Fallbacks are not listed; pairs name each other; without history there is no lastmod."""
    index = ET.fromstring(showcase.read("sitemap.xml"))
    assert [loc.text for loc in index.iterfind("s:sitemap/s:loc", SITEMAP)] == [
        f"{BASE}en/sitemap.xml",
        f"{BASE}ko/sitemap.xml",
    ]
    korean = ET.fromstring(showcase.read("ko/sitemap.xml"))
    listed = {loc.text for loc in korean.iterfind("s:url/s:loc", SITEMAP)}
    assert f"{BASE}ko/guides/only-korean/" in listed
    assert f"{BASE}ko/only-english/" not in listed
    first = next(
        u
        for u in korean.iterfind("s:url", SITEMAP)
        if u.findtext("s:loc", None, SITEMAP) == f"{BASE}ko/guides/first/"
    )
    assert [link.get("hreflang") for link in first.iterfind("x:link", SITEMAP)] == ["en", "ko", "x-default"]


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "(check the live source)"), ("ko", "(최신 원문 확인 필요)")]
)
def test_a_live_source_mark_becomes_words(showcase: Built, locale: str, words: str) -> None:
    """⟳ is for authors; readers are told what to do, in their language."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    assert text(one(tree, "span", class_="recheck")) == words
    assert "⟳" not in text(tree)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_table_can_be_reached_and_scrolled_by_keyboard(showcase: Built, locale: str) -> None:
    """A table stands in a named region that takes the focus, and its header cells say what they head."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    region = one(tree, "div", class_="table")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert {"en": "Timelines", "ko": "일정"}[locale] in (region.get("aria-label") or "")
    assert {cell.get("scope") for cell in region.iter("th")} == {"col"}


def test_a_term_is_marked_once_with_its_meaning_and_other_name(showcase: Built) -> None:
    """The first use links to the glossary and is described by a note in the reader's language."""
    tree = page(showcase.folder / "en/guides/first/index.html")
    term = one(tree, "span", class_="term")
    link = one(term, "a")
    assert (text(link), link.get("href")) == ("clinical trial", "../../glossary/#g001")
    note = one(term, "span", id=link.get("aria-describedby") or "")
    assert "A study in people." in text(note)
    assert text(one(note, "span", lang="ko")) == "임상시험"


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_has_anything_of_a_third_party(showcase: Built, locale: str) -> None:
    """Styles, scripts and pictures come from the site itself, and the policy allows nothing else."""
    tree = page(showcase.folder / locale / "guides/first/index.html")
    policy = one(tree, "meta", http_equiv="Content-Security-Policy").get("content") or ""
    assert "'unsafe-inline'" not in policy
    assert policy.startswith("default-src 'none'")
    sources = [
        e.get("src") or e.get("href") or "" for tag in ("script", "img", "link") for e in tree.iter(tag)
    ]
    assert all(not s.startswith(("http:", "https:", "//")) or s.startswith(BASE) for s in sources)
