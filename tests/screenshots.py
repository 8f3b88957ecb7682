"""Write pictures of every kind of page in both languages into screenshots/, for a person to look at.

Run by `make screenshots` on the site in site/; calls in every state come from tests/sites/every-kind.
A word after the command keeps to the pages whose address holds it; README writes that picture instead.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.building import ROOT, Built, build_every_kind
from tests.site.kinds import look, table
from tests.site.root_samples import write_root_samples
from tests.tools import find_tools

OUT = ROOT / "screenshots"
COVER = ROOT / "docs" / "pictures" / "home.png"


def main() -> int:
    """Return the exit status."""
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


def _cover() -> int:
    homes = [page for page in table() if page.site == "real" and page.path in ("ko/", "en/")]
    real = Built(folder=ROOT / "site", status=0, output="")
    look("cover.mjs", {"real": real}, sorted(homes, key=lambda page: page.path, reverse=True), out=str(COVER))
    return 0


if __name__ == "__main__":
    sys.exit(main())
