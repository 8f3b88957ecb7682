"""The rules there are: those of modules in `rules/checks`, then of packages, in order of their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from exchange.extensions import extensions
from exchange.rules import checks
from exchange.rules.rule import Rule
from exchange.text.problems import Severity


@cache
def rule_modules() -> tuple[ModuleType, ...]:
    """Return the modules of rules: ours sorted by name, then those of packages."""
    return _modules(_our_names())


@cache
def _our_names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in iter_modules(checks.__path__)))


def _modules(names: Sequence[str]) -> tuple[ModuleType, ...]:
    modules = (import_module(f"{checks.__name__}.{name}") for name in names)
    return (*modules, *(entry.load() for entry in extensions("rules").values()))


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its name. Raises ValueError where two modules have a rule of one name."""
    by_name: dict[str, Rule] = {}
    for module in rule_modules():
        for rule in module.RULES:
            if rule.name in by_name:
                raise ValueError(f"{module.__name__}: there is a rule {rule.name!r} already")
            by_name[rule.name] = rule
    return by_name


@cache
def modules_with(function: str, *, skip_warnings: bool = False) -> tuple[ModuleType, ...]:
    """Return the modules that have a function; with `skip_warnings`, not those whose rules all only warn."""
    return tuple(
        module
        for module in _modules(_our_modules_with(function))
        if hasattr(module, function) and not (skip_warnings and _only_warns(module))
    )


def _our_modules_with(function: str) -> tuple[str, ...]:
    """Return the names of our modules that define a function: the others need not be loaded for it."""
    sources = {name: Path(checks.__path__[0], f"{name}.py") for name in _our_names()}
    return tuple(
        name
        for name, file in sources.items()
        if not file.is_file() or f"\ndef {function}(" in file.read_text(encoding="utf-8")
    )


def _only_warns(module: ModuleType) -> bool:
    return all(rule.severity is Severity.WARNING for rule in module.RULES)
