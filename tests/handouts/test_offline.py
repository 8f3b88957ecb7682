"""An offline copy as a reader opens it: from a disk, by a double click, with no network."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from tests.building import Built
from tests.tools import HERE, chromium_path

from exchange.handouts.booklet import NoSuchPage
from exchange.handouts.offline import offline_copy
from exchange.search.model import Concept

URL = "https://smart-trials.example/"
NAMES = {"en": "The site", "ko": "사이트"}
DAY = datetime.date(2026, 11, 29)
SEARCHES = [
    {"path": "en/guides/estimands/index.html", "query": "estimand"},
    {"path": "ko/guides/estimands/index.html", "query": "무작위배정"},
]


def copy(site: Path, **options: Any) -> bytes:
    return offline_copy(site, URL, names=NAMES, day=DAY, **options).zip()


def read_offline(content: bytes, folder: Path, searches: list[dict[str, str]]) -> dict[str, Any]:
    """Return what a browser shows of an unpacked copy; it asks nothing of the web."""
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    question = json.dumps({"folder": str(folder), "start": "index.html", "searches": searches})
    done = subprocess.run(
        ["node", "handouts/offline.mjs"],
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE,
        env={**os.environ, "CHROMIUM": chromium_path()},
        input=question,
    )
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["errors"] == []
    assert seen["asks"] == []
    return seen


def ends_nowhere(address: str) -> bool:
    """Return True for a link to a file of the disk that is not there."""
    return address.startswith("file:") and not Path(unquote(urlsplit(address).path)).is_file()


def dead_links(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return the links of each page to files that the copy lacks."""
    names = set(archive.namelist())
    links = [
        (name, link.partition("#")[0].partition("?")[0])
        for name in names
        if name.endswith(".html")
        for link in re.findall(
            r'<(?:a|form|link)\b[^<>]*?\s(?:href|action)="([^"]*)"', archive.read(name).decode()
        )
    ]
    return [
        (name, link)
        for name, link in links
        if link and not urlsplit(link).scheme and normpath(urljoin(name, unescape(link))) not in names
    ]


@pytest.mark.browser
def test_the_whole_site_works_from_a_disk(real_site: Built, tmp_path: Path) -> None:
    """Search in both languages, switch of language, the day of the calls."""
    seen = read_offline(copy(real_site.folder), tmp_path, SEARCHES)
    assert seen["links"] == ["en/index.html", "ko/index.html"]
    english, korean = (seen["found"][search["path"]] for search in SEARCHES)
    assert not [link for found in (english, korean) for link in found["results"] if ends_nowhere(link)]
    assert "29 November 2026" in english["notice"]
    assert "2026년 11월 29일" in korean["notice"]
    assert "estimands/index.html" in english["address"]
    assert (english["language"], korean["language"]) == ("ko", "en")  # after the switch
    assert korean["other"].startswith("file:///")


@pytest.mark.browser
def test_the_search_of_a_course_finds_its_own_pages(real_site: Built, tmp_path: Path) -> None:
    """In both languages, in the box and on the page of results; terms are explained on the web."""
    searches = [
        {"path": "en/training/planning-a-trial/index.html", "query": "estimand"},
        {"path": "ko/training/planning-a-trial/shared-question/index.html", "query": "무작위배정"},
    ]
    definitions = {"en": "What is estimated.", "ko": "무작위로 나눈다."}
    concepts = [
        Concept(id=f"g{number}", names={"en": (english,), "ko": (korean,)}, definitions=definitions)
        for number, (english, korean) in enumerate(
            [("estimand", "추정대상"), ("randomisation", "무작위배정")]
        )
    ]
    content = copy(real_site.folder, course="training/planning-a-trial/", concepts=concepts)
    found = read_offline(content, tmp_path, searches)["found"]
    for search in searches:
        language = search["path"][:2]
        seen = found[search["path"]]
        pages = [link for link in (*seen["hits"], *seen["results"]) if "/glossary/" not in link]
        assert len(pages) > 2
        assert not [link for link in pages if "/training/planning-a-trial/" not in link or ends_nowhere(link)]
        assert f"{URL}{language}/glossary/" in {link.partition("#")[0] for link in seen["results"]}


def test_a_course_is_whole_and_leads_to_the_web(real_site: Built) -> None:
    """Its pages in both languages; what is not in it is on the web; the same bytes twice."""
    content = copy(real_site.folder, course="training/planning-a-trial/")
    assert copy(real_site.folder, course="training/planning-a-trial/") == content
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = set(archive.namelist())
    assert {"index.html", "en/training/planning-a-trial/shared-question/index.html"} <= names
    assert not any(name.startswith(("en/guides", "en/calls")) for name in names)
    assert dead_links(archive) == []
    page = archive.read("ko/training/planning-a-trial/shared-question/index.html").decode()
    assert f'href="{URL}ko/guides/estimands/#attributes"' in page
    assert 'href="../choosing-a-design/index.html"' in page
    assert 'href="ko/training/planning-a-trial/index.html"' in archive.read("index.html").decode()


def test_what_is_not_there_is_said(real_site: Built) -> None:
    """An edition that nobody sealed, a course by a wrong name."""
    with pytest.raises(NoSuchPage, match=r"2026\.9"):
        copy(real_site.folder, edition="2026.9")
    with pytest.raises(NoSuchPage, match="training/none/"):
        copy(real_site.folder, course="training/none/")


def test_a_copy_does_not_grow_with_the_editions_beside_it(tmp_path: Path) -> None:
    """An edition brings its own shared files; the live site's copy has none of editions, nor their frames."""
    files = {
        "index.html": "<html><head></head><body></body></html>",
        "en/index.html": "<html><head></head><body></body></html>",
        "assets/built/live.css": "",
        "embed/en/index.html": "<html><head></head><body></body></html>",
    }
    for edition in ("2026.1", "2026.2"):
        style = f'<link rel="stylesheet" href="../../../../assets/built/{edition}.css">'
        files |= {
            f"assets/built/{edition}.css": "",
            f"editions/{edition}/en/a/index.html": f"<html><head>{style}</head><body></body></html>",
            f"embed/editions/{edition}/en/index.html": "<html><head></head><body></body></html>",
        }
    write(tmp_path, files)
    sealed_only = {"assets/built/2026.1.css", "assets/built/2026.2.css"}
    copies = {
        "live": offline_copy(tmp_path, URL, names={"en": "Site"}, day=DAY, exclusions=sealed_only),
        "edition": offline_copy(tmp_path, URL, names={"en": "Site"}, day=DAY, edition="2026.1"),
    }
    assert {what: set(names(one.zip())) - MADE for what, one in copies.items()} == {
        "live": {"en/index.html", "assets/built/live.css", "embed/en/index.html"},
        "edition": {"editions/2026.1/en/a/index.html", "assets/built/2026.1.css"},
    }


def test_a_course_brings_the_files_that_its_pages_use_and_no_others(tmp_path: Path) -> None:
    """Styles, scripts and pictures, what these name in turn, downloads, and pictures beside other pages."""
    page = (
        '<html><head><link rel="stylesheet" href="../../../assets/site.css"></head><body data-script='
        '"../../../assets/a/find.js"><script src="../../../assets/a/main.js" type="module"></script>'
        '<img src="../../guides/one%20picture.png" alt=""><img src="https://elsewhere.example/assets/no.png">'
        '<img alt="" srcset="../../../assets/small.png 1x, ../../../assets/large.png 2x" src="data:,x">'
        '<a href="../../../assets/form.docx#page=2">a form</a> <a href="../../guides/">a page</a> '
        '<a href="../../guides/table.csv">beside a page</a></body></html>'
    )
    used = {
        "en/training/c/index.html": page,
        "assets/site.css": "@font-face { src: url('fonts/text.woff2') } p { background: url(dot.svg?1) }",
        "assets/fonts/text.woff2": "",
        "assets/dot.svg": "<svg/>",
        "assets/a/main.js": 'import {x} from "./x.js"; import("../b/late.js")',
        "assets/a/x.js": "",
        "assets/b/late.js": "",
        "assets/a/find.js": "",
        "en/guides/one picture.png": "",
        "assets/small.png": "",
        "assets/large.png": "",
        "assets/form.docx": "",
    }
    unused = ("assets/other.css", "assets/built/preview-1.png", "assets/no.png", "assets/a/other.js")
    beside = ("en/guides/index.html", "en/guides/table.csv", "en/training/d/index.html")
    write(tmp_path, used | dict.fromkeys((*unused, *beside), "<html></html>"))
    copy = offline_copy(tmp_path, URL, names={"en": "Site"}, day=DAY, course="training/c/")
    assert set(names(copy.zip())) - MADE == used.keys()


MADE = {"index.html", "assets/offline.js", "assets/offline-files.js"}
"""What every copy has."""


def names(content: bytes) -> list[str]:
    """Return the files of a copy, but for its search."""
    return [
        name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if not name.startswith("search/")
    ]


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
