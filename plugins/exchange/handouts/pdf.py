"""Typeset a booklet as a tagged PDF (PDF/UA-1), with WeasyPrint: the same booklet, the same bytes."""

from __future__ import annotations

from enum import Enum
from functools import cache, partial
from html import escape
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import segno

from exchange.handouts.article_html import ArticleWriter, Medium
from exchange.handouts.booklet import Booklet
from exchange.handouts.fonts import FAMILY, text_font
from exchange.handouts.word_joiners import join_words
from exchange.text.digest import digest

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_SITE = "site:///"
_FONT = "font:///text.otf"
_MASK = 3  # any of the eight can be read; comparing them takes as long as the rest of the page
_SVG_STYLE = (
    "<style>svg{{font:15px {family};fill:#1c2330}}"
    ".diagram-box{{fill:#eef3fa;stroke:#3d6398;stroke-width:1.5}}"
    ".diagram-choice{{fill:#fdf3e0;stroke:#96690f;stroke-width:1.5}}.diagram-lane{{fill:#f4f5f7}}"
    ".diagram-line{{fill:none;stroke:#6b7484;stroke-width:1.5}}.diagram-mark{{fill:none;stroke:#c9ced6}}"
    ".diagram-head{{fill:#6b7484}}.diagram-label{{font-size:13px;fill:#4c5566}}</style>"
)


class Paper(Enum):
    """The size of a sheet, as CSS names it."""

    A4 = "A4"
    LETTER = "letter"


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
    if not can_typeset():
        raise NoTypesetter
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    pictures: dict[str, bytes] = {}
    html = page_html(booklet, pictures)
    fonts, fetcher = FontConfiguration(), _fetcher(site, pictures)
    style = f"{_font_faces()} @page {{ size: {paper.value} }} {_style('pdf.css')}"
    document = HTML(string=html, base_url=_SITE, url_fetcher=fetcher)
    sheets = [CSS(string=style, font_config=fonts, url_fetcher=fetcher)]
    identifier = digest(html.encode(), style.encode(), length=32).encode()
    result = document.write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    assert isinstance(result, bytes)
    return result


def page_html(booklet: Booklet, pictures: dict[str, bytes]) -> str:
    """Return the booklet as one HTML page; drawings are added to `pictures` by their address."""
    medium = Medium(
        chapter=lambda _number: "",
        text=join_words,
        section=partial(_place, booklet, pictures),
        picture=partial(_drawing, pictures),
        source=lambda path: f"{_SITE}{path}",
        notes_at_foot=True,
    )
    chapters = "".join(_chapter(booklet, number, medium) for number in range(len(booklet.pages)))
    day = booklet.day.isoformat() if booklet.day else ""
    return (
        f'<!doctype html><html lang="{booklet.locale}"><head><meta charset="utf-8">'
        f"<title>{escape(booklet.title)}</title>"
        f'<meta name="author" content="{escape(booklet.publisher.name)}">'
        f'<meta name="dcterms.created" content="{day}"><meta name="dcterms.modified" content="{day}">'
        f'<meta name="description" content="{escape(booklet.lead)}"></head>'
        f"<body {_running_heads(booklet)}>{_front(booklet, pictures)}{chapters}</body></html>"
    )


def _running_heads(booklet: Booklet) -> str:
    values = {
        "title": booklet.title,
        "version": f"{booklet.version} · {booklet.words(booklet.role.value)}",
        "licence": booklet.publisher.licence,
    }
    return " ".join(f'data-{name}="{escape(join_words(value))}"' for name, value in values.items())


def _front(booklet: Booklet, pictures: dict[str, bytes]) -> str:
    """Return what begins the first page: of several pages, their contents too."""
    words, several = booklet.words, len(booklet.pages) > 1
    entries = "".join(
        f'<li><a href="#c{number}-top">{_text(page.title)}</a></li>'
        for number, page in enumerate(booklet.pages)
    )
    contents = f'<h2>{words("contents")}</h2><ol class="contents">{entries}</ol>' if several else ""
    heading = f'<h1>{_text(booklet.title)}</h1><p class="lead">{_text(booklet.lead)}</p>'
    return (
        f'<header class="front"><p class="site">{_text(booklet.publisher.name)}</p>'
        f"{heading if several else ''}"
        f'<p class="role">{words(booklet.role.value)} · {_text(booklet.version)}</p>'
        f'<div class="rights">{_place(booklet, pictures, booklet.address)}'
        f"<p>{_text(booklet.publisher.description)}</p><p>{_text(booklet.credit)}</p></div>{contents}</header>"
    )


def _chapter(booklet: Booklet, number: int, medium: Medium) -> str:
    page = booklet.pages[number]
    writer = ArticleWriter(booklet, number, medium)
    return (
        f'<article lang="{page.lang}" data-address="{escape(page.address)}">'
        f'<h1 id="c{number}-top">{_text(page.title)}</h1>{medium.section(page.address)}'
        f'<p class="lead">{_text(page.lead)}</p>{writer.html()}</article>'
    )


def _text(text: str) -> str:
    return escape(join_words(text), quote=False)


def _place(booklet: Booklet, pictures: dict[str, bytes], address: str) -> str:
    """Return where a section is on the web, to be read and to be pointed a camera at."""
    source = f"{_SITE}qr/{digest(address.encode())}.png"
    drawing = BytesIO()
    segno.make(address, error="m", mask=_MASK, micro=False).save(drawing, kind="png", border=2, scale=4)
    pictures[source] = drawing.getvalue()
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
