"""`mkdocs build` alone is as safe as all checks: it refuses, says why, and leaves the last good site."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.building import SITES, build, digests

HEAD = '---\ntitle: "{title}"\ndescription: "{description}"\nkind: page\noriginal: en\n---\n\n'


def showcase_copy(folder: Path) -> Path:
    """Return a copy of the showcase content that a test may change."""
    return Path(shutil.copytree(SITES / "showcase", folder / "content"))


def page(body: str, *, title: str = "A title", description: str = "A sentence.") -> str:
    """Return a page that is right but for its body."""
    return HEAD.format(title=title, description=description) + body


def test_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    """All at once: a huge page, a file for the host, a program, a link to a secret in a hidden folder."""
    content = showcase_copy(tmp_path)
    with (content / "en/huge.md").open("wb") as huge:
        huge.truncate(300 * 1024 * 1024)
    (content / "assets/_headers").write_text("/*\n  X: y\n", encoding="utf-8")
    (content / "assets/x.js").write_text("alert(1)", encoding="utf-8")
    (content / ".git").mkdir()
    (content / ".git/config").write_text("[remote]", encoding="utf-8")
    failed = build(content, tmp_path)
    assert failed.status != 0
    for expected in (
        "content/en/huge.md: The text has 307,200 kB",
        "[safety/host-file]",
        "content/assets/x.js: Files of type 'js'",
        "content/.git/config: Names that begin with a dot",
    ):
        assert expected in failed.output
    assert not failed.folder.exists()


def test_links_to_other_files_are_refused(tmp_path: Path) -> None:
    """A symbolic link in content is never followed."""
    content = showcase_copy(tmp_path)
    (content / "assets/secret.png").symlink_to("/etc/passwd")
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/assets/secret.png: This is a symbolic link" in failed.output


def test_texts_and_drawings_are_refused_with_their_lines(tmp_path: Path) -> None:
    """Markup in front matter and in the termbase, a script in a drawing, a character that turns the order."""
    content = showcase_copy(tmp_path)
    text = page("A user\u202e text.\n", title="<img src=x onerror=y>")
    (content / "en/bad.md").write_text(text, encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg">\n<script>x</script></svg>'
    (content / "assets/bad.svg").write_text(svg, encoding="utf-8")
    terms = content / "glossary.csv"
    cells = terms.read_text(encoding="utf-8").replace("A study in people.", "A <b>study</b>.")
    terms.write_text(cells, encoding="utf-8")
    failed = build(content, tmp_path, environment={"KX_MESSAGES": "ko"})
    assert failed.status != 0
    for expected in (
        "content/en/bad.md:2:8: 여기에는 HTML을 쓸 수 없습니다: <img src=x",
        "content/en/bad.md:8:7: 보이지 않는 문자가 있습니다: U+202E",
        "content/assets/bad.svg:2:1: 그림에는 <script>를",
        "content/glossary.csv:2: 여기에는 HTML을",
    ):
        assert expected in failed.output


def test_pages_of_both_languages_are_refused_and_the_last_good_site_stays(tmp_path: Path) -> None:
    """Each language's process says what is wrong with its pages, and nothing is published."""
    content = showcase_copy(tmp_path)
    good = build(content, tmp_path)
    assert good.status == 0, good.output
    before = digests(good.folder)
    (content / "en/bad.md").write_text(page("Text.\n\n<script>alert(1)</script>\n"), encoding="utf-8")
    assert build(content, tmp_path).status != 0
    (content / "en/bad.md").unlink()
    (content / "ko/bad.md").write_text(
        page("글.\n\n[주소](javascript:x)\n\n글\n{: #__config }\n").replace("original: en", "original: ko"),
        encoding="utf-8",
    )
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/ko/bad.md:10:6: A link may not lead to 'javascript:x'" in failed.output
    assert "content/ko/bad.md:13:5: No link can lead to the id '__config'" in failed.output
    assert digests(good.folder) == before
    assert not list(tmp_path.glob(".site-building-*"))


def test_a_title_cannot_become_markup(tmp_path: Path) -> None:
    """Quotation marks are shown as they are, or refused: no attribute can be added to the page's head."""
    content = showcase_copy(tmp_path)
    text = page("Text.\n", description=r"0;url=//evil.example\" http-equiv=\"refresh")
    (content / "en/bad.md").write_text(text, encoding="utf-8")
    built = build(content, tmp_path)
    if built.status:
        assert "content/en/bad.md: The finished page contains <meta http-equiv>" in built.output
    else:
        assert '" http-equiv="' not in built.read("en/bad/index.html")


def test_text_that_looks_like_front_matter_is_text(tmp_path: Path) -> None:
    """Only what our own reader has read is front matter: MkDocs' would follow these aliases for hours."""
    content = showcase_copy(tmp_path)
    aliases = [f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    text = "\n".join(["---", "a0: &a0", "  k: v", *aliases, "...", "", "Text."])
    whole = page(f"{text}\n").replace("---\n\n---", "---\n---")  # right behind the real front matter
    (content / "en/bad.md").write_text(whole, encoding="utf-8")
    built = build(content, tmp_path)
    assert built.status == 0, built.output
    assert "a0: &amp;a0" in built.read("en/bad/index.html")


def test_a_page_of_endless_work_is_refused_before_it_is_rendered(tmp_path: Path) -> None:
    """Markdown that takes minutes to render ends the build with the line that holds most of it."""
    content = showcase_copy(tmp_path)
    (content / "en/slow.md").write_text(page(("[" * 9000 + "\n") * 10), encoding="utf-8")
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/en/slow.md:8: The page has more than 12,000 signs" in failed.output
    assert "in 2 seconds" not in failed.output
    assert "Traceback" not in failed.output


def test_a_page_that_cannot_be_read_in_time_is_named(tmp_path: Path) -> None:
    """Thousands of fences that are never closed stop the reading of headings."""
    content = showcase_copy(tmp_path)
    for number in range(6):  # one is not enough for a fast computer
        (content / f"en/slow-{number}.md").write_text(page("```a\n" * 19_000), encoding="utf-8")
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/en/slow-0.md: This file could not be read and judged in 2 seconds" in failed.output
    assert "Traceback" not in failed.output
