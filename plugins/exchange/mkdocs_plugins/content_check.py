"""The content check as a plugin: the options of the rules, which the build and `kx check` read."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from exchange.mkdocs_plugins.content_check_options import ContentCheckConfig
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import build_of


@in_order
class ContentCheckPlugin(BasePlugin[ContentCheckConfig]):
    """Switches the rules over pages on, and says how strict they are."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take no part in what a page is made from."""
        build_of(config).inputs.declare(self)
        return config
