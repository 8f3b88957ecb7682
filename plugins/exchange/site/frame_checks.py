"""Find what a site's own templates say in vain: the theme, perhaps a newer one, would not show or find it."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from exchange.pages.own_templates import missing_macros, syntax_problem, tree_of
from exchange.site.settings import SiteSettings
from exchange.text.frame import THEME
from exchange.text.problems import Place, Problem, Severity

_PREFIX = "theme/"


def frame_problems(settings: SiteSettings) -> Iterator[Problem]:
    """Yield templates with a fault, blocks that the theme lacks, and macros that a site's component lacks."""
    folder = settings.frame.folders[0]
    for file in sorted(folder.rglob("*.html")) if folder.is_relative_to(settings.root) else ():
        tree = tree_of(file)
        name = file.relative_to(folder).as_posix()
        path = file.relative_to(settings.root).as_posix()
        if tree is None:
            yield syntax_problem(file, settings.root)
        elif base := _base(tree, _PREFIX):
            yield from _unknown_blocks(tree, path, base)
        else:
            yield from (
                _problem("macro-missing", path, 1, macro, name) for macro in missing_macros(file, name)
            )


def _unknown_blocks(tree: nodes.Template, path: str, base: str) -> Iterator[Problem]:
    blocks = _blocks(base)
    for block in tree.body:
        if isinstance(block, nodes.Block) and blocks and block.name not in blocks:
            yield _problem("block-unknown", path, block.lineno, block.name, base)


def _blocks(name: str) -> set[str]:
    """Return the blocks of a template of the theme, and of those that it extends."""
    tree = tree_of(THEME / name)
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


def _problem(rule: str, path: str, line: int, name: str, template: str) -> Problem:
    return Problem(
        code=f"pages/{rule}",
        place=Place(path=path, line=line),
        values={"name": name, "template": template},
        severity=Severity.WARNING,
    )
