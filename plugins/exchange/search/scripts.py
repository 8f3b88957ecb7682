"""Join modules into the one script a browser fetches, with short names, and without comments and spare space.

This is no general bundler. It reads the modules as we write them: imports are one line each, of names
and without `as`; comments have lines of their own; no two modules use one name at the top level.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exchange.text.digest import digest

IMPORT = re.compile(r'^import \{ [\w$]+(?:, [\w$]+)* \} from "(\.\.?/[\w/-]+\.js)";$', re.MULTILINE)
COMMENT = re.compile(r"^[ ]*(?://[^\n]*|/\*\*.*?\*/)\n", re.MULTILINE | re.DOTALL)
INLINE_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TOP_NAME = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
REMAINING_IMPORT = re.compile(
    r"^.*(?:\bimport\b|\bexport\b.*\bfrom\b|\bexport (?:\*|default\b)|\bas\b).*$", re.MULTILINE
)
"""What is an import of another form, or gives a name that the joined script does not have."""
LITERAL = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`"""
    r"""|(?<=[(,=:\[!&|?{};\n ])/(?![/* ])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
"""Strings, templates and regular expressions: within them every space counts."""
WORD = re.compile(r"[\w$]+")
PROPERTY = re.compile(r"[.#]([\w$]+)|([\w$]+) ?:|(?<=[{,]) ?([\w$]+) ?(?=[,}])")
"""A name that is asked of an object, is a key, or may be key and value at once."""
SPARE = re.compile(r" ?([=*<>{}(),;:?&|\[\]]+) ?")
LINE_END = re.compile(r"(?<=[;{},(\[])\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script as it is published."""

    path: str
    """Below the site's root, with the digest of its bytes: it may be kept by browsers for ever."""
    content: bytes

    @classmethod
    def from_text(cls, text: str, *, name: str) -> Script:
        """Name a script by its bytes."""
        content = text.encode("utf-8")
        return cls(path=f"assets/built/{name}-{digest(content)}.js", content=content)


def bundle(entry: Path, cache: MutableMapping[str, str] | None = None) -> str:
    """One script of a module and all it imports.

    Raises ValueError where two modules share a name, and for an import or export in a form that is not read.

    ``cache`` gives back what was made of the same modules before.
    """
    sources = _in_order(entry)
    key = f"script-{digest(*(source.encode() for source in sources), length=32)}"
    code = None if cache is None else cache.get(key)
    if code is None:
        code = _join(sources)
        if cache is not None:
            cache[key] = code
    return code


def _join(sources: Sequence[str]) -> str:
    names = Counter(name for source in sources for name in TOP_NAME.findall(source))
    repeated_names = sorted(name for name, count in names.items() if count > 1)
    if repeated_names:
        raise ValueError(f"names at the top level of more than one module: {', '.join(repeated_names)}")
    return squeeze(shorten("".join(map(_bare, sources)), names))


def shorten(script: str, names: Iterable[str]) -> str:
    """The same script with short names for what its modules define, where a name is nothing else.

    A name that is anywhere a property or a key, or is in a string or a template, stays as it is.
    """
    pieces = LITERAL.split(script)
    code = '""'.join(pieces[::2])
    literals = set(re.findall(r"[\w$]+", "".join(pieces[1::2])))
    keys = {name for match in PROPERTY.findall(code) for name in match}
    free = [name for name in dict.fromkeys(names) if len(name) > 3 and name not in keys | literals]
    short = {name: f"${number:x}" for number, name in enumerate(free)}
    pieces[::2] = [WORD.sub(lambda word: short.get(word[0], word[0]), piece) for piece in pieces[::2]]
    return "".join(pieces)


def squeeze(script: str) -> str:
    """The same script without the space that only readers need."""
    pieces = LITERAL.split(script)
    pieces[::2] = [LINE_END.sub("", SPARE.sub(r"\1", piece)) for piece in pieces[::2]]
    return "".join(pieces)


def _in_order(entry: Path) -> list[str]:
    """Texts of the modules, each after those it imports."""
    order: dict[str, str] = {}

    def visit(path: str) -> None:
        if path not in order:
            text = Path(path).read_text(encoding="utf-8")
            for target in IMPORT.findall(text):
                visit(os.path.normpath(Path(path).parent / target))
            order[path] = text

    visit(str(entry.resolve()))
    return list(order.values())


def _bare(source: str) -> str:
    bare = COMMENT.sub("", IMPORT.sub("", source))
    code = "".join('""' if number % 2 else piece for number, piece in enumerate(LITERAL.split(bare)))
    match = REMAINING_IMPORT.search(INLINE_COMMENT.sub("", code))
    if match:
        raise ValueError(
            f'only `import {{ name }} from "./file.js";` on a line is read, not: {match[0].strip()}'
        )
    return "".join(_lines(bare))


def _lines(source: str) -> Iterator[str]:
    for line in source.splitlines():
        if line.strip():
            yield re.sub(r"^export (?!\{)", "", line.strip()) + "\n"
