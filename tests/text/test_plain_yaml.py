"""The quick reader of front matter: what it reads, the reader of all of YAML reads alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text import yaml_text
from exchange.text.plain_yaml import read_plain
from exchange.text.problems import ContentProblems
from exchange.text.yaml_text import Node, read_yaml

_names = st.sampled_from(["title", "kind", "Note", "a-b_c", "on", "null"])
_values = st.one_of(
    st.sampled_from(
        [
            "NO",
            "12:30",
            "0123",
            "2026-11-22",
            "a - b",
            "a # b",
            "1.5",
            "~",
            "-",
            "- a",
            "a: b",
            "a/b.",
            "x ",
            "",
        ]
    ),
    st.text(st.sampled_from("aB0가힣 .-_/\"'#:&*[]{}\\\t　："), max_size=8),
)
_quoted = st.text(st.sampled_from("aB0가 .:#'&*[]{}-\U0001f600é\u0301"), max_size=8).map(
    lambda text: f'"{text}"'
)
_lines = st.one_of(
    st.builds("{}: {}".format, _names, st.one_of(_values, _quoted)),
    st.builds("{}:".format, _names),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "    "]), st.one_of(_values, _quoted)),
    st.sampled_from(["", "# comment", "---", "  text"]),
)


def read(text: str) -> Node | str:
    try:
        return read_yaml(text, path="x.md", line_offset=1)
    except ContentProblems as problems:
        return str(problems)


@given(st.lists(_lines, max_size=6))
def test_both_readers_agree(lines: list[str]) -> None:
    """Values, quotes and places are the same, whichever reader is used."""
    text = "".join(f"{line}\n" for line in lines)
    quick = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "read_plain", lambda _text: None)
        assert read(text) == quick


def test_ordinary_front_matter_takes_the_quick_way() -> None:
    """The fields of a guide and the objectives of a lesson."""
    text = (
        'title: "전자동의: 안내"\nkind: lesson\nminutes: 45\n'
        'objectives:\n  - "One"\n  - Two words\nchecked: 2026-11-22\n'
    )
    assert read_plain(text) is not None
