"""The options of the funding calendar."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class FundingCalendarConfig(Config):
    """What mkdocs.yml may say."""

    soon_days = config_options.Type(int, default=14)
    """A call is closing soon this many days before it closes."""

    since = config_options.Type(str, default="")
    """The revision that was published last: what was done to its calls must be in their `changes`.

    The variable KX_SINCE goes before it. Without either, the main branch of a clone's origin.
    """

    unchecked_days = config_options.Type(int, default=120)
    """A source that was not looked at for longer than this is reported."""
