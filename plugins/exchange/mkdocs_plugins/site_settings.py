"""Turn MkDocs' configuration into the settings of a site, as `read_settings` reads them from mkdocs.yml."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from exchange.site.partnership import Partnership
from exchange.site.settings import EXTENSIONS, SiteSettings, make_settings, partnership_of
from exchange.text.frame import Frame
from exchange.text.problems import Problem

_LINK_CHECKS = frozenset({"not_found", "omitted_files", "anchors", "absolute_links", "unrecognized_links"})
"""What MkDocs warns of, so that a strict build stops."""


def partnership_of_build(config: MkDocsConfig) -> tuple[Partnership, tuple[Problem, ...]]:
    """Return what the site.yml of a build says, and its problems."""
    file = Path(config.config_file_path or "mkdocs.yml").absolute()
    return partnership_of(file, Path(config.docs_dir))


def complete(config: MkDocsConfig, partnership: Partnership) -> None:
    """Add to MkDocs' settings what every site has, and what is in site.yml."""
    config.site_name = next(iter(partnership.name.values()), "")
    config.site_url = config.site_url or partnership.address
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    config.markdown_extensions += [name for name in EXTENSIONS if name not in names]
    for name, options in EXTENSIONS.items():
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    for checks in (config.validation.nav, config.validation.links):
        checks.load_dict(dict.fromkeys(checks.keys() & _LINK_CHECKS, logging.WARNING))


def settings_of(
    config: MkDocsConfig,
    *,
    frame: Frame,
    site_url: str,
    partnership: Partnership,
    problems: tuple[Problem, ...],
) -> SiteSettings:
    """Return the settings, before any plugin has added Markdown extensions of its own."""
    plugins: dict[str, dict[str, Any]] = {
        name: dict(plugin.config)
        for name, plugin in config.plugins.items()
        if isinstance(plugin, BasePlugin)  # a hook is among them, and has no options
    }
    return make_settings(
        root=Path(config.config_file_path or "mkdocs.yml").absolute().parent,
        content=Path(config.docs_dir),
        frame=frame,
        site_url=site_url,
        repository=config.repo_url or "",
        plugins=plugins,
        extensions=tuple(name for name in config.markdown_extensions if isinstance(name, str)),
        extension_options=dict(config.mdx_configs or {}),
        partnership=partnership,
        problems=problems,
    )
