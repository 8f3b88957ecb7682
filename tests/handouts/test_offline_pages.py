"""Pages of a copy that opens from a disk: their links lead to files or to the web, and nothing ends early."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from exchange.handouts.offline import offline_copy

PAGE = '<html><head><meta http-equiv="Content-Security-Policy" content="x">\n</head><body>{}</body></html>'


def copy_of(folder: Path, body: str) -> dict[str, str]:
    """Return the texts of a copy of a site with such a page."""
    files = {
        "en/index.html": PAGE.format("home"),
        "en/a/index.html": PAGE.format(body),
        "search/en/index.json": json.dumps({"text": "</script><script>act()</script>"}),
        "assets/x.js": "const end = '</script>';",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    names = {"en": "Site <b>"}
    copy = offline_copy(folder, "https://x.example/base/", names=names, day=datetime.date(2026, 11, 29))
    with zipfile.ZipFile(io.BytesIO(copy.zip())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../", "../index.html"),
        ("../nowhere/", "https://x.example/base/en/nowhere/"),
        ("../../../etc/passwd", "https://x.example/etc/passwd"),
        ("https://elsewhere.example/", "https://elsewhere.example/"),
        ("#part", "#part"),
        ("../nowhere/?a=&quot;&gt;&lt;b&gt;", "https://x.example/base/en/nowhere/?a=&quot;&gt;&lt;b&gt;"),
        ("https://elsewhere.example/?a=&quot;&amp;b", "https://elsewhere.example/?a=&quot;&amp;b"),
    ],
)
def test_a_link_leads_to_a_file_or_to_the_web(tmp_path: Path, link: str, target: str) -> None:
    """Never out of the copy, and its signs stay within its attribute."""
    page = copy_of(tmp_path, f'<p><a class="x" href="{link}">y</a></p>')["en/a/index.html"]
    assert f'<p><a class="x" href="{target}">y</a></p>' in page


def test_the_end_of_a_script_in_a_text_ends_no_script(tmp_path: Path) -> None:
    """Texts and scripts of the site are in scripts of the copy, which may stand in a page one day."""
    files = copy_of(tmp_path, "x")
    scripts = [text for name, text in files.items() if name.startswith("assets/offline")]
    assert len(scripts) == 2
    assert not [text for text in scripts if re.search("</script", text)]
    assert "act()" in scripts[0] + scripts[1]


def test_names_of_a_copy_are_text(tmp_path: Path) -> None:
    """On the page that a double click opens."""
    assert "Site <b>" not in copy_of(tmp_path, "x").get("index.html", "")


def test_a_course_of_an_edition_is_searched_where_its_pages_look(tmp_path: Path) -> None:
    """In the edition's folder; a page of it in another language, and one for instructors, are not found."""
    form = '<form class="site-search" action="../../../search/" data-search></form>'
    page = (
        '<html><head></head><body class="kind-lesson">'
        + form
        + '<main><article><h1>{}</h1><div class="text"{}><p>Words.</p></div></article></main></body></html>'
    )
    course = "editions/2026.1/en/training/c"
    files = {
        f"{course}/index.html": page.format("Course", ""),
        f"{course}/one/index.html": page.format("Lesson", ""),
        f"{course}/two/index.html": page.format("Lesson in Korean", ' lang="ko"'),
        f"{course}/one/instructor/index.html": page.format("Notes", ""),
        "editions/2026.1/search/en/index.json": "{}",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    copy = offline_copy(
        tmp_path,
        "https://x.example/",
        names={"en": "Site"},
        day=datetime.date(2026, 11, 29),
        edition="2026.1",
        course="training/c/",
    )
    with zipfile.ZipFile(io.BytesIO(copy.zip())) as archive:
        names = archive.namelist()
        shown = next(name for name in names if name.startswith("editions/2026.1/search/en/pages-"))
        assert json.loads(archive.read(shown))["urls"].splitlines() == [
            "en/training/c/",
            "en/training/c/one/",
        ]
    assert f"{course}/two/index.html" in names
    assert f"{course}/one/instructor/index.html" not in names
