"""The words around the text of Korean pages are Korean: nothing of the theme or a library is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import material
import pytest
from tests.building import Built
from tests.site.kinds import table
from tests.site.pages import page

_ATTRIBUTES = (
    "alt", "aria-label", "aria-description", "aria-roledescription", "placeholder", "title", "content",
    "data-auto", "data-light", "data-dark", "data-shown",
)  # fmt: skip
_AUTHORS = {
    "text",
    "call-page",
    "call-card",
    "call-drawing",
    "table",
    "terms",
}  # what content says, not the frame
_SILENT = {"script", "style", "code", "pre", "svg"}
_FROM_LIBRARIES = {"Permanent link", "Jump back to footnote # in the text", "Table of Contents", "Contents"}
_HANGUL, _ENGLISH = re.compile("[가-힣]"), re.compile("[A-Za-z]{3,}")
# What stands in Latin letters on a Korean page too: names, forms of files, licences, words for machines.
_NAMES = re.compile(
    r"\b(KST|BST|GMT|Atom|RSS|JSON Feed|CC BY|MIT|English|GBP|KRW|kx|width=device-width.*|light dark"
    r"|strict-origin-when-cross-origin|noindex|article|website|webpage|summary_large_image"
    r"|TBX-Basic|JSON-LD|default-src .*|[\w.-]+\.(json|csv|md|ics))(?!\w)|https?://\S+"
)


@pytest.fixture(scope="module")
def korean(real_site: Built, every_kind: Built) -> list[tuple[str, Element]]:
    """Return every Korean page of the table, as a browser reads it."""
    sites = {"real": real_site, "every-kind": every_kind}
    shown = [entry for entry in table() if entry.locale == "ko"]
    return [(f"{entry.site}:/{entry.path}", page(sites[entry.site].folder / entry.file)) for entry in shown]


def test_no_words_of_the_theme_are_left(korean: list[tuple[str, Element]]) -> None:
    """No text and no name on a Korean page is one of Material's English strings, nor Python-Markdown's."""
    theirs = _theirs()
    assert "skip to content" in theirs
    for where, tree in korean:
        left = [said for said in _said(tree, texts=True) if re.sub(r"\d+", "#", said).casefold() in theirs]
        assert left == [], where


def test_the_frame_speaks_the_readers_language(korean: list[tuple[str, Element]]) -> None:
    """Around the text no English word stands that is not a name, or marked as English."""
    for where, tree in korean:
        said = [_NAMES.sub("", words) for words in _said(tree, texts=False)]
        assert [words for words in said if _ENGLISH.search(words) and not _HANGUL.search(words)] == [], where


def test_the_english_of_the_theme_would_be_found() -> None:
    """The search itself finds a leftover in a text, in a name, and not where it is marked as English."""
    text = "<nav aria-label='Navigation'><a title='Permanent link'>{}</a><p lang='en'>Search</p></nav>"
    body = _page(text.format("Back to top"))
    found = {words.casefold() for words in _said(body, texts=True)} & _theirs()
    assert found == {"navigation", "permanent link", "back to top"}


def _page(body: str) -> Element:
    """Return the tree of a Korean page that holds some markup."""
    tree: Element = html5lib.parse(f"<html lang=ko><body>{body}", namespaceHTMLElements=False)
    return tree


def _theirs() -> set[str]:
    """Return the theme's English, in lower case, with `#` for any number."""
    file = Path(material.__file__).parent / "templates/partials/languages/en.html"
    written = re.findall(r'": "([^"]+)"', file.read_text(encoding="utf-8"))
    words = {words for words in written if _ENGLISH.search(words) and "." not in words}
    return {re.sub(r"\d+", "#", said).casefold() for said in words | _FROM_LIBRARIES}


def _said(element: Element, *, texts: bool) -> Iterator[str]:
    """Yield what is said in Korean; `texts` takes in what authors wrote, too."""
    if element.get("lang", "ko") != "ko" or element.tag in _SILENT or not isinstance(element.tag, str):
        return
    classes = str(element.get("class", "")).split()
    if not texts and _AUTHORS & {*classes}:
        return
    yield from (value for name in _ATTRIBUTES if (value := element.get(name)))
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        yield from _said(child, texts=texts)
        if child.tail and child.tail.strip():
            yield child.tail.strip()
