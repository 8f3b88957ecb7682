"""Write what belongs to no single language: the chooser, the page not found, sitemap index, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.pages.addresses import page_url
from exchange.pages.library import Pair
from exchange.pages.side_by_side import FOLDER, rows, title
from exchange.pages.sitemap import sitemap_index
from exchange.text.digest import digest
from exchange.text.locales import Locale
from exchange.text.strings import Strings

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A language as pages of no single one offer it, or that of a page in their frame."""

    code: str
    words: Strings = field(repr=False)  # what is made from a choice is not made anew for them
    name: str = ""
    href: str = ""
    title: str = ""  # of the page in it
    heading: str = ""  # of the reason why a page is gone
    reason: str = ""
    reason_lang: str = ""  # where it is not the language of the choice

    @property
    def site_name(self) -> str:
        """The name of the site, which may be the same in several languages."""
        return self.words("site-name")


def write_root(
    outputs: Outputs,
    env: Environment,
    *,
    url: str,
    locales: tuple[Locale, ...],
    words: Mapping[str, Strings],
    newest: str | None,
) -> None:
    """Write the root's files; `newest` is the moment of the newest change of any page, if known."""
    base = urlsplit(url).path
    for name, root in (("index.html", ""), ("404.html", base)):
        choices = _choices(locales, words, root=root)
        text = env.get_template(f"root/{name}").render(choices=choices, url=url, root=root)
        outputs.write(name, text.encode("utf-8"))
    sitemaps = [(f"{url}{locale.code}/sitemap.xml", newest) for locale in locales]
    outputs.write("sitemap.xml", sitemap_index(sitemaps))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"
    outputs.write("robots.txt", robots.encode("utf-8"))


_TEMPLATE = "root/both.html"
_STRING_KEYS = ("both-alone", "both-section", "partnership")


def write_both(
    outputs: Outputs,
    env: Environment,
    pairs: Iterable[Pair],
    *,
    site_url: str,
    locales: tuple[Locale, ...],
    words: Mapping[str, Strings],
    store: Store,
) -> None:
    """Write the pages that show the languages of others beside each other, from these as they were built.

    Where these are as they were, so is the page. All that a frame shows is in them too, but its templates.
    """
    sources = [env.loader.get_source(env, name)[0] for name in (_TEMPLATE, "root/frame.html") if env.loader]
    frame = repr(
        (site_url, sources, [[words[locale.code](key) for key in _STRING_KEYS] for locale in locales])
    )
    for pair in pairs:
        url = page_url(pair.path)
        files = {
            locale.code: (outputs.folder / locale.code / url / "index.html").read_bytes()
            for locale in locales
            if locale.code in pair.pages
        }
        key = digest(frame.encode(), *files.values())
        render = partial(_render, env, files, pair.path, locales, words, site_url=site_url)
        html = store.remember(FOLDER, pair.path, key, render)
        outputs.write(f"{FOLDER}/{url}index.html", html.encode("utf-8"))


def _render(
    env: Environment,
    files: Mapping[str, bytes],
    path: str,
    locales: tuple[Locale, ...],
    words: Mapping[str, Strings],
    *,
    site_url: str,
) -> str:
    pages = {code: content.decode("utf-8") for code, content in files.items()}
    url = page_url(path)
    root = "../" * (url.count("/") + 1)
    return env.get_template(_TEMPLATE).render(
        choices=_choices(locales, words, root=root, url=url),
        root=root,
        canonical=f"{site_url}{FOLDER}/{url}",
        titles={code: title(page) for code, page in pages.items()},
        rows=rows(pages, path),
    )


def _choices(
    locales: tuple[Locale, ...], words: Mapping[str, Strings], *, root: str, url: str = ""
) -> list[Choice]:
    """Return a page in each language, as the root pages offer it."""
    return [
        Choice(
            code=locale.code, name=locale.name, href=f"{root}{locale.code}/{url}", words=words[locale.code]
        )
        for locale in locales
    ]
