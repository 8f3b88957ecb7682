"""The commands about editions: from what was typed to what the editions package does and says."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from exchange.calls.model.call import RESERVED
from exchange.editions import commands
from exchange.editions.addresses import page_address
from exchange.editions.branch import GitError
from exchange.editions.commands import Workplace
from exchange.editions.disk import disk_fault
from exchange.editions.report_lines import Refusal, ReportLine
from exchange.pages.source_tree import content_paths
from exchange.site.settings import SiteSettings
from exchange.text.clock import build_moment
from exchange.text.problems import explain
from exchange.text.strings import Strings

PLUGIN = "editions"


def run(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Do one command and tell its lines as they come; 0 where it was done, 1 where it was refused."""
    place = workplace(project, settings=Path(chosen.config).name, messages=words("language"))
    work: Mapping[str, Callable[[], Iterator[ReportLine]]] = {
        "seal": lambda: commands.seal(place, chosen.edition),
        "publish": lambda: commands.publish(place, chosen.out),
        "erratum": lambda: commands.erratum(
            place, chosen.edition, chosen.page, text=_texts(chosen, project, words), day=_day(chosen)
        ),
        "withdraw": lambda: commands.withdraw(
            place,
            chosen.edition,
            chosen.page,
            text=_texts(chosen, project, words),
            day=_day(chosen),
            instead=chosen.instead,
            pages=_pages(project),
        ),
        "serve-published": lambda: commands.serve_published(chosen.out, chosen.port),
    }
    try:
        for line in work[chosen.command]():
            print(told(line, words), flush=True)
    except Refusal as refused:
        return _refuse(refused.lines, words)
    except GitError as error:
        key = "git-missing" if error.missing else "git-failed"
        return _refuse([ReportLine(key, {"command": error.command, "reason": error.reason})], words)
    except OSError as error:
        problem = disk_fault(error, place.root)
        if problem is None:
            raise
        print(explain(problem, place.messages), file=sys.stderr)
        return 1
    return 0


def _refuse(lines: Sequence[ReportLine], words: Strings) -> int:
    print("\n".join(told(line, words) for line in lines), file=sys.stderr)
    return 1


def _pages(project: SiteSettings) -> frozenset[str]:
    """Return the pages of the live site, by the address they have in every language."""
    paths = content_paths(project.content.folder)
    starts = tuple(f"{code}/" for code in project.content.locales)
    written = (path.partition("/")[2] for path in paths if path.startswith(starts) and path.endswith(".md"))
    records = (path for path in paths if path.startswith("calls/") and path.endswith((".yml", ".yaml")))
    generated = (f"{path.rpartition('.')[0]}.md" for path in records)
    overviews = (f"calls/{name}.md" for name in RESERVED)
    return frozenset(map(page_address, (*written, *generated, *overviews)))


def workplace(project: SiteSettings, *, settings: str, messages: str) -> Workplace:
    """Return what the editions package must know of a project."""
    options = project.plugins.get(PLUGIN, {})
    default = Workplace(root=project.root, content=project.content.folder)
    return Workplace(
        root=project.root,
        content=project.content.folder,
        settings=settings,
        ledger=str(options.get("ledger", default.ledger)),
        notes=str(options.get("notes", default.notes)),
        address=project.site_url,
        locales=project.content.locales,
        messages=messages,
    )


def told(line: ReportLine, words: Strings) -> str:
    """Return a line in words, with those below it."""
    own = words(line.key, **line.values)
    return "\n".join([own, *(f"  {told(part, words)}" for part in line.parts)])


def _day(chosen: argparse.Namespace) -> datetime.date:
    day: datetime.date = chosen.today or build_moment(os.environ).date()
    return day


def _texts(chosen: argparse.Namespace, project: SiteSettings, words: Strings) -> Mapping[str, str]:
    """Return the note in every language, asking for what was not typed where somebody can answer."""
    given = dict(chosen.text)
    texts = {
        one.code: given.get(one.code) or _ask(words("ask-note", language=one.name)) for one in project.locales
    }
    if not all(texts.values()):
        missing = ", ".join(code for code, text in texts.items() if not text)
        raise Refusal(ReportLine("note-language", {"missing": missing}))
    return texts


def _ask(question: str) -> str:
    return input(question).strip() if sys.stdin.isatty() else ""
