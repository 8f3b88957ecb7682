"""Run the engines our search is measured beside, each as its package ships it, on the same pages."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path
from types import SimpleNamespace

import material
from material.plugins.search.plugin import SearchIndex
from tests.tools import chromium_path

from exchange.search.model import Page

from .collection import Query

HERE = Path(__file__).parent
Rankings = list[list[str]]


def run_node(script: str, *arguments: Path | str) -> Rankings:
    """What a script of ``engines/`` prints: the ids of the pages for each query."""
    command = ["node", str(HERE / "engines" / script), *map(str, arguments)]
    environment = {**os.environ, "CHROMIUM": chromium_path()}
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    rankings: Rankings = json.loads(printed.splitlines()[-1])
    return rankings


def write_queries(folder: Path, queries: list[Query], *, name: str = "queries.json") -> Path:
    """Queries as the scripts read them."""
    path = folder / name
    path.write_text(
        json.dumps([{"text": each.text, "reader": each.reader} for each in queries]), encoding="utf-8"
    )
    return path


def material_search(folder: Path, pages: list[Page], queries: list[Query]) -> Rankings:
    """Material's search over both languages in one index, as with mkdocs-static-i18n."""
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    config = {"lang": ["en", "ko"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    index = SearchIndex(**config)
    for page in pages:
        meta = {"tags": list(page.tags)}
        index.add_entry_from_context(
            SimpleNamespace(meta=meta, content=_html(page), toc=[], url=page.url, title=page.title)
        )
    path = folder / "search_index.json"
    path.write_text(index.generate_search_index(None), encoding="utf-8")
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    return run_node("material.mjs", scripts, path, write_queries(folder, queries))


def minisearch(folder: Path, pages: list[Page], queries: list[Query]) -> Rankings:
    """MiniSearch, stock."""
    documents = [
        {
            "id": page.id,
            "lang": page.lang,
            "title": page.title,
            "tags": " ".join(page.tags),
            "headings": "\n".join(section.heading for section in page.sections),
            "text": "\n".join(section.text for section in page.sections),
        }
        for page in pages
    ]
    path = folder / "documents.json"
    path.write_text(json.dumps(documents), encoding="utf-8")
    return run_node("minisearch.mjs", path, write_queries(folder, queries))


def pagefind(folder: Path, pages: list[Page], queries: list[Query]) -> Rankings:
    """Pagefind, which has one index for each language and shows a reader their own."""
    path = folder / "html.json"
    written = [{"id": page.id, "lang": page.lang, "html": _document(page)} for page in pages]
    path.write_text(json.dumps(written), encoding="utf-8")
    found: dict[int, list[str]] = {}
    for lang in ("en", "ko"):
        places = [place for place, query in enumerate(queries) if query.reader == lang]
        asked = write_queries(folder, [queries[place] for place in places], name=f"queries-{lang}.json")
        rankings = run_node("pagefind.mjs", path, asked, folder / f"pagefind-{lang}", lang)
        found |= dict(zip(places, rankings, strict=True))
    return [found[place] for place in range(len(queries))]


def _html(page: Page) -> str:
    sections = "".join(
        (f'<h2 id="{section.id}">{escape(section.heading)}</h2>' if section.heading else "")
        + "".join(f"<p>{escape(line)}</p>" for line in section.text.splitlines() if line.strip())
        for section in page.sections
    )
    return f"<h1>{escape(page.title)}</h1>{sections}"


def _document(page: Page) -> str:
    return (
        f'<!doctype html><html lang="{page.lang}"><head><title>{escape(page.title)}</title></head>'
        f"<body><main data-pagefind-body>{_html(page)}<p>{escape(', '.join(page.tags))}</p>"
        "</main></body></html>"
    )


PEERS: dict[str, Callable[[Path, list[Page], list[Query]], Rankings]] = {
    "Material": material_search,
    "Pagefind": pagefind,
    "MiniSearch": minisearch,
}
