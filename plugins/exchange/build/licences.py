"""Say which parts of others a site holds, and under which licence: a text that the build adds to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

FILE = "licences.txt"
_IN_THE_SITE = {
    "kx-site": "MIT: templates, styles, scripts and icons",
    "pylopdf-fonts-ko": "OFL-1.1: letters of a Noto Sans font, drawn in pictures and embedded in PDF files",
    "Babel": "Unicode-3.0: names of days and months, forms of numbers, from the CLDR",
    "holidays": "MIT: names of public holidays",
    "tzdata": "Apache-2.0: rules of time zones, in calendars",
}
_IN_THE_BUILD = {
    "weasyprint": "BSD-3-Clause: sets the PDF files",
    "fonttools": "MIT: reads the font of the PDF files",
    "zxing-cpp": "Apache-2.0: encodes the QR codes",
    "kiwipiepy": "Apache-2.0: analyses words for the search",
    "kiwipiepy-model": "Apache-2.0: its model, of which no part is in the site",
}
_TEXT = """\
What this site holds
{site}

No files of fonts: pages use those of the reader's device, PDF files hold the letters they need.

What worked on it while it was built
{build}
"""


def licences() -> str:
    """Return the text."""
    return _TEXT.format(
        site="\n".join(_lines(_IN_THE_SITE)),
        build="\n".join(_lines(_IN_THE_BUILD)),
    )


def _lines(packages: Mapping[str, str]) -> Iterator[str]:
    for name, licence in packages.items():
        try:
            yield f"- {name} {version(name)}, {licence}"
        except PackageNotFoundError:  # an analyser that this computer does not have did no work
            continue
