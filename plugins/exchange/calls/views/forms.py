"""Calls inside other pages: `::: call <id>` on a line of its own, `{call:<id>/<stage>}` in a sentence."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from exchange.calls.model.call import Call, Stage
from exchange.calls.model.schedule import passed_deadlines
from exchange.calls.reading.forms import CARD_FORM, DATE_FORM, INLINE_FORM
from exchange.calls.views.call_views import CallsView, Card, card, stage_dates, state_words
from exchange.calls.views.wording import MomentText


class CallForms(Extension):
    """The Markdown extension. Per page, `site` is what to show, in the language of the text."""

    def __init__(
        self,
        draw: Callable[[Card, str], str],
        ask: Callable[[str, str], None] = lambda _kind, _question: None,
    ) -> None:
        super().__init__()
        self.ask = ask
        self.draw = draw
        self.site: CallsView | None = None
        self.root = ""
        self.cards = 0

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the two forms: before attribute lists and after code."""
        md.parser.blockprocessors.register(_CardBlock(md, self), "call-card", 175)
        md.inlinePatterns.register(_InlineDate(INLINE_FORM, md, self), "call-date", 175)


class _CardBlock(BlockProcessor):
    """A block of one line becomes a card."""

    def __init__(self, md: Markdown, forms: CallForms) -> None:
        super().__init__(md.parser)
        self.md = md
        self.forms = forms

    def test(self, parent: Xml.Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        """Return True if a block is a card's line."""
        return bool(CARD_FORM.fullmatch(block.strip()))

    def run(self, parent: Xml.Element, blocks: list[str]) -> None:
        """Put the card in the place of its line."""
        match = CARD_FORM.fullmatch(blocks.pop(0).strip())
        site = self.forms.site
        assert match is not None
        name = match["what"].strip()
        self.forms.ask("call", name)
        if site is None or name not in {call.id for call in site.calls}:
            return
        self.forms.cards += 1
        card_view = card(site.call(name), site, root=self.forms.root)
        html = self.forms.draw(card_view, state_words(site.wording))
        Xml.SubElement(parent, "p").text = self.md.htmlStash.store(html)


class _InlineDate(InlineProcessor):
    """A form in a sentence becomes the moment."""

    def __init__(self, pattern: str, md: Markdown, forms: CallForms) -> None:
        super().__init__(pattern, md)
        self.forms = forms

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[Xml.Element | None, int | None, int | None]:
        """Return the element that shows the moment."""
        match = DATE_FORM.fullmatch(m["what"].strip())
        site = self.forms.site
        if match is None or site is None:
            return None, None, None
        self.forms.ask("call", match["call"])
        call = next((part for part in site.calls if part.id == match["call"]), None)
        stage = next((part for part in call.dated_parts if part.id == match["stage"]), None) if call else None
        if call is None or stage is None:
            return None, None, None
        moment = _moment(stage, match["end"], site)
        side = _side(stage, call, site, end=match["end"])
        separator = site.wording.strings("list.separator")
        return _moment_element(moment, side, separator), m.start(0), m.end(0)


def _side(stage: Stage, call: Call, site: CallsView, *, end: str | None) -> str:
    """Return the side of a stage, and that its deadline is over while the other side's is not, or paused."""
    side = site.wording.short_side(stage.side) if stage.side else ""
    if end == "opens":
        return side
    if side and stage.id in passed_deadlines(call, site.statuses[call.id]):
        return site.wording.strings("deadline.over", text=side)
    pause = site.wording.pause(call, stage, site.statuses[call.id])
    return site.wording.strings("list.separator").join(filter(None, (side, pause)))


def _moment(stage: Stage, end: str | None, site: CallsView) -> MomentText:
    """Return the moment that is meant: a deadline, unless the form names the opening."""
    wording = site.wording
    if end == "opens":
        return wording.moment(stage.opens)
    if stage.window is not None:
        return stage_dates(stage, wording)[0].moment
    return wording.moment(stage.deadline)


def _moment_element(moment: MomentText, side: str, separator: str) -> Xml.Element:
    """Return a moment with the side it is for, if it is not for all, and its other clocks in brackets."""
    span = Xml.Element("span", {"class": "call-date"})
    element = Xml.SubElement(span, "time", {"datetime": moment.machine}) if moment.machine else span
    element.text = moment.text
    note = separator.join(text for text in (side, ", ".join(moment.others)) if text)
    if note:
        note_element = Xml.SubElement(span, "span", {"class": "call-date-other"})
        note_element.text = f" ({note})"
    return span
