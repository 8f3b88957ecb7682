"""Errors that a team accepts for now are warnings, in the check and the build; new ones are errors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.site.small_sites import EXAMPLES, NOW, SETTINGS, make_site, problems, put

from exchange.cli.main import main
from exchange.safety.limits import MEGABYTE
from exchange.safety.memory_limit import memory_limit
from exchange.site.checking import check
from exchange.site.reading import read_site
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.content_folder import look_at
from exchange.text.problems import Problem, Severity

TODAY = ["--today", NOW.date().isoformat()]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteSettings:
    """Return a project with one passage left to be written, in its folder."""
    monkeypatch.chdir(tmp_path)
    project = make_site(tmp_path)
    put(project, EXAMPLES["placeholder"], EXAMPLES["placeholder"].wrong, wrong=True)
    return project


def lowered(site: SiteSettings, folder: str, *rules: str) -> SiteSettings:
    """Return the project with rules lowered in a folder."""
    settings = site.root / "mkdocs.yml"
    option = f"  - content_check:\n      lowered:\n        {folder}: [{', '.join(rules)}]\n"
    settings.write_text(SETTINGS.replace("  - content_check\n", option), encoding="utf-8")
    return read_settings(settings)


def severities(found: tuple[Problem, ...]) -> list[tuple[str, Severity]]:
    return [(problem.rule, problem.severity) for problem in found]


def test_known_errors_are_warnings_and_new_ones_count(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever the line with the known one stands by now."""
    assert main(["check", *TODAY]) == 1
    assert main(["check", "--write-baseline", *TODAY]) == 0
    assert "0 error(s), 1 warning(s)." in capsys.readouterr().out
    file = site.content.folder / "en/guides/consent.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("## ", "A new first paragraph.\n\n## ", 1), encoding="utf-8")
    assert main(["check", *TODAY]) == 0
    file.write_text(text + "\nTODO: say who reads it.\n", encoding="utf-8")
    assert main(["check", *TODAY]) == 1
    assert "1 error(s), 1 warning(s)." in capsys.readouterr().out


def test_the_same_fault_twice_is_one_too_many(site: SiteSettings) -> None:
    """A baseline holds how often each finding was there."""
    main(["check", "--write-baseline", *TODAY])
    file = site.content.folder / "en/guides/consent.md"
    line = next(
        one for one in file.read_text(encoding="utf-8").split("\n") if EXAMPLES["placeholder"].wrong in one
    )
    file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    assert sorted(severities(problems(site)), key=str) == [
        ("placeholder", Severity.ERROR),
        ("placeholder", Severity.WARNING),
    ]


def test_a_rule_is_lowered_in_one_folder(site: SiteSettings) -> None:
    """Elsewhere it stops publishing as before."""
    assert severities(problems(lowered(site, "en/guides/", "rules/placeholder"))) == [
        ("placeholder", Severity.WARNING)
    ]
    assert severities(problems(lowered(site, "ko/", "rules/placeholder"))) == [
        ("placeholder", Severity.ERROR)
    ]


def test_a_build_does_not_stop_for_what_was_accepted(site: SiteSettings) -> None:
    """One that says errors only says nothing of it, so that strict mode does not stop for it either."""
    settings = lowered(site, "en/guides/", "rules/placeholder")
    read = read_site(settings, look_at(settings.content.folder), now=NOW)
    assert check(read, now=NOW, warnings=False) == ()


@pytest.mark.parametrize("rule", ["safety/element", "text/key-twice", "rules/no-such-rule"])
def test_what_protects_readers_cannot_be_lowered(rule: str, site: SiteSettings) -> None:
    """Nor what is no rule: the settings are named."""
    found = problems(lowered(site, "en/", rule))
    assert [(one.code, one.place.path, one.values["rule"]) for one in found if one.package == "text"] == [
        ("text/not-lowered", "mkdocs.yml", rule)
    ]


@pytest.mark.parametrize("text", ["x", "path,rule,line,count\na,b,c,many\n", "path,rule,line,count\na,b\n"])
def test_a_file_that_is_no_baseline_is_named(text: str, site: SiteSettings) -> None:
    """Nothing is accepted by it, and the command of the way out mends it."""
    (site.root / "baseline.csv").write_text(text, encoding="utf-8")
    assert main(["check", *TODAY]) == 1
    found = [one for one in problems(site) if one.package == "text"]
    assert [one.code for one in found] == (["text/baseline-unreadable"] if "a,b" in text else [])
    assert main(["check", "--write-baseline", *TODAY]) == 0


def test_a_baseline_without_an_end_is_not_read(site: SiteSettings) -> None:
    """It is named, as any other that is none."""
    (site.root / "baseline.csv").touch()
    os.truncate(site.root / "baseline.csv", 3_000 * MEGABYTE)
    with memory_limit(300 * MEGABYTE):
        assert [one.code for one in problems(site) if one.package == "text"] == ["text/baseline-unreadable"]
