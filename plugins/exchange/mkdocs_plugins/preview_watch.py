"""Watch saved files by events of the system instead of polling all files twice a second."""

from __future__ import annotations

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

log = logging.getLogger("mkdocs.plugins.incremental")

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
_DELAY = 0.03  # seconds without a further change before a build begins


def hear_of_changes(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Watch what the server watches so far in this way, and what it watches from now on."""
    paths = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in paths:
        server.unwatch(path)
    observer: Any = Observer()
    hear = observer.schedule

    def schedule(handler: Any, path: str, *, recursive: bool = False, **_: Any) -> Any:
        """Hear of changes only: a build opens files, and must not set off the next."""
        return hear(handler, path, recursive=recursive, event_filter=_CHANGES)

    observer.schedule = schedule
    server.observer = observer
    server.build_delay = _DELAY
    for path in paths:
        server.watch(path)
