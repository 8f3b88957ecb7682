"""Judge the address of a link or a picture in a page: which rule of which package it breaks."""

from __future__ import annotations

import re

from exchange.safety.allowed import SCHEMES
from exchange.text.web_addresses import as_browsers_read, mail_fault, web_fault

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_WITHOUT_SCHEME = re.compile(r"[/\\]{2}|\\")  # browsers take a backslash for a slash
_WEB = ("http", "https")


def link_fault(address: str) -> str | None:
    """Return the code of the rule that the address of a link breaks, or None."""
    read = as_browsers_read(address)
    if read != address:
        return "text/address-hidden"
    if _WITHOUT_SCHEME.match(read):
        return "safety/address-without-scheme"
    match = _SCHEME.match(read)
    scheme = match["scheme"].lower() if match else None
    if scheme is not None and scheme not in SCHEMES:
        return "safety/link-scheme"
    rule = web_fault(read) if scheme in _WEB else mail_fault(read) if scheme == "mailto" else None
    return f"text/{rule}" if rule else None


def picture_fault(address: str) -> str | None:
    """Return the code of the rule that the address of a picture breaks: pictures lie in the site itself."""
    read = as_browsers_read(address)
    if _SCHEME.match(read) or _WITHOUT_SCHEME.match(read):
        return "safety/remote-picture"
    return "text/address-hidden" if read != address else None
