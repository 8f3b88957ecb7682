"""Compare what the languages of a section state: numbers, days, amounts, durations, duties and bans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from exchange.languages.language import language
from exchange.languages.statements import Force, Quantity, Statement
from exchange.rules.passages import Passage, SectionText

_HOURS = 24
_DIGITS_OF_AN_ESTIMATE = 3
_ALIKE = {Quantity.DURATION, Quantity.AMOUNT, Quantity.SHARE, Quantity.DAY, Quantity.CLOCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one language states in a passage and the other does not: a text, and the lines of both."""

    locale: str
    text: str
    line: int
    twin_line: int


def differences(first: SectionText, second: SectionText, locales: tuple[str, str]) -> Iterator[Difference]:
    """Yield what each language of a section states alone.

    Where both have the same passages, these are compared one by one, otherwise the section as a whole.
    """
    for own, twin in _pairs(_units(first, locales[0]), _units(second, locales[1])):
        yield from _unanswered(own, twin)
        yield from _unanswered(twin, own)
        yield from _contradictions(own, twin)
        yield from _contradictions(twin, own)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A passage, or a whole section, of one language: what is compared with one of the other."""

    locale: str
    kind: str
    passages: tuple[Passage, ...]
    line: int
    statements: tuple[tuple[Passage, Statement], ...]


def _units(text: SectionText, locale: str) -> list[_Unit]:
    return [
        _unit((passage,), locale, kind=passage.kind, line=passage.line)
        for passage in text.passages
        if passage.kind != "note"
    ]


def _unit(passages: tuple[Passage, ...], locale: str, *, kind: str, line: int) -> _Unit:
    find = language(locale).statements
    return _Unit(
        locale=locale,
        kind=kind,
        passages=passages,
        line=line,
        statements=tuple((passage, found) for passage in passages for found in find(passage.prose)),
    )


def _pairs(own: list[_Unit], twin: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Yield what is to be compared: passage by passage where both sections have the same, else as wholes.

    Items and rows of which each language puts its own country's first are found by what they state.
    """
    if [unit.kind for unit in own] != [unit.kind for unit in twin]:
        yield _whole(own), _whole(twin)
        return
    apart = []
    for pair in zip(own, twin, strict=True):
        if _agree(*pair):
            yield pair
        else:
            apart.append(pair)
    yield from _moved_pairs([unit for unit, _ in apart], [unit for _, unit in apart])


def _moved_pairs(own: list[_Unit], twin: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    """Yield passages with those that state the same wherever these stand, and the others in order."""
    left = []
    for unit in own:
        match = next((other for other in twin if other.kind == unit.kind and _agree(unit, other)), None)
        if match and unit.statements:
            twin = [other for other in twin if other is not match]
            yield unit, match
        else:
            left.append(unit)
    yield from zip(left, twin, strict=True)


def _whole(texts: list[_Unit]) -> _Unit:
    return _unit(
        tuple(passage for unit in texts for passage in unit.passages),
        texts[0].locale if texts else "",
        kind="section",
        line=texts[0].line if texts else 0,
    )


def _agree(own: _Unit, twin: _Unit) -> bool:
    return not any(True for _ in _unanswered(own, twin)) and not any(True for _ in _unanswered(twin, own))


def _unanswered(own: _Unit, twin: _Unit) -> Iterator[Difference]:
    for passage, statement in own.statements:
        if statement.firm and not _is_answered(statement, twin):
            yield Difference(
                locale=own.locale,
                text=passage.prose[statement.start : statement.end].strip(),
                line=_line(passage, statement.start),
                twin_line=twin.line,
            )


def _is_answered(statement: Statement, twin: _Unit) -> bool:
    if any(_answers(statement, answer) for _, answer in twin.statements):
        return True
    words = {
        number for passage in twin.passages for number in language(twin.locale).number_words(passage.prose)
    }
    return statement.quantity not in _ALIKE - {Quantity.DURATION} and bool(words & _numbers(statement))


def _line(passage: Passage, offset: int) -> int:
    return passage.line + passage.prose.count("\n", 0, offset)


def _answers(statement: Statement, answer: Statement) -> bool:
    """Return True if what the other language states may be the same."""
    quantity, other = statement.quantity, answer.quantity
    if quantity is other:
        return _is_same(statement, answer)
    if {quantity, other} == {Quantity.DAY, Quantity.DURATION}:  # one word may be the 28th, or 28 days
        return "day" in (statement.unit, answer.unit) and bool(statement.parts & answer.parts)
    if quantity in _ALIKE and other in _ALIKE:
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
            return statement.unit == answer.unit and statement.value in (answer.parts | {answer.value})
        case Quantity.DAY:
            return statement.value == answer.value and _years(statement, answer)
        case Quantity.MONTH:
            return statement.value == answer.value
    return bool(_numbers(statement) & _numbers(answer))


def _clocks(statement: Statement) -> set[Decimal]:
    """Return the times that a time of day may be, as HHMM; other parts of it are hours."""
    return {statement.value, *(part for part in statement.parts if part > _HOURS)}


def _years(statement: Statement, answer: Statement) -> bool:
    years = [{part for part in side.parts if part > 31} for side in (statement, answer)]
    return not all(years) or years[0] == years[1]


def _numbers(statement: Statement) -> frozenset[Decimal]:
    return statement.parts | {statement.value}


def _is_same_amount(one: Decimal, other: Decimal) -> bool:
    """Return True if one is the other, or the other rounded to three digits or more."""
    return one == other or any(
        _digits(rounded) >= _DIGITS_OF_AN_ESTIMATE and abs(one - other) * 2 <= _last_place(rounded)
        for rounded in (one, other)
    )


def _digits(value: Decimal) -> int:
    return len(str(int(value)).rstrip("0"))


def _last_place(value: Decimal) -> int:
    text = str(int(value))
    return int(10 ** (len(text) - len(text.rstrip("0"))))


def _contradictions(own: _Unit, twin: _Unit) -> Iterator[Difference]:
    """Yield a duty that is a permission in the other language, and a ban that is none there."""
    if own.kind == "section":
        return
    prose = own.passages[0].prose
    bindings = list(language(own.locale).bindings(prose))
    forces = {binding.force for binding in bindings}
    for binding in bindings:
        if binding.force is not Force.PERMISSION and _contradicts(binding.force, forces, twin):
            yield Difference(
                locale=own.locale,
                text=prose[binding.start : binding.end].strip(),
                line=_line(own.passages[0], binding.start),
                twin_line=twin.line,
            )


def _contradicts(force: Force, forces: set[Force], twin: _Unit) -> bool:
    """Return True if a duty is but a permission in the other language, or a ban is nothing like one there."""
    habits, prose = language(twin.locale), twin.passages[0].prose
    twin_forces = {binding.force for binding in habits.bindings(prose)}
    alike = habits.obligation if force is Force.DUTY else habits.negation
    if alike is None or alike.search(prose):
        return False
    if force is Force.DUTY:
        return not forces & {Force.PERMISSION, Force.BAN} and twin_forces == {Force.PERMISSION}
    return Force.BAN not in twin_forces
