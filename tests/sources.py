"""List the sources that each page of the built site cites: `make sources` (reads site/)."""

from __future__ import annotations

import sys

from tests.building import ROOT
from tests.site.pages import every, pages, text


def main() -> int:
    """Print each page with its sources; return 1 where a guide or pathway has none."""
    bare = []
    for url, tree in pages(ROOT / "site"):
        notes = [note for notes in every(tree, "div", class_="footnote") for note in notes.iter("li")]
        body = tree.find("body")
        kind = body.get("class") if body is not None else ""
        if notes:
            print(f"{url} ({len(notes)})")
            for number, note in enumerate(notes, 1):
                print(f"  {number}. {text(note).rstrip(' ↩')}")
        elif kind in ("kind-guide", "kind-pathway"):
            bare.append(url)
    for url in bare:
        print(f"NO SOURCE: {url}")
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
