"""Show a site on this computer, and to nobody else: which requests are answered, and with which file."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from exchange.build.media_types import content_type

INDEX = "index.html"
NOT_FOUND_PAGE = "404.html"
PATIENCE = 60.0
"""Seconds until somebody who asks half a question is left alone."""
_DEPTH = 10  # folders of an address in which the page of a language is sought


def is_this_computer(host: str) -> bool:
    """Return True if a name or address, with or without a port, can only be this computer's own.

    A page of another site may have a name of its own lead here and read what is not published yet; the
    browser then sends that name in the header Host.
    """
    try:
        name = "" if {*"@/?#"} & {*host} else urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_for_this_computer(target: str, hosts: Sequence[str]) -> bool:
    """Return True if a request names this computer in its one header Host, and in any host of the target."""
    try:
        host = urlsplit(target).netloc
    except ValueError:
        return False
    return len(hosts) == 1 and is_this_computer(hosts[0]) and (not host or is_this_computer(host))


def file_at(root: Path, path: str) -> Path | None:
    """Return the file of a path below a site, decoded and without its query; None where there is none.

    A folder has its page. What no site has in a path, but some system takes for another folder, or a
    browser for the name of a host (`//en/`), is no file.
    """
    parts = path.split("/")
    if ".." in parts or "" in parts[:-1] or any(sign in path for sign in "\0\\:"):
        return None
    file = root.joinpath(*parts, *([INDEX] if path.endswith("/") or not path else []))
    try:
        is_inside = file.is_file() and file.resolve().is_relative_to(root.resolve())
    except OSError:  # a name longer than the system has them
        return None
    return file if is_inside else None


def not_found_page(root: Path, path: str) -> bytes:
    """Return the page of what is not there, in the language of its address."""
    paths = (*(f"{folder}/{NOT_FOUND_PAGE}" for folder in path.split("/")[:_DEPTH] if folder), NOT_FOUND_PAGE)
    files = (file_at(root, path) for path in paths)
    return next((file.read_bytes() for file in files if file), b"Not found.")


def local_server(root: Path, *, port: int, base: str = "/") -> ThreadingHTTPServer:
    """Return a server of a built site at a path of this computer. Raises OSError for a port that is taken."""
    handler: Callable[..., BaseHTTPRequestHandler] = partial(_Handler, root, base)
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE

    def __init__(self, root: Path, base: str, *rest: object) -> None:
        self.root = root
        self.base = base
        super().__init__(*rest)  # type: ignore[arg-type]

    def handle(self) -> None:
        """Answer a request; one who goes away before its end is no fault."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with a file, the way to it, or the page of what is not there."""
        if not is_for_this_computer(self.path, self.headers.get_all("Host", [])):
            self._answer(HTTPStatus.FORBIDDEN, b"Only this computer is answered.", "text/plain")
            return
        path = unquote(urlsplit(self.path).path, errors="replace")
        if not path.startswith(self.base):
            is_way_in = path in ("/", self.base.rstrip("/"))
            self._lead(self.base) if is_way_in else self._refuse(path)
        else:
            self._serve(path.removeprefix(self.base))

    do_HEAD = do_GET

    def _serve(self, path: str) -> None:
        file = file_at(self.root, path)
        if file is not None:
            self._answer(HTTPStatus.OK, file.read_bytes(), content_type(file.name))
        elif not path.endswith("/") and file_at(self.root, f"{path}/"):
            self._lead(f"{self.base}{path}/")
        else:
            self._refuse(path)

    def _refuse(self, path: str) -> None:
        self._answer(HTTPStatus.NOT_FOUND, not_found_page(self.root, path), content_type(NOT_FOUND_PAGE))

    def _lead(self, path: str) -> None:
        self._answer(HTTPStatus.FOUND, b"", "text/plain", Location=quote(path))

    def _answer(self, status: HTTPStatus, body: bytes, kind: str, **headers: str) -> None:
        fields = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-cache",
            **headers,
        }
        self.send_response(status)
        for name, value in {**fields, "X-Content-Type-Options": "nosniff"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing of each request."""
