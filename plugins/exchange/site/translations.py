"""What a site has in one language and not in another: it is published, marked, and listed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from exchange.calls.model.call import Amount, Count, Duration
from exchange.languages.typed_values import words_beyond_figure
from exchange.pages.library import pair_problems
from exchange.site.reading import Site


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MissingTranslation:
    """Something without a text in a language: the file that has it in another, its line, and what it is."""

    locale: str
    path: str
    line: int = 0
    name: str
    of_record: bool = False
    texts: tuple[str, ...] = ()  # of a record, by their fields; none where all lack the language


def missing_translations(site: Site) -> Iterator[MissingTranslation]:
    """Yield everything that readers of a language see in another one."""
    yield from _pages(site)
    yield from _sections(site)
    yield from records(site)
    yield from terms(site)
    yield from reasons(site)


def records(site: Site) -> Iterator[MissingTranslation]:
    """Yield the records of calls, and the questions, with a text that is not in a language."""
    drafts = {name: (draft.call, draft.cut) for name, draft in site.drafts.items()}
    calls = {name: (call, frozenset[str]()) for name, call in site.calls.items()}
    for name, (call, cut) in sorted({**drafts, **calls}.items()):
        path = site.settings.display_path(f"{site.settings.calls.calls_folder}/{name}.yml")
        texts = [
            text
            for entry in fields(call)
            if entry.name not in cut
            for text in _texts(getattr(call, entry.name), entry.name)
        ]
        for code, absent in _absent(site, texts):
            names = () if len(absent) == len(texts) else tuple(dict.fromkeys(absent))
            yield MissingTranslation(locale=code, path=path, name=name, texts=names, of_record=True)
    for lesson in site.questions.values():
        for question in lesson.questions:
            for code, _ in _absent(site, [*_texts(question)]):
                yield MissingTranslation(locale=code, path=lesson.path, name=question.id)


def _absent(site: Site, texts: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each language that some of these texts are not in, with the fields of those."""
    for code in site.settings.content.locales:
        if absent := [field for field, text in texts if text and code not in text]:
            yield code, absent


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
    elif isinstance(value, Amount | Count | Duration):
        texts = (value.note or {}).items()
        beside = {code: text for code, text in texts if not value.says_figure or words_beyond_figure(text)}
        if beside:
            yield name, beside
    elif is_dataclass(value):
        for entry in fields(value):
            yield from _texts(getattr(value, entry.name), f"{name}.{entry.name}".strip("."))
