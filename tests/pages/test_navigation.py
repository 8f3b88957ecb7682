"""Navigation: one order for all languages, and no page lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import page_paths

from exchange.pages.navigation import Branch, Navigation, read_navigation
from exchange.text.problems import ContentProblems

PAGES = [
    "index.md",
    "about.md",
    "guides/index.md",
    "guides/a.md",
    "guides/b.md",
    "guides/c/index.md",
    "guides/c/d.md",
]


def read(text: str, pages: list[str] | None = None) -> Navigation:
    return read_navigation(text, source="nav.yml", pages=pages or PAGES)


def shape(branch: Branch) -> object:
    """Return a tree as paths, and lists of what is below."""
    return {branch.path: [shape(child) for child in branch.children]} if branch.children else branch.path


def faults(text: str, pages: list[str] | None = None) -> list[tuple[str, int, str]]:
    """Return rule, line and suggestion of each problem."""
    with pytest.raises(ContentProblems) as raised:
        read(text, pages)
    return [(found.rule, found.place.line, found.values.get("best", "")) for found in raised.value.problems]


def test_the_written_order_is_the_order() -> None:
    """A folder's index comes first by itself, then its pages as they are listed."""
    assert shape(read("- guides:\n    - b\n    - c:\n        - d\n    - a\n- about\n").root) == {
        "index.md": [
            {"guides/index.md": ["guides/b.md", {"guides/c/index.md": ["guides/c/d.md"]}, "guides/a.md"]},
            "about.md",
        ]
    }


def test_what_is_not_listed_follows_in_its_folder() -> None:
    """A new page is found at the end of its folder, by name, without anyone listing it."""
    assert shape(read("- guides:\n    - b\n").root) == {
        "index.md": [
            {"guides/index.md": ["guides/b.md", "guides/a.md", {"guides/c/index.md": ["guides/c/d.md"]}]},
            "about.md",
        ]
    }


def test_an_empty_list_orders_by_name() -> None:
    """`[]` is a list."""
    assert read("[]").order[0] == "index.md"


@given(st.lists(page_paths, unique=True), st.randoms(use_true_random=False))
def test_every_page_is_in_the_tree_once(pages: list[str], random: object) -> None:
    """Whatever pages there are, each is reached once; order and place agree; a trail leads there."""
    everything = list(dict.fromkeys(["index.md", *pages]))
    navigation = read("[]", everything)
    assert sorted(navigation.order) == sorted(everything)
    for path, trail in navigation.trails.items():
        assert navigation.order[navigation.places[path]] == path
        assert (trail[0].path, trail[-1].path) == ("index.md", path)
        assert all(child in parent.children for parent, child in itertools.pairwise(trail))


@given(st.permutations(["about", "x", "y", "z"]))
def test_any_order_can_be_written(names: list[str]) -> None:
    """The order of the list, whatever it is, is the order of the pages."""
    pages = ["index.md", *(f"{name}.md" for name in sorted(names))]
    assert read("".join(f"- {name}\n" for name in names), pages).order[1:] == tuple(f"{n}.md" for n in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", [("nav-not-list", 1, "")]),
        ("", [("nav-not-list", 1, "")]),
        ("- about\n- [guides]", [("nav-not-list", 2, "")]),
        ("- guides:\n    - a\n  about: x", [("nav-not-list", 1, "")]),
        ("- abuot", [("nav-unknown", 1, "about")]),
        ("- about.md", [("nav-unknown", 1, "about")]),
        ("- giudes:\n    - a", [("nav-unknown", 1, "guides")]),
        ("- guides:\n    - aa", [("nav-unknown", 2, "")]),
        ("- about\n- about", [("nav-twice", 2, "about")]),
        ("- index", [("nav-twice", 1, "index")]),
    ],
)
def test_a_faulty_entry_is_named_by_its_line(text: str, expected: list[tuple[str, int, str]]) -> None:
    """An entry that is no page, or one listed before, has its rule and the nearest name."""
    assert [(rule, line) for rule, line, _ in faults(text)] == [(rule, line) for rule, line, _ in expected]
    if expected[0][0] == "nav-unknown":
        assert faults(text) == expected


def test_a_folder_without_a_page_of_its_own_is_named() -> None:
    """A folder in the navigation is its index."""
    assert faults("- x:\n    - y", ["index.md", "x/y.md"])[0][:2] == ("nav-no-index", 1)


def test_a_site_without_a_home_page_is_refused() -> None:
    """Everything hangs from the home page."""
    assert faults("- about", ["about.md"])[0][0] == "no-home"


def test_all_faults_come_at_once() -> None:
    """Every wrong entry is told."""
    assert len(faults("- x\n- y\n- about\n- about")) == 3
