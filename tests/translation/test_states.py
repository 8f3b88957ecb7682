"""The state of a section is what someone who saw every edit says, whatever the order of edits and moves."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from exchange.translation.states import SectionState, SectionStates, State, agreement_digest

LOCALES = ("en", "ko")
STYLE = {
    "en": ("Reply within {} days.", "Replies within {} days"),
    "ko": ("{}일 안에 답합니다.", "{}일 안에 답하십시오"),
}


@dataclass
class Witness:
    """Saw every edit: what each language states, and what both stated when they last agreed."""

    facts: dict[str, int] = field(default_factory=lambda: {"en": 1, "ko": 1})
    agreed: dict[str, int] = field(default_factory=lambda: {"en": 1, "ko": 1})
    style: dict[str, int] = field(default_factory=lambda: {"en": 0, "ko": 0})
    page: str = "a.md"

    def text(self, locale: str) -> str:
        return STYLE[locale][self.style[locale]].format(self.facts[locale] * 7)

    def ahead(self) -> set[str]:
        return {locale for locale in LOCALES if self.facts[locale] != self.agreed[locale]}

    def change(self, locales: tuple[str, ...], fact: int) -> None:
        changed = {locale for locale in locales if self.facts[locale] != fact}
        for locale in locales:
            self.facts[locale] = fact
        if changed == set(LOCALES) or len(set(self.facts.values())) == 1:
            self.agreed = dict(self.facts)

    def state(self) -> State:
        ahead = self.ahead()
        return State.SAME if not ahead else State.BOTH if len(ahead) == 2 else State.AHEAD


EDITS = st.one_of(
    st.tuples(st.just("change"), st.sampled_from([("en",), ("ko",), ("en", "ko")]), st.integers(1, 5)),
    st.tuples(st.just("style"), st.sampled_from([("en",), ("ko",), ("en", "ko")]), st.integers(0, 1)),
    st.tuples(st.just("move"), st.just(()), st.integers(0, 9)),
)


def _take_in(states: SectionStates, witness: Witness) -> None:
    versions = {locale: {"x": witness.text(locale)} for locale in LOCALES}
    states.take_in(witness.page, versions, moment="2026-11-28T00:00:00+00:00")


def _state(states: SectionStates, page: str = "a.md") -> SectionState:
    (state,) = states.states({page: {"en": ["x"], "ko": ["x"]}})
    return state


@given(st.lists(EDITS, max_size=12))
def test_the_state_is_what_a_witness_says(edits: list[tuple[str, tuple[str, ...], int]]) -> None:
    """Edits of facts in either language or both, of style, reverts, and moves of the page."""
    states, witness = SectionStates(), Witness()
    _take_in(states, witness)
    for kind, locales, number in edits:
        if kind == "change":
            witness.change(locales, number)
        elif kind == "style":
            witness.style.update(dict.fromkeys(locales, number))
        else:
            states.move([("", witness.page, f"{number}.md")])
            witness.page = f"{number}.md"
        _take_in(states, witness)
        assert _state(states, witness.page).state is witness.state()


def test_a_persons_word_ends_it() -> None:
    """Its line names what both say now, wherever the section is; another change begins anew."""
    witness = Witness()
    witness.facts["en"] = 2
    digest = agreement_digest({locale: witness.text(locale) for locale in LOCALES})
    states = SectionStates([digest])
    _take_in(states, Witness())
    _take_in(states, witness)
    assert _state(states).state is State.SAME
    witness.facts["en"] = 3
    _take_in(states, witness)
    assert (_state(states).state, _state(states).leading_locale) == (State.AHEAD, "en")


def test_a_section_of_one_language_is_alone_until_the_other_has_it() -> None:
    """When it comes to be there too, both agree."""
    states = SectionStates()
    states.take_in("a.md", {"en": {"x": "One."}, "ko": {}}, moment="1")
    (state,) = states.states({"a.md": {"en": ["x"], "ko": []}})
    assert (state.state, state.leading_locale) == (State.ALONE, "en")
    states.take_in("a.md", {"ko": {"x": "하나."}}, moment="2")
    assert _state(states).state is State.SAME


def test_what_a_shallow_clone_cannot_know_is_unknown() -> None:
    """Until one of its commits changes both languages."""
    states = SectionStates()
    states.take_in("a.md", {"en": {"x": "1 day"}, "ko": {"x": "1일"}}, moment="1", is_cut=True)
    assert _state(states).state is State.UNKNOWN
    states.take_in("a.md", {"en": {"x": "2 days"}, "ko": {"x": "2일"}}, moment="2")
    assert _state(states).state is State.SAME
