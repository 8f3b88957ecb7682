"""The server of `mkdocs serve`: the last good site, with what stands in the way of the next one on top.

It takes the place of MkDocs' own, which answers nothing while a build fails, or is not there at all.
"""

from __future__ import annotations

import gc
import html
import logging
import re
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from exchange.build.local_site import PATIENCE, file_at, is_this_computer, not_found_page
from exchange.build.strings import build_words

log = logging.getLogger("mkdocs.plugins.bilingual")

_STYLE = (
    "all:revert;position:relative;z-index:99;margin:0;padding:1rem 1.5rem;font:1rem/1.5 system-ui,sans-serif;"
    "color:#1c1c1c;background:#ffe9e6;border-block-end:4px solid #b3261e;overflow-wrap:anywhere"
)
_WAITING = re.compile(r"/livereload/[0-9]{1,18}/[0-9]{1,18}")
"""What an open page asks, to be loaded again after the next build."""
_EMPTY_PAGE = (
    '<!doctype html>\n<html lang="{}">\n<meta charset="utf-8">\n<title>{}</title>\n<body>\n</body>\n'
)


class BuildOutcome(logging.Handler):
    """What the last build of a preview said where it failed; empty where it did not."""

    def __init__(self, language: str) -> None:
        super().__init__(level=logging.WARNING)
        self.language = language
        self.messages: list[tuple[int, str]] = []
        self.has_failed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a warning or an error, each once."""
        entry = (record.levelno, record.getMessage())
        if entry not in self.messages:
            self.messages.append(entry)

    def attempt(self, work: Callable[[], None]) -> None:
        """Do a build, when what the last one left in cycles is gone; say what a failure said, and go on."""
        gc.collect()
        self.messages, self.has_failed = [], False
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            work()
        except Exception as fault:
            if not self.messages or not isinstance(fault, SystemExit):  # else MkDocs has said why it ends
                is_bug = not isinstance(fault, (MkDocsException, SystemExit))
                log.error(str(fault), exc_info=fault if is_bug else None)
            self.has_failed = True  # last: pages are asked for meanwhile, and show what was said
        finally:
            logger.removeHandler(self)

    def banner(self, *, has_site: bool) -> bytes:
        """Return what is put on top of each page; nothing after a build that was right."""
        if not self.has_failed:
            return b""
        words = build_words(self.language)
        worst = max(level for level, _ in self.messages)
        items = "".join(f"<li>{html.escape(text)}</li>" for level, text in self.messages if level == worst)
        title = words("preview-last-site" if has_site else "preview-no-site")
        return (
            f'<section role="alert" lang="{self.language}" style="{_STYLE}"><strong>{title}</strong>'
            f"<ul>{items}</ul></section>"
        ).encode()


class _PreviewHandler(WSGIRequestHandler):
    """Reads one request; says nothing of it: what a stranger asks for could act on the terminal."""

    timeout = PATIENCE

    def handle(self) -> None:
        """Answer a request; one who goes away, or asks no more, is no fault."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


class PreviewServer(LiveReloadServer):
    """Answers this computer only; lists no folder, and leaves the site's folder by no address."""

    def __init__(self, server: LiveReloadServer, outcome: BuildOutcome) -> None:
        server.server_close()  # it was never bound
        host, port = server.server_address[:2]
        builder = server.builder
        super().__init__(
            builder=lambda: outcome.attempt(builder),
            host=str(host),
            port=int(port),
            root=server.root,
            mount_path=server.mount_path,
        )
        self.outcome = outcome
        self.RequestHandlerClass = _PreviewHandler
        for path in server._watched_paths:
            self.watch(path)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve until it is interrupted, or ended by the system, and clear away in either case."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request for a page."""
        if environ["REQUEST_METHOD"] != "GET":
            start_response("405 Method Not Allowed", [("Allow", "GET"), ("Content-Length", "0")])
            return []
        if not is_this_computer(environ.get("HTTP_HOST", "")):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"Only this computer is answered."]
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if _WAITING.fullmatch(path) or self._has(path):
            return super().serve_request(environ, start_response)
        return self._answer_without_file(path, start_response)

    @classmethod
    def _log_poll_request(cls, url: str | None, request_id: str) -> None:  # type: ignore[override]
        """Say nothing of who waits."""

    def _has(self, path: str) -> bool:
        if not path.startswith(self.mount_path):
            return path in ("/", self.mount_path.rstrip("/"))
        name = path.removeprefix(self.mount_path)
        root = Path(self.root)
        return bool(file_at(root, name) or file_at(root, f"{name}/"))

    def _answer_without_file(self, path: str, start_response: Any) -> Iterable[bytes]:
        """Answer with the page of what is not there; where no site is there at all, with the reason."""
        has_site = file_at(Path(self.root), "") is not None
        page = not_found_page(Path(self.root), path) if has_site else self._empty_page()
        content = self._inject_js_into_html(page, self._visible_epoch)
        start_response(
            "404 Not Found" if has_site else "503 Service Unavailable",
            [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))],
        )
        return [content]

    def _empty_page(self) -> bytes:
        language = self.outcome.language
        return _EMPTY_PAGE.format(language, build_words(language)("preview-no-site")).encode()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Put what is wrong on top, and at the end what waits for the next build."""
        has_site = file_at(Path(self.root), "") is not None
        start = content.find(b"<body")
        end = content.find(b">", start) + 1 if start >= 0 else 0
        banner = self.outcome.banner(has_site=has_site)
        page = content[:end] + banner + content[end:]
        return bytes(super()._inject_js_into_html(page, epoch))  # type: ignore[no-untyped-call]
