"""Settings: read from mkdocs.yml as MkDocs would, without MkDocs."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, write_settings
from tests.partnerships import write_site_file

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.frame import THEME
from exchange.text.problems import Problem, Severity

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
SETTINGS = """\
site_name: !ENV [NAME, "Site"]
site_url: !ENV [SITE, OTHER, "https://default.example/"]
docs_dir: pages
theme: {name: exchange, custom_dir: frame}
plugins:
  - search
  - bilingual: {navigation: order.yml}
  - content_check: {checked_days: 30, image_bytes: 1000, generated: [a/b.md]}
markdown_extensions:
  - x: {slugify: !!python/object/apply:os.system {}}
  - y: !relative $docs_dir
"""


def test_settings_are_read(tmp_path: Path) -> None:
    """Languages, folders and limits come from the file; what only MkDocs understands is passed over."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    write_site_file(tmp_path / "pages", "cy", "nb")
    project = read_settings(tmp_path / "mkdocs.yml")
    assert [locale.name for locale in project.locales] == ["Cymraeg", "Norsk bokmål"]
    assert project.content.locales == ("cy", "nb")
    assert project.content.folder == tmp_path / "pages"
    assert project.frame.folders == (tmp_path / "frame", THEME)
    assert project.navigation == "order.yml"
    assert project.rules.checked_days == 30
    assert project.rules.limits.image_bytes == 1000
    assert project.rules.generated == ("a/b.md",)
    assert project.site_url == "https://default.example/"
    assert set(project.plugins) == {"search", "bilingual", "content_check"}


def test_the_first_variable_that_is_set_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` takes names in order, then the default."""
    monkeypatch.setenv("OTHER", "https://other.example/")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert read_settings(tmp_path / "mkdocs.yml").site_url == "https://other.example/"


def test_settings_are_inherited(tmp_path: Path) -> None:
    """A file over another replaces what it names."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    write_site_file(tmp_path / "pages", "cy", "nb")
    (tmp_path / "other.yml").write_text("INHERIT: mkdocs.yml\ndocs_dir: content\n", encoding="utf-8")
    project = read_settings(tmp_path / "other.yml")
    assert project.content.folder == tmp_path / "content"
    assert project.content.locales == ("cy", "nb")


def test_the_command_line_loads_no_mkdocs() -> None:
    """A check starts quickly, and works where MkDocs is not installed."""
    code = (
        "import sys; from exchange.cli.main import main; main(['check', '--output', sys.argv[1]]);"
        "sys.exit(any(name.split('.')[0] == 'mkdocs' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, "/dev/null"], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "value", [" https://example.org/", "https://example.org/repo//", "https://example.org/en/"]
)
def test_a_site_url_that_no_site_can_have_is_reported(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is in every page; the list of problems, which a build stops on, has it as it was written."""
    monkeypatch.setenv("SITE", value)
    content = shutil.copytree(SITES / "showcase", tmp_path / "content")
    file = write_settings(Path(content), tmp_path / "work")
    with file.open("a", encoding="utf-8") as settings:
        settings.write("site_url: !ENV SITE\n")
    (problem,) = _faults(file)
    assert (problem.code, problem.values["value"]) == ("pages/site-address", f"{value.removesuffix('/')}/")


@pytest.mark.parametrize(
    ("value", "best"),
    [
        ("javascript:alert(1)", ""),
        ("git@github.com:org/repo.git", ""),
        ("https://", ""),
        ("github.com/org/repo", "https://github.com/org/repo"),
    ],
)
def test_an_address_of_no_repository_is_reported(
    value: str, best: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page would link to it; one that a browser shows is right."""
    content = shutil.copytree(SITES / "showcase", tmp_path / "content")
    file = write_settings(Path(content), tmp_path / "work")
    monkeypatch.setenv("REPO_URL", value)
    (problem,) = _faults(file)
    assert (problem.code, problem.values["best"]) == ("pages/repository", best)
    monkeypatch.setenv("REPO_URL", "https://git.example.org/team/repo")
    assert _faults(file) == []


def test_the_domain_of_event_ids_is_fixed_once(tmp_path: Path) -> None:
    """Where events were published under another domain, that is said once, and not again for each of them."""
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    uid = "x-2027.full.closes.en@before.example"
    (content / "ledger.csv").write_text(f"event,{uid}\nevent,{uid.replace('en@', 'ko@')}\n", encoding="utf-8")
    (problem,) = _faults(write_settings(content, tmp_path / "work"))
    assert (problem.code, problem.values["before"]) == ("text/domain-changed", "before.example")


def _faults(settings: Path) -> list[Problem]:
    """Return the errors of a site."""
    problems = all_problems(read_settings(settings), now=NOW)
    return [problem for problem in problems if problem.severity is Severity.ERROR]
