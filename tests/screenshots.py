"""Write pictures of every kind of page in both languages into screenshots/, for a person to look at.

Run by `make screenshots` on the site in site/; calls in every state come from tests/sites/every-kind.
A word after the command keeps to the pages whose address holds it. README writes that picture instead, and
`handouts [site]` the one of docs/handouts.md, of PDF files that `make site` made.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pymupdf
from PIL import Image

from tests.building import ROOT, Built, build_every_kind
from tests.site.kinds import look, table
from tests.site.root_samples import write_root_samples
from tests.tools import find_tools

OUT = ROOT / "screenshots"
COVER = ROOT / "docs" / "pictures" / "home.png"
HANDOUTS = COVER.with_name("handouts.png")
SHEETS = ("1-1", "3-2")


def main() -> int:
    """Return the exit status."""
    if sys.argv[1:2] == ["handouts"]:
        return _handouts(Path(*sys.argv[2:]) if sys.argv[2:] else ROOT / "site")
    missing = [tool.missing for tool in find_tools() if tool.marker == "browser" and tool.missing]
    if missing:
        print(f"No pictures: {missing[0]}.")
        return 1
    if sys.argv[1:] == ["README"]:
        return _cover()
    wanted = sys.argv[1:] or [""]
    pages = [page for page in table() if any(word in page.path for word in wanted)]
    with tempfile.TemporaryDirectory() as work:
        sites = {
            "real": Built(folder=ROOT / "site", status=0, output=""),
            "every-kind": build_every_kind(Path(work)),
        }
        write_root_samples(sites["every-kind"].folder)
        written = look("shoot.mjs", sites, pages, out=str(OUT))
    print("\n".join(written), f"{len(written)} pictures are in {OUT.name}/", sep="\n")
    return 0


def _handouts(site: Path) -> int:
    """Write two sheets of a course in each language, side by side, in few colours."""
    sheets = [
        _sheet(site / f"{locale}/training/planning-a-trial/planning-a-trial.pdf", label)
        for locale in ("en", "ko")
        for label in SHEETS
    ]
    gap = 12
    width, height = sum(sheet.width + gap for sheet in sheets) - gap, max(sheet.height for sheet in sheets)
    picture = Image.new("RGB", (width, height), "#999")
    for number, sheet in enumerate(sheets):
        picture.paste(sheet, (sum(before.width + gap for before in sheets[:number]), 0))
    picture.quantize(32).save(HANDOUTS, optimize=True)
    print(HANDOUTS)
    return 0


def _sheet(file: Path, label: str) -> Image.Image:
    """Return the picture of the sheet with a number such as 3-2; the list of contents names some, too."""
    with pymupdf.open(file) as pages:
        *_, page = (page for page in pages if re.search(rf"^{label}$", page.get_text(), re.MULTILINE))
        pixels = page.get_pixmap(dpi=64)
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def _cover() -> int:
    homes = [page for page in table() if page.site == "real" and page.path in ("ko/", "en/")]
    real = Built(folder=ROOT / "site", status=0, output="")
    look("cover.mjs", {"real": real}, sorted(homes, key=lambda page: page.path, reverse=True), out=str(COVER))
    return 0


if __name__ == "__main__":
    sys.exit(main())
