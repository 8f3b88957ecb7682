"""The options of the gate."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config

from exchange.safety.file_kinds import RECORDS


class GateConfig(Config):
    """What mkdocs.yml may say; the limits themselves are in exchange.safety.limits."""

    records = config_options.ListOfItems(config_options.Type(str), default=list(RECORDS))
    """The content files that are neither pages nor shared, as patterns such as `calls/*.yml`."""

    classes = config_options.ListOfItems(config_options.Type(str), default=[])
    """Classes that the text of a page may have beyond those in exchange.safety.allowed."""

    page_seconds = config_options.Type((int, float), default=2.0)
    """The processor time after which a page that is being rendered is given up."""
