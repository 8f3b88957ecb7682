"""A newcomer adds a rule as docs/developing.md says: one module, and everything else follows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, build, write_settings

GUIDE = (ROOT / "docs" / "developing.md").read_text(encoding="utf-8")
RULE = re.compile(r"`rules/checks/(?P<name>\w+)\.py`:\n\n```python\n(?P<module>.*?)```", re.DOTALL)
FAULTY_PAGE = """\
---
title: "Asking"
description: "How to ask."
kind: page
original: en
---

Ask the team!!
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the packages with the guide's module, and a site with a page that breaks its rule."""
    folder = tmp_path_factory.mktemp("journey")
    shutil.copytree(ROOT / "plugins", folder / "plugins")
    written = RULE.search(GUIDE)
    assert written, "docs/developing.md shows the module of a rule"
    module = folder / "plugins" / "exchange" / "rules" / "checks" / f"{written['name']}.py"
    assert not module.exists()
    module.write_text(written["module"], encoding="utf-8")
    content = Path(shutil.copytree(SITES / "showcase", folder / "content"))
    (content / "en" / "asking.md").write_text(FAULTY_PAGE, encoding="utf-8")
    write_settings(content, folder)
    return folder


@pytest.fixture(autouse=True)
def packages_of_the_copy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command find the packages of the copy first."""
    monkeypatch.setenv("PYTHONPATH", str(project / "plugins"))


def run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in a folder."""
    call = [sys.executable, "-m", module, *arguments]
    return subprocess.run(call, check=False, capture_output=True, text=True, cwd=folder)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "'team!!' shouts.\n"),
        ("ko", "'team!!'에 느낌표가 거듭됩니다.\n"),
    ],
)
def test_the_check_reports_it_in_each_language(project: Path, language: str, words: str) -> None:
    """At its place, in its words, with what to write."""
    done = run(project, "exchange.cli.main", "check", "--lang", language, "content/en/asking.md")
    assert done.returncode == 1, done.stderr
    assert "content/en/asking.md:8:9" in done.stdout
    assert words.strip() in done.stdout
    assert "rules/shouting" in done.stdout


def test_the_build_refuses_the_page(project: Path) -> None:
    """In the same words."""
    built = build(project / "content", project / "built")
    assert built.status == 1
    assert (
        "content/en/asking.md:8:9: 'team!!' shouts. End with one full stop. [rules/shouting]" in built.output
    )


def test_its_page_is_written(project: Path) -> None:
    """With its severity, its words in each language and its example; the list of rules names it."""
    assert run(project, "exchange.cli.main", "rules").returncode == 0
    page = (project / "docs/rules/rules/shouting.md").read_text(encoding="utf-8")
    for part in ("Severity: error", "‹text›' shouts.", "느낌표", "Ask the team!!", "Ask the team."):
        assert part in page
    assert "rules/shouting.md" in (project / "docs/rules/README.md").read_text(encoding="utf-8")


def test_its_example_is_tested() -> None:
    """The wrong passage breaks the rule and the right one keeps it, without a line in a test."""
    done = run(ROOT, "pytest", "tests/rules/test_examples.py", "-k", "shouting", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(".. ")
