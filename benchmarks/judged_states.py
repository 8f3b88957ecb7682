"""Draw sections to be judged by hand: `python -m benchmarks.judged_states FOLDER en ko`.

FOLDER holds a folder for each language, in a git repository with its history. At moments drawn from the last
commits, the state of every section is worked out. Printed are as many late sections and sections called the
same, with what each language changed since they agreed; of the latter, half have been edited of late.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from exchange.build.git import FAILURES, git_text
from exchange.translation.meaning import words_of
from exchange.translation.page_versions import steps
from exchange.translation.plain_text import plain_sections
from exchange.translation.reading import section_states
from exchange.translation.states import SectionState, State

_LATE = (State.AHEAD, State.BOTH)
_RECENT = 60  # commits before a moment


def pages_at(folder: Path, revision: str, locales: Sequence[str]) -> dict[str, dict[str, Callable[[], str]]]:
    """Return how the pages that all languages have are read as a commit has them."""
    pages: dict[str, dict[str, Callable[[], str]]] = {}
    for path in git_text(folder, "ls-tree", "-r", "--name-only", revision, *locales).split("\n"):
        locale, _, page = path.partition("/")
        if path.endswith(".md"):
            pages.setdefault(page, {})[locale] = partial(git_text, folder, "show", f"{revision}:./{path}")
    return {page: texts for page, texts in pages.items() if len(texts) == len(locales)}


def difference(old: str, new: str) -> str:
    """Return what an edit took away and brought, in words, with some of what stays around it."""
    old_words, new_words, parts = words_of(old), words_of(new), []
    match = SequenceMatcher(a=old_words, b=new_words, autojunk=False)
    for tag, start, end, new_start, new_end in match.get_opcodes():
        words = old_words[start:end]
        if tag == "equal":
            parts.append(" ".join(words if len(words) < 12 else (*words[:5], "…", *words[-5:])))
        else:
            parts.append(f"[-{' '.join(words)}-]{{+{' '.join(new_words[new_start:new_end])}+}}")
    return " ".join(parts)


def edit(folder: Path, revision: str, locale: str, page: str, section: str) -> tuple[str, str] | None:
    """Return what the last commits before a moment made of a section of one language: before, after."""
    path = f"{locale}/{page}"
    try:
        versions = [
            plain_sections(git_text(folder, "show", f"{commit}:./{path}"), page).get(section, "")
            for commit in (f"{revision}~{_RECENT}", revision)
        ]
    except FAILURES:  # not there yet
        return None
    return (versions[0], versions[1]) if words_of(versions[0]) != words_of(versions[1]) else None


def main(folder: Path, locales: Sequence[str], seed: int, moments: int, size: int) -> None:
    """Print the sections drawn: late ones, and ones called the same."""
    draw = random.Random(seed)
    history = [step.commit for step in steps(folder, locales)]
    late: dict[tuple[str, str], tuple[str, SectionState]] = {}
    same: list[tuple[str, SectionState]] = []
    for revision in sorted(draw.sample(history[-1500:], moments), key=history.index):
        pages = pages_at(folder, revision, locales)
        states = section_states(folder, pages, locales=locales, revision=revision)
        late |= {
            (state.name, repr(state.bases)): (revision, state) for state in states if state.state in _LATE
        }
        same += [(revision, state) for state in states if state.state is State.SAME]
        count = sum(state.state in _LATE for state in states)
        print(f"{revision[:9]}: {len(states)} sections, {count} late", file=sys.stderr)
    for number, (revision, state) in enumerate(draw.sample(list(late.values()), min(size, len(late))), 1):
        print(f"\n## late {number} {revision[:9]} {state.name} {state.state.value} {state.leading_locale}")
        for locale, text in sorted(state.texts.items()):
            base = state.bases.get(locale, "")
            is_edited = words_of(base) != words_of(text)
            print(f"{locale}: {difference(base, text) if is_edited else '= ' + ' '.join(text.split())}")
    draw.shuffle(same)
    rest, edited_count = [], 0
    for revision, state in same:
        changes = {locale: edit(folder, revision, locale, state.page, state.section) for locale in locales}
        if edited_count < size // 2 and any(changes.values()):
            edited_count += 1
            print(f"\n## same {edited_count} {revision[:9]} {state.name}")
            print("\n".join(f"{locale}: {difference(*pair)}" for locale, pair in changes.items() if pair))
        else:
            rest.append(f"## same {revision[:9]} {state.name}")
        if edited_count == size // 2:
            break
    print("\n".join(["", *rest[: size - edited_count]]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("locales", nargs="+")
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--moments", type=int, default=6)
    parser.add_argument("--size", type=int, default=50)
    arguments = parser.parse_args()
    main(arguments.folder, arguments.locales, arguments.seed, arguments.moments, arguments.size)
