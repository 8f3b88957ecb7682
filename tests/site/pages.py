"""Read the pages of a built site as a browser would, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser, LexborNode

BASE = "https://smart-trials.example/"


_SPACES = {"svg": "{http://www.w3.org/2000/svg}", "math": "{http://www.w3.org/1998/Math/MathML}"}


@cache
def page(file: Path) -> Element:
    """Return the tree of one page, without its comments."""
    root = LexborHTMLParser(file.read_text(encoding="utf-8")).root
    assert root
    return _element(root)


def _element(node: LexborNode, space: str = "") -> Element:
    """Return an element of HTML by its name, one of a drawing or an equation with its namespace too."""
    space = _SPACES.get(node.tag or "", space)
    element = Element(f"{space}{node.tag}", {name: text or "" for name, text in node.attributes.items()})
    for child in _children(node):
        if child.is_element_node:
            element.append(_element(child, space))
        elif child.is_text_node and len(element):
            element[-1].tail = f"{element[-1].tail or ''}{child.text_content}"
        elif child.is_text_node:
            element.text = f"{element.text or ''}{child.text_content}"
    return element


def _children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the children of an element; those of a template too, which only its source has."""
    if node.tag == "template":
        copy = LexborHTMLParser((node.html or "").replace("<template", "<div", 1)).css_first("div")
        assert copy
        node = copy
    yield from node.iter(include_text=True)


def pages(folder: Path) -> Iterator[tuple[str, Element]]:
    """Yield each page's address and tree; pages not found have no address of their own."""
    for file in sorted(folder.rglob("*.html")):
        if file.name != "404.html":
            yield url_of(file, folder), page(file)


def url_of(file: Path, folder: Path) -> str:
    """Return the full address of a file of the site."""
    return BASE + file.relative_to(folder).as_posix().removesuffix("index.html")


def file_of(url: str, folder: Path) -> Path | None:
    """Return the file at an address of the site, or None where there is none."""
    path = unquote(urlsplit(url).path).lstrip("/")
    file = folder / (path + "index.html" if path.endswith("/") or not path else path)
    return file if file.is_file() else None


def links(tree: Element) -> Iterator[str]:
    """Yield every address a page uses, from its start: links, pictures, styles, scripts."""
    for element in tree.iter():
        if element.tag == "base":
            continue
        for attribute in ("href", "src"):
            value = element.get(attribute)
            if value:
                yield value


def start_of(url: str, tree: Element) -> str:
    """Return the address from which a page names others; frames name them from the page that they show."""
    base = tree.find("head/base")
    return url if base is None else urljoin(url, base.get("href", ""))


def broken(url: str, href: str, folder: Path) -> bool:
    """Return True if a link on the page at `url` leads nowhere within the site."""
    target, fragment = urldefrag(urljoin(url, href))
    if not target.startswith(BASE):
        return False
    file = file_of(target, folder)
    if file is None:
        return True
    return bool(fragment) and file.suffix == ".html" and unquote(fragment) not in ids(file)


@cache
def ids(file: Path) -> frozenset[str]:
    """Return every id of a page."""
    return frozenset(name for element in page(file).iter() if (name := element.get("id")))


def one(tree: Element, tag: str, **attributes: str) -> Element:
    """Return the only element of a tag with these attributes; in their names `_` stands for `-`."""
    found = every(tree, tag, **attributes)
    assert len(found) == 1, f"{len(found)} <{tag} {attributes}>"
    return found[0]


def every(tree: Element, tag: str, **attributes: str) -> list[Element]:
    """Return all elements of a tag with these attributes."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [e for e in tree.iter(tag) if all(e.get(name) == value for name, value in wanted.items())]


def text(element: Element) -> str:
    """Return the words of an element, with white space folded."""
    return " ".join("".join(element.itertext()).split())
