"""A PDF file shows pages and nothing else, in whatever notation; one that is not whole is refused."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safety.folders import check_files
from tests.safety.samples import archive, packed, pdf

from exchange.safety.file_kinds import Places
from exchange.safety.pdf import UnreadablePdf, active_content
from exchange.text.problems import explain

_PACKER = zlib.compressobj(1)
BOMB = b"".join(_PACKER.compress(bytes(1_000_000)) for _ in range(600))


def _bomb(filters: str, content: bytes) -> bytes:
    return pdf(
        b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (filters.encode(), len(content), content)
    )


SCRIPT = "<< /S /JavaScript /JS (app.alert(1)) >>"
ACTIVE = {
    "script on opening": (pdf(catalog=f"/OpenAction {SCRIPT}"), "JavaScript"),
    "script with its name in numbers": (pdf(catalog="/OpenAction << /S /#4aavaScri#70t /#4aS (x) >>"), "JS"),
    "script of the document": (pdf(catalog="/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"), "JavaScript"),  # noqa: E501
    "script when a page is shown": (pdf(page=f"/AA << /O {SCRIPT} >>"), "AA"),
    "script when a field is left": (pdf(f"<< /FT /Tx /AA << /Bl {SCRIPT} >> >>"), "AA"),
    "script after an allowed action": (
        pdf("<< /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>", SCRIPT, catalog="/OpenAction 4 0 R"),
        "JavaScript",
    ),
    "script that nothing refers to": (pdf(SCRIPT), "JS"),
    "script in an array of an array": (pdf(f"[ [ [ {SCRIPT} ] ] ]"), "JS"),
    "script in a packed object": (packed(pdf("<< /S /JavaScript /JS 5 0 R >>", "(x)", catalog="/OpenAction 4 0 R")), "JS"),  # noqa: E501
    "a program": (pdf("<< /S /Launch /F (cmd.exe) >>", catalog="/OpenAction 4 0 R"), "Launch"),
    "a program for one system": (pdf("<< /S /Launch /Win << /F (cmd.exe) >> >>"), "Launch"),
    "an address on opening": (pdf(catalog="/OpenAction << /S /URI /URI (https://evil.example/) >>"), "URI"),
    "an address of a disk on a click": (pdf("<< /S /URI /URI (file:///etc/passwd) >>"), "URI"),
    "an address of a share on a click": (pdf(r"<< /S /URI /URI (\\\\host\\share) >>"), "URI"),
    "an address of a script on a click": (pdf("<< /S /URI /URI (javascript:alert\\(1\\)) >>"), "URI"),
    "an address of a script in UTF-16": (
        pdf(f"<< /S /URI /URI <FEFF{'javascript:x'.encode('utf-16-be').hex()}> >>"), "javascript:x"),
    "a script beside the catalogue": (pdf(trailer="/Info << /S /JavaScript /JS (x) >>"), "JS"),
    "a name before the address on a click": (
        pdf("<< /S /URI /URI (https://www.nihr.ac.uk@evil.example/) >>"),
        "https://www.nihr.ac.uk@evil.example/",
    ),
    "an address in numbers on a click": (pdf("<< /S /URI /URI (https://2130706433/) >>"), "https://2130706433/"),
    "a name before the base": (pdf(catalog="/URI << /Base (https://a@evil.example/) >>"), "https://a@evil.example/"),
    "an address that only its base completes": (pdf(catalog="/URI << /Base (file:///) >>"), "URI"),
    "another file on a network": (pdf(r"<< /S /GoToR /F (\\\\host\\share\\x.pdf) /D [0 /Fit] >>"), "GoToR"),
    "a file within another file": (pdf(r"<< /S /GoToE /F (\\\\host\\x.pdf) /T << /R /C >> >>"), "GoToE"),
    "a film": (pdf("<< /S /Rendition /OP 0 >>"), "Rendition"),
    "a film as an annotation": (pdf("<< /Type /Annot /Subtype /Movie /Movie << /F (x.avi) >> >>"), "Movie"),
    "a sound": (pdf("<< /S /Sound /Sound 4 0 R >>"), "Sound"),
    "a screen": (pdf("<< /Type /Annot /Subtype /Screen >>"), "Screen"),
    "a form that is sent": (pdf("<< /S /SubmitForm /F (https://evil.example) >>"), "SubmitForm"),
    "a form that is filled from elsewhere": (pdf("<< /S /ImportData /F (x.fdf) >>"), "ImportData"),
    "a form in XML": (pdf(catalog="/AcroForm << /XFA (x) >>"), "XFA"),
    "a form that is drawn by a script": (pdf(catalog="/NeedsRendering true"), "NeedsRendering"),
    "a file inside": (pdf("<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"), "EmbeddedFile"),
    "a file inside, without its type": (pdf("<< /Type /Filespec /F (x.exe) /EF << /F 4 0 R >> >>"), "EF"),
    "a list of files inside": (pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"), "EmbeddedFiles"),
    "a file that is pinned to a page": (pdf("<< /Type /Annot /Subtype /FileAttachment >>"), "FileAttachment"),
    "a collection of files": (pdf(catalog="/Collection << /View /T >>"), "Collection"),
    "an article of another file": (pdf("<< /S /Thread /F (x.pdf) /D 0 >>"), "Thread"),
    "PostScript": (pdf("<< /Type /XObject /Subtype /PS /Length 0 >>\nstream\n\nendstream"), "PS"),
    "a model in space": (pdf("<< /Type /Annot /Subtype /3D /3DD 4 0 R >>"), "3D"),
    "a medium with settings": (pdf("<< /Type /Annot /Subtype /RichMedia >>"), "RichMedia"),
    "bytes of another file": (pdf("<< /F (x.bin) /Length 0 >>\nstream\n\nendstream"), "F"),
    "a page of another file": (
        pdf("<< /Subtype /Form /Ref << /F (x.pdf) /Page 0 >> /Length 0 >>\nstream\n\nendstream"), "Ref"),
    "an action that no one knows": (pdf(page="/Annots [<< /Subtype /Link /A << /S /Evil >> >>]"), "Evil"),
    "an action that no one knows before a click": (
        pdf(page="/Annots [<< /Subtype /Link /PA << /S /Evil >> >>]"), "Evil"),
    "an action that no one knows behind another": (
        pdf("<< /S /URI /URI (https://a.example/) /Next [<< /S /Evil >>] >>"), "Evil"),
    "printing on a click": (pdf(page="/Annots [<< /Subtype /Link /A << /S /Named /N /Print >> >>]"), "Named"),
    "a program beside the file on a click": (pdf("<< /S /URI /URI (setup.exe) >>"), "setup.exe"),
    "a picture of endless points": (
        pdf("<< /Subtype /Image /Width 100000 /Height 100000 /Length 1 >>\nstream\nx\nendstream"), "Width"),
    "a stream that fills a memory": (_bomb("/FlateDecode", BOMB), "Filter"),
    "a stream that fills a memory, by its short name": (_bomb("[ /Fl ]", BOMB), "Filter"),
    "a packed picture in a text form": (_bomb("[ /AHx /Fl /DCTDecode ]", b"789c>"), "Filter"),
    "two packings of one stream": (
        pdf("<< /Filter [/FlateDecode /FlateDecode] /Length 0 >>\nstream\n\nendstream"), "Filter"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_is_named(name: str) -> None:
    """By the name that it has in the standard, however it is written."""
    content, expected = ACTIVE[name]
    assert expected in active_content(content)


@pytest.mark.parametrize("name", [name for name in ACTIVE if "pack" not in name and "memory" not in name])
def test_what_acts_is_named_where_objects_are_packed(name: str) -> None:
    """The same files as a program would write them: all objects in compressed streams."""
    content, expected = ACTIVE[name]
    assert expected in active_content(packed(content))


HARMLESS = {
    "a page": pdf(),
    "a page in packed objects": packed(pdf()),
    "a link": pdf(page="/Annots [<< /Subtype /Link /A << /S /URI /URI (https://www.nihr.ac.uk/) >> >>]"),
    "a link to a mailbox": pdf("<< /S /URI /URI (mailto:a@b.example) >>"),
    "a place that is shown on opening": pdf(catalog="/OpenAction [3 0 R /Fit]"),
    "a place that is gone to on opening": pdf(catalog="/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "the next page": pdf(page="/Annots [<< /Subtype /Link /A << /S /Named /N /NextPage >> >>]"),
    "a page beside the file": pdf("<< /S /URI /URI (guides/estimands.html) >>"),
    "an address without its scheme": pdf("<< /S /URI /URI (www.nihr.ac.uk/apply) >>"),
    "a packed stream": _bomb("/FlateDecode", zlib.compress(b"x" * 9_000_000)),
    "an outline": pdf("<< /Title (x) /A << /S /GoTo /D [3 0 R /Fit] >> >>"),
    "names that begin like active ones": pdf("<< /JSomething 1 /Launcher 2 /XFAx 3 >>"),
    "texts that name active parts": pdf("<< /Title (/JavaScript /JS /Launch) >>"),
    "structure and a transition": pdf("<< /S /P /A << /O /Layout >> >>", "<< /Type /Trans /S /R >>"),
    "a stream in a text form": pdf(
        "<< /Filter [/ASCII85Decode /FlateDecode] /Length 2 >>\nstream\n~>\nendstream"
    ),
    "a form to print": pdf(
        "<< /FT /Tx /Subtype /Widget /T (name) >>", catalog="/AcroForm << /Fields [4 0 R] >>"
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_shows_pages_passes(name: str) -> None:
    """Links that are clicked, outlines, structure, forms to be printed."""
    assert active_content(HARMLESS[name]) == ()


def test_a_file_with_a_password_cannot_be_judged() -> None:
    """With one that must be typed, and with an empty one, which programs try by themselves."""
    import pikepdf

    for user in ("", "secret"):
        locked = packed(pdf(), encryption=pikepdf.Encryption(user=user, owner="x"))
        assert active_content(locked) == ("Encrypt",)


BROKEN = {
    "no objects": b"%PDF-1.7 << /S /JavaScript >>\n%%EOF",
    "HTML behind the first line": b"%PDF-1.4\n<script>alert(1)</script>",
    "no end": pdf()[:-10],
    "a table of places that is wrong": pdf().replace(b"0000000009", b"0000000010"),
    "no page": pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0     "),
    "a second file behind the end": pdf() + pdf()[:-60],
    "an archive behind the end": pdf() + archive(),
    "bytes behind the end": pdf() + b"<html>" * 20,
    "an object that is cut off": pdf("<< /A [ 1 2 "),
    "a stream without its end": pdf("<< /Length 400 >>\nstream\nx\nendstream"),
    "pages of pages without an end": pdf(
        "<< /Type /Pages /Kids [5 0 R 5 0 R] /Count 4 >>", "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"
    ),
    "a page in two groups": pdf("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    "a stream in letters that fills a memory": _bomb("[ /AHx /Fl ]", BOMB.hex().encode() + b">"),
    "signs of its own in an object": pdf("<< /A )) /B >>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_whole_is_refused(name: str) -> None:
    """Programs mend such files, each in its way, and show what this gate has not seen."""
    with pytest.raises(UnreadablePdf):
        active_content(BROKEN[name])


def test_more_objects_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes time, and a file may hold a million of a few bytes."""
    monkeypatch.setattr("exchange.safety.pdf._MOST_OBJECTS", 5)
    assert active_content(pdf("1", "2")) == ()
    with pytest.raises(UnreadablePdf):
        active_content(pdf("1", "2", "3"))


def test_packed_objects_that_fill_the_memory_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """An object stream that is unpacked to a thousand times its size: an error, not the end of the build."""
    monkeypatch.setattr("exchange.safety.pdf._MEMORY", 32 * 1024 * 1024)
    bomb = zlib.compress(b"4 0 null" + b" " * 90_000_000, 1)
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    small = zlib.compress(b"4 0 null")
    assert len(bomb) < 1_000_000
    assert active_content(_with_object_stream(stream % (len(small), small))) == ()
    with pytest.raises(UnreadablePdf):
        active_content(_with_object_stream(stream % (len(bomb), bomb)))


def _with_object_stream(stream: bytes) -> bytes:
    """Return a file whose object 4 lies in the stream that is object 5."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /X 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    text, entries = b"%PDF-1.7\n", [(0, 0, 65535)]
    for number, body in enumerate(bodies, 1):
        entries.append((1, len(text), 0))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries += [(2, 5, 0), (1, len(text), 0)]
    text += b"5 0 obj\n%s\nendobj\n" % stream
    start = len(text)
    entries.append((1, start, 0))
    table = b"".join(bytes([kind]) + place.to_bytes(4) + more.to_bytes(2) for kind, place, more in entries)
    text += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    return text + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_shared_pdf_file_is_looked_into_wherever_it_is(tmp_path: Path) -> None:
    """The message names what acts; one that is not whole says so."""
    files = {
        "assets/form.pdf": ACTIVE["script on opening"][0],
        "assets/2026/x.pdf": BROKEN["no objects"],
        "assets/guide.pdf": pdf(),
        "assets/zip.pdf": pdf()[:-6] + archive() + b"\n%%EOF\n",
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    problems = check_files(tmp_path, root="content", places=Places(locales=("en", "ko")))
    assert {problem.place.path.removeprefix("content/assets/"): problem.rule for problem in problems} == {
        "form.pdf": "pdf-active",
        "2026/x.pdf": "pdf-unreadable",
        "zip.pdf": "also-an-archive",
    }
    assert any("JS, JavaScript" in explain(problem, "en") for problem in problems)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(9, 300))
def test_no_bytes_break_the_reader(noise: bytes, place: int) -> None:
    """Whatever is in the file, it is judged or refused."""
    for content in (b"%PDF-1.7\n" + noise + b"\n%%EOF", pdf()[:place] + noise + pdf()[place:]):
        with contextlib.suppress(UnreadablePdf):
            active_content(content)
