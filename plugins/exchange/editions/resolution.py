"""Say for everything ever published whether it still leads somewhere, and if not, what line to add."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from exchange.editions.addresses import in_locale, is_file, page_of, section_of, without_locale
from exchange.editions.companions import beside, owner
from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Move, Redirects, Tombstone
from exchange.languages.language import is_language
from exchange.text.problems import SEARCH_LIMIT, Place, Problem
from exchange.text.suggestions import nearest_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """All that decides whether what was published stays reachable."""

    ledger: Ledger  # all that must resolve
    redirects: Redirects
    published: Publication  # what the site itself has, before any page of ours
    locales: tuple[str, ...]
    ledger_path: str  # as messages name the files
    redirects_path: str
    file_ledger: Ledger | None = None  # the part of it in the file, where that is not all
    successor: Callable[[str], str] = lambda _section: ""  # where the text of a lost section is, if anywhere
    ids: Mapping[str, str] = field(
        default_factory=dict
    )  # from `/id/x/` to its page now, as redirects name it

    def neutral(self, address: str) -> str:
        """Return an address as redirects name it, the same in every language."""
        return without_locale(address, self.locales)

    def locale_paths(self, address: str) -> tuple[str, ...]:
        """Return the addresses in all languages that one of a redirect means; of a file, those it had."""
        paths = tuple(dict.fromkeys(in_locale(address, locale) for locale in self.locales))
        in_folders = [f"/{locale}{address}" for locale in self.locales] if is_file(address) else []
        return tuple(path for path in in_folders if self._had(path)) or paths

    def _had(self, path: str) -> bool:
        return self.published.has(path) or Line(kind=Kind.DOWNLOAD, address=path) in self.ledger.lines


def broken_promises(promise: Promise) -> Iterator[Problem]:
    """Yield a problem for each redirect that is wrong, and for each line that leads nowhere.

    One for all languages, one for a whole language, and none for a section that is mended with its page.
    """
    yield from redirect_problems(promise)
    numbers = (promise.file_ledger or promise.ledger).numbers
    if dropped_languages := list(_dropped_languages(promise, numbers)):
        yield from dropped_languages
        return
    most_lines = SEARCH_LIMIT * len(promise.locales)  # that name so many addresses
    lost_pages = (line for line in promise.ledger.lines_of(Kind.PAGE) if not resolves(line, promise))
    pages = _first_of_each([*islice(lost_pages, most_lines)], promise)[:SEARCH_LIMIT]
    lost_addresses = {promise.neutral(line.address) for line in pages}
    pages = [line for line in pages if owner(promise.neutral(line.address)) not in lost_addresses]
    repaired_promise = _mend(promise, pages)
    other_lines = islice(
        (
            line
            for line in promise.ledger
            if line.kind is not Kind.PAGE and not resolves(line, repaired_promise)
        ),
        most_lines,
    )
    yield from (_unresolved_line(line, numbers.get(line, 0), promise) for line in pages)
    yield from (
        _unresolved_line(line, numbers.get(line, 0), repaired_promise)
        for line in _first_of_each([*other_lines], promise)
    )


def _dropped_languages(promise: Promise, numbers: Mapping[Line, int]) -> Iterator[Problem]:
    """Yield a problem for each language in which pages were published, and which the site no longer has."""
    folders = {line.address.split("/")[1] for line in promise.ledger.lines_of(Kind.PAGE)}
    for language in sorted(name for name in folders - {*promise.locales} if is_language(name)):
        lines = [
            line for line in promise.ledger if f"/{language}/" in line.address and not resolves(line, promise)
        ]
        if lines:
            place = Place(path=promise.ledger_path, line=min(numbers.get(line, 0) for line in lines))
            yield _problem("language-dropped", place, language=language, count=str(len(lines)))


def _first_of_each(lines: Sequence[Line], promise: Promise) -> list[Line]:
    """Return the first of each that differ by language only."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(promise.neutral(line.address), line)
    return list(first.values())


def _mend(promise: Promise, pages: Sequence[Line]) -> Promise:
    """Return what would be promised if each lost page were entered as its own problem proposes."""
    place = Place(path=promise.redirects_path)
    moves = {promise.neutral(line.address): _successor(line.address, promise) for line in pages}
    redirects = replace(
        promise.redirects,
        moves={
            **promise.redirects.moves,
            **{old: Move(to=new, place=place) for old, new in moves.items() if new},
        },
        tombstones={
            **promise.redirects.tombstones,
            **{old: Tombstone(reason={}, instead="/", place=place) for old, new in moves.items() if not new},
        },
    )
    return with_companions(replace(promise, redirects=redirects))


def with_companions(promise: Promise) -> Promise:
    """Return the promise with an entry for all that belonged to a page which moved or is gone."""
    redirects = promise.redirects
    moves, tombstones = dict(redirects.moves), dict(redirects.tombstones)
    for line in promise.ledger.lines_of(Kind.PAGE, Kind.DOWNLOAD):
        address = promise.neutral(line.address)
        page = owner(address)
        if page not in redirects or resolves(line, promise):
            continue
        if page in redirects.tombstones:
            tombstones[address] = redirects.tombstones[page]
        elif all(map(promise.published.has, promise.locale_paths(target := beside(moves[page].to, address)))):
            moves[address] = replace(moves[page], to=target)
    return replace(promise, redirects=replace(redirects, moves=moves, tombstones=tombstones))


def resolves(line: Line, promise: Promise) -> bool:
    """Return True if a line is still there, has moved, or has a page that says what happened."""
    published, redirects = promise.published, promise.redirects
    if published.is_unread(line.address):
        return True
    match line.kind:
        case Kind.EDITION | Kind.NAME:
            return True  # the branch keeps editions, as `kx publish` checks; names are compared by `meanings`
        case Kind.EVENT:
            return line.address in published.events or f"event:{line.address}" in redirects
        case Kind.SECTION:
            return published.has(line.address) or _section_resolves(line.address, promise)
        case _:
            return published.has(line.address) or promise.neutral(line.address) in redirects


def _section_resolves(address: str, promise: Promise) -> bool:
    """Return True if a section has an entry of its own, or its page has one that serves it too."""
    neutral, redirects = promise.neutral(address), promise.redirects
    if neutral in redirects:
        return True
    page = page_of(neutral)
    if page in redirects.tombstones:
        return True
    move = redirects.moves.get(page)
    if move is None or "#" in move.to:
        return move is not None
    locale = page_of(address).split("/")[1]
    return promise.published.has(f"{in_locale(move.to, locale)}#{section_of(address)}")


def redirect_problems(promise: Promise) -> Iterator[Problem]:
    """Yield each entry that leads to nothing, or stands where something is still published."""
    entries: list[tuple[str, str, Move | Tombstone]] = [
        *((source, entry.to, entry) for source, entry in promise.redirects.moves.items()),
        *((source, entry.instead, entry) for source, entry in promise.redirects.tombstones.items()),
    ]
    for source, target, entry in entries:
        missing = [path for path in promise.locale_paths(target) if not _leads(path, promise.published)]
        existing = [path for path in promise.locale_paths(source) if promise.published.offers(path)]
        if missing:
            best = nearest_path(target, _neutral_addresses(promise)) or ""
            values = {"address": source, "target": missing[0], "best": best}
            yield _problem("redirect-to-nothing", entry.place, **values)
        if existing and not source.startswith("event:"):
            yield _problem("redirect-of-something-there", entry.place, address=source, there=existing[0])


def _leads(address: str, published: Publication) -> bool:
    return published.has(address) or published.is_unread(address)


def _unresolved_line(line: Line, number: int, promise: Promise) -> Problem:
    place = Place(path=promise.ledger_path, line=number)
    values = {"address": line.address, "file": promise.redirects_path}
    if line.kind is Kind.EVENT:
        return _problem("unresolved-event", place, **values)
    source = promise.neutral(line.address)
    reason = ", ".join(f'{locale}: "..."' for locale in promise.locales)
    values["gone_entry"] = (
        f"- {{from: {source}, reason: {{{reason}}}, instead: {_nearest_folder(source, promise)}}}"
    )
    rule, successor = "unresolved", ""
    if line.kind is Kind.SECTION:
        rule, successor = "unresolved-section", promise.neutral(promise.successor(line.address))
    elif line.kind is Kind.PAGE:
        successor = _successor(line.address, promise)
    if successor:
        better = f"- {{from: {source}, to: {successor}}}"
        return _problem(f"{rule}-moved", place, better=better, successor=successor, **values)
    return _problem(rule, place, source=source, **values)


def _successor(address: str, promise: Promise) -> str:
    """Return the page with the permanent id of a lost one, else a new one with at least half of its sections.

    It is as redirects name it, empty where there is none. A name alone is no evidence: a call or guide that
    only sounds alike is another one.
    """
    published, source = promise.published, promise.neutral(address)
    for name in _ids_of_pages(promise.ledger).get(source, ()):
        if promise.ids.get(name, source) != source:
            return promise.ids[name]
    ledger_sections = _sections_of_pages(promise.ledger)
    sections = ledger_sections.get(address, set())
    locale = address.split("/")[1]
    new = sorted(
        page for page in published.pages if page.startswith(f"/{locale}/") and page not in ledger_sections
    )
    common_sections = {page: len(sections & published.pages[page].lasting) for page in new}
    best = max(new, key=lambda page: common_sections[page], default="")
    return promise.neutral(best) if best and 0 < len(sections) <= 2 * common_sections[best] else ""


@lru_cache(maxsize=1)
def _sections_of_pages(ledger: Ledger) -> Mapping[str, set[str]]:
    """Return the sections of each page of a ledger, read once for all pages that are lost."""
    pages: dict[str, set[str]] = {line.address: set() for line in ledger.lines_of(Kind.PAGE)}
    for line in ledger.lines_of(Kind.SECTION):
        pages.setdefault(page_of(line.address), set()).add(section_of(line.address))
    return pages


@lru_cache(maxsize=1)
def _ids_of_pages(ledger: Ledger) -> Mapping[str, list[str]]:
    """Return the permanent ids that each page of a ledger had, as redirects name it."""
    ids: dict[str, list[str]] = {}
    for line in ledger.lines_of(Kind.NAME):
        if line.address.startswith("/id/"):
            ids.setdefault(line.name, []).append(line.address)
    return ids


def _nearest_folder(source: str, promise: Promise) -> str:
    """Return the page that readers of something taken away go on to: its own, its folder's, or the first."""
    if "#" in source:
        page = page_of(source)
        return promise.redirects.moves[page].to if page in promise.redirects.moves else page
    folder = "/calls/" if source.startswith("/calendar/") else source
    while folder.count("/") > 2 or folder == source:
        folder = f"{folder.rstrip('/').rpartition('/')[0]}/"
        if folder == "/" or all(promise.published.has(path) for path in promise.locale_paths(folder)):
            return folder
    return folder if all(promise.published.has(path) for path in promise.locale_paths(folder)) else "/"


def _neutral_addresses(promise: Promise) -> list[str]:
    addresses = {promise.neutral(page) for page in promise.published.pages} | promise.published.files
    return sorted(addresses)


def _problem(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"editions/{rule}", place=place, values=values)
