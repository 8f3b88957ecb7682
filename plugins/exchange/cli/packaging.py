"""The command `kx cartridge`: pages that a trainer chose, as a package for learning platforms."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from exchange.cli.arguments import moment_of
from exchange.cli.refusals import CannotDo
from exchange.pages.addresses import page_url
from exchange.pages.kinds import Kind
from exchange.site.checking import checked_store
from exchange.site.reading import Site, read_content
from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings
from exchange.text.suggestions import nearest_path
from exchange.text.whole_files import write_files
from exchange.training.cartridge import SUFFIX, write_cartridge
from exchange.training.course_material import ContentSource, selection
from exchange.training.packages import instructors_cartridge, learners_cartridge
from exchange.training.web_content import Roots


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Write the package. Raises CannotDo."""
    site = read_content(project, now=moment_of(options), store=checked_store(project))
    source = _source(options, site, words)
    choices = [choice for page in options.pages for choice in _choices(page, source, words)]
    content = _package(options, choices, source)
    target = options.out or Path(f"selection-{source.locale}{SUFFIX}")
    write_files({target: content})
    print(words("cartridge-written", file=target, pages=len({path for path, _ in choices})))
    return 0


def _source(options: argparse.Namespace, site: Site, words: Strings) -> ContentSource:
    settings, locales = site.settings, site.settings.content.locales
    locale = options.language or locales[0]
    if site.navigation is None or not settings.has("training"):
        raise CannotDo(words("cartridge-no-site"))
    if (options.texts or options.instructor) and options.site is None:
        raise CannotDo(words("cartridge-no-texts"))
    return ContentSource(
        library=site.library,
        navigation=site.navigation,
        questions=site.questions,
        locale=locale,
        words=settings.frame.strings(locale, f"training.{locale}"),
        site=settings.strings(locale)("site-name"),
        licence=settings.licence(locale),
        roots=_roots(options.edition, site, words),
        text_of=lambda path: _text(options.site, locale, path, words) if options.site else "",
    )


def _roots(edition: str, site: Site, words: Strings) -> Roots:
    url = site.settings.site_url
    if not edition:
        return Roots(url=url, live_url=url)
    if site.ledger.edition(edition) is None:
        raise CannotDo(words("cartridge-no-edition", edition=edition))
    folders = site.settings.partnership.folders.sealed
    return Roots(url=f"{url}editions/{edition}/", live_url=url, prefixes=folders)


def _choices(page: str, source: ContentSource, words: Strings) -> Iterator[tuple[str, str]]:
    """Yield what an argument names: a page, a section of one, or a course with all its lessons."""
    address, _, section = page.removeprefix("/").partition("#")
    address = address.removeprefix(f"{source.locale}/").strip("/").removesuffix(".md").removesuffix("/index")
    paths = {page_url(path).strip("/"): path for path in source.library.pairs}
    path = paths.get(address)
    if path is None:
        best = nearest_path(address, list(paths)) or ""
        raise CannotDo(words("cartridge-no-page", page=page, best=best or next(iter(paths))))
    if section and section not in {part.id for part in source.page(path).sections}:
        ids = ", ".join(part.id for part in source.page(path).sections if part.id)
        raise CannotDo(words("cartridge-no-section", page=page, known=ids))
    if source.page(path).meta.kind is Kind.COURSE and not section:
        yield from ((lesson, "") for lesson in source.pages_of(path))
    else:
        yield path, section


def _text(folder: Path, locale: str, path: str, words: Strings) -> str:
    """Return the text of a page of a built site."""
    file = folder / locale / page_url(path) / "index.html"
    if not file.is_file():
        raise CannotDo(words("cartridge-not-built", file=file))
    text = LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("div.text")
    return (text.inner_html or "").strip() if text else ""


def _package(options: argparse.Namespace, choices: Sequence[tuple[str, str]], source: ContentSource) -> bytes:
    title = options.title or source.page(choices[0][0]).meta.title
    material = selection(
        choices, source, title=title, description=title, has_texts=options.texts and not options.instructor
    )
    make = instructors_cartridge if options.instructor else learners_cartridge
    return write_cartridge(make(material, source.words))
