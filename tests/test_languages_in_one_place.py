"""No module outside languages/ names a language, a script, a country or a zone: sites and languages vary."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

EXCHANGE = Path(__file__).parent.parent / "plugins" / "exchange"
NAMES = re.compile(
    r"english|korea|hangul|britain|british|kingdom|scotland|wales|welsh|london|seoul|[가-힣ㄱ-ㅎㅏ-ㅣ]"
    r"|\b(?:uk|gb|kr|gbp|krw)\b|[\"'](?:en|ko)(?:[-_][a-z]{2})?[\"']",
    re.IGNORECASE,
)
EXCEPTIONS = {
    "calls/reading/reference.py": "the reference of records shows a record",
    "calls/model/call.py": "the reference of records is made from its descriptions",
    "calls/model/moments.py": "the form of a moment is shown by one",
    "text/text_files.py": "an encoding is recognised by the script it was made for",
    "text/full_yaml.py": "the mark that a field was meant by, in an example",
    "text/file_names.py": "how programs name a copy of a file, in each of their languages",
    "text/web_addresses.py": "the letters of names of hosts",
    "rules/checks/copied.py": "what programs for mail and chats write, in each of their languages",
    "rules/checks/lists.py": "the letters that lists are numbered with, in each script",
    "rules/checks/mistyped.py": "how people mistype a form, in each language and script",
    "rules/checks/other_markdown.py": "what is left to the rule on forms that were mistyped",
    "rules/masking.py": "the characters that cannot be part of an address",
    "search/packing.py": "the format of the index: syllables are written as letters",
    "search/writer.py": "the format of the index: which compounds it leaves out",
    "search/analysis.py": "every text is read by the analysers of both scripts, whatever its page's language",
    "search/index.py": "the analyser of a script is handed over",
    "search/korean.py": "the analyser of Hangul",
    "search/kiwi.py": "the analyser of Hangul",
    "search/foreseen.py": "words that the analyser of Hangul will be asked about",
    "search/glossary.py": "remarks of the termbase",
    "mkdocs_plugins/site_search.py": "the analyser of Hangul is loaded beforehand",
    "mkdocs_plugins/bilingual_options.py": "said where the language of messages is not known",
    "safety/hangul_scripts.py": "a format of files is named after the program that writes it",
    "safety/hwp.py": "a format of files is named after the program that writes it",
    "safety/office_documents.py": "a format of files is named after the program that writes it",
}
"""Modules that may, and why."""

modules = sorted(
    path
    for path in (file.relative_to(EXCHANGE).as_posix() for file in EXCHANGE.rglob("*.py"))
    if not path.startswith("languages/")
)


def named(module: str) -> list[str]:
    """Return the lines of a module that name one; what a rule says and shows is in some language."""
    source = (EXCHANGE / module).read_text(encoding="utf-8")
    said = {
        number for rule in _rules(ast.parse(source)) for number in range(rule.lineno, rule.end_lineno or 0)
    }
    return [
        line.strip()
        for number, line in enumerate(source.splitlines(), 1)
        if number not in said and NAMES.search(re.sub(r"exchange\.languages\.\w+|\bgit\b", "", line))
    ]


def _rules(tree: ast.Module) -> Iterator[ast.Call]:
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign) else None
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "Rule":
            yield value


@pytest.mark.parametrize("module", [module for module in modules if module not in EXCEPTIONS])
def test_a_module_names_no_language_and_no_country(module: str) -> None:
    """What it needs to know of a language it asks `Language`; of a country, the settings."""
    assert named(module) == []


@pytest.mark.parametrize("module", sorted(EXCEPTIONS))
def test_an_exception_is_needed(module: str) -> None:
    """A module that names none any more is no exception."""
    assert named(module) != []
