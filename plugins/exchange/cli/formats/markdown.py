"""For a comment on a pull request: findings grouped by page, errors first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from exchange.cli.findings import Finding
from exchange.cli.formats.text import summary
from exchange.text.strings import Strings

LONGEST = 60_000  # GitHub takes 65,536 characters of a comment
_MENTION = re.compile(r"(?<![A-Za-z0-9_])&#64;(?=[A-Za-z0-9])")
_SIGNS = re.compile(r"([\\`*_\[\]#|~!>])")


def write(found: Sequence[Finding], words: Strings) -> str:
    """Return a text in which nothing that an author wrote is markup, a mention or a link."""
    head = f"**{escaped(summary(found, words))}**\n"
    parts, used = [head], len(head)
    pages = [list(group) for _, group in groupby(found, key=lambda finding: finding.place.path)]
    for page in sorted(pages, key=lambda group: not any(finding.is_error for finding in group)):
        section = f"\n### {escaped(page[0].place.path)}\n\n" + "".join(_item(one, words) for one in page)
        if used + len(section) > LONGEST:
            parts.append(f"\n{escaped(words('more'))}\n")
            break
        parts.append(section)
        used += len(section)
    return "".join(parts)


def _item(finding: Finding, words: Strings) -> str:
    sign = "❌" if finding.is_error else "⚠️"
    severity = words("error" if finding.is_error else "warning")
    where = words("line", line=finding.place.line) if finding.place.line else words("file")
    return (
        f"- {sign} **{escaped(severity)}**, {escaped(where)}: {escaped(finding.words.fault)}\n"
        f"  {escaped(finding.words.way_out)}\n"
        f"  <sub>{escaped(finding.problem.code)}</sub>\n"
    )


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is.

    GitHub looks for mentions in what is shown, so an entity alone stops none: an empty element does.
    """
    safe = _SIGNS.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    safe = safe.replace("://", "&#58;//").replace("www.", "www&#46;")
    return _MENTION.sub("&#64;<sub></sub>", safe)
