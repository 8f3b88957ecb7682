"""The handouts plugin: makes what readers take away, when all pages are finished, and links it."""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Mapping
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from exchange.build.inputs import Inputs
from exchange.editions.environment import PDF, PUBLISH
from exchange.editions.manifest import NAME, manifest_digest, read_day
from exchange.editions.notes import NoteKind
from exchange.handouts.booklet import INDEX, handout_words, publisher
from exchange.handouts.downloads import with_downloads
from exchange.handouts.making import Workshop, handouts
from exchange.handouts.names import OFFLINE_SITE, Form, Handout, courses, promised_paths
from exchange.handouts.offline import offline_copy
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.store import damage_report
from exchange.mkdocs_plugins.this_build import NoOptions, WholeSite, build_of
from exchange.search.cache import DiskCache
from exchange.search.glossary import concepts
from exchange.text.clock import build_moment

log = logging.getLogger("mkdocs.plugins.handouts")


def wants_pdf(edition: str) -> bool:
    """Return True if this build makes PDFs: setting a course takes seconds."""
    wish = os.environ.get(PDF)
    return _is_for_good(edition) if wish is None else wish != "off"


def _is_for_good(edition: str) -> bool:
    return PUBLISH in os.environ or bool(edition)


@in_order
class HandoutsPlugin(BasePlugin[NoOptions]):
    """Adds a PDF and an EPUB of each course in each language."""

    whole: WholeSite
    inputs: Inputs
    pages: dict[str, bytes]  # of courses, by their folder, before their links are finished
    sizes: dict[str, int]  # of handouts, by their path

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Ask to see the finished pages; a preview has no handouts."""
        build = build_of(config)
        self.whole = build.whole
        build.inputs.declare(self)
        self.inputs = build.inputs
        site, hidden_paths = self.whole.site, self.whole.hidden_paths
        learner_pages = frozenset(site.instructor_pages.values())
        build.promised_paths = promised_paths(  # of a preview too, which is no site that has lost them
            site.library, hidden_paths=hidden_paths, teaching_pages=learner_pages
        )
        if not self.whole.serving:
            build.work_at_end.append(self._complete)
        return config

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Name to templates what a course may offer; what is not there is taken out at the end."""
        forms = () if self.whole.serving else tuple((form.name.lower(), form.value) for form in Form)
        env.globals["handout_forms"] = forms
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Ask to see the whole site once more where it is published: it is packed when editions are in it."""
        if PUBLISH in os.environ and self.whole.leads:
            build_of(config).work_at_end.append(self._pack)

    def _complete(self) -> None:
        """Make the handouts, and finish the links to them."""
        whole = self.whole
        folders = tuple(courses(whole.site.library, hidden_paths=whole.hidden_paths))
        self.pages = {folder: (whole.folder / folder / INDEX).read_bytes() for folder in folders}
        store = whole.store("handouts")
        files, has_left_out = handouts(self._workshop(), folders, store)
        store.save()
        if has_left_out:
            self._tell_omissions()
        self._tell_pdf_option()
        for path, content in files.items():
            whole.outputs.write(path, content)
        self.sizes = {path: len(content) for path, content in files.items()}
        for folder in folders:
            self._link(folder)

    def _pack(self) -> None:
        """Add offline copies of the site, editions and courses, and finish the links to them."""
        folder, url, now = self.whole.folder, self.whole.url, build_moment(os.environ)
        names = {code: organisation.name for code, organisation in self._workshop().publishers.items()}
        pack = partial(offline_copy, folder, url, names=names, day=now.date())
        self._pack_editions(names)
        terms = concepts(self.whole.site.terms)
        report = damage_report(self.whole.cache.parent, self.whole.messages)
        cache = DiskCache(self.whole.cache / "offline-search", report=report)
        copies = {OFFLINE_SITE: pack(exclusions=self.whole.outputs.links)}
        for course in self.pages:
            path = Handout(course=course, form=Form.OFFLINE).path
            copies[path] = pack(course=course.partition("/")[2], concepts=terms, cache=cache)
        cache.prune()
        for path, copy in copies.items():
            content = copy.zip()
            self.whole.outputs.write(path, content)
            self.sizes[path] = len(content)
        for course in self.pages:
            self._link(course)
        self._link_editions()

    def _pack_editions(self, names: Mapping[str, str]) -> None:
        """Add a copy of each edition: of the day when it was sealed, or a page of it was withdrawn."""
        whole, kept = self.whole, self.whole.tree_cache("offline-editions")
        for file in sorted(whole.folder.glob(f"editions/*/{NAME}")):
            edition, manifest = file.parent.name, file.read_bytes()
            notes = [
                note
                for note in whole.site.notes
                if note.edition == edition and note.kind is NoteKind.WITHDRAWN
            ]
            sealed_on = read_day(manifest) or build_moment(os.environ).date().isoformat()
            day = max([datetime.date.fromisoformat(sealed_on), *(note.day for note in notes)])
            inputs = (self.inputs.common_digest(), whole.url, names, day, manifest_digest(manifest), notes)

            def make(edition: str = edition, day: datetime.date = day) -> list[tuple[str, bytes]]:
                copy = offline_copy(whole.folder, whole.url, names=names, day=day, edition=edition)
                return [(OFFLINE_SITE, copy.zip())]

            path = f"editions/{edition}/{OFFLINE_SITE}"
            copy = kept.folder(repr(inputs), make) / OFFLINE_SITE
            whole.outputs.add_link(path, copy)
            self.sizes[path] = copy.stat().st_size
        kept.forget_others()

    def _workshop(self) -> Workshop:
        publishers = {
            locale.code: publisher(self.whole.site.settings.strings(locale.code))
            for locale in self.whole.locales
        }
        return Workshop(
            site=self.whole.folder,
            publishers=publishers,
            edition=self.whole.edition,
            with_pdf=wants_pdf(self.whole.edition),
        )

    def _tell_omissions(self) -> None:
        """Say what is missing; what is published lacks nothing."""
        text = handout_words(self.whole.messages)("no-typesetter")
        if _is_for_good(self.whole.edition):
            raise PluginError(text)
        log.info(text)

    def _tell_pdf_option(self) -> None:
        """Say how to have PDFs, to those who did not choose to go without."""
        if self.pages and PDF not in os.environ and not wants_pdf(self.whole.edition):
            log.info(handout_words(self.whole.messages)("no-pdf-wanted"))

    def _link(self, folder: str) -> None:
        """Finish the page of a course."""
        sizes = {path.removeprefix(folder): size for path, size in self.sizes.items()}
        date_locale = handout_words(folder.partition("/")[0])("babel-locale")
        content = with_downloads(self.pages[folder], sizes, date_locale=date_locale)
        self.whole.outputs.amend(f"{folder}{INDEX}", content)

    def _link_editions(self) -> None:
        """Finish the list of editions, which is in every language."""
        path = f"editions/{INDEX}"
        file = self.whole.folder / path
        if file.is_file():
            sizes = {path.removeprefix("editions/"): size for path, size in self.sizes.items()}
            date_locale = handout_words(self.whole.locale)("babel-locale")
            self.whole.outputs.amend(path, with_downloads(file.read_bytes(), sizes, date_locale=date_locale))
