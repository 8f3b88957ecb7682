"""A small site that is edited step by step, and built in this process, one language at a time."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.building import ROOT, SITES, compiled_templates, digests
from tests.calls.samples import changed
from tests.compiled import templates_compiled_once

from exchange.build.companion import LOCALE_VARIABLE, VARIABLE
from exchange.build.outputs import Outputs
from exchange.languages.ko.kiwi import loaded_kiwi
from exchange.text.frame import THEME
from exchange.text.problems import ContentProblems

BUILT_AT = 1_793_000_000  # 2026-10-26; the sample call is open for some weeks around it
_INDEX = "---\ntitle: {title}\ndescription: x\nkind: calls\noriginal: en\n---\n"
_LESSON = """\
---
title: "{title}"
description: "{title}"
kind: {kind}
id: {id}
original: en
{fields}---

## Part {{ #part }}

Text of {id}.
"""
_COURSE = {
    "index": ("course", 'objectives: ["To plan."]\n'),
    "one": ("lesson", 'minutes: 20\nobjectives: ["To plan."]\nprerequisites: ["To read."]\n'),
    "two": ("lesson", "minutes: 30\n"),
}
"""Pages of a course by name: their kinds, and the fields that only these have."""
_SETTINGS = """\
INHERIT: {base}
docs_dir: {content}
site_dir: {site}
theme:
  name: exchange
  custom_dir: {overrides}
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build gave: digests of all files by path, whether it was refused, and what it said."""

    files: dict[str, str]
    refused: bool
    said: tuple[str, ...]  # warnings and errors, sorted
    told: tuple[str, ...] = field(compare=False)  # what else it said, in order


@dataclass
class EditedSite:
    """A folder with content, templates and settings. `moment` is the clock of the builds, in Unix seconds."""

    folder: Path
    moment: int = BUILT_AT
    settings: dict[str, object] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def overrides(self) -> Path:
        return self.folder / "overrides"

    def copy_of_frame(self, name: str) -> Path:
        """Return a file of the frame among the site's own, where it replaces that of the theme."""
        file = self.overrides / name
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(THEME / name, file)
        return file

    def say(self, file: str, key: str, text: str) -> None:
        """Give the site a string of its own."""
        path = self.overrides / "locales" / file
        strings = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        path.write_text(json.dumps({**strings, key: text}, ensure_ascii=False), encoding="utf-8")

    @property
    def kept(self) -> Path:
        """Where its builds keep what they made."""
        return self.folder / "kept" / ".cache"

    def begin(self, kept: Path | None = None) -> None:
        """Lay out the site as it is before any edit: the showcase, a course, a call, its card in a guide.

        All of it is committed.
        """
        if kept is not None:
            shutil.copytree(kept, self.kept)
        shutil.copytree(SITES / "showcase", self.content)
        shutil.copytree(ROOT / "overrides", self.overrides)
        with (self.content / "nav.yml").open("a", encoding="utf-8") as navigation:
            navigation.write("- calls: []\n- course:\n    - one\n    - two\n")
        (self.content / "calls").mkdir()
        (self.content / "calls" / "trial.yml").write_text(changed(), encoding="utf-8")
        for locale, title in (("en", "Calls"), ("ko", "공고")):
            (self.content / locale / "calls").mkdir()
            index = self.content / locale / "calls" / "index.md"
            index.write_text(_INDEX.format(title=title), encoding="utf-8")
            with (self.content / locale / "guides" / "second.md").open("a", encoding="utf-8") as page:
                page.write("\n::: call trial\n\nUntil {call:trial/full}.\n")
            self._write_course(locale)
        self._git("init", "-q")
        self.commit()

    def _write_course(self, locale: str) -> None:
        (self.content / locale / "course").mkdir()
        for name, (kind, fields) in _COURSE.items():
            if name != "two" or locale == "en":
                text = _LESSON.format(title=f"{name} {locale}", kind=kind, id=f"course-{name}", fields=fields)
                (self.content / locale / "course" / f"{name}.md").write_text(text, encoding="utf-8")

    def commit(self) -> None:
        """Commit the content as it is, at the moment of the next build."""
        self._git("add", "content")
        self._git("commit", "-q", "--allow-empty", "-m", "x")

    def _git(self, *arguments: str) -> None:
        at = f"{self.moment} +0000"
        own = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull}
        own |= {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", *arguments], check=True, cwd=self.folder, env={**os.environ, **own})

    def build(self, locale: str, *, keep: bool, serving: bool = False) -> Outcome:
        """Build one language, with what is kept or as on a machine that never built it."""
        work = self.folder / ("kept" if keep else "clean")
        if not keep:
            shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, exist_ok=True)
        loaded_kiwi()  # once, here: otherwise each build of Korean starts a process that loads it
        site, file = work / "site", work / "mkdocs.yml"
        file.write_text(
            _settings(self, site) + "".join(f"{k}: {json.dumps(v)}\n" for k, v in self.settings.items()),
            encoding="utf-8",
        )
        used = site.exists()
        with (
            _as_companion(locale, file, site, self.moment, serving=serving, used=used),
            _hearing() as heard,
            nullcontext() if keep else templates_compiled_once(compiled_templates()),
        ):
            refused = _build(file, site, serving=serving)
        if not refused:
            _finish(site, locale, used=used)
        files = digests(site) if site.is_dir() and not refused else {}
        return Outcome(files=files, refused=refused, said=tuple(sorted(heard.said)), told=tuple(heard.told))


def _settings(site: EditedSite, folder: Path) -> str:
    return _SETTINGS.format(
        base=ROOT / "mkdocs.yml", content=site.content, site=folder, overrides=site.overrides
    )


def _build(file: Path, site: Path, *, serving: bool) -> bool:
    """Return whether the build was refused."""
    try:
        config = load_config(str(file), site_dir=str(site))
        config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        build(config)
    except (Abort, ContentProblems):  # the second by a navigation, which the leading process checks first
        return True
    return False


def _finish(site: Path, locale: str, *, used: bool) -> None:
    """Do what the leading process does with what its companion has written."""
    outputs = Outputs(site, has_old_files=used)
    outputs.take_over(locale)
    outputs.finish()


@contextmanager
def _as_companion(
    locale: str, file: Path, site: Path, moment: int, *, serving: bool, used: bool
) -> Iterator[None]:
    """Be the process that builds one language for another one."""
    handover = {
        "locale": locale,
        "config_file": str(file),
        "site_folder": str(site),
        "site_url": "https://example.org/",
        "serving": serving,
        "use_directory_urls": True,
        "verbose": False,
        "has_old_files": used,
    }
    told = {
        LOCALE_VARIABLE: locale,
        VARIABLE: json.dumps(handover),
        "SOURCE_DATE_EPOCH": str(moment),
        "NO_MKDOCS_2_WARNING": "1",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.INFO)
        self.said: list[str] = []
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        (self.said if record.levelno >= logging.WARNING else self.told).append(record.getMessage())


@contextmanager
def _hearing() -> Iterator[_Ear]:
    """Collect what is said, and print nothing."""
    logger, ear = logging.getLogger("mkdocs"), _Ear()
    logger.setLevel(logging.INFO)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate
