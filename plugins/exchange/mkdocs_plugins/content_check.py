"""The content check as a plugin: the options of the rules, which the build and `kx check` read."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import build_of
from exchange.rules.settings import Settings

_DEFAULT = Settings()


class ContentCheckConfig(Config):
    """What mkdocs.yml may say."""

    warnings = config_options.Type(bool, default=False)
    """Whether a build says warnings too; in strict mode each of them then stops it."""

    glossary = config_options.Type(str, default=_DEFAULT.glossary)
    """The termbase, in the content folder."""

    generated = config_options.ListOfItems(config_options.Type(str), default=list(_DEFAULT.generated))
    """Pages that plugins make and that may be linked to, such as `calls/calendar.md`."""

    records = config_options.ListOfItems(config_options.Type(str), default=list(_DEFAULT.records))
    """Folders of records, each of which becomes a page."""

    checked_days = config_options.Type(int, default=_DEFAULT.checked_days)
    """Facts that were not compared with their sources for longer than this are reported."""

    image_bytes = config_options.Type(int, default=_DEFAULT.limits.image_bytes)
    """The largest file of a picture."""

    baseline = config_options.Type(str, default="baseline.csv")
    """The file of errors accepted as warnings, beside mkdocs.yml (`kx check --write-baseline`)."""

    lowered = config_options.DictOfItems(config_options.ListOfItems(config_options.Type(str)), default={})
    """Rules whose errors are warnings in a folder, by the folder's path in the content: `en/archive/`."""


@in_order
class ContentCheckPlugin(BasePlugin[ContentCheckConfig]):
    """Switches the rules over pages on, and says how strict they are."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take no part in what a page is made from."""
        build_of(config).inputs.declare(self)
        return config
