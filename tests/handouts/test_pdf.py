"""A PDF as its readers meet it: found by a search, unbroken words, tags, the same bytes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pikepdf
import pymupdf
import pypdf
import pytest
from click.testing import CliRunner
from outloud.cli import main as outloud
from tests.handouts.pages import LESSON, PUBLISHER, SITE, course, write_page
from tests.qr_codes import texts_of_pdf

from exchange.handouts import pdf as typesetting
from exchange.handouts.booklet import Role, booklet, course_pages
from exchange.handouts.pdf import NoTypesetter, Paper, pdf

pytestmark = pytest.mark.typesetter


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a small course in Korean."""
    folder = tmp_path_factory.mktemp("site")
    return pdf(course(folder, "ko"), site=folder)


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_words_are_found_and_no_line_ends_inside_one(korean: bytes) -> None:
    """A reader searches for 무작위배정, and copies text without a sign that nobody typed."""
    text = text_of(korean)
    assert text.count("무작위배정") == 2
    assert "\u2060" not in text
    words = set(re.findall(r"[가-힣]+", " ".join(course_words())))
    ends = re.findall(r"[가-힣]+(?=\n)", text)
    assert ends
    assert set(ends) <= words


def course_words() -> list[str]:
    frame = "학습자용 차례 기준 라이선스 출처 표시 일 월 년"
    return [*LESSON["ko"].split(), PUBLISHER.name, *frame.split()]


def test_the_same_booklet_is_the_same_bytes(tmp_path: Path, korean: bytes) -> None:
    """Whatever folder the site is in."""
    assert pdf(course(tmp_path, "ko"), site=tmp_path) == korean


def test_it_declares_what_it_is(korean: bytes) -> None:
    """PDF/UA-1, tagged, with language, title and the day of the content."""
    with pikepdf.open(io.BytesIO(korean)) as file, file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "ko"
        assert str(file.docinfo["/Title"]) == "A course"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20261102")
        assert file.Root.StructTreeRoot is not None


def test_a_checker_finds_no_error(tmp_path: Path, korean: bytes) -> None:
    """The rules of PDF/UA-1 that a program can judge, by one that we did not write."""
    file, report = tmp_path / "course.pdf", tmp_path / "report.json"
    file.write_bytes(korean)
    CliRunner().invoke(outloud, ["--quiet", "--json", str(report), str(file)])
    results = json.loads(report.read_text(encoding="utf-8"))["results"]
    errors = [
        finding for result in results for finding in result["findings"] if finding["severity"] == "error"
    ]
    assert results
    assert errors == []


def test_paper_and_role_are_chosen(tmp_path: Path) -> None:
    """US letter is 612 by 792 points; an instructor's copy says that it is one."""
    content = pdf(course(tmp_path, "en", Role.INSTRUCTOR), site=tmp_path, paper=Paper.LETTER)
    assert size_of(content) == (612, 792)
    assert "SECRET ANSWER" in text_of(content)
    assert "Instructor’s copy" in text_of(content)


def size_of(content: bytes) -> tuple[int, int]:
    box = pypdf.PdfReader(io.BytesIO(content)).pages[0].mediabox
    return round(box.width), round(box.height)


@pytest.mark.parametrize("paper", Paper)
def test_either_paper_shows_all_of_the_same_sheet(tmp_path: Path, paper: Paper) -> None:
    """Heads and feet too: what prints on one prints on the other at full size, with room for a printer."""
    sheets = pdf(course(tmp_path, "en"), site=tmp_path, paper=paper)
    with pymupdf.open(stream=sheets, filetype="pdf") as pages:
        for page in pages:
            printable = page.rect + pymupdf.Rect(14, 14, -14, -14)
            blocks = page.get_text("dict")["blocks"]
            assert blocks
            assert all(printable.contains(block["bbox"]) for block in blocks)


def write_sources(folder: Path, path: str, notes: int) -> None:
    """Write a page of as many paragraphs as sources: `WORD7,` cites `SOURCE7,`."""
    cited = (
        f"<p>WORD{note},<sup id='fnref:s{note}'><a class='footnote-ref' href='#fn:s{note}'>{note}</a></sup> "
        f"{'and so on ' * (note * 7 % 40)}</p>"
        for note in range(notes)
    )
    sources = (
        f"<li id='fn:s{note}'><p>SOURCE{note}, {'long ' * (note % 30)}</p></li>" for note in range(notes)
    )
    text = f"{''.join(cited)}<div class='footnote'><ol>{''.join(sources)}</ol></div>"
    write_page(folder, path, "en", "Sources", text)


@pytest.mark.parametrize("notes", [3, 11, 40])
def test_sources_are_on_the_sheet_that_cites_them(tmp_path: Path, notes: int) -> None:
    """However many there are; a page alone begins below the line by which to credit it."""
    write_sources(tmp_path, "en/x/", notes)
    pages = course_pages(tmp_path, "en/x/")
    content = pdf(booklet(tmp_path, pages, role=Role.LEARNER, publisher=PUBLISHER), site=tmp_path)
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages]
    cited = [re.findall(r"WORD(\d+),", sheet) for sheet in sheets]
    assert cited == [re.findall(r"SOURCE(\d+),", sheet) for sheet in sheets]
    assert all(cited)
    assert [note for sheet in cited for note in sheet] == [str(note) for note in range(notes)]


def test_codes_of_each_size_are_read_from_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of addresses from the shortest to one of 200 signs, printed at 200 dots an inch."""
    names = ["x" * length for length in range(1, 150, 12)]
    text = "".join(f"<h2 id='{name}'>Section</h2><p>Text.</p>" for name in names)
    monkeypatch.setitem(LESSON, "en", f"</p>{text}<p>End")
    codes = texts_of_pdf(pdf(course(tmp_path, "en"), site=tmp_path), dpi=200)
    lesson = f"{SITE}en/training/c/one/"
    assert {f"{lesson}#{name}" for name in names} | {lesson} <= set(codes)


def test_nothing_outside_the_site_is_read(tmp_path: Path) -> None:
    """Neither the web nor a file beside it."""
    for address in ("https://example.org/a.png", "file:///etc/hostname", "site:///../secret.png"):
        with pytest.raises(PermissionError):
            typesetting._content(address, tmp_path, {})


def test_a_machine_without_the_library_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is for the caller to go on."""
    monkeypatch.setattr(typesetting, "can_typeset", lambda: False)
    with pytest.raises(NoTypesetter):
        pdf(course(tmp_path, "en"), site=tmp_path)


def test_a_word_goes_over_elements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A term and its particle, a word and the number of its source are on one line; paragraphs are apart."""
    term = "<span class='term'><a href='../g/'>동의서</a></span>는 쓴다"
    source = "<sup id='fnref:a'><a class='footnote-ref' href='#fn:a'>1</a></sup>"
    monkeypatch.setitem(LESSON, "ko", f"{term}{source}.</p><p>끝낸다<em>고</em> 한다")
    html = typesetting.page_html([course(tmp_path, "ko")], {})
    assert '동\u2060의\u2060서\u2060는 쓴\u2060다\u2060<span class="note"' in html
    assert "끝\u2060낸\u2060다<em>\u2060고</em> 한" in html


def test_no_code_is_cut_off() -> None:
    """Each stands in the margin, and no box that hides what is outside of it holds one."""
    assert "overflow: hidden" not in typesetting._style("pdf.css")
