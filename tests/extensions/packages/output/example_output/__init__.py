"""Write the ids of all calls, one a line."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.calls.views.call_views import CallsView


def names(calls: CallsView) -> Iterator[tuple[str, bytes]]:
    """Yield the path of the file below the site's root, and its bytes."""
    lines = "".join(f"{call.id}\n" for call in calls.calls)
    yield f"data/{calls.wording.code}/names.txt", lines.encode()
