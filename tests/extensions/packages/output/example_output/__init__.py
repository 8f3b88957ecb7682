"""Write the ids of all calls, one a line."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.calls.views.call_views import CallsView


def names(calls: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield the path of the file below `extra/`, and its bytes."""
    lines = "".join(f"{call.id}\n" for call in calls.calls)
    yield f"{calls.wording.code}/names.txt", lines.encode()
