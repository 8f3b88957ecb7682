"""Read a file of the content as text, or say what stands in the way."""

from __future__ import annotations

from pathlib import Path

from sitekit.problems import ContentProblems, Place, Problem


def read_text(file: Path, *, shown: str) -> str:
    """Return the text of a UTF-8 file, which problems name as `shown`.

    Raises ContentProblems where it is not there, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ContentProblems([Problem(code="sitekit/no-file", place=Place(path=shown))]) from error
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise ContentProblems(
            [Problem(code="sitekit/not-text-file", place=Place(path=shown, line=line))]
        ) from error
