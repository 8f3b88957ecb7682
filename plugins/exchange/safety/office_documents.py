"""Judge a document of an office program by its parts: it holds text and pictures, and nothing that acts.

Word, Excel and PowerPoint write one format (ISO/IEC 29500), HWP another (KS X 6101); both are archives of
XML. Macros, controls, embedded programs, templates and data of other places are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain
from xml.parsers import expat

from exchange.languages.expressions import expression
from exchange.safety.addresses import refuse_deceptive_link
from exchange.safety.archives import UnsafeDocument, parts
from exchange.safety.hwp_scripts import hwp_link, is_default_script
from exchange.safety.limits import Limits

_MAIN_PARTS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_HWPX = b"application/hwp+zip"
_PLAIN_PARTS = frozenset(
    "xml rels vml png jpg jpeg gif bmp tif tiff svg emf wmf odttf fntdata txt hpf rdf docx xlsx pptx".split()
)
_ACTIVE_BYTES = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"MZ",
    b"%!PS",
    b"\xc5\xd0\xd3\xc6",
    b"<!doctype",
    b"<html",
)
"""How objects, programs, PostScript and pages begin, whatever a part is called."""
_XML = (".xml", ".rels", ".vml", ".hpf", ".rdf", ".svg")
_ACTIVE_TYPE = expression(
    r"macro|vba|activex|oleobject|customui|externallink|webextension|keymap|attachedtoolbars|dialogsheet"
    r"|afchunk|connections|querytable|mailmerge",
    re.I,
)
_FIELD = expression(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE|PRINT)\b|\bRD\s+[\"\\]",
    re.IGNORECASE,
)
_FORMULA = expression(
    r"\b(?:WEBSERVICE|CALL|REGISTER\.ID|EXEC|RTD|SQL\.REQUEST|IMAGE|PY|STOCKHISTORY|IMPORT[A-Z]+|CUBE[A-Z]+)\s*\(|\bHYPERLINK\s*\((?!\s*\"(?:#|(?:https?:|mailto:)[^\"]*\"\s*[,)]))"
    r"|'(?:\\\\|[a-z]:\\|https?:|file:)",
    re.IGNORECASE,
)
_FORMULA_LINK = expression(r"\bHYPERLINK\s*\(\s*\"(?P<address>[^#\"][^\"]*)\"", re.IGNORECASE)
_FIELD_LINK = expression(
    r"\bHYPERLINK\s+(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>(?:\\\\|[^\s\"\\])\S*))", re.IGNORECASE
)
"""A link as a field; a name of a place in the document stands behind a switch, such as \\l."""
_FIELDS = ("instrText", "delInstrText")
"""Elements that hold fields; one that a correction takes out comes back where the correction is refused."""
_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName")
"""Elements that hold formulas: of cells, of conditions, of what may be typed, and with a name."""
_ACTIVE_ELEMENTS = (
    "ddeLink altChunk connection mailMerge customUI webPublishItem script foreignObject video "
    "webVideoPr".split()
)
_QUOTED = expression(r"\"[^\"]*\"|'[^']*'!")  # words, and names of sheets
_PROGRAM = expression(r"ppaction://(?:program|macro|ole)", re.IGNORECASE)
_FETCHES = expression(r"@import|image-set|\burl\s*\(\s*+['\"]?+\s*+(?!#|data:image/)", re.IGNORECASE)
_DRAWING = "urn:schemas-microsoft-com:"
"""How the vocabularies of VML begin, in which older documents write drawings between their texts too."""
_INNER_ADDRESS = expression(r"#|data:image/(?:png|jpeg|gif);", re.IGNORECASE)
_WEB_LINK = expression(r"https?:|mailto:|tel:|#", re.IGNORECASE)
_INNERMOST = 4  # elements around a text that may make it a formula or a field
_DEEPEST = 256  # elements within each other: programs give up beyond it
_DEPTH = 2  # documents within each other: the table behind a chart is one


def check_office(content: bytes, extension: str, limits: Limits, *, depth: int = 0) -> None:
    """Raise UnsafeDocument for a document (docx, xlsx, pptx) that is none or does more than show."""
    main_types: set[str] = set()
    for name, part in parts(content, limits):
        part_types = _checked_part(name, part, limits, depth)
        if name == "[Content_Types].xml":
            main_types |= part_types
    if _MAIN_PARTS[extension] not in main_types:
        raise UnsafeDocument("office-kind", extension=extension)


def check_hwpx(content: bytes, limits: Limits) -> None:
    """Raise UnsafeDocument for an hwpx document that is none or does more than show."""
    names = set()
    for number, (name, part) in enumerate(parts(content, limits)):
        names.add(name)
        if number == 0 and (name, part) != ("mimetype", _HWPX):
            raise UnsafeDocument("office-kind", extension="hwpx")
        if name.startswith("Scripts/"):
            if not is_default_script(part):
                raise UnsafeDocument("office-active", name=name)
        elif name != "mimetype":
            _checked_part(name, part, limits, depth=_DEPTH)
    if "Contents/section0.xml" not in names:
        raise UnsafeDocument("office-kind", extension="hwpx")


def _checked_part(name: str, part: bytes, limits: Limits, depth: int) -> set[str]:
    """Return the kinds of parts that a list of them names. Raises UnsafeDocument."""
    ending = name.rpartition(".")[2].lower()
    if part[:9].lower().startswith(tuple(map(bytes.lower, _ACTIVE_BYTES))) or (
        ending not in _PLAIN_PARTS and "printersettings" not in name.lower()
    ):
        raise UnsafeDocument("office-active", name=name)
    if ending in _MAIN_PARTS:
        if depth >= _DEPTH:
            raise UnsafeDocument("office-active", name=name)
        check_office(part, ending, limits, depth=depth + 1)
        return set()
    if name.lower().endswith(_XML):
        return _PartReader(name).read(part)
    return set()


class _PartReader:
    """Reads a part that is XML, without declarations; tells what in it acts."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._is_drawing = name.lower().endswith(".svg")
        self.types: set[str] = set()
        self.texts: Mapping[str, list[str]] = {
            name: [] for name in (*_FIELDS, *_FORMULAS, "stringParam", "style", "HyperlinkBase")
        }
        self.open: list[str] = []
        self.checks: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
            "Relationship": _leads_away,
            **dict.fromkeys(_ACTIVE_ELEMENTS, lambda _attributes: True),
            **dict.fromkeys(("hlinkClick", "hlinkHover", "hlinkMouseOver"), _runs_program),
            "encryption-data": lambda _attributes: True,
            "item": lambda attributes: _is_elsewhere(attributes.get("href", "")),
            "fldSimple": self._field,
            "OLEObject": lambda attributes: attributes.get("Type") == "Link",
            "cmd": lambda attributes: attributes.get("type") == "verb",
        }

    def read(self, content: bytes) -> set[str]:
        """Return the content types in it. Raises UnsafeDocument."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnsafeDocument("archive-unreadable") from error
        formulas = ["".join(self.texts[name]) for name in _FORMULAS]
        fields = [{"instr": "".join(self.texts[name])} for name in _FIELDS]
        fetches = self._is_drawing and _FETCHES.search("".join(self.texts["style"]))
        if fetches or any(map(self._field, fields)) or any(map(_acts, formulas)):
            raise UnsafeDocument("office-active", name=self.name)
        self._link("".join(self.texts["HyperlinkBase"]))
        for match in chain.from_iterable(map(_FORMULA_LINK.finditer, formulas)):
            self._link(match["address"])
        for text in "".join(self.texts["stringParam"]).split("\n"):
            self._link(hwp_link(text))
        return self.types

    def _field(self, attributes: Mapping[str, str]) -> bool:
        """Return True if a field loads something; refuse links that lead elsewhere than they seem to."""
        field = attributes.get("instr", "")
        for match in _FIELD_LINK.finditer(field):
            self._link(match["quoted"] or match["plain"] or "")
        return bool(_FIELD.search(field))

    def _link(self, address: str) -> None:
        refuse_deceptive_link(address, self.name)

    def _doctype(self, *_declaration: object) -> None:
        raise UnsafeDocument("office-active", name=self.name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise UnsafeDocument("archive-unreadable")
        if element in (*_FORMULAS, "stringParam"):
            self.texts[element].append("\n")
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        kind = values.get("ContentType", "")
        self.types.add(kind)
        if _ACTIVE_TYPE.search(kind) or self.checks.get(element, _is_harmless)(values):
            raise UnsafeDocument("office-active", name=self.name)
        if element == "Relationship" and values.get("TargetMode") == "External":
            self._link(values.get("Target", ""))
        elif space.startswith(_DRAWING) or self.name.lower().endswith(".vml"):
            self._link(values.get("href", ""))
            if any(_is_elsewhere(values.get(source, "")) for source in ("src", "althref")):
                raise UnsafeDocument("office-active", name=self.name)
        elif self._is_drawing:
            self._drawing(values)

    def _drawing(self, attributes: Mapping[str, str]) -> None:
        address = attributes.get("href", "")
        if (
            any(name.startswith("on") for name in attributes)
            or any(map(_FETCHES.search, attributes.values()))
            or attributes.get("attributeName", "").endswith("href")
            or (address and not _INNER_ADDRESS.match(address))
        ):
            raise UnsafeDocument("office-active", name=self.name)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        for element in self.texts.keys() & {*self.open[-_INNERMOST:]}:
            self.texts[element].append(text)


def _is_harmless(_attributes: Mapping[str, str]) -> bool:
    return False


def _acts(formulas: str) -> bool:
    """Return True if a formula fetches, or asks another program by DDE: `program|topic!item`."""
    return bool(_FORMULA.search(formulas)) or "|" in _QUOTED.sub("", formulas)


def _runs_program(attributes: Mapping[str, str]) -> bool:
    return bool(_PROGRAM.match(attributes.get("action", "")))


def _leads_away(relation: Mapping[str, str]) -> bool:
    """Return True if a relation loads or runs something; a link that is clicked may lead elsewhere."""
    kind = relation.get("Type", "").rpartition("/")[2]
    if relation.get("TargetMode") == "External":
        return kind != "hyperlink" or not _WEB_LINK.match(relation.get("Target", ""))
    return bool(_ACTIVE_TYPE.search(kind)) or _is_elsewhere(relation.get("Target", ""))


def _is_elsewhere(address: str) -> bool:
    return "//" in address or ":" in address or address.startswith("\\")
