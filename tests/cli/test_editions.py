"""The commands about editions: what they say has words in every language, in the one asked for."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from pathlib import Path
from string import Formatter

import pytest
from tests.building import ROOT
from tests.partnerships import write_site_file

from exchange.cli.editions import report_text
from exchange.cli.main import main, read_words
from exchange.editions.report_lines import ReportLine
from exchange.text.problems import message_languages

WORDS = ROOT / "plugins" / "exchange" / "cli" / "words"
_SAID = re.compile(r'ReportLine\(\s*f?"([^"]+)"')


def words(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two languages, not yet a repository."""
    write_site_file(tmp_path / "content", "en", "ko")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\nplugins: [editions]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_line_says_the_same_in_every_language() -> None:
    """The same keys with the same values in each language."""
    first, *others = [
        {key: placeholders(text) for key, text in words(language).items()} for language in message_languages()
    ]
    assert all(other == first for other in others)


def test_everything_that_is_said_about_editions_has_words() -> None:
    """Each key in the source, and at least one for a key that is completed while running."""
    known = set(words("en"))
    keys = {
        key
        for file in (ROOT / "plugins" / "exchange" / "editions").glob("*.py")
        for key in _SAID.findall(file.read_text(encoding="utf-8"))
    }
    assert len(keys) > 15
    for key in keys:
        begins = key.partition("{")[0]
        assert key in known or (begins != key and any(one.startswith(begins) for one in known)), key


def test_lines_below_a_line_are_set_in() -> None:
    """A refusal lists what it is about."""
    line = ReportLine(
        "edition-would-change", {"edition": "2026.1"}, (ReportLine("edition-more", {"count": 3}),)
    )
    assert report_text(line, read_words("en")).splitlines() == [
        "Edition 2026.1 is sealed and would change:",
        "  and 3 more",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "cannot name an edition"), ("ko", "판 이름으로 쓸 수 없습니다")],
)
def test_a_refusal_speaks_the_language_asked_for(
    repository: Path, capfd: pytest.CaptureFixture[str], language: str, expected: str
) -> None:
    """Status 1, on standard error."""
    assert main(["seal", "next", "--lang", language]) == 1
    assert expected in capfd.readouterr().err
    assert [file.name for file in (repository / "content").iterdir()] == ["site.yml"]


def test_nothing_is_served_where_nothing_is_published(
    repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The command that publishes is named; a port in use is told, not thrown."""
    assert main(["serve-published", "out"]) == 1
    assert "kx publish out" in capfd.readouterr().err
    (repository / "out").mkdir()
    (repository / "out" / "index.html").write_text("", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve-published", "out", "--port", port]) == 1
    assert f"Port {port} cannot be used" in capfd.readouterr().err


def test_a_note_needs_every_language(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Where nobody can be asked, what is missing is named, and nothing is written."""
    assert main(["erratum", "2026.1", "guides/x", "--text", "en=Wrong."]) == 1
    assert "missing in: ko" in capfd.readouterr().err
    assert [file.name for file in (repository / "content").iterdir()] == ["site.yml"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["seal", "2026.1"],
        ["publish", "out"],
        ["erratum", "2026.1", "guides/x", "--text", "en=Wrong.", "--text", "ko=틀림."],
        ["withdraw", "2026.1", "guides/x", "--instead", "guides", "--text", "en=Bad.", "--text", "ko=나쁨."],
    ],
)
def test_git_that_is_missing_or_does_not_know_the_folder_is_told_in_words(
    repository: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """A ZIP of the project, a repository without a commit, a repository git cannot read, no git at all."""
    for language, clone, commit in (
        ("en", "Clone the repository", "Nothing was committed yet"),
        ("ko", "저장소를 복제", "아직 커밋이 없습니다"),
    ):
        assert main([*arguments, "--lang", language]) == 1
        assert clone in capfd.readouterr().err
        subprocess.run(["git", "init", "--quiet"], check=True)
        assert main([*arguments, "--lang", language]) == 1
        assert commit in capfd.readouterr().err
        shutil.rmtree(repository / ".git")
    (repository / ".git").mkdir()
    assert main(arguments) == 1
    said = capfd.readouterr().err
    assert "is damaged" in said
    assert "not a git repository" in said
    monkeypatch.setenv("PATH", str(repository))
    assert main(arguments) == 1
    assert "https://git-scm.com/downloads" in capfd.readouterr().err
    assert not (repository / "out").exists()


def test_a_ledger_that_cannot_be_read_is_told_with_its_lines(
    repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Marks of a merge, and another encoding."""
    subprocess.run(["git", "init", "--quiet"], check=True)
    author = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *author, "commit", "--quiet", "--allow-empty", "-m", "first"], check=True)
    ledger = repository / "content/ledger.csv"
    ledger.write_text("<<<<<<< HEAD\npage,/en/a/\n", encoding="utf-8")
    assert main(["publish", "out"]) == 1
    assert "content/ledger.csv:1: '<<<<<<< HEAD'" in capfd.readouterr().err
    ledger.write_bytes("page,/ko/가/\n".encode("cp949"))
    assert main(["publish", "out"]) == 1
    assert "not in UTF-8" in capfd.readouterr().err
