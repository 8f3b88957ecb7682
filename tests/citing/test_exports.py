"""Formats of reference managers, read by readers that were not written here."""

from __future__ import annotations

import json

import rispy
from pybtex.database import parse_string
from ruamel.yaml import YAML

from exchange.citing.exports import citation_file, csl_item, export, work_of
from exchange.citing.works import Name
from tests.citing.works import SITE, work

WORKS = [
    work(),
    work().part("attributes", "50% of $x_1 {or} #2"),
    work(lang="ko", title="추정대상모수", day=None),
]


def test_bibtex_is_read_with_every_name_and_sign() -> None:
    """A body stays one name, signs of TeX are letters, every key is another."""
    entries = parse_string(export(WORKS, "bib"), "bibtex").entries
    assert list(entries) == [
        "guides-estimands-2026.1-en",
        "guides-estimands-attributes-2026.1-en",
        "guides-estimands-2026.1-ko",
    ]
    first, section, korean = entries.values()
    person, body = first.persons["author"]
    assert (person.last_names, person.first_names) == (["Kim"], ["Min-ji"])
    assert str(body) == "{Body of Trials}"
    assert first.fields["publisher"] == r"A \& B Exchange"
    assert (first.fields["year"], first.fields["date"], first.fields["edition"]) == (
        "2026",
        "2026-11-09",
        "2026.1",
    )
    assert section.fields["title"] == r"{50\% of \$x\_1 \textbraceleft{}or\textbraceright{} \#2}"
    assert section.fields["url"].endswith("#attributes")
    assert korean.fields["title"] == "{추정대상모수}"
    assert "year" not in korean.fields


def test_ris_is_read_whole() -> None:
    """One record a work, with dates, language and address; lines end as RIS asks."""
    text = export(WORKS, "ris")
    first, section, korean = rispy.loads(text)
    assert first["authors"] == ["Kim, Min-ji Anna", "Body of Trials"]
    assert (first["date"], first["year"], first["language"]) == ("2026/11/09", "2026", "en")
    assert (section["title"], section["secondary_title"]) == ("50% of $x_1 {or} #2", "Estimands")
    assert korean["title"] == "추정대상모수"
    assert "\nTY  - ELEC\r\n" in f"\n{text}"


def test_an_edition_is_cited_by_its_own_words() -> None:
    """What a bundle holds gives back the work, whatever the page is called today."""
    item = json.loads(export([work()], "json"))[0]
    today = work(
        title="Renamed", authors=(Name(whole=SITE),), day=None, edition="", url="https://x.example/now/"
    )
    assert work_of(item, today) == work()
    assert csl_item(work())["author"] == [
        {"family": "Kim", "given": "Min-ji Anna"},
        {"literal": "Body of Trials"},
    ]


def test_the_site_is_cited_by_a_file_of_texts() -> None:
    """CITATION.cff is YAML in which nothing is taken for a number or a date."""
    text = citation_file(
        {"en": "A: B", "ko": "교류"},
        message="Cite it.",
        url="https://x.example/",
        licence="CC-BY-4.0",
        day="2026-11-09",
        edition="2026.10",
    )
    cff = YAML(typ="safe").load(text)
    assert cff["authors"] == [{"name": "A: B", "alias": "교류"}]
    assert (cff["version"], cff["date-released"], cff["type"]) == ("2026.10", "2026-11-09", "dataset")
