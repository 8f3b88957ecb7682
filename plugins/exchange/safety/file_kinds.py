"""The kinds of files that content may hold, where each belongs, and how to tell that a file is what it says.

Pictures: PNG, JPEG, WebP, AVIF, GIF, SVG. Downloads: PDF, CSV, documents of office programs without macros,
notebooks, and archives of these and of texts. Programs, scripts, styles, fonts and HTML are not content: they
would act in readers' browsers as the site itself. Calendars (.ics) are made by the build from the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from exchange.safety.limits import Limits
from exchange.text.file_names import ASSETS

RECORDS = (
    *("site.yml", "nav.yml", "glossary.csv", "agreed.csv"),
    *("calls/*.yml", "figures/*.yml", "questions/*.yml", "snippets/*.yml"),
    *("ledger.csv", "redirects.yml", "editions.yml"),
)

_AVIF = re.compile(rb".{4}ftyp.{0,40}avi[fs]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One extension: what its first bytes look like (None: text in UTF-8) and how large it may be."""

    extension: str
    begins: re.Pattern[bytes] | None
    size_limit: Callable[[Limits], int]


def _picture(extension: str, begins: bytes | re.Pattern[bytes]) -> FileKind:
    pattern = re.compile(begins, re.DOTALL) if isinstance(begins, bytes) else begins
    return FileKind(extension=extension, begins=pattern, size_limit=lambda limits: limits.picture_bytes)


def _document(extension: str, begins: bytes | None) -> FileKind:
    pattern = re.compile(begins) if begins else None
    return FileKind(extension=extension, begins=pattern, size_limit=lambda limits: limits.download_bytes)


_ZIP = rb"PK\x03\x04"
PAGE = FileKind(extension="md", begins=None, size_limit=lambda limits: limits.page_bytes)
RECORD = FileKind(extension="yml", begins=None, size_limit=lambda limits: limits.record_bytes)
TABLE = FileKind(extension="csv", begins=None, size_limit=lambda limits: limits.table_bytes)
SHARED_KINDS = (
    _picture("png", rb"\x89PNG\r\n\x1a\n"),
    _picture("jpg", rb"\xff\xd8\xff"),
    _picture("jpeg", rb"\xff\xd8\xff"),
    _picture("gif", rb"GIF8[79]a"),
    _picture("webp", rb"RIFF.{4}WEBP"),
    _picture("avif", _AVIF),
    FileKind(extension="svg", begins=None, size_limit=lambda limits: limits.picture_bytes),
    _document("pdf", rb"%PDF-"),
    TABLE,
    *(_document(extension, _ZIP) for extension in ("docx", "xlsx", "pptx", "hwpx", "zip")),
    _document("hwp", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _document("ipynb", None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Which files belong where: pages in the folder of their language, records by their patterns."""

    locales: Sequence[str]
    records: Sequence[str] = RECORDS

    def kinds(self, path: str) -> Sequence[FileKind]:
        """Return the kinds of files that the folder of a path may hold; of a record, its own."""
        top, slash, _ = path.partition("/")
        if slash and top in self.locales:
            return (PAGE,)
        if slash and top == ASSETS:
            return SHARED_KINDS
        return (self._record(path),) if any(_matches(path, pattern) for pattern in self.records) else ()

    def kind(self, path: str) -> FileKind | None:
        """Return the kind of file a path is, None where it belongs nowhere."""
        extension = path.rpartition(".")[2]
        return next((kind for kind in self.kinds(path) if kind.extension == extension), None)

    def _record(self, path: str) -> FileKind:
        return TABLE if path.endswith(".csv") else RECORD


def _matches(path: str, pattern: str) -> bool:
    """Return True if a path is one that a pattern means: `*` matches one name, never a folder too."""
    return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)


def dropping(path: str) -> bool:
    """Return True if a hidden file is what an editor or a system leaves behind; none is published."""
    name = path.rpartition("/")[2]
    return not path.startswith(f"{ASSETS}/") and (
        name == ".DS_Store" or name.startswith(".#") or name.endswith((".swp", ".swx", ".swo"))
    )
