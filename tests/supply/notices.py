"""Write the page of licences: what readers are sent, what builds use, what tests use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.building import ROOT
from tests.supply.components import SITE, TESTS, Component

FILE = ROOT / "docs" / "third-party.md"
_TOP = """\
# What others made

This page is written by `make supply` from the locked files, and a test compares them. The same list for
programs, with the digests of every file that may be installed, is the bill of materials
`requirements/sbom.cdx.json` (CycloneDX 1.6).

## What readers are sent

Scripts, styles, templates and icons are this project's own (MIT), the content is CC BY 4.0. What else a site
holds, such as letters of a font, is in its `licences.txt`.

The analyser of Korean (kiwipiepy) and its model (kiwipiepy-model) work while the site is built. Neither they
nor any part of the model are in the site: the index holds words of the pages alone.

## What builds use

{site}

## What tests use

{tests}
"""


def notices(components: Sequence[Component]) -> str:
    """Return the page."""
    return _TOP.format(
        site=_table(component for component in components if component.use == SITE),
        tests=_table(component for component in components if component.use == TESTS),
    )


def _table(components: Iterable[Component]) -> str:
    return "\n".join(["| package | version | licence |", "|---|---|---|", *_rows(components)])


def _rows(components: Iterable[Component]) -> Iterator[str]:
    for component in components:
        licence = component.licence or "names none: see the package"
        yield f"| {component.name} | {component.version} | {licence} |"
