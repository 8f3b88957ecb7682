"""Translate between MkDocs' words and the gate's."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from exchange.mkdocs_plugins.this_build import WholeSite
from exchange.safety.markdown_source import Source, body_source, read_source
from exchange.site.html_checks import shared_sources
from exchange.text.documents import text_of

# Extensions that read other files, run code or let markup of any kind through. Content comes from strangers.
_UNSAFE_EXTENSIONS = frozenset(
    "pymdownx.snippets pymdownx.b64 pymdownx.pathconverter pymdownx.extra pymdownx.striphtml "
    "pymdownx.superfences md_in_html markdown.extensions.md_in_html extra markdown.extensions.extra "
    "meta markdown.extensions.meta markdown_include.include mdx_include markdown_exec".split()
)


def refuse_extensions(config: MkDocsConfig) -> None:
    """Stop a maintainer who switches on an extension that the gate does not know how to guard."""
    names = sorted(_UNSAFE_EXTENSIONS.intersection(map(str, config.markdown_extensions)))
    if names:
        raise ConfigurationError(f"The gate does not allow these Markdown extensions: {', '.join(names)}.")


def is_written_in(file: File, whole: WholeSite) -> bool:
    """Return True if the text of a page is in the language being built, not shown from another one."""
    folder = f"{whole.content_name}/"
    path = source_path(file, whole).removeprefix(folder)
    return path.partition("/")[0] == whole.locale


def source_path(file: File, whole: WholeSite) -> str:
    """Return how problems name the file that a page was written in."""
    content = _beginning(whole.content)
    path = (file.abs_src_path or "").replace(os.sep, "/")
    if not path:
        return f"{whole.content_name}/{file.src_uri}"
    if not path.startswith(content):
        return file.src_uri
    return f"{whole.content_name}/{path.removeprefix(content)}"


@cache
def _beginning(folder: Path) -> str:
    """Return what the paths of all files in a folder begin with."""
    return f"{folder.absolute().as_posix()}/"


def source(page: Page, whole: WholeSite) -> Source:
    """Return the Markdown of a page, to find places in."""
    path = source_path(page.file, whole)
    if page.file.generated_by and not page.file.abs_src_path:
        return body_source(page.markdown or "", path=path)
    files = whole.site.files

    def read_file(shared_path: str) -> str | None:
        return text_of(files.read(shared_path)) if files.is_file(shared_path) else None

    return read_source(
        lambda: page.file.content_string,
        path=path,
        shared=lambda: shared_sources(page.file.content_string, path, read_file),
    )
