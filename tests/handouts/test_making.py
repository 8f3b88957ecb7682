"""Handouts in a build: made once, given back while their pages say the same, left out without Pango."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.building import Built
from tests.handouts.pages import PUBLISHER, write_course

from exchange.build.store import Store
from exchange.handouts import making
from exchange.handouts.making import Workshop, handouts
from exchange.handouts.names import Form, Handout
from exchange.mkdocs_plugins.handouts import wants_pdf

COURSE = "en/training/c/"


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return a site with one course, whose handouts are counted and not typeset."""
    write_course(tmp_path / "site", "en")
    monkeypatch.setattr(
        Workshop, "make", lambda _self, parcel: made.extend(parcel) or [b"file"] * len(parcel)
    )
    monkeypatch.setattr(making, "spread", lambda items, work, **_: map(work, items))
    made.clear()
    return Workshop(site=tmp_path / "site", publishers={"en": PUBLISHER})


made: list[Handout] = []


def run(workshop: Workshop, tmp_path: Path) -> tuple[dict[str, bytes], bool]:
    store = Store(tmp_path / "store.sqlite", stamp="1")
    result = handouts(workshop, (COURSE,), store)
    store.save()
    return result


def test_an_edit_elsewhere_costs_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """An edit of the frame neither; one of a lesson makes both forms of its course."""
    first, _ = run(workshop, tmp_path)
    assert [handout.path for handout in made] == [f"{COURSE}c.pdf", f"{COURSE}c.epub"]
    page = workshop.site / COURSE / "one/index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("<main>", "<nav>another menu</nav><main>"), encoding="utf-8")
    assert run(workshop, tmp_path) == (first, False)
    assert len(made) == 2
    page.write_text(html.replace("a guide", "the guide"), encoding="utf-8")
    run(workshop, tmp_path)
    assert len(made) == 4


def test_without_pango_only_pdfs_are_left_out(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build goes on, and is told so."""
    monkeypatch.setattr(making, "can_typeset", lambda: False)
    files, has_left_out = run(workshop, tmp_path)
    assert list(files) == [f"{COURSE}c.epub"]
    assert has_left_out


def test_a_page_for_instructors_adds_their_pdf(workshop: Workshop, tmp_path: Path) -> None:
    """At a name of its own."""
    (workshop.site / COURSE / "one/instructor").mkdir()
    (workshop.site / COURSE / "one/index.html").rename(workshop.site / COURSE / "one/instructor/index.html")
    write_course(workshop.site, "en")
    files, _ = run(workshop, tmp_path)
    assert f"{COURSE}c-instructor.pdf" in files


@pytest.mark.typesetter
def test_courses_of_the_real_site_link_their_files(real_site: Built) -> None:
    """With type, language and size, in both languages; what is packed only for publication is not offered."""
    for locale, language in (("en", "English"), ("ko", "한국어")):
        folder = real_site.folder / locale / "training/planning-a-trial"
        page = (folder / "index.html").read_text(encoding="utf-8")
        for ending in ("pdf", "epub"):
            size = round((folder / f"planning-a-trial.{ending}").stat().st_size / 1000)
            assert f'href="planning-a-trial.{ending}"' in page
            assert f"({language}, {size} kB)" in page
        assert "offline.zip" not in page
        assert "<data>" not in page


@pytest.mark.parametrize(
    ("environment", "edition", "wanted"),
    [
        ({}, "", False),
        ({}, "2026.1", True),
        ({"KX_PUBLISH": "."}, "", True),
        ({"KX_PDF": "on"}, "", True),
        ({"KX_PDF": "off", "KX_PUBLISH": "."}, "2026.1", False),
    ],
)
def test_what_is_published_or_sealed_has_pdfs(
    environment: dict[str, str], edition: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build makes them where it is asked to, as `make site` asks."""
    for name in ("KX_PDF", "KX_PUBLISH"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_pdf(edition) is wanted


@pytest.mark.typesetter
def test_copies_of_a_course_share_sheets_and_no_secret(tmp_path: Path) -> None:
    """One sheet has one number in both; learners get no sheet, name or address of the notes' content."""
    write_course(tmp_path, "en")
    lesson = tmp_path / COURSE / "one/index.html"
    notes = lesson.parent / "instructor/index.html"
    notes.parent.mkdir()
    html = (
        lesson.read_text(encoding="utf-8").replace("one/", "one/instructor/").replace("<h1>One", "<h1>Notes")
    )
    notes.write_text(html.replace("<p>The trial", "<p>SECRET TIMING. The trial"), encoding="utf-8")
    parcel = [Handout(course=COURSE, form=form) for form in (Form.PDF, Form.INSTRUCTOR_PDF)]
    files = Workshop(site=tmp_path, publishers={"en": PUBLISHER}).make(parcel)
    learner, instructor = ([page.extract_text() for page in PdfReader(BytesIO(copy)).pages] for copy in files)
    numbers = [re.findall(r"\d+-\d+$", text, re.MULTILINE)[-1] for text in instructor[1:]]
    assert numbers == ["1-1", "2-1", "2-2"]
    assert learner[1:] == instructor[1:3]
    assert "SECRET TIMING" in instructor[3]
    with pikepdf.open(BytesIO(files[0])) as file:
        everything = "".join(learner) + repr(list(file.objects))
    assert not [word for word in ("SECRET", "Notes") if word in everything]
