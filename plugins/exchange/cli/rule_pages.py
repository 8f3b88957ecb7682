"""Write a page for each rule: what it says in every language, how much it matters, and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from exchange.languages.language import FALLBACK
from exchange.rules.rule import Example, Fix, Part
from exchange.site.catalogue import CatalogueEntry, catalogue
from exchange.text.problems import message_languages, messages
from exchange.text.whole_files import write_files

FOLDER = "docs/rules"

_LONGEST = 400  # of an example: one of a page that is too long would be too long
_FIX = {
    Fix.BY_HAND: "by hand",
    Fix.OFFERED: "by hand; the message may offer what to write",
    Fix.EXACT: "`kx check --fix` does it",
}


def page_path(code: str) -> str:
    """Return the path of a rule's page in the project."""
    return f"{FOLDER}/{code}.md"


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yield path and text of every page, the list of all rules first."""
    entries = tuple(catalogue())
    yield f"{FOLDER}/README.md", _index(entries)
    for entry in entries:
        yield page_path(entry.code), _page(entry)


def write_rule_pages(root: Path) -> int:
    """Write all pages below a project's folder and remove those of rules that are gone; return how many."""
    pages = dict(rule_pages())
    for file in sorted((root / FOLDER).rglob("*.md")):
        if file.relative_to(root).as_posix() not in pages:
            file.unlink()
    write_files({root / path: text for path, text in pages.items()})
    return len(pages)


def _index(entries: Iterable[CatalogueEntry]) -> str:
    rows = [
        f"| [{entry.code}]({entry.code}.md) | {entry.severity.value} | {_cell(_fault(entry.code))} |"
        for entry in entries
    ]
    return "\n".join(
        [
            "# Rules of the content check",
            "",
            "Written by `kx rules` from the rules themselves. An error may not be published; a warning may.",
            "",
            "| rule | severity | what is wrong |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _page(entry: CatalogueEntry) -> str:
    lines = [f"# {entry.code}", "", f"Severity: {entry.severity.value}. Mending: {_FIX[entry.fix]}.", ""]
    package, _, rule = entry.code.partition("/")
    for language in message_languages(package):
        wording = messages(package, language)[rule]
        lines += [f"> {_plain(wording['fault'])}", ">", f"> {_plain(wording['way_out'])}", ""]
    if entry.example:
        lines += _example(entry.example)
    return "\n".join(lines)


def _example(example: Example) -> list[str]:
    wrong, right = _short(example.wrong), _short(example.right)
    if example.part is Part.ABSENT:
        return ["Right:", "", *_fence(right)]
    return ["Wrong:", "", *_fence(wrong), "Right:", "", *_fence(right)]


def _fence(text: str) -> list[str]:
    return ["```markdown", *text.split("\n"), "```", ""]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} ..."


def _fault(code: str) -> str:
    package, _, rule = code.partition("/")
    return _plain(messages(package, FALLBACK)[rule]["fault"])


def _plain(text: str) -> str:
    """Return a message with its values' names in place of them."""
    parts = Formatter().parse(text.replace("[[", "").replace("]]", ""))
    return "".join(f"{literal}‹{name}›" if name else literal for literal, name, _, _ in parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
