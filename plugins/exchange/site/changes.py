"""Compare a site with a commit of it: the sections, dates, calls and terms that a change is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from exchange.authoring.sections import sections
from exchange.calls.model.call import Call, Moment, Stage, Window
from exchange.calls.reading.record import read_call
from exchange.site.past import changed_files, committed_texts, compared_commit, new_files
from exchange.site.reading import Site
from exchange.terms.termbase import Term, read_terms
from exchange.text.documents import read_document, text_of
from exchange.text.problems import ContentProblems

_DATES = ("opens", "closes", "date", "window")
BEGINNING = ""
"""The id of what is before the first section of a page: its front matter too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """A section in one language: its heading, and its text before and after; None where there is none."""

    title: str
    old: str | None
    new: str | None

    @property
    def is_changed(self) -> bool:
        """Return True if it does not say what it said."""
        return self.old != self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section that changed in some language, in all languages that have it."""

    id: str
    texts: Mapping[str, SectionText]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page with all its sections that changed; `path` is that in every language."""

    path: str
    titles: Mapping[str, str]  # by language
    added: tuple[str, ...]  # languages in which it is new
    removed: tuple[str, ...]
    sections: tuple[SectionChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange:
    """A date of a stage that was moved, named for the first time, or taken away."""

    call: Call
    stage: Stage
    name: str  # of the field
    old: Moment | Window | None
    new: Moment | Window | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """A concept of the termbase before and after; None where there is none."""

    old: Term | None
    new: Term | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that a change of the content is about."""

    pages: tuple[PageChange, ...]
    added_calls: tuple[Call, ...]
    edited_calls: tuple[Call, ...]
    removed_calls: tuple[str, ...]
    dates: tuple[DateChange, ...]
    terms: tuple[TermChange, ...]
    other_files: tuple[str, ...]


def changes(site: Site, revision: str) -> Changes:
    """Return what a site says differently from what was published, or from a revision.

    Raises ContentProblems for a revision that is not there, or one of `exchange.build.git.FAILURES`.
    """
    commit = compared_commit(site, revision)
    paths = sorted(changed_files(site, commit) | new_files(site))
    texts = dict(zip(paths, committed_texts(site, commit, paths), strict=True))
    calls, old_calls = _calls(site, texts), _old_calls(site, texts)
    reported_paths = {*_page_paths(site, texts), *_record_paths(site, texts), site.settings.glossary}
    return Changes(
        pages=tuple(_pages(site, commit, texts)),
        added_calls=tuple(call for name, call in calls.items() if name not in old_calls),
        edited_calls=tuple(call for name, call in calls.items() if name in old_calls),
        removed_calls=tuple(name for name in old_calls if not _has_record(site, name)),
        dates=tuple(move for name, call in calls.items() for move in _dates(old_calls.get(name), call)),
        terms=tuple(_terms(site, texts)),
        other_files=tuple(path for path in paths if path not in reported_paths),
    )


def _present(site: Site, path: str) -> str | None:
    try:
        return text_of(site.files.read(path)) if site.files.is_file(path) else None
    except UnicodeDecodeError:
        return None


def _page_paths(site: Site, texts: Mapping[str, str | None]) -> list[str]:
    codes = site.settings.content.locales
    return [path for path in texts if path.endswith(".md") and path.partition("/")[0] in codes]


def _pages(site: Site, commit: str, texts: Mapping[str, str | None]) -> Iterator[PageChange]:
    codes = site.settings.content.locales
    for page in sorted({path.partition("/")[2] for path in _page_paths(site, texts)}):
        paths = [f"{code}/{page}" for code in codes]
        old = dict(zip(codes, committed_texts(site, commit, paths), strict=True))
        new = {code: _present(site, path) for code, path in zip(codes, paths, strict=True)}
        new_codes = tuple(code for code in codes if old[code] is None and new[code] is not None)
        lost_codes = tuple(code for code in codes if new[code] is None and old[code] is not None)
        section_changes = tuple(_sections(old, new))
        if section_changes or new_codes or lost_codes:
            yield PageChange(
                path=page,
                titles=_titles(site, page),
                added=new_codes,
                removed=lost_codes,
                sections=section_changes,
            )


def _titles(site: Site, page: str) -> Mapping[str, str]:
    """Return the titles of a page as it is now; of one that is gone, none."""
    pair = site.library.pairs.get(page)
    return {code: source.meta.title for code, source in pair.pages.items()} if pair else {}


def _sections(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[SectionChange]:
    """Yield the sections that changed in a language, in the order of the pages as they are now."""
    old_sections = {code: _split(text) for code, text in old.items()}
    new_sections = {code: _split(text) for code, text in new.items()}
    ids = [name for parts in (*new_sections.values(), *old_sections.values()) for name in parts]
    for name in dict.fromkeys(ids):
        texts = {
            code: _section_text(old_sections[code].get(name), new_sections[code].get(name))
            for code in new_sections
            if name in old_sections[code] or name in new_sections[code]
        }
        if any(text.is_changed for text in texts.values()):
            yield SectionChange(id=name, texts=texts)


def _section_text(old: tuple[str, str] | None, new: tuple[str, str] | None) -> SectionText:
    title = (new or old or ("", ""))[0]
    return SectionText(title=title, old=old and old[1], new=new and new[1])


def _split(text: str | None) -> Mapping[str, tuple[str, str]]:
    """Return heading and text of each section by its id, the beginning of the page first."""
    if text is None:
        return {}
    lines = text.split("\n")
    try:
        document = read_document(text, path="page.md")
    except ContentProblems:
        return {BEGINNING: ("", text.strip())}
    heads = [section for section in sections(document.body, first_line=document.body_line) if section.id]
    starts = [0, *(section.line - 1 for section in heads)]
    names = [(BEGINNING, ""), *((section.id or "", section.title) for section in heads)]
    ends = [*starts[1:], len(lines)]
    return {
        name: (title, "\n".join(lines[start:end]).strip())
        for (name, title), start, end in zip(names, starts, ends, strict=True)
    }


def _record_paths(site: Site, texts: Mapping[str, str | None]) -> list[str]:
    folder = f"{site.calls_folder}/"
    return [path for path in texts if path.startswith(folder) and path.endswith((".yml", ".yaml"))]


def _calls(site: Site, texts: Mapping[str, str | None]) -> Mapping[str, Call]:
    """Return the calls whose records changed, as they are now."""
    names = (PurePosixPath(path).stem for path in _record_paths(site, texts))
    return {name: site.calls[name] for name in names if name in site.calls}


def _has_record(site: Site, name: str) -> bool:
    """Return True if a call has a record, be it one that cannot be read."""
    return any(f"{site.calls_folder}/{name}{ending}" in site.files.entries for ending in (".yml", ".yaml"))


def _old_calls(site: Site, texts: Mapping[str, str | None]) -> Mapping[str, Call]:
    """Return the calls whose records changed, as they were; none whose record could not be read."""
    calls: dict[str, Call] = {}
    for path in _record_paths(site, texts):
        text = texts[path]
        try:
            if text is not None:
                calls[PurePosixPath(path).stem] = read_call(text, path=path, settings=site.settings.calls)
        except ContentProblems:
            continue
    return calls


def _dates(old: Call | None, new: Call) -> Iterator[DateChange]:
    """Yield the dates that differ, of stages and rounds; all of a call that is new."""
    stages = {stage.id: stage for stage in _stages(old)}
    current = {stage.id: stage for stage in _stages(new)}
    for name, stage in {**stages, **current}.items():
        for field in _DATES:
            old_date = getattr(stages[name], field) if name in stages else None
            new_date = getattr(current[name], field) if name in current else None
            if old_date != new_date:
                yield DateChange(call=new, stage=stage, name=field, old=old_date, new=new_date)


def _stages(call: Call | None) -> Iterator[Stage]:
    if call is not None:
        yield from call.stages
        for call_round in call.rounds:
            yield from call_round.stages


def _terms(site: Site, texts: Mapping[str, str | None]) -> Iterator[TermChange]:
    name = site.settings.glossary
    if name not in texts:
        return
    try:
        old = read_terms(texts[name] or "", path=name, locales=site.settings.content.locales)
    except ContentProblems:
        old = ()
    old_terms, new_terms = {term.id: term for term in old}, {term.id: term for term in site.terms}
    for term in sorted({*old_terms, *new_terms}):
        if old_terms.get(term) != new_terms.get(term):
            yield TermChange(old=old_terms.get(term), new=new_terms.get(term))


def embargo(call: Call, now: datetime.datetime) -> datetime.datetime | None:
    """Return the moment until which a call may not be shown, or None."""
    return call.publish.begins if call.publish and call.publish.begins > now else None
