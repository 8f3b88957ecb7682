"""The command `kx check`: what is wrong with the content, mended as far as was asked for."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from exchange.build.git import was_committed
from exchange.cli.arguments import moment_of
from exchange.cli.findings import Sources, findings
from exchange.cli.fixing import Corrections, difference, mend
from exchange.cli.formats.summary import table
from exchange.cli.refusals import CannotDo
from exchange.languages.language import FALLBACK
from exchange.site.acceptance import write_baseline
from exchange.site.catalogue import PACKAGES
from exchange.site.checking import all_problems
from exchange.site.forms_guide import forms_address
from exchange.site.settings import SiteSettings
from exchange.text.build_report import NotAReport, read_report
from exchange.text.problems import Problem, Severity, messages
from exchange.text.strings import Strings
from exchange.text.suggestions import nearest
from exchange.text.whole_files import write_files

_PATIENCE = 1.0  # seconds before progress is told, and between two tellings


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Check, mend and print; 0 where the content may be published, 1 where not. Raises CannotDo."""
    gc.disable()  # a run makes many small values, keeps nearly all of them, and ends
    return _Check(options, project, words).run()


class _Check:
    """One run of the command."""

    def __init__(self, options: argparse.Namespace, project: SiteSettings, words: Strings) -> None:
        self.options, self.project, self.words = options, project, words
        self.paths = [path_of(path, project, words) for path in options.paths]
        self.rules = frozenset(_code(name, words) for name in options.rule)
        self.sources = Sources(project.root, project.content.folder, project.content.name)
        self.problems = partial(
            all_problems,
            project,
            now=moment_of(options),
            revision=options.since,
            build_problems=_report(options.build_report, words),
            named=self.paths,
            progress=_Progress(words),
        )

    def run(self) -> int:
        if self.options.write_baseline:
            count = write_baseline(self.project, self.problems(named=(), accept=False))
            self._tell("baseline-written", count=count, file=self.project.baseline.name)
        corrections = Corrections(texts={}, count=0, problems=self.problems())
        if self.options.fix or self.options.dry_run:
            corrections = mend(
                corrections.problems, check=self._check, read_text=self._read, is_wanted=self._is_wanted
            )
            self._write(corrections)
        problems = [problem for problem in corrections.problems if self._is_wanted(problem)]
        if not self.options.dry_run:
            self._print(problems)
        return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0

    def _is_wanted(self, problem: Problem) -> bool:
        return not self.rules or problem.code in self.rules

    def _check(self, texts: Mapping[str, str]) -> Sequence[Problem]:
        prefix = f"{self.project.content.name}/"
        return self.problems(edits={path.removeprefix(prefix): text.encode() for path, text in texts.items()})

    def _read(self, path: str) -> str:
        return self.sources.file(path).read_bytes().decode("utf-8")

    def _write(self, corrections: Corrections) -> None:
        """Write the texts, or show what would be written."""
        if self.options.dry_run:
            differences = (
                difference(path, self._read(path), text) for path, text in sorted(corrections.texts.items())
            )
            _output("".join(differences), self.options.output)
            self._tell("would-fix", count=corrections.count, files=len(corrections.texts))
            return
        write_files({self.sources.file(path): text for path, text in corrections.texts.items()})
        self.sources = Sources(self.project.root, self.project.content.folder, self.project.content.name)
        self._tell("fixed", count=corrections.count)

    def _print(self, problems: Sequence[Problem]) -> None:
        if self.options.summary:
            _output(table(problems, self.words), self.options.output)
            return
        guide = partial(forms_address, settings=self.project, language=self.options.lang)
        entries = findings(
            problems, self.sources, self.options.lang, guide=guide, of_texts=self.options.of_texts
        )
        text = import_module(f"exchange.cli.formats.{self.options.format}").write(entries, self.words)
        _output(text, self.options.output)

    def _tell(self, key: str, **values: object) -> None:
        print(self.words(key, **values), file=sys.stderr)


def _report(file: Path | None, words: Strings) -> tuple[Problem, ...]:
    try:
        return read_report(file) if file else ()
    except (OSError, NotAReport) as error:
        reason = getattr(error, "strerror", error)
        raise CannotDo(words("bad-report", file=file, reason=reason)) from error


def path_of(path: str, project: SiteSettings, words: Strings) -> str:
    """Return how problems name a file or folder that is in the content, or was when it was committed.

    Raises CannotDo for another one.
    """
    absolute, folder = Path(path).resolve(), project.content.folder.resolve()
    if not absolute.is_relative_to(folder):
        raise CannotDo(words("no-such-path", path=path))
    content_path = absolute.relative_to(folder).as_posix()
    if not absolute.exists() and not was_committed(folder, content_path):
        raise CannotDo(words("no-such-path", path=path))
    return project.content.name if content_path == "." else project.display_path(content_path)


def _code(name: str, words: Strings) -> str:
    """Return the code of a rule that was named by its code or without its package."""
    codes = [f"{package}/{rule}" for package in PACKAGES for rule in messages(package, FALLBACK)]
    same = [code for code in codes if name in (code, code.partition("/")[2])]
    if not same:
        best = nearest(name, [*codes, *(code.partition("/")[2] for code in codes)])
        raise CannotDo(words("no-such-rule", rule=name, best=best or "rules/double-space"))
    return same[0]


class _Progress:
    """Tells how far a long check is, on standard error, once a second."""

    def __init__(self, words: Strings) -> None:
        self._words = words
        self._last_time = time.monotonic()

    def __call__(self, count: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last_time >= _PATIENCE:
            self._last_time = now
            print(self._words("progress", done=count, total=total), file=sys.stderr, flush=True)


def _output(text: str, file: Path | None) -> None:
    if file:
        write_files({file: text})
    else:
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
        sys.stdout.flush()
