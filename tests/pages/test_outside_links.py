"""Links that leave their language: to the other one, to shared files, to nowhere."""

from __future__ import annotations

from urllib.parse import quote, urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from tests.pages.writing import library_of, page
from tests.strategies import page_paths

from exchange.pages.addresses import page_url
from exchange.pages.library import Library
from exchange.pages.link_resolution import outside_resolver
from exchange.pages.outside_links import OutsideLinks, target_path
from exchange.text.problems import Problem

BASE = "https://example.org/"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    files = {
        "en/index.md": page(),
        "en/guides/a.md": page(body="## Process { #process }\n"),
        "ko/guides/a.md": page(body="## 절차 { #process }\n"),
        "ko/guides/only.md": page(),
        "assets/flow chart.svg": "<svg/>",
    }
    return library_of(tmp_path_factory.mktemp("content"), files)


def resolved(library: Library, href: str, problems: list[Problem] | None = None) -> str | None:
    """Return where a link of the English page `guides/a.md` leads."""
    found = problems if problems is not None else []
    resolve = outside_resolver(
        library, path="guides/a.md", locale="en", display_path="content/en/guides/a.md", report=found.append
    )
    return resolve(href)


@given(st.sampled_from(["en", "ko"]), page_paths, page_paths, st.sampled_from(["", "#a", "#가"]))
def test_a_relative_link_names_its_target(locale: str, source: str, target: str, fragment: str) -> None:
    """The path in the content folder is the one a file browser would find, percent signs decoded."""
    up = "../" * (source.count("/") + 1)
    href = f"{up}{locale}/{quote(target)}{fragment}"
    assert target_path(href, source=f"en/{source}") == (f"{locale}/{target}", fragment)


@pytest.mark.parametrize(
    "href", ["", "#a", "/en/a.md", "https://example.org/a.md", "mailto:a@b.c", "//x/a", "a.md?x=1", "\\a"]
)
def test_other_links_are_left_alone(href: str) -> None:
    """Addresses, fragments and queries are not paths."""
    assert target_path(href, source="en/a.md") is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../../ko/guides/a.md", "ko/guides/a/"),
        ("../../ko/guides/a.md#process", "ko/guides/a/#process"),
        ("../../ko/guides/../guides/only.md", "ko/guides/only/"),
        ("../../ko/index.md", "ko/"),
        ("../../assets/flow%20chart.svg", "assets/flow%20chart.svg"),
    ],
)
def test_a_link_out_of_its_language_leads_to_its_target(library: Library, href: str, expected: str) -> None:
    """The printed address, followed from the page, is the other language's page or the shared file."""
    problems: list[Problem] = []
    address = resolved(library, href, problems)
    assert address is not None
    assert urljoin(f"{BASE}en/{page_url('guides/a.md')}", address) == BASE + expected
    assert problems == []


@pytest.mark.parametrize(
    "href", ["b.md", "../index.md", "../../en/index.md", "../../calls/x.yml", "#a", "../../x"]
)
def test_links_within_the_language_are_mkdocs_own(library: Library, href: str) -> None:
    """What MkDocs resolves and checks itself is not touched."""
    assert resolved(library, href) is None


def test_a_link_to_no_page_of_the_other_language_is_a_problem(library: Library) -> None:
    """The page is named with the link and the nearest page that exists."""
    problems: list[Problem] = []
    assert resolved(library, "../../ko/guides/onyl.md", problems) is None
    (problem,) = problems
    assert (problem.code, problem.place.path) == ("pages/link-other-language", "content/en/guides/a.md")
    assert problem.values == {"href": "../../ko/guides/onyl.md", "locale": "ko", "best": "ko/guides/only.md"}


@pytest.mark.parametrize(
    ("href", "rule", "best"),
    [
        ("../../ko/guides/a.md#proces", "link-section", "process"),
        ("../../assets/flow-chart.svg", "link-asset", "assets/flow chart.svg"),
    ],
)
def test_what_a_link_misses_is_a_problem(library: Library, href: str, rule: str, best: str) -> None:
    """A section or shared file that is not there is named with the nearest one that is."""
    problems: list[Problem] = []
    resolved(library, href, problems)
    (problem,) = problems
    assert (problem.code, problem.values["best"]) == (f"pages/{rule}", best)


def test_a_page_that_only_the_other_language_has_can_be_linked(library: Library) -> None:
    """Every page is at its address in every language, as itself or as a fallback."""
    assert resolved(library, "../../ko/index.md") == "../../../ko/"


class Witness(Treeprocessor):
    """Stands where MkDocs' own link processor does, and remembers the links it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def run(self, root: Element) -> None:
        self.seen = [element.get("href") or element.get("src") or "" for element in root.iter()]


def rendered(text: str, links: OutsideLinks) -> tuple[list[str], list[str]]:
    """Return the targets of all links and pictures, as MkDocs is shown them and as readers are."""
    reader, witness = Markdown(extensions=[links]), Witness()
    reader.treeprocessors.register(witness, "witness", 0)
    tree = html5lib.parse(reader.convert(text), namespaceHTMLElements=False)
    shown = [
        element.get("href") or element.get("src") for element in tree.iter() if element.tag in ("a", "img")
    ]
    return [link for link in witness.seen if link], shown


def test_a_link_is_out_of_mkdocs_sight_and_back_after() -> None:
    """MkDocs sees a scheme it does not know, readers see the address; other links are as written."""
    links = OutsideLinks()
    links.resolve = lambda href: "../../ko/x/#y" if href.startswith("../ko") else None
    seen, shown = rendered("[a](../ko/x.md#y) [b](b.md) ![c](../ko/c.svg) `[d](../ko/d.md)`", links)
    assert seen == ["kx-outside:", "b.md", "kx-outside:"]
    assert shown == ["../../ko/x/#y", "b.md", "../../ko/x/#y"]


def test_without_a_page_nothing_is_resolved() -> None:
    """Text that is rendered outside a page keeps its links."""
    assert rendered("[a](../ko/x.md)", OutsideLinks()) == (["../ko/x.md"], ["../ko/x.md"])


@pytest.mark.parametrize(
    "address", ["http://[", "x://[", "//[", "http://[::1", "http://a＠b.example/", "http://a／b.example/"]
)
def test_what_is_no_address_is_out_of_mkdocs_sight_too(address: str) -> None:
    """It would fail to take it apart; the gate says what is wrong with it."""
    seen, shown = rendered(f'[a]({address}) ![b]({address} "t")\n\n[c][r]\n\n[r]: {address}', OutsideLinks())
    assert seen == ["kx-outside:"] * 3
    assert shown == [address] * 3
