"""Know the troubles of git that people meet, by git's own words, so that the way out is said in theirs."""

from __future__ import annotations

import re

_FAULTS = {
    "git-owner": re.compile(r"detected dubious ownership in repository at '(?P<path>[^'\n]+)'"),
    "git-locked": re.compile(r"Unable to create '(?P<path>[^'\n]+\.lock)': File exists"),
    "git-disk-full": re.compile(
        r"No space left on device|Disk quota exceeded|file write error|File too large"
        r"|(?:status -|signal )25\b"  # SIGXFSZ of Linux and macOS: a file beyond the limit of the process
    ),
    "git-may-not-write": re.compile(
        r"(?:(?P<path>\S+): Permission denied|insufficient permission|Read-only file system)"
    ),
    "git-nameless": re.compile(
        r"tell me who you are|unable to auto-detect email|config 'user\.(?:name|email)'"
    ),
    "git-damaged": re.compile(
        r"bad object|bad signature|corrupt|invalid gitfile format|loose object|missing (?:blob|tree|commit)"
        r"|unable to read (?:sha1 file|tree|[0-9a-f]{40})|not a git repository|could not parse HEAD"
    ),
}
"""By the key of its words in `cli/words`; git is asked for its plain words."""


def known_fault(text: str) -> tuple[str, str]:
    """Return the key of a trouble and the path it is about; two empty texts for one that is not known."""
    for key, pattern in _FAULTS.items():
        if match := pattern.search(text):
            return key, (match.groupdict().get("path") or "")
    return "", ""
