"""Run `kx` with what Python lacks on Windows taken away: a test starts this in a process of its own."""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import sys
import types
import zoneinfo

_LIBRARIES = (
    "asyncio babel.dates holidays logging.handlers mkdocs.__main__ mkdocs_static_i18n.plugin mike.git_utils "
    "multiprocessing.connection multiprocessing.spawn socketserver sysconfig tempfile watchdog.observers "
    "weasyprint"
).split()
"""Modules that ask for the system while they are loaded; they stay what they are."""

_ABSENT = {
    os: "fork forkpty register_at_fork killpg getuid geteuid mkfifo setsid nice",
    signal: "SIGVTALRM SIGALRM SIGKILL SIGHUP SIGUSR1 setitimer alarm pthread_sigmask",
}


def main(*commands: list[str]) -> None:
    """Load every module of the project, then run each command; stop at the first that fails."""
    _become_windows()
    import exchange
    from exchange.cli.main import main as kx

    for module in pkgutil.walk_packages(exchange.__path__, "exchange."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for command in commands:
        if status := kx(command):
            sys.exit(status)


def _become_windows() -> None:
    for name in _LIBRARIES:
        importlib.import_module(name)
    zoneinfo.reset_tzpath(to=())  # the system has no time zones: those of a package are used
    for module, names in _ABSENT.items():
        for name in names.split():
            if hasattr(module, name):
                delattr(module, name)
    for name in ("fcntl", "resource", "termios", "pty", "pwd", "grp"):
        sys.modules[name] = None  # type: ignore[assignment]  # importing it is an ImportError
    locks = types.ModuleType("msvcrt")
    vars(locks).update(locking=lambda *_: None, LK_NBLCK=2, LK_UNLCK=0, get_osfhandle=lambda handle: handle)
    sys.modules["msvcrt"] = locks
    sys.platform = "win32"


if __name__ == "__main__":
    settings = ["--config", f"{sys.argv[1]}/mkdocs.yml"]
    main(
        ["start", sys.argv[1], "--languages", "en,de", "--sides", "IE,DE"],
        [*settings, "new", "guide", "first-guide"],
        [*settings, "check"],
    )
