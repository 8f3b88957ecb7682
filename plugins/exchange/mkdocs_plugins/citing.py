"""The citing plugin: MkDocs' pages on one side, citations, previews and descriptions on the other."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import unescape

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from exchange.build.inputs import fingerprint
from exchange.citing.cited_pages import (
    CITE_PAGE,
    FORMATS,
    SITE_FILES,
    citations_file,
    courses_file,
    glossary_files,
    permanent_name,
)
from exchange.citing.exports import citation_file, export, work_of
from exchange.citing.materials import Keyword, Material, list_json, material_fields, page_json
from exchange.citing.pictures import Picture, png_of
from exchange.citing.term_sets import TermSet, set_fields, set_json, tbx, terms_in
from exchange.citing.views import PageCitation, cite_page, preview, short_of
from exchange.citing.works import Name, Work, names_of
from exchange.editions.environment import SEALED_ON
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import NoOptions, WholeSite, build_of
from exchange.pages.addresses import page_url, relative_url
from exchange.pages.kinds import Kind
from exchange.pages.library import SourcePage
from exchange.pages.markup import SOURCES
from exchange.pages.root_pages import Choice
from exchange.pages.sitemap import Entry, sitemap
from exchange.site.publication import short_links_of
from exchange.site.short_pages import ShortPage, ShortPages
from exchange.text.clock import build_moment
from exchange.text.strings import Strings

_TEACHING_KINDS = (Kind.COURSE, Kind.LESSON)


@in_order
class CitingPlugin(BasePlugin[NoOptions]):
    """Lets every page be cited, named in short, shown elsewhere and found by machines."""

    whole: WholeSite
    env: Environment

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the words; short links are written before the ledger is compared with the site."""
        build = build_of(config)
        build.inputs.declare(self)
        self.whole = whole = build.whole
        self.licence = whole.site.settings.partnership.licence
        self.licence_url = self.licence.url if self.licence else ""
        self.words = {locale.code: self._words(locale.code) for locale in whole.locales}
        self.store = whole.store(f"citing-{whole.locale}")
        self.root = whole.url.removesuffix(f"editions/{whole.edition}/") if whole.edition else whole.url
        self.works: dict[str, tuple[Work, dict[str, Work]]] = {}
        self.materials: list[Material] = []
        self.pictures: set[Picture] = set()
        if whole.leads and not whole.edition:
            build.work_at_end.append(self._write_short_links)
        return config

    def _words(self, code: str) -> Strings:
        settings = self.whole.site.settings
        words = settings.frame.strings(code, f"citing.{code}")
        return words.with_words(settings.site_words(code))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Say of each page how it is cited, once others have said which editions hold it."""
        self.env = env
        env.globals["citing_words"] = self.words[self.whole.locale]
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        cited_pages = [page for page in pages if Kind(page.meta["facts"].kind).traits.cited]
        for page in pages:
            if Kind(page.meta["facts"].kind).traits.listed:
                self._show(page)
        for page in cited_pages:
            self._cite(page)
        self.terms = self._term_set(cited_pages)
        for page in cited_pages:
            self._describe(page)
        return env

    def _source(self, page: Page) -> SourcePage | None:
        """Return the page as it was written; None where a plugin makes it."""
        pair = self.whole.site.library.pairs.get(self.whole.path_of(page.file))
        return pair.read_in(self.whole.locale) if pair else None

    def _url(self, locale: str, path: str) -> str:
        return f"{self.whole.url}{locale}/{page_url(path)}"

    def _show(self, page: Page) -> None:
        """Add what other programs show of the page; parts of a list share the picture of the site."""
        work, kind = self._work(page), Kind(page.meta["facts"].kind)
        words = self.words[work.lang]
        key = f"kind-{kind.value}"
        label = words(key) if kind.traits.cited and key in words.keys() else ""  # noqa: SIM118
        title = work.title if kind.traits.mapped else work.site
        picture = Picture(title=title, kind=label, site=work.site, lang=work.lang)
        page.meta["preview"] = preview(work, self.words, picture=f"{self.root}{picture.path}")
        if work.lang == self.whole.locale:
            self.pictures.add(picture)

    def _cite(self, page: Page) -> None:
        path, work = self.whole.path_of(page.file), self._work(page)
        version, ids = self._version(page, work)
        short = self._short(path, work.lang)
        start = f"{self.whole.locale}/{page_url(path)}"
        target = relative_url(f"{work.lang}/{page_url(path)}{CITE_PAGE}", start=start)
        words = self.words[work.lang]
        page.meta["citation"] = PageCitation(
            work=version,
            words=words,
            page=target,
            short=short,
            licence=self.licence_url,
        )
        if work.lang == self.whole.locale:
            sections = {
                anchor: version.part(ids[anchor], title) if anchor in ids else work.part(anchor, title)
                for anchor, title in _sections(page.toc)
                if anchor != SOURCES
            }
            self.works[path] = (version, sections)

    def _short(self, path: str, lang: str) -> str:
        """Return the short address of a page; an edition, which is cited as it is, has none."""
        name = permanent_name(path, self.whole.site.library.pairs.get(path))
        return "" if self.whole.edition else short_of(name, lang, self.root)

    def _work(self, page: Page) -> Work:
        """Return the page as this build makes it."""
        path, source, facts = self.whole.path_of(page.file), self._source(page), page.meta["facts"]
        lang = source.locale if source else self.whole.locale
        site = self.words[lang]("site-name")
        return Work(
            path=path,
            lang=lang,
            title=self._title(page),
            authors=names_of(source.meta.authors if source else ()) or (Name(whole=site),),
            reviewers=names_of(source.meta.reviewers if source else ()),
            site=site,
            url=self._url(lang, path),
            day=self._day(lang, path),
            edition=self.whole.edition,
            description=facts.description,
        )

    def _title(self, page: Page) -> str:
        """Return the title of a page; that of a call knows which language it is in."""
        call = page.meta.get("call")
        title: str = call.card.title if call else page.meta["facts"].title
        return title

    def _day(self, lang: str, path: str) -> datetime.date | None:
        """Return the day of sealing, or that of the page's last change."""
        sealed_on = os.environ.get(SEALED_ON, "") if self.whole.edition else ""
        moment = sealed_on or self.whole.site.changes.get(f"{lang}/{path}", "")
        return datetime.datetime.fromisoformat(moment).date() if moment else None

    def _version(self, page: Page, work: Work) -> tuple[Work, Mapping[str, str]]:
        """Return the version to cite, and the ids of sections there by those they have now.

        It is the newest edition that holds the page, as that edition cites itself, else this page.
        """
        editions = page.meta.get("editions")
        for link in editions.links if editions else ():
            if link.citation:
                return work_of(link.citation, work), link.sections
        return work, {anchor: anchor for anchor, _ in _sections(page.toc)}

    def _describe(self, page: Page) -> None:
        """Add what machines read of lessons, courses and the glossary."""
        source = self._source(page)
        if source is None or source.locale != self.whole.locale:
            return
        if source.meta.kind in _TEACHING_KINDS:
            material = self._material(page, source)
            self.materials.append(material)
            page.meta["jsonld"] = page_json(material_fields(material))
        elif source.meta.kind is Kind.GLOSSARY and self.terms:
            page.meta["jsonld"] = page_json(set_fields(self.terms, whole=False))
            page.meta["downloads"] = [
                (name, relative_url(file, start=f"{self.whole.locale}/{page_url(source.path)}"))
                for name, file in glossary_files(self.whole.locale).items()
            ]

    def _material(self, page: Page, source: SourcePage) -> Material:
        work, meta = self._work(page), source.meta
        pair = self.whole.site.library.pairs[source.path]
        codes = [code for code in pair.pages if code != work.lang]
        is_original = pair.original.locale == work.lang
        lessons, course = self._lessons(source.path), self._course(source.path)
        minutes = [
            self.whole.site.library.pairs[path].read_in(work.lang).meta.minutes or 0 for path in lessons
        ]
        return Material(
            work=work,
            identifier=f"{self.root}id/{meta.id}/",
            kind=self.words[work.lang](f"kind-{meta.kind.value}"),
            licence=self.licence_url,
            is_course=meta.kind is Kind.COURSE,
            minutes=sum(minutes) if meta.kind is Kind.COURSE else meta.minutes or 0,
            audience=meta.audience or self._audience(course, work.lang),
            objectives=meta.objectives,
            prerequisites=meta.prerequisites,
            keywords=tuple(self._keywords(page)),
            terms_url=self.terms.url if self.terms else "",
            course=self._url(work.lang, course) if course else "",
            parts=tuple(self._url(work.lang, path) for path in lessons),
            original="" if is_original else self._url(pair.original.locale, source.path),
            translations=tuple(self._url(code, source.path) for code in codes) if is_original else (),
            published=meta.published,
            last_change=self._change_day(work.lang, source.path),
        )

    def _change_day(self, lang: str, path: str) -> datetime.date | None:
        moment = self.whole.site.changes.get(f"{lang}/{path}")
        return datetime.datetime.fromisoformat(moment).date() if moment else None

    def _lessons(self, path: str) -> list[str]:
        """Return the lessons of a course in reading order; a lesson has none."""
        navigation, pairs = self.whole.site.navigation, self.whole.site.library.pairs
        if navigation is None or pairs[path].original.meta.kind is not Kind.COURSE:
            return []
        paths = (branch.path for branch in navigation.trails[path][-1].walk())
        return [lesson for lesson in paths if pairs[lesson].original.meta.kind is Kind.LESSON]

    def _course(self, path: str) -> str:
        """Return the course that a lesson is in."""
        navigation, pairs = self.whole.site.navigation, self.whole.site.library.pairs
        ancestors = navigation.trails[path][-2::-1] if navigation else ()
        return next(
            (branch.path for branch in ancestors if pairs[branch.path].original.meta.kind is Kind.COURSE), ""
        )

    def _audience(self, course: str, lang: str) -> str:
        return self.whole.site.library.pairs[course].read_in(lang).meta.audience or "" if course else ""

    def _keywords(self, page: Page) -> Iterator[Keyword]:
        if self.terms is None:
            return
        names = {term.id: term.names[term.language(self.whole.locale)] for term in self.terms.terms}
        for term in terms_in(page.content or ""):
            yield Keyword(id=term, name=names[term], url=f"{self.terms.url}#{term}")

    def _term_set(self, pages: Iterable[Page]) -> TermSet | None:
        """Return the glossary with the pages that use each term; None where there is no page of it."""
        glossary = next((page for page in pages if page.meta["facts"].kind == Kind.GLOSSARY.value), None)
        if glossary is None:
            return None
        uses: dict[str, list[tuple[str, str]]] = {}
        for page in pages:
            for term in terms_in(page.content or "") if page.meta["facts"].in_reader_language else ():
                uses.setdefault(term, []).append(
                    (self._url(self.whole.locale, self.whole.path_of(page.file)), page.meta["facts"].title)
                )
        work = self._work(glossary)
        return TermSet(
            terms=self.whole.site.terms,
            name=work.title,
            description=work.description,
            url=work.url,
            licence=self.licence_url,
            locale=self.whole.locale,
            uses=uses,
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files of this language."""
        store = self.store
        for picture in sorted(self.pictures, key=lambda entry: entry.path):
            self._write(picture.path, png_of(picture, store))
        self.common = build_of(config).inputs.common_digest()
        for path, (work, sections) in self.works.items():
            address = f"{self.whole.locale}/{page_url(path)}{CITE_PAGE}"
            inputs = (self.common, work, sections, self._short(path, work.lang))
            self._keep(address, inputs, partial(self._cite_page, path, work, sections))
        entries = [entry for work, sections in self.works.values() for entry in (work, *sections.values())]
        for ending in FORMATS:
            self._keep(citations_file(self.whole.locale, ending), entries, partial(export, entries, ending))
        if self.materials:
            self._write(courses_file(self.whole.locale), list_json(self.materials).encode())
        if self.terms:
            for name, file in glossary_files(self.whole.locale).items():
                make = tbx if name.startswith("TBX") else set_json
                self._keep(file, self.terms, partial(make, self.terms))
        store.save()
        if self.whole.leads and not self.whole.edition:
            self._write_site_files()

    def _write_site_files(self) -> None:
        """Write the citation of the whole site, and the list of what teaches for those who import it."""
        citation, materials = SITE_FILES
        newest = max(self.whole.site.changes.values(), default="")
        editions = [work.edition for work, _ in self.works.values() if work.edition]
        text = citation_file(
            {code: words("site-name") for code, words in self.words.items()},
            message=" ".join(words("cite-message") for words in self.words.values()),
            url=self.root,
            licence=self.licence.spdx if self.licence else "",
            day=newest[:10],
            edition=max(editions, default=""),
        )
        self._write(citation, text.encode())
        self._write(materials, sitemap(self._taught_pages()))

    def _taught_pages(self) -> Iterator[Entry]:
        for pair in self.whole.site.library:
            if pair.original.meta.kind in _TEACHING_KINDS:
                for locale in pair.pages:
                    moment = self.whole.site.changes.get(f"{locale}/{pair.path}")
                    yield Entry(url=self._url(locale, pair.path), changed=moment, alternates=())

    def _write(self, path: str, content: bytes) -> None:
        self.whole.outputs.write(path, content)

    def _keep(self, path: str, inputs: object, make: Callable[[], str], *, kind: str = "file") -> None:
        """Write a file, from the store where it was made from the same before."""
        self._write(path, self.store.remember(kind, path, fingerprint(inputs), make).encode("utf-8"))

    def _cite_page(self, path: str, work: Work, sections: Mapping[str, Work]) -> str:
        words = self.words[self.whole.locale]
        return self.env.get_template("root/cite.html").render(
            choices=[Choice(code=self.whole.locale, words=words)],
            canonical=self._url(work.lang, path),
            root="../" * (page_url(path).count("/") + 1),
            words=words,
            cite=cite_page(work, words, sections, short=self._short(path, work.lang)),
        )

    def _write_short_links(self) -> None:
        """Write the pages at short addresses, of moved and gone pages too."""
        pages = ShortPages(self.whole.site, self.words)
        for link in short_links_of(self.whole.site, build_moment(os.environ)):
            page = pages.page(link)
            address = f"{link.address.lstrip('/')}index.html"
            inputs = (self.common, link.locale, page, self.root)
            make = partial(self._short_page, link.locale, page)
            self._keep(address, inputs, make, kind="short link")
        self.store.save()

    def _short_page(self, locale: str, page: ShortPage) -> str:
        return self.env.get_template("root/short.html").render(
            choices=[Choice(code=locale, words=self.words[locale])],
            root="../../../",
            page=page,
            canonical=f"{self.root}{page.canonical.lstrip('/')}",
        )


def _sections(items: Iterable[AnchorLink]) -> Iterator[tuple[str, str]]:
    """Yield the id and title of each section of a page, those within others too."""
    for item in items:
        yield item.id, unescape(item.title)
        yield from _sections(item.children)
