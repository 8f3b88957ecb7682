"""The quick reader of front matter and records: what it reads, the reader of all of YAML reads alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.text import yaml_text
from exchange.text.problems import ContentProblems
from exchange.text.yaml_faults import Source
from exchange.text.yaml_text import Node, read_usual, read_yaml

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
_flow = st.builds(
    "{}{}{}".format,
    st.sampled_from(["{", "[", "{ "]),
    st.lists(
        st.one_of(_values, st.builds("{}: {}".format, _names, st.one_of(_values, _quoted))), max_size=3
    ).map(", ".join),
    st.sampled_from(["}", "]", ",]", " }", "} x"]),
)
_indents = st.sampled_from(["", "", "  ", "  ", "    ", "   "])
_any_value = st.one_of(
    _values, _quoted, _flow, st.sampled_from(["'it''s'", "'a", "|", ">-", "&a", "https://a.b/#c"])
)
_nested_lines = st.one_of(
    st.builds("{}{}: {}".format, _indents, _names, _any_value),
    st.builds("{}{}:".format, _indents, _names),
    st.builds("{}- {}".format, _indents, _any_value),
    st.builds("{}- {}: {}".format, _indents, _names, _any_value),
    st.builds("{}- {}:".format, _indents, _names),
    st.builds("{}{}".format, _indents, st.sampled_from(["", "# comment", "-", "- - a", "text"])),
)
_lines = st.one_of(
    st.builds("{}: {}".format, _names, st.one_of(_values, _quoted)),
    st.builds("{}:".format, _names),
    st.builds("{}:  # why".format, _names),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "    "]), st.one_of(_values, _quoted)),
    st.sampled_from(["", "# comment", "---", "  text"]),
)


def read(text: str) -> Node | str:
    try:
        return read_yaml(text, path="x.md", line_offset=1)
    except ContentProblems as problems:
        return str(problems)


def _usual(text: str) -> Node | None:
    return read_usual(text, Source(path="x.md", line_offset=1))


@given(st.one_of(st.lists(_lines, max_size=6), st.lists(_nested_lines, min_size=1, max_size=8)))
def test_both_readers_agree(lines: list[str]) -> None:
    """Values, quotes and places are the same, whichever reader is used."""
    text = "".join(f"{line}\n" for line in lines)
    quick = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "read_usual", lambda _text, _source: None)
        assert read(text) == quick


def test_ordinary_front_matter_takes_the_quick_way() -> None:
    """The fields of a guide and the objectives of a lesson."""
    text = (
        'title: "전자동의: 안내"\nkind: lesson\nminutes: 45\n'
        'objectives:\n  - "One"\n  - Two words\nchecked: 2026-11-22\n'
    )
    assert _usual(text) is not None


def test_records_take_the_quick_way() -> None:
    """Every record of the site, and what it is as a whole."""
    records = [Path("content/site.yml"), *sorted(Path("content/calls").glob("*.yml"))]
    assert len(records) > 1
    assert [record.name for record in records if _usual(record.read_text("utf-8")) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n    c\n",
        "a:\nb: c\n",
        "a: [b, [c]\n",
        "a: [b, c: d]\n",
        f"a: {'[' * 11}b{']' * 11}\n",
        "a: {b}\n",
        "a: x #y\n",
        "a: &x b\n",
        "a:\n    b: c\n  d: e\n",
        "- a\nb: c\n",
        f"{'a: '}{'b' * 9}:\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(30)) + "  " * 30 + "b: c\n",
    ],
)
def test_other_forms_are_left_to_the_reader_of_all_of_yaml(text: str) -> None:
    """What goes on in the next line, is empty, is a pair in a list or too deep, or would be a fault."""
    assert _usual(text) is None


@pytest.mark.parametrize("item", ["- b\n", "- b  # why\n"])
def test_a_text_of_very_many_parts_is_refused(item: str) -> None:
    """By either reader, in the line where it becomes too long."""
    with pytest.raises(ContentProblems) as raised:
        read_yaml(item * 16_000, path="x.yml")
    (problem,) = raised.value.problems
    assert problem.code == "text/too-many-parts"
    assert 15_990 < problem.place.line <= 16_000
