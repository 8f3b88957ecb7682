"""The handouts plugin: makes what readers take away, when all pages are finished, and links it."""

from __future__ import annotations

import logging
import os

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from exchange.editions.environment import PUBLISH
from exchange.handouts.booklet import INDEX, Publisher, handout_words
from exchange.handouts.downloads import with_downloads
from exchange.handouts.making import Workshop, handouts
from exchange.handouts.names import Form, courses, promised_paths
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.store import open_store
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.text.strings import read_strings

log = logging.getLogger("mkdocs.plugins.handouts")


class HandoutsConfig(Config):
    """There is nothing to choose."""


@in_order
class HandoutsPlugin(BasePlugin[HandoutsConfig]):
    """Adds a PDF and an EPUB of each course in each language."""

    whole: WholeSite

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Ask to see the finished pages; a preview has no handouts."""
        build = build_of(config)
        self.whole = build.whole
        build.inputs.declare(self)
        if not self.whole.serving:
            library, hidden_paths = self.whole.site.library, self.whole.hidden_paths
            build.promised_paths = promised_paths(library, hidden_paths=hidden_paths)
            build.work_at_end.append(self._complete)
        return config

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Name to templates what a course may offer; what is not there is taken out at the end."""
        forms = () if self.whole.serving else tuple((form.name.lower(), form.value) for form in Form)
        env.globals["handout_forms"] = forms
        return env

    def _complete(self) -> None:
        """Make the handouts, and finish the links to them."""
        whole = self.whole
        folders = tuple(courses(whole.site.library, hidden_paths=whole.hidden_paths))
        store = open_store(whole.cache, "handouts.sqlite", whole.messages)
        files, has_left_out = handouts(self._workshop(), folders, store)
        store.save()
        if has_left_out:
            self._tell_left_out()
        for path, content in files.items():
            whole.outputs.write(path, content)
        for folder in folders:
            self._link(folder, {path: len(content) for path, content in files.items()})

    def _workshop(self) -> Workshop:
        words_folder = self.whole.site.settings.overrides / "locales"
        words = {locale.code: read_strings(words_folder, locale.code) for locale in self.whole.locales}
        publishers = {
            code: Publisher(name=said("site-name"), about=said("partnership"), licence=said("licence"))
            for code, said in words.items()
        }
        return Workshop(site=self.whole.folder, publishers=publishers, edition=self.whole.edition)

    def _tell_left_out(self) -> None:
        """Say what is missing; what is published lacks nothing."""
        text = handout_words(self.whole.messages)("no-typesetter")
        if PUBLISH in os.environ or self.whole.edition:
            raise PluginError(text)
        log.info(text)

    def _link(self, folder: str, all_sizes: dict[str, int]) -> None:
        sizes = {path.removeprefix(folder): size for path, size in all_sizes.items() if path.startswith(folder)}
        path = f"{folder}{INDEX}"
        html = (self.whole.folder / path).read_bytes()
        date_locale = handout_words(folder.partition("/")[0])("babel-locale")
        self.whole.outputs.amend(path, with_downloads(html, sizes, date_locale=date_locale))
