"""What can be typed after `kx`."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Callable, Collection
from pathlib import Path

from exchange.cli.new_pages import FileKind
from exchange.cli.refusals import Parser
from exchange.languages.language import FALLBACK
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


def parser(words: Callable[[], Strings]) -> argparse.ArgumentParser:
    """Return the parser of the command line, which refuses in these words."""
    top = Parser(words=words, prog="kx", description="Check and begin the content of a bilingual site.")
    _language(top, default=FALLBACK)
    top.add_argument("--config", default="mkdocs.yml", help="the site's settings (default: mkdocs.yml)")
    commands = top.add_subparsers(dest="command", required=True)
    _check(commands.add_parser("check", help="say everything that is wrong with the content"))
    _serve(commands.add_parser("serve", help="show the site as it is written, on this computer"))
    _new(commands.add_parser("new", help="begin a page in every language"))
    _start(commands.add_parser("start", help="write a new site"))
    _adopt(commands.add_parser("adopt", help="bring the Markdown of another site into the content"))
    commands.add_parser("rules", help="write docs/rules, a page for each rule")
    schemas = commands.add_parser("schemas", help="write JSON Schemas by which editors complete fields")
    schemas.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path("schemas"))
    due = commands.add_parser("due", help="say when a call next changes by itself")
    due.add_argument("--json", action="store_true", help="as JSON, with every call")
    _now(due)
    lacking = commands.add_parser("untranslated", help="list what is in one language and not in another")
    _language(lacking)
    _now(lacking)
    _changes(commands)
    _translate(commands.add_parser("translate", help="list the sections that lag behind another language"))
    _cartridge(commands.add_parser("cartridge", help="make a package of pages for learning platforms"))
    _editions(commands)
    _handouts(commands)
    return top


def moment_of(options: argparse.Namespace) -> datetime.datetime:
    """Return the moment of now, or the first in UTC of the day that was asked for."""
    if options.today:
        return datetime.datetime.combine(options.today, datetime.time(), tzinfo=datetime.UTC)
    return build_moment(os.environ)


def _changes(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what says to reviewers what a change does."""
    changes = commands.add_parser("changes", help="list what a change does, for a comment on it")
    changes.add_argument("--output", type=_new_file, metavar="FILE", help="write there instead of printing")
    preview = commands.add_parser("preview", help="make a built site readable from a disk, changes first")
    preview.add_argument("site", metavar="SITE", type=Path, help="the folder of the site")
    preview.add_argument(
        "--build-report", metavar="FILE", type=Path, help="what the build wrote to KX_REPORT"
    )
    for command in (changes, preview):
        _language(command)
        _now(command)
        command.add_argument("--since", default="", metavar="REVISION", help="what it is compared with")


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; without any, all content")
    _language(check)
    _now(check)
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument(
        "--since",
        default="",
        metavar="REVISION",
        help="what was published last: a commit, or a branch this one has left (default: KX_SINCE)",
    )
    check.add_argument("--fix", action="store_true", help="write every exact replacement")
    check.add_argument(
        "--dry-run", action="store_true", help="show what --fix would write, and write nothing"
    )
    check.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="RULE",
        help="only this rule, such as double-space; may be repeated",
    )
    check.add_argument("--summary", action="store_true", help="only how often each rule is broken")
    check.add_argument(
        "--write-baseline", action="store_true", help="accept the errors there are as warnings (baseline.csv)"
    )
    check.add_argument(
        "--build-report",
        metavar="FILE",
        type=Path,
        help="add what a build wrote there (KX_REPORT=FILE mkdocs build)",
    )
    check.add_argument("--output", type=_new_file, metavar="FILE", help="write there instead of printing")


def _start(start: argparse.ArgumentParser) -> None:
    start.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")
    _language(start)
    start.add_argument("--languages", default="", help="their codes, the first one first, such as en,cy")
    start.add_argument(
        "--sides", default="", help="the codes of countries; of one with several zones XX:Region/City too"
    )
    start.add_argument("--name", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    start.add_argument("--address", default="https://site.example/", help="where the site will be")
    start.add_argument("--host", choices=("github", "gitlab", "both"), default="both", help="of the workflow")


def _adopt(adopt: argparse.ArgumentParser) -> None:
    adopt.add_argument("folder", metavar="FOLDER", help="its pages: en/ and ko/, or name.md and name.ko.md")
    _language(adopt)
    adopt.add_argument("--into", default="", metavar="FOLDER", help="the folder here (default: of that name)")
    adopt.add_argument(
        "--original", type=LanguageCode, help="the language it was written in (default: the site's first)"
    )
    adopt.add_argument("--dry-run", action="store_true", help="name what would be written, and write nothing")


def _new(new: argparse.ArgumentParser) -> None:
    new.add_argument("kind", choices=[kind.value for kind in FileKind])
    new.add_argument("id", metavar="ID", help="its permanent name, such as electronic-consent")
    _language(new)
    _now(new)
    new.add_argument("--title", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    new.add_argument("--description", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
    new.add_argument(
        "--original", type=LanguageCode, help="the language it is written in first (default: that of --lang)"
    )
    new.add_argument("--course", default="", help="of a lesson: the folder of its course below training/")
    new.add_argument(
        "--lesson", default="", help="of a question: the permanent id of the lesson that asks it"
    )
    new.add_argument("--folder", default="about", help="of a page: its folder (default: about)")
    new.add_argument("--minutes", type=int, default=45, help="of a lesson: the time it takes")
    new.add_argument("--like", default="", help="of a call: an earlier one with the same funders and sides")


def _translate(translate: argparse.ArgumentParser) -> None:
    translate.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders; without any, all pages"
    )
    translate.add_argument(
        "--agree", action="store_true", help="write that these sections say the same in all languages"
    )
    translate.add_argument(
        "--to",
        type=LanguageCode,
        metavar="LANGUAGE",
        help="the language to translate into, for the files below",
    )
    translate.add_argument("--xliff", type=_new_file, metavar="FILE", help="write what is late as XLIFF 2.1")
    translate.add_argument("--po", type=_new_file, metavar="FILE", help="write what is late as a PO file")
    translate.add_argument("--all", action="store_true", help="write all sections, late or not")
    translate.add_argument(
        "--take", type=Path, metavar="FILE", help="take translations back from such a file"
    )
    _language(translate)
    _now(translate)


def _cartridge(cartridge: argparse.ArgumentParser) -> None:
    cartridge.add_argument(
        "pages",
        nargs="+",
        metavar="PAGE",
        help="addresses without language: a lesson, a section (guides/estimands#strategies), a whole course",
    )
    cartridge.add_argument("--language", type=LanguageCode, help="of the package (default: the site's first)")
    cartridge.add_argument("--title", default="", help="its title (default: that of the first page)")
    cartridge.add_argument("--edition", default="", help="lead to this sealed edition, which never changes")
    cartridge.add_argument(
        "--instructor", action="store_true", help="notes and answers, hidden from learners"
    )
    cartridge.add_argument("--texts", action="store_true", help="put the pages themselves in, not only links")
    cartridge.add_argument("--site", metavar="FOLDER", type=Path, help="a built site, to take texts from")
    cartridge.add_argument(
        "--out",
        type=_new_file,
        metavar="FILE",
        help="the file to write (default: selection-LANGUAGE.imscc)",
    )
    _language(cartridge)
    _now(cartridge)


def _editions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what seals, corrects and publishes (docs/editions.md)."""
    seal = commands.add_parser("seal", help="keep guides and training as they are now, as an edition")
    seal.add_argument("edition", metavar="EDITION", help="its name, such as 2026.1")
    seal.add_argument("--as-named", action="store_true", help="also under a name that looks like a slip")
    erratum = commands.add_parser("erratum", help="add a dated correction to a sealed page")
    withdraw = commands.add_parser("withdraw", help="put a reason and a way on in a sealed page's place")
    for note in (erratum, withdraw):
        note.add_argument("edition", metavar="EDITION")
        note.add_argument(
            "page", metavar="PAGE", help="its address without language, such as guides/estimands"
        )
        note.add_argument("--text", action="append", default=[], metavar="LANGUAGE=TEXT", type=_text)
        _now(note)
    withdraw.add_argument("--instead", required=True, metavar="PAGE", help="where readers go on")
    publish = commands.add_parser("publish", help="build the live site with all editions into a folder")
    publish.add_argument("out", metavar="OUT", type=Path)
    serve = commands.add_parser("serve-published", help="show a published folder on this computer")
    serve.add_argument("out", metavar="OUT", type=Path)
    serve.add_argument("--port", type=int, default=8000)
    for command in (seal, erratum, withdraw, publish, serve):
        _language(command)


def _handouts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what makes files to take away of a built site (docs/handouts.md)."""
    pdf = commands.add_parser("pdf", help="typeset pages or courses of a built site")
    pdf.add_argument(
        "paths", nargs="+", metavar="PATH", help="pages, such as guides/estimands; a course with its lessons"
    )
    pdf.add_argument(
        "--in",
        dest="languages",
        action="append",
        type=LanguageCode,
        default=[],
        metavar="LANGUAGE",
        help="only in this language; may be repeated",
    )
    pdf.add_argument(
        "--role",
        choices=["learner", "instructor"],
        default="learner",
        help="with answers and notes, or without",
    )
    pdf.add_argument("--paper", choices=["a4", "letter"], default="a4")
    pdf.add_argument("--title", default="", help="of a selection (default: that of its first page)")
    offline = commands.add_parser("offline", help="pack a built site so that it opens from a disk")
    offline.add_argument(
        "--course", default="", metavar="PATH", help="only this course, such as training/planning-a-trial"
    )
    for command in (pdf, offline):
        command.add_argument(
            "--site", type=Path, default=Path("site"), metavar="FOLDER", help="the built site (default: site)"
        )
        command.add_argument(
            "--edition",
            default="",
            metavar="EDITION",
            help="of this sealed edition; the folder is a published one",
        )
        command.add_argument(
            "--output",
            type=_new_folder,
            default=Path(),
            metavar="FOLDER",
            help="where files are written (default: here)",
        )
        _language(command)
        _now(command)


def _serve(command: argparse.ArgumentParser) -> None:
    default = ("127.0.0.1", 8000)
    command.add_argument("-a", "--address", type=_address, metavar="HOST:PORT", default=default)
    _language(command)


def _address(argument: str) -> tuple[str, int]:
    host, _, port = argument.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{argument!r} is not HOST:PORT")
    return host.strip("[]"), int(port)


def _language(command: argparse.ArgumentParser, *, default: str = argparse.SUPPRESS) -> None:
    """Add the language, which may stand before a command or behind it."""
    command.add_argument(
        "--lang", default=default, choices=message_languages(), help="the language of what is said"
    )


def _now(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day to check for")


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
