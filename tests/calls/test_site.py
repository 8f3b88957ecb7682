"""Whole builds with calls: pages, cards in other pages, embargoes, bytes, and scripts in a browser."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, Built, build, digests
from tests.calls.repositories import git, read_events
from tests.calls.samples import changed, utc
from tests.tools import chromium_path

from exchange.cli.main import main
from exchange.text.frame import THEME

_SEEN = utc(2026, 10, 10)
_CARD = "\n::: call trial\n\nCloses {call:trial/full}; opens {call:trial/full/opens}; `{call:trial/full}`.\n"
_INDEX = "---\ntitle: {title}\ndescription: x\nkind: calls\noriginal: en\n---\n"
_HEAD = "---\ntitle: Secret notice\ndescription: x\nkind: call\noriginal: en\n---\n"
_NOTICE = _HEAD + "\n## Aim {{ #aim }}\n\n{text}\n"


def _site(folder: Path, record: str = "", *, notice: str = "", guide: str = "") -> Path:
    """Return content with one call: the showcase, a list of calls, a record, maybe a notice."""
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    (content / "nav.yml").write_text((content / "nav.yml").read_text("utf-8") + "- calls: []\n", "utf-8")
    (content / "calls").mkdir()
    (content / "calls" / "trial.yml").write_text(record or changed(), encoding="utf-8")
    for locale, title in (("en", "Calls"), ("ko", "공고")):
        (content / locale / "calls").mkdir()
        (content / locale / "calls" / "index.md").write_text(_INDEX.format(title=title), encoding="utf-8")
        if notice:
            (content / locale / "calls" / "trial.md").write_text(
                _NOTICE.format(text=notice), encoding="utf-8"
            )
        if guide:
            with (content / locale / "guides" / "first.md").open("a", encoding="utf-8") as page:
                page.write(guide)
    return content


def _build(content: Path, work: Path, seen: object = _SEEN) -> Built:
    return build(content, work, environment={"SOURCE_DATE_EPOCH": str(int(seen.timestamp()))})  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site with an open call, its card in a guide in both languages."""
    folder = tmp_path_factory.mktemp("calls")
    built = _build(_site(folder, guide=_CARD), folder / "work")
    assert built.status == 0, built.output
    return built


def test_a_call_without_a_notice_has_a_page_in_both_languages(site: Built) -> None:
    """Its title is in the page's language, and both clocks stand on the deadline."""
    english, korean = (site.read(f"{code}/calls/trial/index.html") for code in ("en", "ko"))
    assert "Thu, 22 Oct 2026, 17:00 BST" in english
    assert "Fri, 23 Oct 2026, 01:00 KST (+1 day)" in english
    assert "2026년 10월 22일(목) 17:00 영국 서머타임" in korean
    assert "2026년 10월 23일(금) 01:00 한국 표준시(다음 날)" in korean


def test_a_card_and_a_date_stand_in_other_pages(site: Built) -> None:
    """In the language of the page; code stays code."""
    english, korean = (site.read(f"{code}/guides/first/index.html") for code in ("en", "ko"))
    assert 'href="../../calls/trial/"' in english
    assert 'data-state="closing-soon">Closing soon<' in english
    assert "<code>{call:trial/full}</code>" in english
    assert "cards." in english
    assert '<time datetime="2026-10-22T17:00+01:00">2026년 10월 22일(목) 17:00 영국 서머타임</time>' in korean


def test_the_build_says_when_it_is_due_again(site: Built) -> None:
    """The moment is in its log, for whoever schedules builds."""
    assert "Build again at 2026-10-22 16:00:00+00:00: trial is then closed" in site.output


def test_what_is_due_can_be_asked_without_a_build(capsys: pytest.CaptureFixture[str]) -> None:
    """`kx due --json` tells when the real site must be built again."""
    assert main(["--config", str(ROOT / "mkdocs.yml"), "due", "--json", "--today", "2026-10-10"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["now"] == "2026-10-10T00:00:00Z"
    assert said.keys() == {"now", "next", "changes"}


@pytest.mark.parametrize(
    ("form", "finding"),
    [
        ("::: call trail", "Did you mean 'trial'?"),
        ("{call:trial/ful}", "Did you mean 'full'?"),
        ("{call:trial}", "is not a way to show a call"),
        ("{call:nothing-like-it/full}", "Use one of: trial"),
    ],
)
def test_a_form_that_names_nothing_stops_the_build(tmp_path: Path, form: str, finding: str) -> None:
    """With its file and line, and a suggestion."""
    built = _build(_site(tmp_path, guide=f"\n{form}\n"), tmp_path / "work")
    assert built.status != 0
    assert "content/en/guides/first.md:" in built.output
    assert finding in built.output


def test_prose_that_contradicts_the_record_stops_the_build(tmp_path: Path) -> None:
    """A notice in either language is held against the record."""
    built = _build(_site(tmp_path, notice="It closes on 23 November 2026."), tmp_path / "work")
    assert built.status != 0
    assert "content/ko/calls/trial.md:10:14" in built.output


@pytest.mark.parametrize(
    "notice",
    [
        "",
        "Hidden words.",
    ],
)
def test_nothing_of_an_embargoed_call_is_published(tmp_path: Path, notice: str) -> None:
    """Before its moment neither its id nor its words are in any file of the site; afterwards they are."""
    record = changed(("kind: grant", "kind: grant\npublish: 2026-10-10 09:00 Asia/Seoul"))
    content = _site(tmp_path, record, notice=notice)
    before = _build(content, tmp_path / "before", utc(2026, 10, 9, 23, 59))
    assert before.status == 0, before.output
    told = [b"trial.full", b"Trial call", b"calls/trial/", b"Secret notice", b"Hidden words"]
    for file in before.folder.rglob("*"):
        content_bytes = file.read_bytes() if file.is_file() else b""
        assert not [word for word in told if word in content_bytes], file
    assert "Withheld until they may be published: trial" in before.output
    after = _build(content, tmp_path / "after", utc(2026, 10, 10))
    assert (after.folder / "en/calls/trial/index.html").is_file()


def test_bytes_change_only_when_a_state_does(site: Built, tmp_path: Path) -> None:
    """A build days later is the same site; one after the deadline is not."""
    content = _site(tmp_path, guide=_CARD)
    later = _build(content, tmp_path / "later", utc(2026, 10, 20))
    closed = _build(content, tmp_path / "closed", utc(2026, 10, 23))
    assert digests(later.folder) == digests(site.folder)
    assert digests(closed.folder) != digests(site.folder)


def test_scripts_weigh_little() -> None:
    """All scripts for calls together are at most 6 KB, each compressed by itself."""
    folder = THEME / "assets" / "js" / "calendar"
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in folder.glob("*.js")) <= 6 * 1024


@pytest.mark.browser
def test_scripts_in_a_browser(site: Built) -> None:
    """States are right at any hour, filters live in the address, keys turn months; nothing needs them."""
    if not chromium_path():
        pytest.fail("Chromium is not installed")
    script = Path(__file__).parent / "calendar.mjs"
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    done = subprocess.run(
        ["node", str(script), str(site.folder)], check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert json.loads(done.stdout) == []


def test_a_build_knows_the_past(tmp_path: Path) -> None:
    """KX_SINCE names what was published: a silent move stops the build, with the line; told, it goes on.

    Subscribers' calendars then have a greater SEQUENCE, from the history of the record; the same commit gives
    the same bytes, with what earlier builds kept or without.
    """
    content = _site(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "-q", "-m", "x")
    published = git(tmp_path, "rev-parse", "HEAD").strip()
    record = content / "calls" / "trial.yml"
    moved = ("2026-10-22 17:00", "2026-10-29 17:00")
    record.write_text(changed(moved), encoding="utf-8")
    seen = {"SOURCE_DATE_EPOCH": str(int(_SEEN.timestamp()))}
    stopped = build(content, tmp_path / "work", environment={**seen, "KX_SINCE": published})
    assert stopped.status != 0
    line = re.search("Add to `changes`: `(- {[^`]*})`", stopped.output)
    assert line, stopped.output
    told = ("kind: added}", f"kind: added}}\n  {line[1]}")
    record.write_text(changed(moved, told), encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "x", moment="2026-10-09T12:00:00+00:00")
    built = build(content, tmp_path / "work", environment={**seen, "KX_SINCE": published})
    assert built.status == 0, built.output
    events = read_events((built.folder / "calendar/en/call/trial.ics").read_bytes())
    assert events["trial.full.en@smart-trials.example"][1:] == (
        1,
        "20261009T230000Z",
    )  # the change is of 10 October, which began in London then
    feed = json.loads(built.read("feeds/en/all.json"))
    assert feed["items"][0]["date_modified"] == "2026-10-09T23:00:00Z"
    again = build(content, tmp_path / "other", environment=seen)
    assert digests(again.folder) == digests(built.folder)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no revision 'nowhere'"), ("ko", "'nowhere' 리비전이 없습니다")]
)
def test_a_revision_that_is_not_there_stops_the_build(tmp_path: Path, language: str, words: str) -> None:
    """In words, with the way out, without a traceback."""
    content = _site(tmp_path)
    git(tmp_path, "init", "-q")
    built = build(content, tmp_path / "work", environment={"KX_SINCE": "nowhere", "KX_MESSAGES": language})
    assert built.status != 0
    assert words in built.output
    assert "git fetch" in built.output
    assert "Traceback" not in built.output
