"""What is kept of pages without fault is what reading them afresh gives, whatever happened in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pages.writing import LOCALES, library_of, page, read_library, write

from exchange.build.store import Store
from exchange.pages import library as reading
from exchange.pages.library import Library
from exchange.text.content_folder import content_digest
from exchange.text.problems import ContentProblems

SITES = Path(__file__).parents[1] / "sites"
FOLDERS = sorted(
    [
        *(SITES / "faulty").iterdir(),
        *(SITES / "legitimate").iterdir(),
        SITES / "showcase" / "content",
        Path(__file__).parents[2] / "content",
    ]
)
PATHS = ("en/a.md", "ko/a.md", "en/b/index.md", "ko/b/index.md", "en/B.md", "ko/전자.md")
BODIES = ("", "## One { #one }\n", "## 하나 { #one }\n## Two\n", "## Two { #two }\r\ntext", "# x { #one }")


def told(library: Library) -> list[object]:
    """Return everything a library says."""
    return [
        (
            (pair.path, locale, one.path, one.locale, one.digest, one.generated, one.meta, one.sections),
            (one.document.path, one.document.meta, one.document.body, one.document.body_line),
            pair.original.locale,
            library.shared_files,
        )
        for pair in library
        for locale, one in pair.pages.items()
    ]


def outcome(content: Path, store: Store | None) -> object:
    """Return what reading a folder gives: a library or problems."""
    try:
        return told(read_library(content, root="content", locales=LOCALES, store=store))
    except ContentProblems as found:
        return found.problems
    finally:
        if store:
            store.save()


@pytest.mark.parametrize("site", FOLDERS, ids=lambda folder: folder.name)
def test_every_site_is_read_alike_from_memory(site: Path, tmp_path: Path) -> None:
    """Right or faulty, a folder that was read before gives the same pages and the same problems."""
    fresh = outcome(site, None)
    kept = [outcome(site, Store(tmp_path / "kept", stamp="")) for _ in range(3)]
    assert kept == [fresh] * 3


def test_unchanged_pages_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and pairs that were right are known by their bytes; a changed page and its pair are looked at."""
    content = write(tmp_path / "content", {path: page() for path in ("en/a.md", "ko/a.md", "en/b.md")})
    outcome(content, Store(tmp_path / "kept", stamp=""))
    looked: list[str] = []
    _note(monkeypatch, "page_meta", lambda document: looked.append(document.path))
    _note(monkeypatch, "pair_problems", lambda pair: looked.append(pair.path))
    write(content, {"ko/a.md": page("다름")})
    outcome(content, Store(tmp_path / "kept", stamp=""))
    assert looked == ["content/ko/a.md", "a.md"]
    looked.clear()
    outcome(content, Store(tmp_path / "kept", stamp=""))
    assert looked == []


def _note(patch: pytest.MonkeyPatch, name: str, note: Callable[..., None]) -> None:
    before = getattr(reading, name)

    def noting(first: object, *others: object, **named: object) -> object:
        note(first)
        return before(first, *others, **named)

    patch.setattr(reading, name, noting)


_pages = st.builds(
    page,
    st.sampled_from(["A", "나", 'say ""', "x: y"]),
    kind=st.sampled_from(["page", "page", "guide", "gide"]),
    original=st.sampled_from(["en", "en", "ko"]),
    body=st.sampled_from(BODIES),
    checked=st.sampled_from(["2026-11-22", "2026-11-31"]),
)
_edits = st.lists(
    st.tuples(st.sampled_from(PATHS), st.one_of(_pages, _pages, st.sampled_from([None, "no front matter"]))),
    max_size=5,
)


@given(st.lists(_edits, min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_memory_equals_reading_after_any_edits(
    tmp_path: Path, builds: list[list[tuple[str, str | None]]]
) -> None:
    """After any series of edits and removals, each build reads what a build without memory reads."""
    shutil.rmtree(tmp_path)
    content = write(tmp_path / "content", {"en/index.md": page()})
    for edits in builds:
        for path, text in edits:
            if text is not None:
                write(content, {path: text})
            else:
                (content / path).unlink(missing_ok=True)
        assert outcome(content, Store(tmp_path / "kept", stamp="")) == outcome(content, None)


@pytest.mark.parametrize(
    "value", ["", "[]", "{}", "null", "[1,2", '["a","b","page","en",null,"x",0,0,0,0,0,0]']
)
def test_a_damaged_value_is_read_anew(tmp_path: Path, value: str) -> None:
    """What is kept is checked for its form; anything else costs time only."""
    content = write(tmp_path / "content", {"en/a.md": page()})
    store = Store(tmp_path / "kept", stamp="")
    store.put("bilingual page en ko", "en/a.md", content_digest((content / "en/a.md").read_bytes()), value)
    assert outcome(content, store) == outcome(content, None)


def test_every_page_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    """Whoever keeps what was made from a page asks for its digest, not for its bytes."""
    text = page(body="본문\n")
    library = library_of(tmp_path, {"ko/a.md": text})
    assert library.pairs["a.md"].pages["ko"].digest == content_digest(text.encode())
