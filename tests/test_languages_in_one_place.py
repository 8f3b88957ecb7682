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


@pytest.mark.parametrize("module", modules)
def test_a_module_names_no_language_and_no_country(module: str) -> None:
    """What it needs to know of a language it asks `Language`; of a country, the settings."""
    assert named(module) == []
