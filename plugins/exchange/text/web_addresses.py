"""Judge the address of another site as a browser reads it: does it lead where a reader takes it to lead?

Asked of links in pages and of addresses in records, so that both are judged alike. The rules follow the URL
Standard (url.spec.whatwg.org), Unicode Technical Report 36 and UTS 39 ("highly restrictive").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from exchange.languages.expressions import expression
from exchange.languages.language import all_languages

_STRIPPED_CHARACTERS = expression(
    r"[\t\n\r]|^[\0-\x20]+|[\0-\x20]+$"
)  # what browsers leave out before they look
_WEB = expression(r"https?://(?P<site>[^/?#]+)", re.IGNORECASE)
_PLAIN_HTTP = expression(r"^http://(?P<site>[^/?#]*?)(?::80?)?(?=[/?#]|$)", re.IGNORECASE)
_PRIVATE_PLACE = expression(
    r"(?i)https?://(?:[\w-]+\.sharepoint\.com/|[\w-]+-my\.sharepoint\.com|teams\.microsoft\.com/l/|teams\.live\.com/l/"
    r"|outlook\.(?:office|office365|live)\.com/(?:mail|owa)|onedrive\.live\.com/|1drv\.ms/|mail\.google\.com/"
    r"|docs\.google\.com/(?:document|spreadsheets|presentation)/d/[\w-]+/edit|drive\.google\.com/drive/"
    r"|(?:www\.)?dropbox\.com/(?:home|scl/fi)/|(?:www\.)?notion\.so/(?!product|help|blog)[\w-]*[0-9a-f]{32}"
    r"|[\w-]+\.slack\.com/archives/|mail\.(?:naver|daum|worksmobile)\.com/|(?:mybox|drive)\.naver\.com/"
    r"|drive\.worksmobile\.com/|[\w-]+\.(?:dooray|hiworks|daouoffice)\.com/"
    r"|(?:staging|stage|stg|uat|admin|intranet|intra)\.[\w.-]+(?:/|$)|[\w.-]+/(?:wp-admin|administrator|admin)/)"
)
_SHORTENERS = frozenset((Path(__file__).parent / "link_shorteners.txt").read_text("ascii").split())
_OWN_COMPUTER = expression(
    r"https?://(?:localhost|(?:127|10)(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}|0\.0\.0\.0|\[::1\]"
    r"|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2})(?::[0-9]{1,5})?(?:[/?#]|$)",
    re.IGNORECASE,
)
"""The loop of a computer itself, and the addresses of networks of one's own (RFC 1918)."""

_PORT = expression(r":(?P<port>[0-9]*)$")
_PORTS = {"https": ("", "443"), "http": ("", "80")}
_ENCODED_CONTROL = expression(
    r"%(?:[01][0-9A-F]|7F|C2%(?:[89][0-9A-F]|AD)|D8%9C|E2%80%(?:8[B-F]|A[A-E])|E2%81%A[0-9A-F]|EF%BB%BF)",
    re.IGNORECASE,
)
"""Characters without a shape, of ASCII and in UTF-8, and those that turn the order of letters round."""

_PROGRAM = expression(
    r"\.(?:exe|scr|pif|msi|msix|appx|appinstaller|bat|cmd|cpl|vbs|vbe|jse|wsf|hta|chm|reg|lnk|url|ps1|jar|apk|dmg"
    r"|iso|vhdx?|xll|xlam|(?:doc|dot|xls|xlt|ppt|pot)m|(?:settingcontent|library|search)-ms)[.\s]*+(?:[?#&;/]|$)",
    re.IGNORECASE,
)
"""The end of a name of a file that a computer starts, or that holds programs or macros; systems leave out
full stops and spaces behind it."""

_SHOWN_SOURCE = expression(r"https://(?:www\.)?git(?:hub|lab)\.com/[\w.-]+/[\w.-]+/(?:-/)?(?:blob|blame)/")
"""Pages that show a program as a text."""

_MAIL_FIELDS = frozenset({"subject", "body"})
_LINE_END = expression(r"[\r\n\0]")
_PHONE = expression(r"tel:\+?[0-9][0-9 ().-]*(?:;(?:ext|isub)=[0-9]+)?", re.IGNORECASE)
"""A number that is called (RFC 3966); with * or # it is a command to the telephone or its network."""

_LABEL = expression(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")  # in any case: no sign like İ or ſ
_LETTERS = "".join(language.host_letters for language in all_languages())
_OWN_LETTERS = expression(rf"[{_LETTERS}](?:[{_LETTERS}0-9-]{{0,61}}[{_LETTERS}0-9])?")
"""A label in letters that look like no Latin letter, full stop or slash, and are next to none."""
_NUMBER = expression(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
_IN_CODE = expression(r"%|(?:^|\.)xn--", re.IGNORECASE)
_LONGEST = 253  # characters of a name (RFC 1035, 2.3.4, without the dot at its end)


def browser_url(address: str) -> str:
    """Return an address without what browsers leave out of it."""
    if address.isprintable() and address == address.strip(" "):  # nearly always: nothing to leave out
        return address
    return _STRIPPED_CHARACTERS.sub("", address)


def web_fault(address: str) -> str | None:
    """Return the rule of this package that an http or https address breaks, or None."""
    if browser_url(address) != address:
        return "address-hidden"
    if "\\" in address:  # browsers take it for a slash
        return "address-disguised"
    match = _WEB.match(address)
    if match is None:
        return "address-not-valid"
    if _ENCODED_CONTROL.search(address):
        return "address-encoded-control"
    if names_program(address[match.end() :]) and not _SHOWN_SOURCE.match(address):
        return "address-of-program"
    scheme = address.partition(":")[0].lower()
    return _site_fault(match["site"], _PORTS[scheme]) or (
        None if can_be_read(address) else "address-not-valid"
    )


def names_program(path: str) -> bool:
    """Return True if a path ends in the name of a file that a computer starts."""
    return _PROGRAM.search(unquote(path)) is not None


def over_https(address: str) -> str:
    """Return an http or https address as it is asked for over https."""
    return _PLAIN_HTTP.sub(r"https://\g<site>", address)


def is_own_computer(address: str) -> bool:
    """Return True if an address is one of the reader's own computer or network, and is written as such."""
    return _OWN_COMPUTER.match(address) is not None and "\\" not in address and can_be_read(address)


def is_short(target: str) -> bool:
    """Return True if an address is one of a service that gives short addresses to others."""
    if not target.lower().startswith(("https://", "http://")) or not can_be_read(target):
        return False
    parts = urlsplit(target)
    return (parts.hostname or "").removeprefix("www.") in _SHORTENERS and len(parts.path) > 1


def is_private_place(address: str) -> bool:
    """Return True if an address is of an office's own files, mail or meetings, which ask to sign in."""
    return _PRIVATE_PLACE.match(address) is not None


def mail_fault(address: str) -> str | None:
    """Return the rule of this package that a mailto address breaks (RFC 6068), or None."""
    receivers = address.partition(":")[2].partition("?")[0].split(",")
    if _ENCODED_CONTROL.search(",".join(receivers)):
        return "address-encoded-control"
    fields = parse_qsl(address.partition("?")[2].replace("&amp;", "&"))
    if not _MAIL_FIELDS.issuperset(name.strip().lower() for name, _ in fields):
        return "mail-to-others"
    if any(_LINE_END.search(value) for name, value in fields if name.strip().lower() == "subject"):
        return "address-encoded-control"
    if any("@" in unquote(receiver.rpartition("@")[0]) for receiver in receivers):
        return "address-with-name"
    hosts = (receiver.rpartition("@")[2].strip() for receiver in receivers if "@" in receiver)
    return next(filter(None, map(_host_fault, hosts)), None)


def tel_fault(address: str) -> str | None:
    """Return the rule of this package that a tel address breaks, or None."""
    return None if _PHONE.fullmatch(unquote(address)) else "phone-no-number"


def can_be_read(address: str) -> bool:
    """Return True if `urllib`, which all that handles addresses relies on, can take this one apart."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def mailbox_fault(mailbox: str) -> str | None:
    """Return the rule of this package that the host of a mailbox (`name@host`) breaks, or None."""
    return _host_fault(mailbox.rpartition("@")[2])


def host_of(address: str) -> str:
    """Return the host of a web address or a mailbox, in small letters; empty where it names none."""
    match = _WEB.match(address)
    site = match["site"] if match else address.partition("?")[0]  # what a mail begins with
    return _PORT.sub("", site.rpartition("@")[2]).lower() if match or "@" in address else ""


def _site_fault(site: str, ports: Sequence[str]) -> str | None:
    if "@" in site:
        return "address-with-name"
    if site.startswith("["):
        return "address-of-numbers" if "]" in site else "address-not-valid"
    port = _PORT.search(site)
    if port and port["port"] not in ports:
        return _host_fault(_PORT.sub("", site)) or "address-port"
    return _host_fault(_PORT.sub("", site))


def _host_fault(host: str) -> str | None:
    if _IN_CODE.search(host):
        return "address-in-code"
    labels = host.split(".")
    odd = "".join(label for label in labels if not (_LABEL.fullmatch(label) or _OWN_LETTERS.fullmatch(label)))
    if not odd.isascii():
        strange = (sign for sign in odd if not sign.isascii())
        return "address-look-alike" if all(map(str.isalnum, strange)) else "address-disguised"
    if odd or "" in labels or len(host) > _LONGEST:
        return "address-not-valid"
    if _NUMBER.fullmatch(labels[-1]):
        return "address-of-numbers"
    return None if len(labels) > 1 else "address-not-valid"
