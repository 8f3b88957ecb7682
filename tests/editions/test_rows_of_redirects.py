"""Each row of the table of redirects in docs/editions.md, built with the site's own settings."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.building import SITES, Built, build

REDIRECTS = """\
moved:
- {from: /guides/old/, to: /guides/first/}
- {from: /guides/old/#came-along, to: /guides/first/#eligibility}
- {from: /guides/first/#old-name, to: /guides/first/#timelines}
- {from: /guides/first/#left, to: /guides/second/#timelines}
- {from: /only-english/#left, to: /guides/second/}
- {from: /id/old-id/, to: /id/first/}
- {from: /guides/merged/, to: /guides/first/}
- {from: /guides/merged/#eligibility, to: /guides/first/#timelines}
- {from: /id/merged/, to: /guides/first/}
- {from: /assets/2025/old.svg, to: /assets/flow.svg}
gone:
- {from: /guides/withdrawn/, reason: {en: The law has changed., ko: 법이 바뀌었습니다.}, instead: /guides/}
- {from: "/guides/second/#gone", reason: {en: No longer needed., ko: 더 필요하지 않습니다.}, instead: /}
- {from: "/#gone", reason: {en: Not on this page now., ko: 이 문서에 없습니다.}, instead: /guides/}
- {from: /assets/gone.pdf, reason: {en: Out of date., ko: 오래되었습니다.}, instead: /guides/}
- {from: "event:x@smart-trials.example", reason: {en: Not held., ko: 열리지 않았습니다.}, instead: /}
"""
LEDGER = """\
download,/assets/2025/old.svg
download,/assets/gone.pdf
event,x@smart-trials.example
id,/id/merged/
id,/id/old-id/
name,/id/merged/,/guides/merged/
page,/en/guides/merged/
page,/en/guides/old/
page,/en/guides/withdrawn/
section,/en/guides/first/#left
section,/en/guides/first/#old-name
section,/en/guides/merged/#eligibility
section,/en/guides/old/#came-along
section,/en/guides/second/#gone
section,/ko/guides/second/#gone
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One site with every row of the table."""
    work = tmp_path_factory.mktemp("rows")
    content = Path(shutil.copytree(SITES / "showcase", work / "content"))
    (content / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    (content / "ledger.csv").write_text(LEDGER, encoding="utf-8")
    built = build(content, work, "--strict")
    assert built.status == 0, built.output
    return built


def link_at(html: str, section: str) -> str:
    """Return where the link leads that stands in the element with an id."""
    found = re.search(rf'id="{section}".*?href="(?P<href>[^"]+)"', html, re.DOTALL)
    assert found is not None, section
    return found["href"]


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_a_page_that_moved_leads_on(site: Built, locale: str) -> None:
    """With each of its sections, in the reader's language."""
    html = site.read(f"{locale}/guides/old/index.html")
    assert 'href="../first/"' in html
    assert link_at(html, "came-along") == "../first/#eligibility"


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_a_section_answers_to_both_names(site: Built, locale: str) -> None:
    """One that was renamed, and one that came along with its page."""
    html = site.read(f"{locale}/guides/first/index.html")
    assert '<span id="old-name"></span>' in html
    assert '<span id="came-along"></span>' in html


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_a_section_that_went_to_another_page_says_where(site: Built, locale: str) -> None:
    """Also on a page that the language shows in another."""
    assert link_at(site.read(f"{locale}/guides/first/index.html"), "left") == "../second/#timelines"
    assert link_at(site.read(f"{locale}/only-english/index.html"), "left") == "../guides/second/"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("en/guides/second/index.html", "No longer needed."),
        ("ko/guides/second/index.html", "더 필요하지 않습니다."),
        ("en/index.html", "Not on this page now."),
        ("ko/index.html", "이 문서에 없습니다."),
        ("en/guides/withdrawn/index.html", "The law has changed."),
        ("ko/guides/withdrawn/index.html", "법이 바뀌었습니다."),
        ("assets/gone.pdf/index.html", "오래되었습니다."),
    ],
)
def test_what_is_gone_says_why(site: Built, path: str, reason: str) -> None:
    """A section, a section of the home page, a page, a file: in each language, with a way on."""
    html = site.read(path)
    assert reason in html


def test_a_file_that_moved_has_its_bytes(site: Built) -> None:
    """The same at both addresses, since a file cannot say where it went."""
    assert site.read("assets/2025/old.svg") == site.read("assets/flow.svg")


def test_a_permanent_id_leads_on(site: Built) -> None:
    """One that was given up leads to another."""
    assert "../../id/first/" in site.read("id/old-id/index.html") or "../first/" in site.read(
        "id/old-id/index.html"
    )


def test_a_section_of_a_merged_page_is_found_by_every_way(site: Built) -> None:
    """The page it went into has another section of its id, which no host may lead to."""
    html = site.read("ko/guides/merged/index.html")
    assert link_at(html, "eligibility") == "../first/#timelines"
    permanent = site.read("id/merged/index.html")
    for locale in ("en", "ko"):
        link = f'<a href="../../{locale}/guides/first/#timelines" hreflang="{locale}">'
        assert link in permanent.partition('<li id="eligibility">')[2]
        assert f'hreflang="{locale}" data-reader="{locale}"' in permanent
    moves = site.read("_redirects")
    assert "/en/guides/old/ /en/guides/first/ 301" in moves
    assert "/guides/merged/" not in moves


def test_a_redirect_over_a_file_of_the_build_is_refused_in_words(tmp_path: Path) -> None:
    """Place, fault and way out; nothing is published, and nobody sees a traceback."""
    content = Path(shutil.copytree(SITES / "showcase", tmp_path / "content"))
    (content / "redirects.yml").write_text(
        "moved:\n- {from: /assets/built/site.svg, to: /assets/flow.svg}\n", encoding="utf-8"
    )
    failed = build(content, tmp_path)
    assert failed.status != 0
    assert "content/redirects.yml:2:10: A redirect may not make a file at" in failed.output
    assert "Traceback" not in failed.output
    assert not failed.folder.exists()
