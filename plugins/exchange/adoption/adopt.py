"""Read the pages of another site from a folder: files in, the files to write into the content folder out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exchange.adoption.page_text import adopt_page
from exchange.adoption.section_names import with_section_ids
from exchange.adoption.source_files import SourceFile, source_files, visible_files
from exchange.safety.limits import Limits
from exchange.safety.markdown_source import read_source, work_problems
from exchange.text.problems import ContentProblems, Place, Problem

_ByPath = Mapping[str, Mapping[str, SourceFile]]
"""Pages by path, then by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What is to be written, by path in the content folder."""

    texts: Mapping[str, str]
    pictures: Mapping[str, Path]
    left_out: tuple[str, ...]  # files that are not taken, by their path in the folder


class CannotAdopt(Exception):
    """Raised with the reason, a key of the command line's words, and the values of these."""

    def __init__(self, reason: str, **values: str) -> None:
        self.reason, self.values = reason, values
        super().__init__(reason)


def adopt(folder: Path, *, locales: Sequence[str], original: str, target_folder: str) -> Adoption:
    """Return the pages of a folder as pages of this site below `target_folder`, and its pictures.

    Raises CannotAdopt where two files would have one name, one is not UTF-8, or a link leads out of the
    folder, and ContentProblems where a page is endless work or a path too long; nothing is written.
    """
    files = list(source_files(folder, locales=locales, original=original, target_folder=target_folder))
    _refuse_links(files, folder)
    _refuse_clashes(files)
    _refuse_long_paths(files)
    targets = {source_file.source: source_file.path for source_file in files}
    texts: dict[str, str] = {}
    for path, pages in _by_path(files).items():
        first = original if original in pages else next(iter(pages))
        page_texts = {
            code: adopt_page(_text(page.file), page, targets, original=first) for code, page in pages.items()
        }
        texts |= {f"{code}/{path}": text for code, text in with_section_ids(page_texts, first).items()}
    pictures = {source_file.path: source_file.file for source_file in files if not source_file.locale}
    return Adoption(texts=texts, pictures=pictures, left_out=tuple(_left_out(folder, files)))


def _left_out(folder: Path, files: Iterable[SourceFile]) -> Iterator[str]:
    """Yield the files that were not taken."""
    taken = {source_file.file for source_file in files}
    for file in visible_files(folder):
        if file not in taken:
            yield file.relative_to(folder).as_posix()


def _by_path(files: Iterable[SourceFile]) -> _ByPath:
    pages: dict[str, dict[str, SourceFile]] = defaultdict(dict)
    for source_file in files:
        if source_file.locale:
            pages[source_file.path][source_file.locale] = source_file
    return pages


def _refuse_links(files: Iterable[SourceFile], folder: Path) -> None:
    """Refuse a link to a file outside the folder: whoever made the folder could have any file published."""
    root = folder.resolve()
    for source_file in files:
        if not source_file.file.resolve().is_relative_to(root):
            raise CannotAdopt("adopt-link", file=str(source_file.file))


def _refuse_clashes(files: Iterable[SourceFile]) -> None:
    first: dict[tuple[str, str], Path] = {}
    for source_file in files:
        first_file = first.setdefault((source_file.locale, source_file.path), source_file.file)
        if first_file is not source_file.file:
            raise CannotAdopt(
                "adopt-clash", one=str(first_file), other=str(source_file.file), path=source_file.path
            )


def _refuse_long_paths(files: Iterable[SourceFile]) -> None:
    if long := next((file.path for file in files if len(file.path) > Limits().path), ""):
        values = {"length": str(len(long)), "most": str(Limits().path)}
        place = Place(path=f"{long[: Limits().path]}…")
        raise ContentProblems([Problem(code="safety/path-too-long", place=place, values=values)])


def _text(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotAdopt("adopt-not-utf8", file=str(file)) from error
    if problems := work_problems(read_source(text, path=str(file)), Limits()):
        raise ContentProblems(problems)
    return text
