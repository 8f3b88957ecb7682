"""A page says that it is about a call, or about all calls, only where records give it something to show."""

from __future__ import annotations

import pytest
from tests.calls.samples import SETTINGS

from exchange.calls.model.call import Call
from exchange.calls.reading.records import check_kinds
from exchange.text.problems import explain


def found(path: str, kind: str, *calls: str) -> list[tuple[str, int]]:
    """Return rule and line of what is said about a page of a kind."""
    text = f'---\ntitle: "T"\nkind: {kind}\noriginal: en\n---\n\nText.\n'
    known: dict[str, Call] = dict.fromkeys(calls)  # type: ignore[arg-type]
    problems = list(check_kinds([(f"content/{path}", text.encode())], known, SETTINGS, root="content"))
    for problem in problems:
        assert explain(problem, "en") != explain(problem, "ko")
    return [(problem.rule, problem.place.line) for problem in problems]


@pytest.mark.parametrize(
    "path", ["en/about/x.md", "ko/index.md", "en/calls/y.md", "en/calls/sub/x.md", "en/x.md"]
)
@pytest.mark.parametrize("kind", ["call", '"call"', "'call'", '"\\x63all"'])
def test_the_page_of_a_call_has_a_record(path: str, kind: str) -> None:
    """Anywhere else there is nothing that it could show, however the kind is written."""
    assert found(path, kind, "x") == [("call-elsewhere", 3)]


@pytest.mark.parametrize("kind", ["calls", "calls-list", "calls-month", "calls-past", "calls-year"])
@pytest.mark.parametrize("path", ["en/about/x.md", "ko/calls/x.md", "en/index.md", "en/calls/calendar.md"])
def test_a_page_of_all_calls_is_in_its_place(path: str, kind: str) -> None:
    """One is written, the others the site makes."""
    assert found(path, kind, "x") == [("overview-elsewhere", 3)]


def test_the_list_is_there_before_the_first_record() -> None:
    """A site that was just started says that no call is open; other pages of all calls it makes itself."""
    assert found("en/calls/index.md", "calls") == []
    assert found("en/calls/index.md", "calls-past") == [("overview-elsewhere", 3)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("en/calls/x.md", "call"),
        ("ko/calls/index.md", "calls"),
        ("en/guides/x.md", "guide"),
        ("en/calls.md", "page"),
    ],
)
def test_what_is_in_its_place_passes(path: str, kind: str) -> None:
    """A notice beside its record, the list, and any other kind."""
    assert found(path, kind, "x") == []
