"""The analyser is asked ahead of time, in another process, and what it did not foresee in this one."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.building import ROOT, Built

from exchange.build import processes
from exchange.build.processes import copies_are_safe
from exchange.languages.ko import kiwi
from exchange.search import kiwi as asking
from exchange.search.extract import sections
from exchange.search.foreseen import unknown_words
from exchange.search.kiwi import Kiwi, load_in_background
from exchange.search.word_analyser import words_of
from exchange.text.frame import THEME

pytest.importorskip("kiwipiepy")
KNOWN = ["임상시험을", "동의를"]
NEW = "추정대상을"


def _fail() -> kiwi.Tokenizer:
    raise AssertionError("the analyser is loaded in this process")


def _foreseen() -> list[str]:
    return [*KNOWN, "등록한다"]


def _fault() -> list[str]:
    return [str(1 / 0)]


@pytest.fixture(params=[True, False], ids=["copies", "new processes"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Linux, and as on Windows and macOS."""
    monkeypatch.setattr(processes, "_COPIES_ARE_SAFE", request.param and copies_are_safe())


@pytest.mark.usefixtures("_way")
def test_what_was_foreseen_needs_no_analyser_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are those that this process would give."""
    expected = Kiwi().analyse(KNOWN)
    assert expected["동의를"] == "동의,NNG,0,2"
    kiwi.loaded_kiwi.cache_clear()
    asked = Kiwi()
    asked.expect(_foreseen)
    with monkeypatch.context() as patched:
        patched.setattr(asking, "analyse", lambda _words: _fail())
        assert asked.analyse(KNOWN) == expected
    assert asked.analyse([NEW]) == Kiwi().analyse([NEW])
    asked.end()


@pytest.mark.skipif(not copies_are_safe(), reason="processes are not copied on this system")
def test_a_copy_of_a_process_that_has_asked_can_ask() -> None:
    """As in a preview, where a build is a copy; an analyser with threads of its own would wait for ever."""
    Kiwi().analyse(KNOWN)
    context = multiprocessing.get_context("fork")
    copy = context.Process(target=lambda: Kiwi().analyse([NEW, *KNOWN]))
    copy.start()
    copy.join(60)
    assert copy.exitcode == 0


@pytest.mark.skipif(not copies_are_safe(), reason="processes are not copied on this system")
def test_no_copy_is_made_while_a_preview_loads_the_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy made meanwhile would wait for ever for what the loading thread holds."""
    begun, loaded = threading.Event(), []

    def slowly() -> None:
        begun.set()
        time.sleep(0.3)
        loaded.append("all of it")

    monkeypatch.setattr(asking, "loaded_kiwi", slowly)
    load_in_background()
    begun.wait()
    copy = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(len(loaded)))
    copy.start()
    copy.join(60)
    assert copy.exitcode == 1


@pytest.mark.usefixtures("_way")
def test_a_process_that_fails_costs_time_only() -> None:
    """Nothing is lost with it."""
    kiwi.loaded_kiwi.cache_clear()
    asked = Kiwi()
    asked.expect(_fault)
    assert asked.analyse(KNOWN) == Kiwi().analyse(KNOWN)
    asked.end()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**임상**시험을 한다", "<p><strong>임상</strong>시험을 한다</p>"),
        ("[임상시험](a.md#b){ .c }의 `동의`를", "<p><a href=a>임상시험</a>의 <code>동의</code>를</p>"),
        ("<https://a.example/qa/144>에 실림", "<p><a href=a>https://a.example/qa/144</a>에 실림</p>"),
        ("12~13주 [^1]", "<p>12~13주</p>"),
    ],
)
def test_words_of_a_page_are_foreseen_from_its_markdown(written: str, shown: str) -> None:
    """Signs that part no word in the page part none here."""
    (section,) = sections(f'<h2 id="x">x</h2>{shown}')
    assert words_of([section.text]) <= unknown_words([written], vocabulary=frozenset())


def test_the_words_of_the_real_pages_are_foreseen(real_site: Built) -> None:
    """A word that was not costs a second of each clean build."""
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "content").rglob("*.*") if _is_text(file)]
    own = [file.read_text(encoding="utf-8") for file in (THEME / "locales").glob("*ko.json")]
    foreseen = unknown_words([*sources, *own], vocabulary=frozenset())
    pages = [
        LexborHTMLParser(file.read_text(encoding="utf-8"))
        for file in real_site.folder.rglob("ko/guides/*/index.html")
    ]
    texts = [section.text for page in pages for section in sections(page.css_first("div.text").html or "")]
    assert len(words_of(texts)) > 1_000
    assert words_of(texts) - foreseen == set()


def _is_text(file: Path) -> bool:
    return file.suffix == ".yml" or (file.suffix == ".md" and "ko" in file.parts)
