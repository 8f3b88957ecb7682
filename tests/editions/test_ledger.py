"""The ledger: what is written is read, nothing in it is ever lost, and what is wrong is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.editions.ledger import Kind, Ledger, Line, format_ledger, read_ledger, removed_lines
from exchange.text.problems import ContentProblems

addresses = st.from_regex(r"/([a-z0-9-]{1,6}/){1,3}(#[a-z0-9-]{1,6})?", fullmatch=True)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
names = st.text(st.characters(codec="utf-8"), min_size=1).filter(
    lambda text: text.isprintable() and text == text.strip()
)
others = [kind for kind in Kind if kind not in (Kind.EDITION, Kind.NAME)]
lines = (
    st.builds(Line, kind=st.sampled_from(others), address=addresses)
    | st.builds(Line, kind=st.just(Kind.EDITION), address=addresses, digest=digests)
    | st.builds(Line, kind=st.just(Kind.NAME), address=addresses, name=names)
)
ledgers = st.lists(lines, max_size=12, unique_by=lambda line: line.address).map(
    lambda found: Ledger(frozenset(found))
)


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
        ("section,x#y\n", "ledger-line"),
        ("id,\n", "ledger-line"),
        ("name,/en/a/\n", "ledger-line"),
        ("name,/en/a/, A\n", "ledger-line"),
        ("page,/en/a/\n\n", "ledger-line"),
        ("page,/en/a/,\n", "ledger-line"),
        ("page,x\n", "ledger-line"),
        ("download,//elsewhere.example/x.pdf\n", "ledger-line"),
        ("event,\n", "ledger-line"),
        (f"page,/en/a/,{'0' * 64}\n", "ledger-line"),
        ("edition,/editions/2026.1/\n", "ledger-line"),
        (f"edition,/editions/2026.1/,{'0' * 63}\n", "ledger-line"),
        ("<<<<<<< HEAD\n", "ledger-conflict"),
        ("page,/en/a/\n=======\n", "ledger-conflict"),
        (">>>>>>> 1234abc (Merge)\n", "ledger-conflict"),
        (f"edition,/editions/1/,{'0' * 64}\nedition,/editions/1/,{'1' * 64}\n", "ledger-edition-twice"),
    ],
)
def test_a_line_that_is_none_is_named(text: str, expected: str) -> None:
    """A ledger edited by hand is refused with the place."""
    with pytest.raises(ContentProblems) as found:
        read_ledger(text, path="content/ledger.csv")
    assert [problem.rule for problem in found.value.problems] == [expected]


def test_lines_are_read_in_any_order_and_as_often_as_they_are_there() -> None:
    """A merge that keeps the lines of both sides, one after the other, is a ledger; writing sorts it."""
    merged = "page,/en/b/\npage,/en/a/\npage,/en/b/\n"
    ledger = read_ledger(merged, path="ledger.csv")
    assert format_ledger(ledger) == "page,/en/a/\npage,/en/b/\n"
    assert {str(line): number for line, number in ledger.numbers.items()} == {
        "page,/en/b/": 1,
        "page,/en/a/": 2,
    }


def test_a_line_taken_out_is_found_in_history() -> None:
    """Append-only: what some commit added is still in it; a line that moved is not lost."""
    patches = "--- a/ledger.csv\n+++ b/ledger.csv\n+page,/en/a/\n-page,/en/a/\n-page,/en/b/\n+page,/en/b/\n"
    ledger = read_ledger("page,/en/b/\n", path="ledger.csv")
    problems = list(removed_lines(ledger, patches, path="ledger.csv"))
    assert [(one.rule, one.values["line"]) for one in problems] == [("ledger-shrunk", "page,/en/a/")]
