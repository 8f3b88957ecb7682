"""Read from MkDocs what all pages, or one page, are made from beside what plugins tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from jinja2.defaults import DEFAULT_NAMESPACE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from exchange.build.inputs import Parts, fingerprint
from exchange.mkdocs_plugins.this_build import build_of
from exchange.text.digest import digest
from exchange.text.frame import Frame

_PLACES = frozenset({"site_dir", "docs_dir", "site_url", "dev_addr", "config_file_path", "watch"})
_PLAIN = (str, int, float, bool, type(None))
_LIBRARIES = frozenset({"gettext", "jinja2"})
_TOLD_BY_PLUGINS = frozenset({"facts", "view", "template"})


def settings_part(config: MkDocsConfig) -> str:
    """Return a digest of what mkdocs.yml and site.yml say, but for where a build reads and writes."""
    plain = {
        name: value for name, value in config.items() if isinstance(value, _PLAIN) and name not in _PLACES
    }
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    plugins = {
        name: plugin.config if isinstance(plugin, BasePlugin) else None  # a hook is there, and has no options
        for name, plugin in config.plugins.items()
    }
    partnership = build_of(config).whole.site.settings.partnership
    return fingerprint(plain, extensions, config.mdx_configs, config.validation, plugins, partnership)


def template_part(frame: Frame) -> str:
    """Return a digest of all templates and words of the frame."""
    names = [*frame.files("**/*.html"), *frame.files("locales/*.json")]
    contents = ((name.encode(), file.read_bytes()) for name in names for file in frame.layers(name))
    return digest(*(part for pair in contents for part in pair), length=32)


def global_parts(env: Environment, config: MkDocsConfig) -> Parts:
    """Return digests of all that templates may see on every page."""
    parts = {
        f"globals {name}": fingerprint(_plain(value))
        for name, value in env.globals.items()
        if DEFAULT_NAMESPACE.get(name) is not value
    }
    return {**parts, "globals site_url": fingerprint(config.site_url)}


def _plain(value: Any) -> object:
    """Return the name of a library's function: its version is an input of its own."""
    owner = getattr(value, "__self__", None)
    module: str = (value if owner is None else type(owner)).__module__ if callable(value) else ""
    return f"{module} {value.__qualname__}" if module.partition(".")[0] in _LIBRARIES else value


def meta_parts(page: Page) -> Parts:
    """Return digests of what plugins have put into a page beside its text and view."""
    meta: Mapping[str, Any] = page.meta
    return {
        f"meta {name}": fingerprint(value) for name, value in meta.items() if name not in _TOLD_BY_PLUGINS
    }
