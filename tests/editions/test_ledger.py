"""The ledger: what is written is read, nothing in it is ever lost, and what is wrong is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.ledger import Kind, Ledger, Line, format_ledger, read_ledger, removed_lines
from sitekit.problems import ContentProblems

addresses = st.from_regex(r"/([a-z0-9-]{1,6}/){1,3}(#[a-z0-9-]{1,6})?", fullmatch=True)
lines = st.builds(Line, kind=st.sampled_from(Kind), address=addresses)
ledgers = st.frozensets(lines, max_size=12).map(Ledger)


@given(ledgers)
def test_what_is_written_is_read(ledger: Ledger) -> None:
    """read(format(ledger)) == ledger."""
    assert read_ledger(format_ledger(ledger), path="ledger.csv") == ledger


@given(ledgers, st.lists(lines, max_size=6))
def test_publishing_only_adds(ledger: Ledger, published: list[Line]) -> None:
    """Whatever is published, each line of before is there after, and its file grows by whole lines."""
    after = ledger.with_lines(published)
    assert ledger.lines <= after.lines
    assert set(format_ledger(ledger).splitlines()) <= set(format_ledger(after).splitlines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pages,/en/\n", "ledger-line"),
        ("page\n", "ledger-line"),
        ("page,/en/ x\n", "ledger-line"),
        ("page,x\n", "ledger-line"),
        ("section,x#y\n", "ledger-line"),
        ("download,//evil.example/x.pdf\n", "ledger-line"),
        ("id,\n", "ledger-line"),
        ("event,\n", "ledger-line"),
        ("page,/en/b/\npage,/en/a/\n", "ledger-order"),
        ("page,/en/a/\npage,/en/a/\n", "ledger-order"),
        ("page,/en/a/\n\n", "ledger-line"),
    ],
)
def test_a_line_that_is_none_is_named(text: str, expected: str) -> None:
    """A ledger edited by hand is refused with the place."""
    with pytest.raises(ContentProblems) as found:
        read_ledger(text, path="content/ledger.csv")
    assert [problem.rule for problem in found.value.problems] == [expected]


def test_a_line_taken_out_is_found_in_history() -> None:
    """Append-only: what git has seen in the ledger is still in it; a line that moved is not lost."""
    patches = "--- a/ledger.csv\n+++ b/ledger.csv\n-page,/en/a/\n-page,/en/b/\n+page,/en/b/\n"
    ledger = read_ledger("page,/en/b/\n", path="ledger.csv")
    problems = list(removed_lines(ledger, patches, path="ledger.csv"))
    assert [(one.rule, one.values["line"]) for one in problems] == [("ledger-shrunk", "page,/en/a/")]
