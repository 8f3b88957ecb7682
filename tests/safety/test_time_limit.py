"""Work that takes too long is stopped in the middle of it, wherever it is."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest
from tests.rendering import render

from exchange.safety.content import slow_page
from exchange.safety.file_kinds import Places
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import read_source
from exchange.safety.slow_work import too_slow
from exchange.safety.time_limit import TimeLimit


class Over(Exception):
    """The time is over."""


def test_a_regular_expression_is_stopped() -> None:
    """One call of `re` that would take hours ends with the exception."""
    clock = TimeLimit()
    clock.start(0.1, Over)
    with pytest.raises(Over):
        re.fullmatch(r"(a+)+b", "a" * 60)
    clock.stop()


def test_code_that_swallows_the_exception_is_stopped() -> None:
    """The clock rings again."""
    clock, rings = TimeLimit(), 0

    def swallow() -> None:
        nonlocal rings
        while True:
            try:
                while True:
                    pass
            except Over:
                rings += 1
                if rings > 1:
                    return

    clock.start(0.05, Over)
    swallow()
    clock.stop()
    assert rings == 2


def test_waiting_costs_nothing() -> None:
    """A busy machine makes a page wait, which is not its fault."""
    clock = TimeLimit()
    clock.start(0.05, Over)
    time.sleep(0.2)
    clock.stop()


def test_a_clock_that_was_stopped_is_silent() -> None:
    """Nothing rings after the end, and whoever had the signal before has it again."""
    before = signal.getsignal(signal.SIGVTALRM)
    clock = TimeLimit()
    clock.start(0.05, Over)
    clock.stop()
    until = time.process_time() + 0.15
    while time.process_time() < until:
        pass
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_without_a_timer_of_the_kernel_a_thread_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: between two steps of Python the work is stopped."""
    monkeypatch.delattr(signal, "setitimer")
    clock = TimeLimit()
    clock.start(0.1, Over)
    with pytest.raises(Over):
        _work_for_ever()
    clock.stop()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def _work_for_ever() -> None:
    while True:
        pass


def test_the_slow_page_is_named(tmp_path: Path) -> None:
    """When reading takes too long, the page to blame is looked for; a fast folder blames no page."""
    head = "---\ntitle: x\n---\n"
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.md").write_text(head + "## Right { #right }\n", encoding="utf-8")
    places = Places(locales=("en",))
    assert slow_page(tmp_path, "content", places, Limits()).code == "safety/reading-too-slow"
    (tmp_path / "en/b.md").write_text(head + ("## " + "[" * 9_000 + "\n") * 10, encoding="utf-8")
    found = slow_page(tmp_path, "content", places, Limits())
    assert (found.code, found.place.path) == ("safety/page-too-slow", "content/en/b.md")


@pytest.mark.parametrize(
    ("slow", "sign"),
    [
        (("[" * 9000 + "\n") * 10, "["),
        ("[^1] " * 20_000 + "\n\n[^1]: Note.\n", "["),
        ("[a]:\n  b\n  'c'\n" * 6_000, "["),
        ("[a\nb\nc]: d\n" * 6_000, "["),
    ],
)
def test_what_was_slow_is_told_by_its_sign_and_line(slow: str, sign: str) -> None:
    """Where the text that was being read is found in the page."""
    text, path = f"Text.\n\n{slow}", "content/en/x.md"
    render("Text.\n")  # what is made at the first use is no part of it
    clock = TimeLimit()
    clock.start(1, Over)
    with pytest.raises(Over):
        render(text)
    clock.stop()
    problem = too_slow(path, 2, clock.work, read_source(text, path=path))
    assert (problem.values["sign"][:1], problem.place.line) == (sign, 3)
