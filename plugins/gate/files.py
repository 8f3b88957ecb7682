"""Look at every file below the content folder, and say which may not be there."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from gate.kinds import FileKind, Places, dropping, hidden, odd_part, over_the_bundle, steers_the_host
from gate.limits import KILOBYTE, Limits
from gate.pdf import active_content
from gate.svg import check_svg
from sitekit.problems import Place, Problem


def check_paths(folder: Path, *, root: str, places: Places, limits: Limits) -> list[Problem]:
    """Return what is wrong with names, kinds and sizes, without opening a file; `root` is shown before paths.

    After this it is safe to read what is there. Links are left to whoever reads the tree: none is followed.
    """
    problems: list[Problem] = []
    pages: Counter[str] = Counter()
    for number, (path, status) in enumerate(_walk(folder), 1):
        if number > limits.files:
            values = {"most": str(limits.files)}
            return [*problems, _problem("too-many-files", root, **values)]
        problems += _path_problems(path, status, f"{root}/{path}", places, limits)
        pages[path.partition("/")[0]] += path.endswith(".md")
    for locale in places.locales:
        if pages[locale] > limits.pages:
            values = {"count": str(pages[locale]), "most": str(limits.pages)}
            problems.append(_problem("too-many-pages", f"{root}/{locale}", **values))
    return problems


def check_files(folder: Path, *, root: str, places: Places, only: Sequence[str] = ()) -> list[Problem]:
    """Return what is wrong with what is inside pictures and downloads, of all or only of the paths named."""
    problems: list[Problem] = []
    for path in sorted(only) or [path for path, status in _walk(folder) if stat.S_ISREG(status.st_mode)]:
        kind = places.kind(path)
        if kind is not None and kind.extension != "md":
            problems += _content_problems(folder / path, kind, f"{root}/{path}")
    return problems


def _walk(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every entry that is no folder, in the order of their paths; links are not followed."""
    for here, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links]):
            file = Path(here) / name
            yield file.relative_to(folder).as_posix(), file.lstat()


def _path_problems(
    path: str, status: os.stat_result, shown: str, places: Places, limits: Limits
) -> Iterator[Problem]:
    if stat.S_ISLNK(status.st_mode):
        return
    kind = places.kind(path)
    if not stat.S_ISREG(status.st_mode):
        yield _problem("not-a-file", shown)
    elif steers_the_host(path):
        yield _problem("host-file", shown, name=path.rpartition("/")[2])
    elif hidden(path):
        if not dropping(path):
            yield _problem("hidden-file", shown)
    elif kind is None:
        yield _misplaced(path, shown, places)
    elif status.st_size > kind.most(limits):
        values = {"size": _kilobytes(status.st_size), "most": _kilobytes(kind.most(limits))}
        yield _problem("file-size", shown, **values)
    elif over_the_bundle(path):
        yield _problem("bundle-folder", shown, folder=path.split("/")[1])
    elif kind.extension != "md" and odd_part(path):  # the names of pages are bilingual's business
        yield _problem("file-name", shown, name=odd_part(path) or "")


def _misplaced(path: str, shown: str, places: Places) -> Problem:
    kinds = places.kinds(path)
    allowed = ", ".join(dict.fromkeys(kind.extension for kind in kinds))
    if not kinds:
        return _problem("file-place", shown, records=", ".join(places.records))
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2] if "." in name else name
    return _problem("file-type", shown, extension=extension, allowed=allowed)


def _content_problems(file: Path, kind: FileKind, shown: str) -> Iterator[Problem]:
    content = file.read_bytes()
    if kind.begins is not None and not kind.begins.match(content):
        yield _problem("wrong-bytes", shown, extension=kind.extension)
    elif kind.extension == "svg":
        yield from check_svg(content, path=shown)
    elif kind.extension == "pdf":
        found = active_content(content)
        if found:
            yield _problem("pdf-active", shown, names=", ".join(found))
    elif kind.begins is None and not _utf8(content):
        yield _problem("not-utf8", shown)


def _utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _kilobytes(size: int) -> str:
    return f"{-(-size // KILOBYTE):,}"


def _problem(rule: str, shown: str, **values: str) -> Problem:
    return Problem(code=f"gate/{rule}", place=Place(path=shown), values=values)
