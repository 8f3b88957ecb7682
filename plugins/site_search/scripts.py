"""Join the query side's modules into the one script a browser fetches, comments left out.

This is no general bundler. It reads the modules as we write them: imports are one line each, of names
and never renamed; comments have lines of their own; no two modules use one name at the top level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";$', re.MULTILINE)
COMMENT = re.compile(r"^[ ]*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
TOP_NAME = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


def bundle(folder: Path, *, entry: str = "worker.js") -> str:
    """One script of ``entry`` and all it imports. Raises ValueError where two modules share a name."""
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in _in_order(folder, entry)}
    names = Counter(name for source in sources.values() for name in TOP_NAME.findall(source))
    shared = sorted(name for name, count in names.items() if count > 1)
    if shared:
        raise ValueError(f"names at the top level of more than one module: {', '.join(shared)}")
    return "".join(map(_bare, sources.values()))


def _in_order(folder: Path, entry: str) -> list[str]:
    """Modules, each after those it imports."""
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in order:
            for imported in IMPORT.findall((folder / name).read_text(encoding="utf-8")):
                visit(imported)
            order[name] = None

    visit(entry)
    return list(order)


def _bare(source: str) -> str:
    return "".join(_lines(COMMENT.sub("", IMPORT.sub("", source))))


def _lines(source: str) -> Iterator[str]:
    for line in source.splitlines():
        if line.strip():
            yield re.sub(r"^export ", "", line.strip()) + "\n"
