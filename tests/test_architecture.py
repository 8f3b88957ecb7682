"""The tree of docs/architecture.md: what may know what, read from the source."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parent.parent / "plugins"
EXCHANGE = PLUGINS / "exchange"
_CONTENT = (
    "extensions text languages build terms pages citing safety search calls editions embedding rules "
    "translation authoring training handouts"
)
KNOWS = {
    "extensions": "",
    "languages": "extensions",
    "text": "extensions languages",
    "build": "extensions text",
    "terms": "text languages build",
    "authoring": "text languages",
    "pages": "extensions text languages build authoring",
    "citing": "text languages build terms pages",
    "safety": "text languages build authoring",
    "search": "text languages build terms",
    "calls": "extensions text languages build pages search",
    "editions": "text languages build pages citing",
    "embedding": "text languages build pages editions",
    "handouts": "text languages build pages search",
    "rules": "extensions text languages pages terms authoring",
    "translation": "text languages build",
    "training": "text languages build pages",
    "site": _CONTENT,
    "adoption": "text languages pages rules authoring safety",
    "mkdocs_plugins": f"{_CONTENT} site adoption",
    "cli": f"{_CONTENT} site adoption mkdocs_plugins",
    "theme": "",
}
"""From each package to those it may import; arrows go one way."""

distributions = packages_distributions()
project = tomllib.loads((PLUGINS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name)[0]).lower()


extras = project.get("optional-dependencies", {}).values()
declared = {canonical(one) for group in (project["dependencies"], *extras) for one in group}
packages = sorted(folder.name for folder in EXCHANGE.iterdir() if (folder / "__init__.py").is_file())
modules = sorted(file.relative_to(EXCHANGE).as_posix() for file in EXCHANGE.rglob("*.py"))


def imported(module: str) -> Iterator[str]:
    """Yield the full name of everything a module imports, at its top or inside a function."""
    tree = ast.parse((EXCHANGE / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: names are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top(name: str) -> str:
    return name.partition(".")[0]


def test_the_tree_is_the_one_that_is_drawn() -> None:
    """One import name; each package is in the table, and the table has no other."""
    assert [
        folder.name for folder in PLUGINS.iterdir() if folder.is_dir() and folder.name != "__pycache__"
    ] == ["exchange"]
    assert packages == sorted(KNOWS)


def test_the_page_on_architecture_has_the_same_table() -> None:
    """docs/architecture.md names for each package what it may import."""
    page = (PLUGINS.parent / "docs/architecture.md").read_text(encoding="utf-8")
    rows = [
        line.strip("|").split("|")
        for line in page.splitlines()
        if line.startswith("| `") and line.count("|") == 4
    ]
    above: list[str] = []
    for name, _, imports in rows[: len(KNOWS)]:
        package, said = name.strip(" `"), imports.strip()
        if said.startswith("all above"):
            expected = {*above} - {word.strip("`") for word in said.split()[2:]}
        else:
            expected = {word.strip() for word in said.split(",") if word.strip()}
        assert expected == set(KNOWS[package].split()), package
        above.append(package)


def test_arrows_go_one_way() -> None:
    """No package of the table knows itself through others."""
    floors: list[str] = []
    while len(floors) < len(KNOWS):
        ready = [name for name in KNOWS if name not in floors and set(KNOWS[name].split()) <= set(floors)]
        assert ready, f"a circle above {floors}"
        floors += ready


@pytest.mark.parametrize("module", modules)
def test_a_package_imports_what_the_tree_allows(module: str) -> None:
    """A module knows its own package and those that the table gives to it."""
    own = module.partition("/")[0] if "/" in module else ""
    ours = {name.split(".")[1] for name in imported(module) if name.startswith("exchange.")}
    assert ours - {own} <= set(KNOWS.get(own, "").split())


@pytest.mark.parametrize("module", modules)
def test_only_one_folder_imports_mkdocs(module: str) -> None:
    """What knows a page or a call would work under another engine."""
    if not module.startswith("mkdocs_plugins/"):
        assert [name for name in imported(module) if top(name).startswith(("mkdocs", "material"))] == []


@pytest.mark.parametrize("module", [module for module in modules if module.endswith("model/call.py")])
def test_a_model_imports_no_reader_and_no_view(module: str) -> None:
    """A model is the floor of its package."""
    inside = {name for name in imported(module) if name.startswith("exchange.calls.")}
    assert {name.split(".")[2] for name in inside} <= {"model"}


@pytest.mark.parametrize("module", modules)
def test_nothing_is_imported_that_is_not_declared(module: str) -> None:
    """Third parties are the dependencies that pyproject.toml names, not what these happen to bring along."""
    third = {top(name) for name in imported(module)} - {"exchange"} - set(sys.stdlib_module_names)
    assert {
        name for name in third if not declared & {canonical(one) for one in distributions.get(name, [])}
    } == set()
