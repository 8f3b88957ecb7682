"""Give a file a second name."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from exchange.build.removal import remove_file


def link(source: Path, target: Path) -> None:
    """Link a file in a second place, or copy it to another disk."""
    try:
        os.link(source, target)
    except FileExistsError:
        remove_file(target)
        link(source, target)
    except OSError:
        shutil.copyfile(source, target)
