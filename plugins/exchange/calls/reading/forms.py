"""Calls that texts name, as cards and as dates in a sentence: names that lead nowhere or come too early."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator, Mapping

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from exchange.calls.model.call import Call
from exchange.calls.model.moments import write_moment
from exchange.text.problems import Place, Problem, Severity
from exchange.text.suggestions import nearest

INLINE_FORM = r"\{call:(?P<what>[^}\n]*)\}"
CARD_FORM = re.compile(r"::: ?call\b(?P<what>[^\n]*)")
DATE_FORM = re.compile(r"(?P<call>[a-z0-9-]+)/(?P<stage>[a-z0-9-]+)(?:/(?P<end>opens|closes))?")
_FORM = re.compile(rf"^[ \t]*:::[ ]?call\b(?P<card>.*)$|{INLINE_FORM}", re.MULTILINE)
_CODE = re.compile(
    r"^(?P<fence>```++(?=[^`\n]*$)|~~~++).*?(?:^(?P=fence)[ \t]*$|\Z)|`[^`\n]*`|<!--(?:(?!<!--).)*?-->",
    re.MULTILINE | re.DOTALL,
)


class HiddenForms(Extension):
    """The Markdown extension where only the author's own text is of interest: forms become nothing."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the two forms in the places of the extension that shows them."""
        md.parser.blockprocessors.register(_HiddenBlock(md.parser), "call-card", 175)
        md.inlinePatterns.register(_HiddenDate(INLINE_FORM, md), "call-date", 175)


class _HiddenBlock(BlockProcessor):
    def test(self, parent: Xml.Element, block: str) -> bool:  # noqa: ARG002 -- Python-Markdown's signature
        return bool(CARD_FORM.fullmatch(block.strip()))

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


def may_hold_forms(content: bytes) -> bool:
    """Say quickly whether a page could name a call: nearly none of a large site does."""
    return b"call" in content and (b":::" in content or b"{call:" in content or b"calls/" in content)


def check_forms(text: str, calls: Mapping[str, Call], *, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield each form that names no call or no stage of it."""
    visible = _without_code(text)
    for match in _FORM.finditer(visible):
        place = Place.at(match.start(), visible, path=path, first_line=first_line)
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
        place = Place.at(match.start(), visible, path=path, first_line=first_line)
        yield Problem(
            code="calls/call-named-early", place=place, values={"value": name, "moment": moments[name]}
        )


def other_calls(text: str, call: Call, *, path: str, first_line: int) -> Iterator[Problem]:
    """Yield the first date of another call in the notice of one whose own dates it does not show."""
    visible = _without_code(text)
    forms = [(match, match["what"].partition("/")[0].strip()) for match in re.finditer(INLINE_FORM, visible)]
    names = {name for _, name in forms}
    if names and call.id not in names and call.stages and names.isdisjoint(call.supersedes):
        match, name = forms[0]
        stages = [stage.id for stage in call.stages]
        stage = next((part for part in match["what"].split("/") if part in stages), stages[0])
        yield Problem(
            code="calls/notice-of-other-call",
            place=Place.at(match.start(), visible, path=path, first_line=first_line),
            values={"name": call.id, "other": name, "better": f"{{call:{call.id}/{stage}}}"},
            severity=Severity.WARNING,
        )


def _without_code(text: str) -> str:
    """Return a text of the same length with blanks in place of code and comments."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _card_faults(name: str, calls: Mapping[str, Call], place: Place) -> Iterator[Problem]:
    if name not in calls:
        yield _unknown_name("unknown-call", name, sorted(calls), place)


def _inline_faults(name: str, calls: Mapping[str, Call], place: Place) -> Iterator[Problem]:
    match = DATE_FORM.fullmatch(name)
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
