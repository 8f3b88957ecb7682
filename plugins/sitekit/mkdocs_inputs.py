"""Where the plugins of one build meet to tell what pages are made from."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from sitekit.inputs import Inputs

_KEY = "kx_inputs"
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
