"""Long runs of few signs cost a check of the rules no more work than any other text of their size."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.samples import RECORD
from tests.calls.samples import SETTINGS as CALL_SETTINGS
from tests.site.small_sites import NOW, PAGE, SETTINGS, make_site

from exchange.authoring.diagrams.drawing import MOST_LINES, DiagramError
from exchange.authoring.fenced_code import diagram, fenced_html
from exchange.authoring.github_blocks import written_blocks
from exchange.authoring.sections import sections
from exchange.calls.reading.drafts import read_draft
from exchange.rules.checks import diagrams, facts, twins
from exchange.rules.comparison import Difference
from exchange.rules.examination import PageRules, text_problems
from exchange.rules.page import Page
from exchange.rules.page_facts import Facts
from exchange.rules.passages import SectionText
from exchange.rules.site_facts import SiteFacts
from exchange.safety.slow_work import TOO_SLOW
from exchange.safety.time_limit import in_time
from exchange.site import record_facts
from exchange.site.page_checks import page_problems
from exchange.site.reading import read_site
from exchange.site.record_facts import record_differences
from exchange.site.settings import read_settings
from exchange.site.shared_records import shared_record_problems
from exchange.text.content_folder import look_at
from exchange.text.problems import Problem
from exchange.text.suggestions import _distance

RULES = PageRules(locales=("en", "ko"), terms=())
TEXTS = {
    "names-before-at": "a@" * 4_900,
    "letters-beside-at": "@ " + "a" * 9_900,
    "labels-of-hosts": "x.aa " + "a.1." * 2_400,
    "hyphens-of-hosts": "x.aa " + "a-" * 4_900,
    "code-without-end": "<code>" * 1_500,
    "preformatted-without-end": "<pre>" * 1_900,
    "marks-of-ids": "x {" + "#" * 9_000,
    "blanks-before-text": f"x{' ' * 9_900}y",
}


def work(function: Callable[[], object]) -> int:
    """Return how many calls of functions some work takes: the same on every machine, whatever else it does.

    What a regular expression does by itself is not counted; tests/safety/test_patterns.py judges those.
    """
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def assert_linear(function: Callable[[int], object], size: int) -> None:
    """Fail where four times as much takes over six times the work: sixteen times, where it is squared."""
    function(size)  # what is made once is made
    assert work(lambda: function(4 * size)) < 6 * work(lambda: function(size))


@pytest.mark.parametrize("name", TEXTS)
def test_runs_of_signs_are_read_in_work_of_their_length(name: str) -> None:
    """Of two lines as of eight, which is nearly what a page may have."""

    def read(lines: int) -> object:
        content = f"{TEXTS[name]}\n" * lines
        return RULES.examine_body(content.encode(), path="content/en/x.md", locale="en", name="x.md")

    assert_linear(read, 2)


@pytest.mark.parametrize("name", ["x", "x-"])
def test_names_of_fields_are_read_in_work_of_their_length(name: str) -> None:
    """A record whose one field has the longest name that a file can hold costs no more than another."""
    assert_linear(lambda size: list(text_problems(f"? {name * size}\n: y\n", "content/calls/x.yml")), 10_000)


@pytest.mark.parametrize("fault", ["a{}: b\n", "- x{}\n", "  - {{id: a{}, kind: opens, closes: soon}}\n"])
def test_the_rest_of_a_faulty_record_is_read_in_work_of_its_length(fault: str) -> None:
    """A thousand faults are a thousand parts less, each found without looking at all others."""

    def read(size: int) -> object:
        faults = "".join(fault.format(number) for number in range(size))
        text = f"{RECORD}{faults}" if fault[0] == "a" else RECORD.replace("stages:\n", f"stages:\n{faults}")
        return read_draft(text, path="content/calls/a-call.yml", settings=CALL_SETTINGS)

    assert_linear(read, 200)


@pytest.mark.parametrize("value", ["£1 ", "1,", "~", "2026-01-01 ", "to "])
def test_a_long_value_is_read_in_work_of_its_length(value: str) -> None:
    """What is longer than any date is not taken for a thousand dates or amounts beside each other."""

    def read(size: int) -> object:
        text = re.sub("closes: .*", f"closes: '{value * size}x'", RECORD)
        return read_draft(text, path="content/calls/a-call.yml", settings=CALL_SETTINGS)

    assert_linear(read, 300)


@pytest.mark.parametrize("value", ["9" * 9_000, f"x{' ' * 9_000}y", "1 (" * 6_000, "1-" * 9_000])
@pytest.mark.parametrize("field", ["awards: '{}'", "total: '{}'", "total: {{GBP: '{}'}}"])
def test_a_quantity_longer_than_any_is_not_read(field: str, value: str) -> None:
    """It is refused in the words of its field, or is words, without a search through it."""

    def read(size: int) -> object:
        text = f"{RECORD}budget:\n  {field.format(value[:size])}\n"
        return read_draft(text, path="content/calls/x.yml", settings=CALL_SETTINGS)

    read(900)  # what is made once is made
    assert work(lambda: read(len(value))) < 100_000


@pytest.mark.parametrize("line", ["<!--", "<!-- a", "```x", "> <!--", "<div>"])
def test_what_never_ends_is_sought_once(line: str) -> None:
    """A thousand comments that are never closed are not a thousand searches through the page."""
    assert_linear(lambda size: sections(f"{line}\n" * size), 500)
    assert_linear(lambda size: written_blocks([line] * size, lambda _info, code: code), 500)


@pytest.mark.parametrize("begin", ["<!--", "<!-- a\n", "~~~\n```\n"])
def test_text_behind_what_never_ends_is_read_as_before(begin: str) -> None:
    """Headings behind a comment that never ends are headings; behind a fence they are code."""
    titles = [section.title for section in sections(f"# A\n\n{begin}\n# B\n\n```\n# C\n```\n")]
    assert titles == (["A", "B"] if begin.startswith("<!--") else ["A"])


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abcd", "abdc", 1),
        ("abcdefghi", "bacdefgih", 2),
        ("abc", "xyz", None),
    ],
)
def test_a_distance_counts_edits(one: str, other: str, distance: int | None) -> None:
    """Neighbours that change places are one edit; beyond a third of the length there is none."""
    assert _distance(one, other) == distance


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_a_distance_is_that_of_the_table(one: str, other: str) -> None:
    """As the table of all beginnings gives it (optimal string alignment)."""
    table = {(0, column): column for column in range(len(other) + 1)}
    for row, letter in enumerate(one, 1):
        table[row, 0] = row
        for column, twin in enumerate(other, 1):
            near = [table[row - 1, column] + 1, table[row, column - 1] + 1]
            near.append(table[row - 1, column - 1] + (letter != twin))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], twin):
                near.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(near)
    expected = table[len(one), len(other)]
    assert _distance(one, other) == (expected if expected <= min(len(one), len(other)) // 3 else None)


@pytest.mark.parametrize("lines", ["s{0} -> s{1}", "s{1} -> s{0}", "a -> s{0}", "s{0} -> b: c"])
@pytest.mark.parametrize("kind", ["flow", "decision", "timeline"])
def test_a_long_diagram_is_not_drawn(kind: str, lines: str) -> None:
    """Nor compared with its labels: it is said how many lines it may have."""
    line = "l{0} | 0-{1} | x" if kind == "timeline" else lines
    code = "\n".join(line.format(number, number + 1) for number in range(4_000))
    with pytest.raises(DiagramError, match="diagram-too-long"):
        diagram(kind, 'alt="x"', code)
    assert diagram(kind, 'alt="x"', "\n".join(code.split("\n")[:MOST_LINES])).startswith("<svg")


def test_a_long_diagram_of_many_pages_is_said_once(tmp_path: Path) -> None:
    """Its labels, nearly right, are not compared with its lines."""
    labels = "".join(f"  labelnumber{number:05}: {{en: A, ko: 가}}\n" for number in range(1_000))
    lines = "".join(f"  - labelnumbex{number:05} -> b\n" for number in range(1_000))
    record = f"kind: flow\nalt: {{en: A, ko: 가}}\nlabels:\n{labels}lines:\n{lines}"
    folder = make_site(tmp_path).content.folder
    (folder / "figures").mkdir()
    (folder / "figures/much.yml").write_text(record, encoding="utf-8")
    site = read_site(read_settings(tmp_path / "mkdocs.yml"), look_at(folder), now=NOW)
    assert [problem.code for problem in shared_record_problems(site)] == ["rules/diagram-too-long"]


@pytest.mark.parametrize("part", ["check", "compare", "compare_languages"])
def test_rules_that_take_too_long_are_given_up(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check ends, says which page was too slow by itself or beside others, and goes on."""
    module = {"check": diagrams, "compare": twins, "compare_languages": facts}[part]
    original = getattr(module, part)

    def endless(page: Page | Facts, *others: SiteFacts) -> Iterator[Problem]:
        while (page.locale, page.name) == ("ko", PAGE):
            pass
        return original(page, *others)

    monkeypatch.setattr(module, part, endless)
    folder = make_site(tmp_path).content.folder
    settings_file = tmp_path / "mkdocs.yml"
    settings_file.write_text(f"{SETTINGS}  - gate: {{page_seconds: 0.5}}\n", encoding="utf-8")
    site = read_site(read_settings(settings_file), look_at(folder), now=NOW)
    problems = list(page_problems(site, today=NOW.date(), now=NOW, warnings=True))
    assert [one.place.path for one in problems if one.code == TOO_SLOW] == [f"content/ko/{PAGE}"]


def test_texts_of_records_that_take_too_long_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each text by itself has its time, so that a large termbase may have many."""
    original = record_facts.differences

    def endless(first: SectionText, *others: Any) -> Iterator[Difference]:
        while "forever" in first.passages[0].prose:
            pass
        return original(first, *others)

    monkeypatch.setattr(record_facts, "differences", endless)
    folder = make_site(tmp_path).content.folder
    (folder / "snippets").mkdir()
    (folder / "snippets/slow.yml").write_text("en: One.\nko: forever\n", encoding="utf-8")
    settings_file = tmp_path / "mkdocs.yml"
    settings_file.write_text(f"{SETTINGS}  - gate: {{page_seconds: 0.5}}\n", encoding="utf-8")
    site = read_site(read_settings(settings_file), look_at(folder), now=NOW)
    found = [one.place.path for one in record_differences(site) if one.code == TOO_SLOW]
    assert found == ["content/snippets/slow.yml"]


def test_one_clock_within_another_leaves_it_running() -> None:
    """The outer one stands still meanwhile, and rings afterwards."""

    def both() -> str:
        in_time(lambda: None, 1, otherwise=lambda _: None)
        while True:
            pass

    assert in_time(both, 0.1, otherwise=lambda _: "given up") == "given up"


@pytest.mark.parametrize("digits", [1_000, 5_000])
@pytest.mark.parametrize(
    ("info", "code"),
    [
        ('timeline alt="x"', "a | 1-{number} | x"),
        ('timeline alt="x"', "a | {number} | x"),
        ("python {{1-{number}}}", "x"),
        ('python hl_lines="{number}"', "x"),
    ],
)
def test_numbers_of_any_length_are_read(info: str, code: str, digits: int) -> None:
    """A number that is none anywhere is shown as it was written, or not marked."""
    number = "9" * digits
    html = fenced_html(info.format(number=number), code.format(number=number))
    assert html.startswith("<pre><code")


def test_many_ranges_of_lines_take_the_room_of_one() -> None:
    """The same lines, named a thousand times, are marked once."""
    html = fenced_html("python {" + "1-9999 " * 1_000 + "}", "x = 1")
    assert html.count("hll") == 1
