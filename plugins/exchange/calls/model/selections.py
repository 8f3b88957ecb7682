"""What readers select calls by: a side, a stage, a topic, or who may apply, as calls say it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from exchange.calls.model.call import Call, CareerStage, OrganisationType, StageKind, Words
from exchange.languages.language import FALLBACK

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 60  # characters of a topic in an address, and of one that is offered to select by


class Facet(Enum):
    """What calls are selected by. The value is its name in addresses, for ever."""

    SIDE = "side"
    STAGE = "stage"
    TOPIC = "topic"
    APPLICANT = "for"  # who may apply: a type of organisation, or a career stage


FACETS_WITH_FILES = (Facet.STAGE, Facet.TOPIC, Facet.APPLICANT)
"""Those whose feeds are named after them; the feeds of a side are named by the side alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Calls of one value of a facet, such as one topic; without a value, the way to each of them.

    `value` is as filters have it.
    """

    facet: Facet
    value: str

    @property
    def address(self) -> str:
        """Its name in addresses: `topic/sensors`."""
        return f"{self.facet.value}/{self.value.lower()}".rstrip("/")

    def has(self, call: Call) -> bool:
        """Return True if a call belongs to it."""
        return self.value in facet_values(call)[self.facet]


def facet_values(call: Call) -> Mapping[Facet, tuple[str, ...]]:
    """Return what a call is selected by, as filters have it, each value once."""
    return {
        Facet.SIDE: call.side_codes,
        Facet.STAGE: tuple(sorted({kind.value for stage in call.dated_parts for kind in stage.kinds})),
        Facet.TOPIC: tuple(dict.fromkeys(topic_id(topic) for topic in _short_topics(call))),
        Facet.APPLICANT: _applicants(call),
    }


def _applicants(call: Call) -> tuple[str, ...]:
    """Return who may apply on any side: where every career stage may, each of them."""
    sides = [side.applicants for side in call.sides if side.applicants is not None]
    types = [member.value for applicants in sides for member in applicants.types]
    career = {member for applicants in sides for member in applicants.career}
    stages = [member for member in CareerStage if member is not CareerStage.ANY]
    return (*dict.fromkeys(types), *(member.value for member in stages if {member, CareerStage.ANY} & career))


def _short_topics(call: Call) -> Iterator[Words]:
    """Yield the topics of a call that readers can select by: a whole sentence is for its page alone."""
    yield from (topic for topic in call.topics if max(map(len, topic.values())) <= _LONGEST)


def topic_id(topic: Words) -> str:
    """Return the name of a topic in addresses, which all languages share.

    It is made from the text in the fallback language; a topic without one is named by a digest of its text.
    """
    words = "-".join(_WORD.findall(topic.get(FALLBACK, "").lower()))
    if words:
        return words[:_LONGEST].rstrip("-")
    text = next(iter(topic.values()))
    return f"t-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def topics_of(calls: Iterable[Call]) -> Mapping[str, Words]:
    """Return the topics of some calls by their ids, each in the words of all calls that have it."""
    topics: dict[str, dict[str, str]] = {}
    for call in calls:
        for topic in _short_topics(call):
            words = topics.setdefault(topic_id(topic), {})
            words.update({code: text for code, text in topic.items() if code not in words})
    return dict(sorted(topics.items()))


_ORDER = tuple(member.value for kind in (StageKind, OrganisationType, CareerStage) for member in kind)


def _rank(value: str) -> tuple[int, str]:
    """Return the place of a value: as the model declares it, and topics and sides by their names."""
    return (_ORDER.index(value) if value in _ORDER else len(_ORDER)), value


def selections(calls: Sequence[Call], facets: Iterable[Facet]) -> tuple[Selection, ...]:
    """Return the selections that have a call, also one that is over, in the order of pages."""
    call_values = [facet_values(call) for call in calls]
    return tuple(
        Selection(facet=facet, value=value)
        for facet in facets
        for value in sorted({value for values in call_values for value in values[facet]}, key=_rank)
    )
