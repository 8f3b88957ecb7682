"""Read a file of the content as text, or report why that is impossible."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from exchange.languages.language import all_languages
from exchange.text.problems import ContentProblems, Place, Problem

_DOCUMENTS = {
    b"PK\x03\x04": "Word, Excel, Hancom (HWPX)",
    b"\xd0\xcf\x11\xe0": "Hancom (HWP), Word, Excel",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
"""The first bytes of files that people give the name of a text."""


def read_text(file: Path, *, display_path: str) -> str:
    """Return the text of a UTF-8 file, which problems name as `display_path`.

    Raises ContentProblems where it is not there, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ContentProblems([Problem(code="text/no-file", place=Place(path=display_path))]) from error
    except UnicodeDecodeError as error:
        raise ContentProblems([not_utf8(file.read_bytes(), display_path=display_path)]) from error


def read_at_most(file: Path, size: int) -> bytes:
    """Return the bytes of a file that a stranger may have made, and that may never end.

    Raises OSError (EFBIG) for one that is larger, of which no more is read.
    """
    with file.open("rb") as stream:
        content = stream.read(size + 1)
    if len(content) > size:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return content


def not_utf8(content: bytes, *, display_path: str, code: str = "text/not-text-file") -> Problem:
    """Return the problem of a file that is not UTF-8, at its first line that is not."""
    try:
        content.decode("utf-8")
        wrong = 0
    except UnicodeDecodeError as error:
        wrong = error.start
    for begins, program in _DOCUMENTS.items():
        if content.startswith(begins):
            values = {"program": program}
            return Problem(code="text/not-a-text", place=Place(path=display_path, line=1), values=values)
    place = Place(path=display_path, line=content.count(b"\n", 0, wrong) + 1)
    return Problem(code=code, place=place, values={"encoding": encoding_of(content)})


def encoding_of(content: bytes) -> str:
    """Return `UTF-16`, or an encoding of a language that a text is in; an empty text where none is likely."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:200].count(0) > len(content[:200]) // 4:
        return "UTF-16"
    choices = (choice for language in all_languages() for choice in language.encodings.items())
    return next((name for name, letters in choices if _is_in(content, name, letters)), "")


def _is_in(content: bytes, encoding: str, letters: re.Pattern[str]) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return letters.fullmatch("".join(sign for sign in text if not sign.isascii())) is not None
