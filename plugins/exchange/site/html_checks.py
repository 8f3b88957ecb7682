"""Check the HTML of each page's text as a build would, without the frame around it and without an engine.

What a build adds to a text (marks of terms, cards of calls, marks of moved sections) is ours and is not
judged; what the author wrote is rendered by the same Markdown extensions and judged by the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from markdown import Markdown
from markdown.extensions import Extension

from exchange.authoring.shared_texts import SHARED_FOLDERS, SharedTexts, shared_files
from exchange.build.processes import spread
from exchange.build.store import Store
from exchange.calls.reading.forms import HiddenForms
from exchange.pages.markup import ReaderMarkup
from exchange.pages.quiet_texts import QuietTexts
from exchange.rules.examination_cache import PROBLEMS
from exchange.safety.markdown_source import Source, read_source
from exchange.safety.page_html import check_page_html
from exchange.safety.slow_work import too_slow
from exchange.safety.time_limit import in_time
from exchange.site.reading import Site
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import content_digest
from exchange.text.documents import Document, body_document, text_of
from exchange.text.problems import Problem
from exchange.text.strings import Strings

_KIND = "safety html"


def html_problems(
    site: Site,
    *,
    store: Store | None = None,
    progress: Callable[[int, int], None] = lambda _count, _total: None,
) -> Iterator[Problem]:
    """Yield what the HTML of the pages must not hold, of every page whose body can be read."""
    if not site.is_read or not site.settings.has("gate"):
        return
    files = site.files
    shared_records = {path: files.read(path) for path in files.visible if path.startswith(SHARED_FOLDERS)}
    renderers = {
        code: TextRenderer(site.settings, code, shared_records) for code in site.settings.content.locales
    }
    waiting = []
    for path in site.files.visible:
        locale, _, _ = path.partition("/")
        if locale in renderers and path.endswith(".md") and site.files.is_file(path):
            digest = f"{renderers[locale].digest} {site.files.digest(path)}"
            if store is None or store.get(_KIND, path, digest) is None:
                waiting.append((path, digest, site.files.read(path)))
    results = spread(waiting, partial(_judge, renderers))
    for count, (result, (path, digest, _)) in enumerate(zip(results, waiting, strict=True), 1):
        problems = PROBLEMS.read(result)
        if store and not problems:
            store.put(_KIND, path, digest, "")
        yield from problems
        progress(count, len(waiting))


def _judge(renderers: Mapping[str, TextRenderer], item: tuple[str, str, bytes]) -> str:
    path, _, content = item
    renderer = renderers[path.partition("/")[0]]
    return PROBLEMS.write(tuple(renderer.problems(content, renderer.settings.display_path(path))))


def shared_sources(text: str, path: str, read_file: Callable[[str], str | None]) -> Iterator[Source]:
    """Yield the records that a page shows, named below the content folder of its `path`."""
    for file in shared_files(text):
        if (record := read_file(file)) is not None:
            yield read_source(record, path=f"{path.partition('/')[0]}/{file}")


class TextRenderer:
    """Renders the texts of one language; one Markdown object serves all of them, reset between two."""

    def __init__(self, settings: SiteSettings, locale: str, shared_records: Mapping[str, bytes]) -> None:
        self.settings = settings
        self.locale = locale
        self.shared_records = (
            shared_records  # the records that pages share, by their paths in the content folder
        )

    @cached_property
    def digest(self) -> str:
        """What a page's HTML and its judgement depend on besides the page."""
        settings = self.settings
        parts = (
            settings.extensions,
            settings.extension_options,
            settings.limits,
            sorted(settings.classes),
            sorted(settings.frame_ids),
            sorted((path, content_digest(content)) for path, content in self.shared_records.items()),
            self._hosts,
        )
        return content_digest(repr(parts).encode())

    def problems(self, content: bytes, display_path: str) -> list[Problem]:
        """Return what one page's HTML must not hold; `display_path` is how messages name its file."""
        try:
            text = text_of(content)
        except UnicodeDecodeError:  # reported where pages are read
            return []
        document = body_document(text, path=display_path)
        source = read_source(
            text, path=display_path, shared=lambda: shared_sources(text, display_path, self._shared_text)
        )
        seconds = self.settings.limits.page_seconds
        if document is None:
            return []
        return in_time(
            lambda: self._judge(document, source),
            seconds,
            otherwise=lambda work: [too_slow(display_path, seconds, work, source)],
        )

    def _judge(self, document: Document, source: Source) -> list[Problem]:
        texts = SharedTexts(
            read_file=self._shared_text,
            locale=self.locale,
            path=source.path,
            first_line=document.body_line,
            names=self.shared_records,
        )
        html = self._markdown.reset().convert(texts.insert(document.body))
        return texts.problems + check_page_html(
            html,
            source,
            frame=self.settings.frame_ids,
            classes=self.settings.classes,
            limits=self.settings.limits,
            hosts=self._hosts,
        )

    def _shared_text(self, path: str) -> str | None:
        return text_of(self.shared_records[path]) if path in self.shared_records else None

    @cached_property
    def _markdown(self) -> Markdown:
        markup = ReaderMarkup()
        markup.words = self._words
        extensions: list[str | Extension] = [*self.settings.extensions, markup, HiddenForms(), QuietTexts()]
        options = {name: dict(options) for name, options in self.settings.extension_options.items()}
        return Markdown(extensions=extensions, extension_configs=options)

    @cached_property
    def _words(self) -> Strings:
        return self.settings.strings(self.locale)

    @cached_property
    def _hosts(self) -> tuple[str, ...]:
        return self.settings.calls.funder_hosts
