"""Make calendars, feeds and data again only where a call, its state or a word in them has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from exchange.build.inputs import fingerprint
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.calls.views.call_views import Shown


def kept_outputs(store: Store, which: str, site: Shown) -> Mapping[str, str]:
    """Return the files that a language has, or that all share, by path below the site's root.

    `which` is a name of `outputs.OUTPUTS`. Everything they say of time is in the calls,
    their states and their revisions.
    """
    made_from = fingerprint(site.calls, sorted(site.statuses.items()), site.wording, site.revisions)
    kept = store.get("outputs", which, made_from)
    if kept is not None:
        found: dict[str, str] = json.loads(kept)
        return found
    from exchange.calls.outputs.all_outputs import OUTPUTS  # late: what writes calendars takes long to load

    files = {path: content.decode("utf-8") for path, content in OUTPUTS[which](site)}
    store.put("outputs", which, made_from, json.dumps(files, ensure_ascii=False))
    return files


def write_outputs(outputs: Outputs, files: Mapping[str, str]) -> None:
    """Write files below the root of a site."""
    for path, text in files.items():
        outputs.write(path, text.encode("utf-8"))
