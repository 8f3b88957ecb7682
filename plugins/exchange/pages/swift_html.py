"""Write a tree as XHTML with the bytes of Python-Markdown's own serializer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_xhtml_string

_DEEP = 100
_RAW = frozenset({"script", "style"})
Write = Callable[[str], None]


def to_xhtml(element: Element) -> str:
    """Return an element with all that is in it, and its tail, as XHTML."""
    written: list[str] = []
    _write(element, written.append, _Tags(), 0)
    return "".join(written)


class _Tags(dict[str, tuple[str, str, bool]]):
    """For each tag how it begins, how it ends (not at all, if it is void), and whether its text is raw."""

    def __missing__(self, tag: str) -> tuple[str, str, bool]:
        lower = tag.lower()
        self[tag] = known = f"<{tag}", "" if lower in HTML_EMPTY else f"</{tag}>", lower in _RAW
        return known


def _write(element: Element, write: Write, tags: _Tags, depth: int) -> None:
    tag = element.tag
    if type(tag) is not str or depth > _DEEP:  # a comment, say; or so deep that it must not cost the stack
        write(to_xhtml_string(element))
        return
    opening, end, raw = tags[tag]
    write(opening)
    items = element.items()
    if items:
        write(_attributes(items))
    if end:
        write(">")
        text = element.text
        if text:
            write(text if raw else _escape(text))
        for child in element:
            _write(child, write, tags, depth + 1)
        write(end)
    else:
        write(" />")
    tail = element.tail
    if tail:
        write(tail if tail == "\n" else _escape(tail))


def _attributes(items: Collection[tuple[str, str]]) -> str:
    if len(items) > 1:
        items = sorted(items)
    return "".join(
        [f' {key}="{_escape_value(value)}"' if value is not None else f" {key}" for key, value in items]
    )


def _escape(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _escape_value(text: str) -> str:
    text = _escape(text)
    return text.replace('"', "&quot;") if '"' in text else text
