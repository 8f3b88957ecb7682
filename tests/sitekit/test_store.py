"""What was made from content is kept until what it was made from changes, whatever happens to the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sitekit.store import Store


def _kept(file: Path, *, stamp: str = "one") -> str | None:
    return Store(file, stamp=stamp).get("page", "a.md", "d1")


def _keep(file: Path, *, stamp: str = "one", name: str = "a.md", value: str = "임상시험") -> None:
    store = Store(file, stamp=stamp)
    store.get("page", "a.md", "d1")
    store.put("page", name, "d1", value)
    store.save()


def test_a_value_is_found_by_what_it_was_made_from(tmp_path: Path) -> None:
    """The same digest gives the value, in a later build too; another digest gives none."""
    file = tmp_path / "deep" / "kept.sqlite"
    _keep(file)
    assert _kept(file) == "임상시험"
    assert Store(file, stamp="one").get("page", "a.md", "d2") is None
    assert Store(file, stamp="one").get("text", "a.md", "d1") is None
    store = Store(file, stamp="one")
    assert store.last("page", "a.md") == "임상시험"
    assert store.use("page", "a.md") == "d1"


def test_other_programs_find_nothing(tmp_path: Path) -> None:
    """Under another stamp the store is empty, and what the old one kept is gone once something is written."""
    file = tmp_path / "kept.sqlite"
    _keep(file)
    assert _kept(file, stamp="two") is None
    _keep(file, stamp="two", value="new")
    assert _kept(file, stamp="one") is None
    assert _kept(file, stamp="two") == "new"


def test_a_build_that_is_interrupted_leaves_whole_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fits into memory is not written before the end; what was written early is good by itself."""
    file = tmp_path / "kept.sqlite"
    Store(file, stamp="one").put("page", "a.md", "d1", "whole")
    assert not file.exists()
    monkeypatch.setattr("sitekit.store._MOST_HELD", 4)
    Store(file, stamp="one").put("page", "a.md", "d1", "whole")
    assert _kept(file) == "whole"


def test_what_was_written_early_is_found_by_the_build_that_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place of what the last build kept; and it is not forgotten at the end."""
    file = tmp_path / "kept.sqlite"
    _keep(file)
    monkeypatch.setattr("sitekit.store._MOST_HELD", 4)
    store = Store(file, stamp="one")
    store.put("page", "a.md", "d2", "other")
    assert store.get("page", "a.md", "d2") == "other"
    assert store.last("page", "a.md") == "임상시험"
    store.save()
    assert Store(file, stamp="one").get("page", "a.md", "d2") == "other"


def test_where_nothing_can_be_written_early_memory_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be written costs nothing but memory."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("sitekit.store._MOST_HELD", 4)
    store = Store(tmp_path / "file" / "kept.sqlite", stamp="one")
    store.put("page", "a.md", "d1", "whole")
    assert store.get("page", "a.md", "d1") == "whole"


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    """The store holds what one build needs, and no more; kinds that were not looked at stay."""
    file = tmp_path / "kept.sqlite"
    _keep(file)
    other = Store(file, stamp="one")
    other.put("text", "b.md", "d1", "kept too")
    other.save()
    assert _kept(file) == "임상시험"
    later = Store(file, stamp="one")
    later.put("page", "c.md", "d1", "c")
    later.save()
    assert _kept(file) is None
    assert Store(file, stamp="one").get("text", "b.md", "d1") == "kept too"


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 999, b"SQLite format 3\x00" + b"\x00" * 99])
def test_a_damaged_file_costs_time_only(tmp_path: Path, damage: bytes) -> None:
    """A file that is no database of ours holds nothing, and is begun anew."""
    file = tmp_path / "kept.sqlite"
    file.write_bytes(damage)
    assert _kept(file) is None
    _keep(file)
    assert _kept(file) == "임상시험"


def test_a_database_of_somebody_else_is_begun_anew(tmp_path: Path) -> None:
    """Tables of another layout are not read."""
    file = tmp_path / "kept.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE kept (other TEXT)")
    base.close()
    assert _kept(file) is None
    _keep(file)
    assert _kept(file) == "임상시험"


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    """The one that ends last wins, name by name; while one writes for long, the other goes without."""
    file = tmp_path / "kept.sqlite"
    one, two = Store(file, stamp="one"), Store(file, stamp="one")
    one.put("page", "a.md", "d1", "one")
    two.put("page", "b.md", "d1", "two")
    one.save()
    two.save()
    both = Store(file, stamp="one")
    assert [both.get("page", name, "d1") for name in ("a.md", "b.md")] == ["one", "two"]


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Where nothing can be kept, the next build does all the work again."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    _keep(tmp_path / "file" / "kept.sqlite")
    assert _kept(tmp_path / "file" / "kept.sqlite") is None
