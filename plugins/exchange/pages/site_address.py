"""Judge the address of a whole site: pages, feeds and calendars are named by what is written behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import SplitResult, urlsplit

from exchange.text.problems import Place, Problem

_SCHEMES = ("http", "https")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_THIS_COMPUTER = re.compile(r"localhost|\[[0-9a-f:.]+\]")
_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")
_WEB = re.compile(r"https?://[^\s/@]+\.[^\s/@]+(?:/\S*)?\Z")
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*\Z")
_FILE = re.compile(r"(?i)[^.]+\.(?:html?|php|aspx?|xml)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def check_site_address(url: str, locales: Sequence[str], *, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the address of a site, of which only the slash at its end may be missing.

    `path` is the file that says it.
    """
    better = normal_address(url, locales)
    if better not in (url, f"{url}/"):
        values = {"value": url, **({"best": better} if better else {})}
        yield Problem(code="pages/site-address", place=Place(path=path), values=values)


def check_repository(url: str) -> Iterator[Problem]:
    """Yield what is wrong with the address of the repository, which every page links to; it may be absent."""
    if url and not _WEB.match(url):
        better = f"https://{url}" if _BARE.match(url) else ""
        yield Problem(
            code="pages/repository", place=Place(path="REPO_URL"), values={"value": url, "best": better}
        )


def normal_address(url: str, locales: Sequence[str]) -> str | None:
    """Return an address as a site can have it, with a slash at its end; None where no such one is meant.

    Names in other scripts are written as browsers send them (RFC 5891), in all that programs read.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text.lstrip('/')}")
        host, port = _host(parts), _port(parts)
    except ValueError:
        return None
    segments = _segments(parts.path, locales)
    if host is None or segments is None or parts.scheme not in _SCHEMES:
        return None
    return f"{parts.scheme}://{host}{port}/{''.join(f'{segment}/' for segment in segments)}"


def _host(parts: SplitResult) -> str | None:
    """Return the name of the host in ASCII. Raises ValueError (UnicodeError) for one that has none."""
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    if not name.isascii():
        name = name.encode("idna").decode("ascii")
    return name if len(name) < 254 and (_NAME.fullmatch(name) or _THIS_COMPUTER.fullmatch(name)) else None


def _port(parts: SplitResult) -> str:
    """Return the port with its colon. Raises ValueError for one that is none."""
    if parts.port == 0:
        raise ValueError("no program listens at port 0")
    is_plain = parts.port is None or parts.port == _DEFAULT_PORTS.get(parts.scheme)
    return "" if is_plain else f":{parts.port}"


def _segments(path: str, locales: Sequence[str]) -> list[str] | None:
    """Return the parts of a path up to the root of all languages; None where one cannot be in an address."""
    segments = [segment for segment in path.split("/") if segment not in ("", ".")]
    if segments and _FILE.fullmatch(segments[-1]):
        segments.pop()
    if segments and segments[-1] in locales:
        segments.pop()
    is_right = all(_SEGMENT.fullmatch(segment) and segment != ".." for segment in segments)
    return segments if is_right and not set(segments) & set(locales) else None
