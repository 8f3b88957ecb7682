"""Turn MkDocs' configuration into the settings of a site, as `read_settings` reads them from mkdocs.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from exchange.site.settings import SiteSettings, make_settings
from exchange.text.frame import Frame


def settings_of(config: MkDocsConfig, *, frame: Frame, site_url: str) -> SiteSettings:
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
        plugins=plugins,
        extensions=tuple(name for name in config.markdown_extensions if isinstance(name, str)),
        extension_options=dict(config.mdx_configs or {}),
    )
