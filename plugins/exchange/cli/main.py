"""The command `kx`: arguments in, exit status out: 0 all is well, 1 errors in content, 2 not understood."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module, resources
from pathlib import Path

from exchange.cli.arguments import moment_of, other_languages, parser
from exchange.cli.refusals import CannotDo, asked_language
from exchange.editions.disk import disk_fault
from exchange.languages.language import FALLBACK
from exchange.site.settings import SiteSettings, read_settings
from exchange.text.clock import build_moment
from exchange.text.content_folder import links_in
from exchange.text.problems import ContentProblems, Place, Problem, explain, shorten_list, visible
from exchange.text.strings import Strings, read_strings
from exchange.text.whole_files import write_files

_WRITING_COMMANDS = frozenset({"new", "adopt", "translate", "erratum", "withdraw"})
"""Commands that write into the content, where anyone may have put a link to a file elsewhere."""

_COMMANDS_OF_ANY_SITE = frozenset({"check", "rules", "schemas"})
"""Commands that do something where the languages of a site are not known."""

Command = Callable[[argparse.Namespace, SiteSettings, Strings], int]

_MODULES = {
    "check": "content_check",
    "adopt": "adopting",
    "translate": "translating",
    "cartridge": "packaging",
    **dict.fromkeys(("preview", "changes"), "previewing"),
    **dict.fromkeys(("pdf", "offline"), "handouts"),
    **dict.fromkeys(("seal", "erratum", "withdraw", "publish", "serve-published"), "editions"),
}
"""The module that does a command, by its function `run`; no other command loads it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; say what the disk does not let it do."""
    typed = sys.argv[1:] if arguments is None else arguments
    options = parser(lambda name: read_words(asked_language(typed), name)).parse_args(typed)
    options.of_texts, options.lang = options.lang is None, options.lang or FALLBACK
    lang = options.lang
    try:
        return _run(options, read_words(lang), lang)
    except CannotDo as reason:
        print(reason, file=sys.stderr)
        return 2
    except OSError as error:
        problem = disk_fault(error, Path(), named=vars(options).values())
        if problem is None:
            raise
        print(explain(problem, lang), file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, words: Strings, lang: str) -> int:
    if options.command == "start":
        from exchange.cli.starting import run  # late: nothing else needs it

        return run(options, words)
    file = Path(options.config)
    if options.command == "serve":
        from exchange.mkdocs_plugins.preview_start import serve  # late: it loads MkDocs

        return serve(file, options.address, lang)
    try:
        build_moment(os.environ)
    except ContentProblems as refusal:
        raise CannotDo(explain(refusal.problems[0], lang)) from refusal
    try:
        project = read_settings(file)
    except FileNotFoundError as error:
        raise CannotDo(words("no-settings", file=file.name)) from error
    except OSError as error:
        raise CannotDo(words("bad-settings", file=file.name, reason=error.strerror)) from error
    except ContentProblems as refusal:
        raise CannotDo("\n".join(explain(problem, lang) for problem in refusal.problems)) from refusal
    if options.command not in _COMMANDS_OF_ANY_SITE and not project.locales:
        raise CannotDo("\n".join(explain(problem, lang) for problem in project.problems))
    if languages := other_languages(options, project.content.locales):
        raise CannotDo(
            visible(
                words("no-such-language", language=languages[0], known=", ".join(project.content.locales))
            )
        )
    if options.command in _WRITING_COMMANDS and (link := next(links_in(project.content.folder), None)):
        place = Place(path=project.display_path(link))
        raise CannotDo(explain(Problem(code="pages/symlink", place=place), lang))
    if options.command in _COMMANDS_HERE:
        return _COMMANDS_HERE[options.command](options, project, words)
    status: int = import_module(f"exchange.cli.{_MODULES[options.command]}").run(options, project, words)
    return status


def read_words(language: str, name: str = "") -> Strings:
    """Return the words of the command line in a language, or those of a name, such as `help`."""
    with resources.as_file(resources.files("exchange.cli") / "words") as folder:
        return read_strings(folder, f"{name}.{language}" if name else language)


def _explain_all(refusal: ContentProblems, options: argparse.Namespace, project: SiteSettings) -> str:
    """Return the problems in the language asked for, else in that of the file of each, as the check does."""
    from exchange.cli.findings import Sources

    sources = Sources(project.root, project.content.folder, project.content.name)
    return "\n".join(
        explain(problem, (options.of_texts and sources.language(problem.place.path)) or options.lang)
        for problem in shorten_list(refusal.problems)
    )


def _new(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.asking import new_files
    from exchange.cli.new_pages import write_new

    today = options.today or build_moment(os.environ).date()
    try:
        files = write_new(new_files(options, project, words, today=today), project, words)
    except ContentProblems as refusal:
        raise CannotDo(_explain_all(refusal, options, project)) from refusal
    for path in files:
        print(words("written", path=path))
    return 0


def _rules(_options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.cli.rule_pages import write_rule_pages

    print(words("rules", count=write_rule_pages(project.root)))
    return 0


def _schemas(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    from exchange.site.json_schemas import schema_files

    files = schema_files(project)
    write_files({project.root / options.folder / name: text for name, text in files.items()})
    for name in files:
        print(words("written", path=f"{options.folder.as_posix()}/{name}"))
    return 0


def _due(options: argparse.Namespace, project: SiteSettings, _words: Strings) -> int:
    from exchange.calls.model.due import due_json
    from exchange.cli.new_calls import readable_calls

    now = moment_of(options)
    answer: dict[str, object] = {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ"), "next": None, "changes": []}
    if project.has("funding_calendar"):
        try:
            answer = due_json(list(readable_calls(project).values()), now, project.calls)
        except ContentProblems as refusal:
            raise CannotDo(_explain_all(refusal, options, project)) from refusal
    print(json.dumps(answer, ensure_ascii=False, indent=2) if options.json else answer["next"] or "-")
    return 0


def _list_gaps(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Print what each language lacks, with the file and line that have it in another."""
    from exchange.site.reading import read_content
    from exchange.site.translations import missing_translations

    lacking = sorted(missing_translations(read_content(project, now=moment_of(options))))
    for gap in lacking:
        line = f":{gap.line}" if gap.line else ""
        print(visible(words("untranslated", locale=gap.locale, place=f"{gap.path}{line}", name=gap.name)))
    print(words("untranslated-count", count=len(lacking)))
    return 0


_COMMANDS_HERE: Mapping[str, Command] = {
    "new": _new,
    "rules": _rules,
    "schemas": _schemas,
    "due": _due,
    "untranslated": _list_gaps,
}

if __name__ == "__main__":
    sys.exit(main())
