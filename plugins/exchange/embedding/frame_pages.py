"""Write the pages below /embed/: the text of a page for frames of other sites, live, sealed, moved or gone.

`/embed` before the address of a page is that of its frame, `/embed/editions/2026.1/en/guides/x/` too. They
promise nothing of their own: where a page moves, its frame at the old address shows it at the new one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

from jinja2 import Environment

from exchange.editions.addresses import in_locale, page_of, relative, to_root
from exchange.editions.redirects import Redirects
from exchange.embedding.page_parts import FrameText
from exchange.text.strings import Strings
from exchange.text.translations import language_shown

FOLDER = "embed"
HEIGHT_SCRIPT = f"{FOLDER}/height.js"
"""What pages of other sites include to make frames as high as what they show; its address never changes."""

_WIDTH, _HEIGHT = 640, 400
"""Pixels of a frame where nothing tells its height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One page below /embed/. `text` is None where the page is gone: then `reason` says why."""

    address: str  # its own, `/embed/en/guides/x/`
    page: str  # what it shows, `/en/guides/x/`
    locale: str
    text: FrameText | None = None
    reason: str = ""
    reason_lang: str = ""  # where it is not that of the page

    @property
    def path(self) -> str:
        """The file, below the site's root."""
        return f"{self.address.lstrip('/')}index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSite:
    """What frames are made from beside the pages: the site's address, and its words by language."""

    url: str
    words: Mapping[str, Strings]


def site_root(url: str, edition: str) -> str:
    """Return the address of the site, also where `url` is that of an edition which is being sealed."""
    return url.removesuffix(f"editions/{edition}/") if edition else url


def frames_root(url: str, edition: str) -> str:
    """Return where the frames of a site are, or those of an edition; absolute."""
    return f"{site_root(url, edition)}{FOLDER}/{f'editions/{edition}/' if edition else ''}"


def frame_address(page: str) -> str:
    """Return where the frame of a page is."""
    return f"/{FOLDER}{page}"


def live_frames(
    texts: Mapping[str, FrameText], redirects: Redirects, locales: Sequence[str]
) -> Iterator[Frame]:
    """Yield the frame of every page, and one at every address that a page had; `texts` by address."""
    for page, text in texts.items():
        yield Frame(address=frame_address(page), page=page, locale=page.split("/")[1], text=text)
    for locale in locales:
        for old, move in _pages(redirects.moves):
            target = in_locale(move.to, locale)
            if target in texts:
                address = frame_address(in_locale(old, locale))
                yield Frame(address=address, page=target, locale=locale, text=texts[target])
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
    lang = language_shown(reasons, locale)
    return Frame(
        address=frame_address(page),
        page=successor,
        locale=locale,
        reason=reasons.get(lang, ""),
        reason_lang=lang if lang != locale else "",
    )


def sealed_frames(edition: str, texts: Mapping[str, FrameText]) -> Iterator[Frame]:
    """Yield the frame of every page of an edition; `texts` by address within the edition."""
    for page, text in texts.items():
        address = f"/editions/{edition}{page}"
        yield Frame(address=frame_address(address), page=address, locale=page.split("/")[1], text=text)


def render_frame(env: Environment, frame: Frame, site: FrameSite) -> str:
    """Return the HTML of a frame. Behind its `base` every link is relative to the page that it shows."""
    return env.get_template("root/embed.html").render(
        frame=frame,
        text=frame.text,
        words=site.words[frame.locale],
        base=relative(page_of(frame.page), start=frame.address),
        canonical=f"{site.url}{frame.page.lstrip('/')}",
        root=to_root(page_of(frame.page)),
    )


def oembed(frame: Frame, site: FrameSite) -> bytes:
    """Return what oEmbed 1.0 answers about a page, as JSON."""
    assert frame.text is not None
    words = site.words[frame.locale]
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": frame.text.title,
        "provider_name": words("site-name"),
        "provider_url": site.url,
        "width": _WIDTH,
        "height": _HEIGHT,
        "html": frame_code(f"{site.url}{frame.address.lstrip('/')}", frame.text.title, url=site.url),
    }
    return json.dumps(answer, ensure_ascii=False, sort_keys=True).encode("utf-8")


def frame_code(address: str, title: str, *, url: str) -> str:
    """Return what another site pastes to show a frame, which has a height without the script too."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'loading="lazy" allow="" style="width:100%;border:0"></iframe>'
        f'<script src="{escape(url)}{HEIGHT_SCRIPT}" async></script>'
    )
