"""The incremental plugin: MkDocs' steps on one side, what is kept on the other."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from exchange.build.compiled_templates import use_bytecode
from exchange.build.inputs import Inputs
from exchange.build.reuse import Pages, Texts
from exchange.build.reuse_report import each_reason, summary
from exchange.build.strings import build_words
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.known_plugins import third_party_page_plugins, third_party_text_plugins
from exchange.mkdocs_plugins.page_inputs import global_parts, meta_parts, settings_part, template_part
from exchange.mkdocs_plugins.page_texts import page_text, put_back
from exchange.mkdocs_plugins.seams import Seams
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.text.strings import Strings

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.incremental")


class _Spoiler(logging.Handler):
    """Lets nothing be kept of which MkDocs or a plugin had something to say: it must be said again."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__(level=logging.INFO)
        self.inputs = inputs
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:  # not what another thread repeats of another language's build
            self.inputs.spoil()


class IncrementalConfig(Config):
    """What mkdocs.yml may say. A folder `.cache` that is deleted makes the next build a clean one."""

    polling = config_options.Type(bool, default=False)
    """Whether a preview looks for changes twice a second by itself: needed on some network drives."""


@in_order
class IncrementalPlugin(BasePlugin[IncrementalConfig]):
    """Renders the pages that something changed in, and keeps the others."""

    whole: WholeSite
    inputs: Inputs
    texts: Texts
    pages: Pages
    words: Strings
    keeping = False

    def __init__(self) -> None:
        self.seams = Seams()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open what the last build kept."""
        build = build_of(config)
        self.whole, self.inputs = build.whole, build.inputs
        self.words = build_words(self.whole.messages)
        self.inputs.declare(self)
        self.keeping = False
        if build.drops_theme_files:
            self.seams.skip_theme_files()
        if self.whole.outputs.has_old_files:
            self.seams.skip_cleaning()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Learn what all texts are made from, and come between MkDocs' steps."""
        strangers = third_party_text_plugins(config, self.inputs.plugins)
        if strangers:
            self._tell_strangers(strangers, "texts")
            return files
        self.inputs.every_text("settings", settings_part(config))
        self.inputs.every_text("templates", template_part(self.whole.site.settings.frame))
        store = self.whole.store(f"incremental/{self.whole.locale}")
        self.texts = Texts(store, self.inputs)
        kind = "preview" if self.whole.serving else "page"
        self.pages = Pages(store, self.inputs, self.texts, kind=kind)
        self.spoiler = _Spoiler(self.inputs)
        logging.getLogger("mkdocs").addHandler(self.spoiler)
        self.seams.reuse_pages(text=self._text, keep_text=self._keep_text, page=self._page)
        self.keeping = True
        return files

    def _tell_strangers(self, names: tuple[str, ...], part: str) -> None:
        values = {"names": ", ".join(names), "what": self.words(f"strangers-{part}")}
        log.info(self.words("strangers", locale=self.whole.locale, **values))

    def _text(self, page: Page, files: Files) -> bool:
        """Put back a text that still holds."""
        text = self.texts.find(self.whole.path_of(page.file))
        if text is None:
            self.inputs.begin()
            return False
        put_back(text, page, files)
        return True

    def _keep_text(self, page: Page) -> None:
        self.texts.keep(self.whole.path_of(page.file), page_text(page))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Learn what all pages are made from, and compile templates once for all builds."""
        use_bytecode(env, self.whole.cache)
        if not self.keeping:
            return env
        strangers = third_party_page_plugins(config, self.inputs.plugins)
        if strangers:
            self._tell_strangers(strangers, "pages")
            self.inputs.pages.clear()
        for part, value in global_parts(env, config).items():
            self.inputs.every_page(part, value)
        return env

    def _page(self, page: Page) -> bool:
        """Write a page that still holds."""
        self.additions = meta_parts(page)
        html = self.pages.find(self.whole.path_of(page.file), self.additions)
        if html is None:
            self.inputs.begin()
            return False
        content = html.encode("utf-8", "xmlcharrefreplace")
        self.whole.outputs.write(f"{self.whole.locale}/{page.file.dest_uri}", content)
        return True

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a page as it goes out."""
        if self.keeping:
            self.pages.keep(self.whole.path_of(page.file), self.additions, output)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write down what is kept, and say what was done."""
        is_active = self.keeping
        self._end()
        if not is_active:
            return
        tally = self.pages.finish()
        log.info(summary(tally, self.words, locale=self.whole.locale))
        for line in each_reason(tally, self.words):
            log.debug(line)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Start the build of a preview as soon as a file is saved."""
        if not self.config.polling:
            from exchange.mkdocs_plugins.preview_watch import (
                hear_of_changes,  # late: a build loads nothing of it
            )

            hear_of_changes(server, config)
        return server

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leave MkDocs as it was, and what is kept as the last build left it."""
        self._end()

    def _end(self) -> None:
        self.seams.take_out()
        if self.keeping:
            logging.getLogger("mkdocs").removeHandler(self.spoiler)
        self.keeping = False
