"""Make calendars, feeds and data again only where a call, its state or a word in them has changed."""

from __future__ import annotations

from collections.abc import Mapping

from exchange.build.inputs import fingerprint
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.calls.views.call_views import CallsView
from exchange.text.json_codec import DECODE_ERRORS, JsonCodec

_FILES: JsonCodec[dict[str, bytes]] = JsonCodec(dict[str, bytes])


def kept_outputs(store: Store, name: str, site: CallsView) -> Mapping[str, bytes]:
    """Return the files that a language has, or that all share, by path below the site's root.

    `name` is a name of `outputs.OUTPUTS`. Everything they say of time is in the calls,
    their states and their revisions.
    """
    inputs_digest = fingerprint(
        site.calls, sorted(site.statuses.items()), site.wording, site.revisions, site.selections
    )
    try:
        return _FILES.read(store.get("outputs", name, inputs_digest) or "")
    except DECODE_ERRORS:  # or nothing is kept
        pass
    from exchange.calls.outputs.all_outputs import OUTPUTS  # late: what writes calendars takes long to load

    files = dict(OUTPUTS[name](site))
    store.put("outputs", name, inputs_digest, _FILES.write(files))
    return files


def write_outputs(outputs: Outputs, files: Mapping[str, bytes]) -> None:
    """Write files below the root of a site."""
    for path, content in files.items():
        outputs.write(path, content)
