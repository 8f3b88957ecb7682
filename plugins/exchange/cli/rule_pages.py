"""Write a page for each rule: what it says in every language, how much it matters, and examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exchange.languages.language import FALLBACK
from exchange.rules.catalogue import PACKAGE, RULES, Fix
from exchange.rules.examples import EXAMPLES, Example, Part
from exchange.text.problems import Severity, message_languages, messages

FOLDER = "docs/rules"
EXPLAINED = (PACKAGE, "text", "pages", "calls", "safety")
"""The packages whose rules have pages here."""

_UNKNOWN = frozenset({"calls"})  # errors, and notes to maintainers that no rule tells apart

_LONGEST = 400  # of an example: one of a page that is too long would be too long
_FIX = {
    Fix.BY_HAND: "by hand",
    Fix.OFFERED: "a replacement is offered, to be accepted by a person",
    Fix.SAFE: "`kx check --fix` does it",
}


def page_path(code: str) -> str:
    """Return the path of a rule's page in the project."""
    return f"{FOLDER}/{code}.md"


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yield path and text of every page, the list of all rules first."""
    codes = [f"{package}/{rule}" for package in EXPLAINED for rule in messages(package, FALLBACK)]
    yield f"{FOLDER}/README.md", _index(codes)
    for code in codes:
        yield page_path(code), _page(code)


def write_rule_pages(root: Path) -> int:
    """Write all pages below a project's folder and remove those of rules that are gone; return how many."""
    pages = dict(rule_pages())
    for file in sorted((root / FOLDER).rglob("*.md")):
        if file.relative_to(root).as_posix() not in pages:
            file.unlink()
    for path, text in pages.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return len(pages)


def _index(codes: list[str]) -> str:
    rows = [
        f"| [{code}]({code}.md) | {_severity(code)} | {_cell(_shown(code, FALLBACK))} |" for code in codes
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


def _page(code: str) -> str:
    package, _, rule = code.partition("/")
    fix = RULES[rule].fix if package == PACKAGE else Fix.BY_HAND
    lines = [f"# {code}", "", f"Severity: {_severity(code)}. Mending: {_FIX[fix]}.", ""]
    for language in message_languages():
        wording = messages(package, language)[rule]
        lines += [f"> {_shown(code, language)}", ">", f"> {_plain(wording['way_out'])}", ""]
    if package == PACKAGE:
        lines += _example(EXAMPLES[rule])
    return "\n".join(lines)


def _example(example: Example) -> list[str]:
    wrong, right = _short(example.wrong), _short(example.right)
    if example.part is Part.ABSENT:
        return ["Right:", "", *_fenced(right)]
    return ["Wrong:", "", *_fenced(wrong), "Right:", "", *_fenced(right)]


def _fenced(text: str) -> list[str]:
    return ["```markdown", *text.split("\n"), "```", ""]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} ..."


def _severity(code: str) -> str:
    package, _, rule = code.partition("/")
    if package == PACKAGE:
        return RULES[rule].severity.value
    return "error or note" if package in _UNKNOWN else Severity.ERROR.value


def _shown(code: str, language: str) -> str:
    package, _, rule = code.partition("/")
    return _plain(messages(package, language)[rule]["fault"])


def _plain(text: str) -> str:
    """Return a message with its values' names in place of them."""
    return (
        text.replace("[[", "")
        .replace("]]", "")
        .replace("{{", "\0")
        .replace("}}", "\1")
        .replace("{", "‹")
        .replace("}", "›")
        .replace("\0", "{")
        .replace("\1", "}")
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
