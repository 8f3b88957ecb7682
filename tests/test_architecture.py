"""The import rules of docs/architecture: what may know what, read from the source."""

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
SHARED = "sitekit"
COMPOSES = "kx"  # the command line, which puts the packages together (docs/decisions/0010)
EDGE = re.compile(r"plugin\.py|config\.py|mkdocs_\w+\.py")

distributions = packages_distributions()
project = tomllib.loads((PLUGINS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name)[0]).lower()


extras = project.get("optional-dependencies", {}).values()
declared = {canonical(one) for group in (project["dependencies"], *extras) for one in group}
packages = sorted(folder.name for folder in PLUGINS.iterdir() if (folder / "__init__.py").is_file())
modules = sorted(file.relative_to(PLUGINS).as_posix() for file in PLUGINS.rglob("*.py"))


def imported(module: str) -> Iterator[str]:
    """Yield the full name of everything a module imports, at its top or inside a function."""
    tree = ast.parse((PLUGINS / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            own = module.split("/")[: -node.level] if node.level else []
            source = ".".join([*own, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def package_of(name: str) -> str:
    return name.partition(".")[0]


def test_the_rules_apply_to_every_package() -> None:
    """The packages this test knows are the ones there are; it does not pass on an empty folder."""
    assert {"assets", "bilingual", "glossary", SHARED} <= set(packages)
    assert {package_of(module.replace("/", ".")) for module in modules} == set(packages)


@pytest.mark.parametrize("module", modules)
def test_a_package_imports_no_other_plugin(module: str) -> None:
    """A package knows itself, sitekit and third parties; sitekit knows no package; kx may know them all."""
    own = module.partition("/")[0]
    if own == COMPOSES:
        return
    others = {package_of(name) for name in imported(module)} & set(packages)
    assert others <= ({own} if own == SHARED else {own, SHARED})


@pytest.mark.parametrize("module", modules)
def test_no_package_imports_the_one_that_composes(module: str) -> None:
    """What puts the packages together is known to none of them."""
    if not module.startswith(f"{COMPOSES}/"):
        assert COMPOSES not in {package_of(name) for name in imported(module)}


@pytest.mark.parametrize("module", modules)
def test_only_the_edge_imports_mkdocs(module: str) -> None:
    """What knows a page or a call would work under another engine: MkDocs stays in three kinds of files."""
    if not EDGE.fullmatch(Path(module).name):
        engine = [name for name in imported(module) if package_of(name).startswith(("mkdocs", "material"))]
        assert engine == []


@pytest.mark.parametrize("module", modules)
def test_what_imports_the_edge_is_edge(module: str) -> None:
    """A module that imports one that imports MkDocs imports MkDocs too, and must say so by its name."""
    if not EDGE.fullmatch(Path(module).name):
        names = {
            part for name in imported(module) if package_of(name) in packages for part in name.split(".")
        }
        assert not [name for name in names if EDGE.fullmatch(f"{name}.py")]


@pytest.mark.parametrize("module", modules)
def test_nothing_imports_a_plugin(module: str) -> None:
    """A plugin.py is where MkDocs comes in; nobody else does."""
    ours = [name for name in imported(module) if package_of(name) in packages]
    assert not [name for name in ours if "plugin" in name.split(".")[1:]]


@pytest.mark.parametrize("module", [module for module in modules if module.endswith("/model.py")])
def test_a_model_imports_no_sibling(module: str) -> None:
    """A model is the floor of its package."""
    own = module.partition("/")[0]
    assert own not in {package_of(name) for name in imported(module)}


@pytest.mark.parametrize("module", modules)
def test_nothing_is_imported_that_is_not_declared(module: str) -> None:
    """Third parties are the dependencies that pyproject.toml names, not what these happen to bring along."""
    third = {package_of(name) for name in imported(module)} - set(packages) - set(sys.stdlib_module_names)
    assert {
        name for name in third if not declared & {canonical(one) for one in distributions.get(name, [])}
    } == set()
