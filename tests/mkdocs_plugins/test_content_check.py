"""The build: it fails on the same errors as `kx check`, in the same words, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.building import ROOT, SITES, Built, build
from tests.site.small_sites import NOW

from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import explain


def settings(folder: Path, **options: object) -> Path:
    """Write the project's own settings with the content check in them, whatever it is told there."""
    yaml = YAML()  # keeps the !ENV tags as they are
    found = yaml.load(ROOT / "mkdocs.yml")
    shutil.copy(ROOT / "content" / "site.yml", folder / "content")
    found["docs_dir"], found["theme"]["custom_dir"] = str(folder / "content"), str(ROOT / "overrides")
    found["plugins"]["content_check"] = options or {"warnings": False}
    file = folder / "mkdocs.yml"
    yaml.dump(found, file)
    return file


def built(folder: Path, *arguments: str, language: str, **options: object) -> Built:
    file = settings(folder, **options)
    environment = {"KX_MESSAGES": language, "SOURCE_DATE_EPOCH": "1795305600"}
    return build(folder / "content", folder / "work", *arguments, environment=environment, base=file)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a folder whose content has one error and one warning."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    page = tmp_path / "content" / "en" / "guides" / "first.md"
    with page.open("a", encoding="utf-8") as file:
        file.write("\nSee [the second](secund.md). Ask the the team.\n")
    return tmp_path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_build_fails_on_the_same_errors_in_the_same_words(faulty: Path, language: str) -> None:
    """What `kx check` calls an error stops the build, said once although two processes build."""
    site = built(faulty, language=language)
    project = read_settings(faulty / "mkdocs.yml")
    found = [one for one in all_problems(project, now=NOW) if one.code == "rules/link-page"]
    assert len(found) == 1
    assert site.status != 0
    assert site.output.count(explain(found[0], language)) == 1
    assert "doubled-word" not in site.output


def test_warnings_are_said_where_the_settings_ask(faulty: Path) -> None:
    """With `warnings: true` a build says them too."""
    site = built(faulty, language="en", warnings=True)
    assert site.output.count("[rules/doubled-word]") == 1
