"""Which pages are cited, by which name they are known for ever, and the files that say so."""

from __future__ import annotations

from exchange.pages.addresses import page_url
from exchange.pages.library import Pair

CITE_PAGE = "cite.html"
"""The file beside a page with every way to cite it and its sections. No page of the content can be at it."""

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""What reference managers read, by the ending of its files."""

_GLOSSARY = {"tbx": "TBX-Basic", "jsonld": "JSON-LD"}
SITE_FILES = ("CITATION.cff", "sitemap-training.xml")
"""Files of the whole site. TeSS takes an address with `sitemap` in it for a list of pages to read."""


def permanent_name(path: str, pair: Pair | None) -> str:
    """Return what a page is called for ever: its permanent id, or the address that it has now."""
    name = pair.original.meta.id if pair else None
    return f"/id/{name}/" if name else f"/{page_url(path)}"


def citations_file(locale: str, ending: str) -> str:
    """Return the file with the citations of all pages and sections in a language, below the site's root."""
    return f"data/{locale}/citations.{ending}"


def courses_file(locale: str) -> str:
    """Return the file that describes all courses and lessons in a language."""
    return f"data/{locale}/courses.jsonld"


def glossary_files(locale: str) -> dict[str, str]:
    """Return the files of the glossary by the name of their format."""
    return {name: f"data/{locale}/glossary.{ending}" for ending, name in _GLOSSARY.items()}
