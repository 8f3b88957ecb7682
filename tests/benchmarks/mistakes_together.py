"""Mistakes that are made in one site together, each in files that no other one of them touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mistakes import FILES, Mistake, frozen_site, make

from exchange.text.problems import Problem

_PAGE, _RECORD = FILES["page"], FILES["record"]
_PAGES = ("page", "english")
"""The names of a page and its twin: what one says decides what is said of the other."""
_PLACES = {
    "page": (
        _PAGE,
        *(_PAGE.replace(".md", f"-of-{what}.md") for what in ("images", "genes", "notes", "scans")),
    ),
    "record": (_RECORD, "calls/device-trials-2027.yml"),
}
"""The files that a mistake in a page, or in a new record, can be made in; most mistakes are such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mistake, and the file that it is made in if that is another one than its own."""

    mistake: Mistake
    name: str = ""  # of `FILES`
    place: str = ""

    @property
    def files(self) -> Mapping[str, str]:
        """The files of `FILES`, with the other one and, of a page, its twin."""
        if not self.name:
            return FILES
        twin = {"english": self.place.replace("ko/", "en/", 1)} if self.name == "page" else {}
        return {**FILES, self.name: self.place, **twin}

    @property
    def touched(self) -> frozenset[str]:
        """The files that it reads, writes or takes away, and the twins of its pages."""
        edits, files = self.mistake.edits, self.files
        single = [
            path for key in ("write", "save", "size", "new", "image", "delete") for path in edits.get(key, ())
        ]
        pairs = [path for key in ("copy", "move") for pair in edits.get(key, ()) for path in pair]
        names = FILES.keys() & edits.keys()
        pages = _PAGES if "append" in edits or not names.isdisjoint(_PAGES) else ()
        return frozenset(
            [*(files[name] for name in names), *single, *pairs, *(files[name] for name in pages)]
        )

    def make(self, content: Path) -> None:
        """Make it; a second record has a title of its own, so that it is no copy of the first."""
        make(self.mistake, content, self.files)
        if self.name == "record" and self.place != _RECORD:
            record = content / self.place
            text = record.read_text(encoding="utf-8")
            record.write_text(text.replace("Smart trials 2027", "Device trials 2027"), encoding="utf-8")

    def places(self, found: Iterable[Problem]) -> set[tuple[str, str]]:
        """Return the codes and places of problems that were found of it alone, where it is made here."""
        old, new = (Path(file).stem for file in (FILES.get(self.name, ""), self.place))
        return {(one.code, str(one.place).replace(old, new) if old else str(one.place)) for one in found}


def together(mistakes: Iterable[Mistake]) -> list[list[Placed]]:
    """Return mistakes in as few groups as there is room for; one in the settings of the site stays alone."""
    groups: list[tuple[set[str], list[Placed]]] = []
    alone: list[list[Placed]] = []
    for mistake in mistakes:
        if "site" in mistake.edits:
            alone.append([Placed(mistake=mistake)])
            continue
        for taken, group in [*groups, (set[str](), list[Placed]())]:
            placed = next((one for one in _ways(mistake) if not one.touched & taken), None)
            if placed:
                groups += [] if group else [(taken, group)]
                taken |= placed.touched
                group.append(placed)
                break
    return [*(group for _, group in groups), *alone]


def _ways(mistake: Mistake) -> list[Placed]:
    """Return the mistake in each file that it can be made in."""
    name = "page" if mistake.edits.keys() <= {"append", *_PAGES} else "record"
    if name == "page" or mistake.edits.keys() == {"record"}:
        return [Placed(mistake=mistake, name=name, place=place) for place in _PLACES[name]]
    return [Placed(mistake=mistake)]


def site_with_room(folder: Path) -> Path:
    """Write the frozen site with all these pages and commit it; return the file of its settings."""
    return frozen_site(folder, _add_pages)


def _add_pages(content: Path) -> None:
    name = Path(_PAGE).stem
    for place in _PLACES["page"][1:]:
        for language in ("en", "ko"):
            page = content / language / "guides" / Path(place).name
            text = page.with_stem(name).read_text(encoding="utf-8")
            page.write_text(text.replace(f"id: {name}", f"id: {page.stem}"), encoding="utf-8")
    navigation = content / FILES["nav"]
    lines = "".join(f"    - {Path(place).stem}\n" for place in _PLACES["page"])
    text = navigation.read_text(encoding="utf-8")
    navigation.write_text(text.replace(f"    - {name}\n", lines), encoding="utf-8")
