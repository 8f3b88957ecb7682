"""Fields: typed values, and every problem at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text.fields import FieldReader
from exchange.text.problems import Problem
from exchange.text.yaml_text import Fields, read_yaml

KNOWN = ("title", "kind", "day", "count", "items")


def reader(text: str) -> FieldReader:
    tree = read_yaml(text, path="x.yml")
    assert isinstance(tree, Fields)
    return FieldReader(tree, names=KNOWN, problems=[])


def problem(read: Callable[[FieldReader], object], text: str) -> Problem:
    """Return the only problem that reading gives; the value must read as nothing."""
    fields = reader(text)
    assert not read(fields)
    (found,) = fields.problems
    return found


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_as_it_was_written(day: datetime.date) -> None:
    """A day in ISO 8601 reads as that day."""
    assert reader(f"day: {day.isoformat()}").day("day") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026. 11. 22.(일)", "2026-11-22"),
        ("2026년 1월 5일", "2026-01-05"),
        ("2026-1-5", "2026-01-05"),
        ("２０２６-11-22", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("22 November 2026", "2026-11-22"),
    ],
)
def test_a_day_in_another_form_is_read_where_it_can_be_but_one(text: str, day: str) -> None:
    """As notices write it, with or without a weekday that agrees."""
    assert reader(f"day: {text}").day("day") == datetime.date.fromisoformat(day)


@given(st.integers(1000, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_read_exactly_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    """Four, two and two digits are a day or one problem; which of them the calendar decides."""
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        expected = datetime.date.fromisoformat(text)
    except ValueError:
        expected = None
    fields = reader(f"day: {text}")
    assert fields.day("day") == expected
    assert len(fields.problems) == (expected is None)


@pytest.mark.parametrize(
    ("value", "rule", "values"),
    [
        ("2026-02-30", "no-such-day", {"days": "28"}),
        ("2028-02-30", "no-such-day", {"days": "29"}),
        ("2026-13-01", "no-such-month", {"month": "13"}),
        ("30-11-2026", "not-a-day", {"value": "30-11-2026"}),
        ("5-1-2026", "not-a-day", {"value": "5-1-2026"}),
        ("0000-01-01", "not-a-day", {"value": "0000-01-01"}),
        ("[2026]", "one-value", {"options": "2026"}),
        ("2027-01-01T10:00+99:99", "not-a-day", {"value": "2027-01-01T10:00+99:99"}),
        ("2027-01-01T25:00Z", "not-a-day", {"value": "2027-01-01T25:00Z"}),
        ("2027-01-01 10:61:00", "not-a-day", {"value": "2027-01-01 10:61:00"}),
    ],
)
def test_what_is_no_day_says_why(value: str, rule: str, values: dict[str, str]) -> None:
    """A day that does not exist and a text that is no day are different faults."""
    found = problem(lambda fields: fields.day("day"), f"day: {value}")
    assert found.rule == rule
    assert values.items() <= found.values.items()


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ('""', "empty-field"),
        ('"  "', "empty-field"),
        ("[a]", "not-text"),
        ("{a: b}", "not-text"),
        ('"a\\u202Eb"', "control-characters"),
        ('"a\\u200Bb"', "control-characters"),
        ('"a\\n\\nb"', "control-characters"),
        ("가" * 11, "too-long"),
    ],
)
def test_a_text_that_cannot_be_shown_is_refused(value: str, rule: str) -> None:
    """A line of text is not empty, not long, and has no character that a reader cannot see."""
    found = problem(lambda fields: fields.text("title", longest=10), f"title: {value}")
    assert (found.rule, found.place.line, found.place.column) == (rule, 1, 8)


@given(
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=99)
    .map(str.strip)
    .filter(bool)
)
def test_a_text_has_any_space(value: str) -> None:
    """French sets no-break spaces, and office programs leave wide ones: they are kept as they were typed."""
    fields = reader("title: '" + value.replace("'", "''") + "'")
    assert fields.text("title") == value
    assert fields.problems == []


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=11))
def test_a_text_is_read_up_to_its_longest(value: str) -> None:
    """Length is counted in characters, and the longest allowed is allowed."""
    fields = reader("title: '" + value.replace("'", "''") + "'")
    assert fields.text("title", longest=10) == (value if len(value) <= 10 else None)
    assert [found.rule for found in fields.problems] == (["too-long"] if len(value) > 10 else [])


@pytest.mark.parametrize(("value", "best"), [("giude", "guide"), ("Guide", "guide"), ("lesons", "lesson")])
def test_a_wrong_option_gets_the_nearest_right_one(value: str, best: str) -> None:
    """The way out names an option, and all of them."""
    found = problem(lambda fields: fields.choice("kind", ["guide", "lesson"]), f"kind: {value}")
    assert found.values == {"name": "kind", "value": value, "best": best, "options": "guide, lesson"}


def test_an_option_that_is_not_near_is_not_proposed() -> None:
    """All that is possible is named, and none of it is held out as what was meant."""
    found = problem(lambda fields: fields.choice("kind", ["guide", "lesson"]), "kind: zzz")
    assert found.values == {"name": "kind", "value": "zzz", "options": "guide, lesson"}


def test_where_nothing_can_be_named_no_empty_list_is_shown() -> None:
    """A name of something that the record does not have yet."""
    found = problem(lambda fields: fields.choice("kind", []), "kind: full")
    assert (found.rule, found.values) == ("nothing-to-name", {"name": "kind", "value": "full"})


def test_a_right_option_is_itself() -> None:
    """An option reads as written."""
    assert reader("kind: lesson").choice("kind", ["guide", "lesson"]) == "lesson"


@given(st.integers(0, 10**10), st.integers(0, 50), st.integers(50, 999))
def test_a_whole_number_is_read_within_its_bounds(number: int, least: int, most: int) -> None:
    """Both bounds are included; everything outside is a problem."""
    fields = reader(f"count: {number}")
    value = fields.whole_number("count", minimum=least, maximum=most)
    assert value == (number if least <= number <= most else None)
    assert len(fields.problems) == (value is None)


@pytest.mark.parametrize("value", ["1.5", "-1", "two", "１", "1_0", "[1]", '""'])
def test_what_is_no_whole_number_is_refused(value: str) -> None:
    """Digits only."""
    found = problem(lambda fields: fields.whole_number("count", minimum=0, maximum=20), f"count: {value}")
    assert (found.rule, found.values["least"], found.values["most"]) == ("not-a-number", "0", "20")


def test_a_list_of_texts_keeps_its_order_and_reports_each_bad_item() -> None:
    """Good items are read; every bad one is a problem at its own place."""
    fields = reader("items:\n  - 나\n  - [b]\n  - 가\n  - ''\n")
    assert fields.texts("items") == ("나", "가")
    assert [(found.rule, found.place.line) for found in fields.problems] == [
        ("not-text", 3),
        ("empty-field", 5),
    ]


def test_a_text_is_no_list() -> None:
    """One item must still be written as a list."""
    assert problem(lambda fields: fields.texts("items"), "items: a").rule == "not-a-list"


@pytest.mark.parametrize(
    ("name", "best"), [("tilte", "title"), ("Title", "title"), ("item", "items"), ("day ", "day")]
)
def test_a_misspelt_field_gets_the_right_name(name: str, best: str) -> None:
    """A field that is nearly known is unknown, with a guess."""
    (found,) = reader(f'"{name}": a').problems
    assert (found.rule, found.values) == ("unknown-field", {"name": name, "best": best})


def test_an_unknown_field_gets_all_names() -> None:
    """Where nothing is near, the way out names every field there is."""
    (found,) = reader("xyzzy: a").problems
    assert found.rule == "unknown-field-no-guess"
    assert found.values["known"] == "count, day, items, kind, title"


def test_a_field_given_twice_names_both_lines() -> None:
    """The first value stands; the second is a problem that names the first one's line."""
    fields = reader("title: A\nkind: b\ntitle: C\n")
    (found,) = fields.problems
    assert (found.rule, found.place.line, found.values["first"]) == ("duplicate-field", 3, "1")
    assert fields.text("title") == "A"


def test_absent_fields_are_problems_only_where_required() -> None:
    """Every accessor gives nothing for an absent field, and one problem if it is required."""
    fields = reader("{}")
    assert [fields.text("title"), fields.day("day"), fields.texts("items")] == [None, None, ()]
    assert fields.problems == []
    fields.text("title", required=True)
    fields.choice("kind", ["a"], required=True)
    fields.day("day", required=True)
    fields.whole_number("count", minimum=0, maximum=1, required=True)
    fields.texts("items", required=True)
    assert [found.values["name"] for found in fields.problems] == ["title", "kind", "day", "count", "items"]
    assert {found.rule for found in fields.problems} == {"missing-field"}


@pytest.mark.parametrize("text", ["TBC", "t.b.c", "(번역 예정)", "Translation to follow.", "—", "추후 공지"])
def test_a_text_that_waits_for_another_is_no_translation(text: str) -> None:
    """Unless each language says so, which is then what the field says; a text with such words is a text."""
    waits = text != "t.b.c"

    def rules(en: str, ko: str) -> list[str]:
        tree = read_yaml(f'title: {{en: "{en}", ko: "{ko}"}}', path="x.yml")
        assert isinstance(tree, Fields)
        fields = FieldReader(tree, names=KNOWN, problems=[])
        node = fields.node("title")
        assert isinstance(node, Fields)
        fields.by_language("title", node, ("en", "ko"))
        return [one.code for one in fields.problems]

    assert rules("A trial", text) == ["text/stand-in"] * waits
    assert rules(text, "시험") == ["text/stand-in"] * waits
    assert rules(text, text) == rules("A trial", f"시험 {text}") == []
