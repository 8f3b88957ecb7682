"""Read the settings of a site: what is its own from `content/site.yml`, the rest from `mkdocs.yml`.

A build has the values of mkdocs.yml from MkDocs, the command line reads them itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from exchange.calls.model.settings import Settings as CallSettings
from exchange.calls.views.wording import Wording
from exchange.editions.environment import EMBARGO, PREVIEW
from exchange.languages.language import FALLBACK
from exchange.rules.body_names import Body
from exchange.rules.settings import Content
from exchange.rules.settings import Limits as PictureLimits
from exchange.rules.settings import Settings as RuleSettings
from exchange.safety.file_kinds import RECORDS, Places
from exchange.safety.frame_ids import frame_ids
from exchange.safety.limits import Limits
from exchange.site.partnership import SITE_FILE, Partnership
from exchange.site.partnership_reading import read_partnership
from exchange.text.frame import Frame, frame_of
from exchange.text.locales import Locale
from exchange.text.original_text import in_language
from exchange.text.problems import Problem
from exchange.text.strings import Strings

Options = Mapping[str, Any]
_OF_MKDOCS = ("toc", "tables", "fenced_code")
"""The Markdown extensions that MkDocs adds to those of the settings (its `MarkdownExtensions.builtins`)."""

EXTENSIONS: Mapping[str, Options] = {
    "attr_list": {},
    "footnotes": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"toc_depth": "2-4", "marker": ""},
    "exchange.authoring.extension": {},
}
"""The Markdown extensions of every site, with their options; mkdocs.yml may add to them."""


@dataclass(frozen=True, kw_only=True)  # without slots, which cached properties need
class SiteSettings:
    """A site's folder and what its settings say. `plugins` goes from a plugin's name to its options."""

    root: Path  # the folder of mkdocs.yml
    content: Content
    partnership: Partnership
    problems: tuple[Problem, ...] = ()  # of its site.yml
    frame: Frame  # templates and words of the interface
    site_url: str  # of the root, with a slash at its end
    repository: str = ""  # where the content is, as pages link to it
    plugins: Mapping[str, Options]
    extensions: tuple[str, ...]  # of Python-Markdown
    extension_options: Mapping[str, Options] = field(default_factory=dict)
    ignores_embargo: bool = False  # for reviewers: calls are shown before the moment of `publish`

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of the site, in its order."""
        return self.partnership.languages

    def site_words(self, code: str) -> dict[str, str]:
        """Return the words about the site itself in a language, by the keys that templates use."""
        site, licence = self.partnership, self.partnership.licence
        texts = {
            "site-name": site.name,
            "partnership": site.description,
            "licence": licence.text if licence else {},
            "responsible": site.responsible.name if site.responsible else {},
        }
        return {key: in_language(text, code) for key, text in texts.items()}

    def licence(self, code: str) -> tuple[str, ...]:
        """Return the licence of the texts in a sentence, and its address; empty where the site names none."""
        licence = self.partnership.licence
        return tuple(filter(None, (in_language(licence.text, code), licence.url))) if licence else ()

    def strings(self, code: str) -> Strings:
        """Return the words of the interface in a language, those about the site among them."""
        return self.frame.strings(code).with_words(self.site_words(code))

    def wording(self, code: str) -> Wording:
        """Return how calls are spoken of in a language."""
        strings = self.frame.strings(code, f"calendar.{code}")
        settings = self.calls
        return Wording(code=code, format=settings.formats.get(code, code), strings=strings, settings=settings)

    @cached_property
    def frame_ids(self) -> frozenset[str]:
        """The ids of the frame around every page, read from the site's templates."""
        files = self.frame.files("**/*.html").values()
        return frame_ids(file.read_text(encoding="utf-8") for file in files)

    @property
    def cache(self) -> Path:
        """The folder of what is kept between two runs. It may be deleted at any time."""
        return self.root / ".cache"

    def has(self, plugin: str) -> bool:
        """Return True if the site uses a plugin: what it does not use is neither read nor checked."""
        return plugin in self.plugins

    def display_path(self, file: str) -> str:
        """Return a file of the content folder as messages name it."""
        return f"{self.content.name}/{file}"

    def option(self, plugin: str, name: str, default: str) -> str:
        """Return one option of a plugin, as text."""
        return str(self.plugins.get(plugin, {}).get(name, default))

    @property
    def navigation(self) -> str:
        """The file with the order of pages, in the content folder."""
        return self.option("bilingual", "navigation", "nav.yml")

    @property
    def glossary(self) -> str:
        """The termbase, in the content folder."""
        return self.option("glossary", "file", "glossary.csv")

    @property
    def agreements(self) -> str:
        """The file of what people said is the same in both languages, below the content folder."""
        return "agreed.csv"

    @property
    def lag_days(self) -> Mapping[str, int]:
        """How many days a language may lag behind, by the beginning of paths; 0: equal before publishing."""
        days = self.plugins.get("bilingual", {}).get("lag_days") or {}
        return {str(start): int(count) for start, count in days.items()}

    @property
    def ledger(self) -> str:
        """The file of everything ever published, in the content folder."""
        return self.option("editions", "ledger", "ledger.csv")

    @property
    def redirects(self) -> str:
        """The file that says what became of addresses, in the content folder."""
        return self.option("editions", "redirects", "redirects.yml")

    @property
    def notes(self) -> str:
        """The file of errata and withdrawals of sealed pages, in the content folder."""
        return self.option("editions", "notes", "editions.yml")

    @cached_property  # it reads the strings of every language
    def calls(self) -> CallSettings:
        """The settings of the calendar."""
        site = self.partnership
        options = self.plugins.get("funding_calendar", {})
        days = {name: options[name] for name in ("soon_days", "unchecked_days") if name in options}
        return CallSettings(
            site_url=self.site_url,
            domain=site.domain,
            locales=self.locales,
            formats={locale.code: _cldr_name(self.frame.strings(locale.code)) for locale in self.locales},
            sides=site.sides,
            hosts=site.hosts,
            calls_folder=site.folders.calls,
            site_name=site.name,
            sides_name=site.sides_name or {},
            **days,
        )

    @property
    def rules(self) -> RuleSettings:
        """The settings of the rules over pages."""
        options = self.plugins.get("content_check", {})
        default = RuleSettings()
        limits = default.limits
        return RuleSettings(
            glossary=options.get("glossary", default.glossary),
            generated=tuple(options.get("generated", default.generated)),
            records=tuple(options.get("records", default.records)),
            checked_days=options.get("checked_days", default.checked_days),
            limits=PictureLimits(
                image_bytes=options.get("image_bytes", limits.image_bytes),
            ),
            addresses=tuple(dict.fromkeys((self.site_url, f"https://{self.calls.domain}/"))),
            bodies=tuple(_bodies(self.partnership)),
        )

    @property
    def baseline(self) -> Path:
        """The file of findings that were accepted, beside mkdocs.yml; most sites have none."""
        return self.root / self.option("content_check", "baseline", "baseline.csv")

    @property
    def lowered_rules(self) -> Mapping[str, tuple[str, ...]]:
        """Rules whose errors are warnings, by the beginning of paths in the content folder."""
        entries = self.plugins.get("content_check", {}).get("lowered", {})
        return {str(folder): tuple(rules) for folder, rules in entries.items()}

    @property
    def places(self) -> Places:
        """Where each kind of file may be."""
        records = tuple(self.plugins.get("gate", {}).get("records", RECORDS))
        return Places(locales=self.content.locales, records=records)

    @property
    def limits(self) -> Limits:
        """How much of everything the content may have."""
        seconds = self.plugins.get("gate", {}).get("page_seconds")
        return Limits() if seconds is None else Limits(page_seconds=float(seconds))

    @property
    def classes(self) -> frozenset[str]:
        """The classes that pages may use beyond those of this project."""
        return frozenset(self.plugins.get("gate", {}).get("classes", ()))


_BRACKETS = re.compile(r"[()（）]")  # around the abbreviation of a funder: `Fonds (F)`


def _bodies(site: Partnership) -> Iterator[Body]:
    """Yield the funders and other bodies of all sides, with what any language calls them."""
    for side in site.sides:
        texts = [
            *((text for text in funder.name.values()) for funder in side.funders),
            *((text for name in body.names for text in name.values()) for body in side.bodies),
        ]
        for names in texts:
            parts = (part.strip() for name in names for part in _BRACKETS.split(name))
            yield Body(country=side.code, names=tuple(dict.fromkeys(filter(None, parts))))


def read_settings(file: Path) -> SiteSettings:
    """Return what a mkdocs.yml says. Raises OSError or ContentProblems where it cannot be read."""
    from exchange.site.plugin_options import usable  # late: builds have MkDocs' own values
    from exchange.site.settings_file import read_values
    from exchange.site.settings_problems import settings_problems

    own_problems = settings_problems(file)
    absent = {problem.values["value"] for problem in own_problems if problem.code == "pages/not-installed"}
    config = read_values(file)
    theme = config.get("theme")
    theme_folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    root = file.resolve().parent
    content = root / str(config.get("docs_dir", "docs"))
    partnership, problems = partnership_of(file.resolve(), content)
    names, options = _extensions(config.get("markdown_extensions", []))
    return make_settings(
        root=root,
        content=content,
        frame=frame_of(root / str(theme_folder) if theme_folder else None),
        site_url=str(config.get("site_url") or ""),
        repository=str(config.get("repo_url") or ""),
        plugins=usable(_options_by_name(config.get("plugins", []))),
        extensions=tuple(
            name for name in dict.fromkeys((*_OF_MKDOCS, *EXTENSIONS, *names)) if name not in absent
        ),
        extension_options={**_with_options(EXTENSIONS), **options},
        partnership=partnership,
        problems=(*own_problems, *problems),
    )


def partnership_of(file: Path, content: Path) -> tuple[Partnership, tuple[Problem, ...]]:
    """Return what the site.yml of a mkdocs.yml says, and its problems."""
    from exchange.site.settings_file import site_file

    return read_partnership(site_file(file, content), path=f"{content.name}/{SITE_FILE}")


def make_settings(
    *,
    root: Path,
    content: Path,
    frame: Frame,
    site_url: str,
    repository: str = "",
    plugins: Mapping[str, Options],
    extensions: tuple[str, ...],
    extension_options: Mapping[str, Options],
    partnership: Partnership,
    problems: tuple[Problem, ...] = (),
) -> SiteSettings:
    """Return the settings of a site from what any engine knows of it, and from its site.yml."""
    codes = tuple(locale.code for locale in partnership.languages)
    address = site_url or partnership.address or "https://site.example/"
    return SiteSettings(
        root=root,
        content=Content(folder=content, name=content.name, locales=codes),
        partnership=partnership,
        problems=problems,
        frame=frame,
        site_url=address.removesuffix("/") + "/",
        repository=repository,
        plugins=plugins,
        extensions=extensions,
        extension_options=extension_options,
        ignores_embargo=(os.environ.get(PREVIEW), os.environ.get(EMBARGO)) == ("1", "shown"),
    )


def _cldr_name(words: Strings) -> str:
    """Return the name by which the CLDR writes dates of a language; the fallback for one it does not know."""
    name = words("babel-locale") if "babel-locale" in words.keys() else FALLBACK  # noqa: SIM118
    try:
        return str(CldrLocale.parse(name))
    except (UnknownLocaleError, ValueError):
        return FALLBACK


def _extensions(value: object) -> tuple[list[str], dict[str, Options]]:
    """Return the names of Markdown extensions and their options, in either of the forms that MkDocs reads."""
    options = _options_by_name(value)
    return list(options), _with_options(options)


def _with_options(extensions: Mapping[str, Options]) -> dict[str, Options]:
    return {name: options for name, options in extensions.items() if options}


def _options_by_name(plugins: object) -> dict[str, Mapping[str, Any]]:
    """Return plugins by name, whether they were written as a list or as a mapping."""
    if isinstance(plugins, dict):
        return {str(name): options or {} for name, options in plugins.items()}
    result: dict[str, Mapping[str, Any]] = {}
    for entry in plugins if isinstance(plugins, list) else []:
        result.update(_options_by_name(entry) if isinstance(entry, dict) else {str(entry): {}})
    return result
