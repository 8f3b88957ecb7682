"""From saving a file to the reloaded page while a preview runs on the loopback interface, and its memory."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.tools import browser_missing, chromium_path

from benchmarks.corpus import make_corpus

from .builders import HERE, Builder, ours
from .edits import LOCALES, SENTENCES, guide, with_sentence
from .running import LOG, BuildFailed, memory_of
from .tables import print_table, spread, verdict

AT_MOST = 1.0
_FIRST_BUILD = 900
_RELOADS = re.compile(rb"livereload\((?P<epoch>[\d.]+), (?P<request>[\d.]+)\)")
_SETTLED = 1.5


def save(work: Path, pages: int, times: int) -> None:
    """Print the seconds from saving a page to seeing it, in each language, `times` times each.

    And what the preview holds after half of the saves, and after all: it may not grow with them.
    """
    corpus = make_corpus(work / "corpus", pages)
    builder = ours(work, corpus)
    edits = list(_edits(builder, corpus, pages, times))
    in_browser = not browser_missing()
    seconds: list[float] = []
    sizes = []
    with _serving(builder) as (address, process):
        for part in (edits[: len(edits) // 2], edits[len(edits) // 2 :]):
            seconds += _in_browser(work, address, part) if in_browser else _by_polling(address, part)
            sizes.append((len(seconds), memory_of(process).resident))
    way = "Chromium, page reloaded by itself" if in_browser else "no browser: the server's long poll"
    columns = ("language", "asked, seconds", "seconds", "kept")
    title = f"From saving to the reloaded page, {pages:,} pages a language, {times} times each ({way})"
    print_table(title, columns, _rows(edits, seconds))
    rows = [(str(saves), f"{size / 1e6:.0f}") for saves, size in sizes]
    print_table("Memory of the preview", ("saves", "MB"), rows)


def _edits(builder: Builder, corpus: Path, pages: int, times: int) -> Iterator[Mapping[str, str]]:
    """Yield edits of one page in each language by turns, each with a sentence that was not there before."""
    for mark in range(101, 101 + times):
        for locale in LOCALES:
            path = guide(pages // 2, locale)
            ((_, text),) = with_sentence(corpus, path, mark=mark).items()
            yield {
                "locale": locale,
                "path": path.removesuffix(".md") + "/",
                "file": str(builder.folder / builder.content / path),
                "text": text,
                "words": SENTENCES[locale].format(mark=mark),
            }


def _rows(edits: Sequence[Mapping[str, str]], seconds: Sequence[float]) -> Iterator[Sequence[str]]:
    for locale in LOCALES:
        took = [each for edit, each in zip(edits, seconds, strict=True) if edit["locale"] == locale]
        yield locale, f"{AT_MOST:.1f}", spread(took), verdict(statistics.median(took), AT_MOST)


@contextmanager
def _serving(builder: Builder) -> Iterator[tuple[str, int]]:
    """Yield address and process of a preview whose first build is done; end it, whatever happens."""
    builder.forget()
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    with (builder.folder / LOG).open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=builder.folder,
            env={**os.environ, **builder.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(server, port, builder.folder / LOG)
        yield f"http://127.0.0.1:{port}/", server.pid
    finally:
        _end(server)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers; it does once it has built the site."""
    until = time.monotonic() + _FIRST_BUILD
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            time.sleep(_SETTLED)
            return
    raise BuildFailed(f"mkdocs serve did not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _in_browser(work: Path, address: str, edits: Sequence[Mapping[str, str]]) -> list[float]:
    file = work / "edits.json"
    file.write_text(json.dumps(edits), encoding="utf-8")
    command = [shutil.which("node") or "node", str(HERE / "saving.mjs"), address, str(file)]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return [each / 1000 for each in json.loads(done.stdout)]


def _by_polling(address: str, edits: Sequence[Mapping[str, str]]) -> list[float]:
    """Do what the reloading script in a page does, without a browser."""
    return [_seen(address, edit) for edit in edits]


def _seen(address: str, edit: Mapping[str, str]) -> float:
    page = address + edit["path"]
    reloads = _RELOADS.search(_get(page))
    if reloads is None:
        raise BuildFailed(f"{page} does not reload itself")
    poll = f"{address}livereload/{reloads['epoch'].decode()}/{reloads['request'].decode()}"
    started = time.monotonic()
    Path(edit["file"]).write_text(edit["text"], encoding="utf-8")
    while edit["words"].encode() not in _get(page):
        _get(poll)
    took = time.monotonic() - started
    time.sleep(_SETTLED)
    return took


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=180) as answer:  # noqa: S310  our own server
        body: bytes = answer.read()
    return body
