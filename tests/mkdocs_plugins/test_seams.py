"""The seams: what the installed MkDocs must look like for pages to be left out."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest
from mkdocs.commands import build
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from exchange.mkdocs_plugins.seams import PAGE_STEP, TEXT_STEP, THEME_STEP, Seams


def _calls(function: Callable[..., Any]) -> list[str]:
    """Return what a function calls, in the order of its source."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [ast.unparse(node.func) for node in sorted(calls, key=lambda node: (node.lineno, node.col_offset))]


def _parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_steps_are_called_by_name_once_each() -> None:
    """`build` looks its steps up when it runs: the theme's files, each text, each page, in this order."""
    order = ["files.add_files_from_theme", TEXT_STEP[1], "config.plugins.on_env", PAGE_STEP[1]]
    assert [name for name in _calls(build.build) if name in order] == order


def test_the_steps_take_what_the_seams_hand_on() -> None:
    """The page comes first; the text step is given the files third."""
    assert _parameters(build._populate_page)[:3] == ["page", "config", "files"]
    assert _parameters(build._build_page)[0] == "page"
    assert _parameters(Files.add_files_from_theme) == ["self", "env", "config"]
    assert _parameters(Page.render) == ["self", "config", "files"]


def test_the_text_step_does_what_is_put_back() -> None:
    """It calls the events of a page, renders it, and nothing else that a kept text would miss."""
    done = [name for name in _calls(build._populate_page) if name.startswith(("page.", "config."))]
    assert done == [
        "page.file.is_modified",
        "config.plugins.on_pre_page",
        "page.read_source",
        "config.plugins.on_page_markdown",
        "page.render",
        "config.plugins.on_page_content",
    ]


def test_rendering_sets_what_is_put_back() -> None:
    """`Page.render` sets five fields, each of which is kept."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(Page.render)))
    fields = {
        target.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self"
    }
    assert fields == {"content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors"}


def test_the_page_step_writes_one_file() -> None:
    """It renders the template, lets plugins see the page and writes it where the file says."""
    done = [name for name in _calls(build._build_page) if "." in name and not name.startswith("log")]
    assert done == [
        "page.file.is_modified",
        "env.get_template",
        "page.meta.get",
        "config.plugins.on_page_context",
        "template.render",
        "config.plugins.on_post_page",
        "output.strip",
        "utils.write_file",
        "output.encode",
    ]


@pytest.mark.parametrize(("owner", "name"), [TEXT_STEP, PAGE_STEP, THEME_STEP])
def test_a_seam_is_taken_out_again(owner: Any, name: str) -> None:
    """MkDocs is left as it was found, also when a seam was put in twice."""
    before = getattr(owner, name)
    assert isinstance(before, FunctionType)
    seams = Seams()
    for _ in range(2):
        seams.skip_theme_files()
        seams.reuse_pages(text=lambda *_: True, keep_text=lambda _: None, page=lambda _: True)
    assert getattr(owner, name) is not before
    seams.take_out()
    assert getattr(owner, name) is before
