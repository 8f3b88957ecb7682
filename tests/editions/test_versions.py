"""Versions of a page: found through moves and renamed sections, the newest first, never a withdrawn one."""

from __future__ import annotations

from exchange.editions.redirects import read_redirects
from exchange.editions.version_views import VersionRecords, page_editions
from exchange.editions.versions import address_now, newest_of_sections, versions

LOCALES = ("en", "ko")
REDIRECTS = read_redirects(
    "moved:\n"
    "  - {from: /guides/a/, to: /guides/b/}\n"
    "  - {from: /guides/a/#x, to: /guides/b/#y}\n"
    "  - {from: /guides/a/#left, to: /guides/c/#left}\n"
    "gone:\n  - {from: /guides/g/, reason: {en: Old, ko: 낡음}, instead: /guides/}\n",
    path="redirects.yml",
    locales=LOCALES,
)


def page(*sections: str) -> dict[str, list[str]]:
    return {"": ["Title", "0"], **{name: [name.upper(), "0"] for name in sections}}


SEALED = {
    "2026.1": {"/en/guides/a/": page("x", "left", "same"), "/en/guides/g/": page("z")},
    "2026.2": {"/en/guides/b/": page("y", "same", "new")},
    "2026.10": {"/en/guides/b/": page("same", "new")},
}


def test_a_page_that_moved_has_its_older_versions() -> None:
    """Under the address of today, in the order in which editions were sealed, newest first."""
    found = versions(SEALED, REDIRECTS, LOCALES)
    assert [(one.edition, one.address) for one in found["/en/guides/b/"]] == [
        ("2026.10", "/en/guides/b/"),
        ("2026.2", "/en/guides/b/"),
        ("2026.1", "/en/guides/a/"),
    ]
    assert "/en/guides/a/" not in found
    assert [one.edition for one in found["/en/guides/g/"]] == ["2026.1"]


def test_a_section_is_known_by_its_name_of_today() -> None:
    """Renamed with its page; one that went to another page keeps its old name here."""
    oldest = versions(SEALED, REDIRECTS, LOCALES)["/en/guides/b/"][-1]
    assert oldest.sections == {"y": "x", "left": "left", "same": "same"}
    assert oldest.titles["y"] == "X"


def test_a_section_is_pinned_to_the_newest_edition_that_holds_it() -> None:
    """Each section once; an edition that adds none is passed over, but for the newest."""
    found = versions(SEALED, REDIRECTS, LOCALES)["/en/guides/b/"]
    pinned = {one.edition: dict(own) for one, own in newest_of_sections(found, (), LOCALES)}
    assert pinned == {
        "2026.10": {"same": "same", "new": "new"},
        "2026.2": {"y": "y"},
        "2026.1": {"left": "left"},
    }


def test_nobody_is_led_to_what_was_withdrawn() -> None:
    """The next older edition takes its place, in every language."""
    known = VersionRecords(
        sealed=SEALED,
        redirects=REDIRECTS,
        withdrawn={("2026.10", "/guides/b/"), ("2026.1", "/guides/a/")},
        locales=LOCALES,
    )
    shown = page_editions("/en/guides/b/", known.versions["/en/guides/b/"], known)
    assert [(one.edition, one.href) for one in shown.links] == [
        ("2026.2", "../../../editions/2026.2/en/guides/b/")
    ]
    assert shown.every == "../../../editions/pages/en/guides/b/"


def test_a_page_that_is_gone_keeps_its_address() -> None:
    """Its versions are listed where it was."""
    assert address_now("/en/guides/g/", REDIRECTS, LOCALES) == "/en/guides/g/"
    assert address_now("/ko/guides/a/", REDIRECTS, LOCALES) == "/ko/guides/b/"
