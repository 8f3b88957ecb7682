"""Build another language at the same time, in a process of its own, and hear what it has to say.

The companion says one JSON object a line: a log record.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from exchange.build.processes import Process

VARIABLE = "KX_HANDOVER"
LOCALE_VARIABLE = "KX_LOCALE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Settings of this build for a companion: those that the command line or a server may change."""

    locale: str
    config_file: str
    site_folder: str  # where all languages are being built, each in a folder of its own
    site_url: str  # of the whole site, with a slash at its end
    serving: bool
    use_directory_urls: bool
    verbose: bool
    has_old_files: bool  # whether the site folder holds the files of an earlier site

    def environment(self) -> dict[str, str]:
        """Return the variables of its environment."""
        return {LOCALE_VARIABLE: self.locale, VARIABLE: json.dumps(asdict(self))}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecord:
    """One log record of a companion."""

    level: int
    logger: str
    text: str


class Companion:
    """A running build of one language. Its log records wait until `listen`."""

    def __init__(self, locale: str, process: Process) -> None:
        self.locale = locale
        self._process = process
        self._listener: threading.Thread | None = None

    @property
    def has_listener(self) -> bool:
        """Return True if its log records are being read."""
        return self._listener is not None

    def listen(self, hear: Callable[[LogRecord], None]) -> None:
        """Hear all that it has said and will say."""
        self._listener = threading.Thread(target=self._listen, args=(hear,), daemon=True)
        self._listener.start()

    def join(self) -> bool:
        """Wait for the build to end; return True if it ended well. Call `listen` first."""
        assert self._listener is not None
        self._listener.join()
        return self._process.wait() == 0

    def stop(self) -> None:
        """End the build now."""
        self._process.end()

    def _listen(self, hear: Callable[[LogRecord], None]) -> None:
        for line in self._process.lines():
            hear(read_record(line))


def read_record(line: str) -> LogRecord:
    """Return the record on a line; a line that is not one (a library printed it) counts as a warning."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    match record:
        case {"level": int(level), "logger": str(logger), "text": str(text)}:
            return LogRecord(level=level, logger=logger, text=text)
    return LogRecord(level=logging.WARNING, logger="mkdocs", text=line.rstrip("\n"))


def read_handover(environment: Mapping[str, str]) -> Handover | None:
    """Return what this process was told, or None where it is the one the user started."""
    text = environment.get(VARIABLE)
    return Handover(**json.loads(text)) if text else None
