"""Join the query side's modules into the one script a browser fetches, comments and spare space left out.

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
LITERAL = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`"""
    r"""|(?<=[(,=:\[!&|?{};\n ])/(?![/* ])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
"""Strings, templates and regular expressions: within them every space counts."""
SPARE = re.compile(r" ?([=*<>{}(),;:?&|\[\]]+) ?")
LINE_END = re.compile(r"(?<=[;{},(\[])\n")


def bundle(folder: Path, *, entry: str = "worker.js") -> str:
    """One script of ``entry`` and all it imports. Raises ValueError where two modules share a name."""
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in _in_order(folder, entry)}
    names = Counter(name for source in sources.values() for name in TOP_NAME.findall(source))
    shared = sorted(name for name, count in names.items() if count > 1)
    if shared:
        raise ValueError(f"names at the top level of more than one module: {', '.join(shared)}")
    return squeezed("".join(map(_bare, sources.values())))


def squeezed(script: str) -> str:
    """The same script without the space that only readers need."""
    pieces = LITERAL.split(script)
    pieces[::2] = [LINE_END.sub("", SPARE.sub(r"\1", piece)) for piece in pieces[::2]]
    return "".join(pieces)


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
