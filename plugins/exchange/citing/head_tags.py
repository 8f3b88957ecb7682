"""Say who wrote a page, and when, to programs that read its head: Highwire Press and Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.citing.works import Name, Work


def head_tags(work: Work, *, licence: str) -> tuple[tuple[str, str], ...]:
    """Return names and contents of meta elements: what Zotero's translator for embedded metadata reads.

    DC.type tells it that this is a web page: by Highwire's title alone it takes one for an article.
    """
    return tuple((name, text) for name, text in _tags(work, licence) if text)


def _tags(work: Work, licence: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", work.title
    yield from (("citation_author", _highwire(name)) for name in work.authors)
    yield "citation_publication_date", f"{work.day:%Y/%m/%d}" if work.day else ""
    yield "citation_publisher", work.site
    yield "citation_language", work.lang
    yield "citation_public_url", work.url
    yield "DC.type", "webpage"
    yield "DC.title", work.title
    yield from (("DC.creator", str(name)) for name in work.authors)
    yield from (("DC.contributor", str(name)) for name in work.reviewers)
    yield "DC.date", work.day.isoformat() if work.day else ""
    yield "DC.language", work.lang
    yield "DC.identifier", work.url
    yield "DC.rights", licence


def _highwire(name: Name) -> str:
    """Return a name for programs that split at the last space: a comma keeps a body's name whole."""
    return f"{name.whole}," if " " in name.whole else str(name)
