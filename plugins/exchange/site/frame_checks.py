"""Find what a site's own templates say in vain: the theme, perhaps a newer one, would not show or find it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from exchange.site.settings import SiteSettings
from exchange.text.frame import THEME
from exchange.text.problems import Place, Problem, Severity

_JINJA = Environment(autoescape=True)
_PREFIX = "theme/"


def frame_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield blocks that the theme's template lacks, and macros that a component of the site lacks."""
    folder = settings.frame.folders[0]
    for file in sorted(folder.rglob("*.html")) if folder.is_relative_to(settings.root) else ():
        tree = _tree(file)
        name = file.relative_to(folder).as_posix()
        path = file.relative_to(settings.root).as_posix()
        if tree is None:  # the build says where
            continue
        if base := _base(tree, _PREFIX):
            yield from _unknown_blocks(tree, path, base)
        elif original := _tree(THEME / name):
            macros = _macros(original).keys() - _macros(tree).keys()
            yield from (_problem("macro-missing", path, 1, macro, name) for macro in sorted(macros))


def _unknown_blocks(tree: nodes.Template, path: str, base: str) -> Iterator[Problem]:
    blocks = _blocks(base)
    for block in tree.body:
        if isinstance(block, nodes.Block) and blocks and block.name not in blocks:
            yield _problem("block-unknown", path, block.lineno, block.name, base)


def _blocks(name: str) -> set[str]:
    """Return the blocks of a template of the theme, and of those that it extends."""
    tree = _tree(THEME / name)
    if tree is None:
        return set()
    base = _base(tree)
    return {block.name for block in tree.find_all(nodes.Block)} | (_blocks(base) if base else set())


def _base(tree: nodes.Template, prefix: str = "") -> str:
    """Return the template that one extends, without a prefix that its name must have; empty where none."""
    bases = (
        node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)
    )
    return next((base.removeprefix(prefix) for base in bases if base.startswith(prefix)), "")


def _macros(tree: nodes.Template) -> dict[str, nodes.Macro]:
    return {macro.name: macro for macro in tree.find_all(nodes.Macro)}


def _tree(file: Path) -> nodes.Template | None:
    try:
        return _JINJA.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError):
        return None


def _problem(rule: str, path: str, line: int, name: str, template: str) -> Problem:
    return Problem(
        code=f"pages/{rule}",
        place=Place(path=path, line=line),
        values={"name": name, "template": template},
        severity=Severity.WARNING,
    )
