"""The files that the build makes for hosts, each in the real server: what readers get for each address."""

from __future__ import annotations

import gzip
import http.client
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from tests.building import ROOT, Built
from tests.site.servers import SERVERS, running

from exchange.build.media_types import MEDIA_TYPES as TYPES
from exchange.editions.host_files import EMBED_POLICY, FILE_POLICY, PAGE_POLICY, host_files
from exchange.editions.published_files import Publication
from exchange.editions.redirects import read_redirects
from exchange.safety.file_kinds import SHARED_KINDS

pytestmark = pytest.mark.servers

BINARY = {
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "avif", "docx", "xlsx", "pptx", "hwp", "hwpx", "zip", "imscc",
    "ipynb", "epub",
}  # fmt: skip
SECURITY = {
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
PUBLISHED = Publication(pages={}, files=frozenset(), events=frozenset())
REDIRECTS = read_redirects(
    "moved:\n  - {from: /guides/before/, to: /guides/after/}\n"
    "  - {from: /guides/before/#old, to: /guides/after/#new}\n",
    path="redirects.yml",
    locales=("en", "ko"),
)
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
        for folder in ("assets", "assets/built", "assets/sealed/0123456789ab", "ko", "embed/en"):
            file = site / folder / f"sample.{kind}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("가", encoding="utf-8")
    for path, text in host_files(
        REDIRECTS, PUBLISHED, ("en", "ko"), url=f"https://example.org{base}/"
    ).items():
        (site / path).write_text(text, encoding="utf-8")
    with running(request.param, work / "host", work / "own", base=base) as address:
        yield Host(name=request.param, address=address, base=base, site=site)


def _files(site: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield the address, extension and bytes of every file for readers, a page by its folder."""
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.name not in (".htaccess", "Caddyfile"):  # which servers keep to themselves
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
        assert _security(answer) == _expected(host.base, path), path
        fixed = "/assets/built/" in path or "/assets/sealed/" in path
        assert answer.headers["cache-control"] == [FIXED if fixed else "no-cache"], path


def _expected(base: str, path: str = "/") -> dict[str, list[str]]:
    """Return the headers that an address must have: HTTPS only is said for a whole host."""
    policy = next(
        (
            text
            for start, text in (("/assets/", FILE_POLICY), ("/embed/", EMBED_POLICY))
            if path.startswith(start)
        ),
        PAGE_POLICY,
    )
    own = {} if base else {"strict-transport-security": "max-age=31536000"}
    headers = {**SECURITY, **own, "content-security-policy": policy}
    return {name: [value] for name, value in headers.items()}


def _security(answer: Answer) -> dict[str, list[str]]:
    names = {*SECURITY, "strict-transport-security"}
    return {name: values for name, values in answer.headers.items() if name in names}


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
    assert _security(answer) == _expected(host.base)


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
    assert _security(answer) == _expected(host.base)


def test_a_page_that_moved_leads_on(host: Host) -> None:
    """At once, in each language; its sections went with it, so that the browser keeps the #section."""
    for locale in ("en", "ko"):
        answer = host.ask(f"/{locale}/guides/before/")
        assert answer.status == 301
        target = f"{host.base}/{locale}/guides/after/"
        assert answer.headers["location"][0].removeprefix(host.address) == target
        assert _security(answer) == _expected(host.base)
    assert host.ask("/en/guides/before/more/").status == 404


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


KINDS = {
    "a page": "/en/guides/",
    "a page without its slash": "/ko/guides",
    "the choice of a language": "/",
    "a style or script": "/assets/built/sample.css",
    "a picture of an edition": "/assets/sealed/0123456789ab/sample.png",
    "a drawing": "/assets/sample.svg",
    "a document": "/assets/sample.pdf",
    "a page for frames of others": "/embed/en/sample.html",
    "a calendar": "/ko/sample.ics",
    "a feed": "/ko/sample.atom",
    "a table": "/ko/sample.csv",
    "data": "/ko/sample.json",
    "a page that moved": "/ko/guides/before/",
    "nothing, in English": "/en/nowhere/",
    "nothing, in Korean": "/ko/nowhere/",
    "nothing": "/nowhere/",
    "a folder": "/assets/",
}
_POLICIES = {PAGE_POLICY: "no", FILE_POLICY: "no, nor scripts of its own", EMBED_POLICY: "yes"}


def _row(host: Host, kind: str, path: str) -> str:
    """Return the row of the table in docs/hosting.md about a kind of address, as a server answers it."""
    answer = host.ask(path)
    redirected = answer.status in (301, 308)
    name = "404" if answer.status == 403 else "301 or 308" if redirected else str(answer.status)
    text = "-" if redirected else answer.headers["content-type"][0].replace("; charset=utf-8", ", UTF-8")
    caching = "a year" if answer.headers["cache-control"] == [FIXED] else "asked for again"
    framed = _POLICIES[answer.headers["content-security-policy"][0]]
    return f"| {kind} | {name} | {text} | {'-' if redirected else caching} | {framed} |"


def test_each_kind_of_address_is_answered_as_the_table_says(host: Host) -> None:
    """The table in docs/hosting.md is what every server answers, at the root of a host and below a path."""
    table = "\n".join(_row(host, kind, path) for kind, path in KINDS.items())
    assert table in (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8"), f"\n{table}"


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org/repo/"])
def test_no_header_is_set_twice_for_an_address_where_hosts_read_rules(url: str) -> None:
    """`_headers`: hosts join the values of all rules that match, so that no two may name the same header."""
    text = host_files(REDIRECTS, PUBLISHED, ("en", "ko"), url=url)["_headers"]
    base, rules = urlsplit(url).path, _rules(text)
    for path in (
        "en/",
        "ko/guides/",
        "assets/x.svg",
        "assets/built/a.css",
        "embed/en/x/",
        "id/x/",
        "404.html",
    ):
        matching = [headers for start, headers in rules.items() if f"{base}{path}".startswith(start)]
        names = [name for headers in matching for name in headers]
        assert len(names) == len(set(names)), path
        assert ("content-security-policy" in names) == ("/" in path), path
    everywhere = rules[base]
    assert everywhere.pop("x-frame-options") == "DENY"
    expected = {name: value for name, (value,) in _expected(base.rstrip("/")).items()}
    assert everywhere == {name: expected[name] for name in expected if name != "content-security-policy"}
    assert rules[f"{base}assets/"] == {"content-security-policy": FILE_POLICY}
    assert rules[f"{base}embed/"] == {"content-security-policy": EMBED_POLICY}
    assert rules[f"{base}assets/sealed/"] == {"cache-control": FIXED}


def _rules(text: str) -> dict[str, dict[str, str]]:
    """Return the headers of each block of `_headers`, by what its addresses begin with."""
    rules: dict[str, dict[str, str]] = {}
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines:
        if line.startswith("/"):
            block = rules.setdefault(line.removesuffix("*"), {})
        else:
            name, _, value = line.strip().partition(": ")
            block[name.lower()] = value
    return rules


def test_moves_are_told_to_hosts_that_read_a_list() -> None:
    """`_redirects`: each move in each language below the site's path, then the page of what is not there."""
    text = host_files(REDIRECTS, PUBLISHED, ("en", "ko"), url="https://example.org/repo/")["_redirects"]
    assert [line.split() for line in text.splitlines() if not line.startswith("#")] == [
        ["/repo/en/guides/before/", "/repo/en/guides/after/", "301"],
        ["/repo/ko/guides/before/", "/repo/ko/guides/after/", "301"],
        ["/repo/en/*", "/repo/en/404.html", "404"],
        ["/repo/ko/*", "/repo/ko/404.html", "404"],
    ]


def test_the_build_makes_the_files_of_hosts_for_its_own_address(every_kind: Built) -> None:
    """At each build, so that they are never of another publishing than the pages."""
    names = ("_headers", "_redirects", "hosting/nginx.conf", "hosting/Caddyfile", "hosting/apache.conf")
    texts = {name: (every_kind.folder / name).read_text(encoding="utf-8") for name in names}
    assert all("{{" not in text and "{%" not in text for text in texts.values())
    assert "/en/404.html" in texts["hosting/apache.conf"]


def test_every_kind_of_file_that_content_may_hold_has_a_type() -> None:
    """A new kind of file needs a line in the files of servers."""
    assert {kind.extension for kind in SHARED_KINDS} <= TYPES.keys()
