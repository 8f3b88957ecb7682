"""The termbase: one concept a row, its name, abbreviation and definition in each language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import permutations

from exchange.languages.language import in_any_language, is_of_other_script, language
from exchange.terms.spreadsheet_traces import (
    changed_cells,
    is_empty,
    next_id,
    other_separator,
    renamed_columns,
    without_empty_columns,
)
from exchange.text.editor_traces import conflict
from exchange.text.problems import SEARCH_LIMIT, ContentProblems, Place, Problem, limit_search
from exchange.text.suggestions import nearest

_ID = re.compile(r"g[0-9]{3,5}")
_NUMBER = re.compile(r"[gG]?[ _-]?([0-9]{1,5})(?:\.0+)?")
_BETWEEN_WORDS = re.compile(r"[/、]")
_AS_ABOVE = re.compile(rf"(?i)[〃″]|{in_any_language(lambda lang: lang.ditto)}[.]?")
_BRACKETS = re.compile(r"[(（](?P<said>[^()（）]*)")
_MOST_LINES = 3_000  # the termbase of this site has some two hundred
_LONGEST = 1_000  # characters of a cell: a definition is shown on each page that uses its term
_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*$")
_IN_DOUBT = frozenset(
    {
        "term-row-quoted",
        "term-bars",
        "term-cells",
        "term-line-broken",
        "term-swapped",
        "termbase-columns-swapped",
    }
)
"""The rules after which a term, or the language of its names, is not known."""
_REQUIRED = ("{}", "abbr_{}", "definition_{}", "avoid_{}")
_OPTIONAL = ("also_{}", "source_{}", "avoid_{}_unchecked", "avoid_{}_remark")


class NameSource(StrEnum):
    """Where a name of a term comes from."""

    OFFICIAL = "official"
    """A law, a guideline or the body itself uses it."""

    USAGE = "usage"
    """Press, funders' notices or the literature use it."""

    OURS = "ours"
    """No official form exists: this site translated it."""

    UNCONFIRMED = "unconfirmed"
    """Common usage for which no source was found yet; a reader of that language should confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept. Each mapping goes from locale to text; an absent abbreviation is an empty text."""

    id: str
    names: Mapping[str, str]
    abbreviations: Mapping[str, str]
    definitions: Mapping[str, str]

    avoid: Mapping[str, tuple[str, ...]]
    """Words to avoid wherever they stand: the content check reports them."""

    unchecked_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words to avoid in one sense only, which people must judge: they are shown and never reported."""

    remarks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is remarked on a word to avoid, such as when it is right."""

    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other approved names of the same concept."""

    sources: Mapping[str, NameSource] = field(default_factory=dict)
    """Where each name comes from; a locale is absent where that is not recorded."""

    def language(self, locale: str) -> str:
        """Return the language that readers of a locale see: theirs, or the first that has a name."""
        return locale if self.names[locale] else next(code for code, name in self.names.items() if name)

    def approved_names(self, locale: str) -> tuple[str, ...]:
        """Return name, variants and abbreviation in a language, without qualifiers in brackets."""
        name = _QUALIFIER.sub("", self.names[locale])
        names = (name, *self.variants.get(locale, ()), self.abbreviations[locale])
        return tuple(dict.fromkeys(name for name in names if name))

    def avoided_names(self, locale: str) -> dict[str, str]:
        """Return all words to avoid in a language, checked or not, each with its remark or an empty text."""
        remarks = self.remarks.get(locale, {})
        words = (*self.avoid[locale], *self.unchecked_names.get(locale, ()))
        return {word: remarks.get(word, "") for word in words}


def read_terms(text: str, *, path: str, locales: Sequence[str]) -> tuple[Term, ...]:
    """Return the terms of a CSV file (RFC 4180, UTF-8).

    Its columns are `id` and, for each locale, its name (`en`), `abbr_en`, `definition_en` and `avoid_en`; and
    where they are needed `also_en`, `source_en`, `avoid_en_unchecked` and `avoid_en_remark`. Semicolons
    separate the words in a cell; a remark is written `word: remark`.

    Rows and columns of nothing, as spreadsheets add them, are passed over. Raises ContentProblems with every
    column that is absent, unknown or there twice, and every row that has no name, no definition, an id or
    names used before, a cell too many or one that a spreadsheet has changed, a source that does not exist, a
    remark in brackets among the words to avoid, a remark on a word that is not avoided, or a word to avoid
    that is the name of a term.
    """
    text = text.removeprefix("\ufeff")
    if whole := conflict(text, path) or other_separator(text, path):
        raise ContentProblems([whole])
    rows = csv.DictReader(io.StringIO(text, newline=None))
    try:
        return _read_rows(rows, path=path, locales=locales)
    except csv.Error as error:
        place = Place(path=path, line=rows.line_num)
        raise ContentProblems([Problem(code="text/termbase-not-csv", place=place)]) from error


def _read_rows(rows: csv.DictReader[str], *, path: str, locales: Sequence[str]) -> tuple[Term, ...]:
    header = rows.fieldnames or ()
    columns = without_empty_columns(header)
    rows.fieldnames = columns
    wrong = list(_column_problems(columns, Place(path=path, line=1), locales))
    if wrong:
        moved = _moved_header(rows, path) if wrong[0].code == "text/termbase-no-header" else None
        raise ContentProblems([moved] if moved else wrong)
    problems: list[Problem] = []
    terms: list[tuple[Term, Place]] = []
    is_cut = False  # whether the row before ends early, as one does that goes on in the next line
    for row in rows:
        place = Place(path=path, line=rows.line_num)
        if rows.line_num > _MOST_LINES:
            values = {"most": f"{_MOST_LINES:,}"}
            raise ContentProblems([*problems, Problem(code="text/termbase-long", place=place, values=values)])
        if is_empty(row.values()):
            continue
        extra_cells: Sequence[str] = row.get(None, ())  # cells of no column
        if len(extra_cells) > len(header) - len(columns) or not is_empty(extra_cells):
            problems.append(Problem(code="text/term-cells", place=place))
            continue
        if is_cut and not _ID.fullmatch(row.get("id") or ""):
            problems.append(Problem(code="text/term-line-broken", place=place))
            continue
        if next(iter(row.values()), "").lstrip().startswith("|"):
            cells_of_row = [cell.strip() for cell in str(row[columns[0]]).strip(" |").split("|")]
            better = ",".join([*cells_of_row, *[""] * (len(columns) - len(cells_of_row))])
            problems.append(Problem(code="text/term-bars", place=place, values={"better_entry": better}))
            continue
        if (unquoted := _row_in_quotes([*row.values()], len(columns))) is not None:
            problems.append(Problem(code="text/term-row-quoted", place=place, values=unquoted))
            continue
        is_cut = None in row.values() and bool(_ID.fullmatch(row.get("id") or ""))
        cells = {name: (cell or "").strip() for name, cell in row.items() if name is not None}
        terms.append((_term(cells, locales), place))
        problems += _incomplete(terms[-1][0], place, locales)
        problems += _cell_problems(cells, place, locales)
        if len(problems) >= SEARCH_LIMIT:
            raise ContentProblems(problems)
    swapped = [*_swapped_columns([term for term, _ in terms], columns, Place(path=path, line=1), locales)]
    if swapped:  # said once, not again for each row
        problems = [*swapped, *(problem for problem in problems if problem.code != "text/term-swapped")]
    problems += limit_search(_repetitions(terms, locales))
    problems += limit_search(
        _contradictions(
            {term.id: term for term, _ in terms}, {term.id: place for term, place in terms}, locales
        )
    )
    if problems:
        raise ContentProblems(problems, rest=_sound_terms(terms, problems))
    return tuple(term for term, _ in terms)


def _moved_header(rows: csv.DictReader[str], path: str) -> Problem | None:
    """Return the problem of a table whose first line stands among its rows."""
    for row in rows:
        if next(iter(row.values()), "") == "id":
            values = {"line": str(rows.line_num)}
            return Problem(code="text/termbase-header-moved", place=Place(path=path, line=1), values=values)
    return None


def _row_in_quotes(row: Sequence[str | None], width: int) -> Mapping[str, str] | None:
    """Return what a row should be that is in quotation marks as a whole; None for any other."""
    first = row[0] or ""
    if any(row[1:]) or not re.match(r"g[0-9]{3,5},", first):
        return None
    return {"better_entry": first} if len(next(csv.reader([first]))) == width else {}


def _sound_terms(terms: Sequence[tuple[Term, Place]], problems: Sequence[Problem]) -> tuple[Term, ...] | None:
    """Return the terms that have an id and a name, where no row and no column is in doubt; else None."""
    if not _IN_DOUBT.isdisjoint(problem.rule for problem in problems):
        return None
    by_id = {
        term.id: term for term, _ in reversed(terms) if _ID.fullmatch(term.id) and any(term.names.values())
    }
    return tuple(sorted(by_id.values(), key=lambda term: term.id))


def _column_problems(header: Sequence[str], place: Place, locales: Sequence[str]) -> Iterator[Problem]:
    required = _columns(_REQUIRED, locales)
    possible = [*required, *_columns(_OPTIONAL, locales)[1:]]
    missing_languages = [code for code in locales if not {*_columns(_REQUIRED, [code])[1:]} & {*header}]
    required_languages = [code for code in locales if code not in missing_languages] or locales
    unknown_columns = [column for column in dict.fromkeys(header) if column not in possible]
    if not {*header} & {*possible} and any(_ID.fullmatch(cell) for cell in header):
        first_line = ",".join(["id", *(name.format(code) for name in _REQUIRED for code in locales)])
        yield Problem(code="text/termbase-no-header", place=place, values={"better_entry": first_line})
        return
    problem = renamed_columns(header, possible, locales, place)
    if problem:
        yield problem
        return
    meant = {nearest(column, possible) for column in unknown_columns}  # each is reported by itself
    absent = [column for column in _columns(_REQUIRED, required_languages) if column not in {*header, *meant}]
    if absent:
        line = ",".join(column for column in possible if column in {*header, *absent})
        values = {"columns": ", ".join(absent), "better_entry": line}
        yield Problem(code="text/termbase-columns", place=place, values=values)
    for column in unknown_columns:
        values = {
            "column": column,
            "nearest": nearest(column, possible) or "",
            "possible": ", ".join(possible),
        }
        yield Problem(code="text/termbase-column-unknown", place=place, values=values)
    for column in dict.fromkeys(name for name in header if name in possible and header.count(name) > 1):
        yield Problem(code="text/termbase-column-twice", place=place, values={"column": column})


def _swapped_columns(
    terms: Sequence[Term], header: Sequence[str], place: Place, locales: Sequence[str]
) -> Iterator[Problem]:
    """Yield two columns of names that hold each other's language: each name is in the script of the other."""
    for first, second in permutations(locales, 2):
        script = language(first).other_script
        pairs = [
            (term.names[first], term.names[second]) for term in terms if all(map(term.names.get, locales))
        ]
        if script and len(pairs) > 1 and all(script.search(a) and not script.search(b) for a, b in pairs):
            names = {first: second, second: first}
            values = {
                "column": first,
                "other": second,
                "better_line": ",".join(names.get(column, column) for column in header),
            }
            yield Problem(code="text/termbase-columns-swapped", place=place, values=values)


def _columns(patterns: Sequence[str], locales: Sequence[str]) -> list[str]:
    return ["id", *(pattern.format(code) for code in locales for pattern in patterns)]


def _term(cells: Mapping[str, str], locales: Sequence[str]) -> Term:
    def column(pattern: str) -> dict[str, str]:
        return {code: cells.get(pattern.format(code), "") for code in locales}

    def lists(pattern: str) -> dict[str, tuple[str, ...]]:
        return {code: tuple(_parts(text)) for code, text in column(pattern).items()}

    return Term(
        id=cells["id"],
        names=column("{}"),
        abbreviations=column("abbr_{}"),
        definitions=column("definition_{}"),
        avoid={
            code: tuple(part for word in _parts(text) for part in _divided(word) or [word])
            for code, text in column("avoid_{}").items()
        },
        unchecked_names=lists("avoid_{}_unchecked"),
        remarks={code: _remarks(text) for code, text in column("avoid_{}_remark").items()},
        variants=lists("also_{}"),
        sources={code: NameSource(text) for code, text in column("source_{}").items() if text in _SOURCES},
    )


_SOURCES = frozenset(NameSource)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _divided(word: str) -> list[str]:
    """Return the words that a sign between them makes one entry of, instead of a semicolon."""
    parts = [part.strip() for part in _BETWEEN_WORDS.split(word)]
    is_of_several = len(parts) > 1 and all(len(part) > (3 if part.isascii() else 1) for part in parts)
    return parts if is_of_several else []


def _remarks(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in _parts(text))
    return {word.strip(): remark.strip() for word, _, remark in pairs}


def _repetitions(terms: Sequence[tuple[Term, Place]], locales: Sequence[str]) -> Iterator[Problem]:
    """Yield ids that are absent, malformed or used before, and terms that are there already."""
    ids = {term.id for term, _ in terms}
    free = next_id(ids)
    lines: dict[str, int] = {}
    names: dict[tuple[str, ...], tuple[str, int]] = {}
    for term, place in terms:
        if not _ID.fullmatch(term.id) or term.id in lines:
            rule = "term-id-used" if term.id in lines else "term-id"
            values = {"id": term.id, "next": free, "line": str(lines.get(term.id, ""))}
            number = _NUMBER.fullmatch(term.id)
            better = f"g{int(number[1]):03}" if number else free
            if number and better not in ids:
                yield Problem(code="text/term-id-as-number", place=place, values=values | {"better": better})
            else:
                code = f"text/{rule if term.id else 'term-id-missing'}"
                yield Problem(code=code, place=place, values=values)
                free = next_id([free])
        lines.setdefault(term.id, place.line)
        name = tuple(re.sub(r"[\s-]+", "", term.names[code]).casefold() for code in locales)
        earlier = names.setdefault(name, (term.id, place.line))
        if any(name) and earlier[1] != place.line:
            label = ", ".join(text for text in term.names.values() if text)
            values = {"name": label, "id": earlier[0], "line": str(earlier[1])}
            yield Problem(code="text/term-twice", place=place, values=values)


def _incomplete(term: Term, place: Place, locales: Sequence[str]) -> Iterator[Problem]:
    """Yield each language in which a term has a name or a definition, or remarks, and not both of them."""
    languages = [code for code in locales if term.names[code] or term.definitions[code]]
    for code in locales:
        incomplete = not term.names[code] or not term.definitions[code]
        if incomplete and (
            code in languages or term.avoid[code] or term.abbreviations[code] or not languages
        ):
            values = {"id": term.id, "locale": code}
            yield Problem(code="text/term-incomplete", place=place, values=values)


def _cell_problems(cells: Mapping[str, str], place: Place, locales: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with single cells: changed by a spreadsheet, no source, words to avoid."""
    for column, text in cells.items():
        if len(text) > _LONGEST:
            excess = len(text) - _LONGEST
            values = {
                "name": column,
                "longest": f"{_LONGEST:,}",
                "length": f"{len(text):,}",
                "excess": f"{excess:,}",
            }
            yield Problem(code="text/too-long", place=place, values=values)
    yield from changed_cells(cells, (*locales, *(f"abbr_{code}" for code in locales)), place)
    names = {code: cells.get(code, "") for code in locales if cells.get(code)}
    yield from _swapped_names(names, place)
    for code in locales:
        source = cells.get(f"source_{code}", "")
        if source and source not in _SOURCES:
            values = {"column": f"source_{code}", "text": source, "options": ", ".join(NameSource)}
            yield Problem(code="text/term-source", place=place, values=values)
        yield from _avoid_problems(cells, place, f"avoid_{code}")
        yield from _definition_problems(cells, place, code)


def _definition_problems(cells: Mapping[str, str], place: Place, code: str) -> Iterator[Problem]:
    """Yield a definition that begins with its own term and a colon, or that is a mark for the one above."""
    text, column = cells.get(f"definition_{code}", "").strip(), f"definition_{code}"
    before, colon, better = text.partition(":")
    if _AS_ABOVE.fullmatch(text):
        yield Problem(code="text/term-as-above", place=place, values={"text": text, "column": column})
    elif colon and better.strip() and before.strip().casefold() == cells.get(code, "").strip().casefold():
        values = {"text": before, "column": column, "better": better.strip()}
        yield Problem(code="text/term-defined-twice", place=place, values=values)


def _swapped_names(names: Mapping[str, str], place: Place) -> Iterator[Problem]:
    """Yield two names of a term that stand in each other's column."""
    for first, second in permutations(names, 2):
        is_latin = names[second].isascii() and any(map(str.isalpha, names[second]))
        if is_of_other_script(names[first], first) and is_latin:
            values = {"column": first, "other": second, "name": names[second], "other_name": names[first]}
            yield Problem(code="text/term-swapped", place=place, values=values)


def _avoid_problems(cells: Mapping[str, str], place: Place, column: str) -> Iterator[Problem]:
    unchecked_column, remarks = f"{column}_unchecked", f"{column}_remark"
    words = [*_parts(cells.get(column, "")), *_parts(cells.get(unchecked_column, ""))]
    for word in words:
        if parts := _divided(word):
            values = {"text": word, "column": column, "better": "; ".join(parts)}
            yield Problem(code="text/term-avoid-slash", place=place, values=values)
        if match := _BRACKETS.search(word):
            values = {
                "text": word, "word": word[: match.start()].strip(), "said": match["said"].strip(),
                "column": column, "unchecked": unchecked_column, "remarks": remarks,
            }  # fmt: skip
            yield Problem(code="text/term-avoid-bracket", place=place, values=values)
    for remark in _parts(cells.get(remarks, "")):
        word, _, explanation = (part.strip() for part in remark.partition(":"))
        if word not in words or not explanation:
            values = {"text": remark, "column": column, "unchecked": unchecked_column, "remarks": remarks}
            yield Problem(code="text/term-remark", place=place, values=values)


def _contradictions(
    terms: Mapping[str, Term], places: Mapping[str, Place], locales: Sequence[str]
) -> Iterator[Problem]:
    """Yield each word to avoid that is a name of a term: it could never be reported."""
    for code in locales:
        owners = {name.casefold(): term.id for term in terms.values() for name in term.approved_names(code)}
        for term in terms.values():
            for word in term.avoid[code]:
                if owner := owners.get(word.casefold()):
                    values = {
                        "word": word, "id": owner, "column": f"avoid_{code}",
                        "unchecked": f"avoid_{code}_unchecked",
                    }  # fmt: skip
                    yield Problem(code="text/term-avoid-approved", place=places[term.id], values=values)
