"""For a comment on a pull request: findings grouped by page, errors first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from exchange.cli.findings import Finding
from exchange.cli.formats.text import summary
from exchange.text.problems import visible
from exchange.text.strings import Strings

LONGEST = 60_000  # GitHub takes 65,536 characters of a comment
_MENTION = re.compile(r"(?<![A-Za-z0-9_])&#64;(?=[A-Za-z0-9])")
_SIGNS = re.compile(r"([\\`*_\[\]#|~!>])")


def write(findings: Sequence[Finding], words: Strings) -> str:
    """Return a text in which nothing that an author wrote is markup, a mention or a link."""
    head = f"**{escape(summary(findings, words))}**\n"
    parts, length = [head], len(head)
    pages = [list(group) for _, group in groupby(findings, key=lambda finding: finding.place.path)]
    for page in sorted(pages, key=lambda group: not any(finding.is_error for finding in group)):
        section = f"\n### {escape(page[0].place.path)}\n\n" + "".join(
            _item(finding, words) for finding in page
        )
        if length + len(section) > LONGEST:
            parts.append(f"\n{escape(words('more'))}\n")
            break
        parts.append(section)
        length += len(section)
    return "".join(parts)


def _item(finding: Finding, words: Strings) -> str:
    sign = "❌" if finding.is_error else "⚠️"
    severity = words("error" if finding.is_error else "warning")
    line_text = words("line", line=finding.place.line) if finding.place.line else words("file")
    return (
        f"- {sign} **{escape(severity)}**, {escape(line_text)}: {escape(finding.words.fault)}\n"
        f"  {escape(finding.words.way_out)}\n"
        f"  <sub>{escape(finding.problem.code)}</sub>{_guide(finding, words)}\n"
    )


def _guide(finding: Finding, words: Strings) -> str:
    return f" · [{escape(words('guide-link'))}]({finding.guide})" if finding.guide else ""


def escape(text: str) -> str:
    """Return a text as Markdown that shows it as it is, on one line: a file's name may have several.

    GitHub looks for mentions in what is shown, so an entity alone stops none: an empty element does.
    """
    safe = _SIGNS.sub(r"\\\1", visible(text)).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    safe = safe.replace("://", "&#58;//").replace("www.", "www&#46;")
    return _MENTION.sub("&#64;<sub></sub>", safe)
