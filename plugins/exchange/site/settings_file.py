"""Read the values of a mkdocs.yml, and of the files it inherits, without MkDocs."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from exchange.site.partnership import SITE_FILE


class _Constructor(SafeConstructor):
    """Builds plain values; a tag that only MkDocs understands becomes None."""


class _Settings(YAML):
    def __init__(self) -> None:
        super().__init__(typ="safe", pure=True)
        self.Constructor = _Constructor


def site_file(file: Path, content: Path) -> Path:
    """Return the file of what is a site's own: in its content folder, or where an inherited file has it."""
    default = content / SITE_FILE
    parent = _read(file).get("INHERIT")
    if default.is_file() or not parent:
        return default
    base_file = file.parent / str(parent)
    folder = str(read_values(base_file).get("docs_dir", "docs"))
    base_site_file = site_file(base_file, base_file.parent / folder)
    return base_site_file if base_site_file.is_file() else default


def read_values(file: Path) -> dict[str, Any]:
    """Return the settings of a file over those it inherits, as MkDocs merges them: mappings only."""
    settings = _read(file)
    parent = settings.pop("INHERIT", None)
    return _merge(read_values(file.parent / str(parent)), settings) if parent else settings


def _read(file: Path) -> dict[str, Any]:
    """Return the values of one file, made anew: variables of the environment are among them."""
    content = read_value(read_node(file.read_text(encoding="utf-8-sig")))
    return content if isinstance(content, dict) else {}


def read_value(node: Node | None) -> object:
    """Return the value of a part of the tree."""
    return None if node is None else _Settings().constructor.construct_document(node)


@lru_cache(maxsize=4)
def read_node(text: str) -> Node | None:
    """Return the tree of a text, which one run reads several times. Raises YAMLError."""
    return _Settings().compose(text)  # type: ignore[no-any-return]


def _merge(base: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for name, value in overrides.items():
        old = result.get(name)
        result[name] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _environment(constructor: SafeConstructor, node: Node) -> object:
    """Return the value of `!ENV NAME` or `!ENV [NAME, ..., default]`."""
    if isinstance(node, ScalarNode):
        return _typed_value(os.environ.get(node.value))
    if not isinstance(node, SequenceNode):
        raise ConstructorError(None, None, "no name of a variable", node.start_mark)
    values = constructor.construct_sequence(node, deep=True)
    names, default = (values[:-1], values[-1]) if len(values) > 1 else (values, None)
    names = [str(name) for name in names]
    value = next((os.environ[name] for name in names if name in os.environ), None)
    return default if value is None else _typed_value(value)


def _typed_value(text: str | None) -> object:
    """Return a variable's text as YAML types it, as far as settings need it."""
    if text is None or text in ("", "null", "~"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isdecimal() and not text.startswith("0") else text


def _ignore_tag(_constructor: SafeConstructor, _suffix: str, _node: Node) -> None:
    return None


_Constructor.add_constructor("!ENV", _environment)
_Constructor.add_multi_constructor("!", _ignore_tag)
_Constructor.add_multi_constructor("tag:yaml.org,2002:python/", _ignore_tag)
