"""What the plugins of one build share: one value, at one key of `config.extra`.

That is the one place of MkDocs' configuration that is free. MkDocs reads its configuration again
for each build of a preview, so that each build has a value of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from exchange.build.inputs import Inputs
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.build.versions import program_versions
from exchange.editions.tree_cache import TreeCache
from exchange.mkdocs_plugins.store import open_store
from exchange.site.reading import Site
from exchange.text.content_folder import ContentFolder, look_at
from exchange.text.locales import Locale

_KEY = "exchange"


class NoOptions(Config):
    """Of a plugin for which there is nothing to choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSite:
    """The site around the language that is being built."""

    locale: str  # the language being built
    locales: tuple[Locale, ...]
    folder: Path  # the root of the site being built; each language is a folder in it
    url: str  # of the root, absolute, with a slash at its end
    leads: bool  # whether this process writes what belongs to no single language
    serving: bool  # whether this is a preview
    content: Path  # the folder with the content of all languages
    content_name: str  # how messages name that folder
    messages: str  # the language in which problems are explained
    cache: Path  # the folder in which builds keep what they made; may be deleted at any time
    outputs: Outputs  # through which everything in `folder` is written
    site: Site  # all that the content says
    hidden_paths: frozenset[str]  # pages that nothing of may be in the site, by their path in every language
    edition: str  # the name of the edition that is being sealed, or an empty text

    def path_of(self, file: File) -> str:
        """Return the path that a page has in every language: `en/guides/x.md` to `guides/x.md`."""
        return file.src_uri.removeprefix(f"{self.locale}/")

    def store(self, name: str) -> Store:
        """Return the store of this name among what builds keep."""
        return open_store(self.cache, f"{name}.sqlite", self.messages)

    def tree_cache(self, name: str) -> TreeCache:
        """Return the folders of this name among what builds keep."""
        return TreeCache(self.cache / name, stamp=program_versions())


@dataclass(slots=True)
class Build:
    """One build of one language."""

    inputs: Inputs = field(default_factory=Inputs)  # what its pages are made from
    spare: str = "spare"  # the folder of the cache that one build leaves its site in, empty where it may not
    drops_theme_files: bool = False  # whether no file of the theme is published as it is
    work_at_end: list[Callable[[], None]] = field(default_factory=list)
    """Done by the leading process in this order, when all languages are built and nothing is published yet;
    what it raises refuses all."""
    promised_paths: frozenset[str] = frozenset()
    """Files that the site has for good, also where this machine cannot make them."""
    content: ContentFolder | None = None  # as it was when the first plugin asked
    site: WholeSite | None = None  # set by the bilingual plugin, before any other plugin asks

    @property
    def whole(self) -> WholeSite:
        """The site, once the content is read."""
        assert self.site is not None
        return self.site

    def content_folder(self, folder: str, *, size_limit: int) -> ContentFolder:
        """Return the content folder, looked at once for all plugins: at most so many entries."""
        if self.content is None:
            self.content = look_at(Path(folder), size_limit=size_limit)
        return self.content


def build_of(config: MkDocsConfig) -> Build:
    """Return what the plugins of this build share."""
    build = config.extra.setdefault(_KEY, Build())
    assert isinstance(build, Build)
    return build
