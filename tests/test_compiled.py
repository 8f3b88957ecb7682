"""Builds of the tests share compiled templates, and none has what another build made of them."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment

from tests.compiled import templates_compiled_once


def _rendered(folder: Path, template: str, mark: str) -> str:
    """Render with a filter of a build's own."""
    env = Environment(loader=DictLoader({"a.html": template}), autoescape=True)
    env.filters["marked"] = lambda text: f"{mark}{text}"
    with templates_compiled_once(folder):
        return env.get_template("a.html").render(name="x")


def test_a_template_is_compiled_once_and_rendered_by_each_build_itself(tmp_path: Path) -> None:
    """Its filters are those of the build; a template with another text is another one."""
    template = "{% if name %}{{ name | marked }}{% endif %}"
    assert [_rendered(tmp_path, template, mark) for mark in "?!"] == ["?x", "!x"]
    assert len(list(tmp_path.iterdir())) == 1
    assert _rendered(tmp_path, template.replace("if name", "if not name"), "!") == ""
    assert len(list(tmp_path.iterdir())) == 2


def test_what_a_filter_of_a_build_has_made_of_a_constant_is_not_shared(tmp_path: Path) -> None:
    """Jinja calls a filter while it compiles where it can, also in a macro and on the values of a list."""
    for template in (
        "{{ 'y' | marked }}",
        "{% macro m() %}{{ ('y' ~ 'z') | marked }}{% endmacro %}{{ m() }}",
        "{% set list = ['y' | marked] %}{{ list[0] }}",
    ):
        said = [_rendered(tmp_path, template, mark) for mark in "?!"]
        assert [text[0] for text in said] == ["?", "!"]


def test_a_context_ends(tmp_path: Path) -> None:
    """What compiles afterwards keeps nothing."""
    compile_now = Environment.compile
    _rendered(tmp_path, "{{ name }}", "")
    assert Environment.compile is compile_now
