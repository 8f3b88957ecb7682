"""What is in a booklet, for whom, and where its links lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.handouts.pages import course

from exchange.handouts.booklet import NoSuchPage, Role, course_pages
from exchange.handouts.downloads import readable_size, with_downloads
from exchange.handouts.pdf import page_html


def html(folder: Path, role: Role = Role.LEARNER, edition: str = "") -> str:
    return page_html((course(folder, "en", role, edition=edition),), {})


def test_a_learner_is_given_no_answer_and_no_note(tmp_path: Path) -> None:
    """Nor does an instructor's copy lack them."""
    assert "SECRET" not in html(tmp_path)
    assert "SECRET ANSWER" in html(tmp_path, Role.INSTRUCTOR)
    assert "SECRET NOTE" in html(tmp_path, Role.INSTRUCTOR)


def test_a_page_for_instructors_goes_to_instructors_only(tmp_path: Path) -> None:
    """Where a page has one of its own, it follows the page."""
    course(tmp_path, "en")
    page = tmp_path / "en/training/c/one/index.html"
    (page.parent / "instructor").mkdir()
    (page.parent / "instructor/index.html").write_text(
        page.read_text(encoding="utf-8").replace("One", "OWN PAGE"), encoding="utf-8"
    )
    assert "OWN PAGE" in html(tmp_path, Role.INSTRUCTOR)
    assert "OWN PAGE" not in html(tmp_path)


def test_questions_are_asked_and_not_answered(tmp_path: Path) -> None:
    """A pen ticks a box, or writes on a line; the answers are on the page for instructors."""
    text = html(tmp_path, Role.INSTRUCTOR)
    assert "<p>Which?</p>" in text
    assert "This one" in text
    assert '<span class="tick-box"></span> <span>This one' in text
    assert '>Why? <span class="writing-line"></span></p>' in text
    assert "SECRET RIGHT" not in text
    assert "<input" not in text


def test_links_lead_into_the_booklet_or_are_spelt_out(tmp_path: Path) -> None:
    """A term is a word; its note stays on the site."""
    text = html(tmp_path)
    assert '<a href="#c0-case" class="within">the case</a>' in text
    assert "&lt;https://trials.example/en/guides/x/#y&gt;" in text
    assert "NOTE" not in text
    assert "glossary" not in text


def test_a_source_is_at_the_foot_once(tmp_path: Path) -> None:
    """Where it is cited again, its number stands."""
    text = html(tmp_path)
    assert text.count('class="note" data-number="1"') == 1
    assert "<sup>1</sup>" in text
    assert "back" not in text


def test_every_section_says_its_address(tmp_path: Path) -> None:
    """As text and as a code for a camera."""
    text = html(tmp_path)
    for address in ("en/training/c/", "en/training/c/#case", "en/training/c/one/#exercise"):
        assert f'alt="QR code of https://trials.example/{address}"' in text


def test_the_copy_says_of_when_it_is_and_how_to_credit_it(tmp_path: Path) -> None:
    """The day is that of the newest change of the content; an edition has its name."""
    assert "As of 2 November 2026" in html(tmp_path)
    assert "Edition 2026.1" in html(tmp_path, edition="2026.1")
    credit = "To credit it: “A course”"
    assert credit in html(tmp_path)
    assert "CC BY 4.0" in html(tmp_path)


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    """So that the command can say which."""
    with pytest.raises(NoSuchPage, match="en/guides/none/"):
        course_pages(tmp_path, "en/guides/none/")


def test_only_files_that_are_there_are_offered() -> None:
    """With their size; a section without any is taken out."""
    page = (
        b'<p><section class="handouts"><ul>\n<li data-handout="c.pdf">PDF <data></data></li>\n'
        b'<li data-handout="c.epub">EPUB <data></data></li>\n</ul></section></p>'
    )
    finished = with_downloads(page, {"c.epub": 36_400}, date_locale="ko_KR")
    assert b"36 kB" in finished
    assert b"PDF" not in finished
    assert with_downloads(page, {}, date_locale="en_GB") == b"<p></p>"


def test_sizes_are_read_by_people() -> None:
    """In kilobytes, then megabytes."""
    assert [readable_size(size, "en_GB") for size in (1, 382_828, 4_540_000)] == ["1 kB", "383 kB", "4.5 MB"]
