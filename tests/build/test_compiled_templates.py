"""Compiled templates are kept from one build to the next, and run only while they are as written."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from exchange.build.compiled_templates import SealedBytecodeCache

TEMPLATE = "{% for name in names %}<li>{{ name }}</li>{% endfor %} of the partnership"


def _environment(folder: Path) -> Environment:
    loader = DictLoader({"a.html": TEMPLATE})
    return Environment(loader=loader, bytecode_cache=SealedBytecodeCache(folder), autoescape=True)


def _rendered(folder: Path) -> str:
    return _environment(folder).get_template("a.html").render(names=["one", "two"])


def _compiled(folder: Path, patch: pytest.MonkeyPatch) -> bool:
    """Return whether rendering had to compile."""
    compiled = list[bool]()
    compile_now = Environment.compile
    with patch.context() as watching:
        watching.setattr(
            Environment, "compile", lambda *args, **more: compiled.append(True) or compile_now(*args, **more)
        )
        _rendered(folder)
    return bool(compiled)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build reads what the first has written, and nothing else lies in the folder."""
    assert _compiled(tmp_path, monkeypatch)
    assert not _compiled(tmp_path, monkeypatch)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_changed_bit_is_never_run(tmp_path: Path) -> None:
    """Nor a file that is cut off, empty or a folder: the page is the same."""
    right = _rendered(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        assert _rendered(tmp_path) == right
        assert file.read_bytes() == whole
        file.write_bytes(whole[:place])
        assert _rendered(tmp_path) == right
    file.unlink()
    file.mkdir()
    assert _rendered(tmp_path) == right


def test_a_folder_that_cannot_be_costs_time_only(tmp_path: Path) -> None:
    """Where nothing can be kept, each build compiles."""
    (tmp_path / "file").touch()
    assert _rendered(tmp_path / "file" / "below") == _rendered(tmp_path / "elsewhere")


def test_templates_that_are_gone_do_not_stay_for_ever(tmp_path: Path) -> None:
    """Nor what builds left that were killed while they wrote; and what is removed is only compiled again."""
    for number in range(1000):
        template = Environment(
            loader=DictLoader({f"{number}.html": TEMPLATE}),
            bytecode_cache=SealedBytecodeCache(tmp_path),
            autoescape=True,
        ).get_template(f"{number}.html")
        assert "one" in template.render(names=["one"])
        if number == 500:
            (tmp_path / "folder" / "file").mkdir(parents=True)
    assert 1 <= len(list(tmp_path.iterdir())) <= 200


def test_a_project_that_is_moved_has_one_file_a_template(tmp_path: Path) -> None:
    """Names of files are those of templates, whatever folder they are read from."""
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.html").write_text(TEMPLATE, encoding="utf-8")
        cache = SealedBytecodeCache(tmp_path / "kept")
        env = Environment(loader=FileSystemLoader(tmp_path / place), bytecode_cache=cache, autoescape=True)
        env.get_template("a.html")
    assert len(list((tmp_path / "kept").iterdir())) == 1
