"""The gate plugin: refuses in the build what could harm a reader or the build, from any source."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from exchange.build.inputs import Inputs
from exchange.mkdocs_plugins import gate_sources as edge
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.problems import say, stopping
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.borrowed_sections import own_html
from exchange.safety.file_kinds import RECORDS
from exchange.safety.finished_pages import check_published
from exchange.safety.limits import Limits
from exchange.safety.page_html import check_page_html
from exchange.safety.site_size import site_size_problem
from exchange.safety.slow_work import too_slow
from exchange.safety.time_limit import TimeLimit
from exchange.text.problems import Place, Problem


class GateConfig(Config):
    """What mkdocs.yml may say; the limits themselves are in exchange.safety.limits."""

    records = config_options.ListOfItems(config_options.Type(str), default=list(RECORDS))
    """The content files that are neither pages nor shared, as patterns such as `calls/*.yml`."""

    classes = config_options.ListOfItems(config_options.Type(str), default=[])
    """Classes that the text of a page may have beyond those in exchange.safety.allowed."""

    page_seconds = config_options.Type((int, float), default=2.0)
    """The processor time after which a page that is being rendered is given up."""


@in_order
class GatePlugin(BasePlugin[GateConfig]):
    """Looks at files before they are read, at texts as they are rendered, at pages before they go out."""

    whole: WholeSite
    limits: Limits
    frame: frozenset[str]
    hosts: tuple[str, ...]
    inputs: Inputs

    def __init__(self) -> None:
        self.clock = TimeLimit()
        self.problems: list[Problem] = []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Learn what texts are judged by."""
        edge.refuse_extensions(config)
        self.problems = []
        self.whole = build_of(config).whole
        self.limits = self.whole.site.settings.limits
        self.frame = self.whole.site.settings.frame_ids
        self.hosts = self.whole.site.settings.calls.funder_hosts
        self.inputs = build_of(config).inputs
        self.inputs.declare(self)
        settings = (sorted(self.frame), sorted(self.config.classes), self.hosts)
        self.inputs.every_text("gate", self.limits, *settings)
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give the page its time."""
        seconds = self.limits.page_seconds
        self.clock.start(seconds, lambda: stopping(self._slow(page), self.whole.messages))

    def _slow(self, page: Page) -> Problem:
        path = edge.source_path(page.file, self.whole)
        return too_slow(path, self.limits.page_seconds, self.clock.work, edge.source(page, self.whole))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Look at the text of the page as all others leave it, without what it borrows, in its time."""
        try:
            self._judge(html, page)
        finally:
            self.clock.stop()

    def _judge(self, html: str, page: Page) -> None:
        if not edge.is_written_in(page.file, self.whole):  # the build of its own language reports it
            return
        self._report(
            check_page_html(
                own_html(html),
                edge.source(page, self.whole),
                frame=self.frame,
                classes=frozenset(self.config.classes),
                limits=self.limits,
                hosts=self.hosts,
            )
        )

    def _report(self, problems: Iterable[Problem]) -> None:
        """Remember what is wrong with the page being made: the next build has to say it too."""
        for problem in problems:
            self.problems.append(problem)
            self.inputs.spoil()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Say what is wrong with the texts of all pages."""
        say(self.problems, self.whole.messages)
        self.problems = []
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look at the finished page."""
        place = Place(path=edge.source_path(page.file, self.whole))
        self._report(
            Problem(code=f"safety/{rule}", place=place, values={"found": excerpt})
            for rule, excerpt in check_published(output)
        )
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say what is wrong with finished pages; the site has not taken its place yet."""
        say(self.problems, self.whole.messages)
        if self.whole.leads:
            build_of(config).work_at_end.append(self._weigh_site)

    def _weigh_site(self) -> None:
        outputs = self.whole.outputs
        problem = site_size_problem(outputs.folder, outputs.paths, self.limits, self.whole.content_name)
        if problem:
            raise stopping(problem, self.whole.messages)

    def on_build_error(self, *, error: Exception) -> None:
        """Stop the timer."""
        self.clock.stop()
