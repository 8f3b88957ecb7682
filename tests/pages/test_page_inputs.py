"""What a page is made from names all that is shown of it: another view never has the same parts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages.writing import LOCALES, library_of, page

from exchange.build.inputs import Parts
from exchange.pages.kinds import Kind
from exchange.pages.library import Library, Pair
from exchange.pages.navigation import read_navigation
from exchange.pages.page_inputs import page_parts
from exchange.pages.page_meta import PageMeta
from exchange.pages.views import PageView, Site, page_view
from exchange.text.locales import Locale

NAV = "- guides:\n    - a\n    - b\n- training:\n    - one:\n        - first\n        - second\n"
DAY = "2026-05-06T23:08:09+09:00"
LESSON = "training/one/first.md"


def both(path: str, **fields: object) -> dict[str, str]:
    return {f"{locale}/{path}": page(f"{path} {locale}", **fields) for locale in LOCALES}  # type: ignore[arg-type]


FILES = {
    **both("index.md", kind="home"),
    **both("guides/index.md"),
    **both("guides/a.md", kind="guide", id="a", published="2026-01-05", checked="2026-11-01"),
    "en/guides/b.md": page("Only English", kind="guide", id="b"),
    **both("training/index.md"),
    **both("training/one/index.md", kind="course", id="one", audience="Teams"),
    **both(LESSON, kind="lesson", id="first", minutes=50),
    **both("training/one/second.md", kind="lesson", id="second", minutes=25),
    **both("notes/one.md"),  # a part of the site without a page of its own
    **both("notes/two.md"),
}
PATHS = sorted({path.partition("/")[2] for path in FILES})
OTHER: Mapping[str, Sequence[Any]] = {
    "title": ["Another"],
    "description": ["Another."],
    "kind": [Kind.PAGE, Kind.GUIDE, Kind.COURSE],
    "original": LOCALES,
    "id": [None, "another"],
    "published": [None, datetime.date(2026, 11, 2)],
    "checked": [None, datetime.date(2026, 11, 2)],
    "authors": [("Another",)],
    "reviewers": [("Another",)],
    "audience": [None, "Others"],
    "minutes": [None, 5],
    "objectives": [("Another",)],
    "prerequisites": [("Another",)],
}
"""What each field of a page may become."""
CHANGES = [(name, value) for name, values in OTHER.items() for value in values]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(tmp_path_factory.mktemp("content"), FILES)


@pytest.fixture(scope="module")
def read_library(library: Library) -> Callable[[], Library]:
    """The same, for tests that print what they are given: a library is long."""
    return lambda: library


def site(library: Library, locale: str, changes: Mapping[str, str] | None = None) -> Site:
    return Site(
        locale=locale,
        locales=tuple(Locale(code=code, name=code.upper()) for code in LOCALES),
        library=library,
        navigation=read_navigation(NAV, source="nav.yml", pages=library.pairs),
        changes=changes or {},
        url="https://example.org/",
        date_locale="en_GB",
    )


def with_meta(library: Library, path: str, change: Callable[[PageMeta], PageMeta]) -> Library:
    """Return the library after the front matter of a page was edited in each of its languages.

    The bytes of its files are others then; what other pages show of it is what may be forgotten.
    """
    pages = {
        code: replace(written, meta=change(written.meta), digest="another")
        for code, written in library.pairs[path].pages.items()
    }
    return replace(library, pairs={**library.pairs, path: Pair(path=path, pages=pages)})


def views_and_parts(site: Site) -> dict[str, tuple[PageView, Parts]]:
    """Return the view of each page, and what the page around its text is made from."""
    return {path: (page_view(site, path), around) for path, _, around in page_parts(site)}


def differences(before: Site, after: Site) -> tuple[set[str], set[str]]:
    """Return the pages with another view than before, and those with other parts."""
    first, second = views_and_parts(before), views_and_parts(after)
    return (
        {path for path in first if first[path][0] != second[path][0]},
        {path for path in first if first[path][1] != second[path][1]},
    )


def test_every_field_of_a_page_is_tried() -> None:
    """A field that is added needs values to become."""
    assert {field.name for field in fields(PageMeta)} - {"texts"} == OTHER.keys()


@given(st.sampled_from(PATHS), st.sampled_from(CHANGES), st.sampled_from(LOCALES))
def test_a_page_that_shows_a_changed_field_is_made_again(
    read_library: Callable[[], Library], path: str, changed: tuple[str, Any], locale: str
) -> None:
    """Whatever changed in the front matter of whichever page: its own views and those that show it."""
    library, (name, value) = read_library(), changed
    change = with_meta(library, path, lambda meta: replace(meta, **{name: value}))
    shown, other = differences(site(library, locale), site(change, locale))
    assert shown <= other


def test_a_course_is_made_again_when_a_lesson_takes_longer(library: Library) -> None:
    """Its page adds up the minutes of its lessons."""
    change = with_meta(library, LESSON, lambda meta: replace(meta, minutes=55))
    shown, other = differences(site(library, "en"), site(change, "en"))
    assert "training/one/index.md" in shown
    assert shown <= other


def test_a_page_is_made_again_when_it_is_translated(library: Library) -> None:
    """Its original offers the other language, though no byte of the original is another."""
    pair = library.pairs["guides/b.md"]
    translation = replace(pair.pages["en"], locale="ko", digest="another")
    translated = Pair(path=pair.path, pages={**pair.pages, "ko": translation})
    change = replace(library, pairs={**library.pairs, pair.path: translated})
    for locale in LOCALES:
        shown, other = differences(site(library, locale), site(change, locale))
        assert pair.path in shown
        assert shown <= other


def test_a_page_is_made_again_when_the_next_one_has_another_title(library: Library) -> None:
    """Before it and after it, also where no page stands above both."""
    change = with_meta(library, "notes/one.md", lambda meta: replace(meta, title="Another"))
    shown, other = differences(site(library, "en"), site(change, "en"))
    assert "notes/two.md" in shown
    assert shown <= other


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_made_again_when_its_last_change_is_another(
    library: Library, path: str, locale: str
) -> None:
    """It shows that day, though no byte of its file is another: a commit is enough."""
    changes = {f"{library.pairs[path].read_in(locale).locale}/{path}": DAY}
    shown, other = differences(site(library, locale), site(library, locale, changes))
    assert shown == {path}
    assert shown <= other
