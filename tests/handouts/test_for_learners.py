"""Nothing that learners are given holds what is for instructors."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser
from tests.building import ROOT, Built
from tests.handouts.pages import PUBLISHER, write_course

from exchange.build.outputs import files_below
from exchange.cli.main import main
from exchange.handouts.booklet import NotForLearners, Role, booklet, course_pages
from exchange.handouts.names import is_for_instructors
from exchange.handouts.offline import offline_copy
from exchange.pages.addresses import page_url
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at

NOW = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)
NAMES = {"en": "The site", "ko": "사이트"}
ARCHIVES = (".zip", ".epub", ".imscc")
TEXTS = (".html", ".json", ".txt", ".xml", ".xhtml", ".js", ".atom", ".csv", ".tbx", ".bib", ".ris")
LEAST = 25  # letters by which a passage is known
BOX = re.compile(r"^(?:\?\?\?\+?|!!!) (?:answer|instructor)\b.*\n(?:(?: {4}.*)?\n)*", re.MULTILINE)
MARKS = re.compile(r"\[\^[^\]]*\]|\]\([^()]*\)|[*`\[\]]")


def letters(text: str) -> str:
    """Return a text without blanks, joiners and quotation marks, which differ between media."""
    return re.sub(r"[\s\u2060\u00ad\"'‘’“”\\]+", "", text)


def written_for_everybody() -> str:
    """Return what authors wrote outside of boxes for instructors: some of it they say there too."""
    files = [*(ROOT / "content").rglob("*.md"), *(ROOT / "content/questions").glob("*.yml")]
    return letters("".join(MARKS.sub("", BOX.sub("", file.read_text(encoding="utf-8"))) for file in files))


def passages(folder: Path, pages: list[str]) -> Iterator[str]:
    """Yield what stands on pages for instructors and is of them alone, piece by piece."""
    for path in pages:
        tree = LexborHTMLParser((folder / path).read_text(encoding="utf-8"))
        for other in tree.css(".footnote, p.instructor, .term-note, sup, .section-link"):
            other.decompose()
        for block in tree.css("main article div.text :is(p, li, td)"):
            if len(text := letters(block.text())) >= LEAST:
                yield text[:LEAST]


def texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a file says, and each file that it holds."""
    if name.endswith(ARCHIVES):
        archive = zipfile.ZipFile(io.BytesIO(content))
        for member in archive.namelist():
            assert not is_for_instructors(member), (name, member)
            yield from texts(f"{name}/{member}", archive.read(member))
    elif name.endswith(".pdf"):
        yield name, letters("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages))
    elif name.endswith(TEXTS):
        border = "|" if name.endswith(".xml") else ""  # between answers of a question, which are no text
        plain = re.sub(
            r"<sup.*?</sup>|<span class=\"term-note\".*?</span>|<[^<>]*>", border, content.decode()
        )
        yield name, letters(unescape(unescape(plain)))


@pytest.mark.typesetter
def test_no_file_for_learners_holds_a_passage_for_instructors(real_site: Built) -> None:
    """Pages, PDFs, books, packages, frames, the search and copies, in every language; copies for them do."""
    site = read_site(read_settings(ROOT / "mkdocs.yml"), look_at(ROOT / "content"), now=NOW)
    folder = real_site.folder
    pages = [f"{locale}/{page_url(path)}index.html" for path in site.instructor_pages for locale in NAMES]
    everybody = written_for_everybody()
    secrets = {passage for passage in passages(folder, pages) if passage not in everybody}
    assert len(secrets) > 150
    copies = {
        f"{course or 'site'}.zip": offline_copy(
            folder, site.settings.site_url, names=NAMES, day=NOW.date(), course=course
        ).zip()
        for course in ("", "training/planning-a-trial/", "training/writing-for-two-funders/")
    }
    files = {path: (folder / path).read_bytes() for path in files_below(folder)}
    for_learners = {path: content for path, content in files.items() if not is_for_instructors(path)} | copies
    assert {path.rpartition(".")[2] for path in for_learners} >= {"pdf", "epub", "imscc", "zip", "html"}
    leaks = [
        (place, secret)
        for path, content in for_learners.items()
        for place, text in texts(path, content)
        for secret in secrets
        if secret in text
    ]
    assert leaks == []
    whole = offline_copy(
        folder, "https://x.example/", names=NAMES, day=NOW.date(), role=Role.INSTRUCTOR
    ).zip()
    names = set(zipfile.ZipFile(io.BytesIO(whole)).namelist())
    assert names >= {path for path in files if is_for_instructors(path)}


@pytest.mark.parametrize(
    ("path", "is_secret"),
    [
        ("en/training/c/instructor/index.html", True),
        ("editions/2026.1/ko/training/c/one/instructor/index.html", True),
        ("en/training/c/c-instructor.pdf", True),
        ("training/c/c-en-instructor.imscc", True),
        ("en/training/train-the-instructor/train-the-instructor.pdf", False),
        ("en/training/train-the-instructor/train-the-instructor-instructor.pdf", True),
        ("training/train-the-instructor/train-the-instructor-en.imscc", False),
        ("en/training/instructor-notes/index.html", False),
        ("assets/instructor/picture.png", False),
    ],
)
def test_what_is_for_instructors_is_known_by_its_path(path: str, is_secret: bool) -> None:
    """Whatever a course is called."""
    assert is_for_instructors(path) is is_secret


def test_a_learners_booklet_takes_no_page_for_instructors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused with the way to have it; asked for twice, it is there once."""
    for locale in NAMES:
        write_course(tmp_path, locale)
        notes = tmp_path / locale / "training/c/one/instructor/index.html"
        notes.parent.mkdir()
        notes.write_bytes((notes.parent.parent / "index.html").read_bytes())
    (tmp_path / "index.html").touch()
    chosen = [
        page
        for name in ("one/", "one/instructor/")
        for page in course_pages(tmp_path, f"en/training/c/{name}")
    ]
    with pytest.raises(NotForLearners):
        booklet(tmp_path, chosen, role=Role.LEARNER, publisher=PUBLISHER)
    both = booklet(tmp_path, chosen, role=Role.INSTRUCTOR, publisher=PUBLISHER)
    assert [page.path for page in both.pages] == ["en/training/c/one/", "en/training/c/one/instructor/"]
    config = str(ROOT / "mkdocs.yml")
    typed = ["--config", config, "pdf", "training/c/one/instructor", "--site", str(tmp_path)]
    assert main(typed) == 2
    assert "--role instructor" in capsys.readouterr().err
