"""What is printed to a terminal or a log is text only: no escape sequence, no second line, no command."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.cli.findings import Finding
from exchange.cli.formats import github
from exchange.text.problems import Place, Problem, explain, explanation, visible
from exchange.text.strings import Strings

ACTING = (
    "content/assets/a\x1b]0;title\x07.svg",
    "content/x\n::error::all is well.svg",
    "content/x\r##[set-env name=A]b.svg",
    "content/x\x1b[2J\x9b31m.md",
    "content/\u202egvs.md",
    "content/a\u2028::add-mask::b.md",
    "content/a\x08\x08\x08b.md",
    "content/\x1bP+q544e\x1b\\.md",
)
COMMAND = re.compile(r"::(?:error|warning) [^\n]*::[^\n]*\n")


@pytest.mark.parametrize("path", ACTING)
def test_the_path_of_a_file_acts_on_no_terminal(path: str) -> None:
    """Its name is shown, and every sign that nobody sees as one that everybody sees."""
    for language in ("en", "ko"):
        line = explain(
            Problem(code="safety/host-file", place=Place(path=path), values={"name": path}), language
        )
        assert line.isprintable()
        assert line.startswith("content/")


@given(st.text(min_size=1), st.text(), st.text())
def test_a_log_of_github_has_one_command_for_each_finding(path: str, value: str, source: str) -> None:
    """Read as the runner reads it: one line, one command, nothing before it."""
    problem = Problem(
        code="safety/host-file", place=Place(path=path, line=1, column=1), values={"name": value}
    )
    words = explanation(problem, "en")
    text = github.write([Finding(problem=problem, words=words, line=source, end_line=source)], Strings({}))
    assert COMMAND.fullmatch(text)
    assert len(list(io.StringIO(text, newline=None))) == 1


@given(st.text())
def test_a_visible_text_is_one_line(text: str) -> None:
    """By each definition of a line, and with as many signs as before."""
    assert visible(text).isprintable()
    assert len(visible(text)) == len(text)
    assert len(visible(text).splitlines()) <= 1
