"""The site_search plugin: gathers what pages say, and writes the index of the language and the engine."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from exchange.build.strings import build_words
from exchange.languages.ko.kiwi import has_kiwi
from exchange.languages.language import language, language_name
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.store import damage_report
from exchange.mkdocs_plugins.this_build import WholeSite, build_of
from exchange.pages.kinds import Kind
from exchange.search.cache import DiskCache
from exchange.search.facets import KEY, Facets
from exchange.search.foreseen import new_words
from exchange.search.glossary import concepts
from exchange.search.index_cache import Source, kept_files, key_of, with_text
from exchange.search.kiwi import Kiwi, load_in_background
from exchange.search.model import Page, Section
from exchange.search.scripts import Script, bundle
from exchange.search.word_analyser import analyser_name

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.site_search")

FOLDER = "search"


class SiteSearchConfig(Config):
    """What mkdocs.yml may say."""

    cache = config_options.Type(str, default=".cache/search")
    """Where analyses are kept between builds, from the folder of mkdocs.yml. May be deleted at any time."""


@in_order
class SiteSearchPlugin(BasePlugin[SiteSearchConfig]):
    """Lets readers find pages in their language and in the others."""

    whole: WholeSite

    def __init__(self) -> None:
        """Create an analyser without answers."""
        super().__init__()
        self.kiwi = Kiwi()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bundle the engine and the page's side of search, which pages name by their bytes."""
        self.whole = build_of(config).whole
        build_of(config).inputs.declare(self)
        self.sources: list[Source] = []
        project = Path(config.config_file_path or ".").absolute().parent
        self.cache = DiskCache(
            project / self.config.cache / self.whole.locale,
            report=damage_report(project, self.whole.messages),
        )
        self.kiwi.end()
        if has_kiwi():
            self._foresee()
        elif self.whole.leads:
            self._say_what_is_missing()
        frame = self.whole.site.settings.frame
        worker, box = (frame.file(f"assets/js/{name}.js") for name in ("search/worker", "searching/main"))
        self.engine = Script.from_text(bundle(worker, self.cache), name="search")
        self.box = Script.from_text(bundle(box, self.cache), name="searching")
        return config

    def _say_what_is_missing(self) -> None:
        words = build_words(self.whole.messages)
        codes = {locale.code.partition("-")[0] for locale in self.whole.locales}
        for code in sorted(code for code in codes if language(code).has_analyser):
            log.info(words("no-analyser", language=language_name(code), extra=code))

    def _foresee(self) -> None:
        """Start the analyser while pages are rendered."""
        frame = self.whole.site.settings.frame
        names = frame.files(f"locales/*{self.whole.locale}.json")
        string_files = [file for name in names for file in frame.layers(name)]
        words = new_words(self.whole.site.files, string_files, locale=self.whole.locale, cache=self.cache)
        if words:
            self.kiwi.expect(words)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take from each page what search shows and finds."""
        env.globals["search_worker"] = self.engine.path
        env.globals["search_script"] = self.box.path
        env.globals["search_index"] = FOLDER
        for file in files.documentation_pages():
            assert file.page is not None
            facts = file.page.meta["facts"]
            if self._is_searched(Kind(facts.kind)) and facts.in_reader_language:
                self.sources.append(Source(page=self._page(file.page), html=file.page.content or ""))
        env.globals["search_words"] = self._words()
        return env

    def _is_searched(self, kind: Kind) -> bool:
        """Return True if pages of a kind are found; an edition finds only what it holds."""
        return kind.traits.sealed if self.whole.edition else kind.traits.searched

    def _words(self) -> dict[str, str]:
        """Return what the scripts say, in the reader's language."""
        locale, locales = self.whole.locale, [entry.code for entry in self.whole.locales]
        settings = self.whole.site.settings
        strings = {code: settings.strings(code) for code in locales}
        words, wording = strings[locale], settings.wording(locale)
        labels = {"colon": words("colon"), **words.with_prefix("search-")}
        kinds = {f"kind-{kind}": name for kind, name in words.with_prefix("kind-").items()}
        names = {f"language-{code}": strings[code]("language-name") for code in locales}
        labels |= {f"side-{code}": wording.side(code) for code in settings.calls.side_codes}
        sides = " ".join(sorted({source.page.side for source in self.sources if source.page.side}))
        return {**labels, **kinds, **names, "sides": sides}

    def _page(self, page: MkDocsPage) -> Page:
        facts, facets = page.meta["facts"], page.meta.get(KEY, Facets())
        path = self.whole.path_of(page.file)
        return Page(
            id=path,
            lang=self.whole.locale,
            url=f"{self.whole.locale}/{page.url}" if page.url != "./" else f"{self.whole.locale}/",
            title=facts.title,
            kind=facts.kind,
            status=facets.status,
            side="+".join(facets.sides),
            states=facets.states,
            deadlines=tuple((deadline.words, deadline.ends) for deadline in facets.deadlines),
            sections=(Section(id="", heading="", text=facts.description),),
            counterpart=path if facts.everywhere else None,
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write this language's index; the engine, once."""
        terms = concepts(self.whole.site.terms)

        def build_files() -> dict[str, bytes]:
            from exchange.search.index import (
                build_index,  # late: most builds of a language change no page of it
            )

            pages = [with_text(source, self.cache) for source in self.sources]
            return build_index(pages, terms, lang=self.whole.locale, cache=self.cache, kiwi=self.kiwi)

        key = key_of(self.sources, repr(terms), self.whole.locale, analyser_name())
        files, is_fresh = kept_files(key, self.cache, build_files)
        self.kiwi.end()
        if is_fresh:
            self.cache.keep()
        else:
            self.cache.prune()
        for name, content in files.items():
            self.whole.outputs.write(f"{FOLDER}/{self.whole.locale}/{name}", content)
        for script in (self.engine, self.box) if self.whole.leads else ():
            self.whole.outputs.write(script.path, script.content)

    def on_build_error(self, *, error: Exception) -> None:
        """Stop everything that was started for this build."""
        self.kiwi.end()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """Have the analyser ready for the words of the next change."""
        plugin = config.plugins.get("languages")  # a first build may have ended before ours
        entries = plugin.config["languages"] if plugin else ()
        if has_kiwi() and any(language(entry.locale).has_analyser for entry in entries):
            load_in_background()
