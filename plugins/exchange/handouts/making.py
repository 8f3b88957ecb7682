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
from exchange.handouts.booklet import INSTRUCTOR, Booklet, Publisher, booklet, course_pages
from exchange.handouts.epub import epub
from exchange.handouts.names import PROMISED_FORMS, Form, Handout
from exchange.handouts.pdf import can_typeset, pdf
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

    def make(self, handout: Handout) -> bytes:
        """Return a handout. Raises NoTypesetter for a PDF on a machine without Pango."""
        content = self.booklet(handout)
        return pdf(content, site=self.site) if handout.form.is_pdf else epub(content, site=self.site)

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
    missing = [handout for handout, content in files.items() if content is None]
    has_left_out = any(handout.form.is_pdf for handout in missing) and not can_typeset()
    missing = [handout for handout in missing if not (has_left_out and handout.form.is_pdf)]
    for handout, content in zip(missing, spread(missing, partial(_encode, workshop), worth=2), strict=True):
        store.put(_KIND, handout.path, digests[handout], content)
        files[handout] = content
    return {handout.path: b64decode(content) for handout, content in files.items() if content}, has_left_out


def _encode(workshop: Workshop, handout: Handout) -> str:
    return b64encode(workshop.make(handout)).decode("ascii")
