"""The table of pages that stands for all pages: every kind, in every language, with what it can show."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.building import SEEN, Built
from tests.site.pages import page as page_of
from tests.tools import HERE, chromium_path

LOCALES = ("en", "ko")

# Pages of the real site, below the folder of a language; a query is in the words of its language.
_REAL = (
    "", "guides/", "guides/estimands/", "guides/reading-korean-calls/", "pathways/timeline/",
    "training/planning-a-trial/", "training/planning-a-trial/shared-question/",
    "training/planning-a-trial/shared-question/instructor/",
    "training/planning-a-trial/data-across-borders/", "calls/", "calls/past/",
    "calls/timeline/", "calls/2015/", "calls/2016/", "calls/rok-uk-smart-trials-collaboration-award/",
    "glossary/",
    "about/style/", "about/what-you-can-write/",
    "own-path/", "check-links/", "translation/", "site-map/",
    "about/uk-names-in-korean/", "about/korean-terms-in-english/",
    "search/?q={known}", "search/?q=qzxv", "search/", "404.html",
)  # fmt: skip
# Pages of tests/sites/every-kind: calls in every state, and pages that only the other language has.
_MADE_UP = (
    "calls/", "calls/past/", "calls/calendar/", "calls/timeline/", "calls/2026/", "calls/2026/12/",
    "calls/side/gb/", "calls/closing-soon/",
    "calls/two-deadlines/", "calls/coming/", "calls/cancelled/", "guides/only-{other}/",
    "pathways/only-{other}/", "training/course-only-{other}/", "training/course-only-{other}/lesson/",
)  # fmt: skip
# Pages of no single language, by the template of the theme's root/ that prints them.
ROOT_PAGES = {
    "index.html": ("real:",), "404.html": ("real:404.html",), "permanent.html": ("every-kind:permanent/",),
    "redirect.html": ("every-kind:redirect/",), "tombstone.html": ("every-kind:tombstone/",),
    "edition.html": ("every-kind:edition/en/", "every-kind:edition/ko/"),
    "editions.html": ("every-kind:editions/",),
    "versions.html": ("every-kind:versions/en/", "every-kind:versions/ko/"),
    "both.html": ("real:both/guides/estimands/", "real:both/training/planning-a-trial/shared-question/"),
    "cite.html": ("real:en/guides/estimands/cite.html", "real:ko/guides/estimands/cite.html"),
    "short.html": ("real:k/en/16czz3/", "real:k/ko/16czz3/"),
    "embed.html": ("real:embed/en/guides/estimands/", "real:embed/ko/guides/estimands/"),
    "since.html": ("every-kind:since/en/", "every-kind:since/ko/"),
}  # fmt: skip
# Queries whose results begin with the card of a term.
_KNOWN = {"en": "electronic+consent", "ko": "%EC%A0%84%EC%9E%90%EB%8F%99%EC%9D%98"}
_OTHER = {"en": "korean", "ko": "english"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A page to look at. `locale` is empty for pages of no single language."""

    site: str
    locale: str
    path: str  # from the root of its site, with its query
    query: str = ""  # what is typed into its search, where it is none of the real site's words

    @property
    def file(self) -> str:
        """Return the file it is served from, below the root of its site."""
        path = self.path.partition("?")[0]
        return path if path.endswith(".html") else f"{path}index.html"


def table() -> list[TablePage]:
    """Return all pages, in a fixed order."""
    return list(_table())


def _table() -> Iterator[TablePage]:
    for site, paths in (("real", _REAL), ("every-kind", _MADE_UP)):
        for path in paths:
            for locale in LOCALES:
                filled = path.format(known=_KNOWN[locale], other=_OTHER[locale])
                yield TablePage(site=site, locale=locale, path=f"{locale}/{filled}")
    for site, _, path in (address.partition(":") for found in ROOT_PAGES.values() for address in found):
        yield TablePage(site=site, locale="", path=path)


def kind_of(page: TablePage, sites: dict[str, Built]) -> str:
    """Return the kind a page says it is, as its template writes it."""
    body = page_of(sites[page.site].folder / page.file).find("body")
    assert body is not None
    return str(body.get("class")).removeprefix("kind-")


def one_of_each(sites: dict[str, Built], *, in_turn: bool = False) -> list[TablePage]:
    """Return the first page of each kind in each language; of calls, those made up too: they are open.

    With `in_turn`, each kind in one language, which is another from one kind to the next.
    """
    first: dict[tuple[str, str], dict[str, TablePage]] = {}
    for page in table():
        kind = kind_of(page, sites)
        of_kind = first.setdefault((kind, page.site if kind.startswith("call") else ""), {})
        of_kind.setdefault(page.locale, page)
    if not in_turn:
        return [page for of_kind in first.values() for page in of_kind.values()]
    return [list(of_kind.values())[number % len(of_kind)] for number, of_kind in enumerate(first.values())]


def look(script: str, sites: dict[str, Built], pages: Sequence[TablePage], **more: Any) -> Any:
    """Return what a script of this folder says about pages, in Chromium."""
    asked = {
        "sites": {name: str(built.folder) for name, built in sites.items()},
        "pages": [asdict(page) for page in pages],
        "now": f"{SEEN:%Y-%m-%dT%H:%M:%SZ}",
        **more,
    }
    done = subprocess.run(
        ["node", f"site/{script}"],
        input=json.dumps(asked),
        check=False,
        capture_output=True,
        text=True,
        cwd=HERE,
        env={**os.environ, "CHROMIUM": chromium_path()},
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return json.loads(done.stdout)
