"""Read the state of all sections from git and the files as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exchange.build.git import FAILURES, git_text, shallow_commits
from exchange.build.store import Store
from exchange.text.digest import digest
from exchange.text.json_codec import DECODE_ERRORS, JsonCodec
from exchange.translation.page_versions import Step, of_pages, steps, texts, unit_of
from exchange.translation.plain_text import plain_sections
from exchange.translation.record_texts import by_language, record_texts
from exchange.translation.states import SectionRecord, SectionState, SectionStates

_KIND = "section states"
_BATCH_SIZE = 100  # commits whose texts are held in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What the history says up to a commit, by page and section; the empty one says nothing yet.

    Of a section that was agreed upon as it is, nothing but its texts: nearly all are so.
    """

    commit: str = ""
    texts: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    records: dict[str, dict[str, SectionRecord]] = field(default_factory=dict)
    follow_counts: dict[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, dict[str, SectionRecord]]:
        """What is remembered of each section, in the order of the texts."""
        return {
            page: {name: _agreed(texts) for name, texts in sections.items()} | self.records.get(page, {})
            for page, sections in self.texts.items()
        }


def _entry_of(commit: str, states: SectionStates) -> _Entry:
    texts: dict[str, dict[str, dict[str, str]]] = {}
    records: dict[str, dict[str, SectionRecord]] = {}
    for page, sections in states.pages.items():
        others = {name: section for name, section in sections.items() if section != _agreed(section.texts)}
        if others:
            records[page] = others
        texts[page] = {name: {} if name in others else section.texts for name, section in sections.items()}
    return _Entry(commit=commit, texts=texts, records=records, follow_counts=dict(states.follow_counts))


def _agreed(texts: dict[str, str]) -> SectionRecord:
    return SectionRecord(texts=texts, bases=dict(texts))


_CODEC: JsonCodec[_Entry] = JsonCodec(_Entry)
PagesNow = Mapping[str, Mapping[str, Callable[[], str]]]
"""The files as they are: a page's path below a language's folder, to language, to how its text is read.

A record is a page of its own, by its path, in the language of an empty name.
"""


def section_states(
    folder: Path,
    pages: PagesNow,
    *,
    locales: Sequence[str],
    agreements: Collection[str] = (),
    now: str = "",
    revision: str = "HEAD",
    store: Store | None = None,
) -> tuple[SectionState, ...]:
    """Return the state of every section of the pages; nothing where there is no history.

    Commits after `revision` and what is not committed count as one change, made at `now`.
    """
    try:
        history = _history(folder, locales, pages, agreements, revision, store)
        edited_files = _edited_files(folder, revision)
    except FAILURES:
        return ()
    new_texts: dict[str, dict[str, Mapping[str, str]]] = {}
    for page, versions in pages.items():
        files = (f"{locale}/{page}" if locale else page for locale in versions)
        if page not in history.pages or not edited_files.isdisjoint(files):
            new_texts[page] = {}
            for locale, text in versions.items():
                new_texts[page] |= _texts_of(locale, page, text(), locales)
    history.begin_commit(new_texts)
    for page, texts_now in new_texts.items():
        history.take_in(page, texts_now, moment=now)
    sections = {page: new_texts[page] if page in new_texts else history.names(page) for page in pages}
    return tuple(history.states(sections, store))


def _texts_of(
    locale: str, page: str, text: str | None, locales: Sequence[str]
) -> Mapping[str, Mapping[str, str]]:
    """Return what a file says, by language and section; one that is gone, or has no text in one, nothing."""
    if locale:
        return {locale: {} if text is None else plain_sections(text, page)}
    return {code: {} for code in locales} | dict(by_language(record_texts(text or "", page, locales)))


def _edited_files(folder: Path, revision: str) -> frozenset[str]:
    """Return the files below a folder that are not as a commit has them, and those that git does not know."""
    edits = git_text(folder, "diff", "--name-only", "--relative", "-z", revision)
    strange = git_text(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset([*edits.split("\0"), *strange.split("\0")])


def _history(
    folder: Path,
    locales: Sequence[str],
    pages: PagesNow,
    agreements: Collection[str],
    revision: str,
    store: Store | None,
) -> SectionStates:
    """Return what the commits up to one say; a store remembers it, and later only what came after is read."""
    first_parents = git_text(folder, "rev-list", "--first-parent", revision, "--").split()
    cuts = sorted(shallow_commits(folder))
    key = digest(repr((cuts, sorted(pages), sorted(agreements), tuple(locales))).encode())
    name = "" if revision == "HEAD" else "published"
    records = [page for page, versions in pages.items() if "" in versions]

    def commits_after(base: str) -> list[Step]:
        history = steps(folder, locales, records=records, revision=first_parents[0], base=base)
        return of_pages(history, pages, locales)

    entry = _entry(store, name, key)
    commits = commits_after(entry.commit) if entry.commit in first_parents[1:] else []
    if entry.commit not in first_parents or _moves_from_elsewhere(commits, entry.texts, locales):
        entry, commits = _Entry(), commits_after("")
    states = SectionStates(agreements, entry.pages, entry.follow_counts)
    for start in range(0, len(commits), _BATCH_SIZE):
        _replay(states, folder, locales, commits[start : start + _BATCH_SIZE])
    if store and entry.commit != first_parents[0]:
        store.put(_KIND, name, key, _CODEC.write(_entry_of(first_parents[0], states)))
    return states


def _entry(store: Store | None, name: str, key: str) -> _Entry:
    try:
        return _CODEC.read((store.get(_KIND, name, key) if store else "") or "")
    except DECODE_ERRORS:
        return _Entry()


def _moves_from_elsewhere(commits: Sequence[Step], pages: Collection[str], locales: Sequence[str]) -> bool:
    """Return True if a page came from where the history of pages was not followed."""
    moves = (
        (unit_of(change.old_path, locales)[1], unit_of(change.path, locales)[1])
        for step in commits
        for change in step.changes
    )
    return any(old_page != page and old_page not in pages for old_page, page in moves)


def _replay(states: SectionStates, folder: Path, locales: Sequence[str], commits: Sequence[Step]) -> None:
    versions = texts(folder, [change.blob for step in commits for change in step.changes if change.blob])
    cache: dict[tuple[str, str, str], Mapping[str, Mapping[str, str]]] = {}
    for step in commits:
        new_texts: dict[str, dict[str, Mapping[str, str]]] = {}
        moves = [
            (*unit_of(change.old_path, locales), unit_of(change.path, locales)[1]) for change in step.changes
        ]
        states.move([move for move in moves if move[1] != move[2]])
        for change in step.changes:
            locale, page = unit_of(change.path, locales)
            key = (change.blob, locale, page)
            if key not in cache:
                cache[key] = _texts_of(locale, page, versions.get(change.blob), locales)
            new_texts.setdefault(page, {}).update(cache[key])
        states.begin_commit(new_texts)
        for page, by_locale in new_texts.items():
            states.take_in(page, by_locale, moment=step.moment, is_cut=step.is_cut)
