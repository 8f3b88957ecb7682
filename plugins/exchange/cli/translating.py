"""`kx translate`: what lags behind, what changed since, and a person's word that it agrees after all."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from exchange.cli.arguments import moment_of
from exchange.site.reading import Site, read_site
from exchange.site.section_states import lagging
from exchange.site.settings import SiteSettings
from exchange.text.content_folder import look_at
from exchange.text.strings import Strings
from exchange.translation.agreements import agreement_line, with_lines
from exchange.translation.states import SectionState, State

_AROUND = 4  # words shown before and behind what changed


def run(options: argparse.Namespace, project: SiteSettings, words: Strings) -> int:
    """Print what lags behind; with `--agree` write that it agrees after all."""
    files = look_at(project.content.folder, size_limit=project.limits.files + 1)
    site = read_site(project, files, now=moment_of(options))
    states = [state for state in site.sections if _is_asked(state, options.paths, project)]
    if options.agree:
        return _agree(states, project, words)
    for locale in project.content.locales:
        late = list(lagging(states, locale))
        print(words("translate-language", locale=locale, count=len(late)))
        for state in late:
            for line in _lines(state, locale, site, words):
                print(line)
    return 0


def _is_asked(state: SectionState, paths: Sequence[str], project: SiteSettings) -> bool:
    """Return True if a section is in a file or folder that is named, in any language; in all if none is."""
    files = [Path(project.display_path(f"{locale}/{state.page}")) for locale in project.content.locales]
    return not paths or any(file.is_relative_to(path) for file in files for path in paths)


def _lines(state: SectionState, locale: str, site: Site, words: Strings) -> Iterator[str]:
    page = site.library.pairs[state.page].pages[locale]
    line = next(
        (section.line for section in page.sections if section.id == state.section), page.document.body_line
    )
    key = "translate-both" if state.state is State.BOTH else "translate-late"
    yield words(key, place=f"{page.document.path}:{line}", name=state.name, day=state.since[:10])
    for other, text in sorted(state.texts.items()):
        if other != locale:
            for change in changes(state.agreed.get(other, ""), text):
                yield f"    {other}: {change}"


def changes(old: str, new: str) -> Iterator[str]:
    """Yield each change of a text, with some words around it: `within [-60-] {+45+} days of the`."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            continue
        removed, added = " ".join(before[start:end]), " ".join(after[new_start:new_end])
        parts = [
            *after[max(new_start - _AROUND, 0) : new_start],
            *([f"[-{removed}-]"] if removed else []),
            *([f"{{+{added}+}}"] if added else []),
            *after[new_end : new_end + _AROUND],
        ]
        yield " ".join(parts)


def _agree(states: Sequence[SectionState], project: SiteSettings, words: Strings) -> int:
    late = [state for state in states if state.state in (State.AHEAD, State.BOTH)]
    file = project.content.folder / project.agreements
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    lines = [agreement_line(state.digest, state.name) for state in late]
    if lines:
        file.write_text(with_lines(text, lines), encoding="utf-8", newline="\n")
    print(words("translate-agreed", count=len(lines), file=project.display_path(project.agreements)))
    return 0
