"""Write all that is made of a finished site for other sites and for trainers: frames, changes, feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exchange.build.linked_trees import LinkedTrees
from exchange.build.outputs import Outputs, files_below
from exchange.editions.addresses import in_locale
from exchange.editions.digests import Sections
from exchange.editions.notes import Note, NoteKind
from exchange.embedding.changes import FILE, Content, changes_file
from exchange.embedding.frame_pages import (
    HEIGHT_SCRIPT,
    Frame,
    FrameDrawer,
    frame_address,
    gone_frame,
    live_frames,
    sealed_frames,
)
from exchange.embedding.page_feeds import page_feeds
from exchange.text.content_folder import read_bytes
from exchange.text.strings import Strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A sealed edition: its files, and the sections of its pages."""

    name: str
    folder: Path
    digest: str  # of its manifest
    sections: Sections


def write_outputs(
    outputs: Outputs,
    drawer: FrameDrawer,
    height_script: str,
    content: Content,
    editions: Sequence[Edition],
    trees: LinkedTrees,
    notes: Sequence[Note],
    words: Mapping[str, Strings],
) -> None:
    """Write everything into the site. `editions` are those that the site holds, the oldest first."""
    pages = _pages(outputs.folder, sorted(outputs.paths), content.locales)
    for frame in live_frames(pages, content.redirects, content.locales):
        for path, text in drawer.files(frame):
            outputs.write(path, text)
    for edition in editions:
        frames = partial(_frames_of, edition, content, notes)
        folder = frame_address(f"/editions/{edition.name}/").strip("/")
        inputs = (edition.name, edition.digest, [note for note in notes if note.edition == edition.name])
        source, stamp = drawer.folder(folder, repr(inputs), frames)
        trees.link(folder, source, outputs.give_away(folder), stamp=stamp)
    drawer.save()
    outputs.write(HEIGHT_SCRIPT, read_bytes(f"{outputs.folder}/{height_script}", 0))
    outputs.write(FILE, changes_file(content))
    sealed = {edition.name: edition.sections for edition in editions}
    for path, feed in page_feeds(content, sealed, words):
        outputs.write(path, feed)


def _pages(folder: Path, paths: Sequence[str], locales: Sequence[str]) -> dict[str, bytes]:
    """Return the finished pages below a folder, by address."""
    starts = tuple(f"{locale}/" for locale in locales)
    return {
        f"/{path.removesuffix('index.html')}": read_bytes(f"{folder}/{path}", 0)
        for path in paths
        if path.startswith(starts) and path.endswith("/index.html")
    }


def _frames_of(edition: Edition, content: Content, notes: Sequence[Note]) -> Iterator[Frame]:
    """Yield the frames of an edition; a page that was withdrawn says so in its frame too."""
    withdrawn = {
        in_locale(note.page, locale): (note, locale)
        for note in notes
        for locale in content.locales
        if note.edition == edition.name and note.kind is NoteKind.WITHDRAWN
    }
    pages = _pages(edition.folder, sorted(files_below(edition.folder)), content.locales)
    yield from sealed_frames(edition.name, {page: pages[page] for page in pages if page not in withdrawn})
    for page, (note, locale) in withdrawn.items():
        address = f"/editions/{edition.name}{page}"
        yield gone_frame(address, in_locale(note.instead, locale), note.text, locale)
