"""Render Markdown with the project's own settings, and hold the result against the gate, without MkDocs."""

from __future__ import annotations

from functools import cache
from typing import Any

import markdown

from exchange.safety.frame_ids import frame_ids
from exchange.safety.markdown_source import read_source
from exchange.safety.page_html import check_page_html
from exchange.safety.texts import check_text
from exchange.site.settings import EXTENSIONS
from exchange.text.frame import THEME
from exchange.text.problems import Problem

BUILT_IN = ("toc", "tables", "fenced_code")  # MkDocs adds them to every site


def settings() -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """Return the Markdown extensions of every site and their options."""
    options = {name: dict(options) for name, options in EXTENSIONS.items() if options}
    return tuple(dict.fromkeys([*BUILT_IN, *EXTENSIONS])), options


@cache
def frame() -> frozenset[str]:
    """Return the ids of the project's templates."""
    files = sorted(THEME.rglob("*.html"))
    return frame_ids(file.read_text(encoding="utf-8") for file in files)


def render(body: str) -> str:
    """Return the HTML of a Markdown body."""
    extensions, options = settings()
    return markdown.markdown(body, extensions=list(extensions), extension_configs=options)


def findings(text: str, path: str = "content/en/page.md") -> list[Problem]:
    """Return all that the gate says about one page, before and after it is rendered."""
    source = read_source(text, path=path)
    body = text.split("\n", source.first_line - 1)[-1]
    return [*check_text(text, path=path), *check_page_html(render(body), source, frame=frame())]


def said(problems: list[Problem]) -> list[str]:
    """Return problems as `line:rule`, in the order of lines."""
    ordered = sorted(problems, key=lambda problem: (problem.place, problem.code))
    return [f"{problem.place.line}:{problem.rule}" for problem in ordered]
