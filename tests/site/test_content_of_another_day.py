"""The code's own tests pass whatever good content there is: they are put to a copy of it on another day."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building import NOW, ROOT, Built, build, digests
from tests.rules.test_no_false_alarm import errors_of
from tests.site import test_whole_site as whole

from exchange.site.settings import read_settings

LIVE = """\
title: {en: "A call that is live", ko: "접수하는 공고"}
summary: {en: "What the call is for.", ko: "무엇을 위한 공고인지 적습니다."}
lifecycle: announced
kind: grant
funders:
  - {id: a, name: {en: "A funder", ko: "한 기관"}, country: GB}
  - {id: b, name: {en: "Another funder", ko: "다른 기관"}, country: KR}
sides:
  - {side: GB, funder: a}
  - {side: KR, funder: b}
stages:
  - {id: full-uk, kind: full, side: GB, opens: 2026-01-12, closes: 2090-03-17 13:00 Europe/London}
  - {id: full-korea, kind: full, side: KR, opens: 2026-01-12, closes: 2090-03-17 18:00 Asia/Seoul}
changes:
  - {at: 2026-01-05, kind: added}
source:
  - title: {en: "The notice", ko: "공고문"}
    url: https://example.org/notice
    checked: 2026-01-05
    confidence: A
"""
CONCERNED = [
    whole.test_every_link_and_anchor_resolves,
    whole.test_languages_name_each_other,
    whole.test_every_canonical_address_exists,
    whole.test_no_page_repeats_an_id,
    whole.test_both_languages_have_the_same_pages_and_sections,
    whole.test_every_source_that_is_cited_is_listed,
    whole.test_guides_mark_each_term_once,
]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the content with a live call, and a guide in one language that has no source and no term."""
    copy = tmp_path_factory.mktemp("another-day") / "content"
    shutil.copytree(ROOT / "content", copy)
    (copy / "calls/a-live-call.yml").write_text(LIVE, encoding="utf-8")
    (copy / "ko/guides/in-one-language.md").write_text(
        '---\ntitle: "한 언어"\ndescription: "한 언어로만 있는 안내서."\nkind: guide\noriginal: ko\n'
        "id: in-one-language\n---\n\n## 내용 { #text }\n\n글.\n",
        encoding="utf-8",
    )
    return copy


@pytest.fixture(scope="module")
def built(content: Path, real_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of that content, built from what is remembered of the day before."""
    work = tmp_path_factory.mktemp("another-day-built")
    shutil.copytree(real_site.folder.parent / ".cache", work / ".cache")
    site = build(content, work, environment=NOW)
    assert site.status == 0, site.output
    assert "a-live-call" in site.read("calls.json")
    return site


@pytest.mark.parametrize("concerned", CONCERNED, ids=lambda test: str(test.__name__))
def test_what_holds_for_any_content_holds(concerned: Callable[[Built], None], built: Built) -> None:
    """A live call and a warning break no test of the code."""
    concerned(built)


def test_it_gives_the_same_bytes_twice(content: Path, built: Built, tmp_path: Path) -> None:
    """At one moment, in another folder and zone, from nothing."""
    again = build(content, tmp_path, environment={**NOW, "TZ": "Asia/Seoul"}, new_process=True)
    assert digests(again.folder) == digests(built.folder)


def test_pages_compared_with_their_sources_in_a_year_are_no_error(content: Path, tmp_path: Path) -> None:
    """One page is checked again later than all others: they are due, which is a warning."""
    copy = tmp_path / "content"
    shutil.copytree(content, copy)
    page = copy / "en/guides/estimands.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(?m)^checked: .*$", "checked: 2027-11-23", text), encoding="utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {copy}\ntheme: {{custom_dir: {ROOT / 'overrides'}}}\n",
        encoding="utf-8",
    )
    assert errors_of(read_settings(settings)) == []
