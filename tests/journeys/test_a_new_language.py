"""A newcomer adds Gaelic by the steps of docs/developing.md: a folder of content, strings, a setting.

Nothing of the project knows Gaelic: its strings here are the English ones with a sign before them.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.building import FRAME, ROOT, SITES, mkdocs

from exchange.cli.main import main
from exchange.text.strings import OF_THE_LANGUAGE, without_category

FILES = ("", "calendar.", "citing.", "editions.", "training.")
LANGUAGES = "languages: [en, ko]"
MOMENT = {"SOURCE_DATE_EPOCH": "1791590400"}  # 10 October 2026, when the site of every kind is judged


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project's frame and of a whole small site, with Gaelic added as the docs say."""
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copytree(SITES / "every-kind", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    settings = (ROOT / "content" / "site.yml").read_text(encoding="utf-8")
    assert LANGUAGES in settings
    settings = settings.replace(LANGUAGES, "languages: [en, ko, gd]")
    (tmp_path / "content" / "site.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "content" / "gd").mkdir()
    home = (tmp_path / "content" / "en" / "index.md").read_text(encoding="utf-8")
    (tmp_path / "content" / "gd" / "index.md").write_text(
        re.sub(r"^title: .*$", "title: Dachaigh", home, flags=re.MULTILINE), encoding="utf-8"
    )
    for prefix in FILES:
        strings = FRAME.strings(f"{prefix}en").with_prefix("")
        gaelic_strings = {key: text if "pattern" in key else f"¶{text}" for key, text in strings.items()}
        if not prefix:
            gaelic_strings |= {"babel-locale": "gd", "language-name": "Gàidhlig"}
        strings_file(tmp_path, prefix, "gd").write_text(json.dumps(gaelic_strings), encoding="utf-8")
    return tmp_path


def strings_file(project: Path, prefix: str, code: str) -> Path:
    return project / "overrides" / "locales" / f"{prefix}{code}.json"


def built(project: Path) -> tuple[int, str]:
    """Build the copy strictly, as the newcomer does; return the status and what was said."""
    ended = mkdocs("build", "--strict", folder=project, environment=MOMENT)
    return ended.status, ended.output


def checked(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what `kx check` prints about the copy."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT["SOURCE_DATE_EPOCH"])
    main(["check"])
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_a_language_is_a_folder_strings_and_an_entry(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site builds strictly; records and terms without Gaelic show the original, marked with its language.

    The check says once which checks Gaelic does not get, and once for each record that it has no Gaelic.
    """
    status, said = built(project)
    assert status == 0, said
    page = (project / "site" / "gd" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="gd"' in page
    assert "¶" in page
    call = (project / "site" / "gd" / "calls" / "open" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<header class="page-header" lang="en">', call)
    calls = (project / "site" / "gd" / "calls" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'class="call-card-title"><a href="[^"]*"><span lang="en">', calls)
    glossary = (project / "site" / "gd" / "glossary" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<dt lang="en">.*</dt>\s*<dd lang="en">', glossary)
    printed = checked(project, capsys, monkeypatch)
    assert printed.count("[pages/language-plain]") == 1
    records = [f"content/calls/{file.name}: " for file in (project / "content" / "calls").glob("*.yml")]
    untranslated = [line for line in printed.splitlines() if "[pages/records-untranslated]" in line]
    assert sorted(line[: line.index("warning")] for line in untranslated) == sorted(records)
    assert printed.count("[pages/terms-untranslated]") == 1
    assert "pages/strings" not in printed
    assert "Traceback" not in printed


def test_strings_that_are_missing_fall_back_with_one_warning(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """English strings stand in, the build is strict as before, and the check names the keys once a file."""
    file = strings_file(project, "", "gd")
    strings = json.loads(file.read_text(encoding="utf-8"))
    english = FRAME.strings("en").with_prefix("")
    for key in ("skip", "main-menu"):
        del strings[key]
    file.write_text(json.dumps(strings), encoding="utf-8")
    status, said = built(project)
    assert status == 0, said
    assert english["skip"] in (project / "site" / "gd" / "index.html").read_text(encoding="utf-8")
    printed = checked(project, capsys, monkeypatch)
    assert printed.count("[pages/strings-incomplete]") == 1
    assert "main-menu, skip" in printed


def test_a_language_without_strings_is_shown_in_the_fallback(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of strings that are absent stop nothing; one warning counts what is missing in the language."""
    for prefix in FILES:
        strings_file(project, prefix, "gd").unlink()
    status, said = built(project)
    assert status == 0, said
    printed = checked(project, capsys, monkeypatch)
    (warning,) = [line for line in printed.splitlines() if "[pages/strings-incomplete]" in line]
    strings = {
        f"{prefix}{without_category(key)}"
        for prefix in FILES
        for key in FRAME.strings(f"{prefix}en").keys() - OF_THE_LANGUAGE
    }
    assert f"{len(strings)} string(s) of the interface are missing in 'gd'" in warning
    assert "overrides/locales" in printed


@pytest.mark.parametrize(
    ("written", "line"), [("{", ":1:2:"), ("[]", ":"), ('{"skip": 1}', ":"), ("\xff", ":")]
)
def test_strings_that_cannot_be_read_are_a_problem(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    line: str,
) -> None:
    """What is no object of texts is named with its place."""
    strings_file(project, "", "gd").write_bytes(written.encode("latin-1"))
    printed = checked(project, capsys, monkeypatch)
    assert f"overrides/locales/gd.json{line}" in printed
    assert "[pages/strings-unreadable]" in printed
    assert "Traceback" not in printed
