"""Typeset a booklet as a tagged PDF (PDF/UA-1), with WeasyPrint: the same booklet, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import cache, partial
from html import escape
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from exchange.build.qr_codes import qr_png
from exchange.handouts.article_html import ArticleWriter, Medium
from exchange.handouts.booklet import Booklet
from exchange.handouts.finished_page import FinishedPage
from exchange.handouts.fonts import FAMILY, text_font
from exchange.handouts.word_joiners import join_words
from exchange.text.digest import digest

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.urls import URLFetcher

_SITE = "site:///"
_FONT = "font:///text.otf"
_VARIANT = "pdf/ua-1"
_HEAD = re.compile(r"front\d+|c\d+-top")  # with which sheets of a front or of a chapter begin
_SVG_STYLE = (
    "<style>svg{{font:15px {family};fill:#1c2330}}"
    ".diagram-box{{fill:#eef3fa;stroke:#3d6398;stroke-width:1.5}}"
    ".diagram-choice{{fill:#fdf3e0;stroke:#96690f;stroke-width:1.5}}.diagram-lane{{fill:#f4f5f7}}"
    ".diagram-line{{fill:none;stroke:#6b7484;stroke-width:1.5}}.diagram-mark{{fill:none;stroke:#c9ced6}}"
    ".diagram-head{{fill:#6b7484}}.diagram-label{{font-size:13px;fill:#4c5566}}</style>"
)


class Paper(Enum):
    """A size of paper, as the part of a sheet that it shows: left, bottom, right and top in points.

    A sheet is set as wide as Letter and as high as A4, its text where both have it: a file for one paper
    prints on the other at full size, and the numbers of sheets agree.
    """

    A4 = "[8.362 0 603.638 841.89]"
    LETTER = "[0 24.945 612 816.945]"


class NoTypesetter(Exception):
    """Raised where WeasyPrint cannot work: Pango, a library of the system, is not there."""


@cache
def can_typeset() -> bool:
    """Return True if this machine has all that a PDF needs."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def pdf(booklet: Booklet, *, site: Path, paper: Paper = Paper.A4) -> bytes:
    """Return the booklet; pictures are read from a built site, nothing from the web. Raises NoTypesetter."""
    return copies((booklet,), site=site, paper=paper)[0]


def copies(booklets: Sequence[Booklet], *, site: Path, paper: Paper = Paper.A4) -> tuple[bytes, ...]:
    """Return booklets of which the last holds the pages of all: laid out once, each is given its sheets."""
    if not can_typeset():
        raise NoTypesetter
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    pictures: dict[str, bytes] = {}
    html = page_html(booklets, pictures)
    fonts, fetcher = FontConfiguration(), _fetcher(site, pictures)
    style = f"{_font_faces()} {_style('pdf.css')} {_numbers(booklets[-1])}"
    sheets = [CSS(string=style, font_config=fonts, url_fetcher=fetcher)]
    document = HTML(string=html, base_url=_SITE, url_fetcher=fetcher).render(
        stylesheets=sheets, font_config=fonts, pdf_variant=_VARIANT
    )
    return tuple(_copy(document, booklets, number, paper) for number in range(len(booklets)))


def _copy(document: Document, booklets: Sequence[Booklet], number: int, paper: Paper) -> bytes:
    """Return the sheets of one booklet: its front and its chapters."""
    paths = {page.path for page in booklets[number].pages}
    chapters = (chapter for chapter, page in enumerate(booklets[-1].pages) if page.path in paths)
    wanted, sheets, is_wanted = {f"front{number}", *(f"c{chapter}-top" for chapter in chapters)}, [], False
    for sheet in document.pages:
        heads = {name for name in sheet.anchors if _HEAD.fullmatch(name)}
        is_wanted = bool(heads & wanted) if heads else is_wanted
        sheets += [sheet] * is_wanted
    # without the identifier that ISO 32000-1 leaves open: for it all is compressed twice
    result = document.copy(sheets).write_pdf(pdf_variant=_VARIANT, finisher=partial(_cut, paper))
    assert isinstance(result, bytes)
    return result


def _cut(paper: Paper, _document: Document, file: Any) -> None:
    """Let the sheets of a file be those of a paper."""
    box = paper.value
    for number in file.pages["Kids"][::3]:  # each is three values: number, generation, R
        file.objects[number].update(MediaBox=box, TrimBox=box, BleedBox=box)


def page_html(booklets: Sequence[Booklet], pictures: dict[str, bytes]) -> str:
    """Return booklets as one HTML page; drawings are added to `pictures` by their address."""
    whole = booklets[-1]
    medium = Medium(
        chapter=lambda _number: "",
        text=join_words,
        section=partial(_place, whole, pictures),
        picture=partial(_drawing, pictures),
        source=lambda path: f"{_SITE}{path}",
        notes_at_foot=True,
    )
    fronts = "".join(_front(booklets, number, pictures) for number in range(len(booklets)))
    chapters = "".join(_chapter(booklets, number, medium) for number in range(len(whole.pages)))
    day = whole.day.isoformat() if whole.day else ""
    return (
        f'<!doctype html><html lang="{whole.locale}"><head><meta charset="utf-8">'
        f"<title>{escape(whole.title)}</title>"
        f'<meta name="author" content="{escape(whole.publisher.name)}">'
        f'<meta name="dcterms.created" content="{day}"><meta name="dcterms.modified" content="{day}">'
        f'<meta name="description" content="{escape(whole.lead)}"></head>'
        f"<body {_attributes(title=whole.title, licence=whole.publisher.licence)}>"
        f"{fronts}{chapters}</body></html>"
    )


def _attributes(**heads: str) -> str:
    """Return what running heads say."""
    return " ".join(f'data-{name}="{escape(join_words(value))}"' for name, value in heads.items())


def _version(booklet: Booklet) -> str:
    return f"{booklet.version} · {booklet.words(booklet.role.value)}"


def _front(booklets: Sequence[Booklet], number: int, pictures: dict[str, bytes]) -> str:
    """Return what begins the first page of a booklet: of several pages, their contents too."""
    booklet = booklets[number]
    words, several = booklet.words, len(booklet.pages) > 1
    heading = f'<h1>{_text(booklet.title)}</h1><p class="lead">{_text(booklet.lead)}</p>'
    head = _attributes(version=_version(booklet))
    return (
        f'<header class="front" id="front{number}" {head}><p class="site">{_text(booklet.publisher.name)}</p>'
        f"{heading if several else ''}"
        f'<p class="role">{words(booklet.role.value)} · {_text(booklet.version)}</p>'
        f'<div class="rights">{_place(booklet, pictures, booklet.address)}'
        f"<p>{_text(booklet.publisher.description)}</p><p>{_text(booklet.credit)}</p></div>"
        f"{_contents(booklet, booklets[-1]) if several else ''}</header>"
    )


def _contents(booklet: Booklet, whole: Booklet) -> str:
    """Return the chapters of a booklet with the numbers of their sheets."""
    paths = {page.path for page in booklet.pages}
    entries = "".join(
        f'<li value="{lesson}"><a href="#c{chapter}-top" data-lesson="{lesson}">{_text(page.title)}</a></li>'
        for chapter, (lesson, page) in enumerate(_lessons(whole))
        if page.path in paths
    )
    return f'<h2>{booklet.words("contents")}</h2><ol class="contents">{entries}</ol>'


def _lessons(whole: Booklet) -> Iterator[tuple[int, FinishedPage]]:
    """Yield pages with the number of their chapter, which the notes for instructors on it share."""
    lesson = 0
    for page in whole.pages:
        lesson += not (page.is_for_instructors and lesson)
        yield lesson, page


def _numbers(whole: Booklet) -> str:
    """Return the style that numbers sheets: those of several pages by chapter, `2-3`, alike in every copy."""
    if len(whole.pages) == 1:
        return '@page { @bottom-right { content: counter(page) " / " counter(pages) } }'
    rules = "@page :nth(1 of lesson{0}) {{ counter-reset: page; counter-increment: page }} "
    names = '@page {1}{0} {{ @bottom-right {{ content: "{0}-" counter(page) }} }} '
    lessons = {lesson for lesson, _ in _lessons(whole)}
    return "".join(
        rules.format(lesson) + names.format(lesson, "lesson") + names.format(lesson, "notes")
        for lesson in sorted(lessons)
    )


def _chapter(booklets: Sequence[Booklet], number: int, medium: Medium) -> str:
    """Return a chapter; where several booklets share it, as those see it who are given least."""
    whole = booklets[-1]
    page = whole.pages[number]
    least = next(booklet for booklet in booklets if page.path in {page.path for page in booklet.pages})
    writer = ArticleWriter(replace(whole, role=least.role), number, medium)
    head = _attributes(version=_version(least), address=page.address)
    lesson = next(islice(_lessons(whole), number, None))[0]
    kind = "notes" if page.is_for_instructors and number else "lesson"
    is_alone = len(whole.pages) == 1  # below the front, which says where it is
    sheets, place = ("", "") if is_alone else (f' style="page: {kind}{lesson}"', medium.section(page.address))
    return (
        f'<article lang="{page.lang}"{sheets} {head}>'
        f'<h1 id="c{number}-top">{_text(page.title)}</h1>{place}'
        f'<p class="lead">{_text(page.lead)}</p>{writer.html()}</article>'
    )


def _text(text: str) -> str:
    return escape(join_words(text), quote=False)


def _place(booklet: Booklet, pictures: dict[str, bytes], address: str) -> str:
    """Return where a section is on the web, to be read and to be pointed a camera at."""
    source = f"{_SITE}qr/{digest(address.encode())}.png"
    pictures[source] = qr_png(address)
    name = escape(booklet.words("code-of", address=address))
    return (
        f'<p class="place"><img class="qr" src="{source}" alt="{name}">'
        f'<a href="{escape(address)}">{escape(address)}</a></p>'
    )


def _drawing(pictures: dict[str, bytes], svg: str, name: str) -> str:
    source = f"{_SITE}drawing/{digest(svg.encode())}.svg"
    opening, rest = svg.split(">", 1)
    pictures[source] = f"{opening}>{_SVG_STYLE.format(family=FAMILY)}{rest}".encode()
    return f'<img class="drawing" src="{source}" alt="{escape(name)}">'


@cache
def _style(name: str) -> str:
    return resources.files("exchange.handouts").joinpath(f"styles/{name}").read_text(encoding="utf-8")


def _font_faces() -> str:
    return f"@font-face {{ font-family: {FAMILY}; src: url({_FONT}) }}"


def _fetcher(site: Path, pictures: dict[str, bytes]) -> URLFetcher:
    """Return what gives the typesetter our pictures, files of the site and the font, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, *_headers: object) -> URLFetcherResponse:
            return URLFetcherResponse(url, _content(url, site, pictures))

    return Fetcher()


def _content(url: str, site: Path, pictures: dict[str, bytes]) -> bytes:
    if url in pictures:
        return pictures[url]
    if url == _FONT:
        return text_font()
    file = (site / unquote(url.removeprefix(_SITE))).resolve()
    if not url.startswith(_SITE) or not file.is_relative_to(site.resolve()):
        raise PermissionError(url)
    return file.read_bytes()
