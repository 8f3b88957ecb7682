"""Texts and diagrams that pages share are put in their places, in the language of each page."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from exchange.authoring.fenced_code import diagram
from exchange.authoring.shared_texts import SharedTexts, shared_files

RECORDS = {
    "snippets/ask.yml": 'en: "Ask **first**."\nko: "먼저 **문의합니다**."\n',
    "snippets/english.yml": 'en: "Only here."\n',
    "snippets/broken.yml": "en: 'x\n",
    "figures/steps.yml": """\
kind: flow
alt: {en: "A, then B.", ko: "가 다음에 나."}
labels:
  first: {en: "Plan", ko: "계획"}
  then: {en: "Ask", ko: "문의"}
lines:
  - "first -> then"
""",
}


def inserted(body: str, locale: str) -> tuple[str, list[str]]:
    shared = SharedTexts(read_file=RECORDS.get, locale=locale, path="content/en/page.md", first_line=7)
    text = shared.insert(body)
    return text, [f"{problem.place.path}:{problem.place.line} {problem.code}" for problem in shared.problems]


@pytest.mark.parametrize(("locale", "words"), [("en", "Ask **first**."), ("ko", "먼저 **문의합니다**.")])
def test_a_text_is_in_the_language_of_the_page(locale: str, words: str) -> None:
    """As deep in lists as the block that names it."""
    assert inserted("1. One\n\n    ```snippet\n    ask\n    ```\n", locale) == (
        f"1. One\n\n    {words}\n",
        [],
    )


def test_a_text_in_one_language_is_shown_in_the_other() -> None:
    """Nobody has to wait for a translation."""
    assert inserted("```snippet\nenglish\n```", "ko") == ("Only here.", [])


@pytest.mark.parametrize(
    ("locale", "drawn"),
    [
        ("en", '```flow alt="A, then B." name="steps"\nPlan -> Ask\n```'),
        ("ko", '```flow alt="가 다음에 나." name="steps"\n계획 -> 문의\n```'),
    ],
)
def test_a_diagram_has_its_labels_in_the_language_of_the_page(locale: str, drawn: str) -> None:
    """One source for both."""
    assert inserted("```figure\nsteps\n```", locale) == (drawn, [])


@pytest.mark.parametrize("words", ['A "first" step.', '"', 'A" name="x', "A &quot;b&quot;", "<b>A</b> & b"])
def test_the_text_in_place_of_a_diagram_is_whole(words: str) -> None:
    """Quotation marks in it end nothing, and set nothing else."""
    record = RECORDS["figures/steps.yml"].replace('"A, then B."', json.dumps(words))
    shared = SharedTexts(read_file={"figures/steps.yml": record}.get, locale="en", path="x.md")
    info, *lines, _ = shared.insert("```figure\nsteps\n```").removeprefix("```").split("\n")
    drawing = ElementTree.fromstring(diagram("flow", info, "\n".join(lines)))
    assert drawing.get("aria-label") == words.replace("&quot;", '"')
    assert drawing.get("id") == "figure-steps"


def test_what_is_not_there_is_reported_at_its_line() -> None:
    """The block stays, for the author to see."""
    body = "Text\n\n```figure\nnone\n```\n"
    assert inserted(body, "en") == (body, ["content/en/page.md:10 pages/shared-text"])


def test_a_record_that_cannot_be_read_is_reported() -> None:
    """By its own place."""
    assert inserted("```snippet\nbroken\n```", "en")[1] == [
        "content/snippets/broken.yml:1 text/unclosed-quote"
    ]


def test_a_block_within_code_is_an_example() -> None:
    """A page may show how a text is shared."""
    body = "````markdown\n```snippet\nask\n```\n````\n"
    assert inserted(body, "en") == (body, [])
    assert shared_files(body) == ()
    assert shared_files("```figure\nsteps\n```") == ("figures/steps.yml",)


@pytest.mark.parametrize("block", ["```snippet\nlong\n```\n\n", "```figure\nlong\n```\n\n"])
def test_what_a_page_shares_is_limited(block: str) -> None:
    """A long text or label is not repeated until the memory is full: the block that is too much is named."""
    records = {
        "snippets/long.yml": f"en: {'x' * 4_000}\nko: 가\n",
        "figures/long.yml": f"kind: flow\nlabels:\n  a: {{en: {'x' * 4_000}}}\nlines:\n" + "  - a -> b\n" * 5,
    }
    texts = SharedTexts(read_file=records.get, locale="en", path="content/en/page.md")
    text = texts.insert(block * 3_000)
    assert len(text) < 2 * 100_000
    (problem,) = texts.problems
    assert problem.code == "safety/page-grows"
    assert problem.place.line == 2 + 4 * (text.count("x" * 4_000) // (5 if "figure" in block else 1))
