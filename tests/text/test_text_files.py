"""Files of the content that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.text.problems import ContentProblems
from exchange.text.text_files import read_text


def test_a_text_is_returned_as_it_is(tmp_path: Path) -> None:
    """Line ends and all."""
    (tmp_path / "a.yml").write_bytes("가\n- b\n".encode())
    assert read_text(tmp_path / "a.yml", display_path="content/a.yml") == "가\n- b\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """By the name authors know, not the machine's."""
    with pytest.raises(ContentProblems) as raised:
        read_text(tmp_path / "nav.yml", display_path="content/nav.yml")
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("text/no-file", "content/nav.yml")


def test_a_line_that_is_not_text_is_named(tmp_path: Path) -> None:
    """A file saved in a Korean code page says in which line it stops being UTF-8."""
    (tmp_path / "nav.yml").write_bytes(b"- guides\n" + "- 안내".encode("euc-kr"))
    with pytest.raises(ContentProblems) as raised:
        read_text(tmp_path / "nav.yml", display_path="content/nav.yml")
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("text/not-text-file", "content/nav.yml:2")
