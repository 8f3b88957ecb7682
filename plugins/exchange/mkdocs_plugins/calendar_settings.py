"""Read the settings of the calendar from a MkDocs configuration, inside a build or before one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from exchange.calls.model.due import due_json
from exchange.calls.model.settings import Settings, Side
from exchange.calls.reading.records import read_calls
from exchange.mkdocs_plugins.funding_calendar_options import FundingCalendarConfig
from exchange.text.locales import Locale
from exchange.text.strings import read_strings


def settings_of(
    options: FundingCalendarConfig, *, locales: Sequence[Locale], site_url: str, strings: Path
) -> Settings:
    """Return the settings; `strings` is the folder of the interface's words, `site_url` ends in a slash."""
    return Settings(
        site_url=site_url,
        domain=options.domain,
        locales=tuple(locales),
        formats={locale.code: read_strings(strings, locale.code)("babel-locale") for locale in locales},
        sides=tuple(
            Side(code=side.code, zone=side.zone, currency=side.currency, holidays=tuple(side.holidays))
            for side in options.sides
        ),
        soon_days=options.soon_days,
        unchecked_days=options.unchecked_days,
        calls_folder=options.folder,
    )


def strings_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the interface's words."""
    return Path(config.theme.custom_dir or "") / "locales"


def site_due(config_file: str, now: datetime.datetime) -> dict[str, object]:
    """Return when the site of a configuration changes by itself, as `due.due_json` does, without building it.

    Raises ContentProblems where a record cannot be read.
    """
    config = load_config(config_file)
    options = config.plugins["funding_calendar"].config
    languages = config.plugins["i18n"].config.languages
    assert isinstance(options, FundingCalendarConfig)
    settings = settings_of(
        options,
        locales=[Locale(code=language.locale, name=language.name) for language in languages],
        site_url=(config.site_url or "").rstrip("/") + "/",
        strings=strings_folder(config),
    )
    content = Path(config.docs_dir)
    calls = read_calls(content, settings, root=content.name)
    return due_json(list(calls.values()), now, settings)
