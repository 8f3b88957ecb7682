"""Say which faults are told only after another one was mended: each mistake beside faults of every kind.

`python -m benchmarks.waves [NAME...]` makes each mistake of tests/sites/mistakes in the frozen site, once
more with faults of each reader beside it, and prints the problems that were said of one alone and not of all.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.mistakes import FILES, Mistake, answer, frozen_site, make, mistakes, problems, restore
from exchange.text.problems import Problem

Told = Counter[tuple[str, str]]
"""How often each code is said of each file."""


class Fault(NamedTuple):
    """A small fault that one reader of a file finds: what is written in place of what."""

    name: str
    path: str
    old: str
    new: str

    def make(self, content: Path) -> bool:
        """Make it, if its file still has the text that it replaces once, on a line that is as it was."""
        file = content / self.path
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        if text.count(self.old) != 1:
            return False
        file.write_bytes(text.replace(self.old, self.new).encode("utf-8"))
        return True


_PAGE = FILES["page"]
_RECORD, _PUBLISHED = FILES["record"], FILES["published"]
_NOTICE = "ko/calls/joint-award-2027.md"
_CLAIM = "2027년 5월 4일에 마감합니다."
FAULTS = (
    Fault("field of front matter", _PAGE, "checked: 2026-11-22", "checked: 2026-11-31"),
    Fault("rule over prose", _PAGE, "같은 코드를", "같은  코드를"),
    Fault("link", _PAGE, "(estimands.md)", "(estimanda.md)"),
    Fault("form of a call", _PAGE, "두 팀이", "{call:joint-award-2027/fulll} 두 팀이"),
    Fault("word of the termbase", _PAGE, "맞는 사람이", "임상실험에 맞는 사람이"),
    Fault("gate over Markdown", _PAGE, "비교합니다.", "비교합니다.<br onclick=x>"),
    Fault("id of a section", _PAGE, "{ #agreement }", "{ #agreements }"),
    Fault("other page", "ko/guides/estimands.md", "kind: guide", "kind: giude"),
    Fault("field of a record", _PUBLISHED, "kind: grant", "kind: grnat"),
    Fault("date that moved", _PUBLISHED, "2027-03-18 18:00", "2027-03-19 18:00"),
    Fault("date in a text", _PUBLISHED, "적습니다.", f"적습니다. {_CLAIM}"),
    Fault("text of a record", _PUBLISHED, "What the call is for.", "What the  call is for."),
    Fault("source", _PUBLISHED, "confidence: A", "confidence: Q"),
    Fault(
        "date in a notice",
        _NOTICE,
        "\n## ",
        f"\n{_CLAIM}\n\n## ",
    ),
    Fault("row of the glossary", FILES["glossary"], "g002,ethics", "g002,clinical trial"),
    Fault("order of pages", FILES["nav"], "    - estimands\n", "    - estimanda\n"),
    Fault("question", FILES["questions"], "answer: committee", "answer: comittee"),
    Fault(
        "text of a question",
        FILES["questions"],
        "So keep the letter.",
        "So keep the  letter.",
    ),
    Fault("figure", FILES["figure"], "plan -> review", "paln -> review"),
    Fault("text of a figure", FILES["figure"], "Is it complete?", "Is it  complete?"),
    Fault("field of a new record", _RECORD, "kind: grant", "kind: grnat"),
    Fault("text of a new record", _RECORD, "What the call is for.", "What the  call is for."),
    Fault(
        "date in a new record",
        _RECORD,
        "적습니다.",
        f"적습니다. {_CLAIM}",
    ),
    Fault(
        "weekend",
        _RECORD,
        "2027-03-18 09:00 Europe/London",
        "2027-03-20 09:00 Europe/London",
    ),
    Fault("source of a new record", _RECORD, "confidence: A", "confidence: Q"),
)


def hidden(chosen: Sequence[Mistake]) -> Iterator[tuple[str, Told]]:
    """Yield the name of each mistake with what is not said of it and of all faults beside it together."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = frozen_site(folder)
        content = folder / "content"
        alone = {fault.name: _alone(fault, settings) for fault in FAULTS}
        for mistake in (_NOTHING, _NEW_RECORD, *chosen):
            make(mistake, content)
            own = _told(problems(settings))
            made = [fault.name for fault in FAULTS if fault.make(content)]
            both = _told(problems(settings))
            restore(folder)
            if lost := sum((alone[name] for name in made), own) - both:
                yield mistake.name, lost


def _alone(fault: Fault, settings: Path) -> Told:
    """Return what a fault adds to what is said."""
    content = settings.parent / "content"
    make(_NEW_RECORD if fault.path == _RECORD else _NOTHING, content)
    before = _told(problems(settings))
    made = fault.make(content)
    assert made, fault.name
    after = _told(problems(settings))
    restore(settings.parent)
    return after - before


_BETTER = re.compile(r"-(?:moved|no-guess)$")
_NOTHING = Mistake(name="(nothing)", what="", scores={}, edits={})
_NEW_RECORD = Mistake(name="(new record)", what="", scores={}, edits={"record": []})


def _told(found: Iterable[Problem]) -> Told:
    """Count the problems; one that has a better way out beside others is told all the same."""
    return Counter((_BETTER.sub("", problem.code), problem.place.path) for problem in answer(found))


def main(names: Sequence[str]) -> None:
    """Print what is hidden beside each mistake, or beside those that are named."""
    chosen = [one for one in mistakes() if not names or one.name in names]
    for mistake, lost in hidden(chosen):
        print(f"{mistake} hides {', '.join(f'{code} ({path})' for code, path in lost)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
