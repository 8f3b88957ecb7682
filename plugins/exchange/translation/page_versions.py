"""The versions of all pages and records, as the commits of the branch that is published have them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from exchange.build.git import git_text, objects, shallow_commits


class Change(NamedTuple):
    """What one commit did to one file: its path now and before, and its text."""

    path: str
    old_path: str
    blob: str  # empty where the page is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One commit of the published branch: a pull request that was merged is one, however many it held."""

    commit: str
    moment: str  # ISO 8601
    changes: tuple[Change, ...]
    is_cut: bool = False  # where a shallow clone begins: what was before is not known


def unit_of(path: str, locales: Collection[str]) -> tuple[str, str]:
    """Return the language of a file and the page it is of; a record is of no language, and its own page."""
    locale, _, page = path.partition("/")
    return (locale, page) if page and locale in locales else ("", path)


def steps(
    folder: Path,
    locales: Sequence[str],
    *,
    records: Collection[str] = (),
    revision: str = "HEAD",
    base: str = "",
) -> list[Step]:
    """Return the commits that changed pages or records below a folder, the oldest first.

    `records` are paths; others of the same folders and kinds are looked through too, as one may have moved.
    With a `base`, a commit of the same first-parent line, only those after it.

    Raises one of FAILURES of `build.git`.
    """
    cuts = shallow_commits(folder)
    log = git_text(
        folder,
        *("log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--format=%x01%H %cI"),
        *("--raw", "--no-abbrev", "--find-renames", "-z", "--relative"),
        *(f"{base}..{revision}" if base else revision, "--"),
        *(f":(glob){locale}/**/*.md" for locale in locales),
        *sorted({f":(glob){_siblings(path)}" for path in records}),
    )
    return [_step(entry, cuts) for entry in log.split("\x01")[1:]]


def _siblings(path: str) -> str:
    """Return a pattern for the files of a folder that are of one kind; at the top, each is another thing."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/*{Path(name).suffix}" if folder else name


def of_pages(history: Sequence[Step], pages: Collection[str], locales: Collection[str]) -> list[Step]:
    """Return what commits did to some pages, wherever these were before; the others may be large and many.

    Sections of pages that are gone may be on these.
    """
    paths = set(pages)
    selection = []
    for step in reversed(history):
        paths |= {unit_of(change.path, locales)[1] for change in step.changes if not change.blob}
        changes = tuple(change for change in step.changes if unit_of(change.path, locales)[1] in paths)
        paths |= {unit_of(change.old_path, locales)[1] for change in changes}
        if changes:
            selection.append(replace(step, changes=changes))
    return selection[::-1]


def _step(entry: str, cuts: frozenset[str]) -> Step:
    head, _, rest = entry.partition("\0")
    commit, _, moment = head.strip().partition(" ")
    return Step(
        commit=commit, moment=moment, changes=tuple(_changes(rest.strip("\n\0"))), is_cut=commit in cuts
    )


def _changes(raw: str) -> Iterator[Change]:
    """Yield the changes that `git log --raw -z` prints: `:mode mode blob blob status`, path, new path."""
    parts = iter(raw.split("\0"))
    for head in parts:
        fields = head.lstrip("\n:").split(" ")
        if len(fields) < 5:
            continue
        blob, status, path = fields[3], fields[4], next(parts)
        new_path = next(parts) if status[0] in "RC" else path
        yield Change(new_path, path if status[0] == "R" else new_path, "" if status[0] == "D" else blob)


def texts(folder: Path, blobs: Sequence[str]) -> Mapping[str, str]:
    """Return the text of each version, by the digest that git has of it."""
    names = list(dict.fromkeys(blobs))
    contents = objects(folder, names)
    return {
        name: (content or b"").decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
        for name, content in zip(names, contents, strict=True)
    }
