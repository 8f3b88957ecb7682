"""Find the file of the content that a whole address names: on this site, in a preview or in a repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from exchange.rules.page_facts import Facts
from exchange.rules.site_facts import SiteFacts
from exchange.text.web_addresses import can_be_read

_PREVIEW = re.compile(
    r"(?:localhost|127\.0\.0\.1)(?::[0-9]+)?"
    r"|.+\.(?:github\.io|gitlab\.io|codeberg\.page|pages\.dev|netlify\.app|vercel\.app|web\.app)"
)


def file_on_site(address: str, site_facts: SiteFacts) -> str | None:
    """Return the file of the content that an address of this site, or of a preview of it, shows."""
    whole = address if "://" in address else f"https://{address.removeprefix('//')}"
    if not can_be_read(whole):
        return None
    parts = urlsplit(whole)
    host = _host(parts.netloc)
    for root in map(urlsplit, site_facts.settings.addresses):
        if host == _host(root.netloc) and parts.path.startswith(root.path.rstrip("/")):
            return _file(parts.path[len(root.path.rstrip("/")) :], site_facts)
    if _PREVIEW.fullmatch(host):
        return next(filter(None, (_file(tail, site_facts) for tail in _tails(parts.path))), None)
    return None


def file_in_repository(address: str, page: Facts, site_facts: SiteFacts) -> str | None:
    """Return the file of the content that an address shows as a text: to read, to edit or to download."""
    content = page.path.partition("/")[0]
    if not can_be_read(address):
        return None
    _, sign, path = unquote(urlsplit(address).path).partition(f"/{content}/")
    return path if sign and path in site_facts.files else None


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")


def _tails(path: str) -> Iterator[str]:
    """Yield the paths below each of its folders: a preview may lie in one. No first page is among them."""
    parts = path.strip("/").split("/")
    yield from ("/".join(parts[number:]) for number in range(len(parts) - 1))


def _file(path: str, site_facts: SiteFacts) -> str | None:
    local = unquote(path).strip("/").removesuffix("index.html").strip("/")
    for file in (local, f"{local}.md", f"{local}/index.md"):
        locale, _, name = file.partition("/")
        if locale in site_facts.locales and (name in site_facts.pages or name in site_facts.generated):
            return file
        if locale == "assets" and file in site_facts.files:
            return file
    return None
