"""A site on this computer: this computer is answered, with files of the site, and nobody else."""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.build.local_site import file_at, is_this_computer, local_server

FILES = {
    "index.html": "chooser",
    "404.html": "nothing",
    "en/index.html": "home",
    "ko/404.html": "없음",
    "ko/index.html": "첫 페이지",
    "assets/x.svg": "<svg/>",
    "calendar/all.ics": "BEGIN:VCALENDAR",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site, with a file beside its folder that no request may reach."""
    for path, text in FILES.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return tmp_path / "site"


@pytest.fixture
def address(site: Path) -> Iterator[tuple[str, int]]:
    """Yield where the site is served, below a path."""
    server = local_server(site, port=0, base="/repo/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield "127.0.0.1", server.server_port
    server.shutdown()
    server.server_close()


def ask(address: tuple[str, int], path: str, host: str = "") -> tuple[int, str, http.client.HTTPMessage]:
    """Return status, text and headers of an answer; the path goes out as it is written."""
    connection = http.client.HTTPConnection(*address, timeout=10)
    connection.putrequest("GET", path, skip_host=bool(host))
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, text, answer.headers


def raw_answer(address: tuple[str, int], request: bytes) -> bytes:
    """Return the bytes of an answer to bytes that need be no request."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/repo/", 200, "chooser"),
        ("/repo/en/?q=x", 200, "home"),
        ("/repo/ko/index.html", 200, "첫 페이지"),
        ("/repo/ko/nowhere/", 404, "없음"),
        ("/repo/editions/1/ko/nowhere/", 404, "없음"),
        ("/repo/nowhere/", 404, "nothing"),
        ("/repo/assets/", 404, "nothing"),
        ("/repo/%00", 404, "nothing"),
        ("/repo/ko/%00", 404, "없음"),
        ("/repo/../secret.txt", 404, "nothing"),
        ("/repo/%2e%2e/secret.txt", 404, "nothing"),
        ("/repo/..%5csecret.txt", 404, "nothing"),
        ("/repo/%2fetc/passwd", 404, "nothing"),
        ("/repo/c:/secret.txt", 404, "nothing"),
        ("/repo/link.txt", 404, "nothing"),
        ("/repo/%ff%fe", 404, "nothing"),
        ("/repo//en/", 404, "nothing"),
        ("/repo/%2fen", 404, "nothing"),
        ("/repo/..%2fsecret.txt", 404, "nothing"),
        ("/repo/%252e%252e/secret.txt", 404, "nothing"),
        ("/repo/%c0%ae%c0%ae/secret.txt", 404, "nothing"),
        ("/repo/en/index.html::$DATA", 404, "nothing"),
        ("/repo/en%0d%0aSet-Cookie:x", 404, "nothing"),
        (f"/repo/{'ko/' * 20_000}", 404, "없음"),
        (f"/repo/{'a/' * 20_000}", 404, "nothing"),
        (f"/repo/{'a' * 5000}", 404, "nothing"),
        ("/elsewhere/", 404, "nothing"),
    ],
)
def test_only_files_of_the_site_are_answered(
    address: tuple[str, int], path: str, status: int, text: str
) -> None:
    """A folder is not listed; what is not there has the page of its language."""
    assert ask(address, path)[:2] == (status, text)


@pytest.mark.parametrize(
    ("path", "target"), [("/", "/repo/"), ("/repo", "/repo/"), ("/repo/en", "/repo/en/")]
)
def test_the_way_in_is_shown(address: tuple[str, int], path: str, target: str) -> None:
    """From the root of the host, and to a page without its slash."""
    status, _, headers = ask(address, path)
    assert (status, headers["Location"]) == (302, target)


def test_types_are_those_of_hosts(address: tuple[str, int]) -> None:
    """As the tables for servers say them, whatever this computer knows."""
    assert ask(address, "/repo/calendar/all.ics")[2]["Content-Type"] == "text/calendar; charset=utf-8"
    assert ask(address, "/repo/assets/x.svg")[2]["Content-Type"] == "image/svg+xml; charset=utf-8"


@pytest.mark.parametrize(
    "host", ["evil.invalid", "127.0.0.1.evil.invalid", "localhost.evil.invalid", "192.168.0.7"]
)
def test_a_name_of_others_is_refused(address: tuple[str, int], host: str) -> None:
    """A page of another site may have its name lead here."""
    assert ask(address, "/repo/", host=host)[0] == 403


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:9000", True),
        ("127.8.9.1", True),
        ("[::1]:8000", True),
        ("", False),
        ("0.0.0.0", False),  # noqa: S104 -- nothing listens there
        ("localhost:8000@evil.invalid", False),
        ("evil.invalid#localhost", False),
        ("localhost#.evil.invalid", False),
        ("evil@localhost", False),
        ("localhost/.evil.invalid", False),
        ("[::ffff:10.0.0.1]", False),
        ("localhost.", False),
        ("a b", False),
        ("[", False),
    ],
)
def test_only_names_of_this_computer_pass(host: str, own: bool) -> None:
    """With or without a port, in either version of the protocol."""
    assert is_this_computer(host) is own


@pytest.mark.parametrize(
    ("request_line", "heads", "status"),
    [
        ("GET http://localhost/repo/ HTTP/1.1", "Host: localhost", "200"),
        ("GET http://evil.invalid/repo/ HTTP/1.1", "Host: localhost", "403"),
        ("GET http://localhost@evil.invalid/repo/ HTTP/1.1", "Host: localhost", "403"),
        ("GET http://[/repo/ HTTP/1.1", "Host: localhost", "403"),
        ("GET http://[::1/repo/ HTTP/1.1", "Host: localhost", "403"),
        ("GET /repo/ HTTP/1.1", "Host: localhost\r\nHost: evil.invalid", "403"),
        ("GET /repo/ HTTP/1.1", "Host: localhost\r\n evil.invalid", "403"),
        ("GET /repo/ HTTP/1.1", "Host: localhost\0.evil.invalid", "403"),
        ("GET /repo/ HTTP/1.1", "Host : localhost", "403"),
        ("GET /repo/ HTTP/1.1", "X: y", "403"),
        ("GET /repo/ HTTP/1.1", f"Host: {'a' * 70_000}", "431"),
        ("GET /repo/ HTTP/1.1", "Host: localhost\r\n" + "X: y\r\n" * 200, "431"),
        (f"GET /repo/{'a' * 70_000} HTTP/1.1", "Host: localhost", "414"),
        ("GET /repo/en HTTP/1.1", "Host: localhost\r\nRange: bytes=0-,0-,0-", "302"),
        ("HEAD /repo/en/ HTTP/1.1", "Host: localhost", "200"),
        ("POST /repo/en/ HTTP/1.1", "Host: localhost\r\nContent-Length: 0", "501"),
        ("PUT /repo/x.html HTTP/1.1", "Host: localhost\r\nContent-Length: 0", "501"),
        ("OPTIONS * HTTP/1.1", "Host: localhost\r\nOrigin: http://evil.invalid", "501"),
    ],
)
def test_requests_that_no_browser_writes_are_answered_in_words(
    address: tuple[str, int], request_line: str, heads: str, status: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """By a status, never by a fault of the server on the author's terminal."""
    answer = raw_answer(address, f"{request_line}\r\n{heads}\r\n\r\n".encode())
    assert answer.split(b" ")[1].decode() == status
    assert b"secret" not in answer
    assert capfd.readouterr().err == ""


def test_one_who_goes_away_is_no_fault(
    address: tuple[str, int], site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A download that is broken off, which readers do every day."""
    (site / "large.csv").write_bytes(bytes(50_000_000))
    connection = socket.create_connection(address, timeout=10)
    connection.sendall(b"GET /repo/large.csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
    connection.recv(10)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    assert ask(address, "/repo/")[0] == 200
    assert capfd.readouterr().err == ""


def test_a_long_name_is_no_file(site: Path) -> None:
    """Nor does a system's limit become a fault of the server."""
    assert file_at(site, "a" * 300) is None
    assert file_at(site, f"{'a/' * 3000}x") is None
