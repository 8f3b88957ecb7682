"""A path of a trainer's own: put together from the keyboard, kept in an address, taken away as files."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
import segno
from lxml import etree
from tests.building import Built
from tests.embedding.stories import Seen, story
from tests.qr_codes import texts_of_dots, texts_of_svg
from tests.tools import HERE
from tests.training.reading import faults

TITLES = {
    "en": ["One question for two countries", "Attributes", "Choosing a design"],
    "ko": ["두 나라, 하나의 질문", "구성 요소", "설계 고르기"],
}
PAGES = {"en": "Estimands: Attributes", "ko": "추정대상모수: 구성 요소"}
"""The section, by the name under which it is taken away."""
NAMES = {"en": "Day one & two", "ko": "연수 첫날 & 둘째 날"}
CC = "http://www.imsglobal.org/xsd/imsccv1p1"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the files go that are taken away; an edition's package of a course is there already."""
    folder = tmp_path_factory.mktemp("paths")
    with zipfile.ZipFile(folder / "sealed-course.imscc", "w") as archive:
        archive.writestr(
            "questions/training-planning-a-trial-shared-question.xml",
            '<questestinterop><assessment title="as it was sealed"/></questestinterop>',
        )
    return folder


@pytest.fixture(scope="module", params=["en", "ko"])
def seen(request: pytest.FixtureRequest, real_site: Built, work: Path) -> Seen:
    """Return what a trainer saw, in each language."""
    language = str(request.param)
    return {**story("path.mjs", real_site.folder, language, str(work)), "language": language}


@pytest.mark.browser
def test_parts_are_chosen_and_ordered_from_the_keyboard(seen: Seen) -> None:
    """A part that moves keeps the focus, and where it is now is said aloud."""
    first, second, third = TITLES[seen["language"]]
    assert seen["chosen"] == [first, third, second]
    assert seen["moved"]["rows"] == [first, second, third]
    assert seen["moved"]["focus"]
    assert "2" in seen["moved"]["said"]
    assert second in seen["moved"]["said"]


@pytest.mark.browser
def test_parts_are_ordered_by_the_pointer(seen: Seen) -> None:
    """A part takes the place of the one that it is dropped on."""
    first, second, third = TITLES[seen["language"]]
    assert seen["dragged"] == [third, first, second]


@pytest.mark.browser
def test_pages_are_found_by_words_in_any_order_together_or_apart(seen: Seen, real_site: Built) -> None:
    """In the titles of a page and of its sections, as each language writes its words."""
    codes = json.loads(real_site.read("changes.json"))["pages"]
    estimands, course = (
        codes[page]["code"] for page in ("/guides/estimands/", "/training/planning-a-trial/")
    )
    found = seen["found"]
    if seen["language"] == "en":
        assert found["estimands strategies"] == [estimands]
    else:
        assert estimands in found["추정 대상"]
        assert course in found["임상시험계획"]
    assert found["no such word"] == []


@pytest.mark.browser
def test_an_address_that_programs_changed_on_its_way_is_read(seen: Seen) -> None:
    """With percent signs, blanks or signs behind it, # for ?, either escaped once or twice, or counted.

    Of one that was cut the page says what is missing.
    """
    titles, way = TITLES[seen["language"]], seen["way"]
    for name in way.keys() - {"cut", "codes"}:
        assert way[name] == {"rows": titles, "title": NAMES[seen["language"]], "said": "", "isSaid": False}, (
            name
        )
    for name, left in (("cut", 2), ("codes", 0)):
        assert (way[name]["rows"], way[name]["isSaid"]) == (titles[:left], True)
        assert re.findall(r"\d+", way[name]["said"]) == [str(3 - left)]


@pytest.mark.browser
def test_an_escaped_sign_in_any_address_leads_to_its_page(seen: Seen) -> None:
    """And never to another site; what is not there either way stays not found."""
    assert seen["sections"] == {
        "guides/estimands/%23attributes": "/guides/estimands/#attributes",
        "guides/estimands/%3Fmark=trial%23attributes": "/guides/estimands/?mark=trial#attributes",
        "%23": "/",
        "/other.example/%23x": "//other.example/#x",
        "nowhere/%23x": "/nowhere/#x",
    }


@pytest.mark.browser
def test_minutes_and_prerequisites_are_summed(seen: Seen) -> None:
    """50 and 50 as the lessons say, 25 as the trainer says; what the path itself teaches is marked."""
    assert re.findall(r"\d+", seen["totals"]) == ["3", "2", "5"]
    (need,) = seen["needs"]
    assert TITLES[seen["language"]][0] in need
    assert need.endswith(("(in this path)", "(이 과정에 있음)"))


@pytest.mark.browser
def test_the_address_holds_everything(seen: Seen) -> None:
    """Title, parts, order and minutes, in either language; nothing else is kept."""
    assert seen["again"] == {"rows": TITLES[seen["language"]], "title": NAMES[seen["language"]]}
    other = "ko" if seen["language"] == "en" else "en"
    assert seen["other"]["rows"] == TITLES[other]
    assert seen["other"]["at"].startswith(f"/{other}/own-path/#n=3;t=")
    assert seen["copied"] == seen["address"]
    assert seen["address"].startswith(f"/{seen['language']}/own-path/?n=3;t=")
    assert "&" not in seen["address"]


@pytest.mark.browser
def test_an_address_is_short_and_ascii(seen: Seen) -> None:
    """Twenty parts with times, and a title as long as the field allows."""
    assert seen["long"].isascii()
    assert seen["long"].count(",") == 19
    assert len(seen["long"]) <= 1_500


@pytest.mark.browser
def test_a_broken_address_breaks_nothing(seen: Seen) -> None:
    """What cannot be read is left out; a code that nothing has says that its part is gone."""
    assert len(seen["broken"]) == 1


@pytest.mark.browser
def test_the_text_to_print_is_for_learners(seen: Seen) -> None:
    """Without answers, with whole addresses; the form is not on the paper."""
    text = seen["text"]
    first, _section, third = TITLES[seen["language"]]
    assert text["titles"] == [first, PAGES[seen["language"]], third]
    assert text["own"][1] == 0, "its own heading would say the same again"
    assert all(part["cited"] == part["listed"] for part in text["sources"][1:2])
    assert (text["answers"], text["relative"]) == (0, 0)
    assert text["words"] > 2_000
    assert seen["printed"] == {"form": False, "text": True}


@pytest.mark.browser
def test_each_part_has_a_code_to_point_a_camera_at(seen: Seen) -> None:
    """The first is that of the path. A decoder reads from each the address below it."""
    assert [link.replace(seen["site"], "/") for link in seen["links"]][:1] == [seen["address"]]
    drawing = '<svg viewBox="{box}"><path fill="#fff" d="M0 0h999v999h-999z"/><path d="{path}"/></svg>'
    assert [texts_of_svg(drawing.format(**code)) for code in seen["codes"]] == [
        [link] for link in seen["links"]
    ]
    assert len(seen["codes"]) == 4
    assert all(TITLES[seen["language"]][number] in seen["codes"][number + 1]["name"] for number in range(3))


@pytest.mark.browser
def test_without_scripts_the_page_says_what_is_possible(seen: Seen) -> None:
    """And the page fits a narrow screen."""
    assert seen["withoutScripts"] == {"notice": True, "form": False}
    assert seen["overflow"] <= 0


@pytest.mark.browser
def test_the_package_is_valid(seen: Seen, work: Path, real_site: Built) -> None:
    """By the schemas of 1EdTech, and by what platforms ask for beyond these, with questions."""
    package = work / f"path-{seen['language']}.imscc"
    assert faults(package.read_bytes()) == []
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    manifest = etree.fromstring(files["imsmanifest.xml"])
    links = [etree.fromstring(text) for name, text in files.items() if name.startswith("links/")]
    urls = [link.findtext(f"{{{CC}/imswl_v1p1}}url") or link[1].get("href") for link in links]
    assert len(urls) == 3
    assert all(url.isascii() and "&" not in url for url in urls)
    assert f"{CC}/imscp_v1p1".encode() in files["imsmanifest.xml"][:500]
    assert not [name for name in files if not name.isascii()]
    titles = [title.text for title in manifest.iter(f"{{{CC}/imscp_v1p1}}title")]
    lessons = ("shared-question", "choosing-a-design")
    texts = [files[name] for name in files if name.startswith("questions/")]
    assert texts == [_questions_of_the_course(real_site, lesson, seen["language"]) for lesson in lessons]
    first, *others = [etree.fromstring(text)[0].get("title") for text in texts]
    opening, _section, design = TITLES[seen["language"]]
    assert titles[3:] == [opening, first, PAGES[seen["language"]], design, *others]
    about = etree.HTML(files["about.html"])
    assert about.xpath("//a/@href") == [about.xpath("string(//p[last()])")]
    assert titles[2] == NAMES[seen["language"]].replace("&", "+")
    assert b"&amp;" not in files["imsmanifest.xml"]


@pytest.mark.browser
@pytest.mark.parametrize("selection", ["all", "odd", "guides"])
def test_the_package_of_any_selection_is_valid(seen: Seen, work: Path, selection: str) -> None:
    """Of every part there is, of every second one backwards, and of guides alone, which have no questions."""
    content = (work / f"{selection}-{seen['language']}.imscc").read_bytes()
    assert faults(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        manifest = archive.read("imsmanifest.xml")
    assert seen["selections"][selection] == len([name for name in names if name.startswith("links/")]) > 3
    assert any(name.startswith("questions/") for name in names) == (selection != "guides")
    assert b"Instructor" not in manifest


@pytest.mark.browser
def test_the_package_of_an_edition_has_the_questions_of_that_edition(seen: Seen, work: Path) -> None:
    """The second lesson has no questions there: its link leads to the edition all the same."""
    with zipfile.ZipFile(work / f"sealed-{seen['language']}.imscc") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    urls = [etree.fromstring(files[name])[1].get("href") for name in files if name.startswith("links/")]
    assert ["/editions/2026.1/" in url for url in urls] == [True, False, True]
    (questions,) = [files[name] for name in files if name.startswith("questions/")]
    assert b"as it was sealed" in questions


def _questions_of_the_course(site: Built, lesson: str, language: str) -> bytes:
    """Return what the package of the course has for a lesson."""
    (package,) = (site.folder / "training").glob(f"planning-a-trial*/*-{language}.imscc")
    with zipfile.ZipFile(package) as archive:
        return archive.read(f"questions/training-planning-a-trial-{lesson}.xml")


CAPACITIES = {
    1: 14,
    2: 26,
    5: 84,
    6: 106,
    7: 122,
    9: 180,
    10: 213,
    14: 362,
    21: 711,
    27: 1125,
    32: 1538,
    40: 2331,
}
"""Bytes that a version holds at level M (ISO/IEC 18004, table 7)."""


@pytest.mark.browser
def test_codes_are_those_of_another_encoder_and_read_by_a_decoder() -> None:
    """Of each form that a version can have; texts fill it, since encoders fill the rest as they like."""
    texts = [("https://example.org/" + "ab-c" * 600)[:size] for size in CAPACITIES.values()]
    script = (
        'import { qrRows } from "../plugins/exchange/theme/assets/js/trainers/qr.js";'
        "const dots = (text) => qrRows(text).map((row) => row.map(Number).join(''));"
        f"console.log(JSON.stringify({json.dumps(texts)}.map(dots)))"
    )
    command = ["node", "--input-type=module", "--eval", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE)
    for text, rows in zip(texts, json.loads(done.stdout), strict=True):
        assert texts_of_dots(rows) == [text]
        codes = (
            segno.make(text, error="m", mode="byte", boost_error=False, micro=False, mask=mask).matrix
            for mask in range(8)
        )
        assert rows in (["".join(str(int(dot)) for dot in row) for row in code] for code in codes), len(text)
