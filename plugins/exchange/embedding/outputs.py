"""Write all that is made of a finished site for other sites and for trainers: frames, changes, feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from exchange.build.outputs import Outputs
from exchange.editions.addresses import in_locale
from exchange.editions.digests import Sections
from exchange.editions.notes import Note, NoteKind
from exchange.embedding.changes import FILE, Content, changes_file, edition_file
from exchange.embedding.frame_pages import (
    HEIGHT_SCRIPT,
    Frame,
    FrameSite,
    gone_frame,
    live_frames,
    oembed,
    render_frame,
    sealed_frames,
)
from exchange.embedding.page_feeds import page_feeds
from exchange.embedding.page_parts import FrameText, frame_text
from exchange.text.content_folder import read_bytes

_HEIGHT_SOURCE = "js/embedding/height.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A sealed edition: its files, and the sections of its pages."""

    name: str
    folder: Path
    files: tuple[str, ...]
    sections: Sections


def write_outputs(
    outputs: Outputs,
    env: Environment,
    site: FrameSite,
    content: Content,
    editions: Sequence[Edition],
    notes: Sequence[Note],
) -> None:
    """Write everything into the site. `editions` are those that the site holds, the oldest first."""
    texts = frame_texts(outputs.folder, sorted(outputs.paths), content.locales)
    frames = [*live_frames(texts, content.redirects, content.locales)]
    for edition in editions:
        frames += _frames_of(edition, content, notes)
    for frame in frames:
        _write_frame(outputs, env, frame, site)
    script = env.globals["asset"](_HEIGHT_SOURCE)  # type: ignore[operator]
    outputs.write(HEIGHT_SCRIPT, read_bytes(f"{outputs.folder}/{script}", 0))
    outputs.write(FILE, changes_file(content))
    for edition in editions:
        outputs.write(f"editions/{edition.name}/{FILE}", edition_file(edition.sections))
    sealed = {edition.name: edition.sections for edition in editions}
    for path, feed in page_feeds(content, sealed, site.words):
        outputs.write(path, feed)


def frame_texts(folder: Path, paths: Sequence[str], locales: Sequence[str]) -> dict[str, FrameText]:
    """Return what frames show of finished pages below a folder, by address."""
    texts: dict[str, FrameText] = {}
    starts = tuple(f"{locale}/" for locale in locales)
    for path in paths:
        if path.startswith(starts) and path.endswith("/index.html"):
            text = frame_text(read_bytes(f"{folder}/{path}", 0).decode("utf-8"))
            if text is not None:
                texts[f"/{path.removesuffix('index.html')}"] = text
    return texts


def _frames_of(edition: Edition, content: Content, notes: Sequence[Note]) -> Iterator[Frame]:
    """Yield the frames of an edition; a page that was withdrawn says so in its frame too."""
    withdrawn = {
        in_locale(note.page, locale): (note, locale)
        for note in notes
        for locale in content.locales
        if note.edition == edition.name and note.kind is NoteKind.WITHDRAWN
    }
    texts = frame_texts(edition.folder, edition.files, content.locales)
    yield from sealed_frames(edition.name, {page: texts[page] for page in texts if page not in withdrawn})
    for page, (note, locale) in withdrawn.items():
        address = f"/editions/{edition.name}{page}"
        yield gone_frame(address, in_locale(note.instead, locale), note.text, locale)


def _write_frame(outputs: Outputs, env: Environment, frame: Frame, site: FrameSite) -> None:
    outputs.write(frame.path, render_frame(env, frame, site).encode("utf-8"))
    if frame.text is not None:
        outputs.write(f"{frame.address.lstrip('/')}oembed.json", oembed(frame, site))
