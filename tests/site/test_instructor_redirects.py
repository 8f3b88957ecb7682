"""A page for instructors follows its lesson, without a line that somebody has to write."""

from __future__ import annotations

from exchange.editions.ledger import Kind, Ledger, Line
from exchange.editions.redirects import Move, Redirects, Tombstone
from exchange.site.instructor_redirects import with_instructor_pages
from exchange.text.problems import Place

PLACE = Place(path="content/redirects.yml", line=2)
GONE = Tombstone(reason={"en": "Taught no more."}, instead="/training/", place=PLACE)
LEDGER = Ledger(
    frozenset(
        Line(kind=Kind.PAGE, address=f"/{code}/training/{name}/instructor/")
        for code in ("en", "ko")
        for name in ("moved", "guide", "gone", "here", "own")
    )
)
WRITTEN = Redirects(
    moves={
        "/training/moved/": Move(to="/training/new/", place=PLACE),
        "/training/guide/": Move(to="/guides/x/", place=PLACE),
        "/training/own/": Move(to="/training/new/", place=PLACE),
        "/training/own/instructor/": Move(to="/training/here/instructor/", place=PLACE),
    },
    tombstones={"/training/gone/": GONE},
)


def test_it_goes_where_its_lesson_went() -> None:
    """To the page for instructors there, to the page itself where it has none, or it is gone too."""
    pages = {"/training/new/instructor/", "/training/here/instructor/"}
    redirects = with_instructor_pages(WRITTEN, LEDGER, pages, ("en", "ko"))
    assert redirects.moves["/training/moved/instructor/"].to == "/training/new/instructor/"
    assert redirects.moves["/training/guide/instructor/"].to == "/guides/x/"
    assert redirects.moves["/training/own/instructor/"].to == "/training/here/instructor/"
    assert redirects.tombstones["/training/gone/instructor/"] is GONE
    assert "/training/here/instructor/" not in redirects


def test_nothing_changes_where_none_was_published() -> None:
    """What was written stays as it is."""
    assert with_instructor_pages(WRITTEN, Ledger(), set(), ("en",)) == WRITTEN
