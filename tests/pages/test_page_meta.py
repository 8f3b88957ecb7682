"""Page meta: what a page says about itself, or everything that is wrong with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from tests.strategies import front_matter, page_metas

from exchange.pages.page_meta import PageMeta, read_page_meta
from exchange.text.documents import Document, read_document
from exchange.text.problems import ContentProblems

LOCALES = ("en", "ko")
GUIDE = {"title": "A", "description": "B", "kind": "guide", "original": "en", "id": "a"}


def page(fields: dict[str, object]) -> Document:
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return read_document("\n".join(["---", *lines, "---", ""]), path="x.md")


def faults(**changed: object) -> list[tuple[str, str]]:
    """Return rule and line of each problem of a good guide after some of its fields have changed."""
    fields = {name: value for name, value in {**GUIDE, **changed}.items() if value is not None}
    with pytest.raises(ContentProblems) as raised:
        read_page_meta(page(fields), locales=LOCALES)
    return [(problem.rule, problem.values["name"]) for problem in raised.value.problems]


@given(page_metas())
def test_what_is_written_is_read(meta: PageMeta) -> None:
    """Reading the front matter of any page gives what was meant by it."""
    assert read_page_meta(page(front_matter(meta)), locales=LOCALES) == meta


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": None}, ("missing-field", "title")),
        ({"description": None}, ("missing-field", "description")),
        ({"kind": None, "id": None}, ("missing-field", "kind")),
        ({"original": None}, ("missing-field", "original")),
        ({"id": None}, ("missing-field", "id")),
        ({"kind": "lesson"}, ("missing-field", "minutes")),
        ({"kind": "gide", "id": None}, ("not-an-option", "kind")),
        ({"original": "fr"}, ("not-an-option", "original")),
        ({"kind": "page"}, ("field-elsewhere", "id")),
        ({"minutes": "5"}, ("field-elsewhere", "minutes")),
        ({"dscription": "x"}, ("unknown-field", "dscription")),
        ({"title": "x" * 251}, ("too-long", "title")),
        ({"description": "x" * 301}, ("too-long", "description")),
        ({"authors": ["A"] * 61}, ("too-many-lines", "authors")),
        ({"reviewers": ["x" * 121]}, ("too-long", "reviewers")),
        ({"published": "5/6/2026"}, ("not-a-day", "published")),
    ],
)
def test_each_fault_is_named(changed: dict[str, object], expected: tuple[str, str]) -> None:
    """One wrong field gives one problem, of its own rule."""
    assert faults(**changed) == [expected]


@pytest.mark.parametrize("value", ["Electronic-Consent", "전자동의", "a--b", "-a", "a_b", "a b"])
def test_a_permanent_id_is_a_slug(value: str) -> None:
    """An id goes into addresses, for ever: lower-case ASCII, digits, single hyphens."""
    with pytest.raises(ContentProblems) as raised:
        read_page_meta(page({**GUIDE, "id": value}), locales=LOCALES)
    (problem,) = raised.value.problems
    assert (problem.rule, problem.values["value"], problem.place.line) == ("page-id", value, 6)


def test_all_faults_come_at_once() -> None:
    """An author sees every fault of a page in one build."""
    assert faults(title="", original="fr", published="soon", colour="red") == [
        ("empty-field", "title"),
        ("not-an-option", "original"),
        ("not-a-day", "published"),
        ("unknown-field-no-guess", "colour"),
    ]
