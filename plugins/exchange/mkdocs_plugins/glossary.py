"""The glossary plugin: reads the termbase, fills the glossary page, marks terms in the others."""

from __future__ import annotations

import posixpath

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from exchange.build.inputs import fingerprint
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import build_of
from exchange.terms.marking import TermMarks
from exchange.terms.matching import Matcher
from exchange.terms.termbase import Term
from exchange.terms.views import entry, letters


class GlossaryConfig(Config):
    """What mkdocs.yml may say."""

    file = config_options.Type(str, default="glossary.csv")
    """The termbase, in the content folder."""

    page = config_options.Type(str, default="glossary.md")
    """The page that lists the terms, below each language's folder."""


@in_order
class GlossaryPlugin(BasePlugin[GlossaryConfig]):
    """Shows terms where readers meet them."""

    terms: tuple[Term, ...]
    marks: TermMarks
    path_starts: tuple[str, ...]  # beginnings of paths

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the termbase."""
        whole = build_of(config).whole
        self.locale = whole.locale
        self.locales = tuple(locale.code for locale in whole.locales)
        self.terms = whole.site.terms
        self.path_starts = whole.site.settings.partnership.folders.marked
        inputs = build_of(config).inputs
        inputs.declare(self)
        matcher = Matcher(self.terms, self.locale)
        inputs.answers("terms", lambda _path, _question: matcher.digest)
        names = {
            term.id: fingerprint(entry(term, locale=self.locale, locales=self.locales)) for term in self.terms
        }
        inputs.answers("term", lambda _path, term: names.get(term, ""))
        self.marks = TermMarks(matcher, locale=self.locale, locales=self.locales, ask=inputs.ask)
        config.markdown_extensions.append(self.marks)  # type: ignore[arg-type]
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Decide whether and how the page's terms are linked."""
        path = page.file.src_uri.removeprefix(f"{self.locale}/")
        has_source = page.file.generated_by is None
        self.marks.address = None
        has_list = files.get_file_from_path(f"{self.locale}/{self.config.page}") is not None
        if has_source and has_list and path.startswith(self.path_starts):
            target = posixpath.relpath(self.config.page, posixpath.dirname(path))
            self.marks.address = lambda term: f"{target}#{term.id}"

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """List the terms on their page, and let links to them be checked."""
        file = files.get_file_from_path(f"{self.locale}/{self.config.page}")
        if file is not None and file.page is not None:
            page = file.page
            page.meta["letters"] = letters(self.terms, locale=self.locale, locales=self.locales)
            page.present_anchor_ids = (page.present_anchor_ids or set()) | {term.id for term in self.terms}
        return env
