"""A site's own templates: each has what the theme's of its name has, and a fault in one has its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError, nodes

from exchange.text.frame import THEME
from exchange.text.problems import Place, Problem

_JINJA = Environment(autoescape=True)


class OwnTemplates(FileSystemLoader):
    """Loads templates; a component that replaces the theme's has those of its macros that it leaves out.

    So a macro that a newer theme adds to a component, and calls, breaks no site that replaced the component.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source of a template; its lines have the numbers of those in the file."""
        source, file, is_current = super().get_source(environment, template)
        missing = missing_macros(Path(file), template) if template.startswith("components/") else []
        if missing:
            names = "".join(f"{{% set {name} = theme_component.{name} %}}" for name in missing)
            source = f'{{% import "theme/{template}" as theme_component %}}{names}{source}'
        return source, file, is_current


def missing_macros(file: Path, name: str) -> list[str]:
    """Return the macros that the theme's component of a name has and a file in its place lacks."""
    if file.is_relative_to(THEME):
        return []
    original, own = tree_of(THEME / name), tree_of(file)
    if original is None or own is None:
        return []
    return sorted(_macros(original) - _macros(own))


def _macros(tree: nodes.Template) -> set[str]:
    return {macro.name for macro in tree.find_all(nodes.Macro)}


def tree_of(file: Path) -> nodes.Template | None:
    """Return a template as Jinja understands it; None where it does not, or there is none."""
    try:
        return _JINJA.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError):
        return None


def syntax_problem(file: Path, root: Path) -> Problem:
    """Return what Jinja does not understand in a file that `tree_of` gives no tree for."""
    try:
        _JINJA.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError) as error:
        return _problem(file, root, getattr(error, "lineno", 1), error)
    raise AssertionError(file)


def template_fault(error: Exception, folder: Path | None, root: Path) -> Problem | None:
    """Return where a template in a site's own folder fails; None where the fault is another's."""
    if folder is None:
        return None
    places = [(Path(frame.filename), frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    lines = [(file, line) for file, line in places if file.is_relative_to(folder) and file.suffix == ".html"]
    return _problem(lines[-1][0], root, lines[-1][1], error) if lines else None


def _problem(file: Path, root: Path, line: int, error: Exception) -> Problem:
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    text = error.name if isinstance(error, TemplateNotFound) else error  # not every folder that was searched
    values = {"reason": f"{type(error).__name__}: {text}"}
    return Problem(code="pages/template-fails", place=Place(path=path, line=line), values=values)
