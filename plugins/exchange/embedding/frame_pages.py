"""Write the pages below /embed/: the text of a page for frames of other sites, live, sealed, moved or gone.

`/embed` before the address of a page is that of its frame, `/embed/editions/2026.1/en/guides/x/` too. They
promise nothing of their own: where a page moves, its frame at the old address shows it at the new one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from exchange.build.store import Store
from exchange.editions.addresses import in_locale, page_of, relative, to_root
from exchange.editions.redirects import Redirects
from exchange.editions.tree_cache import TreeCache
from exchange.embedding.page_parts import FrameText, frame_text
from exchange.text.digest import digest
from exchange.text.strings import Strings
from exchange.text.translations import shown_language

FOLDER = "embed"
HEIGHT_SCRIPT = f"{FOLDER}/height.js"
"""What pages of other sites include to make frames as high as what they show; its address never changes."""

_KIND = "frames"
_WIDTH, _HEIGHT = 640, 400
"""Pixels of a frame where nothing tells its height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One page below /embed/. `html` is None where the page is gone: then `reason` says why."""

    address: str  # its own, `/embed/en/guides/x/`
    page: str  # what it shows, `/en/guides/x/`
    locale: str
    html: bytes | None = None  # of the finished page
    reason: str = ""
    reason_lang: str = ""  # where it is not that of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSite:
    """What frames are made from beside the pages. `common` is a digest of what all pages are made from."""

    url: str
    words: Mapping[str, Strings]
    env: Environment
    common: str


def site_root(url: str, edition: str) -> str:
    """Return the address of the site, also where `url` is that of an edition which is being sealed."""
    return url.removesuffix(f"editions/{edition}/") if edition else url


def frames_root(url: str, edition: str) -> str:
    """Return where the frames of a site are, or those of an edition; absolute."""
    return f"{site_root(url, edition)}{FOLDER}/{f'editions/{edition}/' if edition else ''}"


def frame_address(page: str) -> str:
    """Return where the frame of a page is."""
    return f"/{FOLDER}{page}"


def live_frames(pages: Mapping[str, bytes], redirects: Redirects, locales: Sequence[str]) -> Iterator[Frame]:
    """Yield the frame of every page, and one at every address that a page had; `pages` by address."""
    for page, html in pages.items():
        yield Frame(address=frame_address(page), page=page, locale=page.split("/")[1], html=html)
    for locale in locales:
        for old, move in _pages(redirects.moves):
            target = in_locale(move.to, locale)
            if target in pages:
                address = frame_address(in_locale(old, locale))
                yield Frame(address=address, page=target, locale=locale, html=pages[target])
        for old, tombstone in _pages(redirects.tombstones):
            page, successor = in_locale(old, locale), in_locale(tombstone.instead, locale)
            yield gone_frame(page, successor, tombstone.reason, locale)


Entry = TypeVar("Entry")


def _pages(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield what became of pages, in order: files, sections and permanent ids have no frames."""
    for source, entry in sorted(entries.items()):
        if source.endswith("/") and not source.startswith("/id/"):
            yield source, entry


def gone_frame(page: str, successor: str, reasons: Mapping[str, str], locale: str) -> Frame:
    """Return the frame of a page that is no more: the reason, and where to go on."""
    lang = shown_language(reasons, locale)
    return Frame(
        address=frame_address(page),
        page=successor,
        locale=locale,
        reason=reasons.get(lang, ""),
        reason_lang=lang if lang != locale else "",
    )


def sealed_frames(edition: str, pages: Mapping[str, bytes]) -> Iterator[Frame]:
    """Yield the frame of every page of an edition; `pages` by address within the edition."""
    for page, html in pages.items():
        address = f"/editions/{edition}{page}"
        yield Frame(address=frame_address(address), page=address, locale=page.split("/")[1], html=html)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameCode:
    """What another site pastes to show a frame, which has a height without the script too."""

    url: str  # of this site

    def __call__(self, address: str, title: str) -> str:
        """Return the code for the frame at an absolute address."""
        return (
            f'<iframe src="{escape(address)}" title="{escape(title)}" width="{_WIDTH}" height="{_HEIGHT}" '
            f'loading="lazy" allow="" style="width:100%;border:0"></iframe>'
            f'<script src="{escape(self.url)}{HEIGHT_SCRIPT}" async></script>'
        )


class FrameDrawer:
    """Draws frames, and gives back what it drew of the same bytes before."""

    def __init__(self, store: Store, site: FrameSite, folders: TreeCache) -> None:
        self._store = store
        self._site = site
        self._folders = folders

    def files(self, frame: Frame) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of the files of a frame; none where the page is not for frames."""
        fallback = repr((frame.page, frame.reason, frame.reason_lang)).encode()
        inputs_digest = digest(self._site.common.encode(), frame.html or fallback, length=32)
        entry = self._store.remember(
            _KIND, frame.address, inputs_digest, lambda: json.dumps(self._draw(frame))
        )
        for name, text in json.loads(entry).items():
            yield f"{frame.address.lstrip('/')}{name}", text.encode("utf-8")

    def folder(self, path: str, inputs: str, frames: Callable[[], Iterable[Frame]]) -> tuple[Path, str]:
        """Return a folder with the files of frames that are all below a path, kept whole, and its stamp.

        `inputs` says all that they are made from beside the site.
        """

        def files() -> Iterator[tuple[str, bytes]]:
            for frame in frames():
                for name, text in self._draw(frame).items():
                    yield f"{frame.address.lstrip('/')}{name}".removeprefix(f"{path}/"), text.encode("utf-8")

        folder = self._folders.folder(f"{self._site.common} {inputs}", files)
        return folder, self._folders.stamp(folder)

    def save(self) -> None:
        """Write down what was drawn, and forget what is gone."""
        self._store.save()
        self._folders.forget_others()

    def _draw(self, frame: Frame) -> dict[str, str]:
        """Return the texts of the files of a frame by name."""
        text = frame_text(frame.html.decode("utf-8")) if frame.html is not None else None
        if text is None:
            return {} if frame.html is not None else {"index.html": self._html(frame, None)}
        return {"index.html": self._html(frame, text), "oembed.json": self._oembed(frame, text)}

    def _html(self, frame: Frame, text: FrameText | None) -> str:
        """Return the HTML of a frame. Behind its `base` every link is relative to the page that it shows."""
        return self._site.env.get_template("root/embed.html").render(
            frame=frame,
            text=text,
            words=self._site.words[frame.locale],
            base=relative(page_of(frame.page), start=frame.address),
            canonical=text.canonical if text else f"{self._site.url}{page_of(frame.page).lstrip('/')}",
            root=to_root(page_of(frame.page)),
        )

    def _oembed(self, frame: Frame, text: FrameText) -> str:
        """Return what oEmbed 1.0 answers about a page, as JSON."""
        url = self._site.url
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": text.title,
            "provider_name": self._site.words[frame.locale]("site-name"),
            "provider_url": url,
            "width": _WIDTH,
            "height": _HEIGHT,
            "html": FrameCode(url=url)(f"{url}{frame.address.lstrip('/')}", text.title),
        }
        return json.dumps(answer, ensure_ascii=False, sort_keys=True)
