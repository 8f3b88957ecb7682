"""What a template may see of a page: every address, date and name, complete before it runs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlsplit

from babel.dates import format_date

from exchange.pages.addresses import page_url, relative_url
from exchange.pages.kinds import Kind
from exchange.pages.lag_notices import Lag
from exchange.pages.library import Library, Pair, SourcePage
from exchange.pages.navigation import Branch, Navigation
from exchange.pages.page_meta import fields_of_some_kinds
from exchange.pages.side_by_side import FOLDER as SIDE_BY_SIDE_FOLDER
from exchange.pages.side_by_side import has_both
from exchange.pages.sitemap import Alternate
from exchange.text.locales import Locale
from exchange.text.strings import Strings

_PARTS_IN_MENU = 12
_NOWHERE = -2
"""The place of a page that is in no reading order: none is before or after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """One entry of the language switch. `translated` is false where only the original can be shown."""

    code: str
    name: str
    href: str
    current: bool
    translated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to a page: `lang` is set where its title is in another language than the reader's."""

    title: str
    description: str
    href: str
    kind: str
    in_menu: bool = True  # of the header
    lang: str | None = None
    current: bool = False
    within: bool = False  # the page being read is this one or below it
    children: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A page that was published lately."""

    link: PageLink
    day: str  # as a person reads it
    iso_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page for one reader. Addresses are relative to the page unless they say otherwise."""

    title: str
    description: str
    kind: str
    locale: str  # the reader's language, of everything around the text
    lang: str  # the language of the text
    fallback: LanguageLink | None  # set where the text is not in the reader's language: the original
    canonical: str  # absolute
    alternates: tuple[Alternate, ...]  # absolute
    languages: tuple[LanguageLink, ...]
    root: str  # to the site's root, `../../`
    home: str  # to the home page of the reader's language
    breadcrumbs: tuple[PageLink, ...]
    main_menu: tuple[PageLink, ...]
    section: PageLink | None  # the part of the site this page is in, with all below it
    children: tuple[PageLink, ...]
    previous: PageLink | None
    next: PageLink | None
    checked: str | None
    iso_checked: str | None
    changed: str | None
    iso_changed: str | None
    source: str  # the file of the text, from the project's root; empty where there is none
    both: str  # to the page with all its languages beside each other; empty where there is none
    lagging: int  # sections of the page that lag behind another language
    meta: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of a page without its view: enough to list it and to find it."""

    title: str
    description: str
    kind: str
    in_reader_language: bool  # whether its text is in the reader's language
    everywhere: bool  # whether it is written in every language


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that views are made from, for the readers of one language."""

    locale: str
    locales: tuple[Locale, ...]
    library: Library
    navigation: Navigation
    changes: Mapping[str, str]  # `en/guides/x.md` to the moment of its last change
    url: str  # absolute, with a slash at its end
    date_locale: str  # whose dates a reader expects, as CLDR names it: `en_GB`
    lags: Mapping[str, Mapping[str, Lag]] = field(default_factory=dict)
    """By page and section: by what another language is ahead of this one, and since when."""

    shows_both: bool = True  # whether pages have one that shows their languages beside each other

    links: dict[tuple[str, str], PageLink] = field(default_factory=dict, repr=False, compare=False)
    """Links as all pages of one folder show them, by that folder and the page linked to; made when asked."""


Address = Callable[[str], str]
"""From a URL below the site's root to the way a page names it."""


def address_from(site: Site, path: str) -> Address:
    """Return how the page at `path` names others: relative to itself, so that the site may move."""
    start = f"{site.locale}/{page_url(path)}"
    return lambda url: relative_url(url, start=start)


def address_from_anywhere(site: Site) -> Address:
    """Return how a page names others that may be shown at any address, such as the page not found."""
    base = urlsplit(site.url).path
    return lambda url: base + url


def page_facts(site: Site, path: str) -> PageFacts:
    """Return what is known of one page."""
    pair = site.library.pairs[path]
    page = pair.read_in(site.locale)
    return PageFacts(
        title=page.meta.title,
        description=page.meta.description,
        kind=page.meta.kind.value,
        in_reader_language=page.locale == site.locale,
        everywhere=all(locale.code in pair.pages for locale in site.locales),
    )


def page_view(site: Site, path: str) -> PageView:
    """Return the view of one page."""
    pair = site.library.pairs[path]
    page = pair.read_in(site.locale)
    trail = site.navigation.trails[path]
    place = site.navigation.places.get(path, _NOWHERE)
    address = address_from(site, path)
    link = _linker(site, address, path)
    change = site.changes.get(f"{page.locale}/{path}")
    return PageView(
        title=page.meta.title,
        description=page.meta.description,
        kind=page.meta.kind.value,
        locale=site.locale,
        lang=page.locale,
        fallback=_fallback(site, address, page),
        canonical=absolute_url(site, page.locale, path),
        alternates=alternates(site, pair),
        languages=_languages(site, address, pair.path),
        root=address(""),
        home=address(f"{site.locale}/"),
        breadcrumbs=tuple(link(branch, _closed) for branch in trail[1:-1]),
        main_menu=tuple(link(branch, _closed) for branch in menu(site)),
        section=link(trail[1], lambda branch: branch in trail) if len(trail) > 1 else None,
        children=tuple(link(child, _is_always_open) for child in trail[-1].children),
        previous=_neighbour(site, path, place - 1),
        next=_neighbour(site, path, place + 1),
        checked=_day(page.meta.checked, site),
        iso_checked=page.meta.checked.isoformat() if page.meta.checked else None,
        changed=_day(_date(change), site),
        iso_changed=change,
        source="" if page.generated else page.document.path,
        both=address(f"{SIDE_BY_SIDE_FOLDER}/{page_url(path)}") if site.shows_both and has_both(pair) else "",
        lagging=len(site.lags.get(path, ())),
        meta={
            **fields_of_some_kinds(page.meta),
            "total": divmod(_total_minutes(site, trail[-1]), 60) if page.meta.kind is Kind.COURSE else None,
        },
    )


def menu(site: Site) -> tuple[Branch, ...]:
    """Return what the main menu leads to: the parts of the site, or the first of them and the site map.

    So no page grows with the number of pages elsewhere; the site map has them all.
    """
    parts = site.navigation.root.children
    rest = parts[_PARTS_IN_MENU:]
    maps = (part for part in rest if site.library.pairs[part.path].original.meta.kind is Kind.SITE_MAP)
    return (*parts[:_PARTS_IN_MENU], *maps)


def news(site: Site, path: str, *, limit: int) -> tuple[News, ...]:
    """Return the guides, courses and notices published last: newest first, then in reading order."""
    pages = [site.library.pairs[page_path].read_in(site.locale) for page_path in site.navigation.order]
    news_pages = [page for page in pages if page.meta.published and page.meta.kind.traits.news]
    news_pages.sort(key=lambda page: page.meta.published or datetime.date.min, reverse=True)
    link = _linker(site, address_from(site, path), path)
    return tuple(
        News(
            link=link(Branch(path=page.path), _closed),
            day=_day(page.meta.published, site) or "",
            iso_day=page.meta.published.isoformat() if page.meta.published else "",
        )
        for page in news_pages[:limit]
    )


def site_map(site: Site, path: str) -> tuple[PageLink, ...]:
    """Return the pages of the site as a tree, without those that are only reached from one above them."""
    link = _linker(site, address_from(site, path), path)
    return tuple(link(_map_branch(branch, site), _is_always_open) for branch in site.navigation.root.children)


def _map_branch(branch: Branch, site: Site) -> Branch:
    children = (
        _map_branch(child, site)
        for child in branch.children
        if site.library.pairs[child.path].original.meta.kind.traits.mapped
    )
    return Branch(path=branch.path, children=tuple(children))


def absolute_url(site: Site, locale: str, path: str) -> str:
    """Return the full address of a page in a language."""
    return f"{site.url}{locale}/{page_url(path)}"


def alternates(site: Site, pair: Pair) -> tuple[Alternate, ...]:
    """Return the languages of a page for search engines; a page in one language only claims none.

    `x-default` is the chooser at the site's root, for readers of neither language.
    """
    if len(pair.pages) < 2:
        return ()
    languages = [
        Alternate(hreflang=locale, href=absolute_url(site, locale, pair.path)) for locale in pair.pages
    ]
    return (*languages, Alternate(hreflang="x-default", href=site.url))


def not_found_view(site: Site, words: Strings) -> PageView:
    """Return the view of a fallback page."""
    view = _unlisted_view(site, address_from_anywhere(site))
    title, description = words("not-found-title"), words("not-found-description")
    return replace(view, title=title, description=description, kind="not-found")


def translation_view(site: Site, words: Strings, *, folder: str) -> PageView:
    """Return the view of the page for translators, which is in no menu and in each language."""

    def address(url: str) -> str:
        return relative_url(url, start=f"{site.locale}/{folder}/")

    languages = (
        replace(link, href=address(f"{link.code}/{folder}/"), translated=True)
        for link in _languages(site, address, "index.md")
    )
    return replace(
        _unlisted_view(site, address),
        canonical=absolute_url(site, site.locale, f"{folder}/index.md"),
        title=words("tasks-title"),
        description=words("tasks-description"),
        kind="page",
        languages=tuple(languages),
    )


def _unlisted_view(site: Site, address: Address) -> PageView:
    """Return the view of a page that has no place in the order of pages."""
    link = _linker(site, address, "index.md")
    return replace(
        page_view(site, "index.md"),
        lang=site.locale,
        fallback=None,
        canonical="",
        alternates=(),
        languages=_languages(site, address, "index.md"),
        root=address(""),
        home=address(f"{site.locale}/"),
        main_menu=tuple(link(branch, _closed) for branch in menu(site)),
        children=(),
        checked=None,
        changed=None,
        source="",
        both="",
        lagging=0,
    )


def _fallback(site: Site, address: Address, page: SourcePage) -> LanguageLink | None:
    if page.locale == site.locale:
        return None
    return next(link for link in _languages(site, address, page.path) if link.code == page.locale)


def _languages(site: Site, address: Address, path: str) -> tuple[LanguageLink, ...]:
    pages = site.library.pairs[path].pages
    return tuple(
        LanguageLink(
            code=locale.code,
            name=locale.name,
            href=address(f"{locale.code}/{page_url(path)}"),
            current=locale.code == site.locale,
            translated=locale.code in pages,
        )
        for locale in site.locales
    )


Opens = Callable[[Branch], bool]
"""Whether the links below a branch are wanted."""


def _is_always_open(_branch: Branch) -> bool:
    return True


def _closed(_branch: Branch) -> bool:
    return False


def _linker(site: Site, address: Address, path: str) -> Callable[[Branch, Opens], PageLink]:
    """Return a function from a branch to its link, as it reads from the page at `path`.

    Pages of one folder name a page outside of themselves in the same way: those links are made once.
    """
    trail = {branch.path for branch in site.navigation.trails[path]}
    own_url, folder = page_url(path), address("")

    def link(branch: Branch, opens: Opens) -> PageLink:
        if branch.path in trail or page_url(branch.path).startswith(own_url) or opens(branch):
            return page_link(branch, opens)
        key = (f"{folder} {own_url.rstrip('/').rpartition('/')[0]}", branch.path)
        if key not in site.links:
            site.links[key] = page_link(branch, _closed)
        return site.links[key]

    def page_link(branch: Branch, opens: Opens) -> PageLink:
        page = site.library.pairs[branch.path].read_in(site.locale)
        language = page.meta.original if page.generated else page.locale
        return PageLink(
            title=page.meta.title,
            description=page.meta.description,
            href=address(f"{site.locale}/{page_url(branch.path)}"),
            kind=page.meta.kind.value,
            in_menu=page.meta.kind.traits.in_menu,
            lang=language if language != site.locale else None,
            current=branch.path == path,
            within=branch.path in trail,
            children=tuple(link(child, opens) for child in branch.children) if opens(branch) else (),
        )

    return link


def _neighbour(site: Site, path: str, place: int) -> PageLink | None:
    """Return the page before or after in reading order, within the same part of the site."""
    if "/" not in path or not 0 < place < len(site.navigation.order):
        return None
    page_path = site.navigation.order[place]
    same_part = page_path.split("/")[0] == path.split("/")[0]
    link = _linker(site, address_from(site, path), path)
    return link(Branch(path=page_path), _closed) if same_part else None


def _total_minutes(site: Site, branch: Branch) -> int:
    """Return the minutes of all lessons below a course."""
    pages = (site.library.pairs[descendant.path].read_in(site.locale) for descendant in branch.walk())
    return sum(page.meta.minutes or 0 for page in pages)


def _date(moment: str | None) -> datetime.date | None:
    return datetime.datetime.fromisoformat(moment).date() if moment else None


def readable_day(moment: str, site: Site) -> str:
    """Return the day of a moment in ISO 8601 as readers of the language expect it."""
    return _day(_date(moment), site) or ""


def _day(day: datetime.date | None, site: Site) -> str | None:
    return _long_date(day, site.date_locale) if day else None


@lru_cache(maxsize=4096)
def _long_date(day: datetime.date, locale: str) -> str:
    return format_date(day, format="long", locale=locale)
