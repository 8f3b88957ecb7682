"""Other partners start a site: `kx start`, first pages by `kx new`, a strict build, and what readers meet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.building import mkdocs
from tests.journeys.started_sites import (
    MOMENT,
    STORIES,
    barriers,
    dead_links,
    invalid_pages,
    start,
    uses,
)
from tests.site.pages import page

from exchange.cli.main import main
from exchange.site.settings import read_settings

_OTHERS = (
    "Korea",
    "한국",
    "대한민국",
    "Corée",
    "United Kingdom",
    "Royaume-Uni",
    "Deyrnas Unedig",
    "영국",
    "NIHR",
)
"""What a site whose sides are other countries may not name."""

Sites = dict[str, Path]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Return three sites, built, one in languages without words; `make bench-start` builds the others."""
    built = {}
    os.environ.update(MOMENT)
    for languages, sides in (*STORIES, ("pt-BR,de", "BR,DE")):
        if languages in ("en,fr,cy", "ar,en", "pt-BR,de"):
            folder = tmp_path_factory.mktemp("started") / "site-of-others"
            start(folder, languages, sides, main)
            ended = mkdocs("build", "--strict", folder=folder, environment=MOMENT)
            assert ended.status == 0, ended.output
            built[languages] = folder / "site"
    return built


def test_every_language_has_every_page(sites: Sites) -> None:
    """A page that has words in one language only is shown in the others, marked."""
    for languages, site in sites.items():
        for code in languages.split(","):
            for path in ("index.html", "guides/guide-one/index.html", "calls/call-one/index.html"):
                assert page(site / code / path).get("lang") == code


def test_links_lead_somewhere(sites: Sites) -> None:
    """Within each site, from every page."""
    assert {name: list(dead_links(site)) for name, site in sites.items()} == {name: [] for name in sites}


def test_no_other_country_is_named(sites: Sites) -> None:
    """Neither the countries of the project that the generator comes from, nor their funders."""
    assert uses(sites["ar,en"], _OTHERS) == []
    assert uses(sites["pt-BR,de"], _OTHERS) == []
    assert uses(sites["en,fr,cy"], _OTHERS[:4]) == []


def test_texts_from_right_to_left_are_marked(sites: Sites) -> None:
    """The page, and what is in another direction on it; a site of one direction says nothing of it."""
    arabic = (sites["ar,en"] / "ar" / "glossary" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in arabic
    course = (sites["ar,en"] / "ar/training/first-course/index.html").read_text(encoding="utf-8")
    assert '<span lang="en" dir="ltr">' in course  # a string that Arabic lacks
    assert 'dir="ltr"' in (sites["ar,en"] / "en" / "index.html").read_text(encoding="utf-8")
    assert " dir=" not in (sites["en,fr,cy"] / "cy" / "index.html").read_text(encoding="utf-8")


@pytest.mark.java
def test_pages_are_valid_html(sites: Sites) -> None:
    """The Nu checker finds nothing."""
    assert {name: invalid_pages(site) for name, site in sites.items()} == {name: [] for name in sites}


@pytest.mark.browser
def test_axe_finds_nothing(sites: Sites) -> None:
    """On the first pages, in each language, wide or narrow."""
    assert barriers(sites) == []


@pytest.mark.parametrize(("languages", "required"), [("en,ko", "[ko]"), ("ko-KR", "[ko]"), ("en,ja", "")])
def test_only_a_language_with_an_analyser_asks_for_it(tmp_path: Path, languages: str, required: str) -> None:
    """It is an extra of the package: its model is larger than everything else together."""
    assert main(["start", str(tmp_path / "new"), "--languages", languages, "--sides", "KR"]) == 0
    assert (tmp_path / "new/requirements.txt").read_text("utf-8").startswith(f"kx-site{required}==")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("languages", "sides"), [("en,ja", "GB,JP"), ("cy", "FR")])
def test_the_example_of_bodies_is_read_without_its_mark(
    tmp_path: Path, languages: str, sides: str, lang: str
) -> None:
    """In the languages of the new site, for the side above it."""
    folder = tmp_path / "new"
    assert main(["start", str(folder), "--lang", lang, "--languages", languages, "--sides", sides]) == 0
    file = folder / "content" / "site.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("# bodies:", "bodies:"), encoding="utf-8")
    site = read_settings(folder / "mkdocs.yml")
    assert site.problems == ()
    assert [(body.country, body.names[1]) for body in site.rules.bodies] == [(sides[-2:], "WHO")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("x\n{{ view.nothing.at_all }}", 2), ("{% extends 'theme/hme.html' %}", 1), ("x\n\n{% block %}", 3)],
)
def test_a_template_that_fails_is_said_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """By the processes of both languages, without a traceback."""
    folder = tmp_path / "new"
    assert main(["start", str(folder), "--languages", "en,ja", "--sides", "GB,JP"]) == 0
    settings = folder / "mkdocs.yml"
    frame = "  name: exchange\n"
    text_of_settings = settings.read_text(encoding="utf-8")
    settings.write_text(
        text_of_settings.replace(frame, f"{frame}  custom_dir: overrides\n"), encoding="utf-8"
    )
    (folder / "overrides").mkdir()
    (folder / "overrides/home.html").write_text(text, encoding="utf-8")
    ended = mkdocs("build", folder=folder, environment=MOMENT)
    assert ended.status != 0
    assert f"overrides/home.html:{line}: " in ended.output
    assert "[pages/template-fails]" in ended.output
    assert "Traceback" not in ended.output


def test_a_site_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something is named, and stays as it is."""
    (tmp_path / "kept.txt").write_text("x", encoding="utf-8")
    assert main(["start", str(tmp_path), "--languages", "en", "--sides", "GB"]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(
    ("languages", "sides", "said"),
    [
        ("", "", "--languages en,cy --sides GB,FR"),
        ("english", "GB", "'english'"),
        ("en,id", "GB", "`id-ID`"),
        ("en", "UK", "'UK'"),
        ("en", "GB:Europe/Londn", "Europe/London"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_wrong_word_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], languages: str, sides: str, said: str, lang: str
) -> None:
    """As the check names it in site.yml; nothing is written."""
    folder = tmp_path / "new"
    assert main(["start", str(folder), "--lang", lang, "--languages", languages, "--sides", sides]) == 2
    error = capsys.readouterr().err
    assert said in error or (lang == "ko" and "--sides KR,FR" in error)
    assert not folder.exists()
