"""Judge the address of a link or a picture in a page: which rule of which package it breaks."""

from __future__ import annotations

import re

from exchange.safety.allowed import SCHEMES
from exchange.safety.archives import UnsafeDocument
from exchange.text.web_addresses import (
    browser_url,
    is_own_computer,
    mail_fault,
    names_program,
    tel_fault,
    web_fault,
)

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_WITHOUT_SCHEME = re.compile(r"[/\\]{2}|\\")  # browsers take a backslash for a slash


def link_fault(address: str) -> str | None:
    """Return the code of the rule that the address of a link breaks, or None."""
    url = browser_url(address)
    if url != address:
        return "text/address-hidden"
    if _WITHOUT_SCHEME.match(url):
        return "safety/address-without-scheme"
    match = _SCHEME.match(url)
    scheme = match["scheme"].lower() if match else None
    if scheme is not None and scheme not in SCHEMES:
        return "safety/link-scheme"
    if is_own_computer(url):  # leads no reader astray; a rule over pages asks for code instead
        return None
    faults = {"http": web_fault, "https": web_fault, "mailto": mail_fault, "tel": tel_fault}
    rule = faults[scheme](url) if scheme else None
    return f"text/{rule}" if rule else None


def is_deceptive(address: str) -> bool:
    """Return True if a click in a document leads elsewhere than it seems to, or starts a program."""
    return link_fault(address) is not None or names_program(address)


def refuse_deceptive_link(address: str, name: str) -> None:
    """Raise UnsafeDocument where a click in a part of a document does so."""
    if is_deceptive(address):
        raise UnsafeDocument("document-link", name=name, address=address)


def picture_fault(address: str) -> str | None:
    """Return the code of the rule that the address of a picture breaks: pictures lie in the site itself."""
    url = browser_url(address)
    if _SCHEME.match(url) or _WITHOUT_SCHEME.match(url):
        return "safety/remote-picture"
    return "text/address-hidden" if url != address else None
