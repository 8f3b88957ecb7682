"""Whole builds on what others have kept: what is said, what is refused, what is lost, who is not known."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.build.edited_sites import EditedSite
from tests.build.edits import LOCALES
from tests.building import ROOT, digests

from exchange.build.cached_page import PAGES, TEXTS

FIRST = "guides/first.md"


@pytest.fixture
def site(tmp_path: Path) -> EditedSite:
    """Return a site that was built once."""
    site = EditedSite(tmp_path)
    site.begin()
    assert not site.build("en", keep=True).refused
    return site


def _edit(site: EditedSite, path: str, old: str, new: str) -> None:
    file = site.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _summary(site: EditedSite, locale: str = "en") -> str:
    return next(line for line in site.build(locale, keep=True).told if line.startswith("Pages in"))


def test_nothing_is_rendered_when_nothing_changed(site: EditedSite) -> None:
    """Not one page, and the line says so."""
    assert _summary(site) == "Pages in 'en': 0 rendered, 27 kept, 0 pruned."


@pytest.mark.parametrize(
    ("path", "old", "new", "rendered", "reason"),
    [
        (
            "content/en/guides/first.md",
            "clinical trial 임상",
            "one clinical trial 임상",
            1,
            "its source changed",
        ),
        (
            "content/en/guides/first.md",
            "checked: 2026-09-01",
            "checked: 2026-09-02",
            1,
            "its source changed",
        ),
        ("content/en/guides/first.md", "# Eligibility {", "# Who may {", 1, "its source changed"),
        ("content/ko/guides/first.md", "published: 2026-09-01", "published: 2026-09-02", 0, ""),
        ("content/calls/trial.yml", "Trial call", "Another call", 16, "a page of its section changed"),
        ("content/glossary.csv", "A study in people.", "A study.", 2, "other records changed (letters)"),
    ],
    ids=["text", "date", "heading", "twin", "record", "term"],
)
def test_what_changed_is_rendered_and_no_more(
    site: EditedSite, path: str, old: str, new: str, rendered: int, reason: str
) -> None:
    """The first page rendered is named with its reason."""
    _edit(site, path, old, new)
    said = _summary(site)
    assert f" {rendered} rendered" in said, said
    assert reason in said


def test_a_page_that_is_gone_is_pruned(site: EditedSite) -> None:
    """It is counted, and nothing of it is kept."""
    (site.content / "en" / "only-english.md").unlink()
    _edit(site, "content/nav.yml", "- only-english\n", "")
    _edit(site, f"content/en/{FIRST}", ", [ko 2](../only-english.md)", "")
    assert " 1 pruned" in _summary(site)
    assert " 0 pruned" in _summary(site)


def test_a_warning_is_said_in_each_build(site: EditedSite) -> None:
    """What has to be said about a page is not lost because the page did not change."""
    with (site.content / "en" / FIRST).open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](nowhere.md)\n")
    first, second = site.build("en", keep=True), site.build("en", keep=True)
    assert [line for line in first.said if "nowhere.md" in line] != []
    assert first.said == second.said


def test_a_faulty_page_is_refused_in_each_build_and_keeps_nothing(site: EditedSite) -> None:
    """After it is mended the build is the one before."""
    before = site.build("en", keep=True)
    _edit(site, f"content/en/{FIRST}", "second.md#timelines", "../../ko/guides/gone.md")
    assert site.build("en", keep=True).refused
    assert site.build("en", keep=True).refused
    _edit(site, f"content/en/{FIRST}", "../../ko/guides/gone.md", "second.md#timelines")
    assert site.build("en", keep=True) == before


_HOOK = "def on_{event}(text, **_):\n    return text.replace('e', 'ë')\n"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("page_markdown", "every page"),
        ("page_content", "every page"),
        ("post_page", "the frame of every page"),
    ],
)
def test_a_stranger_turns_keeping_off_and_is_named(site: EditedSite, event: str, said: str) -> None:
    """A hook may make a page from anything: what it can touch is made anew, and the build says so."""
    hook = site.folder / "stranger.py"
    hook.write_text(_HOOK.format(event=event), encoding="utf-8")
    site.settings["hooks"] = [str(hook)]
    site.build("en", keep=True)
    told = site.build("en", keep=True).told
    assert any("stranger" in line and said in line for line in told), told
    hook.write_text(_HOOK.format(event=event).replace("ë", "é"), encoding="utf-8")
    assert site.build("en", keep=True) == site.build("en", keep=False)


def test_what_is_kept_may_be_carried_elsewhere(site: EditedSite, tmp_path: Path) -> None:
    """No path of this computer is in it: a cache of continuous integration works in another folder."""
    other = EditedSite(tmp_path / "elsewhere")
    other.begin(site.kept)
    assert " 0 rendered" in _summary(other)


def test_a_preview_and_a_build_keep_their_pages_apart(site: EditedSite) -> None:
    """A preview has another address and no policy; the texts are shared."""
    policy = "Content-Security-Policy"
    page = site.folder / "kept/site/en/guides/first/index.html"
    assert policy in page.read_text(encoding="utf-8")
    site.build("en", keep=True, serving=True)
    assert policy not in page.read_text(encoding="utf-8")
    assert _summary(site) == "Pages in 'en': 0 rendered, 27 kept, 0 pruned."


def test_a_build_that_was_killed_does_no_harm(site: EditedSite) -> None:
    """Killed while it writes pages, it leaves what was kept whole: the next build is a clean one's equal."""
    _edit(site, f"content/en/{FIRST}", "clinical trial 임상", "one clinical trial 임상")
    process = _start(site, site.folder / "killed")
    while process.poll() is None and not list(site.folder.glob(".site-building-*/en/guides")):
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert site.build("en", keep=True) == site.build("en", keep=False)


def test_two_builds_at_once_do_no_harm(site: EditedSite, tmp_path: Path) -> None:
    """Both read and write the same folder of what is kept; each gives what a clean build gives."""
    _edit(site, f"content/en/{FIRST}", "clinical trial 임상", "one clinical trial 임상")
    running = [_start(site, tmp_path / name) for name in ("one", "two")]
    assert [process.wait() for process in running] == [0, 0]
    assert _start(site, tmp_path / "three").wait() == 0
    shutil.rmtree(site.kept)
    assert _start(site, tmp_path / "clean").wait() == 0
    clean = digests(tmp_path / "clean")
    assert [digests(tmp_path / name) == clean for name in ("one", "two", "three")] == [True] * 3


def _start(site: EditedSite, folder: Path) -> subprocess.Popen[bytes]:
    settings = str(site.folder / "kept" / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", str(folder)]
    return subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def test_every_part_that_is_told_has_words_in_each_language(site: EditedSite) -> None:
    """Whatever a page was rendered for, the reason reads as a sentence; both languages know the same ones."""
    words = [
        json.loads((ROOT / f"plugins/exchange/build/words/{locale}.json").read_text(encoding="utf-8"))
        for locale in LOCALES
    ]
    assert words[0].keys() == words[1].keys()
    with sqlite3.connect(site.kept / "incremental" / "en.sqlite") as base:
        rows = base.execute("SELECT kind, value FROM kept").fetchall()
    base.close()
    texts = [TEXTS.read_kept(value.decode()) for kind, value in rows if kind == "text"]
    pages = [PAGES.read_kept(value.decode()) for kind, value in rows if kind == "page"]
    parts = {part for entry in (*texts, *pages) for part in entry.parts}
    asked = {answer.kind for text in texts for answer in text.answers}
    told = {part.partition(" ")[0] for part in parts} | asked
    assert {"source", "link", "term", "call", "moved", "globals", "menu"} <= told
    assert {f"reason-{part}" for part in told} <= words[0].keys()
