"""Long runs of few signs cost a check of the rules no more time than any other text of their size."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.small_sites import NOW, PAGE, SETTINGS, make_site

from exchange.authoring.fenced_code import fenced_html
from exchange.rules.examination import PageRules, text_problems
from exchange.safety.time_limit import TimeLimit
from exchange.site.page_checks import page_problems
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at

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


class Over(Exception):
    """The time is over."""


@pytest.mark.parametrize("name", TEXTS)
def test_runs_of_signs_are_read_in_time(name: str) -> None:
    """Nine such lines, which is nearly what a page may have, are read in a second of processor time."""
    clock = TimeLimit()
    content = f"{TEXTS[name]}\n" * 9
    try:
        clock.start(1, Over)
        RULES.examine_body(content.encode(), path="content/en/x.md", locale="en", name="x.md")
    finally:
        clock.stop()


@pytest.mark.parametrize("name", ["x" * 90_000, "x-" * 45_000])
def test_names_of_fields_are_read_in_time(name: str) -> None:
    """A record whose one field has the longest name that a file can hold costs no more than another."""
    clock = TimeLimit()
    try:
        clock.start(1, Over)
        list(text_problems(f"? {name}\n: y\n", "content/calls/x.yml"))
    finally:
        clock.stop()


def test_rules_that_take_too_long_are_given_up(tmp_path: Path) -> None:
    """A check ends, says which page was too slow, and goes on with the others."""
    folder = make_site(tmp_path).content.folder
    page = folder / "en" / PAGE
    steps = "".join(f"s{number} -> s{number + 1}\ns0 -> s{number + 2}\n" for number in range(300))
    flow = f'\n```flow alt="Steps."\n{steps}```\n'
    page.write_text(f"{page.read_text(encoding='utf-8')}{flow}", encoding="utf-8")
    settings_file = tmp_path / "mkdocs.yml"
    settings_file.write_text(f"{SETTINGS}  - gate: {{page_seconds: 0.1}}\n", encoding="utf-8")
    site = read_site(read_settings(settings_file), look_at(folder), now=NOW)
    problems = list(page_problems(site, today=NOW.date(), now=NOW, warnings=False))
    assert [(one.code, one.place.path) for one in problems] == [
        ("safety/page-too-slow", f"content/en/{PAGE}")
    ]


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
