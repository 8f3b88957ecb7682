"""What was made from content is kept until what it was made from changes, whatever happens to the file."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.build.store import Store


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
    monkeypatch.setattr("exchange.build.store._MEMORY_LIMIT", 4)
    Store(file, stamp="one").put("page", "a.md", "d1", "whole")
    assert _kept(file) == "whole"


def test_what_was_written_early_is_found_by_the_build_that_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place of what the last build kept; and it is not forgotten at the end."""
    file = tmp_path / "kept.sqlite"
    _keep(file)
    monkeypatch.setattr("exchange.build.store._MEMORY_LIMIT", 4)
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
    monkeypatch.setattr("exchange.build.store._MEMORY_LIMIT", 4)
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


def test_what_a_build_says_to_hold_is_not_forgotten(tmp_path: Path) -> None:
    """Unread; what was made from something else does not hold."""
    file = tmp_path / "store.sqlite"
    for name in ("a.md", "b.md"):
        _keep(file, name=name)
    store = Store(file, stamp="one")
    assert store.holds("page", "a.md", "d1")
    assert not store.holds("page", "b.md", "d2")
    assert not store.holds("page", "c.md", "d1")
    store.save()
    assert Store(file, stamp="one").names("page") == {"a.md"}


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


def test_a_file_that_another_build_begins_meanwhile_is_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find no file; the other is whole before this one begins to write: the values of both are there."""
    file, reported = tmp_path / "kept.sqlite", list[Path]()
    connect = sqlite3.connect

    def connect_late(*arguments: Any, **options: Any) -> sqlite3.Connection:
        base = connect(*arguments, **options)
        monkeypatch.setattr(sqlite3, "connect", connect)
        _keep(file, name="b.md", value="other")
        return base

    store = Store(file, stamp="one", report=reported.append)
    store.put("page", "a.md", "d1", "mine")
    monkeypatch.setattr(sqlite3, "connect", connect_late)
    store.save()
    both = Store(file, stamp="one")
    assert [both.get("page", name, "d1") for name in ("a.md", "b.md")] == ["mine", "other"]
    assert reported == []


def test_a_file_that_another_build_is_writing_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not damaged: what is new is not kept this time, and nothing is reported."""
    monkeypatch.setattr("exchange.build.store._WAIT", 0.01)
    file, reported = tmp_path / "kept.sqlite", list[Path]()
    _keep(file)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = Store(file, stamp="one", report=reported.append)
        assert store.get("page", "a.md", "d1") is None
        store.put("page", "b.md", "d1", "mine")
        store.save()
        other.execute("ROLLBACK")
    assert _kept(file) == "임상시험"
    assert reported == []


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Where nothing can be kept, the next build does all the work again."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    _keep(tmp_path / "file" / "kept.sqlite")
    assert _kept(tmp_path / "file" / "kept.sqlite") is None


def test_a_folder_in_its_place_is_replaced(tmp_path: Path) -> None:
    """Whatever is where the file should be makes room for it."""
    file = tmp_path / "kept.sqlite"
    (file / "more").mkdir(parents=True)
    _keep(file)
    assert _kept(file) == "임상시험"


def test_text_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    """A value may hold what stands for bytes that are no UTF-8."""
    file = tmp_path / "kept.sqlite"
    _keep(file, value="a\udce9b")
    assert _kept(file) == "a\udce9b"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET digest = 'd2'",
        "UPDATE kept SET seal = '0123456789abcdef01234567'",
        "UPDATE kept SET value = CAST('another' AS BLOB)",
        "UPDATE kept SET value = CAST(value AS TEXT)",
        "UPDATE kept SET value = 7, seal = 'text'",
        "DELETE FROM kept WHERE name = 'a.md'; UPDATE kept SET name = 'a.md'",
        "UPDATE kept SET kind = 'page' WHERE kind = 'text'",
    ],
)
def test_a_value_that_is_not_as_it_was_written_is_not_used(tmp_path: Path, change: str) -> None:
    """A changed part of an entry, or one taken from another entry, is reported once and can be replaced."""
    file, reported = tmp_path / "kept.sqlite", list[Path]()
    kind = "text" if "kind" in change else "page"
    store = Store(file, stamp="one")
    for name in ("a.md", "b.md"):
        store.put(kind, name, "d1", name)
    store.save()
    with sqlite3.connect(file) as base:
        base.executescript(change)
    base.close()
    store = Store(file, stamp="one", report=reported.append)
    assert store.last("page", "a.md") is None
    assert store.get("page", "a.md", "d1") is None
    assert store.last("page", "a.md") is None
    assert reported == [file]
    _keep(file)
    assert _kept(file) == "임상시험"


_VALUES = {("page", f"{number}.md"): "가나다 abc " * (number * 40) for number in range(12)}
_FLIPS = int(os.environ.get("KX_FLIPS") or 200)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with values of many sizes, some on several pages of the file."""
    file = tmp_path_factory.mktemp("filled") / "kept.sqlite"
    store = Store(file, stamp="one")
    for (kind, name), value in _VALUES.items():
        store.put(kind, name, "d1", value)
    store.save()
    return file


def test_a_file_that_says_it_is_of_a_later_format_is_begun_again(filled: Path, tmp_path: Path) -> None:
    """SQLite takes it for one that may only be read; so would every build from then on."""
    content = bytearray(filled.read_bytes())
    content[18] = 3  # the version of those who write (SQLite's file format, 1.3.3)
    file = tmp_path / "kept.sqlite"
    file.write_bytes(content)
    store = Store(file, stamp="one")
    store.put("page", "new", "d1", "new")
    store.save()
    assert Store(file, stamp="one").get("page", "new", "d1") == "new"


@settings(max_examples=_FLIPS)
@given(damage=st.data())
def test_no_damage_is_ever_read(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, damage: st.DataObject
) -> None:
    """With any bits changed and any end cut off, a value is right or absent; saving mends the file."""
    content = bytearray(filled.read_bytes())
    for bit in damage.draw(st.lists(st.integers(0, len(content) * 8 - 1), max_size=4)):
        content[bit // 8] ^= 1 << bit % 8
    del content[damage.draw(st.just(len(content)) | st.integers(0, len(content))) :]
    file = tmp_path_factory.mktemp("damaged") / "kept.sqlite"
    file.write_bytes(content)
    for _ in range(2):
        store = Store(file, stamp="one")
        for (kind, name), value in _VALUES.items():
            assert store.get(kind, name, "d1") in (None, value)
            if store.last(kind, name) is None:
                store.put(kind, name, "d1", value)
        store.save()
    mended = Store(file, stamp="one")
    assert {key: mended.get(*key, "d1") for key in _VALUES} == _VALUES
    shutil.rmtree(file.parent)
