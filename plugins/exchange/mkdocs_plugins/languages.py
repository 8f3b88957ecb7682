"""The languages plugin: mkdocs-static-i18n, told by content/site.yml which languages there are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings, ValidationError
from mkdocs_static_i18n.plugin import I18n

from exchange.build.companion import LOCALE_VARIABLE
from exchange.languages.language import FALLBACK
from exchange.mkdocs_plugins.bilingual_options import messages_language
from exchange.site.settings import partnership_of
from exchange.site.settings_file import read_values
from exchange.site.settings_problems import settings_problems
from exchange.text.locales import Locale
from exchange.text.problems import ContentProblems, explain

_STAND_IN = Locale(code=FALLBACK, name="")
"""The language of a build whose site.yml names none, which the build then says."""


class LanguagesPlugin(I18n):  # type: ignore[misc]
    """Keeps the files of the one language that is built."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Set the options of mkdocs-static-i18n: pages are in folders, and other plugins do the rest."""
        file = Path(config_file_path or "mkdocs.yml").absolute()
        try:
            problems = settings_problems(file)
        except ContentProblems as error:
            problems = error.problems
        if problems:
            lines = "\n".join(explain(problem, messages_language()) for problem in problems)
            return [("mkdocs.yml", ValidationError(lines))], []
        content = file.parent / str(read_values(file).get("docs_dir", "docs"))
        partnership, _ = partnership_of(file, content)
        locales = partnership.languages or (_STAND_IN,)
        code = os.environ.get(LOCALE_VARIABLE, locales[0].code)
        languages = [
            {"locale": locale.code, "name": locale.name, "default": locale.code == code} for locale in locales
        ]
        settings = {
            "docs_structure": "folder",
            "build_only_locale": code,
            "fallback_to_default": False,
            "reconfigure_material": False,
            "reconfigure_search": False,
            "languages": languages,
        }
        return super().load_config({**settings, **options}, config_file_path)  # type: ignore[no-any-return]
