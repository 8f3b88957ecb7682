"""Tags of the head by the rules of Zotero's translators "Embedded Metadata" and "RDF", restated."""

from __future__ import annotations

import re

import pytest

from exchange.citing.head_tags import head_tags
from exchange.citing.works import Name, Work
from tests.citing.works import SITE, work

TYPES = {"webpage": "webpage", "homepage": "webpage"}


def zotero_author(text: str) -> tuple[str, str]:
    """Return the family's and the given name as `cleanAuthor` does: by the comma, else by the last space."""
    with_comma = "," in text
    text = re.sub(r"[\s.,/\[\]:]+$", "", text)
    if with_comma:
        family, _, given = text.partition(",")
        return family.strip(), given.strip()
    given, _, family = text.rpartition(" ")
    return family, given


def zotero_item(tags: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """Return the item that Zotero makes: DC.type decides, Highwire's fields win over Dublin Core's."""
    first: dict[str, str] = {}
    for name, text in tags:
        first.setdefault(name.lower(), text)
    guess = "journalArticle" if "citation_title" in first else "webpage"
    return {
        "type": TYPES.get(first.get("dc.type", ""), guess),
        "title": first["citation_title"],
        "creators": [zotero_author(text) for name, text in tags if name == "citation_author"],
        "date": first.get("citation_publication_date", first.get("dc.date")),
        "language": first["citation_language"],
        "url": first["citation_public_url"],
        "rights": first["dc.rights"],
    }


@pytest.mark.parametrize(
    ("cited", "creators"),
    [
        (work(), [("Kim", "Min-ji Anna"), ("Body of Trials", "")]),
        (work(authors=(Name(whole=SITE),)), [(SITE, "")]),
        (work(authors=(Name(whole="김민지"),)), [("김민지", "")]),
    ],
)
def test_zotero_makes_a_web_page_with_whole_names(cited: Work, creators: list[tuple[str, str]]) -> None:
    """No article, no body taken apart at its last space, the version's own address and day."""
    assert zotero_item(head_tags(cited, licence="https://l.example/")) == {
        "type": "webpage",
        "title": "Estimands",
        "creators": creators,
        "date": "2026/11/09",
        "language": "en",
        "url": cited.url,
        "rights": "https://l.example/",
    }


def test_reviewers_are_contributors() -> None:
    """Who reviewed a page did not write it."""
    tags = head_tags(work(reviewers=(Name(family="Lee", given="Ann"),)), licence="")
    assert ("DC.contributor", "Lee, Ann") in tags
    assert ("DC.rights", "") not in tags
