"""Translate between MkDocs' files and ours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel

from exchange.authoring.sections import sections
from exchange.build.local_site import is_this_computer
from exchange.mkdocs_plugins.bilingual_options import messages_language
from exchange.mkdocs_plugins.files import place_page
from exchange.mkdocs_plugins.known_plugins import known_by_name
from exchange.mkdocs_plugins.ports import port_is_free
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.addresses import page_url
from exchange.pages.library import Library, SourcePage
from exchange.pages.page_meta import read_page_meta
from exchange.site.settings_problems import is_unfit_folder, unfit_folder
from exchange.text.content_folder import content_digest
from exchange.text.documents import read_document
from exchange.text.frame import THEME, Frame, frame_of
from exchange.text.problems import Place, Problem, explain


def locale_to_build(config: MkDocsConfig) -> str:
    """Return the language that mkdocs-static-i18n builds here."""
    plugin = config.plugins.get("languages")
    if plugin is None:
        _refuse("pages/plugin-missing", messages_language(), name="languages", better_entry="  languages:")
    return str(plugin.config["build_only_locale"])


def _refuse(code: str, language: str, **values: str) -> NoReturn:
    """Raise ConfigurationError for what is wrong with how MkDocs was told to build."""
    problem = Problem(code=code, place=Place(path="mkdocs.yml"), values=values)
    raise ConfigurationError(explain(problem, language))


def site_url(config: MkDocsConfig) -> str:
    """Return the address of the whole site, with a slash at its end."""
    return (config.site_url or "https://site.example/").removesuffix("/") + "/"


def refuse_address(address: tuple[str, int], language: str) -> None:
    """Raise ConfigurationError where others could read the preview, or another program listens there."""
    host, port = address
    code = "" if is_this_computer(host) else "pages/preview-open"
    code = code if port_is_free(host, port) else "pages/port-taken"
    if code:
        other = port + 1 if port < 65_535 else port - 1
        _refuse(code, language, host=host, port=str(port), other=str(other))


def refuse_flat_addresses(config: MkDocsConfig, language: str) -> None:
    """Raise ConfigurationError where pages would be files, to which nothing here leads."""
    if not config.use_directory_urls:
        _refuse("pages/flat-addresses", language)


def refuse_site_folder(config: MkDocsConfig, language: str) -> None:
    """Raise ConfigurationError where a site that is named on the command line would replace other files."""
    if is_unfit_folder("site_dir", Path(config.site_dir), project_folder(config)):
        problem = unfit_folder("site_dir", config.site_dir, Place(path="mkdocs.yml"))
        raise ConfigurationError(explain(problem, language))


def config_file(config: MkDocsConfig) -> str:
    """Return the configuration's file, as a companion must name it."""
    return str(Path(config.config_file_path or "mkdocs.yml").absolute())


def project_folder(config: MkDocsConfig) -> Path:
    """Return the folder of the settings."""
    return Path(config_file(config)).parent


def cache_folder(config: MkDocsConfig) -> Path:
    """Return where builds keep what they made: beside the settings, so that it does not follow `site_dir`."""
    return project_folder(config) / ".cache"


def spare_folder(config: MkDocsConfig) -> Path | None:
    """Return where one build leaves a site to the next; None for a build that begins with an empty folder."""
    strangers = [plugin for plugin in config.plugins.values() if not known_by_name(plugin)]
    spare = "" if strangers or config.hooks else build_of(config).spare  # their old files are unknown
    return cache_folder(config) / spare if spare else None


def generated_pages(files: Files, locale: str, locales: Sequence[str]) -> Iterator[SourcePage]:
    """Yield the pages other plugins made; such a page is made in every language by its plugin."""
    for file in files.documentation_pages():
        if file.generated_by:
            document = read_document(file.content_string, path=file.src_uri)
            yield SourcePage(
                path=file.src_uri.removeprefix(f"{locale}/"),
                locale=locale,
                document=document,
                meta=read_page_meta(document, locales=locales),
                sections=sections(document.body, first_line=document.body_line),
                digest=content_digest(file.content_string.encode()),
                generated=True,
            )


def frame(config: MkDocsConfig) -> Frame:
    """Return the files around every page: those of the theme behind the site's own."""
    folder = config.theme.custom_dir
    return frame_of(Path(folder) if folder else None)


def complete_theme(config: MkDocsConfig) -> None:
    """Let templates find those of packages, and the theme's behind the site's own.

    `theme/main.html` is the theme's own, so that a template of the same name may extend it.
    """
    folders = [str(folder) for folder in frame(config).folders]
    config.theme.dirs = list(dict.fromkeys([*folders, *config.theme.dirs, str(THEME.parent)]))


def turn_to_language(config: MkDocsConfig, whole: WholeSite) -> None:
    """Make MkDocs build one language, into its folder and under its address, without its own sitemap."""
    config.site_dir = str(whole.folder / whole.locale)
    config.site_url = f"{whole.url}{whole.locale}/"
    config.theme.static_templates.discard("sitemap.xml")
    config.watch.extend(str(folder) for folder in frame(config).folders)


def set_markup(config: MkDocsConfig, extensions: Sequence[Extension]) -> None:
    """Add Markdown extensions of ours."""
    config.markdown_extensions.extend(extensions)  # type: ignore[arg-type]


def templates(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the templates of pages."""
    return frozenset(frame(config).files("*.html"))


def template_for(kind: str, templates: frozenset[str]) -> str:
    """Return the template of a kind of page, or the one for all."""
    name = f"{kind}.html"
    return name if name in templates else "main.html"


def keep_language_only(files: Files, locale: str, content: Path) -> None:
    """Drop what is in the content folder but no page of a language: records, assets, other languages."""
    folder, start = str(content), f"{locale}/"
    for file in list(files):
        of_language = file.is_documentation_page() and file.src_uri.startswith(start)
        if not of_language and file.src_dir is not None and os.path.normpath(file.src_dir) == folder:
            files.remove(file)


def nav_of_home_only(files: Files, locale: str) -> list[str]:
    """Return MkDocs' own navigation: the home page. Ours is in the views; nothing shows the rest."""
    home = f"{locale}/index.md"
    for file in files.documentation_pages():
        if file.src_uri != home:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return [home]


def add_fallbacks(files: Files, library: Library, locale: str, config: MkDocsConfig, content: Path) -> None:
    """Add each page that only other languages have, at the same path, with the original's text."""
    for pair in library:
        if locale not in pair.pages:
            source = content / pair.original.locale / pair.path
            file = File.generated(config, f"{locale}/{pair.path}", abs_src_path=str(source))
            file.edit_uri = f"{pair.original.locale}/{pair.path}"
            files.append(place_page(file, pair.path, locale=locale, folder=page_url(pair.path)))
