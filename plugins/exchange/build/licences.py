"""Say which parts of others a site holds, and under which licence: a text that the build adds to it."""

from __future__ import annotations

from importlib.metadata import metadata
from pathlib import Path

FILE = "licences.txt"
_IN_THE_SITE = {
    "kx-site": "templates, styles and scripts",
    "mkdocs-material": "icons: Material Design Icons, whose licence is below",
    "Babel": "names of days, months and numbers, from the Unicode CLDR (Unicode-3.0)",
    "holidays": "names of public holidays",
    "tzdata": "rules of time zones, in calendars",
}
_IN_THE_BUILD = {
    "kiwipiepy": "analyser of Korean",
    "kiwipiepy-model": "its model, of which no part is in the site",
}
_TEXT = """\
What this site holds
{site}

Fonts: none; pages use those of the reader's device.

What worked on it while it was built
{build}

Licence of the icons
====================
{icons}
"""


def licences(icons: Path) -> str:
    """Return the text; `icons` is the licence that comes with them."""
    return _TEXT.format(
        site="\n".join(_lines(_IN_THE_SITE)),
        build="\n".join(_lines(_IN_THE_BUILD)),
        icons=icons.read_text(encoding="utf-8").strip(),
    )


def _lines(packages: dict[str, str]) -> list[str]:
    return [f"- {name} {_version_and_licence(name)}: {what}" for name, what in packages.items()]


def _version_and_licence(package: str) -> str:
    about = metadata(package)
    names = about.get_all("License-Expression") or about.get_all("License") or ["see its package"]
    return f"{about['Version']} ({names[0]})"
