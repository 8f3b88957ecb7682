"""The options of the bilingual plugin."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class BilingualConfig(Config):
    """What mkdocs.yml may say. The languages themselves are those of mkdocs-static-i18n."""

    navigation = config_options.Type(str, default="nav.yml")
    """The file, in the content folder, with the order of pages for all languages."""

    messages = config_options.Type(str, default="en")
    """The language in which problems with content are explained to the one who builds."""

    at_once = config_options.Type(bool, default=True)
    """Whether all languages are built at the same time; one after the other needs less memory."""

    news = config_options.Type(int, default=5)
    """How many pages the home page lists as new."""
