"""Put sealed editions into a built live site: shared files once, with what has been said since."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from babel.dates import format_date
from jinja2 import Environment

from exchange.build.linked_trees import LinkedTrees, numbered_files
from exchange.build.outputs import Outputs
from exchange.build.store import Store
from exchange.citing.cited_pages import citations_file
from exchange.editions.addresses import in_locale, relative, to_root
from exchange.editions.digests import Sections
from exchange.editions.live_site import render_page
from exchange.editions.notes import Note, NoteKind
from exchange.editions.redirects import Redirects
from exchange.editions.root_pages import PageContext, RootPage, shown_reason
from exchange.editions.sealed_html import page_name
from exchange.editions.section_texts import METHOD
from exchange.editions.shelf import Sealed
from exchange.editions.version_views import Citation, VersionRecords, VersionsPage, version_pages
from exchange.editions.versions import address_now
from exchange.pages.root_pages import Choice
from exchange.text.digest import digest
from exchange.text.problems import ContentProblems, Place, Problem
from exchange.text.strings import Strings
from exchange.text.translations import shown_language

_SHARED = "assets"
"""The folder of an edition whose files are at the root of the site, for all editions."""


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
    withdrawn = frozenset((note.edition, note.page) for note in notes if note.kind is NoteKind.WITHDRAWN)
    sealed_by_name = {sealed.edition: sealed for sealed in shelf}
    digests = [(sealed.edition, sealed.digest) for sealed in shelf]

    @cache  # few editions are asked for: most pages show the newest only
    def citations(edition: str) -> Mapping[str, Citation]:
        return dict(_citations(sealed_by_name[edition], locales))

    return VersionRecords(
        sealed={sealed.edition: sealed.sections() for sealed in shelf},
        redirects=redirects,
        withdrawn=withdrawn,
        locales=locales,
        citation=lambda edition, address: citations(edition).get(address),
        fingerprint=digest(
            repr((METHOD, digests, redirects, sorted(withdrawn), locales)).encode(), length=32
        ),
    )


def _citations(sealed: Sealed, locales: Sequence[str]) -> Iterator[tuple[str, Citation]]:
    """Yield the address of each page and how the edition cites it; nothing of a section."""
    for locale in locales:
        file = sealed.folder / citations_file(locale, "json")
        for item in json.loads(file.read_text(encoding="utf-8")) if file.is_file() else ():
            _, is_there, address = str(item["URL"]).partition(f"/editions/{sealed.edition}/")
            if is_there and "#" not in address:
                yield f"/{address}", item


Files = dict[str, str]
"""Texts by their path below the folder of an edition."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The editions of a site on their way into it. `common` is a digest of what all pages are made from."""

    outputs: Outputs
    env: Environment
    notes: Sequence[Note]
    records: VersionRecords
    context: PageContext
    store: Store
    common: str
    trees: LinkedTrees
    others: Collection[str] = ()  # files in the folder of an edition that are added to it later

    def add_all(
        self, shelf: Sequence[Sealed], current: Sections, additions: Mapping[str, Mapping[str, bytes]]
    ) -> None:
        """Add every edition, what was said since by comparison with current pages, lists of versions.

        `additions` are further files by edition and path. Raises ContentProblems where the site has a file at
        a shared address that is not the one sealed.
        """
        now = digest(self.common.encode(), repr(self.records.redirects).encode(), _dump(current).encode())
        shared: dict[str, int] = {}
        for sealed in shelf:
            self._share(sealed, shared)
            own_files = {
                path: text.encode("utf-8") for path, text in self._said_since(sealed, current, now).items()
            }
            name = f"editions/{sealed.edition}"
            self.trees.link(
                name,
                sealed.folder,
                self.outputs.give_away(name),
                stamp=sealed.stamp,
                additions={**additions.get(sealed.edition, {}), **own_files},
                omitted=(_SHARED,),
                others=self.others,
            )
        for page in version_pages(self.records, current, self.context):
            inputs = (self.common, self.records.fingerprint, page.inputs)
            text = self.store.remember(
                "versions", page.address, digest(repr(inputs).encode(), length=32), partial(self._draw, page)
            )
            self.outputs.write(f"{page.address.lstrip('/')}index.html", text.encode("utf-8"))
        self.trees.save(self.outputs.folder)
        self.store.save()

    def _share(self, sealed: Sealed, shared: dict[str, int]) -> None:
        """Put the files that editions share at the root; `shared` has those that are there, by their number.

        The name of such a file says its bytes, unless somebody else has written it.
        """
        folder = sealed.folder / _SHARED
        for path, number in numbered_files(folder, f"{_SHARED}/") if folder.is_dir() else ():
            if shared.get(path) == number:
                continue
            if path not in self.outputs.paths:
                self.outputs.link(path, sealed.folder / path)
            elif not filecmp.cmp(sealed.folder / path, self.outputs.folder / path, shallow=False):
                raise ContentProblems([Problem(code="editions/seal-shared", place=Place(path=path))])
            shared[path] = number

    def _said_since(self, sealed: Sealed, current: Sections, now: str) -> Files:
        """Return the files of what was said of an edition; `now` names what the site says."""
        notes = [note for note in self.notes if note.edition == sealed.edition]
        inputs_digest = digest(now.encode(), sealed.digest.encode(), repr(notes).encode(), length=32)

        def make() -> str:
            return _dump({**self._since(sealed.edition, current), **self._withdrawn(sealed.edition)})

        files: Files = json.loads(self.store.remember("since", sealed.edition, inputs_digest, make))
        return files

    def _since(self, edition: str, current: Sections) -> Files:
        files: Files = {}
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
            files[f"since/{locale}/index.html"] = self._since_page(edition, locale, pages)
        files["since.json"] = json.dumps(changes, ensure_ascii=False, sort_keys=True)
        return files

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

    def _since_page(self, edition: str, locale: str, pages: Sequence[ChangesPage]) -> str:
        address = f"/editions/{edition}/since/{locale}/"
        words = self.context.words[locale]
        page = RootPage(
            template="since.html",
            address=address,
            root=to_root(address),
            choices=(Choice(code=locale, words=words),),
            extras={"edition": edition, "pages": pages},
        )
        return render_page(self.env, page)

    def _withdrawn(self, edition: str) -> Files:
        return {
            f"{locale}{note.page}index.html": render_page(self.env, self._tombstone(note, locale))
            for note in self.notes
            if note.edition == edition and note.kind is NoteKind.WITHDRAWN
            for locale in self.records.locales
        }

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
                heading=_heading(note, self.context.words[language.code]),
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

    def _draw(self, page: VersionsPage) -> str:
        return render_page(self.env, page.page())


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(note: Note, words: Strings, locale: str) -> Line:
    heading, lang = _heading(note, words), shown_language(note.text, locale)
    if lang == locale:
        return Line(text=f"{heading}{note.text[locale]}")
    return Line(text=heading, original=note.text[lang], lang=lang)


def _heading(note: Note, words: Strings) -> str:
    day = format_date(note.day, format="long", locale=words("babel-locale"))
    key = "since-withdrawn" if note.kind is NoteKind.WITHDRAWN else "since-erratum"
    return f"{words(key, day=day)}{words('colon')}"


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
    sections = words("comma").join(dict.fromkeys(names))
    return words("since-changed", sections=sections) if names else words("since-same")
