"""Put sealed editions into a built live site: shared files once, with what has been said since."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment

from exchange.build.removal import remove_file
from exchange.citing.cited_pages import citations_file
from exchange.editions.addresses import in_locale, relative, to_root
from exchange.editions.digests import Sections
from exchange.editions.live_site import render_page
from exchange.editions.notes import Note, NoteKind
from exchange.editions.redirects import Redirects
from exchange.editions.root_pages import PageContext, RootPage, shown_reason
from exchange.editions.sealed_html import page_name
from exchange.editions.shelf import Sealed, link
from exchange.editions.version_views import Citation, VersionRecords, version_pages
from exchange.editions.versions import address_now
from exchange.pages.root_pages import Choice
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.strings import Strings
from exchange.text.translations import shown_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said of a page, and after it what was written in another language only."""

    text: str
    original: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What is said about one page of an edition in one language, after it was sealed."""

    name: str
    title: str
    href: str
    lines: tuple[Line, ...]


def broken_editions(shelf: Sequence[Sealed], *, branch: str) -> Iterator[Problem]:
    """Yield a problem for each file that is not as it was sealed."""
    for sealed in shelf:
        for difference in sealed.differences:
            place = Place(path=f"{branch}/{sealed.edition}/{difference.path}")
            rule = f"seal-{difference.kind.value}"
            yield Problem(code=f"editions/{rule}", place=place)


def known_versions(
    shelf: Sequence[Sealed], notes: Sequence[Note], redirects: Redirects, locales: tuple[str, ...]
) -> VersionRecords:
    """Return all that decides what pages show of their versions."""
    return VersionRecords(
        sealed={sealed.edition: sealed.sections() for sealed in shelf},
        redirects=redirects,
        withdrawn=frozenset((note.edition, note.page) for note in notes if note.kind is NoteKind.WITHDRAWN),
        locales=locales,
        citations={sealed.edition: dict(_citations(sealed, locales)) for sealed in shelf},
    )


def _citations(sealed: Sealed, locales: Sequence[str]) -> Iterator[tuple[str, Citation]]:
    """Yield the address of each page and how the edition cites it; nothing of a section."""
    for locale in locales:
        file = sealed.folder / citations_file(locale, "json")
        for item in json.loads(file.read_text(encoding="utf-8")) if file.is_file() else ():
            _, is_there, address = str(item["URL"]).partition(f"/editions/{sealed.edition}/")
            if is_there and "#" not in address:
                yield f"/{address}", item


@dataclass(frozen=True, slots=True)
class Assembly:
    """The editions of a site on their way into its folder."""

    folder: Path
    env: Environment
    notes: Sequence[Note]
    records: VersionRecords
    context: PageContext

    def add_all(self, shelf: Sequence[Sealed], current: Sections) -> None:
        """Add every edition, what was said since by comparison with current pages, lists of versions.

        Raises ContentProblems where the site has a file at a shared address that is not the one sealed.
        """
        for sealed in shelf:
            self._add(sealed)
            self._say_since(sealed.edition, current)
            self._withdraw(sealed.edition)
        for page in version_pages(self.records, current, self.context):
            self._write(page)

    def _add(self, sealed: Sealed) -> None:
        """Put an edition's files in their places, those that editions share at the root."""
        folders: set[Path] = set()
        for path in sealed.files:
            is_shared = path.startswith("assets/")
            target = self.folder / path if is_shared else self.folder / "editions" / sealed.edition / path
            if is_shared and target.exists():  # its name says its bytes, unless somebody else has written it
                if not filecmp.cmp(sealed.folder / path, target, shallow=False):
                    raise ContentProblems([Problem(code="editions/seal-shared", place=Place(path=path))])
                continue
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            link(sealed.folder / path, target)

    def _say_since(self, edition: str, current: Sections) -> None:
        changes: dict[str, dict[str, list[str]]] = {}
        for locale in self.records.locales:
            pages = [
                self._changes_page(edition, address, locale, sections, current.get(self._now(address)))
                for address, sections in sorted(self.records.sealed[edition].items())
                if address.startswith(f"/{locale}/")
            ]
            pages = [page for page in pages if page.lines]
            for page in pages:
                changes.setdefault(page.name, {})[locale] = [
                    f"{line.text}{line.original}" for line in page.lines
                ]
            self._write_since(edition, locale, pages)
        text = json.dumps(changes, ensure_ascii=False, sort_keys=True)
        (self.folder / "editions" / edition / "since.json").write_text(text, encoding="utf-8")

    def _now(self, address: str) -> str:
        return address_now(address, self.records.redirects, self.records.locales)

    def _changes_page(
        self,
        edition: str,
        address: str,
        locale: str,
        sealed: Mapping[str, Sequence[str]],
        current: Mapping[str, Sequence[str]] | None,
    ) -> ChangesPage:
        words = self.context.words[locale]
        page = f"/{address.split('/', 2)[2]}"
        notes = [note for note in self.notes if note.edition == edition and note.page == page]
        lines = [_line(note, words, locale) for note in notes]
        if page != "/":  # the front page of an edition is its own
            lines.append(Line(text=_changes(sealed, current, words)))
        start = f"/editions/{edition}/since/{locale}/"
        return ChangesPage(
            name=page_name(address),
            title=sealed.get("", ("",))[0] or page,
            href=relative(f"/editions/{edition}{address}", start=start),
            lines=tuple(lines),
        )

    def _write_since(self, edition: str, locale: str, pages: Sequence[ChangesPage]) -> None:
        address = f"/editions/{edition}/since/{locale}/"
        words = self.context.words[locale]
        page = RootPage(
            template="since.html",
            address=address,
            root=to_root(address),
            choices=(Choice(code=locale, words=words),),
            extras={"edition": edition, "pages": pages},
        )
        self._write(page)

    def _withdraw(self, edition: str) -> None:
        for note in self.notes:
            if note.edition == edition and note.kind is NoteKind.WITHDRAWN:
                for code in self.records.locales:
                    self._write(self._tombstone(note, code))

    def _tombstone(self, note: Note, locale: str) -> RootPage:
        address = f"/editions/{note.edition}/{locale}{note.page}"
        sealed = self.records.sealed[note.edition]
        ids = sorted(sealed.get(f"/{locale}{note.page}", ()))
        choices = [
            Choice(
                code=language.code,
                name=language.name,
                href=relative(in_locale(note.instead, language.code), start=address),
                words=self.context.words[language.code],
                title=sealed.get(f"/{language.code}{note.page}", {}).get("", ("",))[0],
                heading=f"{_heading(note, self.context.words[language.code])}: ",
                **shown_reason(note.text, language.code),
            )
            for language in sorted(
                self.context.locales, key=lambda language: (language.code != locale, language.code)
            )
        ]
        return RootPage(
            template="tombstone.html",
            address=address,
            root=to_root(address),
            choices=tuple(choices),
            extras={"ids": [name for name in ids if name], "edition": note.edition},
        )

    def _write(self, page: RootPage) -> None:
        file = self.folder / page.address.lstrip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        remove_file(file)  # the file of an edition is kept elsewhere too: never write into it
        file.write_text(render_page(self.env, page), encoding="utf-8")


def _line(note: Note, words: Strings, locale: str) -> Line:
    heading, lang = _heading(note, words), shown_language(note.text, locale)
    if lang == locale:
        return Line(text=f"{heading}: {note.text[locale]}")
    return Line(text=f"{heading}: ", original=note.text[lang], lang=lang)


def _heading(note: Note, words: Strings) -> str:
    day = format_date(note.day, format="long", locale=words("babel-locale"))
    return (
        words("since-withdrawn", day=day)
        if note.kind is NoteKind.WITHDRAWN
        else words("since-erratum", day=day)
    )


def _changes(
    sealed: Mapping[str, Sequence[str]], current: Mapping[str, Sequence[str]] | None, words: Strings
) -> str:
    """Return which sections the current page has otherwise, without, or besides."""
    if current is None:
        return words("since-left")
    names = [
        (current.get(name) or sealed[name])[0] if name else words("since-whole")
        for name in [*sealed, *(name for name in current if name not in sealed)]
        if sealed.get(name, ("", ""))[1] != current.get(name, ("", ""))[1]
    ]
    return words("since-changed", sections=", ".join(dict.fromkeys(names))) if names else words("since-same")
