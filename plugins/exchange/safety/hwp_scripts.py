"""Tell the script that HWP writes into every document, which does nothing, from any other."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_LONGEST = 20_000  # bytes: the usual one has some hundred, and a comment that never ends is sought in all
_DEFAULT = re.compile(
    r"var\s+Documents\s*=\s*XHwpDocuments\s*;|var\s+Document\s*=\s*Documents\.Active_XHwpDocument\s*;"
    r"|function\s+On\w+\s*\(\s*\)\s*\{\s*\}"
)


def is_default_script(content: bytes) -> bool:
    """Return True if a script in UTF-16 or UTF-8 has nothing but the lines of every document."""
    if len(content) > _LONGEST:
        return False
    text = content.decode("utf-16-le" if b"\0" in content else "utf-8", "replace").lstrip("\ufeff")
    return not _DEFAULT.sub("", _COMMENT.sub("", text)).strip()


def hwp_link(command: str) -> str:
    """Return the address in the command of a link, `https\\://a.example;1;0;0`; empty where it names none."""
    text = command.replace("\\:", ":")
    return (
        text.partition(";")[0] if "://" in text or text.startswith(("\\\\", "file:", "javascript:")) else ""
    )
