"""Put sealed editions into a built live site: verified, shared files once, with what has been said since."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment

from editions import branch
from editions.addresses import in_locale, relative, to_root, without_locale
from editions.ledger import Kind, Ledger
from editions.live import rendered
from editions.manifest import NAME, differences, hashes, read_manifest
from editions.notes import Note, NoteKind
from editions.redirects import Redirects
from editions.root_pages import Around, Choice, RootPage
from editions.sealed_html import page_name
from editions.section_texts import section_texts
from sitekit.problems import Place, Problem
from sitekit.strings import Strings

SECTIONS = "sections.json"
"""In each edition: the title and digest of each section of each page, to be held against later ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is said about one page of an edition in one language, after it was sealed."""

    name: str
    title: str
    href: str
    lines: tuple[str, ...]


def digests_of(folder: Path, locales: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return the sections of every page below a folder: address to id to title and digest."""
    found: dict[str, dict[str, list[str]]] = {}
    for locale in locales:
        for file in sorted((folder / locale).rglob("index.html")):
            texts = section_texts(file.read_text(encoding="utf-8"))
            address = f"/{file.parent.relative_to(folder).as_posix()}/"
            found[address] = {name: [one.title, one.digest] for name, one in texts.items()}
    return found


Sections = Mapping[str, Mapping[str, Sequence[str]]]
"""Address to id to title and digest, as `digests_of` finds them."""


def other_words(before: Sections, now: Sections) -> Iterator[str]:
    """Yield each section whose words are not the same, as `words of /en/guides/x/#y`."""
    for address in sorted({*before, *now}):
        old, new = before.get(address, {}), now.get(address, {})
        for name in sorted({*old, *new}):
            if old.get(name, ("", ""))[1] != new.get(name, ("", ""))[1]:
                yield f"words of {address}{f'#{name}' if name else ''}"


class Assembly:
    """The editions of a site on their way into its folder."""

    def __init__(
        self,
        repository: Path,
        folder: Path,
        env: Environment,
        notes: Sequence[Note],
        redirects: Redirects,
        around: Around,
    ) -> None:
        self.repository = repository
        self.folder = folder
        self.env = env
        self.notes = notes
        self.redirects = redirects
        self.around = around
        self.codes = [locale.code for locale in around.locales]

    def add_all(self) -> Iterator[Problem]:
        """Add every edition; yield a problem for each file that is not as it was sealed."""
        current = digests_of(self.folder, self.codes)  # pages that tell of a move are asked for by nobody
        for edition in branch.editions(self.repository):
            target = self.folder / "editions" / edition
            target.mkdir(parents=True)
            branch.extract(self.repository, edition, target)
            sealed = read_manifest((target / NAME).read_text(encoding="utf-8"))
            for line in differences(sealed, hashes(target)):
                place = Place(path=f"{branch.BRANCH}:{branch.PREFIX}/{edition}")
                yield Problem(code="editions/seal-broken", place=place, values={"line": line})
            self._share_assets(target)
            self._say_since(edition, target, current)
            self._withdraw(edition)

    def lost(self, ledger: Ledger, path: str) -> Iterator[Problem]:
        """Yield a problem for each edition that was published and is not on the branch."""
        there = {f"/editions/{edition}/" for edition in branch.editions(self.repository)}
        for number, line in enumerate(ledger, 1):
            if line.kind is Kind.EDITION and line.address not in there:
                values = {"address": line.address}
                yield Problem(
                    code="editions/edition-lost", place=Place(path=path, line=number), values=values
                )

    def _share_assets(self, edition: Path) -> None:
        """Move the edition's shared files to the root, where their names say their bytes."""
        shared = edition / "assets"
        for file in sorted(shared.rglob("*")):
            if file.is_file():
                target = self.folder / "assets" / file.relative_to(shared)
                target.parent.mkdir(parents=True, exist_ok=True)
                file.replace(target)
        shutil.rmtree(shared, ignore_errors=True)

    def _say_since(self, edition: str, target: Path, current: Mapping[str, Mapping[str, list[str]]]) -> None:
        sealed = json.loads((target / SECTIONS).read_text(encoding="utf-8"))
        said: dict[str, dict[str, tuple[str, ...]]] = {}
        for locale in self.codes:
            pages = [
                self._since(edition, address, locale, sections, current.get(self._now(address)))
                for address, sections in sorted(sealed.items())
                if address.startswith(f"/{locale}/")
            ]
            for page in pages:
                said.setdefault(page.name, {})[locale] = page.lines
            self._write_since(edition, locale, pages)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        (target / "since.json").write_text(text, encoding="utf-8")

    def _now(self, address: str) -> str:
        """Return where a page of that address is now; an empty text where it is no more."""
        page = without_locale(address, self.codes)
        if page in self.redirects.gone:
            return ""
        moved = self.redirects.moved.get(page)
        return in_locale(moved.to, address.split("/")[1]) if moved else address

    def _since(
        self,
        edition: str,
        address: str,
        locale: str,
        sealed: Mapping[str, list[str]],
        current: Mapping[str, list[str]] | None,
    ) -> Since:
        words = self.around.words[locale]
        page = f"/{address.split('/', 2)[2]}"
        notes = [note for note in self.notes if note.edition == edition and note.page == page]
        lines = [f"{_heading(note, words)}: {note.text[locale]}" for note in notes]
        start = f"/editions/{edition}/since/{locale}/"
        return Since(
            name=page_name(address),
            title=page,
            href=relative(f"/editions/{edition}{address}", start=start),
            lines=(*lines, _changes(sealed, current, words)),
        )

    def _write_since(self, edition: str, locale: str, pages: Sequence[Since]) -> None:
        address = f"/editions/{edition}/since/{locale}/"
        words = self.around.words[locale]
        page = RootPage(
            template="since.html",
            address=address,
            root=to_root(address),
            choices=(Choice(code=locale, name="", href="", words=words),),
            more={"edition": edition, "pages": pages},
        )
        self._write(page)

    def _withdraw(self, edition: str) -> None:
        for note in self.notes:
            if note.edition == edition and note.kind is NoteKind.WITHDRAWN:
                for code in self.codes:
                    self._write(self._tombstone(note, code))

    def _tombstone(self, note: Note, locale: str) -> RootPage:
        address = f"/editions/{note.edition}/{locale}{note.page}"
        file = self.folder / address.lstrip("/") / "index.html"
        ids = sorted(section_texts(file.read_text(encoding="utf-8"))) if file.is_file() else []
        choices = [
            Choice(
                code=one.code,
                name=one.name,
                href=relative(in_locale(note.instead, one.code), start=address),
                words=self.around.words[one.code],
                reason=f"{_heading(note, self.around.words[one.code])}: {note.text[one.code]}",
            )
            for one in sorted(self.around.locales, key=lambda one: (one.code != locale, one.code))
        ]
        return RootPage(
            template="tombstone.html",
            address=address,
            root=to_root(address),
            choices=tuple(choices),
            more={"ids": [name for name in ids if name]},
        )

    def _write(self, page: RootPage) -> None:
        file = self.folder / page.address.lstrip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(rendered(self.env, page), encoding="utf-8")


def _heading(note: Note, words: Strings) -> str:
    day = format_date(note.day, format="long", locale=words("babel-locale"))
    return (
        words("since-withdrawn", day=day)
        if note.kind is NoteKind.WITHDRAWN
        else words("since-erratum", day=day)
    )


def _changes(sealed: Mapping[str, list[str]], current: Mapping[str, list[str]] | None, words: Strings) -> str:
    """Return which sections the current page has otherwise, without, or besides."""
    if current is None:
        return words("since-left")
    names = [
        (current.get(name) or sealed[name])[0] or words("since-whole")
        for name in [*sealed, *(one for one in current if one not in sealed)]
        if sealed.get(name, ["", ""])[1] != current.get(name, ["", ""])[1]
    ]
    return words("since-changed", sections=", ".join(dict.fromkeys(names))) if names else words("since-same")
