"""A build takes over the site of an earlier one, unless somebody writes of whom it knows nothing."""

from __future__ import annotations

from mkdocs.config.base import load_config
from tests.building import ROOT

from exchange.mkdocs_plugins.language_files import spare_folder
from exchange.mkdocs_plugins.this_build import build_of


def test_with_our_plugins_the_earlier_site_is_used() -> None:
    """All that the settings of the project name is ours, or static-i18n."""
    assert spare_folder(load_config(str(ROOT / "mkdocs.yml"))) is not None


def test_a_plugin_of_others_begins_with_an_empty_folder() -> None:
    """What it wrote in an earlier build would stay for ever."""
    others = load_config(str(ROOT / "mkdocs.yml"))
    others.plugins["search"] = load_config(str(ROOT / "mkdocs.yml"), plugins=["search"]).plugins["search"]
    assert spare_folder(others) is None


def test_a_build_that_asks_for_it_begins_with_an_empty_folder() -> None:
    """As the build of an edition does, whose folder is searched whole."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    build_of(config).spare = ""
    assert spare_folder(config) is None
