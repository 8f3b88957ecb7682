"""Ask the analyser about words ahead of time, in another process, and about others when they are met."""

from __future__ import annotations

import importlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial

from exchange.build.processes import START_ERRORS, Process, Say, copies_are_safe, start
from exchange.languages.ko.kiwi import analyse, loaded_kiwi


def load_in_background() -> None:
    """Load kiwipiepy for builds to come, by this process or its copies: those of a preview.

    No copy is made meanwhile: it would have half of it, and locks that are never released.
    """
    importlib.import_module("kiwipiepy")
    loading = threading.Lock()

    def load() -> None:
        with loading:
            loaded_kiwi()

    if copies_are_safe():
        os.register_at_fork(
            before=loading.acquire, after_in_parent=loading.release, after_in_child=loading.release
        )
    threading.Thread(target=load, daemon=True).start()


class Kiwi:
    """kiwipiepy, asked here about what another process has not answered before: the unforeseen."""

    def __init__(self) -> None:
        self._helper: Process | None = None

    def expect(self, words: Callable[[], Iterable[str]]) -> None:
        """Begin to ask another process about words, which it finds itself, where that can be started.

        It ends when it has answered: the model takes a quarter of a gigabyte.
        """
        is_loaded = loaded_kiwi.cache_info().currsize > 0
        if not is_loaded and (os.cpu_count() or 1) > 1:
            with suppress(*START_ERRORS):
                self._helper = start(partial(_answer, words))

    def analyse(self, words: Sequence[str]) -> dict[str, str]:
        """Return what is kept of each word."""
        foreseen = _answers(self._helper) if self._helper else {}
        new_words = [word for word in words if word not in foreseen]
        results = {word: foreseen[word] for word in words if word in foreseen}
        return results | (analyse(new_words) if new_words else {})

    def end(self) -> None:
        """Forget the answers: a new build begins."""
        if self._helper:
            self._helper.end()
        self._helper = None


def _answers(helper: Process) -> dict[str, str]:
    """Wait for the answers; there are none if it failed or was stopped."""
    with suppress(Exception):  # whatever it was, it is asked here again
        answers: dict[str, str] = json.loads(next(helper.lines(), "{}"))
        return answers
    return {}


def _answer(words: Callable[[], Iterable[str]], say: Say) -> int:
    new = sorted(words())
    say(json.dumps(analyse(new) if new else {}, ensure_ascii=False))
    return 0
