"""Write pictures of every kind of page in both languages into screenshots/, for a person to look at.

Run by `make screenshots` on the site in site/.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.building import ROOT
from tests.tools import HERE, chromium_path, find_tools

PAGES = (
    "", "guides/", "guides/estimands/", "pathways/timeline/", "training/", "training/planning-a-trial/",
    "training/planning-a-trial/shared-question/", "calls/", "glossary/", "about/uk-names-in-korean/",
    "about/korean-terms-in-english/", "site-map/", "404.html",
)  # fmt: skip


def main() -> int:
    """Return the exit status."""
    missing = [tool.missing for tool in find_tools() if tool.marker == "browser" and tool.missing]
    if missing:
        print(f"No pictures: {missing[0]}.")
        return 1
    addresses = ["", "404.html", *(f"{locale}/{page}" for locale in ("en", "ko") for page in PAGES)]
    command = ["node", "site/shoot.mjs", str(ROOT / "site"), str(ROOT / "screenshots"), *addresses]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    return subprocess.run(command, check=False, cwd=HERE, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
