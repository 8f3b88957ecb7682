"""What builds keep of calendars and feeds: each file by itself, and made again where one is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.calls.outputs import site_of
from tests.calls.sided import read, record

from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.calls.outputs import all_outputs
from exchange.calls.outputs.output_cache import write_outputs
from exchange.calls.views.call_views import CallsView

FILES = {"calendar/ko/a.ics": "달력\r\n".encode(), "feeds/ko/b.atom": b"<feed/>", "data/c.bin": b"\xff\xfe"}


def _write(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, site: CallsView
) -> tuple[dict[str, bytes], int]:
    """Return the files that a build writes, and how often they were made."""
    made = []

    def files(_site: CallsView) -> list[tuple[str, bytes]]:
        made.append(_site)
        return [*FILES.items()]

    monkeypatch.setattr(all_outputs, "OUTPUTS", {"language": files})
    folder.mkdir()
    store = Store(cache, stamp="x")
    write_outputs(Outputs(folder, has_old_files=False), store, "language", site)
    store.save()
    return {path: (folder / path).read_bytes() for path in FILES}, len(made)


def test_files_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build writes the same bytes, and makes nothing; other calls make all again."""
    site = site_of([read(record("id: full, kind: full, opens: 2026-09-01, closes: 2026-12-09"), "one")])
    cache = tmp_path / "kept.sqlite"
    assert _write(tmp_path / "first", cache, monkeypatch, site) == (FILES, 1)
    assert _write(tmp_path / "second", cache, monkeypatch, site) == (FILES, 0)
    other = site_of([read(record("id: full, kind: full, opens: 2026-09-02, closes: 2026-12-09"), "one")])
    assert _write(tmp_path / "third", cache, monkeypatch, other) == (FILES, 1)


def test_one_damaged_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files before it have been written already, and are not written twice."""
    site = site_of([read(record("id: full, kind: full, opens: 2026-09-01, closes: 2026-12-09"), "one")])
    cache = tmp_path / "kept.sqlite"
    _write(tmp_path / "first", cache, monkeypatch, site)
    cache.write_bytes(cache.read_bytes().replace(b"<feed/>", b"<fEed/>"))
    assert _write(tmp_path / "second", cache, monkeypatch, site) == (FILES, 1)
