"""The commands about editions: from what was typed to what the editions package does and says."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from exchange.calls.model.call import RESERVED_IDS
from exchange.cli.asking import terminal_answer
from exchange.editions import commands
from exchange.editions.addresses import page_address
from exchange.editions.branch import GitError
from exchange.editions.commands import SectionCounts, Workplace
from exchange.editions.git_faults import known_fault
from exchange.editions.ledger import Line
from exchange.editions.report_lines import Refusal, ReportLine
from exchange.pages.source_tree import content_paths
from exchange.site.settings import SiteSettings
from exchange.text.clock import build_moment
from exchange.text.strings import Strings
from exchange.translation.states import State

PLUGIN = "editions"


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Do one command and tell its lines as they come; 0 where it was done, 1 where it was refused."""
    place = workplace(project, settings=Path(options.config).name, messages=words("language"))
    work: Mapping[str, Callable[[], Iterator[ReportLine]]] = {
        "seal": lambda: commands.seal(place, options.edition, agrees=_agrees(options, words)),
        "publish": lambda: commands.publish(place, options.out),
        "erratum": lambda: commands.erratum(
            place, options.edition, options.page, text=_texts(options, project, words), day=_day(options)
        ),
        "withdraw": lambda: commands.withdraw(
            place,
            options.edition,
            options.page,
            text=_texts(options, project, words),
            day=_day(options),
            successor=options.instead,
            pages=_pages(project),
        ),
        "serve-published": lambda: commands.serve_published(place, options.out, options.port),
    }
    try:
        for line in work[options.command]():
            print(report_text(line, words), flush=True)
    except Refusal as refusal:
        return _refuse(refusal.lines, words)
    except GitError as error:
        return _refuse([_git_trouble(error)], words)
    return 0


def _git_trouble(error: GitError) -> ReportLine:
    """Return what is wrong with git in words of ours where they are known, else in its own."""
    key, named = known_fault(error.text)
    if error.missing:
        key = "git-missing"
    values = {"command": error.command, "reason": error.reason, **named}
    return ReportLine(key or "git-failed", values)


def _agrees(options: argparse.Namespace, words: Strings) -> Callable[[ReportLine], bool]:
    """Return what says yes where the option was given, or a person on a terminal types the name again."""

    def agrees(question: ReportLine) -> bool:
        prompt = f"{report_text(question, words)}\n{words('ask-edition')}"
        return bool(options.as_named) or terminal_answer(prompt) == options.edition

    return agrees


def _refuse(lines: Sequence[ReportLine], words: Strings) -> int:
    print("\n".join(report_text(line, words) for line in lines), file=sys.stderr)
    return 1


def _pages(project: SiteSettings) -> frozenset[str]:
    """Return the pages of the live site, by the address they have in every language."""
    paths = content_paths(project.content.folder)
    starts = tuple(f"{code}/" for code in project.content.locales)
    names = (path.partition("/")[2] for path in paths if path.startswith(starts) and path.endswith(".md"))
    records = (path for path in paths if path.startswith("calls/") and path.endswith((".yml", ".yaml")))
    generated = (f"{path.rpartition('.')[0]}.md" for path in records)
    overviews = (f"calls/{name}.md" for name in RESERVED_IDS)
    return frozenset(map(page_address, (*names, *generated, *overviews)))


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
        names=lambda: _names(project),
        sections=lambda: _sections(project),
    )


def _sections(project: SiteSettings) -> SectionCounts:
    """Return how the languages of the pages that editions keep stand to one another."""
    from exchange.site.reading import read_content
    from exchange.site.section_states import unknown_sections

    site = read_content(project, now=build_moment(os.environ))
    sealed = {pair.path for pair in site.library if pair.original.meta.kind.traits.sealed}
    late = (state.state in (State.AHEAD, State.BOTH) for state in site.sections if state.page in sealed)
    return SectionCounts(late=sum(late), unknown=unknown_sections(site.sections, site.library, sealed))


def _names(project: SiteSettings) -> frozenset[Line]:
    """Return what the addresses of the content are called."""
    from exchange.site.names import name_lines
    from exchange.site.reading import read_content

    now = build_moment(os.environ)
    return name_lines(read_content(project, now=now), now)


def report_text(line: ReportLine, words: Strings) -> str:
    """Return a line in words, with those below it."""
    text = words(line.key, **line.values)
    return "\n".join([text, *(f"  {report_text(part, words)}" for part in line.parts)])


def _day(options: argparse.Namespace) -> datetime.date:
    day: datetime.date = options.today or build_moment(os.environ).date()
    return day


def _texts(options: argparse.Namespace, project: SiteSettings, words: Strings) -> Mapping[str, str]:
    """Return the note in every language; on a terminal, ask for those that were not typed."""
    answers = dict(options.text)
    texts = {
        locale.code: answers.get(locale.code) or terminal_answer(words("ask-note", language=locale.name))
        for locale in project.locales
    }
    if not all(texts.values()):
        missing = ", ".join(code for code, text in texts.items() if not text)
        raise Refusal(ReportLine("note-language", {"missing": missing}))
    return texts
