"""How much of everything content may have: far more than anyone needs, far less than hurts a build."""

from __future__ import annotations

from dataclasses import dataclass

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The longest page of this site has 13 kB, 20 headings and lists two levels deep."""

    page_bytes: int = 100 * KILOBYTE
    """The size of one Markdown page."""

    record_bytes: int = 100 * KILOBYTE
    """The size of one YAML file."""

    table_bytes: int = 2 * MEGABYTE
    """The size of one CSV file."""

    picture_bytes: int = 2 * MEGABYTE
    """The size of one picture."""

    picture_points: int = 50_000_000
    """Points (pixels) of one picture, all frames together; a photograph has about 12 million."""

    download_bytes: int = 20 * MEGABYTE
    """The size of one PDF file, office document or archive."""

    unpacked_bytes: int = 100 * MEGABYTE
    """What all parts of one office document or archive have together."""

    parts: int = 5_000
    """Parts of one office document or archive."""

    files: int = 20_000
    """Files below the content folder."""

    pages: int = 5_000
    """Pages in one language."""

    path: int = 180
    """Characters of a path below the content folder: Windows opens 260, with the folder a clone lies in."""

    line: int = 10_000
    """Characters in one line of a page."""

    signs: int = 12_000
    """Signs such as `*`, `[` and `|` in one page, outside code; dense pages of 100 kB have 8,000."""

    headings: int = 200
    """Headings in one page."""

    depth: int = 8
    """Lists, quotations and boxes within each other, in one page as it is written."""

    brackets: int = 20
    """Square brackets open at once in one paragraph: each is read to the end of it, by several patterns."""

    elements_depth: int = 60
    """Elements within each other, in one page as it is rendered."""

    output_base: int = 100 * KILOBYTE
    """What the text of a page may become in any case, as HTML."""

    output_times: int = 20
    """How many times its own size a text may become beyond that; ordinary pages double."""

    site_bytes: int = 1024 * MEGABYTE
    """The size of all files of a site; GitHub Pages takes no more."""

    page_seconds: float = 2.0
    """Processor time for rendering and judging one page; an ordinary one takes 0.05."""

    reading_seconds: float = 8.0
    """Processor time for reading all content before anything is rendered, besides what each page has."""

    reading_seconds_per_page: float = 0.05
    """An ordinary page takes 0.005."""

    def page_output(self, size: int) -> int:
        """Return how much a text of a size may become."""
        return self.output_base + size * self.output_times

    def reading(self, pages: int) -> float:
        """Return the processor time for reading so many pages."""
        return self.reading_seconds + pages * self.reading_seconds_per_page
