"""The content folder of a build, looked at once for all plugins; kept beside the whole site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from exchange.text.content_folder import ContentFolder, look_at

_KEY = "kx_content"


def content_folder(config: MkDocsConfig, *, most: int | None = None) -> ContentFolder:
    """Return the content folder as it was when the first plugin asked; of a new one, `most` entries."""
    found = config.extra.get(_KEY)
    if not isinstance(found, ContentFolder):
        found = config.extra[_KEY] = look_at(Path(config.docs_dir), most=most)
    return found


def adopt_content(config: MkDocsConfig, found: ContentFolder) -> None:
    """Let a build look at content that another one has looked at just before, in the same process."""
    config.extra[_KEY] = found
