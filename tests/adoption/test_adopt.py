"""`kx adopt`: pages of another site become pages of this one, all of them or none."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.site.small_sites import NOW, make_site, png

from exchange.adoption.section_names import with_section_ids
from exchange.cli.main import main
from exchange.safety.limits import MEGABYTE
from exchange.site.settings import SiteSettings
from exchange.text.problems import Severity

ENGLISH = """\
# Getting *started*

First read this [guide](Other_Page.md#Part), the [address](Other_Page/), or [the root](/Other_Page.md).

## Prerequisites

!!! tip "Ask first"

    Ask.

/// warning | Careful
Mind the gap.
///

> [!NOTE]
> A note.

:::danger
Stop.
:::

![Order of visits](images/Visit%20Order.png)

```
!!! tip  in code, [not a link](Other_Page.md)
```

## The `apropos` command

<a name="old"></a> See <a href="Other_Page.md" target="_blank">the other page</a>.
"""
KOREAN = """\
# 시작하기

먼저 [안내](Other_Page.ko.md)를 읽습니다.

## 준비물

준비합니다.

## `apropos` 명령

명령입니다.
"""
OTHER = "---\ntitle: Other page\nauthor: Nobody\n---\n\n## Part\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteSettings:
    """Return a project, and write the old site beside it."""
    old = tmp_path / "old"
    (old / "images").mkdir(parents=True)
    (old / "images/Visit Order.png").write_bytes(png(2, 2))
    (old / "Getting Started.md").write_text(ENGLISH, encoding="utf-8")
    (old / "Getting Started.ko.md").write_text(KOREAN, encoding="utf-8")
    (old / "Getting Started.fr.md").write_text("# Commencer\n", encoding="utf-8")
    (old / "Other_Page.md").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


def read(site: SiteSettings, path: str) -> str:
    return (site.content.folder / path).read_text(encoding="utf-8")


def test_a_page_has_a_front_matter_links_boxes_and_ids(site: SiteSettings) -> None:
    """Fields from the first heading and paragraph, everything else from what is there; code as it was."""
    assert main(["adopt", "old", "--into", "Hand Book"]) == 0
    page = read(site, "en/hand-book/getting-started.md")
    assert page.startswith(
        '---\ntitle: "Getting started"\n'
        'description: "First read this guide, the address, or the root."\nkind: page\noriginal: en\n---\n\n'
        "First read this [guide](other-page.md#Part), the [address](other-page.md), or "
        "[the root](other-page.md).\n"
    )
    assert "## Prerequisites { #prerequisites }\n" in page
    assert "/// warning | Careful\nMind the gap.\n///\n" in page  # a page may hold boxes in any form
    assert "![Order of visits](../../assets/hand-book/images/visit-order.png)" in page
    assert "!!! tip  in code, [not a link](Other_Page.md)" in page
    assert '<a id="old"></a> See <a href="other-page.md">the other page</a>.' in page
    assert (site.content.folder / "assets/hand-book/images/visit-order.png").is_file()


def test_a_translation_has_the_ids_of_the_original(site: SiteSettings) -> None:
    """By order and level; a page in a language that the site does not have is left out."""
    assert main(["adopt", "old", "--into", "book"]) == 0
    page = read(site, "ko/book/getting-started.md")
    assert "## 준비물 { #prerequisites }\n" in page
    assert "## `apropos` 명령 { #the-apropos-command }\n" in page
    assert "[안내](other-page.md)" in page
    assert sorted(file.name for file in (site.content.folder / "ko/book").iterdir()) == ["getting-started.md"]


def test_sections_of_one_language_only_take_no_other_id(site: SiteSettings) -> None:
    """Those that share a name are paired all the same; which of the others is meant is not guessed."""
    (site.root / "old/Getting Started.ko.md").write_text(
        KOREAN.replace("## 준비물", "## 한국에만 있는 절\n\n절입니다.\n\n### 더 작은 절\n\n## 준비물"),
        encoding="utf-8",
    )
    assert main(["adopt", "old", "--into", "book"]) == 0
    page = read(site, "ko/book/getting-started.md")
    assert "## `apropos` 명령 { #the-apropos-command }\n" in page
    assert "## 한국에만 있는 절\n" in page
    assert page.count("{ #") == 1


def test_folders_of_languages_are_read_too(site: SiteSettings) -> None:
    """With the pictures of either."""
    for code, title in (("en", "Home"), ("ko", "처음")):
        folder = site.root / "other" / code / "docs"
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(f"# {title}\n\nText.\n\n## Part {code}\n", encoding="utf-8")
    assert main(["adopt", "other"]) == 0
    assert 'title: "Home"' in read(site, "en/other/index.md")
    assert "original: en" in read(site, "ko/other/index.md")


def test_pages_beside_a_folder_of_documents_are_brought_in(site: SiteSettings) -> None:
    """The folder `docs` is the root of a language only where no page stands beside it."""
    (site.root / "other/ko/docs").mkdir(parents=True)
    (site.root / "other/ko/start.md").write_text("# 시작\n\n글.\n", encoding="utf-8")
    (site.root / "other/ko/docs/more.md").write_text("# 더\n\n글.\n", encoding="utf-8")
    assert main(["adopt", "other", "--original", "ko"]) == 0
    assert 'title: "시작"' in read(site, "ko/other/start.md")
    assert 'title: "더"' in read(site, "ko/other/docs/more.md")


def test_a_dry_run_writes_nothing(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the files that would be there."""
    before = sorted(site.content.folder.rglob("*"))
    assert main(["adopt", "old", "--into", "book", "--dry-run"]) == 0
    assert "content/en/book/getting-started.md\n" in capsys.readouterr().out
    assert sorted(site.content.folder.rglob("*")) == before


def test_what_is_in_the_way_stops_all_of_it(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files of one name, a file that is there, another encoding, no folder, no language."""
    assert main(["adopt", "old", "--into", "book"]) == 0
    before = sorted(site.content.folder.rglob("*"))
    assert main(["adopt", "old", "--into", "book"]) == 2
    assert "Name another folder with --into." in capsys.readouterr().err
    (site.root / "old/other-page.md").write_text("# Twin\n", encoding="utf-8")
    assert main(["adopt", "old", "--into", "second"]) == 2
    (site.root / "old/other-page.md").write_bytes("# 쌍".encode("cp949"))
    (site.root / "old/Other_Page.md").unlink()
    assert main(["adopt", "old", "--into", "second"]) == 2
    assert "UTF-8" in capsys.readouterr().err
    assert main(["adopt", "nowhere"]) == 2
    assert main(["adopt", "old", "--original", "fr"]) == 2
    assert sorted(site.content.folder.rglob("*")) == before


def test_what_is_left_out_is_named(site: SiteSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """A page in a language that the site lacks, a kind of file that no site publishes; not what is hidden."""
    hidden = (".git/config", ".git/x.md", "notes/.draft", ".secret.md", ".obsidian/a.png")
    for name in ("plan.de.md", "plan.pt-BR.md", "plan.KO.md", "theme.psd", "large.md", "large.pdf", *hidden):
        (site.root / "old" / name).parent.mkdir(exist_ok=True)
        (site.root / "old" / name).write_text("# Plan\n\nText.\n", encoding="utf-8")
    os.truncate(site.root / "old/large.md", 3_000 * MEGABYTE)
    os.truncate(site.root / "old/large.pdf", 3_000 * MEGABYTE)
    assert main(["adopt", "old", "--into", "book"]) == 0
    lines = [
        line.split(": ")[1].split(" (")[0]
        for line in capsys.readouterr().err.splitlines()
        if line.startswith("Left out:")
    ]
    names = ["large.md", "large.pdf", "plan.de.md", "plan.pt-BR.md", "theme.psd"]
    assert lines == ["Getting Started.fr.md", *names]
    assert (site.content.folder / "ko/book/plan.md").is_file()
    assert not [*site.content.folder.rglob("*secret*"), *site.content.folder.rglob("*git*")]


@pytest.mark.parametrize("name", ["secret.md", "images/secret.png"])
def test_a_link_out_of_the_folder_is_not_followed(
    name: str, site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever made the folder could have any file of this computer published."""
    (site.root / "secret").write_text("# Secret\n", encoding="utf-8")
    (site.root / "old" / name).symlink_to(site.root / "secret")
    before = sorted(site.content.folder.rglob("*"))
    assert main(["adopt", "old", "--into", "book"]) == 2
    assert name in capsys.readouterr().err
    assert sorted(site.content.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("into", "text", "rule"),
    [
        ("a" * 300, "# A\n", "safety/path-too-long"),
        ("a/" * 100, "# A\n", "safety/path-too-long"),
        ("book", "# " + "[a](" * 24_000, "safety/too-many-signs"),
        ("book", "# " + "[a](" * 2_000, "safety/too-deep"),
    ],
)
def test_what_could_not_be_published_is_not_read(
    into: str, text: str, rule: str, site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that no disk has, a page of endless work: said as the check does, and nothing is written."""
    (site.root / "old/plan.md").write_text(text, encoding="utf-8")
    before = sorted(site.content.folder.rglob("*"))
    assert main(["adopt", "old", "--into", into]) == 2
    assert rule in capsys.readouterr().err
    assert sorted(site.content.folder.rglob("*")) == before


def test_what_was_adopted_can_be_accepted_and_published(
    site: SiteSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Adopt, mend, accept: no error is left."""
    today = ["--today", NOW.date().isoformat()]
    assert main(["adopt", "old", "--into", "book"]) == 0
    assert main(["check", "--fix", *today]) in (0, 1)
    capsys.readouterr()
    assert main(["check", "--summary", *today]) == 1
    summary = capsys.readouterr().out
    assert f"{Severity.ERROR.value}  rules/link-section" in summary
    assert main(["check", "--write-baseline", *today]) == 0


def test_a_word_behind_a_hash_stays_text(site: SiteSettings) -> None:
    """CommonMark has no heading without a space; nobody means two signs, and code is code."""
    lines = "# Sign up\n\n#trials are open.\n\n#1 of them\n\n```\n#SBATCH\n```\n\n##Visits\n\n# Twice\n"
    (site.root / "old/plan.md").write_text(lines, encoding="utf-8")
    assert main(["adopt", "old", "--into", "book"]) == 0
    page = read(site, "en/book/plan.md")
    assert 'description: "#trials are open."' in page
    assert page.endswith(
        "\\#trials are open.\n\n\\#1 of them\n\n```\n#SBATCH\n```\n\n###Visits { #visits }\n\n"
        "## Twice { #twice }\n"
    )


def test_a_readme_beside_an_index_is_a_page_of_its_own(site: SiteSettings) -> None:
    """The index is the page of the folder, in each language, and links lead to either."""
    for name in ("index.md", "README.md", "README.ko.md"):
        text = f"# Of {name}\n\nSee [one](README.md) and [two](index.md).\n"
        (site.root / "old" / name).write_text(text, encoding="utf-8")
    assert main(["adopt", "old", "--into", "book"]) == 0
    assert "See [one](about.md) and [two](index.md)." in read(site, "en/book/index.md")
    assert 'title: "Of README.md"' in read(site, "en/book/about.md")
    assert 'title: "Of README.ko.md"' in read(site, "ko/book/about.md")


def test_pages_around_the_folders_of_translations_are_the_original(site: SiteSettings) -> None:
    """As VitePress has them; a language that the site lacks is left out, and a folder that is none is not."""
    for name in ("start.md", "ko/start.md", "zh_hans/start.md", "fp/start.md"):
        file = site.root / "other" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n\n[Start](/ko/start) or [fp](/fp/start).\n", encoding="utf-8")
    assert main(["adopt", "other"]) == 0
    assert "[Start](start.md) or [fp](fp/start.md)." in read(site, "ko/other/start.md")
    folder = site.content.folder
    pages = sorted(file.relative_to(folder).as_posix() for file in folder.glob("*/other/**/*.md"))
    assert pages == ["en/other/fp/start.md", "en/other/start.md", "ko/other/start.md"]


def test_ids_in_hangul_are_those_of_the_original_and_links_follow() -> None:
    """VitePress and Docusaurus write them behind headings; an address here has other letters."""
    head = "---\ntitle: x\n---\n\n"
    texts = {
        "en": f"{head}## Getting started\n\nText.\n\n## Older {{#older}}\n",
        "ko": f"{head}## 시작하기 {{#시작하기}}\n\n[아래](#이전-것), [위](#{quote('시작하기')}).\n\n"
        "## 이전 것 {#이전-것}\n",
    }
    korean = with_section_ids(texts, "en")["ko"]
    assert re.findall(r"#[\w-]+", korean) == ["#getting-started", "#older", "#getting-started", "#older"]


def test_an_id_in_hangul_of_no_twin_stays() -> None:
    """What is not known is not guessed: the check says it."""
    text = "---\ntitle: x\n---\n\n## 시작하기 {#시작하기}\n\n[위](#시작하기)\n"
    assert with_section_ids({"ko": text}, "ko")["ko"] == text
