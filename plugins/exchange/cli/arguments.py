"""What can be typed after `kx`."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Callable, Collection
from pathlib import Path

from exchange.cli.new_pages import FileKind
from exchange.cli.refusals import Parser
from exchange.text.clock import build_moment
from exchange.text.problems import message_languages
from exchange.text.strings import Strings

FORMATS = ("text", "markdown", "github", "gitlab", "sarif", "rdjson")


class LanguageCode(str):
    """A code that was typed and must be that of a language of the site."""

    __slots__ = ()


def other_languages(options: argparse.Namespace, locales: Collection[str]) -> list[str]:
    """Return the codes that were typed where one of the site's languages is meant, and are none of them."""
    answers = [
        answer
        for value in vars(options).values()
        for answer in (value if isinstance(value, list) else [value])
    ]
    codes = (answer[0] if isinstance(answer, tuple) and answer else answer for answer in answers)
    return [code for code in codes if code and isinstance(code, LanguageCode) and code not in locales]


def _new_file(name: str) -> Path:
    """Return the path of a file to write, in a folder that is there now."""
    return _new_folder(str(Path(name).parent)) / Path(name).name


def _new_folder(name: str) -> Path:
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return Path(name)


def parser(words: Callable[[str], Strings]) -> argparse.ArgumentParser:
    """Return the parser of the command line, which helps and refuses in these words."""
    top = Parser(words=words, prog="kx")
    _language(top, default=None)
    top.add_argument("--config", default="mkdocs.yml")
    commands = top.add_subparsers(dest="command", required=True)
    _check(commands.add_parser("check", help=""))
    _serve(commands.add_parser("serve", help=""))
    _new(commands.add_parser("new", help=""))
    _start(commands.add_parser("start", help=""))
    _adopt(commands.add_parser("adopt", help=""))
    commands.add_parser("rules", help="")
    schemas = commands.add_parser("schemas", help="")
    schemas.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path("schemas"))
    due = commands.add_parser("due", help="")
    due.add_argument("--json", action="store_true")
    _now(due)
    lacking = commands.add_parser("untranslated", help="")
    _now(lacking)
    _changes(commands)
    _translate(commands.add_parser("translate", help=""))
    _cartridge(commands.add_parser("cartridge", help=""))
    _editions(commands)
    _handouts(commands)
    for command in commands.choices.values():
        _language(command)
    return top


def moment_of(options: argparse.Namespace) -> datetime.datetime:
    """Return the moment of now, or the first in UTC of the day that was asked for."""
    if options.today:
        return datetime.datetime.combine(options.today, datetime.time(), tzinfo=datetime.UTC)
    return build_moment(os.environ)


def _changes(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what says to reviewers what a change does."""
    changes = commands.add_parser("changes", help="")
    changes.add_argument("--output", type=_new_file, metavar="FILE")
    preview = commands.add_parser("preview", help="")
    preview.add_argument("site", metavar="SITE", type=Path)
    preview.add_argument("--build-report", metavar="FILE", type=Path)
    for command in (changes, preview):
        _now(command)
        command.add_argument("--since", default="", metavar="REVISION")


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="*", metavar="PATH")
    _now(check)
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument("--since", default="", metavar="REVISION")
    check.add_argument("--fix", action="store_true")
    check.add_argument("--dry-run", action="store_true")
    check.add_argument("--rule", action="append", default=[], metavar="RULE")
    check.add_argument("--summary", action="store_true")
    check.add_argument("--write-baseline", action="store_true")
    check.add_argument("--build-report", metavar="FILE", type=Path)
    check.add_argument("--output", type=_new_file, metavar="FILE")


def _start(start: argparse.ArgumentParser) -> None:
    start.add_argument("folder", metavar="FOLDER", type=Path)
    start.add_argument("--languages", default="")
    start.add_argument("--sides", default="")
    start.add_argument("--name", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    start.add_argument("--address", default="https://site.example/")
    start.add_argument("--host", choices=("github", "gitlab", "both"), default="both")


def _adopt(adopt: argparse.ArgumentParser) -> None:
    adopt.add_argument("folder", metavar="FOLDER")
    adopt.add_argument("--into", default="", metavar="FOLDER")
    adopt.add_argument("--original", type=LanguageCode)
    adopt.add_argument("--dry-run", action="store_true")


def _new(new: argparse.ArgumentParser) -> None:
    new.add_argument("kind", choices=[kind.value for kind in FileKind])
    new.add_argument("id", metavar="ID")
    _now(new)
    new.add_argument("--title", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    new.add_argument("--description", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    new.add_argument("--original", type=LanguageCode)
    new.add_argument("--course", default="")
    new.add_argument("--lesson", default="")
    new.add_argument("--folder", default="about")
    new.add_argument("--minutes", type=int, default=45)
    new.add_argument("--like", default="")


def _translate(translate: argparse.ArgumentParser) -> None:
    translate.add_argument("paths", nargs="*", metavar="PATH")
    translate.add_argument("--agree", action="store_true")
    translate.add_argument("--to", type=LanguageCode, metavar="LANGUAGE")
    translate.add_argument("--xliff", type=_new_file, metavar="FILE")
    translate.add_argument("--po", type=_new_file, metavar="FILE")
    translate.add_argument("--all", action="store_true")
    translate.add_argument("--take", type=Path, metavar="FILE")
    _now(translate)


def _cartridge(cartridge: argparse.ArgumentParser) -> None:
    cartridge.add_argument("pages", nargs="+", metavar="PAGE")
    cartridge.add_argument("--language", type=LanguageCode)
    cartridge.add_argument("--title", default="")
    cartridge.add_argument("--edition", default="")
    cartridge.add_argument("--instructor", action="store_true")
    cartridge.add_argument("--texts", action="store_true")
    cartridge.add_argument("--site", metavar="FOLDER", type=Path)
    cartridge.add_argument("--out", type=_new_file, metavar="FILE")
    _now(cartridge)


def _editions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what seals, corrects and publishes (docs/editions.md)."""
    seal = commands.add_parser("seal", help="")
    seal.add_argument("edition", metavar="EDITION")
    seal.add_argument("--as-named", action="store_true")
    erratum = commands.add_parser("erratum", help="")
    withdraw = commands.add_parser("withdraw", help="")
    for note in (erratum, withdraw):
        note.add_argument("edition", metavar="EDITION")
        note.add_argument("page", metavar="PAGE")
        note.add_argument("--text", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
        _now(note)
    withdraw.add_argument("--instead", required=True, metavar="PAGE")
    publish = commands.add_parser("publish", help="")
    publish.add_argument("out", metavar="OUT", type=Path)
    serve = commands.add_parser("serve-published", help="")
    serve.add_argument("out", metavar="OUT", type=Path)
    serve.add_argument("--port", type=int, default=8000)


def _handouts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what makes files to take away of a built site (docs/handouts.md)."""
    pdf = commands.add_parser("pdf", help="")
    pdf.add_argument("paths", nargs="+", metavar="PATH")
    pdf.add_argument(
        "--in", dest="languages", action="append", type=LanguageCode, default=[], metavar="LANGUAGE"
    )
    pdf.add_argument("--paper", choices=["a4", "letter"], default="a4")
    pdf.add_argument("--title", default="")
    offline = commands.add_parser("offline", help="")
    offline.add_argument("--course", default="", metavar="PATH")
    for command in (pdf, offline):
        command.add_argument("--role", choices=["learner", "instructor"], default="learner")
        command.add_argument("--site", type=Path, default=Path("site"), metavar="FOLDER")
        command.add_argument("--edition", default="", metavar="EDITION")
        command.add_argument("--output", type=_new_folder, default=Path(), metavar="FOLDER")
        _now(command)


def _serve(command: argparse.ArgumentParser) -> None:
    default = ("127.0.0.1", 8000)
    command.add_argument("-a", "--address", type=_address, metavar="HOST:PORT", default=default)


def _address(argument: str) -> tuple[str, int]:
    host, _, port = argument.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{argument!r} is not HOST:PORT")
    return host.strip("[]"), int(port)


def _language(command: argparse.ArgumentParser, *, default: str | None = argparse.SUPPRESS) -> None:
    """Add the language, which may stand before a command or behind it."""
    command.add_argument("--lang", default=default, choices=message_languages())


def _now(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", type=_day, metavar="YYYY-MM-DD")


def _text(argument: str) -> tuple[LanguageCode, str]:
    language, sign, text = argument.partition("=")
    if not sign or not language or not text.strip():
        raise argparse.ArgumentTypeError(f"{argument!r} is not LANGUAGE=TEXT")
    return LanguageCode(language), text.strip()


def _day(argument: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(argument)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{argument!r} is not YYYY-MM-DD") from error
