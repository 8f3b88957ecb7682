"""Documents for attacks, made part by part: archives, office documents, documents of Hangul, notebooks."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

TYPES = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{TYPES}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{TYPES}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{TYPES}.presentationml.presentation.main+xml"),
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DEFAULT_SCRIPT = (
    "var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\n"
    "function OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n"
)
_SECTOR = 512
_LEAST = 4096  # bytes of a stream; smaller ones would be stored in another way


def zipped(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of some files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def gapped(files: Mapping[str, str], *, behind: str) -> bytes:
    """Return an archive with bytes that no part has, behind one of its files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
            if name == behind:
                target.seek(archive.start_dir)
                target.write(b"<script>")
                archive.start_dir = target.tell()
    return target.getvalue()


def relation(kind: str, target: str, *, mode: str = ' TargetMode="External"') -> str:
    """Return the relations of a part: one."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def office(
    extension: str, *, types: str = "", body: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a document of Word, Excel or PowerPoint; `types` are those of more parts."""
    path, kind = MAIN[extension]
    listed = f'<Override PartName="/{path}" ContentType="{kind}"/>{types}'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="x:types">{listed}</Types>',
        path: f'<w:document xmlns:w="x:w">{body}</w:document>',
    }
    return zipped({**parts, **(more or {})})


def hwpx(more: Mapping[str, str | bytes] | None = None, *, script: str = DEFAULT_SCRIPT) -> bytes:
    """Return a document of Hangul (KS X 6101)."""
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/section0.xml": "<sec/>",
            "Scripts/headerScripts": script.encode("utf-16-le"),
            **(more or {}),
        }
    )


def hwp(
    *,
    flags: int = 1,
    script: str = DEFAULT_SCRIPT,
    more: Mapping[str, bytes] | None = None,
    signature: bytes = b"HWP Document File",
) -> bytes:
    """Return a document of Hangul (HWP 5.0) with its streams packed."""
    length = struct.pack("<I", len(script))
    text = struct.pack("<I", 0) + length + script.encode("utf-16-le") + b"\0" * 8 + b"\xff" * 4
    head = signature.ljust(32, b"\0") + b"\0\0\0\5" + struct.pack("<I", flags)
    streams = {
        "FileHeader": head.ljust(256, b"\0"),
        "DocInfo": packed(b"info"),
        "BodyText/Section0": packed(b"text"),
        "Scripts/DefaultJScript": packed(text),
        **{name: packed(part) for name, part in (more or {}).items()},
    }
    return compound(streams)


def packed(content: bytes) -> bytes:
    """Return bytes deflated without a header."""
    writer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return writer.compress(content) + writer.flush()


def notebook(*cells: Mapping[str, object], version: int = 4) -> bytes:
    """Return a notebook of some cells."""
    return json.dumps({"nbformat": version, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (MS-CFB, version 3) of streams, no more than one folder deep."""
    entries: list[tuple[str, int, list[int], bytes | None]] = [("Root Entry", 5, [], None)]
    folders: dict[str, int] = {"": 0}
    for path, content in streams.items():
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = len(entries)
            entries[0][2].append(len(entries))
            entries.append((folder, 1, [], None))
        entries[folders[folder]][2].append(len(entries))
        entries.append((name, 2, [], content.ljust(_LEAST, b"\0")))
    return _written(entries)


def _written(entries: list[tuple[str, int, list[int], bytes | None]]) -> bytes:
    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    siblings: dict[int, int] = {}
    for _, _, children, _ in entries:
        children.sort(key=lambda number: (len(entries[number][0]), entries[number][0].upper()))
        siblings.update(pairwise(children))
    table, data, directory = [], b"", b""
    for number, (name, kind, children, content) in enumerate(entries):
        start, size = (end if kind == 5 else 0), len(content or b"")
        if content:
            start, count = len(table), -(-size // _SECTOR)
            table += [*range(start + 1, start + count), end]
            data += content.ljust(count * _SECTOR, b"\0")
        label = name.encode("utf-16-le")
        links = (none, siblings.get(number, none), children[0] if children else none)
        directory += label.ljust(64, b"\0") + struct.pack("<HBB3I", len(label) + 2, kind, 1, *links)
        directory += b"\0" * 36 + struct.pack("<IQ", start, size)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    first = len(table)
    count = len(directory) // _SECTOR
    table += [*range(first + 1, first + count), end]
    tables = -(-(len(table) + 1) // (_SECTOR // 4 - 1))
    fat_at = len(table)
    table += [0xFFFFFFFD] * tables
    fat = struct.pack(f"<{len(table)}I", *table).ljust(tables * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, first, 0, _LEAST, end, 0, end, 0)
    numbers = [*range(fat_at, fat_at + tables)]
    head += struct.pack("<109I", *numbers, *[none] * (109 - tables))
    return head + data + directory + fat
