"""What a build and the check say of a site, in a form in which the two can be compared."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from exchange.languages.ko.kiwi import loaded_kiwi
from exchange.site.checking import errors
from exchange.text.build_report import read_report
from exchange.text.problems import Problem, explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is said of a site: its problems, each by code, place and words; and what is said in no problem."""

    refused: bool
    problems: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()


class Loud(logging.Handler):
    """Keeps the warnings and errors that are no problem of the one list."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != "mkdocs.plugins.exchange":
            self.lines.append(record.getMessage())


def judgement(problems: Iterable[Problem]) -> Judgement:
    """Return what the check says, as a build would say it."""
    listed = tuple(problems)
    return Judgement(refused=errors(listed), problems=rows(listed))


def rows(problems: Iterable[Problem]) -> tuple[tuple[str, ...], ...]:
    """Return code, place and words of problems in every language, sorted."""
    return tuple(
        sorted(
            (one.code, str(one.place), one.severity.value, *(explain(one, code) for code in ("en", "ko")))
            for one in problems
        )
    )


def judged_by_build(
    settings: Path, monkeypatch: pytest.MonkeyPatch, *, whole: bool, now: datetime.datetime
) -> Judgement:
    """Build a site in this process, with every warning; return what it says.

    Unless `whole`, only up to where it has checked the content: what follows takes most of the time.
    """
    config = load_config(str(settings))
    config.plugins["content_check"].config["warnings"] = True
    report = settings.parent / "report.jsonl"
    report.write_bytes(b"")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
    monkeypatch.setenv("KX_REPORT", str(report))
    loaded_kiwi()  # once, here: otherwise each build starts a process that loads it
    loud = Loud()
    logging.getLogger("mkdocs").addHandler(loud)
    refused = False
    try:
        mkdocs_build(config) if whole else _check_only(config)
    except (Abort, PluginError):
        refused = True
    finally:
        logging.getLogger("mkdocs").removeHandler(loud)
    lines = report.read_text(encoding="utf-8").splitlines()
    problems = rows(read_report(report))
    assert len(lines) == len(problems)  # nothing is told twice
    return Judgement(refused=refused, problems=problems, others=() if refused else tuple(loud.lines))


def _check_only(config: MkDocsConfig) -> None:
    config.plugins["bilingual"].config["at_once"] = False  # another language would begin to build
    config.plugins.run_event("startup", command="build", dirty=False)
    try:
        config.plugins.run_event("config", config)
    finally:
        config.plugins["bilingual"].abandon()
        config.plugins["incremental"].seams.take_out()


def settings_are_refused(settings: Path, problems: Iterable[Problem]) -> None:
    """MkDocs does not begin where it cannot read the settings of the site, and says the same."""
    loud = Loud()
    logging.getLogger("mkdocs").addHandler(loud)
    try:
        with pytest.raises(Abort):
            load_config(str(settings))
    finally:
        logging.getLogger("mkdocs").removeHandler(loud)
    said = "\n".join(loud.lines)
    assert [one for one in problems if explain(one, "en") not in said] == []
