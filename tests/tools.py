"""Find or install the foreign readers that judge the site; say plainly what cannot be had."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SERVERS = {"nginx": "nginx", "caddy": "caddy", "apache2": "apache2-bin"}
"""Programs, and the Debian packages that hold them."""
PANGO = {"pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0"}
"""Libraries of the system that PDFs are set with, and the Debian packages that hold them."""
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A kind of check that needs something from outside Python."""

    marker: str  # of the pytest tests that need it
    missing: str  # why it is not there, empty where it is


def find_tools() -> list[Tool]:
    """Return the tools, after installing what may be installed."""
    node = _node()
    return [
        Tool(marker="node", missing=node),
        Tool(marker="browser", missing=browser_missing()),
        Tool(marker="java", missing=node or _java()),
        Tool(marker="servers", missing=_servers()),
        Tool(marker="typesetter", missing=_typesetter()),
    ]


def _typesetter() -> str:
    """Install the library of the system that sets PDFs; return why it is not there."""
    missing = [name for name in PANGO if not ctypes.util.find_library(name)]
    if missing:
        install_debian(*PANGO.values())
    missing = [name for name in PANGO if not ctypes.util.find_library(name)]
    return f"{', '.join(missing)} not installed" if missing else ""


def browser_missing() -> str:
    """Install what drives a browser, and the browser, where that may be; return why it is not there."""
    return _node() or _chromium()


def chromium_path() -> str:
    """Return the browser's program; an empty text where there is none."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), "")


def _node() -> str:
    """Install the packages of tests/package-lock.json; return why that did not work."""
    if not shutil.which("node"):
        install_debian("nodejs", "npm")
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node.js and npm are not installed"
    stamp, lock = HERE / "node_modules" / ".stamp", HERE / "package-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return ""
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=HERE, check=False).returncode:
        return "npm could not install tests/package-lock.json"
    stamp.write_bytes(lock.read_bytes())
    return ""


def _chromium() -> str:
    if not chromium_path():
        install_debian("chromium", "fonts-noto-cjk")
    return "" if chromium_path() else "Chromium is not installed"


def _java() -> str:
    if not shutil.which("java"):
        install_debian("default-jre-headless")
    return "" if shutil.which("java") else "Java is not installed"


def server_path(name: str) -> str:
    """Return a web server's program; an empty text where there is none."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])) or ""


def _servers() -> str:
    """Install the web servers that the build makes files for; return which are missing. None is started."""
    missing = [package for name, package in SERVERS.items() if not server_path(name)]
    if missing:
        install_debian(*missing)
    left = [name for name in SERVERS if not server_path(name)]
    return f"{', '.join(left)} not installed" if left else ""


def install_debian(*packages: str) -> None:
    """Install Debian packages, and start no service of theirs, where this process may; otherwise do nothing.

    It may as root, and in continuous integration where sudo asks for nothing.
    """
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"] if os.environ.get("CI") else None
    if shutil.which("apt-get") and as_root is not None and (not as_root or shutil.which("sudo")):
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "-qq"]
        subprocess.run([*apt, "update"], check=False)
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        subprocess.run(install, check=False, stdout=subprocess.DEVNULL)
