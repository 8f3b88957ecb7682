"""A site with a course: what learners and instructors are shown, what is taken away, and what is kept."""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path

import pytest
from tests.building import ROOT, SITES, Built, build, digests
from tests.training.reading import faults, unpack
from tests.training.test_lesson_questions import RECORD

from exchange.cli.main import main
from exchange.site.checking import all_problems
from exchange.site.publication import publication
from exchange.site.reading import read_site
from exchange.site.settings import read_settings
from exchange.text.content_folder import look_at

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
PACKAGE = "training/a-course/a-course"
FIELDS = '---\ntitle: "{title}"\ndescription: "D."\nkind: {kind}\nid: {id}\noriginal: en\n{more}---\n\n'
LESSON = """Text with a guide: [first](../../guides/first.md).

## Exercise { #exercise }

Do it.

??? answer

    The secret answer, as in [the guide](../../guides/first.md).

!!! instructor

    A note that only they see.
"""


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the content of a site that has a course; its second lesson is in one language."""
    work = tmp_path_factory.mktemp("training")
    content = Path(shutil.copytree(SITES / "showcase", work / "content"))
    for locale in ("en", "ko"):
        folder = content / locale / "training" / "course"
        course = FIELDS.format(title="A course", kind="course", id="a-course", more="")
        _write(folder / "index.md", f"{course}Text.\n\n!!! instructor\n\n    A note on the course.\n")
        lesson = FIELDS.format(title="R&D", kind="lesson", id="a-lesson", more="minutes: 5\n")
        _write(folder / "lesson.md", lesson + {"en": "", "ko": "강의 본문입니다. "}[locale] + LESSON)
    other = FIELDS.format(title="Only in English", kind="lesson", id="other-lesson", more="minutes: 5\n")
    _write(content / "en" / "training" / "course" / "other.md", other + LESSON)
    _write(content / "questions" / "a-lesson.yml", RECORD)
    planned = FIELDS.format(title="A course that is planned", kind="course", id="planned", more="")
    _write(content / "en" / "training" / "planned" / "index.md", f"{planned}Its lessons follow.\n")
    return work


@pytest.fixture(scope="module")
def site(work: Path) -> Built:
    """Return the site, built once."""
    built = build(work / "content", work)
    assert built.status == 0, built.output
    return built


def test_nothing_for_instructors_is_on_the_learners_page(site: Built) -> None:
    """Not even hidden; there is a link to the answer, and the questions, with their answers folded."""
    html = site.read("ko/training/course/lesson/index.html")
    assert "secret answer" not in html
    assert "only they see" not in html
    assert '<a href="instructor/">모범 답안은 강의자용 페이지에 있습니다</a>' in html
    assert html.count('<details class="question-answer">') == 4
    assert 'data-option="a" data-is-right' in html
    assert "[&#34;\\ucd94" in html or "추정대상모수" in html


def test_instructors_have_a_page_of_their_own(site: Built) -> None:
    """With everything that the learner's page lacks; it is in no menu, no search, no sitemap."""
    html = site.read("ko/training/course/lesson/instructor/index.html")
    assert '<meta name="robots" content="noindex">' in html
    assert "secret answer" in html
    assert "only they see" in html
    assert '<a href="../#exercise">Exercise</a>' in html
    assert 'href="../../../../guides/first/"' in html
    assert "문제의 답" in html
    assert "instructor" not in site.read("ko/sitemap.xml")
    assert "/instructor/" not in site.read("ko/training/course/other/index.html").replace(
        "instructor/", "", 1
    )
    course = site.read("ko/training/course/instructor/index.html")
    assert "A note on the course" in course
    assert '<a href="../lesson/instructor/">' in course


def test_a_lesson_of_one_language_has_its_page_in_the_other_and_says_so(site: Built) -> None:
    """Its text keeps its language."""
    html = site.read("ko/training/course/other/instructor/index.html")
    assert '<details class="answer" lang="en" open="open">' in html


def test_the_course_leads_to_its_packages_and_says_their_size(site: Built) -> None:
    """Both are there for each language, and valid."""
    for locale in ("en", "ko"):
        html = site.read(f"{locale}/training/course/index.html")
        for path in (f"{PACKAGE}-{locale}.imscc", f"{PACKAGE}-{locale}-instructor.imscc"):
            content = (site.folder / path).read_bytes()
            assert f'href="../../../{path}" download' in html
            assert f"{max(1, round(len(content) / 1000))}" in html
            assert faults(content) == []
    learners = unpack((site.folder / f"{PACKAGE}-ko.imscc").read_bytes())
    assert not any(b"secret answer" in text or b"only they see" in text for text in learners.values())
    instructors = unpack((site.folder / f"{PACKAGE}-ko-instructor.imscc").read_bytes())
    assert any(b"secret answer" in text for text in instructors.values())


def test_a_course_says_its_time_and_its_lessons_only_where_it_has_some(site: Built) -> None:
    """Minutes where it is less than an hour; no heading over an empty list."""
    short, empty = (site.read(f"en/training/{name}/index.html") for name in ("course", "planned"))
    assert "<dd>10 minutes</dd>" in short
    assert 'id="kx-lessons"' in short
    assert "0 h" not in short + empty
    assert "<dd>0 minutes" not in empty
    assert 'id="kx-lessons"' not in empty


def test_the_check_knows_what_the_site_publishes(site: Built, work: Path) -> None:
    """Pages for instructors and packages are promised by the check as by the build: one judgement."""
    settings = read_settings(work / "mkdocs.yml")
    files = look_at(settings.content.folder, size_limit=1000)
    promised = publication(read_site(settings, files, now=NOW), NOW)
    packages = {f"/{path}" for path in digests(site.folder) if path.endswith(".imscc")}
    assert {path for path in promised.files if path.endswith(".imscc")} == packages
    pages = {f"/{path.removesuffix('index.html')}" for path in digests(site.folder) if "instructor/" in path}
    assert {page for page in promised.pages if page.endswith("/instructor/")} == pages


def test_what_stands_alone_is_reported(work: Path) -> None:
    """Questions of no lesson name the one that may be meant; a page may not take an instructor's address."""
    content = Path(shutil.copytree(work / "content", work / "faulty" / "content"))
    (content / "questions" / "a-lesson.yml").rename(content / "questions" / "a-leson.yml")
    _write(
        content / "en/training/course/instructor.md", FIELDS.format(title="T", kind="page", id="x", more="")
    )
    settings = (work / "mkdocs.yml") if (work / "mkdocs.yml").exists() else ROOT / "mkdocs.yml"
    own = work / "faulty" / "mkdocs.yml"
    own.write_text(settings.read_text(encoding="utf-8").replace(str(work / "content"), str(content)), "utf-8")
    found = {problem.code: problem for problem in all_problems(read_settings(own), now=NOW)}
    assert found["training/no-lesson"].values["better"].endswith("/a-lesson.yml")
    assert found["pages/address-of-made-page"].place.path == "content/en/training/course/instructor.md"


def test_a_trainer_packages_a_selection(
    site: Built, work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages, sections and whole courses; notes only on request; what is not there is named with a way out."""
    command = ["--config", str(work / "mkdocs.yml"), "cartridge"]
    out = tmp_path / "my.imscc"
    chosen = ["training/course", "/ko/guides/first/#exercise"]
    assert main([*command, "guides/first", "training/course", "--language", "ko", "--out", str(out)]) == 0
    assert faults(out.read_bytes()) == []
    assert not any(b"secret answer" in text for text in unpack(out.read_bytes()).values())
    notes = [*command, "training/course/lesson", "--instructor", "--out", str(out)]
    assert main(notes) == 2
    assert "--site site" in capsys.readouterr().err
    assert main([*notes, "--site", str(site.folder)]) == 0
    assert any(b"secret answer" in text for text in unpack(out.read_bytes()).values())
    assert main([*command, "training/curse"]) == 2
    assert "training/course" in capsys.readouterr().err
    assert main([*command, *chosen, "--lang", "ko"]) == 2
    assert main([*command, "guides/first", "--edition", "2026.1"]) == 2


def test_an_edit_makes_again_what_it_changes_and_nothing_else(site: Built, work: Path) -> None:
    """An edit of a question gives what a clean build gives; an edit elsewhere leaves the packages alone."""
    before = digests(site.folder)
    guide = work / "content" / "en" / "guides" / "first.md"
    guide.write_text(f"{guide.read_text(encoding='utf-8')}\nMore.\n", "utf-8")
    record = work / "content" / "questions" / "a-lesson.yml"
    assert build(work / "content", work).status == 0
    elsewhere = digests(site.folder)
    assert {path for path in before if path.endswith(".imscc") and before[path] != elsewhere[path]} == set()
    record.write_text(RECORD.replace("Which?", "Which one?"), "utf-8")
    assert build(work / "content", work).status == 0
    kept = digests(site.folder)
    assert kept[f"{PACKAGE}-en.imscc"] != elsewhere[f"{PACKAGE}-en.imscc"]
    assert "Which one?" in site.read("en/training/course/lesson/index.html")
    clean = build(work / "content", work / "clean", environment={"PATH": os.environ["PATH"]})
    assert clean.status == 0
    assert digests(clean.folder) == kept
