"""redirects.yml: what it may say, and what it is told where it is wrong."""

from __future__ import annotations

import pytest
from tests.work import lines_run

from exchange.editions.host_files import host_files
from exchange.editions.page_ids import PageIds
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Redirects, read_redirects
from exchange.text.problems import ContentProblems, explain

GONE = "gone:\n  - {from: /a/, reason: {en: Old, ko: 낡음}, instead: /b/}\n"


def read(text: str) -> Redirects:
    return read_redirects(text, path="content/redirects.yml", locales=("en", "ko"))


def test_an_empty_file_redirects_nothing() -> None:
    """No file and an empty one are the same."""
    assert read("") == Redirects()


def test_moves_and_tombstones_are_read() -> None:
    """Pages, sections, files and events."""
    found = read(
        "moved:\n"
        "  - {from: /guides/a/, to: /guides/b/}\n"
        "  - {from: /guides/a/#x, to: /guides/b/#y}\n"
        "  - {from: /assets/a.svg, to: /assets/b.svg}\n"
        "gone:\n"
        '  - {from: "event:x@example.org", reason: {en: Never held, ko: 열리지 않음}, instead: /calls/}\n'
    )
    assert found.moves["/guides/a/#x"].to == "/guides/b/#y"
    assert found.tombstones["event:x@example.org"].reason["ko"] == "열리지 않음"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", ["editions/redirects-no-list"]),
        ("moved:\n  - a\n", ["editions/redirects-shape"]),
        ("moved: {from: /a/, to: /b/}\n", ["text/not-a-list"]),
        ("moved:\n  - {from: /a/}\n", ["text/missing-field"]),
        ("moved:\n  - {from: a/b, to: /b/}\n", ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: //evil.example/}\n", ["editions/redirect-address"]),
        ('moved:\n  - {from: /a/, to: "https://evil.example/"}\n', ["editions/redirect-address"]),
        ('moved:\n  - {from: /a/, to: "/b/;return 200/"}\n', ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: /../b/}\n", ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: /b.svg}\n", ["editions/redirect-kind"]),
        ("moved:\n  - {from: /a/, to: /b/#c}\n", ["editions/redirect-kind"]),
        ("moved:\n  - {from: /a/, to: /b/}\n  - {from: /a/, to: /c/}\n", ["editions/redirect-twice"]),
        ("moved:\n  - {from: /a/, to: /c/}\n" + GONE, ["editions/redirect-twice"]),
        ("moved:\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: /c/}\n", ["editions/redirect-chain"]),
        ("moved:\n  - {from: /en/a/, to: /b/}\n", ["editions/redirect-language"]),
        ("moved:\n  - {from: /KO/a/, to: /b/}\n", ["editions/redirect-address"]),
        ("moved:\n  - {from: /a/, to: /ko/b/}\n", ["editions/redirect-language"]),
        ("moved:\n  - {from: /en/, to: /b/}\n", ["editions/redirect-language"]),
        ("moved:\n  - {from: /en/404.html, to: /assets/a.pdf}\n", ["editions/redirect-language"]),
        ("gone:\n  - {from: /a/, reason: {en: A, ko: B}, instead: /en/b/}\n", ["editions/redirect-language"]),
        (f"moved:\n  - {{from: /{'a' * 300}/, to: /b/}}\n", ["text/too-long"]),
        (f"moved:\n  - {{from: /a/, to: /{'b/' * 200}}}\n", ["text/too-long"]),
        ("moved:\n  - {from: /a_b/, to: /b/}\n", ["editions/redirect-page"]),
        ("moved:\n  - {from: /robots.txt/, to: /b/}\n", ["editions/redirect-page"]),
        ("moved:\n  - {from: /404/, to: /b/}\n", ["editions/redirect-page"]),
        ("moved:\n  - {from: /id/, to: /b/}\n", ["editions/redirect-page"]),
        ("moved:\n  - {from: /id/a/b/, to: /b/}\n", ["editions/redirect-page"]),
        ("moved:\n  - {from: /assets/a.png, to: /assets/a.csv}\n", ["editions/redirect-type"]),
        ("moved:\n  - {from: /assets/a.jpg, to: /assets/a.png.html}\n", ["editions/redirect-type"]),
        ("gone:\n  - {from: /a/, reason: {}, instead: /b/}\n", ["text/no-language"]),
        ("gone:\n  - {from: /a/, reason: Old, instead: /b/}\n", ["text/without-language"]),
    ],
)
def test_each_fault_is_named(text: str, expected: list[str]) -> None:
    """A way out in both languages, at the place of the entry."""
    with pytest.raises(ContentProblems) as found:
        read(text)
    assert [problem.code for problem in found.value.problems] == expected
    for problem in found.value.problems:
        assert explain(problem, "en") != explain(problem, "ko")


def refused(source: str, *, gone: bool, published: tuple[str, ...] = ()) -> bool:
    """Return True if no file of this address can be redirected, whatever it leads to."""
    end = source.rpartition(".")[2]
    entry = (
        f"gone:\n  - {{from: {source}, reason: {{en: A, ko: B}}, instead: /b/}}\n"
        if gone
        else f"moved:\n  - {{from: {source}, to: /assets/x.{end}}}\n"
    )
    try:
        read_redirects(entry, path="content/redirects.yml", locales=("en", "ko"), published=published)
    except ContentProblems as found:
        codes = {problem.rule for problem in found.problems}
        return codes <= {"redirect-file", "redirect-address"}
    return False


NEVER = (
    "/CNAME /cname /robots.txt /sitemap.xml /404.html /index.html /login.html /sw.js /assets/sw.js /x.mjs "
    "/manifest.json /site.webmanifest /google1234567890abcdef.html /naver1234.html /BingSiteAuth.xml "
    "/_headers /assets/web.config /favicon.ico /assets/favicon.ico /x.wasm /x.css /x.html /x.htm /x.xhtml "
    "/versions.json /search/en/index.json /hosting/nginx.conf /editions/2026.1/manifest.json /id/x.json "
    "/assets/built/js-7fbd8aca56fe/site.js /assets/built/site.7fbd8aca56fe.css /assets/built/x.svg "
    "/assets/sealed/0123456789ab/flow.svg /assets/static-1/icon.svg /assets/fonts/x.png "
    "/assets/search-1/a.csv "
    "/assets/x.svg/y.png /assets/X.PNG /assets/A/b.png /assets/x.js /assets/x.html /assets/x /assets "
    "/guides/index.html /well-known/x.json/y /assets/x.svgz /assets/x.swf"
).split()
"""Files that the build makes, that hosts or browsers act on, or that no author could have sent in."""


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("source", NEVER)
def test_no_file_is_made_that_acts_or_is_the_sites_own(source: str, gone: bool) -> None:
    """Neither by a move nor by a tombstone, and not because somebody added a line to the ledger either."""
    assert refused(source, gone=gone)
    assert refused(source, gone=gone, published=(source,))


def test_a_file_elsewhere_is_redirected_where_the_ledger_names_it() -> None:
    """A calendar that had another name; one that was never published could be anything."""
    text = "moved:\n  - {from: /calendar/old.ics, to: /calendar/all.ics}\n"
    assert refused("/calendar/old.ics", gone=True)
    named = read_redirects(text, path="x", locales=("en", "ko"), published=("/calendar/old.ics",))
    assert named.moves["/calendar/old.ics"].to == "/calendar/all.ics"


def test_a_chain_says_what_to_write_instead() -> None:
    """The end of the chain is named."""
    with pytest.raises(ContentProblems) as found:
        read("moved:\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: /c/}\n")
    assert "Write instead: /c/" in str(found.value)


def test_hosts_redirect_pages_in_every_language() -> None:
    """A section that went along has a mark on the new page, so its page is the host's to redirect too."""
    redirects = read(
        "moved:\n  - {from: /a/, to: /b/}\n  - {from: /a/#x, to: /b/#y}\n"
        "  - {from: /c/, to: /b/}\n  - {from: /c/#x, to: /d/#y}\n"
    )
    nothing = Publication(pages={}, files=frozenset(), events=frozenset())
    files = host_files(redirects, nothing, ("en", "ko"), url="https://example.org/")
    assert "/en/a/ /en/b/ 301\n/ko/a/ /ko/b/ 301\n" in files["_redirects"]
    assert "location = /ko/a/ { return 301 /ko/b/; }" in files["hosting/nginx.conf"]
    assert "redir /en/a/ /en/b/ permanent" in files["hosting/Caddyfile"]
    assert 'RedirectMatch 301 "^/ko/a/$" "/ko/b/"' in files["hosting/apache.conf"]
    assert all("/c/" not in text for text in files.values())


@pytest.mark.parametrize(
    ("moves", "kept"),
    [
        ("- {from: /a/#x, to: /b/#y}", True),
        ("- {from: /a/#own, to: /b/#y}", False),  # which the new page has too
        ("- {from: /a/#x, to: /b/#y}\n  - {from: /c/#x, to: /b/#z}", False),  # two pages brought one
        ("- {from: /a/#x, to: /b/#x}", True),
        ("- {from: /a/#x, to: /d/#x}", False),
    ],
)
def test_a_host_redirects_only_where_every_section_stays_right(moves: str, kept: bool) -> None:
    """It keeps the #section as it was asked for."""
    redirects = read(f"moved:\n  - {{from: /a/, to: /b/}}\n  {moves}\n")
    ids = frozenset({"own", "y", "z"})
    pages = {"/en/b/": PageIds(all=ids, lasting=ids)}
    published = Publication(pages=pages, files=frozenset(), events=frozenset())
    files = host_files(redirects, published, ("en", "ko"), url="https://example.org/")
    assert ("/en/a/ /en/b/ 301" in files["_redirects"]) is kept


@pytest.mark.parametrize("last", [1_000, 0])
def test_a_long_way_of_redirects_is_followed_once(last: int) -> None:
    """A chain and a circle as long as a file: twice as many entries are at most twice the work."""

    def work(count: int) -> int:
        entries = "".join(
            f"- {{from: /guides/a{n}/, to: /guides/a{n + 1 if n < count - 1 else last}/}}\n"
            for n in range(count)
        )

        def read_faulty() -> None:
            with pytest.raises(ContentProblems):
                read(f"moved:\n{entries}")

        return lines_run(read_faulty)

    assert work(400) < 2.2 * work(200)
