"""Which sections of a site's pages lag behind their twins: for the check, the build and translators."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from exchange.build.store import Store
from exchange.pages.library import Library, SourcePage
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import ContentFolder
from exchange.text.documents import text_of
from exchange.text.problems import Place, Problem, Severity
from exchange.translation.agreements import agreement_line
from exchange.translation.reading import section_states
from exchange.translation.states import SectionState, State

_MOST_NAMED = 5  # sections in one message


def states_of(
    settings: SiteSettings,
    files: ContentFolder,
    library: Library,
    *,
    agreements: frozenset[str],
    now: datetime.datetime,
    since: str = "HEAD",
    store: Store | None = None,
) -> tuple[SectionState, ...]:
    """Return the state of each section of the pages that are in more than one language.

    What was changed after the commit `since` counts as one change, as that of a pull request.
    """
    pages = {
        pair.path: {
            locale: partial(_text, files, f"{locale}/{pair.path}")
            for locale, page in pair.pages.items()
            if not page.generated
        }
        for pair in library
    }
    return section_states(
        files.folder,
        {path: texts for path, texts in pages.items() if len(texts) > 1},
        locales=settings.content.locales,
        agreements=agreements,
        now=now.isoformat(),
        until=since,
        store=store,
    )


def _text(files: ContentFolder, path: str) -> str:
    return text_of(files.read(path)) or ""


def lagging(states: Iterable[SectionState], locale: str) -> Iterator[SectionState]:
    """Return the sections in which a language is behind another, or may be."""
    return (state for state in states if _is_behind(state, locale))


def _is_behind(state: SectionState, locale: str) -> bool:
    return state.state is State.BOTH or (state.state is State.AHEAD and state.ahead != locale)


def lag_problems(
    states: Iterable[SectionState], library: Library, settings: SiteSettings
) -> Iterator[Problem]:
    """Yield, once for each page and language, which of its sections lag behind.

    Of a section that has changed in both languages, it is said of the language that is not the original.
    """
    by_page: dict[tuple[str, str], list[SectionState]] = {}
    for state in states:
        pair = library.pairs.get(state.page)
        if pair is not None:
            for locale in pair.pages:
                if _is_behind(state, locale) and _is_told(state, locale, pair.original.locale):
                    by_page.setdefault((state.page, locale), []).append(state)
    for (path, locale), late in by_page.items():
        pages = library.pairs[path].pages
        twin = next(page for code, page in pages.items() if code != locale)
        yield _problem(pages[locale], twin, late, settings)


def _is_told(state: SectionState, locale: str, original: str) -> bool:
    return state.state is State.AHEAD or locale != original


def _problem(page: SourcePage, twin: SourcePage, late: list[SectionState], settings: SiteSettings) -> Problem:
    sections: Mapping[str | None, tuple[str, int]] = {
        section.id: (section.title, section.line) for section in page.sections
    }
    first = min((sections.get(state.section, ("", page.document.body_line))[1] for state in late), default=1)
    titles = [sections.get(state.section, (page.meta.title, 0))[0] or page.meta.title for state in late]
    more = ", …" if len(titles) > _MOST_NAMED else ""
    return Problem(
        code="translation/behind",
        place=Place(path=page.document.path, line=first),
        values={
            "count": str(len(late)),
            "twin": twin.document.path,
            "sections": ", ".join(titles[:_MOST_NAMED]) + more,
            "file": settings.display_path(settings.agreements),
            "entry": " ".join(agreement_line(state.digest, state.name) for state in late),
        },
        severity=Severity.WARNING,
    )
