"""Where a build's time goes: clocks around MkDocs' steps and every plugin's hooks, set from outside.

`python -m benchmarks.build.phases <mkdocs.yml> <out.json> <second it was started>` builds once and writes the
seconds of each phase. A phase that begins within another stops the other's clock, so that they add up.
"""

from __future__ import annotations

import functools
import importlib
import json
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = "Python starts, imports"
CONFIG = "settings read, plugins made"
OTHER = "MkDocs itself, between these"
WAITING = "waiting for the other language"

STEPS = (
    ("mkdocs.commands.build", "get_files", "files found"),
    ("mkdocs.commands.build", "set_exclusions", "files found"),
    ("mkdocs.structure.files", "Files.add_files_from_theme", "files found"),
    ("mkdocs.commands.build", "get_navigation", "navigation made"),
    ("mkdocs.structure.pages", "Page.read_source", "pages read"),
    ("mkdocs.structure.pages", "Page.render", "Markdown"),
    ("mkdocs.structure.pages", "Page.validate_anchor_links", "links checked"),
    ("mkdocs.commands.build", "get_context", "templates"),
    ("jinja2.environment", "Environment.get_template", "templates, loaded"),
    ("jinja2.environment", "Template.render", "templates"),
    ("mkdocs.utils", "write_file", "files written"),
    ("mkdocs.structure.files", "Files.copy_static_files", "files written"),
    ("mkdocs.utils", "clean_directory", "old files removed"),
    ("exchange.build.companion", "Companion.join", WAITING),
    ("exchange.citing.drawn_pictures", "draw", "pictures beside links"),
    ("exchange.citing.views", "qr_svg", "QR codes"),
    ("exchange.mkdocs_plugins.citing", "CitingPlugin._cite_page", "pages of citations"),
    ("exchange.mkdocs_plugins.citing", "CitingPlugin._write_short_links", "short links"),
    ("exchange.mkdocs_plugins.editions", "write_outputs", "frames, feeds, changes"),
    ("exchange.mkdocs_plugins.handouts", "HandoutsPlugin._complete", "EPUBs"),
)
"""Module, function in it, and the phase its time counts to. What no longer exists is left out."""


class Clock:
    """Seconds of each phase, and of processor time in it; one phase runs at any time."""

    def __init__(self, phase: str, started: float) -> None:
        self.wall: dict[str, float] = defaultdict(float)
        self.processor: dict[str, float] = defaultdict(float)
        self._running = [phase]
        self._since = (started, 0.0)

    def now(self) -> tuple[float, float]:
        """Return the second it is, and those of processor time that this process has used."""
        return time.monotonic(), time.process_time()

    def begin(self, phase: str) -> None:
        """Stop the phase that runs and start another within it."""
        self._count()
        self._running.append(phase)

    def end(self) -> None:
        """Stop the phase that runs; the one around it goes on."""
        self._count()
        self._running.pop()

    def turn(self, phase: str) -> None:
        """Let another phase take the place of the one that runs."""
        self._count()
        self._running[-1] = phase

    def _count(self) -> None:
        now = self.now()
        self.wall[self._running[-1]] += now[0] - self._since[0]
        self.processor[self._running[-1]] += now[1] - self._since[1]
        self._since = now

    def around(self, function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        """Return the same function, its time counted to a phase."""

        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self.begin(phase)
            try:
                return function(*arguments, **named)
            finally:
                self.end()

        return timed


def time_steps(clock: Clock) -> None:
    """Put the clock around MkDocs' own steps."""
    for module, path, phase in STEPS:
        *owners, name = path.split(".")
        owner = functools.reduce(lambda one, part: getattr(one, part, None), owners, _module(module))
        if hasattr(owner, name):
            setattr(owner, name, clock.around(getattr(owner, name), phase))


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def time_hooks(plugins: Any, clock: Clock) -> None:
    """Put the clock around every hook of every plugin, each counted to `<plugin>: on_<event>`."""
    names = {id(plugin): name for name, plugin in plugins.items()}
    for event, hooks in plugins.events.items():
        for place, hook in enumerate(hooks):
            name = names.get(id(getattr(hook, "__self__", None)), "hooks of no plugin")
            hooks[place] = clock.around(hook, f"{name}: on_{event}")


def main(settings: str, out: Path, started: float) -> None:
    """Build once and write the seconds of each phase, which add up to those from `started` to the end."""
    clock = Clock(START, started)
    from mkdocs.commands.build import build  # their import is the first phase
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    clock.turn(CONFIG)
    config = load_config(settings)
    time_steps(clock)
    time_hooks(config.plugins, clock)
    clock.turn(OTHER)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    clock.end()
    out.write_text(json.dumps({"wall": clock.wall, "processor": clock.processor}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
