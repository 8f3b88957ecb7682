"""The ready-made files of docs/hosting, each in the real server: what readers get for each address."""

from __future__ import annotations

import gzip
import http.client
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from tests.building import Built
from tests.site.servers import HOSTING, SERVERS, running

from exchange.safety.file_kinds import SHARED_KINDS

pytestmark = pytest.mark.servers

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "conf": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
BINARY = {"pdf", "png", "jpg", "jpeg", "gif", "webp", "avif"}
SECURITY = {
    "content-security-policy": "frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
FIXED = "public, max-age=31536000, immutable"
"""What may be said of a file whose name holds a digest of its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server says of one address: headers by name in lower case, each as often as it was sent."""

    status: int
    headers: dict[str, list[str]]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A running server over a site."""

    name: str
    address: str
    base: str
    site: Path

    def ask(self, path: str, **headers: str) -> Answer:
        """Ask for a path below the site's; redirects are not followed."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        try:
            connection.request("GET", f"{self.base}{quote(path)}", headers=headers)
            answer = connection.getresponse()
            found: dict[str, list[str]] = {}
            for name, value in answer.getheaders():
                found.setdefault(name.lower(), []).append(value)
            return Answer(status=answer.status, headers=found, body=answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module", params=["", "/repo"], ids=["root", "path"])
def base(request: pytest.FixtureRequest) -> str:
    """Return the site's path on its host."""
    return str(request.param)


@pytest.fixture(scope="module", params=list(SERVERS))
def host(
    request: pytest.FixtureRequest, base: str, every_kind: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """Return a server over a built site, with a file of every other kind and a page that moved."""
    work = tmp_path_factory.mktemp("server")
    site = work / "host" / base.strip("/")
    shutil.copytree(every_kind.folder, site)
    for kind in TYPES:
        for folder in ("assets", "assets/built", "assets/sealed/0123456789ab", "ko"):
            file = site / folder / f"sample.{kind}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("가", encoding="utf-8")
    moved = (f"{base}/en/guides/before/", f"{base}/en/guides/after/")
    (site / "redirects" / "nginx.conf").write_text(f"location = {moved[0]} {{ return 301 {moved[1]}; }}\n")
    (site / "redirects" / "Caddyfile").write_text(f"redir {moved[0]} {moved[1]} permanent\n")
    with running(request.param, work / "host", work / "own", base=base) as address:
        yield Host(name=request.param, address=address, base=base, site=site)


def _files(site: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield the address, extension and bytes of every file for readers, a page by its folder."""
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.name != ".htaccess" and file.parent.name != "redirects":
            path = f"/{file.relative_to(site).as_posix()}"
            yield path.removesuffix("index.html"), file.suffix.removeprefix("."), file.read_bytes()


def test_every_file_of_the_site_is_served_as_what_it_is(host: Host) -> None:
    """Nothing is a mere stream of bytes; what is text says that it is UTF-8; all of it has the headers."""
    for path, kind, content in _files(host.site):
        answer = host.ask(path)
        assert (answer.status, answer.body) == (200, content), path
        found, _, charset = ", ".join(answer.headers.get("content-type", [])).partition(";")
        assert found == TYPES.get(kind, "text/plain" if found else ""), path
        if kind in TYPES:
            assert charset.strip().lower() == ("" if kind in BINARY else "charset=utf-8"), path
        assert {name: answer.headers.get(name) for name in SECURITY} == _EACH_ONCE, path
        fixed = "/assets/built/" in path or "/assets/sealed/" in path
        assert answer.headers["cache-control"] == [FIXED if fixed else "no-cache"], path


_EACH_ONCE = {name: [value] for name, value in SECURITY.items()}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nowhere/", "404.html"),
        ("/en/nowhere/", "en/404.html"),
        ("/ko/nowhere/", "ko/404.html"),
        ("/ko/guides/nowhere.ics", "ko/404.html"),
        ("/editions/2026.1/ko/nowhere/", "ko/404.html"),
        ("/feeds/en/nowhere.atom", "en/404.html"),
        ("/korea/nowhere/", "404.html"),
        ("/assets/built/js-0123456789ab/site.js", "404.html"),
        ("/assets/built/site.0123456789ab.css", "404.html"),
    ],
)
def test_what_is_not_there_is_answered_in_the_language_of_its_address(
    host: Host, path: str, page: str
) -> None:
    """As a page that is not found, which nobody keeps."""
    answer = host.ask(path)
    assert answer.status == 404
    assert answer.body == (host.site / page).read_bytes()
    assert answer.headers["content-type"] == ["text/html; charset=utf-8"]
    assert answer.headers["cache-control"] == ["no-cache"]
    assert {name: answer.headers.get(name) for name in SECURITY} == _EACH_ONCE


@pytest.mark.parametrize("path", ["/assets/", "/assets/built/", "/search/en/"])
def test_folders_are_not_listed(host: Host, path: str) -> None:
    """A folder without a page is answered as what is not there, or forbidden; never with its names."""
    answer = host.ask(path)
    assert answer.status in (403, 404)
    page = "en/404.html" if "/en/" in path else "404.html"
    assert answer.body == (host.site / page).read_bytes()


def test_a_page_without_its_slash_leads_to_it(host: Host) -> None:
    """Within the same host and path, whatever its name and port are to the reader."""
    answer = host.ask("/en/guides")
    assert answer.status in (301, 307, 308)
    (target,) = answer.headers["location"]
    assert target.removeprefix(host.address) in (f"{host.base}/en/guides/", "guides/")
    assert {name: answer.headers.get(name) for name in SECURITY} == _EACH_ONCE


def test_a_page_that_moved_leads_on(host: Host) -> None:
    """At once, by servers for which the build makes a file of moves; otherwise the page in its place does."""
    if host.name.startswith("Apache"):
        page = host.ask("/redirect/")
        assert (page.status, b" data-forward>" in page.body) == (200, True)
        return
    answer = host.ask("/en/guides/before/")
    assert answer.status == 301
    assert answer.headers["location"][0].removeprefix(host.address) == f"{host.base}/en/guides/after/"
    assert {name: answer.headers.get(name) for name in SECURITY} == _EACH_ONCE


def test_what_a_reader_has_already_is_not_sent_again(host: Host) -> None:
    """A page is asked for again each time, and the answer is short where it is the same."""
    first = host.ask("/en/")
    asked = {"If-Modified-Since": first.headers["last-modified"][0]}
    if "etag" in first.headers:
        asked["If-None-Match"] = first.headers["etag"][0]
    again = host.ask("/en/", **asked)
    assert (again.status, again.body) == (304, b"")


def test_texts_are_sent_packed(host: Host) -> None:
    """By servers whose file asks for it; Apache packs by its own settings, or sends the text as it is."""
    answer = host.ask("/en/", **{"Accept-Encoding": "gzip"})
    packed = "content-encoding" in answer.headers
    assert packed or host.name.startswith("Apache")
    text = gzip.decompress(answer.body) if packed else answer.body
    assert text == (host.site / "en/index.html").read_bytes()
    assert not packed or "accept-encoding" in ", ".join(answer.headers["vary"]).lower()


def test_no_header_is_set_twice_for_an_address_where_hosts_read_rules() -> None:
    """`_headers`: hosts join the values of all rules that match, so that no two may name the same header."""
    rules: dict[str, dict[str, str]] = {}
    for block in (HOSTING / "_headers").read_text(encoding="utf-8").split("\n\n"):
        address, *lines = block.strip().split("\n")
        named = (line.strip().partition(": ") for line in lines)
        rules[address] = {name.lower(): value for name, _, value in named}
    assert rules.pop("/*") == SECURITY
    assert rules == {
        "/assets/built/*": {"cache-control": FIXED},
        "/assets/sealed/*": {"cache-control": FIXED},
    }


def test_every_kind_of_file_that_content_may_hold_has_a_type() -> None:
    """A new kind of file needs a line in the files of servers."""
    assert {kind.extension for kind in SHARED_KINDS} <= TYPES.keys()
