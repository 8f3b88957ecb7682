"""Small content folders to check: a right one, made wrong in one place."""

from __future__ import annotations

import datetime
import re
import shutil
import struct
import zlib
from pathlib import Path

from tests.building import FRAME, SITES
from tests.partnerships import partnership, write_site_file

from exchange.rules.rule import Example, Part
from exchange.rules.rule_modules import rules
from exchange.site.checking import all_problems
from exchange.site.settings import SiteSettings, make_settings, read_settings
from exchange.text.problems import Problem

FAULTY = SITES / "faulty-content"
NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
TODAY = NOW.date()
PAGE = "guides/consent.md"
EXAMPLES = {name: rule.example for name, rule in rules().items()}
SETTINGS = """\
site_name: Test
docs_dir: content
plugins:
  - bilingual
  - languages
  - content_check
"""


def make_site(folder: Path, *overlays: Path) -> SiteSettings:
    """Write the right content into a folder, other files over it, and return the project."""
    content = folder / "content"
    for source in (FAULTY / "base", *overlays):
        shutil.copytree(source, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    assets = content / "assets"
    (assets / "small.png").write_bytes(png(2, 2))
    (assets / "heavy.gif").write_bytes(b"GIF89a\2\0\2\0" + bytes(600_000))
    (assets / "really-a-png.jpg").write_bytes(png(2, 2))
    write_site_file(content, "en", "ko")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return read_settings(folder / "mkdocs.yml")


def settings_for(folder: Path, *plugins: str, **options: object) -> SiteSettings:
    """Return the settings of a content folder whose site has some plugins besides the rules over pages."""
    return make_settings(
        root=folder.parent,
        content=folder,
        frame=FRAME,
        site_url="https://site.example/",
        plugins={
            "content_check": options,
            **{name: {} for name in plugins},
        },
        extensions=(),
        extension_options={},
        partnership=partnership("en", "ko"),
    )


def problems(project: SiteSettings) -> tuple[Problem, ...]:
    """Return everything that is wrong with a project on the day of the tests."""
    return all_problems(project, now=NOW)


def put(project: SiteSettings, example: Example, passage: str, *, wrong: bool) -> Path:
    """Put the wrong or the right passage of an example into the page of its language."""
    file = project.content.folder / example.locale / PAGE
    text = file.read_text(encoding="utf-8")
    if example.part is Part.WHOLE:
        text = f"{text[: text.index('---', 3) + 3]}\n\n{passage}\n"
    elif example.part is Part.BODY or (example.part is Part.ABSENT and not wrong):
        text = text.replace("<!-- passage -->", passage)
    elif example.part is Part.FIELD:
        text = re.sub(rf"^{passage.partition(':')[0]}:.*$", lambda _: passage, text, flags=re.MULTILINE)
    elif passage:
        text = re.sub(rf"^{passage}:.*\n", "", text, flags=re.MULTILINE)
    else:
        text = re.sub(r"\[\^guide\](?::.*\n)?", "", text)
    file.write_text(text, encoding="utf-8")
    return file


def png(width: int, height: int) -> bytes:
    """Return a PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        framed = kind + content
        return struct.pack(">I", len(content)) + framed + struct.pack(">I", zlib.crc32(framed))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
