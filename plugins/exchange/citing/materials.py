"""Describe lessons and courses to machines: Bioschemas TrainingMaterial 1.0, and schema.org's Course.

A course is a Course and a LearningResource: TeSS takes one without dates as a material only.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exchange.citing.works import Name, Work
from exchange.text.json_codec import present

TRAINING_MATERIAL = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
_CONFORMS_TO = "http://purl.org/dc/terms/conformsTo"

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A term that a page uses, and where it is explained."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A lesson or course in one language. All addresses are absolute."""

    work: Work
    identifier: str  # its permanent address
    kind: str  # as readers call it
    licence: str
    is_course: bool = False
    minutes: int = 0
    audience: str = ""
    objectives: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    terms_url: str = ""  # of the set of terms that the keywords are from
    course: str = ""
    parts: tuple[str, ...] = ()
    original: str = ""  # where this is a translation
    translations: tuple[str, ...] = ()
    published: datetime.date | None = None
    last_change: datetime.date | None = None


def material_fields(material: Material) -> Fields:
    """Return the description without its context; what the page does not say is left out."""
    work = material.work
    fields: dict[str, object] = {
        "@type": ["Course", "LearningResource"] if material.is_course else "LearningResource",
        "@id": work.url,
        _CONFORMS_TO: {"@type": "CreativeWork", "@id": TRAINING_MATERIAL},
        "name": work.title,
        "description": work.description,
        "url": work.url,
        "identifier": material.identifier,
        "inLanguage": work.lang,
        "license": material.licence,
        "isAccessibleForFree": True,
        "learningResourceType": material.kind,
        "keywords": [_defined_term(keyword, material.terms_url) for keyword in material.keywords],
        "timeRequired": f"PT{material.minutes}M" if material.minutes else "",
        "teaches": list(material.objectives),
        "audience": _audience(material.audience),
        "author": [agent(name, work) for name in work.authors],
        "contributor": [agent(name, work) for name in work.reviewers],
        "publisher": {"@type": "Organization", "name": work.site},
        "datePublished": _day(material.published),
        "dateModified": _day(material.last_change),
        "version": work.edition,
        "isPartOf": _references(filter(None, [material.course])),
        "hasPart": _references(material.parts),
        "translationOfWork": _references(filter(None, [material.original])),
        "workTranslation": _references(material.translations),
        **_prerequisites(material),
    }
    return present(fields)


def page_json(fields: Fields) -> str:
    """Return a description as it stands in a page's script element, which no text of it can end."""
    text = json.dumps(
        {"@context": "https://schema.org/", **fields}, ensure_ascii=False, separators=(",", ":")
    )
    return text.replace("<", "\\u003c")


def list_json(materials: Iterable[Material]) -> str:
    """Return one document with every lesson and course of a language."""
    graph = [material_fields(material) for material in materials]
    return (
        json.dumps({"@context": "https://schema.org/", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    )


def agent(name: Name, work: Work) -> Fields:
    """Return a person or, by a name that is written whole, the site's body or somebody else."""
    if name.whole == work.site:
        return {"@type": "Organization", "name": name.whole}
    if name.whole:
        return {"@type": "Thing", "name": name.whole}
    return {
        "@type": "Person",
        "name": f"{name.given} {name.family}",
        "givenName": name.given,
        "familyName": name.family,
    }


def _prerequisites(material: Material) -> Fields:
    """Return what a learner has to know, under the name that importers of materials read, and of courses."""
    texts = list(material.prerequisites)
    return {"competencyRequired": texts, "coursePrerequisites": texts if material.is_course else []}


def _audience(text: str) -> Fields | None:
    return {"@type": "EducationalAudience", "educationalRole": text} if text else None


def _defined_term(keyword: Keyword, terms_url: str) -> Fields:
    return {
        "@type": "DefinedTerm",
        "@id": keyword.url,
        "name": keyword.name,
        "url": keyword.url,
        "inDefinedTermSet": terms_url,
    }


def _references(addresses: Iterable[str]) -> list[Fields]:
    return [{"@id": address} for address in addresses]


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
