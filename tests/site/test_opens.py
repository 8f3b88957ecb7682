"""A check opens each file of the content once."""

from __future__ import annotations

import datetime
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.building import SITES, write_settings

from exchange.site.checking import check
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text import content_folder
from exchange.text.content_folder import look_at

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def test_a_check_opens_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, records, tables and pictures: every reader of a Site is given the same bytes."""
    content = tmp_path / "content"
    shutil.copytree(SITES / "every-kind", content)
    opened: Counter[str] = Counter()
    whole, text = content_folder.read_bytes, Path.read_text

    def read_bytes(file: str, size: int) -> bytes:
        opened[Path(file).relative_to(content).as_posix()] += 1
        return whole(file, size)

    def read_text(file: Path, *arguments: str, **options: str) -> str:
        if file.is_relative_to(content):
            opened[file.relative_to(content).as_posix()] += 1
        return text(file, *arguments, **options)

    monkeypatch.setattr(content_folder, "read_bytes", read_bytes)
    monkeypatch.setattr(Path, "read_text", read_text)
    settings = read_settings(write_settings(content, tmp_path / "work"))
    site = read_site(settings, look_at(content), now=NOW)
    check(site, now=NOW)
    assert opened.keys() >= {"nav.yml", "glossary.csv", "calls/open.yml", "en/index.md"}
    assert {path: count for path, count in opened.items() if count > 1} == {}
