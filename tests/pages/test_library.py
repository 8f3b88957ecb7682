"""The library: pairs of pages, the original of each, and the faults between two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pages.writing import LOCALES, library_of, page, read_library, write

from exchange.text.problems import ContentProblems


def faults(folder: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(ContentProblems) as raised:
        library_of(folder, files)
    return [f"{problem.place} {problem.rule}" for problem in raised.value.problems]


def test_pages_at_one_path_are_a_pair(tmp_path: Path) -> None:
    """Pairs are sorted by path, languages by the site's order."""
    library = library_of(
        tmp_path,
        {"ko/b.md": page("나"), "en/b.md": page("B"), "ko/a.md": page("가"), "en/c/index.md": page("C")},
    )
    assert {pair.path: list(pair.pages) for pair in library} == {
        "a.md": ["ko"],
        "b.md": ["en", "ko"],
        "c/index.md": ["en"],
    }
    assert list(library.pairs) == ["a.md", "b.md", "c/index.md"]


@pytest.mark.parametrize("original", LOCALES)
def test_the_original_is_the_language_both_name(tmp_path: Path, original: str) -> None:
    """Either language may be written first."""
    files = {f"{locale}/a.md": page(locale, original=original) for locale in LOCALES}
    pair = library_of(tmp_path, files).pairs["a.md"]
    assert pair.original.locale == original
    assert [pair.read_in(locale).locale for locale in LOCALES] == ["en", "ko"]


def test_a_page_in_one_language_is_read_in_both(tmp_path: Path) -> None:
    """Where a language has no page its readers see the one there is, whatever it calls its original."""
    pair = library_of(tmp_path, {"ko/a.md": page(original="en")}).pairs["a.md"]
    assert [pair.read_in(locale).locale for locale in LOCALES] == ["ko", "ko"]


def test_generated_pages_are_in_every_language(tmp_path: Path) -> None:
    """A page that a plugin makes stands in the library beside the written ones, for all readers."""
    library = library_of(tmp_path, {"en/a.md": page(), "en/made.md": page("Made")})
    made = library.pairs["made.md"].pages["en"]
    written = library_of(tmp_path / "other", {"en/a.md": page()})
    both = written.with_generated([made])
    assert {pair.path: list(pair.pages) for pair in both} == {"a.md": ["en"], "made.md": ["en", "ko"]}
    assert list(written.pairs) == ["a.md"]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Names, front matter, and differences between twins, in one list by place."""
    files = {
        "en/A.md": page(),
        "en/b.md": "no front matter",
        "ko/c.md": page(published="soon"),
        "en/d.md": page(body="## One\n"),
        "ko/d.md": page(body="## 하나\n"),
    }
    assert faults(tmp_path, files) == [
        "content/en/A.md page-name",
        "content/en/b.md:1 no-front-matter",
        "content/ko/c.md:6:12 not-a-day",
        "content/ko/d.md:7:6 section-id-differs",
    ]


def test_an_unclear_front_matter_is_not_compared(tmp_path: Path) -> None:
    """A misspelt kind is one fault, not a difference from its twin as well."""
    files = {"en/a.md": page(kind="guide", id="a"), "ko/a.md": page(kind="giude", id="a")}
    assert faults(tmp_path, files) == ["content/ko/a.md:4:7 not-an-option"]


def test_a_linked_page_is_named_and_not_read(tmp_path: Path) -> None:
    """A link to a file outside the content gives away nothing of it."""
    secret = write(tmp_path / "outside", {"secret.md": "secret"}) / "secret.md"
    content = write(tmp_path / "content", {"en/a.md": page()})
    (content / "en" / "b.md").symlink_to(secret)
    with pytest.raises(ContentProblems) as raised:
        read_library(content, root="content", locales=LOCALES)
    assert [problem.rule for problem in raised.value.problems] == ["symlink"]


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    """A page saved in an old Korean encoding is a problem of its own, on the first line that is wrong."""
    content = write(tmp_path, {"en/a.md": page()})
    (content / "ko").mkdir()
    (content / "ko" / "b.md").write_bytes(page("A", body="첫 줄").encode("cp949"))
    with pytest.raises(ContentProblems) as raised:
        read_library(content, root="content", locales=LOCALES)
    assert [str(problem.place) for problem in raised.value.problems] == ["content/ko/b.md:7"]


@pytest.mark.parametrize(
    ("written", "made", "locale", "expected"),
    [
        ("en/calls/x/index.md", "calls/x.md", "en", "/en/calls/x/"),
        ("en/calls/x/index.md", "calls/x.md", "ko", "/ko/calls/x/"),
        ("ko/calls/calendar.md", "calls/calendar.md", "ko", "/ko/calls/calendar/"),
        ("en/terms.md", "terms/index.md", "en", "/en/terms/"),
        ("en/calls/x.md", "calls/x.md", "ko", None),
        ("en/calls/y.md", "calls/x.md", "en", None),
        ("en/calls/x/y.md", "calls/x.md", "en", None),
    ],
)
def test_a_page_at_the_address_of_a_made_one_is_named(
    tmp_path: Path, written: str, made: str, locale: str, expected: str | None
) -> None:
    """One of the two would be lost; the file of a made page holds its text in that language alone."""
    library = library_of(tmp_path / "written", {written: page(original=written[:2])})
    problems = list(library.at_made_addresses({made: [locale]}))
    found = [(problem.place.path, problem.values["address"]) for problem in problems]
    assert found == ([(f"content/{written}", expected)] if expected else [])
