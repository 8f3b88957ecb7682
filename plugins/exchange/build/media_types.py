"""Name the media type of every kind of file of a site: for servers, and for previews on this computer."""

from __future__ import annotations

MEDIA_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "txt": "text/plain",
    "conf": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "bib": "text/x-bibtex",
    "ris": "application/x-research-info-systems",
    "cff": "text/yaml",
    "tbx": "application/x-tbx+xml",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "imscc": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "zip": "application/zip",
    "ipynb": "application/x-ipynb+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
"""By extension, in lower case. What a server has no type for, readers download instead of seeing it."""

PLAIN_TEXT = "text/plain"
"""What a file without an extension is: none of them is to be run or drawn."""


_TEXTS = ("application/json", "application/ld+json", "application/x-research-info-systems")


def is_text(media_type: str) -> bool:
    """Return True if a type is a text, which is UTF-8 in all that the site writes."""
    return media_type.startswith("text/") or media_type in _TEXTS or media_type.endswith("xml")


def content_type(path: str) -> str:
    """Return the value of the header Content-Type for a path."""
    name = path.rpartition("/")[2]
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), PLAIN_TEXT)
    return f"{media_type}; charset=utf-8" if is_text(media_type) else media_type
