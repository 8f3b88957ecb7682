"""The picture that other programs show beside a link to a page: its title, its kind and the site."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from PIL import __version__ as pillow_version

from exchange.build.store import Store
from exchange.text.digest import digest

_DRAWING = "2"  # another number where the same words are drawn otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture says."""

    title: str
    kind: str
    site: str
    lang: str  # each language writes its own files

    @property
    def digest(self) -> str:
        """Return a name that no other picture has."""
        parts = (self.title, self.kind, self.site, self.lang, _DRAWING, pillow_version)
        return digest(*(text.encode() for text in parts), length=16)

    @property
    def path(self) -> str:
        """Return where its file is, below the site's root, for ever the same bytes."""
        return f"assets/built/preview-{self.digest}.png"


def png_of(picture: Picture, store: Store) -> bytes:
    """Return the picture's file, from the store where it was drawn before."""
    name = picture.digest
    entry = store.remember("picture", name, name, lambda: _drawn(picture))
    return base64.b64decode(entry)


def _drawn(picture: Picture) -> str:
    from exchange.citing.drawn_pictures import draw  # late: few builds draw any, and it takes long to load

    return base64.b64encode(draw(picture)).decode()
