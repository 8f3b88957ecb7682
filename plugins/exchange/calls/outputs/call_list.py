"""Write the list of calls for its script: what readers search, filter and sort calls by, and the cards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from exchange.calls.model.call import Call, Words
from exchange.calls.model.changes import creation_moment
from exchange.calls.outputs.plain_text import one_line
from exchange.calls.views.call_views import CallsView, Card, card
from exchange.calls.views.wording import Wording
from exchange.text.json_codec import compact_json


def list_path(wording: Wording, *, is_archive: bool) -> str:
    """Return where the list of a language is, or its archive, below the site's root.

    It is two files: `.json` is what `list_json` returns, `.txt` what `list_cards` does.
    """
    return f"data/{wording.code}/{'past' if is_archive else 'list'}"


def list_json(calls: Sequence[Call], site: CallsView) -> bytes:
    """Return what calls are searched, filtered and sorted by, in the order of the list.

    It is a file of its own: a script has to read all of it before it can answer.
    """
    return compact_json([_entry(call, site) for call in calls])


def list_cards(calls: Sequence[Call], site: CallsView, draw: Callable[[Card], str]) -> bytes:
    """Return the cards that `draw` makes of calls, in the order of the list, one a line."""
    cards = (draw(card(call, site, root="")) for call in calls)
    return "\n".join(" ".join(html.split("\n")) for html in cards).encode("utf-8")


def _entry(call: Call, site: CallsView) -> dict[str, object]:
    call_card = card(call, site, root="")
    return {
        "facets": json.loads(call_card.facets),
        "timeline": json.loads(call_card.timeline),
        "added": int(creation_moment(call).timestamp()),
        "words": " ".join(_words(call)).lower(),
    }


def _words(call: Call) -> Iterator[str]:
    yield from (one_line(text) for words in _texts(call) for text in words.values())
    yield from (one_line(text) for text in (call.reference, *(side.reference for side in call.sides)) if text)


def _texts(call: Call) -> Iterator[Words]:
    """Yield what a reader may remember of a call, in every language."""
    yield from (call.title, call.summary)
    yield from (funder.name for funder in call.funders)
    yield from call.topics
    for side in call.sides:
        parts = side.applicants
        texts = (side.eligibility, parts and parts.organisations)
        yield from (text for text in texts if text)
