"""What templates see of how a page is cited, shown elsewhere and named in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exchange.build.qr_codes import qr_svg
from exchange.citing.cited_pages import FORMATS, citations_file
from exchange.citing.exports import export
from exchange.citing.head_tags import head_tags
from exchange.citing.short_links import section_code, short_address
from exchange.citing.styles import citations
from exchange.citing.works import Name, Work
from exchange.text.original_text import OriginalText
from exchange.text.strings import Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What other programs show beside a link to a page. All addresses are absolute."""

    title: str
    description: str
    url: str
    site: str
    locale: str  # as CLDR names it: `en_GB`
    other_locales: tuple[str, ...]
    picture: str
    picture_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """What a page shows of its citation, in the language of the page that is cited.

    The lines are written when they are asked for: a page that is kept from the last build asks for none. Its
    `repr`, which decides whether the page is kept, says all but the words: those are an input of every page.
    """

    work: Work
    words: Strings = field(repr=False)
    page: str  # relative: the file with all ways
    short: str  # absolute; empty where the page has none, as in an edition
    licence: str  # its address

    @property
    def lang(self) -> str:
        """Return the language of the page that is cited."""
        return self.work.lang

    @property
    def title_lang(self) -> str:
        """Return the language of the title, where it is in another than the page."""
        return _title_lang(self.work)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return the name of each style, and the citation in it."""
        return _texts(self.work, self.words)

    @property
    def note(self) -> str:
        """Return which version is cited."""
        return version_note(self.work, self.words)

    @property
    def people(self) -> str:
        """Return who reviewed the page."""
        return ", ".join(_reader_name(name) for name in self.work.reviewers)

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """Return what the head says of it."""
        return head_tags(self.work, licence=self.licence)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPart:
    """A page, or a section of it, on the file with all ways to cite it."""

    anchor: str
    title: str
    key: str
    texts: tuple[tuple[str, str], ...]
    link: str  # absolute, short where there is a short one
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitePage:
    """The file with all ways to cite a page."""

    whole: CitedPart
    sections: tuple[CitedPart, ...]
    formats: tuple[tuple[str, str, str], ...]  # name, ending, text
    bundles: tuple[tuple[str, str], ...]  # name and path below the root, of all pages together
    note: str
    lang: str
    title_lang: str  # of the title, where it is in another language than the page


def _title_lang(work: Work) -> str:
    return work.title.lang if isinstance(work.title, OriginalText) else ""


def version_note(work: Work, words: Strings) -> str:
    """Return which version a citation means."""
    return words("cite-pinned", edition=work.edition) if work.edition else words("cite-changing")


def cite_page(work: Work, words: Strings, sections: Mapping[str, Work], *, short: str) -> CitePage:
    """Return the file with all ways to cite a page and its sections, which are by the ids they have now."""
    return CitePage(
        whole=_part(work, words, short, ""),
        sections=tuple(_part(part, words, short, anchor) for anchor, part in sections.items()),
        formats=tuple((name, ending, export([work], ending)) for ending, name in FORMATS.items()),
        bundles=tuple((name, citations_file(work.lang, ending)) for ending, name in FORMATS.items()),
        note=version_note(work, words),
        lang=work.lang,
        title_lang=_title_lang(work),
    )


def _part(work: Work, words: Strings, short: str, anchor: str) -> CitedPart:
    link = f"{short}#{section_code(anchor)}" if short and anchor else short or work.address
    return CitedPart(
        anchor=anchor,
        title=work.section or work.title,
        key=work.key,
        texts=_texts(work, words),
        link=link,
        qr=qr_svg(link),
    )


def _texts(work: Work, words: Strings) -> tuple[tuple[str, str], ...]:
    return tuple((words(f"cite-style-{name}"), text) for name, text in citations(work, words).items())


def _reader_name(name: Name) -> str:
    return name.whole or f"{name.given} {name.family}"


def preview(work: Work, words: Mapping[str, Strings], *, picture: str) -> Preview:
    """Return what is shown beside a link to a page with a picture at that address."""
    strings = words[work.lang]
    return Preview(
        title=work.title,
        description=work.description,
        url=work.url,
        site=work.site,
        locale=strings("babel-locale"),
        other_locales=tuple(words[code]("babel-locale") for code in words if code != work.lang),
        picture=picture,
        picture_text=strings("cite-picture", title=work.title, site=work.site),
    )


def short_of(name: str, locale: str, root: str) -> str:
    """Return the short address of a page, absolute."""
    return f"{root}{short_address(name, locale).lstrip('/')}"
