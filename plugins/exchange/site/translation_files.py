"""Files for translation tools of what a site has to translate, and their translations back into its files."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.nodes import Node, ScalarNode

from exchange.safety.characters import CONTROL_CHARACTER
from exchange.site.reader_texts import ReaderTexts
from exchange.site.reading import Site
from exchange.site.section_places import SectionPlaces, section_lines
from exchange.site.translation_tasks import changes_in, twin_of
from exchange.site.word_changes import Fate, Passage, excerpts
from exchange.text.digest import digest
from exchange.text.documents import text_of
from exchange.translation.interchange import NotReadable, Unit, join_paragraphs, segments
from exchange.translation.record_texts import record_texts
from exchange.translation.states import SectionState, State

_CONTEXT = 4  # words shown before and behind what changed
_MARKS = {Fate.SAME: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}


def mark_passages(passages: Sequence[Passage]) -> str:
    """Return passages on one line, what is gone and new marked: `within [-60-]{+45+} days of the`."""
    text = "".join(_MARKS[passage.fate].format(passage.text) for passage in passages)
    return " ".join(text.split())


def units(site: Site, states: Sequence[SectionState], locale: str) -> Iterator[Unit]:
    """Yield what a translator into a language gets of some sections: those that it lacks are left out."""
    places = SectionPlaces(site.settings, site.files, site.library)
    readers = {code: ReaderTexts(site, code) for code in site.settings.content.locales}
    for state in states:
        late = state.state in (State.AHEAD, State.BOTH) and state.leading_locale != locale
        source = twin_of(state, locale) if late else _source(places, state, locale)
        text, target = places.source(state, source), places.source(state, locale)
        if text and target:
            changes = excerpts(changes_in(state, source, readers[source]), context=_CONTEXT) if late else ()
            yield Unit(
                name=state.name,
                file=places.at(state, locale).path,
                digest=digest(target.encode()),
                segments=segments(text, target),
                note=" … ".join(map(mark_passages, changes)),
                is_late=late,
            )


def _source(places: SectionPlaces, state: SectionState, locale: str) -> str:
    """Return the language to translate from where none is ahead: the original, or the first other one."""
    original = places.original(state)
    codes = (code for code in places.settings.content.locales if code != locale)
    return original if original != locale else next(codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What became of the units that came back: texts of files to write, and units that were left alone."""

    files: Mapping[str, str]  # by path in the content folder
    updates: tuple[str, ...]  # names
    conflicts: tuple[str, ...]  # names of those whose text here is another one by now, or not there
    unfinished: tuple[str, ...]  # names of those of which a part has no translation


def take_back(site: Site, locale: str, translations: Sequence[Unit]) -> ImportOutcome:
    """Return the files of a language with translations in them.

    Raises NotReadable of `interchange`, also where a section is in the file twice: one would overwrite the
    other; and for a control character, with which a record could not be read again.
    """
    counts = Counter(unit.name for unit in translations)
    if repeated_names := [name for name, count in counts.items() if count > 1]:
        raise NotReadable(f"{repeated_names[0]} (2)")
    places = SectionPlaces(site.settings, site.files, site.library)
    states = {state.name: state for state in site.sections}
    edits: dict[str, list[tuple[int, int, str]]] = {}
    updates, conflicts, unfinished = [], [], []
    for unit in translations:
        state = states.get(unit.name)
        text = places.source(state, locale) if state else ""
        if state is None or not text or digest(text.encode()) != unit.digest:
            conflicts.append(unit.name)
            continue
        if not unit.is_whole or any(copy not in text for copy in unit.copies):
            unfinished.append(unit.name)
            continue
        translation = join_paragraphs(text, [target for _, target in unit.segments])
        if translation != text:
            if sign := CONTROL_CHARACTER.search(translation):
                raise NotReadable(f"{unit.name} U+{ord(sign[0]):04X}")
            updates.append(unit.name)
            path, edit = _edit(site, state, locale, text, translation)
            edits.setdefault(path, []).append(edit)
    files = {
        path: _apply_edits(text_of(site.files.read(path)) or "", file_edits)
        for path, file_edits in edits.items()
    }
    return ImportOutcome(
        files=files, updates=tuple(updates), conflicts=tuple(conflicts), unfinished=tuple(unfinished)
    )


def _apply_edits(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def _edit(
    site: Site, state: SectionState, locale: str, text: str, translation: str
) -> tuple[str, tuple[int, int, str]]:
    """Return the file of a section in a language, and what to put where in it."""
    pair = site.library.pairs.get(state.page)
    if pair is None:
        content = text_of(site.files.read(state.page)) or ""
        edit = _in_table if state.page.endswith(".csv") else _in_record
        return state.page, edit(content, state, locale, translation, site.settings.content.locales)
    path = f"{locale}/{state.page}"
    content = text_of(site.files.read(path)) or ""
    first, _ = section_lines(pair.pages[locale], state.section)
    start = content.index(text, _offset(content, first))
    return path, (start, start + len(text), translation)


def _offset(text: str, line: int) -> int:
    """Return where a line begins, counted from 1."""
    return sum(len(part) + 1 for part in text.split("\n")[: line - 1])


def _in_record(
    content: str, state: SectionState, locale: str, translation: str, locales: Sequence[str]
) -> tuple[int, int, str]:
    """Return the edit of a YAML value, which is written in quotes on one line."""
    place = next(
        (text.line, text.column)
        for text in record_texts(content, state.page, locales)
        if (text.name, text.locale) == (state.section, locale)
    )
    start, end = _scalars(YAML(pure=True).compose(content))[place]
    rest = "\n" if content[start:end].endswith("\n") else ""
    return start, end, json.dumps(translation, ensure_ascii=False) + rest


def _scalars(node: Node) -> dict[tuple[int, int], tuple[int, int]]:
    """Return where each scalar of a YAML text is, by the line and column of its beginning, from 1."""
    if isinstance(node, ScalarNode):
        start, end = node.start_mark, node.end_mark
        return {(start.line + 1, start.column + 1): (start.index, end.index)}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for part in node.value:
        for child in part if isinstance(part, tuple) else (part,):
            spans |= _scalars(child)
    return spans


def _in_table(
    content: str, state: SectionState, locale: str, translation: str, _locales: Sequence[str]
) -> tuple[int, int, str]:
    """Return the edit of a row of the termbase: the first line is the name, the rest the definition.

    A single line leaves the definition as it is; it is the definition where the term has no name.
    """
    rows = csv.reader(io.StringIO(content, newline=""))
    names = next(rows)
    line = rows.line_num
    for row in rows:
        if row and row[names.index("id")] == state.section:
            start, end = _offset(content, line + 1), _offset(content, rows.line_num + 1) - 1
            name, mark, definition = translation.partition("\n")
            columns = [names.index(locale), names.index(f"definition_{locale}")]
            filled_columns = columns if mark else [column for column in columns if row[column]]
            for column, cell in zip(filled_columns, (name, definition) if mark else (name,), strict=False):
                row[column] = cell
            output = io.StringIO()
            csv.writer(output, lineterminator="").writerow(row)
            return start, end, output.getvalue()
        line = rows.line_num
    raise LookupError(state.name)
