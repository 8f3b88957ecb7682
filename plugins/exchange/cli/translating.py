"""`kx translate`: what lags behind, what changed since, and a person's word that it agrees after all."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from exchange.cli.arguments import moment_of
from exchange.cli.content_check import path_of
from exchange.cli.refusals import CannotDo
from exchange.safety.limits import Limits
from exchange.site.reading import Site, read_content
from exchange.site.settings import SiteSettings
from exchange.site.translation_files import mark_passages, take_back, units
from exchange.site.translation_tasks import TranslationTask, translation_tasks
from exchange.site.word_changes import excerpts
from exchange.text.problems import visible
from exchange.text.strings import Strings
from exchange.text.text_files import read_at_most
from exchange.text.whole_files import write_files
from exchange.translation.agreements import agreement_line, with_lines
from exchange.translation.interchange import NotReadable, po, read_po_units, read_xliff, xliff
from exchange.translation.states import SectionState, State

_CONTEXT = 4  # words shown before and behind what changed
_LONGEST_REASON = 200  # characters: some name what was found, which may be all of a file


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Print what lags behind; with `--agree` write that it agrees after all."""
    paths = [path_of(path, project, words) for path in options.paths]
    site = read_content(project, now=moment_of(options))
    states = [state for state in site.sections if _is_asked(state, paths, project)]
    if options.agree:
        return _agree(states, project, words)
    if options.take:
        return _take(options, site, words)
    if options.xliff or options.po:
        return _give(options, site, states, words)
    for line in _missing_history(site, words):
        _print(line)
    for locale in project.content.locales:
        tasks = [task for task in translation_tasks(site, locale) if _is_asked(task.state, paths, project)]
        _print(words("translate-language", locale=locale, count=len(tasks)))
        for task in tasks:
            for line in _lines(task, words):
                _print(line)
    return 0


def _print(line: str) -> None:
    """Print a line, with signs in place of what would steer a terminal: names and texts are a stranger's."""
    print(visible(line))


def _missing_history(site: Site, words: Strings) -> Iterator[str]:
    """Yield what cannot be known: everything without a history, or what a shallow clone begins with."""
    states = [state for state in site.sections if state.state is State.UNKNOWN]
    if not site.sections:
        yield words("translate-no-history")
    elif states:
        yield words("translate-unknown", count=len(states), total=len(site.sections))


def _is_asked(state: SectionState, paths: Sequence[str], project: SiteSettings) -> bool:
    """Return True if a section is in a file or folder that is named, in any language; in all if none is."""
    pages = (state.page, *(f"{locale}/{state.page}" for locale in project.content.locales))
    files = [Path(project.display_path(page)) for page in pages]
    return not paths or any(file.is_relative_to(path) for file in files for path in paths)


def _lines(task: TranslationTask, words: Strings) -> Iterator[str]:
    key = "translate-both" if task.has_changed_itself else "translate-late"
    yield words(key, place=f"{task.place.path}:{task.place.line}", name=task.state.name, day=task.day)
    for excerpt in excerpts(task.changes, context=_CONTEXT):
        yield f"    {task.twin_locale}: {mark_passages(excerpt)}"


def _give(options: argparse.Namespace, site: Site, states: Sequence[SectionState], words: Strings) -> int:
    """Write a file for a translation tool: what is late in the language, or with `--all` everything."""
    target = _target(options, site, words)
    selection = [unit for unit in units(site, states, target) if unit.is_late or options.all]
    if not selection:  # a file without a unit is no XLIFF
        print(words("translate-language", locale=target, count=0))
        return 0
    source = next(code for code in site.settings.content.locales if code != target)
    if options.xliff:
        write_files({options.xliff: xliff(selection, source=source, target=target)})
    else:
        write_files({options.po: po(selection, target=target, now=moment_of(options))})
    print(words("translate-given", count=len(selection), file=options.xliff or options.po))
    return 0


def _take(options: argparse.Namespace, site: Site, words: Strings) -> int:
    """Write the translations of a file into the pages and records; what has changed here is left alone."""
    target = _target(options, site, words)
    read_units = read_po_units if options.take.suffix == ".po" else read_xliff
    try:
        edits = take_back(site, target, list(read_units(read_at_most(options.take, Limits().download_bytes))))
    except (NotReadable, OSError) as reason:
        text = words("translate-unreadable", file=options.take, reason=str(reason)[:_LONGEST_REASON])
        raise CannotDo(visible(text)) from reason
    write_files({site.settings.content.folder / path: text for path, text in edits.files.items()})
    print(words("translate-taken", count=len(edits.updates), files=len(edits.files)))
    for name in edits.conflicts:
        _print(words("translate-outdated", name=name))
    for name in edits.unfinished:
        _print(words("translate-unfinished", name=name))
    return 1 if edits.conflicts or edits.unfinished else 0


def _target(options: argparse.Namespace, site: Site, words: Strings) -> str:
    """Return the language to translate into. Raises CannotDo where that is not said."""
    locales = site.settings.content.locales
    if not options.to or len(locales) < 2:
        raise CannotDo(words("translate-to", options=", ".join(locales)))
    return str(options.to)


def _agree(states: Sequence[SectionState], project: SiteSettings, words: Strings) -> int:
    late = [state for state in states if state.state in (State.AHEAD, State.BOTH)]
    file = project.content.folder / project.agreements
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    lines = [agreement_line(state.digest, state.name) for state in late]
    if lines:
        write_files({file: with_lines(text, lines)})
    print(words("translate-agreed", count=len(lines), file=project.display_path(project.agreements)))
    return 0
