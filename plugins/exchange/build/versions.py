"""What everything is made with: the interpreter, every installed distribution, the code of this project."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from exchange.extensions import POINTS, package_folders
from exchange.text.digest import digest

_CODE = frozenset({".py", ".json", ".txt", ".csv", ".html", ".yml"})


@cache
def program_versions() -> str:
    """Return a digest that changes with any of them; what was kept under another one is not used."""
    folders = [Path(entry or ".") for entry in sys.path]
    distributions = sorted(
        package.name for folder in folders if folder.is_dir() for package in folder.glob("*.dist-info")
    )
    project = Path(__file__).parents[2]
    has_package = any(project.glob("*.dist-info"))  # then a version of its own stands for the code
    trees = [*([] if has_package else [project]), *package_folders(*POINTS)]
    code = sorted(file for tree in trees for file in tree.rglob("*") if file.suffix in _CODE)
    return digest(
        sys.version.encode(),
        "\n".join(distributions).encode(),
        *(part for file in code for part in (file.name.encode(), file.read_bytes())),
    )
