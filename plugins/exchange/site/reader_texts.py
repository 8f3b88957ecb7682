"""Show what changed in a text as its readers read it: without marks of Markdown, dates of calls in words."""

from __future__ import annotations

import re
from functools import cached_property

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exchange.calls.model.call import Window
from exchange.calls.reading.forms import CARD_FORM, DATE_FORM, INLINE_FORM
from exchange.calls.views.wording import Wording
from exchange.site.reading import Site
from exchange.site.word_changes import Passage, word_changes

_CALL = re.compile(rf"{CARD_FORM.pattern}|{INLINE_FORM}".replace("(?P<what>", "(?P<card>", 1))
_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>.*?)^---$", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"\[\^[^\]\n]+\](?!:)|^\[\^[^\]\n]+\]:", re.MULTILINE)
_LABEL = re.compile(r"(?<![!\]])\[(?![ x!^]\]|[!^])(?P<label>[^\[\]\n]*)\](?:\[[^\[\]\n]*\])?(?![(\[:])")
"""What is left of a link without its target."""
_SPACE = re.compile(r"\s+")
_TIDY = tuple(
    (re.compile(pattern, re.MULTILINE), words)
    for pattern, words in (
        (r"(?<=\S)[ ]+$", ""),
        (r"\n\s*\n", "\n\n"),
        (r"^(?P<sign>•|\d{1,4}\.)\n+", r"\g<sign> "),
        (r"^[ ]*·[ ]*", ""),
        (r"[ ]*·[ ]+", " · "),
    )
)
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 pre ul ol table dl div blockquote details summary figure".split())
_LINES = frozenset(["li", "tr", "dt", "dd", "br"])
_STRUCTURE = frozenset("ul ol dl table thead tbody tr".split())  # between their parts is no text
_CELLS = frozenset(["td", "th"])
_NO_TEXT = frozenset(["script", "style", "input"])


class ReaderTexts:
    """The texts of a site in one language, as they are read."""

    def __init__(self, site: Site, locale: str) -> None:
        self._site, self._locale = site, locale

    def changes(self, old: str, new: str) -> tuple[Passage, ...]:
        """Return the passages of two texts; of what is written, where readers would see no difference."""
        old_text, new_text = self.text(old), self.text(new)
        pair = (old, new) if old_text == new_text else (old_text, new_text)
        return word_changes(*pair, self._locale)

    def text(self, source: str) -> str:
        """Return a text as it is read: a blank line between paragraphs, each item and row in a line."""
        source = _FRONT_MATTER.sub(lambda match: match["fields"].replace("\n", "\n\n"), source)
        source = _LABEL.sub(r"\g<label>", _NOTE.sub("", _CALL.sub(self._call, source)))
        parts: list[str] = []
        _read(LexborHTMLParser(self._markdown.reset().convert(source)).body, parts)
        text = "".join(parts)
        for pattern, words in _TIDY:
            text = pattern.sub(words, text)
        return text.strip()

    @cached_property
    def _markdown(self) -> Markdown:
        settings = self._site.settings
        options = {name: dict(values) for name, values in settings.extension_options.items()}
        return Markdown(extensions=settings.extensions, extension_configs=options)

    @cached_property
    def _wording(self) -> Wording:
        return self._site.settings.wording(self._locale)

    def _call(self, form: re.Match[str]) -> str:
        """Return what readers see of a call that is named: its title, or the moment of a stage."""
        names = DATE_FORM.fullmatch((form["what"] or "").strip())
        call = self._site.calls.get(names["call"] if names else (form["card"] or "").strip())
        if call is None or names is None:
            return self._wording.words(call.title) if call else form[0]
        stage = next((stage for stage in call.dated_parts if stage.id == names["stage"]), None)
        if stage is None:
            return form[0]
        moment = stage.opens if names["end"] == "opens" else stage.window or stage.deadline
        if isinstance(moment, Window):
            return self._wording.span(moment.start, moment.end)
        return self._wording.moment(moment).text


def _read(element: LexborNode | None, parts: list[str], *, is_code: bool = False) -> None:
    """Collect the texts of an element, with breaks where one begins and ends."""
    items = 0
    for node in element.iter(include_text=True) if element else ():
        tag = node.tag or ""
        items += tag == "li"
        if tag == "-text":
            if element and element.tag not in _STRUCTURE:
                text = node.text_content or ""
                parts.append(text if is_code else _SPACE.sub(" ", text))
        elif tag not in _NO_TEXT:
            space = "\n\n" if tag in _BLOCKS else ""
            parts += ["\n" if tag in _LINES else space, _sign(node, items), " · " if tag in _CELLS else ""]
            _read(node, parts, is_code=is_code or tag == "pre")
            parts.append(space)


def _sign(element: LexborNode, number: int) -> str:
    """Return what readers see before the text of an element, which may be an item, or in its place."""
    if element.tag == "img":
        return element.attributes.get("alt") or ""
    if element.tag != "li" or element.parent is None:
        return ""
    return f"{number}. " if element.parent.tag == "ol" else "• "
