"""The bilingual plugin: MkDocs' events on one side, pairs, views and a companion process on the other."""

from __future__ import annotations

import atexit
import datetime
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from exchange.authoring.linked_files import FileFacts, linked_file
from exchange.authoring.shared_texts import SharedTexts, shared_files
from exchange.build.companion import Companion, Handover, read_handover
from exchange.build.folder_lock import FolderLock
from exchange.build.garbage_collection import collect_seldom, freeze_garbage_collection
from exchange.build.git import prune_worktrees
from exchange.build.inputs import Inputs
from exchange.build.linked_trees import LinkedTrees
from exchange.build.outputs import Outputs
from exchange.build.processes import Process, Say, start
from exchange.build.progress import Progress
from exchange.build.staging import Staging, clear_leftovers, copy_to_spare, new_staging
from exchange.build.store import Store
from exchange.build.work_folders import PREFIX, claim_preview
from exchange.editions.environment import EDITION, PUBLISH
from exchange.editions.shelf import LINKED_TREES
from exchange.mkdocs_plugins import language_files as edge
from exchange.mkdocs_plugins.bilingual_options import BilingualConfig
from exchange.mkdocs_plugins.companion_build import build_language
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.lazy_meta import LazyMeta
from exchange.mkdocs_plugins.log_relay import Hearing, repeat
from exchange.mkdocs_plugins.problems import say
from exchange.mkdocs_plugins.seams import Seams
from exchange.mkdocs_plugins.site_settings import complete, partnership_of_build, settings_of
from exchange.mkdocs_plugins.store import open_store
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.addresses import page_url, relative_url
from exchange.pages.borrowed_sections import (
    BorrowedSections,
    borrowed_sections,
    finished_html,
    with_borrowed_sections,
)
from exchange.pages.lag_notices import Lag, LagNotice, LagNotices
from exchange.pages.library import SHARED_FOLDER, Library, SourcePage
from exchange.pages.link_resolution import inside_target, outside_resolver
from exchange.pages.markup import ReaderMarkup
from exchange.pages.navigation import Navigation, read_navigation
from exchange.pages.outside_links import OutsideLinks, Resolve
from exchange.pages.page_inputs import page_parts
from exchange.pages.quiet_texts import QuietTexts
from exchange.pages.root_pages import write_both, write_root
from exchange.pages.side_by_side import pages_with_both
from exchange.pages.sitemap import sitemap
from exchange.pages.sitemap_entries import sitemap_entries
from exchange.pages.text_direction import prepare_templates
from exchange.pages.views import (
    Site,
    news,
    not_found_view,
    page_facts,
    page_view,
    readable_day,
    site_map,
    translation_view,
)
from exchange.site import translation_pages as tasks_page
from exchange.site.checking import STORE, check, drop_duplicates, errors
from exchange.site.html_checks import html_problems
from exchange.site.partnership import Partnership
from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site as ContentSite
from exchange.site.reading import read_site
from exchange.site.section_states import lagging
from exchange.site.translation_tasks import one_line, translation_tasks, twin_of
from exchange.text.clock import EPOCH, build_moment
from exchange.text.documents import text_of
from exchange.text.problems import ContentProblems, Problem
from exchange.text.strings import Strings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from exchange.mkdocs_plugins.preview_server import BuildOutcome

log = logging.getLogger("mkdocs.plugins.bilingual")


@in_order
class BilingualPlugin(BasePlugin[BilingualConfig]):
    """Builds one language in this process, and starts another process for each of the others."""

    partnership: Partnership
    partnership_problems: tuple[Problem, ...]
    whole: WholeSite
    content: ContentSite
    store: Store
    now: datetime.datetime
    inputs: Inputs
    library: Library
    changes: Mapping[str, str]
    generated_pages: frozenset[str]  # pages that nobody writes
    site: Site
    words: Mapping[str, Strings]
    env: Environment
    outcome: BuildOutcome  # of a preview
    staging: Staging | None = None
    published: Path  # where the site will be
    preview_lock: FolderLock | None = None
    hearing: Hearing | None = None
    is_copy = False  # whether this process is a copy of one that has read the content

    def __init__(self) -> None:
        collect_seldom()
        self.serving = False
        self.companions: list[Companion] = []
        self.seams = Seams()
        self.links = OutsideLinks()
        self.borrowings = BorrowedSections()
        self.markup = ReaderMarkup()
        self.lag_notices = LagNotices()
        self.progress = Progress(sys.stderr)
        self.problems: list[Problem] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, and leave nothing behind when the process ends."""
        self.serving = command == "serve"
        if self.serving:
            from exchange.mkdocs_plugins.preview_server import BuildOutcome  # late: a build loads no server

            self.outcome = BuildOutcome(self.config.messages)
            self.seams.watch_first_build(self._first_build)
        freeze_garbage_collection()
        atexit.register(self.abandon)

    def _first_build(self, config: MkDocsConfig, work: Callable[[], None]) -> None:
        """Begin a preview, whatever is wrong with the content, where only this computer can see it."""
        edge.refuse_address(config.dev_addr, self.config.messages)
        self.outcome.attempt(work)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Serve the last good site from now on; copy it in the background for the next build."""
        from exchange.mkdocs_plugins.preview_server import PreviewServer

        self.seams.take_out()
        spare = edge.spare_folder(config)
        if spare is not None and not self.outcome.has_failed:
            threading.Thread(target=copy_to_spare, args=(self.published, spare), daemon=True).start()
        return PreviewServer(server, self.outcome)

    def _before_all(self, config: MkDocsConfig) -> MkDocsConfig:
        """Complete the settings by what content/site.yml says."""
        self.partnership, self.partnership_problems = partnership_of_build(config)
        complete(config, self.partnership)
        return config

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, and turn MkDocs towards one language of it."""
        self.problems = []  # a preview goes on with the same plugin after a build that was refused
        edge.refuse_flat_addresses(config, self.config.messages)
        edge.complete_theme(config)
        self._check_moment()
        handover = read_handover(os.environ)
        if handover is None:
            edge.refuse_site_folder(config, self.config.messages)
            self._clear_leftovers(config)
        self.now = build_moment(os.environ)
        if not self.is_copy:
            self._read(config)
        self.library, self.changes = self.content.library, self.content.changes
        self.generated_pages = self.content.generated_pages(self.now)
        outputs = self._outputs(config, handover)
        build = build_of(config)
        build.site = self.whole = self._whole_site(config, outputs, leads=handover is None)
        settings = self.content.settings
        self.words = {locale.code: settings.strings(locale.code) for locale in self.whole.locales}
        edge.turn_to_language(config, self.whole)
        self.inputs = build.inputs
        self.inputs.declare(self)
        self.markup.words_in = self.words
        edge.set_markup(config, [self.links, self.borrowings, self.markup, self.lag_notices, QuietTexts()])
        if self.whole.leads:
            if self.config.at_once and not errors(self.content.problems):
                self.companions = [self._start(locale, config) for locale in self._other_locales()]
            self._check()
        return config

    def _outputs(self, config: MkDocsConfig, handover: Handover | None) -> Outputs:
        """Return where the site is written: beside its place, in a folder that all processes share."""
        if handover is not None:
            self.hearing = self.staging = None  # a copied process has those of the one it was copied from
            return Outputs(Path(config.site_dir), has_old_files=handover.has_old_files)
        self.hearing = Hearing(edge.locale_to_build(config))
        trees = LinkedTrees(edge.cache_folder(config) / LINKED_TREES) if PUBLISH in os.environ else None
        self.staging = new_staging(
            Path(config.site_dir), spare=edge.spare_folder(config), exclusions=trees.names() if trees else ()
        )
        self.published = self.staging.site
        return Outputs(self.staging.folder, has_old_files=self.staging.has_old_files)

    def _whole_site(self, config: MkDocsConfig, outputs: Outputs, *, leads: bool) -> WholeSite:
        content = Path(config.docs_dir)
        return WholeSite(
            locale=edge.locale_to_build(config),
            locales=self.partnership.languages,
            folder=outputs.folder,
            url=edge.site_url(config),
            leads=leads,
            serving=self.serving,
            content=content,
            content_name=content.name,
            messages=self.config.messages,
            cache=edge.cache_folder(config),
            outputs=outputs,
            site=self.content,
            hidden_paths=self.content.withheld_pages(self.now),
            edition=os.environ.get(EDITION, ""),
        )

    def _clear_leftovers(self, config: MkDocsConfig) -> None:
        """Remove what those have left that were killed; put back a site, whatever the content says."""
        site = Path(config.site_dir)
        if clear_leftovers(site):
            prune_worktrees(edge.project_folder(config), PREFIX)
        if self.serving and self.preview_lock is None:
            self.preview_lock = claim_preview(site)

    def on_shutdown(self) -> None:
        """Leave nothing of a preview beside the folder that MkDocs removes itself."""
        if self.preview_lock is not None and not self.is_copy:
            self.preview_lock.release()

    def _check_moment(self) -> None:
        """Say it where the moment of the build is set to none, before anybody asks for it.

        MkDocs asks too, and takes an empty variable for a number.
        """
        if os.environ.get(EPOCH) == "":
            del os.environ[EPOCH]
        try:
            build_moment(os.environ)
        except ContentProblems as error:
            say(error.problems, self.config.messages)

    def _read(self, config: MkDocsConfig) -> None:
        settings = settings_of(
            config,
            frame=edge.frame(config),
            site_url=edge.site_url(config),
            partnership=self.partnership,
            problems=self.partnership_problems,
        )
        files = build_of(config).content_folder(config.docs_dir, size_limit=settings.limits.files + 1)
        self.store = open_store(settings.cache, STORE, self.config.messages)
        self.content = read_site(settings, files, now=self.now, store=self.store)

    def _check(self) -> None:
        """Say everything that is wrong with the content; only the process that the user started does it.

        Cautions that only time or a person can settle do not stop a strict build that asks for no warnings.
        Texts are rendered here only where the build stops anyway, so that all is said at once.
        """
        options = self.content.settings.plugins.get("content_check", {})
        warnings = bool(options.get("warnings"))
        try:
            problems: tuple[Problem, ...] = check(
                self.content, now=self.now, warnings=warnings, html=False, store=self.store
            )
            if errors(problems):
                problems = drop_duplicates([*problems, *html_problems(self.content, store=self.store)])
        finally:
            self.store.save()
        say(problems, self.whole.messages, warnings=warnings)

    def _navigation(self, library: Library) -> Navigation:
        """Return the order of exactly these pages: other plugins may have made some."""
        navigation = self.content.navigation
        if navigation is not None and navigation.trails.keys() == library.pairs.keys():
            return navigation
        name = self.content.settings.navigation
        text = text_of(self.content.files.read(name)) if self.content.files.is_file(name) else ""
        instructor_pages = self.content.instructor_pages
        return read_navigation(
            text,
            source=self.content.settings.display_path(name),
            pages=library.pairs.keys() - instructor_pages.keys(),
            owners=instructor_pages,
        )

    def _other_locales(self) -> list[str]:
        return [locale.code for locale in self.whole.locales if locale.code != self.whole.locale]

    def _start(self, locale: str, config: MkDocsConfig) -> Companion:
        handover = Handover(
            locale=locale,
            config_file=edge.config_file(config),
            site_folder=str(self.whole.folder),
            site_url=self.whole.url,
            serving=self.serving,
            use_directory_urls=config.use_directory_urls,
            verbose=log.isEnabledFor(logging.DEBUG),
            has_old_files=self.whole.outputs.has_old_files,
        )
        return Companion(locale, self._process(handover, config))

    def _process(self, handover: Handover, config: MkDocsConfig) -> Process:
        content = self.content.files

        def adopt(settings: MkDocsConfig) -> None:
            build_of(settings).content = content

        def work(say: Say) -> int:
            self.is_copy, self.companions = True, []
            return build_language(handover, say, adopt)

        return start(work, handover.environment(), in_new=partial(build_language, handover))

    def _listen(self, companion: Companion) -> None:
        companion.listen(lambda record: repeat(record, companion.locale))

    def _before_static_i18n(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Spare it the files of other languages and the records, none of which it would keep."""
        edge.keep_language_only(files, self.whole.locale, self.whole.content)
        return files

    def _after_static_i18n(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add fallbacks, bring all pages into the one order, and start the other languages."""
        whole, library = self.whole, self.library
        codes = [locale.code for locale in whole.locales]
        library = library.filter_out(whole.hidden_paths)
        library = library.with_generated(edge.generated_pages(files, whole.locale, codes))
        edge.add_fallbacks(files, library, whole.locale, config, whole.content)
        navigation = self._navigation(library)
        config.nav = edge.nav_of_home_only(files, whole.locale)
        self.site = Site(
            locale=whole.locale,
            locales=whole.locales,
            library=library,
            navigation=navigation,
            changes=self.changes,
            url=whole.url,
            date_locale=self.words[whole.locale]("babel-locale"),
            lags=self._lags(),
            shows_both=not whole.edition,
        )
        self._tell_inputs(files)
        if self.companions:
            log.info("Building %s at the same time", ", ".join([self.whole.locale, *self._other_locales()]))
        for companion in self.companions:
            self._listen(companion)
        self.progress.begin(self._label("progress-reading"), len(library.pairs))
        return files

    def _lags(self) -> dict[str, dict[str, Lag]]:
        """Return by what sections of this language lag behind, by page and section."""
        lags: dict[str, dict[str, Lag]] = {}
        readers = {code: ReaderTexts(self.content, code) for code in self.content.settings.content.locales}
        for state in lagging(self.content.sections, self.whole.locale):
            twin = twin_of(state, self.whole.locale)
            lag = Lag(
                change_moment=state.change_moment, lang=twin, change=one_line(state, twin, readers[twin])
            )
            lags.setdefault(state.page, {})[state.section] = lag
        return lags

    def _notices(self, path: str, source: SourcePage) -> dict[str, LagNotice]:
        """Return what is said at the head of sections that lag behind; nothing is of a fallback."""
        if source.locale != self.whole.locale or path not in self.site.lags:
            return {}
        words, url = self.words[self.whole.locale], page_url(path)
        return {
            section: LagNotice(
                text=_lag_text(words, section, readable_day(lag.change_moment, self.site)),
                lag=lag,
                link=words("lag-link"),
                href=relative_url(f"{lag.lang}/{url}", start=f"{self.whole.locale}/{url}")
                + (f"#{section}" if section else ""),
            )
            for section, lag in self.site.lags[path].items()
        }

    def _tell_inputs(self, files: Files) -> None:
        """Say what each page is made from; where its links lead is asked again in each build."""
        for path, text, surroundings in page_parts(self.site):
            self.inputs.page(path, text=text, surroundings=surroundings)

        locale = self.whole.locale

        def leads_to(path: str, href: str) -> str:
            target = inside_target(href, path, locale)
            if target is not None and not target.startswith(f"{locale}/"):
                faults: list[Problem] = []
                url = self._resolver(path, faults.append)(href)
                if url is not None or faults:
                    return repr((url, faults, self._linked_file(path, href)))
            return str(target in files.src_uris)

        self.inputs.answers("link", leads_to)
        self.inputs.answers("shared", lambda _path, file: self._shared_text(file) or "")

    def _resolver(self, path: str, report: Callable[[Problem], None]) -> Resolve:
        locale = self.whole.locale
        display_path = self.site.library.pairs[path].read_in(locale).document.path
        return outside_resolver(
            self.library,
            path=path,
            locale=locale,
            display_path=display_path,
            report=report,
            generated=self.generated_pages,
        )

    def _linked_file(self, path: str, href: str) -> FileFacts | None:
        """Return what a page says of a file of this site that it shows or leads to."""
        target = inside_target(href, path, self.whole.locale)
        files = self.content.files
        if target is None or not target.startswith(SHARED_FOLDER) or not files.is_file(target):
            return None
        return linked_file(files.read(target))

    def _report(self, problem: Problem) -> None:
        """Remember what is wrong with the page being read, which has to be said in the next build too."""
        self.problems.append(problem)
        self.inputs.spoil()

    def _label(self, key: str) -> str:
        """Return what the work is called, in the language of the one who builds."""
        return self.words.get(self.whole.messages, self.words[self.whole.locale])(key)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """Spare MkDocs opening the file. Behind an empty line it takes nothing for front matter."""
        return f"\n{self._source(page).document.body}"

    def _source(self, page: Page) -> SourcePage:
        path = self.whole.path_of(page.file)
        return self.site.library.pairs[path].read_in(self.whole.locale)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hand over the page as we read it, its front matter too."""
        path, source = self.whole.path_of(page.file), self._source(page)
        page.meta = {"title": source.meta.title, "description": source.meta.description}
        self.markup.words = self.words[source.locale]
        self.lag_notices.notices = self._notices(path, source)
        sections = borrowed_sections(self.site.library.pairs[path], self.whole.locale)
        if sections:
            page.meta["untranslated"] = {section.id: section.locale for section in sections}
        self.borrowings.sections, self.borrowings.words = sections, self.words[self.whole.locale]
        self.borrowings.locale = self.whole.locale
        self.progress.step()
        resolve = self._resolver(path, self._report)

        def resolve_and_note(href: str) -> str | None:
            if inside_target(href, path, self.whole.locale) is not None:
                self.inputs.ask("link", href)
            return resolve(href)

        self.links.resolve = resolve_and_note
        self.markup.files = partial(self._linked_file, path)
        return self._with_shared_texts(source, with_borrowed_sections(source.document.body, sections))

    def _with_shared_texts(self, source: SourcePage, body: str) -> str:
        for file in shared_files(body):
            self.inputs.ask("shared", file)
        texts = SharedTexts(
            read_file=self._shared_text,
            locale=source.locale,
            path=source.document.path,
            first_line=source.document.body_line,
            names=self.content.files.visible,
        )
        text = texts.insert(body)
        # said once, of the lesson: its page for those who teach has the same text
        if texts.problems and source.path not in self.content.instructor_pages:
            for problem in texts.problems:
                self._report(problem)
        return text

    def _shared_text(self, path: str) -> str | None:
        files = self.content.files
        return text_of(files.read(path)) if files.is_file(path) else None

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take away the marks that the gate has read."""
        return finished_html(html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Complete every view; say what reading the pages has shown to be wrong."""
        say(self.problems, self.whole.messages)
        self.env = env
        prepare_templates(env, self.content.settings.content.locales, self.whole.locale)
        env.globals["words"] = self.words[self.whole.locale]
        env.globals["words_in"] = self.words
        env.globals["partnership"] = self.partnership
        env.globals["serving"] = self.serving
        templates = edge.templates(config)
        for file in files.documentation_pages():
            assert file.page is not None
            path = self.whole.path_of(file)
            file.page.meta = meta = LazyMeta(file.page.meta, partial(page_view, self.site, path))
            meta["facts"] = facts = page_facts(self.site, path)
            meta["template"] = edge.template_for(facts.kind, templates)
            if facts.kind == "home":
                meta["news"] = news(self.site, path, limit=self.config.news)
            elif facts.kind == "site-map":
                meta["site_map"] = site_map(self.site, path)
        self.progress.begin(self._label("progress-writing"), len(self.site.library.pairs))
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page not found its view."""
        self.whole.outputs.expect(f"{self.whole.locale}/{template_name}")
        context["view"] = not_found_view(self.site, self.words[self.whole.locale])  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Count the page, which MkDocs writes next."""
        self.whole.outputs.expect(f"{self.whole.locale}/{page.file.dest_uri}")
        self.progress.step()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish this language; where this process leads, gather all of them and publish."""
        self.progress.end()
        outputs = self.whole.outputs
        outputs.write(f"{self.whole.locale}/sitemap.xml", sitemap(sitemap_entries(self.site)))
        if not self.whole.edition:
            self._write_tasks(config)
        if not self.whole.leads:
            outputs.hand_over(self.whole.locale)
        else:
            self._join(config)
            newest = max(self.site.changes.values(), default=None)
            write_root(
                outputs,
                self.env,
                url=self.whole.url,
                locales=self.whole.locales,
                words=self.words,
                newest=newest,
            )
            if self.site.shows_both:
                self._write_both()
            for work in build_of(config).work_at_end:
                work()
            outputs.finish()
            self._publish(strict=config.strict)

    def _write_both(self) -> None:
        """Write the pages with all languages beside each other; every language is built by now."""
        whole = self.whole
        store = whole.store("both")
        pairs = pages_with_both(self.content.library, whole.hidden_paths)
        write_both(
            whole.outputs,
            self.env,
            pairs,
            site_url=whole.url,
            locales=whole.locales,
            words=self.words,
            store=store,
        )
        store.save()

    def _write_tasks(self, config: MkDocsConfig) -> None:
        """Write what is late in this language, for those who translate."""
        whole, words, repository = self.whole, self.words[self.whole.locale], config.repo_url or ""
        tasks = tuple(translation_tasks(self.content, whole.locale, hidden_paths=whole.hidden_paths))
        view = translation_view(self.site, words, folder=tasks_page.FOLDER)
        values = tasks_page.page_values(tasks, self.content, view, words, repository=repository)
        html = self.env.get_template("translation.html").render(values, config=config)
        newest = max(self.site.changes.values(), default="")
        folder = f"{whole.locale}/{tasks_page.FOLDER}"
        whole.outputs.write(f"{folder}/index.html", html.encode("utf-8"))
        json = tasks_page.tasks_json(tasks, self.content, repository=repository)
        whole.outputs.write(f"{folder}/late.json", json)
        feed = tasks_page.tasks_feed(tasks, self.content, view, words, newest=newest)
        whole.outputs.write(f"{folder}/late.atom", feed)

    def _join(self, config: MkDocsConfig) -> None:
        if self.config.at_once:
            failures = [companion.locale for companion in self.companions if not companion.join()]
        else:
            failures = [locale for locale in self._other_locales() if not self._build_after(locale, config)]
        self.companions = []
        if failures:
            raise PluginError(f"The build of '{', '.join(failures)}' failed; its messages are above.")
        for locale in self._other_locales():
            self.whole.outputs.take_over(locale)

    def _build_after(self, locale: str, config: MkDocsConfig) -> bool:
        companion = self._start(locale, config)
        self._listen(companion)
        return companion.join()

    def _publish(self, *, strict: bool) -> None:
        """Put the new site in place, unless strict mode is about to refuse it."""
        assert self.staging is not None
        assert self.hearing is not None
        if strict and self.hearing.count:
            log.info("The site is left as it was.")
            self.abandon()
            return
        self.staging.publish()
        self.staging = None
        self.hearing.end()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Hear what the other languages have to say too, then leave the last good site as it was."""
        if isinstance(error, BuildError):
            for companion in self.companions:
                if companion.has_listener:
                    companion.join()
        self.abandon()

    def abandon(self) -> None:
        """Stop the companions and remove what they and this process have built so far."""
        self.progress.end()
        for companion in self.companions:
            companion.stop()
        self.companions = []
        if self.staging:
            self.staging.discard()
            self.staging = None
        if self.hearing:
            self.hearing.end()
            self.hearing = None


def _lag_text(words: Strings, section: str, day: str) -> str:
    return words("lag-section", day=day) if section else words("lag-beginning", day=day)
