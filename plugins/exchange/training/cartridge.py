"""Write a package for learning platforms: IMS Common Cartridge 1.1 (imsglobal.org/cc), always the same bytes.

The rules that it follows, and why, are in docs/training.md, so that it can be written elsewhere too.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.text.digest import digest
from exchange.training.qti import assessment_xml
from exchange.training.question_views import QuestionView
from exchange.training.xml_text import HEAD, element, text, title

SUFFIX = ".imscc"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_MANIFEST_METADATA = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_RESOURCE_METADATA = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
_WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
_ROLES = "IMSGLC_CC_Rolesv1p1"
_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can say


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLink:
    """A link to a page or section. `name` is ASCII, and no other item of the package has it."""

    name: str
    title: str
    url: str  # absolute, ASCII, without an ampersand

    @property
    def type(self) -> str:
        """The type of its resource."""
        return "imswl_xmlv1p1"

    @property
    def file(self) -> str:
        """Its path in the package."""
        return f"links/{self.name}.xml"

    def content(self, _lang: str) -> str:
        """Return its file."""
        url = element("url", href=self.url, target="_blank")
        return HEAD + element("webLink", element("title", title(self.title)), url, xmlns=_WEB_LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page that is in the package, as a whole HTML document."""

    name: str
    title: str
    html: str

    @property
    def type(self) -> str:
        """The type of its resource."""
        return "webcontent"

    @property
    def file(self) -> str:
        """Its path in the package."""
        return f"pages/{self.name}.html"

    def content(self, _lang: str) -> str:
        """Return its file."""
        return self.html


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Questions that the platform marks itself."""

    name: str
    title: str
    questions: tuple[QuestionView, ...]

    @property
    def type(self) -> str:
        """The type of its resource."""
        return "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"

    @property
    def file(self) -> str:
        """Its path in the package."""
        return f"questions/{self.name}.xml"

    def content(self, lang: str) -> str:
        """Return its file."""
        return assessment_xml(self.questions, name=self.name, heading=self.title, lang=lang)


Item = WebLink | WebPage | Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A part of a course, which platforms show as a section. The first one becomes the head of the course."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cartridge:
    """A package in one language, for learners or for instructors: neither holds anything of the other."""

    name: str  # of the package, ASCII
    title: str
    description: str
    lang: str
    rights: str  # the licence, with the line of credit
    for_instructors: bool
    modules: tuple[Module, ...]

    def items(self) -> Iterator[Item]:
        """Yield what is in it, in order."""
        for module in self.modules:
            yield from module.items


def write_cartridge(cartridge: Cartridge) -> bytes:
    """Return the file. Nothing is compressed: the bytes then depend on no library's version."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, "imsmanifest.xml", manifest(cartridge))
        for item in cartridge.items():
            _add(archive, item.file, item.content(cartridge.lang))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, path: str, content: str) -> None:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.create_system = 3  # Unix, whatever system writes it
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content.encode())


def manifest(cartridge: Cartridge) -> str:
    """Return the list of what is in the package; its namespace is within the first 500 bytes."""
    modules = (_module(module, number, cartridge) for number, module in enumerate(cartridge.modules))
    root = element("item", *modules, identifier=_id(cartridge.name, "root"))
    organization = element(
        "organization", root, identifier=_id(cartridge.name, "modules"), structure="rooted-hierarchy"
    )
    return HEAD + element(
        "manifest",
        element(
            "metadata",
            element("schema", "IMS Common Cartridge"),
            element("schemaversion", "1.1.0"),
            _metadata(cartridge),
        ),
        element("organizations", organization),
        element("resources", *(_resource(item, cartridge) for item in cartridge.items())),
        xmlns=_PACKAGE,
        xmlns__lomimscc=_MANIFEST_METADATA,
        xmlns__lom=_RESOURCE_METADATA,
        identifier=_id(cartridge.name, "package"),
    )


def _module(module: Module, number: int, cartridge: Cartridge) -> str:
    items = (
        element(
            "item",
            element("title", title(item.title)),
            identifier=_id(cartridge.name, "item", item.file),
            identifierref=_id(cartridge.name, "resource", item.file),
        )
        for item in module.items
    )
    heading = element("title", title(module.title))
    return element("item", heading, *items, identifier=_id(cartridge.name, "module", str(number)))


def _resource(item: Item, cartridge: Cartridge) -> str:
    role = _instructors() if cartridge.for_instructors else ""
    attributes = {"identifier": _id(cartridge.name, "resource", item.file), "type": item.type}
    if isinstance(item, WebPage):
        attributes["href"] = item.file
    return element("resource", role, element("file", href=item.file), **attributes)


def _instructors() -> str:
    """Return what hides a resource from learners."""
    role = element("lom:source", _ROLES) + element("lom:value", "Instructor")
    educational = element("lom:educational", element("lom:intendedEndUserRole", role))
    return element("metadata", element("lom:lom", educational))


def _metadata(cartridge: Cartridge) -> str:
    def text_element(name: str, value: str) -> str:
        string = element("lomimscc:string", text(title(value)), language=cartridge.lang)
        return element(f"lomimscc:{name}", string)

    return element(
        "lomimscc:lom",
        element(
            "lomimscc:general",
            text_element("title", cartridge.title),
            element("lomimscc:language", cartridge.lang),
            text_element("description", cartridge.description),
        ),
        element(
            "lomimscc:rights",
            element("lomimscc:copyrightAndOtherRestrictions", element("lomimscc:value", "yes")),
            text_element("description", cartridge.rights),
        ),
    )


def _id(*parts: str) -> str:
    """Return an identifier that stays the same while its package and item keep their names."""
    return f"i{digest(*(part.encode() for part in parts), length=24)}"
