"""The state of each section: which language is ahead of the other, since when, and by what.

The history of the published branch is gone through once, a commit at a time. A section is agreed upon where
both languages came to have it, where one commit changed both, where one took up what the other had changed,
and where a person says so (`agreements`). It is behind where the other language has changed its meaning
since.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from heapq import nsmallest

from exchange.build.store import Store
from exchange.text.digest import digest
from exchange.text.json_codec import JsonCodec
from exchange.translation.correspondence import Correspondence, says_no_more
from exchange.translation.meaning import (
    Choices,
    choices_of_words,
    is_rewording,
    is_same_meaning,
    is_same_wording,
    is_translation,
    new_names,
    new_values,
    shares_names,
    values_of,
    with_edits,
    words_of,
)
from exchange.translation.plain_text import heading_count, without_later_headings

_KIND, _LEARNT = "sections that are answered", "words of sections that agree"
_MOST_LEARNT = 1_000
"""Sections from which it is learnt how words are translated, in a large site. They are chosen by digests of
their texts, so that a section more or less changes the choice by one at most."""
_MANY, _NEARLY_ALL = 8, 0.7  # sections that a commit changes; of these, those that say nothing new by it
_OFTEN, _FAR_OFTENER = 8, 8
"""How often a language has followed the others, and how many times as often as another one of them has: then
it is a translation, and what changes in it alone is how it says things."""
_MUCH, _PART = 0.25, 0.25  # of its words by which a text grows; of another text's growth


class State(Enum):
    """How the languages of a section stand to one another."""

    SAME = "same"
    AHEAD = "ahead"  # one language has changed, the others have not
    BOTH = "both"  # each has changed, and nobody has said that they agree
    ALONE = "alone"  # in one language only
    UNKNOWN = "unknown"  # the history that would tell is not there: a shallow clone


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section of a page: how its languages stand to one another."""

    page: str  # its path below the folder of a language
    section: str  # its id; empty for the beginning of the page
    state: State
    leading_locale: str = ""  # the language that is ahead, or the only one
    change_moment: str = ""  # the moment of the first change that was not taken up, ISO 8601
    bases: Mapping[str, str] = field(default_factory=dict)  # by language: the text that was agreed upon
    texts: Mapping[str, str] = field(default_factory=dict)  # by language: the text as it is

    @property
    def digest(self) -> str:
        """The name of what the languages of the section say now, for a table of agreements."""
        return agreement_digest(self.texts)

    @property
    def name(self) -> str:
        """How people name it: `guides/estimands.md#strategies`."""
        return f"{self.page}#{self.section}" if self.section else self.page


Texts = Mapping[str, str]
"""The text of one section, by language."""


@dataclass(slots=True, kw_only=True)
class SectionRecord:
    """What is remembered of one section while its history is gone through."""

    texts: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    lead_moments: dict[str, str] = field(default_factory=dict)  # by language: since when it is ahead
    last_texts: dict[str, str] = field(default_factory=dict)  # of languages that it is no longer in
    restated_locales: list[str] = field(default_factory=list)  # ahead, but by revisions only
    is_certain: bool = True  # False where it was agreed upon before what a shallow clone knows

    @property
    def leads(self) -> Set[str]:
        """The languages that are ahead by what they say, not only by how they say it."""
        return self.lead_moments.keys() - self.restated_locales


def agreement_digest(texts: Texts) -> str:
    """Return the name of what the languages of a section say now; marks and spacing are no part of it."""
    parts = [f"{locale}: {' '.join(words_of(texts[locale]))}" for locale in sorted(texts)]
    return digest("\n".join(parts).encode())


class SectionStates:
    """The states of all sections, while versions of pages are taken in, the oldest first."""

    def __init__(
        self,
        agreements: Collection[str] = (),
        pages: dict[str, dict[str, SectionRecord]] | None = None,
        follow_counts: Mapping[str, int] | None = None,
    ) -> None:
        self._agreements = frozenset(agreements)
        self._choices: Mapping[str, Choices] = {}
        self._revised_locales: Set[str] = frozenset()
        self._leaving: list[tuple[str, SectionRecord]] = []  # names of sections that a commit takes off pages
        self._follow_counts: Counter[str] = Counter()  # before the commit that is taken in
        self.pages = pages or {}
        self._ranks: dict[str, int] = {}  # the order of pages, by their paths
        self._pages_with: dict[str, set[str]] = {}  # by the name of a section, those that have had one
        for page, sections in self.pages.items():
            self._remember(page, sections)
        self.follow_counts = Counter(follow_counts)  # by language: how often it took up what others changed

    def _remember(self, page: str, names: Iterable[str]) -> None:
        """Remember that a page has sections, so that not every page is asked for each of them."""
        self._ranks.setdefault(page, len(self._ranks))
        for name in names:
            self._pages_with.setdefault(name, set()).add(page)

    def move(self, moves: Collection[tuple[str, str, str]]) -> None:
        """Let pages be at other paths from now on, with all that is known of their sections.

        A move is a language, empty for all of them, and the path before and now. Where another language has
        moved to a path first, what is known there stays.
        """
        old_pages = {
            old: {name: _copy(section, section.texts) for name, section in self.pages.get(old, {}).items()}
            for _, old, _ in moves
        }
        for locale, old, _ in moves:
            for name, section in self.pages.get(old, {}).items():
                texts = {code: text for code, text in section.texts.items() if locale and code != locale}
                self.pages[old][name] = _copy(section, texts)
        for locale, old, new in moves:
            sections = {name: section for name, section in self.pages.get(new, {}).items() if section.texts}
            for name in sections.keys() & old_pages[old].keys():  # of a language that comes back, or later
                texts = old_pages[old][name].texts
                sections[name].last_texts |= {code: texts[code] for code in texts.keys() & {locale}}
            self.pages[new] = old_pages[old] | sections
            self._remember(new, self.pages[new])

    def begin_commit(self, new_texts: Mapping[str, Mapping[str, Mapping[str, str]]]) -> None:
        """Learn what one commit replaces all over, and takes off pages: page to language to sections."""
        edits: dict[str, list[tuple[SectionRecord, str, str]]] = {}
        self._leaving = []
        self._follow_counts = Counter(self.follow_counts)
        for page, versions in new_texts.items():
            sections = self.pages.get(page, {})
            for name, section in sections.items() if page.endswith(".md") else ():
                if name and any(name not in versions.get(locale, {name}) for locale in section.texts):
                    self._leaving.append((name, _copy(section, section.texts)))
            for locale, version in versions.items():
                for name, text in version.items():
                    old = sections[name].texts.get(locale, "") if name in sections else ""
                    if old and old != text:
                        edits.setdefault(locale, []).append((sections[name], old, text))
        self._choices = {
            locale: choices_of_words([(old, new) for _, old, new in changes], locale)
            for locale, changes in edits.items()
        }
        self._revised_locales = {locale for locale in edits if self._is_revision(locale, edits[locale])}

    def _is_revision(self, locale: str, changes: Sequence[tuple[SectionRecord, str, str]]) -> bool:
        """Return True if a commit translates what others changed, or corrects how things are said.

        Nearly all of what it changes follows another language, or means the same: the rest may be taken so.
        """
        replaced_words = self._choices[locale]
        plain = [
            section
            for section, old, new in changes
            if section.leads - {locale}
            or is_same_meaning(old, new, locale, replaced_words)
            or is_rewording(old, new)
        ]
        return len(changes) >= _MANY and len(plain) >= _NEARLY_ALL * len(changes)

    def take_in(
        self, page: str, versions: Mapping[str, Mapping[str, str]], *, moment: str, is_cut: bool = False
    ) -> None:
        """Take in what one commit made of the languages of a page: the text of each section, by language."""
        sections = self.pages.setdefault(page, {})
        names_before = self.names(page)
        divided_locales = {
            locale for locale, version in versions.items() if version.keys() - names_before.get(locale, ())
        }
        for locale, version in versions.items():
            self._join(sections, locale, version)
        self._remember(page, ())
        for name in {*sections, *(name for texts in versions.values() for name in texts)}:
            if name not in sections:
                prose = page.endswith(".md")  # fields of records have the same names, and often the same text
                sections[name] = self._moved_section(page, name, versions) if prose else SectionRecord()
                self._remember(page, (name,))
            section = sections[name]
            texts = dict(section.texts)
            for locale, version in versions.items():
                texts.pop(locale, None)
                if name in version:
                    texts[locale] = version[name]
                for known in (section.texts, section.bases) if name in version else ():
                    if locale in divided_locales and locale in known:  # its headings have ids now
                        known[locale] = without_later_headings(known[locale], version[name])
            for old_name, old in self._leaving if texts.keys() - section.texts.keys() else ():
                if old_name == name:  # a language that comes later, as it was elsewhere
                    section.last_texts |= dict(texts.items() & old.texts.items())
            if texts != section.texts:
                self._update(section, texts, moment=moment, is_cut=is_cut)

    @staticmethod
    def _join(sections: Mapping[str, SectionRecord], locale: str, version: Mapping[str, str]) -> None:
        """Let a section have had before what it takes over from one that is only in its language."""
        for gone, record in sections.items():
            if gone in version or record.texts.keys() != {locale}:
                continue
            body = record.texts[locale].partition("\n")[2].strip()
            for name in version if body else ():
                section = sections.get(name, record)
                if section.lead_moments.keys() - {locale} or locale not in section.texts:
                    continue  # it follows another language
                if body in version[name] and body not in section.texts[locale]:
                    base = record.bases.get(locale, "").partition("\n")[2].strip() or body
                    section.texts[locale] += f"\n\n{body}"
                    section.bases[locale] = f"{section.bases.get(locale, '')}\n\n{base}"

    def _moved_section(
        self, page: str, name: str, versions: Mapping[str, Mapping[str, str]]
    ) -> SectionRecord:
        """Return what is known of a section that has left another page, or its name, with the same words."""
        texts = {locale: version[name] for locale, version in versions.items() if name in version}
        others = sorted(self._pages_with.get(name, set()) - {page}, key=self._ranks.__getitem__)
        other_records = (self.pages.get(other_page, {}).get(name) for other_page in others)
        same_name = [section for old_name, section in self._leaving if old_name == name]
        other_names = [section for old_name, section in self._leaving if old_name != name]
        for section in (*same_name, *other_records, *other_names):
            if name and section and any(section.texts.get(locale) == text for locale, text in texts.items()):
                return _copy(section, {code: text for code, text in section.texts.items() if code in texts})
        return SectionRecord()

    def _update(self, section: SectionRecord, texts: dict[str, str], *, moment: str, is_cut: bool) -> None:
        old_texts, section.texts = section.texts, texts
        for locale in old_texts.keys() - texts.keys():  # its base stays: it may come back as it was
            section.last_texts[locale] = old_texts[locale]
            section.lead_moments.pop(locale, None)
        changed_locales = {
            locale
            for locale in old_texts.keys() | texts.keys()
            if not is_same_meaning(
                old_texts.get(locale, ""),
                texts.get(locale, ""),
                locale,
                self._choices.get(locale, frozenset()),
            )
        }
        restating_locales = {
            locale
            for locale in changed_locales & old_texts.keys() & texts.keys()
            if locale in self._revised_locales or is_rewording(old_texts[locale], texts[locale])
        }
        for locale in changed_locales.intersection(section.restated_locales) - restating_locales:
            section.bases[locale] = old_texts[locale]  # only from here on it says something else
            section.restated_locales.remove(locale)
            section.lead_moments.pop(locale, None)
        for locale in texts.keys() - changed_locales:  # rewritten, but it says the same
            if section.bases.get(locale) == old_texts.get(locale):
                section.bases[locale] = texts[locale]
        if self._is_agreed(section, old_texts, changed_locales):
            if len(changed_locales) == 1 and section.leads:
                self.follow_counts.update(changed_locales)
            section.bases, section.lead_moments, section.restated_locales = dict(texts), {}, []
            section.is_certain = not is_cut or self._is_agreed_by_a_person(texts)
        elif len(changed_locales) == 1 and (
            self._takes_up_a_part(section, old_texts, *changed_locales)
            or self._is_said_otherwise(section, old_texts, *changed_locales)
        ):
            section.bases |= {locale: texts[locale] for locale in changed_locales}
        elif (
            section.lead_moments and texts.keys() == old_texts.keys() and _are_all_touched(section, old_texts)
        ):
            # What else the commit changed is agreed; by a number one language is still ahead.
            for locale in texts.keys() & section.bases.keys():
                section.bases[locale] = with_edits(section.bases[locale], old_texts[locale], texts[locale])
        for locale in changed_locales & texts.keys() & section.bases.keys():
            twins = [known[code] for known in (texts, section.bases) for code in known if code != locale]
            if is_translation(section.bases[locale], texts[locale], twins):
                section.bases[locale] = texts[locale]  # it was in the language of another one before
        for locale in texts:
            if self._is_ahead(section, locale):
                if locale not in section.lead_moments and locale in restating_locales:
                    section.restated_locales.append(locale)
                section.lead_moments.setdefault(locale, moment)
            else:
                section.lead_moments.pop(locale, None)
        section.restated_locales = [code for code in section.restated_locales if code in section.lead_moments]

    def _is_agreed(self, section: SectionRecord, old_texts: Texts, changed_locales: Collection[str]) -> bool:
        texts = section.texts
        if len(texts) < 2:
            return False
        if (
            self._is_agreed_by_a_person(texts)
            or len({words_of(text) for text in texts.values()}) == 1
            or any(self._is_new(section, locale) for locale in texts.keys() - old_texts.keys())
        ):
            return True
        if changed_locales and _are_all_touched(section, old_texts):  # be it only in other words
            return not _lacks_values(section, old_texts)
        if len(changed_locales) != 1:
            return False
        locale = next(iter(changed_locales))
        if not section.leads and locale in old_texts and locale in texts:
            twins = [text for twin_locale, text in texts.items() if twin_locale != locale]
            return shares_names(old_texts[locale], texts[locale], twins)
        if len(section.leads) == len(texts):
            values = {_pending_values(section, code) for code in texts}
            names = {new_names(section.bases[code], texts[code]) for code in texts}
            return any(len(options) == 1 and options != {frozenset()} for options in (values, names))
        return self._takes_up(section, old_texts, locale)

    def _is_new(self, section: SectionRecord, locale: str) -> bool:
        """Return True for a language that has come to a section, and not as it left it."""
        last = section.last_texts.get(locale)
        return last is None or not is_same_meaning(last, section.texts[locale], locale)

    def _is_agreed_by_a_person(self, texts: Texts) -> bool:
        return bool(self._agreements) and agreement_digest(texts) in self._agreements

    def _takes_up(self, section: SectionRecord, old_texts: Texts, locale: str) -> bool:
        """Return True if a language that was behind changed about as much as the other had."""
        if not self._is_behind(section, old_texts, locale):
            return False
        twin_locales = [twin_locale for twin_locale in section.texts if twin_locale != locale]
        values = new_values(old_texts[locale], section.texts[locale], locale)
        pending_values = [_pending_values(section, twin_locale) for twin_locale in twin_locales]
        stated_values = values or values_of(section.texts[locale], locale)
        if any(pending and not stated_values & pending for pending in pending_values):
            return False  # it states something else, or still what was so before
        pending = max(
            _extent(section.bases[twin_locale], section.texts[twin_locale]) for twin_locale in twin_locales
        )
        growth = _growth(section.bases[locale], section.texts[locale])
        growths = [
            _growth(section.bases[twin_locale], section.texts[twin_locale]) for twin_locale in twin_locales
        ]
        if any(abs(twin_locale) > _MUCH and growth / twin_locale < _PART for twin_locale in growths):
            return False  # they have added or left out far more
        return _extent(old_texts[locale], section.texts[locale]) * 3 >= pending

    def _takes_up_a_part(self, section: SectionRecord, old_texts: Texts, locale: str) -> bool:
        """Return True if a language that is behind took numbers or names from what the others had changed."""
        if not self._is_behind(section, old_texts, locale):
            return False
        twins = [text for twin_locale, text in section.texts.items() if twin_locale != locale]
        return shares_names(old_texts[locale], section.texts[locale], twins, fewest=1)

    def _is_said_otherwise(self, section: SectionRecord, old_texts: Texts, locale: str) -> bool:
        """Return True if a translation that was not ahead changed and states nothing that others do not."""
        if len(section.texts) < 2 or locale not in old_texts.keys() & section.texts.keys():
            return False
        fewest = min(self._follow_counts[code] for code in section.texts)
        return (
            self._follow_counts[locale] >= max(_OFTEN, _FAR_OFTENER * fewest)
            and locale not in section.lead_moments
            and all(
                says_no_more(old_texts[locale], section.texts[locale], twin, locale, code)
                for code, twin in section.texts.items()
                if code != locale
            )
        )

    def _is_behind(self, section: SectionRecord, old_texts: Texts, locale: str) -> bool:
        """Return True if all languages of a section but one are ahead of that one."""
        return (
            len(section.texts) > 1
            and locale in old_texts
            and locale in section.texts
            and locale not in section.leads
            and section.lead_moments.keys() >= section.texts.keys() - {locale}
        )

    def _is_ahead(self, section: SectionRecord, locale: str) -> bool:
        base = section.bases.get(locale)
        return base is not None and not is_same_meaning(base, section.texts[locale], locale)

    def names(self, page: str) -> dict[str, Collection[str]]:
        """Return the sections that each language of a page has."""
        names: dict[str, list[str]] = {}
        for name, section in self.pages.get(page, {}).items():
            for locale in section.texts:
                names.setdefault(locale, []).append(name)
        return dict(names)

    def states(
        self, pages: Mapping[str, Mapping[str, Collection[str]]], store: Store | None = None
    ) -> Iterator[SectionState]:
        """Yield the state of each section of pages that are there now: page to language to sections."""
        sections = {
            (page, name): self.pages.get(page, {}).get(name, SectionRecord())
            for page in sorted(pages)
            for name in sorted({name for ids in pages[page].values() for name in ids})
        }
        late = tuple(
            (section, self._whole_texts(page, section))
            for (page, _), section in sections.items()
            if section.lead_moments
        )
        answered = iter(_answers(late, [*sections.values()], store) if late else ())
        for (page, name), section in sections.items():
            locales = next(answered) if section.lead_moments else ()
            yield _state(page, name, _without_leads(section, locales) if locales else section)

    def _whole_texts(self, page: str, section: SectionRecord) -> dict[str, str]:
        """Return the texts of a section; where another language has more headings in it, all.

        They have no ids there: what they head is in sections of one language here.
        """
        counts = {locale: heading_count(text) for locale, text in section.texts.items()}
        texts = dict(section.texts)
        for locale in texts if len({*counts.values()}) > 1 else ():
            if counts[locale] < max(counts.values()):
                others = self.pages[page].values()
                alone = [other.texts[locale] for other in others if other.texts.keys() == {locale}]
                texts[locale] = "\n\n".join([texts[locale], *sorted(alone)])
        return texts


_Late = tuple[tuple[SectionRecord, dict[str, str]], ...]
_LATE: JsonCodec[_Late] = JsonCodec(_Late)
"""Sections that are late, and what the languages of each say in all."""


def _state(page: str, name: str, section: SectionRecord) -> SectionState:
    locales = sorted(section.texts)
    if len(locales) < 2:
        return SectionState(page=page, section=name, state=State.ALONE, leading_locale="".join(locales))
    leaders = sorted(section.lead_moments)
    moment = min(section.lead_moments.values(), default="")
    if not leaders:
        state = State.SAME if section.is_certain else State.UNKNOWN
    else:
        state = State.AHEAD if len(leaders) < len(locales) else State.BOTH
    return SectionState(
        page=page,
        section=name,
        state=state,
        leading_locale=leaders[0] if state is State.AHEAD else "",
        change_moment=moment,
        bases=section.bases if leaders else {},
        texts=section.texts if leaders else {},
    )


def _answers(
    late: _Late, sections: Sequence[SectionRecord], store: Store | None
) -> Sequence[Collection[str]]:
    """Return for each section that is late the languages ahead by what all others say already.

    A store remembers it, and what is learnt from the sections that agree, by the texts of these.
    """
    agreed = nsmallest(
        _MOST_LEARNT,
        (
            (digest("\0".join(section.texts.values()).encode("utf-8", "surrogatepass")), number)
            for number, section in enumerate(sections)
            if not section.lead_moments
        ),
    )
    agreed_texts = [sections[number].texts for _, number in agreed]
    learnt_from = digest(repr([(name, [*sections[number].texts]) for name, number in agreed]).encode())

    def remember(kind: str, name: str, made_from: str, make: Callable[[], str]) -> str:
        return store.remember(kind, name, made_from, make) if store else make()

    @cache
    def correspondence(*locales: str) -> Correspondence:
        learnt = partial(remember, _LEARNT, " ".join(locales), learnt_from)
        return Correspondence(
            (texts for texts in agreed_texts if texts.keys() >= {*locales}), locales, learnt
        )

    def is_answered(section: SectionRecord, texts: Texts, locale: str) -> bool:
        return len(section.texts) > 1 and all(
            correspondence(*sorted((locale, twin_locale))).is_answered(
                section.bases[locale],
                section.texts[locale],
                twin,
                locale=locale,
                twin_locale=twin_locale,
                is_restated=locale in section.restated_locales,
            )
            for twin_locale, twin in texts.items()
            if twin_locale != locale
        )

    def answers() -> str:
        return json.dumps(
            [
                sorted(locale for locale in section.lead_moments if is_answered(section, texts, locale))
                for section, texts in late
            ]
        )

    made_from = digest(learnt_from.encode(), _LATE.write(late).encode("utf-8"))
    answered: list[list[str]] = json.loads(remember(_KIND, "", made_from, answers))
    return answered


def _without_leads(section: SectionRecord, locales: Collection[str]) -> SectionRecord:
    section = _copy(section, section.texts)
    for locale in locales:
        del section.lead_moments[locale]
        section.bases[locale] = section.texts[locale]
    return section


def _are_all_touched(section: SectionRecord, old_texts: Texts) -> bool:
    return not any(
        is_same_wording(old_texts.get(locale, ""), text, locale) for locale, text in section.texts.items()
    )


def _lacks_values(section: SectionRecord, old_texts: Texts) -> bool:
    """Return True if a number by which one language was ahead, and which it keeps, is in no other."""
    for leader in section.lead_moments.keys() & section.texts.keys():
        pending = new_values(section.bases[leader], old_texts[leader], leader)
        values = pending & _pending_values(section, leader)
        if any(values - values_of(text, code) for code, text in section.texts.items() if code != leader):
            return True
    return False


def _copy(section: SectionRecord, texts: Texts) -> SectionRecord:
    return SectionRecord(
        texts=dict(texts),
        bases=dict(section.bases),
        lead_moments={code: moment for code, moment in section.lead_moments.items() if code in texts},
        restated_locales=[code for code in section.restated_locales if code in texts],
        last_texts=section.last_texts | {code: section.texts[code] for code in section.texts.keys() - texts},
        is_certain=section.is_certain,
    )


def _pending_values(section: SectionRecord, locale: str) -> frozenset[Decimal]:
    """Return the numbers that a language of a section states, and did not when all agreed."""
    return new_values(section.bases[locale], section.texts[locale], locale)


def _growth(old: str, new: str) -> float:
    """Return by how much of its words a text has become longer; below 0 where it is shorter."""
    old_count, new_count = len(words_of(old)), len(words_of(new))
    return (new_count - old_count) / max(old_count, 1)


def _extent(old: str, new: str) -> float:
    """Return how much of a text an edit touches: 0 to 1, in words."""
    old_words, new_words = Counter(words_of(old)), Counter(words_of(new))
    return 1 - 2 * (old_words & new_words).total() / max(old_words.total() + new_words.total(), 1)
