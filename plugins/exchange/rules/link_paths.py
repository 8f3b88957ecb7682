"""Where a relative link of a page leads, as a path in the content folder."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from exchange.rules.page_facts import Facts

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def local_path(page: Facts, target: str) -> str | None:
    """Return the path in the content folder that a relative target names; None for any other target."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if _SCHEME.match(target) or path.startswith("/"):
        return None
    source = f"{page.locale}/{page.name}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
