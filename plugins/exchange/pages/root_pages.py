"""Write what belongs to no single language: the chooser, the page not found, sitemap index, robots.txt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import Environment

from exchange.build.outputs import Outputs
from exchange.pages.sitemap import sitemap_index
from exchange.text.locales import Locale
from exchange.text.strings import Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One language as the root pages offer it."""

    code: str
    name: str
    href: str
    words: Strings


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
        choices = [
            Choice(code=locale.code, name=locale.name, href=f"{root}{locale.code}/", words=words[locale.code])
            for locale in locales
        ]
        text = env.get_template(f"root/{name}").render(choices=choices, url=url, root=root)
        outputs.write(name, text.encode("utf-8"))
    sitemaps = [(f"{url}{locale.code}/sitemap.xml", newest) for locale in locales]
    outputs.write("sitemap.xml", sitemap_index(sitemaps))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"
    outputs.write("robots.txt", robots.encode("utf-8"))
