"""What is for instructors leaves the learner's page, and nothing else does."""

from __future__ import annotations

from markdown import Markdown

from exchange.training.instructor_parts import Audience, InstructorParts, PartsOfPage

TEXT = """Begin here[^one].

## Exercise { #exercise }

Do it.

??? answer "Show a model answer"

    The answer[^two], as in [the guide](../guides/x.md#y), [above](#exercise) and ![](../../assets/x.svg).

- A list

    !!! instructor

        A hidden note[^two].

```
!!! instructor

    This is code.
```

> [!ANSWER]
> In GitHub's form.

## Next { #next }

!!! note

    For all.

[^one]: The first.
[^two]: The second.
"""
FORMS = ("exchange.authoring.extension", "footnotes", "attr_list", "toc")


def render(page: PartsOfPage, text: str = TEXT) -> str:
    parts = InstructorParts()
    parts.page = page
    return Markdown(extensions=[*FORMS, parts]).convert(text)


LEARNERS = PartsOfPage(audience=Audience.LEARNERS, counterpart="x/instructor.md", answer_link="Model answer")
INSTRUCTORS = PartsOfPage(audience=Audience.INSTRUCTORS, counterpart="../x.md")


def test_learners_see_a_link_in_place_of_an_answer_and_no_notes() -> None:
    """Whatever form a box was written in, and wherever; code about boxes stays."""
    html = render(LEARNERS)
    assert "The answer" not in html
    assert "A hidden note" not in html
    assert "In GitHub's form" not in html
    assert html.count('<a href="x/instructor.md">Model answer</a>') == 2
    assert "This is code." in html
    assert "For all." in html


def test_footnotes_go_with_what_cites_them() -> None:
    """Each page lists what it cites, under the numbers that the text says."""
    learners, instructors = render(LEARNERS), render(INSTRUCTORS)
    assert "The first." in learners
    assert "The second." not in learners
    assert "The first." not in instructors
    assert '<li id="fn:two" value="2">' in instructors
    for html in (learners, instructors):
        for target in (link.split('"')[0] for link in html.split('href="#')[1:]):
            assert f'id="{target}"' in html, target


def test_instructors_see_nothing_but_their_parts_with_links_that_still_lead_there() -> None:
    """Each part is below a link to its section; answers are open."""
    html = render(INSTRUCTORS)
    assert "Do it." not in html
    assert "For all." not in html
    assert html.count('<a href="../x.md#exercise">Exercise</a>') == 1
    assert '<details class="answer" open="open">' in html
    assert '<a href="../../guides/x.md#y">the guide</a>' in html
    assert '<a href="../x.md#exercise">above</a>' in html
    assert 'src="../../../assets/x.svg"' in html
    assert "A hidden note" in html
    assert "In GitHub's form." in html


def test_the_page_of_a_course_is_in_the_same_folder() -> None:
    """Links keep their paths there."""
    html = render(PartsOfPage(audience=Audience.INSTRUCTORS, counterpart="index.md", lang="en"))
    assert '<a href="../guides/x.md#y">the guide</a>' in html
    assert '<p class="instructor" lang="en">' in html


def test_pages_of_other_kinds_keep_their_boxes() -> None:
    """A guide may have an answer to open."""
    html = render(PartsOfPage())
    assert "The answer" in html
    assert "A hidden note" in html
