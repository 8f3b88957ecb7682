"""Calls inside a sealed page: never a date that could grow old, but a link to the call as it stands.

The forms are those of the funding calendar, `::: call <id>` and `{call:<id>/<stage>}`; a script of the page
reads `/calls.json` and shows the dates of today. Only the link says what a date is of.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from exchange.text.strings import Strings
from exchange.text.yaml_text import Fields, Text, read_yaml

_BLOCK = re.compile(r"::: ?call +(?P<call>[a-z0-9-]+)")
_INLINE = r"\{call:(?P<call>[a-z0-9-]+)/(?P<stage>[a-z0-9-]+)(?:/(?P<end>opens|closes))?\}"
_BEFORE_CALENDAR = 180  # whose forms have priority 175


class LiveCalls(Extension):
    """A Markdown extension; `root`, to the edition's root, is set for each page."""

    root = ""

    def __init__(self, folder: Path, locale: str, words: Strings) -> None:
        super().__init__()
        self.folder = folder
        self.locale = locale
        self.words = words

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both forms before those that print dates."""
        md.parser.blockprocessors.register(_Card(md, self), "sealed-call-card", _BEFORE_CALENDAR)
        md.inlinePatterns.register(_Date(_INLINE, md, self), "sealed-call-date", _BEFORE_CALENDAR)

    def link(self, call: str, *, stage: str = "", end: str = "") -> str:
        """Return the HTML in place of a call, or of one of its dates."""
        href = f"{self.root}{self.locale}/calls/{call}/"
        if stage:
            href += f"?date={end}#stage-{stage}" if end else f"#stage-{stage}"
        anchor = f'<a href="{escape(href)}">{escape(self.words("call-live"))}</a>'
        if stage:
            return f'<span class="call-date">{anchor}</span>'
        title = escape(f"{self.words('call-live-title')}{self.words('colon')}{self.title(call)}")
        return f'<div class="call-card"><p class="call-card-title">{title}</p><p>{anchor}</p></div>'

    def title(self, call: str) -> str:
        """Return the name of a call in the reader's language."""
        file = self.folder / f"{call}.yml"
        root = read_yaml(file.read_text(encoding="utf-8"), path=file.name) if file.is_file() else None
        title = _fields(_fields(root).get("title")).get(self.locale)
        return title.value if isinstance(title, Text) else call


def call_words(words: Strings, zones: Collection[str]) -> dict[str, object]:
    """Return what the page's script needs to say the dates of today; these words are sealed with the page.

    `zones` are those of the sides: readers see each date by their clocks.
    """
    names = words.with_prefix("zone.")
    return {
        "kinds": words.with_prefix("stage."),
        "ends": {
            "opens": words("point.opens"),
            "closes": words("point.closes"),
            "date": words("point.happens"),
        },
        "sides": words.with_prefix("side."),
        "zones": {key: name for key, name in names.items() if key.rpartition(".")[0] in zones},
        "missing": {
            "tbc": words("when.tbc"),
            "unpublished": words("when.unpublished"),
            "none": words("when.no_closing"),
        },
        "colon": words("colon"),
    }


def _fields(node: object) -> Mapping[str, object]:
    return {field.key.value: field.value for field in node} if isinstance(node, Fields) else {}


class _Card(BlockProcessor):
    def __init__(self, md: Markdown, calls: LiveCalls) -> None:
        super().__init__(md.parser)
        self.md = md
        self.calls = calls

    def test(self, parent: Xml.Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        return bool(_BLOCK.fullmatch(block.strip()))

    def run(self, parent: Xml.Element, blocks: list[str]) -> None:
        match = _BLOCK.fullmatch(blocks.pop(0).strip())
        assert match is not None
        placeholder = self.md.htmlStash.store(self.calls.link(match["call"]))
        Xml.SubElement(parent, "p").text = placeholder


class _Date(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, calls: LiveCalls) -> None:
        super().__init__(pattern, md)
        self.calls = calls

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[str, int, int]:
        html = self.calls.link(m["call"], stage=m["stage"], end=m["end"] or "")
        return self.md.htmlStash.store(html), m.start(0), m.end(0)
