"""What is to be translated: each section that is late in a language, with all that a translator needs."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from exchange.site.past import compared_commit
from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site
from exchange.site.section_places import SectionPlace, SectionPlaces
from exchange.site.section_states import lagging, states_of
from exchange.site.word_changes import Fate, Passage, excerpts, word_changes
from exchange.terms.matching import Matcher
from exchange.translation.agreements import agreement_line
from exchange.translation.states import SectionState, State

_CONTEXT = 4  # words shown before and behind what changed
_LONGEST = 120  # characters of each part
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t][^\n]*", re.MULTILINE)
_SIGN = re.compile(r"^(?:•|\d{1,4}\.)[ ]", re.MULTILINE)
_BREAK = re.compile(r"\n+")
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\]\((?P<target>[^()\s#]+\.md)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationTask:
    """One section that is late in a language: what changed in the other since both agreed."""

    state: SectionState
    locale: str  # the language that is late
    twin_locale: str  # the language that has changed
    place: SectionPlace
    changes: tuple[Passage, ...]  # of the other language
    text: str  # as it is written in the language that is late
    twin_text: str  # as it is written in the other
    terms: tuple[tuple[str, tuple[str, ...]], ...]  # names there, and the approved ones here
    weight: int  # how many other pages of the site lead to its page

    @property
    def words(self) -> int:
        """How many words are new or gone in the other language."""
        return sum(len(passage.text.split()) for passage in self.changes if passage.fate is not Fate.SAME)

    @property
    def day(self) -> str:
        """The day since which it is late, ISO 8601."""
        return self.state.change_moment[:10]

    @property
    def has_changed_itself(self) -> bool:
        """Return True if both languages have changed: a person has to compare them."""
        return self.state.state is State.BOTH

    @property
    def agreement(self) -> str:
        """The line that says that nothing has to change."""
        return agreement_line(self.state.digest, self.state.name)


def twin_of(state: SectionState, locale: str) -> str:
    """Return the language that is ahead of one that lags behind."""
    return state.leading_locale or next(code for code in state.texts if code != locale)


def changes_in(state: SectionState, locale: str, texts: ReaderTexts) -> tuple[Passage, ...]:
    """Return what changed in a language since all agreed, as readers of it read."""
    return texts.changes(state.bases.get(locale, ""), state.texts[locale])


def one_line(state: SectionState, locale: str, texts: ReaderTexts) -> tuple[tuple[str, str], ...]:
    """Return the first change of a language in short: texts, each with the HTML element that it is."""
    tags = {Fate.SAME: "", Fate.REMOVED: "del", Fate.ADDED: "ins"}
    sources = [state.bases.get(locale, ""), state.texts[locale]]
    old, new = (_SIGN.sub("", texts.text(_HEADING.sub("", source))) for source in sources)
    passages = texts.changes(*sources) if old == new else word_changes(old, new, locale)
    excerpt = list(next(iter(excerpts(passages, context=_CONTEXT)), ()))
    for end, nearest in ((0, -1), (len(excerpt) - 1, 0)):  # what is around it ends with its item or paragraph
        if excerpt and excerpt[end].fate is Fate.SAME:
            shown, whole = (_BREAK.split(text)[nearest] for text in (excerpt[end].text, passages[end].text))
            is_cut = shown.strip() != whole.strip()
            excerpt[end] = Passage(
                Fate.SAME, (f"{shown.rstrip()}…" if end else f"…{shown}") if is_cut else shown
            )
    parts = [(tags[passage.fate], _shorten(_SPACE.sub(" ", passage.text))) for passage in excerpt]
    shortened = (
        (tag, text.lstrip() if not index else text.rstrip() if index == len(parts) - 1 else text)
        for index, (tag, text) in enumerate(parts)
    )
    return tuple((tag, text) for tag, text in shortened if text)


def _shorten(text: str) -> str:
    """Return a text, or its beginning if it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def translation_tasks(
    site: Site,
    locale: str,
    *,
    hidden_paths: Collection[str] = (),
    states: Collection[SectionState] | None = None,
) -> Iterator[TranslationTask]:
    """Yield what is late in a language: what most pages lead to first, of these what is late longest.

    Of pages that may not be published yet, and of the records they show, nothing is said. `states` are those
    to go by, in place of those of the site.
    """
    states = site.sections if states is None else states
    late = [state for state in lagging(states, locale) if not _is_hidden(state.page, hidden_paths)]
    weights = _links(site) if late else {}
    late.sort(key=lambda state: (-weights.get(state.page, 0), state.change_moment, state.name))
    places = SectionPlaces(site.settings, site.files, site.library)
    matchers: dict[str, Matcher] = {}
    readers: dict[str, ReaderTexts] = {}
    for state in late:
        twin = twin_of(state, locale)
        matcher = matchers.setdefault(twin, Matcher(site.terms, twin))
        twin_text = places.source(state, twin)
        uses = matcher.first_uses(twin_text)
        yield TranslationTask(
            state=state,
            locale=locale,
            twin_locale=twin,
            place=places.at(state, locale),
            changes=changes_in(state, twin, readers.setdefault(twin, ReaderTexts(site, twin))),
            text=places.source(state, locale),
            twin_text=twin_text,
            terms=tuple((twin_text[use.start : use.end], use.term.approved_names(locale)) for use in uses),
            weight=weights.get(state.page, 0),
        )


def late_by_change(site: Site, revision: str, now: datetime.datetime) -> tuple[SectionState, ...]:
    """Return the sections that fall behind by what was changed since a revision, all of it as one change.

    Raises ContentProblems for a revision that is not there, or one of `exchange.build.git.FAILURES`.
    """
    commit = compared_commit(site, revision)
    states = states_of(
        site.settings, site.files, site.library, agreements=site.agreements, now=now, base=commit
    )
    return tuple(state for state in states if state.change_moment == now.isoformat())


def _is_hidden(page: str, hidden_paths: Collection[str]) -> bool:
    return page in hidden_paths or f"{page.rpartition('.')[0]}.md" in hidden_paths


def _links(site: Site) -> Mapping[str, int]:
    """Return how many pages lead to each page, as they are written first."""
    counts: Counter[str] = Counter()
    for pair in site.library:
        targets = {
            normpath(join(dirname(pair.path), match["target"]))
            for match in _LINK.finditer(pair.original.document.body)
        }
        counts.update(targets - {pair.path})
    return counts
