"""Read an archive (zip) to its last byte: what is listed is all there is, and unpacks to a bounded size.

What two programs could read in two ways is refused: a second file of one name, bytes between or behind the
parts, names that lead out of the folder it is unpacked into.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from unicodedata import normalize

from exchange.safety.limits import MEGABYTE, Limits
from exchange.text.file_names import device_part

_ENCRYPTION_FLAG = 0x1
_DESCRIPTIONS = frozenset({0, 12, 16, 20, 24})  # bytes behind a part that may repeat its sizes
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_TAIL = 22  # bytes of the end of an archive without a remark
_LONGEST_NAME = 200  # characters; what Windows unpacks has 260, with its folder
_HEAD = struct.Struct("<4s2HH2HIII2H")
"""A part's header before its name and extra fields (APPNOTE 6.3.10, 4.3.7)."""

_SIZES_FOLLOW = 0x8
_UNKNOWN = 0xFFFFFFFF  # a size that stands in an extra field
_SECOND_NAME = 0x7075  # an extra field with another name, which some programs take


class UnsafeDocument(Exception):
    """A document or archive that may not be published: `rule` says why."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def parts(content: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file in an archive. Raises UnsafeDocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, limits)
            _check_names(entries)
            if not _is_contiguous(content, entries, archive.start_dir):
                raise UnsafeDocument("archive-unreadable")
            for entry in entries:
                if not entry.is_dir():
                    yield entry.filename, archive.read(entry)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
    ) as error:
        raise UnsafeDocument("archive-unreadable") from error


def heavy(limits: Limits) -> UnsafeDocument:
    """Return the fault of what is too much to unpack."""
    values = {"most": f"{limits.unpacked_bytes / MEGABYTE:,.0f}", "parts": f"{limits.parts:,}"}
    return UnsafeDocument("archive-heavy", **values)


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes or len(entries) > limits.parts:
        raise heavy(limits)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    plain = {normalize("NFC", name).casefold() for name in names}
    folders = {str(parent) for name in plain for parent in PurePosixPath(name).parents}
    if len(plain) < len(names) or folders & plain:
        raise UnsafeDocument("archive-unreadable")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTION_FLAG:
            raise UnsafeDocument("archive-locked")
        if stat.S_ISLNK(entry.external_attr >> 16) or not _is_safe_name(entry.orig_filename):
            raise UnsafeDocument("archive-name", name=entry.filename[:80])
        if entry.compress_type not in _METHODS or entry.comment:
            raise UnsafeDocument("archive-unreadable")


def _is_safe_name(name: str) -> bool:
    return (
        name.isprintable()
        and not name.startswith("/")
        and not {"\\", ":"} & {*name}
        and not {"", ".", ".."} & {*name.removesuffix("/").split("/")}
        and len(name) <= _LONGEST_NAME
        and device_part(name) is None
    )


def _is_contiguous(content: bytes, entries: list[zipfile.ZipInfo], directory_at: int) -> bool:
    """Return True if the parts follow each other from the first byte to the list of them, and nothing it."""
    if not content[-_TAIL:].startswith(b"PK\5\6"):
        return False
    end = 0
    for entry in sorted(entries, key=lambda info: info.header_offset):
        gap = entry.header_offset - end
        if gap not in (_DESCRIPTIONS if end else {0}):
            return False
        if not _heads_agree(content, entry):
            return False
        *_, name_size, extra_size = _HEAD.unpack_from(content, entry.header_offset)
        end = entry.header_offset + _HEAD.size + name_size + extra_size + entry.compress_size
    return directory_at - end in _DESCRIPTIONS


def _heads_agree(content: bytes, entry: zipfile.ZipInfo) -> bool:
    """Return True if the header before a part says what the list of parts says of it, and names it once."""
    start = entry.header_offset
    _, _, flags, method, _, _, *sizes, name_size, extra_size = _HEAD.unpack_from(content, start)
    listed = (entry.CRC, entry.compress_size, entry.file_size)
    extra_at = start + _HEAD.size + name_size
    extras = (entry.extra, content[extra_at : extra_at + extra_size])
    return (
        method == entry.compress_type
        and all(
            here in (there, _UNKNOWN) or (here == 0 and flags & _SIZES_FOLLOW)
            for here, there in zip(sizes, listed, strict=True)
        )
        and not any(_SECOND_NAME in _extra_fields(extra) for extra in extras)
    )


def _extra_fields(extra: bytes) -> Iterator[int]:
    """Yield the numbers of extra fields (4.5.1): each has a number and a size before it."""
    position = 0
    while position + 4 <= len(extra):
        number, size = struct.unpack_from("<HH", extra, position)
        yield number
        position += 4 + size
