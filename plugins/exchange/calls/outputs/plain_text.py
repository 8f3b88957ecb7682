"""Make any text safe for a line of a foreign format, without changing what readers see."""

from __future__ import annotations

import re

from exchange.calls.model.call import ENTRY_SEPARATOR

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile(r"\s*\n\s*")


def clean(text: str) -> str:
    """Return a text with plain line breaks only, and no control characters or half surrogate pairs.

    Between the entries of a list there is a plain sign.
    The result is valid in XML 1.0 (2.2) and in a value of RFC 5545 (3.3.11) once it is escaped.
    """
    return _CONTROLS.sub("\ufffd", _BREAKS.sub("\n", text)).replace(ENTRY_SEPARATOR, "; ")


def one_line(text: str) -> str:
    """Return a clean text on one line."""
    return _LINES.sub(" ", clean(text)).strip()
