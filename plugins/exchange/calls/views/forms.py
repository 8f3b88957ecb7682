"""Calls inside other pages: `::: call <id>` on a line of its own, `{call:<id>/<stage>}` in a sentence."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable, Iterable, Iterator, Mapping

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from exchange.calls.model.call import Call, Stage
from exchange.calls.model.moments import write_moment
from exchange.calls.model.schedule import passed_deadlines
from exchange.calls.views.call_views import CallsView, Card, card, stage_dates, state_words
from exchange.calls.views.wording import MomentText
from exchange.text.problems import Place, Problem
from exchange.text.suggestions import nearest

_INLINE = r"\{call:(?P<what>[^}\n]*)\}"
_BLOCK = re.compile(r"::: ?call\b(?P<what>[^\n]*)")
_DATE_FORM = re.compile(r"(?P<call>[a-z0-9-]+)/(?P<stage>[a-z0-9-]+)(?:/(?P<end>opens|closes))?")
_FORM = re.compile(rf"^[ \t]*:::[ ]?call\b(?P<card>.*)$|{_INLINE}", re.MULTILINE)
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`[^`\n]*`|<!--.*?-->", re.MULTILINE | re.DOTALL
)


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
        md.inlinePatterns.register(_InlineDate(_INLINE, md, self), "call-date", 175)


class HiddenForms(Extension):
    """The Markdown extension where only the author's own text is of interest: forms become nothing."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the two forms in the places of `CallForms`."""
        md.parser.blockprocessors.register(_HiddenBlock(md.parser), "call-card", 175)
        md.inlinePatterns.register(_HiddenDate(_INLINE, md), "call-date", 175)


class _HiddenBlock(BlockProcessor):
    def test(self, parent: Xml.Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        return bool(_BLOCK.fullmatch(block.strip()))

    def run(self, parent: Xml.Element, blocks: list[str]) -> None:
        blocks.pop(0)
        Xml.SubElement(parent, "p")


class _HiddenDate(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 -- Python-Markdown's signature
    ) -> tuple[str, int, int]:
        return "", m.start(0), m.end(0)


class _CardBlock(BlockProcessor):
    """A block of one line becomes a card."""

    def __init__(self, md: Markdown, forms: CallForms) -> None:
        super().__init__(md.parser)
        self.md = md
        self.forms = forms

    def test(self, parent: Xml.Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        """Return True if a block is a card's line."""
        return bool(_BLOCK.fullmatch(block.strip()))

    def run(self, parent: Xml.Element, blocks: list[str]) -> None:
        """Put the card in the place of its line."""
        match = _BLOCK.fullmatch(blocks.pop(0).strip())
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
        match = _DATE_FORM.fullmatch(m["what"].strip())
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


def may_hold_forms(content: bytes) -> bool:
    """Say quickly whether a page could name a call: nearly none of a large site does."""
    return b"call" in content and (b":::" in content or b"{call:" in content)


def check_forms(text: str, calls: Mapping[str, Call], *, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield each form that names no call or no stage of it."""
    visible = _without_code(text)
    for match in _FORM.finditer(visible):
        place = _place(visible, match.start(), path, first_line)
        is_card = match["card"] is not None
        name = (match["card"] if is_card else match["what"]).strip()
        yield from _card_faults(name, calls, place) if is_card else _inline_faults(name, calls, place)


def mentions(
    text: str, embargoed_calls: Iterable[Call], *, path: str, first_line: int = 1
) -> Iterator[Problem]:
    """Yield each form or link to a notice that names one of the calls, which may not be published yet."""
    visible = _without_code(text)
    moments = {call.id: write_moment(call.publish) for call in embargoed_calls if call.publish}
    names = "|".join(map(re.escape, moments))
    pattern = rf"(?::::[ ]?call[ \t]+|\{{call:)(?P<form>{names})(?![\w-])|(?<![\w-])(?P<link>{names})\.md\b"
    for match in re.finditer(pattern, visible):
        name = match["form"] or match["link"]
        place = _place(visible, match.start(), path, first_line)
        yield Problem(
            code="calls/call-named-early", place=place, values={"value": name, "moment": moments[name]}
        )


def _without_code(text: str) -> str:
    """Return a text of the same length with blanks in place of code and comments."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _place(text: str, offset: int, path: str, first_line: int) -> Place:
    line = text.count("\n", 0, offset)
    return Place(path=path, line=first_line + line, column=offset - text.rfind("\n", 0, offset))


def _card_faults(name: str, calls: Mapping[str, Call], place: Place) -> Iterator[Problem]:
    if name not in calls:
        yield _unknown_name("unknown-call", name, sorted(calls), place)


def _inline_faults(name: str, calls: Mapping[str, Call], place: Place) -> Iterator[Problem]:
    match = _DATE_FORM.fullmatch(name)
    if match is None:
        values = {"text": f"{{call:{name}}}", "example": next(iter(sorted(calls)), "id")}
        yield Problem(code="calls/not-a-call-form", place=place, values=values)
    elif match["call"] not in calls:
        yield _unknown_name("unknown-call", match["call"], sorted(calls), place)
    else:
        stages = [stage.id for stage in calls[match["call"]].dated_parts]
        if match["stage"] not in stages:
            yield _unknown_name("unknown-stage", match["stage"], stages, place, call=match["call"])


def _unknown_name(rule: str, value: str, options: list[str], place: Place, **values: str) -> Problem:
    best = nearest(value, options) or ""
    code = f"calls/{rule}" if best else f"calls/{rule}-no-guess"
    return Problem(
        code=code, place=place, values={"value": value, "best": best, "known": ", ".join(options), **values}
    )
