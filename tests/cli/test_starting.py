"""`kx start` with answers that nobody should give: said in words, nothing written, no terminal steered."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.cli.main import main

RIGHT = {"--languages": "en,ko", "--sides": "GB,KR", "--address": "https://x.example/"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--languages", "../../up,en"),
        ("--languages", "/abs"),
        ("--languages", "en]\nhooks: [x"),
        ("--languages", "e" * 5000),
        ("--languages", "\x1b[2J"),
        ("--languages", "calls"),
        ("--sides", "GB:Europe/London\n    evil: x"),
        ("--sides", "GB:../../../etc/passwd"),
        ("--sides", "GB:/etc/localtime"),
        ("--sides", "{sides}"),
        ("--sides", "<b>"),
        ("--address", "javascript:alert(1)"),
        ("--address", "https://x.example/\nhosts: [evil]"),
        ("--address", "https://["),
        ("--address", "https://[::1"),
        ("--address", "https://nihr.ac.uk@evil.invalid/"),
        ("--address", "https://x.example:99999/"),
        ("--address", "https://x.example/?q=x"),
        ("--name", "fr=Site"),
        ("--name", "EN=Site"),
        ("--name", "en=a\n---\nkind: home"),
        ("--name", "en=\x1b]0;x\x07"),
        ("--name", "en=" + "x" * 100_000),
    ],
)
def test_an_answer_that_is_none_is_refused(
    tmp_path: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the words of the check, before a file is written."""
    answers = [part for pair in {**RIGHT, option: value}.items() for part in pair]
    assert main(["start", str(tmp_path / "site"), *answers]) == 2
    said = capsys.readouterr()
    assert said.err
    assert said.out == ""
    assert said.err.replace("\n", "").isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_kept_in_a_language_without_first_pages(tmp_path: Path) -> None:
    """As it was typed, beside those of the other languages."""
    folder = tmp_path / "site"
    names = ["--name", "pt-BR=Nós", "--name", "en=Us"]
    assert main(["start", str(folder), "--languages", "en,pt-BR,de", "--sides", "GB,BR", *names]) == 0
    text = (folder / "content/site.yml").read_text(encoding="utf-8")
    assert 'name:\n  en: "Us"\n  pt-BR: "Nós"\ndescription:\n  en: ' in text


def test_the_name_of_a_folder_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is to be typed next is one word for a shell."""
    folder = tmp_path / "a b\x1b[2J"
    assert main(["start", str(folder), *(part for pair in RIGHT.items() for part in pair)]) == 0
    said = capsys.readouterr().out
    assert said.replace("\n", "").isprintable()
    assert f"cd '{tmp_path}/a b" in said


@pytest.mark.parametrize("name", ["a" * 300, "file/site"])
def test_a_folder_that_no_disk_has_is_said(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its reason, not a traceback."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["start", str(tmp_path / name), *(part for pair in RIGHT.items() for part in pair)]) == 1
    assert "[editions/disk]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("side", "is_asked"), [("DE", False), ("MY", False), ("KR", False), ("CA", True), ("NZ", True)]
)
def test_a_zone_is_asked_about_where_clocks_differ(
    side: str, is_asked: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two names for the same clock, as Berlin and Büsingen, are no question to anybody."""
    assert main(["start", str(tmp_path / "site"), "--languages", "en", "--sides", side]) == 0
    assert ("several time zones" in capsys.readouterr().out) is is_asked
