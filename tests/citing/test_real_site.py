"""The project's own site as others read it: reference managers, previews, Bioschemas, TeSS."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from pyld import jsonld
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from selectolax.lexbor import LexborHTMLParser
from translate.storage.tbx import tbxfile

from exchange.citing.materials import TRAINING_MATERIAL
from tests.building import Built
from tests.qr_codes import texts_of_svg

SCHEMA = Namespace("http://schema.org/")
CONTEXT = {"@context": {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "license": {"@type": "@id"}}}
LESSON = "training/planning-a-trial/shared-question"
COURSE = "training/planning-a-trial"
PAGES = ["guides/estimands", "pathways/one-trial", LESSON, COURSE, "glossary", "about"]


def head(site: Built, page: str) -> LexborHTMLParser:
    return LexborHTMLParser(site.read(f"{page}/index.html"))


def metas(site: Built, page: str) -> dict[str, str]:
    nodes = head(site, page).css("head meta[content]")
    return {
        str(node.attributes.get("name") or node.attributes.get("property")): str(node.attributes["content"])
        for node in nodes
    }


def description(site: Built, page: str) -> Any:
    node = head(site, page).css_first("script[type='application/ld+json']")
    assert node is not None
    return json.loads(node.text())


def graph_of(text: str) -> Graph:
    """Return the statements as rdflib reads them, with the terms of schema.org as they are published."""
    data = json.loads(text)
    data["@context"] = CONTEXT["@context"]
    return Graph().parse(data=json.dumps(data), format="json-ld")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_every_page_is_cited_in_its_language_within_two_kilobytes(
    real_site: Built, locale: str, page: str
) -> None:
    """Three styles, tags for Zotero, a way to all formats."""
    tree = head(real_site, f"{locale}/{page}")
    details = tree.css_first("details.cite")
    assert details is not None
    assert len(details.css("dd")) == 3
    assert f"/{locale}/{page}/" in details.text()
    tags = [node.html or "" for node in tree.css('head meta[name^="citation_"], head meta[name^="DC."]')]
    size = len(((details.html or "") + "".join(tags)).encode())
    assert size < 2_400 if locale == "ko" else size < 2_048


def test_the_file_with_all_ways_has_every_section(real_site: Built) -> None:
    """By the ids of the page itself, each with its own short link and QR code."""
    page = head(real_site, "ko/guides/estimands")
    ways = LexborHTMLParser(real_site.read("ko/guides/estimands/cite.html"))
    sections = {node.attributes["id"] for node in page.css(".text h2[id], .text h3[id]")} - {"sources"}
    assert sections <= {node.attributes["id"] for node in ways.css("section[id]")}
    links = [str(node.attributes["href"]) for node in ways.css("[data-short]")]
    assert len(set(links)) == len(links) == len(ways.css("svg.qr"))
    assert [node.text().partition("{")[0] for node in ways.css("pre[data-save$=bib]")] == ["@misc"]


def test_every_code_is_read_as_its_short_link(real_site: Built) -> None:
    """Of each page and section, in both languages."""
    files = sorted(real_site.folder.glob("*/**/cite.html"))
    assert len(files) > 100
    for file in files:
        ways = LexborHTMLParser(file.read_text(encoding="utf-8"))
        links = [str(node.attributes["href"]) for node in ways.css("[data-short]")]
        assert [texts_of_svg(str(code.html)) for code in ways.css("svg.qr")] == [[link] for link in links], (
            file
        )


def test_a_short_link_leads_to_the_page_and_its_sections(real_site: Built) -> None:
    """In the language it was made for, without scripts too."""
    ways = LexborHTMLParser(real_site.read("ko/guides/estimands/cite.html"))
    address, _, code = str(ways.css("section [data-short]")[0].attributes["href"]).partition("#")
    short = LexborHTMLParser(real_site.read(f"{address.partition('.example/')[2]}index.html"))
    section = short.css_first(f"#{code} a")
    assert section is not None
    assert section.attributes["href"] == "../../../ko/guides/estimands/#what-it-is"
    forward = short.css_first("[data-forward]")
    assert forward is not None
    assert forward.attributes["href"] == "../../../ko/guides/estimands/"


def test_a_preview_has_a_picture_with_words_for_it(real_site: Built) -> None:
    """In the language of the page; the other language is named."""
    for locale, own, other in (("en", "en_GB", "ko_KR"), ("ko", "ko_KR", "en_GB")):
        found = metas(real_site, f"{locale}/guides/estimands")
        assert (found["og:locale"], found["og:locale:alternate"]) == (own, other)
        assert found["og:title"] in found["og:image:alt"]
        picture = real_site.folder / found["og:image"].partition(".example/")[2]
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_lesson_is_described_with_what_bioschemas_recommends(real_site: Built) -> None:
    """By a reader of JSON-LD: the profile's minimum, and each recommended property that the page has."""
    jsonld.set_document_loader(
        lambda url, _options: {"contextUrl": None, "documentUrl": url, "document": CONTEXT}
    )
    (lesson,) = jsonld.expand(description(real_site, f"en/{LESSON}"))
    properties = {name.removeprefix(str(SCHEMA)) for name in lesson}
    assert {
        "name", "description", "keywords", "url", "identifier", "inLanguage", "license", "audience", "author",
        "teaches", "timeRequired", "learningResourceType", "datePublished", "dateModified", "isPartOf",
    } <= properties  # fmt: skip
    assert lesson["http://purl.org/dc/terms/conformsTo"][0]["@id"] == TRAINING_MATERIAL
    assert lesson[f"{SCHEMA}timeRequired"] == [{"@value": "PT50M"}]


def test_translations_are_linked_both_ways(real_site: Built) -> None:
    """The original names its translation, which names the original."""
    original, translation = (description(real_site, f"{locale}/{LESSON}") for locale in ("en", "ko"))
    assert original["workTranslation"] == [{"@id": translation["@id"]}]
    assert translation["translationOfWork"] == [{"@id": original["@id"]}]
    assert "workTranslation" not in translation


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own use of itself
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_tess_takes_every_course_and_lesson_as_material(real_site: Built, locale: str) -> None:
    """By the rules of its importer: one name, description and address; no course is an event."""
    text = real_site.read(f"data/{locale}/courses.jsonld")
    assert text.strip()[0] in "[{"  # or it is read as HTML
    graph = graph_of(text)
    materials = set(graph.subjects(RDF.type, SCHEMA.LearningResource))
    assert len(materials) == 14
    for material in materials:
        for field in (SCHEMA.name, SCHEMA.description, SCHEMA.url, SCHEMA.license):
            assert len(set(graph.objects(material, field))) == 1
        names = {
            name
            for term in graph.objects(material, SCHEMA.keywords)
            for name in graph.objects(term, SCHEMA.name)
        }
        assert names
        assert list(graph.objects(material, SCHEMA.teaches))
    assert list(graph.subjects(SCHEMA.hasCourseInstance)) == []


def test_tess_finds_the_pages_in_a_sitemap(real_site: Built) -> None:
    """Its importer knows a sitemap by its name."""
    assert re.search(r"sitemap(.*)?\.xml\Z", "sitemap-training.xml")
    pages = [
        node.text or ""
        for node in ElementTree.fromstring(real_site.read("sitemap-training.xml")).iter()
        if node.tag.endswith("loc")
    ]
    assert len(pages) == 28
    for page in pages:
        assert (
            "LearningResource" in description(real_site, page.partition(".example/")[2].rstrip("/"))["@type"]
        )


def test_the_glossary_is_read_by_other_programs(real_site: Built) -> None:
    """TBX by the Translate Toolkit, both languages; uses lead back to pages that mark the term."""
    content = real_site.folder.joinpath("data/en/glossary.tbx").read_bytes()
    units = {unit.getid(): unit for unit in tbxfile.parsestring(content).units}
    assert (units["g102"].source, units["g102"].target) == ("estimand", "추정대상모수")
    entry = ElementTree.fromstring(content).find(".//termEntry[@id='g102']")
    assert entry is not None
    uses = [str(xref.get("target")) for xref in entry.iter("xref")]
    assert any(use.endswith("/en/guides/estimands/") for use in uses)
    for use in uses[1:]:
        assert "#g102" in real_site.read(f"{use.partition('.example/')[2]}index.html")


def test_the_glossary_is_a_set_of_defined_terms(real_site: Built) -> None:
    """On its page by names, as a file with definitions."""
    terms = description(real_site, "ko/glossary")
    assert terms["@type"] == "DefinedTermSet"
    whole = json.loads(real_site.read("data/ko/glossary.jsonld"))
    assert [term["@id"] for term in whole["hasDefinedTerm"]] == [
        term["@id"] for term in terms["hasDefinedTerm"]
    ]
    assert all(term["description"] for term in whole["hasDefinedTerm"])
