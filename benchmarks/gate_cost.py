"""What the gate costs a cold build of this site: `python -m benchmarks.gate_cost [ROUNDS]`.

Builds copies of the site with the gate and without it in turn, and prints the processor time of each and the
ratio of the sums: on a busy machine only the ratio says something.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_GATE = "  gate:\n"


def main(rounds: int) -> None:
    """Build and compare."""
    seconds = {"with": 0.0, "without": 0.0}
    for _ in range(rounds):
        for name in seconds:
            taken = _build(with_gate=name == "with")
            seconds[name] += taken
            print(f"{name:8} {taken:6.1f} s", flush=True)
    print(f"The gate takes {seconds['with'] / seconds['without'] - 1:.1%} of a cold build without it.")


def _build(*, with_gate: bool) -> float:
    """Return the processor time of one cold build, all its processes together."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("content", "overrides"):
            shutil.copytree(ROOT / part, folder / part)
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        assert _GATE in settings
        text = settings if with_gate else settings.replace(_GATE, "")
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        before = _processor_time()
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        environment = {**os.environ, "KX_PDF": "off", "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        return _processor_time() - before


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
