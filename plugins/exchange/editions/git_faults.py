"""Know the troubles of git that people meet, by git's own words, so that the way out is said in theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FAULTS = {
    "origin-moved": re.compile(
        r"(?P<line>.*(?:does not appear to be a git repository|[Rr]epository (?:'.*' )?not found"
        r"|project you were looking for could not be found|returned error: 404).*)"
    ),
    "origin-no-rights": re.compile(
        r"(?P<line>.*(?:Permission denied \(|Authentication failed|could not read (?:Username|Password)"
        r"|returned error: 40[13]|Host key verification failed|[Aa]ccess denied).*)"
    ),
    "origin-silent": re.compile(
        r"(?P<line>.*(?:[Cc]ould not resolve host|unable to access '|ssh: connect to|unable to connect to"
        r"|Connection (?:refused|reset|closed|timed out)|hung up|from remote repository).*)"
    ),
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


def known_fault(text: str) -> tuple[str, Mapping[str, str]]:
    """Return the key of a trouble, and its path or git's line about it; empty for one that is not known."""
    for key, pattern in _FAULTS.items():
        if match := pattern.search(text):
            return key, {name: value or "" for name, value in match.groupdict().items()}
    return "", {}
