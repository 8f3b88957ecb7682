"""What a page links to and shows is described: kind, size, language, digest, width and height."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from exchange.authoring.cards import FIELDS, CardError, read_card
from exchange.authoring.linked_files import FileFacts
from exchange.pages.markup import ReaderMarkup
from tests.building import FRAME, SITES, Built, build
from tests.rendering import settings
from tests.safety.documents import office
from tests.safety.samples import picture

FILES = {
    "../assets/form.hwpx": FileFacts(size=44_100, sha256="a" * 64),
    "../assets/large.zip": FileFacts(size=1_200_000, sha256="b" * 64),
    "../assets/flow.png": FileFacts(size=900, sha256="c" * 64, width=600, height=300),
}
VIDEO = {
    "title": "A film",
    "address": "https://example.org/v",
    "length": "2:05",
    "language": "en",
    "transcript": "film.md",
}


def shown(markdown: str, locale: str = "en") -> str:
    markup = ReaderMarkup()
    markup.words = FRAME.strings(locale)
    markup.files = FILES.get
    extensions, options = settings()
    return Markdown(extensions=[*extensions, markup], extension_configs=options).convert(markdown)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[Form](../assets/form.hwpx)", '>Form<span class="file-facts"> (HWPX, 45 kB)</span></a>'),
        ("[Form](../assets/form.hwpx){ hreflang=ko }", "> (HWPX, 45 kB, Korean)</span>"),
        ("[Data](../assets/large.zip)", " (ZIP, 1.2 MB)"),
        ("[Other](https://example.org/a.hwpx)", ">Other</a>"),
        ("[Flow](../assets/flow.png)", ">Flow</a>"),
        ("[Broken](<http://[>)", ">Broken</a>"),
        ("![Flow](../assets/flow.png)", 'width="600"'),
        ("![Flow](../assets/flow.png)", 'height="300"'),
        ("![Flow](../assets/flow.png){ width=200 }", 'height="100"'),
        ("![Flow](../assets/flow.png){ width=200 height=50 }", 'height="50"'),
        ('![](../assets/flow.png){ alt="" }', 'alt=""'),
    ],
)
def test_links_and_pictures_are_described(markdown: str, html: str) -> None:
    """A file of this site by what it is; nothing is said of a file elsewhere."""
    assert html in shown(markdown)


@pytest.mark.parametrize(("locale", "language"), [("en", "Korean"), ("ko", "한국어")])
def test_a_card_has_the_facts_of_the_file(locale: str, language: str) -> None:
    """What the author wrote of a file of this site counts less than the file."""
    card = "```download\ntitle: Form\naddress: ../assets/form.hwpx\nlanguage: ko\nsize: 9 MB\n```"
    html = shown(card, locale)
    assert f'<p class="media-facts">HWPX · 45 kB · {language}</p>' in html
    assert f"<code>{'a' * 64}</code>" in html


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("length", "1 hour", "card-value"),
        ("length", "12:75", "card-value"),
        ("language", "English", "card-value"),
        ("address", "http://example.org/", "card-value"),
        ("address", "//example.org/", "card-value"),
        ("address", "javascript:alert(1)", "card-value"),
        ("address", "data:text/html,x", "card-value"),
        ("address", "https://[", "card-value"),
        ("transcript", 'https://example.org/"onclick="x', "card-value"),
        ("autoplay", "yes", "card-line"),
    ],
)
def test_a_card_is_read_whole_or_not_at_all(name: str, value: str, rule: str) -> None:
    """It is then shown as its source, and found."""
    code = "\n".join(f"{key}: {text}" for key, text in {**VIDEO, name: value}.items())
    with pytest.raises(CardError) as raised:
        read_card("video", code)
    assert raised.value.rule == rule
    assert "<a" not in shown(f"```video\n{code}\n```")


@pytest.mark.parametrize("name", sorted(FIELDS["video"][0]))
def test_a_field_that_is_missing_is_named(name: str) -> None:
    """Every one that a card must have."""
    code = "\n".join(f"{key}: {text}" for key, text in VIDEO.items() if key != name)
    with pytest.raises(CardError) as raised:
        read_card("video", code)
    assert (raised.value.rule, raised.value.text) == ("card-fields", name)


PAGE = """---
title: "Forms"
description: "Forms to fill in."
kind: home
original: {locale}
---

## {heading} {{ #form }}

[Form](../assets/form.docx)

![A line](../assets/line.png)

```download
title: Form
address: ../assets/form.docx
language: ko
```
"""


def site(work: Path, form: bytes, wide: bytes) -> Built:
    content = work / "content"
    for locale, heading in (("en", "Form"), ("ko", "서식")):
        (content / locale).mkdir(parents=True, exist_ok=True)
        page = content / locale / "index.md"
        page.write_text(PAGE.format(locale="en", heading=heading), encoding="utf-8")
    (content / "assets").mkdir(exist_ok=True)
    (content / "nav.yml").write_text("[]\n", encoding="utf-8")
    shutil.copy(SITES / "showcase" / "glossary.csv", content)
    (content / "assets" / "form.docx").write_bytes(form)
    (content / "assets" / "line.png").write_bytes(wide)
    return build(content, work)


def test_a_built_site_describes_its_files_and_follows_them(tmp_path: Path) -> None:
    """Downloads are published as they are, pictures as wide as they are shown; a new file is said."""
    form, other = office("docx"), office("docx", body="<w:p>Another</w:p>")
    built = site(tmp_path, form, picture("PNG", size=(2000, 100)))
    assert built.status == 0, built.output
    html = built.read("ko/index.html")
    assert (built.folder / "assets/form.docx").read_bytes() == form
    assert hashlib.sha256(form).hexdigest() in html
    assert 'width="1600"' in html
    assert len((built.folder / "assets/line.png").read_bytes()) < len(picture("PNG", size=(2000, 100)))
    again = site(tmp_path, other, picture("PNG", size=(800, 100)))
    html = again.read("ko/index.html")
    assert hashlib.sha256(other).hexdigest() in html
    assert 'width="800"' in html
