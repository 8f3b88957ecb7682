"""Short addresses: short, ASCII, with a language, and nobody else's ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.citing.short_links import ShortLink, section_code, short_address, short_links

LOCALES = ("en", "ko")


def links(
    pages: dict[str, str], published: set[str], moves: dict[str, str] | None = None
) -> dict[str, ShortLink]:
    found = short_links(pages, locales=LOCALES, published=published, moves=moves or {})
    return {link.address: link for link in found}


@pytest.mark.parametrize("name", ["/", "/id/x/", f"/guides/{'long-' * 40}/"])
def test_a_short_link_has_at_most_25_characters(name: str) -> None:
    """With its section and the longest code of a language in use."""
    section = f"{name.strip('/')}-section"
    for locale in (*LOCALES, "zh-hant"):
        whole = f"{short_address(name, locale)}#{section_code(section)}"
        assert len(whole) <= 25
        assert re.fullmatch(r"/k/[a-z-]+/[0-9a-z]{6}/#[a-z][0-9a-z]+", whole)


def test_many_names_have_as_many_addresses() -> None:
    """Ten times the pages of a large site, and the sections of a long page."""
    assert len({short_address(f"/guides/page-{number}/", "en") for number in range(2_000)}) == 2_000
    assert len({section_code(f"section-{number}") for number in range(200)}) == 200


def test_a_page_keeps_its_short_link_wherever_it_goes() -> None:
    """A permanent id follows the page, a first address its move; of what is gone it tells."""
    id_link, moved, gone = (short_address(name, "ko") for name in ("/id/x/", "/old/", "/lost/"))
    assert links({"/id/x/": "/guides/x/"}, set())[id_link].target == "/guides/x/"
    assert links({"/id/x/": "/guides/y/"}, {id_link, "/guides/x/"})[id_link].target == "/guides/y/"
    found = links({"/new/": "/new/"}, {"/old/", "/lost/", moved, gone}, {"/old/": "/new/"})
    assert (found[moved].target, found[moved].locale) == ("/new/", "ko")
    assert found[gone].target == "/lost/"


def test_what_never_had_a_short_link_gets_none() -> None:
    """Only addresses that were published with one are kept."""
    assert short_address("/old/", "en") not in links({}, {"/old/"})


EVENTS = st.tuples(st.sampled_from(["add", "move", "remove"]), st.sampled_from("abcde"), st.booleans())


@given(st.lists(EVENTS, max_size=30))
def test_a_short_link_never_leads_to_another_page(events: list[tuple[str, str, bool]]) -> None:
    """Pages come with an id or without, move to where another one was, and go: a link has one page for ever.

    An address without an id that is used again is the same name (decision 40), so only free ones are taken.
    """
    names: dict[str, str] = {}  # of the pages of now: name -> address
    published: set[str] = set()
    moves: dict[str, str] = {}
    owners: dict[str, str] = {}
    for event, letter, has_id in events:
        address = f"/{letter}/"
        if event == "add" and address not in (*names.values(), *published):
            names[f"/id/{letter}/" if has_id else address] = address
        elif event == "move" and names:
            name, old = sorted(names.items())[0]
            new = f"{old}{letter}/"
            del names[name]
            names[name if name.startswith("/id/") else new] = new
            moves = {source: new if target == old else target for source, target in moves.items()} | {
                old: new
            }
        elif event == "remove" and names:
            names.pop(sorted(names)[0])
        for address, link in links(names, published, moves).items():
            assert len(address) <= 25
            assert owners.setdefault(address, link.name) == link.name
            assert link.target in (names.get(link.name), moves.get(link.name, link.name))
            published |= {address, link.name, link.target}
        assert owners.keys() == links(names, published, moves).keys()
