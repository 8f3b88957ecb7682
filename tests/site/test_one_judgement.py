"""What the check says is what the build does: the same errors, in the same places and words."""

from __future__ import annotations

import datetime
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.building import SITES, write_settings

from exchange.search.kiwi import loaded_kiwi
from exchange.site.checking import all_problems
from exchange.site.settings import read_settings
from exchange.text.problems import Severity, explain

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
FAULTY = SITES / "faulty"
BASE = SITES / "faulty-content" / "base"


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage().removeprefix("ko: "))


def said_by_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[str]]:
    """Build `folder/content` in this process; return whether that was refused, and the errors, sorted."""
    settings = write_settings(folder / "content", folder / "work")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    loaded_kiwi()  # once, here: otherwise each build starts a process that loads it
    told = _Errors()
    logging.getLogger("mkdocs").addHandler(told)
    try:
        mkdocs_build(load_config(str(settings)))
    except Abort:
        return True, sorted(line for line in told.lines if line.endswith("]"))
    finally:
        logging.getLogger("mkdocs").removeHandler(told)
    return False, sorted(told.lines)


def said_by_the_check(folder: Path) -> list[str]:
    """Return the errors that the check finds, as the build would print them, sorted."""
    settings = read_settings(folder / "work" / "mkdocs.yml")
    found = all_problems(settings, now=NOW)
    return sorted(explain(problem, "en") for problem in found if problem.severity is Severity.ERROR)


def cases() -> Iterator[object]:
    """Yield the faulty sites, whole ones and those that lie over a right one."""
    for folder in sorted(FAULTY.iterdir()):
        yield pytest.param(None, folder, id=folder.name)
    for folder in sorted((SITES / "faulty-content").iterdir()):
        if folder != BASE:
            yield pytest.param(BASE, folder, id=f"content-{folder.name}")


@pytest.mark.parametrize(("base", "case"), list(cases()))
def test_the_build_tells_what_the_check_finds(
    base: Path | None, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error is known to one of them only, and none is told twice."""
    for source in (base, case):
        if source is not None:
            ignored = shutil.ignore_patterns("expected.*")
            shutil.copytree(source, tmp_path / "content", dirs_exist_ok=True, ignore=ignored)
    refused, told = said_by_the_build(tmp_path, monkeypatch)
    found = said_by_the_check(tmp_path)
    assert told == found
    assert refused == bool(found)


LEDGER = "page,/en/guides/lost/\nsection,/en/guides/first/#gone\n"
REDIRECTS = "moved:\n  - {from: /guides/lost/, to: /guides/nowhere/}\n"
FAULTS = {
    "pasted-markup": {"en/guides/first.md": "\n<div class=WordSection1><font>x</font>\n\n</div></div>\n"},
    "video": {"ko/guides/first.md": '\n<iframe src="https://video.example/x"></iframe>\n'},
    "markup-in-both-languages": {
        "en/guides/first.md": "\n<font>x</font>\n",
        "ko/guides/first.md": "\n<b>x\n",
    },
    "id-of-the-frame": {"en/guides/first.md": "\nA text.\n{ #kx-content }\n"},
    "address-that-deceives": {"en/guides/first.md": "\n[apply](https://www.nihr.ac.uk@elsewhere.example/)\n"},
    "lost-page-and-section": {"ledger.csv": LEDGER},
    "redirect-to-nothing": {"ledger.csv": LEDGER, "redirects.yml": REDIRECTS},
    "faults-of-every-kind": {
        "en/guides/first.md": "\n[x](nowhere.md) <script>x</script>\n",
        "ko/guides/first.md": "\n<b>x\n",
        "nav.yml": "\n- nowhere\n",
        "glossary.csv": "\nwrong\n",
        "redirects.yml": "moved: x\n",
        "calls/x.yml": "title: x\n",
    },
}
"""Texts that are added to files of a right site, by the fault they make."""


@pytest.mark.parametrize("name", FAULTS)
def test_the_build_tells_what_the_check_finds_in_a_right_site_with_faults(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults of rendered pages, redirects and the ledger, and many at once: none hides another."""
    shutil.copytree(SITES / "showcase", tmp_path / "content")
    for path, text in FAULTS[name].items():
        file = tmp_path / "content" / path
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as target:
            target.write(text)
    refused, told = said_by_the_build(tmp_path, monkeypatch)
    found = said_by_the_check(tmp_path)
    assert told == found
    assert (refused, bool(found)) == (True, True)
    files = {line.partition(":")[0].removeprefix("content/") for line in found}
    lost = {"redirects.yml"} if "redirects.yml" in FAULTS[name] else {"ledger.csv"}
    assert files >= (FAULTS[name].keys() - {"ledger.csv"}) | (lost & FAULTS[name].keys())
