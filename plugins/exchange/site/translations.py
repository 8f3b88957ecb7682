"""What a site has in one language and not in another: it is published, marked, and listed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from exchange.calls.model.call import Amount, Count, Duration
from exchange.pages.library import pair_problems
from exchange.site.reading import Site


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MissingTranslation:
    """Something without a text in a language: the file that has it in another, its line, and what it is."""

    locale: str
    path: str
    line: int = 0
    name: str
    texts: tuple[str, ...] = ()  # those of a call, by their fields


def missing_translations(site: Site) -> Iterator[MissingTranslation]:
    """Yield everything that readers of a language see in another one."""
    yield from _pages(site)
    yield from _sections(site)
    yield from records(site)
    yield from terms(site)
    yield from reasons(site)


def records(site: Site) -> Iterator[MissingTranslation]:
    """Yield the records of calls, and the questions, with a text that is not in a language."""
    calls: dict[str, object] = {
        name: tuple(getattr(draft.call, one.name) for one in fields(draft.call) if one.name not in draft.cut)
        for name, draft in site.drafts.items()
    }
    for name, call in sorted({**calls, **site.calls}.items()):
        path = site.settings.display_path(f"{site.settings.calls.calls_folder}/{name}.yml")
        yield from _record(site, path, name, call)
    for lesson in site.questions.values():
        for question in lesson.questions:
            yield from _record(site, lesson.path, question.id, question)


def _record(site: Site, path: str, name: str, record: object) -> Iterator[MissingTranslation]:
    for code in site.settings.content.locales:
        absent = [field for field, texts in _texts(record) if texts and code not in texts]
        if absent:
            yield MissingTranslation(locale=code, path=path, name=name, texts=tuple(dict.fromkeys(absent)))


def terms(site: Site) -> Iterator[MissingTranslation]:
    """Yield the terms without a name in a language."""
    for term in site.terms:
        for code in site.settings.content.locales:
            if not term.names.get(code):
                path = site.settings.display_path(site.settings.glossary)
                yield MissingTranslation(locale=code, path=path, name=term.id)


def reasons(site: Site) -> Iterator[MissingTranslation]:
    """Yield what was taken away, and notes on editions, without a reason in a language."""
    settings = site.settings
    entries = [
        (settings.redirects, tombstone.place.line, address, tombstone.reason)
        for address, tombstone in site.redirects.tombstones.items()
    ]
    entries += [(settings.notes, 0, f"{note.edition} {note.page}", note.text) for note in site.notes]
    for path, line, name, texts in entries:
        for code in settings.content.locales:
            if code not in texts:
                yield MissingTranslation(locale=code, path=settings.display_path(path), line=line, name=name)


def _pages(site: Site) -> Iterator[MissingTranslation]:
    for pair in site.library:
        for code in site.settings.content.locales:
            if code not in pair.pages:
                original = pair.original
                yield MissingTranslation(locale=code, path=original.document.path, name=original.meta.title)


def _sections(site: Site) -> Iterator[MissingTranslation]:
    locales = site.settings.content.locales
    for pair in site.library:
        for problem in pair_problems(pair, ()):
            if problem.code == "pages/section-untranslated":
                lacking = problem.values["twin"].removeprefix(f"{site.settings.content.name}/")
                locale = lacking.partition("/")[0]
                if locale in locales:
                    yield MissingTranslation(
                        locale=locale,
                        path=problem.place.path,
                        line=problem.place.line,
                        name=problem.values["title"],
                    )


def _texts(value: object, name: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each text by language in a value of the model, however deep, with the name of its field."""
    if isinstance(value, Mapping):
        yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, name)
    elif is_dataclass(value) and not isinstance(value, Amount | Count | Duration):  # words of the notice
        for entry in fields(value):
            yield from _texts(getattr(value, entry.name), f"{name}.{entry.name}".strip("."))
