"""Where the plugins of one build meet to tell what pages are made from."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from sitekit.inputs import Inputs

_KEY = "kx_inputs"


def inputs_of(config: MkDocsConfig) -> Inputs:
    """Return what this build's pages are made from; told anew in each build."""
    found = config.extra.setdefault(_KEY, Inputs())
    assert isinstance(found, Inputs)
    return found
