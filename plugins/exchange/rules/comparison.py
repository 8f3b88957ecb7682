"""Compare what the languages of a section state: numbers, amounts, times, opposed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, permutations

from exchange.languages.language import language
from exchange.languages.statements import Quantity, Statement, identifiers
from exchange.rules.body_names import Body
from exchange.rules.masking import MASK
from exchange.rules.notion_comparison import (
    count_differences,
    is_elsewhere,
    is_exchanged,
    names_countries,
    notion_differences,
    sentence_pairs,
)
from exchange.rules.passages import Passage, SectionText

_HOURS = 24
_MOST_COLUMNS = 4  # of a table whose columns are compared in every order
_DIGITS_OF_AN_ESTIMATE = 3
_LAST_DIGITS = 8  # of a telephone number, which begins otherwise where it is called from abroad
_COUNTED_KINDS = {"item": "•", "step": "•", "row": "|…|"}
_MAILBOX = re.compile(r"^(?:mailto:)?[^/@\s]+@")  # a person may be named in it, and no message repeats that
_CODE = re.compile(r"(?<![A-Za-z0-9/.])(?=[A-Z]*[0-9]+[A-Z]|[A-Z]+[0-9])[A-Z0-9]+(?![A-Za-z0-9])")
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9/.-])[A-Z]{3,6}(?![A-Za-z0-9-])")
_LATIN_CODE = re.compile(r"[A-Z0-9.-]{1,8}")
_EMPTY = re.compile(r"^[\s–—-]*$")
_ORDERED = {Quantity.DURATION, Quantity.AMOUNT, Quantity.SHARE, Quantity.MEASURE}
_WITH_UNITS = {Quantity.MEASURE, Quantity.SHARE}  # `week 4` is a duration elsewhere
_MEASURES = {Quantity.DURATION, Quantity.AMOUNT, Quantity.SHARE, Quantity.DAY, Quantity.CLOCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one language states in a passage and the other does not: a text, and the lines of both."""

    locale: str
    text: str
    line: int
    twin_line: int


def differences(
    first: SectionText, second: SectionText, locales: tuple[str, str], bodies: tuple[Body, ...] = ()
) -> Iterator[Difference]:
    """Yield what each language of a section states alone; `bodies` are those that a site compares by name.

    Where both have the same passages, these are compared one by one, otherwise the section as a whole.
    """
    pairs = list(_pairs(_units(first, locales[0], bodies), _units(second, locales[1], bodies)))
    for unit, twin in [*pairs, *_cell_pairs(pairs)]:
        yield from _missing_statements(unit, twin)
        yield from _missing_statements(twin, unit)
        yield from _opposed(unit, twin)
        yield from _opposed(twin, unit)
    for section, twin_section, locale in ((first, second, locales[0]), (second, first, locales[1])):
        yield from _lacking(section, twin_section, locale, locales)
        yield from _count_differences(section, twin_section, locale)
        yield from _number_differences(section, twin_section, locale)
    yield from _other_emphasis(pairs)
    for unit, twin in pairs:
        yield from _code_differences(unit, twin)
        yield from _code_differences(twin, unit)
        yield from _misplaced(unit, twin, (first, second))
        yield from _misplaced(twin, unit, (second, first))


def _misplaced(unit: _Unit, twin: _Unit, texts: tuple[SectionText, SectionText]) -> Iterator[Difference]:
    if unit.kind in ("text", "item", "step"):
        yield from _elsewhere(unit, twin, texts)
    elif unit.kind == "row":
        yield from _empty_cells(unit, twin)


def _lacking(
    text: SectionText, twin: SectionText, locale: str, locales: tuple[str, str]
) -> Iterator[Difference]:
    """Yield links and sources that one language of a section has and the other has not.

    A site that has an address for each language is the same site.
    """
    code = _language_in_address(locales)
    twin_targets = {_without_language(target, code) for target, _ in twin.targets}
    labels = {label for label, _ in twin.notes}
    for target, line in text.targets:
        if _without_language(target, code) not in twin_targets:
            yield Difference(locale=locale, text=_MAILBOX.sub("…@", target), line=line, twin_line=twin.line)
    for label, line in text.notes:
        if label not in labels:
            yield Difference(locale=locale, text=f"[^{label}]", line=line, twin_line=twin.line)


def _elsewhere(unit: _Unit, twin: _Unit, texts: tuple[SectionText, SectionText]) -> Iterator[Difference]:
    """Yield links and sources of a paragraph of which its twin has others in their place."""
    code = _language_in_address((unit.locale, twin.locale))
    for find in (_targets_of, _notes_of):
        names, twin_names = (
            {_without_language(name, code): (name, line) for name, line in find(text, side).items()}
            for text, side in zip(texts, (unit, twin), strict=True)
        )
        if twin_names.keys() - names.keys():
            for name, line in (names[key] for key in sorted(names.keys() - twin_names.keys())):
                yield Difference(locale=unit.locale, text=name, line=line, twin_line=twin.line)


def _targets_of(text: SectionText, unit: _Unit) -> dict[str, int]:
    return {target: line for target, line in text.targets if _is_in(unit, line) and "://" not in target}


def _notes_of(text: SectionText, unit: _Unit) -> dict[str, int]:
    return {f"[^{label}]": line for label, line in text.notes if _is_in(unit, line)}


def _is_in(unit: _Unit, line: int) -> bool:
    (passage,) = unit.passages
    return passage.line <= line <= passage.line + passage.prose.count("\n")


def _other_emphasis(pairs: Sequence[tuple[_Unit, _Unit]]) -> Iterator[Difference]:
    """Yield items and rows that stress something in one language, if others do in the other."""
    stressed = [("**" in _prose(unit), "**" in _prose(twin)) for unit, twin in pairs]
    for side in (0, 1):
        places = [
            number
            for number, marks in enumerate(stressed)
            if marks[side] and not marks[1 - side] and pairs[number][0].kind in _COUNTED_KINDS
        ]
        if len(places) != 1 or not any(marks[1 - side] and not marks[side] for marks in stressed):
            return
    for number, marks in enumerate(stressed):
        if marks[0] != marks[1]:
            unit, twin = pairs[number] if marks[0] else pairs[number][::-1]
            yield Difference(locale=unit.locale, text="**…**", line=unit.line, twin_line=twin.line)


def _empty_cells(unit: _Unit, twin: _Unit) -> Iterator[Difference]:
    """Yield a row that has more empty cells than its twin."""
    cells, twin_cells = ([_EMPTY.search(cell) for cell in _bare_cells(unit)] for unit in (unit, twin))
    if len(cells) == len(twin_cells) and sum(map(bool, cells)) > sum(map(bool, twin_cells)):
        yield Difference(locale=unit.locale, text="| |", line=unit.line, twin_line=twin.line)


def _bare_cells(row: _Unit) -> list[str]:
    return re.split(r"(?<!\\)\|", row.passages[0].prose)[1:-1]


def _count_differences(text: SectionText, twin: SectionText, locale: str) -> Iterator[Difference]:
    """Yield how many items or rows a section has that has others in the other language."""
    for kind, sign in _COUNTED_KINDS.items():
        passages, twin_passages = (
            [passage for passage in side.passages if passage.kind == kind] for side in (text, twin)
        )
        if len(passages) != len(twin_passages) and passages:
            line = twin_passages[0].line if twin_passages else twin.line
            yield Difference(
                locale=locale, text=f"{len(passages)} × {sign}", line=passages[0].line, twin_line=line
            )


def _number_differences(text: SectionText, twin: SectionText, locale: str) -> Iterator[Difference]:
    """Yield the beginning of a telephone number or the like that is another one in the other language."""
    numbers, twin_numbers = _identifiers(text), _identifiers(twin)
    if twin_numbers.keys() - numbers.keys():
        for number in numbers.keys() - twin_numbers.keys():
            begin, line = numbers[number]
            yield Difference(locale=locale, text=f"{begin}…", line=line, twin_line=twin.line)


def _code_differences(unit: _Unit, twin: _Unit) -> Iterator[Difference]:
    """Yield a code such as 31A or E17 in the place of another one, and one abbreviation of one other."""
    codes, twin_codes = (set(_CODE.findall(_prose(side))) for side in (unit, twin))
    found = codes - twin_codes if twin_codes - codes else set()
    names, twin_names = _abbreviations(unit, twin), _abbreviations(twin, unit)
    if len(names - twin_names) == len(twin_names - names) == 1 and names & twin_names:
        found |= names - twin_names
    for code in sorted(found):
        yield Difference(locale=unit.locale, text=code, line=unit.line, twin_line=twin.line)


def _abbreviations(unit: _Unit, twin: _Unit) -> set[str]:
    """Return the abbreviations of a passage but those of bodies that its twin calls by another name."""
    called_otherwise = {
        name
        for body in unit.bodies
        for name in body.names
        if any(other in _prose(twin) for other in body.names)
    }
    return {
        name
        for name in _ABBREVIATION.findall(_prose(unit))
        if name in _prose(twin) or name not in called_otherwise
    }


def _identifiers(text: SectionText) -> dict[str, tuple[str, int]]:
    """Return the last digits of each number, with its beginning and line: no message repeats it whole."""
    beginnings = {}
    for passage in text.passages:
        for start, end in identifiers(passage.prose):
            digits = re.sub(r"\D", "", passage.prose[start:end])
            beginnings[digits[-_LAST_DIGITS:]] = (passage.prose[start : start + 3], _line(passage, start))
    return beginnings


def _language_in_address(locales: tuple[str, str]) -> re.Pattern[str]:
    """Return a pattern for the code of a language in an address: one in each language is the same site."""
    codes = rf"(?:{'|'.join(map(re.escape, locales))})"
    return re.compile(rf"(?<=//){codes}\.(?P<host>[^/]+).*|(?<=[/=.]){codes}(?:[-_][A-Za-z]{{2}})?(?=[/&]|$)")


def _without_language(address: str, code: re.Pattern[str]) -> str:
    """Return an address without the code of a language, as the first language of a site has it.

    A host of a language, such as `ko.wikipedia.org`, has its own names of pages too.
    """
    return re.sub(r"(?<!:)//+", "/", code.sub(r"\g<host>", address)).rstrip("/")


def _cell_pairs(pairs: Sequence[tuple[_Unit, _Unit]]) -> Iterator[tuple[_Unit, _Unit]]:
    """Yield the cells of rows that agree as wholes; each language may have its columns in its own order."""
    rows = [(_cells(unit), _cells(twin)) for unit, twin in pairs if unit.kind == "row" and _agree(unit, twin)]
    rows = [(unit, twin) for unit, twin in rows if len(unit) == len(twin)]
    for count in sorted({len(unit) for unit, _ in rows}):
        tables = [row for row in rows if len(row[0]) == count]
        orders = permutations(range(count)) if count <= _MOST_COLUMNS else [tuple(range(count))]
        apart = [
            [[_are_apart(cell, twin_cell) for twin_cell in twin] for cell in unit] for unit, twin in tables
        ]  # by row, cell and twin cell: each pair is in many orders
        best = min(
            orders,
            key=lambda order: sum(
                row[column][order[column]] for row in apart for column in range(len(order))
            ),
        )
        yield from ((cell, twin[best[column]]) for unit, twin in tables for column, cell in enumerate(unit))


def _are_apart(unit: _Unit, twin: _Unit) -> bool:
    return not _agree(unit, twin) or any(True for _ in _opposed(unit, twin))


def _cells(row: _Unit) -> list[_Unit]:
    """Return the cells of a row, each with the others masked."""
    (passage,) = row.passages
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", passage.prose)]
    return [
        _unit(
            (replace(passage, kind="cell", prose=_isolate(passage.prose, start, end)),),
            row.locale,
            kind="cell",
            line=row.line,
            bodies=row.bodies,
        )
        for start, end in pairwise(bars)
    ]


def _isolate(text: str, start: int, end: int) -> str:
    return MASK * start + text[start:end] + MASK * (len(text) - end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A passage, or a whole section, of one language: what is compared with one of the other."""

    locale: str
    kind: str
    passages: tuple[Passage, ...]
    line: int
    bodies: tuple[Body, ...]
    statements: tuple[tuple[Passage, Statement], ...]


def _units(text: SectionText, locale: str, bodies: tuple[Body, ...]) -> list[_Unit]:
    return [
        _unit((passage,), locale, kind=passage.kind, line=passage.line, bodies=bodies)
        for passage in text.passages
        if passage.kind != "note"
    ]


def _unit(
    passages: tuple[Passage, ...], locale: str, *, kind: str, line: int, bodies: tuple[Body, ...]
) -> _Unit:
    habits = language(locale)
    return _Unit(
        locale=locale,
        kind=kind,
        passages=passages,
        line=line,
        bodies=bodies,
        statements=tuple(
            (passage, statement)
            for passage in passages
            for find in (habits.statements, habits.periods)
            for statement in find(passage.prose)
        ),
    )


def _pairs(units: list[_Unit], twin: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Yield what is to be compared: passage by passage where both sections have the same, else as wholes.

    Items and rows of which each language puts its own country's first are found by what they state; steps
    are in order.
    """
    if [unit.kind for unit in units] != [unit.kind for unit in twin]:
        yield _whole(units), _whole(twin)
        return
    apart = []
    for pair in zip(units, twin, strict=True):
        if _agree(*pair) or (pair[0].kind == "step" and not _is_elsewhere(*pair)):
            yield pair
        else:
            apart.append(pair)
    yield from _moved_pairs([unit for unit, _ in apart], [unit for _, unit in apart])


def _moved_pairs(units: list[_Unit], twin: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Yield passages with those that state the same wherever these stand, and the others in order."""
    rest = []
    for unit in units:
        match = next(
            (candidate for candidate in twin if candidate.kind == unit.kind and _agree(unit, candidate)), None
        )
        if match:
            twin = [candidate for candidate in twin if candidate is not match]
            yield unit, match
        else:
            rest.append(unit)
    yield from zip(rest, twin, strict=True)


def _whole(texts: list[_Unit]) -> _Unit:
    return _unit(
        tuple(passage for unit in texts for passage in unit.passages),
        texts[0].locale if texts else "",
        kind="section",
        line=texts[0].line if texts else 0,
        bodies=texts[0].bodies if texts else (),
    )


def _agree(unit: _Unit, twin: _Unit) -> bool:
    return not (
        any(True for _ in _missing_statements(unit, twin))
        or any(True for _ in _missing_statements(twin, unit))
        or _is_elsewhere(unit, twin)
        or _are_other_rows(unit, twin)
    )


def _are_other_rows(unit: _Unit, twin: _Unit) -> bool:
    """Return True for rows that begin with other codes or names, each in Latin letters in both languages."""
    if "row" not in (unit.kind, twin.kind):
        return False
    first, twin_first = ((_bare_cells(side) or [""])[0].strip() for side in (unit, twin))
    return first != twin_first and bool(_LATIN_CODE.fullmatch(first) and _LATIN_CODE.fullmatch(twin_first))


def _is_elsewhere(unit: _Unit, twin: _Unit) -> bool:
    return is_elsewhere(_prose(unit), _prose(twin), (unit.locale, twin.locale), unit.bodies)


def _prose(unit: _Unit) -> str:
    return "\n".join(passage.prose for passage in unit.passages)


def _missing_statements(unit: _Unit, twin: _Unit) -> Iterator[Difference]:
    for passage, statement in unit.statements:
        is_demanded = statement.firm or _is_of_other_length(statement, unit, twin)
        if is_demanded and not _is_answered(statement, unit, twin):
            yield Difference(
                locale=unit.locale,
                text=passage.prose[statement.start : statement.end].strip(),
                line=_line(passage, statement.start),
                twin_line=twin.line,
            )


def _is_of_other_length(statement: Statement, unit: _Unit, twin: _Unit) -> bool:
    """Return True for `a month` if the other language names in its place one other length of time."""
    lengths = [
        answer
        for _, answer in twin.statements
        if answer.quantity is Quantity.DURATION and not _is_answered(answer, twin, unit)
    ]
    return statement.quantity is Quantity.DURATION and statement.unit == "month" and len(lengths) == 1


def _is_answered(statement: Statement, unit: _Unit, twin: _Unit) -> bool:
    answers = [answer for _, answer in twin.statements if _answers(statement, answer)]
    if answers:
        return not _lacks_unit(statement, answers, unit, twin)
    if statement.quantity is Quantity.SHARE and _is_rest(statement, unit, twin):
        return True
    words = {
        number for passage in twin.passages for number in language(twin.locale).number_words(passage.prose)
    }
    if statement.quantity is Quantity.DURATION:  # six days are not answered by the word of six weeks
        lengths = (answer for _, answer in twin.statements if answer.quantity is Quantity.DURATION)
        words -= {part for length in lengths for part in length.parts}
    return statement.quantity not in _MEASURES - {Quantity.DURATION} and bool(words & _numbers(statement))


def _lacks_unit(statement: Statement, answers: list[Statement], unit: _Unit, twin: _Unit) -> bool:
    """Return True if only a bare number answers a quantity; in a table, the head of a column has its unit."""
    return (
        statement.quantity in _WITH_UNITS
        and unit.kind not in ("row", "cell", "section")
        and all(answer.quantity is Quantity.NUMBER for answer in answers)
        and not any(answer.quantity is statement.quantity for _, answer in twin.statements)
    )


def _is_rest(statement: Statement, unit: _Unit, twin: _Unit) -> bool:
    """Return True for 20% beside 80% if the other language has 80% and calls the others the rest."""
    rest = 100 - statement.value
    return all(
        any(share.quantity is Quantity.SHARE and share.value == rest for _, share in side.statements)
        for side in (unit, twin)
    )


def _line(passage: Passage, offset: int) -> int:
    return passage.line + passage.prose.count("\n", 0, offset)


def _answers(statement: Statement, answer: Statement) -> bool:
    """Return True if what the other language states may be the same."""
    quantity, twin = statement.quantity, answer.quantity
    if quantity is twin or (quantity is Quantity.DURATION and twin is Quantity.PERIOD):
        return _is_same(statement, answer)
    if {quantity, twin} == {Quantity.DAY, Quantity.DURATION}:  # one word may be the 28th, or 28 days
        return "day" in (statement.unit, answer.unit) and bool(statement.parts & answer.parts)
    if quantity in _MEASURES and twin in _MEASURES:
        return False
    return bool(_numbers(statement) & _numbers(answer))


def _is_same(statement: Statement, answer: Statement) -> bool:
    match statement.quantity:
        case Quantity.AMOUNT:
            currencies = {statement.unit, answer.unit} - {""}
            return len(currencies) < 2 and _is_same_amount(statement.value, answer.value)
        case Quantity.CLOCK:
            zones = {statement.unit, answer.unit} - {""}
            return len(zones) < 2 and bool(_clocks(statement) & _clocks(answer))
        case Quantity.DURATION:
            return statement.unit == answer.unit and any(
                part == statement.value and abs(part - answer.value) <= 1  # a fortnight is 14 days or 15
                for part in (answer.value, *answer.parts)
            )
        case Quantity.DAY:
            return statement.value == answer.value and _years(statement, answer)
        case Quantity.MONTH:
            return statement.value == answer.value
    if statement.quantity in (Quantity.MEASURE, Quantity.SHARE) and statement.unit != answer.unit:
        return False
    return bool(_numbers(statement) & _numbers(answer))


def _clocks(statement: Statement) -> set[Decimal]:
    """Return the times that a time of day may be, as HHMM; other parts of it are hours."""
    return {statement.value, *(part for part in statement.parts if part > _HOURS)}


def _years(statement: Statement, answer: Statement) -> bool:
    years = [{part for part in side.parts if part > 31} for side in (statement, answer)]
    return not all(years) or years[0] == years[1]


def _numbers(statement: Statement) -> frozenset[Decimal]:
    return statement.parts | {statement.value}


def _is_same_amount(amount: Decimal, answer: Decimal) -> bool:
    """Return True if one is the other, or the other rounded to three digits or more."""
    return amount == answer or any(
        _digits(estimate) >= _DIGITS_OF_AN_ESTIMATE and abs(amount - answer) * 2 <= _last_place(estimate)
        for estimate in (amount, answer)
    )


def _digits(value: Decimal) -> int:
    return len(str(int(value)).rstrip("0"))


def _last_place(value: Decimal) -> int:
    text = str(int(value))
    return int(10 ** (len(text) - len(text.rstrip("0"))))


def _opposed(unit: _Unit, twin: _Unit) -> Iterator[Difference]:
    """Yield words of a passage that the other language contradicts, sentence by sentence where it can be."""
    if unit.kind == "section":
        return
    locales, passage, bodies = (unit.locale, twin.locale), unit.passages[0], unit.bodies
    prose, twin_prose = passage.prose, twin.passages[0].prose
    is_row = unit.kind == "row"  # its cells are compared one by one
    for start, text, twin_text, twin_context in (
        [(0, prose, twin_prose, twin_prose)] if is_row else sentence_pairs(prose, twin_prose, locales, bodies)
    ):
        for notion in notion_differences(
            text, twin_text, "" if unit.kind == "heading" else twin_context, locales, bodies
        ):
            yield Difference(
                locale=unit.locale,
                text=text[notion.start : notion.end].strip(f" {MASK}|"),
                line=_line(passage, start + notion.start),
                twin_line=twin.line,
            )
        yield from _swapped(unit, twin, start, text, twin_text)
        if not is_row and is_exchanged(text, twin_text, locales, bodies):
            line, shown = _line(passage, start), text.replace(MASK, "").strip()
            yield Difference(locale=unit.locale, text=shown, line=line, twin_line=twin.line)
        for number in sorted(count_differences(text, twin_text, locales)):
            line = _line(passage, start)
            yield Difference(locale=unit.locale, text=str(number), line=line, twin_line=twin.line)


def _swapped(unit: _Unit, twin: _Unit, start: int, text: str, twin_text: str) -> Iterator[Difference]:
    """Yield the first of several quantities of one kind that a sentence has in another order than its twin.

    Each language may begin with its own country, and turn round what is no list: `5 mL in 200 mL`.
    """
    locales = (unit.locale, twin.locale)
    if unit.kind not in ("text", "item", "step") or names_countries(text, twin_text, locales, unit.bodies):
        return
    values, twin_values = (
        _in_order(side, locale) for side, locale in ((text, unit.locale), (twin_text, twin.locale))
    )
    for kind, statements in values.items():
        numbers, twin_numbers = (
            [entry.value for entry in side] for side in (statements, twin_values.get(kind, []))
        )
        if (
            numbers != twin_numbers
            and sorted(numbers) == sorted(twin_numbers)
            and (_are_listed(statements, text, unit) or _are_listed(twin_values[kind], twin_text, twin))
        ):
            statement = statements[0]
            yield Difference(
                locale=unit.locale,
                text=text[statement.start : statement.end].strip(),
                line=_line(unit.passages[0], start + statement.start),
                twin_line=twin.line,
            )


def _are_listed(statements: list[Statement], text: str, unit: _Unit) -> bool:
    """Return True if a comma, or a word for `and`, is between the first and the second quantity."""
    between = text[statements[0].end : statements[1].start]
    return "," in between or any(notion.name == "and" for notion in language(unit.locale).notions(between))


def _in_order(text: str, locale: str) -> dict[tuple[Quantity, str], list[Statement]]:
    """Return the quantities of a sentence in their order, by kind and unit."""
    statements: dict[tuple[Quantity, str], list[Statement]] = {}
    for statement in sorted(language(locale).statements(text), key=lambda statement: statement.start):
        if statement.quantity in _ORDERED:
            statements.setdefault((statement.quantity, statement.unit), []).append(statement)
    return statements
