"""Read a package as a platform does, and judge it by the schemas and rules that come with its standard."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource}"
LINK = "{http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1}"
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
_RULES = {"sch": "http://purl.oclc.org/dsdl/schematron"}
_PREFIXES = {"cp": CP[1:-1], "asi": QTI[1:-1], "lomm": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"}
_MANIFEST = "ccv1p1_imscp_v1p2_v1p0.xsd"
_SCHEMA_OF = {"imswl_xmlv1p1": "ccv1p1_imswl_v1p1.xsd", "imsqti_xmlv1p2": "ccv1p1_qtiasiv1p2p1_v1p0.xsd"}


class _Local(etree.Resolver):
    """Finds a schema that another one names by its address in the folder of copies."""

    def resolve(self, url: str, _public: str, context: object) -> object:
        return self.resolve_filename(str(SCHEMAS / url.rpartition("/")[2]), context)


def _parser() -> etree.XMLParser:
    parser = etree.XMLParser()
    parser.resolvers.add(_Local())
    return parser


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), _parser()))


@cache
def _rules(name: str) -> tuple[tuple[str, str, str], ...]:
    """Return the Schematron rules of a schema: context, test and message, with the types of version 1.1."""
    tree = etree.parse(str(SCHEMAS / name), _parser())
    found = []
    for rule in tree.iterfind(".//sch:rule", _RULES):
        for check in rule.iterfind("sch:assert", _RULES):
            context, test = (_current(text) for text in (rule.get("context"), check.get("test")))
            found.append((context, test, "".join(check.itertext()).strip()))
    return tuple(found)


def _current(text: str) -> str:
    for name in ("imswl_xmlv1p0", "imsdt_xmlv1p0", "imscc_xmlv1p0"):
        text = text.replace(name, name.replace("v1p0", "v1p1"))
    return text


def faults(content: bytes) -> list[str]:
    """Return everything that the standard has against a package."""
    files = unpack(content)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    problems = list(_faults(files["imsmanifest.xml"], _MANIFEST))
    for resource in manifest.iter(f"{CP}resource"):
        schema = _SCHEMA_OF.get(resource.get("type").partition("/")[0])
        for file in resource.iter(f"{CP}file"):
            problems += _faults(files[file.get("href")], schema) if schema else ()
    return problems


def _faults(content: bytes, name: str) -> Iterator[str]:
    tree = etree.fromstring(content).getroottree()
    schema = _schema(name)
    if not schema.validate(tree):
        yield from (str(error) for error in schema.error_log)
    for context, test, message in _rules(name):
        if "$" in test:  # refers to a variable of its rule: restated by tests
            continue
        for node in tree.xpath(f"//{context.lstrip('/')}", namespaces=_PREFIXES):
            if not node.xpath(f"boolean({test})", namespaces=_PREFIXES):
                yield message


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of a package by path."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
