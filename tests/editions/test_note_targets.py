"""A note that would have no effect is an error at its line: a mistyped edition, page, or way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions.repositories import new_repository, seal

from exchange.editions.note_targets import (
    pages_on_branch,
    repeated_withdrawals,
    wrong_targets,
    wrong_ways_on,
)
from exchange.editions.notes import Note, read_notes
from exchange.text.problems import explain

NOTE = """\
- edition: "{edition}"
  page: {page}
  kind: withdrawn
  day: 2026-11-01
  instead: {instead}
  text: {{en: "Wrong dose.", ko: "용량 오류."}}
"""
SEALED = {"2026.1": {"/guides/estimands/", "/guides/consent/"}, "2026.2": frozenset[str]()}


def notes(
    edition: str = "2026.1", page: str = "/guides/estimands/", instead: str = "/guides/"
) -> tuple[Note, ...]:
    text = NOTE.format(edition=edition, page=page, instead=instead)
    return read_notes(text, path="content/editions.yml", locales=("en", "ko"))


@pytest.mark.parametrize(
    ("found", "rule", "place", "said"),
    [
        (notes("2099.9"), "note-edition", "content/editions.yml:1:12", "2026.1, 2026.2"),
        (notes(page="/guides/estimandz/"), "note-page", "content/editions.yml:2:9", "/guides/estimands/"),
        (notes(page="/"), "note-page", "content/editions.yml:2:9", "/guides/estimands/"),
    ],
)
def test_a_note_about_what_was_never_sealed_is_named(
    found: tuple[Note, ...], rule: str, place: str, said: str
) -> None:
    """With its place and what there is."""
    (problem,) = wrong_targets(found, SEALED)
    assert (problem.rule, str(problem.place)) == (rule, place)
    assert said in explain(problem, "en")
    assert said in explain(problem, "ko")


def test_a_right_note_is_let_through() -> None:
    """So is one about an edition whose pages are not known here: the ledger alone names it."""
    assert not list(wrong_targets((*notes(), *notes("2026.2", "/guides/any/")), SEALED))


def test_a_withdrawal_leads_to_a_page_that_is_there() -> None:
    """The nearest page is named; a page that moved leads on by itself."""
    pages = {"/guides/", "/guides/estimands/"}
    (problem,) = wrong_ways_on(notes(instead="/guides/estimand/"), pages.__contains__, pages)
    assert (problem.rule, str(problem.place)) == ("note-instead", "content/editions.yml:5:12")
    assert "/guides/estimands/" in explain(problem, "en")
    assert not list(wrong_ways_on(notes(), pages.__contains__, pages))


def test_a_page_is_withdrawn_once() -> None:
    """A second reason would hide the first; errata may be as many as there are."""
    text = NOTE.format(edition="2026.1", page="/guides/estimands/", instead="/guides/")
    other = NOTE.format(edition="2026.2", page="/guides/estimands/", instead="/guides/")
    erratum = text.replace("withdrawn", "erratum").replace("  instead: /guides/\n", "")
    path, locales = "content/editions.yml", ("en", "ko")
    (problem,) = repeated_withdrawals(read_notes(text + other + erratum + text, path=path, locales=locales))
    assert problem.rule == "note-twice"
    assert problem.values["line"] == "2"
    assert not list(repeated_withdrawals(read_notes(text + other + erratum, path=path, locales=locales)))


def test_what_is_nothing_like_it_is_not_offered() -> None:
    """A proposal is copied without thought: where no page is near, none is named, and no list is empty."""
    (problem,) = wrong_ways_on(notes(instead="/q/"), {"/guides/a/"}.__contains__, {"/guides/a/"})
    (edition,) = wrong_targets(notes("2026.3"), {})
    for language in ("en", "ko"):
        assert "/guides/a/" not in explain(problem, language)
        assert not {" -", "'-'", ": ."} & {explain(edition, language)[n : n + 3] for n in range(200)}


def test_pages_are_read_from_the_branch(tmp_path: Path) -> None:
    """Every edition is known; the pages of those that are asked for."""
    root = new_repository(tmp_path / "root")
    seal(root, "2026.1", "one")
    seal(root, "2026.2", "two")
    found = pages_on_branch(root, {"2026.2"}, ("en", "ko"))
    assert found == {"2026.1": frozenset(), "2026.2": {"/guides/x/"}}
