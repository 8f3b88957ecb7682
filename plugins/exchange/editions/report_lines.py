"""What the commands say: keys of words and their values; the caller chooses the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line: the key of its words, and their values; `parts` are lines that belong below it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[ReportLine, ...] = ()


class Refusal(Exception):
    """What was asked for is not done: each line says why, and what to do."""

    def __init__(self, *lines: ReportLine) -> None:
        super().__init__(*(line.key for line in lines))
        self.lines = lines
