"""Every page of the real site: its links, languages, markup and what a screen reader meets."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tests.building import SITES, Built, build, digests
from tests.site.hosting import served
from tests.site.pages import BASE, broken, every, file_of, links, page, pages, start_of, text
from tests.tools import HERE

from exchange.citing.cited_pages import CITE_PAGE


def test_every_link_and_anchor_resolves(real_site: Built) -> None:
    """Within both languages, between them, and from the pages of the root."""
    dead = [
        f"{url} -> {href}"
        for url, tree in pages(real_site.folder)
        for href in links(tree)
        if broken(start_of(url, tree), href, real_site.folder)
    ]
    assert dead == []


def test_languages_name_each_other(real_site: Built) -> None:
    """Where a page names another as its alternate, that one names it too, and says it is in that language."""
    alternates = {
        url: {
            link.get("hreflang"): link.get("href")
            for link in every(tree, "link", rel="alternate")
            if link.get("hreflang")
        }
        for url, tree in pages(real_site.folder)
    }
    for url, named in alternates.items():
        for language, target in named.items():
            if language != "x-default" and url != BASE:
                assert alternates[target][url.removeprefix(BASE)[:2]] == url
                assert page(file_of(target, real_site.folder)).get("lang") == language


def test_every_canonical_address_exists(real_site: Built) -> None:
    """And is its own canonical address."""
    for url, tree in pages(real_site.folder):
        (canonical,) = [link.get("href") for link in every(tree, "link", rel="canonical")]
        file = file_of(canonical, real_site.folder)
        assert file is not None, url
        assert [link.get("href") for link in every(page(file), "link", rel="canonical")] == [canonical]


def test_no_page_repeats_an_id(real_site: Built) -> None:
    """Otherwise a link to a section has two targets."""
    for url, tree in pages(real_site.folder):
        counted = Counter(name for element in tree.iter() if (name := element.get("id")))
        assert [name for name, count in counted.items() if count > 1] == [], url


def test_both_languages_have_the_same_pages_and_sections(real_site: Built) -> None:
    """A reader who switches finds the same page and the same section."""
    for url, tree in pages(real_site.folder):
        if url.startswith(f"{BASE}en/") and not url.endswith(CITE_PAGE):  # which only an original has
            twin = file_of(url.replace("/en/", "/ko/", 1), real_site.folder)
            assert twin is not None, url
            heads = [
                [h.get("id") for h in element.iter() if h.tag in ("h2", "h3") and h.get("id")]
                for tree_ in (tree, page(twin))
                for element in every(tree_, "div", class_="text")
            ]
            assert len(set(map(tuple, heads))) <= 1, url


def test_every_source_that_is_cited_is_listed(real_site: Built) -> None:
    """A reader who follows a number finds its source; whether a page must have one, the check says."""
    for url, tree in pages(real_site.folder):
        cited = {a.get("href") for a in every(tree, "a", class_="footnote-ref")}
        listed = {
            f"#{note.get('id')}" for div in every(tree, "div", class_="footnote") for note in div.iter("li")
        }
        assert cited <= listed, url


def test_guides_mark_each_term_once(real_site: Built) -> None:
    """A glossary term is marked at its first use and nowhere else, with a meaning and its other name."""
    for url, tree in pages(real_site.folder):
        if tree.find("body").get("class") == "kind-guide" and not every(tree, "aside"):  # type: ignore[union-attr]
            terms = [
                link.get("href") for term in every(tree, "span", class_="term") for link in term.iter("a")
            ]
            assert len(terms) == len(set(terms)), url
            notes = every(tree, "span", class_="term-note")
            assert all(text(note) and note.find("span") is not None for note in notes), url


def test_without_calls_the_clock_changes_nothing(showcase: Built, tmp_path: Path) -> None:
    """Only calls follow the clock: a site that has none is the same in 2030."""
    then = {"SOURCE_DATE_EPOCH": "1900000000"}
    again = build(SITES / "showcase", tmp_path, environment=then, new_process=True)
    assert again.status == 0, again.output
    assert digests(again.folder) == digests(showcase.folder)


@pytest.mark.java
def test_every_page_is_valid_html(real_site: Built) -> None:
    """The Nu checker finds no error and no warning on any HTML file of the site, as a host serves it."""
    jar = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    with served(real_site.folder) as host:
        files = sorted(real_site.folder.rglob("*.html"))
        addresses = [host + file.relative_to(real_site.folder).as_posix() for file in files]
        command = ["java", "-jar", str(jar), "--format", "json", *addresses]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    found = [
        f"{message.get('url', '').removeprefix(host)}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
    assert found == []
