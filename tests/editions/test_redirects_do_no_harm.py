"""Whatever redirects.yml says, what the build has made stays as the build has made it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.build.outputs import Outputs, files_below
from exchange.editions import live_site as live
from exchange.editions.addresses import without_locale
from exchange.editions.ledger import Kind, Ledger, Line, read_ledger
from exchange.editions.page_ids import PageIds
from exchange.editions.redirects import Redirects, read_redirects
from exchange.editions.root_pages import PageContext
from exchange.text.file_names import SHARED_TYPES, device_part, program_suffix
from exchange.text.locales import Locale
from exchange.text.problems import ContentProblems, Problem, explain
from exchange.text.strings import Strings

LOCALES = ("en", "ko")
BUILT = (
    "index.html 404.html robots.txt sitemap.xml calls.json en/index.html en/404.html en/sitemap.xml "
    "en/guides/x/index.html ko/index.html ko/404.html ko/guides/x/index.html en/search/index.html "
    "assets/flow.svg assets/2026/x.pdf assets/table.csv assets/built/site.0a.css assets/built/js-0a/site.js "
    "assets/sealed/0a/flow.svg search/en/index.json calendar/en/all.ics feeds/en/all.atom id/x/index.html"
).split()
NAMED = ("/calendar/old.ics", "/data.json", "/CNAME", "/sw.js", "/x.html", "/assets/old.svg", "/robots.txt")
"""What a ledger names, some lines of it added by somebody who means harm."""

names = st.sampled_from(
    "en ko EN assets built sealed js-0a search calendar guides x id old 404 404.html index.html robots.txt "
    "CNAME sw.js site.js flow.svg FLOW.svg flow.png x.pdf old.svg table.csv all.ics "
    ".well-known _headers .. aux con.svg NUL flow.php.svg x.html.pdf flow.svg. index.html. "
    "guides. %2e%2e %2F index.htm google0123456789abcdef.html service-worker.js ads.txt "
    "web.config assetlinks.json ｘ.pdf fl\u006f\u0308w.svg ﬂow.svg x.pdf::$DATA K Ⓧ.pdf "
    "x.PDF x%00.pdf default.aspx favicon.ico apple-touch-icon.png embed both changes k editions "
    "oembed.json flow.svgz x.pdf? flow~1.svg".split()
) | st.sampled_from(["", " ", "a b", "\\..", "\u202e", "flow.svg\t"])
addresses = st.one_of(
    st.sampled_from([f"/{path}" for path in BUILT] + [*NAMED, "/", "/en/", "/guides/x/", "/guides/x/#a"]),
    st.builds(
        lambda parts, end: "/" + "/".join(parts) + end,
        st.lists(names, max_size=3),
        st.sampled_from(["", "/", "/#a"]),
    ),
)
moved = st.builds(lambda source, target: f"  - {{from: {source!r}, to: {target!r}}}\n", addresses, addresses)
gone = st.builds(
    lambda source, target: f"  - {{from: {source!r}, reason: {{en: A, ko: 가}}, instead: {target!r}}}\n",
    addresses,
    addresses,
)
files = st.builds(
    lambda moves, ends: (
        ("moved:\n" + "".join(moves)) * bool(moves) + ("gone:\n" + "".join(ends)) * bool(ends)
    ),
    st.lists(moved, max_size=3),
    st.lists(gone, max_size=2),
)


def published(folder: Path, redirects: str) -> None:
    """Do all that a build does with redirects once everything else is written; raises what it raises."""
    outputs = Outputs(folder, has_old_files=False)
    for path in BUILT:
        outputs.write(path, path.encode())
    known = Ledger(frozenset(Line(kind=Kind.DOWNLOAD, address=address) for address in NAMED))
    named = frozenset(line.address for line in known)
    kept = live.PublicationHistory(
        ledger=Ledger(),
        redirects=read_redirects(redirects, path="redirects.yml", locales=LOCALES, published=named),
    )
    names = live.Files(content=folder, content_name="content", ledger="ledger.csv", redirects="redirects.yml")
    promise = live.promise_of(outputs, kept, names, LOCALES, (), ids_of=_no_ids)
    problems = list(live.check(promise, (), names, outputs))
    if problems:
        raise ContentProblems(problems)
    live.write_live(outputs, lambda page: f"page at {page.address}", promise, (), around())


def refusals(folder: Path, redirects: str) -> tuple[Problem, ...]:
    """Return why a build with these redirects is refused; nothing where it is not."""
    try:
        published(folder, redirects)
    except ContentProblems as found:
        return found.problems
    return ()


def _no_ids(_address: str, _html: bytes) -> PageIds:
    return PageIds(all=frozenset("a"), lasting=frozenset("a"))


def around() -> PageContext:
    """Return what pages at old addresses share."""
    words = dict.fromkeys(LOCALES, Strings({}))
    return PageContext(
        locales=tuple(Locale(code=code, name=code) for code in LOCALES),
        words=words,
        url="https://example.org/",
    )


def allowed(path: str) -> bool:
    """Return True if a redirect may make a file: a page of a language, an id, the file of an old address."""
    if path.endswith("/index.html"):
        return path.startswith(("en/", "ko/", "id/", "assets/", "calendar/", "data.json/"))
    if path.startswith("hosting/") or path in ("_headers", "_redirects"):
        return True
    return path in ("calendar/old.ics", "data.json") or (
        path.startswith("assets/") and path.endswith(SHARED_TYPES) and "/built/" not in path
    )


@given(files)
def test_whatever_redirects_say_the_build_keeps_its_bytes(redirects: str) -> None:
    """Each file of the build has the bytes of a build without redirects, or the entry is refused in words."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        problems = refusals(folder, redirects)
        assert all(problem.place.line for problem in problems)
        found_there = {path: (folder / path).read_bytes() for path in files_below(folder)}
        for path in BUILT if found_there else ():
            assert found_there[path] == path.encode()
        for path in set(found_there) - set(BUILT):
            assert path.isascii()
            assert not device_part(path)
            assert not program_suffix(path)
            assert allowed(path), path
            if path.startswith("assets/") and not path.endswith("index.html"):
                assert found_there[path].decode().rpartition(".")[2] == path.rpartition(".")[2]


@given(
    st.lists(
        st.builds(
            lambda kind, start, rest: f"{kind.value},{start}{rest}",
            st.sampled_from(Kind),
            st.sampled_from(["", "/", "//", "/en", "/en/", "/en/guides/x/#", "/assets/x.", "/id/", "x"]),
            st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=8),
        ),
        max_size=4,
        unique=True,
    )
)
def test_whatever_a_ledger_says_there_is_an_answer(lines: list[str]) -> None:
    """A line is wrong, resolves, or is told with the line to add; no line is the end of a build."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        outputs = Outputs(folder, has_old_files=False)
        for path in BUILT:
            outputs.write(path, path.encode())
        try:
            ledger = read_ledger("".join(f"{line}\n" for line in sorted(lines)), path="ledger.csv")
        except ContentProblems:
            return
        kept = live.PublicationHistory(ledger=ledger, redirects=read_redirects("", path="x", locales=LOCALES))
        names = live.Files(content=folder, content_name="content", ledger="ledger.csv", redirects="r.yml")
        promise = live.promise_of(outputs, kept, names, LOCALES, (), ids_of=_no_ids)
        for problem in live.check(promise, (), names, outputs):
            assert explain(problem, "en") != explain(problem, "ko")


def test_a_file_that_moved_has_the_same_bytes_at_its_old_address(tmp_path: Path) -> None:
    """The ordinary case is not refused."""
    published(tmp_path, "moved:\n  - {from: /assets/old/flow.svg, to: /assets/flow.svg}\n")
    assert (tmp_path / "assets/old/flow.svg").read_bytes() == (tmp_path / "assets/flow.svg").read_bytes()


@pytest.mark.parametrize(
    "address",
    "/assets/built/old.svg /assets/Sealed/0a/old.svg /assets/x.php.svg /assets/.x/old.svg /assets/Ä/old.svg "
    "/assets//old.svg /assets/aux.svg /assets/old.svgz /assets/x/../old.svg /assets/.well-known/old.svg "
    "/calendar/en/other.svg /old.svg".split(),
)
def test_a_file_is_moved_only_from_where_one_could_have_been(tmp_path: Path, address: str) -> None:
    """Each is refused for its address: the file it moved to is there, and of its kind."""
    (problem, *_) = refusals(tmp_path, f"moved:\n  - {{from: {address}, to: /assets/flow.svg}}\n")
    assert problem.place.line == 2


@pytest.mark.parametrize("address", ["/404/", "/aux/", "/guides/con/", "/lpt1/x/"])
def test_no_page_is_moved_from_a_name_that_hosts_or_systems_keep(tmp_path: Path, address: str) -> None:
    """Hosts look for a page of nothing found; Windows has no folder of a device's name."""
    (problem, *_) = refusals(tmp_path, f"moved:\n  - {{from: {address}, to: /guides/x/}}\n")
    assert problem.place.line == 2


@pytest.mark.parametrize(
    "address",
    [
        "/assets/flow-old.svg",
        "/assets/2025/x.pdf",
        "/calendar/en/al.ics",
        "/feeds/en/every.atom",
        "/assets/t.csv",
        "/en/guides/flow.png",
        "/ko/training/c/c.epub",
    ],
)
def test_the_line_that_is_offered_for_a_lost_file_is_accepted(tmp_path: Path, address: str) -> None:
    """It says that the file is gone, and is accepted because the ledger names the address."""
    outputs = Outputs(tmp_path, has_old_files=False)
    for path in BUILT:
        outputs.write(path, path.encode())
    ledger = Ledger(frozenset([Line(kind=Kind.DOWNLOAD, address=address)]))
    names = live.Files(content=tmp_path, content_name="content", ledger="l.csv", redirects="r.yml")
    kept = live.PublicationHistory(ledger=ledger, redirects=Redirects())
    promise = live.promise_of(outputs, kept, names, LOCALES, (), ids_of=_no_ids)
    (problem,) = live.check(promise, (), names, outputs)
    named = (address, without_locale(address, LOCALES))
    redirects = read_redirects(
        f"gone:\n{problem.values['gone_entry']}\n", path="r.yml", locales=LOCALES, published=named
    )
    kept = live.PublicationHistory(ledger=ledger, redirects=redirects)
    promise = live.promise_of(outputs, kept, names, LOCALES, (), ids_of=_no_ids)
    assert list(live.check(promise, (), names, outputs)) == []


def ways_to_take() -> Iterator[str]:
    """Yield an entry for each file that the build has made, as a move and as a tombstone."""
    for path in BUILT:
        end = path.rpartition(".")[2]
        target = {"svg": "/assets/flow.svg", "pdf": "/assets/2026/x.pdf", "ics": "/calendar/en/all.ics"}
        yield f"moved:\n  - {{from: /{path}, to: {target.get(end, '/assets/table.csv')}}}\n"
        yield f"gone:\n  - {{from: /{path}, reason: {{en: A, ko: 가}}, instead: /guides/x/}}\n"


def test_each_file_of_the_build_is_out_of_reach(tmp_path: Path) -> None:
    """By its own name: refused with the line."""
    for number, entry in enumerate(ways_to_take()):
        problems = refusals(tmp_path / str(number), entry)
        assert [problem.place.line for problem in problems] == [2], entry
