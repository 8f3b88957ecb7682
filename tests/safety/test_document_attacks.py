"""A document shows text and pictures and does nothing else; an archive holds what could stand beside it."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safety.documents import (
    DEFAULT_SCRIPT,
    compound,
    gapped,
    hwp,
    hwpx,
    notebook,
    office,
    relation,
    zipped,
)
from tests.safety.samples import picture

from exchange.safety.archives import UnsafeDocument
from exchange.safety.documents import check_document
from exchange.safety.file_kinds import Places
from exchange.safety.files import check_file
from exchange.safety.hwp import check_hwp
from exchange.safety.hwp_scripts import is_default_script
from exchange.safety.limits import Limits
from exchange.text.problems import explain

PLACES = Places(locales=("en", "ko"))
LIMITS = Limits(unpacked_bytes=200_000, parts=50)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
RELS = "word/_rels/document.xml.rels"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TABLE = office("xlsx")
MACRO_TABLE = office("xlsx", more={"xl/vbaProject.bin": OLE})
SPLIT = "<w:instrText>DD</w:instrText><w:r/><w:instrText>EAUTO c:\\\\cmd</w:instrText>"
CODE = {"cell_type": "code", "source": "1 + 1", "outputs": []}


def shown(kind: str, text: object) -> dict[str, object]:
    return {**CODE, "outputs": [{"output_type": "display_data", "data": {kind: text}}]}


VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
IFRAME = "&lt;iframe src=&quot;https://evil.example/&quot;&gt;"


def cell(text: str) -> bytes:
    return notebook({"cell_type": "markdown", "source": text})


RIGHT = {
    "word.docx": office("docx", body="<w:p>Text</w:p>", more={"word/media/a.png": picture("PNG")}),
    "table.xlsx": office("xlsx", body="<f>SUM(A1:A2)</f>"),
    "formulas.xlsx": office(
        "xlsx",
        body="<f>'Jan:Dec'!A1&amp;\"a|b\"</f><f>'A|B'!A1</f><f>HYPERLINK(\"https://www.nihr.ac.uk/\")</f>",
    ),
    "slides.pptx": office("pptx"),
    "link.docx": office("docx", more={RELS: relation("hyperlink", "https://www.nihr.ac.uk/")}),
    "drawn.docx": office(
        "docx", body=f'<v:shape {VML} href="#a"><v:imagedata src="" o:relid="a"/></v:shape>'
    ),
    "icon.docx": office("docx", more={"word/media/a.svg": "<svg><style>.a{fill:url(#b)}</style></svg>"}),
    "taken-out.docx": office("docx", body="<w:delInstrText>PAGE</w:delInstrText>"),
    "base.docx": office(
        "docx", more={"docProps/app.xml": "<P><HyperlinkBase>https://a.example/</HyperlinkBase></P>"}
    ),
    "table.ipynb": notebook(shown("text/html", "<style scoped>td{color:red}</style><table><td>1</table>")),
    "picture.ipynb": notebook(shown("text/html", f"<img src='data:image/png;base64,{'A' * 300_000}'>")),
    "labels.ipynb": cell("See ![a][flow] and [b].\n\n[flow]: flow.png\n[b]: https://www.nihr.ac.uk/"),
    "chart.docx": office("docx", more={"word/embeddings/a.xlsx": TABLE}),
    "hangul.hwpx": hwpx(),
    "hangul.hwp": hwp(),
    "picture.hwp": hwp(more={"BinData/BIN0001.png": picture("PNG")}),
    "several.zip": zipped(
        {"a/analysis.R": "x <- 1", "a/notes.txt": "참고", "b.docx": office("docx"), "c.csv": "a,b\n1,2\n"}
    ),
    "book.ipynb": notebook(
        CODE, {"cell_type": "markdown", "source": ["# One = 1\n", "a < b"]}, shown("text/html", "<table>")
    ),
}
WRONG = {
    "macro.docx": (office("docx", more={"word/vbaProject.bin": OLE}), "office-active"),
    "macro-kind.docx": (office("docx", types=f'<Override ContentType="{MACRO}"/>'), "office-active"),
    "renamed-docm.docx": (
        zipped({"[Content_Types].xml": f'<T><O ContentType="{MACRO}"/></T>', "word/document.xml": "<d/>"}),
        "office-active",
    ),
    "macro-sheet.xlsx": (office("xlsx", types='<O ContentType="x.macrosheet+xml"/>'), "office-active"),
    "control.pptx": (office("pptx", more={"ppt/activeX/activeX1.bin": b"x"}), "office-active"),
    "object.docx": (office("docx", more={"word/embeddings/oleObject1.bin": OLE}), "office-active"),
    "object-as-picture.docx": (office("docx", more={"word/media/a.png": OLE}), "office-active"),
    "template.docx": (
        office("docx", more={RELS: relation("attachedTemplate", "https://evil.example/t")}),
        "office-active",
    ),
    "picture-elsewhere.docx": (
        office("docx", more={RELS: relation("image", "https://evil.example/p")}),
        "office-active",
    ),
    "share.docx": (office("docx", more={RELS: relation("hyperlink", "file://host/share")}), "office-active"),
    "script-link.pptx": (
        office("pptx", more={"ppt/_rels/a.rels": relation("hyperlink", "javascript:x")}),
        "office-active",
    ),
    "macro-relation.docx": (
        office("docx", more={RELS: relation("vbaProject", "a.xml", mode="")}),
        "office-active",
    ),
    "dde.docx": (office("docx", body=SPLIT), "office-active"),
    "dde-simple.docx": (office("docx", body='<w:fldSimple w:instr="DDEAUTO cmd"/>'), "office-active"),
    "dde.xlsx": (office("xlsx", more={"xl/externalLinks/a.xml": "<ddeLink/>"}), "office-active"),
    "service.xlsx": (office("xlsx", body='<f>WEBSERVICE("https://evil.example")</f>'), "office-active"),
    **{
        f"field-{number}.docx": (
            office("docx", body=f"<w:instrText>{field}</w:instrText>"),
            "office-active",
        )
        for number, field in enumerate(
            ('LINK Excel.Sheet.8 "x" "A1"', 'IMPORT "x.png"', 'RD "\\\\host\\x.docx"')
        )
    },
    **{
        f"formula-{number}.xlsx": (office("xlsx", body=f"<{name}>{formula}</{name}>"), "office-active")
        for number, (name, formula) in enumerate(
            (
                ("f", "cmd|'/C calc'!A0"),
                ("definedName", "cmd|'/C calc'!A0"),
                ("definedName", 'WEBSERVICE("https://evil.example")'),
                ("formula", 'WEBSERVICE("https://evil.example")'),
                ("formula1", '_xlfn.IMAGE("https://evil.example")'),
                ("f", 'HYPERLINK("file://host/x","a")'),
                ("f", r"'\\host\share\[x.xlsx]S'!A1"),
                ("f", r"'C:\x\[x.xlsx]S'!A1"),
            )
        )
    },
    "request.xlsx": (office("xlsx", body='<f>SQL.REQUEST("DSN=x")</f>'), "office-active"),
    **{
        f"drawn-{number}.docx": (office("docx", body=f"<v:shape {VML} {drawn}</v:shape>"), rule)
        for number, (drawn, rule) in enumerate(
            (
                ('><v:imagedata src="https://evil.example/a.png"/>', "office-active"),
                (r'><v:fill src="\\host\a.png"/>', "office-active"),
                ('><v:stroke o:althref="https://evil.example/a"/>', "office-active"),
                ('href="file:///c:/x.exe">', "document-link"),
                ('o:href="x.scr">', "document-link"),
            )
        )
    },
    **{
        f"icon-{number}.docx": (
            office("docx", more={"word/media/a.svg": f"<svg>{inner}</svg>"}),
            "office-active",
        )
        for number, inner in enumerate(
            (
                "<style>@import 'https://evil.example/x.css';</style>",
                "<style><![CDATA[.a{fill:URL( 'https://evil.example')}]]></style>",
                "<rect style='fill:url(//evil.example)'/>",
                "<rect mask=\"image-set('//evil.example' 1x)\"/>",
                "<a href='#b'><set attributeName='href' to='https://evil.example'/></a>",
                "<a><animate attributeName='xlink:href' values='//evil.example'/></a>",
            )
        )
    },
    "taken-out-dde.docx": (
        office("docx", body="<w:delInstrText>DDEAUTO cmd</w:delInstrText>"),
        "office-active",
    ),
    "film.docx": (office("docx", body=f'<webVideoPr embeddedHtml="{IFRAME}"/>'), "office-active"),
    "film.hwpx": (
        hwpx({"Contents/section0.xml": f'<video videotype="Web" tag="{IFRAME}"/>'}),
        "office-active",
    ),
    "program-beside.docx": (
        office("docx", body='<w:instrText>HYPERLINK "a.exe"</w:instrText>'),
        "document-link",
    ),
    "base-of-links.docx": (
        office("docx", more={"docProps/app.xml": r"<P><HyperlinkBase>\\host\share\</HyperlinkBase></P>"}),
        "document-link",
    ),
    **{
        f"browser-{number}.ipynb": (cell(text), rule)
        for number, (text, rule) in enumerate(
            (
                ('<img alt=">" src="https://evil.example/x">', "notebook-remote"),
                ('<img srcset="a.png 1x, https://evil.example/x 2x">', "notebook-remote"),
                ("<video><source src='https:\\\\evil.example'></video>", "notebook-remote"),
                ("<img src='ht\ntps://evil.example'>", "notebook-remote"),
                ("<a ping='//evil.example' href='#a'>x</a>", "notebook-remote"),
                ("![a][ B ]\n\n[ b ]: https://evil.example/x.png", "notebook-remote"),
                ("![b]\n\n[b]: <//evil.example/x.png>", "notebook-remote"),
                ('<p title=">" onclick=x()>', "notebook-active"),
                ("<p style=\"background:image-set('https://evil.example' 1x)\">", "notebook-active"),
                ("<applet code=x></applet>", "notebook-active"),
                ("<a href=vbscript:x>x</a>", "document-link"),
                ("<a title='>' href='https://a@evil.example'>x</a>", "document-link"),
                ("[x](tel:*%2306%23)", "document-link"),
                (r"$\href{https://a@evil.example}{x}$", "document-link"),
                ("<b>" * 80_000, "notebook-long"),
            )
        )
    },
    "many-outputs.ipynb": (notebook(*[shown("text/html", "<i>" + "a" * 200_000)] * 6), "notebook-long"),
    "connection.xlsx": (
        office("xlsx", more={"xl/connections.xml": "<connections><connection/></connections>"}),
        "office-active",
    ),
    "page-as-part.docx": (
        office("docx", more={RELS: relation("aFChunk", "a.xml", mode="")}),
        "office-active",
    ),
    "letters-to-many.docx": (office("docx", body="<w:mailMerge/>"), "office-active"),
    "program-on-click.pptx": (
        office("pptx", body='<hlinkClick action="ppaction://program?x"/>'),
        "office-active",
    ),
    "formula.zip": (zipped({"a.csv": "=cmd|x,1\n"}), "formula"),
    "device.zip": (zipped({"a/con.txt": "x"}), "archive-name"),
    "fetches.ipynb": (notebook(shown("text/html", '<img src="//evil.example/x">')), "notebook-remote"),
    **{
        f"badge-{number}.ipynb": (notebook({"cell_type": "markdown", "source": text}), "notebook-remote")
        for number, text in enumerate(
            (
                '<a href="https://a.example/"><img src="https://a.example/badge.svg" alt="Open"/></a>',
                "[![Open](https://a.example/badge.svg)](https://a.example/)",
                "![Flow]( <//a.example/flow.png>)",
            )
        )
    },
    "style-fetches.ipynb": (
        notebook(shown("text/html", '<p style="background:url(x)">')),
        "notebook-active",
    ),
    "script-by-number.ipynb": (
        notebook(shown("text/html", '<a href="java&#115;cript:x()">x</a>')),
        "notebook-active",
    ),
    "drawing-attached.ipynb": (
        notebook({"cell_type": "markdown", "source": "x", "attachments": {"a": {"image/svg+xml": "<svg/>"}}}),
        "notebook-active",
    ),
    "no-text.ipynb": (notebook(shown("text/html", {"a": "x"})), "office-kind"),
    "entities.docx": (
        office("docx", more={"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "office-active",
    ),
    "page-inside.docx": (office("docx", more={"word/a.html": "<script>x</script>"}), "office-active"),
    "macro-in-chart.docx": (office("docx", more={"word/embeddings/a.xlsx": MACRO_TABLE}), "office-active"),
    "too-deep.docx": (
        office(
            "docx", more={"a.docx": office("docx", more={"a.docx": office("docx", more={"a.xlsx": TABLE})})}
        ),
        "office-active",
    ),
    "endless-depth.docx": (office("docx", body="<a>" * 300 + "</a>" * 300), "archive-unreadable"),
    "endless-depth.xlsx": (
        office("xlsx", more={"xl/a.xml": "<a>" * 300 + "</a>" * 300}),
        "archive-unreadable",
    ),
    "broken-xml.docx": (office("docx", more={"word/a.xml": "<a>"}), "archive-unreadable"),
    "archive-as-word.docx": (zipped({"a.txt": "x"}), "office-kind"),
    "table-as-word.docx": (TABLE, "office-kind"),
    "program.zip": (zipped({"setup.exe": "MZ"}), "archive-part"),
    "page.zip": (zipped({"index.html": "<p>"}), "archive-part"),
    "macro.zip": (zipped({"a.docx": office("docx", more={"word/vbaProject.bin": OLE})}), "archive-part"),
    "archive.zip": (zipped({"a.zip": zipped({"a.txt": "x"})}), "archive-part"),
    "page-as-picture.zip": (zipped({"a.png": "<html>"}), "archive-part"),
    "binary-as-text.zip": (zipped({"a.txt": b"MZ\0\1"}), "archive-part"),
    "leftovers.zip": (zipped({"a.txt": "x", "__MACOSX/._a.txt": "x"}), "archive-part"),
    "lock.zip": (zipped({"a.txt": "x", "~$b.docx": office("docx")}), "archive-part"),
    "way-up.zip": (zipped({"../a.txt": "x"}), "archive-name"),
    "root.zip": (zipped({"/a.txt": "x"}), "archive-name"),
    "drive.zip": (zipped({"c:a.txt": "x"}), "archive-name"),
    "bomb.zip": (zipped({"a.txt": b"0" * 200_001}), "archive-heavy"),
    "many.zip": (zipped({f"{n}.txt": "x" for n in range(51)}), "archive-heavy"),
    "other-method.zip": (zipped({"a.txt": "x"}, method=zipfile.ZIP_LZMA), "archive-unreadable"),
    "behind.zip": (zipped({"a.txt": "x"}) + b"<script>", "archive-unreadable"),
    "between.zip": (gapped({"a.txt": "x", "b.txt": "y"}, behind="a.txt"), "archive-unreadable"),
    "before-the-list.zip": (gapped({"a.txt": "x", "b.txt": "y"}, behind="b.txt"), "archive-unreadable"),
    "password.zip": (
        zipped({"a.txt": "x"}).replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"),
        "archive-locked",
    ),
    "script.hwpx": (hwpx(script="new ActiveXObject('WScript.Shell')"), "office-active"),
    "script-behind-default.hwpx": (hwpx(script="function OnDocument_Open() { Run(); }"), "office-active"),
    "object.hwpx": (hwpx({"BinData/ole1.ole": OLE}), "office-active"),
    "object-as-picture.hwpx": (hwpx({"BinData/image1.png": OLE}), "office-active"),
    "picture-elsewhere.hwpx": (
        hwpx({"Contents/content.hpf": '<p><item href="http://e.example/a"/></p>'}),
        "office-active",
    ),
    "locked.hwpx": (hwpx({"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "office-active"),
    "archive-as-hangul.hwpx": (zipped({"a.txt": "x"}), "office-kind"),
    "no-text.hwpx": (zipped({"mimetype": "application/hwp+zip"}), "office-kind"),
    "password.hwp": (hwp(flags=3), "archive-locked"),
    "distribution.hwp": (hwp(flags=5), "archive-locked"),
    "rights.hwp": (hwp(flags=0x11), "archive-locked"),
    "certificate.hwp": (hwp(flags=0x101), "archive-locked"),
    "certificate-and-rights.hwp": (hwp(flags=0x201), "archive-locked"),
    "object-as-picture.hwp": (hwp(more={"BinData/BIN0001.png": OLE}), "office-active"),
    "program-as-picture.hwp": (hwp(more={"BinData/BIN0001.gif": b"MZ\x90"}), "office-active"),
    "script.hwp": (hwp(script="function OnDocument_Open() { new ActiveXObject('x'); }"), "office-active"),
    "postscript.hwp": (hwp(more={"BinData/BIN0001.eps": b"%!PS-Adobe"}), "office-active"),
    "postscript-as-picture.hwp": (hwp(more={"BinData/BIN0001.png": b"%!PS-Adobe"}), "office-active"),
    "object.hwp": (hwp(more={"BinData/BIN0001.OLE": OLE}), "office-active"),
    "another-script.hwp": (hwp(more={"Scripts/Other": b"x"}), "office-active"),
    "bomb.hwp": (hwp(more={"BodyText/Section1": b"0" * 200_001}), "archive-heavy"),
    "old-word.hwp": (compound({"WordDocument": b"x"}), "office-kind"),
    "other-signature.hwp": (hwp(signature=b"HWP document file"), "office-kind"),
    "cut-off.hwp": (hwp()[:1000], "archive-unreadable"),
    "script.ipynb": (notebook(shown("application/javascript", "alert(1)")), "notebook-active"),
    "script-in-table.ipynb": (notebook(shown("text/html", ["<b>", "<script>x"])), "notebook-active"),
    "handler.ipynb": (notebook({"cell_type": "markdown", "source": "<img onerror=x>"}), "notebook-active"),
    "widget.ipynb": (notebook(shown("application/vnd.jupyter.widget-view+json", {})), "notebook-active"),
    "text.ipynb": (b"print(1)", "office-kind"),
    "list.ipynb": (b"[]", "office-kind"),
    "old.ipynb": (notebook(CODE, version=3), "office-kind"),
}


def rules(name: str, content: bytes) -> list[str]:
    path = f"assets/{name}"
    return [one.rule for one in check_file(content, path, root="content", places=PLACES, limits=LIMITS)]


@pytest.mark.parametrize("name", RIGHT)
def test_documents_as_programs_write_them_pass(name: str) -> None:
    """Text, pictures, tables behind charts, links to be clicked, the script of every document of Hangul."""
    assert rules(name, RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_documents_that_act_or_lie_are_refused(name: str) -> None:
    """Each by its own rule."""
    content, rule = WRONG[name]
    assert rules(name, content) == [rule]


def edited(content: bytes, old: bytes, new: bytes, *, last: bool = False) -> bytes:
    at = content.rindex(old) if last else content.index(old)
    return content[:at] + new + content[at + len(old) :]


def _archive(**details: bytes) -> bytes:
    """Return an archive of a part with details that few programs look at."""
    target, entry = io.BytesIO(), zipfile.ZipInfo("a.txt")
    for name, value in details.items():
        setattr(entry, name, value)
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(entry, "x")
    return target.getvalue()


PLAIN = zipped({"a.txt": "x" * 100}, method=zipfile.ZIP_STORED)
DIRECTORY = PLAIN.index(b"PK\x01\x02")
TAMPERED = {
    "another name in the part": edited(PLAIN, b"a.txt", b"b.txt"),
    "another name in the list": edited(PLAIN, b"a.txt", b"b.txt", last=True),
    "bytes before the first part": b"MZ" + PLAIN,
    "bytes between part and list": PLAIN[:DIRECTORY] + b"<script>" + PLAIN[DIRECTORY:],
    "a size that is not true": edited(
        PLAIN, struct.pack("<II", 100, 100), struct.pack("<II", 100, 9), last=True
    ),
    "a password": edited(PLAIN, b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
    "a check sum that is not true": PLAIN[:60] + b"y" + PLAIN[61:],
    "another method before the part": edited(PLAIN, b"\x14\0\0\0\0\0", b"\x14\0\0\0\x08\0"),
    "another size before the part": edited(PLAIN, struct.pack("<II", 100, 100), struct.pack("<II", 9, 9)),
    "another check sum before the part": PLAIN[:14] + b"abcd" + PLAIN[18:],
    "a second name": _archive(extra=struct.pack("<HHBI", 0x7075, 13, 1, 0) + b"../a.exe"),
    "a remark on a part": _archive(comment=b"<script>"),
    "a remark": PLAIN[:-2] + b"\x08\x00<script>",
}


@pytest.mark.parametrize("case", TAMPERED)
def test_archives_that_two_programs_would_read_in_two_ways_are_refused(case: str) -> None:
    """What one of them unpacks must be what was judged."""
    (rule,) = rules("x.zip", TAMPERED[case])
    assert rule in {"archive-unreadable", "archive-locked", "wrong-bytes", "archive-part"}


def test_two_files_of_one_name_are_refused() -> None:
    """Programs differ in which of them they take; some disks do not tell capitals apart."""
    assert rules("x.zip", zipped({"a.txt": "x", "A.TXT": "y"})) == ["archive-unreadable"]
    assert rules("x.zip", zipped({"a.txt": "x", "A.txt/b.txt": "y"})) == ["archive-unreadable"]
    assert rules("x.zip", zipped({"a/b.txt": "x", "a/": "", "a/c.txt": "y"})) == []


def test_a_link_in_an_archive_is_refused() -> None:
    """It would lead out of the folder that the archive is unpacked into."""
    content = bytearray(zipped({"a.txt": "/etc/passwd"}))
    at = content.index(b"PK\x01\x02") + 38
    content[at : at + 4] = struct.pack("<I", 0o120777 << 16)
    assert rules("x.zip", bytes(content)) == ["archive-name"]


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["word.docx", "hangul.hwpx", "picture.hwp", "several.zip", "book.ipynb"]),
    data=st.data(),
)
def test_a_damaged_document_is_judged_or_refused(name: str, data: st.DataObject) -> None:
    """Nothing but a refusal is raised, whatever the bytes."""
    content = bytearray(RIGHT[name])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnsafeDocument):
        check_document(bytes(content), name.rpartition(".")[2], LIMITS)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_refusal_says_what_to_do(language: str) -> None:
    """In both languages, with its values in their places."""
    for name, (content, _) in WRONG.items():
        path = f"assets/{name}"
        for problem in check_file(content, path, root="content", places=PLACES, limits=LIMITS):
            assert "{" not in explain(problem, language)


_START = 116  # of the first sector and the size of a part, in its entry (MS-CFB, 2.6.1)


@pytest.mark.parametrize("flags", [0, 1])
def test_all_parts_of_a_document_of_hangul_together_are_limited(flags: int) -> None:
    """Packed parts behind parts that are not, and parts by themselves."""
    content = hwp(flags=flags, more={"BinData/a.png": b"\x89PNG" + b"\0" * 3_000})
    with pytest.raises(UnsafeDocument, match="archive-heavy"):
        check_hwp(content, Limits(unpacked_bytes=4_000))
    with pytest.raises(UnsafeDocument, match="archive-heavy"):
        check_hwp(content, Limits(parts=4))


def test_parts_that_share_their_bytes_are_weighed_each() -> None:
    """A file of 400 kB would take 80 MB to read."""
    names = [f"BinData/x{number:03}.png" for number in range(200)]
    parts = {"BinData/big.png": bytes(400_000), **dict.fromkeys(names, b"")}
    content = bytearray(hwp(flags=0, more=parts))
    big = content.index("big.png".encode("utf-16-le")) + _START
    (start,) = struct.unpack_from("<I", content, big)
    for number, name in enumerate(names, 1):
        at = content.index(name.rpartition("/")[2].encode("utf-16-le")) + _START
        struct.pack_into("<IQ", content, at, start + number, 400_000 - 512 * number)
    with pytest.raises(UnsafeDocument, match="archive-heavy"):
        check_hwp(bytes(content), Limits(unpacked_bytes=10_000_000))


@pytest.mark.parametrize("longer", ["/*" * 10_000, "/*" + "x" * 20_000 + "*/", " " * 20_000, "//" * 10_000])
def test_a_script_that_is_longer_than_the_usual_one_is_another(longer: str) -> None:
    """A comment that never ends would be sought from each of its beginnings."""
    assert is_default_script(DEFAULT_SCRIPT.encode("utf-16-le"))
    assert not is_default_script(f"{DEFAULT_SCRIPT}{longer}".encode("utf-16-le"))


def test_an_ordinary_document_is_within_the_limits() -> None:
    """Pictures are the largest parts."""
    check_document(office("docx", more={"word/media/a.bmp": b"BM" + b"\0" * 9_000_000}), "docx", Limits())


MORE_WRONG = {
    "drawing-with-script.docx": office("docx", more={"word/media/a.svg": "<svg><script>x</script></svg>"}),
    "drawing-elsewhere.pptx": office(
        "pptx", more={"ppt/media/a.svg": '<svg><image href="//evil.example/x"/></svg>'}
    ),
    "drawing-entities.docx": office(
        "docx", more={"word/media/a.svg": '<!DOCTYPE a [<!ENTITY b "c">]><svg/>'}
    ),
    "drawing-handler.xlsx": office("xlsx", more={"xl/media/a.svg": '<svg onload="x()"/>'}),
    "page-as-picture.docx": office("docx", more={"word/media/a.png": "<HTML><script>x</script>"}),
    "program-as-text.docx": office("docx", more={"word/a.txt": b"MZ\x90\0"}),
    "ribbon.docx": office("docx", more={"customUI/customUI.xml": '<customUI onLoad="x"/>'}),
    "inner-relation.docx": office("docx", more={RELS: relation("hyperlink", "file:///c:/x.exe", mode="")}),
    "small-letters.docx": office(
        "docx", more={RELS: relation("hyperlink", "file:///c:/x.exe", mode=' TargetMode="external"')}
    ),
    "linked-object.docx": office("docx", body='<o:OLEObject xmlns:o="x:o" Type="Link"/>'),
    "database.docx": office("docx", body='<w:instrText>DATABASE \\d "x"</w:instrText>'),
    "printer.docx": office("docx", body='<w:instrText>PRINT 27"x"</w:instrText>'),
    "split.xlsx": office("xlsx", body='<f>WEB<b/>SERVICE("x")</f>'),
    **{
        f"function-{number}.xlsx": office("xlsx", body=f"<f>{formula}</f>")
        for number, formula in enumerate(
            (
                'IMPORTXML("x","y")',
                'IMPORTDATA("x")',
                "_xlfn._xlws.PY(0,1)",
                'STOCKHISTORY("x")',
                'CUBEVALUE("x")',
            )
        )
    },
    "published.xlsx": office("xlsx", body='<webPublishItem destinationFile="x"/>'),
    "program-under-mouse.pptx": office("pptx", body='<hlinkMouseOver action="ppaction://program?x"/>'),
    "verb.pptx": office("pptx", body='<p:cmd xmlns:p="x:p" type="verb" cmd="0"/>'),
    "picture-elsewhere.ipynb": notebook(
        {"cell_type": "markdown", "source": "![a](https://evil.example/x.png)"}
    ),
    "same-folder.zip": zipped({"./a.txt": "x"}),
    "no-folder.zip": zipped({"a//b.txt": "x"}),
    "long-name.zip": zipped({f"{'a' * 300}.txt": "x"}),
    "two-spellings.zip": zipped({"\u00e9.txt": "x", "e\u0301.txt": "y"}),
    "hidden.zip": zipped({".git/config.txt": "x"}),
}


@pytest.mark.parametrize("name", MORE_WRONG)
def test_attacks_of_other_formats_within_documents_are_refused(name: str) -> None:
    """Drawings, pages and programs as parts, relations without a mode, functions that fetch, names."""
    (rule,) = rules(name, MORE_WRONG[name])
    assert rule in {"office-active", "notebook-remote", "archive-name", "archive-unreadable", "archive-part"}


@pytest.mark.parametrize("start", ["<", "](", "<a src=", "<a href=", "[a]: ", "![a]("])
def test_a_notebook_of_one_run_is_read_to_its_end(start: str) -> None:
    """A search for tags and addresses gives no sign back (`test_patterns.py`): spaces took hours."""
    for text in (start * 50_000, f"{start}{' ' * 300_000}"):
        for ended in (text, f"{text}//evil.example/x.png"):
            assert rules("a.ipynb", cell(ended)) in ([], ["notebook-remote"], ["notebook-long"])


DECEPTIVE = "https://www.nihr.ac.uk@evil.example/apply"
ADDRESSES = (
    DECEPTIVE,
    "https://www.nihr.ac.uk。evil.example/",
    "https://2130706433/",
    "http://www.nihr.ac.uk:8443/",
    "https://xn--nih-2za.example/",
    "https://www.nihr.ac.uk%2eevil.example/",
)


def links(address: str) -> dict[str, bytes]:
    """Return a document of each kind with one link, in each way that its program writes one."""
    command = address.replace(":", "\\:", 1) + ";1;0;0;"
    field = b"klh%" + bytes(5) + struct.pack("<H", len(command)) + command.encode("utf-16-le")
    written = f'HYPERLINK "{address}" \\o "NIHR"'
    quoted = written.replace('"', "&quot;")
    param = f'<hp:stringParam xmlns:hp="x" name="Command">{command}</hp:stringParam>'
    shape = f'<v:shape xmlns:v="x:v" href="{address}"/>'
    return {
        "relation.docx": office("docx", more={RELS: relation("hyperlink", address)}),
        "relation.xlsx": office("xlsx", more={"xl/_rels/a.rels": relation("hyperlink", address)}),
        "relation.pptx": office("pptx", more={"ppt/_rels/a.rels": relation("hyperlink", address)}),
        "field.docx": office("docx", body=f"<w:instrText>{written}</w:instrText>"),
        "simple-field.docx": office("docx", body=f'<w:fldSimple w:instr="{quoted}"/>'),
        "shape.docx": office("docx", more={"word/a.vml": shape}),
        "formula.xlsx": office("xlsx", body=f'<f>HYPERLINK("{address}","NIHR")</f>'),
        "name.xlsx": office("xlsx", body=f'<definedName>HYPERLINK( "{address}" )</definedName>'),
        "text.hwpx": hwpx({"Contents/section1.xml": param}),
        "text.hwp": hwp(more={"BodyText/Section1": field}),
        "markdown.ipynb": notebook({"cell_type": "markdown", "source": f"[NIHR]({address})"}),
        "named.ipynb": notebook({"cell_type": "markdown", "source": f"[NIHR]\n\n[NIHR]: {address}"}),
        "plain.ipynb": notebook({"cell_type": "markdown", "source": f"<{address}>"}),
        "output.ipynb": notebook(shown("text/html", f"<a href='{address}'>NIHR</a>")),
    }


@pytest.mark.parametrize("name", links(DECEPTIVE))
def test_links_in_documents_are_judged_as_those_of_pages_are(name: str) -> None:
    """A click leads where the reader takes it to lead, in whatever format the link is written."""
    assert rules(name, links("https://www.nihr.ac.uk/apply?id=1#top")[name]) == []
    for address in ADDRESSES:
        assert rules(name, links(address)[name]) == ["document-link"], address


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("field.docx", office("docx", body=r'<w:instrText>HYPERLINK "file://host/a.exe"</w:instrText>')),
        ("share.docx", office("docx", body=r"<w:instrText>HYPERLINK \\host\share\a.exe</w:instrText>")),
        ("share.hwpx", hwpx({"Contents/a.xml": r"<a><stringParam>\\host\a.exe;1;0;0</stringParam></a>"})),
        ("program.hwpx", hwpx({"Contents/a.xml": r"<a><stringParam>file\://c/a.exe;1</stringParam></a>"})),
    ],
)
def test_links_that_are_fields_lead_to_pages_only(name: str, content: bytes) -> None:
    """Not to a program or a share of a network."""
    assert rules(name, content) == ["document-link"]


@pytest.mark.parametrize(
    "formula", ['HYPERLINK("fi"&amp;"le://host/x")', 'HYPERLINK(CONCATENATE("file:","//x"))', "HYPERLINK(A1)"]
)
def test_an_address_that_a_formula_puts_together_is_refused(formula: str) -> None:
    """Nobody can see where it leads before a click; a place in the table itself may be computed."""
    assert rules("a.xlsx", office("xlsx", body=f"<f>{formula}</f>")) == ["office-active"]
    assert rules("a.xlsx", office("xlsx", body='<f>HYPERLINK("#Sheet"&amp;A1,"x")</f>')) == []


def test_a_link_to_a_place_in_the_document_is_no_address() -> None:
    """Word writes it behind a switch, and Hangul with a question mark."""
    body = r'<w:instrText>HYPERLINK \l "_Toc1"</w:instrText>'
    assert rules("a.docx", office("docx", body=body)) == []
    assert rules("a.hwpx", hwpx({"Contents/a.xml": "<a><stringParam>?#1;0;0;0;</stringParam></a>"})) == []


def test_a_hwp_document_is_unpacked_to_its_limit_at_most() -> None:
    """By all its streams together, in whatever order: what is left is never counted below nothing."""
    limits = Limits(unpacked_bytes=50_000)
    head = 256
    for size in range(limits.unpacked_bytes - head, limits.unpacked_bytes + 1, 16):
        content = hwp(more={"BinData/BIN0001.png": bytes(size)})
        with pytest.raises(UnsafeDocument, match="archive-heavy"):
            check_hwp(content, limits)
