"""Compare what published addresses name now with what they named before, so that no link changes its meaning.

An address that leads somewhere else than it did is a problem until a person agrees: by `reused` in
redirects.yml, or by an entry of its own in `moved` for a section of a page that was merged into another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.editions.addresses import in_locale, page_of, section_of, without_locale
from exchange.editions.ledger import Kind, Ledger
from exchange.editions.redirects import Redirects
from exchange.text.problems import Place, Problem

_PERMANENT = "/id/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What an address names now, and where that is written: a heading, a term, the page of an id."""

    address: str
    text: str
    place: Place
    is_term: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What addresses name now and what they named, with the decisions of people."""

    names: Sequence[Name]
    ledger: Ledger
    redirects: Redirects
    locales: tuple[str, ...]
    redirects_path: str  # as messages name the file

    def neutral(self, address: str) -> str:
        """Return an address as redirects name it, the same in every language."""
        return without_locale(address, self.locales)


def changed_meanings(meanings: Meanings) -> Iterator[Problem]:
    """Yield a problem for each address that names something else, once for all languages."""
    old_names = meanings.ledger.names()
    addresses: set[str] = set()
    for problem in (
        *_taken_headings(meanings, old_names),
        *_other_terms(meanings, old_names),
        *_permanent_ids(meanings, old_names),
        *_merged_sections(meanings, old_names),
    ):
        address = problem.values["address"]
        if address not in addresses:
            addresses.add(address)
            yield problem


def _taken_headings(meanings: Meanings, old_names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield sections and terms that have the name of another one of their page, which has it no more."""
    now = {name.address: name.text for name in meanings.names}
    holders: dict[tuple[str, str], list[str]] = {}
    for address, texts in old_names.items():
        for text in texts if "#" in address else ():
            holders.setdefault((page_of(address), text), []).append(address)
    for name in meanings.names:
        if "#" not in name.address or name.text in old_names.get(name.address, {name.text}):
            continue
        for holder in holders.get((page_of(name.address), name.text), ()):
            if now.get(holder) != name.text and not _is_agreed(name.address, meanings):
                yield _problem(
                    "meaning-of-section", name, meanings, other=meanings.neutral(holder), new=name.text
                )


def _other_terms(meanings: Meanings, old_names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield terms that no language calls by a name it had."""
    terms: dict[str, list[Name]] = {}
    for name in meanings.names:
        if name.is_term and name.address in old_names:
            terms.setdefault(meanings.neutral(name.address), []).append(name)
    for names in terms.values():
        is_other = not any(name.text in old_names[name.address] for name in names)
        if is_other and not _is_agreed(names[0].address, meanings):
            old = ", ".join(sorted(old_names[names[0].address]))
            yield _problem("meaning-of-term", names[0], meanings, old=old, new=names[0].text)


def _permanent_ids(meanings: Meanings, old_names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield permanent ids of other pages than before, then addresses of pages with another id than before."""
    ids = [name for name in meanings.names if name.address.startswith(_PERMANENT)]
    by_page = {name.text: name for name in ids}
    existing = {meanings.neutral(page_of(name.address)) for name in meanings.names}
    moves = meanings.redirects.moves
    pages_with_other_id: set[str] = set()
    addresses = [name.address for name in ids]
    for name in ids:
        if addresses.count(name.address) > 1:
            continue  # which page it names is another question
        pages = old_names.get(name.address, frozenset())
        has_moved = any(page in moves and moves[page].to == name.text for page in pages)
        if pages and name.text not in pages and not has_moved:
            pages_with_other_id |= {name.text, *pages}
            is_lost = all(page not in existing and page not in meanings.redirects for page in pages)
            if not is_lost and not _is_agreed(name.address, meanings):  # said of the page where it is lost
                old = ", ".join(sorted(pages))
                yield _problem("meaning-of-id", name, meanings, old=old, new=name.text)
    for address, pages in sorted(old_names.items()):
        for page in sorted(pages - pages_with_other_id) if address.startswith(_PERMANENT) else ():
            new_name = by_page.get(page)
            if new_name is not None and new_name.address != address and address not in moves:
                had_id = page in old_names.get(new_name.address, ())
                is_agreed = meanings.redirects.reused.get(page) == new_name.address
                if not had_id and not is_agreed:
                    values = {"old": address, "new": new_name.address, "id": address.split("/")[2]}
                    yield _problem("meaning-of-page", new_name, meanings, source=page, **values)


def _merged_sections(meanings: Meanings, old_names: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield sections of pages merged into others that have a section of the same id: which one is meant?"""
    redirects = meanings.redirects
    headings = {name.address: name for name in meanings.names}
    for line in meanings.ledger.lines_of(Kind.SECTION):
        source = meanings.neutral(line.address)
        move = redirects.moves.get(page_of(source))
        if (
            move is None
            or source in redirects
            or not _is_merged(page_of(source), move.to, meanings, old_names)
        ):
            continue
        locale = line.address.split("/")[1]
        heading = headings.get(f"{in_locale(move.to, locale)}#{section_of(source)}")
        if heading is not None:
            values = {
                "address": source,
                "target": meanings.neutral(heading.address),
                "heading": heading.text,
                "file": meanings.redirects_path,
                "better": f"- {{from: {source}, to: {meanings.neutral(heading.address)}}}",
            }
            yield Problem(code="editions/meaning-of-merged", place=move.place, values=values)


def _is_merged(page: str, target: str, meanings: Meanings, old_names: Mapping[str, frozenset[str]]) -> bool:
    """Return True if a page led to another that already was one, or to one that is not the same by its id."""
    now = {name.address: name.text for name in meanings.names if name.address.startswith(_PERMANENT)}
    ids = {
        address for address, pages in old_names.items() if address.startswith(_PERMANENT) and page in pages
    }
    return bool(ids) and not any(target in old_names[name] or now.get(name) == target for name in ids)


def _is_agreed(address: str, meanings: Meanings) -> bool:
    """Return True if a person agreed to what an address names now, in the words of any language."""
    neutral = meanings.neutral(address)
    approval = meanings.redirects.reused.get(neutral)
    return approval is not None and any(
        name.text == approval for name in meanings.names if meanings.neutral(name.address) == neutral
    )


def _problem(
    rule: str, name: Name, meanings: Meanings, *, new: str, source: str = "", **values: str
) -> Problem:
    """Return the question whether an address may name something else, with the line that says yes."""
    address = source or meanings.neutral(name.address)
    literal = new if new.startswith("/") else '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    better = f"- {{from: {address}, for: {literal}}}"
    details = {"address": address, "new": new, "file": meanings.redirects_path, "better": better, **values}
    return Problem(code=f"editions/{rule}", place=name.place, values=details)
