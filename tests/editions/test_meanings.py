"""No address changes its meaning unless a person agrees: swaps, other terms, moved pages, merges."""

from __future__ import annotations

import pytest

from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.meanings import Meanings, Name, changed_meanings
from exchange.editions.redirects import read_redirects
from exchange.text.problems import Place, explain

LOCALES = ("en", "ko")
BEFORE = {
    "/en/guides/a/#uk": "In the United Kingdom",
    "/ko/guides/a/#uk": "영국",
    "/en/guides/a/#korea": "In Korea",
    "/ko/guides/a/#korea": "한국",
    "/en/guides/b/#uk": "In the United Kingdom",
    "/en/terms/#g001": "trial",
    "/ko/terms/#g001": "임상시험",
    "/en/terms/#g002": "blinding, masking",
    "/ko/terms/#g002": "눈가림",
    "/id/a/": "/guides/a/",
    "/id/b/": "/guides/b/",
}


def questions(now: dict[str, str], redirects: str = "") -> list[tuple[str, str, str]]:
    """Return what is asked about a site: the rule, the address, the line that says yes."""
    lines = {Line(kind=Kind.NAME, address=address, name=text) for address, text in BEFORE.items()}
    lines |= {Line(kind=Kind.SECTION, address=address) for address in BEFORE if "/guides/" in address}
    place = Place(path="content/x.md", line=1)
    asked = changed_meanings(
        Meanings(
            names=[
                Name(address=address, text=text, place=place, is_term="#g0" in address)
                for address, text in now.items()
            ],
            ledger=Ledger(frozenset(lines)),
            redirects=read_redirects(redirects, path="redirects.yml", locales=LOCALES),
            locales=LOCALES,
            redirects_path="redirects.yml",
        )
    )
    problems = list(asked)
    assert all(explain(problem, locale) for problem in problems for locale in LOCALES)
    return [(problem.rule, problem.values["address"], problem.values["better"]) for problem in problems]


def swapped(one: str, other: str) -> dict[str, str]:
    """Return the names after two addresses have changed places, in every language."""
    now = dict(BEFORE)
    for locale in LOCALES:
        first, second = f"/{locale}{one}", f"/{locale}{other}"
        now[first], now[second] = BEFORE[second], BEFORE[first]
    return now


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"/en/guides/a/#uk": "In Britain", "/ko/guides/a/#uk": "영국에서"},  # other words of one meaning
        {"/en/terms/#g001": "clinical trial"},  # in one language
        {"/en/guides/a/#new": "In Korea"},  # which has it too
    ],
)
def test_words_may_change(change: dict[str, str]) -> None:
    """A heading may be rephrased and a term corrected in one language without a question."""
    assert questions({**BEFORE, **change}) == []


def test_two_sections_that_changed_places_are_asked_about() -> None:
    """Once for all languages; the lines that are offered, and only these, say yes."""
    now = swapped("/guides/a/#uk", "/guides/a/#korea")
    asked = questions(now)
    assert [(rule, address) for rule, address, _ in asked] == [
        ("meaning-of-section", "/guides/a/#uk"),
        ("meaning-of-section", "/guides/a/#korea"),
    ]
    yes = "reused:\n" + "".join(f"  {line}\n" for _, _, line in asked)
    assert questions(now, yes) == []
    assert questions(now, yes.replace("In the United Kingdom", "영국")) == []
    assert len(questions(now, f"reused:\n  {asked[0][2]}\n")) == 1


def test_terms_that_changed_places_are_asked_about() -> None:
    """As when the rows of a spreadsheet are sorted without their ids; a comma is part of a name."""
    asked = questions(swapped("/terms/#g001", "/terms/#g002"))
    assert {address for _, address, _ in asked} == {"/terms/#g001", "/terms/#g002"}
    assert any('for: "blinding, masking"' in line for *_, line in asked)


def test_an_id_given_to_another_term_is_asked_about() -> None:
    """No language has the name it had."""
    now = {**BEFORE, "/en/terms/#g001": "estimand", "/ko/terms/#g001": "추정대상"}
    ((rule, _, line),) = questions(now)
    assert rule == "meaning-of-term"
    assert questions(now, f"reused:\n  {line}\n") == []


def test_permanent_ids_that_changed_places_are_asked_about() -> None:
    """Each id once, and the pages are not asked about again."""
    asked = questions({**BEFORE, "/id/a/": "/guides/b/", "/id/b/": "/guides/a/"})
    assert [(rule, address) for rule, address, _ in asked] == [
        ("meaning-of-id", "/id/a/"),
        ("meaning-of-id", "/id/b/"),
    ]


def test_a_page_that_moves_keeps_its_id() -> None:
    """The entry of its move is the decision; without one, the old address leads nowhere, and that is said."""
    moved = "moved:\n  - {from: /guides/a/, to: /guides/c/}\n"
    now = {address.replace("/guides/a/", "/guides/c/"): text for address, text in BEFORE.items()}
    now["/id/a/"] = "/guides/c/"
    assert questions(now, moved) == []
    assert questions(now) == []
    assert [rule for rule, *_ in questions({**BEFORE, **now})] == ["meaning-of-id"]


def test_a_new_page_at_the_address_of_one_that_was_there_is_asked_about() -> None:
    """Also where the old page, or its entry, is gone."""
    now = {address: text for address, text in BEFORE.items() if address != "/id/a/"}
    now["/id/new/"] = "/guides/a/"
    ((rule, address, line),) = questions(now)
    assert (rule, address) == ("meaning-of-page", "/guides/a/")
    assert questions(now, f"reused:\n  {line}\n") == []


def test_sections_of_a_merged_page_are_decided_one_by_one() -> None:
    """Both pages have a section of the same id, even with the same heading."""
    now = {address: text for address, text in BEFORE.items() if "/guides/b/" not in address + text}
    merged = "moved:\n  - {from: /guides/b/, to: /guides/a/}\n  - {from: /id/b/, to: /guides/a/}\n"
    ((rule, address, line),) = questions(now, merged)
    assert (rule, address) == ("meaning-of-merged", "/guides/b/#uk")
    assert questions(now, merged + f"  {line}\n") == []
    assert questions(now, merged + "  - {from: /guides/b/#uk, to: /guides/a/#korea}\n") == []
