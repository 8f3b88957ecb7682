"""A site's own templates: what they leave out is the theme's, and what fails in one has its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from exchange.pages.own_templates import OwnTemplates, template_fault
from exchange.text.frame import THEME


def environment(folder: Path, **files: str) -> Environment:
    """Return what renders the templates of a site; in the names of files, `__` is a slash."""
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Environment(
        loader=OwnTemplates([folder, THEME, THEME.parent]), autoescape=True, undefined=StrictUndefined
    )


def test_a_macro_that_a_component_leaves_out_is_that_of_the_theme(tmp_path: Path) -> None:
    """A newer theme may add one and call it; what the site's component has is its own."""
    own = "{% macro page_link(link, class='') %}mine{% endmacro %}"
    links = environment(tmp_path, components__links=own).get_template("components/links.html").module
    assert links.page_link(None) == "mine"  # type: ignore[attr-defined]
    assert "<ul" in links.tree([])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ nothing.at_all }}", "UndefinedError: 'nothing' is undefined"),
        ("{% include 'theme/mian.html' %}", "TemplateNotFound: theme/mian.html"),
        ("{{ 1 // 0 }}", "ZeroDivisionError: integer division or modulo by zero"),
        (
            "{{ links.page_link(colour='red') }}",
            "TypeError: macro 'page_link' takes no keyword argument 'colour'",
        ),
    ],
)
def test_what_fails_has_its_file_and_line(tmp_path: Path, text: str, reason: str) -> None:
    """Also below lines that the loader adds something to."""
    source = f"{{% import 'theme/components/links.html' as links %}}\n{{% macro page_link() %}}\n{text}"
    own = environment(tmp_path / "own", components__links=f"{source}{{% endmacro %}}")
    page = own.from_string("{% import 'components/links.html' as links %}{{ links.page_link() }}")
    with pytest.raises(Exception) as failure:  # noqa: PT011 -- each has another type
        page.render()
    problem = template_fault(failure.value, tmp_path / "own", tmp_path)
    assert problem
    assert (problem.place.path, problem.place.line) == ("own/components/links.html", 3)
    assert problem.values["reason"].startswith(reason)


def test_what_fails_elsewhere_is_no_fault_of_the_site(tmp_path: Path) -> None:
    """The theme's templates, a disk: others say that."""
    env = environment(tmp_path)
    with pytest.raises(Exception) as failure:  # noqa: PT011 -- whatever a template without a view says
        env.get_template("home.html").render()
    assert template_fault(failure.value, tmp_path, tmp_path) is None
    assert template_fault(OSError(28, "No space left on device"), tmp_path, tmp_path) is None
    assert template_fault(failure.value, None, tmp_path) is None
