"""Judge the address of a link or a picture as a browser reads it (URL Standard, url.spec.whatwg.org)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from gate.allowed import SCHEMES
from gate.characters import mixed_letters

_IGNORED = re.compile(r"[\t\n\r]|^[\0-\x20]+|[\0-\x20]+$")  # what browsers leave out before they look
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")


def link_fault(address: str) -> str | None:
    """Return the rule that the address of a link breaks, or None."""
    read = _as_browsers_read(address)
    scheme = _SCHEME.match(read)
    if read != address:
        return "address-hidden"
    if scheme and scheme["scheme"].lower() not in SCHEMES:
        return "link-scheme"
    if re.match(r"[/\\]{2}|\\", read):
        return "address-without-scheme"
    if scheme and scheme["scheme"].lower() in ("http", "https"):
        return _host_fault(read)
    return None


def picture_fault(address: str) -> str | None:
    """Return the rule that the address of a picture breaks: pictures lie in the site itself."""
    read = _as_browsers_read(address)
    if _SCHEME.match(read) or re.match(r"[/\\]{2}|\\", read):
        return "remote-picture"
    return "address-hidden" if read != address else None


def _as_browsers_read(address: str) -> str:
    if address.isprintable() and address == address.strip(" "):  # nearly always: nothing to leave out
        return address
    return _IGNORED.sub("", address)


def _host_fault(address: str) -> str | None:
    try:
        parts = urlsplit(address.replace("\\", "/"))
        host = parts.hostname or ""
    except ValueError:
        return "address-not-valid"
    if not host or not re.match(r"https?://[^/]", address, re.IGNORECASE):
        return "address-not-valid"
    if "@" in parts.netloc:
        return "address-with-name"
    if any(mixed_letters(label) for label in host.split(".")):
        return "address-look-alike"
    return None
