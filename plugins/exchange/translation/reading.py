"""Read the state of all sections from git and the files as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from exchange.build.git import FAILURES, git_text
from exchange.build.store import Store
from exchange.text.digest import digest
from exchange.text.json_codec import DECODE_ERRORS, JsonCodec
from exchange.translation.page_versions import Step, of_pages, steps, texts
from exchange.translation.plain_text import plain_sections
from exchange.translation.states import SectionRecord, SectionState, SectionStates

_KIND = "section states"
_AT_ONCE = 100  # commits whose texts are held in memory
_CODEC: JsonCodec[dict[str, dict[str, SectionRecord]]] = JsonCodec(dict[str, dict[str, SectionRecord]])
PagesNow = Mapping[str, Mapping[str, Callable[[], str]]]
"""The files as they are: a page's path below a language's folder, to language, to how its text is read."""


def section_states(
    folder: Path,
    pages: PagesNow,
    *,
    locales: Sequence[str],
    agreements: Collection[str] = (),
    now: str = "",
    until: str = "HEAD",
    store: Store | None = None,
) -> tuple[SectionState, ...]:
    """Return the state of every section of the pages; nothing where there is no history.

    Commits after `until` and what is not committed count as one change, made at `now`.
    """
    try:
        history = _history(folder, locales, pages, agreements, until, store)
        edited = _edited(folder, until)
    except FAILURES:
        return ()
    sections: dict[str, dict[str, Collection[str]]] = {}
    for page, versions in pages.items():
        if all(f"{locale}/{page}" not in edited for locale in versions) and page in history.pages:
            sections[page] = history.names(page)
        else:
            texts_now = {locale: plain_sections(text(), page) for locale, text in versions.items()}
            history.take_in(page, texts_now, moment=now)
            sections[page] = dict(texts_now)
    return tuple(history.states(sections))


def _edited(folder: Path, since: str) -> frozenset[str]:
    """Return the files below a folder that are not as a commit has them, and those that git does not know."""
    changed = git_text(folder, "diff", "--name-only", "--relative", "-z", since)
    strange = git_text(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset([*changed.split("\0"), *strange.split("\0")])


def _history(
    folder: Path,
    locales: Sequence[str],
    pages: Collection[str],
    agreements: Collection[str],
    until: str,
    store: Store | None,
) -> SectionStates:
    """Return what the commits up to one say; a store remembers it by that commit."""
    commit = git_text(folder, "rev-parse", f"{until}^{{commit}}").strip()
    key = digest(repr((commit, sorted(pages), sorted(agreements), tuple(locales))).encode())
    try:
        return SectionStates(agreements, _CODEC.read((store.get(_KIND, "", key) if store else "") or ""))
    except DECODE_ERRORS:
        pass
    states = SectionStates(agreements)
    commits = of_pages(steps(folder, locales, until=commit), pages)
    for start in range(0, len(commits), _AT_ONCE):
        _replay(states, folder, locales, commits[start : start + _AT_ONCE])
    if store:
        store.put(_KIND, "", key, _CODEC.write(states.pages))
    return states


def _replay(states: SectionStates, folder: Path, locales: Sequence[str], commits: Sequence[Step]) -> None:
    versions = texts(folder, [change.blob for step in commits for change in step.changes if change.blob])
    read: dict[str, Mapping[str, str]] = {"": {}}
    for step in commits:
        made: dict[str, dict[str, Mapping[str, str]]] = {}
        for path, old_path, blob in step.changes:
            locale, _, page = path.partition("/")
            old_page = old_path.partition("/")[2]
            if old_page != page:
                states.move(old_page, page)
            if blob not in read:
                read[blob] = plain_sections(versions[blob], page)
            if locale in locales:
                made.setdefault(page, {})[locale] = read[blob]
        for page, by_locale in made.items():
            states.take_in(page, by_locale, moment=step.moment, is_cut=step.is_cut)
