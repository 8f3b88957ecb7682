"""The check of the links of a course, in a browser: what moved, changed, is gone or is sealed anew."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from icalendar import Calendar
from tests.building import Built
from tests.embedding.stories import Seen, story
from tests.embedding.test_platform_exports import FORMS, LINK

SITE = "https://site.example/"
MOVED = {"/guides/old/": "/guides/estimands/", "/guides/estimands/#parts": "/guides/estimands/#attributes"}
GONE = {
    "/guides/gone/": {"reason": {"en": "Replaced.", "ko": "대체되었습니다."}, "instead": "/guides/estimands/"}
}
LINKS = {
    "{code}/guides/estimands/#strategies": "same",
    "{code}/guides/estimands/#attributes": "changed",
    "{code}/guides/estimands/#parts": "moved",
    "{code}/guides/old/#strategies": "moved",
    "{code}/guides/gone/#x": "gone",
    "{code}/guides/estimands/#never": "gone",
    "{code}/guides/never/": "unknown",
    "{code}/glossary/#g102": "same",
    "{code}/calls/": "same",
    "id/estimands/": "changed",
    "k/{code}/{short}": "same",
    "k/{code}/0never/": "unknown",
    "embed/{code}/guides/estimands/#strategies": "same",
    "editions/2026.1/{code}/guides/old/#parts": "changed",
    "editions/2027.1/{code}/guides/estimands/#strategies": "same",
}
"""Each link of a course, and the state that comes first in the answer."""


def _edition(pages: dict[str, Any], page: str, names: dict[str, str]) -> dict[str, Any]:
    """Return what an edition holds: the guide at an address, one section with another id and other words."""
    result = {}
    for code in ("en", "ko"):
        sections = copy.deepcopy(pages["/guides/estimands/"]["languages"][code]["sections"])
        sections["attributes"][1] = "0" * 12
        result[f"/{code}{page}"] = {names.get(name, name): section for name, section in sections.items()}
    return result


@pytest.fixture(scope="module")
def work(real_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site that has a history, and a course that links to it."""
    folder = tmp_path_factory.mktemp("links")
    changes = json.loads(real_site.read("changes.json"))
    changes |= {"moved": MOVED, "gone": GONE, "editions": ["2027.1", "2026.1"], "url": SITE}
    (folder / "changes.json").write_text(json.dumps(changes), encoding="utf-8")
    old = _edition(changes["pages"], "/guides/old/", {"attributes": "parts"})
    new = _edition(changes["pages"], "/guides/estimands/", {})
    (folder / "edition-2026.1.json").write_text(json.dumps(old), encoding="utf-8")
    (folder / "edition-2027.1.json").write_text(json.dumps(new), encoding="utf-8")
    for code in ("en", "ko"):
        links = [f"{SITE}{link.format(code=code, short=_short(real_site, code))}" for link in LINKS]
        _write_course(folder, code, links)
    (folder / "forms").mkdir()
    for name, content in FORMS.items():
        (folder / "forms" / name).write_bytes(content)
    return folder


def _short(site: Built, code: str) -> str:
    """Return the end of the short link of a section: `<code of the page>/#<code of the section>`."""
    page = f'<link rel="canonical" href="https://smart-trials.example/{code}/guides/estimands/">'
    for file in sorted((site.folder / "k" / code).glob("*/index.html")):
        text = file.read_text(encoding="utf-8")
        section = re.search(r'<li id="(\w+)"><a href="[^"]*#strategies"', text)
        if page in text and section:
            return f"{file.parent.name}/#{section[1]}"
    raise AssertionError(page)


def _write_course(folder: Path, code: str, links: list[str]) -> None:
    """Write half of the links as text, HTML and a table; the other half into a package, compressed."""
    half = len(links) // 2
    pasted = f"{links[0]}, ({links[1]}).\nhttps://elsewhere.example/?a=1&amp;b=2\n" + "\n".join(
        f'<a href="{escape(link)}">x</a>;"{link}"' for link in links[2:half]
    )
    (folder / f"pasted-{code}.txt").write_text(pasted, encoding="utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, link in enumerate(links[half:]):
            archive.writestr(
                f"i/{number}.xml", f"<webLink><url href='{link}'/>{'&amp;lt;p&amp;gt;' * number}</webLink>"
            )
        archive.writestr("picture.png", b"https://elsewhere.example/picture" * 9)
    (folder / f"course-{code}.imscc").write_bytes(buffer.getvalue())


@pytest.fixture(scope="module", params=["en", "ko"])
def seen(request: pytest.FixtureRequest, real_site: Built, work: Path) -> Seen:
    """Return what a trainer saw, in each language."""
    language = str(request.param)
    seen = story("links.mjs", real_site.folder, language, str(work))
    return {**seen, "language": language, "short": _short(real_site, language)}


def _answer(seen: Seen, link: str) -> dict[str, Any]:
    address = f"{SITE}{link.format(code=seen['language'], short=seen['short'])}"
    (found,) = [answer for answer in seen["answers"] if answer["link"] == address]
    return dict(found)


@pytest.mark.browser
def test_every_link_is_judged(seen: Seen) -> None:
    """Pasted as text, in HTML or in a table, or in a package that is compressed; others are only counted."""
    states = {link: _answer(seen, link)["state"].removeprefix("link-") for link in LINKS}
    assert states == LINKS
    assert len(seen["answers"]) == len(LINKS)
    assert re.findall(r"\d+", seen["status"])[-1] == "1"
    assert seen["sent"] == 0


@pytest.mark.browser
def test_a_host_is_asked_for_so_many_links_at_once(seen: Seen) -> None:
    """How many are left is said."""
    assert seen["many"]["asked"] == 1000
    assert "1,000" in seen["many"]["status"]
    assert re.findall(r"\d+", seen["many"]["status"])[-1] == "3"


@pytest.mark.browser
def test_files_of_each_platform_are_read_where_they_are_chosen(seen: Seen) -> None:
    """Each has the same link, once."""
    assert len(FORMS) >= 15
    assert seen["forms"] == {name: [LINK] for name in FORMS}


@pytest.mark.browser
def test_addresses_behind_words_are_pasted_with_them(seen: Seen) -> None:
    """As Word, a page of a platform and a mail give them; what is no address of its own is left out."""
    link = f"{SITE}{seen['language']}/guides/estimands/?a=1&b=2#strategies"
    assert seen["pasted"] == f"1. estimands\n{link}\n"


@pytest.mark.browser
def test_what_changed_is_named_by_its_section(seen: Seen) -> None:
    """For a link to a page each section, for one to a section that one only."""
    title = {"en": "Attributes", "ko": "구성 요소"}[seen["language"]]
    pinned = _answer(seen, "editions/2026.1/{code}/guides/old/#parts")
    assert "2026.1" in pinned["lines"][0]
    assert title in pinned["lines"][0]
    assert title in _answer(seen, "id/estimands/")["lines"][0]


@pytest.mark.browser
def test_each_answer_has_a_way_on(seen: Seen) -> None:
    """The address now, the one instead of what is gone, or the newest edition that holds it."""
    code = seen["language"]
    ways = {
        "{code}/guides/old/#strategies": f"/{code}/guides/estimands/#strategies",
        "{code}/guides/estimands/#parts": f"/{code}/guides/estimands/#attributes",
        "{code}/guides/gone/#x": f"/{code}/guides/estimands/",
        "{code}/guides/estimands/#never": f"/{code}/guides/estimands/",
        "editions/2026.1/{code}/guides/old/#parts": f"/editions/2027.1/{code}/guides/estimands/#attributes",
    }
    for link, way in ways.items():
        assert _answer(seen, link)["lines"][-1].endswith(f" {way}"), link
    assert {"en": "Replaced.", "ko": "대체되었습니다."}[code] in _answer(seen, "{code}/guides/gone/#x")[
        "lines"
    ][0]
    assert f"{SITE}{code}/guides/old/#strategies\t/{code}/guides/estimands/#strategies" in seen["copied"]


@pytest.mark.browser
def test_pages_are_followed_by_feeds_that_are_there(seen: Seen, real_site: Built) -> None:
    """The list names a feed of the site for each page, once."""
    outlines = list(Xml.fromstring(seen["feeds"]).iter("outline"))
    paths = [outline.attrib["xmlUrl"].removeprefix(SITE) for outline in outlines]
    assert sorted(paths) == [
        f"changes/{seen['language']}/{page}.atom" for page in ("glossary", "guides/estimands")
    ]
    for path in paths:
        assert (real_site.folder / path).is_file()


@pytest.mark.browser
def test_the_calendar_is_one_that_programs_read(seen: Seen) -> None:
    """A reminder to check again; every line short enough."""
    events = Calendar.from_ical(seen["calendar"]).walk("VEVENT")
    assert any("RRULE" in event for event in events)
    assert all(len(line.encode()) <= 75 for line in seen["calendar"].split("\r\n"))
    assert seen["overflow"] <= 0
