"""Read from mkdocs.yml what the command line must know, without importing MkDocs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from exchange.rules.settings import Content, Limits, Settings
from exchange.site.content_check import KEPT
from exchange.text.locales import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A site's folder and what its settings say. `plugins` goes from a plugin's name to its options."""

    root: Path
    content: Content
    locales: tuple[Locale, ...]
    check: Settings
    navigation: str  # the file with the order of pages, in the content folder
    overrides: Path
    site_url: str
    plugins: Mapping[str, Mapping[str, Any]]

    @property
    def kept(self) -> Path:
        """Where pages are remembered between two runs."""
        return self.root / KEPT


class _Constructor(SafeConstructor):
    """Builds plain values; a tag that only MkDocs understands becomes None."""


class _Settings(YAML):
    def __init__(self) -> None:
        super().__init__(typ="safe", pure=True)
        self.Constructor = _Constructor


def read_project(file: Path) -> Project:
    """Return the project of a mkdocs.yml. Raises OSError or YAMLError where it cannot be read."""
    settings = _read_settings(file)
    root = file.resolve().parent
    plugins = _named(settings.get("plugins", []))
    locales = tuple(
        Locale(code=str(one["locale"]), name=str(one.get("name", one["locale"])))
        for one in plugins.get("i18n", {}).get("languages", [])
    )
    folder = root / str(settings.get("docs_dir", "docs"))
    theme = settings.get("theme") or {}
    return Project(
        root=root,
        content=Content(folder=folder, name=folder.name, locales=tuple(one.code for one in locales)),
        locales=locales,
        check=_check_settings(plugins.get("content_check", {})),
        navigation=str(plugins.get("bilingual", {}).get("navigation", "nav.yml")),
        overrides=root / str(theme.get("custom_dir", "overrides")) if isinstance(theme, dict) else root,
        site_url=str(settings.get("site_url") or "https://site.example/"),
        plugins=plugins,
    )


def _check_settings(options: Mapping[str, Any]) -> Settings:
    default = Settings()
    limits = default.limits
    return Settings(
        glossary=options.get("glossary", default.glossary),
        generated=tuple(options.get("generated", default.generated)),
        records=tuple(options.get("records", default.records)),
        checked_days=options.get("checked_days", default.checked_days),
        limits=Limits(
            image_bytes=options.get("image_bytes", limits.image_bytes),
            image_pixels=options.get("image_pixels", limits.image_pixels),
        ),
    )


def _read_settings(file: Path) -> dict[str, Any]:
    """Return the settings of a file over those it inherits, as MkDocs merges them: mappings only."""
    loaded: object = _Settings().load(file.read_text(encoding="utf-8"))
    settings = loaded if isinstance(loaded, dict) else {}
    parent = settings.pop("INHERIT", None)
    return _merged(_read_settings(file.parent / str(parent)), settings) if parent else settings


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        merged[name] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _named(plugins: object) -> dict[str, Mapping[str, Any]]:
    """Return plugins by name, whether they were written as a list or as a mapping."""
    if isinstance(plugins, dict):
        return {str(name): options or {} for name, options in plugins.items()}
    named: dict[str, Mapping[str, Any]] = {}
    for entry in plugins if isinstance(plugins, list) else []:
        named.update(_named(entry) if isinstance(entry, dict) else {str(entry): {}})
    return named


def _environment(constructor: SafeConstructor, node: Node) -> object:
    """Return what `!ENV NAME` or `!ENV [NAME, ..., default]` stands for."""
    if isinstance(node, ScalarNode):
        return _typed(os.environ.get(node.value))
    assert isinstance(node, SequenceNode)
    values = constructor.construct_sequence(node, deep=True)
    names, default = (values[:-1], values[-1]) if len(values) > 1 else (values, None)
    found = next((os.environ[name] for name in names if name in os.environ), None)
    return default if found is None else _typed(found)


def _typed(text: str | None) -> object:
    """Return a variable's text as YAML types it, as far as settings need it."""
    if text is None or text in ("", "null", "~"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isdecimal() and not text.startswith("0") else text


def _unknown(_constructor: SafeConstructor, _suffix: str, _node: Node) -> None:
    return None


_Constructor.add_constructor("!ENV", _environment)
_Constructor.add_multi_constructor("!", _unknown)
_Constructor.add_multi_constructor("tag:yaml.org,2002:python/", _unknown)
