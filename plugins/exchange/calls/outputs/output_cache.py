"""Make calendars, feeds and data again only where a call, its state or a word in them has changed."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.build.inputs import fingerprint
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.calls.views.call_views import CallsView
from exchange.text.json_codec import JsonCodec

_PATHS: JsonCodec[tuple[str, ...]] = JsonCodec(tuple[str, ...])
_BYTES = "surrogateescape"  # a file that is not UTF-8 is a text with lone surrogates


def write_outputs(outputs: Outputs, store: Store, name: str, site: CallsView) -> None:
    """Write the files that a language has, or that all share, below the site's root.

    `name` is a name of `outputs.OUTPUTS`. Everything they say of time is in the calls, their states and their
    revisions. Each file is kept by itself: all together are many times as large as anything else in a build.
    """
    inputs_digest = fingerprint(
        site.calls,
        sorted(site.statuses.items()),
        site.wording,
        site.revisions,
        site.selections,
        sorted(site.promised_calendars),
    )
    cached_paths = set()
    for path, content in _kept_files(store, name, inputs_digest):
        if content is None:
            break
        outputs.write(path, content)
        cached_paths.add(path)
    else:
        if cached_paths:
            return
    from exchange.calls.outputs.all_outputs import OUTPUTS  # late: what writes calendars takes long to load

    paths = []
    for path, content in OUTPUTS[name](site):
        if path not in cached_paths:
            outputs.write(path, content)
        store.put(_kind(name), path, inputs_digest, content.decode("utf-8", _BYTES))
        paths.append(path)
    store.put("outputs", name, inputs_digest, _PATHS.write(tuple(paths)))


def _kept_files(store: Store, name: str, inputs_digest: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield the files that were kept, by path; None in place of one that is not as it was written."""
    for path in _PATHS.read_kept(store.get("outputs", name, inputs_digest)) or ():
        text = store.get(_kind(name), path, inputs_digest)
        yield path, None if text is None else text.encode("utf-8", _BYTES)


def _kind(name: str) -> str:
    return f"outputs/{name}"
