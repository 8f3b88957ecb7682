"""Section ids: the same in both languages, or the id to write and where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import slugs

from exchange.authoring.sections import Section, sections
from exchange.pages.section_ids import repeated_ids, section_problems
from exchange.text.problems import Problem

ids = st.lists(slugs, unique=True, max_size=6)
levels = st.integers(2, 4)


def page(found: list[str], *, level: int = 2) -> list[Section]:
    return [Section(level=level, title=f"절 {own}", line=line, id=own) for line, own in enumerate(found, 10)]


def compared(own: list[Section], twin: list[Section]) -> list[Problem]:
    return list(section_problems(own, "ko.md", twin=twin, twin_path="en.md"))


@given(ids, levels)
def test_the_same_sections_have_no_fault(found: list[str], level: int) -> None:
    """Equal ids and levels are what is promised."""
    assert compared(page(found, level=level), page(found, level=level)) == []


@given(ids, ids)
def test_no_problem_means_the_same_ids(own: list[str], twin: list[str]) -> None:
    """Whatever two pages hold, silence means that the ids are the same, in order."""
    assert (compared(page(own), page(twin)) == []) == (own == twin)


@given(ids.filter(bool), st.data())
def test_writing_the_id_that_is_given_mends_the_page(twin: list[str], data: st.DataObject) -> None:
    """The line of the way out, put in the place it names, gives the twin's id."""
    number = data.draw(st.integers(0, len(twin) - 1))
    own = page(twin)
    own[number] = Section(level=2, title="자격", line=own[number].line, id=None)
    (problem,) = compared(own, page(twin))
    assert problem.rule == "section-id-differs"
    assert (problem.place.line, problem.values["twin"]) == (10 + number, f"en.md:{10 + number}")
    (mended,) = sections(problem.values["better"])
    assert (mended.level, mended.title, mended.id) == (2, "자격", twin[number])


@given(ids.filter(bool), st.data())
def test_each_missing_and_each_extra_section_is_named_once(twin: list[str], data: st.DataObject) -> None:
    """Left out on one side, a section is to be translated; it stops nothing."""
    number = data.draw(st.integers(0, len(twin) - 1))
    fewer = page([own for own in twin if own != twin[number]])
    assert [(one.rule, one.values["id"]) for one in compared(fewer, page(twin))] == [
        ("section-untranslated", twin[number])
    ]
    assert [(one.rule, one.values["id"]) for one in compared(page(twin), fewer)] == [
        ("section-untranslated", twin[number])
    ]


def test_the_side_without_an_id_is_the_one_to_mend() -> None:
    """Where only the original lacks an id, its own file is named."""
    own = [Section(level=2, title="자격", line=10, id="eligibility")]
    twin = [Section(level=2, title="※", line=20, id=None)]
    (problem,) = compared(own, twin)
    assert (str(problem.place), problem.values["better"]) == ("en.md:20", "## ※ { #eligibility }")


def test_an_id_in_braces_is_not_taken_for_that_of_its_words() -> None:
    """The original's `{ #timelines }` stays, though its heading would yield the same; links name it."""
    own, twin = sections("## 일정 { #time }"), sections("## Timelines { #timelines }")
    (problem,) = compared(list(own), list(twin))
    assert (str(problem.place), problem.values["better"]) == ("ko.md:1", "## 일정 { #timelines }")
    (problem,) = compared(list(own), list(sections("## Timelines")))
    assert (str(problem.place), problem.values["better"]) == ("en.md:1", "## Timelines { #time }")


def test_two_headings_without_ids_are_named() -> None:
    """Positional ids such as `_1` die with the next section: both sides need one."""
    none = [Section(level=2, title="자격", line=10, id=None)]
    assert [problem.rule for problem in compared(none, none)] == ["no-section-id"]


def test_a_section_of_another_level_is_named() -> None:
    """The outline is the same in both languages."""
    own = page(["a"]) + page(["b"], level=3)
    (problem,) = compared(own, page(["a", "b"]))
    assert (problem.rule, problem.values["marks"], problem.values["better"]) == (
        "section-level-differs",
        "###",
        "##",
    )


@given(st.lists(slugs, max_size=6))
def test_every_repetition_of_an_id_is_named(found: list[str]) -> None:
    """A page's ids are unique; each further use names the first one's line."""
    problems = list(repeated_ids(page(found), "en.md"))
    assert len(problems) == len(found) - len(set(found))
    for problem in problems:
        assert problem.values["first"] == str(10 + found.index(problem.values["id"]))
