"""A person edits one language: the check, `kx translate` and the site say that the other lags behind."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.calls.repositories import git
from tests.site.small_sites import make_site

from exchange.cli.main import main
from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings
from exchange.text.problems import Problem

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
HEAD = '---\ntitle: "A"\ndescription: "D."\nkind: page\noriginal: en\n---\n\n'
TEXTS = {
    "en": f"{HEAD}Begin.\n\n## First {{ #first }}\n\nReply within 60 days.\n",
    "ko": f"{HEAD}시작.\n\n## 첫째 {{ #first }}\n\n60일 안에 답합니다.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> SiteSettings:
    """Return a site with one page in both languages, committed."""
    settings = make_site(tmp_path)
    for locale, text in TEXTS.items():
        _file(settings, locale).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    _commit(tmp_path)
    return settings


def _file(site: SiteSettings, locale: str) -> Path:
    return site.content.folder / locale / "guides/a.md"


def _commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def _edit(site: SiteSettings, locale: str, old: str, new: str) -> None:
    text = _file(site, locale).read_text(encoding="utf-8")
    assert old in text
    _file(site, locale).write_text(text.replace(old, new), encoding="utf-8")


def _behind(site: SiteSettings, **options: str) -> list[Problem]:
    found = all_problems(site, now=NOW, **options)
    return [problem for problem in found if problem.code == "translation/behind"]


def test_a_change_of_one_language_is_said_of_the_other(site: SiteSettings, tmp_path: Path) -> None:
    """Before it is committed and after; until the other takes it up, in a commit of its own."""
    _edit(site, "en", "60 days", "45 days")
    for _ in range(2):
        (problem,) = _behind(site)
        assert str(problem.place) == "content/ko/guides/a.md:10"
        _commit(tmp_path)
    _edit(site, "ko", "60일", "45일")
    assert _behind(site) == []


def test_both_in_one_pull_request_agree(site: SiteSettings, tmp_path: Path) -> None:
    """However many commits it holds: what was changed since its base counts as one change."""
    git(tmp_path, "switch", "-q", "-c", "branch")
    for locale, old, new in (("en", "60", "45"), ("ko", "60", "30"), ("en", "45", "35")):
        _edit(site, locale, old, new)
        _commit(tmp_path)
    assert _behind(site)
    assert _behind(site, revision="main") == []


def test_a_line_that_the_message_offers_ends_it(site: SiteSettings) -> None:
    """Copied from the message into the file that it names."""
    _edit(site, "en", "60 days", "45 days")
    (problem,) = _behind(site)
    (site.root / problem.values["file"]).write_text(problem.values["entry"] + "\n", encoding="utf-8")
    assert _behind(site) == []


def test_a_line_that_is_no_agreement_is_said(site: SiteSettings) -> None:
    """With its line."""
    (site.content.folder / "agreed.csv").write_text("digest,section\nfirst\n", encoding="utf-8")
    found = [
        str(p.place) for p in all_problems(site, now=NOW) if p.code == "translation/agreement-unreadable"
    ]
    assert found == ["content/agreed.csv:2"]


def test_a_merge_of_branches_is_one_change(site: SiteSettings, tmp_path: Path) -> None:
    """As GitHub makes it of a pull request that changed both languages one after the other."""
    git(tmp_path, "switch", "-q", "-c", "branch")
    _edit(site, "en", "60 days", "45 days")
    _commit(tmp_path)
    _edit(site, "ko", "60일", "45일")
    _edit(site, "ko", "시작.", "여기서 시작합니다. 의뢰자에게 먼저 알리고 기다립니다.")
    _commit(tmp_path)
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "merge", "branch")
    assert [problem.place.path for problem in _behind(site)] == ["content/en/guides/a.md"]
    _edit(site, "en", "Begin.", "Begin here. Tell the sponsor first, and wait.")
    assert _behind(site) == []


def test_kx_translate_lists_and_agrees(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """What changed is shown in its words; `--agree` writes the line."""
    _edit(site, "en", "60 days", "45 days")
    config = ["--config", str(site.root / "mkdocs.yml"), "translate"]
    assert main(config) == 0
    assert "[-60-]{+45+}" in capsys.readouterr().out
    assert main([*config, "--agree"]) == 0
    assert main([*config, "--lang", "ko"]) == 0
    assert "ko: 뒤처진 절이 0개입니다." in capsys.readouterr().out
    assert main([*config, "--agree", "en/a.md"]) == 2
    assert "en/a.md" in capsys.readouterr().err
