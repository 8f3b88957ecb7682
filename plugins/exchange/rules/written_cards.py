"""Find the cards of a page (videos, downloads), with the places of what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.authoring.cards import FIELDS
from exchange.rules.written_links import WrittenLink
from exchange.text.code_blocks import code_blocks

_CARD = re.compile(
    rf"(?P<lead>[ >]*)(?P<fence>`{{3,}}|~{{3,}})[ ]*(?P<kind>{'|'.join(FIELDS)})[ ]*\n(?P<code>.*)\n[^\n]*\Z",
    re.DOTALL,
)
_FIELD = re.compile(r"^[ >]*(?P<name>[\w-]+)[ ]*:[ ]+(?P<value>.*\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCard:
    """A block of code that is a card, between two offsets; `fields` are where its values stand, by name."""

    kind: str
    code: str
    start: int
    end: int
    fields: dict[str, tuple[int, int]]


def written_cards(text: str, body_at: int) -> Iterator[WrittenCard]:
    """Yield the cards of a page; one within other code is an example."""
    if not any(kind in text for kind in FIELDS):
        return
    for start, end in code_blocks(text, body_at):
        match = _CARD.fullmatch(text, start, end)
        if match:
            lines = (line[len(match["lead"]) :] for line in match["code"].split("\n"))
            places = {
                field["name"]: field.span("value")
                for field in _FIELD.finditer(text, match.start("code"), end)
            }
            yield WrittenCard(kind=match["kind"], code="\n".join(lines), start=start, end=end, fields=places)


def card_links(text: str, cards: tuple[WrittenCard, ...]) -> Iterator[WrittenLink]:
    """Yield what cards lead to, as links whose words are the title."""
    for card in cards:
        title = card.fields.get("title", (card.start, card.start))
        for name in ("address", "transcript"):
            if name in card.fields:
                start, end = card.fields[name]
                yield WrittenLink(
                    picture=False,
                    text=text[slice(*title)],
                    target=text[start:end],
                    start=start,
                    end=end,
                    target_start=start,
                    target_end=end,
                    text_start=title[0],
                    text_end=title[1],
                )
