"""Give the glossary away with the uses of each term: as schema.org's DefinedTermSet and as TBX-Basic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exchange.terms.termbase import Term

_TERM_LINK = re.compile(r'<span class="term"><a [^>]*href="[^"]*#(g[0-9]+)"')
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Uses = Mapping[str, Sequence[tuple[str, str]]]
"""From the id of a term to the address and title of each page that uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSet:
    """All terms for readers of one language. `url` is that of their page, absolute."""

    terms: Sequence[Term]
    name: str
    description: str
    url: str
    licence: str
    locale: str
    uses: Uses


def terms_in(html: str) -> tuple[str, ...]:
    """Return the ids of the terms that are marked in the text of a page, in order of their first use."""
    return tuple(dict.fromkeys(_TERM_LINK.findall(html)))


def set_fields(terms: TermSet, *, whole: bool) -> Mapping[str, object]:
    """Return the set without its context; definitions and uses only where it is `whole`."""
    return {
        "@type": "DefinedTermSet",
        "@id": terms.url,
        "name": terms.name,
        "description": terms.description,
        "url": terms.url,
        "inLanguage": terms.locale,
        **({"license": terms.licence} if terms.licence else {}),
        "hasDefinedTerm": [_term_fields(term, terms, whole=whole) for term in terms.terms],
    }


def set_json(terms: TermSet) -> str:
    """Return the whole set as a document of its own."""
    fields = {"@context": "https://schema.org/", **set_fields(terms, whole=True)}
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _term_fields(term: Term, terms: TermSet, *, whole: bool) -> Mapping[str, object]:
    lang = term.language(terms.locale)
    address = f"{terms.url}#{term.id}"
    fields: dict[str, object] = {
        "@type": "DefinedTerm",
        "@id": address,
        "termCode": term.id,
        "name": term.names[lang],
    }
    if whole:
        synonyms = [
            name for code in term.names for name in term.approved_names(code) if name != term.names[lang]
        ]
        pages = [
            {"@type": "WebPage", "@id": url, "name": title} for url, title in terms.uses.get(term.id, ())
        ]
        fields |= {
            "url": address,
            "description": term.definitions[lang],
            "alternateName": list(dict.fromkeys(synonyms)),
            "inDefinedTermSet": terms.url,
            "subjectOf": pages,
        }
    return {name: value for name, value in fields.items() if value != []}


def tbx(terms: TermSet) -> str:
    """Return all terms in all languages as TBX-Basic (ISO 30042:2008), concepts named by their ids."""
    root = Element("martif", {"type": "TBX-Basic", _LANG: terms.locale})
    header = SubElement(root, "martifHeader")
    file = SubElement(header, "fileDesc")
    SubElement(SubElement(file, "titleStmt"), "title").text = terms.name
    SubElement(SubElement(file, "sourceDesc"), "p").text = " ".join(filter(None, (terms.url, terms.licence)))
    SubElement(SubElement(header, "encodingDesc"), "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = SubElement(SubElement(root, "text"), "body")
    for term in terms.terms:
        _entry(body, term, terms)
    indent(root, " ")
    return f"{_PROLOGUE}{tostring(root, encoding='unicode')}\n"


def _entry(body: Element, term: Term, terms: TermSet) -> None:
    entry = SubElement(body, "termEntry", {"id": term.id})
    SubElement(
        entry, "xref", {"type": "externalCrossReference", "target": f"{terms.url}#{term.id}"}
    ).text = terms.name
    for url, title in terms.uses.get(term.id, ()):
        SubElement(entry, "xref", {"type": "externalCrossReference", "target": url}).text = title
    for code in term.names:
        if term.names[code]:
            _language(entry, term, code)


def _language(entry: Element, term: Term, code: str) -> None:
    language = SubElement(entry, "langSet", {_LANG: code})
    group = SubElement(language, "descripGrp")
    SubElement(group, "descrip", {"type": "definition"}).text = term.definitions[code]
    for name, status, kind in _names(term, code):
        group = SubElement(language, "tig")
        SubElement(group, "term").text = name
        SubElement(group, "termNote", {"type": "administrativeStatus"}).text = f"{status}-admn-sts"
        if kind:
            SubElement(group, "termNote", {"type": "termType"}).text = kind


def _names(term: Term, code: str) -> Iterator[tuple[str, str, str]]:
    """Yield each name of a term with its status and type, as TBX-Basic calls them."""
    yield term.names[code], "preferredTerm", "fullForm"
    if term.abbreviations[code]:
        yield term.abbreviations[code], "admittedTerm", "acronym"
    yield from ((name, "admittedTerm", "variant") for name in term.variants.get(code, ()))
    yield from ((name, "deprecatedTerm", "") for name in _avoided_names(term.avoid.get(code, ()), term, code))


def _avoided_names(names: Iterable[str], term: Term, code: str) -> Iterator[str]:
    return (name for name in names if name not in term.approved_names(code))
