"""`kx serve`: begin a preview whatever mkdocs.yml says, which MkDocs reads before it loads any plugin."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mkdocs.__main__ import cli
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer

from exchange.build.strings import build_words
from exchange.mkdocs_plugins.bilingual_options import LANGUAGE_VARIABLE
from exchange.mkdocs_plugins.language_files import refuse_address
from exchange.mkdocs_plugins.preview_server import BuildOutcome, PreviewServer
from exchange.mkdocs_plugins.problems import say
from exchange.site.settings_problems import settings_problems
from exchange.text.problems import ContentProblems, visible

_ANSWER = 2  # seconds after which a waiting page asks again: by then another server may be there


class _Handover(BaseException):
    """Ends the server that waits for settings; as no `Exception`, so that MkDocs' loop lets it through."""


def serve(file: Path, address: tuple[str, int], language: str) -> int:
    """Show what is wrong with the settings until nothing is, then the preview; return the exit status."""
    os.environ.setdefault(LANGUAGE_VARIABLE, language)
    outcome = BuildOutcome(os.environ[LANGUAGE_VARIABLE])
    try:
        refuse_address(address, outcome.language)
    except ConfigurationError as refusal:
        refusal.show()
        return 1
    host, port = address
    name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    outcome.attempt(lambda: _load(file, outcome.language))
    if outcome.has_failed:
        waits = build_words(outcome.language)("preview-waits", address=f"http://{name}/")
        _print([*(text for _, text in outcome.messages), waits])
        if not _wait(file, address, outcome):
            return 0
    cli.main(["serve", "--config-file", str(file), "--dev-addr", name], standalone_mode=False)
    return 0


def _print(lines: Sequence[str]) -> None:
    """Say on the terminal what the page says; MkDocs says nothing before it has read its settings."""
    print(*map(visible, lines), sep="\n", file=sys.stderr, flush=True)


def _load(file: Path, language: str) -> None:
    """Read the settings as MkDocs does, once nothing is wrong with them that we can say ourselves."""
    try:
        problems = settings_problems(file)
    except ContentProblems as error:
        problems = error.problems
    say(problems, language)
    load_config(str(file))


def _wait(file: Path, address: tuple[str, int], outcome: BuildOutcome) -> bool:
    """Serve what is wrong until the settings can be read; return False if that was interrupted.

    Nobody is told that there is another page until there is one: pages that wait ask the next server.
    """

    def read_again() -> None:
        before = outcome.messages
        outcome.attempt(lambda: _load(file, outcome.language))
        if not outcome.has_failed:
            raise _Handover
        if outcome.messages != before:
            _print([text for _, text in outcome.messages])

    with tempfile.TemporaryDirectory() as folder:
        server = PreviewServer(LiveReloadServer(lambda: None, *address, root=folder), outcome)
        server.builder = read_again
        server.poll_response_timeout = _ANSWER
        server.watch(str(file.absolute().parent), recursive=False)
        try:
            server.serve()
        except _Handover:
            return True
        except KeyboardInterrupt:
            return False
        finally:
            server.shutdown()
    return False
