"""Every attack by a file is refused by its name, its kind, its size or what is in it; files in order pass."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.safety.folders import check_files, check_paths
from tests.safety.samples import picture

from exchange.safety.file_kinds import SHARED_KINDS, Places
from exchange.safety.limits import Limits
from exchange.safety.svg import check_svg
from exchange.safety.texts import check_text
from exchange.text.file_names import SHARED_TYPES
from exchange.text.problems import explain

PLACES = Places(locales=("en", "ko"))

NAMES = {
    "en/page.html": "file-type",
    "en/picture.png": "download-place",
    "en/script.js": "file-type",
    "assets/site.css": "file-type",
    "assets/x.js": "file-type",
    "assets/x.html": "file-type",
    "assets/x.xhtml": "file-type",
    "assets/x.docm": "file-type",
    "assets/x.ics": "file-type",
    "assets/x.svg.html": "file-type",
    "assets/font.woff2": "file-type",
    "assets/noextension": "no-ending",
    "page.md": "page-place",
    "calls/x.md": "page-place",
    "hooks.py": "file-place",
    "other/x.png": "download-place",
    "assets-2026/x.png": "download-place",
    "calls/x.pdf": "download-place",
    "_headers": "host-file",
    "assets/_headers": "host-file",
    "en/_redirects": "host-file",
    "CNAME": "host-file",
    "assets/CNAME": "host-file",
    "robots.txt": "host-file",
    "mkdocs.yml": "host-file",
    "assets/.well-known/security.txt": "host-file",
    "assets/.htaccess": "hidden-file",
    ".env": "hidden-file",
    ".git/config": "hidden-file",
    "assets/.DS_Store": "leftover",
    "assets/Thumbs.db": "leftover",
    "en/guides/x.md~": "leftover",
    "assets/x.PNG": "file-ending",
    "calls/x.yaml": "file-ending",
    "en/x.MD": "file-ending",
    "assets/js-0123456789ab/site.png": "bundle-folder",
    "assets/static-0123456789ab/icon.svg": "bundle-folder",
    "assets/sealed/0123456789ab/flow.svg": "bundle-folder",
    "assets/SEALED/0123456789ab/flow.svg": "bundle-folder",
    "assets/Sealed-1/flow.svg": "bundle-folder",
    "assets/built/flow.svg": "bundle-folder",
    "assets/bUILT/x/y.csv": "bundle-folder",
    "assets/Big.png": "file-name",
    "assets/a b.png": "file-name",
    "assets/그림.png": "file-name",
    "assets/<img src=x onerror=y>.png": "file-name",
    "assets/a--b.png": "file-name",
    "assets/A/b.png": "file-name",
    "en/about/aux.md": "device-name",
    "ko/con/index.md": "device-name",
    "assets/com1.png": "device-name",
    "assets/lpt9.x.pdf": "device-name",
    "assets/held.php.png": "program-suffix",
    "assets/x.shtml.csv": "program-suffix",
    "assets/x.html.pdf": "program-suffix",
    "calls/sub/x.yml": "record-place",
    "calls/a/b/x.yml": "record-place",
}

RIGHT = (
    "nav.yml glossary.csv calls/a-call.yml en/index.md ko/guides/x.md assets/flow.png assets/2026/flow.svg "
    "assets/x.pdf assets/x.csv assets/a.jpeg assets/photo.min.webp "
    "assets/sealed.png assets/2026/sealed/flow.svg assets/rebuilt/x.png .DS_Store en/.index.md.swp"
).split()


def content(folder: Path, files: dict[str, bytes]) -> Path:
    """Write a content folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


def rules(folder: Path, limits: Limits | None = None) -> dict[str, str]:
    """Return the rule that each file breaks by its path."""
    problems = check_paths(folder, root="content", places=PLACES, limits=limits or Limits())
    return {problem.place.path.removeprefix("content/"): problem.rule for problem in problems}


def inside(folder: Path) -> dict[str, str]:
    """Return the rule that each file breaks by what is in it."""
    problems = check_files(folder, root="content", places=PLACES)
    return {problem.place.path.removeprefix("content/"): problem.rule for problem in problems}


def test_names_and_kinds(tmp_path: Path) -> None:
    """All wrong files are named at once, each by its own rule."""
    assert rules(content(tmp_path, dict.fromkeys(NAMES, b""))) == NAMES


def test_what_belongs_in_content_passes(tmp_path: Path) -> None:
    """Pages, records, pictures and downloads in their places, and what editors leave behind."""
    assert rules(content(tmp_path, dict.fromkeys(RIGHT, b""))) == {}


def test_what_may_be_sent_in_may_be_redirected() -> None:
    """One list of types: redirects ask the same one."""
    assert tuple(kind.extension for kind in SHARED_KINDS) == SHARED_TYPES


def test_sizes_and_numbers(tmp_path: Path) -> None:
    """A file that is too large is refused before it is opened; so are too many of them."""
    folder = content(tmp_path, {"en/a.md": b"", "en/b.md": b"", "ko/a.md": b""})
    with (folder / "en/b.md").open("r+b") as large:
        large.truncate(300 * 1024 * 1024)
    assert rules(folder) == {"en/b.md": "text-size"}
    assert rules(folder, Limits(pages=1, page_bytes=2**30)) == {"en": "too-many-pages"}
    few = check_paths(folder, root="content", places=PLACES, limits=Limits(files=2))
    assert few[-1].code == "safety/too-many-files"


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("assets/x.png", "file-size"),
        ("assets/x.pdf", "download-size"),
        ("assets/x.csv", "text-size"),
        ("calls/x.yml", "text-size"),
    ],
)
def test_a_large_file_is_made_smaller_in_the_way_of_its_kind(tmp_path: Path, path: str, rule: str) -> None:
    """A picture has pixels, a document is exported again, a text is divided."""
    folder = content(tmp_path, {path: b""})
    with (folder / path).open("r+b") as large:
        large.truncate(300 * 1024 * 1024)
    assert rules(folder) == {path: rule}


@pytest.mark.parametrize("path", ["nav.yml", "calls/x.yml", "en/page.md", "glossary.csv", "en/a/b.md"])
def test_a_folder_called_like_a_file_is_named(tmp_path: Path, path: str) -> None:
    """Whoever opened it as a file would fail, empty or not."""
    (tmp_path / path).mkdir(parents=True)
    assert rules(tmp_path) == {path: "not-a-file"}


@pytest.mark.parametrize(
    "path", ["en/" + "a/" * 350 + "index.md", f"assets/{'a' * 200}.svg", "ko/" + "deep-folder/" * 20 + "x.md"]
)
def test_a_path_has_a_limit(tmp_path: Path, path: str) -> None:
    """Before anything follows its folders down."""
    found = check_paths(content(tmp_path, {path: b""}), root="content", places=PLACES, limits=Limits())
    assert [problem.rule for problem in found] == ["path-too-long"]
    assert found[0].place.path.startswith(f"content/{path[:100]}")
    assert len(found[0].place.path) <= 181


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """A named pipe would keep a build waiting for ever."""
    content(tmp_path, {"en/a.md": b""})
    os.mkfifo(tmp_path / "en/pipe.md")
    assert rules(tmp_path) == {"en/pipe.md": "not-a-file"}


def test_a_file_is_what_its_name_says(tmp_path: Path) -> None:
    """HTML called a picture is refused; a real one passes."""
    wrong = {f"assets/x.{end}": b"<script>x</script>" for end in "png jpg gif webp avif pdf".split()}
    folder = content(tmp_path, {**wrong, "assets/right.png": picture("PNG")})
    assert inside(folder) == dict.fromkeys(wrong, "wrong-bytes")


# --- drawings --------------------------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{more}>{inner}</svg>'
DRAWINGS = {
    "script": ("<script>alert(1)</script>", "svg-element"),
    "script of another namespace": ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "svg-element"),
    "foreign object": ("<foreignObject><b>x</b></foreignObject>", "svg-labels"),
    "link": ('<a href="#x"><text>x</text></a>', "svg-element"),
    "animation": ('<set attributeName="href" to="javascript:x"/>', "svg-element"),
    "picture": ('<image href="https://evil.example/t.gif"/>', "svg-element"),
    "handler": ('<path d="M0 0" onclick="x()"/>', "svg-attribute"),
    "outside": ('<use xlink:href="https://evil.example/x.svg#y"/>', "svg-address"),
    "data": ('<use href="data:image/svg+xml,x"/>', "svg-address"),
    "style that fetches": ('<path style="fill:url(https://evil.example)"/>', "svg-address"),
    "attribute that fetches": ('<path fill="url( //evil.example )"/>', "svg-address"),
    "styles that fetch": ("<style>@import '//evil.example'</style>", "svg-style"),
    "styles in disguise": ("<style>.a{fill:u\\72l(//evil.example)}</style>", "svg-style"),
    "instruction": ("<?xml-stylesheet href='//evil.example'?>", "svg-element"),
    "not XML": ("<path>", "svg-not-xml"),
    "entity": ("&lol;", "svg-not-xml"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_neither_acts_nor_fetches(name: str) -> None:
    """The line is named as well."""
    inner, rule = DRAWINGS[name]
    found = check_svg(SVG.format(more="", inner=f"\n{inner}\n").encode(), path="content/assets/x.svg")
    assert rule in [problem.rule for problem in found]
    assert found[0].place.line in (2, 3)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b"<html><script>x</script></html>", "svg-not-svg"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>", "svg-doctype"),
        (b"\xff\xd8\xff", "svg-not-xml"),
        (b"", "svg-not-xml"),
        (SVG.format(more=' onload="x()"', inner="").encode(), "svg-attribute"),
    ],
)
def test_what_is_no_drawing_is_refused(text: bytes, rule: str) -> None:
    """Other XML, entities that expand, other bytes, a handler on the outermost element."""
    assert [problem.rule for problem in check_svg(text, path="x.svg")] == [rule]


@pytest.mark.parametrize(
    "encoding", ["EUC-KR", "CP949", "UTF-7", "Shift_JIS", "ISO-2022-KR", "x-bogus", "UTF-32"]
)
def test_a_drawing_in_an_encoding_that_is_not_read_is_named(encoding: str) -> None:
    """Old drawing programs write EUC-KR: an error with the way out, not an exception."""
    written = "utf-8" if encoding in ("x-bogus", "UTF-32") else encoding
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + SVG.format(
        more="", inner="<title>동의</title>" if written not in ("Shift_JIS", "utf-8") else ""
    )
    found = check_svg(text.encode(written), path="x.svg")
    assert [(problem.rule, problem.place.line) for problem in found] == [("svg-encoding", 1)]
    assert encoding in explain(found[0], "en")
    assert encoding in explain(found[0], "ko")


def test_ordinary_drawings_pass() -> None:
    """Ours, one as Inkscape writes it, one with styles and text in two languages."""
    inkscape = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with Inkscape -->\n'
        '<svg width="10mm" viewBox="0 0 10 10" version="1.1" id="svg1" inkscape:version="1.3" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">'
        '<sodipodi:namedview id="n1" pagecolor="#ffffff"/><defs id="d1"/>'
        '<g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">'
        '<path style="fill:#f00;stroke:none" d="M 0,0 1,1" id="p1"/></g></svg>'
    )
    drawn = SVG.format(
        more=' viewBox="0 0 10 10" role="img" aria-labelledby="t"',
        inner='<title id="t">흐름 Flow</title><style>.a{fill:red}</style><defs><linearGradient id="g">'
        '<stop offset="0" stop-color="#fff"/></linearGradient></defs><g class="a" fill="url(#g)">'
        '<use xlink:href="#g"/><text font-family="sans-serif" x="1">동의<tspan>Consent</tspan></text></g>',
    )
    for text in (inkscape, drawn):
        assert check_svg(text.encode(), path="x.svg") == []


def test_a_drawing_has_a_depth_that_browsers_draw() -> None:
    """Sixty elements within each other, the outermost one included; one more is too deep, at its line."""
    for groups, expected in ((59, []), (60, [("svg-element", 61)]), (600, [("svg-element", 61)])):
        drawing = SVG.format(more="", inner="\n<g>" * groups + "</g>" * groups)
        found = check_svg(drawing.encode(), path="x.svg")
        assert [(problem.rule, problem.place.line) for problem in found][:1] == expected


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: SVG.format(more="", inner=text).encode())
)
def test_no_bytes_break_the_reader_of_drawings(text: bytes) -> None:
    """Whatever the file holds, there are findings or none, and no exception."""
    check_svg(text, path="x.svg")


# --- records and tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("calls/x.yml", "title:\n  en: a <b>x</b>\n", [(2, "markup-in-field")]),
        ("calls/x.yml", "amount: 3 < 5\nfunder: R&D\n", []),
        ("nav.yml", "- <script>\n", [(1, "markup-in-field")]),
        ("calls/x.yml", 'summary: "\\x3cimg src=x\\x3e"\n', [(1, "markup-in-field")]),
        ("calls/x.yml", 'a: x\nsummary: "\\u003cb>"\n', [(2, "markup-in-field")]),
        ("calls/x.yml", 'a: x\ntitle: "UKR\\u0406"\n', [(2, "mixed-letters")]),
        (
            "calls/x.yml",
            'title: {en: "a\\U0000202Eb", ko: "\\u200b"}\n',
            [(1, "bidi-control"), (1, "invisible-character")],
        ),
        ("calls/x.yml", 'title: "\\0"\n', [(1, "control-character")]),
        ("redirects.yml", '"\\x3cb>": x\n', [(1, "markup-in-field")]),
        ("calls/x.yml", 'title: "a\\tb \\"c\\" \\\\ d"\n', []),
        ("glossary.csv", "sep=;\nid;en\n", [(1, "table-separator")]),
        ("assets/x.csv", '"SEP=\t"\n', [(1, "table-separator")]),
        ("glossary.csv", "id,en\ng1,a;=1\ng2,＝1\n", [(2, "formula"), (3, "formula")]),
        ("glossary.csv", 'id,en\ng1,"=HYPERLINK(""//evil"")"\n', [(2, "formula")]),
        (
            "glossary.csv",
            "id,en\ng1,@SUM(A1)\ng2,+cmd|x\ng3,-x\n",
            [(2, "formula"), (3, "formula"), (4, "formula")],
        ),
        ("glossary.csv", "id,en\ng1,-5.2\ng2,+44 20\ng3,-\ng4,a=b\n", []),
        ("glossary.csv", "id,en\ng1,<i>x</i>\n", [(2, "markup-in-field")]),
        ("glossary.csv", "id,en\ng1,a\u202eb\n", [(2, "bidi-control")]),
    ],
)
def test_records_and_tables_are_plain_text(path: str, text: str, expected: list[tuple[int, str]]) -> None:
    """No markup, no deceiving characters, and no cell that a spreadsheet program would run."""
    found = check_text(text, path=f"content/{path}")
    assert [(problem.place.line, problem.rule) for problem in found] == expected


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf", "a.csv", "a.zip", "a.ipynb"])
def test_what_git_lfs_leaves_in_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    """Of every kind: a table has no first bytes by which another file could be told from it."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    assert inside(content(tmp_path, {f"assets/{name}": pointer})) == {f"assets/{name}": "lfs-pointer"}
