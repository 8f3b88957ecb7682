"""Write a booklet as an EPUB 3 book: a chapter for each page, the same bytes each time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from html import escape
from importlib import resources
from pathlib import Path, PurePosixPath

from exchange.build.media_types import content_type
from exchange.handouts.article_html import XHTML, ArticleWriter, Medium
from exchange.handouts.booklet import Booklet
from exchange.handouts.fixed_zip import fixed_zip

_OPS = 'xmlns:epub="http://www.idpf.org/2007/ops"'
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_NO_DAY = "1980-01-01"


def epub(booklet: Booklet, *, site: Path) -> bytes:
    """Return the book; pictures are taken from the built site."""
    pictures: dict[str, str] = {}

    def source(path: str) -> str:
        return pictures.setdefault(path, f"picture-{len(pictures) + 1}{PurePosixPath(path).suffix}")

    medium = Medium(chapter=_file, source=source)
    numbers = range(len(booklet.pages))
    chapters = {_file(number): _chapter(booklet, number, medium) for number in numbers}
    files = {"front.xhtml": _front(booklet), "nav.xhtml": _navigation(booklet), **chapters}
    drawings = frozenset(name for name, text in chapters.items() if "<svg" in text)
    equations = frozenset(name for name, text in chapters.items() if "<math" in text)
    properties = {"nav.xhtml": "nav", **dict.fromkeys(drawings, "svg"), **dict.fromkeys(equations, "mathml")}
    properties |= dict.fromkeys(drawings & equations, "mathml svg")
    package = _package(booklet, tuple(files), properties, tuple(pictures.values()))
    style = resources.files("exchange.handouts").joinpath("styles/epub.css").read_bytes()

    def content() -> Iterator[tuple[str, bytes]]:
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", _CONTAINER.encode()
        yield "book/package.opf", package.encode()
        yield "book/style.css", style
        yield from ((f"book/{name}", text.encode()) for name, text in files.items())
        yield from ((f"book/{name}", (site / path).read_bytes()) for path, name in pictures.items())

    return fixed_zip(content(), stores_first=True)


def _file(number: int) -> str:
    return f"chapter-{number + 1:02}.xhtml"


def _document(title: str, lang: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" {_OPS} lang="{lang}" xml:lang="{lang}"><head><meta charset="utf-8"/>'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>'
        f"<body>{body}</body></html>"
    )


def _chapter(booklet: Booklet, number: int, medium: Medium) -> str:
    page = booklet.pages[number]
    body = (
        f'<h1 id="top">{_text(page.title)}</h1><p class="lead">{_text(page.lead)}</p>'
        f'<p class="address"><a href="{escape(page.address)}">{_text(page.address)}</a></p>'
        f"{ArticleWriter(booklet, number, medium).html()}"
    )
    return _document(page.title, page.lang, body)


def _front(booklet: Booklet) -> str:
    words, publisher = booklet.words, booklet.publisher
    body = (
        f"<p>{_text(publisher.name)}</p><h1>{_text(booklet.title)}</h1><p>{_text(booklet.lead)}</p>"
        f"<p>{words(booklet.role.value)} · {_text(booklet.version)}</p>"
        f"<p>{_text(publisher.description)}</p><p>{_text(booklet.credit)}</p>"
    )
    return _document(booklet.title, booklet.locale, body)


def _navigation(booklet: Booklet) -> str:
    title = booklet.words("contents")
    entries = "".join(
        f'<li><a href="{_file(number)}">{_text(page.title)}</a></li>'
        for number, page in enumerate(booklet.pages)
    )
    body = f'<nav epub:type="toc"><h1>{title}</h1><ol>{entries}</ol></nav>'
    return _document(title, booklet.locale, body)


def _package(
    booklet: Booklet, texts: tuple[str, ...], properties: dict[str, str], pictures: tuple[str, ...]
) -> str:
    day = booklet.day.isoformat() if booklet.day else _NO_DAY
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{booklet.address}#{booklet.role.value}")
    items = "".join(
        f'<item id="{_id(text)}" href="{text}" media-type="application/xhtml+xml"'
        f"{_properties(properties.get(text, ''))}/>"
        for text in texts
    )
    items += "".join(
        f'<item id="{_id(picture)}" href="{picture}" media-type="{content_type(picture).partition(";")[0]}"/>'
        for picture in pictures
    )
    spine = "".join(f'<itemref idref="{_id(text)}"/>' for text in texts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{booklet.locale}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier><dc:title>{_text(booklet.title)}</dc:title>'
        f"<dc:language>{booklet.locale}</dc:language><dc:publisher>{_text(booklet.publisher.name)}</dc:publisher>"
        f"<dc:creator>{_text(booklet.publisher.name)}</dc:creator><dc:date>{day}</dc:date>"
        f"<dc:description>{_text(booklet.lead)}</dc:description><dc:source>{_text(booklet.address)}</dc:source>"
        f"<dc:rights>{_text(booklet.publisher.licence)}</dc:rights>"
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>{_ACCESSIBILITY}</metadata>'
        f'<manifest><item id="style" href="style.css" media-type="text/css"/>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )


_ACCESSIBILITY = "".join(
    f'<meta property="schema:{name}">{value}</meta>'
    for name, value in (
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
    )
)


def _properties(names: str) -> str:
    return f' properties="{names}"' if names else ""


def _id(file: str) -> str:
    return file.replace(".", "-")


def _text(text: str) -> str:
    return escape(text, quote=False)
