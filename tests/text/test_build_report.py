"""The report of a build: what is written is read, each once, and a file that is none is refused in words."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from tests.site.small_sites import make_site

from exchange.cli.main import main
from exchange.site.checking import all_problems
from exchange.text.build_report import NotAReport, add_to_report, read_report, report_lines
from exchange.text.problems import Place, Problem, Replacement, Severity, message_languages

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
FAULT = Problem(code="pages/not-utf8", place=Place(path="content/a.md", line=3), values={"encoding": "CP949"})
CAUTION = Problem(
    code="text/unknown-field",
    place=Place(path="content/가.md", line=2, column=1),
    end=Place(path="content/가.md", line=2, column=4),
    values={"name": "a\nb", "best": "ab"},
    severity=Severity.WARNING,
    replacement=Replacement(text="ab"),
)


def test_what_is_written_is_read_once(tmp_path: Path) -> None:
    """Each process adds its own; what two of them found is one problem."""
    for found in ([FAULT], [CAUTION, FAULT]):
        add_to_report(tmp_path / "r", report_lines(found))
    assert read_report(tmp_path / "r") == (FAULT, CAUTION)


def test_each_line_has_place_and_words_in_every_language(tmp_path: Path) -> None:
    """So that other tools can show it."""
    add_to_report(tmp_path / "r", report_lines([FAULT]))
    (row,) = [json.loads(line) for line in (tmp_path / "r").read_text(encoding="utf-8").splitlines()]
    assert (row["problem"]["code"], row["problem"]["severity"]) == ("pages/not-utf8", "error")
    assert row["problem"]["place"] == {"path": "content/a.md", "line": 3, "column": 0}
    assert set(row["words"]) == set(message_languages("safety"))
    assert all(words["fault"] and words["way_out"] for words in row["words"].values())


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "{}",
        '{"problem": {"code": "safety/none", "place": {"path": "a"}}, "words": {}}',
        '{"problem": {"code": "none/not-utf8", "place": {"path": "a"}}, "words": {}}',
        '{"problem": {"code": "pages/not-utf8", "place": {"path": "a", "line": "3"}}, "words": {}}',
        "[]",
        "1",
    ],
)
def test_a_file_that_is_no_report_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    """Rather than read as if nothing had been found."""
    add_to_report(tmp_path / "r", report_lines([FAULT]))
    with (tmp_path / "r").open("a", encoding="utf-8") as report:
        report.write(f"{line}\n")
    with pytest.raises(NotAReport, match="2"):
        read_report(tmp_path / "r")


@pytest.mark.parametrize("language", message_languages())
def test_kx_check_refuses_what_is_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """With the command that writes one."""
    make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--build-report", "no-such-file", "--lang", language]) == 2
    assert "KX_REPORT=no-such-file mkdocs build" in capsys.readouterr().err


def test_what_check_and_build_both_find_is_said_once(tmp_path: Path) -> None:
    """By code and place; several of a whole file are told apart by what they say."""
    project = make_site(tmp_path)
    place = Place(path="content/en/index.md")
    links = [
        Problem(code="pages/link-asset", place=place, values={"href": href, "best": ""}) for href in "ab"
    ]
    found = all_problems(project, now=NOW, build_problems=[*links, *links])
    assert [one.values["href"] for one in found] == ["a", "b"]
