"""Know the commands of MkDocs and mike that publish the live site without its editions and ledger."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.text.problems import Place, Problem

_MIKE = "MIKE_DOCS_VERSION"  # which mike sets for the build that it starts


def other_publisher(command: str, environment: Mapping[str, str]) -> Problem | None:
    """Return the problem of being run by such a command, None for a build or a preview."""
    name = "mkdocs gh-deploy" if command == "gh-deploy" else "mike deploy" if _MIKE in environment else ""
    if not name:
        return None
    return Problem(code="editions/other-publisher", place=Place(path="mkdocs.yml"), values={"command": name})
