"""The content check as a plugin: a build fails on the same errors as `kx check`, in the same words."""

from __future__ import annotations

import os

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from exchange.mkdocs_plugins.content_check_options import ContentCheckConfig
from exchange.mkdocs_plugins.content_folder import CHECKED, content_folder
from exchange.mkdocs_plugins.inputs import inputs_of
from exchange.mkdocs_plugins.problems import say
from exchange.mkdocs_plugins.store import open_store
from exchange.mkdocs_plugins.whole_site import whole_site
from exchange.rules.settings import Content, Limits, Settings
from exchange.text.clock import build_moment, latest_day

AFTER_CALLS = 50


class ContentCheckPlugin(BasePlugin[ContentCheckConfig]):
    """Holds the content against the rules before anything is built."""

    @event_priority(AFTER_CALLS)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stop on errors; say warnings too where the settings ask for them. Only one process does it."""
        whole = whole_site(config)
        inputs_of(config).declare(self)
        if not whole.leads:
            return config
        from exchange.site.build_check import (
            told_problems,  # late: the other languages are being built already
        )

        codes = tuple(locale.code for locale in whole.locales)
        store = open_store(whole.cache, CHECKED, whole.messages)
        told = told_problems(
            content_folder(config),
            Content(folder=whole.content, name=whole.content_name, locales=codes),
            self._settings(),
            today=latest_day(build_moment(os.environ)),
            warnings=self.config.warnings,
            store=store,
        )
        store.save()
        say(told, whole.messages)
        return config

    def _settings(self) -> Settings:
        options = self.config
        return Settings(
            glossary=options.glossary,
            generated=tuple(options.generated),
            records=tuple(options.records),
            checked_days=options.checked_days,
            limits=Limits(image_bytes=options.image_bytes, image_pixels=options.image_pixels),
        )
