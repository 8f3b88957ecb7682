"""Turn the bytes of one page into what is wrong with it alone and what the others must know of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exchange.authoring.sections import sections
from exchange.languages.language import language_names
from exchange.pages.kinds import Kind
from exchange.pages.library import SourcePage
from exchange.pages.page_meta import PageMeta
from exchange.rules.page import Page, make_page
from exchange.rules.page_facts import Facts, Target
from exchange.rules.rule_modules import modules_with
from exchange.rules.site_facts import SiteFacts
from exchange.rules.term_matches import TermMatcher
from exchange.rules.written_cards import card_links
from exchange.rules.written_links import WrittenLink
from exchange.terms.termbase import Term
from exchange.text.documents import Document, KeptDocument, body_document, text_of
from exchange.text.problems import Place, Problem, limit_search

RECHECK = "⟳"
_COMPARED_FIELDS = ("id", "kind", "original", "title", "checked", "published")
_HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*\sid=["'](?P<id>[^"'\s]+)["']""")
_FIGURE_ID = re.compile(
    r"^[ ]*/{3,}[ ]*(?:figure-|table-)?caption[ ]*\|[ ]*#(?P<id>[a-z][\w-]*)", re.MULTILINE
)
_OWN_ID = re.compile(r"\{:?[^{}\n#]*+#(?P<id>[^\s{}]++)[^{}\n]*\}")
_SOURCES = "sources"  # the section that a page's footnotes become


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One page after its own rules were applied."""

    facts: Facts
    problems: tuple[Problem, ...]


class PageRules:
    """The rules that need nothing but the page and the termbase, or only those of them that find errors."""

    def __init__(self, *, locales: Sequence[str], terms: Iterable[Term], skip_warnings: bool = False) -> None:
        self.checks = tuple(module.check for module in modules_with("check", skip_warnings=skip_warnings))
        self.terms = {} if skip_warnings else {locale: TermMatcher(terms, locale) for locale in locales}

    def examine(self, content: bytes, source: SourcePage) -> Examination:
        """Return what a page's rules find; `content` is what the page was read from."""
        page = make_page(text_of(content), source, terms=self.terms.get(source.locale))
        result = [problem for check in self.checks for problem in limit_search(check(page))]
        result += text_problems(page.text, page.path)
        return Examination(facts=_facts(page), problems=tuple(result))

    def examine_body(self, content: bytes, *, path: str, locale: str, name: str) -> Examination:
        """Return what the rules find in the body of a page whose front matter cannot be read.

        Why it cannot is reported where pages are read.
        """
        facts = Facts(path=path, locale=locale, name=name, readable=False)
        try:
            text = text_of(content)
        except UnicodeDecodeError:
            return Examination(facts=facts, problems=())
        document = body_document(text, path=path)
        if document is None:
            return Examination(facts=facts, problems=tuple(text_problems(text, path)))
        examination = self.examine(content, _without_front_matter(document, locale=locale, name=name))
        facts = replace(examination.facts, readable=False)
        return Examination(facts=facts, problems=tuple(_in_body(examination.problems, facts)))


def _without_front_matter(document: Document, *, locale: str, name: str) -> SourcePage:
    meta = PageMeta(title="", description="", kind=Kind.PAGE, original=locale)
    return SourcePage(
        path=name,
        locale=locale,
        document=document,
        meta=meta,
        sections=sections(document.body, first_line=document.body_line),
    )


def _in_body(problems: Iterable[Problem], facts: Facts) -> Iterator[Problem]:
    return (problem for problem in problems if problem.place.line >= facts.body_line)


def text_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a file of text of any kind."""
    for module in modules_with("check_text"):
        yield from limit_search(module.check_text(text, path))


def problems_beside(facts: Facts, site_facts: SiteFacts, *, skip_warnings: bool) -> Iterator[Problem]:
    """Yield what is wrong with a page beside other pages, files and settings."""
    for module in modules_with("compare", skip_warnings=skip_warnings) if facts.body_line else ():
        problems = limit_search(module.compare(facts, site_facts))
        yield from problems if facts.readable else _in_body(problems, facts)


def problems_between_languages(
    facts: Facts, site_facts: SiteFacts, *, skip_warnings: bool
) -> Iterator[Problem]:
    """Yield what is wrong with a page beside itself in other languages."""
    for module in modules_with("compare_languages", skip_warnings=skip_warnings) if facts.readable else ():
        yield from module.compare_languages(facts, site_facts)


def problems_among(pages: Collection[Facts], *, skip_warnings: bool) -> Iterator[Problem]:
    """Yield what is wrong with all pages together."""
    for module in modules_with("compare_all", skip_warnings=skip_warnings):
        yield from module.compare_all(pages)


def _facts(page: Page) -> Facts:
    links = page.written_links
    labels = tuple(sorted({match["label"] for match in page.footnotes}))
    return Facts(
        path=page.path,
        locale=page.locale,
        name=page.name,
        readable=True,
        body_line=page.document.body_line,
        title=page.meta.title,
        kind=page.meta.kind.value,
        original=page.meta.original,
        id=page.meta.id or "",
        checked=page.meta.checked.isoformat() if page.meta.checked else "",
        published=page.meta.published.isoformat() if page.meta.published else "",
        fields=tuple(_field_places(page.document)),
        sections=page.sections,
        anchors=tuple(sorted(_anchors(page, labels))),
        links=tuple(_target(page, link) for link in links if not link.picture and _is_page(link.target)),
        images=tuple(_target(page, link) for link in links if link.picture and link.target),
        digests=tuple(_digests(page)),
        footnotes=labels,
        rechecks=page.views.any_language.count(RECHECK),
    )


def _digests(page: Page) -> Iterator[tuple[Target, str]]:
    for card in page.written_cards:
        if "sha256" in card.fields:
            (address, *_) = card_links(page.text, (card,))
            yield _target(page, address), page.text[slice(*card.fields["sha256"])]


def _field_places(document: Document | KeptDocument) -> Iterator[tuple[str, Place]]:
    for field in document.meta:
        if field.key.value in _COMPARED_FIELDS:
            yield field.key.value, field.key.place


def _anchors(page: Page, labels: Sequence[str]) -> set[str]:
    ids = {match["id"] for match in _HTML_ID.finditer(page.views.structure)}
    ids |= {match["id"] for match in _OWN_ID.finditer(page.views.structure)}
    ids |= {match["id"] for match in _FIGURE_ID.finditer(page.views.structure)}
    ids |= {f"{kind}:{label}" for label in labels for kind in ("fn", "fnref")}
    return ids | ({_SOURCES} if labels else set())


_OTHER_LANGUAGE = re.compile(r"(?:\.\./)+(?P<locale>[a-z]{2,3}(?:-\w+)*)/")


def _target(page: Page, link: WrittenLink) -> Target:
    start, end = page.place(link.target_start), page.place(link.target_end)
    target = unicodedata.normalize("NFC", link.target)
    match = _OTHER_LANGUAGE.match(target)
    names_language = bool(match) and _names(page, link, match["locale"] if match else "")
    return Target(target, start.line, start.column, end.line, end.column, names_language)


def _names(page: Page, link: WrittenLink, locale: str) -> bool:
    """Return True if the words of a link name a language, in that or in the page's own."""
    words = (link.text or "").casefold()
    return any(name and name.casefold() in words for name in language_names(locale, page.locale))


def _is_page(target: str) -> bool:
    """Return True if a link may lead to a page of the site: by its path, or by a whole address."""
    scheme = target.partition(":")[0]
    plain = scheme == target or not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*", scheme)
    return bool(target) and (plain or scheme in ("http", "https"))
