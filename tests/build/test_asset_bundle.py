"""The bundle: what is published under a name never changes under it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.build.asset_bundle import Bundle, bundle, inline_source
from exchange.text.frame import THEME, Frame, frame_of

FILES = {
    "css/layers.css": "@layer reset, base;\n",
    "css/reset.css": "@layer reset { * { margin: 0 } }\n",
    "css/base.css": "@layer base { a { color: blue } }\n",
    "css/components/card.css": "@layer components { .card { color: red } }\n",
    "css/components/button.css": "@layer components { .button { color: red } }\n",
    "js/site.js": 'import "./search/engine.js";\n',
    "js/search/engine.js": "export {};\n",
    "static/icon.svg": "<svg/>\n",
}
STYLES = THEME / "assets/css"


def _frame(folder: Path) -> Frame:
    return Frame(folders=(folder,))


def made(folder: Path, changed: dict[str, str] | None = None) -> Bundle:
    for path, text in {**FILES, **(changed or {})}.items():
        (folder / "assets" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "assets" / path).write_text(text, encoding="utf-8")
    return bundle(_frame(folder))


def test_the_same_files_give_the_same_bundle(tmp_path: Path) -> None:
    """Neither the folder nor the order in which files were made matters."""
    one = made(tmp_path / "one")
    for path in reversed(FILES):
        (tmp_path / "other" / "assets" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "other" / "assets" / path).write_text(FILES[path], encoding="utf-8")
    assert bundle(_frame(tmp_path / "other")) == one


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_name_changes_with_the_bytes_behind_it(tmp_path: Path, path: str) -> None:
    """A cached file is never wrong: what changed has another name, what did not has its old one."""
    before = made(tmp_path)
    after = made(
        tmp_path, {path: FILES[path].replace("a", "b", 1) + ("/* */ i{color:red}" if "css" in path else "\n")}
    )
    part = path.partition("/")[0]
    for name in before.names:
        same_part = name == "site.css" if part == "css" else name.startswith(f"{part}/")
        assert (before.path(name) != after.path(name)) == same_part
    for published in before.files.keys() & after.files.keys():
        assert before.files[published] == after.files[published]


def test_a_renamed_file_changes_the_name_of_its_folder(tmp_path: Path) -> None:
    """Modules find each other by name, so that names are part of what is published."""
    before = made(tmp_path)
    (tmp_path / "assets" / "js" / "site.js").rename(tmp_path / "assets" / "js" / "sites.js")
    assert bundle(_frame(tmp_path)).path("js/search/engine.js") != before.path("js/search/engine.js")


def test_no_two_names_share_a_path(tmp_path: Path) -> None:
    """Every name leads to a file, every file has a name, and no path is below another."""
    found = made(tmp_path, {"static/site.js": "x", "js/icon.svg": "y"})
    assert sorted(found.names.values()) == sorted(found.files)
    assert len(set(found.names.values())) == len(found.names)
    assert not [path for path in found.files for other in found.files if other.startswith(f"{path}/")]


def test_modules_keep_their_places_to_each_other(tmp_path: Path) -> None:
    """`./search/engine.js` is still there, seen from the module that imports it."""
    found = made(tmp_path)
    folder = found.path("js/site.js").removesuffix("site.js")
    assert found.path("js/search/engine.js") == f"{folder}search/engine.js"
    assert found.files[found.path("js/site.js")] == FILES["js/site.js"].encode()


def test_styles_are_joined_layer_by_layer(tmp_path: Path) -> None:
    """Layers in their order, components by name; nothing is added."""
    found = made(tmp_path)
    style = found.files[found.path("site.css")].decode()
    places = [style.index(sign) for sign in ("@layer reset, base", "margin", "blue", ".button", ".card")]
    assert places == sorted(places)


def test_hidden_files_are_not_published(tmp_path: Path) -> None:
    """What an editor or a system leaves in a folder stays at home."""
    found = made(tmp_path, {"static/.DS_Store": "x", "js/.site.js.swp": "x"})
    assert found == made(tmp_path / "clean")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_policy_allows_exactly_the_script(script: str) -> None:
    """The source is the SHA-256 of the script's bytes in base64, computed here by other means."""
    found = re.fullmatch(r"'sha256-([A-Za-z0-9+/]{43}=)'", inline_source(script))
    assert found
    assert base64.b64decode(found[1]).hex() == hashlib.new("sha256", script.encode("utf-8")).hexdigest()


def test_the_policy_of_a_known_script() -> None:
    """The example of the specification: CSP 3, 8.3."""
    known = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert inline_source("alert('Hello, world.');") == known


def test_every_style_of_the_theme_is_in_a_layer_that_is_published() -> None:
    """A style sheet that no layer names would be left out in silence."""
    layers = {"layers.css", "reset.css", "tokens.css", "base.css", "utilities.css"}
    loose = {file.relative_to(STYLES).as_posix() for file in (STYLES).rglob("*.css")} - layers
    assert all(re.fullmatch(r"components/[\w-]+\.css", path) for path in loose)


def test_the_projects_own_bundle_asks_for_nothing_from_others() -> None:
    """No third party is asked for anything by a style."""
    found = bundle(frame_of(None))
    assert not re.search(rb"url\(['\"]?(https?:)?//|@import", found.files[found.path("site.css")])
