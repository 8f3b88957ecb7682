"""The assets plugin: publishes the theme's own assets once, and nothing else of the theme."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from exchange.build import licences
from exchange.build.asset_bundle import FOLDER, Bundle, bundle, inline_source
from exchange.build.reduced_pictures import published_picture
from exchange.mkdocs_plugins.hooks import in_order
from exchange.mkdocs_plugins.this_build import NoOptions, build_of

EARLY = "early.js"
_POLICY = (
    "default-src 'none'; script-src 'self' {early}; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


@in_order
class AssetsPlugin(BasePlugin[NoOptions]):
    """Bundles, names and writes the assets."""

    bundle: Bundle

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Say that nothing of the theme is published but what this plugin writes."""
        build = build_of(config)
        build.inputs.declare(self)
        build.drops_theme_files = True
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the theme's files out of the language folders."""
        theme = {str(Path(folder)) for folder in config.theme.dirs}
        for file in list(files):
            if file.src_dir is not None and str(Path(file.src_dir)) in theme:
                files.remove(file)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates the addresses of assets and the policy that allows ours and no other."""
        frame = build_of(config).whole.site.settings.frame
        early = frame.file(f"{FOLDER}/{EARLY}").read_text(encoding="utf-8").strip()
        self.bundle = bundle(frame)
        env.globals["asset"] = self.bundle.path
        env.globals["early_script"] = early
        env.globals["policy"] = _POLICY.format(early=inline_source(early))
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the assets at the site's root."""
        whole = build_of(config).whole
        if not whole.leads:
            return
        for path, content in self.bundle.files.items():
            whole.outputs.write(path, content)
        whole.outputs.write(licences.FILE, licences.licences().encode())
        store = whole.store("pictures")
        files = whole.site.files
        for path in files.visible:
            if path.startswith(f"{FOLDER}/") and files.is_file(path):
                whole.outputs.write(path, published_picture(path, files.read(path), store))
        store.save()
