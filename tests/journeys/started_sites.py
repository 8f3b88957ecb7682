"""Sites that `kx start` writes and `kx new` adds to: one story, told of any languages and sides."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.building import Built
from tests.site.hosting import served
from tests.site.kinds import TablePage, look
from tests.site.pages import BASE, broken, links, pages, start_of
from tests.tools import HERE

MOMENT = {"SOURCE_DATE_EPOCH": "1795867200"}  # 28 November 2026
STORIES = (("en,ko", "GB,KR"), ("en,fr,cy", "GB,CA"), ("ja,en", "JP,IE"), ("ar,en", "EG,IE"))
"""Languages and sides of the sites."""

PAGES = (("guide", "guide-one"), ("call", "call-one"), ("lesson", "lesson-one"), ("page", "page-one"))
"""What is made in each, besides a term and a question, without an earlier one."""

_LOOKED_AT = ("", "guides/guide-one/", "calls/", "calls/call-one/", "training/first-course/lesson-one/")
_NAME = ("-c", "user.name=A", "-c", "user.email=a@example.org")

Run = Callable[[Sequence[str]], int]
"""Runs `kx` with arguments, and returns its status."""


def start(folder: Path, languages: str, sides: str, kx: Run) -> None:
    """Start a site in a new folder and make its first pages, as docs/starting.md says."""
    chosen = ["--languages", languages, "--sides", sides, "--address", BASE]
    assert kx(["start", str(folder), *chosen]) == 0
    settings = ["--config", str(folder / "mkdocs.yml")]
    for kind, name in (*PAGES, ("term", "term-one"), ("question", "question-one")):
        assert kx([*settings, "new", kind, name]) == 0, kind
    assert kx([*settings, "check"]) == 0
    for command in (["init", "-q"], ["add", "."], [*_NAME, "commit", "-qm", "Start"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def dead_links(site: Path) -> Iterator[str]:
    """Yield each link of a site that leads nowhere within it."""
    for url, tree in pages(site):
        start_url = start_of(url, tree)
        yield from (f"{url} -> {href}" for href in links(tree) if broken(start_url, href, site))


def uses(site: Path, words: Sequence[str]) -> list[str]:
    """Return the files of a site that have one of some words, with the word."""
    files = (file for file in sorted(site.rglob("*")) if file.suffix in (".html", ".json", ".ics", ".atom"))
    texts = ((file, file.read_text(encoding="utf-8")) for file in files)
    return [f"{file.relative_to(site)}: {word}" for file, text in texts for word in words if word in text]


def invalid_pages(site: Path) -> list[str]:
    """Return what the Nu checker says of the HTML of a site, as a host serves it."""
    jar = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    with served(site) as host:
        addresses = [host + file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
        command = ["java", "-jar", str(jar), "--format", "json", *addresses]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    return [
        f"{message.get('url', '').removeprefix(host)}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]


def barriers(sites: dict[str, Path]) -> list[str]:
    """Return what axe-core finds on the first pages of some sites, in each language, at one of two widths.

    From one page to the next the languages change places, so that each two of page, language and width meet.
    """
    table = [
        TablePage(site=name, locale=locale, path=f"{locale}/{path}", query="one")
        for name, folder in sites.items()
        for locale in name.split(",")
        for path in _LOOKED_AT
        if (folder / locale).is_dir()
    ]
    built = {name: Built(folder=folder, status=0, output="") for name, folder in sites.items()}
    widths = {f"{page.site}:{page.path}": [_width(page)] for page in table}
    found: list[str] = look("axe.mjs", built, table, widths=widths)["violations"]
    return found


def _width(page: TablePage) -> int:
    """Return the width at which a page is seen, in pixels."""
    _, _, path = page.path.partition("/")
    number = _LOOKED_AT.index(path) + page.site.split(",").index(page.locale)
    return (1280, 360)[number % 2]
