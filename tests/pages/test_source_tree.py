"""The source tree: what must not be there is said before anything is read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages.writing import LOCALES, write
from tests.strategies import hangul, page_paths

from exchange.pages.addresses import page_url
from exchange.pages.source_tree import content_paths, tree_problems

FOLDER = Path("nowhere")


def faults(*paths: str) -> list[tuple[str, str]]:
    """Return rule and path of each problem of a tree of these files."""
    problems = tree_problems(FOLDER, paths, root="content", locales=LOCALES)
    return [(problem.rule, problem.place.path) for problem in problems]


def test_paths_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    """The order is that of the names, never that of the disk; what begins with a dot is not content."""
    write(tmp_path, dict.fromkeys(("ko/b.md", "en/b.md", "en/a/c.md", ".git/x", "en/.x.md", "nav.yml"), ""))
    assert content_paths(tmp_path) == ("en/a/c.md", "en/b.md", "ko/b.md", "nav.yml")


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    """A link to a folder is one entry, also where it leads back to itself."""
    write(tmp_path, {"en/a.md": ""})
    (tmp_path / "en" / "loop").symlink_to(tmp_path)
    (tmp_path / "en" / "gone.md").symlink_to(tmp_path / "nothing")
    assert content_paths(tmp_path) == ("en/a.md", "en/gone.md", "en/loop")
    problems = tree_problems(tmp_path, content_paths(tmp_path), root="content", locales=LOCALES)
    assert {("symlink", "content/en/gone.md"), ("symlink", "content/en/loop")} <= {
        (problem.rule, problem.place.path) for problem in problems
    }


@given(st.lists(page_paths, unique_by=page_url), st.sampled_from(LOCALES))
def test_well_named_pages_have_no_fault(paths: list[str], locale: str) -> None:
    """Lower-case words with single hyphens, in any depth, are good names if their addresses differ.

    What the words say is another matter: a folder in one of its own name, a copy, a language.
    """
    rules = {rule for rule, _ in faults(*(f"{locale}/{path}" for path in paths))}
    assert rules <= {"folder-doubled", "name-of-copy", "language-in-name"}


@given(page_paths.filter(lambda path: path != path.upper()))
def test_a_path_that_differs_by_case_only_is_named(path: str) -> None:
    """Two such files are one on the computers of half the authors."""
    assert ("same-path", f"content/assets/{path.upper()}") in faults(
        f"assets/{path}", f"assets/{path.upper()}"
    )


@given(hangul)
def test_a_path_stored_in_two_unicode_forms_is_named(name: str) -> None:
    """Composed and decomposed Hangul look the same and are two files."""
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD")]  # type: ignore[arg-type]
    assert faults(*(f"assets/{form}" for form in forms)) == [
        ("same-path-stored-twice", f"content/assets/{forms[1]}")
    ]


@pytest.mark.parametrize("folder", ["qa", "fr", "kr", "en-GB", "zh-Hant", "zh-Hant-TW", "pt_BR"])
def test_a_folder_that_looks_like_a_language_is_named(folder: str) -> None:
    """Stock MkDocs drops such a folder in silence."""
    assert faults(f"{folder}/a.md", f"{folder}/b.md") == [("unknown-locale", f"content/{folder}")]


@pytest.mark.parametrize("path", ["assets/a.svg", "calls/a.yml", "qa", "q/a.md", "data/en/x.csv"])
def test_other_folders_and_files_are_no_languages(path: str) -> None:
    """Shared folders and files at the root have names of their own."""
    assert faults(path) == []


@pytest.mark.parametrize(
    "name",
    ["Estimands.md", "전자동의.md", "a b.md", "a--b.md", "-a.md", "a_b.md", "a.b.md", "A/b.md", "a b/c.md"],
)
def test_a_name_that_makes_a_bad_address_is_named(name: str) -> None:
    """Addresses are lower-case ASCII in both languages."""
    assert faults(f"ko/{name}") == [("page-name", f"content/ko/{name}")]


@pytest.mark.parametrize(
    ("paths", "better"),
    [
        (["en/guides/README.md"], "content/en/guides/index.md"),
        (["en/README.md", "ko/index.md"], "content/en/index.md"),
        (["en/Guides/Readme.md"], "content/en/guides/index.md"),
        (["en/guides/README.md", "en/guides/index.md"], "content/en/guides/readme.md"),
    ],
)
def test_the_first_page_of_a_folder_elsewhere_becomes_that_of_its_folder(
    paths: list[str], better: str
) -> None:
    """Where it has none: at /guides/readme/ nobody would find it."""
    problems = tree_problems(FOLDER, paths, root="content", locales=LOCALES)
    assert [problem.values["better"] for problem in problems if problem.rule == "page-name"] == [better]


def test_names_of_other_files_are_free() -> None:
    """Only pages become addresses of their own."""
    assert faults("en/Diagram 1.svg") == []


@pytest.mark.parametrize(("page", "index"), [("en", "en"), ("en", "ko"), ("ko", "en")])
def test_a_page_beside_a_folder_of_its_name_is_named(page: str, index: str) -> None:
    """`guides.md` and `guides/index.md` have one address in both languages; one would overwrite the other."""
    paths = sorted([f"{page}/guides.md", f"{index}/guides/index.md"])
    assert faults(*paths) == [("same-address", f"content/{page}/guides.md")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("ko/guides/estimands-ko.md", "name-of-copy"),
        ("ko/guides/estimands_KO.md", "name-of-copy"),
        ("ko/guides/estimands-copy.md", "name-of-copy"),
        ("ko/guides/estimands의 사본.md", "name-of-copy"),
        ("ko/guides/consent-ko.md", "language-in-name"),
        ("ko/guides/consent.ko.md", "language-in-name"),
        ("ko/guides/consent (Korean).md", "language-in-name"),
        ("ko/guides/consent-영어.md", "language-in-name"),
        ("ko/guides/guides/consent.md", "folder-doubled"),
        ("ko/ko/consent.md", "folder-doubled"),
        ("ko/en/consent.md", "folder-doubled"),
        ("ko/guides/learning-korean.md", ""),
        ("ko/guides/estimands-2.md", ""),
        ("ko/guides/taeko.md", ""),
        ("ko/guides/final.md", ""),
        ("ko/copy/guides/copy/consent.md", ""),
    ],
)
def test_a_name_that_says_too_much_is_named(path: str, code: str, tmp_path: Path) -> None:
    """The language that the folder says, a copy, a folder in one of its name; what only looks so is right."""
    paths = ("en/guides/consent.md", "en/guides/estimands.md", "ko/guides/estimands.md", path)
    found = tree_problems(tmp_path, paths, root="content", locales=("en", "ko"), links=())
    codes = {one.code.removeprefix("pages/") for one in found if one.place.path == f"content/{path}"}
    assert codes - {"page-name"} == ({code} if code else set())
