"""One language is enough: what is written in one only is published in both, marked, and listed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.building import SITES, Built, build, write_settings

from exchange.cli.main import main

MISTAKES = SITES / "mistakes"
NOW = {"SOURCE_DATE_EPOCH": "1795867200"}  # 28 November 2026
EDITS = {
    "ko/guides/federated-analysis.md": (
        "[^network]: ",
        "## 새로운 절 { #new-section }\n\n[추정대상모수의 더 많은 내용](estimands.md#more).\n\n[^network]: ",
    ),
    "en/guides/estimands.md": (
        "[^primer]: ",
        "## More { #more }\n\nA text.[^only-here]\n\n### An aside { #aside }\n\n- One.\n\n"
        "[^only-here]: [A source](https://www.nihr.ac.uk/), read on 1 November 2026.\n[^primer]: ",
    ),
    "glossary.csv": (
        "않는 분석.,,\n",
        "않는 분석.,,\ng004,,기관,,,,시험을 하는 곳.,,\ng005,site visit,,,,A visit.,,,\n",
    ),
}
KOREAN = (
    ('  en: "Smart trials 2027"\n', ""),
    ('  en: "What the call is for."\n', ""),
    ('en: "National Institute for Health and Care Research (NIHR)", ', ""),
    ('en: "The call notice", ', ""),
    ("    kind: full\n    side: KR\n", '    kind: full\n    side: KR\n    label: {ko: "본 신청"}\n'),
    (
        "    kind: added\n",
        '    kind: added\n  - at: 2026-11-28\n    kind: corrected\n    note: {ko: "접수 장애"}\n',
    ),
)
NOTICE = """\
---
title: "미공개 공고"
description: "안내입니다."
kind: call
original: ko
---

마감은 {call:withheld/full-korea}입니다.
"""
REDIRECTS = 'gone:\n  - {from: /guides/old/, reason: {ko: "더 쓰지 않습니다."}, instead: /guides/}\n'


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder in which nothing new is in both languages."""
    folder = tmp_path_factory.mktemp("one") / "content"
    shutil.copytree(MISTAKES / "base", folder)
    record = (MISTAKES / "record.yml").read_text(encoding="utf-8")
    for old, new in KOREAN:
        assert old in record
        record = record.replace(old, new)
    (folder / "calls" / "smart-trials-2027.yml").write_text(record, encoding="utf-8")
    withheld = record.replace("lifecycle:", "publish: 2027-01-11 09:00 Asia/Seoul\nlifecycle:")
    withheld = withheld.replace("/notice", "/later-notice")  # a call of its own
    (folder / "calls" / "withheld.yml").write_text(withheld, encoding="utf-8")
    (folder / "ko" / "calls" / "withheld.md").write_text(NOTICE, encoding="utf-8")
    noticed = record.replace("/notice", "/noticed")
    (folder / "calls" / "noticed.yml").write_text(noticed, encoding="utf-8")
    notice = NOTICE.replace("withheld", "noticed").replace("미공개 공고", "공고 안내")
    (folder / "ko" / "calls" / "noticed.md").write_text(notice, encoding="utf-8")
    for path, (old, new) in EDITS.items():
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    (folder / "ledger.csv").write_text("page,/ko/guides/old/\n", encoding="utf-8")
    (folder / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of that folder."""
    built = build(content, tmp_path_factory.mktemp("site"), environment=NOW)
    assert built.status == 0, built.output
    return built


def test_nothing_stops_and_everything_is_listed(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kx check` has cautions only; `kx untranslated` names each file, and the lines where it knows them."""
    settings = ["--config", str(write_settings(content, tmp_path))]
    today = ["--today", "2026-11-28"]
    assert main([*settings, "check", *today]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert main([*settings, "untranslated", *today]) == 0
    listed = capsys.readouterr().out
    for wanted in (
        "not in en: content/calls/smart-trials-2027.yml (smart-trials-2027)",
        "not in en: content/glossary.csv (g004)",
        "not in ko: content/glossary.csv (g005)",
        "not in en: content/ko/guides/federated-analysis.md:28 (새로운 절)",
        "not in ko: content/en/guides/estimands.md:15 (More)",
        "not in en: content/redirects.yml:2 (/guides/old/)",
    ):
        assert wanted in listed, listed
    assert "not in ko: content/calls" not in listed


@pytest.mark.parametrize(
    "text", ["스마트 임상시험 2027", "무엇을 위한 공고인지 적습니다.", "본 신청", "접수 장애"]
)
def test_a_record_in_korean_is_in_the_english_site_and_marked(site: Built, text: str) -> None:
    """Title, summary, the label of a stage and a note."""
    page = site.read("en/calls/smart-trials-2027/index.html")
    assert re.search(rf'lang="ko"[^>]*>(?:\s*<h1>.*</h1>|\s*<h1>|\s*<p class="lead">)*[^<]*{text}', page)
    assert text in site.read("ko/calls/smart-trials-2027/index.html")


def test_what_is_in_both_languages_is_not_marked(site: Built) -> None:
    """Each text by itself: a funder that has an English name is shown with that."""
    page = site.read("en/calls/smart-trials-2027/index.html")
    assert "Korea Health Industry Development Institute" in page


@pytest.mark.parametrize(("locale", "term", "lang"), [("en", "기관", "ko"), ("ko", "site visit", "en")])
def test_a_term_of_one_language_is_in_both_glossaries(site: Built, locale: str, term: str, lang: str) -> None:
    """With the language that it is in."""
    assert re.search(rf'lang="{lang}"[^>]*>[^<]*{term}', site.read(f"{locale}/glossary/index.html"))


def test_a_reason_of_one_language_is_shown_to_both(site: Built) -> None:
    """The page of what is gone has the reason twice, marked for those who read another language."""
    page = site.read("ko/guides/old/index.html")
    assert page.count("더 쓰지 않습니다.") == 2
    assert '<span lang="ko">더 쓰지 않습니다.</span>' in page


@pytest.mark.parametrize(
    ("page", "title", "own", "other"),
    [
        ("federated-analysis", "새로운 절", "ko", "en"),
        ("estimands", "More", "en", "ko"),
        ("estimands", "An aside", "en", "ko"),
    ],
)
def test_a_section_of_one_language_is_in_both_pages(
    site: Built, page: str, title: str, own: str, other: str
) -> None:
    """It is published where it is written, and in the other page, marked."""
    written = site.read(f"{own}/guides/{page}/index.html")
    assert re.search(rf'<h[23] id="[^"]+">{title}<', written)
    assert "untranslated" not in written
    assert re.search(
        rf'<h[23] id="[^"]+" lang="{own}">{title}<', site.read(f"{other}/guides/{page}/index.html")
    )


def test_what_is_borrowed_is_in_its_place_with_its_sources(site: Built) -> None:
    """Before the sections that follow it in its own language; with footnotes of which only that one knows."""
    page = site.read("ko/guides/estimands/index.html")
    sections = re.findall(r'<h[23] id="([^"]+)"', page)
    written = re.findall(r'<h[23] id="([^"]+)"', site.read("en/guides/estimands/index.html"))
    assert sections == written
    assert page.count('<p class="untranslated-note">이 절은 아직 번역되지 않아') == 2
    assert re.search(r'<div class="untranslated" lang="en">\s*<p>A text.*href="#fn:only-here"', page)
    assert 'id="fn:only-here"' in page
    assert "\x02" not in page
    assert "\x03" not in page


def test_what_is_borrowed_is_listed_and_found(site: Built) -> None:
    """In the contents, with its language, and in the index of the language that lacks it."""
    page = site.read("ko/guides/estimands/index.html")
    assert re.search(r'<li><a href="#more" lang="en">More</a></li>', page)
    assert 'aria-label="Link to the section “More”"' in page


def test_links_to_what_is_borrowed_are_right(site: Built) -> None:
    """The page of either language may name a section that only the other one has."""
    assert 'href="../estimands/#more"' in site.read("ko/guides/federated-analysis/index.html")


def test_the_notice_of_a_call_is_in_both_languages(site: Built) -> None:
    """Marked where it is not translated, between what the record says in the language of the reader."""
    page = site.read("en/calls/noticed/index.html")
    assert re.search(r'<div class="text" lang="ko">\s*<p>마감은 ', page)
    assert '<aside class="notice notice-fallback"' in page
    assert '<h2 id="kx-call-dates">Dates</h2>' in page
    korean = site.read("ko/calls/noticed/index.html")
    assert re.search(r'<div class="text">\s*<p>마감은 ', korean)
    assert "notice-fallback" not in korean


def test_the_notice_of_a_withheld_call_may_name_its_dates(site: Built) -> None:
    """It is published with the call, and neither is before."""
    assert not list(site.folder.rglob("*withheld*"))
