"""YAML as text: nothing is guessed, everything has its place, nothing is lost in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import hangul, slugs

from exchange.text.problems import ContentProblems, Place
from exchange.text.yaml_text import Fields, Items, Node, Text, read_yaml

printable = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
trees = st.recursive(
    printable,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(slugs, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def read(text: str) -> Node:
    return read_yaml(text, path="x.yml")


def read_field(text: str) -> Text:
    """Return the value of the only field of a text."""
    tree = read(text)
    assert isinstance(tree, Fields)
    (field,) = tree
    assert isinstance(field.value, Text)
    return field.value


def faults(text: str, *, lines_before: int = 0) -> list[tuple[str, int, int]]:
    """Return rule, line and column of each problem of a text."""
    with pytest.raises(ContentProblems) as raised:
        read_yaml(text, path="x.yml", line_offset=lines_before)
    return [(problem.rule, problem.place.line, problem.place.column) for problem in raised.value.problems]


def better(text: str) -> str:
    with pytest.raises(ContentProblems) as raised:
        read(text)
    return raised.value.problems[0].values["better"]


def plain(node: Node) -> object:
    """Return a tree without places."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {field.key.value: plain(field.value) for field in node}


def texts(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from texts(item)
    else:
        for field in node:
            yield field.key
            yield from texts(field.value)


@given(trees)
def test_a_quoted_tree_is_read_as_it_was_written(tree: object) -> None:
    """Reading what was written gives the same texts, lists and fields."""
    written = json.dumps(tree, ensure_ascii=False, indent=2)
    assert plain(read(written)) == tree


@given(trees)
def test_every_place_points_at_its_text(tree: object) -> None:
    """Line and column, in code points, are where the text stands, whatever stands before it."""
    written = json.dumps(tree, ensure_ascii=False, indent=1)
    lines = written.split("\n")
    for text in texts(read(written)):
        at_place = lines[text.place.line - 1][text.place.column - 1 :]
        assert at_place.startswith(json.dumps(text.value, ensure_ascii=False))


@given(hangul, slugs)
def test_hangul_before_a_text_moves_its_column_by_one_each(before: str, name: str) -> None:
    """A column counts characters as a person does, not bytes."""
    tree = read(f'{{"{before}": {name}}}')
    (value,) = [text for text in texts(tree) if text.value == name]
    assert value.place == Place(path="x.yml", line=1, column=len(before) + 6)


@pytest.mark.parametrize(
    "written", ["NO", "on", "yes", "12:30", "0123", "1e3", "null", "~", "2026-02-30", "0x1F", "1_000", ".inf"]
)
def test_what_yaml_would_guess_stays_text(written: str) -> None:
    """No scalar becomes a number, a day, a truth value or nothing."""
    assert read_field(f"field: {written}") == Text(
        value=written, place=Place(path="x.yml", line=1, column=8), raw=True
    )


def test_a_quoted_text_says_that_it_was_quoted() -> None:
    """`raw` tells a quoted value from a plain one."""
    assert not read_field('field: "2026"').raw


def test_a_field_given_twice_is_kept_twice() -> None:
    """The reader of fields decides about repeated keys; none is dropped."""
    tree = read("a: 1\na: 2\n")
    assert isinstance(tree, Fields)
    assert [(field.key.place.line, plain(field.value)) for field in tree] == [(1, "1"), (2, "2")]


def test_an_empty_text_has_no_fields() -> None:
    """An empty front matter is an empty mapping at its first line."""
    tree = read_yaml("", path="x.md", line_offset=1)
    assert tree == Fields(fields=(), place=Place(path="x.md", line=2, column=1))


def test_an_unquoted_colon_gives_the_line_to_paste() -> None:
    """`title: Call 3: rare diseases` is refused at the second colon, with quotes in the way out."""
    assert faults("title: Call 3: rare diseases") == [("unquoted-colon", 1, 14)]
    assert better("title: Call 3: rare diseases") == 'title: "Call 3: rare diseases"'


@given(st.lists(st.sampled_from(["a: b", "공고: c", r"d\e", '"f"', "g"]), min_size=2).map(": ".join))
def test_the_line_to_paste_can_be_read(value: str) -> None:
    """What a message tells to paste is itself without fault."""
    line = f"title: x{value}"
    assert read_field(better(line)).value == f"x{value}".replace('"', "'")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title： 공고", [("full-width-colon", 1, 6)]),
        ("title： 공고\nkind: page", [("full-width-colon", 1, 6)]),
        ("kind: page\ntitle： 공고", [("full-width-colon", 2, 6)]),
        (
            "title: A\ndescription： 설명\nkind：page",
            [("full-width-colon", 2, 12), ("full-width-colon", 3, 5)],
        ),
        ("제목： 공고", [("full-width-colon", 1, 3)]),
        ("title:\n  en： A\n  ko: 가", [("full-width-colon", 2, 5)]),
    ],
)
def test_a_full_width_colon_after_a_name_is_named(text: str, expected: list[tuple[str, int, int]]) -> None:
    """The character is named at its own place, alone or among good lines."""
    assert faults(text) == expected


def test_the_line_with_an_ordinary_colon_can_be_pasted() -> None:
    """A value that needs quotes gets them, one that has them keeps them."""
    assert better("title： 공고: 3차") == 'title: "공고: 3차"'
    assert better('title： "공고"') == 'title: "공고"'


@pytest.mark.parametrize("text", ['title: "공고： 3차"', "title: 공고： 3차", "note: |\n  문의： 02-000"])
def test_a_full_width_colon_inside_a_value_is_text(text: str) -> None:
    """Korean prose may use the character."""
    assert "：" in read_field(text).value


def test_text_after_a_hash_is_not_lost() -> None:
    """`title: Work Package #2` is refused, because YAML would keep `Work Package`."""
    assert faults("title: Work Package #2") == [("unquoted-hash", 1, 21)]
    assert better("title: Work Package #2") == '"Work Package #2"'


@pytest.mark.parametrize(
    ("text", "value"), [("a: b # note", "b"), ("a: C#1", "C#1"), ('a: "b #2"', "b #2"), ("a: b #", "b")]
)
def test_a_comment_is_a_comment(text: str, value: str) -> None:
    """A hash and a space begin a remark; a hash within a word or quotes is text."""
    assert read_field(text).value == value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1", (1, 4)),
        ("a: *x", (1, 4)),
        ("a: 1\nb: !!int 2", (2, 4)),
        ("a: !!python/object/apply:os.system [x]", (1, 4)),
        ("<<: *base", (1, 5)),
        ("가나: !x 라", (1, 5)),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, place: tuple[int, int]) -> None:
    """None of YAML's references is followed."""
    assert faults(text) == [("yaml-reference", *place)]


def test_a_billion_laughs_are_refused_unexpanded() -> None:
    """A text of nested aliases ends in problems, one an anchor or alias, not in memory."""
    lines = ["a0: &a0 [ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert [rule for rule, _, _ in faults("\n".join(lines))] == ["yaml-reference"] * (10 + 9 * 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [", "not-yaml"),
        ("a\x00b", "not-yaml"),
        ("a: 'b", "unclosed-quote"),
        ('a: "b" c', "after-quotes"),
        ("- a: 1\nb: c", "indentation"),
        ("a:\n    b: 1\n    c: 2\n  - b: 3\n    c: 4", "list-mixed"),
        ("a:1\nb: c", "colon-form"),
        ("a = 1\nb: c", "colon-form"),
        ("a:\n  - b\n  -c", "hyphen-form"),
        ("a:\n  - b\n  c", "hyphen-form"),
        ('a: {b: "1" c: "2"}', "braces-form"),
        ("a: one\ntwo\nb: c", "line-broken"),
        ("a: b\n---\nc: d", "hyphens-between"),
    ],
)
def test_what_is_not_yaml_is_a_problem(text: str, expected: str) -> None:
    """Broken YAML gives one problem with a line, which says what was typed wrong where that is clear."""
    ((rule, line, _),) = faults(text, lines_before=3)
    assert rule == expected
    assert line >= 4


@pytest.mark.parametrize("value", ["[Draft] Guide", "@home", "`code` in trials", "%20", "{a} b", "? b: c"])
def test_a_value_that_begins_with_a_sign_gets_quotes(value: str) -> None:
    """Signs that mean something to YAML, but not to an author, are named with the line to paste."""
    assert [rule for rule, _, _ in faults(f"title: {value}\nkind: page")] == ["unquoted-value"]
    assert better(f"title: {value}\nkind: page") == f'title: "{value}"'


def test_a_quote_that_is_never_closed_is_named_where_it_was_opened() -> None:
    """YAML finds out only lines later; the author is sent to the line of the quote."""
    text = 'kind: page\ntitle: "Consent\ndescription: "A sentence."\n'
    assert faults(text) == [("unclosed-quote", 2, 8)]
    assert better(text) == 'title: "Consent"'


@pytest.mark.parametrize("text", ["[" * 20_000, "[" * 20_000 + "]" * 20_000, "- " * 20_000, "{a: " * 20_000])
def test_endless_nesting_is_refused_where_it_becomes_too_deep(text: str) -> None:
    """A hostile text costs no more than its first levels."""
    ((rule, line, column),) = faults(text)
    assert (rule, line) == ("too-deep", 1)
    assert column <= len("{a: ") * 21


@pytest.mark.parametrize("sign", ["\x7f", "\ufffe", "\x00", "\x1b"])
def test_a_sign_that_yaml_does_not_have_is_named_where_it_stands(sign: str) -> None:
    """Nobody can see it in the first line of the file."""
    assert faults(f"title: A\nkind: p{sign}age\n") == [("not-yaml", 2, 8)]


def test_a_name_that_is_a_list_is_refused() -> None:
    """A field's name is a word."""
    assert faults("? [a, b]\n: c") == [("key-not-text", 1, 3)]


def test_lines_before_the_yaml_are_counted() -> None:
    """A problem in front matter names the line of the file."""
    assert faults("title: a: b: c", lines_before=1) == [("unquoted-colon", 2, 9)]


@given(st.text(alphabet="ab:：-#&*!?|>'\"[]{},\n \t%@`가0~\x85\u2028", max_size=30))
def test_any_text_is_read_or_refused_with_places_in_it(text: str) -> None:
    """Whatever is typed gives a tree or problems; each problem is on a line of the text."""
    try:
        read(text)
    except ContentProblems as found:
        places = [problem.place for problem in found.problems]
        assert all(1 <= place.line <= len(text.splitlines()) + 1 for place in places)


TABS = "a:\n  - b: c\n\td: e\n"


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        (TABS, "tab", "a:\n  - b: c\n    d: e\n"),
        ("a:\n\tb: c\n", "tab", "a:\n  b: c\n"),
        ("a:\n\u00a0\u00a0b: c\n", "odd-space", "a:\n  b: c\n"),
        ("a:\u2003b\n", "odd-space", "a: b\n"),
        ("a:\n  - b: c\n   d: e\n", "indentation", "a:\n  - b: c\n    d: e\n"),
        ("- a:\n    - b\n    - c\n   - d\n", "indentation", "- a:\n    - b\n    - c\n    - d\n"),
        ("a: b\n c: d\n", "indentation", "a: b\nc: d\n"),
    ],
)
def test_a_line_that_begins_wrongly_is_offered_rightly(text: str, rule: str, right: str) -> None:
    """The whole line is offered, and the text with it can be read."""
    with pytest.raises(ContentProblems) as raised:
        read(text)
    (problem,) = raised.value.problems
    lines = text.split("\n")
    lines[problem.place.line - 1] = problem.values["better_entry"]
    assert (problem.rule, "\n".join(lines)) == (rule, right)
    read(right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 'King's call'\n", 'a: "King\'s call"'),
        ('a: "the "smart" trial"\n', "a: \"the 'smart' trial\""),
        ('a: ""smart" trial"\n', "a: \"'smart' trial\""),
    ],
)
def test_quotes_inside_quotes_are_named(text: str, expected: str) -> None:
    """What is offered can be read."""
    assert better(text) == expected
    read(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> main\n", ("conflict", "2, 4, 6")),
        ("```yaml\na: b\n```\n", ("in-fence", "1, 3")),
        ("\n~~~\na: b\n", ("in-fence", "2")),
    ],
)
def test_what_was_pasted_along_is_one_problem(text: str, expected: tuple[str, str]) -> None:
    """With all its lines, and not what follows from it."""
    with pytest.raises(ContentProblems) as raised:
        read(text)
    (problem,) = raised.value.problems
    assert (problem.rule, problem.values["lines"]) == expected
