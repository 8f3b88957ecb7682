"""Say of the files that a page links to and shows what they are: kind, size, language, width and height."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from babel import Locale, UnknownLocaleError

from exchange.authoring.cards import FIELDS, length_parts
from exchange.text.file_names import DOCUMENT_TYPES, extension
from exchange.text.picture_headers import read_picture
from exchange.text.web_addresses import host_of

Words = Callable[..., str]
_DOWNLOADS = frozenset({*DOCUMENT_TYPES, "pdf", "csv"})
_CARDS = frozenset(f"media-{kind}" for kind in FIELDS)
_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file of this site: bytes, digest (SHA-256), and the points of a picture as it is published."""

    size: int
    sha256: str
    width: int = 0
    height: int = 0


Files = Callable[[str], FileFacts | None]
"""From a link as it was written to the file of this site that it names, if it names one."""


def linked_file(content: bytes) -> FileFacts:
    """Return the facts of a file."""
    picture = read_picture(content)
    width, height = picture.published_size() if picture else (0, 0)
    return FileFacts(
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), width=width, height=height
    )


def finish_links(root: Element, words: Words, files: Files) -> None:
    """Change the tree of a page in place: cards, links to files, pictures."""
    for parent in list(root.iter()):
        first = next(iter(parent), None)
        if parent.tag == "p" and first is not None and first.tag == "a" and first.get("class") in _CARDS:
            _finish_card(parent, words, files)
            continue
        for child in parent:
            if child.tag == "img":
                _give_size(child, files)
            elif child.tag == "a" and parent.get("class") != "media-title":
                _name_file(child, words, files)


def _finish_card(card: Element, words: Words, files: Files) -> None:
    """Turn a paragraph of links into a card: what is linked, and its facts below."""
    link, *transcripts = list(card)
    kind = (link.get("class") or "").removeprefix("media-")
    values = dict.fromkeys((link.attrib.pop("title", "")).split())
    del link.attrib["class"]
    for child in list(card):
        card.remove(child)
    card.tag, card.text = "div", None
    card.set("class", f"media media-{kind}")
    title = SubElement(card, "p", {"class": "media-title"})
    link.tail = None
    title.append(link)
    facts = SubElement(card, "p", {"class": "media-facts"})
    file = files(link.get("href", ""))
    language = _language_name(link.get("hreflang", ""), words)
    is_video = kind == "video"
    texts = _video_facts(list(values), words) if is_video else _file_facts(link, list(values), file)
    facts.text = " · ".join(text for text in (*texts, language, host_of(link.get("href", ""))) if text)
    for transcript in transcripts:
        facts.text += " · "
        transcript.attrib.pop("class")
        transcript.text, transcript.tail = words("card-transcript"), None
        facts.append(transcript)
    if sum256 := file.sha256 if file else next((text for text in values if len(text) == 64), ""):
        digest = SubElement(card, "p", {"class": "media-digest"})
        digest.text = "SHA-256 "
        SubElement(digest, "code").text = sum256


def _video_facts(values: list[str], words: Words) -> tuple[str, ...]:
    minutes, seconds = length_parts(values[0] if values else "")
    return words("card-video"), words("card-length", minutes=minutes, seconds=seconds)


def _file_facts(link: Element, values: list[str], file: FileFacts | None) -> tuple[str, ...]:
    size = _size(file.size) if file else " ".join(text for text in values if len(text) < 64)
    return _kind(link).upper(), size


def _name_file(link: Element, words: Words, files: Files) -> None:
    """Say behind a link to a download of this site what it is."""
    kind = _kind(link)
    file = files(link.get("href", "")) if kind in _DOWNLOADS else None
    if file is None:
        return
    language = _language_name(link.get("hreflang", ""), words)
    facts = ", ".join(text for text in (kind.upper(), _size(file.size), language) if text)
    SubElement(link, "span", {"class": "file-facts"}).text = f" ({facts})"


def _kind(link: Element) -> str:
    """Return what the path of a link ends in; an address that no library can take apart has one too."""
    path = link.get("href", "").partition("#")[0].partition("?")[0]
    return extension(path).lower()


def _give_size(picture: Element, files: Files) -> None:
    """Give a picture its width and height, so that nothing moves when it arrives; an author's width stays."""
    file = files(picture.get("src", ""))
    if file is None or not file.width or picture.get("height"):
        return
    width = picture.get("width", str(file.width))
    if width.isdecimal():
        picture.set("width", width)
        picture.set("height", str(max(1, round(int(width) * file.height / file.width))))


def _language_name(code: str, words: Words) -> str:
    if not code:
        return ""
    try:
        return Locale.parse(code, sep="-").get_display_name(words("babel-locale")) or code
    except (UnknownLocaleError, ValueError):
        return code


def _size(count: int) -> str:
    return f"{count / _MEGA:.1f} MB" if count >= _MEGA else f"{-(-count // _KILO)} kB"
