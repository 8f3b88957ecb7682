"""Make the handouts of a built site, and give back those whose pages say what they said before."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from exchange.build.processes import spread
from exchange.build.store import Store
from exchange.handouts.booklet import Booklet, Publisher, booklet, course_pages
from exchange.handouts.epub import epub
from exchange.handouts.names import PROMISED_FORMS, Form, Handout
from exchange.handouts.pdf import can_typeset, copies
from exchange.pages.addresses import INSTRUCTOR
from exchange.text.digest import digest

_KIND = "handout"
_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A built site, and what is said on all of its handouts."""

    site: Path
    publishers: Mapping[str, Publisher]  # by language
    edition: str = ""
    with_pdf: bool = True  # whether PDFs are wanted

    def booklet(self, handout: Handout) -> Booklet:
        """Return what a handout is made from."""
        pages = course_pages(self.site, handout.course)
        publisher = self.publishers[pages[0].locale]
        return booklet(self.site, pages, role=handout.form.role, publisher=publisher, edition=self.edition)

    def make(self, handouts: Sequence[Handout]) -> tuple[bytes, ...]:
        """Return an EPUB, or the PDFs of a course. Raises NoTypesetter where PDFs lack Pango."""
        booklets = [self.booklet(handout) for handout in handouts]
        if handouts[0].form.is_pdf:
            return copies(booklets, site=self.site)
        return tuple(epub(content, site=self.site) for content in booklets)

    def digest(self, handout: Handout) -> str:
        """Return the digest of all that a handout is made from: articles, their pictures, the publisher."""
        content = self.booklet(handout)
        parts = [repr((content.publisher, content.words, self.edition, handout.form)).encode()]
        for page in content.pages:
            html = (self.site / page.path / "index.html").read_text(encoding="utf-8")
            article = LexborHTMLParser(html).css_first("main article")
            assert article is not None
            parts.append(f"{page.address} {article.html}".encode())
            sources = (image.attributes.get("src") or "" for image in article.css("img[src]"))
            files = ((self.site / page.path / source).resolve() for source in sources)
            parts += [file.read_bytes() for file in files if file.is_file()]
        return digest(*parts, length=_DIGITS)

    def forms(self, course: str) -> Iterator[Form]:
        """Yield what there is to take away of a course."""
        yield from PROMISED_FORMS
        pages = course_pages(self.site, course)
        if any((self.site / page.path / INSTRUCTOR / "index.html").is_file() for page in pages):
            yield Form.INSTRUCTOR_PDF


def handouts(workshop: Workshop, courses: Sequence[str], store: Store) -> tuple[dict[str, bytes], bool]:
    """Return the handouts of courses by their path, and whether PDFs were left out: nothing typesets here."""
    selection = [Handout(course=course, form=form) for course in courses for form in workshop.forms(course)]
    selection = [handout for handout in selection if workshop.with_pdf or not handout.form.is_pdf]
    digests = {handout: workshop.digest(handout) for handout in selection}
    files = {handout: store.get(_KIND, handout.path, digests[handout]) for handout in selection}
    work = [parcel for parcel in parcels(selection) if any(files[handout] is None for handout in parcel)]
    has_left_out = any(parcel[0].form.is_pdf for parcel in work) and not can_typeset()
    work = [parcel for parcel in work if not (has_left_out and parcel[0].form.is_pdf)]
    for parcel, contents in zip(work, spread(work, partial(_encode, workshop), worth=2), strict=True):
        for handout, content in zip(parcel, contents.split(), strict=True):
            store.put(_KIND, handout.path, digests[handout], content)
            files[handout] = content
    return {handout.path: b64decode(content) for handout, content in files.items() if content}, has_left_out


def parcels(selection: Sequence[Handout]) -> list[tuple[Handout, ...]]:
    """Return handouts by what is made at once: PDFs of a course share their sheets. Long work comes first."""
    groups: dict[tuple[bool, str], tuple[Handout, ...]] = {}
    for handout in selection:
        key = (not handout.form.is_pdf, handout.course)
        groups[key] = (*groups.get(key, ()), handout)
    return [groups[key] for key in sorted(groups)]


def _encode(workshop: Workshop, parcel: Sequence[Handout]) -> str:
    return " ".join(b64encode(content).decode("ascii") for content in workshop.make(parcel))
