"""The training plugin: MkDocs' events on one side, questions, instructors' pages, packages on the other."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from exchange.mkdocs_plugins.files import place_page
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import NoOptions, WholeSite, build_of
from exchange.pages.addresses import page_url, relative_url
from exchange.text.strings import Strings
from exchange.training.course_material import ContentSource
from exchange.training.instructor_pages import instructor_path, instructor_source, parts_of
from exchange.training.instructor_parts import InstructorParts
from exchange.training.package_cache import Package, course_packages
from exchange.training.web_content import Roots


@in_order
class TrainingPlugin(BasePlugin[NoOptions]):
    """Shows questions, and gives those who teach pages and packages of their own."""

    whole: WholeSite
    words: Mapping[str, Strings]
    packages: tuple[Package, ...] = ()

    def __init__(self) -> None:
        self.parts = InstructorParts()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the step that keeps what is for instructors out of lessons."""
        build = build_of(config)
        self.whole = build.whole
        self.learner_pages = self.whole.site.instructor_pages
        settings = self.whole.site.settings
        strings, locales = settings.frame.strings, settings.content.locales
        self.words = {code: strings(code, f"training.{code}") for code in locales}
        build.inputs.declare(self)
        config.markdown_extensions.append(self.parts)  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for instructors beside each course and lesson."""
        site, locale = self.whole.site, self.whole.locale
        for path, learners_path in self.learner_pages.items():
            text = instructor_source(site.library.pairs[learners_path], locale, self.words)
            file = File.generated(config, f"{locale}/{path}", content=text)
            files.append(place_page(file, path, locale=locale, folder=page_url(path)))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Say for whom the page is."""
        path, library = self.whole.path_of(page.file), self.whole.site.library
        self.parts.page = parts_of(path, library, self.learner_pages, self.whole.locale, self.words)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give pages their questions; make the packages, whose sizes the pages of courses say."""
        env.globals["training_words"] = self.words[self.whole.locale]
        pages = {self.whole.path_of(file): file.page for file in files.documentation_pages() if file.page}
        source = self._source(config, pages)
        store = self.whole.store(f"training/{self.whole.locale}")
        self.packages = tuple(course_packages(source, store))
        store.save()
        for path, learners_path in self.learner_pages.items():
            page = pages[learners_path]
            page.meta["questions"] = pages[path].meta["questions"] = source.questions_of(learners_path)
            page.meta["instructor"] = self._link(path, learners_path, pages)
            packages = [package for package in self.packages if package.course == learners_path]
            page.meta["packages"] = [self._package(package, learners_path) for package in packages]
            pages[path].meta["lessons"] = [
                self._link(instructor_path(lesson), path, pages)
                for lesson in source.pages_of(learners_path)[1:]
            ]
            pages[path].meta["learners"] = self._link(learners_path, path, pages)
            pages[path].meta["head_lang"] = self._lang(learners_path)
        return env

    def _source(self, config: MkDocsConfig, pages: Mapping[str, Page]) -> ContentSource:
        site, locale = self.whole.site, self.whole.locale
        assert site.navigation is not None, "a site whose order cannot be read is refused before"
        live_url = self.whole.url.removesuffix(f"editions/{self.whole.edition}/")
        folders = self.whole.site.settings.partnership.folders.sealed if self.whole.edition else ()
        return ContentSource(
            library=site.library,
            navigation=site.navigation,
            questions=site.questions,
            locale=locale,
            words=self.words[locale],
            site=site.settings.strings(locale)("site-name"),
            licence=site.settings.licence(locale),
            roots=Roots(url=self.whole.url, live_url=live_url, prefixes=folders),
            text_of=lambda path: pages[path].content or "",
        )

    def _link(self, path: str, start: str, pages: Mapping[str, Page]) -> dict[str, str]:
        locale = self.whole.locale
        href = relative_url(f"{locale}/{page_url(path)}", start=f"{locale}/{page_url(start)}")
        return {"title": pages[path].meta["title"], "href": href, "lang": self._lang(path)}

    def _lang(self, path: str) -> str:
        """Return the language of a page, if it is another; one for instructors has that of its page."""
        learners_path = self.learner_pages.get(path, path)
        lang = self.whole.site.library.pairs[learners_path].read_in(self.whole.locale).locale
        return lang if lang != self.whole.locale else ""

    def _package(self, package: Package, start: str) -> dict[str, str]:
        words = self.words[self.whole.locale]
        key = "trainers-instructors-package" if package.for_instructors else "trainers-learners-package"
        return {
            "title": words(key),
            "href": relative_url(package.path, start=f"{self.whole.locale}/{page_url(start)}"),
            "size": words("package-size", size=package.kilobytes),
        }

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the packages of this language."""
        for package in self.packages:
            self.whole.outputs.write(package.path, package.content)
