"""The gate plugin: refuses in the build what could harm a reader or the build, whoever sent it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from exchange.build.inputs import Inputs
from exchange.mkdocs_plugins import gate_sources as edge
from exchange.mkdocs_plugins.content_folder import CHECKED, content_folder
from exchange.mkdocs_plugins.gate_options import GateConfig
from exchange.mkdocs_plugins.inputs import inputs_of
from exchange.mkdocs_plugins.problems import say, stopping
from exchange.mkdocs_plugins.store import open_store
from exchange.mkdocs_plugins.whole_site import WholeSite, whole_site
from exchange.safety.content import check_content, slow_page
from exchange.safety.file_kinds import Places
from exchange.safety.files import check_entries
from exchange.safety.finished_pages import check_published
from exchange.safety.limits import Limits
from exchange.safety.page_html import check_page_html
from exchange.safety.time_limit import TimeLimit
from exchange.text.problems import Place, Problem

BEFORE_ANYTHING_IS_READ = 300
AFTER_ALL_IS_READ = 60
FIRST = 1000
LAST = -1000
AFTER_BILINGUAL = 100


class GatePlugin(BasePlugin[GateConfig]):
    """Looks at files before they are read, at texts as they are rendered, at pages before they go out."""

    whole: WholeSite
    limits: Limits
    frame: frozenset[str]
    inputs: Inputs

    def __init__(self) -> None:
        self.clock = TimeLimit()
        self.problems: list[Problem] = []

    @event_priority(BEFORE_ANYTHING_IS_READ)
    def _before_reading(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what is not even safe to open, and give the reading of all content a time."""
        edge.refuse_extensions(config)
        self.problems = []
        self.limits = replace(Limits(), page_seconds=float(self.config.page_seconds))
        language = edge.language(config)
        files = content_folder(config, most=self.limits.files + 1)
        self.places = Places(locales=edge.locales(config), records=tuple(self.config.records))
        self.frame = edge.ids_of_templates(config)
        if edge.leads(config):
            found = files.entries.values()
            say(
                check_entries(found, root=files.folder.name, places=self.places, limits=self.limits), language
            )
        self.clock.start(
            self.limits.reading(sum(path.endswith(".md") for path in files.entries)),
            lambda: stopping(slow_page(files.folder, files.folder.name, self.places, self.limits), language),
        )
        return config

    @event_priority(AFTER_ALL_IS_READ)
    def _after_reading(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look into every file, once for all languages."""
        self.clock.stop()
        self.whole = whole_site(config)
        self.inputs = inputs_of(config)
        self.inputs.declare(self)
        self.inputs.every_text("gate", self.limits, sorted(self.frame), sorted(self.config.classes))
        if self.whole.leads:
            store = open_store(self.whole.cache, CHECKED, self.whole.messages)
            files, root = content_folder(config), self.whole.content_name
            problems = check_content(files, root=root, places=self.places, limits=self.limits, store=store)
            store.save()
            say(problems, self.whole.messages)
        return config

    on_config = CombinedEvent(_before_reading, _after_reading)

    @event_priority(FIRST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give the page its time."""
        path = edge.source_path(page.file, self.whole)
        seconds = self.limits.page_seconds
        values = {"seconds": f"{seconds:g}"}
        slow = Problem(code="safety/page-too-slow", place=Place(path=path), values=values)
        self.clock.start(seconds, lambda: stopping(slow, self.whole.messages))

    @event_priority(LAST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Look at the text of the page as all other plugins leave it."""
        self.clock.stop()
        self._report(
            check_page_html(
                html,
                edge.source(page, self.whole),
                frame=self.frame,
                classes=frozenset(self.config.classes),
                limits=self.limits,
            )
        )

    def _report(self, problems: Iterable[Problem]) -> None:
        """Remember what is wrong with the page being made: the next build has to say it too."""
        for problem in problems:
            self.problems.append(problem)
            self.inputs.spoil()

    @event_priority(AFTER_BILINGUAL)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Say what is wrong with the texts of all pages."""
        say(self.problems, self.whole.messages)
        self.problems = []
        return env

    @event_priority(LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look at the finished page."""
        place = Place(path=edge.source_path(page.file, self.whole))
        self._report(
            Problem(code=f"safety/{rule}", place=place, values={"found": found})
            for rule, found in check_published(output)
        )
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what is wrong with finished pages; the site has not taken its place yet."""
        say(self.problems, self.whole.messages)

    def on_build_error(self, *, error: Exception) -> None:
        """Let nothing ring any more."""
        self.clock.stop()
