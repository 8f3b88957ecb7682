"""Packages are valid by the schemas and rules of their standard, and by what platforms were seen to need."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import html5lib
import pytest
from lxml import etree
from tests.building import FRAME
from tests.training.reading import CP, LINK, LOM, QTI, faults, unpack
from tests.training.test_lesson_questions import RECORD

from exchange.training.cartridge import write_cartridge
from exchange.training.packages import (
    Material,
    Part,
    instructors_cartridge,
    is_package,
    learners_cartridge,
    package_paths,
)
from exchange.training.question_views import question_views
from exchange.training.questions import read_questions
from exchange.training.web_content import Roots

WORDS = FRAME.strings("ko", "training.ko")
QUESTIONS = question_views(
    read_questions(RECORD.replace("Which?", "Is 1 < 2 & 3?"), path="q/a.yml", locales=("en", "ko")).questions,
    "ko",
    WORDS,
)
NOTES = (
    '<p class="instructor"><a href="../#exercise">연습</a></p>'
    '<details class="answer" open="open"><p>답<a href="../../../../guides/x/">안내</a>'
    '<a href="https://www.law.go.kr/법령">법</a> <a href="/assets/x.svg">그림</a></p></details>'
)
LESSON = Part(
    name="training-c-one",
    title="R&D <하나>",
    address="/ko/training/c/one/",
    links=(("R&D <하나>", "/ko/training/c/one/"), ("절", "/ko/training/c/one/#exercise")),
    text='<p>글<span class="term-note">뜻</span></p>',
    questions=QUESTIONS,
    notes=NOTES,
    notes_address="/ko/training/c/one/instructor/",
)
MATERIAL = Material(
    name="c",
    title="과정 & 강의",
    description="설명 <한 줄>",
    lang="ko",
    address="/ko/training/c/",
    site="사이트",
    licence=("CC BY 4.0", "https://licence.example/by"),
    roots=Roots(
        url="https://a.example/editions/2026.1/",
        live_url="https://a.example/",
        prefixes=("guides/", "training/"),
    ),
    objectives=("안다",),
    parts=(LESSON, replace(LESSON, name="training-c-two", questions=(), text="", links=LESSON.links[:1])),
)
LEARNERS = write_cartridge(learners_cartridge(MATERIAL, WORDS))
INSTRUCTORS = write_cartridge(instructors_cartridge(MATERIAL, WORDS))
BOTH = pytest.mark.parametrize("content", [LEARNERS, INSTRUCTORS], ids=["learners", "instructors"])


def manifest(content: bytes) -> etree._Element:
    return etree.fromstring(unpack(content)["imsmanifest.xml"])


def links(content: bytes) -> list[str]:
    files = unpack(content)
    pages = [etree.fromstring(files[name]) for name in files if name.startswith("links/")]
    return [page.find(f"{LINK}url").get("href") for page in pages]


@BOTH
def test_it_is_valid(content: bytes) -> None:
    """By the schemas of the manifest, of links and of questions, and by their Schematron rules."""
    assert faults(content) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'rcardinality="Multiple"', b'rcardinality="Several"'),
        (b"cc.true_false.v0p1", b"cc.multiple_choice.v0p1"),
        (b'type="imswl_xmlv1p1">', b'type="imswl_xmlv1p1" href="links/training-c-one.xml">'),
    ],
)
def test_a_package_that_breaks_a_rule_is_found_out(old: bytes, new: bytes) -> None:
    """What judges packages does judge them, by schemas and by rules."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, text in unpack(LEARNERS).items():
            archive.writestr(name, text.replace(old, new))
    assert faults(output.getvalue())


@BOTH
def test_web_links_keep_rules_2a_to_2d(content: bytes) -> None:
    """One file (2a, 2b), no href of the resource itself (2c), no dependency (2d); the file is there."""
    files = unpack(content)
    resources = [one for one in manifest(content).iter(f"{CP}resource") if one.get("type") == "imswl_xmlv1p1"]
    assert resources
    for resource in resources:
        assert [file.get("href") in files for file in resource.findall(f"{CP}file")] == [True]
        assert resource.get("href") is None
        assert resource.find(f"{CP}dependency") is None


@BOTH
def test_the_tree_is_as_platforms_read_it(content: bytes) -> None:
    """One root item without a title, all others with one; the first module is about the material; each item
    leads to a resource, each resource is used once, and every file is named."""
    tree = manifest(content)
    organization = tree.find(f"{CP}organizations/{CP}organization")
    assert organization.get("structure") == "rooted-hierarchy"
    (root,) = organization.findall(f"{CP}item")
    assert root.find(f"{CP}title") is None
    items = [item for item in root.iter(f"{CP}item") if item is not root]
    assert all(item.findtext(f"{CP}title") for item in items)
    assert root.find(f"{CP}item").findtext(f"{CP}title") == WORDS("package-about")
    used = [item.get("identifierref") for item in items if item.get("identifierref")]
    assert sorted(used) == sorted(one.get("identifier") for one in tree.iter(f"{CP}resource"))
    named = {file.get("href") for file in tree.iter(f"{CP}file")}
    assert {*named, "imsmanifest.xml"} == set(unpack(content))


@BOTH
def test_names_titles_and_links_are_plain(content: bytes) -> None:
    """ASCII names and addresses; no ampersand in a title, a path or a link, in whatever way it is written."""
    files = unpack(content)
    assert all(name.isascii() and "&" not in name for name in files)
    assert all(link.isascii() and "&" not in link for link in links(content))
    titles = [element.text for element in manifest(content).iter(f"{CP}title")]
    assert "R＆D ＜하나＞" in titles or any("R＆D" in title for title in titles)
    assert b"&" not in files["imsmanifest.xml"]
    assert all(b"&" not in files[name] for name in files if name.startswith("links/"))


@BOTH
def test_a_platform_that_looks_at_the_beginning_sees_the_version(content: bytes) -> None:
    """Moodle wants the namespace of 1.1 within the first 500 bytes."""
    start = unpack(content)["imsmanifest.xml"][:500]
    assert b"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" in start


def test_learners_and_instructors_are_never_mixed() -> None:
    """Every resource for instructors has the role; learners' packages hold no notes and no role."""
    for resource in manifest(INSTRUCTORS).iter(f"{CP}resource"):
        assert (
            resource.findtext(f"{CP}metadata/{LOM}lom/{LOM}educational/{LOM}intendedEndUserRole/{LOM}value")
            == "Instructor"
        )
    assert manifest(LEARNERS).find(f".//{LOM}lom") is None
    assert not any("답".encode() in text for name, text in unpack(LEARNERS).items() if name.endswith(".html"))
    assert any(b"/instructor/" in text for text in unpack(INSTRUCTORS).values())
    assert not any(b"/instructor/" in text for text in unpack(LEARNERS).values())


def test_links_are_pinned_to_what_the_edition_holds() -> None:
    """All else leads to the live site."""
    assert links(LEARNERS)[:2] == [
        "https://a.example/editions/2026.1/ko/training/c/one/",
        "https://a.example/editions/2026.1/ko/training/c/one/#exercise",
    ]
    notes = unpack(INSTRUCTORS)["pages/training-c-one.html"].decode()
    assert 'href="https://a.example/editions/2026.1/ko/training/c/one/#exercise"' in notes
    assert 'href="https://a.example/editions/2026.1/ko/guides/x/"' in notes
    assert 'href="https://a.example/assets/x.svg"' in notes
    assert 'href="https://www.law.go.kr/%EB%B2%95%EB%A0%B9"' in notes


def test_each_kind_of_question_is_marked_by_the_platform() -> None:
    """Right answers give all points; each choice has its feedback, a short answer what is taken as right."""
    tree = etree.fromstring(unpack(LEARNERS)["questions/training-c-one.xml"])
    items = list(tree.iter(f"{QTI}item"))
    profiles = [item.findtext(f".//{QTI}itemmetadata//{QTI}fieldentry") for item in items]
    assert profiles == [
        "cc.multiple_choice.v0p1",
        "cc.multiple_response.v0p1",
        "cc.true_false.v0p1",
        "cc.fib.v0p1",
    ]
    right = [
        [(one.getparent().tag.removeprefix(QTI), one.text) for one in condition.iter(f"{QTI}varequal")]
        for condition in tree.iter(f"{QTI}respcondition")
        if condition.find(f"{QTI}setvar") is not None
    ]
    assert right == [
        [("conditionvar", "a")],
        [("and", "a"), ("and", "b"), ("not", "c")],
        [("conditionvar", "true")],
        [("conditionvar", text) for text in ("추정대상모수", "an estimand", "estimand")],
    ]
    assert [len(item.findall(f"{QTI}itemfeedback")) for item in items] == [3, 3, 2, 1]
    shown = {one.get("feedbacktype") for one in tree.iter(f"{QTI}displayfeedback")}
    assert shown == {"Response"}


def test_moodle_reads_scores_and_feedback() -> None:
    """As its importer looks for them: else several right answers count nothing, and feedback is lost."""
    tree = etree.fromstring(unpack(LEARNERS)["questions/training-c-one.xml"])
    single, several, true_false, short = tree.iter(f"{QTI}item")
    names = {"q": QTI.strip("{}")}
    right = several.xpath(
        ".//q:setvar[.=100]/../q:conditionvar//q:varequal[@case='Yes'][not(parent::q:not)]", namespaces=names
    )
    assert [choice.text for choice in right] == ["a", "b"]
    feedback = tree.xpath("//q:itemfeedback/q:flow_mat/q:material/q:mattext", namespaces=names)
    assert len(feedback) == len(list(tree.iter(f"{QTI}itemfeedback")))
    of_the_whole = "count(.//q:respcondition[@continue='Yes'][q:displayfeedback])"
    assert [item.xpath(of_the_whole, namespaces=names) for item in (single, true_false, short)] == [0, 0, 1]
    conditions = single.xpath(".//q:respcondition/q:conditionvar/q:varequal/text()", namespaces=names)
    assert conditions == ["a", "b", "c"]


def test_texts_arrive_as_they_were_written() -> None:
    """A platform takes them as HTML, so signs are written as HTML; another language is named."""
    tree = etree.fromstring(
        unpack(write_cartridge(learners_cartridge(_english(), WORDS)))["questions/training-c-one.xml"]
    )
    texts = list(tree.iter(f"{QTI}mattext"))
    assert texts[0].text == "Is 1 &lt; 2 &amp; 3?"
    assert {one.get("texttype") for one in texts} == {"text/html"}
    other = etree.fromstring(unpack(LEARNERS)["questions/training-c-one.xml"])
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert "en" in {one.get(lang) for one in other.iter(f"{QTI}mattext")}


def _english() -> Material:
    questions = question_views(
        read_questions(
            RECORD.replace("Which?", "Is 1 < 2 & 3?"), path="q/a.yml", locales=("en", "ko")
        ).questions,
        "en",
        WORDS,
    )
    return replace(MATERIAL, lang="en", parts=(replace(LESSON, questions=questions),))


HOSTILE = '<marquee title="x">&amp;"</marquee>'


def test_no_text_of_a_package_becomes_an_element() -> None:
    """Titles, aims, licences and questions are shown in its pages as they were written."""
    texts = (HOSTILE, f"{HOSTILE} 2")
    questions = read_questions(
        RECORD.replace("Which?", HOSTILE.replace('"', "'")), path="q/a.yml", locales=("en", "ko")
    ).questions
    lesson = replace(LESSON, title=HOSTILE, questions=question_views(questions, "en", WORDS))
    material = replace(
        MATERIAL, title=HOSTILE, description=HOSTILE, site=HOSTILE, licence=texts, objectives=texts,
        prerequisites=texts, parts=(lesson,),
    )  # fmt: skip
    files = unpack(write_cartridge(learners_cartridge(material, WORDS)))
    files |= unpack(write_cartridge(instructors_cartridge(material, WORDS)))
    pages = {
        name: html5lib.parse(text, namespaceHTMLElements=False)
        for name, text in files.items()
        if name.endswith(".html")
    }
    assert pages
    assert [name for name, page in pages.items() if page.find(".//marquee") is not None] == []
    assert all(HOSTILE in "".join(page.itertext()) for page in pages.values())


def test_the_same_material_has_the_same_bytes() -> None:
    """No clock and no library's compression: each file is stored as it is."""
    assert write_cartridge(learners_cartridge(MATERIAL, WORDS)) == LEARNERS
    assert all(text in LEARNERS for text in unpack(LEARNERS).values())


def test_pages_in_the_package_stand_alone() -> None:
    """They name their language and licence, and hold nothing that only works on the site."""
    page = unpack(LEARNERS)["pages/training-c-one.html"].decode()
    assert '<html lang="ko">' in page
    assert "CC BY 4.0" in page
    assert not re.search(r"term-note|<script|class=|data-", page)
    about = unpack(LEARNERS)["pages/about-this-package.html"].decode()
    assert "<li>CC BY 4.0</li>" in about
    assert "<li>https://licence.example/by</li>" in about


def test_packages_are_where_they_will_always_be() -> None:
    """Their names are those of the course's permanent id and the language."""
    paths = package_paths("c", "ko")
    assert paths == ("training/c/c-ko.imscc", "training/c/c-ko-instructor.imscc")
    assert all(is_package(path) for path in paths)
    assert not is_package("en/training/c/index.html")
