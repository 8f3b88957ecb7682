"""The commands `kx pdf` and `kx offline`: what is to be taken away, from a built site."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from exchange.cli.arguments import moment_of
from exchange.cli.refusals import CannotDo
from exchange.handouts.booklet import NoSuchPage, NotForLearners, Role, booklet, course_pages, publisher
from exchange.handouts.finished_page import FinishedPage
from exchange.handouts.offline import offline_copy
from exchange.handouts.pdf import NoTypesetter, Paper, pdf
from exchange.search.glossary import concepts
from exchange.site.checking import checked_store
from exchange.site.reading import read_content
from exchange.site.settings import SiteSettings
from exchange.text.strings import Strings
from exchange.text.whole_files import write_files

_HOME_PAGE = "index.html"


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Write the files. Raises CannotDo where there is nothing to make them from."""
    if not (options.site / _HOME_PAGE).is_file():
        raise CannotDo(words("handouts-no-site", folder=options.site))
    work = _pdfs if options.command == "pdf" else _offline
    try:
        for file, content in work(options, project):
            write_files({file: content})
            print(words("handouts-written", file=file, size=max(1, len(content) // 1000)))
    except NoSuchPage as missing:
        raise CannotDo(words("handouts-no-page", path=missing.args[0], folder=options.site)) from missing
    except NotForLearners as refused:
        raise CannotDo(words("handouts-not-for-learners", path=refused.args[0])) from refused
    except NoTypesetter as missing:
        raise CannotDo(words("handouts-no-typesetter")) from missing
    return 0


def _pdfs(options: argparse.Namespace, project: SiteSettings) -> Iterator[tuple[Path, bytes]]:
    """Yield a PDF for each language that was asked for, of all pages together."""
    names = [PurePosixPath(path.strip("/")).name or "pages" for path in options.paths]
    root = f"editions/{options.edition}/" if options.edition else ""
    codes = [locale.code for locale in project.locales]
    for code in options.languages or codes:
        folders = [f"{root}{code}/{_neutral(path, codes)}" for path in options.paths]
        pages = _unique(page for folder in folders for page in course_pages(options.site, folder))
        content = booklet(
            options.site,
            pages,
            role=Role(options.role),
            publisher=publisher(project.strings(code)),
            edition=options.edition,
            title=options.title,
        )
        suffix = "-instructor" if content.role is Role.INSTRUCTOR else ""
        file = options.output / f"{'-'.join(names[:1])}{suffix}-{code}.pdf"
        yield file, pdf(content, site=options.site, paper=Paper[options.paper.upper()])


def _neutral(path: str, codes: Sequence[str]) -> str:
    """Return a page's folder without its language, whether typed as `/ko/guides/x/` or `guides/x.md`."""
    plain = path.strip("/").removesuffix(".md").removesuffix("index").strip("/")
    first, _, rest = plain.partition("/")
    plain = rest if first in codes else plain
    return f"{plain}/" if plain else ""


def _unique(pages: Iterator[FinishedPage]) -> tuple[FinishedPage, ...]:
    return tuple({page.path: page for page in pages}.values())


def _offline(options: argparse.Namespace, project: SiteSettings) -> Iterator[tuple[Path, bytes]]:
    codes = [locale.code for locale in project.locales]
    course = _neutral(options.course, codes) if options.course else ""
    site = read_content(project, now=moment_of(options), store=checked_store(project)) if course else None
    copy = offline_copy(
        options.site,
        project.site_url,
        names={code: publisher(project.strings(code)).name for code in codes},
        day=moment_of(options).date(),
        edition=options.edition,
        course=course,
        role=Role(options.role),
        concepts=concepts(site.terms) if site else (),
    )
    role = options.role if copy.role is Role.INSTRUCTOR else ""
    parts = (PurePosixPath(course).name or "site", options.edition, role, "offline.zip")
    yield options.output / "-".join(filter(None, parts)), copy.zip()
