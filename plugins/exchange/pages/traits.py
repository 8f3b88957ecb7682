"""What is decided by the kind of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What follows from the kind of a page."""

    fields: tuple[str, ...] = ()
    """The fields of its front matter beyond those of every page; `id` is a permanent id, and required."""

    required: tuple[str, ...] = ()
    """Which of them, besides `id`, it may not lack."""

    texts: tuple[str, ...] = ()
    """Fields of a line of text that only this kind has, for kinds that come from packages."""

    listed: bool = True
    """In the sitemap."""

    in_menu: bool = True
    """In the main menu, where it is at the top of the tree."""

    mapped: bool = True
    """On the site map; others are reached from the page above them."""

    searched: bool = True
    """Found by a search; other kinds repeat what is said elsewhere."""

    sealed: bool = False
    """Kept in editions, so that no date in it may have to change."""

    news: bool = False
    """Announced on the home page when it is published."""

    beside: bool = False
    """Belongs to another page: in no menu, list or reading order, and reached from that page alone."""

    cited: bool = True
    """Cited, and named by a short link; other kinds only lead on, or change from day to day."""

    factual: bool = False
    """Made of facts that have sources and grow old."""

    embedded: bool = False
    """Other sites may show it, or a part of it, in a frame; trainers may ask what changed in it."""

    shows_words: bool = False
    """Shows words and forms that other pages should avoid, on purpose."""
