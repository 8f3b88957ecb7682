"""Which sections of a site's pages lag behind their twins: for the check, the build and translators."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from exchange.build.store import Store
from exchange.pages.library import Library
from exchange.site.section_places import SectionPlaces
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import ContentFolder
from exchange.text.documents import text_of
from exchange.text.problems import Place, Problem, Severity
from exchange.translation.agreements import agreement_line
from exchange.translation.reading import section_states
from exchange.translation.states import SectionState, State

_SECTION_LIMIT = 5  # sections in one message


def states_of(
    settings: SiteSettings,
    files: ContentFolder,
    library: Library,
    *,
    agreements: frozenset[str],
    now: datetime.datetime,
    base: str = "HEAD",
    store: Store | None = None,
) -> tuple[SectionState, ...]:
    """Return the state of each section of the pages that are in more than one language, and of each record.

    What was changed after the commit `base` counts as one change, as that of a pull request.
    """
    pages = {
        pair.path: {
            locale: partial(_text, files, f"{locale}/{pair.path}")
            for locale, page in pair.pages.items()
            if not page.generated
        }
        for pair in library
    }
    records = {path: {"": partial(_text, files, path)} for path in record_paths(settings, files)}
    return section_states(
        files.folder,
        {path: texts for path, texts in pages.items() if len(texts) > 1} | records,
        locales=settings.content.locales,
        agreements=agreements,
        now=now.isoformat(),
        revision=base,
        store=store,
    )


def record_paths(settings: SiteSettings, files: ContentFolder) -> Iterator[str]:
    """Yield the files that hold texts in several languages: YAML beside the pages, and the termbase."""
    for path in files.visible:
        is_record = path.endswith((".yml", ".yaml")) and path != settings.navigation
        is_shared = path.partition("/")[0] not in settings.content.locales
        if files.is_file(path) and ((is_record and is_shared) or path == settings.glossary):
            yield path


def _text(files: ContentFolder, path: str) -> str:
    return text_of(files.read(path)) or ""


def lagging(states: Iterable[SectionState], locale: str) -> Iterator[SectionState]:
    """Return the sections in which a language is behind another, or may be."""
    return (state for state in states if _is_behind(state, locale))


def unknown_sections(states: Collection[SectionState], library: Library, pages: Collection[str]) -> int:
    """Return of how many sections of pages nobody can say whether their languages keep pace.

    Without a history there are no states: then it is all sections in several languages.
    """
    of_pages = [state for state in states if state.page in pages]
    if not of_pages:
        pairs = [library.pairs[page] for page in pages]
        return sum(len(pair.original.sections) + 1 for pair in pairs if len(pair.pages) > 1)
    return sum(state.state is State.UNKNOWN for state in of_pages)


def _is_behind(state: SectionState, locale: str) -> bool:
    return state.state is State.BOTH or (state.state is State.AHEAD and state.leading_locale != locale)


def lag_problems(
    states: Iterable[SectionState], places: SectionPlaces, *, now: datetime.datetime
) -> Iterator[Problem]:
    """Yield, once for each file and language, which of its sections or texts lag behind.

    Of a section that has changed in both languages, it is said of the language that is not the original.
    Where the settings let no language lag so long, each such section is an error.
    """
    late: dict[tuple[str, str], list[SectionState]] = {}
    for state in states:
        for locale in state.texts:
            if _is_behind(state, locale) and _is_told(state, locale, places.original(state)):
                late.setdefault((state.page, locale), []).append(state)
    for (page, locale), of_file in late.items():
        days = allowed_days(places.settings, page)
        overdue = [state for state in of_file if days is not None and _age(state, now) >= days]
        rest = [state for state in of_file if state not in overdue]
        if rest:
            yield _problem(places, locale, rest)
        if overdue:
            yield _overdue(places, locale, overdue, days or 0)


def _is_told(state: SectionState, locale: str, original: str) -> bool:
    return state.state is State.AHEAD or locale != original


def allowed_days(settings: SiteSettings, page: str) -> int | None:
    """Return how many days a language of a page may lag behind; None where the settings set no end."""
    fitting = [start for start in settings.lag_days if page.startswith(start)]
    return settings.lag_days[max(fitting, key=len)] if fitting else None


def _age(state: SectionState, now: datetime.datetime) -> int:
    """Return for how many whole days a section has lagged behind."""
    return max((now - datetime.datetime.fromisoformat(state.change_moment)).days, 0)


def _problem(places: SectionPlaces, locale: str, late: list[SectionState]) -> Problem:
    first = min((places.at(state, locale) for state in late), key=lambda place: place.line)
    twin = places.at(late[0], next(code for code in late[0].texts if code != locale))
    return Problem(
        code="translation/behind" if twin.path != first.path else "translation/record-behind",
        place=Place(path=first.path, line=first.line),
        values={"twin": twin.path, **_values(places, locale, late)},
        severity=Severity.WARNING,
    )


def _overdue(places: SectionPlaces, locale: str, late: list[SectionState], days: int) -> Problem:
    first = min((places.at(state, locale) for state in late), key=lambda place: place.line)
    values = {**_values(places, locale, late), "days": str(days)}
    return Problem(code="translation/overdue", place=Place(path=first.path, line=first.line), values=values)


def _values(places: SectionPlaces, locale: str, late: list[SectionState]) -> dict[str, str]:
    settings = places.settings
    titles = [places.at(state, locale).title for state in late]
    ellipsis = ", …" if len(titles) > _SECTION_LIMIT else ""
    return {
        "count": str(len(late)),
        "language": next(language.name for language in settings.locales if language.code == locale),
        "sections": ", ".join(titles[:_SECTION_LIMIT]) + ellipsis,
        "file": settings.display_path(settings.agreements),
        "entry": " ".join(agreement_line(state.digest, state.name) for state in late),
    }
