"""The options of the incremental plugin."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class IncrementalConfig(Config):
    """What mkdocs.yml may say."""

    keep = config_options.Type(bool, default=True)
    """Whether what was made is kept and used again; without it every build is a clean one."""
