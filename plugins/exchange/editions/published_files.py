"""Look at a built site and say what it publishes: pages with their places, files, events of calendars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exchange.build.outputs import files_below
from exchange.citing.cited_pages import CITE_PAGE
from exchange.citing.short_links import FOLDER
from exchange.editions.ledger import Kind, Line
from exchange.editions.page_ids import PageIds, page_ids
from exchange.pages.side_by_side import FOLDER as SIDE_BY_SIDE
from exchange.text.content_folder import read_bytes

# What only pages point to. Plans are to take away, and go with the deadline; other packages make what is in
# extra/; what is below embed/, changes/ and both/ is promised by the pages it is made of.
_PAGE_FILES = (
    "assets/built/", "assets/sealed/", "search/", "hosting/", "editions/", "plan/", "extra/", "embed/",
    "changes/", f"{SIDE_BY_SIDE}/",
)  # fmt: skip
_PASSING_FOLDERS = ("editions", "embed")  # with nearly all files of a site that has many editions
PERMANENT = ("/id/", FOLDER)
"""How addresses begin that name a page wherever it is."""

_NAME_ENDS = re.compile(r"-(?:alarms|days)\.ics|\.")  # behind the name of a call: in a calendar, in an event
_PASSING_END = "offline.zip"  # a copy of a day; a course has one at the same name as long as it is there
_LATE = re.compile(r"[^/]+/translation/(?:index\.html|late\.json|late\.atom)")  # what is late today
_PASSING = (
    "sitemap.xml",
    "robots.txt",
    "404.html",
    "licences.txt",
    "versions.json",
    "list.json",
    "past.json",
    "list.txt",
    "past.txt",
    CITE_PAGE,
)


def passing(path: str) -> bool:
    """Return True if a path below the site is the site's own: remade in each build and never promised."""
    return (
        path == "changes.json"  # feeds have the same name
        or _LATE.fullmatch(path) is not None
        or path.startswith(_PAGE_FILES)
        or path.endswith(_PASSING_END)
        or path.rpartition("/")[2] in _PASSING
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a site publishes; pages and files by their address.

    Of what is `unread` nobody knows what it would publish: its own faults come first. These are addresses of
    pages, and names of calls.
    """

    pages: Mapping[str, PageIds]
    files: frozenset[str]
    events: frozenset[str]
    unread: frozenset[str] = frozenset()

    def has(self, address: str) -> bool:
        """Return True if an address leads to something: a page, a section that is there, a file."""
        page, mark, section = address.partition("#")
        if page in self.pages:
            return not mark or section in self.pages[page].all
        return address in self.files

    def is_unread(self, address: str) -> bool:
        """Return True if what an address, or the UID of an event, leads to belongs to something unread."""
        call = address.rpartition("/call/")[2] if address.endswith(".ics") else address
        if address.startswith("/id/"):  # which page has it is not known either
            return any(section.endswith("/") for section in self.unread)
        return bool({address.partition("#")[0], *_NAME_ENDS.split(call)[:1]} & self.unread)

    def offers(self, address: str) -> bool:
        """Return True if an address leads to a page, a file or a section of the text, not only to a mark."""
        page, mark, section = address.partition("#")
        return section in self.pages[page].lasting if mark and page in self.pages else self.has(address)

    def with_pages(self, pages: Mapping[str, frozenset[str]]) -> Publication:
        """Return what is published once these pages, with their ids, are there too."""
        additions = {address: PageIds(all=ids, lasting=ids) for address, ids in pages.items()}
        return replace(self, pages={**self.pages, **additions})

    def lines(self) -> Iterator[Line]:
        """Yield all that must stay reachable from now on."""
        for address, ids in self.pages.items():
            kind = Kind.ID if address.startswith(PERMANENT) else Kind.PAGE
            yield Line(kind=kind, address=address)
            yield from (Line(kind=Kind.SECTION, address=f"{address}#{section}") for section in ids.lasting)
        for address in self.files:
            kind = Kind.CALENDAR if address.endswith(".ics") else Kind.DOWNLOAD
            yield Line(kind=kind, address=address)
        yield from (Line(kind=Kind.EVENT, address=uid) for uid in self.events)


IdsOf = Callable[[str, bytes], PageIds]
"""From a page's address and bytes to its ids."""


def _read_ids(_address: str, html: bytes) -> PageIds:
    return page_ids(html.decode("utf-8"))


def read_published(
    folder: Path, ids_of: IdsOf = _read_ids, paths: Iterable[str] | None = None
) -> Publication:
    """Read the live site below its root, or some files of it; sealed editions have manifests of their own."""
    pages: dict[str, PageIds] = {}
    files: set[str] = set()
    events: set[str] = set()
    for path in files_below(folder, exclusions=_PASSING_FOLDERS) if paths is None else paths:
        name = path.rpartition("/")[2]
        if passing(path):
            continue
        if name == "index.html":
            address = f"/{path.removesuffix('index.html')}"
            pages[address] = ids_of(address, read_bytes(f"{folder}/{path}", 0))
        elif not any(part.startswith((".", "_")) for part in path.split("/")) and " " not in path:
            files.add(f"/{path}")
            if path.endswith(".ics"):
                events.update(event_ids((folder / path).read_text(encoding="utf-8")))
    return Publication(pages=pages, files=frozenset(files), events=frozenset(events))


def event_ids(calendar: str) -> Iterator[str]:
    """Yield the UID of each event of a calendar (RFC 5545, 3.8.4.7)."""
    text = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    for line in text.split("\n"):
        if line.startswith("UID:") and not {" ", ",", '"'} & {*line}:
            yield line.removeprefix("UID:")
