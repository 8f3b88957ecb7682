"""The command `kx`: arguments in, exit status out: 0 all is well, 1 errors in content, 2 not understood."""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module, resources
from pathlib import Path

from ruamel.yaml.error import YAMLError

from exchange.build.git import was_committed
from exchange.cli.arguments import parser
from exchange.languages.language import FALLBACK
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.build_report import NotAReport, read_report
from exchange.text.clock import build_moment
from exchange.text.problems import ContentProblems, Problem, Severity, explain
from exchange.text.strings import Strings, read_strings

_PATIENCE = 1.0  # seconds before progress is told, and between two tellings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    chosen = parser().parse_args(arguments)
    words = read_words(getattr(chosen, "lang", FALLBACK))
    file = Path(chosen.config)
    try:
        build_moment(os.environ)
    except ContentProblems as found:
        return _refuse(explain(found.problems[0], getattr(chosen, "lang", FALLBACK)))
    try:
        project = read_settings(file)
    except FileNotFoundError:
        return _refuse(words("no-settings", file=file.name))
    except (OSError, YAMLError, UnicodeDecodeError) as error:
        return _refuse(words("bad-settings", file=file.name, reason=str(error).splitlines()[0]))
    commands: dict[str, Callable[[argparse.Namespace, SiteSettings, Strings], int]] = {
        "check": _check,
        "new": _new,
        "rules": _rules,
        "due": _due,
        "untranslated": _untranslated,
        **dict.fromkeys(("seal", "erratum", "withdraw", "publish", "serve-published"), _editions),
    }
    return commands[chosen.command](chosen, project, words)


def read_words(language: str) -> Strings:
    """Return the words of the command line in a language."""
    with resources.as_file(resources.files("exchange.cli") / "words") as folder:
        return read_strings(folder, language)


def _check(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.findings import Sources, findings
    from exchange.cli.fixing import fix
    from exchange.site.checking import all_problems

    gc.disable()  # a run makes many small values, keeps nearly all of them, and ends
    shown_paths = [_shown(path, project) for path in chosen.paths]
    if None in shown_paths:
        return _refuse(words("no-such-path", path=chosen.paths[shown_paths.index(None)]))
    named = [path for path in shown_paths if path is not None]
    try:
        built = read_report(chosen.build_report) if chosen.build_report else ()
    except (OSError, NotAReport) as error:
        return _refuse(
            words("bad-report", file=chosen.build_report, reason=getattr(error, "strerror", error))
        )
    sources = Sources(project.root, project.content.folder, project.content.name)
    now, progress = _moment(chosen), _Progress(words)

    def judge() -> tuple[Problem, ...]:
        return all_problems(project, now=now, since=chosen.since, built=built, named=named, progress=progress)

    problems = judge()
    if chosen.fix:
        count = fix(problems, sources)
        print(words("fixed", count=count), file=sys.stderr)
        sources = Sources(project.root, project.content.folder, project.content.name)
        problems = judge() if count else problems
    shown = findings(problems, sources, chosen.lang)
    _write(import_module(f"exchange.cli.formats.{chosen.format}").write(shown, words), chosen.output)
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _moment(chosen: argparse.Namespace) -> datetime.datetime:
    """Return the moment of now, or the first in UTC of the day that was asked for."""
    if chosen.today:
        return datetime.datetime.combine(chosen.today, datetime.time(), tzinfo=datetime.UTC)
    return build_moment(os.environ)


def _shown(path: str, project: SiteSettings) -> str | None:
    """Return how problems name a file or folder; None where it is not in the content and never was."""
    absolute, folder = Path(path).resolve(), project.content.folder.resolve()
    if not absolute.is_relative_to(folder):
        return None
    inside = absolute.relative_to(folder).as_posix()
    if not absolute.exists() and not was_committed(folder, inside):
        return None
    return project.content.name if inside == "." else f"{project.content.name}/{inside}"


class _Progress:
    """Tells how far a long check is, on standard error, once a second."""

    def __init__(self, words: Strings) -> None:
        self._words = words
        self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= _PATIENCE:
            self._told = now
            print(self._words("progress", done=done, total=total), file=sys.stderr, flush=True)


def _new(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.asking import new_files
    from exchange.cli.new_pages import CannotMake, write_new

    today = chosen.today or build_moment(os.environ).date()
    try:
        written = write_new(new_files(chosen, project, words, today=today), project, words)
    except CannotMake as reason:
        return _refuse(str(reason))
    except ContentProblems as found:
        return _refuse(str(found))
    for path in written:
        print(words("written", path=path))
    return 0


def _rules(_chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.rule_pages import write_rule_pages

    print(words("rules", count=write_rule_pages(project.root)))
    return 0


def _due(chosen: argparse.Namespace, project: SiteSettings, _words: Strings) -> int:
    from exchange.calls.model.due import due_json
    from exchange.cli.new_calls import readable_calls

    now = _moment(chosen)
    found: dict[str, object] = {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "next": None, "changes": []}
    if project.has("funding_calendar"):
        try:
            found = due_json(list(readable_calls(project).values()), now, project.calls)
        except ContentProblems as problems:
            return _refuse(str(problems))
    print(json.dumps(found, ensure_ascii=False, indent=2) if chosen.json else found["next"] or "-")
    return 0


def _untranslated(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Print what each language lacks, with the file and line that have it in another."""
    from exchange.site.reading import read_site
    from exchange.site.translations import untranslated
    from exchange.text.content_folder import look_at

    files = look_at(project.content.folder, most=project.limits.files + 1)
    lacking = sorted(untranslated(read_site(project, files, now=_moment(chosen))))
    for one in lacking:
        line = f":{one.line}" if one.line else ""
        print(words("untranslated", locale=one.locale, place=f"{one.path}{line}", name=one.name))
    print(words("untranslated-count", count=len(lacking)))
    return 0


def _editions(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.editions import run

    return run(chosen, project, words)


def _write(text: str, output: str | None) -> None:
    if output:
        Path(output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
        sys.stdout.flush()


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
