"""Turn the text of fields into typed values, collecting every problem on the way."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from exchange.languages.language import (
    all_languages,
    is_of_other_script,
    is_stand_in,
    likely_language,
    sentence_language,
)
from exchange.languages.typed_values import (
    certain_day,
    days_of_either_order,
    named_day,
    names_month_alone,
    relative_time,
)
from exchange.text.problems import SEARCH_LIMIT, Place, Problem, Severity, is_readable
from exchange.text.suggestions import answer, proposal
from exchange.text.yaml_faults import quote
from exchange.text.yaml_text import LOST, Field, Fields, Items, Node, Text

_EXAMPLE_NUMBER = 30
_EXAMPLE_DAY = "2026-11-22"
BULLETS = " •·∙‣▪■□○●◦◆–—*-"
_NUMBERING = re.compile(r"^(?:\d{1,2}[.)]|[①-⑳])\s+")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_BETWEEN_ITEMS = re.compile(r"\s*[,;/、·&]\s*")
_SENTENCES = frozenset(
    {"summary", "eligibility", "consortium", "note", "question", "answer", "text", "feedback"}
)
_PER_CENT = 100
THOUSANDS = re.compile(r"\d{3}(?!\d)")
_SHARE = re.compile(r"0?\.[0-9]{1,2}")
_CLOCK = re.compile(r"([0-9]):([0-5][0-9])")
_RANGE = re.compile(r"[0-9]+\s*[-~∼～–—]\s*([0-9]+)\D*")
_DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})")


class FieldReader:
    """Reads the fields of one mapping; `problems` grows, and a value with a problem reads as None.

    `elsewhere` gives the problem of a field that is known but belongs to another mapping; None for any other.
    """

    def __init__(
        self,
        fields: Fields,
        *,
        names: Collection[str],
        problems: list[Problem],
        elsewhere: Callable[[Field], Problem | None] = lambda _field: None,
        within: str = "",
    ) -> None:
        self._within = f"{within}." if within else ""
        self.place = fields.place
        self.problems = problems
        self._values: dict[str, Node] = {}
        self._guesses: set[str] = set()
        self._keys: dict[str, Place] = {}
        places: dict[str, Place] = {}
        repeats: list[Field] = []
        torn = _torn_values(fields, names)
        self._report_torn(torn)
        for field in fields:
            name = field.key.value
            if name in places:
                repeats.append(field)
            elif name in torn or any(field in rest for _, rest in torn.values()):
                self._guesses.add(name)
            elif name not in names:
                known_elsewhere = None if answer("field", name, sorted(names)) else elsewhere(field)
                if known_elsewhere is not None:
                    problems.append(known_elsewhere)
                elif len(problems) < SEARCH_LIMIT:
                    self._report_unknown_field(field.key, names)
            elif isinstance(field.value, Text) and field.value.value == LOST:
                self._guesses.add(name)
            else:
                self._values[name] = field.value
                self._keys[name] = field.key.place
            places.setdefault(name, field.key.place)
        self._report_again(repeats, places)

    def _report_torn(self, torn: Mapping[str, tuple[Text, list[Field]]]) -> None:
        for name, (value, rest) in torn.items():
            whole = value.value
            for field in rest:  # figures have no blank behind their comma
                is_number = whole[-1:].isdecimal() and THOUSANDS.match(field.key.value)
                whole += f"{',' if is_number else ', '}{field.key.value}"
            self.report("comma-in-braces", value.place, name=name, better_entry=f"{name}: {quote(whole)}")

    def report(self, rule: str, place: Place, severity: Severity = Severity.ERROR, **values: str) -> None:
        """Add a problem of this package."""
        self.problems.append(Problem(code=f"text/{rule}", place=place, values=values, severity=severity))

    def node(
        self, name: str, *, required: bool = False, options: Sequence[str] = (), example: str = ""
    ) -> Node | None:
        """Return the field as it was written; report it missing where it is required.

        The problem names what can be written, `options`, or something like it, an `example`.
        """
        node = self._values.get(name)
        if node is None and required and name not in self._guesses:
            entry = f"{name}: {example}" if example else ""
            self.report("missing-field", self.place, name=name, options=", ".join(options), example=entry)
        return node

    @property
    def has_guesses(self) -> bool:
        """Return True if a field has a fault that is said already, so that nobody knows its value."""
        return bool(self._guesses)

    def lacks(self, name: str) -> bool:
        """Return True if the field is not written."""
        return name not in self._values

    def text(self, name: str, *, required: bool = False, longest: int = 500) -> str | None:
        """Return a non-empty, printable line of text of at most `longest` code points."""
        node = self.node(name, required=required)
        return None if node is None else self.as_text(name, node, longest=longest)

    def as_text(self, name: str, node: Node, *, longest: int = 500) -> str | None:
        """Return a node's text as `text` does, for a field or one item of a list."""
        if not isinstance(node, Text):
            self.report("not-text", node.place, name=name)
            return None
        value = _LINE_END.sub(" ", node.value.strip())
        if not value:
            self.report("empty-field", self._place(name, node), name=name)
        elif len(value) > longest:
            values = {"name": f"{self._within}{name}", "longest": f"{longest:,}", "length": f"{len(value):,}"}
            excess = f"{len(value) - longest:,}"
            self.report("too-long", node.place, Severity.ERROR, **values, excess=excess)
        elif not is_readable(value):
            self.report("control-characters", node.place, name=name)
        else:
            return value
        return None

    def _place(self, name: str, node: Text) -> Place:
        """Return where a value is; of one that is absent, where its name is and not the line below."""
        key = self._keys.get(name, node.place)
        return key if node is self._values.get(name) and key.line != node.place.line else node.place

    def by_language(
        self, name: str, node: Fields, locales: Sequence[str], *, longest: int = 500
    ) -> dict[str, str] | None:
        """Return the texts of a field in those of the languages that it is written in: one is enough.

        Where all say that there is nothing yet, that is what the field says.
        """
        first = len(self.problems)
        values = [field.value for field in node if field.key.value in locales]
        if len(values) > 1 and all(isinstance(text, Text) and not text.value.strip() for text in values):
            self.report("no-language", node.place, name=name, first=locales[0], languages=", ".join(locales))
            return None
        reader = FieldReader(node, names=locales, problems=self.problems, within=name)
        problem_count = len(self.problems)
        texts = {code: reader.text(code, longest=longest) for code in locales}
        present_texts = {code: text for code, text in texts.items() if text is not None}
        if not present_texts and len(self.problems) == first and not reader.has_guesses:
            self.report("no-language", node.place, name=name, first=locales[0], languages=", ".join(locales))
        for code, text in present_texts.items():
            self._report_other_language(name, code, text, reader, locales)
        waiting = [code for code, text in present_texts.items() if is_stand_in(text)]
        for code in waiting if len(waiting) < len(present_texts) else ():
            value = reader.node(code)
            assert value is not None
            self.report("stand-in", value.place, name=name, locale=code, text=present_texts[code])
        return present_texts if present_texts and len(self.problems) == problem_count else None

    def _report_other_language(
        self, name: str, code: str, text: str, reader: FieldReader, locales: Sequence[str]
    ) -> None:
        """Report a text below a language that is written in another one, by its script or its words."""
        node = reader.node(code)
        if node is None or is_stand_in(text):
            return
        other_code = likely_language(text, locales) if is_of_other_script(text, code) else ""
        if not other_code and name in _SENTENCES:
            other_code = sentence_language(text, code)
        if other_code:
            self.report("other-language", node.place, name=code, value=text[:60], other=other_code)

    def words(
        self, name: str, locales: Sequence[str], *, required: bool = False, longest: int = 500
    ) -> dict[str, str] | None:
        """Return the texts below a field in those of the languages that it is written in."""
        example = ", ".join(f'{code}: "..."' for code in locales)
        node = self.node(name, required=required, example=f"{{{example}}}")
        if isinstance(node, Fields):
            return self.by_language(name, node, locales, longest=longest)
        if node is not None:
            self.report_language(name, node, locales)
        return None

    def report_language(
        self, name: str, node: Node, locales: Sequence[str], *, is_list: bool = False
    ) -> None:
        """Report a text, or a list of texts, that does not say which language it is in."""
        value = node.value.strip() if isinstance(node, Text) else "..."
        text = f"[{quote(value)}]" if is_list else quote(value)
        entry = f"{likely_language(value, locales)}: {text}"
        languages = ", ".join(locales)
        self.report("without-language", node.place, name=name, languages=languages, better_entry=entry)

    def choice(
        self,
        name: str,
        options: Sequence[str],
        *,
        required: bool = False,
        meanings: Mapping[str, str] = MappingProxyType({}),
    ) -> str | None:
        """Return one of the options; there may be none where they are names that are given elsewhere.

        `meanings` goes from other texts that may be written to the option that each of them means.
        """
        node = self.node(name, required=required, options=options)
        return None if node is None else self._choose(name, node, options, meanings)

    def _choose(
        self,
        name: str,
        node: Node,
        options: Sequence[str],
        meanings: Mapping[str, str] = MappingProxyType({}),
    ) -> str | None:
        value = node.value if isinstance(node, Text) else ""
        if value in options:
            return value
        if not isinstance(node, Text) or set(_BETWEEN_ITEMS.split(value)) <= set(options):
            self.report("one-value", node.place, name=name, options=", ".join(options))
            return None
        if not options:
            self.report("nothing-to-name", node.place, name=name, value=value)
            return None
        if not value.strip():
            self.report("empty-field", self._place(name, node), name=name, options=", ".join(options))
            return None
        values = {"name": name, "value": value, "options": ", ".join(options)}
        values |= {"best": meanings[value]} if value in meanings else proposal(name, value, options)
        self.problems.append(Problem(code="text/not-an-option", place=node.place, values=values))
        return None

    def choices(self, name: str, options: Sequence[str]) -> tuple[str, ...]:
        """Return some of the options, from a list; none where the field is absent."""
        node = self.node(name)
        if node is None:
            return ()
        written = _BETWEEN_ITEMS.split(node.value) if isinstance(node, Text) else ()
        if written and set(written) <= set(options):
            return tuple(written)
        if not isinstance(node, Items):
            if better := _as_options(name, node, options):
                self.report("list-in-line", node.place, name=name, better_entry=better)
            else:
                choices = ", ".join(options)
                self.report(
                    "not-a-list", node.place, name=name, options=choices, better_entry=first_item(node)
                )
            return ()
        values = [self._choose(name, item, options) for item in node.items]
        return tuple(value for value in values if value is not None)

    def day(self, name: str, *, required: bool = False) -> datetime.date | None:
        """Return a day: `2026-11-22` (ISO 8601), or as notices write it where it can be no other day."""
        node = self.node(name, required=required, example=_EXAMPLE_DAY)
        if node is None:
            return None
        if not isinstance(node, Text):
            self.report("one-value", node.place, name=name, options=first_text(node) or _EXAMPLE_DAY)
            return None
        value = node.value
        if not value.strip():
            self.report("empty-field", self._place(name, node), name=name, example=f"{name}: {_EXAMPLE_DAY}")
            return None
        match = _DAY.fullmatch(value)
        if match is None and (certain := certain_day(value)):
            return certain
        if match is None:
            likely_day = named_day(value)
            better = likely_day.isoformat() if likely_day else "` / `".join(days_of_either_order(value))
            word = "" if better else relative_time(value)
            if not required and answer("moment", value, ("tbc", "none")):
                self.report("day-not-known", node.place, name=name, value=value)
                return None
            optional = name if names_month_alone(value) and not (required or better or word) else ""
            self.report(
                "not-a-day", node.place, name=name, value=value, better=better, word=word, optional=optional
            )
            return None
        year, month, day = (int(part) for part in match.groups())
        days = monthrange(year, month)[1] if 1 <= month <= 12 else 0
        if not days:
            self.report("no-such-month", node.place, name=name, value=value, month=match[2])
        elif not 1 <= day <= days:
            self.report("no-such-day", node.place, name=name, value=value, days=str(days))
        else:
            return datetime.date(year, month, day)
        return None

    def whole_number(self, name: str, *, minimum: int, maximum: int, required: bool = False) -> int | None:
        """Return a whole number between `minimum` and `maximum`, both included."""
        node = self.node(name, required=required, example=str(min(_EXAMPLE_NUMBER, maximum)))
        if node is None:
            return None
        value = node.value if isinstance(node, Text) else ""
        if re.fullmatch(r"[0-9]{1,9}", value) and minimum <= int(value) <= maximum:
            return int(value)
        number = meant_number(value)
        if maximum == _PER_CENT and _SHARE.fullmatch(value):
            number = round(float(value) * _PER_CENT)
        better = str(number) if number is not None and minimum <= number <= maximum else ""
        bounds = {"least": str(minimum), "most": str(maximum)}
        values = {"name": name, "value": value, "better": better, **bounds}
        self.problems.append(Problem(code="text/not-a-number", place=node.place, values=values))
        return None

    def texts(
        self, name: str, *, required: bool = False, longest: int = 500, most: int = 200
    ) -> tuple[str, ...]:
        """Return a list of at most some lines of text, empty where the field is absent."""
        node = self.node(name, required=required)
        if node is None:
            return ()
        if not isinstance(node, Items):
            entry = first_item(node)
            if isinstance(node, Text) and node.value.strip():
                entry = f"- {quote(_NUMBERING.sub('', node.value.strip(BULLETS)))}"
            self.report("not-a-list", node.place, name=name, better_entry=entry)
            return ()
        if len(node.items) > most:
            count, place = str(len(node.items)), node.items[most].place
            self.report("too-many-lines", place, name=name, count=count, most=str(most))
        lines = [self._line(name, item, longest) for item in node.items[:most]]
        return tuple(line for line in lines if line is not None)

    def _line(self, name: str, item: Node, longest: int) -> str | None:
        """Return one line of a list; a colon in it makes it a field."""
        field = item.fields[0] if isinstance(item, Fields) and len(item.fields) == 1 else None
        if field is None or not isinstance(field.value, Text):
            return self.as_text(name, item, longest=longest)
        better = quote(f"{field.key.value}: {field.value.value}")
        indent = " " * max(item.place.column - len("- ") - 1, 0)
        self.report("unquoted-colon", item.place, better=f"{indent}- {better}")
        return None

    def _report_again(self, repeats: Sequence[Field], places: Mapping[str, Place]) -> None:
        """Report names that are given twice; where all begin again, an item lacks its hyphen."""
        first = repeats[0] if len(repeats) > 1 else None
        if first and first.key.value == next(iter(places)) and isinstance(first.value, Text):
            name, value = first.key.value, first.value.value
            self.report("item-without-hyphen", first.key.place, name=name, value=value)
            return
        for field in repeats:
            name = field.key.value
            rule = "list-twice" if isinstance(field.value, Items) else "duplicate-field"
            self.report(rule, field.key.place, name=name, first=str(places[name].line))

    def is_guessed(self, name: str) -> bool:
        """Return True if an unknown field was taken for one of this name, and reported so."""
        return name in self._guesses

    def _report_unknown_field(self, key: Text, names: Collection[str]) -> None:
        name, colon, value = key.value.partition(":")
        if colon and name.strip() in names:
            self._guesses.add(name.strip())
            self.report("colon-form", key.place, better_entry=f"{name.strip()}: {value.strip()}")
            return
        bare = key.value.strip("“”‘’*`_ ")
        suggestion = {"best": bare} if bare in names else proposal("field", key.value, sorted(names))
        best = suggestion.get("best") or suggestion.get("write")
        if best:
            self._guesses.add(best)
            self.report("unknown-field", key.place, name=key.value, best=best)
            return
        values = {"name": key.value, "known": ", ".join(sorted(names)), **suggestion}
        self.problems.append(Problem(code="text/unknown-field-no-guess", place=key.place, values=values))


def _torn_values(fields: Fields, names: Collection[str]) -> dict[str, tuple[Text, list[Field]]]:
    """Return by its name each value in braces that commas tore apart: what is left of it, and the rest.

    Each part behind a comma is there a field of its own, in the same line and without a value.
    """
    torn: dict[str, tuple[Text, list[Field]]] = {}
    last = None
    for field in fields:
        is_rest = isinstance(field.value, Text) and field.value.raw and not field.value.value
        if last and is_rest and field.key.value not in names and field.key.place.line == last.key.place.line:
            assert isinstance(last.value, Text)
            torn.setdefault(last.key.value, (last.value, []))[1].append(field)
        elif isinstance(field.value, Text) and field.value.raw and field.value.value:
            last = field
        else:
            last = None
    return torn


def first_item(node: Node) -> str:
    """Return how a list begins that was written as fields without a hyphen; empty for any other node."""
    first = node.fields[0] if isinstance(node, Fields) and node.fields else None
    value = first.value.value if first and isinstance(first.value, Text) else ""
    return f"- {first.key.value}: {value}".rstrip() if first else ""


def first_text(node: Node) -> str:
    """Return the first text of a list; empty for any other node."""
    item = node.items[0] if isinstance(node, Items) and node.items else None
    return item.value if isinstance(item, Text) else ""


def _as_options(name: str, node: Node, options: Sequence[str]) -> str:
    """Return a list for what was written in one line with commas, each as the option it means."""
    source = _BETWEEN_ITEMS.split(node.value) if isinstance(node, Text) else []
    parts = [part for part in source if part.strip()]
    meanings = [proposal(name, part, options) for part in parts]
    items = [
        part if part in options else meaning.get("write") or meaning.get("best", "")
        for part, meaning in zip(parts, meanings, strict=True)
    ]
    return f"[{', '.join(items)}]" if items and all(items) else ""


def meant_number(value: str) -> int | None:
    """Return the whole number that a text means: its only one, in figures or words, or the end of a range.

    A time such as `1:30` is its minutes.
    """
    if clock := _CLOCK.fullmatch(value):
        return int(clock[1]) * 60 + int(clock[2])
    if span := _RANGE.fullmatch(value):
        return int(span[1])
    if re.search(r"[0-9][.,][0-9]", value):
        return None
    figures = {int(number) for number in re.findall(r"[0-9]{1,9}", value)}
    words = {int(number) for language in all_languages() for number in language.number_words(value)}
    numbers = figures or words
    return numbers.pop() if len(numbers) == 1 else None
