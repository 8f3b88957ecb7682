"""The check of links reads what learning platforms give away, in each of their forms."""

from __future__ import annotations

import gzip
import io
import json
import re
import subprocess
import tarfile
import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path
from urllib.parse import quote

import exchange.theme

LINK = "https://site.example/ko/guides/x/?utm=a&b=2#part"
_SCRIPTS = Path(exchange.theme.__path__[0]) / "assets/js/trainers"
_XML = f"<url><externalurl>{LINK.replace('&', '&amp;')}</externalurl></url>"
_DEEP = f"{'activities/' * 6}url_1/url.xml"


def _packed_tar() -> bytes:
    """Return a course as Moodle saves it (.mbz): a picture of an odd size, and a page far down."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in (
            ("files/0/picture.png", b"\x89PNG https://other.example/" * 37),
            (_DEEP, _XML.encode()),
        ):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


def _zip(name: str = _DEEP, text: str = _XML) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return target.getvalue()


def _tar_of_long_names() -> bytes:
    target, content = io.BytesIO(), _XML.encode()
    with tarfile.open(fileobj=target, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo(f"activities/page_가나다/{'x' * 120}/page.xml")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


def _word() -> bytes:
    """Return a text of Word, which keeps the section of a link apart from its address."""
    target = io.BytesIO()
    address, section = LINK.split("#")
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:hyperlink w:anchor="{section}" r:id="rId4"><w:r/></w:hyperlink>'
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationship Target="x.xml" Id="rId1"/><Relationship Id="rId4" Target="{escape(address)}"/>',
        )
    return target.getvalue()


def _mail(encoding: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "강의 자료"
    mail.set_content("x")
    mail.add_alternative(f'<p>{"가" * 40} <a href="{escape(LINK)}">자료</a>', subtype="html", cte=encoding)
    return mail.as_bytes()


FORMS = {
    "course.mbz": _packed_tar(),
    "old-course.mbz": _zip(),
    "list.csv": f"title,url\r\n단원 1,{LINK}\r\n".encode(),
    "korean.txt": f"자료는 {LINK} 에 있습니다.".encode(),
    "particle.txt": f"{LINK}에서 봅니다. “{LINK}”을 보십시오。".encode(),
    "capitals.txt": LINK.replace("https", "HTTPS").encode(),
    "page.html": f'<a href="{LINK.replace("&", "&amp;")}">단원</a>'.encode(),
    "canvas.json": json.dumps({"body": f'<a href="{LINK}">'}).replace("/", "\\/").encode(),
    "twice.xml": f"&lt;a href=&quot;{LINK.replace('&', '&amp;amp;')}&quot;&gt;".encode(),
    "blackboard.zip": _zip("res00001.dat", f'<CONTENT><URL value="{escape(LINK)}"/></CONTENT>'),
    "slides.pptx": _zip("ppt/slides/_rels/slide1.xml.rels", f'<Relationship Target="{escape(LINK)}"/>'),
    "long-names.mbz": _tar_of_long_names(),
    "quoted-printable.eml": _mail("quoted-printable"),
    "base64.eml": _mail("base64"),
    "two.mbox": b"From a@b\n" + _mail("quoted-printable") + b"\nFrom a@b\n" + _mail("base64"),
    "utf-16.csv": f"title\tlink\r\n단원\t{LINK}\r\n".encode("utf-16"),
    "escaped.json": json.dumps({"u": LINK}).replace("&", "\\u0026").encode(),
    "sentence.md": f"See <{LINK}>. Or ({LINK}).".encode(),
}


def _links(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    for name in ("exports", "zip"):
        text = (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8").replace("./zip.js", "./zip.mjs")
        (folder / f"{name}.mjs").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    program = Path(__file__).with_name("exports.mjs")
    command = [
        "node",
        str(program),
        str(folder / "exports.mjs"),
        LINK,
        *(str(folder / name) for name in files),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(zip(files, json.loads(result.stdout), strict=True))


def test_each_form_gives_its_link(tmp_path: Path) -> None:
    """Once, with its query and section, and none from pictures."""
    links = _links(tmp_path, FORMS)
    assert {name: [link.replace("HTTPS", "https") for link in links[name]] for name in FORMS} == {
        name: [LINK] for name in FORMS
    }


def test_a_file_of_a_length_below_nothing_ends(tmp_path: Path) -> None:
    """The next part of a tar lies behind it, never before it."""
    head = b"a.txt".ljust(124, b"\0") + b"-1000\0".ljust(388, b"\0")
    assert _links(tmp_path, {"course.mbz": gzip.compress(head + bytes(1024))}) == {"course.mbz": []}


_QUOTED = quote(LINK, safe="")
_FILLED = LINK.replace("#", "*").replace("=", "*", 1)
_PROOFPOINT = _QUOTED.replace("-", "%2D").replace("_", "%5F").replace("%2F", "_").replace("%", "-")
WRAPPED = {
    "outlook": f"https://kor01.safelinks.protection.outlook.com/?url={_QUOTED}&data=05%7C02%7C&reserved=0",
    "outlook-html": f'<a href="https://x.safelinks.protection.outlook.com/?url={_QUOTED}&amp;data=05%7C02">x</a>',
    "kakao": f"kakaotalk://web/openExternal?url={_QUOTED}",
    "naver": f"https://link.naver.com/bridge?url={_QUOTED}&dst=naversearchapp%3A%2F%2Fx%3Furl%3D{quote(_QUOTED)}",
    "google": f"https://www.google.com/url?q={quote(LINK, safe='/:')}&sa=D&source=editors&usg=AOv",
    "slashes": f"https://go.example/?to={quote(LINK, safe='/')}&sa=D",
    "small-letters": f"https://mail.example/url?a={_QUOTED.lower()}&c=E",
    "twice": f"https://lms.example/?u={quote(f'https://mail.example/?url={_QUOTED}&d=1', safe='')}",
    "proofpoint-2": f"https://urldefense.proofpoint.com/v2/url?u={_PROOFPOINT}&d=DwMF-g&c=x",
    "proofpoint-3": f"https://urldefense.com/v3/__{_FILLED}__;PSM!!N9aEhC-y8U0!abc$ x",
    "bare": f"자료: {LINK.removeprefix('https://')} 참고",
    "same-scheme": f'<a href="{LINK.removeprefix("https:")}">',
    "field-of-word": LINK.replace("#part", '" \\l "part"'),
    "signs-unseen": LINK.replace("guides/", "guides/\u200b"),
    "broken": LINK.replace("guides/", "guides/\n"),
    "broken-twice": LINK.replace("guides/", "gui\r\n> des/\r\n> "),
    "broken-in-mail": LINK.replace("guides/", "gui=\ndes/"),
    "broken-before-section": f"{LINK.replace('#', chr(10) + '#')} and more",
    "list": f"{LINK}\nx/1\n{LINK}\n#2",
    "typographic": f"{LINK}&nbsp;&ndash;&nbsp;x",
    "table": f"{LINK}|{LINK}",
}


def test_a_link_that_others_have_put_into_theirs_or_broken_is_seen(tmp_path: Path) -> None:
    """Once, as it was, and what it was put into is none; lines are joined where that leads somewhere."""
    files = {f"{name}.txt": text.encode() for name, text in WRAPPED.items()}
    assert _links(tmp_path, files) == {name: [LINK] for name in files}


def test_lines_that_lead_nowhere_together_are_apart(tmp_path: Path) -> None:
    """A list has one link a line, and words."""
    text = "https://site.example/ko/guides/\nx/y is next\nhttps://site.example/ko/"
    links = ["https://site.example/ko/guides/", "https://site.example/ko/"]
    assert _links(tmp_path, {"list.txt": text.encode()}) == {"list.txt": links}


def test_a_text_of_word_gives_the_section_of_its_link(tmp_path: Path) -> None:
    """Though it stands in another file of the text than the address."""
    assert LINK in _links(tmp_path, {"handout.docx": _word()})["handout.docx"]


def test_addresses_of_strangers_are_read_in_the_time_of_their_length(tmp_path: Path) -> None:
    """A title holds nothing that turns it round or that no file may hold; of many parts some are read; a link
    whose name is no code does not end the check of all.
    """
    for name in ("exports", "zip", "address", "judge", "site"):
        text = (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
        text = re.sub(r"(\./\w+)\.js", r"\1.mjs", text)
        (tmp_path / f"{name}.mjs").write_text(text, encoding="utf-8")
    program = Path(__file__).with_name("addresses.mjs")
    command = ["node", str(program), str(tmp_path)]
    read = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (read["turned"], read["cut"], read["title"], read["edition"]) == ("abcd", "a" * 79, "", "")
    assert read["parts"] == 500
    assert read["named"] == ["%E0%A4%A", "%", "part two"]
    assert read["links"] == [18 + 300_000 + 1, 18]
