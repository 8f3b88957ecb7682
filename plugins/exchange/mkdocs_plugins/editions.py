"""The editions plugin: MkDocs' events on one side, the ledger, redirects and sealed editions on the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files as MkDocsFiles
from mkdocs.structure.pages import Page

from exchange.build.inputs import Inputs, fingerprint
from exchange.build.linked_trees import LinkedTrees
from exchange.editions import live_site as live
from exchange.editions.addresses import in_locale, page_address, without_locale
from exchange.editions.branch import BRANCH, GitError
from exchange.editions.branch import editions as sealed_editions
from exchange.editions.destination import HEADER, MARKER
from exchange.editions.digests import Sections, written_sections
from exchange.editions.disk import disk_fault
from exchange.editions.environment import EDITION, PREVIEW, PUBLISH
from exchange.editions.id_cache import IdCache
from exchange.editions.moved_sections import MovedSections
from exchange.editions.note_targets import pages_of, wrong_targets, wrong_ways_on
from exchange.editions.notes import Note
from exchange.editions.other_publishers import other_publisher
from exchange.editions.permanent_ids import Permanent, permanent_pages
from exchange.editions.previews import dropped_editions, lost_editions, unreadable_editions
from exchange.editions.published_files import Publication
from exchange.editions.resolution import Promise
from exchange.editions.root_pages import PageContext, RootPage
from exchange.editions.shelf import LINKED_TREES, Sealed, shelf
from exchange.editions.version_views import VersionRecords, page_editions, sealed_titles
from exchange.editions.versions import promised_lines
from exchange.editions.words import words_of
from exchange.embedding.changes import FILE, Content, edition_file, reading_order, tracks_changes
from exchange.embedding.frame_pages import FrameCode, FrameDrawer, FrameSite, frames_root, site_root
from exchange.embedding.outputs import Edition, write_outputs
from exchange.handouts.names import OFFLINE_SITE
from exchange.languages.language import FALLBACK
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.problems import say, stopping
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.kinds import Kind
from exchange.pages.own_templates import template_fault
from exchange.text.problems import ContentProblems, explain, message_languages
from exchange.text.strings import Strings
from exchange.training.course_material import question_packages

if TYPE_CHECKING:
    from exchange.mkdocs_plugins.sealed_build import Sealed as SealedEdition


class EditionsConfig(Config):
    """What mkdocs.yml may say."""

    ledger = config_options.Type(str, default="ledger.csv")
    """The ledger, in the content folder: everything ever published. Only `kx publish` writes it."""

    redirects = config_options.Type(str, default="redirects.yml")
    """What moved and what is gone, in the content folder."""

    notes = config_options.Type(str, default="editions.yml")
    """Errata and withdrawals of sealed pages, in the content folder; `kx erratum` and `kx withdraw` add."""


@in_order
class EditionsPlugin(BasePlugin[EditionsConfig]):
    """Keeps what was published reachable; seals editions where `edition` is set."""

    whole: WholeSite
    files: live.Files
    history: live.PublicationHistory
    notes: tuple[Note, ...]
    words: dict[str, Strings]
    inputs: Inputs
    ids: IdCache
    env: Environment
    edition = ""
    messages = FALLBACK
    site = Path()
    serving = False
    sealed: SealedEdition | None = None
    shelf: tuple[Sealed, ...] = ()  # what `kx publish` puts into the site
    records: VersionRecords | None = None
    promised_paths: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Refuse what would publish a part of the site over the whole, in every language."""
        problem = other_publisher(command, os.environ)
        if problem:
            raise ConfigurationError(
                "\n".join(explain(problem, code) for code in message_languages("editions"))
            )

    def _before_reading(self, config: MkDocsConfig) -> MkDocsConfig:
        """Turn the build towards an edition's address."""
        self.edition = os.environ.get(EDITION, "")
        self.site = Path(config.site_dir)
        folder = config.theme.custom_dir
        self.own_templates = Path(folder) if folder else None, Path(str(config.config_file_path)).parent
        self.messages = str(config.plugins["bilingual"].config["messages"])
        if PUBLISH in os.environ:
            build_of(config).spare = "spare-published"  # which no other build takes: it has editions
        if self.edition:
            build_of(config).spare = ""  # a sealed folder is searched whole for what it must not hold
            from exchange.mkdocs_plugins.sealed_build import (
                turn_to_edition,  # late: an edition is sealed once
            )

            turn_to_edition(config, self.edition)
        return config

    def _after_reading(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the ledger and the redirects, and ask to see the site when it is complete."""
        self.whole, self.promised_paths = build_of(config).whole, build_of(config).promised_paths
        self.serving = self.whole.serving
        codes = tuple(locale.code for locale in self.whole.locales)
        settings = self.whole.site.settings
        self.words = {
            code: words.with_words(settings.site_words(code))
            for code, words in words_of(settings.frame, codes).items()
        }
        self.files = live.Files(
            content=self.whole.content,
            content_name=self.whole.content_name,
            ledger=self.config.ledger,
            redirects=self.config.redirects,
        )
        site = self.whole.site
        self.history = live.PublicationHistory(ledger=site.ledger, redirects=site.redirects)
        self.notes = site.notes
        self.moved_sections = MovedSections(self.history.redirects)
        self.inputs = build_of(config).inputs
        self.inputs.declare(self)
        parts = self.moved_sections.fingerprints()
        self.inputs.answers("moved", lambda path, _question: parts.get(page_address(path), ""))
        self.ids = IdCache(lambda name: self.whole.store(f"ids/{name}"))
        config.markdown_extensions.append(self.moved_sections)  # type: ignore[arg-type]
        if self.edition:
            from exchange.mkdocs_plugins.sealed_build import Sealed as SealedEdition

            sealed = settings.partnership.folders.sealed
            self.sealed = SealedEdition(self.edition, sealed, self.whole, self.words)
            config.markdown_extensions.append(self.sealed.calls)  # type: ignore[arg-type]
        if PUBLISH in os.environ:
            self._take_editions(Path(os.environ[PUBLISH]), codes)
        elif self.whole.leads and not self.edition:
            self._look_at_editions(Path(config.config_file_path).parent)
        build_of(config).work_at_end.append(self._complete)
        return config

    def _take_editions(self, repository: Path, locales: tuple[str, ...]) -> None:
        """Get the sealed editions ready; refuse to go on where one is lost or not as it was sealed."""
        from exchange.editions.assembly import (  # late: not in a build
            broken_editions,
            known_versions,
        )

        self.shelf = shelf(repository, verify=True)
        digests = {sealed.edition: sealed.digest for sealed in self.shelf}
        problems = lost_editions(
            self.history.ledger, digests, path=self.files.display_path(self.files.ledger)
        )
        say([*problems, *broken_editions(self.shelf, branch=BRANCH)], self.whole.messages)
        self.records = known_versions(self.shelf, self.notes, self.history.redirects, locales)
        _ = self.records.versions  # once, before the processes of other languages begin
        noted_editions = {note.edition for note in self.notes}
        sealed = {
            edition: pages_of(sections, locales) if edition in noted_editions else ()
            for edition, sections in self.records.sealed.items()
        }
        say(wrong_targets(self.notes, sealed), self.whole.messages)

    def _look_at_editions(self, repository: Path) -> None:
        """Refuse a site without the editions that were sealed."""
        if self.whole.serving or os.environ.get(PREVIEW) == "1":
            return
        try:
            sealed = sealed_editions(repository)
        except GitError as error:
            say(unreadable_editions(repository, error), self.whole.messages)
            sealed = ()  # no repository, no git: the ledger alone says which editions there are
        problems = dropped_editions(
            self.history.ledger, sealed, path=self.files.display_path(self.files.ledger)
        )
        say(problems, self.whole.messages)

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: MkDocsFiles
    ) -> None:
        """Say which page is next, to those who mark its sections."""
        locale = self.whole.locale
        self.moved_sections.page = page_address(self.whole.path_of(page.file))
        self.moved_sections.locale = locale
        self.moved_sections.words = self.words[locale]
        self.inputs.ask("moved", "")
        if self.sealed:
            self.sealed.turn_to_page(page)
            self.inputs.spoil()  # an edition is made once, of other parts than the live site

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: MkDocsFiles) -> Environment:
        """Remember what draws pages; tell each page which editions hold it."""
        self.env = env
        env.globals["has_editions"] = bool(self.shelf)
        env.globals["frames"] = frames_root(self.whole.url, self.edition)
        env.globals["frame_html"] = FrameCode(url=site_root(self.whole.url, self.edition))
        env.globals["framed_kinds"] = [kind.value for kind in Kind if kind.traits.embedded]
        versions = self.records.versions if self.records else {}
        for file in files.documentation_pages() if self.records else ():
            path = self.whole.path_of(file)
            address = in_locale(page_address(path), self.whole.locale)
            if self.records and file.page and address in versions:
                file.page.meta["editions"] = page_editions(address, versions[address], self.records)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Make a sealed page of it, where an edition is sealed; else note the ids it promises."""
        if self.sealed:
            self.inputs.spoil()
            return self.sealed.page(output, page, self.env)
        self.ids.ids_of(self._address(page), output.encode("utf-8", "xmlcharrefreplace"))
        return output

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Say in words what a person must mend, a disk or a template, after all plugins have cleared away."""
        problem = template_fault(error, *self.own_templates)
        if problem is None and isinstance(error, OSError):
            problem = disk_fault(error, self.site)
        if problem is not None:
            reason = stopping(problem, self.messages)
            raise (reason if self.serving else Abort(str(reason))) from error

    def _address(self, page: Page) -> str:
        return in_locale(page_address(self.whole.path_of(page.file)), self.whole.locale)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write down the ids of the pages that were made."""
        self.ids.save(is_complete=False)

    def _complete(self) -> None:
        """Compare the whole site with the ledger, and add the pages at the root."""
        if self.sealed:
            self.sealed.finish()
            return
        permanent = permanent_pages(
            self.whole.site.library.pages_with_id(), hidden_paths=self.whole.hidden_paths
        )
        promise = self._promise(permanent)
        problems = live.check(promise, permanent, self.files, self.whole.outputs)
        ways_on = wrong_ways_on(self.notes, partial(live.leads_somewhere, promise), live.page_names(promise))
        say([*problems, *ways_on], self.whole.messages)
        current, context = self._sections(promise.published), self._context()
        store, common = self.whole.store("root"), self.inputs.common_digest()

        def draw(page: RootPage) -> str:
            render = partial(live.render_page, self.env, page)
            return store.remember("root", page.address, fingerprint(common, page), render)

        live.write_live(self.whole.outputs, draw, promise, permanent, context)
        store.save()
        trees = LinkedTrees(self.whole.cache / LINKED_TREES)
        additions = self._write_for_others(current, promise.published, trees)
        if self.records:
            from exchange.editions.assembly import Assembly

            self.whole.outputs.write(MARKER, HEADER.encode())
            try:
                Assembly(
                    self.whole.outputs,
                    self.env,
                    self.notes,
                    self.records,
                    context,
                    self.whole.store("editions"),
                    common,
                    trees,
                    (OFFLINE_SITE,),
                ).add_all(self.shelf, current, additions)
            except ContentProblems as error:
                say(error.problems, self.whole.messages)

    def _promise(self, permanent: Sequence[Permanent]) -> Promise:
        """Return all that decides whether the site keeps what was promised."""
        promise = live.promise_of(
            self.whole.outputs,
            self.history,
            self.files,
            tuple(locale.code for locale in self.whole.locales),
            permanent,
            promised_lines(self.records.sealed.values()) if self.records else (),
            ids_of=self.ids.ids_of,
            promised=self.promised_paths,
        )
        self.ids.save(is_complete=True)
        return promise

    def _context(self) -> PageContext:
        return PageContext(
            locales=self.whole.locales,
            words=self.words,
            url=self.whole.url,
            sealed=sealed_titles(self.records) if self.records else {},
            titles={
                in_locale(page_address(pair.path), locale.code): pair.read_in(locale.code).meta.title
                for pair in self.whole.site.library
                for locale in self.whole.locales
            },
        )

    def _sections(self, published: Publication) -> Sections:
        """Return what pages say now: all pages where editions are compared with them, else those tracked."""
        library = self.whole.site.library.filter_out(self.whole.hidden_paths)
        tracked_addresses = {page_address(pair.path) for pair in library if tracks_changes(pair)}
        codes = [locale.code for locale in self.whole.locales]
        addresses = (
            page
            for page in published.pages
            if self.records or without_locale(page, codes) in tracked_addresses
        )
        return written_sections(self.whole.outputs, sorted(addresses), self.whole.store("sections"))

    def _question_packages(self) -> dict[str, str]:
        """Return in which package the questions of each lesson are, by its path with a language."""
        site = self.whole.site
        assert site.navigation is not None, "a site whose order cannot be read is refused before"
        return {
            f"{locale.code}/{path}": package
            for locale in self.whole.locales
            for path, package in question_packages(site.library, site.navigation, site.questions, locale.code)
        }

    def _write_for_others(
        self, sections: Sections, published: Publication, trees: LinkedTrees
    ) -> dict[str, dict[str, bytes]]:
        """Add what other sites show in frames, and what trainers are told about changes.

        Return what stands beside the files of each edition, by its name.
        """
        site, sealed = self.whole.site, self.records.sealed if self.records else {}
        library = site.library.filter_out(self.whole.hidden_paths)
        content = Content(
            url=self.whole.url,
            locales=tuple(locale.code for locale in self.whole.locales),
            pairs=tuple(library.pairs[path] for path in reading_order(site.navigation, library)),
            sections=sections,
            ids={address: ids.lasting for address, ids in published.pages.items()},
            days=site.changes,
            redirects=self.history.redirects,
            editions=tuple(reversed(list(sealed))),
            packages=self._question_packages(),
        )
        editions = [
            Edition(
                name=entry.edition,
                folder=entry.folder,
                digest=entry.digest,
                sections=sealed[entry.edition],
            )
            for entry in self.shelf
        ]
        frames = FrameSite(
            url=self.whole.url, words=self.words, env=self.env, common=self.inputs.common_digest()
        )
        write_outputs(
            self.whole.outputs,
            FrameDrawer(self.whole.store("frames"), frames, self.whole.tree_cache("sealed-frames")),
            self.env.globals["asset"]("js/embedding/height.js"),  # type: ignore[operator]
            content,
            editions,
            trees,
            self.notes,
            self.words,
        )
        return {edition.name: {FILE: edition_file(edition.sections)} for edition in editions}
