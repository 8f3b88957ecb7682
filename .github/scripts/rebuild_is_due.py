"""Read what `kx due --json` said for the last deployment: `rebuild=true` where that moment has passed.

The moment is now, or that of SOURCE_DATE_EPOCH, as for every build.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import time
from pathlib import Path


def rebuild_is_due(due: dict[str, object], now: datetime.datetime) -> bool:
    """Say whether the first change after the last deployment is past; moments are RFC 3339, in UTC."""
    following = due["next"]
    if following is None:
        return False
    return datetime.datetime.fromisoformat(str(following).replace("Z", "+00:00")) <= now


if __name__ == "__main__":
    read = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    answer = rebuild_is_due(read, datetime.datetime.fromtimestamp(now, tz=datetime.UTC))
    print(f"rebuild={str(answer).lower()}")
