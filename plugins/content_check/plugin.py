"""The content check as a plugin: a build fails on the same errors as `kx check`, in the same words."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from content_check.catalogue import PACKAGE
from content_check.checking import KEPT, Content, Settings, check_library
from content_check.config import ContentCheckConfig
from content_check.rules.image_files import Limits
from sitekit.clock import build_moment
from sitekit.mkdocs_inputs import inputs_of
from sitekit.mkdocs_problems import say
from sitekit.mkdocs_site import whole_site
from sitekit.problems import Severity

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
        codes = tuple(locale.code for locale in whole.locales)
        checked = check_library(
            Content(folder=whole.content, name=whole.content_name, locales=codes),
            self._settings(),
            today=build_moment(os.environ).date(),
            kept=Path(config.config_file_path or "mkdocs.yml").parent / KEPT,
        )
        own = [problem for problem in checked.problems if problem.package == PACKAGE]
        told = [one for one in own if one.severity is Severity.ERROR or self.config.warnings]
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
