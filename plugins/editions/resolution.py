"""Say for everything ever published whether it still leads somewhere, and if not, what line to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from editions.addresses import in_locale, is_file, page_of, section_of, without_locale
from editions.ledger import Kind, Ledger, Line
from editions.old_addresses import same_type
from editions.published import Published
from editions.redirects import Gone, Moved, Redirects
from sitekit.problems import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """All that decides whether what was published stays reachable."""

    ledger: Ledger  # all that must resolve
    redirects: Redirects
    published: Published  # what the site itself has, before any page of ours
    locales: tuple[str, ...]
    ledger_path: str  # as messages name the files
    redirects_path: str
    written: Ledger | None = None  # what of it stands in the file, where that is not all

    def neutral(self, address: str) -> str:
        """Return an address as redirects name it, the same in every language."""
        return without_locale(address, self.locales)

    def localised(self, address: str) -> tuple[str, ...]:
        """Return the addresses of all languages that one of a redirect stands for."""
        return tuple(dict.fromkeys(in_locale(address, locale) for locale in self.locales))


def broken_promises(promise: Promise) -> Iterator[Problem]:
    """Yield a problem for each redirect that is wrong, and for each line that leads nowhere.

    One for all languages, and none for a section that is mended together with its page.
    """
    yield from redirect_problems(promise)
    numbers = (promise.written or promise.ledger).numbers
    pages = _once([line for line in promise.ledger.of(Kind.PAGE) if not resolves(line, promise)], promise)
    assumed = _with_guesses(promise, pages)
    others = [line for line in promise.ledger if line.kind is not Kind.PAGE and not resolves(line, assumed)]
    yield from (_unresolved(line, numbers.get(line, 0), promise) for line in pages)
    yield from (_unresolved(line, numbers.get(line, 0), assumed) for line in _once(others, promise))


def _once(lines: Sequence[Line], promise: Promise) -> list[Line]:
    """Return the first of each that differ by language only."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(promise.neutral(line.address), line)
    return list(first.values())


def _with_guesses(promise: Promise, pages: Sequence[Line]) -> Promise:
    """Return what would be promised if each lost page had moved to where it most likely went."""
    moved = {
        promise.neutral(line.address): Moved(
            to=_guess(line, promise), place=Place(path=promise.redirects_path)
        )
        for line in pages
    }
    redirects = replace(promise.redirects, moved={**promise.redirects.moved, **moved})
    return replace(promise, redirects=redirects)


def resolves(line: Line, promise: Promise) -> bool:
    """Say whether a line is still there, has moved, or has a page that says what happened."""
    published, redirects = promise.published, promise.redirects
    match line.kind:
        case Kind.EDITION:
            return True  # the branch of editions keeps it; `kx publish` checks its manifest
        case Kind.EVENT:
            return line.address in published.events or f"event:{line.address}" in redirects
        case Kind.SECTION:
            return published.has(line.address) or _section_resolves(line.address, promise)
        case _:
            return published.has(line.address) or promise.neutral(line.address) in redirects


def _section_resolves(address: str, promise: Promise) -> bool:
    """Say whether a section has an entry of its own, or its page has one that serves it too."""
    neutral, redirects = promise.neutral(address), promise.redirects
    if neutral in redirects:
        return True
    page = page_of(neutral)
    if page in redirects.gone:
        return True
    moved = redirects.moved.get(page)
    if moved is None or "#" in moved.to:
        return moved is not None
    locale = page_of(address).split("/")[1]
    return promise.published.has(f"{in_locale(moved.to, locale)}#{section_of(address)}")


def redirect_problems(promise: Promise) -> Iterator[Problem]:
    """Yield each entry that leads to nothing, or stands where something is still published."""
    entries: list[tuple[str, str, Moved | Gone]] = [
        *((source, entry.to, entry) for source, entry in promise.redirects.moved.items()),
        *((source, entry.instead, entry) for source, entry in promise.redirects.gone.items()),
    ]
    for source, target, entry in entries:
        missing = [one for one in promise.localised(target) if not promise.published.has(one)]
        there = [one for one in promise.localised(source) if promise.published.offers(one)]
        if missing:
            best = _closest(target, _neutral_addresses(promise), default="/")
            values = {"address": source, "target": missing[0], "best": best}
            yield _problem("redirect-to-nothing", entry.place, **values)
        if there and not source.startswith("event:"):
            yield _problem("redirect-of-something-there", entry.place, address=source, there=there[0])


def _unresolved(line: Line, number: int, promise: Promise) -> Problem:
    place = Place(path=promise.ledger_path, line=number)
    values = {"address": line.address, "file": promise.redirects_path}
    if line.kind is Kind.EVENT:
        return _problem("unresolved-event", place, **values)
    source = promise.neutral(line.address)
    rule = "unresolved-section" if line.kind is Kind.SECTION else "unresolved"
    return _problem(rule, place, better=f"- {{from: {source}, to: {_guess(line, promise)}}}", **values)


def _guess(line: Line, promise: Promise) -> str:
    """Return where something most likely went; a person decides."""
    if line.kind is Kind.SECTION:
        return _guess_section(line.address, promise)
    published = promise.published
    if line.kind is Kind.PAGE:
        return _guess_page(line.address, promise)
    known = [
        one
        for one in sorted((*published.pages, *published.files))
        if is_file(one) == is_file(line.address) and same_type(one, line.address)
    ]
    same = [one for one in known if one.split("/")[1] == line.address.split("/")[1]]
    return _closest(line.address, same or known, default=line.address)


def _guess_page(address: str, promise: Promise) -> str:
    """Return the page that is new and shares most sections, or else is called nearly the same."""
    published = promise.published
    sections = {
        section_of(one.address) for one in promise.ledger.of(Kind.SECTION) if page_of(one.address) == address
    }
    locale = address.split("/")[1]
    before = {line.address for line in promise.ledger.of(Kind.PAGE)}
    own = [page for page in published.pages if page.startswith(f"/{locale}/")]
    new = [page for page in own if page not in before]
    shared = {page: len(sections & published.pages[page].lasting) for page in new}
    best = max(sorted(shared), key=lambda page: shared[page], default="")
    if best and shared[best]:
        return promise.neutral(best)
    return promise.neutral(_closest(address, new or own, default=f"/{locale}/"))


def _guess_section(address: str, promise: Promise) -> str:
    page, section = page_of(address), section_of(address)
    moved = promise.redirects.moved.get(promise.neutral(page))
    home = in_locale(moved.to, page.split("/")[1]) if moved else page
    if home not in promise.published.pages:
        return _guess_page(page, promise)
    best = _closest(section, sorted(promise.published.pages[home].lasting), default="")
    return promise.neutral(f"{home}#{best}" if best else home)


def _neutral_addresses(promise: Promise) -> list[str]:
    found = {promise.neutral(page) for page in promise.published.pages} | promise.published.files
    return sorted(found)


def _closest(wanted: str, known: Sequence[str], *, default: str) -> str:
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=0.3)), known[0] if known else default)


def _problem(rule: str, place: Place, **values: str) -> Problem:
    return Problem(code=f"editions/{rule}", place=place, values=values)
