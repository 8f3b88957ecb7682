"""Pack a built site, an edition or a course so that it opens by a double click and needs no network."""

from __future__ import annotations

import datetime
import json
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from importlib import resources
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from babel.dates import format_date

from exchange.build.outputs import files_below
from exchange.build.pages_from_disk import link_from_disk
from exchange.handouts.booklet import INDEX, NoSuchPage, Role, handout_words
from exchange.handouts.fixed_zip import fixed_zip
from exchange.handouts.names import is_for_instructors
from exchange.handouts.offline_search import course_index
from exchange.handouts.used_files import used_files
from exchange.search.model import Concept

SCRIPT, FILES = "assets/offline.js", "assets/offline-files.js"
_OF_EDITIONS = ("editions", "embed/editions")
_FOR_HOSTS = ("editions/", "hosting/", "_", ".", "robots.txt", "sitemap.xml")
_OMITTED_ENDINGS = ("offline.zip", "/sitemap.xml")
_FETCHED_ENDINGS = (".json", ".txt", ".ics", ".csv")
_LINK = re.compile(r'(?P<start><(?:a|form|link)\b[^<>]*?\s(?:href|action)=")(?P<link>[^"]*)(?P<end>")')
_MODULE = re.compile(r'<script src="(?P<path>[^"]+\.js)" type="module"></script>')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_BODY = re.compile(r"<body\b[^>]*>")
_SEARCH = re.compile(r"<form\b[^>]*\bdata-search\b[^>]*>")
_RESULTS = re.compile(r'\saction="(?P<link>[^"]*)"')
_GLOSSARY = re.compile(r'(?P<start>\sdata-glossary=")(?P<link>[^"]*)(?P<end>")')
_SEARCH_BOX = re.compile(r'<form class="site-search".*?</form>', re.DOTALL)
_REDIRECT = re.compile(r'<meta http-equiv="refresh"', re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class OfflineCopy:
    """Part of a built site to be packed: all that is below `folders`, and what pages there use."""

    site: Path
    url: str  # where the site is on the web, with a slash at its end
    folders: tuple[str, ...]  # below the site, each with a slash at its end; none for all of it
    locales: tuple[str, ...]
    day: Mapping[str, str]  # the day of the copy as a person reads it, by language
    names: Mapping[str, str]  # what the copy is called, by language
    exclusions: Collection[str] = ()  # files of a whole site that none of its pages shows
    role: Role = Role.LEARNER
    search: Mapping[str, bytes] = field(default_factory=dict)  # the index of a part of the site, by path
    results_pages: Collection[str] = ()  # which show what such an index finds

    def zip(self) -> bytes:
        """Return the archive."""
        return fixed_zip(sorted(self._files()))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files that the copy holds, but for those that let it open from a disk."""
        if self.folders:
            below = {f"{folder}{path}" for folder in self.folders for path in files_below(self.site / folder)}
            own = {path for path in {*below, *self.results_pages} if self._belongs(path)}
            files = {*own, *used_files(self.site, (path for path in own if path.endswith(".html")))}
        else:
            files = {*files_below(self.site, exclusions=_OF_EDITIONS)}
        return frozenset(path for path in {*files, *self.search} if self._belongs(path))

    def _belongs(self, path: str) -> bool:
        is_of_the_web = path.endswith(_OMITTED_ENDINGS) or (not self.folders and path.startswith(_FOR_HOSTS))
        is_for_others = self.role is Role.LEARNER and is_for_instructors(path)
        return not (is_of_the_web or is_for_others or path in self.exclusions)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for path in self.paths:
            content = self._content(path)
            yield path, self._page(content.decode(), path).encode() if path.endswith(".html") else content
        if INDEX not in self.paths:
            yield INDEX, self._start_page().encode()
        script = resources.files("exchange.handouts").joinpath("scripts/offline.js").read_text("utf-8")
        modules = self._texts(path for path in self.paths if path.endswith(".js"))
        files = self._texts(path for path in self.paths if path.endswith(_FETCHED_ENDINGS))
        yield SCRIPT, f"self.kxModules = {modules};\n{script}".encode()
        yield FILES, f"self.kxFiles = {files};\n".encode()

    def _content(self, path: str) -> bytes:
        return self.search[path] if path in self.search else (self.site / path).read_bytes()

    def _texts(self, paths: Iterator[str]) -> str:
        texts = {path: self._content(path).decode() for path in sorted(paths)}
        return json.dumps(texts, ensure_ascii=False).replace("</", "<\\/")

    def _page(self, html: str, path: str) -> str:
        """Return a page whose links, scripts and search work from a disk, and which says of when it is."""
        html = _LINK.sub(lambda match: self._link(match, path), html)
        if _REDIRECT.search(html):
            return html
        root = "../" * path.count("/")
        html = _POLICY.sub("", html)
        if not self._has_search:
            html = _SEARCH_BOX.sub("", html)
        html = _SEARCH.sub(lambda match: self._search_form(match[0], path), html)
        html = _MODULE.sub(r'<script type="text/plain" data-module="\g<path>"></script>', html)
        start = (
            f'<script src="{root}{SCRIPT}" data-root="{root or "./"}" data-files="{FILES}"></script>\n</head>'
        )
        html = html.replace("</head>", start, 1)
        return _BODY.sub(lambda match: match[0] + self._notice(path), html, count=1)

    @cached_property
    def _has_search(self) -> bool:
        return any(path.endswith("/index.json") and "search/" in path for path in self.paths)

    def _search_form(self, form: str, page: str) -> str:
        """Return the form whose script names pages, also that of all terms, as a disk needs it."""
        form = _GLOSSARY.sub(lambda match: self._link(match, page), form)
        return f'{form[:-1]} data-page="{INDEX}">'

    def _link(self, match: re.Match[str], page: str) -> str:
        """Return a link within the copy as it works from a disk; one that leads out of it, to the web."""
        link = unescape(match["link"])
        if not urlsplit(link).scheme and not link.startswith("#"):
            base = urlsplit(self.url).path
            local = link_from_disk(link, page, base)
            target = posixpath.normpath(urljoin(page, urldefrag(local)[0].partition("?")[0]))
            link = local if target in self.paths or target == INDEX else urljoin(f"{self.url}{page}", link)
        return f"{match['start']}{escape(link)}{match['end']}"

    def _notice(self, path: str) -> str:
        locale = next((part for part in path.split("/") if part in self.locales), self.locales[0])
        address = f"{self.url}{path.removesuffix(INDEX)}"
        text = handout_words(locale)("offline-as-of", day=self.day[locale], address=address)
        return f'<p class="notice notice-offline" role="note" lang="{locale}">{escape(text)}</p>'

    def _start_page(self) -> str:
        """Return the page that a double click opens where the copy is a part of the site."""
        starts: Sequence[str] = [folder for folder in self.folders if f"{folder}{INDEX}" in self.paths]
        items = "".join(
            f'<li lang="{locale}"><a href="{folder}{INDEX}">{escape(self.names[locale])}</a></li>'
            for folder in starts
            for locale in self.locales
            if locale in folder.split("/")
        )
        return (
            f'<!doctype html><html lang="{self.locales[0]}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(self.names[self.locales[0]])}</title></head><body><main><ul>{items}</ul></main></body></html>"
        )


def offline_copy(
    site: Path,
    url: str,
    *,
    names: Mapping[str, str],
    day: datetime.date,
    edition: str = "",
    course: str = "",
    exclusions: Collection[str] = (),
    role: Role = Role.LEARNER,
    concepts: Sequence[Concept] = (),
    cache: MutableMapping[str, str] | None = None,
) -> OfflineCopy:
    """Return the copy of a site, of one edition, or of a course in all languages; `names` are by language.

    `course` is the folder of its page without the language: `training/planning-a-trial/`. `exclusions` are
    files of a whole site that none of its pages shows. The search of a course knows `concepts`; `cache` keeps
    what was learnt of its words. Raises NoSuchPage.
    """
    root = f"editions/{edition}/" if edition else ""
    folders = tuple(
        f"{root}{locale}/{course}" for locale in names if (site / root / locale / course).is_dir()
    )
    if not folders:
        raise NoSuchPage(course or edition)
    search: Mapping[str, bytes] = {}
    results_pages: list[str] = []
    if course:
        search = course_index(site, root, course, tuple(names), concepts, {} if cache is None else cache)
        results_pages = [page for folder in folders if (page := _results_page(site, folder))]
    else:
        folders = (*folders, f"{root}search/") if edition else ()
    days = {
        locale: format_date(day, format="long", locale=handout_words(locale)("babel-locale"))
        for locale in names
    }
    return OfflineCopy(
        site=site,
        url=url,
        folders=folders,
        locales=tuple(names),
        day=days,
        names=names,
        exclusions=exclusions,
        role=role,
        search=search,
        results_pages=results_pages,
    )


def _results_page(site: Path, folder: str) -> str:
    """Return the page to which the search of a course's page leads; empty where there is none."""
    form = _SEARCH.search((site / folder / INDEX).read_text(encoding="utf-8"))
    action = _RESULTS.search(form[0]) if form else None
    page = posixpath.normpath(urljoin(folder, f"{unescape(action['link'])}{INDEX}")) if action else ""
    return page if (site / page).is_file() else ""
