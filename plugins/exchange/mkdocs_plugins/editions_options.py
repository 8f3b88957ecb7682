"""The options of the editions plugin."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class EditionsConfig(Config):
    """What mkdocs.yml may say."""

    ledger = config_options.Type(str, default="ledger.csv")
    """The ledger, in the content folder: everything ever published. Only `kx publish` writes it."""

    redirects = config_options.Type(str, default="redirects.yml")
    """What moved and what is gone, in the content folder."""

    notes = config_options.Type(str, default="editions.yml")
    """Errata and withdrawals of sealed pages, in the content folder; `kx erratum` and `kx withdraw` add."""
