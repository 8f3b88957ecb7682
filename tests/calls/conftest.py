"""Foreign readers, installed when a test first asks for them.

Where one cannot be had the test is skipped with the reason, and fails where CI is set: nothing is left out
silently.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.tools import install_debian

HERE = Path(__file__).parent


def _left_out(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI must not leave this out: {what}")
    pytest.skip(f"LEFT OUT: {what}")


@pytest.fixture(scope="session")
def node_packages() -> Path:
    """Return the folder with ical.js, node-ical, schema-dts and tsc."""
    if not shutil.which("node") or not shutil.which("npm"):
        _left_out("ical.js, node-ical and tsc (Node.js with npm is not installed)")
    lock, stamp = HERE / "package-lock.json", HERE / "node_modules" / ".stamp"
    if not stamp.is_file() or stamp.read_bytes() != lock.read_bytes():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(command, cwd=HERE, check=False).returncode:
            _left_out("ical.js, node-ical and tsc (npm could not install package-lock.json)")
        stamp.write_bytes(lock.read_bytes())
    return HERE


@pytest.fixture(scope="session")
def libical_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small program that reads calendars with libical."""
    program = tmp_path_factory.mktemp("libical") / "read"
    fault = _compile(program)
    if fault:
        install_debian("libical-dev", "gcc", "libc6-dev")
        fault = _compile(program)
    if fault:
        _left_out(f"libical ({fault})")
    return program


def _compile(program: Path) -> str:
    """Compile the reader; return why that did not work."""
    command = ["gcc", "-Wall", "-Werror", "-o", str(program), str(HERE / "read.c"), "-lical"]
    try:
        built = subprocess.run(command, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return "gcc is not installed"
    return built.stderr[:200] if built.returncode else ""


@pytest.fixture(scope="session")
def jing() -> str:
    """Return the RELAX NG validator."""
    if not shutil.which("jing"):
        install_debian("jing")
    if not shutil.which("jing"):
        _left_out("the RELAX NG schema of Atom (jing is not installed)")
    return "jing"
