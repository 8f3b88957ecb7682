"""Where the plugins of one build meet to tell what pages are made from."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from exchange.build.inputs import Inputs

_KEY = "kx_inputs"
_EMPTY_KEY = "kx_begins_empty"
_OURS = Path(__file__).parent.parent
_DROPPED_KEY = "kx_theme_files_dropped"


def inputs_of(config: MkDocsConfig) -> Inputs:
    """Return what this build's pages are made from; told anew in each build."""
    found = config.extra.setdefault(_KEY, Inputs())
    assert isinstance(found, Inputs)
    return found


def drop_theme_files(config: MkDocsConfig) -> None:
    """Say that no file of the theme is published as it is, so that nobody need look for them."""
    config.extra[_DROPPED_KEY] = True


def theme_files_dropped(config: MkDocsConfig) -> bool:
    """Return whether the theme's files are published by nobody."""
    return bool(config.extra.get(_DROPPED_KEY))


def begin_empty(config: MkDocsConfig) -> None:
    """Say that this build writes into an empty folder, not into one that an earlier build has filled."""
    config.extra[_EMPTY_KEY] = True


def begins_empty(config: MkDocsConfig) -> bool:
    """Return whether a build needs an empty folder: where strangers write, nobody knows what is old."""
    strangers = [name for name, plugin in config.plugins.items() if not _known(plugin)]
    return bool(config.extra.get(_EMPTY_KEY) or strangers or config.hooks)


def _known(plugin: object) -> bool:
    package = type(plugin).__module__.partition(".")[0]
    return package == "mkdocs_static_i18n" or (_OURS / package / "plugin.py").is_file()
