"""Find the pages and pictures of a folder, their languages, and what they are called here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from exchange.safety.limits import Limits
from exchange.text.file_names import SHARED_TYPES, extension

_LANGUAGE = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2}(?:[-_][A-Za-z]{2,4})?)\.md", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_INDEX = ("readme", "index")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of the folder, and its path here: below a language's folder or, of a picture, below assets."""

    file: Path
    source: str  # its path below the old folder or that of its language, without the suffix of a language
    path: str
    locale: str = ""  # empty for a picture


def source_files(
    folder: Path, *, locales: Sequence[str], original: str, target_folder: str
) -> Iterator[SourceFile]:
    """Yield the pages in the site's languages, and the pictures and downloads it may publish.

    A language is a folder (`ko/`, `ko/docs/`) or a suffix (`name.ko.md`); a page without one is in the
    `original` language, where that has no folder. Pages in other languages and what is too large to be
    published are left out.
    """
    limits = Limits()
    roots = {code: _root(folder, code) for code in locales if (folder / code).is_dir()}
    for file in visible_files(folder):
        locale = next((code for code, root in roots.items() if file.is_relative_to(root)), "")
        relative_path = file.relative_to(roots[locale] if locale else folder)
        is_page = file.suffix.lower() == ".md"
        if file.stat().st_size > (limits.page_bytes if is_page else limits.download_bytes):
            continue
        is_elsewhere = original in roots or (roots and _is_of_language(relative_path))
        if is_page and (locale or not is_elsewhere):
            yield from _page(file, relative_path.as_posix(), locale, locales, original, target_folder)
        elif extension(file.name).lower() in SHARED_TYPES:
            source = relative_path.as_posix()
            yield SourceFile(
                file=file, source=source, path=f"assets/{plain_path(f'{target_folder}/{source}')}"
            )


def visible_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, in order, but for those that are hidden or in a hidden folder."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _is_of_language(path: Path) -> bool:
    """Return True if the first folder of a path is the code of a language."""
    try:
        Locale.parse(path.parts[0].replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return False
    return len(path.parts) > 1


def _root(folder: Path, code: str) -> Path:
    root = folder / code
    return root / "docs" if (root / "docs").is_dir() and not any(root.glob("*.md")) else root


def _page(
    file: Path, relative_path: str, locale: str, locales: Sequence[str], original: str, target_folder: str
) -> Iterator[SourceFile]:
    match = None if locale else _LANGUAGE.fullmatch(relative_path)
    codes = {code.lower(): code for code in locales}
    language = locale or (codes.get(match["language"].lower().replace("_", "-"), "") if match else original)
    if language:
        name = f"{match['name']}.md" if match else relative_path
        path = plain_path(f"{target_folder}/{name}")
        if Path(name).stem.lower() == "readme" and any(file.parent.glob("[Ii]ndex.*[Mm][Dd]")):
            path = f"{path.removesuffix('index.md')}about.md"  # of the repository; the other is the page
        yield SourceFile(file=file, source=name, path=path, locale=language)


def without_language(path: str) -> str:
    """Return the path of a page without the suffix of its language."""
    match = _LANGUAGE.fullmatch(path)
    return f"{match['name']}.md" if match else path


def plain_path(path: str) -> str:
    """Return a path as addresses here are written: ASCII letters in lower case, digits and hyphens."""
    *folders, name = path.split("/")
    stem, dot, ending = name.rpartition(".")
    stem = "index" if stem.lower() in _INDEX and ending.lower() == "md" else plain_name(stem)
    return "/".join([*(plain_name(folder) for folder in folders if folder), f"{stem}{dot}{ending.lower()}"])


def plain_name(name: str) -> str:
    """Return one part of an address; `x` where nothing of a name is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_A_NAME.sub("-", plain).strip("-") or "x"
