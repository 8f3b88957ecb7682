"""Turn a folder of styles, scripts and pictures into the files that are published, named by their bytes.

`css/` becomes one file: the layers in their order. `js/` keeps its files, so that modules find each other, in
a folder named by the digest of all of them. What is in `static/` is treated as `js/` is.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exchange.text.digest import digest
from exchange.text.frame import Frame

FOLDER = "assets"
BUILT_FOLDER = f"{FOLDER}/built"  # what is named by its bytes and may be cached for ever
_STYLES, _TOKENS = f"{FOLDER}/css", "tokens.css"
_LAYERS = ("layers.css", "reset.css", _TOKENS, "base.css", "components/", "utilities.css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What is published: files by path below the root, and the path of each by the name authors use."""

    files: Mapping[str, bytes]
    names: Mapping[str, str]

    def path(self, name: str) -> str:
        """Return where `site.css`, `js/site.js` or `static/icon.svg` is published, below the root."""
        return self.names[name]


def bundle(frame: Frame) -> Bundle:
    """Read the folder `assets/` of the frame. The same files give the same bundle."""
    style = b"".join(file.read_bytes() for file in _styles(frame))
    name = f"{BUILT_FOLDER}/site.{digest(style)}.css"
    files, names = {name: style}, {"site.css": name}
    for part in ("js", "static"):
        part_files = {path: file.read_bytes() for path, file in _files(frame, part)}
        stamp = digest(*(piece for path in part_files for piece in (path.encode(), part_files[path])))
        for path, content in part_files.items():
            names[f"{part}/{path}"] = f"{BUILT_FOLDER}/{part}-{stamp}/{path}"
            files[f"{BUILT_FOLDER}/{part}-{stamp}/{path}"] = content
    return Bundle(files=files, names=names)


def inline_source(script: str) -> str:
    """Return the Content-Security-Policy source that allows one inline script (CSP 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _styles(frame: Frame) -> Iterator[Path]:
    """Yield styles in their order; a site's own tokens follow the theme's, of which they change some."""
    for layer in _LAYERS:
        if layer.endswith("/"):
            yield from frame.files(f"{_STYLES}/{layer}*.css").values()
        else:
            files = frame.layers(f"{_STYLES}/{layer}")
            yield from files if layer == _TOKENS else files[-1:]


def _files(frame: Frame, part: str) -> Iterator[tuple[str, Path]]:
    for name, file in frame.files(f"{FOLDER}/{part}/**/*").items():
        if not file.name.startswith(".") and file.name != "package.json":
            yield name.removeprefix(f"{FOLDER}/{part}/"), file
