"""What everything is made with: the interpreter, every installed distribution, the code of this project."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from exchange.text.digest import digest

_CODE = frozenset({".py", ".json", ".txt", ".csv", ".html", ".yml"})


@cache
def made_with() -> str:
    """Return a digest that changes with any of them; what was kept under another one is not used."""
    folders = [Path(entry or ".") for entry in sys.path]
    distributions = sorted(
        found.name for folder in folders if folder.is_dir() for found in folder.glob("*.dist-info")
    )
    own = Path(__file__).parents[2]
    installed = any(own.glob("*.dist-info"))  # then a version of its own stands for the code
    code = [] if installed else sorted(file for file in own.rglob("*") if file.suffix in _CODE)
    return digest(
        sys.version.encode(),
        "\n".join(distributions).encode(),
        *(part for file in code for part in (file.relative_to(own).as_posix().encode(), file.read_bytes())),
    )
