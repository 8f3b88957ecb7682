"""Judge a document of HWP 5.0: it can be read, and nothing in it acts.

olefile takes the file apart into its streams (MS-CFB). What is locked cannot be judged and is refused.
"""

from __future__ import annotations

import io
import re
import zlib

from exchange.safety.addresses import refuse_deceptive_link
from exchange.safety.archives import UnsafeDocument, heavy
from exchange.safety.hwp_scripts import hwp_link, is_default_script
from exchange.safety.limits import Limits

_SIGNATURE = b"HWP Document File".ljust(32, b"\0")
_COMPRESSION_FLAG = 0x1
_LOCK_FLAGS = 0x2 | 0x4 | 0x10 | 0x100 | 0x200  # a password, for reading only, rights, certificates
_PICTURES = frozenset("png jpg jpeg gif bmp tif tiff svg wmf emf pcx".split())
_ACTIVE = (b"\xd0\xcf\x11\xe0", b"%!PS", b"MZ", b"\xc5\xd0\xd3\xc6")  # objects, PostScript, programs
_LINK = re.compile(
    rb"klh%.{5}(?P<size>..)", re.DOTALL
)  # a field that is a link, and its command (HWP 5.0, 4.3.10.15)
_STREAM = -15  # zlib: no header


def check_hwp(content: bytes, limits: Limits) -> None:
    """Raise UnsafeDocument for a file that is no such document, is locked, or does more than show."""
    import olefile  # only for documents not seen before

    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as file:
            paths = file.listdir()  # many may name the same bytes
            if len(paths) > limits.parts or sum(map(file.get_size, paths)) > limits.unpacked_bytes:
                raise heavy(limits)
            streams = {"/".join(path): file.openstream(path).read() for path in paths}
    except UnsafeDocument:
        raise
    except Exception as error:  # whatever a broken file makes its reader raise
        raise UnsafeDocument("archive-unreadable") from error
    head = streams.get("FileHeader", b"")
    if not head.startswith(_SIGNATURE) or len(head) < 40:
        raise UnsafeDocument("office-kind", extension="hwp")
    flags = int.from_bytes(head[36:40], "little")
    if flags & _LOCK_FLAGS:
        raise UnsafeDocument("archive-locked")
    if "BodyText/Section0" not in streams:
        raise UnsafeDocument("office-kind", extension="hwp")
    budget = limits.unpacked_bytes
    for name, stream in streams.items():
        part = _unpack(stream, budget, limits) if _is_packed(name, flags) else stream
        budget -= len(part)
        if budget < 0:
            raise heavy(limits)
        _check_stream(name, part)


def _is_packed(name: str, flags: int) -> bool:
    return bool(flags & _COMPRESSION_FLAG) and name.startswith(
        ("DocInfo", "BodyText/", "BinData/", "Scripts/")
    )


def _unpack(stream: bytes, size_limit: int, limits: Limits) -> bytes:
    reader = zlib.decompressobj(_STREAM)
    try:
        part = reader.decompress(stream, size_limit + 1)
    except zlib.error:
        return stream  # a part may be stored as it is
    if len(part) > size_limit:
        raise heavy(limits)
    return part


def _check_stream(name: str, part: bytes) -> None:
    folder, _, file = name.partition("/")
    is_picture = folder == "BinData" and file.rpartition(".")[2].lower() in _PICTURES
    is_script = name == "Scripts/DefaultJScript"
    if (
        (folder == "BinData" and (not is_picture or part.startswith(_ACTIVE)))
        or (is_script and not is_default_script(_script_text(part)))
        or (folder == "Scripts" and name not in ("Scripts/DefaultJScript", "Scripts/JScriptVersion"))
    ):
        raise UnsafeDocument("office-active", name=name)
    for match in _LINK.finditer(part) if folder == "BodyText" else ():
        size = 2 * int.from_bytes(match["size"], "little")
        text = part[match.end() : match.end() + size].decode("utf-16-le", errors="replace")
        refuse_deceptive_link(hwp_link(text), name)


def _script_text(part: bytes) -> bytes:
    """Return the texts of a script's stream, each behind its number of letters (HWP 5.0, 3.2.10)."""
    texts, position = [], 0
    while position + 4 <= len(part) and part[position : position + 4] != b"\xff" * 4:
        size = 2 * int.from_bytes(part[position : position + 4], "little")
        texts.append(part[position + 4 : position + 4 + size])
        position += 4 + size
    return b"".join(texts)
